/* working_days.c: tells the days that count for the notice of a meeting from those that do not.
 *
 * Bank holidays follow rules of the calendar, and now and then a proclamation moves or adds one:
 * the rules are rows of tables, and so are the days that broke them.
 * Source: Banking and Financial Dealings Act 1971, schedule 1, and proclamations under section 1;
 * Good Friday and Christmas Day are holidays by common law.
 * Layer: base. Uses: date. Used by: the rules of meetings. */
#include "concordat/base/working_days.h"

#include "concordat/base/date.h"

#include <stddef.h>

enum { SUNDAY, MONDAY, SATURDAY = 6, MOST_CLEAR_DAYS = 60, MOST_DAYS = 100 };

/* 1 January 2006 was a Sunday. */
static int weekday(long count)
{
    long days = (count - date_count(20060101)) % 7;
    return (int)(days < 0 ? days + 7 : days);
}

/* Easter Sunday by the Gregorian computus. */
static long easter(int year)
{
    int golden = year % 19;
    int century = year / 100;
    int moon = (century - century / 4 - (8 * century + 13) / 25 + 19 * golden + 15) % 30;
    moon -= moon / 28 * (1 - moon / 28 * (29 / (moon + 1)) * ((21 - golden) / 11));
    int day = (year + year / 4 + moon + 2 - century + century / 4) % 7;
    int from_march = moon - day;
    int month = 3 + (from_march + 40) / 44;
    return date_count(year * 10000L + month * 100L + from_march + 28 - 31 * (month / 4));
}

/* Mondays at the beginning or the end of a month; the first year of each. */
static const struct {
    int month;
    int last; /* the month's last day; 0: the Monday is its first */
    int since;
} mondays[] = {{5, 0, 1978}, {5, 31, 1971}, {8, 31, 1971}};

/* Days that a proclamation made bank holidays, and days that it took the holiday from. */
static const struct {
    long day;
    bool holiday;
} proclaimed[] = {
    {19950501, false}, {19950508, true}, {19991231, true},  {20020527, false}, {20020603, true},
    {20020604, true},  {20110429, true}, {20120528, false}, {20120604, true},  {20120605, true},
    {20200504, false}, {20200508, true}, {20220530, false}, {20220602, true},  {20220603, true},
    {20220919, true},  {20230508, true},
};

/* The weekday on or after a day: where a holiday that falls on a weekend is kept. */
static long kept_on(long count)
{
    while (weekday(count) == SATURDAY || weekday(count) == SUNDAY)
        count++;
    return count;
}

static bool is_at_new_year(long count, int year)
{
    return count == kept_on(date_count(year * 10000L + 101));
}

/* A day of Christmas that falls on a weekend is kept on the next weekday that is free. */
static bool is_at_christmas(long count, int year)
{
    long christmas = date_count(year * 10000L + 1225);
    long boxing_day = christmas + 1;
    if (count == christmas || count == boxing_day)
        return true;
    if (weekday(boxing_day) == SATURDAY)
        return count == boxing_day + 2;
    if (weekday(boxing_day) == SUNDAY)
        return count == boxing_day + 1 || count == boxing_day + 2;
    return weekday(boxing_day) == MONDAY && count == boxing_day + 1;
}

static bool is_monday_of_the_year(long count, int year)
{
    for (size_t i = 0; i < sizeof mondays / sizeof *mondays; i++) {
        long month = year * 10000L + mondays[i].month * 100L;
        long first = date_count(month + (mondays[i].last > 0 ? mondays[i].last - 6 : 1));
        if (year >= mondays[i].since && weekday(count) == MONDAY && count >= first &&
            count < first + 7)
            return true;
    }
    return false;
}

bool day_is_bank_holiday(long day)
{
    int year = (int)(day / 10000);
    long count = date_count(day);
    for (size_t i = 0; i < sizeof proclaimed / sizeof *proclaimed; i++)
        if (proclaimed[i].day == day)
            return proclaimed[i].holiday;
    return count == easter(year) - 2 || count == easter(year) + 1 || is_at_new_year(count, year) ||
           is_monday_of_the_year(count, year) || is_at_christmas(count, year);
}

/* The day after a day. */
static long next_day(long day)
{
    static const int lengths[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    long year = day / 10000;
    long month = day / 100 % 100;
    bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    if (day % 100 < lengths[month - 1] + (month == 2 && leap))
        return day + 1;
    return month < 12 ? year * 10000 + (month + 1) * 100 + 1 : (year + 1) * 10000 + 101;
}

int clear_days(long published, long meeting)
{
    int clear = 0;
    int passed = 0;
    for (long day = next_day(published); day < meeting && passed < MOST_DAYS;
         day = next_day(day), passed++) {
        int of_week = weekday(date_count(day));
        clear += of_week != SATURDAY && of_week != SUNDAY && !day_is_bank_holiday(day);
    }
    return clear < MOST_CLEAR_DAYS ? clear : MOST_CLEAR_DAYS;
}
