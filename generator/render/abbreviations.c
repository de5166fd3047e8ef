/* abbreviations.c: finds the terms of a glossary in the words of a page.
 *
 * Words are HTML already: no letter of a term is ever inside a tag or a character reference. At the
 * start of a word the longest term is found by looking up the word, the word and the next one, and
 * so on, eight at most; so the cost of a text does not depend on the length of the glossary.
 *
 * Stage: render. Uses: schema, table. Used by: theme; made by build. */
#include "concordat/render/abbreviations.h"

#include "concordat/base/table.h"

#include <stdlib.h>
#include <string.h>

enum { MOST_WORDS = 8 };

struct abbreviation {
    size_t number;        /* among those of the trust */
    struct str expansion; /* as HTML */
};

struct abbreviations {
    struct table *terms; /* by the term as HTML */
};

static struct str as_html(struct arena *arena, struct str text)
{
    struct buf html = {0};
    buf_add_html(&html, text);
    struct str kept = arena_copy(arena, buf_str(&html));
    buf_free(&html);
    return kept;
}

/* True where a source says what the term stands for. */
static bool is_stated(const struct term *term)
{
    const struct value *expansion = &term->expansion;
    if (!value_is_given(expansion) || value_flag(&term->inferred) || expansion->count != 1)
        return false;
    const struct remark *remarks = expansion->items[0].remarks;
    return !remarks || !value_flag(&remarks->inferred);
}

const struct abbreviations *abbreviations_of(struct arena *arena, const struct trust *trust)
{
    struct abbreviations *abbreviations = arena_alloc(arena, sizeof *abbreviations);
    abbreviations->terms = table_new(arena);
    for (unsigned i = 0; value_is_given(&trust->glossary) && i < trust->glossary.count; i++) {
        const struct term *term = (const struct term *)trust->glossary.items[i].as.record;
        struct str words = value_text(&term->term);
        if (!is_stated(term) || words.len == 0)
            continue;
        struct abbreviation *abbreviation = arena_alloc(arena, sizeof *abbreviation);
        *abbreviation = (struct abbreviation){table_count(abbreviations->terms),
                                              as_html(arena, value_text(&term->expansion))};
        table_add(abbreviations->terms, as_html(arena, words), abbreviation);
    }
    return abbreviations;
}

/* ------------------------------------------------------------------ what a page has used */

static void prepare(const struct abbreviations *abbreviations, struct abbreviations_used *used)
{
    size_t count = table_count(abbreviations->terms);
    if (used->terms)
        return;
    used->terms = must_alloc((count + 1) * sizeof *used->terms);
    memset(used->terms, 0, (count + 1) * sizeof *used->terms);
}

void abbreviations_use_all(const struct abbreviations *abbreviations,
                           struct abbreviations_used *used)
{
    prepare(abbreviations, used);
    for (size_t i = 0; i < table_count(abbreviations->terms); i++)
        used->terms[i] = true;
}

void abbreviations_used_free(struct abbreviations_used *used)
{
    free(used->terms);
    *used = (struct abbreviations_used){0};
}

/* ------------------------------------------------------------------ words */

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

static bool is_possessive(struct str html, size_t at)
{
    return stands_at(html, at, "&#39;") || stands_at(html, at, "\xE2\x80\x99");
}

/* The longest term that begins with the word at `at` and ends with a word by `to`; NULL for none.
 */
static const struct abbreviation *find(const struct abbreviations *abbreviations, struct str html,
                                       size_t at, size_t to, size_t *end)
{
    const struct abbreviation *found = NULL;
    struct str words = str_slice(html, 0, to);
    size_t after = at;
    for (int i = 0; i < MOST_WORDS && after < to; i++) {
        after = word_end(words, after);
        const struct abbreviation *here =
            table_get(abbreviations->terms, str_slice(words, at, after));
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

/* ------------------------------------------------------------------ the author's own expansion */

static char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

static bool holds(struct str text, struct str sought)
{
    for (size_t at = 0; at + sought.len <= text.len; at++) {
        size_t same = 0;
        while (same < sought.len && lower(text.ptr[at + same]) == lower(sought.ptr[same]))
            same++;
        if (same == sought.len)
            return true;
    }
    return false;
}

/* Appends text without its tags, any white space as one space. */
static void add_plain(struct str html, struct buf *out)
{
    for (size_t i = 0; i < html.len; i++) {
        char c = html.ptr[i];
        bool space = c == ' ' || c == '\n' || c == '\t';
        if (c == '<')
            i = str_find(html, '>', i);
        else if (!space)
            buf_add_char(out, c);
        else if (out->len == 0 || out->ptr[out->len - 1] != ' ')
            buf_add_char(out, ' ');
    }
}

/* True where the text says within a few words of the term, which stands from `from` to `to`, what
 * it means: "the Local Area Agreement (LAA)". */
static bool is_expanded_beside(struct str html, size_t from, size_t to, struct str expansion)
{
    enum { FEW_WORDS = 12, TAGS = 64 };
    size_t reach = expansion.len + FEW_WORDS + TAGS;
    struct buf beside = {0};
    size_t first = from > reach ? from - reach : 0;
    add_plain(str_slice(html, first, from), &beside);
    size_t near = expansion.len + FEW_WORDS;
    struct str before = buf_str(&beside);
    bool found =
        holds(str_slice(before, before.len > near ? before.len - near : 0, before.len), expansion);
    buf_clear(&beside);
    add_plain(str_slice(html, to, to + reach), &beside);
    found = found || holds(str_slice(buf_str(&beside), 0, near), expansion);
    buf_free(&beside);
    return found;
}

/* ------------------------------------------------------------------ writing */

static void write_term(const struct abbreviation *abbreviation, struct abbreviations_used *used,
                       struct str html, size_t from, size_t to, struct buf *out)
{
    bool first = !used->terms[abbreviation->number];
    bool kept_as_is = used->quoted || is_possessive(html, to);
    struct str term = str_slice(html, from, to);
    if (first && is_expanded_beside(html, from, to, abbreviation->expansion)) {
        used->terms[abbreviation->number] = true;
        buf_add(out, term);
    } else if (first && !kept_as_is) {
        used->terms[abbreviation->number] = true;
        buf_add(out, term);
        buf_add_string(out, " (");
        buf_add(out, abbreviation->expansion);
        buf_add_char(out, ')');
    } else {
        buf_add_string(out, "<abbr title=\"");
        buf_add(out, abbreviation->expansion);
        buf_add_string(out, "\">");
        buf_add(out, term);
        buf_add_string(out, "</abbr>");
    }
}

/* Notes whether a quotation begins or ends at `at`. */
static void note_quotation(struct str html, size_t at, struct abbreviations_used *used)
{
    if (stands_at(html, at, "\xE2\x80\x9C"))
        used->quoted = true;
    else if (stands_at(html, at, "\xE2\x80\x9D"))
        used->quoted = false;
    else if (stands_at(html, at, "&quot;"))
        used->quoted = !used->quoted;
}

/* A quotation that is left open ends with its block at the latest. */
static void note_blocks(struct str html, size_t from, struct abbreviations_used *used)
{
    struct str between = str_slice(html, used->end, from);
    if (used->html != html.ptr || holds(between, STR("</p>")) || holds(between, STR("<p>")) ||
        holds(between, STR("<li>")) || holds(between, STR("<td")))
        used->quoted = false;
}

void abbreviations_write(const struct abbreviations *abbreviations, struct abbreviations_used *used,
                         struct str html, size_t from, size_t to, struct buf *out)
{
    size_t done = from;
    size_t at = from;
    bool joined = from > 0 && (is_word_byte(html.ptr[from - 1]) || joins(html, from - 1));
    prepare(abbreviations, used);
    note_blocks(html, from, used);
    while (at < to) {
        size_t mark = mark_length(html, at);
        bool word = mark == 0 && is_word_byte(html.ptr[at]);
        size_t end = at;
        const struct abbreviation *found =
            word && !joined ? find(abbreviations, html, at, to, &end) : NULL;
        note_quotation(html, at, used);
        joined = !word && mark == 0 && joins(html, at);
        if (found) {
            buf_add(out, str_slice(html, done, at));
            write_term(found, used, html, at, end, out);
            done = at = end;
        } else if (word) {
            at = word_end(html, at);
        } else if (html.ptr[at] == '&') {
            size_t semicolon = str_find(html, ';', at);
            at = semicolon < to ? semicolon + 1 : to;
        } else {
            at += mark > 0 ? mark : 1;
        }
    }
    buf_add(out, str_slice(html, done, to));
    used->html = html.ptr;
    used->end = to;
}
