/* print.h: PDFs of the print editions of a built site, each beside its page. */
#ifndef CONCORDAT_PRINT_PRINT_H
#define CONCORDAT_PRINT_PRINT_H

#include "concordat/base/diag.h"

struct print_options {
    const char *output;           /* the folder of the built site */
    void (*say)(struct str line); /* called with a line as each edition begins */
};

struct print_summary {
    size_t editions; /* pages that have a print edition */
    size_t made;     /* PDFs that are there now as their pages are */
    size_t written;  /* of these, new or changed */
};

/* Makes the PDF of every page whose first tag has data-print="<file>.pdf". One that cannot be made
 * is reported, leaves the PDF that was there, and keeps none of the others from being made. True
 * where all were. Nothing of the site but PDFs is written. */
bool print_site(const struct print_options *options, struct print_summary *summary,
                struct diag *diag);

#endif
