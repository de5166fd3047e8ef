/* compose.h: makes a text for the library out of the author's, in another order.
 *
 * The library knows neither tables nor footnotes. Where a text has any, their parts are written
 * down again as what it does know, and tokens stand where they came from. A token is an autolink
 * whose address holds a byte that no author's text holds: the library reads it as one thing, which
 * may stand beside words, code and brackets as `[^1]` may. */
#ifndef CONCORDAT_MARKDOWN_COMPOSE_H
#define CONCORDAT_MARKDOWN_COMPOSE_H

#include "source.h"

/* What becomes of a line of the source. */
enum fate {
    FATE_KEPT,
    FATE_LEFT_OUT, /* its words stand elsewhere now */
    FATE_TABLE,    /* a table's token stands in place of its words */
    FATE_RULE,     /* of the signs that made a heading of what stood above: now a thematic break */
};

enum token {
    TOKEN_REFERENCE, /* to a footnote, with its index */
    TOKEN_TABLE,     /* with its index */
};

/* A text in the making; zeroed but for `under` it is empty. */
struct composition {
    struct source *under;
    struct buf text;
    struct piece *pieces;
    size_t piece_count;
    size_t piece_room;
};

/* Appends the bytes of the source between two offsets. */
void compose_copy(struct composition *composition, size_t from, size_t to);

/* Appends other words, which stand for the place `offset` of the source. */
void compose_add(struct composition *composition, const char *words, size_t offset);

/* Appends a token for what stands at `offset`. */
void compose_token(struct composition *composition, enum token token, size_t index, size_t offset);

/* The source that was composed; give it back with source_free, before the one under it. */
struct source compose_end(struct composition *composition);

/* True where `address` is that of such a token; its index is left in `*index`. */
bool token_read(struct str address, enum token token, size_t *index);

/* True where a whole token, <address>, starts `text`; its length is left in `*len`. */
bool token_starts(struct str text, enum token token, size_t *index, size_t *len);

#endif
