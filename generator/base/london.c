/* london.c: times of day in the United Kingdom, summer time by its rule.
 *
 * What a meeting's time is in UTC must not depend on the machine, so its database of time zones is
 * not asked. Layer: base. Uses: date. Used by: plan, export. */
#include "concordat/base/london.h"

static bool read_digits(struct str text, int most, int *number)
{
    *number = 0;
    if (text.len < 1 || text.len > 2)
        return false;
    for (size_t i = 0; i < text.len; i++) {
        if (text.ptr[i] < '0' || text.ptr[i] > '9')
            return false;
        *number = *number * 10 + (text.ptr[i] - '0');
    }
    return *number <= most;
}

bool clock_time_parse(struct str text, struct clock_time *time)
{
    struct str rest;
    struct str trimmed = str_trim(text);
    char separator = str_find(trimmed, ':', 0) < trimmed.len ? ':' : '.';
    struct str hour = str_cut(trimmed, separator, &rest);
    return rest.len == 2 && read_digits(hour, 23, &time->hour) &&
           read_digits(rest, 59, &time->minute);
}

bool clock_times_in_order(struct str begins, struct str ends)
{
    struct clock_time first;
    struct clock_time last;
    return clock_time_parse(begins, &first) && clock_time_parse(ends, &last) &&
           last.hour * 60 + last.minute > first.hour * 60 + first.minute;
}

/* The last Sunday of a month of 31 days. */
static int last_sunday(int year, int month)
{
    enum { A_SUNDAY = 19700104 };
    long last = date_count((long)year * 10000 + month * 100 + 31);
    return 31 - (int)((last - date_count(A_SUNDAY)) % 7);
}

bool london_is_summer(struct day day, struct clock_time time)
{
    if (day.month == 3 || day.month == 10) {
        int sunday = last_sunday(day.year, day.month);
        /* By the clock: it jumps forward at 1:00, and back at 2:00, before which it is summer. */
        bool turned =
            day.day > sunday || (day.day == sunday && time.hour >= (day.month == 3 ? 1 : 2));
        return turned == (day.month == 3);
    }
    return day.month > 3 && day.month < 10;
}

void london_write(struct day day, struct clock_time time, struct buf *out)
{
    buf_printf(out, "%04d-%02d-%02dT%02d:%02d:00+%02d:00", day.year, day.month, day.day, time.hour,
               time.minute, london_is_summer(day, time) ? 1 : 0);
}
