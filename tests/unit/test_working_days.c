/* test_working_days.c: the bank holidays of England and Wales from 2005 to 2012, as they were kept,
 * and the clear days between two days. */
#include "concordat/base/working_days.h"

#include "concordat/base/date.h"
#include "expect.h"

static const long kept[] = {
    20050103, 20050325, 20050328, 20050502, 20050530, 20050829, 20051226, 20051227, 20060102,
    20060414, 20060417, 20060501, 20060529, 20060828, 20061225, 20061226, 20070101, 20070406,
    20070409, 20070507, 20070528, 20070827, 20071225, 20071226, 20080101, 20080321, 20080324,
    20080505, 20080526, 20080825, 20081225, 20081226, 20090101, 20090410, 20090413, 20090504,
    20090525, 20090831, 20091225, 20091228, 20100101, 20100402, 20100405, 20100503, 20100531,
    20100830, 20101227, 20101228, 20110103, 20110422, 20110425, 20110429, 20110502, 20110530,
    20110829, 20111226, 20111227, 20120102, 20120406, 20120409, 20120507, 20120604, 20120605,
    20120827, 20121225, 20121226,
};

static bool is_kept(long day)
{
    for (size_t i = 0; i < sizeof kept / sizeof *kept; i++)
        if (kept[i] == day)
            return true;
    return false;
}

/* Of the days from Monday to Friday, these are holidays and no others. 31 December 2004 was a
 * Friday. */
static void bank_holidays_are_those_that_were_kept(void **state)
{
    (void)state;
    for (long year = 2005; year <= 2012; year++)
        for (long month = 1; month <= 12; month++)
            for (long day = 1; day <= 28 + 3; day++) {
                long number = year * 10000 + month * 100 + day;
                long of_week = (date_count(number) - date_count(20041231)) % 7;
                bool weekend = of_week == 1 || of_week == 2;
                if (date_count(number + 1) - date_count(number) == 1 && !weekend &&
                    (day <= 28 || (month != 2 && (day <= 30 || (month != 4 && month != 6 &&
                                                                month != 9 && month != 11)))))
                    assert_int_equal(day_is_bank_holiday(number), is_kept(number));
            }
}

static void proclaimed_days_are_known(void **state)
{
    static const struct {
        long day;
        bool holiday;
    } cases[] = {
        {20020527, false}, {20020603, true}, {20120528, false}, {20200504, false},
        {20200508, true},  {20220919, true}, {20230508, true},  {20770503, true},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_int_equal(day_is_bank_holiday(cases[i].day), cases[i].holiday);
}

static void clear_days_are_counted(void **state)
{
    static const struct {
        long published;
        long meeting;
        int days;
    } cases[] = {
        {20110302, 20110310, 5}, /* Wednesday to the Thursday of the week after */
        {20110303, 20110310, 4}, {20110420, 20110504, 5}, /* over Easter, the royal wedding and the
                                                             first Monday of May */
        {20101223, 20110106, 6},                          /* over Christmas and the New Year */
        {20120229, 20120301, 0}, {20120228, 20120301, 1},  {20110310, 20110310, 0},
        {20110311, 20110310, 0}, {20100101, 20110310, 60},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_int_equal(clear_days(cases[i].published, cases[i].meeting), cases[i].days);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(bank_holidays_are_those_that_were_kept),
        cmocka_unit_test(proclaimed_days_are_known),
        cmocka_unit_test(clear_days_are_counted),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
