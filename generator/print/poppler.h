/* poppler.h: what pdfinfo and pdftotext say of a PDF.
 *
 * Layer: print, private. */
#ifndef CONCORDAT_PRINT_POPPLER_H
#define CONCORDAT_PRINT_POPPLER_H

#include "edition.h"
#include "press.h"

extern const struct foreign_program pdfinfo;
extern const struct foreign_program pdftotext;

/* Fills in the pages of the places that the edition asks about, and their number, from the PDF that
 * was printed of it. A place that is not printed is of page 0. False, reported. */
bool poppler_find_places(struct press *press, const char *pdf, struct edition *edition);

/* Reads the pages of a PDF that is to be bound in, with what can be read on them. False, reported.
 */
bool poppler_read_bound(struct press *press, struct bound *bound);

#endif
