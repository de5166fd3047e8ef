/* address.c: turns relative addresses into whole ones. Source: RFC 3986, sections 2.3 and 5.2.4.
 *
 * Layer: print. Uses: base. Used by: chromium, copy, edition. */
#include "address.h"

#include <string.h>

static bool is_plain(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           (c != '\0' && strchr("-._~/", c));
}

void file_url_write(struct str path, struct buf *out)
{
    buf_add_string(out, "file://");
    for (size_t i = 0; i < path.len; i++) {
        if (is_plain(path.ptr[i]))
            buf_add_char(out, path.ptr[i]);
        else
            buf_printf(out, "%%%02X", (unsigned char)path.ptr[i]);
    }
}

struct str percent_decoded(struct arena *arena, struct str text)
{
    struct buf bytes = {0};
    for (size_t i = 0; i < text.len; i++) {
        int high = i + 2 < text.len && text.ptr[i] == '%' ? hex_digit(text.ptr[i + 1]) : -1;
        int low = high >= 0 ? hex_digit(text.ptr[i + 2]) : -1;
        buf_add_char(&bytes, low >= 0 ? (char)(high * 16 + low) : text.ptr[i]);
        i += low >= 0 ? 2 : 0;
    }
    struct str decoded = arena_copy(arena, buf_str(&bytes));
    buf_free(&bytes);
    return decoded;
}

bool address_is_absolute(struct str address)
{
    size_t colon = str_find(address, ':', 0);
    return str_starts(address, "//") ||
           (colon < address.len && colon < str_find(address, '/', 0) &&
            colon < str_find(address, '#', 0) && colon < str_find(address, '?', 0));
}

/* Takes the last folder off what ends in a slash. */
static void go_up(struct buf *path)
{
    if (path->len > 0)
        path->len--;
    while (path->len > 0 && path->ptr[path->len - 1] != '/')
        path->len--;
}

struct str address_joined(struct arena *arena, struct str base, struct str address)
{
    struct buf path = {0};
    struct str tail;
    size_t end = 0;
    while (end < address.len && address.ptr[end] != '?' && address.ptr[end] != '#')
        end++;
    tail = str_slice(address, end, address.len);
    buf_add(&path, base);
    for (struct str rest = str_slice(address, 0, end); rest.len > 0;) {
        bool is_folder = str_find(rest, '/', 0) < rest.len;
        struct str part = str_cut(rest, '/', &rest);
        if (str_is(part, "..")) {
            go_up(&path);
        } else if (!str_is(part, ".")) {
            buf_add(&path, part);
            buf_add_string(&path, is_folder ? "/" : "");
        }
    }
    buf_add(&path, tail);
    struct str joined = arena_copy(arena, buf_str(&path));
    buf_free(&path);
    return joined;
}
