/* test_template_words.c: strings: templates in their place, forms by number, and their errors. */
#include "template_sample.h"

#include "../../generator/mustache/plural.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

static void are_templates_of_their_place(void **state)
{
    struct sample *sample = *state;
    sample_string(sample, "skip", "Skip &amp; go");
    sample_string(sample, "of.name", "the {{name}} of {{trust.name}}");
    sample_string(sample, "both", "{{words.skip}}: {{words.of.name}}");
    sample_page(sample, "<{{words.both}}>{{#seats}}{{words.of.name}};{{/seats}}",
                "<Skip &amp; go: the Board &lt;1&gt; of Example>"
                "the Chair of Example;the Member of Example;");
}

static void are_ordinary_names_of_data(void **state)
{
    struct sample *sample = *state;
    sample_string(sample, "skip", "string");
    sample_add(sample, "page", "{{words.skip}}");
    sample_renders_data(sample, "page", "{\"words\": {\"skip\": \"data\"}}", "data");
}

/* Adds "key" with the forms, each at a line of its own, that `by` chooses. */
static void add_forms(struct sample *sample, const char *by, const char *language,
                      const char *const *forms, size_t count)
{
    struct string_form list[8];
    for (size_t i = 0; i < count; i++)
        list[i] = (struct string_form){
            str_of(forms[2 * i]), str_of(forms[2 * i + 1]), {"en.yaml", (unsigned)i + 3, 5}};
    template_add_string(sample->set, STR("key"), str_of(by), (struct mark){"en.yaml", 2, 7}, list,
                        count, language);
}

static void form_goes_by_a_count(void **state)
{
    struct sample *sample = *state;
    static const char *const forms[] = {"zero",     "no parts", "one",
                                        "one part", "other",    "{{children.count}} parts"};
    add_forms(sample, "children.count", "en", forms, 3);
    sample_page(sample, "{{words.key}} {{#children}}{{words.key}} {{/children}}",
                "2 parts one part no parts ");
}

static void form_goes_by_a_number(void **state)
{
    static const struct {
        const char *by;
        const char *expected;
    } rows[] = {
        {"seat.phone", "otherother"}, /* 100, and nothing */
        {"position", "oneother"},
        {"name", "otherother"},
        {"holder.seats.count", "oneother"},
    };
    static const char *const forms[] = {"one", "one", "other", "other"};
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        void *one;
        sample_set_up(&one);
        add_forms(one, rows[i].by, "en-GB", forms, 2);
        sample_page(one, "{{#seats}}{{words.key}}{{/seats}}", rows[i].expected);
        sample_tear_down(&one);
    }
}

/* What each language calls the numbers from 0 to 24: a letter for each. Source: Unicode CLDR. */
static void languages(void **state)
{
    static const struct {
        const char *language;
        const char *categories;
    } rows[] = {
        {"en", "o1ooooooooooooooooooooooo"},    {"cy", "z12foomoooooooooooooooooo"},
        {"ga", "o12ffffmmmmoooooooooooooo"},    {"gd", "o12ffffffff12fffffffooooo"},
        {"fr", "11ooooooooooooooooooooooo"},    {"pl", "m1fffmmmmmmmmmmmmmmmmmfff"},
        {"zz", "ooooooooooooooooooooooooo"},    {"", "ooooooooooooooooooooooooo"},
        {"en-GB", "o1ooooooooooooooooooooooo"}, {"english", "ooooooooooooooooooooooooo"},
        {"EN-gb", "o1ooooooooooooooooooooooo"}, {"e", "ooooooooooooooooooooooooo"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const struct language *language = language_named(rows[i].language);
        char found[26] = "";
        for (long number = 0; number < 25; number++) {
            enum plural_category category = language_category(language, number);
            found[number] = "z12fmo"[category];
            assert_true(language_has(language, category));
        }
        assert_string_equal(found, rows[i].categories);
    }
}

static void errors_of_strings(void **state)
{
    struct sample *sample = *state;
    sample_string(sample, "self", "a {{words.loop}}");
    sample_string(sample, "loop", "b {{words.self}}");
    sample_string(sample, "wrong", "c\n {{nmae}}");
    sample_string(sample, "outer", "{{words.wrong}}");
    sample_string(sample, "bad", "{{#x}}");
    sample_add(sample, "page",
               "{{words.slef}}\n{{words.self}}\n{{words.outer}}\n{{{words.wrong}}}\n"
               "{{#words.wrong}}{{/words.wrong}}\n{{words.bad}}\n{{words.}}");
    sample_fails(
        sample, "page",
        "en.yaml:1:1 unclosed-section: {{#x}} is opened here and not closed before the end of the "
        "template\n"
        "en.yaml:1:3 endless-recursion: the string `self` contains itself (the string is used at "
        "page:2:1)\n"
        "en.yaml:2:4 unknown-name: a body has no `nmae` (did you mean {{name}}?; the string is "
        "used at page:3:1)\n"
        "page:1:3 unknown-string: the strings file has no `slef` (did you mean {{words.self}}?)\n"
        "page:4:4 wrong-use: a string is a template and is never escaped (write it with two "
        "braces)\n"
        "page:5:4 wrong-use: `words.wrong` is a string of the site; only a field can open a "
        "section\n"
        "page:7:3 template-syntax: a name is missing after a dot of `words.`\n");
}

static void errors_of_forms(void **state)
{
    static const struct {
        const char *by;
        const char *forms[6];
    } rows[] = {
        {"children.count", {"one", "1", "othr", "2"}},
        {"children.count", {"one", "1", "xyzzy", "2", "other", "3"}},
        {"children.count", {"other", "1", "other", "2"}},
        {"children.count", {"few", "1", "other", "2"}},
        {"", {"one", "1", "other", "2"}},
        {"children.cuont", {"one", "1", "other", "2"}},
        {"children", {"one", "1", "other", "2"}},
        {"statutory", {"one", "1", "other", "2"}},
        {"sets.count", {"one", "1", "other", "2"}},
    };
    static const char *const told[] = {
        "en.yaml:3:5 missing-field: the string `key` says nothing for all other numbers (add the "
        "form other)\n"
        "en.yaml:4:5 unknown-value: `othr` is no form of the string `key` (did you mean other?)\n",
        "en.yaml:4:5 unknown-value: `xyzzy` is no form of the string `key` (write zero, one, two, "
        "few, many or other)\n",
        "en.yaml:4:5 duplicate-key: the form other of the string `key` is given twice\n",
        "en.yaml:3:5 warning unknown-value: no number has the form few in the language en: it is "
        "never used\n",
        "en.yaml:3:5 missing-field: the string `key` has several forms and does not say by what "
        "number (add by: and the path of a number, such as seats.count)\n",
        "en.yaml:2:16 wrong-use: `children` is a list; `cuont` could be that of any of several "
        "(did you mean {{children.count}}?; the string is used at page:2:2)\n",
        "en.yaml:2:7 wrong-use: the forms of `key` go by `children`, which is no number here (name "
        "a number, or the count of a list: seats.count; the string is used at page:2:2)\n",
        "en.yaml:2:7 wrong-use: the forms of `key` go by `statutory`, which is no number here "
        "(name a number, or the count of a list: seats.count; the string is used at page:2:2)\n",
        "en.yaml:2:7 unknown-name: a body has no `sets` (did you mean {{seats}}?; the string is "
        "used at page:2:2)\n"};
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        static const struct shape *const context[] = {&sample_trust, &sample_body};
        void *one;
        sample_set_up(&one);
        add_forms(one, rows[i].by, "en", rows[i].forms, rows[i].forms[4] ? 3 : 2);
        sample_add(one, "page", "\n {{words.key}}");
        template_compile(((struct sample *)one)->set, STR("page"), context, 2, (struct mark){0});
        sample_told(one, told[i]);
        sample_tear_down(&one);
    }
}

#define WITH_SAMPLE(test) cmocka_unit_test_setup_teardown(test, sample_set_up, sample_tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_SAMPLE(are_templates_of_their_place),
        WITH_SAMPLE(are_ordinary_names_of_data),
        WITH_SAMPLE(form_goes_by_a_count),
        cmocka_unit_test(form_goes_by_a_number),
        cmocka_unit_test(languages),
        WITH_SAMPLE(errors_of_strings),
        cmocka_unit_test(errors_of_forms),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
