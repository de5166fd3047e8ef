/* part.c: enters the pages of one group: their words go to a vocabulary, their texts to files.
 *
 * A vocabulary serves one group after another, so that words met before need no new stem; each
 * thread has its own. A long passage that another page of the group has told already, word for
 * word, is left out: what a handbook or a list repeats is found where it is at home. Stage: search.
 * Used by: build. */
#include "index.h"
#include "page_text.h"
#include "texts.h"
#include "words.h"

#include <stdlib.h>
#include <string.h>

enum { LONG_PASSAGE = 48, SMALLEST_SET = 256, SHARE_OF_TERM = 42 };

/* What is also meant where the stems of `from` follow one another. */
struct phrase {
    struct stem **from;
    size_t from_count;
    struct stem **to;
    size_t to_count;
    const struct phrase *next; /* with the same first stem */
};

struct search_part {
    struct search_index *search;
    size_t number;
    struct group *group;
    struct vocabulary *vocabulary;
    struct arena *arena; /* of its phrases */
    struct texts texts;
    struct buf scratch;
    struct stem **row; /* of the words that are being entered */
    size_t row_count;
    size_t row_room;
    unsigned words; /* of the page */
    bool aside;     /* the page counts by its title, and hardly by its text */
    uint64_t *told; /* the long passages of earlier pages, by their hashes; 0 is no passage */
    size_t told_count;
    size_t told_room;
};

/* ------------------------------------------------------------------ the index */

struct search_index *search_index_new(struct str language, struct meanings meanings, size_t groups)
{
    struct search_index *search = must_alloc(sizeof *search);
    *search =
        (struct search_index){.meanings = meanings, .arena = arena_new(), .group_count = groups};
    search->language = arena_copy(search->arena, language);
    search->groups = arena_array(search->arena, groups, sizeof *search->groups);
    search->vocabularies = arena_array(search->arena, groups, sizeof *search->vocabularies);
    search->idle = arena_array(search->arena, groups, sizeof *search->idle);
    pthread_mutex_init(&search->lock, NULL);
    return search;
}

void search_index_free(struct search_index *search)
{
    if (!search)
        return;
    for (size_t i = 0; i < search->vocabulary_count; i++)
        vocabulary_free(search->vocabularies[i]);
    for (size_t i = 0; i < search->group_count; i++)
        free(search->groups[i].pages);
    pthread_mutex_destroy(&search->lock);
    arena_free(search->arena);
    free(search);
}

/* ------------------------------------------------------------------ words */

/* The stems of a text, in `row`. */
static void find_stems(struct search_part *part, struct str text)
{
    struct folded word;
    part->row_count = 0;
    for (size_t at = folded_next(text, 0, &word); word.len > 0; at = folded_next(text, at, &word)) {
        if (part->row_count == part->row_room) {
            part->row_room = part->row_room > 0 ? part->row_room * 2 : 128;
            part->row = must_realloc(part->row, part->row_room * sizeof(struct stem *));
        }
        part->row[part->row_count++] = vocabulary_stem(part->vocabulary, folded_str(&word));
    }
}

static bool phrase_begins(const struct search_part *part, const struct phrase *phrase, size_t at)
{
    if (at + phrase->from_count > part->row_count)
        return false;
    for (size_t i = 1; i < phrase->from_count; i++)
        if (part->row[at + i] != phrase->from[i])
            return false;
    return true;
}

/* Enters the words of the row, and what its phrases mean; as part of the title where `share` is
 * not 0. */
static void enter(struct search_part *part, struct stem *stem, unsigned weight, unsigned share)
{
    if (share > 0)
        vocabulary_entitle(part->vocabulary, stem, part->aside ? share / 2 : share);
    else
        vocabulary_meet(part->vocabulary, stem, part->texts.unit, part->aside ? 0 : weight);
}

static void enter_row(struct search_part *part, unsigned weight, unsigned share)
{
    for (size_t i = 0; i < part->row_count; i++) {
        struct stem *stem = part->row[i];
        enter(part, stem, weight, share);
        if (stem->phrases_of != part->number + 1)
            continue;
        for (const struct phrase *phrase = stem->phrases; phrase; phrase = phrase->next)
            for (size_t to = 0; phrase_begins(part, phrase, i) && to < phrase->to_count; to++)
                enter(part, phrase->to[to], weight, share / 2);
    }
    part->words += (unsigned)part->row_count;
}

/* ------------------------------------------------------------------ phrases */

static struct stem **keep_row(struct search_part *part, size_t *count)
{
    struct stem **kept = arena_array(part->arena, part->row_count, sizeof(struct stem *));
    if (part->row_count > 0)
        memcpy(kept, part->row, part->row_count * sizeof(struct stem *));
    *count = part->row_count;
    return kept;
}

static void add_phrase(struct search_part *part, const struct meaning *meaning)
{
    struct phrase *phrase = arena_alloc(part->arena, sizeof *phrase);
    find_stems(part, meaning->said);
    phrase->from = keep_row(part, &phrase->from_count);
    find_stems(part, meaning->sought);
    phrase->to = keep_row(part, &phrase->to_count);
    if (phrase->from_count == 0)
        return;
    struct stem *first = phrase->from[0];
    phrase->next = first->phrases_of == part->number + 1 ? first->phrases : NULL;
    first->phrases = phrase;
    first->phrases_of = part->number + 1;
}

static void add_phrases(struct search_part *part, struct meanings meanings)
{
    for (size_t i = 0; i < meanings.count; i++)
        add_phrase(part, &meanings.list[i]);
}

static void note_names(struct search_part *part, struct str names)
{
    struct search_index *search = part->search;
    find_stems(part, names);
    pthread_mutex_lock(&search->lock);
    part->group->names = arena_array(search->arena, part->row_count, sizeof(struct str));
    part->group->name_count = part->row_count;
    for (size_t i = 0; i < part->row_count; i++)
        part->group->names[i] = arena_copy(search->arena, part->row[i]->text);
    pthread_mutex_unlock(&search->lock);
}

/* ------------------------------------------------------------------ passages */

static uint64_t hash_of(struct str text)
{
    uint64_t hash = 14695981039346656037U; /* FNV-1a */
    for (size_t i = 0; i < text.len; i++)
        hash = (hash ^ (unsigned char)text.ptr[i]) * 1099511628211U;
    return hash;
}

/* The last bit of a hash in the set: whether a page that is not aside told the passage. */
enum { TOLD_AT_HOME = 1 };

/* Where a passage stands in the set, or would. */
static uint64_t *told_at(uint64_t *set, size_t room, uint64_t passage)
{
    size_t at = (size_t)(passage >> 1) & (room - 1);
    while (set[at] != 0 && (set[at] | TOLD_AT_HOME) != (passage | TOLD_AT_HOME))
        at = (at + 1) & (room - 1);
    return &set[at];
}

static void make_room(struct search_part *part)
{
    size_t room = part->told_room > 0 ? part->told_room * 2 : SMALLEST_SET;
    uint64_t *set = must_alloc(room * sizeof *set);
    memset(set, 0, room * sizeof *set);
    for (size_t i = 0; i < part->told_room; i++)
        if (part->told[i] != 0)
            *told_at(set, room, part->told[i]) = part->told[i];
    free(part->told);
    part->told = set;
    part->told_room = room;
}

/* True where a page of the group has told a long passage before. One that was only told aside is
 * still to be told at home, which may come later: a glossary comes after the handbook. */
static bool is_told(struct search_part *part, struct str text)
{
    if (text.len < LONG_PASSAGE)
        return false;
    if (part->told_count * 2 >= part->told_room)
        make_room(part);
    uint64_t passage = hash_of(text) | TOLD_AT_HOME;
    uint64_t *place = told_at(part->told, part->told_room, passage);
    if (*place == passage || (*place != 0 && part->aside))
        return true;
    part->told_count += *place == 0;
    *place = part->aside ? passage - TOLD_AT_HOME : passage;
    return false;
}

/* The longest beginning of a text that fits in a passage and ends with a word. */
static size_t piece_length(struct str text)
{
    size_t length = PASSAGE_BYTES;
    if (text.len <= PASSAGE_BYTES)
        return text.len;
    while (length > PASSAGE_BYTES / 2 && text.ptr[length] != ' ')
        length--;
    if (text.ptr[length] != ' ') /* no word is that long: at a character */
        for (length = PASSAGE_BYTES; ((unsigned char)text.ptr[length] & 0xC0) == 0x80;)
            length--;
    return length;
}

static void hear_passage(struct str anchor, struct str text, bool row, void *context)
{
    struct search_part *part = context;
    if (is_told(part, text))
        return;
    while (text.len > 0) {
        size_t length = piece_length(text);
        struct str piece = str_slice(text, 0, length);
        texts_passage(&part->texts, anchor, piece);
        find_stems(part, piece);
        enter_row(part, row ? WEIGHT_OF_ROW : WEIGHT_OF_TEXT, 0);
        text = str_trim(str_slice(text, length, text.len));
    }
}

static void hear_heading(struct str anchor, struct str text, bool term, void *context)
{
    struct search_part *part = context;
    texts_heading(&part->texts, anchor, text);
    find_stems(part, text);
    enter_row(part, WEIGHT_OF_HEADING, 0);
    if (term && !part->aside)
        enter_row(part, 0, SHARE_OF_TERM);
}

/* A title of one word is all about it; of each of several, a page is less so. */
static unsigned share_of_title(size_t words)
{
    static const unsigned char shares[] = {WHOLE_TITLE, WHOLE_TITLE, 62, 56, 50, 45, 41, 38, 35};
    return words < sizeof shares ? shares[words] : 32;
}

static void hear_title(struct str text, void *context)
{
    struct search_part *part = context;
    texts_title(&part->texts, text);
    find_stems(part, text);
    enter_row(part, 0, share_of_title(part->row_count));
}

/* ------------------------------------------------------------------ the part */

struct search_part *search_part_begin(struct search_index *search, size_t number,
                                      const struct search_group *group, search_emit *emit,
                                      void *context)
{
    struct search_part *part = must_alloc(sizeof *part);
    *part = (struct search_part){.search = search,
                                 .number = number,
                                 .group = &search->groups[number],
                                 .arena = arena_new(),
                                 .texts = {.group = group, .emit = emit, .context = context}};
    pthread_mutex_lock(&search->lock);
    part->group->id = arena_copy(search->arena, group->id);
    part->group->aside = group->fictional;
    if (search->idle_count > 0)
        part->vocabulary = search->idle[--search->idle_count];
    else
        part->vocabulary = search->vocabularies[search->vocabulary_count++] =
            vocabulary_new(search->language);
    pthread_mutex_unlock(&search->lock);
    note_names(part, group->names);
    add_phrases(part, search->meanings);
    add_phrases(part, group->meanings);
    return part;
}

void search_part_add(struct search_part *part, struct str address, struct str html, bool aside)
{
    struct group *group = part->group;
    const struct page_listener listener = {hear_title, hear_heading, hear_passage, part};
    part->words = 0;
    part->aside = aside;
    texts_begin_page(&part->texts, address);
    page_text_read(html, &listener, &part->scratch);
    texts_end_page(&part->texts);
    vocabulary_end_page(part->vocabulary, part->number, group->page_count);
    if (group->page_count == group->page_room) {
        group->page_room = group->page_room > 0 ? group->page_room * 2 : 32;
        group->pages = must_realloc(group->pages, group->page_room * sizeof *group->pages);
    }
    group->pages[group->page_count++] = (struct page_size){part->words, part->texts.unit + 1};
}

void search_part_end(struct search_part *part)
{
    if (!part)
        return;
    struct search_index *search = part->search;
    texts_end(&part->texts);
    pthread_mutex_lock(&search->lock);
    search->idle[search->idle_count++] = part->vocabulary;
    pthread_mutex_unlock(&search->lock);
    buf_free(&part->scratch);
    free(part->row);
    free(part->told);
    arena_free(part->arena);
    free(part);
}
