/* strings.h: what theme.c and strings.c share; nobody else includes it. */
#ifndef CONCORDAT_RENDER_STRINGS_H
#define CONCORDAT_RENDER_STRINGS_H

#include "concordat/mustache/template.h"
#include "concordat/plan/plan.h"
#include "concordat/schema/shapes.h"

/* The strings of one language. */
struct strings {
    struct str text; /* the file as it was read */
    struct words words;
    struct str
        pages[PAGE_KIND_COUNT]; /* what menus and headings call the kinds that have a label */
};

/* True where the folder of strings has a file for the language. */
bool strings_are_there(struct arena *arena, const char *folder, struct str language);

/* Reads the strings of `language` from the folder of strings, gives them to the set and keeps what
 * C needs of them. The file is that of the whole tag or of its first part: en-GB.yaml, or en.yaml.
 * `asked` is where the language was asked for. Every error of the file is reported; NULL where
 * there are no words to compile templates with. */
const struct strings *strings_load(struct arena *arena, const char *folder, struct str language,
                                   struct mark asked, struct template_set *set, struct diag *diag);

#endif
