/* gather.c: makes windows of what is withheld.
 *
 * A text is taken block by block: what stands in two paragraphs or cells is never one after the
 * other on a page. What is too short, or too common in form, to tell anything is left out.
 *
 * Layer: guard. Uses: words, arena. Used by: derive, build. */
#include "parts.h"

#include <stdlib.h>

enum {
    SHORTEST_WORD = 6,    /* letters and digits of a text of one word */
    SHORTEST_SEVERAL = 5, /* of one of several */
    SHORTEST_NUMBER = 5,  /* digits of a number that is in a text for its own sake */
    SHORTEST_DIGITS = 7,  /* of a text without letters */
    SHORTEST_NAME = 5,    /* letters of a part of a name */
    YEAR_DIGITS = 4,
    DAY_DIGITS = 2,
};

/* ------------------------------------------------------------------ numbers of windows */

static const uint64_t factor = 0x9E3779B97F4A7C15u;

void history_add(struct history *history, uint64_t word, bool known)
{
    history->ring[history->next++ % RING] = word;
    history->run = !known ? 0 : history->run < WINDOW ? history->run + 1 : WINDOW;
}

uint64_t history_sum(const struct history *history, unsigned length, uint64_t sum, uint64_t *power)
{
    sum += history->ring[(history->next - length) % RING] * *power;
    *power *= factor;
    return sum;
}

uint64_t key_of(uint64_t sum, unsigned length)
{
    uint64_t key = mixed(sum + length);
    return key > 0 ? key : 1;
}

uint64_t key_of_file(struct str bytes)
{
    struct letters_hash hash = {0};
    for (size_t i = 0; i < bytes.len; i++)
        hash_letter(&hash, (unsigned char)bytes.ptr[i]);
    return key_of(hash_end(&hash), RING);
}

static void set_known(struct guard *guard, uint64_t word)
{
    guard->known[word % KNOWN_BITS / 8] |= (unsigned char)(1u << (word % 8));
}

bool is_known(const struct guard *guard, uint64_t word)
{
    return guard->known[word % KNOWN_BITS / 8] >> (word % 8) & 1;
}

/* ------------------------------------------------------------------ lists */

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
    guard->windows =
        with_room(guard->windows, guard->window_count, &guard->window_room, sizeof *guard->windows);
    guard->windows[guard->window_count] = window;
    guard->windows[guard->window_count++].of = sought;
    sought->window_count++;
}

/* A window of one word, which is a part of the text or another form of it. */
static void add_form(struct guard *guard, struct sought *sought, uint64_t word, bool exact)
{
    set_known(guard, word);
    guard->lengths |= 1u << 1;
    add_window(guard, sought,
               (struct window){.key = key_of(word, 1), .exact = exact, .form = true});
}

/* ------------------------------------------------------------------ blocks */

/* The words of a text that stand one after the other. */
struct block {
    struct word *words;
    size_t count;
    size_t room;
    bool address;    /* an e-mail address is in the text */
    uint64_t joined; /* all digits of the text as one word; 0 for none */
};

static void count_signs(const struct block *block, unsigned *letters, unsigned *digits)
{
    *letters = 0;
    *digits = 0;
    for (size_t i = 0; i < block->count; i++) {
        *letters += block->words[i].letters;
        *digits += block->words[i].digits;
    }
}

/* True for a number that is that of a year, of two centuries. */
static bool is_year(const struct word *word)
{
    bool found = false;
    for (unsigned year = 1900; word->digits == YEAR_DIGITS && year < 2100 && !found; year++) {
        struct letters_hash hash = {0};
        for (unsigned place = 1000; place > 0; place /= 10)
            hash_letter(&hash, (unsigned char)('0' + year / place % 10));
        found = hash_end(&hash) == word->hash;
    }
    return found;
}

/* True for numbers that make a date or the years from and to: none is longer than a year's, and the
 * first is one, or the last, behind a day and a month. */
static bool is_of_years(const struct block *block)
{
    bool first = is_year(&block->words[0]);
    bool last = block->count == 3 && is_year(&block->words[2]);
    for (size_t i = 0; i < block->count; i++) {
        first = first && block->words[i].digits <= YEAR_DIGITS;
        last = last && (i == 2 || block->words[i].digits <= DAY_DIGITS);
    }
    return first || last;
}

/* True for a date with the name of its month: 12 November 2011, or without its day. */
static bool is_named_date(const struct guard *guard, const struct block *block)
{
    if (block->count != 2 && block->count != 3)
        return false;
    const struct word *month = &block->words[block->count - 2];
    const struct word *day = &block->words[0];
    bool known = false;
    for (size_t i = 0; i < guard->month_count; i++)
        known = known || guard->months[i] == month->hash;
    return known && is_year(month + 1) &&
           (day == month || (day->letters == 0 && day->digits <= DAY_DIGITS));
}

/* True for a block that tells something wherever it stands. */
static bool is_telling(const struct guard *guard, const struct block *block)
{
    unsigned letters;
    unsigned digits;
    count_signs(block, &letters, &digits);
    if (letters + digits == 0)
        return false;
    if (letters == 0)
        return digits >= SHORTEST_DIGITS && !is_of_years(block);
    if (is_named_date(guard, block))
        return false;
    if (block->count > 1)
        return letters + digits >= SHORTEST_SEVERAL;
    return letters + digits >= SHORTEST_WORD || digits >= SHORTEST_NUMBER;
}

static bool is_number(const struct word *word, unsigned shortest)
{
    return word->letters == 0 && word->digits >= shortest;
}

/* Adds the windows of the block: one, or one that ends with each word from the WINDOWth on. */
static void add_windows(struct guard *guard, struct sought *sought, const struct block *block)
{
    struct history history = {0};
    unsigned letters;
    unsigned digits;
    unsigned length = block->count < WINDOW ? (unsigned)block->count : WINDOW;
    size_t number = 0; /* the words since the last longer number, itself among them; 0 for none */
    count_signs(block, &letters, &digits);
    guard->lengths |= 1u << length;
    for (size_t i = 0; i < block->count; i++) {
        const struct word *word = &block->words[i];
        uint64_t sum = 0;
        uint64_t power = 1;
        history_add(&history, word->hash, true);
        set_known(guard, word->hash);
        number = word->digits >= SHORTEST_NUMBER ? 1 : number > 0 ? number + 1 : 0;
        if (i + 1 < length)
            continue;
        for (unsigned w = 1; w <= length; w++)
            sum = history_sum(&history, w, sum, &power);
        bool exact = block->address || letters == 0 || (number > 0 && number <= length);
        sought->telling = sought->telling || exact || length == WINDOW;
        add_window(guard, sought, (struct window){.key = key_of(sum, length), .exact = exact});
    }
}

static void add_forms(struct guard *guard, struct sought *sought, const struct block *block)
{
    for (size_t i = 0; i < block->count; i++) {
        const struct word *word = &block->words[i];
        if (sought->withheld.is_name && word->letters >= SHORTEST_NAME)
            add_form(guard, sought, word->hash, false);
        if (block->count > 1 && is_number(word, SHORTEST_NUMBER + 1))
            add_form(guard, sought, word->hash, true);
    }
    if (block->joined > 0 && block->count > 1)
        add_form(guard, sought, block->joined, true);
}

/* Adds the block and empties it. */
static void add_block(struct guard *guard, const struct withheld *withheld, struct block *block)
{
    if (is_telling(guard, block)) {
        struct sought *sought = new_sought(guard, withheld);
        add_windows(guard, sought, block);
        add_forms(guard, sought, block);
    }
    block->count = 0;
}

/* ------------------------------------------------------------------ texts */

/* All digits of a text that has no letters, as one word: a telephone number is a link without its
 * spaces. */
static uint64_t joined_digits(struct str text)
{
    struct letters_hash hash = {0};
    for (size_t i = 0; i < text.len; i++) {
        if (text.ptr[i] >= '0' && text.ptr[i] <= '9')
            hash_letter(&hash, (unsigned char)text.ptr[i]);
        else if ((text.ptr[i] | 0x20) >= 'a' && (text.ptr[i] | 0x20) <= 'z')
            return 0;
    }
    return hash_end(&hash);
}

/* Adds a text; of one with markup the words outside of tags, block by block. */
static void add_text(struct guard *guard, const struct withheld *withheld, struct str text,
                     bool markup)
{
    struct block block = {.address = str_find(text, '@', 0) < text.len,
                          .joined = markup ? 0 : joined_digits(text)};
    struct word word;
    struct word_reader reader = words_of(text, WORDS_RUN_ON);
    pthread_mutex_lock(&guard->lock);
    while (guard_word_next(&reader, &word)) {
        if (markup && word.tag)
            continue;
        if (markup && word.apart)
            add_block(guard, withheld, &block);
        block.words = with_room(block.words, block.count, &block.room, sizeof word);
        block.words[block.count++] = word;
    }
    add_block(guard, withheld, &block);
    pthread_mutex_unlock(&guard->lock);
    free(block.words);
}

void guard_know_month(struct guard *guard, struct str name)
{
    struct word word;
    struct word_reader reader = words_of(name, WORDS_RUN_ON);
    if (guard->month_count < MONTHS && guard_word_next(&reader, &word))
        guard->months[guard->month_count++] = word.hash;
}

void guard_add(struct guard *guard, const struct withheld *withheld, struct str text)
{
    add_text(guard, withheld, text, false);
}

void guard_add_html(struct guard *guard, const struct withheld *withheld, struct str html)
{
    add_text(guard, withheld, html, true);
}

void guard_add_file(struct guard *guard, const struct withheld *withheld, struct str bytes)
{
    pthread_mutex_lock(&guard->lock);
    guard->lengths |= 1u << RING;
    add_window(guard, new_sought(guard, withheld),
               (struct window){.key = key_of_file(bytes), .exact = true});
    pthread_mutex_unlock(&guard->lock);
}
