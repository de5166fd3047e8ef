/* test_str.c: cutting and comparing borrowed text, numbers, and UTF-8 byte by byte. */
#include "expect.h"

#include <limits.h>
#include <stdio.h>

static const struct str nothing = {NULL, 0};

static void slices_are_clamped(void **state)
{
    (void)state;
    static const struct {
        size_t from, to;
        const char *part;
    } rows[] = {
        {0, 5, "board"}, {0, 0, ""}, {1, 3, "oa"},           {5, 5, ""},        {4, 99, "d"},
        {9, 99, ""},     {3, 1, ""}, {0, SIZE_MAX, "board"}, {SIZE_MAX, 0, ""},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        expect_text(rows[i].part, str_slice(STR("board"), rows[i].from, rows[i].to),
                    str_of(rows[i].part));
}

/* A zeroed struct str is a text; the sanitizers see whether anything is done to its pointer. */
static void nothing_is_a_text(void **state)
{
    (void)state;
    struct str rest;
    long number;
    assert_int_equal(str_slice(nothing, 0, 9).len, 0);
    assert_int_equal(str_trim(nothing).len, 0);
    assert_true(str_equal(nothing, STR("")));
    assert_true(str_is(nothing, ""));
    assert_true(str_starts(nothing, ""));
    assert_true(str_ends(nothing, ""));
    assert_false(str_starts(nothing, "a"));
    assert_int_equal(str_compare(nothing, STR("")), 0);
    assert_true(str_compare(nothing, STR("a")) < 0);
    assert_int_equal(str_find(nothing, 'a', 0), 0);
    assert_int_equal(str_cut(nothing, ',', &rest).len, 0);
    assert_int_equal(rest.len, 0);
    assert_false(str_number(nothing, &number));
    assert_int_equal(str_first_bad_utf8(nothing), 0);
    assert_int_equal(str_character_length(nothing), 0);
    assert_false(str_starts_with_control(nothing));
    assert_int_equal(str_characters(nothing), 0);
}

static void trims_white_space_only(void **state)
{
    (void)state;
    static const struct {
        struct str text, trimmed;
    } rows[] = {
        {{"", 0}, {"", 0}},
        {{" \t\n\v\f\r", 6}, {"", 0}},
        {{"a", 1}, {"a", 1}},
        {{"  a b\n", 6}, {"a b", 3}},
        {{"\0 a", 3}, {"\0 a", 3}},
        {{" \0 ", 3}, {"\0", 1}},
        {{"\xC2\xA0", 2}, {"\xC2\xA0", 2}},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        expect_text("trim", str_trim(rows[i].text), rows[i].trimmed);
}

static void compares_all_bytes(void **state)
{
    (void)state;
    assert_true(str_equal((struct str){"a\0b", 3}, (struct str){"a\0b", 3}));
    assert_false(str_equal((struct str){"a\0b", 3}, (struct str){"a\0c", 3}));
    assert_false(str_is((struct str){"a\0", 2}, "a"));
    assert_true(str_starts(STR("board"), "bo"));
    assert_true(str_starts(STR("board"), "board"));
    assert_false(str_starts(STR("board"), "boards"));
    assert_false(str_starts(STR("board"), "oa"));
    assert_true(str_ends(STR("a.yaml"), ".yaml"));
    assert_false(str_ends(STR("yaml"), ".yaml"));
    assert_false(str_ends(STR("a.yaml~"), ".yaml"));
}

static void orders_by_unsigned_bytes_then_length(void **state)
{
    (void)state;
    static const struct str sorted[] = {
        {"", 0},   {"\0", 1}, {"\0\0", 2}, {"A", 1},    {"a", 1},    {"a\0", 2},
        {"aa", 2}, {"b", 1},  {"\x7F", 1}, {"\x80", 1}, {"\xFF", 1},
    };
    const int count = sizeof sorted / sizeof *sorted;
    for (int i = 0; i < count; i++)
        for (int j = 0; j < count; j++) {
            int order = str_compare(sorted[i], sorted[j]);
            expect_number("order", (order > 0) - (order < 0), (i > j) - (i < j));
        }
}

static void finds_a_byte_from_an_offset(void **state)
{
    (void)state;
    struct str text = {"a,b\0,c", 6};
    assert_int_equal(str_find(text, ',', 0), 1);
    assert_int_equal(str_find(text, ',', 1), 1);
    assert_int_equal(str_find(text, ',', 2), 4);
    assert_int_equal(str_find(text, ',', 5), 6);
    assert_int_equal(str_find(text, ',', 99), 6);
    assert_int_equal(str_find(text, '\0', 0), 3);
}

static void cuts_at_the_first_separator(void **state)
{
    (void)state;
    static const struct {
        const char *text, *before, *rest;
    } rows[] = {
        {"", "", ""},    {",", "", ""},   {"a", "a", ""},
        {"a,", "a", ""}, {",b", "", "b"}, {"a,b,c", "a", "b,c"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct str rest;
        struct str before = str_cut(str_of(rows[i].text), ',', &rest);
        expect_text(rows[i].text, before, str_of(rows[i].before));
        expect_text(rows[i].text, rest, str_of(rows[i].rest));
    }
}

static void reads_whole_numbers(void **state)
{
    (void)state;
    static const struct {
        struct str text;
        long number;
    } rows[] = {
        {{"0", 1}, 0},
        {{"-0", 2}, 0},
        {{"007", 3}, 7},
        {{"-12", 3}, -12},
        {{"0000000000000000000000001", 25}, 1},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        long number = 99;
        assert_true(str_number(rows[i].text, &number));
        assert_int_equal(number, rows[i].number);
    }
}

static void refuses_what_is_no_number(void **state)
{
    (void)state;
    static const struct str rows[] = {
        {"", 0},   {"-", 1},   {"--1", 3}, {"+1", 2},  {" 1", 2},       {"1 ", 2},
        {"1-", 2}, {"0x1", 3}, {"1.0", 3}, {"1\0", 2}, {"\xD9\xA1", 2},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        long number = 99;
        if (str_number(rows[i], &number))
            fail_msg("'%.*s' is read as %ld", STR_ARGS(rows[i]), number);
        assert_int_equal(number, 99);
    }
}

static void numbers_end_where_long_does(void **state)
{
    (void)state;
    char text[32];
    long number;
    snprintf(text, sizeof text, "%ld", LONG_MAX);
    assert_true(str_number(str_of(text), &number));
    assert_true(number == LONG_MAX);
    text[strlen(text) - 1]++; /* ...7 to ...8 */
    assert_false(str_number(str_of(text), &number));
    snprintf(text, sizeof text, "%ld0", LONG_MAX);
    assert_false(str_number(str_of(text), &number));
    snprintf(text, sizeof text, "-%ld", LONG_MAX);
    assert_true(str_number(str_of(text), &number));
    assert_true(number == -LONG_MAX);
}

/* ------------------------------------------------------------------ UTF-8 */

/* The classes of RFC 3629, section 4, each at its first and last sequence and beyond. */
static void knows_every_class_of_utf8(void **state)
{
    (void)state;
    static const struct {
        const char *bytes;
        size_t length;
    } rows[] = {
        {"a", 1}, /* UTF8-1 */
        {"\x7F", 1},
        {"\x80", 0},
        {"\xBF", 0}, /* a tail alone */
        {"\xC0\x80", 0},
        {"\xC1\xBF", 0}, /* two bytes for one */
        {"\xC2\x80", 2},
        {"\xDF\xBF", 2}, /* UTF8-2 */
        {"\xC2\x7F", 0},
        {"\xDF\xC0", 0},
        {"\xE0\x9F\xBF", 0},
        {"\xE0\xA0\x80", 3}, /* UTF8-3 */
        {"\xE1\x80\x80", 3},
        {"\xEC\xBF\xBF", 3},
        {"\xED\x9F\xBF", 3},
        {"\xED\xA0\x80", 0}, /* surrogates */
        {"\xED\xBF\xBF", 0},
        {"\xEE\x80\x80", 3},
        {"\xEF\xBF\xBF", 3},
        {"\xE1\x80\x7F", 0},
        {"\xF0\x8F\xBF\xBF", 0},
        {"\xF0\x90\x80\x80", 4}, /* UTF8-4 */
        {"\xF1\x80\x80\x80", 4},
        {"\xF3\xBF\xBF\xBF", 4},
        {"\xF4\x8F\xBF\xBF", 4},
        {"\xF4\x90\x80\x80", 0}, /* beyond U+10FFFF */
        {"\xF5\x80\x80\x80", 0},
        {"\xF8\x88\x80\x80\x80", 0},
        {"\xFE", 0},
        {"\xFF", 0},
        {"\xC3", 0},
        {"\xE2\x82", 0}, /* cut off */
        {"\xF0\x9F\x98", 0},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (str_character_length(str_of(rows[i].bytes)) != rows[i].length)
            fail_msg("row %zu: found %zu, wanted %zu", i,
                     str_character_length(str_of(rows[i].bytes)), rows[i].length);
}

/* Writes `code` in `length` bytes by the bit pattern alone. */
static void encode(unsigned long code, size_t length, unsigned char *bytes)
{
    static const unsigned char leads[] = {0, 0x00, 0xC0, 0xE0, 0xF0};
    for (size_t i = length; i-- > 1; code >>= 6)
        bytes[i] = (unsigned char)(0x80 | (code & 0x3F));
    bytes[0] = (unsigned char)(leads[length] | code);
}

static void every_character_has_one_encoding(void **state)
{
    (void)state;
    static const unsigned long ends[] = {0, 0x80, 0x800, 0x10000, 0x110000};
    static const unsigned long holds[] = {0, 0x80, 0x800, 0x10000, 0x200000};
    for (size_t length = 1; length <= 4; length++)
        for (unsigned long code = 0; code < holds[length]; code++) {
            unsigned char bytes[4];
            encode(code, length, bytes);
            bool good =
                code >= ends[length - 1] && code < ends[length] && (code < 0xD800 || code > 0xDFFF);
            size_t found = str_character_length((struct str){(const char *)bytes, length});
            if (found != (good ? length : 0))
                fail_msg("U+%04lX in %zu bytes: found %zu", code, length, found);
        }
}

static void finds_the_first_bad_byte(void **state)
{
    (void)state;
    static const struct {
        struct str text;
        size_t bad;
    } rows[] = {
        {{"", 0}, 0},
        {{"plain\ttext\r\n", 12}, 12},
        {{"K\xC3\xBC"
          "che",
          6},
         6},
        {{"\xEF\xBB\xBF"
          "a",
          4},
         4},
        {{"ab\0c", 4}, 2},
        {{"ab\x1B[31m", 7}, 2},
        {{"a\x7F", 2}, 1},
        {{"a\xC2\x80"
          "b",
          4},
         1},
        {{"a\xC2\x9F", 3}, 1},
        {{"a\xC2\xA0", 3}, 3},
        {{"a\xEF\xBF\xBF", 4}, 1},
        {{"\xC3\xBC\xFC", 3}, 2},
        {{"ab\xC3", 3}, 2},
        {{"\xE2\x82\xAC\xE2\x82", 5}, 3},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (str_first_bad_utf8(rows[i].text) != rows[i].bad)
            fail_msg("row %zu: found %zu, wanted %zu", i, str_first_bad_utf8(rows[i].text),
                     rows[i].bad);
}

static void three_controls_are_text(void **state)
{
    (void)state;
    for (int c = 0; c < 128; c++) {
        char text[] = {(char)c};
        bool control = (c < 0x20 || c == 0x7F) && c != '\t' && c != '\n' && c != '\r';
        expect_number("control", str_starts_with_control((struct str){text, 1}), control);
    }
    assert_false(str_starts_with_control(STR("\xC2")));
    assert_true(str_starts_with_control(STR("\xC2\x85")));
    assert_false(str_starts_with_control(STR("\xC3\x85")));
    assert_false(str_starts_with_control(STR("\xEF\xBF\xBD")));
    assert_true(str_starts_with_control(STR("\xEF\xBF\xBE"))); /* XML may not hold them */
    assert_true(str_starts_with_control(STR("\xEF\xBF\xBF")));
    assert_false(str_starts_with_control(STR("\xEF\xBC\xBF")));
    assert_false(str_starts_with_control(STR("\xEF")));
}

static void separators_of_lines_are_known(void **state)
{
    (void)state;
    assert_true(str_starts_with_separator(STR("\xE2\x80\xA8x")));
    assert_true(str_starts_with_separator(STR("\xE2\x80\xA9")));
    assert_false(str_starts_with_separator(STR("\xE2\x80\xA7")));
    assert_false(str_starts_with_separator(STR("\xE2\x80")));
    assert_false(str_starts_with_separator(STR("\n")));
}

static void counts_characters(void **state)
{
    (void)state;
    assert_int_equal(str_characters(STR("")), 0);
    assert_int_equal(str_characters(STR("board")), 5);
    assert_int_equal(str_characters(STR("\xC3\xBC\xE2\x82\xAC\xF0\x9F\x98\x80.")), 4);
}

static void a_hexadecimal_digit_counts(void **state)
{
    (void)state;
    assert_int_equal(hex_digit('0'), 0);
    assert_int_equal(hex_digit('9'), 9);
    assert_int_equal(hex_digit('a'), 10);
    assert_int_equal(hex_digit('F'), 15);
    assert_int_equal(hex_digit('g'), -1);
    assert_int_equal(hex_digit('/'), -1);
    assert_int_equal(hex_digit('\xE2'), -1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_hexadecimal_digit_counts),
        cmocka_unit_test(slices_are_clamped),
        cmocka_unit_test(nothing_is_a_text),
        cmocka_unit_test(trims_white_space_only),
        cmocka_unit_test(compares_all_bytes),
        cmocka_unit_test(orders_by_unsigned_bytes_then_length),
        cmocka_unit_test(finds_a_byte_from_an_offset),
        cmocka_unit_test(cuts_at_the_first_separator),
        cmocka_unit_test(reads_whole_numbers),
        cmocka_unit_test(refuses_what_is_no_number),
        cmocka_unit_test(numbers_end_where_long_does),
        cmocka_unit_test(knows_every_class_of_utf8),
        cmocka_unit_test(every_character_has_one_encoding),
        cmocka_unit_test(finds_the_first_bad_byte),
        cmocka_unit_test(three_controls_are_text),
        cmocka_unit_test(separators_of_lines_are_known),
        cmocka_unit_test(counts_characters),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
