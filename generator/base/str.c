/* str.c: borrowed text: cutting, comparing, checking that it is UTF-8.
 *
 * Layer: base. Uses: nothing. Used by: everything. */
#include "concordat/base/str.h"

#include <limits.h>
#include <string.h>

struct str str_of(const char *string)
{
    return (struct str){string, strlen(string)};
}

struct str str_slice(struct str text, size_t from, size_t to)
{
    if (to > text.len)
        to = text.len;
    if (from > to)
        from = to;
    return (struct str){text.ptr + from, to - from};
}

static bool is_space(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

struct str str_trim(struct str text)
{
    while (text.len > 0 && is_space(text.ptr[0]))
        text = str_slice(text, 1, text.len);
    while (text.len > 0 && is_space(text.ptr[text.len - 1]))
        text.len--;
    return text;
}

bool str_equal(struct str a, struct str b)
{
    return a.len == b.len && (a.len == 0 || memcmp(a.ptr, b.ptr, a.len) == 0);
}

bool str_is(struct str text, const char *string)
{
    return str_equal(text, str_of(string));
}

bool str_starts(struct str text, const char *prefix)
{
    size_t len = strlen(prefix);
    return text.len >= len && memcmp(text.ptr, prefix, len) == 0;
}

bool str_ends(struct str text, const char *suffix)
{
    size_t len = strlen(suffix);
    return text.len >= len && memcmp(text.ptr + text.len - len, suffix, len) == 0;
}

int str_compare(struct str a, struct str b)
{
    size_t shared = a.len < b.len ? a.len : b.len;
    int order = shared > 0 ? memcmp(a.ptr, b.ptr, shared) : 0;
    if (order != 0)
        return order;
    return (a.len > b.len) - (a.len < b.len);
}

size_t str_find(struct str text, char byte, size_t from)
{
    if (from >= text.len)
        return text.len;
    const char *found = memchr(text.ptr + from, byte, text.len - from);
    return found ? (size_t)(found - text.ptr) : text.len;
}

struct str str_cut(struct str text, char separator, struct str *rest)
{
    size_t at = str_find(text, separator, 0);
    *rest = str_slice(text, at + 1, text.len);
    return str_slice(text, 0, at);
}

bool str_number(struct str text, long *number)
{
    bool negative = text.len > 0 && text.ptr[0] == '-';
    long total = 0;
    size_t at = negative ? 1 : 0;
    if (at == text.len)
        return false;
    for (; at < text.len; at++) {
        int digit = text.ptr[at] - '0';
        if (digit < 0 || digit > 9 || total > (LONG_MAX - digit) / 10)
            return false;
        total = total * 10 + digit;
    }
    *number = negative ? -total : total;
    return true;
}

/* The length of the well-formed UTF-8 sequence at the start of `text`, or 0.
 * Source: RFC 3629, section 4. */
static size_t sequence_length(const unsigned char *text, size_t len)
{
    unsigned char first = text[0];
    size_t need = first < 0x80 ? 1 : first < 0xC2 ? 0 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
    if (need == 0 || first > 0xF4 || need > len)
        return 0;
    for (size_t i = 1; i < need; i++)
        if ((text[i] & 0xC0) != 0x80)
            return 0;
    if ((first == 0xE0 && text[1] < 0xA0) || (first == 0xED && text[1] > 0x9F) ||
        (first == 0xF0 && text[1] < 0x90) || (first == 0xF4 && text[1] > 0x8F))
        return 0;
    return need;
}

size_t str_first_bad_utf8(struct str text)
{
    const unsigned char *bytes = (const unsigned char *)text.ptr;
    size_t at = 0;
    while (at < text.len) {
        unsigned char c = bytes[at];
        if (c >= 0x20 && c < 0x7F) {
            at++;
            continue;
        }
        if ((c < 0x20 && c != '\t' && c != '\n' && c != '\r') || c == 0x7F)
            return at;
        size_t len = sequence_length(bytes + at, text.len - at);
        if (len == 0)
            return at;
        at += len;
    }
    return text.len;
}

size_t str_characters(struct str text)
{
    size_t count = 0;
    for (size_t i = 0; i < text.len; i++)
        count += ((unsigned char)text.ptr[i] & 0xC0) != 0x80;
    return count;
}
