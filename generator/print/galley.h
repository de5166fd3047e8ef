/* galley.h: prints an edition as often as it takes until its page numbers are right.
 *
 * Layer: print, private. */
#ifndef CONCORDAT_PRINT_GALLEY_H
#define CONCORDAT_PRINT_GALLEY_H

#include "edition.h"
#include "press.h"

/* Makes the PDF of an edition that was read, in `pdf`. False, reported, or where somebody
 * interrupted. */
bool galley_make(struct press *press, struct edition *edition, struct buf *pdf);

#endif
