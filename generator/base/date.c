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

/* The day as a number, with `month` and `in_month` where it says none; 0 for the month's last. */
static long day_number(const struct day *day, int month, int in_month)
{
    int m = day->month > 0 ? day->month : month;
    int last = in_month > 0 ? in_month : days_in_month(day->year, m);
    return day->year * 10000L + m * 100L + (day->day > 0 ? day->day : last);
}

/* "early 5 March" and "spring April 2009" say nothing. */
static bool form_fits(const struct date *date, const char **problem)
{
    *problem = "early, mid and late stand before a year or a month";
    if (date->form >= DATE_EARLY && date->first.day > 0)
        return false;
    *problem = "spring, summer, autumn and winter stand before a year";
    return date->form < DATE_SPRING || date->first.month == 0;
}

bool date_parse(struct str text, struct date *date, const char **problem)
{
    *date = (struct date){0};
    for (int form = 0; form < DATE_FORMS; form++) {
        const char *word = words_before[form];
        if (word && str_starts(text, word)) {
            date->form = (enum date_form)form;
            if (!day_parse(str_trim(str_slice(text, strlen(word), text.len)), &date->first,
                           problem))
                return false;
            return form_fits(date, problem);
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

/* What a form leaves of a year or, where one is named, of a month. */
struct span {
    int first_month;
    int last_month; /* before the first: of the next year */
    int first_day;
    int last_day; /* 0: the last of the month */
};

static struct span span_of(enum date_form form)
{
    static const struct span spans[DATE_FORMS] = {
        [DATE_EARLY] = {1, 4, 1, 10},  [DATE_MID] = {5, 8, 11, 20},  [DATE_LATE] = {9, 12, 21, 0},
        [DATE_SPRING] = {3, 5, 1, 0},  [DATE_SUMMER] = {6, 8, 1, 0}, [DATE_AUTUMN] = {9, 11, 1, 0},
        [DATE_WINTER] = {12, 2, 1, 0},
    };
    return spans[form].first_month > 0 ? spans[form] : (struct span){1, 12, 1, 0};
}

/* The day that is named, or the first of the time that is. */
static long named_day(const struct date *date)
{
    struct span span = span_of(date->form);
    return day_number(&date->first, span.first_month, date->first.month > 0 ? span.first_day : 1);
}

long date_earliest(const struct date *date)
{
    if (date->form == DATE_BY || date->form == DATE_BEFORE || date->form == DATE_UNTIL)
        return 0;
    return named_day(date);
}

static long day_before(long number)
{
    int year = (int)(number / 10000);
    int month = (int)(number / 100 % 100);
    if (number % 100 > 1)
        return number - 1;
    struct day last = month > 1 ? (struct day){year, month - 1, 0} : (struct day){year - 1, 12, 0};
    return day_number(&last, 0, 0);
}

long date_latest(const struct date *date)
{
    struct span span = span_of(date->form);
    if (date->form == DATE_FROM)
        return DATE_NEVER;
    if (date->form == DATE_BEFORE)
        return day_before(named_day(date));
    if (date->form == DATE_RANGE)
        return day_number(&date->last, 12, 0);
    if (span.last_month < span.first_month) {
        struct day next = {date->first.year + 1, span.last_month, 0};
        return next.year > 9999 ? DATE_NEVER : day_number(&next, 0, 0);
    }
    return day_number(&date->first, span.last_month, date->first.month > 0 ? span.last_day : 0);
}

long date_count(long number)
{
    long year = number / 10000;
    long days = year * 365 + (year - 1) / 4 - (year - 1) / 100 + (year - 1) / 400;
    for (int month = 1; month < number / 100 % 100; month++)
        days += days_in_month((int)year, month);
    return days + number % 100;
}

int date_compare(const struct date *a, const struct date *b)
{
    long left = named_day(a);
    long right = named_day(b);
    if (left == right) {
        left = date_latest(a);
        right = date_latest(b);
    }
    return (left > right) - (left < right);
}

/* The next {name} of a form. */
struct slot {
    struct str before; /* the text up to it, or all that is left where there is none */
    struct str name;
    bool is_found;
};

/* Reads up to and with the next {name}, and moves `*form` behind it. */
static struct slot next_slot(struct str *form)
{
    size_t open = str_find(*form, '{', 0);
    size_t close = str_find(*form, '}', open);
    struct slot slot = {.before = *form, .is_found = close < form->len};
    if (slot.is_found) {
        slot.before = str_slice(*form, 0, open);
        slot.name = str_slice(*form, open + 1, close);
        *form = str_slice(*form, close + 1, form->len);
    } else {
        *form = STR("");
    }
    return slot;
}

/* Appends `form` with "{date}" or "{first}" and "{last}" replaced. */
static void write_form(struct str form, struct str first, struct str last, struct buf *out)
{
    while (form.len > 0) {
        struct slot slot = next_slot(&form);
        buf_add(out, slot.before);
        if (str_is(slot.name, "date") || str_is(slot.name, "first"))
            buf_add(out, first);
        else if (str_is(slot.name, "last"))
            buf_add(out, last);
    }
}

/* The part of `day` that is called `name`; 0 where it is not known. */
static int part_of(const struct day *day, struct str name)
{
    return str_is(name, "day")     ? day->day
           : str_is(name, "month") ? day->month
           : str_is(name, "year")  ? day->year
                                   : 0;
}

/* Appends a day, month or year in words. The form has all three; a part that is not known takes
 * along the text that would join it: "{day} de {month} de {year}" makes "agosto de 2006", and
 * without the year "25 de agosto". Text at either end belongs to the part beside it. */
static void write_day(struct day day, const struct date_words *words, struct buf *out)
{
    struct str form = words->forms[DATE_ON];
    struct str joint = STR("");
    int part = 0;
    bool begun = false;
    for (bool first = true; form.len > 0; first = false) {
        struct slot slot = next_slot(&form);
        if (!slot.is_found) {
            if (part > 0 || first)
                buf_add(out, slot.before);
            break;
        }
        if (joint.len == 0)
            joint = slot.before;
        part = part_of(&day, slot.name);
        if (part == 0)
            continue;
        if (begun || first)
            buf_add(out, joint);
        if (str_is(slot.name, "month"))
            buf_add(out, words->months[part - 1]);
        else
            buf_add_number(out, part);
        joint = STR("");
        begun = true;
    }
}

void date_write(const struct date *date, const struct date_words *words, struct buf *out)
{
    if (date->form == DATE_ON) {
        write_day(date->first, words, out);
        return;
    }
    struct buf first = {0};
    struct buf last = {0};
    struct day day = date->first;
    if (date->form == DATE_RANGE) {
        /* "September to October 2006", but "May 2009 to 2009". */
        if (day.year == date->last.year && day.month > 0 && date->last.month > 0)
            day.year = 0;
        write_day(date->last, words, &last);
    }
    write_day(day, words, &first);
    write_form(words->forms[date->form], buf_str(&first), buf_str(&last), out);
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
