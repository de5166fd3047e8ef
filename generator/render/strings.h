/* strings.h: what theme.c and strings.c share; nobody else includes it. */
#ifndef CONCORDAT_RENDER_STRINGS_H
#define CONCORDAT_RENDER_STRINGS_H

#include "concordat/mustache/template.h"
#include "concordat/plan/plan.h"
#include "concordat/schema/shapes.h"

/* The strings of one language. */
struct strings {
    struct words words;
    struct str
        pages[PAGE_KIND_COUNT]; /* what menus and headings call the kinds that have a label */
};

/* Reads the strings file at `path`, gives them to the set and keeps what C needs of them. Every
 * error is reported: a missing month, form of date or label of a choice, a string without form. */
const struct strings *strings_load(struct arena *arena, const char *path, struct str language,
                                   struct template_set *set, struct diag *diag);

#endif
