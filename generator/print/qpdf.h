/* qpdf.h: what is changed of a PDF after it was printed, and the PDFs that are bound into it.
 *
 * Layer: print, private. */
#ifndef CONCORDAT_PRINT_QPDF_H
#define CONCORDAT_PRINT_QPDF_H

#include "edition.h"
#include "press.h"

extern const struct foreign_program qpdf;

/* Writes the PDF `from` to `to` with the title of the edition and its day in place of the clock's,
 * so that printing the same again makes the same. False, reported. */
bool qpdf_settle(struct press *press, const struct edition *edition, const char *from,
                 const char *to);

/* Writes the PDF `from` to `to` with the pages of `bound`, made somewhat smaller, on the pages that
 * were printed as frames for them, from `bound->first.page` on. False, reported. */
bool qpdf_bind(struct press *press, const struct bound *bound, const char *from, const char *to);

#endif
