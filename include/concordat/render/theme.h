/* theme.h: the templates, strings and assets of a site, compiled once and shared by all threads. */
#ifndef CONCORDAT_RENDER_THEME_H
#define CONCORDAT_RENDER_THEME_H

#include "concordat/base/arena.h"
#include "concordat/check/links.h"
#include "concordat/plan/plan.h"
#include "concordat/render/abbreviations.h"
#include "concordat/schema/shapes.h"

struct theme;

/* A file that is published as it is. */
struct asset {
    struct str address; /* assets/site.css */
    struct str bytes;
    const char *path; /* where it was read */
};

/* Reads and compiles the folder of templates `own`, whose files stand in place of those of the same
 * path in `base` (either may be NULL, not both), for a language (one that is no language stands for
 * English) that was asked for at `asked`. Every error of every template and of the strings is in
 * `diag`, and what is unused in `own`; NULL, reported, where there is no such folder, or no words
 * for the language. The theme lives in `arena`; `diag` outlives it. */
const struct theme *theme_load(struct arena *arena, const char *own, const char *base,
                               struct str language, struct mark asked, struct diag *diag);

/* What menus and headings call each kind of page: PAGE_KIND_COUNT texts, the theme's own. */
const struct str *theme_labels(const struct theme *theme);

/* Reports a logo and an image for links of the site that are no such asset. */
void theme_check_images(const struct theme *theme, const struct site *site, struct diag *diag);

/* The words of the site's language. */
const struct words *theme_words(const struct theme *theme);

const struct asset *theme_assets(const struct theme *theme, size_t *count);

/* Calls `visit` for the text of every template, of the strings and of every asset: what stands in
 * them is on pages, or beside them, whatever the records say. */
void theme_each_text(const struct theme *theme, void (*visit)(struct str text, void *context),
                     void *context);

/* What a page sees beside itself. */
struct surroundings {
    const struct site *site;
    const struct trust *trust; /* NULL for a page of the site itself */
    const struct link_index *links;
    const struct abbreviations *abbreviations; /* of the trust; NULL for none */
};

/* Appends the HTML of a planned page. False, reported, where a template recurses without end on the
 * page's data. */
bool theme_render(const struct theme *theme, const struct surroundings *surroundings,
                  const struct planned_page *page, struct buf *out, struct diag *diag);

#endif
