/* stems.h: the stem of a word, by libstemmer: "chairs", "chaired" and "chairing" have "chair". */
#ifndef CONCORDAT_SEARCH_STEMS_H
#define CONCORDAT_SEARCH_STEMS_H

#include "concordat/base/str.h"

struct stemmer;

/* Of a language by its tag, such as "en" or "en-GB"; one that libstemmer does not know has words
 * only. The caller gives it back with stemmer_free. */
struct stemmer *stemmer_new(struct str language);
void stemmer_free(struct stemmer *stemmer);

/* The stem of a folded word; borrowed until the next call, or the word itself. */
struct str stemmer_stem(const struct stemmer *stemmer, struct str word);

#endif
