/* test_figure.c: what is read as a figure, their order, their sums and how they are written. */
#include "concordat/base/figure.h"
#include "expect.h"

static struct figure_number read(const char *text)
{
    struct figure_number figure;
    if (!figure_parse(str_of(text), &figure))
        fail_msg("no figure: %s", text);
    return figure;
}

static void assert_written(const char *text, const char *expected)
{
    const struct figure_words words = {STR(","), STR("."), STR("~")};
    struct buf out = {0};
    figure_write(read(text), &words, &out);
    assert_string_equal(buf_str(&out).ptr, expected);
    buf_free(&out);
}

static void writes_what_it_read(void **state)
{
    (void)state;
    assert_written("0", "0");
    assert_written("-0", "0");
    assert_written("7", "7");
    assert_written("999", "999");
    assert_written("1000", "1,000");
    assert_written("36,000", "36,000");
    assert_written("1234567", "1,234,567");
    assert_written("98.96", "98.96");
    assert_written("0.05", "0.05");
    assert_written("-1234.50", "~1,234.50");
    assert_written("00012", "12");
    assert_written("12345678901234", "12,345,678,901,234");
}

static void refuses_what_is_none(void **state)
{
    static const char *const texts[] = {
        "",          "-",        ".",     ".5",      "5.",
        "1.2.3",     "1,2",      "12,34", "1,0000",  ",100",
        "1000,",     "1000,000", "1.,5",  "1.5,000", "123456789012345",
        "0.1234567", "5%",       "£5",    "1e3",     " 1",
        "1 ",        "--1",      "+1",    "nan",     "1,000,00"};
    struct figure_number figure;
    (void)state;
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        if (figure_parse(str_of(texts[i]), &figure))
            fail_msg("a figure: %s", texts[i]);
}

static void orders_by_value(void **state)
{
    (void)state;
    assert_int_equal(figure_compare(read("1.50"), read("1.5")), 0);
    assert_true(figure_compare(read("-2"), read("1")) < 0);
    assert_true(figure_compare(read("10"), read("9.999999")) > 0);
    assert_true(figure_compare(read("99999999999999"), read("0.000001")) > 0);
    assert_true(figure_compare(read("0.000001"), read("99999999999999")) < 0);
}

static void adds_to_the_last_digit(void **state)
{
    struct figure_number sum = {0};
    (void)state;
    for (int i = 0; i < 10; i++)
        assert_true(figure_add(sum, read("0.1"), &sum));
    assert_int_equal(figure_compare(sum, read("1")), 0);
    assert_true(figure_add(read("-3"), read("1.25"), &sum));
    assert_int_equal(figure_compare(sum, read("-1.75")), 0);
    assert_false(figure_add(read("99999999999999"), read("0.000001"), &sum));
    /* Many that fit one by one: the sum is refused before it runs over. */
    sum = read("0.000001");
    int added = 0;
    while (added < 20 && figure_add(sum, read("900000000000"), &sum))
        added++;
    assert_int_equal(added, 1);
}

static void machines_read_it_without_groups(void **state)
{
    struct buf out = {0};
    (void)state;
    figure_write_plain(read("-36,000.5"), &out);
    assert_string_equal(buf_str(&out).ptr, "-36000.5");
    buf_free(&out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(writes_what_it_read),
        cmocka_unit_test(refuses_what_is_none),
        cmocka_unit_test(orders_by_value),
        cmocka_unit_test(adds_to_the_last_digit),
        cmocka_unit_test(machines_read_it_without_groups),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
