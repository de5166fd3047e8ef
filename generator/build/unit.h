/* unit.h: one trust on its way through the stages; nobody but the build layer includes it. */
#ifndef CONCORDAT_BUILD_UNIT_H
#define CONCORDAT_BUILD_UNIT_H

#include "concordat/build/build.h"
#include "concordat/check/links.h"
#include "concordat/derive/withheld.h"
#include "concordat/export/export.h"
#include "concordat/load/load.h"
#include "concordat/render/theme.h"
#include "concordat/search/search.h"

/* A trust with everything that is made of it; all of it but its entry lives in its arena. */
struct unit {
    struct arena *arena; /* NULL while nothing of the trust is in memory */
    const struct trust_folder *folder;
    size_t number;                  /* among the trusts of the content */
    struct records records;         /* as defined */
    struct records *edition;        /* for the audience; its trust is NULL where that is nothing */
    size_t pages;                   /* how many were planned */
    size_t outdated;                /* print editions that are removed, being out of date */
    struct arena *entry_arena;      /* NULL before there is an entry */
    const struct entry *entry;      /* in the directory; NULL where it is not for the audience */
    struct export_summary exported; /* in the entry's arena, for feed and map */
};

/* What units share: const while they are worked on, but for what locks itself (links, output,
 * search, diag); the arena is not allocated from then. */
struct workshop {
    const struct build_options *options;
    const struct site *site;
    const struct theme *theme;
    struct link_index *links; /* of all trusts, once they are surveyed */
    struct output *output;
    struct guard *guard;         /* NULL where nothing is to be searched for */
    struct search_index *search; /* of all pages; NULL where not all are built */
    struct diag *diag;
    struct arena *arena; /* of the site: its records, its theme, its directory */
};

/* Whom a build is for, in what they may see. */
enum audience readers_of(const struct build_options *options);

/* Loads, checks, numbers and filters a trust. */
void unit_load(struct unit *unit, const struct workshop *shop);

/* The same, and enters it among what others link to. */
void unit_survey(struct unit *unit, const struct workshop *shop);

/* Derives, plans, renders to the output, and gives the arena back. */
void unit_publish(struct unit *unit, const struct workshop *shop);

/* Tells the guard what is public of a trust that is not published anew, since its files stay; gives
 * the arena back. */
void unit_excuse(struct unit *unit, const struct workshop *shop);

/* Renders the pages of a plan; `trust` and `abbreviations` are NULL for those of the site itself.
 * `files_changed` says whether images or PDFs that they show are other ones than before. The
 * pages are entered in `part` of the index, where that is not NULL. Returns how many print editions
 * are removed because of what has changed. */
size_t publish_plan(const struct page_plan *plan, const struct trust *trust,
                    const struct abbreviations *abbreviations, bool files_changed,
                    struct search_part *part, const struct workshop *shop);

/* What the export layer makes files of, and where they go. */
struct exporting exporting_of(const struct workshop *shop);
struct export_sink export_sink_of(const struct workshop *shop);

/* Publishes the open data of an edition whose pages are planned, and keeps in the unit, whose entry
 * has its arena, what the site tells of it. */
void export_unit(struct unit *unit, const struct page_plan *plan, const struct workshop *shop);

/* The addresses of the pages of a plan that belong in the map of the site, `*count` of them, copied
 * to `arena`. */
const struct str *addresses_of(struct arena *arena, const struct page_plan *plan, size_t *count);

/* Adds the files of the theme that are published as they are. */
void publish_assets(const struct workshop *shop);

/* Gives back all of a unit but its entry. */
void unit_rest(struct unit *unit);

/* Gives back what a unit still holds. */
void unit_free(struct unit *unit);

#endif
