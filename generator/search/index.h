/* index.h: what is kept of all groups until the words are written. */
#ifndef CONCORDAT_SEARCH_INDEX_H
#define CONCORDAT_SEARCH_INDEX_H

#include "concordat/search/search.h"
#include "vocabulary.h"

#include <pthread.h>

/* A page, as far as ranking needs it. */
struct page_size {
    unsigned words;
    unsigned units; /* of its text */
};

/* A group whose part has begun. */
struct group {
    struct str id;
    bool aside;
    struct page_size *pages;
    size_t page_count;
    size_t page_room;
    struct str *names; /* stems that name it */
    size_t name_count;
};

struct search_index {
    struct str language;
    struct meanings meanings;
    struct group *groups;
    size_t group_count;
    pthread_mutex_t lock; /* guards what follows while parts are worked on */
    struct arena *arena;
    struct vocabulary **vocabularies;
    size_t vocabulary_count;
    struct vocabulary **idle; /* those of them that no part works with */
    size_t idle_count;
};

#endif
