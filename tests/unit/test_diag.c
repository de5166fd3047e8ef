/* test_diag.c: diagnostics exactly as the author sees them; counted, sorted, shown with the line.
 */
#include "concordat/base/arena.h"
#include "concordat/base/diag.h"
#include "workplace.h"

#include <errno.h>
#include <pthread.h>

struct fixture {
    struct diag *diag;
    char *folder;
};

static int set_up(void **state)
{
    struct fixture *fixture = must_alloc(sizeof *fixture);
    *fixture = (struct fixture){diag_new(), workplace_enter()};
    *state = fixture;
    return 0;
}

static int tear_down(void **state)
{
    struct fixture *fixture = *state;
    workplace_leave(fixture->folder);
    diag_free(fixture->diag);
    free(fixture);
    return 0;
}

static struct diag *diag_of(void **state)
{
    return ((struct fixture *)*state)->diag;
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
        enum rule rule;
        struct mark mark;
        const char *message, *hint;
    } reports[] = {
        {SEVERITY_ERROR, RULE_BAD_ID, {"b.yaml", 1, 1}, "b", ""},
        {SEVERITY_ERROR, RULE_BAD_ID, {"a.yaml", 10, 1}, "a 10", ""},
        {SEVERITY_ERROR, RULE_BAD_ID, {"a.yaml", 9, 10}, "a 9 10", ""},
        {SEVERITY_ERROR, RULE_BAD_ID, {"a.yaml", 9, 9}, "two", ""},
        {SEVERITY_ERROR, RULE_BAD_ID, {"a.yaml", 9, 9}, "one", "z"},
        {SEVERITY_WARNING, RULE_BAD_ID, {"a.yaml", 9, 9}, "one", ""},
        {SEVERITY_ERROR, RULE_YAML_SYNTAX, {"a.yaml", 9, 9}, "zero", ""},
        {SEVERITY_ERROR, RULE_BAD_ID, {"a.yaml", 9, 9}, "two", ""}, /* told above */
        {SEVERITY_ERROR, RULE_BAD_ID, {"a.yaml", 9, 9}, "one", "y"},
        {SEVERITY_ADVICE, RULE_BAD_ID, {"a.yaml", 0, 0}, "a", ""},
        {SEVERITY_FAILURE, RULE_SYSTEM, {NULL, 0, 0}, "none", ""},
        {SEVERITY_ERROR, RULE_BAD_ID, {"b.yaml", 1, 1}, "b", ""}, /* told above */
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

enum { THREADS = 8, REPORTS = 5000, SHARED = 50 };

struct reporter {
    pthread_t thread;
    pthread_barrier_t *start;
    struct diag *diag;
    unsigned number;
};

static void *report_many(void *context)
{
    const struct reporter *reporter = context;
    size_t before = 0;
    pthread_barrier_wait(reporter->start);
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
    pthread_barrier_t start;
    struct diag *diag = diag_of(state);
    assert_int_equal(pthread_barrier_init(&start, NULL, THREADS), 0);
    for (unsigned i = 0; i < THREADS; i++) {
        reporters[i] = (struct reporter){.start = &start, .diag = diag, .number = i};
        assert_int_equal(pthread_create(&reporters[i].thread, NULL, report_many, &reporters[i]), 0);
    }
    for (unsigned i = 0; i < THREADS; i++) {
        void *wrong;
        assert_int_equal(pthread_join(reporters[i].thread, &wrong), 0);
        assert_null(wrong);
    }
    pthread_barrier_destroy(&start);
    assert_int_equal(diag_count(diag, SEVERITY_WARNING), THREADS * REPORTS);
    size_t count;
    const struct diagnostic *list = diag_sorted(diag, &count);
    assert_int_equal(count, THREADS * (REPORTS - SHARED) + SHARED);
    assert_int_equal(diag_count(diag, SEVERITY_ERROR), count / 2);
    for (size_t i = 1; i < count; i++)
        assert_true(list[i - 1].mark.line < list[i].mark.line);
}

/* ------------------------------------------------------------------ very many */

/* How often `part` stands in `text`. */
static size_t times_in(struct str text, const char *part)
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
    assert_int_equal(times_in(buf_str(&out), "early"), 40);
    assert_int_equal(times_in(buf_str(&out), "late"), 60);
    assert_int_equal(times_in(buf_str(&out), "other"), 100);
    assert_int_equal(times_in(buf_str(&out), "third"), 100);
    assert_int_equal(times_in(buf_str(&out), "refused"), 100);
    assert_int_equal(times_in(buf_str(&out), " more, shown"), 3);
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

static void a_hundred_thousand_are_counted(void **state)
{
    enum { MANY = 100000 };
    struct diag *diag = diag_of(state);
    struct buf out = {0};
    put_large_file("lines", "- id: a board of some kind that has a name\n");
    for (unsigned i = 1; i <= MANY; i++)
        diag_report(diag, SEVERITY_ERROR, (struct mark){"lines", i, 7}, RULE_BAD_ID, "x");
    diag_write(diag, &out);
    assert_int_equal(diag_count(diag, SEVERITY_ERROR), MANY);
    assert_int_equal(times_in(buf_str(&out), "[bad-id]"), 100);
    assert_non_null(strstr(out.ptr, "lines: and 99900 more, shown once these are mended\n"
                                    "100000 errors\n"));
    buf_free(&out);
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
        cmocka_unit_test_setup_teardown(of_a_file_a_hundred_are_shown_errors_first, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(a_hundred_thousand_are_counted, set_up, tear_down),
        cmocka_unit_test(every_rule_has_its_own_id_and_a_sentence),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
