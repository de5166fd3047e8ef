/* markdown_table_row.c: the syntax of one line of a table.
 *
 * Layer: markdown. Uses: str. Used by: markdown_table.c. */
#include "table_row.h"

struct str row_start(struct str words)
{
    struct str rest = str_trim(words);
    return str_starts(rest, "|") ? str_slice(rest, 1, rest.len) : rest;
}

bool row_next(struct str *rest, struct str *cell)
{
    size_t end = str_find(*rest, '|', 0);
    if (rest->len == 0)
        return false;
    while (end > 0 && end < rest->len && rest->ptr[end - 1] == '\\')
        end = str_find(*rest, '|', end + 1);
    *cell = str_trim(str_slice(*rest, 0, end));
    *rest = str_slice(*rest, end + 1, rest->len);
    return true;
}

size_t row_count(struct str words)
{
    struct str cell;
    size_t count = 0;
    for (struct str rest = row_start(words); row_next(&rest, &cell);)
        count++;
    return count;
}

static bool is_delimiter(struct str cell)
{
    size_t from = str_starts(cell, ":") ? 1 : 0;
    size_t to = cell.len > 1 && str_ends(cell, ":") ? cell.len - 1 : cell.len;
    for (size_t i = from; i < to; i++)
        if (cell.ptr[i] != '-')
            return false;
    return to > from;
}

bool row_delimits(struct str words)
{
    struct str cell;
    struct str rest = row_start(words);
    bool lines_alone = str_find(words, '|', 0) == words.len && str_find(words, ':', 0) == words.len;
    if (lines_alone || rest.len == 0)
        return false;
    while (row_next(&rest, &cell))
        if (!is_delimiter(cell))
            return false;
    return true;
}

enum alignment row_alignment(struct str cell)
{
    bool left = str_starts(cell, ":");
    bool right = str_ends(cell, ":");
    return left && right ? ALIGN_CENTRE : left ? ALIGN_LEFT : right ? ALIGN_RIGHT : ALIGN_NONE;
}
