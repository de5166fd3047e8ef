/* date_meant.c: what an author may have meant by a date in another form: 25/08/2009, August 2009.
 *
 * A definition has its dates in one form, so that no two readers take 03/04/2009 for two days:
 * there this is only suggested. A spreadsheet and the options of `new` are read so, day before
 * month, and what was read is seen in what comes of it. Layer: schema. Uses: date. Used by:
 * decode_item, columns, new. */
#include "concordat/schema/columns.h"
#include "decode_item.h"

/* The numbers and the month that stand in a text. */
struct pieces {
    long numbers[3];
    size_t lengths[3]; /* in digits */
    size_t count;
    long month; /* by its name; 0 for none */
    bool others;
};

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool is_letter(char c)
{
    return c >= 'a' && c <= 'z';
}

static void take_number(struct pieces *pieces, struct str digits)
{
    long number;
    if (pieces->count == 3 || !str_number(digits, &number)) {
        pieces->others = true;
        return;
    }
    pieces->numbers[pieces->count] = number;
    pieces->lengths[pieces->count++] = digits.len;
}

static void take_word(struct pieces *pieces, struct str word)
{
    static const char *const months[] = {"january",   "february", "march",    "april",
                                         "may",       "june",     "july",     "august",
                                         "september", "october",  "november", "december"};
    bool is_ordinal = str_is(word, "st") || str_is(word, "nd") || str_is(word, "rd") ||
                      str_is(word, "th") || str_is(word, "of");
    if (is_ordinal)
        return;
    for (long m = 0; m < 12; m++) {
        struct str name = str_of(months[m]);
        if (word.len >= 3 && pieces->month == 0 && str_equal(word, str_slice(name, 0, word.len))) {
            pieces->month = m + 1;
            return;
        }
    }
    pieces->others = true;
}

static struct pieces pieces_of(struct str text)
{
    struct pieces pieces = {0};
    size_t at = 0;
    while (at < text.len) {
        size_t begin = at;
        while (at < text.len && is_digit(text.ptr[at]))
            at++;
        if (at > begin) {
            take_number(&pieces, str_slice(text, begin, at));
            continue;
        }
        while (at < text.len && is_letter(text.ptr[at]))
            at++;
        if (at > begin)
            take_word(&pieces, str_slice(text, begin, at));
        else
            at++;
    }
    return pieces;
}

/* The date of the pieces in the order of this country, day before month before year, or of ISO
 * 8601; empty where they make none. */
static const char *date_of(struct arena *arena, const struct pieces *pieces, bool has_slash)
{
    const long *n = pieces->numbers;
    bool year_first = pieces->count > 0 && pieces->lengths[0] == 4;
    bool year_last = pieces->count > 0 && pieces->lengths[pieces->count - 1] == 4;
    if (pieces->month > 0 && pieces->count == 1 && year_last)
        return arena_printf(arena, "%ld-%02ld", n[0], pieces->month);
    if (pieces->month > 0 && pieces->count == 2 && year_last)
        return arena_printf(arena, "%ld-%02ld-%02ld", n[1], pieces->month, n[0]);
    if (pieces->month > 0)
        return "";
    if (pieces->count == 3 && year_first)
        return arena_printf(arena, "%ld-%02ld-%02ld", n[0], n[1], n[2]);
    if (pieces->count == 3 && year_last)
        return arena_printf(arena, "%ld-%02ld-%02ld", n[2], n[1], n[0]);
    if (pieces->count == 2 && year_first && !has_slash) /* 2009/10 is a year of two halves */
        return arena_printf(arena, "%ld-%02ld", n[0], n[1]);
    if (pieces->count == 2 && year_last)
        return arena_printf(arena, "%ld-%02ld", n[1], n[0]);
    return "";
}

struct str date_meant(struct arena *arena, struct str text)
{
    struct date date;
    const char *problem;
    struct str shown = text_shown(text);
    char *letters = arena_alloc(arena, shown.len + 1);
    for (size_t i = 0; i < shown.len; i++)
        letters[i] = shown.ptr[i] >= 'A' && shown.ptr[i] <= 'Z' ? (char)(shown.ptr[i] - 'A' + 'a')
                                                                : shown.ptr[i];
    struct str lower = {letters, shown.len};
    if (date_parse(lower, &date, &problem))
        return str_equal(lower, text) ? STR("") : lower;
    struct pieces pieces = pieces_of(lower);
    bool has_slash = str_find(lower, '/', 0) < lower.len;
    struct str meant = str_of(pieces.others ? "" : date_of(arena, &pieces, has_slash));
    return date_parse(meant, &date, &problem) ? meant : STR("");
}
