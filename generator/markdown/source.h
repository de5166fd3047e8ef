/* source.h: the text being compiled, by lines and as marks see it. */
#ifndef CONCORDAT_MARKDOWN_SOURCE_H
#define CONCORDAT_MARKDOWN_SOURCE_H

#include "concordat/base/buf.h"
#include "concordat/base/diag.h"
#include "concordat/markdown/markdown.h"

/* A text with every line end written as a line feed; lives until source_free. */
struct source {
    struct origin origin;
    struct str text;
    struct buf bytes;
    size_t *line_starts; /* offsets in `text`; one more than there are lines */
    size_t line_count;
    size_t marked_offset; /* of the last mark that was asked for, and its column */
    size_t marked_column;
};

/* Prepares `text`; give it back with source_free. */
struct source source_of(const struct origin *origin, struct str text);
void source_free(struct source *source);

/* The offset of the byte `column` (from 1) of `line` (from 1), held within that line. */
size_t source_offset(const struct source *source, int line, int column);

/* The number of the line, from 1, that the byte at `offset` stands on. */
int source_line(const struct source *source, size_t offset);

/* The bytes of a line (from 1), without its line feed. */
struct str source_line_text(const struct source *source, int line);

/* The mark of the byte at `offset`. */
struct mark source_mark(struct source *source, size_t offset);

#endif
