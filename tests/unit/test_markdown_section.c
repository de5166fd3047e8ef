/* test_markdown_section.c: sections with an audience: where they begin and end, what is left of a
 * text without them, and that nothing else is taken for one. */
#include "markdown_sample.h"

#include <string.h>

static bool sees_public(const void *context, struct str audience)
{
    (void)context;
    return str_is(audience, "public");
}

static void place_section(const struct placement *placement, const struct section *section,
                          struct buf *out)
{
    (void)placement;
    buf_printf(out, "[%.*s%s%.*s]", STR_ARGS(section->audience), section->cut ? " cut " : " ",
               STR_ARGS(section->number));
}

static const struct document *numbered(struct fixture *fixture, const char *text)
{
    const struct origin origin = {.file = "t.md", .line = 1};
    const struct document *document =
        markdown_compile_numbered(fixture->arena, &origin, str_of(text), fixture->diag);
    assert_non_null(document);
    return document;
}

/* Asserts what the public edition of a text is, and the whole. */
static void assert_editions(struct fixture *fixture, const struct document *whole,
                            const char *expected_whole, const char *expected)
{
    const struct placement placement = {.section = place_section};
    const struct document *seen = markdown_cut(fixture->arena, whole, sees_public, NULL);
    markdown_render(whole, &placement, &fixture->out);
    assert_out(fixture, expected_whole);
    markdown_render(seen, &placement, &fixture->out);
    assert_out(fixture, expected);
    /* What was cut once stays cut. */
    markdown_render(markdown_cut(fixture->arena, seen, sees_public, NULL), &placement,
                    &fixture->out);
    assert_out(fixture, expected);
}

static void a_section_ends_at_the_next_heading_of_its_level(void **state)
{
    assert_editions(*state,
                    compile(*state, "## A\n\na\n\n## B {audience=members}\n\nb\n\n### C\n\nc\n\n"
                                    "## D\n\nd\n"),
                    "<h2 id=\"a\">A</h2>\n<p>a</p>\n<h2 id=\"b\">B</h2>\n[members ]<p>b</p>\n"
                    "<h3 id=\"c\">C</h3>\n<p>c</p>\n<h2 id=\"d\">D</h2>\n<p>d</p>\n",
                    "<h2 id=\"a\">A</h2>\n<p>a</p>\n[members cut ]<h2 id=\"d\">D</h2>\n<p>d</p>\n");
}

static void a_section_may_end_the_text_or_be_all_of_it(void **state)
{
    assert_editions(*state, compile(*state, "a\n\nB {audience=exempt}\n---\n\nb\n"),
                    "<p>a</p>\n<h2 id=\"b\">B</h2>\n[exempt ]<p>b</p>\n",
                    "<p>a</p>\n[exempt cut ]");
    assert_editions(*state, compile(*state, "# B {audience=members}"),
                    "<h1 id=\"b\">B</h1>\n[members ]", "[members cut ]");
}

static void sections_stand_in_sections(void **state)
{
    assert_editions(
        *state,
        compile(*state, "## A {audience=public}\n\na\n\n### B {audience=members}\n\nb\n\n"
                        "### C\n\n## D {audience=members}\n\n### E {audience=exempt}\n"),
        "<h2 id=\"a\">A</h2>\n[public ]<p>a</p>\n<h3 id=\"b\">B</h3>\n[members ]<p>b</p>\n"
        "<h3 id=\"c\">C</h3>\n<h2 id=\"d\">D</h2>\n[members ]<h3 id=\"e\">E</h3>\n[exempt ]",
        "<h2 id=\"a\">A</h2>\n[public ]<p>a</p>\n[members cut ]<h3 id=\"c\">C</h3>\n"
        "[members cut ]");
}

/* Numbers and ids are those of the whole text. */
static void what_stays_keeps_its_numbers_and_ids(void **state)
{
    struct fixture *fixture = *state;
    const struct document *whole =
        numbered(fixture, "## A\n\na\n\n## A {audience=exempt}\n\nb {#label}\n\n## A\n\nc\n");
    assert_editions(fixture, whole,
                    "<h2 id=\"a\"><span class=\"number\">1</span> A</h2>\n"
                    "<p><span class=\"number\" id=\"1.1\">1.1</span> a</p>\n"
                    "<h2 id=\"a-2\"><span class=\"number\">2</span> A</h2>\n[exempt 2]"
                    "<p id=\"label\"><span class=\"number\" id=\"2.1\">2.1</span> b</p>\n"
                    "<h2 id=\"a-3\"><span class=\"number\">3</span> A</h2>\n"
                    "<p><span class=\"number\" id=\"3.1\">3.1</span> c</p>\n",
                    "<h2 id=\"a\"><span class=\"number\">1</span> A</h2>\n"
                    "<p><span class=\"number\" id=\"1.1\">1.1</span> a</p>\n[exempt cut 2]"
                    "<h2 id=\"a-3\"><span class=\"number\">3</span> A</h2>\n"
                    "<p><span class=\"number\" id=\"3.1\">3.1</span> c</p>\n");
    const struct document *seen = markdown_cut(fixture->arena, whole, sees_public, NULL);
    size_t count;
    const struct numbered *paragraphs = markdown_numbered(seen, &count);
    assert_int_equal(count, 2);
    assert_true(str_is(paragraphs[1].number, "3.1"));
    const struct heading *headings = markdown_headings(seen, &count);
    assert_int_equal(count, 2);
    assert_true(str_is(headings[1].id, "a-3"));
}

/* A footnote goes with its last reference; those that stay keep their numbers. */
static void footnotes_go_with_their_references(void **state)
{
    struct fixture *fixture = *state;
    const struct document *whole =
        compile(fixture, "a[^1] b[^4]\n\n## B {audience=members}\n\nb[^1] c[^2]\n\n"
                         "[^1]: one\n[^2]: two[^3]\n[^3]: three\n[^4]: four\n");
    const struct document *seen = markdown_cut(fixture->arena, whole, sees_public, NULL);
    const struct placement none = {0};
    markdown_render(seen, &none, &fixture->out);
    assert_null(strstr(fixture->out.ptr, "two"));
    assert_null(strstr(fixture->out.ptr, "three"));
    assert_null(strstr(fixture->out.ptr, "fnref_1_2"));
    assert_non_null(strstr(fixture->out.ptr, "<li id=\"fn_1\">\n<p>one"));
    assert_non_null(strstr(fixture->out.ptr, "<li id=\"fn_2\">\n<p>four"));
    buf_clear(&fixture->out);
    assert_true(markdown_footnote_html(seen, 2, &fixture->out));
    assert_non_null(strstr(fixture->out.ptr, "four"));
    assert_false(markdown_footnote_html(seen, 3, &fixture->out));
    assert_false(markdown_footnote_html(seen, 4, &fixture->out));
    assert_int_equal(markdown_footnote_count(seen), 4);
    whole = compile(fixture, "## A {audience=members}\n\na[^1]\n\n## B\n\nb[^2]\n\n[^1]: one\n\n"
                             "[^2]: two\n");
    buf_clear(&fixture->out);
    markdown_render(markdown_cut(fixture->arena, whole, sees_public, NULL), &none, &fixture->out);
    assert_non_null(strstr(fixture->out.ptr, "<li value=\"2\" id=\"fn_2\">"));
    whole = compile(fixture, "a\n\n## A {audience=members}\n\na[^1]\n\n[^1]: one\n");
    buf_clear(&fixture->out);
    markdown_render(markdown_cut(fixture->arena, whole, sees_public, NULL), &none, &fixture->out);
    assert_out(fixture, "<p>a</p>\n");
}

static void links_directives_and_tables_are_cut(void **state)
{
    struct fixture *fixture = *state;
    const struct document *whole =
        compile(fixture,
                "[a](x) ![i](i.png)\n\n## B {audience=members}\n\n[b](y) ![secret](s.png \"t\")\n\n"
                "| secret |\n| --- |\n\n```{secret}\n```\n\n## C\n\n[c](z)\n\n```{open}\n```\n");
    const struct document *seen = markdown_cut(fixture->arena, whole, sees_public, NULL);
    size_t count;
    const struct target *targets = markdown_targets(seen, &count);
    assert_int_equal(count, 3);
    assert_true(str_is(targets[1].alt, "i"));
    assert_true(str_is(targets[2].destination, "z"));
    const struct directive *directives = markdown_directives(seen, &count);
    assert_int_equal(count, 1);
    assert_true(str_is(directives[0].name, "open"));
    const struct placement none = {0};
    markdown_text(seen, &fixture->out);
    markdown_render(seen, &none, &fixture->out);
    assert_null(strstr(fixture->out.ptr, "secret"));
    assert_non_null(strstr(fixture->out.ptr, "<a href=\"z\">c</a>"));
    buf_clear(&fixture->out);
    markdown_section_html(whole, 0, &fixture->out);
    assert_non_null(strstr(fixture->out.ptr, "secret"));
    assert_null(strstr(fixture->out.ptr, ">c<"));
}

/* Many sections, each with a footnote; every second one is cut. */
static void many_sections_are_cut_one_by_one(void **state)
{
    enum { MANY = 400 };
    struct fixture *fixture = *state;
    const struct placement none = {0};
    struct buf text = {0};
    for (int i = 0; i < MANY; i++)
        buf_printf(&text, "## S%d {audience=%s}\n\nt%d.[^n%d]\n\n", i,
                   i % 2 == 0 ? "members" : "public", i, i);
    for (int i = 0; i < MANY; i++)
        buf_printf(&text, "[^n%d]: note %d.\n\n", i, i);
    buf_add_char(&text, '\0');
    markdown_render(markdown_cut(fixture->arena, compile(fixture, text.ptr), sees_public, NULL),
                    &none, &fixture->out);
    buf_add_char(&fixture->out, '\0');
    const char *at = fixture->out.ptr;
    for (int i = 0; i < 2 * MANY; i++) {
        const char *sought = i < MANY ? arena_printf(fixture->arena, "<p>t%d.<", i)
                                      : arena_printf(fixture->arena, "<p>note %d. <", i - MANY);
        const char *found = strstr(fixture->out.ptr, sought);
        assert_int_equal(found != NULL, i % 2 == 1);
        assert_true(!found || found > at);
        at = found ? found : at;
    }
    buf_clear(&fixture->out);
    buf_free(&text);
}

static void a_document_that_all_may_read_is_itself(void **state)
{
    struct fixture *fixture = *state;
    const struct document *plain = compile(fixture, "## A\n\na[^1]\n\n[^1]: one\n");
    const struct document *open = compile(fixture, "## A {audience=public}\n\na\n");
    assert_ptr_equal(markdown_cut(fixture->arena, plain, sees_public, NULL), plain);
    assert_ptr_equal(markdown_cut(fixture->arena, open, sees_public, NULL), open);
}

static void nothing_else_is_taken_for_an_audience(void **state)
{
    static const struct refusal refusals[] = {
        {"a {audience=members}", RULE_SECTION_AUDIENCE, 1, 1, "end a heading"},
        {"a\n\nb *c* {audience = x", RULE_SECTION_AUDIENCE, 3, 1, "end a heading"},
        {"> ## A {audience=members}", RULE_SECTION_AUDIENCE, 1, 3, "end a heading"},
        {"- a\n\n  ## A {audience=members}", RULE_SECTION_AUDIENCE, 3, 3, "end a heading"},
        {"## A {audience=members} b", RULE_SECTION_AUDIENCE, 1, 1, "end a heading"},
        {"## A {audience: members}", RULE_SECTION_AUDIENCE, 1, 1, "end a heading"},
        {"## A {audience=Members}", RULE_SECTION_AUDIENCE, 1, 1, "end a heading"},
        {"## A { audience=members}", RULE_SECTION_AUDIENCE, 1, 1, "end a heading"},
        {"## A {Audience=exempt}", RULE_SECTION_AUDIENCE, 1, 1, "end a heading"},
        {"## A {AUDIENCE = exempt}", RULE_SECTION_AUDIENCE, 1, 1, "end a heading"},
        {"## A {\taudience=exempt}", RULE_SECTION_AUDIENCE, 1, 1, "end a heading"},
        {"## A {\xC2\xA0"
         "audience=exempt}",
         RULE_SECTION_AUDIENCE, 1, 1, "end a heading"},
        {"## A {\xE2\x80\x8B"
         "audience=exempt}",
         RULE_SECTION_AUDIENCE, 1, 1, "end a heading"},
        {"## A {au\xC2\xAD"
         "dience=exempt}",
         RULE_SECTION_AUDIENCE, 1, 1, "end a heading"},
        {"## A {exempt}", RULE_SECTION_AUDIENCE, 1, 1, "end a heading"},
        {"## A {Members}.", RULE_SECTION_AUDIENCE, 1, 1, "end a heading"},
        {"## A {exempt", RULE_SECTION_AUDIENCE, 1, 1, "end a heading"},
        {"## A {\xE2\x80\x8B"
         "exempt}",
         RULE_SECTION_AUDIENCE, 1, 1, "end a heading"},
        {"## A {#x audience=exempt}", RULE_SECTION_AUDIENCE, 1, 1, "end a heading"},
        {"## A {audiance=exmept}", RULE_SECTION_AUDIENCE, 1, 1, "end a heading"},
        {"## A {*audience*=exempt}", RULE_SECTION_AUDIENCE, 1, 1, "end a heading"},
        {"> A {exempt}\n> ---", RULE_SECTION_AUDIENCE, 1, 3, "end a heading"},
        {"## {audience=members}", RULE_SECTION_AUDIENCE, 1, 1, "end a heading"},
    };
    for (size_t i = 0; i < sizeof refusals / sizeof *refusals; i++)
        assert_refused(*state, &refusals[i]);
    assert_html(*state, "`{audience=members}`", "<p><code>{audience=members}</code></p>\n");
    assert_html(*state, "## `a {audience=members}`",
                "<h2 id=\"a-audiencemembers\"><code>a {audience=members}</code></h2>\n");
    assert_html(*state, "## {all} exempt {#members}",
                "<h2 id=\"all-exempt-members\">{all} exempt {#members}</h2>\n");
    assert_html(*state, "an audience {of all}", "<p>an audience {of all}</p>\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        CASE(a_section_ends_at_the_next_heading_of_its_level),
        CASE(a_section_may_end_the_text_or_be_all_of_it),
        CASE(sections_stand_in_sections),
        CASE(what_stays_keeps_its_numbers_and_ids),
        CASE(footnotes_go_with_their_references),
        CASE(links_directives_and_tables_are_cut),
        CASE(many_sections_are_cut_one_by_one),
        CASE(a_document_that_all_may_read_is_itself),
        CASE(nothing_else_is_taken_for_an_audience),
    };
    return cmocka_run_group_tests_name("markdown: sections", tests, NULL, NULL);
}
