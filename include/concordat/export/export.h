/* export.h: what a trust and the site publish for programs: JSON, CSV, calendars, graphs, feeds.
 *
 * All of it is made from one audience's edition, filtered and derived. */
#ifndef CONCORDAT_EXPORT_EXPORT_H
#define CONCORDAT_EXPORT_EXPORT_H

#include "concordat/base/arena.h"
#include "concordat/schema/shapes.h"

/* Where a file goes; `address` from the top of the site and `bytes` are borrowed for the call. */
struct export_sink {
    void (*add)(void *context, struct str address, struct str bytes);
    void *context;
};

/* What is exported, and for whom. */
struct exporting {
    const struct site *site;
    const struct words *words; /* how choices are called where people read them */
    enum audience audience;
};

/* Publishes the files of open data of a trust that have anything in them; none of a trust whose
 * page of open data is not there. */
void export_trust(const struct exporting *exporting, const struct trust *trust,
                  const struct export_sink *sink);

/* A change that the feed tells of, with the day of its own. */
struct feed_entry {
    long day;                 /* yyyymmdd */
    struct str address;       /* of its page, from the top of the site */
    struct str first_address; /* at which its page stood first, by moved_from */
    struct str title;
    struct str summary; /* empty for none */
    struct str kind;    /* the word of its type: meeting */
};

/* What outlives a trust: its latest changes and the addresses of its pages. */
struct export_summary {
    struct feed_entry *entries;
    size_t entry_count;
    const struct str *pages;
    size_t page_count;
    long as_of; /* yyyymmdd, the day as of which the trust is told */
};

/* The latest changes of a trust, copied to `arena`, with the addresses of its pages, which are
 * borrowed. No change is told without a date of its own, none after `as_of` (yyyymmdd), and none of
 * a made-up trust. */
struct export_summary export_summary(struct arena *arena, const struct exporting *exporting,
                                     const struct trust *trust, const struct str *pages,
                                     size_t page_count, long as_of);

/* Publishes what is of the site as a whole, from the summaries of its trusts in their order and one
 * with the site's own pages: the schema of trust.json, and, where the site has a url, feed.atom and
 * sitemap.xml, whose formats ask for whole addresses. */
void export_site(const struct exporting *exporting, const struct export_summary *summaries,
                 size_t count, const struct export_sink *sink);

#endif
