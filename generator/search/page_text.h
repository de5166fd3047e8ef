/* page_text.h: what stands on a rendered page: its title, headings and passages, in their order. */
#ifndef CONCORDAT_SEARCH_PAGE_TEXT_H
#define CONCORDAT_SEARCH_PAGE_TEXT_H

#include "concordat/base/buf.h"

/* What is told of the page as it is read; each text is borrowed until the call ends, but for the
 * anchors, which are parts of the page. */
struct page_listener {
    void (*title)(struct str text, void *context);
    /* The anchor is the id of the heading, or of what it is the heading of; "" for none. A
     * term with an id of its own is a heading too. */
    void (*heading)(struct str anchor, struct str text, bool term, void *context);
    /* A paragraph, an item, a row of a table, a term with its description. */
    void (*passage)(struct str anchor, struct str text, bool row, void *context);
    void *context;
};

/* Reads the <main> of a page, without menus, drawings, forms, heads of tables and sources.
 * `scratch` is used on the way. */
void page_text_read(struct str html, const struct page_listener *listener, struct buf *scratch);

#endif
