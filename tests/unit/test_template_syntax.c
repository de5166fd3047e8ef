/* test_template_syntax.c: how a template's text is read: tags, delimiters, lines of their own; and
 * every error of syntax at its place, all of them in one run. */
#include "template_sample.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

struct row {
    const char *template;
    const char *expected;
};

static const char data[] = "{\"yes\": true, \"no\": false, \"list\": [1, 2], \"word\": \"w\"}";

static void check_rendering(const struct row *rows, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        void *state;
        sample_set_up(&state);
        sample_add(state, "page", rows[i].template);
        sample_renders_data(state, "page", data, rows[i].expected);
        sample_tear_down(&state);
    }
}

static void check_errors(const struct row *rows, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        void *state;
        sample_set_up(&state);
        sample_add(state, "page", rows[i].template);
        sample_told(state, rows[i].expected);
        sample_tear_down(&state);
    }
}

#define RENDERS(rows) check_rendering(rows, sizeof(rows) / sizeof *(rows))
#define TELLS(rows)   check_errors(rows, sizeof(rows) / sizeof *(rows))

static void tags(void **state)
{
    static const struct row rows[] = {
        {"{{word}}{{ word }}{{\n\tword\n}}", "www"},
        {"{{{word}}}{{{ word }}}{{&word}}{{& word }}", "wwww"},
        {"{word} {{{word}}} } }} {", "{word} w } }} {"},
        {"a{{! any {{ thing\n at all }}b", "ab"},
        {"{{!}}x", "x"},
        {"{{#yes}}1{{/yes}}{{# no }}2{{/ no }}{{^no}}3{{/no}}{{^yes}}4{{/yes}}", "13"},
        {"{{#list}}{{#yes}}{{.}}{{/yes}}{{/list}}", "truetrue"},
        {"{{naïve}}{{a-b}}{{_c}}{{1}}", ""},
    };
    (void)state;
    RENDERS(rows);
}

static void delimiters(void **state)
{
    static const struct row rows[] = {
        {"{{=<% %>=}}<%word%>{{word}}<%={{ }}=%>{{word}}", "w{{word}}w"},
        {"{{= | | =}}|word||#yes|y|/yes|", "wy"},
        {"{{=<% %>=}}<%{word}%><%& word %><%! no %>", "ww"},
        {"{{=$ $=}}$word$", "w"},
        {"{{=é ü=}}éwordü", "w"},
        {"{{#yes}}{{=[ ]=}}[word][/yes][word]", "ww"},
    };
    (void)state;
    RENDERS(rows);
}

static void lines_of_their_own(void **state)
{
    static const struct row rows[] = {
        {"a\n  {{#yes}}\t\nb\n  {{/yes}}  \nc", "a\nb\nc"},
        {"{{#list}}\n{{.}}\n{{/list}}\n", "1\n2\n"},
        {"a\r\n{{#yes}}\r\nb\r\n{{/yes}}\r\n", "a\r\nb\r\n"},
        {"  {{! alone }}\nx\n{{! last }}", "x\n"},
        {"{{=<% %>=}}\nx", "x"},
        {" {{word}} \n", " w \n"},
        {"{{#yes}} {{/yes}}\n", " \n"},
        {"{{#yes}}{{! two }}\n{{/yes}}", "\n"},
        {"\n\n{{#yes}}\n\n{{/yes}}\n\n", "\n\n\n\n"},
    };
    (void)state;
    RENDERS(rows);
}

static void unclosed_tags(void **state)
{
    static const struct row rows[] = {
        {"a {{", "page:1:3 template-syntax: this tag is not closed: `{{` lacks `}}`\n"},
        {"a\n b {{word", "page:2:4 template-syntax: this tag is not closed: `{{word` lacks `}}`\n"},
        {"{{word {{word}} {{#x}}",
         "page:1:1 template-syntax: this tag is not closed: `{{word` lacks `}}`\n"
         "page:1:17 unclosed-section: {{#x}} is opened here and not closed before the end of the "
         "template\n"},
        {"{{{word}}",
         "page:1:1 template-syntax: this tag opens with {{{ and must close with }}}\n"},
        {"{{{word}} }",
         "page:1:1 template-syntax: this tag opens with {{{ and must close with }}}\n"},
        {"{{! never", "page:1:1 template-syntax: this tag is not closed: `{{!` lacks `}}`\n"},
        {"{{= [ ] }}", "page:1:1 template-syntax: a change of delimiters names two, with a space "
                       "between and without = (write {{=<% %>=}})\n"},
        {"{{=[ ]=}}[word",
         "page:1:10 template-syntax: this tag is not closed: `[word` lacks `]`\n"},
        {"{{{{{{{{", "page:1:1 template-syntax: this tag is not closed: `{{{` lacks `}}`\n"
                     "page:1:4 template-syntax: this tag is not closed: `{{{` lacks `}}`\n"
                     "page:1:7 template-syntax: this tag is not closed: `{{` lacks `}}`\n"},
    };
    (void)state;
    TELLS(rows);
}

static void bad_names(void **state)
{
    static const struct row rows[] = {
        {"{{}}", "page:1:1 template-syntax: this tag has no name\n"},
        {"{{ }} {{#}}{{/}}", "page:1:1 template-syntax: this tag has no name\n"
                             "page:1:7 template-syntax: this tag has no name\n"
                             "page:1:12 template-syntax: this tag has no name\n"},
        {"{{> }}", "page:1:1 template-syntax: this tag has no name\n"},
        {"{{first name}}",
         "page:1:3 template-syntax: a name has no space in it; here one follows `first`\n"},
        {"{{#a\nb}}{{/a\nb}}",
         "page:1:4 template-syntax: a name has no space in it; here one follows `a`\n"},
        {"{{%pragma}}{{@x}}{{*x}}{{?x}}",
         "page:1:3 template-syntax: `%` is no sign of a tag, and no name begins with it (the signs "
         "are # ^ / > < $ ! & = and {)\n"
         "page:1:14 template-syntax: `@` is no sign of a tag, and no name begins with it (the "
         "signs are # ^ / > < $ ! & = and {)\n"
         "page:1:20 template-syntax: `*` is no sign of a tag, and no name begins with it (the "
         "signs are # ^ / > < $ ! & = and {)\n"
         "page:1:26 template-syntax: `?` is no sign of a tag, and no name begins with it (the "
         "signs are # ^ / > < $ ! & = and {)\n"},
        {"{{a..b}} {{a.}} {{a.b}} {{.}} {{..}}",
         "page:1:3 template-syntax: a name is missing after a dot of `a..b`\n"
         "page:1:12 template-syntax: a name is missing after a dot of `a.`\n"
         "page:1:33 template-syntax: a name is missing after a dot of `..`\n"},
        {"{{>a*}} {{>*}} {{>x*a.}} {{>* a b}}",
         "page:1:1 template-syntax: this tag has no name\n"
         "page:1:9 template-syntax: this tag has no name\n"
         "page:1:21 template-syntax: a name is missing after a dot of `a.`\n"
         "page:1:31 template-syntax: a name has no space in it; here one follows `a`\n"},
        {"{{a\001b}}", "page:1:3 template-syntax: a name holds no control characters\n"},
    };
    (void)state;
    TELLS(rows);
}

static void bad_delimiters(void **state)
{
    static const struct row rows[] = {
        {"{{=<%=}}", "page:1:1 template-syntax: a change of delimiters names two, with a space "
                     "between and without = (write {{=<% %>=}})\n"},
        {"{{==}}", "page:1:1 template-syntax: a change of delimiters names two, with a space "
                   "between and without = (write {{=<% %>=}})\n"},
        {"{{=a b c=}}", "page:1:1 template-syntax: a change of delimiters names two, with a space "
                        "between and without = (write {{=<% %>=}})\n"},
        {"{{=a= b=}}{{word}}", "page:1:1 template-syntax: a change of delimiters names two, with a "
                               "space between and without = (write {{=<% %>=}})\n"},
        {"{{=0123456789abcdefg >=}}", "page:1:1 template-syntax: a change of delimiters names two, "
                                      "with a space between and without = (write {{=<% %>=}})\n"},
    };
    (void)state;
    TELLS(rows);
}

static void unclosed_sections(void **state)
{
    static const struct row rows[] = {
        {"x\n {{#list}}\n", "page:2:2 unclosed-section: {{#list}} is opened here and not closed "
                            "before the end of the template\n"},
        {"{{^no}}", "page:1:1 unclosed-section: {{^no}} is opened here and not closed before the "
                    "end of the template\n"},
        {"{{<layout}}{{$block}}", "page:1:1 unclosed-section: {{<layout}} is opened here and not "
                                  "closed before the end of the template\n"
                                  "page:1:12 unclosed-section: {{$block}} is opened here and not "
                                  "closed before the end of the template\n"},
        {"{{/list}}",
         "page:1:1 unclosed-section: {{/list}} closes nothing: no section is open here\n"},
        {"\n{{#list}}\n{{/lsit}}\n", "page:3:1 unclosed-section: {{/lsit}} closes another section "
                                     "than the one open here: {{#list}} of line 2\n"},
        {"{{#list}}{{/yes}}{{/list}}", "page:1:10 unclosed-section: {{/yes}} closes another "
                                       "section than the one open here: {{#list}} of line 1\n"},
        {"{{#a}}\n{{#b}}\n{{/a}}\n{{/b}}",
         "page:2:1 unclosed-section: {{#b}} is opened here and not closed before an outer one is, "
         "in line 3\n"
         "page:4:1 unclosed-section: {{/b}} closes nothing: no section is open here\n"},
        {"{{#a}}{{<*b}}{{/b}}{{/ * b}}{{/a}}",
         "page:1:14 unclosed-section: {{/b}} closes another section than the one open here: "
         "{{<*b}} of line 1\n"},
    };
    (void)state;
    TELLS(rows);
}

static void all_in_one_run(void **state)
{
    static const struct row rows[] = {
        {"{{a b}}\n{{%c}}\n{{#d}}\n{{}}\n{{=x=}}\n{{{e}}\n{{/f}}",
         "page:1:3 template-syntax: a name has no space in it; here one follows `a`\n"
         "page:2:3 template-syntax: `%` is no sign of a tag, and no name begins with it (the signs "
         "are # ^ / > < $ ! & = and {)\n"
         "page:3:1 unclosed-section: {{#d}} is opened here and not closed before the end of the "
         "template\n"
         "page:4:1 template-syntax: this tag has no name\n"
         "page:5:1 template-syntax: a change of delimiters names two, with a space between and "
         "without = (write {{=<% %>=}})\n"
         "page:6:1 template-syntax: this tag opens with {{{ and must close with }}}\n"
         "page:7:1 unclosed-section: {{/f}} closes another section than the one open here: {{#d}} "
         "of line 3\n"},
    };
    (void)state;
    TELLS(rows);
}

static void blocks_filled_twice(void **state)
{
    static const struct row rows[] = {
        {"{{<layout}}\n{{$a}}1{{/a}}\n  {{$a}}2{{/a}}\n{{/layout}}",
         "page:3:6 template-syntax: `a` is filled twice; line 2 has it first\n"},
    };
    (void)state;
    TELLS(rows);
}

/* `unit` some times over, in the sample's arena. */
static const char *repeated(struct sample *sample, const char *unit, size_t times)
{
    struct buf text = {0};
    for (size_t i = 0; i < times; i++)
        buf_add_string(&text, unit);
    const char *kept = arena_copy(sample->arena, buf_str(&text)).ptr;
    buf_free(&text);
    return kept;
}

static void depth_is_bounded(void **state)
{
    struct sample *sample = *state;
    sample_add(sample, "page", repeated(sample, "{{#a}}", 100000));
    size_t count;
    const struct diagnostic *list = diag_sorted(sample->diag, &count);
    assert_int_equal(count, 101);
    assert_int_equal(list[100].rule, RULE_TEMPLATE_LIMIT);
    assert_int_equal(list[100].mark.column, 601);
}

static void names_are_bounded(void **state)
{
    struct sample *sample = *state;
    sample_add(sample, "page", arena_printf(sample->arena, "{{%s}}", repeated(sample, "n", 201)));
    sample_told(
        sample,
        "page:1:3 template-limit: this name is longer than 200 bytes (is the tag closed?)\n");
}

static void errors_are_bounded(void **state)
{
    struct sample *sample = *state;
    size_t count;
    sample_add(sample, "page", repeated(sample, "{{}}", 100000));
    diag_sorted(sample->diag, &count);
    assert_int_equal(count, 101);
}

/* Texts that invite a reader to look at everything again at each tag. */
static void hostile_texts_are_read_once(void **state)
{
    static const char *const units[] = {
        "{{",         "{{a ",      "{{{a}}",           "{{!",    "{{=",   "{{=a =}",
        "{{$a}}\n\n", "{{<a}} \n", "\n  {{#a}}{{/a}}", "{{a}} ", "{{/a}}"};
    struct sample *sample = *state;
    for (size_t i = 0; i < sizeof units / sizeof *units; i++)
        sample_add(sample, units[i], repeated(sample, units[i], 300000));
    sample_add(sample, "open at the end",
               arena_printf(sample->arena, "%s}}", repeated(sample, "{{a ", 300000)));
}

#define WITH_SAMPLE(test) cmocka_unit_test_setup_teardown(test, sample_set_up, sample_tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(tags),
        cmocka_unit_test(delimiters),
        cmocka_unit_test(lines_of_their_own),
        cmocka_unit_test(unclosed_tags),
        cmocka_unit_test(bad_names),
        cmocka_unit_test(bad_delimiters),
        cmocka_unit_test(unclosed_sections),
        cmocka_unit_test(all_in_one_run),
        cmocka_unit_test(blocks_filled_twice),
        WITH_SAMPLE(depth_is_bounded),
        WITH_SAMPLE(names_are_bounded),
        WITH_SAMPLE(errors_are_bounded),
        WITH_SAMPLE(hostile_texts_are_read_once),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
