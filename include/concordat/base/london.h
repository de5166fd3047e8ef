/* london.h: times of day in the United Kingdom. */
#ifndef CONCORDAT_BASE_LONDON_H
#define CONCORDAT_BASE_LONDON_H

#include "concordat/base/buf.h"
#include "concordat/base/date.h"

/* The first year whose summer time follows today's rule throughout. */
enum { LONDON_FIRST_YEAR = 1996 };

/* A minute of a day. */
struct clock_time {
    int hour; /* 0 to 23 */
    int minute;
};

/* Reads 14:00 or 9.30. False where it is no such time. */
bool clock_time_parse(struct str text, struct clock_time *time);

/* True where both texts are times of a day and the second is after the first. */
bool clock_times_in_order(struct str begins, struct str ends);

/* True where clocks are an hour ahead of UTC at that time of the day: from the last Sunday of
 * March, 1:00, to the last Sunday of October, 2:00. Source: Summer Time Order 2002 (SI 2002/262),
 * which keeps the days in force since 1996. */
bool london_is_summer(struct day day, struct clock_time time);

/* Appends the time as ISO 8601 has it, with its distance from UTC: 2011-06-16T14:00:00+01:00. The
 * day is a whole one, of LONDON_FIRST_YEAR or later. */
void london_write(struct day day, struct clock_time time, struct buf *out);

#endif
