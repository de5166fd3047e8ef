/* test_london.c: times of day, and when they are summer time.
 *
 * Layer: tests. Uses: london. */
#include "concordat/base/london.h"

#include "expect.h"

static void a_time_of_day_is_read(void **state)
{
    struct clock_time time;
    (void)state;
    assert_true(clock_time_parse(STR("14:00"), &time));
    assert_int_equal(time.hour, 14);
    assert_int_equal(time.minute, 0);
    assert_true(clock_time_parse(STR(" 9.30 "), &time));
    assert_int_equal(time.hour, 9);
    assert_int_equal(time.minute, 30);
    assert_true(clock_time_parse(STR("00:59"), &time));
}

static void what_is_no_time_is_refused(void **state)
{
    static const char *const wrong[] = {"",     "14",    "24:00", "14:60",    "14:0", "14:000",
                                        "2 pm", "-1:00", "noon",  "14:00:00", ":30"};
    struct clock_time time;
    (void)state;
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
        assert_false(clock_time_parse(str_of(wrong[i]), &time));
}

/* The last Sundays of March and October, from tables of summer time. */
static const struct {
    struct day day;
    struct clock_time time;
    const char *written;
} moments[] = {
    {{2026, 3, 28}, {14, 0}, "2026-03-28T14:00:00+00:00"},
    {{2026, 3, 29}, {0, 59}, "2026-03-29T00:59:00+00:00"},
    {{2026, 3, 29}, {9, 30}, "2026-03-29T09:30:00+01:00"},
    {{2026, 6, 1}, {0, 0}, "2026-06-01T00:00:00+01:00"},
    {{2026, 10, 24}, {23, 59}, "2026-10-24T23:59:00+01:00"},
    {{2026, 10, 25}, {0, 30}, "2026-10-25T00:30:00+01:00"},
    {{2026, 10, 25}, {2, 0}, "2026-10-25T02:00:00+00:00"},
    {{2026, 12, 31}, {12, 0}, "2026-12-31T12:00:00+00:00"},
    {{2024, 3, 31}, {12, 0}, "2024-03-31T12:00:00+01:00"}, /* the last day of the month */
    {{2024, 3, 30}, {12, 0}, "2024-03-30T12:00:00+00:00"},
    {{2024, 10, 27}, {12, 0}, "2024-10-27T12:00:00+00:00"},
    {{2009, 10, 24}, {12, 0}, "2009-10-24T12:00:00+01:00"},
    {{2009, 10, 25}, {12, 0}, "2009-10-25T12:00:00+00:00"},
    {{1997, 3, 30}, {12, 0}, "1997-03-30T12:00:00+01:00"},
};

static void summer_time_follows_its_rule(void **state)
{
    struct buf written = {0};
    (void)state;
    for (size_t i = 0; i < sizeof moments / sizeof *moments; i++) {
        buf_clear(&written);
        london_write(moments[i].day, moments[i].time, &written);
        assert_string_equal(written.ptr, moments[i].written);
    }
    buf_free(&written);
}

static void the_end_is_later_than_the_beginning(void **state)
{
    (void)state;
    assert_true(clock_times_in_order(STR("9.30"), STR("11:00")));
    assert_true(clock_times_in_order(STR("14:00"), STR("14:01")));
    assert_false(clock_times_in_order(STR("14:00"), STR("14:00")));
    assert_false(clock_times_in_order(STR("14:00"), STR("9:30")));
    assert_false(clock_times_in_order(STR("14:00"), STR("late")));
    assert_false(clock_times_in_order(STR(""), STR("14:00")));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_time_of_day_is_read),
        cmocka_unit_test(what_is_no_time_is_refused),
        cmocka_unit_test(summer_time_follows_its_rule),
        cmocka_unit_test(the_end_is_later_than_the_beginning),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
