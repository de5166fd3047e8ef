/* vocabulary.c: looks up the words of pages, nearly all of which were met before.
 *
 * A word is looked for in a row of places by its hash first, and only where another word stands
 * there in the table, which has no words that are slow to find. Stage: search. Uses: stems, table.
 * Used by: part, shards. */
#include "vocabulary.h"

#include "concordat/base/table.h"

#include <stdlib.h>
#include <string.h>

enum { PLACES = 262144 };

struct vocabulary {
    struct arena *arena;
    struct stemmer *stemmer;
    struct table *forms;
    struct table *stems;
    struct form *places[PLACES]; /* by hash: the form that was asked for last */
    struct form *first;
    struct form *last;
    unsigned long page; /* how many pages have ended, plus one */
    struct stem **met;  /* on the page */
    size_t met_count;
    size_t met_room;
};

struct vocabulary *vocabulary_new(struct str language)
{
    struct vocabulary *vocabulary = must_alloc(sizeof *vocabulary);
    *vocabulary = (struct vocabulary){.arena = arena_new(), .page = 1};
    vocabulary->stemmer = stemmer_new(language);
    vocabulary->forms = table_new(vocabulary->arena);
    vocabulary->stems = table_new(vocabulary->arena);
    return vocabulary;
}

static void free_hits(struct str key, void *value, void *context)
{
    (void)key;
    (void)context;
    free(((struct stem *)value)->hits);
}

void vocabulary_free(struct vocabulary *vocabulary)
{
    if (!vocabulary)
        return;
    table_each(vocabulary->stems, free_hits, NULL);
    stemmer_free(vocabulary->stemmer);
    free(vocabulary->met);
    arena_free(vocabulary->arena);
    free(vocabulary);
}

static struct form *add_form(struct vocabulary *vocabulary, struct str word)
{
    /* The text stands beside the form, so that comparing it costs no further way to memory. */
    struct form *form = arena_alloc(vocabulary->arena, sizeof *form + word.len);
    form->text = (struct str){memcpy(form + 1, word.ptr, word.len), word.len};
    struct str stem = stemmer_stem(vocabulary->stemmer, word);
    form->stem = table_get(vocabulary->stems, stem);
    if (!form->stem) {
        form->stem = arena_alloc(vocabulary->arena, sizeof *form->stem);
        form->stem->text = arena_copy(vocabulary->arena, stem);
        table_add(vocabulary->stems, form->stem->text, form->stem);
    }
    table_add(vocabulary->forms, form->text, form);
    if (vocabulary->last)
        vocabulary->last->next = form;
    else
        vocabulary->first = form;
    vocabulary->last = form;
    return form;
}

struct stem *vocabulary_stem(struct vocabulary *vocabulary, struct str word)
{
    uint32_t hash = 2166136261U; /* FNV-1a */
    for (size_t i = 0; i < word.len; i++)
        hash = (hash ^ (unsigned char)word.ptr[i]) * 16777619U;
    struct form **place = &vocabulary->places[(hash ^ hash >> 16) % PLACES];
    if (*place && (*place)->hash == hash && str_equal((*place)->text, word))
        return (*place)->stem;
    struct form *form = table_get(vocabulary->forms, word);
    *place = form ? form : add_form(vocabulary, word);
    (*place)->hash = hash;
    return (*place)->stem;
}

/* ------------------------------------------------------------------ the page at work */

static void begin_on_page(struct vocabulary *vocabulary, struct stem *stem)
{
    if (stem->page == vocabulary->page)
        return;
    stem->page = vocabulary->page;
    stem->weight = stem->title = 0;
    stem->unit = stem->unit_weight = stem->best_unit = stem->best_weight = 0;
    if (vocabulary->met_count == vocabulary->met_room) {
        vocabulary->met_room = vocabulary->met_room > 0 ? vocabulary->met_room * 2 : 256;
        vocabulary->met =
            must_realloc(vocabulary->met, vocabulary->met_room * sizeof(struct stem *));
    }
    vocabulary->met[vocabulary->met_count++] = stem;
}

void vocabulary_meet(struct vocabulary *vocabulary, struct stem *stem, unsigned unit,
                     unsigned weight)
{
    begin_on_page(vocabulary, stem);
    stem->weight += weight;
    if (stem->unit != unit) {
        stem->unit = unit;
        stem->unit_weight = 0;
    }
    stem->unit_weight += weight;
    if (stem->unit_weight > stem->best_weight) {
        stem->best_weight = stem->unit_weight;
        stem->best_unit = unit;
    }
}

void vocabulary_entitle(struct vocabulary *vocabulary, struct stem *stem, unsigned share)
{
    begin_on_page(vocabulary, stem);
    if (share > stem->title)
        stem->title = share;
}

static unsigned at_most(unsigned number, unsigned most)
{
    return number < most ? number : most;
}

void vocabulary_end_page(struct vocabulary *vocabulary, size_t group, size_t page)
{
    for (size_t i = 0; i < vocabulary->met_count; i++) {
        struct stem *stem = vocabulary->met[i];
        if (stem->hit_count == stem->hit_room) {
            stem->hit_room = stem->hit_room > 0 ? stem->hit_room * 2 : 2;
            stem->hits = must_realloc(stem->hits, stem->hit_room * sizeof *stem->hits);
        }
        stem->hits[stem->hit_count++] =
            (struct hit){.group = (uint16_t)group,
                         .page = page & 0xFFFFF,
                         .unit = (uint16_t)at_most(stem->best_unit, MOST_UNITS),
                         .weight = at_most(stem->weight, MOST_WEIGHT) & 0xFFF,
                         .title = (uint8_t)at_most(stem->title, WHOLE_TITLE)};
    }
    vocabulary->met_count = 0;
    vocabulary->page++;
}

const struct form *vocabulary_forms(const struct vocabulary *vocabulary, size_t *count)
{
    *count = table_count(vocabulary->forms);
    return vocabulary->first;
}
