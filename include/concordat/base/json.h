/* json.h: writes JSON, commas included. */
#ifndef CONCORDAT_BASE_JSON_H
#define CONCORDAT_BASE_JSON_H

#include "concordat/base/buf.h"

/* Where a document is written to; `{&buf, false}` begins one. */
struct json {
    struct buf *out; /* borrowed */
    bool behind;     /* a value stands before, in the same object or list */
};

/* Begins and ends an object or a list: '{' and '}', '[' and ']'. */
void json_begin(struct json *json, char bracket);
void json_end(struct json *json, char bracket);

/* Begins the next value on a line of its own. */
void json_line(struct json *json);

/* The name of the next value of an object. */
void json_key(struct json *json, const char *name);

/* A text; control characters and bytes that are not UTF-8 as buf_add_json has them. */
void json_string(struct json *json, struct str text);
void json_bool(struct json *json, bool truth);

/* A number that is JSON as it stands: digits, with a minus and a point. */
void json_number(struct json *json, struct str digits);
void json_integer(struct json *json, long number);

/* A member of an object whose value is text; none where the text is empty. */
void json_member(struct json *json, const char *name, struct str text);

/* Appends JSON for inside a script: each < and each separator of lines as an escape, so that no
 * text in it ends the script or a line of it. */
void buf_add_script_json(struct buf *out, struct str json);

/* The same for one line of YAML, which may hold <. */
void buf_add_line_json(struct buf *out, struct str json);

#endif
