/* excerpt.h: the line that a diagnostic is about, with a caret under its column.
 *
 * Layer: base, private. Used by: diag. */
#ifndef CONCORDAT_BASE_EXCERPT_H
#define CONCORDAT_BASE_EXCERPT_H

#include "concordat/base/diag.h"

/* The file that excerpts are taken from, and how far in it they have come; zeroed at first, the
 * caller frees it with excerpts_free. */
struct excerpts {
    const char *path; /* borrowed: it outlives the excerpts */
    struct buf bytes;
    struct str text; /* the bytes without a byte order mark; none where they cannot be read */
    size_t at;       /* an offset in `text`, which stands at `line` and `column` */
    unsigned line;
    unsigned column;
};

/* Appends the line of `mark` and a line with the caret; nothing where the file, the line or the
 * column is not known. The marks of a file come together, by line and column. */
void excerpt_write(struct excerpts *excerpts, struct mark mark, struct buf *out);

/* Gives back the file's bytes. */
void excerpts_free(struct excerpts *excerpts);

#endif
