/* destination.c: takes the destinations of links apart.
 *
 * markdown has refused the schemes that no link may have; what has a colon and is none of the
 * allowed ones is meant to be a record.
 *
 * Layer: check. Uses: buf. Used by: links. */
#include "destination.h"

static char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

static bool leads_elsewhere(struct str scheme)
{
    static const char *const schemes[] = {"http", "https", "mailto"};
    for (size_t i = 0; i < sizeof schemes / sizeof *schemes; i++) {
        size_t at = 0;
        while (at < scheme.len && lower(scheme.ptr[at]) == schemes[i][at])
            at++;
        if (at == scheme.len && schemes[i][at] == '\0')
            return true;
    }
    return false;
}

struct destination destination_of(struct str written)
{
    struct destination parts = {.kind = TO_FILE};
    struct str rest;
    struct str last;
    struct str path = str_cut(written, '#', &parts.anchor);
    size_t colon = str_find(path, ':', 0);
    struct str first = str_cut(path, ':', &rest);
    struct str second = str_cut(rest, ':', &last);
    if (colon == path.len || str_find(path, '/', 0) < colon) {
        parts.path = path;
    } else if (leads_elsewhere(first)) {
        parts.kind = TO_ELSEWHERE;
    } else {
        bool of_trust = str_find(rest, ':', 0) < rest.len;
        parts.kind = TO_RECORD;
        parts.trust = of_trust ? first : STR("");
        parts.type = of_trust ? second : first;
        parts.id = of_trust ? last : rest;
    }
    return parts;
}

/* Takes the last part from the path in `out`, which began at `start`; false where there is none. */
static bool go_up(struct buf *out, size_t start)
{
    if (out->len == start)
        return false;
    while (out->len > start && out->ptr[--out->len] != '/')
        ;
    return true;
}

bool path_join(struct str from, struct str path, struct buf *out)
{
    size_t start = out->len;
    if (str_starts(path, "/"))
        return false;
    buf_add(out, from);
    go_up(out, start);
    while (path.len > 0) {
        struct str part = str_cut(path, '/', &path);
        if (part.len == 0 || str_is(part, "."))
            continue;
        if (str_is(part, "..")) {
            if (!go_up(out, start))
                return false;
            continue;
        }
        if (out->len > start)
            buf_add_char(out, '/');
        buf_add(out, part);
    }
    return true;
}
