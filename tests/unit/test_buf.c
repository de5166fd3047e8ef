/* test_buf.c: text that grows, and how it is escaped for HTML, JSON and a terminal. */
#include "concordat/base/buf.h"
#include "expect.h"

#include <limits.h>
#include <stdio.h>

static void starts_empty(void **state)
{
    (void)state;
    struct buf buf = {0};
    assert_string_equal(buf_str(&buf).ptr, "");
    assert_int_equal(buf_str(&buf).len, 0);
    buf_clear(&buf);
    buf_free(&buf);
    buf_free(&buf);
}

/* "Never NULL once something was appended", were it nothing. */
static void appending_nothing_makes_text(void **state)
{
    (void)state;
    struct buf buf = {0};
    buf_add(&buf, (struct str){NULL, 0});
    assert_non_null(buf.ptr);
    buf_free(&buf);
    buf_printf(&buf, "%s", "");
    assert_non_null(buf.ptr);
    expect_written("nothing", &buf, STR(""));
}

static void grows_and_stays_terminated(void **state)
{
    (void)state;
    struct buf buf = {0};
    for (int i = 0; i < 20000; i++) {
        buf_add_char(&buf, (char)('a' + i % 26));
        assert_int_equal(buf.ptr[buf.len], '\0');
        assert_true(buf.room > buf.len);
    }
    assert_int_equal(buf.len, 20000);
    for (int i = 0; i < 20000; i++)
        assert_int_equal(buf.ptr[i], 'a' + i % 26);
    buf_free(&buf);
}

static void holds_any_byte(void **state)
{
    (void)state;
    struct buf buf = {0};
    buf_add(&buf, (struct str){"a\0b", 3});
    buf_add_char(&buf, '\0');
    buf_add_char(&buf, (char)0xFF);
    expect_written("any byte", &buf, (struct str){"a\0b\0\xFF", 5});
}

static void clearing_keeps_the_memory(void **state)
{
    (void)state;
    struct buf buf = {0};
    buf_printf(&buf, "%1000d", 1);
    const char *memory = buf.ptr;
    buf_clear(&buf);
    assert_string_equal(buf.ptr, "");
    buf_add_string(&buf, "again");
    assert_ptr_equal(buf.ptr, memory);
    expect_written("again", &buf, STR("again"));
}

static void reserved_room_is_enough(void **state)
{
    (void)state;
    struct buf buf = {0};
    buf_add_string(&buf, "x");
    buf_reserve(&buf, 100000);
    const char *memory = buf.ptr;
    for (int i = 0; i < 100000; i++)
        buf_add_char(&buf, 'y');
    assert_ptr_equal(buf.ptr, memory);
    assert_int_equal(buf.len, 100001);
    buf_free(&buf);
}

static void writes_numbers(void **state)
{
    (void)state;
    struct buf buf = {0};
    char wanted[64];
    snprintf(wanted, sizeof wanted, "0 -7 %ld %ld", LONG_MAX, LONG_MIN);
    buf_add_number(&buf, 0);
    buf_add_char(&buf, ' ');
    buf_add_number(&buf, -7);
    buf_add_char(&buf, ' ');
    buf_add_number(&buf, LONG_MAX);
    buf_add_char(&buf, ' ');
    buf_add_number(&buf, LONG_MIN);
    expect_written("numbers", &buf, str_of(wanted));
}

static void prints_behind_what_stands(void **state)
{
    (void)state;
    struct buf buf = {0};
    buf_add_string(&buf, "a ");
    buf_printf(&buf, "%s of %d", "board", 12);
    expect_written("printf", &buf, STR("a board of 12"));
    buf_printf(&buf, "%70000d", 5);
    assert_int_equal(buf.len, 70000);
    assert_int_equal(buf.ptr[69999], '5');
    buf_free(&buf);
}

struct escaping {
    struct str text, escaped;
};

static void check(const char *row, void (*add)(struct buf *buf, struct str text),
                  const struct escaping *rows, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        struct buf buf = {0};
        add(&buf, rows[i].text);
        expect_written(row, &buf, rows[i].escaped);
    }
}

static void inserts_anywhere(void **state)
{
    (void)state;
    struct buf buf = {0};
    buf_insert(&buf, 0, STR("bd"));
    buf_insert(&buf, 0, STR("a"));
    buf_insert(&buf, 2, STR("c"));
    buf_insert(&buf, 4, STR("e"));
    buf_insert(&buf, 1, STR(""));
    assert_int_equal(buf.ptr[buf.len], '\0');
    expect_written("insert", &buf, STR("abcde"));
}

static void escapes_html(void **state)
{
    (void)state;
    static const struct escaping rows[] = {
        {{NULL, 0}, {"", 0}},
        {{"plain", 5}, {"plain", 5}},
        {{"&", 1}, {"&amp;", 5}},
        {{"<a href=\"x\">'s</a>", 18}, {"&lt;a href=&quot;x&quot;&gt;&#39;s&lt;/a&gt;", 44}},
        {{"&amp;", 5}, {"&amp;amp;", 9}},
        {{"<<", 2}, {"&lt;&lt;", 8}},
        {{"a\0<", 3}, {"a\0&lt;", 6}},
        {{"\xC3\xA9 \xFF", 4}, {"\xC3\xA9 \xFF", 4}},
    };
    check("html", buf_add_html, rows, sizeof rows / sizeof *rows);
}

static void escapes_json(void **state)
{
    (void)state;
    static const struct escaping rows[] = {
        {{NULL, 0}, {"\"\"", 2}},
        {{"plain", 5}, {"\"plain\"", 7}},
        {{"\"", 1}, {"\"\\\"\"", 4}},
        {{"C:\\x", 4}, {"\"C:\\\\x\"", 7}},
        {{"a\nb\tc", 5}, {"\"a\\nb\\tc\"", 9}},
        {{"\r\0\x1F\x7F", 4}, {"\"\\u000d\\u0000\\u001f\x7F\"", 21}},
        {{"\xC3\xA9\xF0\x9F\x98\x80", 6}, {"\"\xC3\xA9\xF0\x9F\x98\x80\"", 8}},
        {{"\xFF\xC3\xA9\xC3", 4}, {"\"\\ufffd\xC3\xA9\\ufffd\"", 16}},
    };
    check("json", buf_add_json, rows, sizeof rows / sizeof *rows);
}

static void shows_any_bytes_on_one_line(void **state)
{
    (void)state;
    static const struct escaping rows[] = {
        {{NULL, 0}, {"", 0}},
        {{"K\xC3\xBC"
          "che",
          6},
         {"K\xC3\xBC"
          "che",
          6}},
        {{"a\tb\r\nc", 6}, {"a b  c", 6}},
        {{"a\xE2\x80\xA8z\xE2\x80\xA9", 8}, {"a z ", 4}},
        {{"\x1B[31mred\0\x7F", 10}, {"?[31mred?\?", 10}},
        {{"\xC2\x9B"
          "1m",
          4},
         {"?1m", 3}},
        {{"\xFF\xC3", 2}, {"?\?", 2}},
        {{"\xE2\x82"
          "a",
          3},
         {"?\?a", 3}},
    };
    check("visible", buf_add_visible, rows, sizeof rows / sizeof *rows);
}

static void escaping_makes_its_own_room(void **state)
{
    (void)state;
    struct buf text = {0};
    struct buf html = {0};
    for (int i = 0; i < 5000; i++)
        buf_add_char(&text, '"');
    buf_add_html(&html, buf_str(&text));
    assert_int_equal(html.len, 5000 * strlen("&quot;"));
    for (size_t i = 0; i < html.len; i += strlen("&quot;"))
        assert_memory_equal(html.ptr + i, "&quot;", strlen("&quot;"));
    buf_free(&text);
    buf_free(&html);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(starts_empty),
        cmocka_unit_test(appending_nothing_makes_text),
        cmocka_unit_test(grows_and_stays_terminated),
        cmocka_unit_test(holds_any_byte),
        cmocka_unit_test(clearing_keeps_the_memory),
        cmocka_unit_test(reserved_room_is_enough),
        cmocka_unit_test(writes_numbers),
        cmocka_unit_test(prints_behind_what_stands),
        cmocka_unit_test(inserts_anywhere),
        cmocka_unit_test(escapes_html),
        cmocka_unit_test(escapes_json),
        cmocka_unit_test(shows_any_bytes_on_one_line),
        cmocka_unit_test(escaping_makes_its_own_room),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
