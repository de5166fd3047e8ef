/* test_diag.c: diagnostics exactly as the author sees them; counted, sorted, shown with the line.
 */
#include "concordat/base/arena.h"
#include "concordat/base/diag.h"
#include "expect.h"
#include "scratch.h"

#include <errno.h>
#include <pthread.h>
#include <time.h>

struct fixture {
    struct diag *diag;
    char *folder;
};

/* Whatever waits for a pipe waits no longer than this. */
enum { SECONDS = 120 };

static int set_up(void **state)
{
    struct fixture *fixture = must_alloc(sizeof *fixture);
    *fixture = (struct fixture){diag_new(), scratch_make()};
    *state = fixture;
    alarm(SECONDS);
    return chdir(fixture->folder);
}

static int tear_down(void **state)
{
    struct fixture *fixture = *state;
    alarm(0);
    if (chdir("/") != 0)
        return -1;
    scratch_remove(fixture->folder);
    free(fixture->folder);
    diag_free(fixture->diag);
    free(fixture);
    return 0;
}

static struct diag *diag_of(void **state)
{
    return ((struct fixture *)*state)->diag;
}

static void put(const char *path, struct str bytes)
{
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(bytes.ptr, 1, bytes.len, file), bytes.len);
    assert_int_equal(fclose(file), 0);
}

static void expect_all(const struct diag *diag, const char *wanted)
{
    struct buf out = {0};
    diag_write(diag, &out);
    expect_written("diagnostics", &out, str_of(wanted));
}

/* ------------------------------------------------------------------ form */

static void nothing_found_says_nothing(void **state)
{
    size_t count = 9;
    diag_sorted(diag_of(state), &count);
    assert_int_equal(count, 0);
    assert_false(diag_has_errors(diag_of(state)));
    expect_all(diag_of(state), "");
}

static void each_place_has_its_form(void **state)
{
    struct diag *diag = diag_of(state);
    diag_report(diag, SEVERITY_ERROR, (struct mark){0}, RULE_SYSTEM, "no place");
    diag_report(diag, SEVERITY_ERROR, (struct mark){"a.yaml", 0, 0}, RULE_TOO_LARGE, "a file");
    diag_report(diag, SEVERITY_ERROR, (struct mark){"a.yaml", 7, 0}, RULE_BAD_ID, "a line");
    diag_report(diag, SEVERITY_ERROR, (struct mark){"a.yaml", 7, 3}, RULE_BAD_ID, "a %s", "column");
    expect_all(diag, "concordat: error: [system] no place\n"
                     "a.yaml: error: [too-large] a file\n"
                     "a.yaml:7:0: error: [bad-id] a line\n"
                     "a.yaml:7:3: error: [bad-id] a column\n"
                     "4 errors\n");
}

static void a_hint_follows_in_brackets(void **state)
{
    struct diag *diag = diag_of(state);
    struct mark mark = {"a.yaml", 1, 1};
    diag_error(diag, mark, RULE_UNKNOWN_FIELD, STR("did you mean 'name'?"), "no field '%s'",
               "nmae");
    diag_error(diag, mark, RULE_UNKNOWN_FIELD, STR(""), "no field '%s'", "x");
    expect_all(diag, "a.yaml:1:1: error: [unknown-field] no field 'nmae' (did you mean 'name'?)\n"
                     "a.yaml:1:1: error: [unknown-field] no field 'x'\n"
                     "2 errors\n");
}

static void a_failure_says_deed_path_and_reason(void **state)
{
    errno = ENOSPC;
    diag_failure(diag_of(state), "write", "site/index.html");
    assert_int_equal(diag_count(diag_of(state), SEVERITY_FAILURE), 1);
    expect_all(diag_of(state),
               "concordat: error: [system] cannot write site/index.html: No space left on device\n"
               "1 error\n");
}

static void the_closing_line_counts(void **state)
{
    (void)state;
    static const struct {
        int counts[SEVERITY_FAILURE + 1];
        const char *closing;
    } rows[] = {
        {{3, 0, 0, 0}, ""},
        {{0, 1, 0, 0}, "1 warning\n"},
        {{1, 2, 0, 0}, "2 warnings\n"},
        {{0, 0, 1, 0}, "1 error\n"},
        {{0, 0, 1, 1}, "2 errors\n"},
        {{1, 1, 1, 0}, "1 error, 1 warning\n"},
        {{0, 2, 1, 2}, "3 errors, 2 warnings\n"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct diag *diag = diag_new();
        struct buf out = {0};
        for (int severity = 0; severity <= SEVERITY_FAILURE; severity++)
            for (int n = 0; n < rows[i].counts[severity]; n++)
                diag_report(diag, (enum severity)severity, (struct mark){0}, RULE_SYSTEM, "%d", n);
        diag_write(diag, &out);
        /* What stands behind the last line that tells of one. */
        size_t at = 0;
        for (size_t end; at < out.len && out.ptr[at] == 'c'; at = end + 1)
            end = str_find(buf_str(&out), '\n', at);
        expect_text("closing", str_slice(buf_str(&out), at, out.len), str_of(rows[i].closing));
        buf_free(&out);
        diag_free(diag);
    }
}

static void texts_are_copied_and_of_any_length(void **state)
{
    struct diag *diag = diag_of(state);
    char file[] = "a.yaml";
    char hint[] = "hint";
    char text[] = "text";
    diag_error(diag, (struct mark){file, 0, 0}, RULE_BAD_ID, str_of(hint), "%s%9000d", text, 1);
    memset(file, '?', strlen(file));
    memset(hint, '?', strlen(hint));
    memset(text, '?', strlen(text));
    size_t count;
    const struct diagnostic *one = diag_sorted(diag, &count);
    assert_string_equal(one->mark.file, "a.yaml");
    expect_text("hint", one->hint, STR("hint"));
    assert_int_equal(one->message.len, 9004);
    expect_text("message", str_slice(one->message, 0, 5), STR("text "));
}

/* The content is hostile, and a terminal obeys. */
static void nothing_steers_the_terminal(void **state)
{
    struct diag *diag = diag_of(state);
    diag_error(diag, (struct mark){"a\x1B[2J\n.yaml", 0, 0}, RULE_BAD_ID, STR("write\xFF 'a\tb'"),
               "the id 'a\nb\x07\xC2\x9B' is bad");
    expect_all(diag, "a?[2J .yaml: error: [bad-id] the id 'a b?\?' is bad (write? 'a b')\n"
                     "1 error\n");
}

/* ------------------------------------------------------------------ order, repetitions, counts */

static void all_are_sorted_and_told_once(void **state)
{
    struct diag *diag = diag_of(state);
    static const struct {
        enum severity severity;
        struct mark mark;
        enum rule rule;
        const char *message, *hint;
    } reports[] = {
        {SEVERITY_ERROR, {"b.yaml", 1, 1}, RULE_BAD_ID, "b", ""},
        {SEVERITY_ERROR, {"a.yaml", 10, 1}, RULE_BAD_ID, "a 10", ""},
        {SEVERITY_ERROR, {"a.yaml", 9, 10}, RULE_BAD_ID, "a 9 10", ""},
        {SEVERITY_ERROR, {"a.yaml", 9, 9}, RULE_BAD_ID, "two", ""},
        {SEVERITY_ERROR, {"a.yaml", 9, 9}, RULE_BAD_ID, "one", "z"},
        {SEVERITY_WARNING, {"a.yaml", 9, 9}, RULE_BAD_ID, "one", ""},
        {SEVERITY_ERROR, {"a.yaml", 9, 9}, RULE_YAML_SYNTAX, "zero", ""},
        {SEVERITY_ERROR, {"a.yaml", 9, 9}, RULE_BAD_ID, "two", ""}, /* told above */
        {SEVERITY_ERROR, {"a.yaml", 9, 9}, RULE_BAD_ID, "one", "y"},
        {SEVERITY_ADVICE, {"a.yaml", 0, 0}, RULE_BAD_ID, "a", ""},
        {SEVERITY_FAILURE, {NULL, 0, 0}, RULE_SYSTEM, "none", ""},
        {SEVERITY_ERROR, {"b.yaml", 1, 1}, RULE_BAD_ID, "b", ""}, /* told above */
    };
    const int count = sizeof reports / sizeof *reports;
    assert_true(RULE_YAML_SYNTAX < RULE_BAD_ID);
    for (int i = 0; i < count; i++) {
        /* In another order as well: 5 and the number of them have no common divisor. */
        int at = i * 5 % count;
        if (reports[at].severity == SEVERITY_ERROR)
            diag_error(diag, reports[at].mark, reports[at].rule, str_of(reports[at].hint), "%s",
                       reports[at].message);
        else
            diag_report(diag, reports[at].severity, reports[at].mark, reports[at].rule, "%s",
                        reports[at].message);
    }
    assert_int_equal(diag_count(diag, SEVERITY_ADVICE), count);
    const char *wanted = "concordat: error: [system] none\n"
                         "a.yaml: advice: [bad-id] a\n"
                         "a.yaml:9:9: error: [yaml-syntax] zero\n"
                         "a.yaml:9:9: error: [bad-id] one (y)\n"
                         "a.yaml:9:9: error: [bad-id] one (z)\n"
                         "a.yaml:9:9: error: [bad-id] two\n"
                         "a.yaml:9:9: warning: [bad-id] one\n"
                         "a.yaml:9:10: error: [bad-id] a 9 10\n"
                         "a.yaml:10:1: error: [bad-id] a 10\n"
                         "b.yaml:1:1: error: [bad-id] b\n"
                         "8 errors, 1 warning\n";
    expect_all(diag, wanted);
    expect_all(diag, wanted);
    assert_int_equal(diag_count(diag, SEVERITY_ADVICE), count - 2);
}

static void counts_are_by_severity(void **state)
{
    struct diag *diag = diag_of(state);
    for (int severity = 0; severity <= SEVERITY_FAILURE; severity++) {
        assert_int_equal(diag_has_errors(diag), severity > SEVERITY_ERROR);
        for (int n = 0; n <= severity; n++)
            diag_report(diag, (enum severity)severity, (struct mark){0}, RULE_SYSTEM, "%d", n);
    }
    assert_int_equal(diag_count(diag, SEVERITY_ADVICE), 10);
    assert_int_equal(diag_count(diag, SEVERITY_WARNING), 9);
    assert_int_equal(diag_count(diag, SEVERITY_ERROR), 7);
    assert_int_equal(diag_count(diag, SEVERITY_FAILURE), 4);
}

static void more_may_be_reported_after_sorting(void **state)
{
    struct diag *diag = diag_of(state);
    struct mark late = {"b.yaml", 1, 1};
    size_t count;
    diag_report(diag, SEVERITY_ERROR, late, RULE_BAD_ID, "late");
    diag_sorted(diag, &count);
    diag_report(diag, SEVERITY_ERROR, (struct mark){"a.yaml", 1, 1}, RULE_BAD_ID, "early");
    diag_report(diag, SEVERITY_ERROR, late, RULE_BAD_ID, "late");
    const struct diagnostic *list = diag_sorted(diag, &count);
    assert_int_equal(count, 2);
    expect_text("first", list[0].message, STR("early"));
    assert_int_equal(diag_count(diag, SEVERITY_ERROR), 2);
}

/* ------------------------------------------------------------------ threads */

enum { THREADS = 8, REPORTS = 1000, SHARED = 50 };

struct reporter {
    pthread_t thread;
    struct diag *diag;
    unsigned number;
};

static void *report_many(void *context)
{
    const struct reporter *reporter = context;
    size_t before = 0;
    for (unsigned i = 0; i < REPORTS; i++) {
        /* The first of each are the same in all threads. */
        unsigned line = i < SHARED ? i + 1 : reporter->number * REPORTS + i + 1;
        diag_report(reporter->diag, i % 2 == 0 ? SEVERITY_ERROR : SEVERITY_WARNING,
                    (struct mark){"gone.yaml", line, 1}, RULE_BAD_ID, "line %u", line);
        size_t now = diag_count(reporter->diag, SEVERITY_WARNING);
        if (now <= before)
            return "a count went back";
        before = now;
    }
    return NULL;
}

static void many_threads_report_to_one_list(void **state)
{
    struct reporter reporters[THREADS];
    struct diag *diag = diag_of(state);
    for (unsigned i = 0; i < THREADS; i++) {
        reporters[i] = (struct reporter){.diag = diag, .number = i};
        assert_int_equal(pthread_create(&reporters[i].thread, NULL, report_many, &reporters[i]), 0);
    }
    for (unsigned i = 0; i < THREADS; i++) {
        void *wrong;
        assert_int_equal(pthread_join(reporters[i].thread, &wrong), 0);
        assert_null(wrong);
    }
    assert_int_equal(diag_count(diag, SEVERITY_WARNING), THREADS * REPORTS);
    size_t count;
    const struct diagnostic *list = diag_sorted(diag, &count);
    assert_int_equal(count, THREADS * (REPORTS - SHARED) + SHARED);
    assert_int_equal(diag_count(diag, SEVERITY_ERROR), count / 2);
    for (size_t i = 1; i < count; i++)
        assert_true(list[i - 1].mark.line < list[i].mark.line);
}

/* ------------------------------------------------------------------ excerpts */

/* Fails unless an error at `line` and `column` of a file of `bytes` is shown with `excerpt`. */
static void expect_excerpt(struct str bytes, unsigned line, unsigned column, const char *excerpt)
{
    struct diag *diag = diag_new();
    struct buf out = {0};
    struct buf wanted = {0};
    put("t.yaml", bytes);
    diag_report(diag, SEVERITY_ERROR, (struct mark){"t.yaml", line, column}, RULE_BAD_ID, "bad");
    diag_write(diag, &out);
    buf_printf(&wanted, "t.yaml:%u:%u: error: [bad-id] bad\n%s1 error\n", line, column, excerpt);
    expect_text("excerpt", buf_str(&out), buf_str(&wanted));
    buf_free(&wanted);
    buf_free(&out);
    diag_free(diag);
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
    struct diag *diag = diag_of(state);
    put("a.yaml", STR("one\ntwo\nthree\n"));
    put("b.yaml", STR("four\n"));
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
}

static void what_is_no_file_has_no_excerpt(void **state)
{
    struct diag *diag = diag_of(state);
    assert_int_equal(mkfifo("pipe", 0600), 0);
    diag_report(diag, SEVERITY_ERROR, (struct mark){"pipe", 1, 1}, RULE_BAD_ID, "x");
    diag_report(diag, SEVERITY_ERROR, (struct mark){".", 1, 1}, RULE_BAD_ID, "x");
    diag_report(diag, SEVERITY_ERROR, (struct mark){"/dev/zero", 1, 1}, RULE_BAD_ID, "x");
    expect_all(diag, ".:1:1: error: [bad-id] x\n"
                     "/dev/zero:1:1: error: [bad-id] x\n"
                     "pipe:1:1: error: [bad-id] x\n"
                     "3 errors\n");
}

/* ------------------------------------------------------------------ very many */

/* The lines of `text` that contain `part`. */
static size_t lines_with(struct str text, const char *part)
{
    size_t count = 0;
    for (const char *at = text.ptr; (at = strstr(at, part)); at++)
        count++;
    return count;
}

static void of_a_file_a_hundred_are_shown_errors_first(void **state)
{
    struct diag *diag = diag_of(state);
    struct buf out = {0};
    for (unsigned i = 1; i <= 150; i++)
        diag_report(diag, SEVERITY_WARNING, (struct mark){"a.yaml", i, 1}, RULE_BAD_ID, "early");
    for (unsigned i = 1; i <= 60; i++)
        diag_report(diag, SEVERITY_ERROR, (struct mark){"a.yaml", 200 + i, 1}, RULE_BAD_ID, "late");
    for (unsigned i = 1; i <= 101; i++)
        diag_report(diag, SEVERITY_ERROR, (struct mark){"b.yaml", i, 1}, RULE_BAD_ID, "other");
    for (unsigned i = 1; i <= 100; i++)
        diag_report(diag, SEVERITY_ERROR, (struct mark){"c.yaml", i, 1}, RULE_BAD_ID, "third");
    for (unsigned i = 1; i <= 102; i++)
        diag_report(diag, SEVERITY_FAILURE, (struct mark){0}, RULE_SYSTEM, "refused %u", i);
    diag_write(diag, &out);
    assert_int_equal(lines_with(buf_str(&out), "early"), 40);
    assert_int_equal(lines_with(buf_str(&out), "late"), 60);
    assert_int_equal(lines_with(buf_str(&out), "other"), 100);
    assert_int_equal(lines_with(buf_str(&out), "third"), 100);
    assert_int_equal(lines_with(buf_str(&out), "refused"), 100);
    assert_int_equal(lines_with(buf_str(&out), " more, shown"), 3);
    assert_non_null(strstr(out.ptr, "[system] refused 97\n"
                                    "concordat: and 2 more, shown once these are mended\n"
                                    "a.yaml:1:1: "));
    assert_non_null(strstr(out.ptr, "a.yaml:260:1: error: [bad-id] late\n"
                                    "a.yaml: and 110 more, shown once these are mended\n"
                                    "b.yaml:1:1: "));
    assert_non_null(strstr(out.ptr, "b.yaml: and 1 more, shown once these are mended\n"
                                    "c.yaml:1:1: "));
    assert_non_null(strstr(out.ptr, "c.yaml:100:1: error: [bad-id] third\n"
                                    "363 errors, 150 warnings\n"));
    buf_free(&out);
}

static void put_large(const char *path, const char *piece)
{
    enum { LARGE = 4 * 1024 * 1024 };
    struct buf text = {0};
    while (text.len + strlen(piece) <= LARGE)
        buf_add_string(&text, piece);
    put(path, buf_str(&text));
    buf_free(&text);
}

static void a_hundred_thousand_are_counted(void **state)
{
    enum { MANY = 100000 };
    struct diag *diag = diag_of(state);
    struct buf out = {0};
    put_large("lines", "- id: a board of some kind that has a name\n");
    for (unsigned i = 1; i <= MANY; i++)
        diag_report(diag, SEVERITY_ERROR, (struct mark){"lines", i, 7}, RULE_BAD_ID, "x");
    diag_write(diag, &out);
    assert_int_equal(diag_count(diag, SEVERITY_ERROR), MANY);
    assert_int_equal(lines_with(buf_str(&out), "[bad-id]"), 100);
    assert_non_null(strstr(out.ptr, "lines: and 99900 more, shown once these are mended\n"
                                    "100000 errors\n"));
    buf_free(&out);
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
    assert_int_equal(lines_with(buf_str(&out), " | "), 2 * count);
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
        put_large(rows[i].path, rows[i].piece);
        double one = time_to_show(1, rows[i].path, rows[i].line, rows[i].column);
        double all = time_to_show(100, rows[i].path, rows[i].line, rows[i].column);
        if (all > 10 * one)
            fail_msg("%s: one takes %.4f s, a hundred take %.4f s", rows[i].path, one, all);
    }
}

/* ------------------------------------------------------------------ rules */

static void every_rule_has_its_own_id_and_a_sentence(void **state)
{
    (void)state;
    for (int rule = 0; rule < RULE_COUNT; rule++) {
        const char *id = rule_id((enum rule)rule);
        assert_non_null(id);
        assert_int_equal(strspn(id, "abcdefghijklmnopqrstuvwxyz-8"), strlen(id));
        assert_true(str_ends(str_of(rule_sentence((enum rule)rule)), "."));
        for (int other = 0; other < rule; other++)
            assert_string_not_equal(id, rule_id((enum rule)other));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(nothing_found_says_nothing, set_up, tear_down),
        cmocka_unit_test_setup_teardown(each_place_has_its_form, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_hint_follows_in_brackets, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_failure_says_deed_path_and_reason, set_up, tear_down),
        cmocka_unit_test(the_closing_line_counts),
        cmocka_unit_test_setup_teardown(texts_are_copied_and_of_any_length, set_up, tear_down),
        cmocka_unit_test_setup_teardown(nothing_steers_the_terminal, set_up, tear_down),
        cmocka_unit_test_setup_teardown(all_are_sorted_and_told_once, set_up, tear_down),
        cmocka_unit_test_setup_teardown(counts_are_by_severity, set_up, tear_down),
        cmocka_unit_test_setup_teardown(more_may_be_reported_after_sorting, set_up, tear_down),
        cmocka_unit_test_setup_teardown(many_threads_report_to_one_list, set_up, tear_down),
        cmocka_unit_test_setup_teardown(the_caret_stands_under_the_column, set_up, tear_down),
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
        cmocka_unit_test_setup_teardown(of_a_file_a_hundred_are_shown_errors_first, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(a_hundred_thousand_are_counted, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_file_is_read_and_walked_once, set_up, tear_down),
        cmocka_unit_test(every_rule_has_its_own_id_and_a_sentence),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
