/* test_template_errors.c: every error that a typed template can have, at its line and column, with
 * what to write instead. */
#include "template_sample.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

/* A template "page" and all that is told of it. */
struct row {
    const char *template;
    const char *told;
};

static void check(const struct row *rows, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        void *state;
        sample_set_up(&state);
        sample_add(state, "page", rows[i].template);
        sample_fails(state, "page", rows[i].told);
        sample_tear_down(&state);
    }
}

#define CHECK(rows) check(rows, sizeof(rows) / sizeof *(rows))

static void unknown_names(void **state)
{
    static const struct row rows[] = {
        {"<h1>\n  {{nmae}}",
         "page:2:5 unknown-name: a body has no `nmae` (did you mean {{name}}?)\n"},
        {"{{#seats}}{{url}}{{/seats}}", "page:1:13 unknown-name: a seat has no `url`; the trust "
                                        "around it has (write {{trust.url}})\n"},
        {"{{#seats}}{{#url}}{{/url}}{{/seats}}", "page:1:14 unknown-name: a seat has no `url`; the "
                                                 "trust around it has (write {{#trust.url}})\n"},
        {"{{#seats}}{{^purpose}}{{/purpose}}{{/seats}}",
         "page:1:14 unknown-name: a seat has no `purpose`; the body around it has (write "
         "{{^body.purpose}})\n"},
        {"{{xyzzy}}", "page:1:3 unknown-name: a body has no `xyzzy`\n"},
        {"é{{ founded.iso2 }}", "page:1:13 unknown-name: `founded` is a date, which has no `iso2` "
                                "(did you mean {{founded.iso}}?)\n"},
        {"{{founded.iso.x}}", "page:1:15 unknown-name: `founded.iso` is text, which has no `x`\n"},
        {"{{trust.nmae}}",
         "page:1:9 unknown-name: a trust has no `nmae` (did you mean {{trust.name}}?)\n"},
        {"{{#trsut}}{{anything}}{{/trsut}}",
         "page:1:4 unknown-name: a body has no `trsut` (did you mean {{#trust}}?)\n"},
        {"{{quorum.not_sated}}", "page:1:10 unknown-name: `quorum` is text, which has no "
                                 "`not_sated` (did you mean {{quorum.not_stated}}?)\n"},
        {"{{#seats}}{{capacity.chiar}}{{/seats}}",
         "page:1:22 unknown-name: `capacity` is a capacity, which has no `chiar` (did you mean "
         "{{capacity.chair}}?)\n"},
        {"{{first}}", "page:1:3 unknown-name: `first` is known inside the section of a list, and "
                      "here is none\n"},
        {"{{#statutory}}{{position}}{{/statutory}}",
         "page:1:17 unknown-name: `position` is known inside the section of a list, and here is "
         "none\n"},
        {"{{value.note}}", "page:1:3 unknown-name: `value` is known inside the section of a field, "
                           "and here is none\n"},
        {"{{#dates}}{{.isoo}}{{/dates}}", "page:1:13 unknown-name: `.` is a date here, which has "
                                          "no `isoo` (did you mean {{.iso}}?)\n"},
        {"{{name.first}}", "page:1:8 unknown-name: `name` is text, which has no `first`\n"},
    };
    (void)state;
    CHECK(rows);
}

static void wrong_uses(void **state)
{
    static const struct row rows[] = {
        {"{{statutory}}", "page:1:3 wrong-use: `statutory` is yes or no and prints nothing (write "
                          "{{#statutory}}...{{/statutory}})\n"},
        {"{{seats}}", "page:1:3 wrong-use: `seats` is a list and cannot be printed at once (write "
                      "{{#seats}}{{name}}{{/seats}})\n"},
        {"{{aliases}}", "page:1:3 wrong-use: `aliases` is a list and cannot be printed at once "
                        "(write {{#aliases}}{{.}}{{/aliases}})\n"},
        {"{{trust}}", "page:1:3 wrong-use: `trust` is a trust, of which one field can be printed, "
                      "not the whole (write {{trust.name}})\n"},
        {"{{#seats}}{{holder}}{{/seats}}",
         "page:1:13 wrong-use: `holder` is a person, of which one field can be printed, not the "
         "whole (write {{holder.name}})\n"},
        {"{{{name}}}",
         "page:1:4 wrong-use: `name` is plain text, which is always escaped (write {{name}})\n"},
        {"{{#name}}{{{.}}}{{/name}}",
         "page:1:13 wrong-use: `.` is plain text, which is always escaped (write {{.}})\n"},
        {"{{#seats.any}}{{seats.any}}{{/seats.any}}",
         "page:1:17 wrong-use: `seats.any` is yes or no and prints nothing (write "
         "{{#seats.any}}...{{/seats.any}})\n"},
        {"{{founded.given}}", "page:1:3 wrong-use: `founded.given` is yes or no and prints nothing "
                              "(write {{#founded.given}}...{{/founded.given}})\n"},
        {"{{seats.name}}", "page:1:9 wrong-use: `seats` is a list; `name` could be that of any of "
                           "several (write {{#seats}}{{name}}{{/seats}})\n"},
        {"{{dates.iso}}", "page:1:9 wrong-use: `dates` is a list; `iso` could be that of any of "
                          "several (write {{#dates}}{{.iso}}{{/dates}})\n"},
        {"{{#seats.count}}{{/seats.count}}",
         "page:1:4 wrong-use: `seats.count` is a number; a section asks whether something is there "
         "(write {{#seats.any}})\n"},
        {"{{^seats.count}}{{/seats.count}}",
         "page:1:4 wrong-use: `seats.count` is a number; a section asks whether something is there "
         "(write {{^seats.any}})\n"},
        {"{{#children}}{{#position}}{{/position}}{{/children}}",
         "page:1:17 wrong-use: `position` is a number; a section asks whether something is "
         "there\n"},
        {"{{.}}",
         "page:1:3 wrong-use: `.` is what the section of a field is at, and here is none\n"},
        {"{{#seats}}{{.}}{{/seats}}",
         "page:1:13 wrong-use: `.` is what the section of a field is at, and here is none\n"},
        {"{{#name}}{{#.}}{{/.}}{{/name}}",
         "page:1:13 wrong-use: `.` is what this section is at already\n"},
        {"{{#statutory}}{{.}}{{/statutory}}",
         "page:1:17 wrong-use: `.` is what the section of a field is at, and here is none\n"},
        {"{{#name}}{{#seats}}{{.}}{{/seats}}{{/name}}",
         "page:1:22 wrong-use: `.` is what the section of a field is at, and here is none\n"},
        {"{{>*name}}", "page:1:5 wrong-use: a template can be called by a choice, whose values are "
                       "known; `name` is none\n"},
        {"{{>*extra.colour}}", "page:1:5 wrong-use: a template can be called by a choice, whose "
                               "values are known; `extra.colour` is none\n"},
    };
    (void)state;
    CHECK(rows);
}

static void unknown_partials(void **state)
{
    static const struct row rows[] = {
        {"a\n {{> paeg}}",
         "page:2:6 unknown-partial: there is no template `paeg` (did you mean `page`?)\n"},
        {"{{<xyzzy}}{{/xyzzy}}", "page:1:4 unknown-partial: there is no template `xyzzy`\n"},
        {"{{#seats}}{{>as-*capacity}}{{/seats}}",
         "page:1:14 unknown-partial: there is no template `as-chair`, which `capacity` calls for "
         "`chair`\n"
         "page:1:14 unknown-partial: there is no template `as-member`, which `capacity` calls for "
         "`member`\n"},
    };
    (void)state;
    CHECK(rows);
}

/* A partial is checked for every type it is used with, and an error of one type is told once. */
static void partials_are_checked_for_each_type(void **state)
{
    struct sample *sample = *state;
    sample_add(sample, "row", "{{name}} {{purpose}} {{nmae}}");
    sample_add(sample, "page",
               "{{>row}}{{>row}}{{#seats}}{{>row}}{{/seats}}{{#children}}{{>row}}{{/children}}");
    sample_fails(sample, "page",
                 "row:1:12 unknown-name: a seat has no `purpose`; the body around it has (write "
                 "{{body.purpose}})\n"
                 "row:1:24 unknown-name: a body has no `nmae` (did you mean {{name}}?)\n"
                 "row:1:24 unknown-name: a seat has no `nmae` (did you mean {{name}}?)\n");
}

static void all_errors_are_told_at_once(void **state)
{
    struct sample *sample = *state;
    sample_add(sample, "one", "{{a}}\n{{#b}}\n");
    sample_add(sample, "two", "{{zzz}}{{%}}");
    sample_add(sample, "page", "{{>one}}{{>two}}{{>three}}{{statutory}}");
    sample_fails(sample, "page",
                 "one:2:1 unclosed-section: {{#b}} is opened here and not closed before the end of "
                 "the template\n"
                 "page:1:20 unknown-partial: there is no template `three`\n"
                 "page:1:29 wrong-use: `statutory` is yes or no and prints nothing (write "
                 "{{#statutory}}...{{/statutory}})\n"
                 "two:1:3 unknown-name: a body has no `zzz`\n"
                 "two:1:10 template-syntax: `%` is no sign of a tag, and no name begins with it "
                 "(the signs are # ^ / > < $ ! & = and {)\n");
}

/* What was wrong for one page is not told again for the next, which fails nonetheless. */
static void later_pages_fail_too(void **state)
{
    struct sample *sample = *state;
    sample_add(sample, "row", "{{nmae}}");
    sample_add(sample, "page", "{{>row}}");
    sample_add(sample, "page2", "{{name}}{{>row}}");
    sample_fails(sample, "page",
                 "row:1:3 unknown-name: a body has no `nmae` (did you mean {{name}}?)\n");
    sample_fails(sample, "page2",
                 "row:1:3 unknown-name: a body has no `nmae` (did you mean {{name}}?)\n");
}

static void unknown_template(void **state)
{
    struct sample *sample = *state;
    sample_add(sample, "overview", "");
    sample_fails(
        sample, "overveiw",
        "plan:7:3 unknown-partial: there is no template `overveiw` (did you mean `overview`?)\n");
}

static void endless_recursion(void **state)
{
    struct sample *sample = *state;
    sample_add(sample, "self", "x\n{{>self}}");
    sample_add(sample, "a", "{{#children}}{{>b}}{{/children}}\n{{>b}}");
    sample_add(sample, "b", "{{>a}}");
    sample_add(sample, "outer", "{{#trust}}{{>outer}}{{/trust}}");
    sample_add(sample, "chair", "{{>*capacity}}");
    sample_add(sample, "member", "");
    sample_add(sample, "layout", "{{<layout}}{{/layout}}");
    sample_add(sample, "page",
               "{{>self}}{{>a}}{{>outer}}{{#seats}}{{>*capacity}}{{/seats}}{{>layout}}");
    sample_fails(sample, "page",
                 "a:2:1 endless-recursion: this calls `b`, which comes back here without end (put "
                 "the call inside a section, so that it ends where the data do)\n"
                 "b:1:1 endless-recursion: this calls `a`, which comes back here without end (put "
                 "the call inside a section, so that it ends where the data do)\n"
                 "chair:1:1 endless-recursion: this calls `chair`, which comes back here without "
                 "end (put the call inside a section, so that it ends where the data do)\n"
                 "layout:1:1 endless-recursion: this calls `layout`, which comes back here without "
                 "end (put the call inside a section, so that it ends where the data do)\n"
                 "outer:1:11 endless-recursion: this calls `outer`, which comes back here without "
                 "end (put the call inside a section, so that it ends where the data do)\n"
                 "self:2:1 endless-recursion: this calls `self`, which comes back here without end "
                 "(put the call inside a section, so that it ends where the data do)\n");
}

static void unused_templates_and_strings(void **state)
{
    struct sample *sample = *state;
    sample_add(sample, "row", "{{words.used}}");
    sample_add(sample, "stale", "{{>older}}");
    sample_add(sample, "older", "");
    sample_string(sample, "used", "x");
    sample_string(sample, "forgotten", "y");
    sample_page(sample, "{{>row}}", "x");
    template_report_unused(sample->set, NULL);
    sample_told(sample,
                "en.yaml:1:1 warning unused-template: no template uses the string `forgotten`\n"
                "older:0:0 warning unused-template: nothing uses the template `older`\n"
                "stale:0:0 warning unused-template: nothing uses the template `stale`\n");
}

static void names_given_twice(void **state)
{
    struct sample *sample = *state;
    sample_add(sample, "row", "1");
    sample_add(sample, "row", "2");
    sample_string(sample, "hello", "1");
    sample_string(sample, "hello", "2");
    sample_told(sample, "en.yaml:1:1 duplicate-key: the string `hello` is given twice\n"
                        "row:0:0 duplicate-key: there is a template `row` already: row\n");
}

/* Blocks in blocks that would double with each of many levels stop at a bound. */
static void doubling_is_stopped(void **state)
{
    struct sample *sample = *state;
    struct buf text = {0};
    for (int i = 0; i < 40; i++) {
        const char *key = arena_printf(sample->arena, "s%d", i);
        sample_string(sample, key,
                      arena_printf(sample->arena, "{{words.s%d}}{{words.s%d}}", i + 1, i + 1));
    }
    sample_string(sample, "s40", "");
    sample_add(sample, "page", "{{words.s0}}");
    sample_fails(
        sample, "page",
        "en.yaml:1:1 template-limit: with all that it uses, this template becomes too large (does "
        "a block or string repeat what repeats another?; the string is used at page:1:1)\n");
    buf_free(&text);
}

#define WITH_SAMPLE(test) cmocka_unit_test_setup_teardown(test, sample_set_up, sample_tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(unknown_names),
        cmocka_unit_test(wrong_uses),
        cmocka_unit_test(unknown_partials),
        WITH_SAMPLE(partials_are_checked_for_each_type),
        WITH_SAMPLE(all_errors_are_told_at_once),
        WITH_SAMPLE(later_pages_fail_too),
        WITH_SAMPLE(unknown_template),
        WITH_SAMPLE(endless_recursion),
        WITH_SAMPLE(unused_templates_and_strings),
        WITH_SAMPLE(names_given_twice),
        WITH_SAMPLE(doubling_is_stopped),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
