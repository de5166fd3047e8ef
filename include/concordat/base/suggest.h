/* suggest.h: "did you mean": the known word that is nearest to a mistyped one. */
#ifndef CONCORDAT_BASE_SUGGEST_H
#define CONCORDAT_BASE_SUGGEST_H

#include "concordat/base/str.h"

/* The search for the candidate nearest to one word. */
struct suggestion {
    struct str word;
    struct str best; /* empty until a candidate is near enough */
    size_t distance;
};

/* Starts a search for `word`. */
struct suggestion suggestion_for(struct str word);

/* Offers a candidate; the nearest one stays in `best`, the first of several equally near. */
void suggestion_offer(struct suggestion *search, struct str candidate);

/* The number of letters (bytes) to insert, delete, replace or swap with the next to turn `a` into
 * `b`; `limit` + 1 where it is more than `limit`, and for words of more than 64 letters. Capital
 * and small letters are equal, and so are a hyphen, an underscore and a space. */
size_t edit_distance(struct str a, struct str b, size_t limit);

/* True where no letter has to be changed, whatever the length of the words. */
bool words_alike(struct str a, struct str b);

#endif
