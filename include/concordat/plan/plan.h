/* plan.h: which pages a trust has, at which addresses, with which menu. */
#ifndef CONCORDAT_PLAN_PLAN_H
#define CONCORDAT_PLAN_PLAN_H

#include "concordat/base/arena.h"
#include "concordat/schema/pages.h"
#include "concordat/schema/shapes.h"

/* A text that stands on a page together with others. */
struct joined_text {
    const struct document *text;
    unsigned heading_shift;
    const char *id_prefix;
    unsigned footnotes_before;
    struct str address; /* of the page that it has of its own; empty where it has none */
    struct str anchor;  /* of it as a whole on this one */
};

/* A page to be written. */
struct planned_page {
    enum page_kind kind;
    struct page *page;            /* what its template sees of it; page->record.address is where */
    const struct record *subject; /* what it is about */
    const struct joined_text *joined;
    size_t joined_count;
};

struct page_plan {
    struct planned_page *pages;
    size_t count;
};

/* The pages of a trust's edition (filtered and derived), in the order of the menu. A page without
 * anything on it is not planned. `labels` holds a text for each kind of page that has a label;
 * `words` are those that drawings are lettered with. */
struct page_plan plan_trust(struct arena *arena, const struct site *site, const struct trust *trust,
                            const struct str *labels, const struct words *words);

/* The pages of the site itself, whose trusts are in its directory; none where the overview of one
 * of them is its home. */
struct page_plan plan_site(struct arena *arena, const struct site *site,
                           const struct directory *directory, const struct str *labels);

#endif
