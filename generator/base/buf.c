/* buf.c: growing text, and the escapings that outputs need: HTML, JSON, a terminal.
 *
 * Layer: base. Uses: arena (must_realloc), str. Used by: everything that writes. */
#include "concordat/base/buf.h"

#include "concordat/base/arena.h"

#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void buf_free(struct buf *buf)
{
    free(buf->ptr);
    *buf = (struct buf){0};
}

void buf_clear(struct buf *buf)
{
    buf->len = 0;
    if (buf->ptr)
        buf->ptr[0] = '\0';
}

static void grow(struct buf *buf, size_t need)
{
    size_t room = buf->room < 64 ? 64 : buf->room;
    while (room < need)
        room = room > SIZE_MAX / 2 ? need : room * 2;
    buf->ptr = must_realloc(buf->ptr, room);
    buf->room = room;
}

void buf_reserve(struct buf *buf, size_t more)
{
    size_t need = more < SIZE_MAX - buf->len ? buf->len + more + 1 : SIZE_MAX;
    if (need > buf->room)
        grow(buf, need);
}

void buf_add(struct buf *buf, struct str text)
{
    buf_reserve(buf, text.len);
    if (text.len > 0)
        memcpy(buf->ptr + buf->len, text.ptr, text.len);
    buf->len += text.len;
    buf->ptr[buf->len] = '\0';
}

void buf_insert(struct buf *buf, size_t at, struct str text)
{
    buf_reserve(buf, text.len);
    if (text.len > 0) {
        memmove(buf->ptr + at + text.len, buf->ptr + at, buf->len - at);
        memcpy(buf->ptr + at, text.ptr, text.len);
    }
    buf->len += text.len;
    buf->ptr[buf->len] = '\0';
}

void buf_add_char(struct buf *buf, char c)
{
    buf_reserve(buf, 1);
    buf->ptr[buf->len++] = c;
    buf->ptr[buf->len] = '\0';
}

void buf_add_string(struct buf *buf, const char *string)
{
    buf_add(buf, str_of(string));
}

void buf_add_number(struct buf *buf, long number)
{
    buf_printf(buf, "%ld", number);
}

void buf_printf(struct buf *buf, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    buf_vprintf(buf, format, args);
    va_end(args);
}

void buf_vprintf(struct buf *buf, const char *format, va_list args)
{
    va_list again;
    va_copy(again, args);
    int len = vsnprintf(NULL, 0, format, again);
    va_end(again);
    /* Below 0 is text beyond INT_MAX bytes; there is no room for that, and buf_reserve says so. */
    buf_reserve(buf, len < 0 ? SIZE_MAX : (size_t)len);
    vsnprintf(buf->ptr + buf->len, (size_t)len + 1, format, args);
    buf->len += (size_t)len;
}

/* 1 + the row of `html_escapes` for the five bytes that HTML text and attributes must not hold. */
static const unsigned char html_special[256] = {
    ['&'] = 1, ['<'] = 2, ['>'] = 3, ['"'] = 4, ['\''] = 5,
};

static const struct {
    char text[7];
    unsigned char len;
} html_escapes[] = {{"", 0}, {"&amp;", 5}, {"&lt;", 4}, {"&gt;", 4}, {"&quot;", 6}, {"&#39;", 5}};

void buf_add_html(struct buf *buf, struct str text)
{
    enum { LONGEST = 6 };
    const unsigned char *bytes = (const unsigned char *)text.ptr;
    size_t done = 0;
    buf_reserve(buf, text.len);
    for (size_t i = 0; i < text.len; i++) {
        unsigned row = html_special[bytes[i]];
        if (row == 0)
            continue;
        buf_reserve(buf, text.len - done + LONGEST);
        memcpy(buf->ptr + buf->len, text.ptr + done, i - done);
        buf->len += i - done;
        memcpy(buf->ptr + buf->len, html_escapes[row].text, html_escapes[row].len);
        buf->len += html_escapes[row].len;
        done = i + 1;
    }
    buf_add(buf, str_slice(text, done, text.len));
}

static void add_json_escape(struct buf *buf, unsigned char c)
{
    if (c == '"' || c == '\\')
        buf_printf(buf, "\\%c", c);
    else if (c == '\n')
        buf_add_string(buf, "\\n");
    else if (c == '\t')
        buf_add_string(buf, "\\t");
    else
        buf_printf(buf, "\\u%04x", c);
}

void buf_add_json(struct buf *buf, struct str text)
{
    size_t done = 0;
    buf_add_char(buf, '"');
    for (size_t i = 0, len; i < text.len; i += len) {
        unsigned char c = (unsigned char)text.ptr[i];
        len = c < 0x80 ? 1 : str_character_length(str_slice(text, i, text.len));
        if (len > 0 && c >= 0x20 && c != '"' && c != '\\')
            continue;
        buf_add(buf, str_slice(text, done, i));
        if (len > 0)
            add_json_escape(buf, c);
        else
            buf_add_string(buf, "\\ufffd");
        len = len > 0 ? len : 1;
        done = i + len;
    }
    buf_add(buf, str_slice(text, done, text.len));
    buf_add_char(buf, '"');
}

void buf_add_visible(struct buf *buf, struct str text)
{
    for (size_t at = 0, len; at < text.len; at += len) {
        struct str rest = str_slice(text, at, text.len);
        char c = rest.ptr[0];
        len = str_character_length(rest);
        if (c == '\t' || c == '\n' || c == '\r' || str_starts_with_separator(rest))
            buf_add_char(buf, ' ');
        else if (len == 0 || str_starts_with_control(rest))
            buf_add_char(buf, '?');
        else
            buf_add(buf, str_slice(rest, 0, len));
        len = len > 0 ? len : 1;
    }
}

struct str buf_str(const struct buf *buf)
{
    return buf->ptr ? (struct str){buf->ptr, buf->len} : (struct str){"", 0};
}
