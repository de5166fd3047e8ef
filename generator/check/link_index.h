/* link_index.h: how links are resolved, for the files of this folder alone. */
#ifndef CONCORDAT_CHECK_LINK_INDEX_H
#define CONCORDAT_CHECK_LINK_INDEX_H

#include "concordat/check/links.h"

#include "destination.h"
#include "images.h"
#include "summary.h"

#include <pthread.h>

/* A target of a text, kept until all trusts are known. */
struct waiting {
    struct target target;
    bool seen; /* by the audience */
};

/* An address at which a page stood before. */
struct moved {
    struct str address;
    struct mark mark;
    struct str leads_to; /* the address of its page */
    bool by_address;     /* site.yaml says where it leads: that may be no page */
};

struct link_index {
    struct arena *arena;
    const char *content;  /* the content folder */
    struct table *trusts; /* summaries by id */
    struct waiting *waiting;
    size_t waiting_count;
    size_t waiting_room;
    struct table *pages;      /* by address; what it is worth, see moved.c */
    struct table *pages_seen; /* the same of those that the audience sees */
    struct moved *moved;
    size_t moved_count;
    size_t moved_room;
    size_t compared;      /* names with mistyped ones, so far */
    pthread_mutex_t lock; /* held while trusts are surveyed */
};

enum link_fault {
    LINK_FINE,
    LINK_TO_NOTHING,    /* no destination is written */
    LINK_WITHOUT_TRUST, /* a text of the site names a record without its trust */
    LINK_TO_NO_TRUST,   /* there is none of that name */
    LINK_TO_NO_TYPE,    /* nothing is linked to by that word */
    LINK_TO_NO_RECORD,
    LINK_OUTSIDE, /* the path is none inside the content folder */
    LINK_TO_NO_FILE,
    LINK_TO_SEVERAL,    /* a definition file that no single page shows */
    LINK_TO_NO_HEADING, /* # alone, where there is no page that it could mean */
    LINK_TO_NO_ANCHOR,
    LINK_TO_NO_NUMBER,  /* a number of a paragraph, of which the page has none or not that one */
    LINK_WITHOUT_WORDS, /* nothing stands between its brackets, and no number can */
    LINK_FAULTS
};

/* Where a target leads. */
struct landing {
    struct destination parts;
    enum link_fault fault;
    const struct place *place;      /* the page or the place on it */
    const struct kept_image *image; /* or the image; NULL for none */
    const struct summary *home;     /* of the trust that the text is of; NULL for the site's */
    const struct summary *summary;  /* of the trust that it leads to */
    struct str trust;               /* the id of that trust, whether there is one or not */
    struct buf path;                /* of a file, from the content folder; to be freed */
    struct str name;                /* of a file, in the folder of its trust */
};

/* Finds where a target leads; give it back by landing_free. */
struct landing landing_of(const struct link_index *index, const struct target *target);
void landing_free(struct landing *landing);

/* Where the file of a text lies, from the content folder. */
struct str file_in_content(const struct link_index *index, const char *file);

/* Reports that a target leads nowhere, with what its author may have meant. */
void report_link(struct link_index *index, const struct target *target,
                 const struct landing *landing, struct diag *diag);

/* Reports a link between a real trust and a made-up one. */
void report_mixed_fiction(const struct target *target, const struct landing *landing,
                          struct diag *diag);

/* Reports what is wrong with a target that asks for an image or leads to one. */
void check_image(const struct target *target, const struct landing *landing, struct diag *diag);

/* Notes the pages of a trust or of the site, and what they moved from; reports what is no address.
 * The lock is held. */
void moved_survey(struct link_index *index, const struct records *records,
                  const struct records *edition, struct diag *diag);

/* Reports old addresses at which a page stands, that are given twice, and those that lead to none;
 * every trust was surveyed. */
void moved_finish(struct link_index *index, struct diag *diag);

#endif
