/* test_markdown_table.c: which lines are a table, what it becomes, and what goes wrong in it. */
#include "markdown_sample.h"

#include <string.h>

/* A table in short: its markup that is always the same left out. */
static void assert_table(struct fixture *fixture, const char *text, const char *expected)
{
    static const char *const left_out[] = {
        "<table class=\"written\">", "</table>", "<tbody>", "</tbody>", "</div>",
        " id=\"table_1\"",           "\n"};
    struct buf html = {0};
    markdown_render(compile(fixture, text), &(struct placement){0}, &html);
    for (struct str rest = buf_str(&html); rest.len > 0;) {
        size_t skipped = 0;
        for (size_t i = 0; i < sizeof left_out / sizeof left_out[0]; i++)
            if (str_starts(rest, left_out[i]))
                skipped = strlen(left_out[i]);
        if (str_starts(rest, "<div class=\"scroll\""))
            skipped = str_find(rest, '>', 0) + 1;
        if (skipped == 0)
            buf_add_char(&fixture->out, rest.ptr[skipped++]);
        rest = str_slice(rest, skipped, rest.len);
    }
    buf_free(&html);
    assert_out(fixture, expected);
}

#define HEAD_AB "<thead><tr><th scope=\"col\">a</th><th scope=\"col\">b</th></tr></thead>"
#define ROW_12  "<tr><th scope=\"row\">1</th><td>2</td></tr>"

static void writes_a_table(void **state)
{
    assert_html(
        *state, "Table: The *seats*\n\n| a | b |\n|:--|:-:|\n| 1 | |\n",
        "<div class=\"scroll\" role=\"region\" aria-labelledby=\"table_1\" tabindex=\"0\">\n"
        "<table class=\"written\">\n"
        "<caption id=\"table_1\">The <em>seats</em></caption>\n"
        "<thead>\n<tr>\n<th scope=\"col\" class=\"align-left\">a</th>\n"
        "<th scope=\"col\" class=\"align-center\">b</th>\n</tr>\n</thead>\n"
        "<tbody>\n<tr>\n<th scope=\"row\" class=\"align-left\">1</th>\n"
        "<td class=\"align-center\"></td>\n</tr>\n</tbody>\n</table>\n</div>\n");
}

static void a_header_names_a_table_without_caption(void **state)
{
    assert_html(*state, "| a |\n|--:|\n",
                "<div class=\"scroll\" role=\"group\" aria-labelledby=\"table_1\" tabindex=\"0\">\n"
                "<table class=\"written\">\n<thead id=\"table_1\">\n<tr>\n"
                "<th scope=\"col\" class=\"align-right\">a</th>\n</tr>\n</thead>\n</table>\n"
                "</div>\n");
    assert_html(*state, "| |\n|-|\n",
                "<div class=\"scroll\" tabindex=\"0\">\n<table class=\"written\">\n<thead>\n<tr>\n"
                "<td></td>\n</tr>\n</thead>\n</table>\n</div>\n");
}

static void reads_tables(void **state)
{
    static const struct {
        const char *text;
        const char *html;
    } rows[] = {
        {"a | b\n-|-\n1 | 2", HEAD_AB ROW_12},
        {"|a|b|\n|-|-|\n|1|2|", HEAD_AB ROW_12},
        {"  | a | b\n  |---|:\n", "<p>| a | b|---|:</p>"},
        {"|a|b|\n|-|-|-|\n", "<p>|a|b||-|-|-|</p>"},
        {"|a|b|\n|-|-|\n|1|2|\n\nc", HEAD_AB ROW_12 "<p>c</p>"},
        {"c\n|a|b|\n|-|-|\n|1|2|", "<p>c</p>" HEAD_AB ROW_12},
        {"c  \n|a|b|\n|-|-|\n", "<p>c</p>" HEAD_AB},
        {"|a|b|\n|-|-|\n|1|2|\n# c", HEAD_AB ROW_12 "<h1 id=\"c\">c</h1>"},
        {"|a|b|\n|-|-|\n|1|2|\n---", HEAD_AB ROW_12 "<hr>"},
        {"|a|b|\n|-|-|\n1|2\n===", HEAD_AB ROW_12 "<tr><th scope=\"row\">===</th><td></td></tr>"},
        {"> a|b\n> -|-\n> 1|2", "<blockquote>" HEAD_AB ROW_12 "</blockquote>"},
        {"- a|b\n  -|-\n  1|2\n  ---", "<ul><li>" HEAD_AB ROW_12 "<hr></li></ul>"},
        {"- c\n- d\n  a|b\n  -|-", "<ul><li>c</li><li>d" HEAD_AB "</li></ul>"},
        {"```\na|b\n-|-\n```",
         "<pre role=\"group\" aria-label=\"a|b\" tabindex=\"0\"><code>a|b-|-</code></pre>"},
        {"    a|b\n    -|-",
         "<pre role=\"group\" aria-label=\"a|b\" tabindex=\"0\"><code>a|b-|-</code></pre>"},
        {"a\n-", "<h2 id=\"a\">a</h2>"},
        {"a\n:-", "<thead><tr><th scope=\"col\" class=\"align-left\">a</th></tr></thead>"},
        {"|a|b|\n|-|-|\n| # c | - d |\n",
         HEAD_AB "<tr><th scope=\"row\"># c</th><td>- d</td></tr>"},
        {"|a|b|\n|-|-|\n| `c\\|d` | *e* \\\\ |\n",
         HEAD_AB "<tr><th scope=\"row\"><code>c|d</code></th><td><em>e</em> \\</td></tr>"},
        {"|a|b|\n|-|-|\n| [c] | [d]: e |\n\n[c]: f",
         HEAD_AB "<tr><th scope=\"row\"><a href=\"f\">c</a></th><td>[d]: e</td></tr>"},
        {"|a|b|\n|-|-|\n| | 2 |\n", HEAD_AB "<tr><td></td><td>2</td></tr>"},
        {"|a|b|\n|-|-|\n||\n|\n", HEAD_AB "<tr><td></td><td></td></tr><tr><td></td><td></td></tr>"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        assert_table(*state, rows[i].text, rows[i].html);
}

static void finds_captions(void **state)
{
    static const struct {
        const char *text;
        const char *html;
    } rows[] = {
        {"Table: c\n\na|b\n-|-\n", "<caption>c</caption>" HEAD_AB},
        {"Table: c\n d\na|b\n-|-\n", "<caption>c d</caption>" HEAD_AB},
        {"e\nTable: c\na|b\n-|-\n", "<p>e</p><caption>c</caption>" HEAD_AB},
        {"a|b\n-|-\n\nTable: c *d*\ne\n", "<caption>c <em>d</em> e</caption>" HEAD_AB},
        {"a|b\n-|-\n1|2\nTable: c\n", "<caption>c</caption>" HEAD_AB ROW_12},
        {"- Table: c\n\n  a|b\n  -|-\n", "<ul><li><caption>c</caption>" HEAD_AB "</li></ul>"},
        {"> a|b\n> -|-\n>\n> Table: c\n> > d\n", "<blockquote><caption>c</caption>" HEAD_AB
                                                 "<blockquote><p>d</p></blockquote></blockquote>"},
        {"> Table: c\n\na|b\n-|-\n", "<blockquote><p>Table: c</p></blockquote>" HEAD_AB},
        {"Table:\n\na|b\n-|-\n", "<p>Table:</p>" HEAD_AB},
        {"Table: c\n\nd\n\na|b\n-|-\n", "<p>Table: c</p><p>d</p>" HEAD_AB},
        {"# Table: c\n\na|b\n-|-\n", "<h1 id=\"table-c\">Table: c</h1>" HEAD_AB},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        assert_table(*state, rows[i].text, rows[i].html);
}

static void a_caption_belongs_to_one_table(void **state)
{
    struct fixture *fixture = *state;
    markdown_render(compile(fixture, "a\n:-\n\nTable: c\n\nb\n:-\n\nTable: d\n"),
                    &(struct placement){.id_prefix = "p-"}, &fixture->out);
    const char *first = strstr(fixture->out.ptr, "<caption id=\"p-table_1\">c</caption>");
    const char *second = strstr(fixture->out.ptr, "<caption id=\"p-table_2\">d</caption>");
    assert_true(first && second && first < second);
    assert_non_null(strstr(fixture->out.ptr, "aria-labelledby=\"p-table_2\""));
    assert_null(strstr(fixture->out.ptr, "Table:"));
}

static void gives_words_and_targets(void **state)
{
    static const unsigned expected[][2] = {{2, 8}, {4, 5}, {6, 5}, {6, 14}, {8, 1}};
    struct fixture *fixture = *state;
    size_t count;
    const struct document *document = compile(fixture, "# h\nTable: [c](/c)\n\na | [b](/b)\n-|-\n"
                                                       "é\\| [d](e) | ![f](g)\n\n[i](j)");
    const struct target *targets = markdown_targets(document, &count);
    assert_int_equal(count, 5);
    for (size_t i = 0; i < count; i++) {
        assert_int_equal(targets[i].mark.line, expected[i][0]);
        assert_int_equal(targets[i].mark.column, expected[i][1]);
    }
    markdown_text(document, &fixture->out);
    assert_out(fixture, "h c a b é| d f i");
}

static void bracket(const struct placement *placement, struct str html, size_t from, size_t to,
                    struct buf *out)
{
    (void)placement;
    buf_add_char(out, '{');
    buf_add(out, str_slice(html, from, to));
    buf_add_char(out, '}');
}

static void offers_the_words_of_cells_outside_quotations(void **state)
{
    struct fixture *fixture = *state;
    const struct placement place = {.words = bracket};
    markdown_render(compile(fixture, "|a|\n|-|\n\n> |b|\n> |-|\n"), &place, &fixture->out);
    assert_non_null(strstr(fixture->out.ptr, ">{a}</th>"));
    assert_non_null(strstr(fixture->out.ptr, ">b</th>"));
}

static void reports_what_is_in_cells(void **state)
{
    static const struct refusal errors[] = {
        {"a|b\n-|-\n1|x <b>\n", RULE_RAW_HTML, 3, 5, "**words**"},
        {"> a|b\n> -|-\n> \\|é|<!-- x -->\n", RULE_RAW_HTML, 3, 7, "comment"},
        {"Table: c\nd <i>\n\na|b\n-|-\n", RULE_RAW_HTML, 2, 3, "*words*"},
        {"a|[b](javascript:c)\n-|-\n", RULE_UNSAFE_LINK, 1, 3, "javascript"},
        {"[c]:\n| a |\n|-|\n", RULE_TABLE_PLACE, 2, 1, "blank line"},
    };
    static const struct refusal warnings[] = {
        {"a|b\n-|-\n1|2|3\n", RULE_EXTRA_CELLS, 3, 5, "2 cells"},
        {"- |a|\n  |-|\n  |1| é |\n", RULE_EXTRA_CELLS, 3, 7, "1 cell"},
    };
    for (size_t i = 0; i < sizeof errors / sizeof errors[0]; i++)
        assert_refused(*state, &errors[i]);
    for (size_t i = 0; i < sizeof warnings / sizeof warnings[0]; i++)
        assert_warned(*state, &warnings[i]);
}

static void bounds_cells(void **state)
{
    struct fixture *fixture = *state;
    repeat(&fixture->out, "a|b\n-|-\n", 1);
    repeat(&fixture->out, "1\n", 9999);
    assert_non_null(compile_out(fixture, fixture->diag));
    repeat(&fixture->out, "1\n\nc\n:-\n", 1);
    assert_limit(fixture, 1, 1);
    for (int tables = 0; tables < 11; tables++) {
        repeat(&fixture->out, "a|", 1000);
        repeat(&fixture->out, "\n", 1);
        repeat(&fixture->out, "-|", 1000);
        repeat(&fixture->out, "\n1\n\n", 1);
    }
    assert_limit(fixture, 41, 1);
}

static void costly_tables_end(void **state)
{
    static const char *const rows[] = {"|",
                                       "a|b\n-|-\n",
                                       "|-|\n",
                                       "a|b\n-|-\n\n",
                                       "\\|",
                                       "`|",
                                       "x\n:-\n",
                                       "Table: c\n",
                                       "Table: c\n\na|b\n-|-\n\n",
                                       "> a|b\n> -|-\n",
                                       "- a|b\n  -|-\n"};
    struct fixture *fixture = *state;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct diag *diag = diag_new();
        buf_add_string(&fixture->out, "a|b\n-|-\n");
        repeat(&fixture->out, rows[i], 200000 / strlen(rows[i]));
        assert_true((compile_out(fixture, diag) != NULL) != diag_has_errors(diag));
        diag_free(diag);
        buf_clear(&fixture->out);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        CASE(writes_a_table),
        CASE(a_header_names_a_table_without_caption),
        CASE(reads_tables),
        CASE(finds_captions),
        CASE(a_caption_belongs_to_one_table),
        CASE(gives_words_and_targets),
        CASE(offers_the_words_of_cells_outside_quotations),
        CASE(reports_what_is_in_cells),
        CASE(bounds_cells),
        CASE(costly_tables_end),
    };
    return cmocka_run_group_tests_name("markdown tables", tests, NULL, NULL);
}
