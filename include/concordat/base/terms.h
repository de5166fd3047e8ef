/* terms.h: finds terms, such as the abbreviations of a glossary, in the words of a text.
 *
 * Text and terms are HTML: no letter of a term is ever inside a tag or a character reference. */
#ifndef CONCORDAT_BASE_TERMS_H
#define CONCORDAT_BASE_TERMS_H

#include "concordat/base/table.h"

/* Puts `value` (not NULL) into a table under a term written as plain text, unless the term is there
 * already; `arena` keeps what is needed. */
void terms_add(struct arena *arena, struct table *terms, struct str term, void *value);

/* A text, without tags, that is looked through as far as `to`; begun by terms_walk. */
struct term_walk {
    const struct table *terms;
    struct str html;
    size_t at;
    size_t to;
    bool joined; /* the word at `at` is no whole one */
};

struct term_walk terms_walk(const struct table *terms, struct str html, size_t from, size_t to);

/* What stands under the next term of at most eight words, the longest that begins there, with
 * where it begins and ends; NULL where there is none. A term is found as whole words alone: not in
 * LAA-funded, though before a possessive and in quotation marks. */
void *terms_next(struct term_walk *walk, size_t *from, size_t *end);

#endif
