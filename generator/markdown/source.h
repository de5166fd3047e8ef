/* source.h: the text being compiled, by lines and as marks see it.
 *
 * A source is the author's text, or a text composed of another source in another order (compose.h),
 * whose marks are those of the bytes it was made from. */
#ifndef CONCORDAT_MARKDOWN_SOURCE_H
#define CONCORDAT_MARKDOWN_SOURCE_H

#include "concordat/base/buf.h"
#include "concordat/base/diag.h"
#include "concordat/markdown/markdown.h"

/* A stretch of a composed text, and where it comes from in the source under it; of length 0 where
 * the program put words of its own for that place. */
struct piece {
    size_t from;
    size_t under;
    size_t len;
};

/* A text with every line end written as a line feed; lives until source_free. */
struct source {
    struct origin origin;
    struct source *under; /* what it was composed of, outliving it; NULL for the author's text */
    struct piece *pieces; /* of a composed text, without gaps */
    size_t piece_count;
    struct str text;
    struct buf bytes;
    size_t *line_starts; /* offsets in `text`; one more than there are lines */
    size_t line_count;
    size_t marked_offset; /* of the last mark that was asked for, and its column */
    size_t marked_column;
};

/* The byte that tells the tokens of compose.h apart: no text that is loaded holds one. */
#define TOKEN_SIGN '\x7F'

/* Prepares `text`; give it back with source_free. */
struct source source_of(const struct origin *origin, struct str text);
void source_free(struct source *source);

/* Finds the lines of `text`, which stands in `bytes`. */
void source_index(struct source *source);

/* The offset of the byte `column` (from 1) of `line` (from 1), held within that line. */
size_t source_offset(const struct source *source, int line, int column);

/* The number of the line, from 1, that the byte at `offset` stands on. */
int source_line(const struct source *source, size_t offset);

/* The bytes of a line (from 1), without its line feed. */
struct str source_line_text(const struct source *source, int line);

/* The offset at which the words of a line begin that stands inside so many quotations: behind
 * blanks and the signs of the quotations. */
size_t source_content(const struct source *source, int line, unsigned quotations);

/* The offset behind the last byte of a line. */
size_t source_line_end(const struct source *source, int line);

/* The mark of the byte at `offset`. */
struct mark source_mark(struct source *source, size_t offset);

#endif
