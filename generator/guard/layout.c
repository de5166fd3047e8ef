/* layout.c: takes texts out of iCalendar and CSV, so that they are the texts that were put in.
 *
 * A file that breaks the rules, such as one that an author publishes, is read as well as can be:
 * rather two cells as one than one as two. Layer: guard. Uses: buf. Used by: guard. Source: RFC
 * 5545, 3.1 and 3.3.11; RFC 4180. */
#include "layout.h"

/* The length of the break of a folded line: a line end and one space or tab; 0 where there is
 * none. */
static size_t fold_length(struct str rest)
{
    size_t line = str_starts(rest, "\r\n") ? 2 : str_starts(rest, "\n") ? 1 : 0;
    bool folded = line > 0 && line < rest.len && (rest.ptr[line] == ' ' || rest.ptr[line] == '\t');
    return folded ? line + 1 : 0;
}

void calendar_text(struct str bytes, struct buf *out)
{
    bool escape = false;
    buf_reserve(out, bytes.len);
    for (size_t at = 0; at < bytes.len;) {
        size_t fold = fold_length(str_slice(bytes, at, bytes.len));
        at += fold;
        if (fold > 0)
            continue;
        char c = bytes.ptr[at++];
        bool begins = !escape && c == '\\';
        if (!begins)
            buf_add_char(out, escape && (c == 'n' || c == 'N') ? '\n' : c);
        escape = begins;
    }
}

void cell_text(struct str *bytes, struct buf *out)
{
    bool quoted = false;
    size_t at = 0;
    for (; at < bytes->len; at++) {
        char c = bytes->ptr[at];
        if (!quoted && (c == ',' || c == '\n'))
            break;
        bool doubled = quoted && c == '"' && at + 1 < bytes->len && bytes->ptr[at + 1] == '"';
        at += doubled;
        if (c == '"' && !doubled)
            quoted = !quoted;
        else
            buf_add_char(out, c);
    }
    *bytes = str_slice(*bytes, at + 1, bytes->len);
}
