/* copy.h: the copy of a page that is printed.
 *
 * Layer: print, private. */
#ifndef CONCORDAT_PRINT_COPY_H
#define CONCORDAT_PRINT_COPY_H

#include "edition.h"

/* Appends the copy: as the page stands, but with what print needs. Where `edition->pages` is 0 the
 * numbers are not known yet, and others as wide stand in their place, so that filling them in moves
 * nothing. */
void copy_write(struct arena *arena, const struct edition *edition, struct buf *out);

#endif
