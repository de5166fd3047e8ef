/* figure_time.c: when a figure is of: the last day of its date, or of a period that reads as years.
 *
 * Plans set the result of a year beside a target by the end of it, and beside a count of its last
 * day: only there do a year, a quarter and a day that tell of the same meet.
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

/* The last day that a date can mean; of "from 2007", which has none, the first. */
static long time_of_date(const struct date *date)
{
    long last = date_latest(date);
    return day_number(last == DATE_NEVER ? date_earliest(date) : last);
}

/* True where a date names no month: a year, by a year, a range of years. A part of a year, such as
 * "late 2008" or a season, is more than that. */
static bool names_years_only(const struct date *date)
{
    return date->first.month == 0 && date->last.month == 0 && date->form < DATE_EARLY;
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

/* The last day of 2006, or of 2006/07 or 2006-2007: one from April of a year to March of the next.
 */
static bool time_of_period(struct str text, long *time)
{
    long year;
    long next;
    if (take_digits(&text, &year) != 4)
        return false;
    *time = (year + 1) * FIGURE_YEAR - 1;
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
    const struct date *date = value_is_given(&figure->date) ? &figure->date.items[0].as.date : NULL;
    if (value_is_given(&figure->period) && (!date || names_years_only(date)) &&
        time_of_period(value_text(&figure->period), time))
        return true;
    if (!date)
        return false;
    *time = time_of_date(date);
    return true;
}
