/* search.h: the index that the page /search/ looks things up in, made from the pages as they were
 * rendered, in the same run.
 *
 * It stands in many small scripts, so that it works from a folder, and a query loads few of them:
 * search/start.js says what there is, search/words_<n>.js hold the words in their order with the
 * pages that have them, search/<trust>/<n>.js the texts of pages. What they hold is told in
 * generator/search/shards.h and texts.h. */
#ifndef CONCORDAT_SEARCH_SEARCH_H
#define CONCORDAT_SEARCH_SEARCH_H

#include "concordat/base/meaning.h"

struct search_index;

/* The pages of one trust on their way into the index. */
struct search_part;

/* A trust, or the site with its own pages; borrowed until search_part_end. */
struct search_group {
    struct str id;            /* the folder of its texts, one that no other group has */
    struct str label;         /* what results call it; "" for nothing */
    struct str names;         /* words that name it in a query, such as "Surrey" */
    bool fictional;           /* results say so, and put its pages after those of others */
    struct meanings meanings; /* its own, beside those of the language */
};

/* Takes a file of the index; `bytes` are borrowed. */
typedef void search_emit(struct str address, struct str bytes, void *context);

/* An empty index of `groups` groups, for pages in a language such as "en" or "cy": one that
 * libstemmer does not know has no stems. The list of meanings outlives the index, which the caller
 * gives back with search_index_free. */
struct search_index *search_index_new(struct str language, struct meanings meanings, size_t groups);
void search_index_free(struct search_index *search);

/* Begins the group of that number, below `groups`. The parts of several groups may be worked on
 * side by side, each by one thread; what the index becomes depends on their numbers alone. */
struct search_part *search_part_begin(struct search_index *search, size_t number,
                                      const struct search_group *group, search_emit *emit,
                                      void *context);

/* Enters a page, whose address ends in index.html, by what stands in its <main>; one that is
 * `aside` ranks by its title and what is like one, and hardly by its text. */
void search_part_add(struct search_part *part, struct str address, struct str html, bool aside);

/* Ends the part and frees it: the last of its texts are emitted. NULL is allowed. */
void search_part_end(struct search_part *part);

/* Emits the words, once all parts have ended. */
void search_index_finish(struct search_index *search, search_emit *emit, void *context);

#endif
