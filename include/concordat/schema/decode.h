/* decode.h: YAML trees into records, by the schema; every error located. */
#ifndef CONCORDAT_SCHEMA_DECODE_H
#define CONCORDAT_SCHEMA_DECODE_H

#include "concordat/base/arena.h"
#include "concordat/schema/schema.h"
#include "concordat/yaml/yaml.h"

/* What decoding works on: records are added to `records`, everything lives in `arena`. */
struct decoding {
    struct arena *arena;
    struct records *records;
    struct diag *diag;
};

/* A new record of `type`, empty, added to the records; `parent` may be NULL. */
struct record *record_new(struct decoding *decoding, const struct type *type, struct mark mark,
                          const struct record *parent);

/* Decodes the keys of `map` into `record`, which may have been filled in part from other files: its
 * lists join, a single value given again is an error. */
void decode_into(struct decoding *decoding, struct record *record, const struct node *map);

/* Reports the required fields of a record that are neither given nor said to be not stated, at
 * `mark`. */
void decode_finish(struct decoding *decoding, const struct record *record, struct mark mark);

/* Makes a record of every directive of a page's text, and lists them in the page's field
 * `directives`. */
void decode_directives(struct decoding *decoding, struct record *page,
                       const struct document *document);

/* Reports the sections of a text whose audience is none. */
void decode_sections(struct decoding *decoding, const struct document *document);

/* Who may read what stands in a section itself; that one may stand in another is not counted. */
enum audience audience_of_section(const struct section *section);

/* True where the audience, which `audience` points to, may read a section with that word: for
 * markdown_cut. */
bool section_is_seen(const void *audience, struct str word);

/* Who may see the directive of that place among those of the text. */
enum audience audience_at_directive(const struct document *document, size_t index);

/* Fills in what follows from where records are written, once all are: which trust they belong to,
 * and the standing and the sources of the record (not the trust itself) that they are written
 * inside, where they say none themselves. */
void decode_place(struct decoding *decoding);

#endif
