/* links.h: what the texts of a site can link to, and what their links and images become.
 *
 * A text names a record (body:pab, surrey:term:laa), a source file by its path from the file the
 * text stands in (aims.md#costs, ../trust.yaml), a heading or paragraph of its own page (#costs,
 * #1.2), or an image of its trust's folder. Each trust leaves here a summary of what it offers,
 * which outlives its arena.
 */
#ifndef CONCORDAT_CHECK_LINKS_H
#define CONCORDAT_CHECK_LINKS_H

#include "concordat/base/arena.h"
#include "concordat/base/diag.h"
#include "concordat/load/load.h"
#include "concordat/schema/schema.h"

/* The summaries of all trusts; once links_finish was called, immutable. */
struct link_index;

/* A new, empty index in `arena`, of the content folder `content`; links_free gives back the rest.
 */
struct link_index *links_new(struct arena *arena, const char *content);
void links_free(struct link_index *index);

/* Enters what a numbered trust offers, and reports the links of its texts to nothing, to what the
 * readers of `edition` may not see, and images that are none; those to other trusts wait for
 * links_finish. Records without a trust are those of site.yaml. Several threads may call it. */
void links_survey(struct link_index *index, const struct records *records,
                  const struct records *edition, struct diag *diag);

/* Reports the faulty links from one trust to another, and addresses from which pages are said to
 * have moved and which another has; every trust was surveyed. */
void links_finish(struct link_index *index, struct diag *diag);

/* A link that the audience sees, from a text of one trust (or of the site, whose id is empty) to a
 * page of another. */
struct link_between {
    struct str from;
    struct str to;
    struct str address;
    struct mark mark;
};

/* Calls `visit` for every link between two trusts that leads to a page; after links_finish. */
void links_each_between(const struct link_index *index,
                        void (*visit)(const struct link_between *link, void *context),
                        void *context);

/* Appends the address of a target as the page at `from` links to it. */
void link_write(const struct link_index *index, struct str from, const struct target *target,
                struct buf *out);

/* Where a target leads inside the site: the page's address, and the place on it, empty for all of
 * it. False where it leads to no page that the readers of the edition may see. */
bool link_place(const struct link_index *index, const struct target *target, struct str *address,
                struct str *anchor);

/* Appends the number of the heading or paragraph that a link without words leads to. */
void link_write_number(const struct link_index *index, const struct target *target,
                       struct buf *out);

/* An image of a trust. */
struct image {
    const char *path;   /* where it is read */
    struct str address; /* where it is published: surrey/images/hall.jpg */
    unsigned width;     /* in pixels */
    unsigned height;
    bool seen; /* a text of the edition shows it */
};

/* The image that a target shows, or NULL where it is none. */
const struct image *link_image(const struct link_index *index, const struct target *target);

/* Calls `visit` for every image that the edition of a trust shows, or for every other one that its
 * texts name. */
void links_each_image(const struct link_index *index, struct str trust, bool shown,
                      void (*visit)(const struct image *image, void *context), void *context);

#endif
