/* summary.h: what a trust offers to link to: its pages, and the places on them that have an id. */
#ifndef CONCORDAT_CHECK_SUMMARY_H
#define CONCORDAT_CHECK_SUMMARY_H

#include "concordat/base/table.h"
#include "concordat/load/load.h"
#include "concordat/schema/schema.h"

/* A page, or a place on one. */
struct place {
    struct str address;    /* of the page, from the top of the site */
    struct str anchor;     /* of the place; empty for the page itself */
    struct str number;     /* of a heading or paragraph: "1.2"; empty where it has none */
    struct table *anchors; /* further places on the page, by their ids; NULL where there are none */
    bool seen;             /* the audience may see it */
};

/* A definition file or a page's, by its path in the trust's folder. */
struct source_file {
    const struct place *place; /* what a link to it leads to; NULL where that is not clear */
};

/* What is known of a trust by those who link to it; lives as long as the site. */
struct summary {
    struct str id;
    struct table *places; /* by "body:pab" */
    struct table *files;  /* struct source_file by "pages/aims.md" */
    struct table *images; /* struct image by "images/hall.jpg" */
    bool fictional;       /* it is a made-up example */
};

/* The summary of a numbered trust, in `arena`; `root_length` bytes of its marks' file names lead to
 * its folder. `edition` holds what the audience may see. */
struct summary *summary_of(struct arena *arena, const struct records *records,
                           const struct records *edition, size_t root_length);

/* The same of the site itself, whose pages are those of its guide; its id is empty. */
struct summary *summary_of_site(struct arena *arena, const struct records *records,
                                const struct records *edition, size_t root_length);

#endif
