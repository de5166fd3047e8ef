/* test_markdown_numbers.c: numbers of headings and paragraphs, and the labels of paragraphs.
 *
 * Layer: tests. Uses: markdown. */
#include "markdown_sample.h"

#include <string.h>

static const struct document *numbered_from(struct fixture *fixture, const char *text,
                                            struct diag *diag)
{
    const struct origin origin = {.file = "t.md", .line = 1};
    return markdown_compile_numbered(fixture->arena, &origin, str_of(text), diag);
}

static const struct document *numbered(struct fixture *fixture, const char *text)
{
    const struct document *document = numbered_from(fixture, text, fixture->diag);
    if (!document)
        fail_msg("refused: %s", text);
    return document;
}

static void assert_numbered(struct fixture *fixture, const char *text, const char *html)
{
    markdown_render(numbered(fixture, text), &(struct placement){0}, &fixture->out);
    assert_out(fixture, html);
}

#define P(number) "<p><span class=\"number\" id=\"" number "\">" number "</span> "

static void numbers_headings_and_the_paragraphs_below_them(void **state)
{
    assert_numbered(
        *state, "a\n\n## B\n\nc\n\nd\n\n# E\n\nf\n",
        "<p>a</p>\n"
        "<h2 id=\"b\"><span class=\"number\">1</span> B</h2>\n" P("1.1") "c</p>\n" P(
            "1.2") "d</p>\n"
                   "<h1 id=\"e\"><span class=\"number\">2</span> E</h1>\n" P("2.1") "f</p>\n");
}

static void numbers_paragraphs_alone_where_no_heading_counts(void **state)
{
    assert_numbered(*state, "a\n\n### B\n\nc\n",
                    P("1") "a</p>\n<h3 id=\"b\">B</h3>\n" P("2") "c</p>\n");
}

/* What stands in a list, a quotation, a table, a footnote or a directive has none, nor does a
 * heading in one count. */
static void numbers_nothing_inside_other_blocks(void **state)
{
    struct fixture *fixture = *state;
    size_t count;
    const struct document *document =
        numbered(fixture, "a[^1]\n\n- b\n\n  c\n\n> # d\n>\n> e\n\n| f |\n| - |\n| g |\n\n"
                          "```{h}\ni\n```\n\nTable: j\n\nk\n\n[^1]: l\n");
    const struct numbered *list = markdown_numbered(document, &count);
    assert_int_equal(count, 3);
    assert_true(str_is(list[0].number, "1"));
    assert_int_equal(list[0].mark.line, 1);
    assert_true(str_is(list[2].number, "3"));
    assert_int_equal(list[2].mark.line, 21);
}

static void nothing_is_numbered_unasked(void **state)
{
    struct fixture *fixture = *state;
    size_t count;
    const struct document *document = compile(fixture, "## A\n\nb\n");
    markdown_numbered(document, &count);
    assert_int_equal(count, 0);
    assert_true(markdown_headings(document, &count)[0].number.len == 0);
    markdown_render(document, &(struct placement){0}, &fixture->out);
    assert_out(fixture, "<h2 id=\"a\">A</h2>\n<p>b</p>\n");
}

static void labels_are_ids_and_no_words(void **state)
{
    struct fixture *fixture = *state;
    assert_numbered(fixture, "a *b*  {#costs}\n",
                    "<p id=\"costs\"><span class=\"number\" id=\"1\">1</span> a <em>b</em></p>\n");
    assert_numbered(fixture, "a\n\nb {#c-1}",
                    P("1") "a</p>\n<p id=\"c-1\"><span class=\"number\" id=\"2\">2</span> b</p>\n");
    size_t count;
    const struct document *document = numbered(fixture, "a\n\nb {#c}\n");
    const struct numbered *list = markdown_numbered(document, &count);
    assert_int_equal(count, 2);
    assert_true(str_is(list[1].label, "c"));
    assert_int_equal(list[1].mark.line, 3);
    assert_int_equal(list[1].mark.column, 3);
    markdown_text(document, &fixture->out);
    assert_out(fixture, "a b");
}

static void what_is_no_label_stays(void **state)
{
    static const char *const texts[] = {"a {#B}",   "a {b}",       "a {#1}",
                                        "a \\{#b}", "a &#123;#b}", "a {#b\\}",
                                        "a {#b} c", "a `{#b}`",    "a {#}"};
    struct fixture *fixture = *state;
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        size_t count;
        assert_true(markdown_numbered(numbered(fixture, texts[i]), &count)->label.len == 0);
    }
    assert_int_equal(diag_count(fixture->diag, SEVERITY_WARNING), 0);
}

static void labels_that_name_nothing_are_told(void **state)
{
    static const struct refusal cases[] = {
        {"a {#costs}", RULE_LABEL_PLACE, 1, 3, "numbered: yes"},
        {"- a\n\n- b {#c}\n", RULE_LABEL_PLACE, 3, 5, "{#c}"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_warned(*state, &cases[i]);
    struct fixture *fixture = *state;
    assert_non_null(numbered(fixture, "> a {#b}\n\n{#c}\n"));
    assert_int_equal(diag_count(fixture->diag, SEVERITY_WARNING), 2);
}

static void labels_that_name_two_places_are_refused(void **state)
{
    static const char *const texts[] = {"a {#b}\n\nc {#b}\n", "## B\n\na {#b}\n"};
    struct fixture *fixture = *state;
    for (size_t i = 0; i < 2; i++) {
        size_t count;
        struct diag *diag = diag_new();
        assert_null(numbered_from(fixture, texts[i], diag));
        const struct diagnostic *found = diag_sorted(diag, &count);
        assert_int_equal(count, 1);
        assert_int_equal(found->rule, RULE_DUPLICATE_LABEL);
        assert_int_equal(found->mark.line, 3);
        assert_int_equal(found->mark.column, 3);
        diag_free(diag);
    }
}

/* A heading that reads like a number or a label gets another id. */
static void ids_are_unique(void **state)
{
    assert_numbered(*state, "a\n\n### 1\n", P("1") "a</p>\n<h3 id=\"1-2\">1</h3>\n");
}

static void write_prefix_number(const struct placement *placement, const struct target *target,
                                struct buf *out)
{
    (void)placement;
    buf_printf(out, "(%.*s)", STR_ARGS(target->destination));
}

static void a_place_prefixes_ids_and_fills_links_without_words(void **state)
{
    struct fixture *fixture = *state;
    const struct placement placement = {.id_prefix = "x-", .number = write_prefix_number};
    const struct document *document = numbered(fixture, "a [](#b), [c](#b) {#d}\n");
    size_t count;
    const struct target *targets = markdown_targets(document, &count);
    assert_true(targets[0].wordless);
    assert_false(targets[1].wordless);
    markdown_render(document, &placement, &fixture->out);
    assert_out(fixture, "<p id=\"x-d\"><span class=\"number\" id=\"x-1\">1</span> a "
                        "<a href=\"#b\">(#b)</a>, <a href=\"#b\">c</a></p>\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        CASE(numbers_headings_and_the_paragraphs_below_them),
        CASE(numbers_paragraphs_alone_where_no_heading_counts),
        CASE(numbers_nothing_inside_other_blocks),
        CASE(nothing_is_numbered_unasked),
        CASE(labels_are_ids_and_no_words),
        CASE(what_is_no_label_stays),
        CASE(labels_that_name_nothing_are_told),
        CASE(labels_that_name_two_places_are_refused),
        CASE(ids_are_unique),
        CASE(a_place_prefixes_ids_and_fills_links_without_words),
    };
    return cmocka_run_group_tests_name("markdown_numbers", tests, NULL, NULL);
}
