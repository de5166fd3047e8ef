/* edition.h: a page that has a print edition, as it is read before it is printed.
 *
 * What the page says of its own print edition is in its attributes, so that this layer has no words
 * of any language:
 *
 *   <html lang="en" data-print="pack.pdf"            the file, beside the page
 *         data-print-date="2010-03-02"               the day it is of, where it is of one
 *         data-print-page="Page {page} of {pages}"   what stands at the foot of each page
 *         data-print-item="Item {item}, page {page} of {pages}">   and at the head of a paper's
 *   <nav class="contents"> ... <a href="#id">        entries that get a page number
 *   <section class="paper" data-paper="4" data-notice="Not for publication.">   a paper, on pages
 * that it counts itself, each with the notice <section class="bound" data-file="report.pdf"
 * data-title="...">   a PDF that is bound in here
 *
 * Layer: print, private. */
#ifndef CONCORDAT_PRINT_EDITION_H
#define CONCORDAT_PRINT_EDITION_H

#include "markup.h"

/* A place whose page has to be known, by the id of an element. */
struct place {
    struct str id;
    unsigned page; /* from 1; 0 while it is not known, or where it is not printed */
};

/* A page of a PDF that is bound in. */
struct bound_page {
    double box[4];   /* what is shown of it: left, bottom, right, top, in points */
    bool is_wide;    /* shown, it is wider than high */
    struct str text; /* what can be read on it; may be empty */
};

/* A PDF that somebody sent. */
struct bound {
    size_t from; /* where its section stands in the page */
    size_t to;
    struct str heading; /* markup of the section's first heading; empty for none */
    struct str title;
    const char *path;
    struct bound_page *pages;
    size_t page_count;
    struct place first; /* its first page */
};

/* An item of an agenda with pages of its own: its papers one after the other, and their PDFs. */
struct paper_pages {
    struct str item;    /* "4" */
    struct str notice;  /* before the item's words; or empty */
    struct place start; /* its first page */
    struct place after; /* the first page that is no longer its own; not printed: the last one */
};

/* An id that an element gets in the print copy, where it has none. */
struct added_id {
    size_t at; /* where its tag begins */
    const char *id;
};

struct edition {
    const char *shown;  /* the page's path, as messages name it */
    struct str html;    /* the page */
    struct str folder;  /* address of its folder, with a slash at its end; "" for the first page */
    struct str root;    /* path of the site, absolute, with a slash at its end */
    struct str file;    /* data-print */
    struct str title;   /* of the document */
    struct str heading; /* its h1 */
    struct str date;    /* yyyy-mm-dd, or empty */
    struct str canonical; /* its full address, or empty */
    struct str page_words;
    struct str item_words;
    struct place *entries; /* of the contents, in their order */
    size_t entry_count;
    struct paper_pages *papers;
    size_t paper_count;
    struct bound *bounds;
    size_t bound_count;
    struct added_id *ids;
    size_t id_count;
    unsigned pages; /* once it is printed */
};

/* The name of the print edition that the page asks for; empty for none. */
struct str edition_file(struct arena *arena, struct str html);

/* Reads the page into `edition`, whose `shown`, `html`, `folder` and `root` are given; what it
 * makes lives in `arena`. The pages of bound PDFs are not read yet. */
void edition_read(struct arena *arena, struct edition *edition);

#endif
