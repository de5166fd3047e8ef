/* json.c: writes JSON, commas included, so that who writes it says only what there is.
 *
 * Layer: base. Uses: buf. Used by: schema, plan, export. */
#include "concordat/base/json.h"

static void separate(struct json *json)
{
    if (json->behind)
        buf_add_char(json->out, ',');
    json->behind = true;
}

void json_begin(struct json *json, char bracket)
{
    separate(json);
    buf_add_char(json->out, bracket);
    json->behind = false;
}

void json_end(struct json *json, char bracket)
{
    buf_add_char(json->out, bracket);
    json->behind = true;
}

void json_line(struct json *json)
{
    separate(json);
    buf_add_char(json->out, '\n');
    json->behind = false;
}

void json_key(struct json *json, const char *name)
{
    separate(json);
    buf_add_json(json->out, str_of(name));
    buf_add_char(json->out, ':');
    json->behind = false;
}

void json_string(struct json *json, struct str text)
{
    separate(json);
    buf_add_json(json->out, text);
}

void json_bool(struct json *json, bool truth)
{
    separate(json);
    buf_add_string(json->out, truth ? "true" : "false");
}

void json_number(struct json *json, struct str digits)
{
    separate(json);
    buf_add(json->out, digits);
}

void json_integer(struct json *json, long number)
{
    separate(json);
    buf_add_number(json->out, number);
}

void json_member(struct json *json, const char *name, struct str text)
{
    if (text.len == 0)
        return;
    json_key(json, name);
    json_string(json, text);
}

/* Appends JSON with each separator of lines as an escape, and with `markup` each <. */
static void add_escaped(struct buf *out, struct str json, bool markup)
{
    size_t done = 0;
    for (size_t at = 0; at < json.len; at++) {
        char c = json.ptr[at];
        if (c != '<' && c != '\xE2') /* nearly every one */
            continue;
        struct str rest = str_slice(json, at, at + 3);
        bool separator = str_starts_with_separator(rest);
        if (!(markup && c == '<') && !separator)
            continue;
        buf_add(out, str_slice(json, done, at));
        buf_add_string(out, !separator ? "\\u003c" : rest.ptr[2] == '\xA8' ? "\\u2028" : "\\u2029");
        done = at + (separator ? 3 : 1);
    }
    buf_add(out, str_slice(json, done, json.len));
}

void buf_add_script_json(struct buf *out, struct str json)
{
    add_escaped(out, json, true);
}

void buf_add_line_json(struct buf *out, struct str json)
{
    add_escaped(out, json, false);
}
