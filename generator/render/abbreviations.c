/* abbreviations.c: finds the terms of a glossary in the words of a page.
 *
 * Stage: render. Uses: schema, terms. Used by: theme; made by build. */
#include "concordat/render/abbreviations.h"

#include "concordat/base/terms.h"

#include <stdlib.h>
#include <string.h>

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
        terms_add(arena, abbreviations->terms, words, abbreviation);
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

static bool stands_at(struct str html, size_t at, const char *text)
{
    return str_starts(str_slice(html, at, html.len), text);
}

static bool is_possessive(struct str html, size_t at)
{
    return stands_at(html, at, "&#39;") || stands_at(html, at, "\xE2\x80\x99");
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

/* Notes which quotations begin and end between `from` and `to`. */
static void note_quotations(struct str html, size_t from, size_t to,
                            struct abbreviations_used *used)
{
    for (size_t at = from; at < to; at++) {
        char c = html.ptr[at];
        if (c != '&' && c != '\xE2') /* nearly all of a page */
            continue;
        if (stands_at(html, at, "\xE2\x80\x9C"))
            used->quoted = true;
        else if (stands_at(html, at, "\xE2\x80\x9D"))
            used->quoted = false;
        else if (stands_at(html, at, "&quot;"))
            used->quoted = !used->quoted;
    }
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
    struct term_walk walk = terms_walk(abbreviations->terms, html, from, to);
    const struct abbreviation *found;
    size_t done = from;
    size_t begin = from;
    size_t end = from;
    prepare(abbreviations, used);
    note_blocks(html, from, used);
    while ((found = terms_next(&walk, &begin, &end))) {
        note_quotations(html, done, begin, used);
        buf_add(out, str_slice(html, done, begin));
        write_term(found, used, html, begin, end, out);
        done = end;
    }
    note_quotations(html, done, to, used);
    buf_add(out, str_slice(html, done, to));
    used->html = html.ptr;
    used->end = to;
}
