/* date.c: reads and writes dates with the precision and the hedges that sources have.
 *
 * A partnership's paper says "by April 2008" or "September to October": to make a day of that would
 * tell more than the source does. Layer: base. Uses: str, buf. Used by: schema, derive, render. */
#include "concordat/base/date.h"

#include <string.h>

/* What stands before the date in each form, and nothing for the two that have no word. */
static const char *const words_before[DATE_FORMS] = {
    [DATE_BY] = "by ",         [DATE_BEFORE] = "before ", [DATE_FROM] = "from ",
    [DATE_UNTIL] = "until ",   [DATE_EARLY] = "early ",   [DATE_MID] = "mid ",
    [DATE_LATE] = "late ",     [DATE_SPRING] = "spring ", [DATE_SUMMER] = "summer ",
    [DATE_AUTUMN] = "autumn ", [DATE_WINTER] = "winter ",
};

static bool is_leap(int year)
{
    return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

static int days_in_month(int year, int month)
{
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    return month == 2 && is_leap(year) ? 29 : days[month - 1];
}

/* Reads exactly `digits` digits. */
static bool read_digits(struct str text, size_t digits, int *number)
{
    long value;
    if (text.len != digits || text.ptr[0] == '-' || !str_number(text, &value))
        return false;
    *number = (int)value;
    return true;
}

static bool day_parse(struct str text, struct day *day, const char **problem)
{
    struct str month_text;
    struct str day_text;
    struct str year_text = str_cut(text, '-', &month_text);
    bool has_month = year_text.len < text.len;
    month_text = str_cut(month_text, '-', &day_text);
    bool has_day = has_month && year_text.len + 1 + month_text.len < text.len;
    *day = (struct day){0};
    *problem = "a date is written like 2009, 2009-08 or 2009-08-25";
    if (!read_digits(year_text, 4, &day->year) || day->year < 1000)
        return false;
    if (has_month && !read_digits(month_text, 2, &day->month))
        return false;
    if (has_day && !read_digits(day_text, 2, &day->day))
        return false;
    if (has_month && (day->month < 1 || day->month > 12)) {
        *problem = "there is no such month";
        return false;
    }
    if (has_day && (day->day < 1 || day->day > days_in_month(day->year, day->month))) {
        *problem = "that month has no such day";
        return false;
    }
    return true;
}

/* The day as a number, with `month` and `day` where it says none. */
static long day_number(const struct day *day, int month, int in_month)
{
    int m = day->month > 0 ? day->month : month;
    int d = day->day > 0 ? day->day : in_month > 0 ? in_month : days_in_month(day->year, m);
    return day->year * 10000L + m * 100L + d;
}

bool date_parse(struct str text, struct date *date, const char **problem)
{
    *date = (struct date){0};
    for (int form = 0; form < DATE_FORMS; form++) {
        const char *word = words_before[form];
        if (word && str_starts(text, word)) {
            date->form = (enum date_form)form;
            if (!day_parse(str_trim(str_slice(text, strlen(word), text.len)), &date->first, problem))
                return false;
            if (form >= DATE_EARLY && date->first.day > 0) {
                *problem = "early, mid, late and the seasons stand before a year or a month";
                return false;
            }
            return true;
        }
    }
    struct str last;
    struct str first = str_cut(text, '/', &last);
    if (first.len == text.len)
        return day_parse(text, &date->first, problem);
    date->form = DATE_RANGE;
    if (!day_parse(first, &date->first, problem) || !day_parse(last, &date->last, problem))
        return false;
    if (day_number(&date->last, 12, 0) < day_number(&date->first, 1, 1)) {
        *problem = "the range ends before it begins";
        return false;
    }
    return true;
}

/* The months, first and last, that each form leaves of a year; winter ends in the next year. */
static void months_of(enum date_form form, int *from, int *to)
{
    static const int spans[DATE_FORMS][2] = {
        [DATE_EARLY] = {1, 4},  [DATE_MID] = {5, 8},    [DATE_LATE] = {9, 12},
        [DATE_SPRING] = {3, 5}, [DATE_SUMMER] = {6, 8}, [DATE_AUTUMN] = {9, 11},
        [DATE_WINTER] = {12, 12},
    };
    *from = spans[form][0] > 0 ? spans[form][0] : 1;
    *to = spans[form][1] > 0 ? spans[form][1] : 12;
}

long date_earliest(const struct date *date)
{
    int from;
    int to;
    months_of(date->form, &from, &to);
    if (date->form == DATE_BY || date->form == DATE_BEFORE || date->form == DATE_UNTIL)
        return 0;
    return day_number(&date->first, from, 1);
}

long date_latest(const struct date *date)
{
    int from;
    int to;
    months_of(date->form, &from, &to);
    if (date->form == DATE_FROM)
        return 99991231;
    if (date->form == DATE_BEFORE)
        return day_number(&date->first, 1, 1) - 1;
    return day_number(date->form == DATE_RANGE ? &date->last : &date->first, to, 0);
}

int date_compare(const struct date *a, const struct date *b)
{
    int from_a;
    int from_b;
    int to;
    months_of(a->form, &from_a, &to);
    months_of(b->form, &from_b, &to);
    long left = day_number(&a->first, from_a, 1);
    long right = day_number(&b->first, from_b, 1);
    if (left == right) {
        left = date_latest(a);
        right = date_latest(b);
    }
    return (left > right) - (left < right);
}

/* Appends `form` with each {name} replaced: a small language of its own, so that a site's language
 * decides the order of the parts. */
static void write_form(struct str form, const struct str *names, const struct str *values,
                       size_t count, struct buf *out)
{
    size_t at = 0;
    while (at < form.len) {
        size_t open = str_find(form, '{', at);
        size_t close = str_find(form, '}', open);
        buf_add(out, str_slice(form, at, open));
        for (size_t i = 0; i < count; i++)
            if (str_equal(str_slice(form, open + 1, close), names[i]))
                buf_add(out, values[i]);
        at = close < form.len ? close + 1 : form.len;
    }
}

/* Appends a day, month or year in words, without its year where `without_year`. */
static void write_day(const struct day *day, bool without_year, const struct date_words *words,
                      struct buf *out)
{
    static const struct str names[] = {{"day", 3}, {"month", 5}, {"year", 4}};
    struct buf number = {0};
    struct buf year = {0};
    struct buf text = {0};
    if (day->day > 0)
        buf_add_number(&number, day->day);
    if (!without_year)
        buf_add_number(&year, day->year);
    const struct str values[] = {
        buf_str(&number),
        day->month > 0 ? words->months[day->month - 1] : STR(""),
        buf_str(&year),
    };
    write_form(words->forms[DATE_ON], names, values, 3, &text);
    buf_add(out, str_trim(buf_str(&text)));
    buf_free(&number);
    buf_free(&year);
    buf_free(&text);
}

void date_write(const struct date *date, const struct date_words *words, struct buf *out)
{
    static const struct str names[] = {{"date", 4}, {"first", 5}, {"last", 4}};
    if (date->form == DATE_ON) {
        write_day(&date->first, false, words, out);
        return;
    }
    struct buf first = {0};
    struct buf last = {0};
    bool range = date->form == DATE_RANGE;
    bool same_year = range && date->first.year == date->last.year && date->first.month > 0;
    write_day(&date->first, same_year, words, &first);
    if (range)
        write_day(&date->last, false, words, &last);
    const struct str values[] = {buf_str(&first), buf_str(&first), buf_str(&last)};
    write_form(words->forms[date->form], names, values, 3, out);
    buf_free(&first);
    buf_free(&last);
}

void date_write_iso(const struct date *date, struct buf *out)
{
    buf_printf(out, "%04d", date->first.year);
    if (date->first.month > 0)
        buf_printf(out, "-%02d", date->first.month);
    if (date->first.day > 0)
        buf_printf(out, "-%02d", date->first.day);
}
