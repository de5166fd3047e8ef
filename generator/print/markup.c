/* markup.c: reads the pages that this program, or a theme, has written.
 *
 * It knows where tags and attributes begin and end, and nothing of what may stand in what: a page
 * is copied piece by piece, a few of them changed. Source: the HTML standard, sections 13.1.2 to
 * 13.1.4. Layer: print. Uses: base. Used by: edition, copy. */
#include "markup.h"

#include <string.h>

enum { LONGEST_REFERENCE = 12 }; /* bytes, as of &#x0010FFFF; */

static bool is_white(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
}

static bool begins_name(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool is_same_name(struct str name, const char *other)
{
    size_t i = 0;
    for (; i < name.len && other[i] != '\0'; i++) {
        char c = name.ptr[i];
        if ((c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c) != other[i])
            return false;
    }
    return i == name.len && other[i] == '\0';
}

/* The offset of `words` at or after `from`, or the end of the page. */
static size_t find_words(struct str page, const char *words, size_t from)
{
    size_t len = strlen(words);
    for (; from + len <= page.len; from++)
        if (memcmp(page.ptr + from, words, len) == 0)
            return from;
    return page.len;
}

/* Behind the ">" of the tag at `from`, one in quotes not counted. */
static size_t end_of_tag(struct str page, size_t from)
{
    char quote = '\0';
    for (; from < page.len; from++) {
        char c = page.ptr[from];
        if (quote != '\0')
            quote = c == quote ? '\0' : quote;
        else if (c == '"' || c == '\'')
            quote = c;
        else if (c == '>')
            return from + 1;
    }
    return page.len;
}

static bool starts_tag(struct str page, size_t at)
{
    size_t name = at + 1 < page.len && page.ptr[at + 1] == '/' ? at + 2 : at + 1;
    return page.ptr[at] == '<' && name < page.len && begins_name(page.ptr[name]);
}

static size_t end_of_text(struct str page, size_t from)
{
    size_t at = from;
    while (at < page.len && !starts_tag(page, at)) {
        bool is_comment = page.len - at > 4 && memcmp(page.ptr + at, "<!--", 4) == 0;
        at = is_comment ? find_words(page, "-->", at + 4) : at + 1;
    }
    return at;
}

struct piece piece_next(struct str page, size_t *at)
{
    struct piece piece = {.kind = PIECE_END};
    size_t from = *at;
    if (from >= page.len)
        return piece;
    if (!starts_tag(page, from)) {
        *at = end_of_text(page, from);
        piece.kind = PIECE_TEXT;
        piece.whole = str_slice(page, from, *at);
        return piece;
    }
    *at = end_of_tag(page, from);
    piece.whole = str_slice(page, from, *at);
    piece.kind = page.ptr[from + 1] == '/' ? PIECE_CLOSE : PIECE_OPEN;
    size_t start = piece.kind == PIECE_CLOSE ? 2 : 1;
    size_t end = start;
    while (end < piece.whole.len && !is_white(piece.whole.ptr[end]) &&
           piece.whole.ptr[end] != '>' && piece.whole.ptr[end] != '/')
        end++;
    piece.name = str_slice(piece.whole, start, end);
    piece.is_empty = str_ends(piece.whole, "/>");
    /* What is between these is no markup: it goes with the tag that opens it. */
    if (piece_opens(&piece, "script") || piece_opens(&piece, "style")) {
        *at = find_words(page, piece_opens(&piece, "script") ? "</script" : "</style", *at);
        piece.whole = str_slice(page, from, *at);
    }
    return piece;
}

bool piece_opens(const struct piece *piece, const char *name)
{
    return piece->kind == PIECE_OPEN && is_same_name(piece->name, name);
}

bool piece_closes(const struct piece *piece, const char *name)
{
    return piece->kind == PIECE_CLOSE && is_same_name(piece->name, name);
}

/* ------------------------------------------------------------------ attributes */

bool attribute_next(const struct piece *piece, size_t *at, struct attribute *attribute)
{
    struct str tag = piece->whole;
    size_t i = *at > 0 ? *at : piece->name.len + 1;
    while (i < tag.len && (is_white(tag.ptr[i]) || tag.ptr[i] == '/'))
        i++;
    size_t start = i;
    while (i < tag.len && !is_white(tag.ptr[i]) && tag.ptr[i] != '=' && tag.ptr[i] != '>' &&
           tag.ptr[i] != '/')
        i++;
    *attribute = (struct attribute){.name = str_slice(tag, start, i), .value = STR("")};
    if (i == start)
        return false;
    if (i + 1 < tag.len && tag.ptr[i] == '=') {
        char quote = tag.ptr[++i];
        bool quoted = quote == '"' || quote == '\'';
        size_t value = quoted ? ++i : i;
        while (i < tag.len &&
               (quoted ? tag.ptr[i] != quote : !is_white(tag.ptr[i]) && tag.ptr[i] != '>'))
            i++;
        attribute->value = str_slice(tag, value, i);
        i += quoted ? 1 : 0;
    }
    attribute->whole = str_slice(tag, start, i);
    *at = i;
    return true;
}

bool piece_attribute(struct arena *arena, const struct piece *piece, const char *name,
                     struct str *value)
{
    struct attribute attribute;
    for (size_t at = 0; piece->kind == PIECE_OPEN && attribute_next(piece, &at, &attribute);) {
        if (!is_same_name(attribute.name, name))
            continue;
        *value = text_of_markup(arena, attribute.value);
        return true;
    }
    return false;
}

bool piece_has_class(struct arena *arena, const struct piece *piece, const char *word)
{
    struct str words;
    bool found = false;
    if (!piece_attribute(arena, piece, "class", &words))
        return false;
    while (words.len > 0 && !found)
        found = str_is(str_cut(words, ' ', &words), word);
    return found;
}

/* ------------------------------------------------------------------ character references */

static const struct {
    const char *name;
    const char *text;
} references[] = {
    {"amp", "&"}, {"lt", "<"}, {"gt", ">"}, {"quot", "\""}, {"apos", "'"}, {"nbsp", "\xC2\xA0"},
};

static void add_character(struct buf *out, unsigned long c)
{
    if (c < 0x80) {
        buf_add_char(out, (char)c);
    } else if (c < 0x800) {
        buf_add_char(out, (char)(0xC0 | c >> 6));
    } else if (c < 0x10000) {
        buf_add_char(out, (char)(0xE0 | c >> 12));
        buf_add_char(out, (char)(0x80 | (c >> 6 & 0x3F)));
    } else {
        buf_add_char(out, (char)(0xF0 | c >> 18));
        buf_add_char(out, (char)(0x80 | (c >> 12 & 0x3F)));
        buf_add_char(out, (char)(0x80 | (c >> 6 & 0x3F)));
    }
    if (c >= 0x80)
        buf_add_char(out, (char)(0x80 | (c & 0x3F)));
}

static int digit_of(char c, int base)
{
    int value = c >= '0' && c <= '9'   ? c - '0'
                : c >= 'a' && c <= 'f' ? c - 'a' + 10
                : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                       : base;
    return value < base ? value : -1;
}

/* Appends what a reference (without & and ;) stands for; false where it stands for nothing. */
static bool add_reference(struct buf *out, struct str name)
{
    unsigned long number = 0;
    if (!str_starts(name, "#")) {
        for (size_t i = 0; i < sizeof references / sizeof *references; i++) {
            if (!str_is(name, references[i].name))
                continue;
            buf_add_string(out, references[i].text);
            return true;
        }
        return false;
    }
    bool is_hex = name.len > 1 && (name.ptr[1] == 'x' || name.ptr[1] == 'X');
    for (size_t i = is_hex ? 2 : 1; i < name.len; i++) {
        int digit = digit_of(name.ptr[i], is_hex ? 16 : 10);
        if (digit < 0 || number > 0x10FFFF)
            return false;
        number = number * (is_hex ? 16 : 10) + (unsigned long)digit;
    }
    if (number == 0 || number > 0x10FFFF)
        return false;
    add_character(out, number);
    return true;
}

struct str text_of_markup(struct arena *arena, struct str text)
{
    struct buf out = {0};
    for (size_t i = 0; i < text.len; i++) {
        struct str ahead = str_slice(text, i + 1, i + LONGEST_REFERENCE);
        size_t end = text.ptr[i] == '&' ? str_find(ahead, ';', 0) : ahead.len;
        if (end < ahead.len && add_reference(&out, str_slice(ahead, 0, end)))
            i += end + 1;
        else
            buf_add_char(&out, text.ptr[i]);
    }
    struct str read = arena_copy(arena, buf_str(&out));
    buf_free(&out);
    return read;
}
