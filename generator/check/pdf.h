/* pdf.h: what a PDF is, as far as it matters to who publishes it. */
#ifndef CONCORDAT_CHECK_PDF_H
#define CONCORDAT_CHECK_PDF_H

#include "concordat/base/str.h"

enum pdf_fault {
    PDF_FINE,
    PDF_OTHER,   /* something else, whatever its name says */
    PDF_LOCKED,  /* it asks for a password */
    PDF_DAMAGED, /* it is not whole, or has no page */
};

/* Looks at the bytes of a PDF, counting its pages in `*pages` where it is fine. What a reader of
 * PDFs mends in silence is fine. */
enum pdf_fault pdf_look(struct str bytes, long *pages);

#endif
