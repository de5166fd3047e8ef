/* guard.c: searches all that is to be published for what is withheld.
 *
 * Values times files would take for ever, so all values are sought at once, in one pass over each
 * file. A value is known by its words (words.h undoes escapes, capitals, accents). A short one is
 * sought whole; a long one by every window of WINDOW words in it, so that a sentence that slipped
 * out is found as well as the whole. A window is one number made of the numbers of its words; the
 * windows are the keys of a table; a file is read word by word, and the windows that end with each
 * word are looked up. Words that are in no window at all, by far the most, cost one look at a bit.
 * The numbers have 64 bits: of 100,000 windows and 10,000 pages of 2,000 words, chance makes one
 * build in two million stop at what is not there.
 *
 * What is found must mean something. These rules keep false alarms out, and each gives up as little
 * as it can:
 *
 * - A value that also stands in a public value or text is public: its author said so there. It is
 *   taken out of the search, window by window, and told at the end. Only values that the audience
 *   of a record or field lets through count as such, not what was rendered: a leak cannot excuse
 *   itself.
 * - The words of the templates, the strings and the program's own tables are on pages anyway:
 *   "Background" may be the title of a withheld page. They excuse words; but a window with an
 *   e-mail address or a longer number in it cannot be there by chance, and is no template's matter.
 * - Whole words alone count: "art" is not in "start".
 * - A single word needs six letters or five digits, several need five signs together, and digits
 *   alone seven that are no years or dates: dates and small numbers are on every page, and tell
 *   nothing without the words beside them. So dates, figures and choices are not sought either.
 * - Words of different cells, paragraphs and list items do not make a window, nor do those of
 *   different strings of JSON: "Smith" and "Chair" side by side in a table are not the withheld
 * note "Smith, chair".
 *
 * Markup inside a line is skipped over, and read as well: an attribute can hold a value, and so can
 * a sentence with one word in bold type. A file whose bytes are those of a withheld one is found by
 * its bytes; the address of a file is read like its text.
 *
 * Layer: guard. Uses: gather, words, layout, arena, diag. Used by: derive, write, build. */
#include "layout.h"
#include "parts.h"

#include <stdlib.h>
#include <string.h>

enum {
    MOST_PLACES = 10, /* that are told of public values */
};

struct guard *guard_new(void)
{
    struct guard *guard = must_alloc(sizeof *guard);
    memset(guard, 0, sizeof *guard);
    guard->arena = arena_new();
    pthread_mutex_init(&guard->lock, NULL);
    return guard;
}

void guard_free(struct guard *guard)
{
    if (!guard)
        return;
    pthread_mutex_destroy(&guard->lock);
    arena_free(guard->arena);
    free(guard->sought);
    free(guard->windows);
    free(guard->slots);
    free(guard->likely);
    free(guard);
}

/* ------------------------------------------------------------------ the table */

static struct slot *slot_of(const struct guard *guard, uint64_t key)
{
    size_t place = key & (guard->slot_count - 1);
    while (guard->slots[place].key != 0 && guard->slots[place].key != key)
        place = (place + 1) & (guard->slot_count - 1);
    return &guard->slots[place];
}

static int by_mark(const void *a, const void *b)
{
    const struct sought *x = *(struct sought *const *)a;
    const struct sought *y = *(struct sought *const *)b;
    const struct mark *left = &x->withheld.mark;
    const struct mark *right = &y->withheld.mark;
    int order = strcmp(left->file ? left->file : "", right->file ? right->file : "");
    if (order == 0)
        order = (left->line > right->line) - (left->line < right->line);
    if (order == 0)
        order = (left->column > right->column) - (left->column < right->column);
    if (order == 0)
        order = strcmp(x->withheld.field, y->withheld.field);
    return order != 0 ? order : str_compare(x->subject, y->subject);
}

/* One bit, in little memory, answers for most keys that are in no slot. */
static bool is_likely(const struct guard *guard, uint64_t key)
{
    size_t bit = key >> 32 & (guard->likely_bits - 1);
    return guard->likely[bit / 8] >> (bit % 8) & 1;
}

static void set_likely(struct guard *guard, uint64_t key)
{
    size_t bit = key >> 32 & (guard->likely_bits - 1);
    guard->likely[bit / 8] |= (unsigned char)(1u << (bit % 8));
}

/* Threads add in any order: the order of the files decides to whom a window belongs. */
void guard_close(struct guard *guard)
{
    if (guard->window_count == 0)
        return;
    if (guard->sought_count > 0)
        qsort(guard->sought, guard->sought_count, sizeof *guard->sought, by_mark);
    guard->slot_count = 64;
    while (guard->slot_count < guard->window_count * 2)
        guard->slot_count *= 2;
    guard->slots = must_alloc(guard->slot_count * sizeof *guard->slots);
    memset(guard->slots, 0, guard->slot_count * sizeof *guard->slots);
    guard->likely_bits = guard->slot_count * 8;
    guard->likely = must_alloc(guard->likely_bits / 8);
    memset(guard->likely, 0, guard->likely_bits / 8);
    for (size_t i = 0; i < guard->sought_count; i++) {
        const struct sought *sought = guard->sought[i];
        for (size_t w = 0; w < sought->window_count; w++) {
            const struct window *window = &guard->windows[sought->windows + w];
            struct slot *slot = slot_of(guard, window->key);
            set_likely(guard, window->key);
            if (slot->key == 0) {
                slot->key = window->key;
                slot->of = sought;
            }
            slot->exact = slot->exact || window->exact;
        }
    }
}

/* ------------------------------------------------------------------ searching */

/* What is done with the windows that a text holds. */
struct search {
    struct guard *guard;
    void (*meet)(const struct search *search, struct slot *slot);
    enum excuse excuse;
    const char *address;
};

/* Looks up the windows of the last words that are longer than `from`. */
static void look(const struct search *search, const struct history *history, unsigned from)
{
    uint64_t sum = 0;
    uint64_t power = 1;
    for (unsigned length = 1; length <= history->run; length++) {
        sum = history_sum(history, length, sum, &power);
        if (length <= from || !(search->guard->lengths >> length & 1))
            continue;
        uint64_t key = key_of(sum, length);
        struct slot *slot = is_likely(search->guard, key) ? slot_of(search->guard, key) : NULL;
        if (slot && slot->key != 0)
            search->meet(search, slot);
    }
}

/* Reads a text twice at once: with its tags, and as if they were not there. */
static void search_text(const struct search *search, struct str text, enum words_form form)
{
    struct word word;
    struct history all = {0};
    struct history outside = {0};
    unsigned shared = 0; /* words since the last one in a tag: both readings have them */
    struct word_reader reader = words_of(text, form);
    while (guard_word_next(&reader, &word)) {
        bool known = is_known(search->guard, word.hash);
        if (word.first)
            all.run = outside.run = 0;
        history_add(&all, word.hash, known);
        if (known)
            look(search, &all, 0);
        shared = word.tag ? 0 : shared + 1;
        if (word.tag)
            continue;
        if (word.apart)
            outside.run = 0;
        history_add(&outside, word.hash, known);
        if (known && outside.run > shared)
            look(search, &outside, shared);
    }
}

static void meet_excused(const struct search *search, struct slot *slot)
{
    if (search->excuse == EXCUSE_VALUE)
        atomic_store_explicit(&slot->by_value, true, memory_order_relaxed);
    if (search->excuse == EXCUSE_VALUE || !slot->exact)
        atomic_store_explicit(&slot->excused, true, memory_order_relaxed);
}

void guard_excuse(struct guard *guard, struct str text, enum excuse excuse)
{
    const struct search search = {.guard = guard, .meet = meet_excused, .excuse = excuse};
    if (guard->slot_count > 0)
        search_text(&search, text, WORDS_RUN_ON);
}

static struct slot *slot_of_file(const struct guard *guard, struct str bytes)
{
    struct slot *slot = guard->slot_count > 0 && guard->lengths >> RING & 1
                            ? slot_of(guard, key_of_file(bytes))
                            : NULL;
    return slot && slot->key != 0 ? slot : NULL;
}

void guard_excuse_file(struct guard *guard, struct str bytes)
{
    struct slot *slot = slot_of_file(guard, bytes);
    if (slot)
        atomic_store_explicit(&slot->excused, true, memory_order_relaxed);
}

/* The first address in the order of all is kept, whichever thread comes first. */
static void meet_published(const struct search *search, struct slot *slot)
{
    if (atomic_load_explicit(&slot->excused, memory_order_relaxed))
        return;
    pthread_mutex_lock(&search->guard->lock);
    if (!slot->found || strcmp(search->address, slot->found) < 0)
        slot->found = arena_copy(search->guard->arena, str_of(search->address)).ptr;
    pthread_mutex_unlock(&search->guard->lock);
}

/* Searches a file as what it is by its name: a calendar as what it says, a table cell by cell. */
static void search_file(const struct search *search, struct str address, struct str bytes)
{
    struct buf said = {0};
    if (str_ends(address, ".ics")) {
        calendar_text(bytes, &said);
        search_text(search, buf_str(&said), WORDS_RUN_ON);
    } else if (str_ends(address, ".csv")) {
        while (bytes.len > 0) {
            buf_clear(&said);
            cell_text(&bytes, &said);
            search_text(search, buf_str(&said), WORDS_RUN_ON);
        }
    } else {
        bool quoted = str_ends(address, ".js") || str_ends(address, ".json");
        search_text(search, bytes, quoted ? WORDS_QUOTED : WORDS_RUN_ON);
    }
    buf_free(&said);
}

void guard_search(struct guard *guard, struct str address, struct str bytes)
{
    if (guard->slot_count == 0)
        return;
    struct arena *arena = arena_new();
    const struct search search = {
        .guard = guard, .meet = meet_published, .address = arena_copy(arena, address).ptr};
    search_text(&search, address, WORDS_RUN_ON);
    search_file(&search, address, bytes);
    struct slot *file = slot_of_file(guard, bytes);
    if (file)
        meet_published(&search, file);
    arena_free(arena);
}

/* ------------------------------------------------------------------ reporting */

/* True where all of a value stands in public texts; `*by_value`, where not only among common words.
 */
static bool is_excused(const struct guard *guard, const struct sought *sought, bool *by_value)
{
    *by_value = false;
    for (size_t w = 0; w < sought->window_count; w++) {
        const struct window *window = &guard->windows[sought->windows + w];
        const struct slot *slot = slot_of(guard, window->key);
        if (!window->form && !atomic_load(&slot->excused))
            return false;
        *by_value = *by_value || (!window->form && atomic_load(&slot->by_value));
    }
    return true;
}

/* The first address at which a value was found and not excused; NULL where it was not. */
static const char *place_found(const struct guard *guard, const struct sought *sought)
{
    const char *first = NULL;
    bool by_value;
    if (is_excused(guard, sought, &by_value) && by_value)
        return NULL;
    for (size_t w = 0; w < sought->window_count; w++) {
        const struct slot *slot = slot_of(guard, guard->windows[sought->windows + w].key);
        if (slot->of == sought && slot->found && !atomic_load(&slot->excused) &&
            (!first || strcmp(slot->found, first) < 0))
            first = slot->found;
    }
    return first;
}

/* Says, in one line, which values were not sought since they are public too: numbers, addresses and
 * sentences. That a title, an office or an id is public elsewhere is no news. */
static void tell_public(const struct guard *guard, struct diag *diag)
{
    const struct sought *first = NULL;
    size_t count = 0;
    struct buf places = {0};
    for (size_t i = 0; i < guard->sought_count; i++) {
        const struct sought *sought = guard->sought[i];
        bool by_value;
        if (!sought->telling || !is_excused(guard, sought, &by_value) || !by_value)
            continue;
        first = first ? first : sought;
        if (count++ < MOST_PLACES)
            buf_printf(&places, "%s%s:%u", count > 1 ? ", " : "", sought->withheld.mark.file,
                       sought->withheld.mark.line);
    }
    if (first)
        diag_report(diag, SEVERITY_ADVICE, first->withheld.mark, RULE_WITHHELD_PUBLISHED,
                    "%zu withheld value%s in public texts as well, and %s not searched for: %s%s",
                    count, count == 1 ? " stands" : "s stand", count == 1 ? "is" : "are",
                    places.ptr, count > MOST_PLACES ? ", ..." : "");
    buf_free(&places);
}

void guard_report(struct guard *guard, const char *folder, struct diag *diag)
{
    bool any = false;
    for (size_t i = 0; i < guard->sought_count; i++) {
        const struct sought *sought = guard->sought[i];
        const char *found = place_found(guard, sought);
        if (!found)
            continue;
        any = true;
        diag_error(diag, sought->withheld.mark, RULE_WITHHELD_PUBLISHED,
                   STR("let the same readers see both places, or take it out of the other one"),
                   "the %s of %.*s is not for these readers, but %s/%s would hold it",
                   sought->withheld.field, STR_ARGS(sought->subject), folder, found);
    }
    if (!any)
        tell_public(guard, diag);
}
