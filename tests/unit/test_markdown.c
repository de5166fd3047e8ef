/* test_markdown.c: what a text becomes, what a place makes of it, and what is refused where. */
#include "markdown_sample.h"

#include <string.h>

static void writes_each_construct(void **state)
{
    static const struct {
        const char *text;
        const char *html;
    } rows[] = {
        {"a *b* **c** `d<e>`", "<p>a <em>b</em> <strong>c</strong> <code>d&lt;e&gt;</code></p>\n"},
        {"a\nb\\\nc  \nd", "<p>a\nb<br>\nc<br>\nd</p>\n"},
        {"5 < 6 & \"7\"", "<p>5 &lt; 6 &amp; &quot;7&quot;</p>\n"},
        {"&lt;b&gt; \\<b>", "<p>&lt;b&gt; &lt;b&gt;</p>\n"},
        {"- a\n- b\n", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>\n"},
        {"- a\n\n- b\n", "<ul>\n<li>\n<p>a</p>\n</li>\n<li>\n<p>b</p>\n</li>\n</ul>\n"},
        {"3. a\n4. b\n", "<ol start=\"3\">\n<li>a</li>\n<li>b</li>\n</ol>\n"},
        {"> a\n> > b\n",
         "<blockquote>\n<p>a</p>\n<blockquote>\n<p>b</p>\n</blockquote>\n</blockquote>\n"},
        {"```c x\n<a>\n```\n", "<pre role=\"group\" aria-label=\"&lt;a&gt;\" tabindex=\"0\"><code "
                               "class=\"language-c\">&lt;a&gt;\n</code></pre>\n"},
        {"    a\n", "<pre role=\"group\" aria-label=\"a\" tabindex=\"0\"><code>a\n</code></pre>\n"},
        {"a\n\n---\n\nb", "<p>a</p>\n<hr>\n<p>b</p>\n"},
        {"[a *b*](/c?d=e&f \"g\")",
         "<p><a href=\"/c?d=e&amp;f\" title=\"g\">a <em>b</em></a></p>\n"},
        {"[a][b]\n\n[b]: c.html 'd'\n", "<p><a href=\"c.html\" title=\"d\">a</a></p>\n"},
        {"<https://a.b>", "<p><a href=\"https://a.b\">https://a.b</a></p>\n"},
        {"<a@b.uk>", "<p><a href=\"mailto:a@b.uk\">a@b.uk</a></p>\n"},
        {"[a](b\"é'c)", "<p><a href=\"b%22%C3%A9&#39;c\">a</a></p>\n"},
        {"![a *b* [c](d) ![e](f)](g.png \"h\")",
         "<p><img src=\"g.png\" alt=\"a b c e\" title=\"h\"></p>\n"},
        {"a\r\n\r\nb\rc\r\n", "<p>a</p>\n<p>b\nc</p>\n"},
        {"# a\n## b *c*\nd\n=",
         "<h1 id=\"a\">a</h1>\n<h2 id=\"b-c\">b <em>c</em></h2>\n<h1 id=\"d\">d</h1>\n"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        assert_html(*state, rows[i].text, rows[i].html);
}

static void nothing_makes_an_empty_document(void **state)
{
    static const char *const texts[] = {"", "\n\n", "[a]: b\n", "\r\n"};
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        assert_true(markdown_is_empty(compile(*state, texts[i])));
        assert_html(*state, texts[i], "");
    }
    assert_false(markdown_is_empty(compile(*state, "#")));
    assert_html(*state, "#", "<h1 id=\"section\"></h1>\n");
}

static void names_headings(void **state)
{
    static const struct {
        const char *text;
        const char *ids;
    } rows[] = {
        {"# Who Sits Where?", "who-sits-where"},
        {"# Café Århus Straße Œuvre", "cafe-arhus-strasse-oeuvre"},
        {"# Ŵyn Ỳ Cafe\xCC\x81", "wyn-y-cafe"},
        {"# a -- b _ c/d", "a-b-c-d"},
        {"# ' - a' - !", "a"},
        {"# 4.12 Costs – 2006", "412-costs-2006"},
        {"# 日本", "section"},
        {"# [a](b) `c` ![d](e)", "a-c-d"},
        {"# a\n# a\n# a", "a a-2 a-3"},
        {"# a\n# a\n# a-2", "a a-3 a-2"},
        {"# a-2\n# a\n# a\n# a-2", "a-2 a a-3 a-2-2"},
        {"#\n#\n", "section section-2"},
    };
    struct fixture *fixture = *state;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        size_t count;
        const struct heading *headings = markdown_headings(compile(fixture, rows[i].text), &count);
        for (size_t h = 0; h < count; h++) {
            buf_add_string(&fixture->out, h > 0 ? " " : "");
            buf_add(&fixture->out, headings[h].id);
        }
        assert_out(fixture, rows[i].ids);
    }
}

static void lists_headings(void **state)
{
    struct fixture *fixture = *state;
    size_t count;
    const struct heading *heading = markdown_headings(
        compile(fixture, "a\n\n  ## b *c* [d](e) `<` ![f](g) &\n\n> h\n> ---\n"), &count);
    assert_int_equal(count, 2);
    assert_int_equal(heading->level, 2);
    assert_int_equal(heading->mark.line, 3);
    assert_int_equal(heading->mark.column, 3);
    buf_add(&fixture->out, heading->html);
    assert_out(fixture, "b <em>c</em> d <code>&lt;</code> f &amp;");
    buf_add(&fixture->out, heading->text);
    assert_out(fixture, "b c d < f &");
    assert_int_equal(heading[1].level, 2);
    assert_int_equal(heading[1].mark.line, 5);
    assert_int_equal(heading[1].mark.column, 3);
}

static void a_place_shifts_and_prefixes(void **state)
{
    struct fixture *fixture = *state;
    struct placement place = {.heading_shift = 2, .id_prefix = "p3-"};
    const struct document *document = compile(fixture, "# a\n\n##### b\n");
    markdown_render(document, &place, &fixture->out);
    assert_out(fixture, "<h3 id=\"p3-a\">a</h3>\n<h6 id=\"p3-b\">b</h6>\n");
    place.heading_shift = UINT32_MAX;
    markdown_render(document, &place, &fixture->out);
    assert_out(fixture, "<h6 id=\"p3-a\">a</h6>\n<h6 id=\"p3-b\">b</h6>\n");
}

static void resolve(const struct placement *placement, const struct target *target, struct buf *out)
{
    buf_printf(out, "%s%s%.*s&\"", (const char *)placement->context, target->image ? "img/" : "",
               STR_ARGS(target->destination));
}

static void a_place_resolves_destinations(void **state)
{
    struct fixture *fixture = *state;
    const struct placement place = {.link = resolve, .context = "../"};
    markdown_render(compile(fixture, "[a](body:b) ![c](d)"), &place, &fixture->out);
    assert_out(fixture, "<p><a href=\"../body:b&amp;%22\">a</a> "
                        "<img src=\"../img/d&amp;%22\" alt=\"c\"></p>\n");
}

static bool measure(const struct placement *placement, const struct target *target, unsigned *width,
                    unsigned *height)
{
    *width = 4;
    *height = (unsigned)target->destination.len;
    return placement->context && target->described;
}

static void a_place_says_how_large_images_are(void **state)
{
    struct fixture *fixture = *state;
    const struct placement place = {.image_size = measure, .context = "known"};
    markdown_render(compile(fixture, "![*a* ![b](c)](abc)![ ](d)"), &place, &fixture->out);
    assert_out(fixture, "<p><img src=\"abc\" width=\"4\" height=\"3\" alt=\"a b\">"
                        "<img src=\"d\" alt=\" \"></p>\n");
}

static void one_paragraph_renders_inline(void **state)
{
    static const struct {
        const char *text;
        const char *html;
    } rows[] = {
        {"a *b*", "a <em>b</em>"},
        {"[a](b)", "<a href=\"b\">a</a>"},
        {"a\n\nb", "<p>a</p>\n<p>b</p>\n"},
        {"# a", "<h1 id=\"a\">a</h1>\n"},
        {"- a", "<ul>\n<li>a</li>\n</ul>\n"},
        {"", ""},
    };
    struct fixture *fixture = *state;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        markdown_render_inline(compile(fixture, rows[i].text), &(struct placement){0},
                               &fixture->out);
        assert_out(fixture, rows[i].html);
    }
}

static void gives_the_words(void **state)
{
    struct fixture *fixture = *state;
    const struct document *document =
        compile(fixture, "# a *b*\n\nc\nd [e](f) &amp; ![g](h)\n\n- i\n- `j`\n\n```\nk l\n```\n");
    markdown_text(document, &fixture->out);
    assert_out(fixture, "a b c d e & g i j k l");
}

static void lists_targets_where_they_stand(void **state)
{
    static const struct {
        const char *text;
        unsigned marks[6][2]; /* lines and columns */
    } rows[] = {
        {"a [b](c) é [d](e)", {{1, 3}, {1, 12}}},
        {"a ![b](c) [![d](e)](f)", {{1, 3}, {1, 11}, {1, 12}}},
        {"> a\n> b [c](d)\n", {{2, 5}}},
        {"> a\nlazy [c](d)\n", {{2, 6}}},
        {"- a\n\n  > b\n  >  c [d](e)\n", {{4, 8}}},
        {"1. a\n   b [c](d)\n", {{2, 6}}},
        {"a `b\nc` [d](e)\n", {{2, 4}}},
        {"a [b\nc](d) [e](f)\n", {{1, 3}, {2, 7}}},
        {"[a](b\n\"c\nd\") [e](f)\n[g](h)", {{1, 1}, {3, 5}, {4, 1}}},
        {"a\\\nb [c](d)\\\n[e](f)  \n[g](h)", {{2, 3}, {3, 1}, {4, 1}}},
        {"[a]: b\n[c]: d\ne [a]\n[c]", {{3, 3}, {4, 1}}},
        {"a <http://b.c> <d@e.uk> [f](g)", {{1, 3}, {1, 16}, {1, 25}}},
        {"# a [b](c) #\n", {{1, 5}}},
        {"a\n  b [c](d)\n===\n", {{2, 5}}},
        {"&amp;&amp; [b](c)\n", {{1, 12}}},
        {"`[` \\[ [b](c)\n", {{1, 8}}},
        {"a\r\n> b [c](d)\r\n", {{2, 5}}},
        {"\ta\n\nb\tc [d](e)\n", {{3, 5}}},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        size_t count;
        const struct target *targets = markdown_targets(compile(*state, rows[i].text), &count);
        for (size_t t = 0; t < 6; t++) {
            unsigned line = rows[i].marks[t][0];
            if (t >= count
                    ? line != 0
                    : targets[t].mark.line != line || targets[t].mark.column != rows[i].marks[t][1])
                fail_msg("%s: %zu: %u:%u", rows[i].text, t, t < count ? targets[t].mark.line : 0,
                         t < count ? targets[t].mark.column : 0);
        }
    }
}

static void targets_are_as_written(void **state)
{
    size_t count;
    const struct target *targets =
        markdown_targets(compile(*state, "[a](body:b) ![c](<d e.png>)"), &count);
    assert_int_equal(count, 2);
    assert_true(str_is(targets[0].destination, "body:b"));
    assert_false(targets[0].image);
    assert_true(str_is(targets[1].destination, "d e.png"));
    assert_true(targets[1].image);
}

static const struct refusal refusals[] = {
    {"a <b>", RULE_RAW_HTML, 1, 3, "**words**"},
    {"a <STRONG>", RULE_RAW_HTML, 1, 3, "**words**"},
    {"é </i>", RULE_RAW_HTML, 1, 3, "*words*"},
    {"a <br/> b", RULE_RAW_HTML, 1, 3, "backslash"},
    {"x <a href='b'>", RULE_RAW_HTML, 1, 3, "[words](address)"},
    {"a <img src=x onerror=alert(1)>", RULE_RAW_HTML, 1, 3, "![what it shows](address)"},
    {"a\n\n<table>\n<tr>\n</table>\n", RULE_RAW_HTML, 3, 1, "| between the cells"},
    {"- <script>alert(1)</script>\n", RULE_RAW_HTML, 1, 3, "no programs"},
    {"<!-- a -->\n", RULE_RAW_HTML, 1, 1, "delete the comment"},
    {"a <!-- b -->", RULE_RAW_HTML, 1, 3, "delete the comment"},
    {"a <!-- b -- c -->", RULE_RAW_HTML, 1, 3, "delete the comment"},
    {"a <?b?>", RULE_RAW_HTML, 1, 3, "backquotes"},
    {"a <unknown-tag>", RULE_RAW_HTML, 1, 3, "\\<"},
    {"`<b>` \\<b> <b>", RULE_RAW_HTML, 1, 12, "\"<b>\""},
    {"> a\n> `x` <b>", RULE_RAW_HTML, 2, 7, "\"<b>\""},
    {"> a\nb <b\nc>", RULE_RAW_HTML, 2, 3, "\"<b\""},
    {"[a](javascript:alert)", RULE_UNSAFE_LINK, 1, 1, "javascript:alert"},
    {"b [a](JaVaScRiPt:x)", RULE_UNSAFE_LINK, 1, 3, "https://"},
    {"[a](java&#x0A;script:x)", RULE_UNSAFE_LINK, 1, 1, "javascript:x"},
    {"[a](&#1;javascript&colon;x)", RULE_UNSAFE_LINK, 1, 1, "javascript:x"},
    {"[a](<\tjavascript:x>)", RULE_UNSAFE_LINK, 1, 1, "javascript:x"},
    {"![a](data:text/html,x)", RULE_UNSAFE_LINK, 1, 1, "data:"},
    {"![![a](data:x)](b)", RULE_UNSAFE_LINK, 1, 3, "data:"},
    {"[a](//b.c)", RULE_UNSAFE_LINK, 1, 1, "https:"},
    {"[a](/\\\\b.c)", RULE_UNSAFE_LINK, 1, 1, "https:"},
    {"[a](\\\\\\\\b.c)", RULE_UNSAFE_LINK, 1, 1, "https:"},
    {"[a](java​script:x)", RULE_UNSAFE_LINK, 1, 1, "a word and a colon"},
    {"[a](javascript:body:alert)", RULE_UNSAFE_LINK, 1, 1, "javascript"},
    {"[a](salford:body:b;alert)", RULE_UNSAFE_LINK, 1, 1, "salford"},
    {"[a](salford:unknown:b)", RULE_UNSAFE_LINK, 1, 1, "salford"},
    {"[a](body:b/c)", RULE_UNSAFE_LINK, 1, 1, "body"},
    {"<ab:&#128;>", RULE_UNSAFE_LINK, 1, 1, "\"ab:?\""},
    {"<irc://a.b>", RULE_UNSAFE_LINK, 1, 1, "irc"},
    {"x\n\n[a]\n\n[a]: vbscript:b\n", RULE_UNSAFE_LINK, 3, 1, "vbscript"},
    {"# [a](ftp://b)\n", RULE_UNSAFE_LINK, 1, 3, "ftp"},
};

static void refuses_each_at_its_place(void **state)
{
    for (size_t i = 0; i < sizeof refusals / sizeof refusals[0]; i++)
        assert_refused(*state, &refusals[i]);
}

static void allows_safe_destinations(void **state)
{
    static const char *const texts[] = {
        "[a](http://b)",
        "[a](HTTPS://b)",
        "[a](mailto:b@c.uk)",
        "[a](b/c.html)",
        "[a](../b?c:d)",
        "[a](#b:c)",
        "[a](/b)",
        "[a](./b:c)",
        "[a](body:b)",
        "[a](person:b-c-2)",
        "[a](page:b#c-d)",
        "[a](salford:post:b)",
        "[a](salford:page:b#c)",
        "[a]()",
        "[a](?b)",
    };
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++)
        compile(*state, texts[i]);
}

static void reports_every_error_of_a_run(void **state)
{
    struct fixture *fixture = *state;
    assert_null(
        compile_from(fixture, 21, STR("<b>a</b>\n[c](x:d)\n\n> <i>\n\n<div>\n"), fixture->diag));
    static const unsigned marks[][2] = {{21, 1}, {21, 5}, {22, 1}, {24, 3}, {26, 1}};
    size_t count;
    const struct diagnostic *found = diag_sorted(fixture->diag, &count);
    assert_int_equal(count, sizeof marks / sizeof marks[0]);
    for (size_t i = 0; i < count; i++) {
        assert_int_equal(found[i].mark.line, marks[i][0]);
        assert_int_equal(found[i].mark.column, marks[i][1]);
        assert_string_equal(found[i].mark.file, "t.md");
    }
}

static struct mark ten_to_the_right(void *context, size_t offset)
{
    return (struct mark){context, 7, (unsigned)offset + 11};
}

static void asks_where_a_moved_text_stands(void **state)
{
    static char file[] = "folded.yaml";
    struct fixture *fixture = *state;
    const struct origin origin = {.locate = ten_to_the_right, .context = file};
    assert_null(markdown_compile(fixture->arena, &origin, STR("a\nb <i> [c](d:e)"), fixture->diag));
    size_t count;
    const struct diagnostic *found = diag_sorted(fixture->diag, &count);
    assert_int_equal(count, 2);
    assert_string_equal(found[0].mark.file, "folded.yaml");
    assert_int_equal(found[0].mark.line, 7);
    assert_int_equal(found[0].mark.column, 15);
    assert_int_equal(found[1].mark.column, 19);
}

static void bounds_the_size(void **state)
{
    struct fixture *fixture = *state;
    repeat(&fixture->out, "a\n", 256 * 1024);
    assert_non_null(compile_out(fixture, fixture->diag));
    repeat(&fixture->out, "a", 1);
    assert_limit(fixture, 1, 1);
}

static void bounds_nesting(void **state)
{
    struct fixture *fixture = *state;
    repeat(&fixture->out, "> ", 33);
    assert_limit(fixture, 1, 65);
    repeat(&fixture->out, "- ", 16000);
    repeat(&fixture->out, "a\n", 1);
    repeat(&fixture->out, "\n", 16000);
    assert_limit(fixture, 1, 65);
    repeat(&fixture->out, "1) > ", 50);
    assert_limit(fixture, 1, 81);
    for (unsigned depth = 0; depth < 40; depth++) {
        repeat(&fixture->out, "  ", depth);
        repeat(&fixture->out, "- a\n\n", 1);
    }
    assert_limit(fixture, 65, 65);
}

static void nesting_is_not_seen_where_there_is_none(void **state)
{
    struct fixture *fixture = *state;
    repeat(&fixture->out, "* ", 200);
    repeat(&fixture->out, "\n\n- a\n", 1);
    repeat(&fixture->out, " ", 500);
    repeat(&fixture->out, "b\n\n", 1);
    repeat(&fixture->out, "- a\n\n", 1000);
    repeat(&fixture->out, "> a\n>\n", 1000);
    repeat(&fixture->out, "\n```\n", 1);
    repeat(&fixture->out, "          - a\n", 1000);
    repeat(&fixture->out, "```\n", 1);
    assert_non_null(compile_out(fixture, fixture->diag));
}

static void bounds_images_in_a_paragraph(void **state)
{
    struct fixture *fixture = *state;
    repeat(&fixture->out, "![[]()", 80000);
    assert_limit(fixture, 1, 479995);
    repeat(&fixture->out, "![a](b)\n", 1001);
    assert_limit(fixture, 1001, 1);
    for (int i = 0; i < 3; i++) {
        repeat(&fixture->out, "![a](b)\n", 1000);
        repeat(&fixture->out, " \n", 1);
    }
    assert_non_null(compile_out(fixture, fixture->diag));
}

static void bounds_emphasis(void **state)
{
    struct fixture *fixture = *state;
    repeat(&fixture->out, "a\n\nb", 1);
    repeat(&fixture->out, "*a ", 65);
    repeat(&fixture->out, "a*", 65);
    assert_limit(fixture, 3, 1);
}

/* What the library or the search for places could take long for; each must only end. */
static void costly_texts_end(void **state)
{
    static const struct {
        const char *first;
        const char *again;
    } rows[] = {
        {"", "["},
        {"", "[]()"},
        {"", "[a](<b"},
        {"", "*_"},
        {"", "**x* "},
        {"", "`a``b"},
        {"", "<"},
        {"", "<!--"},
        {"", "<a b=\""},
        {"", "\"\\\n"},
        {"", "&#"},
        {"", "- a\n\n"},
        {"", "-\n+\n*\n"},
        {"", "[a]: b\n"},
        {"", "<http:"},
        {"[a]: b\n\n", "[a][\\#"},
        {"[a]: b\nc", "[a]: b\n__"},
        {"`\n", "a <b>\n"},
        {"> a", "> [b](c)\n<i>"},
    };
    struct fixture *fixture = *state;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        buf_add_string(&fixture->out, rows[i].first);
        repeat(&fixture->out, rows[i].again, 60000 / strlen(rows[i].again));
        struct diag *diag = diag_new();
        bool made = compile_out(fixture, diag);
        assert_true(made != diag_has_errors(diag));
        diag_free(diag);
        buf_clear(&fixture->out);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        CASE(writes_each_construct),
        CASE(nothing_makes_an_empty_document),
        CASE(names_headings),
        CASE(lists_headings),
        CASE(a_place_shifts_and_prefixes),
        CASE(a_place_resolves_destinations),
        CASE(a_place_says_how_large_images_are),
        CASE(one_paragraph_renders_inline),
        CASE(gives_the_words),
        CASE(lists_targets_where_they_stand),
        CASE(targets_are_as_written),
        CASE(refuses_each_at_its_place),
        CASE(allows_safe_destinations),
        CASE(reports_every_error_of_a_run),
        CASE(asks_where_a_moved_text_stands),
        CASE(bounds_the_size),
        CASE(bounds_nesting),
        CASE(nesting_is_not_seen_where_there_is_none),
        CASE(bounds_images_in_a_paragraph),
        CASE(bounds_emphasis),
        CASE(costly_texts_end),
    };
    return cmocka_run_group_tests_name("markdown", tests, NULL, NULL);
}
