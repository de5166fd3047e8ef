/* words.h: the words of a text, folded so that the same word looks the same wherever it stands.
 *
 * templates/assets/search.js folds what is typed in the same way. */
#ifndef CONCORDAT_SEARCH_WORDS_H
#define CONCORDAT_SEARCH_WORDS_H

#include "concordat/base/str.h"

enum { LONGEST_WORD = 48 };

/* A word: lower case, without accents; not terminated. */
struct folded {
    char text[LONGEST_WORD];
    size_t len; /* 0 where there is no word any more */
};

/* Finds the next word of UTF-8 at or after `at`; returns where to go on. What is longer than
 * LONGEST_WORD is no word. */
size_t folded_next(struct str text, size_t at, struct folded *word);

struct str folded_str(const struct folded *word);

#endif
