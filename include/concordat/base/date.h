/* date.h: dates as sources state them: a day, a month, a year, a range, "by", "late 2008". */
#ifndef CONCORDAT_BASE_DATE_H
#define CONCORDAT_BASE_DATE_H

#include "concordat/base/buf.h"

/* A day, a month (day 0) or a year (month and day 0) of the Gregorian calendar. */
struct day {
    int year; /* 1000 to 9999 */
    int month;
    int day;
};

enum date_form {
    DATE_ON,     /* 2009-08-25, 2009-08 or 2009 */
    DATE_RANGE,  /* 2006-09/2006-10 */
    DATE_BY,     /* by 2010-04 */
    DATE_BEFORE, /* before 2008-04 */
    DATE_FROM,   /* from 2007-04 */
    DATE_UNTIL,  /* until 2007-04 */
    DATE_EARLY,  /* early 2008, early 2008-04 */
    DATE_MID,
    DATE_LATE,
    DATE_SPRING, /* spring 2009 */
    DATE_SUMMER,
    DATE_AUTUMN,
    DATE_WINTER, /* winter 2009: December 2009 to February 2010 */
    DATE_FORMS
};

struct date {
    enum date_form form;
    struct day first;
    struct day last; /* of a range */
};

/* Reads a date as an author writes it. False where it is none, with what is wrong with it in
 * `*problem`, a sentence without end. */
bool date_parse(struct str text, struct date *date, const char **problem);

/* The earliest day it can mean, as a number yyyymmdd; 0 where it has none ("by 2010"). */
long date_earliest(const struct date *date);

/* The day that no date reaches. */
enum { DATE_NEVER = 99991231 };

/* The latest day it can mean, as a number yyyymmdd; DATE_NEVER where it has none ("from 2007").
 * "until 2007" includes 2007, "before 2007" does not. */
long date_latest(const struct date *date);

/* How many days lie before the day of such a number, counted from a fixed one: what a scale needs.
 */
long date_count(long number);

/* Below, at or above 0: the order of a timeline, by the day that is named first. */
int date_compare(const struct date *a, const struct date *b);

/* The words of a language for dates. A form is text with "{date}" in it; that of DATE_RANGE has
 * "{first}" and "{last}", and that of DATE_ON says how a day is put together: "{day} {month}
 * {year}", of which a month or a year alone leaves out what it has not. */
struct date_words {
    struct str months[12];
    struct str forms[DATE_FORMS];
};

/* Appends the date in words: "25 August 2006", "September to October 2006", "late 2008". */
void date_write(const struct date *date, const struct date_words *words, struct buf *out);

/* Appends the first day it names as ISO 8601 has it: 2006-08-25, 2006-08, 2006. */
void date_write_iso(const struct date *date, struct buf *out);

#endif
