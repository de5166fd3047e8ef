/* test_markdown_footnote.c: how footnotes are numbered, linked and placed, and what is reported. */
#include "markdown_sample.h"

#include <string.h>

/* Appends `text` up to the next of these signs; returns what begins with it. */
static struct str add_up_to(struct buf *out, struct str text, char sign)
{
    size_t end = str_find(text, sign, 0);
    buf_add(out, str_slice(text, 0, end));
    return str_slice(text, end, text.len);
}

/* HTML in short: a reference as ^1 or ^1.2, a link back as ~1 or ~1.2, the list as NOTES. */
static void add_short(struct buf *out, struct str html)
{
    static const char reference[] = "<sup class=\"footnote-ref\"><a href=\"#fn_";
    static const char back[] = "<a href=\"#fnref_";
    static const char list[] = "<div class=\"footnotes\" role=\"doc-endnotes\">\n<ol>\n";
    for (struct str rest = html; rest.len > 0;) {
        if (str_starts(rest, reference)) {
            size_t id = str_find(rest, '_', sizeof reference);
            buf_add_char(out, '^');
            rest = add_up_to(out, str_slice(rest, id + 1, rest.len), '"');
            rest = str_slice(rest, str_find(rest, '/', str_find(rest, '/', 0) + 1) + 5, rest.len);
        } else if (str_starts(rest, back)) {
            buf_add_char(out, '~');
            rest = add_up_to(out, str_slice(rest, sizeof back - 1, rest.len), '"');
            rest = str_slice(rest, str_find(rest, '/', 0) + 3, rest.len);
        } else if (str_starts(rest, list)) {
            buf_add_string(out, "NOTES ");
            rest = str_slice(rest, sizeof list - 1, rest.len);
        } else {
            buf_add_char(out, rest.ptr[0] == '\n' ? ' ' : rest.ptr[0]);
            rest = str_slice(rest, 1, rest.len);
        }
    }
}

static void assert_short(struct fixture *fixture, const char *text, const char *expected)
{
    struct buf html = {0};
    markdown_render(compile(fixture, text), &(struct placement){0}, &html);
    add_short(&fixture->out, buf_str(&html));
    buf_free(&html);
    assert_out(fixture, expected);
}

static const char one_note[] =
    "<p>a<sup class=\"footnote-ref\"><a href=\"#fn_1\" id=\"fnref_1\" role=\"doc-noteref\">1</a>"
    "</sup> b<sup class=\"footnote-ref\"><a href=\"#fn_1\" id=\"fnref_1_2\" "
    "role=\"doc-noteref\">1</a></sup></p>\n"
    "<div class=\"footnotes\" role=\"doc-endnotes\">\n<ol>\n<li id=\"fn_1\">\n"
    "<p>c <a href=\"#fnref_1\" class=\"footnote-back\" role=\"doc-backlink\">↩ 1</a> "
    "<a href=\"#fnref_1_2\" class=\"footnote-back\" role=\"doc-backlink\">↩ 1.2</a></p>\n"
    "</li>\n</ol>\n</div>\n";

static void writes_a_footnote(void **state)
{
    assert_html(*state, "a[^x] b[^X]\n\n[^x]: c\n", one_note);
}

static void a_place_prefixes_and_counts_on(void **state)
{
    struct fixture *fixture = *state;
    const struct placement place = {.id_prefix = "p-", .footnotes_before = 4};
    const struct document *document = compile(fixture, "a[^x]\n\n[^x]: c\n");
    assert_int_equal(markdown_footnote_count(document), 1);
    markdown_render(document, &place, &fixture->out);
    assert_out(fixture, "<p>a<sup class=\"footnote-ref\"><a href=\"#p-fn_5\" id=\"p-fnref_5\" "
                        "role=\"doc-noteref\">5</a></sup></p>\n"
                        "<div class=\"footnotes\" role=\"doc-endnotes\">\n<ol start=\"5\">\n"
                        "<li id=\"p-fn_5\">\n<p>c <a href=\"#p-fnref_5\" class=\"footnote-back\" "
                        "role=\"doc-backlink\">↩ 5</a></p>\n</li>\n</ol>\n</div>\n");
    markdown_render_inline(document, &(struct placement){0}, &fixture->out);
    assert_true(str_starts(buf_str(&fixture->out), "<p>a<sup"));
}

#define NOTE(number, html) "<li id=\"fn_" number "\"> " html "</li> "

static void numbers_by_first_reference(void **state)
{
    static const struct {
        const char *text;
        const char *html;
    } rows[] = {
        {"[^b] [^a] [^b]\n\n[^a]: A\n\n[^b]: B\n",
         "<p>^1 ^2 ^1_2</p> NOTES " NOTE("1", "<p>B ~1 ~1_2</p> ")
             NOTE("2", "<p>A ~2</p> ") "</ol> </div> "},
        {"[^a]\n\n[^a]: A[^c]\n[^b]: B[^a]\n[^c]: C[^b]\n",
         "<p>^1</p> NOTES " NOTE("1", "<p>A^2 ~1 ~1_2</p> ") NOTE("2", "<p>C^3 ~2</p> ")
             NOTE("3", "<p>B^1_2 ~3</p> ") "</ol> </div> "},
        {"[^a]\n\n[^a]: A [^a]\n",
         "<p>^1</p> NOTES " NOTE("1", "<p>A ^1_2 ~1 ~1_2</p> ") "</ol> </div> "},
        {"# H[^a]\n\n[^a]:\n", "<h1 id=\"h\">H^1</h1> NOTES " NOTE("1", "~1 ") "</ol> </div> "},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        assert_short(*state, rows[i].text, rows[i].html);
}

/* Texts that refer once to the note a, and what their only note is. */
static void reads_what_a_footnote_holds(void **state)
{
    static const struct {
        const char *text;
        const char *html;
    } rows[] = {
        {"[^a]: b\nc\n", "<p>b c ~1</p> "},
        {"[^a]: b\n\n    c\n\n    d\n", "<p>b</p> <p>c</p> <p>d ~1</p> "},
        {"[^a]: b\n    - c\n    - d\n", "<p>b</p> <ul> <li>c</li> <li>d</li> </ul> ~1 "},
        {"[^a]:     b\n", "<p>b ~1</p> "},
        {"[^a]:\n        b\n",
         "<pre role=\"group\" aria-label=\"b\" tabindex=\"0\"><code>b </code></pre> ~1 "},
        {"[^a]:\n\n    b\n", "<p>b ~1</p> "},
        {"[^a]:\n\t> b\n", "<blockquote> <p>b</p> </blockquote> ~1 "},
        {"[^a]: b\n\n\t\tc\n",
         "<p>b</p> <pre role=\"group\" aria-label=\"c\" tabindex=\"0\"><code>c </code></pre> ~1 "},
        {"[^a]: # b\n", "<h1 id=\"b\">b</h1> ~1 "},
        {"[^a]: b\n===\n", "<p>b === ~1</p> "},
        {"[^a]: [b][c]\n\n[c]: d\n", "<p><a href=\"d\">b</a> ~1</p> "},
        {"[^a]: b\n\n    ```\n    [^a]\n    ```\n",
         "<p>b</p> <pre role=\"group\" aria-label=\"[^a]\" tabindex=\"0\"><code>[^a] </code></pre> "
         "~1 "},
        {"[^a]: b\n\n        [^c]: d\n", "<p>b</p> <pre role=\"group\" aria-label=\"[^c]: d\" "
                                         "tabindex=\"0\"><code>[^c]: d </code></pre> ~1 "},
        {"   [^a]: b\n", "<p>b ~1</p> "},
        {"[^a]: [b]: c\n\n    [b]\n", "<p><a href=\"c\">b</a> ~1</p> "},
    };
    struct fixture *fixture = *state;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        const char *text = arena_printf(fixture->arena, "[^a]\n\n%s", rows[i].text);
        const char *html = arena_printf(
            fixture->arena, "<p>^1</p> NOTES " NOTE("1", "%s") "</ol> </div> ", rows[i].html);
        assert_short(fixture, text, html);
    }
}

static void leaves_the_text_around_it(void **state)
{
    static const char notes[] = " NOTES " NOTE("1", "<p>N ~1</p> ") "</ol> </div> ";
    static const struct {
        const char *text;
        const char *html;
    } rows[] = {
        {"[^a]\n[^a]: N\n", "<p>^1</p>"},
        {"[^a]: N\n\nb[^a]", "<p>b^1</p>"},
        {"b[^a]\n\n[^a]: N\n# c\n", "<p>b^1</p> <h1 id=\"c\">c</h1>"},
        {"b[^a]\n[^a]: N\n---\n", "<p>b^1</p> <hr>"},
        {"- b[^a]\n- c\n\n[^a]: N\n", "<ul> <li>b^1</li> <li>c</li> </ul>"},
        {"- b[^a]\n\n  [^a]: N\n\n  c\n", "<ul> <li> <p>b^1</p> <p>c</p> </li> </ul>"},
        {"*b*[^a] `[^a]` \\[^a] ![^a", "<p><em>b</em>^1 <code>[^a]</code> [^a] ![^a</p>"},
        {"b![^a]", "<p>b!^1</p>"},
        {"b[^a]: c", "<p>b^1: c</p>"},
        {"[b][^a] c", "<p>[b]^1 c</p>"},
        {"[^a](c) [^z](d)", "<p>^1(c) <a href=\"d\">^z</a></p>"},
        {"b[^a] [c](d \"[^a]\")", "<p>b^1 <a href=\"d\" title=\"[^a]\">c</a></p>"},
        {"b[^a]\n\n```[^a]\n[^a]: c\n```", "<p>b^1</p> <pre role=\"group\" aria-label=\"[^a]: c\" "
                                           "tabindex=\"0\"><code class=\"language-[^a]\">[^a]: c "
                                           "</code></pre>"},
        {"b[^a]\n\n    [^a]: c", "<p>b^1</p> <pre role=\"group\" aria-label=\"[^a]: c\" "
                                 "tabindex=\"0\"><code>[^a]: c </code></pre>"},
    };
    struct fixture *fixture = *state;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        bool defined = strstr(rows[i].text, "[^a]: N") != NULL;
        assert_short(
            fixture,
            arena_printf(fixture->arena, "%s%s", rows[i].text, defined ? "" : "\n\n[^a]: N\n"),
            arena_printf(fixture->arena, "%s%s", rows[i].html, notes));
    }
}

static void stands_in_tables_and_holds_them(void **state)
{
    struct fixture *fixture = *state;
    const struct document *document = compile(
        fixture,
        "b[^2]\n\nTable: c[^1]\n\n|d[^3]|\n|-|\n\n[^1]: e\n[^2]: f | g\n    --|--\n[^3]: h");
    markdown_render(document, &(struct placement){0}, &fixture->out);
    static const char *const parts[] = {
        "b<sup class=\"footnote-ref\"><a href=\"#fn_1\"",
        "<caption id=\"table_2\">c<sup class=\"footnote-ref\"><a href=\"#fn_2\"",
        "<th scope=\"col\">d<sup class=\"footnote-ref\"><a href=\"#fn_3\"",
        "<li id=\"fn_1\">\n<div class=\"scroll\" role=\"group\" aria-labelledby=\"table_1\"",
        "<th scope=\"col\">g</th>",
        "</table>\n</div>\n<a href=\"#fnref_1\"",
        "<p>e <a href=\"#fnref_2\"",
        "<p>h <a href=\"#fnref_3\"",
    };
    const char *at = fixture->out.ptr;
    for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++) {
        at = strstr(at, parts[i]);
        if (!at)
            fail_msg("%s is not in its place", parts[i]);
    }
}

static void gives_words_headings_and_targets(void **state)
{
    struct fixture *fixture = *state;
    size_t count;
    const struct document *document = compile(
        fixture, "# A *b*[^n]\n\nc[^n] [d](e)\n\n[^n]: f [g](h)\n\n    ## i\n    j ![k](l)\n");
    markdown_text(document, &fixture->out);
    assert_out(fixture, "A b c d f g i j k");
    const struct heading *headings = markdown_headings(document, &count);
    assert_int_equal(count, 2);
    buf_add(&fixture->out, headings[0].html);
    assert_out(fixture, "A <em>b</em>");
    assert_true(str_is(headings[0].id, "a-b"));
    assert_int_equal(headings[1].mark.line, 7);
    assert_int_equal(headings[1].mark.column, 5);
    static const unsigned expected[][2] = {{3, 7}, {5, 9}, {8, 7}};
    const struct target *targets = markdown_targets(document, &count);
    assert_int_equal(count, 3);
    for (size_t i = 0; i < count; i++) {
        assert_int_equal(targets[i].mark.line, expected[i][0]);
        assert_int_equal(targets[i].mark.column, expected[i][1]);
    }
}

static void reports_each_at_its_place(void **state)
{
    static const struct refusal errors[] = {
        {"a[^1]\n\n[^1]: b <i>\n", RULE_RAW_HTML, 3, 9, "*words*"},
        {"a[^1]\n\n[^1]: b\n\n\tc <i>\n", RULE_RAW_HTML, 5, 4, "*words*"},
        {"a[^1]\n\n[^1]: [b](data:c)\n", RULE_UNSAFE_LINK, 3, 7, "data"},
        {"é[^1] <b>\n\n[^1]: b\n", RULE_RAW_HTML, 1, 7, "**words**"},
        {"a[^1] [b[^1]](c)\n\n[^1]: d\n", RULE_FOOTNOTE_PLACE, 1, 9, "behind the closing"},
        {"a[^1] ![b[^1]](c)\n\n[^1]: d\n", RULE_FOOTNOTE_PLACE, 1, 10, "behind the closing"},
        {"> a\n>\n> [^1]: b\n", RULE_FOOTNOTE_PLACE, 3, 3, "start of a line"},
        {"> a\n> [^1]: b\n", RULE_FOOTNOTE_PLACE, 2, 3, "start of a line"},
        {"- [^1]: b\n", RULE_FOOTNOTE_PLACE, 1, 3, "start of a line"},
        {"a[^1]\n\n[^1]: b\n\n    [^2]: c\n", RULE_FOOTNOTE_PLACE, 5, 5, "start of a line"},
        {"a[^1]\n\n[^1]: b\n[^1]: c\n", RULE_DUPLICATE_FOOTNOTE, 4, 1, "another name"},
        {"a[^B]\n\n[^b]: b\n\n[^B]: c\n", RULE_DUPLICATE_FOOTNOTE, 5, 1, "another name"},
        {"a <fn:&#127;0>[^1]\n\n[^1]: b\n", RULE_UNSAFE_LINK, 1, 15, "fn:"},
        {"a <tb:&#127;0>\n\n|b|\n|-|\n", RULE_UNSAFE_LINK, 1, 1, "tb:"},
    };
    static const struct refusal warnings[] = {
        {"a [^nope]\n", RULE_UNKNOWN_FOOTNOTE, 1, 3, "[^nope]:"},
        {"> é\n> *b [^c]*\n", RULE_UNKNOWN_FOOTNOTE, 2, 6, "[^c]"},
        {"a[^1]\n\n[^1]: b [^2]\n", RULE_UNKNOWN_FOOTNOTE, 3, 9, "[^2]"},
        {"a\n\n  [^b]: c\n", RULE_UNUSED_FOOTNOTE, 3, 3, "[^b]"},
        {"a `[^b]`\n\n[^b]: c [^b]\n", RULE_UNUSED_FOOTNOTE, 3, 1, "[^b]"},
    };
    for (size_t i = 0; i < sizeof errors / sizeof errors[0]; i++)
        assert_refused(*state, &errors[i]);
    for (size_t i = 0; i < sizeof warnings / sizeof warnings[0]; i++)
        assert_warned(*state, &warnings[i]);
}

static void reports_every_error_of_a_run(void **state)
{
    struct fixture *fixture = *state;
    size_t count;
    assert_null(compile_from(
        fixture, 11, STR("[^1]: a\n\n[^1]: b\n\n> [^2]: c\n\n|d <i>|\n|-|\n\ne[^1] [f](g:h)"),
        fixture->diag));
    static const unsigned lines[] = {13, 15, 17, 20};
    const struct diagnostic *found = diag_sorted(fixture->diag, &count);
    assert_int_equal(count, 4);
    for (size_t i = 0; i < count; i++)
        assert_int_equal(found[i].mark.line, lines[i]);
}

static void an_unknown_footnote_stays_text(void **state)
{
    assert_html(*state, "a [^b*c*]\n", "<p>a [^b*c*]</p>\n");
    assert_html(*state, "[a [^b]](c)\n", "<p><a href=\"c\">a [^b]</a></p>\n");
    assert_html(*state, "[^a b] [^] [^a\nb]\n", "<p>[^a b] [^] [^a\nb]</p>\n");
}

static void bounds_footnotes(void **state)
{
    struct fixture *fixture = *state;
    for (int i = 0; i < 1000; i++)
        buf_printf(&fixture->out, "[^%d]: a[^%d]\n\n", i, (i + 1) % 1000);
    repeat(&fixture->out, "[^0]", 1);
    const struct document *document = compile_out(fixture, fixture->diag);
    assert_non_null(document);
    assert_int_equal(markdown_footnote_count(document), 1000);
    repeat(&fixture->out, "\n\n[^x]: a\n\n[^y]: b", 1);
    assert_limit(fixture, 2003, 1);
    repeat(&fixture->out, "[^0]: a\n\n", 1);
    repeat(&fixture->out, "[^0]", 10001);
    assert_limit(fixture, 3, 40001);
}

static void costly_footnotes_end(void **state)
{
    static const char *const rows[] = {"[^",
                                       "[^a]",
                                       "[^a]: b\n",
                                       "[^a]: b\n\n",
                                       "[^a]:\n",
                                       "> [^a]: b\n",
                                       "\\",
                                       "[^a]: b\n===\n",
                                       "[^b]",
                                       "`[^a]",
                                       "[^aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
                                       "\n",
                                       "    - b\n\n",
                                       "<fn:&#127;0>"};
    struct fixture *fixture = *state;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct diag *diag = diag_new();
        buf_add_string(&fixture->out, "c[^a]\n\n[^a]: b\n");
        repeat(&fixture->out, rows[i], 200000 / strlen(rows[i]));
        assert_true((compile_out(fixture, diag) != NULL) != diag_has_errors(diag));
        diag_free(diag);
        buf_clear(&fixture->out);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        CASE(writes_a_footnote),
        CASE(a_place_prefixes_and_counts_on),
        CASE(numbers_by_first_reference),
        CASE(reads_what_a_footnote_holds),
        CASE(leaves_the_text_around_it),
        CASE(stands_in_tables_and_holds_them),
        CASE(gives_words_headings_and_targets),
        CASE(reports_each_at_its_place),
        CASE(reports_every_error_of_a_run),
        CASE(an_unknown_footnote_stays_text),
        CASE(bounds_footnotes),
        CASE(costly_footnotes_end),
    };
    return cmocka_run_group_tests_name("markdown footnotes", tests, NULL, NULL);
}
