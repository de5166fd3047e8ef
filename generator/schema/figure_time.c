/* figure_time.c: when a figure is of: the middle of its date, or of a period that reads as years.
 *
 * The numbers are those of a calendar whose months all have 31 days: days keep their order, years
 * their length, and nobody needs to know which February is long.
 *
 * Layer: schema. Uses: date. Used by: derive, plan. */
#include "concordat/schema/figure_time.h"

/* yyyymmdd as a number of days. */
static long day_number(long date)
{
    return date / 10000 * FIGURE_YEAR + (date / 100 % 100 - 1) * 31 + date % 100 - 1;
}

static long time_of_date(const struct date *date)
{
    long first = date_earliest(date);
    long last = date_latest(date);
    if (first == 0)
        first = last;
    if (last == DATE_NEVER)
        last = first;
    return (day_number(first) + day_number(last)) / 2;
}

/* The digits at the start of `text`, which are cut off it; 0 where there is none. */
static size_t take_digits(struct str *text, long *number)
{
    size_t count = 0;
    *number = 0;
    while (count < text->len && count < 4 && text->ptr[count] >= '0' && text->ptr[count] <= '9')
        *number = *number * 10 + (text->ptr[count++] - '0');
    *text = str_slice(*text, count, text->len);
    return count;
}

/* Takes a stroke, a hyphen or a dash that stands between two years. */
static bool take_sign(struct str *text)
{
    static const char *const signs[] = {"/", "-", "–"};
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
        if (str_starts(*text, signs[i])) {
            *text = str_slice(*text, str_of(signs[i]).len, text->len);
            return true;
        }
    return false;
}

/* 2006, 2006/07, 2006-2007: one year, or from April of one to March of the next. */
static bool time_of_period(struct str text, long *time)
{
    long year;
    long next;
    if (take_digits(&text, &year) != 4)
        return false;
    *time = year * FIGURE_YEAR + FIGURE_YEAR / 2;
    if (text.len == 0)
        return true;
    *time += FIGURE_YEAR / 4;
    if (!take_sign(&text))
        return false;
    size_t digits = take_digits(&text, &next);
    return text.len == 0 &&
           ((digits == 2 && (year + 1) % 100 == next) || (digits == 4 && year + 1 == next));
}

bool figure_time(const struct figure *figure, long *time)
{
    if (value_is_given(&figure->date)) {
        *time = time_of_date(&figure->date.items[0].as.date);
        return true;
    }
    return value_is_given(&figure->period) && time_of_period(value_text(&figure->period), time);
}
