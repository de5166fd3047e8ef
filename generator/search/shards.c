/* shards.c: merges what the parts have met, and writes the words and the start of the index.
 *
 * Stems come in the order of their bytes and hits in that of groups and pages, whichever thread has
 * met them. Stage: search. Uses: ranking, texts' scripts. Used by: build. */
#include "shards.h"

#include "index.h"
#include "ranking.h"
#include "texts.h"

#include <stdlib.h>
#include <string.h>

/* A file of words that is being made. */
struct shard {
    struct str from; /* what routes to it begins here, in the order of bytes */
    struct buf entries;
};

/* Where the entry of a stem stands. */
struct place {
    size_t shard;
    size_t from;
    size_t len;
};

/* A group that a stem names. */
struct naming {
    struct str stem;
    size_t group;
};

struct merging {
    const struct search_index *search;
    struct arena *arena;
    const struct form **forms; /* of all vocabularies, by stem, then by form */
    struct place *places;      /* of the entry of each form's stem; of length 0 for none */
    size_t form_count;
    struct naming *namings; /* by stem, then by group */
    size_t naming_count;
    size_t *first_page; /* of each group among all pages */
    size_t pages;
    unsigned average; /* words a page */
    struct hit *hits; /* of the stem at work */
    size_t hit_count;
    size_t hit_room;
    struct shard *shards;
    size_t shard_count;
    size_t shard_room;
    struct str last; /* stem that was written */
};

static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

void number_write(unsigned long number, struct buf *out)
{
    for (; number >= 32; number >>= 5)
        buf_add_char(out, digits[32 + (number & 31)]);
    buf_add_char(out, digits[number]);
}

/* ------------------------------------------------------------------ sorting */

static int by_stem(const void *a, const void *b)
{
    const struct form *left = *(const struct form *const *)a;
    const struct form *right = *(const struct form *const *)b;
    int order = str_compare(left->stem->text, right->stem->text);
    return order != 0 ? order : str_compare(left->text, right->text);
}

static int by_named_stem(const void *a, const void *b)
{
    const struct naming *left = a;
    const struct naming *right = b;
    int order = str_compare(left->stem, right->stem);
    return order != 0 ? order : (left->group > right->group) - (left->group < right->group);
}

static int by_page(const void *a, const void *b)
{
    const struct hit *left = a;
    const struct hit *right = b;
    if (left->group != right->group)
        return left->group < right->group ? -1 : 1;
    return (left->page > right->page) - (left->page < right->page);
}

static void gather_forms(struct merging *at)
{
    size_t count = 0;
    for (size_t i = 0; i < at->search->vocabulary_count; i++) {
        vocabulary_forms(at->search->vocabularies[i], &count);
        at->form_count += count;
    }
    at->forms = arena_array(at->arena, at->form_count, sizeof(struct form *));
    at->places = arena_array(at->arena, at->form_count, sizeof *at->places);
    at->form_count = 0;
    for (size_t i = 0; i < at->search->vocabulary_count; i++)
        for (const struct form *form = vocabulary_forms(at->search->vocabularies[i], &count); form;
             form = form->next)
            at->forms[at->form_count++] = form;
    if (at->form_count > 0)
        qsort(at->forms, at->form_count, sizeof *at->forms, by_stem);
}

static void gather_groups(struct merging *at)
{
    const struct search_index *search = at->search;
    unsigned long words = 0;
    for (size_t i = 0; i < search->group_count; i++)
        at->naming_count += search->groups[i].name_count;
    at->namings = arena_array(at->arena, at->naming_count, sizeof *at->namings);
    at->first_page = arena_array(at->arena, search->group_count, sizeof *at->first_page);
    at->naming_count = 0;
    for (size_t i = 0; i < search->group_count; i++) {
        const struct group *group = &search->groups[i];
        for (size_t n = 0; n < group->name_count; n++)
            at->namings[at->naming_count++] = (struct naming){group->names[n], i};
        at->first_page[i] = at->pages;
        at->pages += group->page_count;
        for (size_t n = 0; n < group->page_count; n++)
            words += group->pages[n].words;
    }
    if (at->naming_count > 0)
        qsort(at->namings, at->naming_count, sizeof *at->namings, by_named_stem);
    at->average = (unsigned)(at->pages > 0 ? words / at->pages : 0);
    at->average += at->average == 0;
}

/* ------------------------------------------------------------------ an entry */

/* The hits of a stem: those of the forms from `from` up to `to`, which have it. */
static void gather_hits(struct merging *at, size_t from, size_t to)
{
    at->hit_count = 0;
    for (size_t i = from; i < to; i++) {
        const struct stem *stem = at->forms[i]->stem;
        bool seen = false;
        for (size_t n = from; n < i && !seen; n++)
            seen = at->forms[n]->stem == stem;
        if (seen || stem->hit_count == 0)
            continue;
        if (at->hit_room < at->hit_count + stem->hit_count) {
            at->hit_room = (at->hit_count + stem->hit_count) * 2;
            at->hits = must_realloc(at->hits, at->hit_room * sizeof *at->hits);
        }
        memcpy(at->hits + at->hit_count, stem->hits, stem->hit_count * sizeof *at->hits);
        at->hit_count += stem->hit_count;
    }
    if (at->hit_count > 0)
        qsort(at->hits, at->hit_count, sizeof *at->hits, by_page);
}

static unsigned level_at(const struct merging *at, const struct hit *hit)
{
    return level_of(hit, at->search->groups[hit->group].pages[hit->page].words, at->average);
}

/* The level above which all hits are told, and how many are of that level itself. */
static unsigned lowest_level(const struct merging *at, size_t *room)
{
    size_t counts[LEVELS] = {0};
    unsigned level = LEVELS;
    *room = MOST_HITS;
    for (size_t i = 0; i < at->hit_count; i++)
        counts[level_at(at, &at->hits[i])]++;
    while (level > 0 && counts[level - 1] <= *room)
        *room -= counts[--level];
    return level > 0 ? level - 1 : 0;
}

static void write_hits(const struct merging *at, struct buf *out)
{
    size_t room;
    size_t next = 0; /* the page after the last one */
    unsigned lowest = lowest_level(at, &room);
    for (size_t i = 0; i < at->hit_count; i++) {
        const struct hit *hit = &at->hits[i];
        unsigned level = level_at(at, hit);
        size_t page = at->first_page[hit->group] + hit->page;
        if (level < lowest || (level == lowest && lowest > 0 && room == 0))
            continue;
        room -= level == lowest && lowest > 0;
        number_write((page - next) << 5 | level << 1 | (hit->unit > 0), out);
        if (hit->unit > 0)
            number_write(hit->unit, out);
        next = page + 1;
    }
}

static void write_form(struct str stem, struct str form, struct buf *out)
{
    bool begins = form.len >= stem.len && memcmp(form.ptr, stem.ptr, stem.len) == 0;
    buf_add_char(out, ',');
    if (!begins)
        buf_add_char(out, '=');
    buf_add(out, begins ? str_slice(form, stem.len, form.len) : form);
}

static void write_groups(const struct merging *at, struct str stem, size_t *naming, struct buf *out)
{
    while (*naming < at->naming_count && str_compare(at->namings[*naming].stem, stem) < 0)
        ++*naming;
    for (size_t last = SIZE_MAX;
         *naming < at->naming_count && str_equal(at->namings[*naming].stem, stem); ++*naming) {
        if (at->namings[*naming].group == last)
            continue;
        last = at->namings[*naming].group;
        number_write(last, out);
    }
}

/* ------------------------------------------------------------------ files of words */

/* The shortest beginning of `stem` that comes after `last`, which is before it. */
static struct str first_letters(struct str last, struct str stem)
{
    size_t same = 0;
    while (same < last.len && same < stem.len && last.ptr[same] == stem.ptr[same])
        same++;
    do
        same++;
    while (same < stem.len && ((unsigned char)stem.ptr[same] & 0xC0) == 0x80);
    return str_slice(stem, 0, same);
}

/* The file for an entry of `bytes`: the last one where it has room for it. */
static struct shard *shard_for(struct merging *at, struct str stem, size_t bytes)
{
    struct shard *last = at->shard_count > 0 ? &at->shards[at->shard_count - 1] : NULL;
    if (last && last->entries.len + bytes < WORDS_FILE_BYTES)
        return last;
    if (!at->shards || at->shard_count == at->shard_room) {
        at->shard_room = at->shard_room > 0 ? at->shard_room * 2 : 64;
        at->shards = must_realloc(at->shards, at->shard_room * sizeof *at->shards);
    }
    struct str from = last ? first_letters(at->last, stem) : STR("");
    at->shards[at->shard_count] = (struct shard){.from = from};
    return &at->shards[at->shard_count++];
}

/* Adds an entry to the file for it; where it stands. */
static struct place add_entry(struct merging *at, struct str stem, struct str entry)
{
    struct buf *out = &shard_for(at, stem, entry.len)->entries;
    if (out->len > 0)
        buf_add_char(out, ' ');
    struct place place = {at->shard_count - 1, out->len, entry.len};
    buf_add(out, entry);
    at->last = stem;
    return place;
}

/* Writes the entry of a stem, that of the forms from `from` up to `to`. */
static void write_entry(struct merging *at, size_t from, size_t to, size_t *naming)
{
    struct str stem = at->forms[from]->stem->text;
    struct buf names = {0};
    struct buf entry = {0};
    gather_hits(at, from, to);
    write_groups(at, stem, naming, &names);
    if (at->hit_count > 0 || names.len > 0) {
        buf_add(&entry, stem);
        for (size_t i = from; i < to; i++)
            if (i == from || !str_equal(at->forms[i]->text, at->forms[i - 1]->text))
                write_form(stem, at->forms[i]->text, &entry);
        buf_add_char(&entry, ':');
        buf_add(&entry, buf_str(&names));
        buf_add_char(&entry, ':');
        if (at->hit_count > MOST_HITS)
            number_write(at->hit_count, &entry);
        buf_add_char(&entry, ':');
        write_hits(at, &entry);
        struct place place = add_entry(at, stem, buf_str(&entry));
        for (size_t i = from; i < to; i++)
            at->places[i] = place;
    }
    buf_free(&entry);
    buf_free(&names);
}

/* The number of the file that a word is looked for in. */
static size_t route(const struct merging *at, struct str word)
{
    size_t low = 0;
    size_t high = at->shard_count;
    while (high - low > 1) {
        size_t middle = (low + high) / 2;
        if (str_compare(at->shards[middle].from, word) <= 0)
            low = middle;
        else
            high = middle;
    }
    return low;
}

/* Writes the entry of a stem once more in each other file that one of its forms is looked for in.
 */
static void write_strays(struct merging *at)
{
    struct place last = {0};
    size_t there = 0;
    for (size_t i = 0; i < at->form_count; i++) {
        struct place place = at->places[i];
        bool again = last.len > 0 && last.shard == place.shard && last.from == place.from;
        size_t before = again ? there : place.shard;
        last = place;
        there = route(at, at->forms[i]->text);
        if (place.len == 0 || there == place.shard || there == before)
            continue;
        /* A copy: growing a file moves what is in it. */
        struct buf entry = {0};
        buf_add_char(&entry, ' ');
        buf_add(&entry, str_slice(buf_str(&at->shards[place.shard].entries), place.from,
                                  place.from + place.len));
        buf_add(&at->shards[there].entries, buf_str(&entry));
        buf_free(&entry);
    }
}

static void emit_script(struct str name, struct str json, search_emit *emit, void *context)
{
    struct buf script = {0};
    struct buf address = {0};
    buf_printf(&address, "search/%.*s.js", STR_ARGS(name));
    script_write(name, json, &script);
    emit(buf_str(&address), buf_str(&script), context);
    buf_free(&script);
    buf_free(&address);
}

static void emit_words(struct merging *at, search_emit *emit, void *context)
{
    struct buf name = {0};
    struct buf json = {0};
    for (size_t i = 0; i < at->shard_count; i++) {
        buf_clear(&name);
        buf_clear(&json);
        buf_printf(&name, "words_%zu", i);
        buf_add_json(&json, buf_str(&at->shards[i].entries));
        emit_script(buf_str(&name), buf_str(&json), emit, context);
    }
    buf_free(&name);
    buf_free(&json);
}

/* ------------------------------------------------------------------ the start */

/* Appends whether a page begins with each unit, six to a character. */
static void write_beginnings(const struct search_index *search, struct buf *out)
{
    unsigned bits = 0;
    unsigned count = 0;
    for (size_t g = 0; g < search->group_count; g++)
        for (size_t p = 0; p < search->groups[g].page_count; p++)
            for (unsigned unit = 0; unit < search->groups[g].pages[p].units; unit++) {
                bits |= (unsigned)(unit == 0) << count++;
                if (count == 6)
                    buf_add_char(out, digits[bits]);
                bits = count == 6 ? 0 : bits;
                count = count == 6 ? 0 : count;
            }
    if (count > 0)
        buf_add_char(out, digits[bits]);
}

/* Appends what stands of each group, parted by spaces. */
static void write_each_group(const struct search_index *search, bool counts, struct buf *out)
{
    for (size_t i = 0; i < search->group_count; i++) {
        const struct group *group = &search->groups[i];
        if (!counts)
            buf_printf(out, "%s%.*s", i > 0 ? " " : "", STR_ARGS(group->id));
        else
            number_write(group->page_count << 1 | group->aside, out);
    }
}

static void add_member(const char *name, struct buf *text, struct buf *out)
{
    buf_printf(out, "%s\"%s\":", out->len > 0 ? ",\n" : "{", name);
    buf_add_json(out, buf_str(text));
    buf_clear(text);
}

/* Appends the first letters of each file of words: how many of them are those of the file before,
 * one digit, and the others. */
static void write_routes(const struct merging *at, struct buf *out)
{
    struct str last = STR("");
    for (size_t i = 0; i < at->shard_count; i++) {
        struct str from = at->shards[i].from;
        size_t same = 0;
        while (same < 9 && same < last.len && same < from.len && from.ptr[same] == last.ptr[same] &&
               (from.ptr[same] & 0x80) == 0)
            same++;
        buf_printf(out, "%s%zu%.*s", i > 0 ? " " : "", same,
                   STR_ARGS(str_slice(from, same, from.len)));
        last = from;
    }
}

static void emit_start(const struct merging *at, search_emit *emit, void *context)
{
    struct buf json = {0};
    struct buf text = {0};
    write_routes(at, &text);
    add_member("words", &text, &json);
    write_each_group(at->search, false, &text);
    add_member("groups", &text, &json);
    write_each_group(at->search, true, &text);
    add_member("pages", &text, &json);
    write_beginnings(at->search, &text);
    add_member("units", &text, &json);
    buf_add_char(&json, '}');
    emit_script(STR("start"), buf_str(&json), emit, context);
    buf_free(&json);
    buf_free(&text);
}

void search_index_finish(struct search_index *search, search_emit *emit, void *context)
{
    struct merging at = {.search = search, .arena = arena_new()};
    size_t naming = 0;
    gather_forms(&at);
    gather_groups(&at);
    for (size_t from = 0, to = 0; from < at.form_count; from = to) {
        while (to < at.form_count &&
               str_equal(at.forms[to]->stem->text, at.forms[from]->stem->text))
            to++;
        write_entry(&at, from, to, &naming);
    }
    if (at.shard_count > 0)
        write_strays(&at);
    emit_words(&at, emit, context);
    emit_start(&at, emit, context);
    for (size_t i = 0; i < at.shard_count; i++)
        buf_free(&at.shards[i].entries);
    free(at.shards);
    free(at.hits);
    arena_free(at.arena);
}
