/* guard.c: searches all that is to be published for what is withheld.
 *
 * Values times files would take for ever, so all values are sought at once, in one pass over each
 * file. A value is known by its words (words.h undoes escapes, capitals, accents). A short one is
 * sought whole; a long one by every window of WINDOW words in it, so that a sentence that slipped
 * out is found as well as the whole. A window is one number made of the numbers of its words; the
 * windows are the keys of a table; a file is read word by word, and the windows that end with each
 * word are looked up. Words that are in no window at all, by far the most, cost one look at a bit.
 * The numbers have 64 bits: with 100,000 windows, chance makes one of ten million runs over a
 * million pages stop at what is not there.
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
 * - Words of different cells, paragraphs and list items do not make a window: "Smith" and "Chair"
 *   side by side in a table are not the withheld note "Smith, chair".
 *
 * Markup inside a line is skipped over, and read as well: an attribute can hold a value, and so can
 * a sentence with one word in bold type. A file whose bytes are those of a withheld one is found by
 * its bytes; the address of a file is read like its text.
 *
 * Layer: guard. Uses: words, arena, diag. Used by: derive, write, build. */
#include "concordat/guard/guard.h"

#include "concordat/base/arena.h"
#include "words.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

enum {
    WINDOW = 7,
    RING = 8, /* more than WINDOW, a power of two */
    KNOWN_BITS = 1 << 18,
    SHORTEST_WORD = 6,
    SHORTEST_SEVERAL = 5,
    SHORTEST_NUMBER = 5,
    SHORTEST_DIGITS = 7,
    SHORTEST_NAME = 5,
    YEAR_DIGITS = 4,
    MOST_PLACES = 10, /* places that are told of public ones */
};

/* A withheld value or file. */
struct sought {
    struct withheld withheld;
    struct str subject;
    size_t windows; /* of all guards' windows, the first */
    size_t window_count;
};

struct window {
    uint64_t key;
    bool exact; /* it has an address or a number that no template's words excuse */
    bool form;  /* it is a part or another form of the value, and public where all the value is */
    const struct sought *of;
};

/* A place of the table. */
struct slot {
    uint64_t key; /* 0: free */
    const struct sought *of;
    bool exact;
    atomic_bool excused;
    atomic_bool by_value; /* and that by a public value */
    const char *found; /* the first address at which it was; guarded by the lock */
};

struct guard {
    struct arena *arena;
    pthread_mutex_t lock;
    struct sought **sought;
    size_t sought_count;
    size_t sought_room;
    struct window *windows;
    size_t window_count;
    size_t window_room;
    struct slot *slots;
    size_t slot_count;  /* a power of two; 0 before guard_close */
    unsigned lengths;   /* a bit for each length of a window that there is */
    unsigned char known[KNOWN_BITS / 8];
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
    free(guard);
}

/* ------------------------------------------------------------------ windows */

/* The words up to now, and how many of the last are all known. */
struct history {
    uint64_t ring[RING];
    unsigned next;
    unsigned run;
};

static const uint64_t factor = 0x9E3779B97F4A7C15u;

static void history_add(struct history *history, uint64_t word, bool known)
{
    history->ring[history->next++ % RING] = word;
    history->run = !known ? 0 : history->run < WINDOW ? history->run + 1 : WINDOW;
}

/* The number of the last `length` words, given that of one less. */
static uint64_t sum_add(const struct history *history, unsigned length, uint64_t sum,
                        uint64_t *power)
{
    sum += history->ring[(history->next - length) % RING] * *power;
    *power *= factor;
    return sum;
}

static uint64_t key_of(uint64_t sum, unsigned length)
{
    uint64_t key = word_hash_end(sum + length);
    return key > 0 ? key : 1;
}

static void set_known(struct guard *guard, uint64_t word)
{
    guard->known[word % KNOWN_BITS / 8] |= (unsigned char)(1u << (word % 8));
}

static bool is_known(const struct guard *guard, uint64_t word)
{
    return guard->known[word % KNOWN_BITS / 8] >> (word % 8) & 1;
}

/* ------------------------------------------------------------------ adding */

/* Makes room for one more of a list. */
static void *with_room(void *list, size_t count, size_t *room, size_t size)
{
    if (count < *room)
        return list;
    *room = *room > 0 ? *room * 2 : 64;
    return must_realloc(list, *room * size);
}

static struct sought *new_sought(struct guard *guard, const struct withheld *withheld)
{
    struct sought *sought = arena_alloc(guard->arena, sizeof *sought);
    sought->withheld = *withheld;
    sought->subject = arena_copy(guard->arena, withheld->subject);
    if (withheld->mark.file) /* the trust that it names may be gone before the report */
        sought->withheld.mark.file = arena_copy(guard->arena, str_of(withheld->mark.file)).ptr;
    guard->sought =
        with_room(guard->sought, guard->sought_count, &guard->sought_room, sizeof *guard->sought);
    guard->sought[guard->sought_count++] = sought;
    sought->windows = guard->window_count;
    return sought;
}

static void add_window(struct guard *guard, struct sought *sought, struct window window)
{
    guard->windows = with_room(guard->windows, guard->window_count, &guard->window_room,
                               sizeof *guard->windows);
    guard->windows[guard->window_count] = window;
    guard->windows[guard->window_count++].of = sought;
    sought->window_count++;
}

/* A window of one word. */
static void add_single(struct guard *guard, struct sought *sought, uint64_t word, bool exact)
{
    set_known(guard, word);
    guard->lengths |= 1u << 1;
    add_window(guard, sought, (struct window){.key = key_of(word, 1), .exact = exact, .form = true});
}

/* What the words of a text are like together. */
struct form {
    unsigned words;
    unsigned letters;
    unsigned digits;
    unsigned longest_number;
    bool years; /* every word is digits, no more than a year has, and the first is like a year */
    bool address;
    uint64_t joined; /* the digits as one word */
};

static bool is_year(struct str text)
{
    text = str_trim(text);
    return str_starts(text, "19") || str_starts(text, "20");
}

static struct form form_of(struct str text)
{
    struct word word;
    struct form form = {.joined = word_hash_start(), .years = is_year(text)};
    struct word_reader reader = words_of(text, false);
    while (word_next(&reader, &word)) {
        form.words++;
        form.letters += word.letters;
        form.digits += word.digits;
        if (word.letters == 0 && word.digits > form.longest_number)
            form.longest_number = word.digits;
        form.years = form.years && word.letters == 0 && word.digits <= YEAR_DIGITS;
    }
    form.address = str_find(text, '@', 0) < text.len;
    for (size_t i = 0; i < text.len; i++)
        if (text.ptr[i] >= '0' && text.ptr[i] <= '9')
            form.joined = word_hash_add(form.joined, text.ptr[i]);
    form.joined = word_hash_end(form.joined);
    return form;
}

/* True for a text that tells something wherever it stands. */
static bool is_telling(const struct form *form)
{
    if (form->letters == 0)
        return form->digits >= SHORTEST_DIGITS && !form->years;
    if (form->words > 1)
        return form->letters + form->digits >= SHORTEST_SEVERAL;
    return form->letters + form->digits >= SHORTEST_WORD || form->digits >= SHORTEST_NUMBER;
}

/* Adds the windows that end with the last word: of a short text the whole, once it is read. */
static void add_windows(struct guard *guard, struct sought *sought, struct str text,
                        const struct form *form)
{
    struct word word;
    struct history history = {0};
    struct word_reader reader = words_of(text, false);
    unsigned length = form->words < WINDOW ? form->words : WINDOW;
    unsigned seen = 0;
    unsigned digits = 0;
    guard->lengths |= 1u << length;
    while (word_next(&reader, &word)) {
        uint64_t sum = 0;
        uint64_t power = 1;
        history_add(&history, word.hash, true);
        set_known(guard, word.hash);
        digits = word.digits >= SHORTEST_NUMBER ? length : digits > 0 ? digits - 1 : 0;
        if (sought->withheld.is_name && word.letters >= SHORTEST_NAME)
            add_single(guard, sought, word.hash, false);
        if (form->words > 1 && word.letters == 0 && word.digits > SHORTEST_NUMBER)
            add_single(guard, sought, word.hash, true);
        if (++seen < length)
            continue;
        for (unsigned i = 1; i <= length; i++)
            sum = sum_add(&history, i, sum, &power);
        bool exact = digits > 0 || form->address || form->letters == 0;
        add_window(guard, sought, (struct window){.key = key_of(sum, length), .exact = exact});
    }
}

void guard_add(struct guard *guard, const struct withheld *withheld, struct str text)
{
    struct form form = form_of(text);
    if (!is_telling(&form))
        return;
    pthread_mutex_lock(&guard->lock);
    struct sought *sought = new_sought(guard, withheld);
    add_windows(guard, sought, text, &form);
    if (form.letters == 0 && form.words > 1)
        add_single(guard, sought, form.joined, true);
    pthread_mutex_unlock(&guard->lock);
}

/* What a file is known by: no window has that many words. */
static uint64_t key_of_file(struct str bytes)
{
    uint64_t hash = word_hash_start();
    for (size_t i = 0; i < bytes.len; i++)
        hash = word_hash_add(hash, bytes.ptr[i]);
    return key_of(word_hash_end(hash + bytes.len), RING);
}

void guard_add_file(struct guard *guard, const struct withheld *withheld, struct str bytes)
{
    pthread_mutex_lock(&guard->lock);
    guard->lengths |= 1u << RING;
    add_window(guard, new_sought(guard, withheld),
               (struct window){.key = key_of_file(bytes), .exact = true});
    pthread_mutex_unlock(&guard->lock);
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

/* Threads add in any order: the order of the files decides to whom a window belongs. */
void guard_close(struct guard *guard)
{
    if (guard->window_count == 0)
        return;
    qsort(guard->sought, guard->sought_count, sizeof *guard->sought, by_mark);
    guard->slot_count = 64;
    while (guard->slot_count < guard->window_count * 2)
        guard->slot_count *= 2;
    guard->slots = must_alloc(guard->slot_count * sizeof *guard->slots);
    memset(guard->slots, 0, guard->slot_count * sizeof *guard->slots);
    for (size_t i = 0; i < guard->sought_count; i++) {
        const struct sought *sought = guard->sought[i];
        for (size_t w = 0; w < sought->window_count; w++) {
            const struct window *window = &guard->windows[sought->windows + w];
            struct slot *slot = slot_of(guard, window->key);
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
        sum = sum_add(history, length, sum, &power);
        if (length <= from || !(search->guard->lengths >> length & 1))
            continue;
        struct slot *slot = slot_of(search->guard, key_of(sum, length));
        if (slot->key != 0)
            search->meet(search, slot);
    }
}

/* Reads a text twice at once: with its tags, and as if they were not there. */
static void search_text(const struct search *search, struct str text, bool folds)
{
    struct word word;
    struct history all = {0};
    struct history outside = {0};
    unsigned shared = 0; /* words since the last one in a tag: both readings have them */
    struct word_reader reader = words_of(text, folds);
    while (word_next(&reader, &word)) {
        bool known = is_known(search->guard, word.hash);
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
        search_text(&search, text, false);
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

void guard_search(struct guard *guard, struct str address, struct str bytes)
{
    if (guard->slot_count == 0)
        return;
    struct arena *arena = arena_new();
    const struct search search = {.guard = guard,
                                  .meet = meet_published,
                                  .address = arena_copy(arena, address).ptr};
    search_text(&search, address, false);
    search_text(&search, bytes, str_ends(address, ".ics"));
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

/* Says, in one line, which values were not sought since they are public too. Ids are not told: they
 * are made of the words of a title, and common. */
static void tell_public(const struct guard *guard, struct diag *diag)
{
    const struct sought *first = NULL;
    size_t count = 0;
    struct buf places = {0};
    for (size_t i = 0; i < guard->sought_count; i++) {
        const struct sought *sought = guard->sought[i];
        bool by_value;
        if (sought->withheld.is_id || !is_excused(guard, sought, &by_value) || !by_value)
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
