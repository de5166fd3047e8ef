/* test_excerpt.c: the source line of a diagnostic and the caret under its column, whatever the
 * file holds. */
#include "concordat/base/diag.h"
#include "workplace.h"

#include <time.h>

static int set_up(void **state)
{
    *state = workplace_enter();
    return 0;
}

static int tear_down(void **state)
{
    workplace_leave(*state);
    return 0;
}

static void expect_all(const struct diag *diag, const char *wanted)
{
    struct buf out = {0};
    diag_write(diag, &out);
    expect_written("diagnostics", &out, str_of(wanted));
}

/* Fails unless an error at `line` and `column` of a file `name` of `bytes` is shown with `excerpt`.
 */
static void expect_excerpt_of(const char *name, struct str bytes, unsigned line, unsigned column,
                              const char *excerpt)
{
    struct diag *diag = diag_new();
    struct buf out = {0};
    struct buf wanted = {0};
    put_file(name, bytes);
    diag_report(diag, SEVERITY_ERROR, (struct mark){name, line, column}, RULE_BAD_ID, "bad");
    diag_write(diag, &out);
    buf_printf(&wanted, "%s:%u:%u: error: [bad-id] bad\n%s1 error\n", name, line, column, excerpt);
    expect_text("excerpt", buf_str(&out), buf_str(&wanted));
    buf_free(&wanted);
    buf_free(&out);
    diag_free(diag);
}

static void expect_excerpt(struct str bytes, unsigned line, unsigned column, const char *excerpt)
{
    expect_excerpt_of("t.yaml", bytes, line, column, excerpt);
}

static void a_spreadsheet_is_shown_as_it_was_read(void **state)
{
    (void)state;
    expect_excerpt_of("t.csv", STR("Zo\xEB M\xFCller,\x80 5"), 1, 12,
                      "     1 | Zo\xC3\xAB M\xC3\xBCller,\xE2\x82\xAC 5\n"
                      "       |            ^\n");
    expect_excerpt_of("t.csv", STR("\xFF\xFEZ\0\xEB\0,\0a\0"), 1, 4,
                      "     1 | Z\xC3\xAB,a\n"
                      "       |    ^\n");
    expect_excerpt_of("t.csv", STR("\xEF\xBB\xBFZ,a"), 1, 3,
                      "     1 | Z,a\n"
                      "       |   ^\n");
}

static void the_caret_stands_under_the_column(void **state)
{
    (void)state;
    struct str text = STR("id: board\n\nname: The Board\nlast");
    expect_excerpt(text, 1, 1,
                   "     1 | id: board\n"
                   "       | ^\n");
    expect_excerpt(text, 1, 5,
                   "     1 | id: board\n"
                   "       |     ^\n");
    expect_excerpt(text, 1, 10,
                   "     1 | id: board\n"
                   "       |          ^\n");
    expect_excerpt(text, 3, 7,
                   "     3 | name: The Board\n"
                   "       |       ^\n");
    expect_excerpt(text, 2, 1,
                   "     2 | \n"
                   "       | ^\n");
    expect_excerpt(text, 4, 5,
                   "     4 | last\n"
                   "       |     ^\n");
}

static void where_there_is_no_place_there_is_no_excerpt(void **state)
{
    (void)state;
    struct str text = STR("one\ntwo\n");
    expect_excerpt(text, 3, 1, "");
    expect_excerpt(text, 99, 1, "");
    expect_excerpt(text, 1, 0, "");
    expect_excerpt(STR(""), 1, 1, "");
}

/* Beyond the line the caret stands at its end: the mark is wrong, but not by much. */
static void a_column_beyond_the_line_is_its_end(void **state)
{
    (void)state;
    expect_excerpt(STR("ab\ncd\n"), 1, 50,
                   "     1 | ab\n"
                   "       |   ^\n");
    expect_excerpt(STR("ab\ncd\n"), 1, 4000000000u,
                   "     1 | \n"
                   "       | ^\n");
}

static void columns_are_characters(void **state)
{
    (void)state;
    expect_excerpt(STR("K\xC3\xBC"
                       "che: \xE2\x82\xAC\xF0\x9F\x98\x80 x\n"),
                   1, 10,
                   "     1 | K\xC3\xBC"
                   "che: \xE2\x82\xAC\xF0\x9F\x98\x80 x\n"
                   "       |          ^\n");
    expect_excerpt(STR(BYTE_ORDER_MARK "name: x\n"), 1, 7,
                   "     1 | name: x\n"
                   "       |       ^\n");
}

static void a_tab_is_as_wide_below_as_above(void **state)
{
    (void)state;
    expect_excerpt(STR("\ta:\tb\n"), 1, 5,
                   "     1 | \ta:\tb\n"
                   "       | \t  \t^\n");
}

static void a_line_ends_in_any_of_three_ways(void **state)
{
    (void)state;
    expect_excerpt(STR("a\r\nb: c\r\nd\r\n"), 2, 4,
                   "     2 | b: c\n"
                   "       |    ^\n");
    expect_excerpt(STR("a\rb: c\rd"), 2, 4,
                   "     2 | b: c\n"
                   "       |    ^\n");
    expect_excerpt(STR("a\n\r\n\rb: c\n"), 4, 1,
                   "     4 | b: c\n"
                   "       | ^\n");
}

static void bytes_that_are_no_text_are_question_marks(void **state)
{
    (void)state;
    expect_excerpt(STR("\xC3\xBC\xFC\xFC x\x1B[m\n"), 1, 5,
                   "     1 | \xC3\xBC?\? x?[m\n"
                   "       |     ^\n");
    expect_excerpt((struct str){"a\0b\n", 4}, 1, 2,
                   "     1 | a?b\n"
                   "       |  ^\n");
}

/* 96 characters of a line are shown; those before a caret further right are at most 60. */
static void a_long_line_is_cut_around_the_caret(void **state)
{
    (void)state;
    static const struct {
        unsigned column, first, before;
    } rows[] = {{1, 1, 0}, {96, 1, 95}, {97, 37, 60}, {500, 440, 60}, {1000, 940, 60}};
    struct buf line = {0};
    for (int i = 1; i <= 1000; i++)
        buf_add_string(&line, i % 10 == 0 ? "\xC3\xBC" : "x");
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct buf wanted = {0};
        buf_add_string(&wanted, "     1 | ");
        for (unsigned at = rows[i].first; at < rows[i].first + 96 && at <= 1000; at++)
            buf_add_string(&wanted, at % 10 == 0 ? "\xC3\xBC" : "x");
        buf_printf(&wanted, "\n       | %*s^\n", (int)rows[i].before, "");
        expect_excerpt(buf_str(&line), 1, rows[i].column, wanted.ptr);
        buf_free(&wanted);
    }
    buf_free(&line);
}

static void a_long_number_keeps_the_caret_in_place(void **state)
{
    (void)state;
    struct buf text = {0};
    for (int i = 1; i < 1234567; i++)
        buf_add_char(&text, '\n');
    buf_add_string(&text, "ab\n");
    expect_excerpt(buf_str(&text), 1234567, 2,
                   "1234567 | ab\n"
                   "        |  ^\n");
    buf_free(&text);
}

static void several_of_a_line_and_of_a_file_have_their_excerpts(void **state)
{
    struct diag *diag = diag_new();
    (void)state;
    put_file("a.yaml", STR("one\ntwo\nthree\n"));
    put_file("b.yaml", STR("four\n"));
    static const struct mark marks[] = {
        {"b.yaml", 1, 1}, {"a.yaml", 3, 5}, {"a.yaml", 1, 3}, {"a.yaml", 1, 1}, {"gone.yaml", 1, 1},
    };
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
        diag_report(diag, SEVERITY_WARNING, marks[i], RULE_BAD_ID, "x");
    expect_all(diag, "a.yaml:1:1: warning: [bad-id] x\n     1 | one\n       | ^\n"
                     "a.yaml:1:3: warning: [bad-id] x\n     1 | one\n       |   ^\n"
                     "a.yaml:3:5: warning: [bad-id] x\n     3 | three\n       |     ^\n"
                     "b.yaml:1:1: warning: [bad-id] x\n     1 | four\n       | ^\n"
                     "gone.yaml:1:1: warning: [bad-id] x\n"
                     "5 warnings\n");
    diag_free(diag);
}

static void what_is_no_file_has_no_excerpt(void **state)
{
    struct diag *diag = diag_new();
    (void)state;
    assert_int_equal(mkfifo("pipe", 0600), 0);
    diag_report(diag, SEVERITY_ERROR, (struct mark){"pipe", 1, 1}, RULE_BAD_ID, "x");
    diag_report(diag, SEVERITY_ERROR, (struct mark){".", 1, 1}, RULE_BAD_ID, "x");
    diag_report(diag, SEVERITY_ERROR, (struct mark){"/dev/zero", 1, 1}, RULE_BAD_ID, "x");
    expect_all(diag, ".:1:1: error: [bad-id] x\n"
                     "/dev/zero:1:1: error: [bad-id] x\n"
                     "pipe:1:1: error: [bad-id] x\n"
                     "3 errors\n");
    diag_free(diag);
}

/* The processor time for showing `count` at the end of a large file. */
static double time_to_show(unsigned count, const char *path, unsigned line, unsigned column)
{
    struct diag *diag = diag_new();
    struct buf out = {0};
    for (unsigned i = 0; i < count; i++)
        diag_report(diag, SEVERITY_ERROR, (struct mark){path, line, column + i}, RULE_BAD_ID, "x");
    clock_t start = clock();
    diag_write(diag, &out);
    clock_t end = clock();
    /* Where all are shown, each has two lines more, and one line counts them. */
    size_t lines = 0;
    for (size_t at = 0; at < out.len; at++)
        lines += out.ptr[at] == '\n';
    assert_int_equal(lines, 3 * (size_t)count + 1);
    buf_free(&out);
    diag_free(diag);
    return (double)(end - start) / CLOCKS_PER_SEC;
}

static void a_file_is_read_and_walked_once(void **state)
{
    (void)state;
    static const struct {
        const char *path, *piece;
        unsigned line, column;
    } rows[] = {
        {"lines", "- id: a board of some kind that has a name\n", 97000, 1},
        {"line", "- id: a board ", 1, 4000000},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        put_large_file(rows[i].path, rows[i].piece);
        double one = time_to_show(1, rows[i].path, rows[i].line, rows[i].column);
        double all = time_to_show(100, rows[i].path, rows[i].line, rows[i].column);
        if (all > 10 * one)
            fail_msg("%s: one takes %.4f s, a hundred take %.4f s", rows[i].path, one, all);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(the_caret_stands_under_the_column, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_spreadsheet_is_shown_as_it_was_read, set_up, tear_down),
        cmocka_unit_test_setup_teardown(where_there_is_no_place_there_is_no_excerpt, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(a_column_beyond_the_line_is_its_end, set_up, tear_down),
        cmocka_unit_test_setup_teardown(columns_are_characters, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_tab_is_as_wide_below_as_above, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_line_ends_in_any_of_three_ways, set_up, tear_down),
        cmocka_unit_test_setup_teardown(bytes_that_are_no_text_are_question_marks, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(a_long_line_is_cut_around_the_caret, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_long_number_keeps_the_caret_in_place, set_up, tear_down),
        cmocka_unit_test_setup_teardown(several_of_a_line_and_of_a_file_have_their_excerpts, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(what_is_no_file_has_no_excerpt, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_file_is_read_and_walked_once, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
