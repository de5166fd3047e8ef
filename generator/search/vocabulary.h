/* vocabulary.h: the words that were met, the stem of each, and the pages that have the stem.
 *
 * One thread at a time works with a vocabulary; it lives as long as the index and sees one group
 * after another. */
#ifndef CONCORDAT_SEARCH_VOCABULARY_H
#define CONCORDAT_SEARCH_VOCABULARY_H

#include "concordat/base/arena.h"
#include "stems.h"

#include <stdint.h>

/* A stem on a page, in the order of groups and pages. */
struct hit {
    uint32_t group : 16;
    uint32_t unit : 16; /* of the page's text, the one that has it most */
    uint32_t page : 20; /* of the group */
    uint32_t weight : 12;
    uint8_t title; /* how much of the page's title it is, at most WHOLE_TITLE */
};

enum { WHOLE_TITLE = 70, MOST_WEIGHT = 4095, MOST_UNITS = 65535 };

/* What a word weighs where it stands. */
enum { WEIGHT_OF_ROW = 1, WEIGHT_OF_TEXT = 2, WEIGHT_OF_HEADING = 5 };

/* What a phrase that begins with a stem also means; see part.c. */
struct phrase;

struct stem {
    struct str text;
    struct hit *hits;
    size_t hit_count;
    size_t hit_room;
    const struct phrase *phrases; /* of the part that set `phrases_of`; gone with it */
    size_t phrases_of;            /* the group's number, plus one */
    /* on the page that is being read, where `page` is its number */
    unsigned long page;
    unsigned weight;
    unsigned title;
    unsigned unit; /* the last one that has it, and how much of it that has */
    unsigned unit_weight;
    unsigned best_unit;
    unsigned best_weight;
};

/* A word as it is written, folded. */
struct form {
    struct str text;
    struct stem *stem;
    struct form *next; /* the one met after it */
    uint32_t hash;
};

struct vocabulary;

struct vocabulary *vocabulary_new(struct str language);
void vocabulary_free(struct vocabulary *vocabulary);

/* The stem of a folded word. */
struct stem *vocabulary_stem(struct vocabulary *vocabulary, struct str word);

/* Says that a unit of the page has it, with that weight. */
void vocabulary_meet(struct vocabulary *vocabulary, struct stem *stem, unsigned unit,
                     unsigned weight);

/* Says that the page's title has it, and how much of it that is. */
void vocabulary_entitle(struct vocabulary *vocabulary, struct stem *stem, unsigned share);

/* Ends the page: each stem that was met has a hit more. */
void vocabulary_end_page(struct vocabulary *vocabulary, size_t group, size_t page);

/* The first of the forms, in the order in which they were met, and how many there are. */
const struct form *vocabulary_forms(const struct vocabulary *vocabulary, size_t *count);

#endif
