/* test_guard.c: a withheld value is found in whatever form it is published, and nothing else is. */
#include "concordat/guard/guard.h"

#include "concordat/base/arena.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* What is withheld, what is public, and a file of the output. */
struct trial {
    const char *withheld;
    const char *address;
    const char *published;
    bool is_name;
};

static struct guard *guard_of(const char *text, bool is_name)
{
    struct guard *guard = guard_new();
    const struct withheld withheld = {.mark = {"t.yaml", 7, 3},
                                      .field = "telephone",
                                      .subject = STR("person 'ann'"),
                                      .is_name = is_name};
    guard_add(guard, &withheld, str_of(text));
    guard_close(guard);
    return guard;
}

/* What a report says, without the hints. */
static void assert_told(struct guard *guard, const char *expected)
{
    struct diag *diag = diag_new();
    struct buf told = {0};
    size_t count;
    buf_add_string(&told, "");
    guard_report(guard, "site/public", diag);
    const struct diagnostic *list = diag_sorted(diag, &count);
    for (size_t i = 0; i < count; i++)
        buf_printf(&told, "%s%s:%u: %.*s", i > 0 ? "\n" : "", list[i].mark.file, list[i].mark.line,
                   STR_ARGS(list[i].message));
    assert_string_equal(told.ptr, expected);
    buf_free(&told);
    diag_free(diag);
}

static bool finds(const struct trial *trial)
{
    struct diag *diag = diag_new();
    struct guard *guard = guard_of(trial->withheld, trial->is_name);
    guard_search(guard, str_of(trial->address), str_of(trial->published));
    guard_report(guard, "site/public", diag);
    bool found = diag_has_errors(diag);
    guard_free(guard);
    diag_free(diag);
    return found;
}

static void a_value_is_found_in_every_form(void **state)
{
    static const struct trial trials[] = {
        {"01234 567890", "a.html", "<p>Ring 01234 567890.</p>", false},
        {"01234 567890", "a.html", "<a href=\"tel:01234567890\">", false},
        {"01234 567890", "search.json", "{\"567890\":[3]}", false},
        {"O’Brien & Sons", "a.html", "<td>O’Brien &amp; Sons</td>", false},
        {"O'Brien & Sons", "a.html", "<td>O&#39;Brien &#x26; Sons</td>", false},
        {"Tom & \"Jerry\"", "feed.atom", "Tom &amp;amp; &amp;quot;Jerry&amp;quot;", false},
        {"Åsa \"Ann\" Élan", "a.json", "\"\\u00c5sa \\\"Ann\\\" \\u00c9lan\"", false},
        {"one line\nand another", "a.json", "\"one line\\nand another\"", false},
        {"one \"two\" three", "a.csv", "x,\"one \"\"two\"\" three\",y", false},
        {"the secret plan, at last", "a.csv", "x,\"the secret plan, at last\",y", false},
        {"Åsa's secret plan", "people/asas-secret-plan/index.html", "", false},
        {"the secret plan", "a.html", "<a href=\"x/the%20secret%20plan.pdf\">", false},
        {"Åsa Berg", "a.html", "<a href=\"%C3%85sa%20Berg\">", false},
        {"a rather long secret", "m.ics", "SUMMARY:a rather lo\r\n ng sec\r\n ret", false},
        {"secret; and quiet, too", "m.ics", "SUMMARY:secret\\; and quiet\\, too", false},
        {"the very secret plan", "a.html", "the <strong>very</strong> secret&nbsp;plan", false},
        {"the very secret plan", "a.html", "<img alt=\"The very secret plan\">", false},
        {"the very secret plan", "a.svg", "<text>the very <tspan>secret</tspan> plan", false},
        {"jo@sample.example", "a.html", "<a href=\"mailto:jo@sample.example\">", false},
        {"Alice Hollingsworth", "search.json", "\"hollingsworth\":[1,2]", true},
        {"It was said at length that the site in Mill Lane is to be sold", "a.html",
         "the site in Mill Lane is to be let", false},
        {"Board \"Smith\", Chair", "search/tt/0.js", "[\"the Board \\\"Smith\\\", Chair\"]", false},
        {"C:\\new\\reports of it", "a.json", "\"C:\\\\new\\\\reports of it\"", false},
        {"C:\\new\\reports of it", "a.html", "<p>C:\\new\\reports of it</p>", false},
        {"one line\nand another", "a.html", "<script>{\"a\":\"one line\\nand another\"}", false},
        {"the <p>secret</p> plan", "a.json", "\"the <p>secret</p> plan\"", false},
        {"Smith,Jones", "a.csv", "a,\"Smith,Jones\",b", false},
        {"one\ntwo three", "a.csv", "a,\"one\ntwo three\",b", false},
        {"a secret\nand more", "m.ics", "SUMMARY:a secret\\\r\n nand more", false},
        {"Marks&amp;Others", "m.ics", "SUMMARY:Marks&amp\\;Others", false},
        {"20 7946 0000", "a.html", "<p>20 7946 0000</p>", false},
        {"Тайный план", "a.html", "<p>Тайный план</p>", false},
    };
    (void)state;
    for (size_t i = 0; i < sizeof trials / sizeof *trials; i++)
        if (!finds(&trials[i]))
            fail_msg("'%s' is not found in '%s'", trials[i].withheld, trials[i].published);
}

static void what_tells_nothing_is_not_sought(void **state)
{
    static const struct trial trials[] = {
        {"Noted", "a.html", "<p>Noted</p>", false},
        {"14:00", "a.html", "<p>14:00</p>", false},
        {"2011-11-12", "a.html", "<time datetime=\"2011-11-12\">", false},
        {"2010/2011", "a.html", "<p>2010/2011</p>", false},
        {"secret", "a.html", "<p>a secretary</p>", false},
        {"the secret plan", "a.html", "<p>the secret</p><p>plan</p>", false},
        {"Smith, Chair", "a.html", "<tr><td>Smith</td><td>Chair</td></tr>", false},
        {"Member R", "a.csv", "board,member,r-f-smith,R F Smith", false},
        {"Café Ring", "a.csv", "a café,ring", false},
        {"Café Ring", "a.csv", "a,café\r\nring,b", false},
        {"Café Ring", "a.csv", "a,\"\"\"café\"\"\",ring", false},
        {"Smith, Chair", "a.html", "<h2>Smith</h2>\n<p>Chair</p>", false},
        {"Alice Hollingsworth", "search.json", "\"hollingsworth\":[1,2]", false},
        {"Partnership Board; Executive Group", "search/tt/0.js",
         "add([[\"Partnership Board\",\"Executive Group\"],1]);", false},
        {"Partnership Board: Executive Group", "a.json",
         "{\"Partnership Board\":\"Executive Group\"}", false},
        {"11/12/2011", "a.html", "<p>11.12.2011</p>", false},
        {"", "a.html", "", false},
    };
    (void)state;
    for (size_t i = 0; i < sizeof trials / sizeof *trials; i++)
        if (finds(&trials[i]))
            fail_msg("'%s' is found in '%s'", trials[i].withheld, trials[i].published);
}

/* The program writes dates itself, wherever it has one. */
static void a_date_alone_is_not_sought(void **state)
{
    static const char *const dates[] = {"<p>2011-11-12</p>", "<p>12/11/2011</p>",
                                        "<p>12 November 2011</p>", "<p>November 2011</p>"};
    (void)state;
    for (size_t i = 0; i < sizeof dates / sizeof *dates; i++) {
        struct guard *guard = guard_new();
        const struct withheld withheld = {
            .mark = {"t.yaml", 7, 3}, .field = "note", .subject = STR("person 'ann'")};
        guard_know_month(guard, STR("November"));
        guard_add_html(guard, &withheld, str_of(dates[i]));
        guard_close(guard);
        guard_search(guard, STR("a.html"), str_of(dates[i]));
        assert_told(guard, "");
        guard_free(guard);
    }
}

static void a_finding_names_the_value_and_the_first_file(void **state)
{
    struct guard *guard = guard_of("01234 567890", false);
    (void)state;
    guard_search(guard, STR("z.html"), STR("01234 567890"));
    guard_search(guard, STR("b.html"), STR("01234 567890"));
    guard_search(guard, STR("a.html"), STR("nothing"));
    assert_told(guard, "t.yaml:7: the telephone of person 'ann' is not for these readers, but "
                       "site/public/b.html would hold it");
    guard_free(guard);
}

/* What a public value says is public, before and after it was found. */
static void a_public_value_excuses_and_is_told(void **state)
{
    struct guard *guard = guard_of("01234 567890", false);
    (void)state;
    guard_search(guard, STR("a.html"), STR("01234 567890"));
    guard_excuse(guard, STR("Ring 01234 567890 or write."), EXCUSE_VALUE);
    guard_search(guard, STR("b.html"), STR("01234 567890"));
    assert_told(guard, "t.yaml:7: 1 withheld value stands in public texts as well, and is not "
                       "searched for: t.yaml:7");
    guard_free(guard);
}

/* Only the words that are public are: the rest of the value is still sought. */
static void an_excuse_is_no_wider_than_its_words(void **state)
{
    struct guard *guard = guard_of("one two three four five six seven eight nine", false);
    (void)state;
    guard_excuse(guard, STR("one two three four five six seven"), EXCUSE_VALUE);
    guard_search(guard, STR("a.html"), STR("one two three four five six seven"));
    assert_told(guard, "");
    guard_search(guard, STR("b.html"), STR("two three four five six seven eight"));
    assert_told(guard, "t.yaml:7: the telephone of person 'ann' is not for these readers, but "
                       "site/public/b.html would hold it");
    guard_free(guard);
}

static void templates_excuse_words_but_no_numbers(void **state)
{
    struct guard *words = guard_of("Background", false);
    struct guard *number = guard_of("01234 567890", false);
    struct guard *address = guard_of("jo@sample.example", false);
    struct guard *guards[] = {words, number, address};
    (void)state;
    for (size_t i = 0; i < 3; i++) {
        guard_excuse(guards[i], STR("background 01234 567890 jo@sample.example"), EXCUSE_WORDS);
        guard_search(guards[i], STR("a.html"), STR("Background 01234 567890 jo@sample.example"));
    }
    assert_told(words, "");
    assert_told(number, "t.yaml:7: the telephone of person 'ann' is not for these readers, but "
                        "site/public/a.html would hold it");
    assert_told(address, "t.yaml:7: the telephone of person 'ann' is not for these readers, but "
                         "site/public/a.html would hold it");
    for (size_t i = 0; i < 3; i++)
        guard_free(guards[i]);
}

static void a_file_is_found_by_its_bytes(void **state)
{
    static const struct withheld image = {
        .mark = {"a.png", 0, 0}, .field = "image", .subject = {"trust 't'", 9}};
    struct guard *guard = guard_new();
    (void)state;
    guard_add_file(guard, &image, ((struct str){"\x89PNG\0a", 6}));
    guard_close(guard);
    guard_search(guard, STR("t/b.png"), ((struct str){"\x89PNG\0b", 6}));
    assert_told(guard, "");
    guard_search(guard, STR("t/c.png"), ((struct str){"\x89PNG\0a", 6}));
    assert_told(guard, "a.png:0: the image of trust 't' is not for these readers, but "
                       "site/public/t/c.png would hold it");
    guard_excuse_file(guard, ((struct str){"\x89PNG\0a", 6}));
    assert_told(guard, "");
    guard_free(guard);
}

static void a_guard_of_nothing_finds_nothing(void **state)
{
    struct guard *guard = guard_new();
    (void)state;
    guard_close(guard);
    guard_excuse(guard, STR("text"), EXCUSE_VALUE);
    guard_search(guard, STR("a.html"), STR("text"));
    assert_told(guard, "");
    guard_free(guard);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_value_is_found_in_every_form),
        cmocka_unit_test(what_tells_nothing_is_not_sought),
        cmocka_unit_test(a_date_alone_is_not_sought),
        cmocka_unit_test(a_finding_names_the_value_and_the_first_file),
        cmocka_unit_test(a_public_value_excuses_and_is_told),
        cmocka_unit_test(an_excuse_is_no_wider_than_its_words),
        cmocka_unit_test(templates_excuse_words_but_no_numbers),
        cmocka_unit_test(a_file_is_found_by_its_bytes),
        cmocka_unit_test(a_guard_of_nothing_finds_nothing),
    };
    return cmocka_run_group_tests_name("guard", tests, NULL, NULL);
}
