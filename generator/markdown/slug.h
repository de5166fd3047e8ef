/* slug.h: ids out of words. */
#ifndef CONCORDAT_MARKDOWN_SLUG_H
#define CONCORDAT_MARKDOWN_SLUG_H

#include "concordat/markdown/markdown.h"

/* The words as lower-case ASCII letters, digits and single hyphens, in `arena`; "section" where
 * nothing is left of them. */
struct str slug_of(struct arena *arena, struct str words);

/* Gives every heading an id from its text, unique among them and the ids of paragraphs, in `arena`.
 */
void headings_name(struct arena *arena, struct heading *headings, size_t count,
                   const struct numbered *paragraphs, size_t paragraph_count);

#endif
