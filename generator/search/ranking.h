/* ranking.h: how much a stem says of a page, in a few bits. */
#ifndef CONCORDAT_SEARCH_RANKING_H
#define CONCORDAT_SEARCH_RANKING_H

#include "vocabulary.h"

enum { LEVELS = 16 };

/* The level, from 0, of a stem that a page of `words` words has; `average` is that of all pages, at
 * least 1. Source: BM25 (Robertson and Zaragoza 2009), with k1 = 1.2 and b = 0.75, to which the
 * stem's share of the title is added. */
unsigned level_of(const struct hit *hit, unsigned words, unsigned average);

#endif
