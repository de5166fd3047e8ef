/* test_date.c: every form of a date: read, refused, written, ordered, and the days it can mean. */
#include "concordat/base/date.h"
#include "expect.h"

#include <stdio.h>

#define TEXT(literal)                                                                              \
    {                                                                                              \
        (literal), sizeof(literal) - 1                                                             \
    }

static const struct date_words english = {
    .months = {TEXT("January"), TEXT("February"), TEXT("March"), TEXT("April"), TEXT("May"),
               TEXT("June"), TEXT("July"), TEXT("August"), TEXT("September"), TEXT("October"),
               TEXT("November"), TEXT("December")},
    .forms = {[DATE_ON] = TEXT("{day} {month} {year}"),
              [DATE_RANGE] = TEXT("{first} to {last}"),
              [DATE_BY] = TEXT("by {date}"),
              [DATE_BEFORE] = TEXT("before {date}"),
              [DATE_FROM] = TEXT("from {date}"),
              [DATE_UNTIL] = TEXT("until {date}"),
              [DATE_EARLY] = TEXT("early {date}"),
              [DATE_MID] = TEXT("the middle of {date}"),
              [DATE_LATE] = TEXT("late {date}"),
              [DATE_SPRING] = TEXT("spring {date}"),
              [DATE_SUMMER] = TEXT("summer {date}"),
              [DATE_AUTUMN] = TEXT("autumn {date}"),
              [DATE_WINTER] = TEXT("winter {date}")},
};

static struct date parsed(const char *text)
{
    struct date date;
    const char *problem = NULL;
    if (!date_parse(str_of(text), &date, &problem))
        fail_msg("'%s' is refused: %s", text, problem);
    return date;
}

/* What an author writes; what is read; what a page says; the days it can mean. */
static const struct {
    const char *text;
    enum date_form form;
    const char *iso;
    const char *words;
    long earliest, latest;
} dates[] = {
    {"2009-08-25", DATE_ON, "2009-08-25", "25 August 2009", 20090825, 20090825},
    {"2009-08-05", DATE_ON, "2009-08-05", "5 August 2009", 20090805, 20090805},
    {"2009-08", DATE_ON, "2009-08", "August 2009", 20090801, 20090831},
    {"2009", DATE_ON, "2009", "2009", 20090101, 20091231},
    {"2009-02", DATE_ON, "2009-02", "February 2009", 20090201, 20090228},
    {"2008-02", DATE_ON, "2008-02", "February 2008", 20080201, 20080229},
    {"1000-01-01", DATE_ON, "1000-01-01", "1 January 1000", 10000101, 10000101},
    {"9999-12-31", DATE_ON, "9999-12-31", "31 December 9999", 99991231, 99991231},
    {"2006-09/2006-10", DATE_RANGE, "2006-09", "September to October 2006", 20060901, 20061031},
    {"2006-12/2007-02", DATE_RANGE, "2006-12", "December 2006 to February 2007", 20061201,
     20070228},
    {"2006/2007", DATE_RANGE, "2006", "2006 to 2007", 20060101, 20071231},
    {"2009-05/2009", DATE_RANGE, "2009-05", "May 2009 to 2009", 20090501, 20091231},
    {"2009/2009-05", DATE_RANGE, "2009", "2009 to May 2009", 20090101, 20090531},
    {"2009-08-05/2009-08-25", DATE_RANGE, "2009-08-05", "5 August to 25 August 2009", 20090805,
     20090825},
    {"2009-08-05/2009-08-05", DATE_RANGE, "2009-08-05", "5 August to 5 August 2009", 20090805,
     20090805},
    {"by 2010-04", DATE_BY, "2010-04", "by April 2010", 0, 20100430},
    {"by 2010-04-01", DATE_BY, "2010-04-01", "by 1 April 2010", 0, 20100401},
    {"before 2008-04-02", DATE_BEFORE, "2008-04-02", "before 2 April 2008", 0, 20080401},
    {"before 2008-03", DATE_BEFORE, "2008-03", "before March 2008", 0, 20080229},
    {"before 2009-03-01", DATE_BEFORE, "2009-03-01", "before 1 March 2009", 0, 20090228},
    {"before 2008", DATE_BEFORE, "2008", "before 2008", 0, 20071231},
    {"before 1000", DATE_BEFORE, "1000", "before 1000", 0, 9991231},
    {"from 2007-04", DATE_FROM, "2007-04", "from April 2007", 20070401, 99991231},
    {"until 2007-04", DATE_UNTIL, "2007-04", "until April 2007", 0, 20070430},
    {"early 2008", DATE_EARLY, "2008", "early 2008", 20080101, 20080430},
    {"early 2008-02", DATE_EARLY, "2008-02", "early February 2008", 20080201, 20080210},
    {"mid 2008", DATE_MID, "2008", "the middle of 2008", 20080501, 20080831},
    {"mid 2008-02", DATE_MID, "2008-02", "the middle of February 2008", 20080211, 20080220},
    {"late 2008", DATE_LATE, "2008", "late 2008", 20080901, 20081231},
    {"late 2008-02", DATE_LATE, "2008-02", "late February 2008", 20080221, 20080229},
    {"spring 2009", DATE_SPRING, "2009", "spring 2009", 20090301, 20090531},
    {"summer 2009", DATE_SUMMER, "2009", "summer 2009", 20090601, 20090831},
    {"autumn 2009", DATE_AUTUMN, "2009", "autumn 2009", 20090901, 20091130},
    {"winter 2009", DATE_WINTER, "2009", "winter 2009", 20091201, 20100228},
    {"winter 2007", DATE_WINTER, "2007", "winter 2007", 20071201, 20080229},
    {"winter 9999", DATE_WINTER, "9999", "winter 9999", 99991201, 99991231},
    {"by   2010", DATE_BY, "2010", "by 2010", 0, 20101231},
};

static void every_form_is_read(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof dates / sizeof *dates; i++) {
        struct date date = parsed(dates[i].text);
        struct buf iso = {0};
        expect_number(dates[i].text, date.form, dates[i].form);
        date_write_iso(&date, &iso);
        expect_written(dates[i].text, &iso, str_of(dates[i].iso));
    }
}

static void every_form_is_written_in_words(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof dates / sizeof *dates; i++) {
        struct date date = parsed(dates[i].text);
        struct buf words = {0};
        date_write(&date, &english, &words);
        expect_written(dates[i].text, &words, str_of(dates[i].words));
    }
}

static void every_form_means_days(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof dates / sizeof *dates; i++) {
        struct date date = parsed(dates[i].text);
        expect_number(dates[i].text, date_earliest(&date), dates[i].earliest);
        expect_number(dates[i].text, date_latest(&date), dates[i].latest);
    }
}

static const char a_date[] = "a date is written like 2009, 2009-08 or 2009-08-25";
static const char no_month[] = "there is no such month";
static const char no_day[] = "that month has no such day";
static const char backwards[] = "the range ends before it begins";
static const char no_part_of_day[] = "early, mid and late stand before a year or a month";
static const char no_season[] = "spring, summer, autumn and winter stand before a year";

static void what_is_no_date_is_refused(void **state)
{
    (void)state;
    static const struct {
        struct str text;
        const char *problem;
    } rows[] = {
        {TEXT(""), a_date},
        {TEXT("/"), a_date},
        {TEXT("soon"), a_date},
        {TEXT("0999"), a_date},
        {TEXT("10000"), a_date},
        {TEXT("209"), a_date},
        {TEXT("-2009"), a_date},
        {TEXT("+209"), a_date},
        {TEXT("2009-"), a_date},
        {TEXT("2009-8"), a_date},
        {TEXT("2009-008"), a_date},
        {TEXT("2009--8"), a_date},
        {TEXT("2009-08-"), a_date},
        {TEXT("2009-08-5"), a_date},
        {TEXT("2009-08-25-"), a_date},
        {TEXT("2009-08-25T10:00"), a_date},
        {TEXT("2009-08-2\0"), a_date},
        {TEXT("2009\0"), a_date},
        {TEXT("25/08/2009"), a_date},
        {TEXT("2009.08.25"), a_date},
        {TEXT("2009 "), a_date},
        {TEXT("2009-00"), no_month},
        {TEXT("2009-13"), no_month},
        {TEXT("2009-13-01"), no_month},
        {TEXT("2009-08-00"), no_day},
        {TEXT("2009-08-32"), no_day},
        {TEXT("2009-04-31"), no_day},
        {TEXT("2006/"), a_date},
        {TEXT("/2006"), a_date},
        {TEXT("2006/2007/2008"), a_date},
        {TEXT("2007/2006"), backwards},
        {TEXT("2009-08-25/2009-08-24"), backwards},
        {TEXT("2009-05/2009-04-30"), backwards},
        {TEXT("by"), a_date},
        {TEXT("by "), a_date},
        {TEXT("by2010"), a_date},
        {TEXT("By 2010"), a_date},
        {TEXT("by by 2010"), a_date},
        {TEXT("by 2009/2010"), a_date},
        {TEXT("before 2010-13"), no_month},
        {TEXT("early 2009-08-25"), no_part_of_day},
        {TEXT("late 2009-08-25"), no_part_of_day},
        {TEXT("spring 2009-04-01"), no_part_of_day},
        {TEXT("spring 2009-04"), no_season},
        {TEXT("winter 2009-12"), no_season},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct date date;
        const char *problem = "it is read";
        date_parse(rows[i].text, &date, &problem);
        if (strcmp(problem, rows[i].problem) != 0)
            fail_msg("'%.*s': %s; wanted: %s", STR_ARGS(rows[i].text), problem, rows[i].problem);
        assert_false(date_parse(rows[i].text, &date, &problem));
    }
}

static void every_month_has_its_days(void **state)
{
    (void)state;
    static const int years[] = {1900, 2000, 2004, 2007, 2100};
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    for (size_t i = 0; i < sizeof years / sizeof *years; i++)
        for (int month = 1; month <= 12; month++) {
            bool leap = years[i] == 2000 || years[i] == 2004;
            int last = month == 2 && leap ? 29 : days[month - 1];
            for (int day = 28; day <= 32; day++) {
                char text[32];
                struct date date;
                const char *problem;
                snprintf(text, sizeof text, "%04d-%02d-%02d", years[i], month, day);
                expect_number(text, date_parse(str_of(text), &date, &problem), day <= last);
            }
        }
}

static void a_timeline_is_in_order(void **state)
{
    (void)state;
    static const char *const sorted[] = {
        "before 2008",
        "2008-01-01",
        "2008-01",
        "early 2008",
        "2008",
        "2008/2009",
        "from 2008",
        "2008-01-02",
        "until 2008-02-01",
        "early 2008-02",
        "2008-02",
        "mid 2008-02",
        "late 2008-02",
        "spring 2008",
        "mid 2008",
        "summer 2008",
        "autumn 2008",
        "late 2008",
        "2008-09-02/2008-10-01",
        "winter 2008",
        "by 2009",
    };
    const int count = sizeof sorted / sizeof *sorted;
    for (int i = 0; i < count; i++)
        for (int j = 0; j < count; j++) {
            struct date a = parsed(sorted[i]);
            struct date b = parsed(sorted[j]);
            char row[64];
            snprintf(row, sizeof row, "'%s' and '%s'", sorted[i], sorted[j]);
            expect_number(row, date_compare(&a, &b), (i > j) - (i < j));
        }
}

/* ------------------------------------------------------------------ other languages */

static void expect_in(const char *form, const char *text, const char *wanted)
{
    struct date_words words = english;
    struct date date = parsed(text);
    struct buf out = {0};
    words.forms[DATE_ON] = str_of(form);
    date_write(&date, &words, &out);
    expect_written(form, &out, str_of(wanted));
}

static void what_is_not_known_takes_its_joint_along(void **state)
{
    (void)state;
    expect_in("{day}. {month} {year}", "2006-08-25", "25. August 2006");
    expect_in("{day}. {month} {year}", "2006-08", "August 2006");
    expect_in("{day}. {month} {year}", "2006", "2006");
    expect_in("{day} de {month} de {year}", "2006-08", "August de 2006");
    expect_in("{day} de {month} de {year}", "2006-08-05/2006-09-01",
              "5 de August to 1 de September de 2006");
    expect_in("{month} {day}, {year}", "2006-08-25", "August 25, 2006");
    expect_in("{month} {day}, {year}", "2006-08", "August 2006");
    expect_in("{month} {day}, {year}", "2006-08-05/2006-09-01", "August 5 to September 1, 2006");
    expect_in("{year}. {month} {day}.", "2006-08-25", "2006. August 25.");
    expect_in("{year}. {month} {day}.", "2006-08", "2006. August");
    expect_in("the {day} of {month} {year}", "2006-08-25", "the 25 of August 2006");
    expect_in("the {day} of {month} {year}", "2006-08", "August 2006");
}

/* Forms come from a file that a site may have of its own. */
static void a_broken_form_is_written_as_it_stands(void **state)
{
    (void)state;
    expect_in("", "2006-08-25", "");
    expect_in("{day", "2006-08-25", "{day");
    expect_in("{day} {month", "2006-08-25", "25 {month");
    expect_in("}{day}", "2006-08-25", "}25");
    expect_in("{}{year}{era}", "2006-08-25", "2006");
    expect_in("a day", "2006-08-25", "a day");

    struct date_words words = english;
    struct date date = parsed("by 2006");
    struct buf out = {0};
    words.forms[DATE_BY] = STR("{date}, {date} {other}{");
    date_write(&date, &words, &out);
    expect_written("by", &out, STR("2006, 2006 {"));
}

static void days_are_counted(void **state)
{
    (void)state;
    static const struct {
        long from;
        long to;
        long days;
    } cases[] = {
        {20090831, 20090901, 1},      {20081231, 20090101, 1},       {20080101, 20090101, 366},
        {20000228, 20000301, 2},      {19000228, 19000301, 1},       {20090101, 20100101, 365},
        {16000101, 20000101, 146097}, {10000101, 99991231, 3287181},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_int_equal(date_count(cases[i].to) - date_count(cases[i].from), cases[i].days);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_form_is_read),
        cmocka_unit_test(every_form_is_written_in_words),
        cmocka_unit_test(every_form_means_days),
        cmocka_unit_test(what_is_no_date_is_refused),
        cmocka_unit_test(every_month_has_its_days),
        cmocka_unit_test(a_timeline_is_in_order),
        cmocka_unit_test(days_are_counted),
        cmocka_unit_test(what_is_not_known_takes_its_joint_along),
        cmocka_unit_test(a_broken_form_is_written_as_it_stands),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
