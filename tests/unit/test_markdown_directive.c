/* test_markdown_directive.c: directives found in a text, and filled by the place where it stands.
 *
 * Layer: tests. Uses: markdown. */
#include "markdown_sample.h"

#include <string.h>

static const struct directive *directives_of(struct fixture *fixture, const char *text,
                                             size_t *count)
{
    return markdown_directives(compile(fixture, text), count);
}

static void finds_what_is_written(void **state)
{
    static const struct {
        const char *text;
        const char *name;
        const char *inside;
        unsigned line;
        unsigned column;
    } cases[] = {
        {"```{quote}\na: b\n\n  c\n```\n", "quote", "a: b\n\n  c\n", 1, 4},
        {"a\n~~~~ { member-table }\nb\n~~~\n~~~~\n", "member-table", "b\n~~~\n", 2, 6},
        {"```{quote\na\n```\n", "{quote", "a\n", 1, 4},
        {"```{}\n```\n", "", "", 1, 4},
        {"```{a} b\n```\n", "{a} b", "", 1, 4},
        {"a[^1]\n\n```{a[^1]}\nb[^1]\n| c |\n| - |\n```\n\n[^1]: d\n", "a[^1]",
         "b[^1]\n| c |\n| - |\n", 3, 4},
        {"[^1]: a\n\nb[^1]\n\n```{c}\nd\n", "c", "d\n", 5, 4},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        size_t count;
        const struct directive *found = directives_of(*state, cases[i].text, &count);
        assert_int_equal(count, 1);
        assert_true(str_is(found->name, cases[i].name));
        assert_true(str_is(found->text, cases[i].inside));
        assert_int_equal(found->mark.line, cases[i].line);
        assert_int_equal(found->mark.column, cases[i].column);
    }
}

static void code_stays_code(void **state)
{
    static const char *const texts[] = {
        "```quote\na\n```\n",     "    ```{quote}\n",    "`{quote}`\n",
        "``` q{uote}\na\n```\n",  "```\n{quote}\n```\n", "```&#123;quote}\na\n```\n",
        "``` \\{quote}\na\n```\n"};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        size_t count;
        directives_of(*state, texts[i], &count);
        assert_int_equal(count, 0);
    }
}

/* What is inside has the columns of the file only where the fence begins its line. */
static void refuses_what_does_not_stand_by_itself(void **state)
{
    static const struct refusal cases[] = {
        {"- a\n\n  ```{b}\n  ```\n", RULE_DIRECTIVE_PLACE, 3, 6, "'b'"},
        {"> ```{b}\n", RULE_DIRECTIVE_PLACE, 1, 6, "'b'"},
        {" ```{b}\n ```\n", RULE_DIRECTIVE_PLACE, 1, 5, "'b'"},
        {"a[^1]\n\n[^1]: b\n\n    ```{c}\n    ```\n", RULE_DIRECTIVE_PLACE, 5, 8, "'c'"},
        /* a character that no message may hold */
        {"- ```{a&#127;}\n", RULE_DIRECTIVE_PLACE, 1, 6, "'a&#127;'"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_refused(*state, &cases[i]);
}

static void write_name(const struct placement *placement, const struct directive *directive,
                       struct buf *out)
{
    (void)placement;
    buf_printf(out, "<%.*s>\n", STR_ARGS(directive->name));
}

static void a_place_fills_it(void **state)
{
    struct fixture *fixture = *state;
    const struct placement placement = {.directive = write_name};
    const struct document *document =
        compile(fixture, "a\n```{b}\nc\n```\n```{d}\n```\n```e\ng\n```\nf\n");
    markdown_render(document, &placement, &fixture->out);
    assert_out(fixture, "<p>a</p>\n<b>\n<d>\n<pre role=\"group\" aria-label=\"g\" "
                        "tabindex=\"0\"><code class=\"language-e\">g\n</code></pre>\n"
                        "<p>f</p>\n");
    markdown_text(document, &fixture->out);
    assert_out(fixture, "a g f");
    document = compile(fixture, "```{b}\nc\n```\n");
    markdown_render(document, &placement, &fixture->out);
    assert_out(fixture, "<b>\n");
    assert_false(markdown_is_empty(document));
}

static void a_place_without_directives_shows_code(void **state)
{
    assert_html(*state, "a\n```{b}\n<c>\n```\n",
                "<p>a</p>\n<pre role=\"group\" aria-label=\"&lt;c&gt;\" tabindex=\"0\"><code "
                "class=\"language-{b}\">&lt;c&gt;\n</code></pre>\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        CASE(finds_what_is_written),
        CASE(code_stays_code),
        CASE(refuses_what_does_not_stand_by_itself),
        CASE(a_place_fills_it),
        CASE(a_place_without_directives_shows_code),
    };
    return cmocka_run_group_tests_name("markdown_directive", tests, NULL, NULL);
}
