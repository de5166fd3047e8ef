/* meaning.h: words of pages, and others by which people look for what they say. */
#ifndef CONCORDAT_BASE_MEANING_H
#define CONCORDAT_BASE_MEANING_H

#include "concordat/base/str.h"

/* A text that has `said` is found by `sought`. */
struct meaning {
    struct str said;
    struct str sought;
};

/* Somebody else's list of them. */
struct meanings {
    const struct meaning *list;
    size_t count;
};

#endif
