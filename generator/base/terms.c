/* terms.c: finds terms in the words of a text.
 *
 * At the start of a word the longest term is found by looking up the word, the word and the next
 * one, and so on, eight at most; so the cost of a text does not depend on how many terms there are.
 * Layer: base. Uses: table, buf. Used by: abbreviations, the handbook of a member. */
#include "concordat/base/terms.h"

#include "concordat/base/buf.h"

enum { MOST_WORDS = 8 };

void terms_add(struct arena *arena, struct table *terms, struct str term, void *value)
{
    struct buf html = {0};
    buf_add_html(&html, term);
    table_add(terms, arena_copy(arena, buf_str(&html)), value);
    buf_free(&html);
}

static bool is_word_byte(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           (unsigned char)c >= 0x80 || c == '_';
}

static bool stands_at(struct str html, size_t at, const char *text)
{
    return str_starts(str_slice(html, at, html.len), text);
}

/* The length of the mark at `at` that is no letter, though its bytes are not ASCII; 0 for none. */
static size_t mark_length(struct str html, size_t at)
{
    if ((unsigned char)html.ptr[at] < 0x80) /* nearly all of a page */
        return 0;
    /* U+2010 to U+206F: dashes, quotation marks, dots. U+00A0 and U+00AB and U+00BB. */
    if (stands_at(html, at, "\xE2\x80") || stands_at(html, at, "\xE2\x81"))
        return 3;
    if (stands_at(html, at, "\xC2\xA0") || stands_at(html, at, "\xC2\xAB") ||
        stands_at(html, at, "\xC2\xBB"))
        return 2;
    return 0;
}

/* The end of the word that begins at `at`. */
static size_t word_end(struct str html, size_t at)
{
    while (at < html.len && is_word_byte(html.ptr[at]) && mark_length(html, at) == 0)
        at++;
    return at;
}

/* What joins a word to the next, so that neither is whole: LAA-funded. */
static bool joins(struct str html, size_t at)
{
    return at < html.len && (html.ptr[at] == '-' || html.ptr[at] == '/' || html.ptr[at] == '@');
}

/* The longest term that begins with the word at `at` and ends with a word by `to`; NULL for none.
 */
static void *find(const struct table *terms, struct str html, size_t at, size_t to, size_t *end)
{
    void *found = NULL;
    struct str words = str_slice(html, 0, to);
    size_t after = at;
    for (int i = 0; i < MOST_WORDS && after < to; i++) {
        after = word_end(words, after);
        void *here = table_get(terms, str_slice(words, at, after));
        if (here && !joins(html, after)) {
            found = here;
            *end = after;
        }
        while (after < to && !is_word_byte(words.ptr[after]))
            after++;
        if (after < to && mark_length(words, after) > 0)
            break;
    }
    return found;
}

struct term_walk terms_walk(const struct table *terms, struct str html, size_t from, size_t to)
{
    bool joined = from > 0 && (is_word_byte(html.ptr[from - 1]) || joins(html, from - 1));
    return (struct term_walk){terms, html, from, to, joined};
}

/* Where a step of a walk ends that found no term. */
static size_t step_end(const struct term_walk *walk, size_t mark, bool word)
{
    struct str html = walk->html;
    if (word)
        return word_end(html, walk->at);
    if (html.ptr[walk->at] != '&')
        return walk->at + (mark > 0 ? mark : 1);
    size_t semicolon = str_find(html, ';', walk->at);
    return semicolon < walk->to ? semicolon + 1 : walk->to;
}

void *terms_next(struct term_walk *walk, size_t *from, size_t *end)
{
    while (walk->at < walk->to) {
        size_t mark = mark_length(walk->html, walk->at);
        bool word = mark == 0 && is_word_byte(walk->html.ptr[walk->at]);
        void *found =
            word && !walk->joined ? find(walk->terms, walk->html, walk->at, walk->to, end) : NULL;
        walk->joined = !word && mark == 0 && joins(walk->html, walk->at);
        *from = walk->at;
        walk->at = found ? *end : step_end(walk, mark, word);
        if (found)
            return found;
    }
    return NULL;
}
