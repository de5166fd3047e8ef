/* ids.c: Chromium names the tags that table cells refer to "(node00000905)", after a number that it
 * gives to each element as it comes; how many it has given before differs from run to run.
 *
 * The order does not differ, so counting them anew makes two runs the same; and the tree in which
 * they are sorted stays sorted. Layer: print. Uses: base. Used by: galley. */
#include "ids.h"

#include "concordat/base/table.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char opening[] = "(node";
enum { OPENING = sizeof opening - 1, DIGITS = 8, WHOLE = OPENING + DIGITS + 1 };

/* An id with the number that it gets. */
struct renumbered {
    struct str id;
    unsigned number;
};

/* The offset of the next id at or after `from`; the end where there is none. */
static size_t find_id(const struct buf *pdf, size_t from)
{
    for (; from + WHOLE <= pdf->len; from++) {
        const char *open = memchr(pdf->ptr + from, '(', pdf->len - WHOLE + 1 - from);
        if (!open)
            break;
        from = (size_t)(open - pdf->ptr);
        size_t digits = strspn(open + OPENING, "0123456789");
        if (memcmp(open, opening, OPENING) == 0 && digits == DIGITS && open[WHOLE - 1] == ')')
            return from;
    }
    return pdf->len;
}

static int by_id(const void *a, const void *b)
{
    const struct renumbered *left = *(struct renumbered *const *)a;
    const struct renumbered *right = *(struct renumbered *const *)b;
    return str_compare(left->id, right->id);
}

void ids_settle(struct arena *arena, struct buf *pdf)
{
    struct table *known = table_new(arena);
    size_t count = 0;
    for (size_t at = find_id(pdf, 0); at < pdf->len; at = find_id(pdf, at + WHOLE))
        count++;
    struct renumbered **list = arena_array(arena, count, sizeof *list);
    count = 0;
    for (size_t at = find_id(pdf, 0); at < pdf->len; at = find_id(pdf, at + WHOLE)) {
        struct renumbered *one = arena_alloc(arena, sizeof *one);
        one->id = arena_copy(arena, (struct str){pdf->ptr + at, WHOLE});
        if (table_add(known, one->id, one) == one)
            list[count++] = one;
    }
    if (count > 0)
        qsort(list, count, sizeof *list, by_id);
    for (size_t i = 0; i < count; i++)
        list[i]->number = (unsigned)i + 1;
    for (size_t at = find_id(pdf, 0); at < pdf->len; at = find_id(pdf, at + WHOLE)) {
        const struct renumbered *one = table_get(known, (struct str){pdf->ptr + at, WHOLE});
        char digits[DIGITS + 1];
        snprintf(digits, sizeof digits, "%0*u", DIGITS, one->number % 100000000u);
        memcpy(pdf->ptr + at + OPENING, digits, DIGITS);
    }
}
