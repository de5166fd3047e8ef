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
    /* Nothing is added to a null pointer, not even nothing: C leaves that undefined. */
    return (struct str){from > 0 ? text.ptr + from : text.ptr, to - from};
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
    return text.len >= len && str_is(str_slice(text, 0, len), prefix);
}

bool str_ends(struct str text, const char *suffix)
{
    size_t len = strlen(suffix);
    return text.len >= len && str_is(str_slice(text, text.len - len, text.len), suffix);
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

int hex_digit(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

/* Source: RFC 3629, section 4. */
size_t str_character_length(struct str text)
{
    const unsigned char *bytes = (const unsigned char *)text.ptr;
    if (text.len == 0)
        return 0;
    unsigned char first = bytes[0];
    size_t need = first < 0x80 ? 1 : first < 0xC2 ? 0 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
    if (need == 0 || first > 0xF4 || need > text.len)
        return 0;
    for (size_t i = 1; i < need; i++)
        if ((bytes[i] & 0xC0) != 0x80)
            return 0;
    if ((first == 0xE0 && bytes[1] < 0xA0) || (first == 0xED && bytes[1] > 0x9F) ||
        (first == 0xF0 && bytes[1] < 0x90) || (first == 0xF4 && bytes[1] > 0x8F))
        return 0;
    return need;
}

bool str_starts_with_control(struct str text)
{
    unsigned char first = text.len > 0 ? (unsigned char)text.ptr[0] : ' ';
    unsigned char second = text.len > 1 ? (unsigned char)text.ptr[1] : ' ';
    if (first == '\t' || first == '\n' || first == '\r')
        return false;
    if (first == 0xEF)
        return str_starts(text, "\xEF\xBF\xBE") || str_starts(text, "\xEF\xBF\xBF");
    return first < 0x20 || first == 0x7F || (first == 0xC2 && second >= 0x80 && second < 0xA0);
}

bool str_starts_with_separator(struct str text)
{
    return str_starts(text, "\xE2\x80\xA8") || str_starts(text, "\xE2\x80\xA9");
}

size_t str_first_bad_utf8(struct str text)
{
    size_t at = 0;
    while (at < text.len) {
        if (text.ptr[at] >= 0x20 && text.ptr[at] < 0x7F) {
            at++;
            continue;
        }
        struct str rest = str_slice(text, at, text.len);
        size_t len = str_character_length(rest);
        if (len == 0 || str_starts_with_control(rest))
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
