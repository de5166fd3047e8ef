/* test_gfm_spec.c: the examples of GitHub's Markdown that concern tables and footnotes.
 *
 * They are compared without what is written here beyond the specification: the container that
 * scrolls, headers of rows and columns, ids, roles and the numbers of the links back. An example
 * with raw HTML must be refused, and come out as specified once its tags are written as words.
 * Addresses without brackets are no links here: where an example has any, its expectation is read
 * without them, and one about nothing else is left out.
 *
 * Layer: tests. Uses: markdown, json. */
#include "json.h"

#include "concordat/base/file.h"
#include "concordat/markdown/markdown.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* What is written otherwise here; a pattern that ends in =" reaches to the next quotation mark. */
static const struct {
    const char *from;
    const char *to;
} rewritings[] = {
    {"<div class=\"scroll\" role=\"group\" aria-labelledby=\"", ""},
    {" tabindex=\"0\">\n", ""},
    {"</table>\n</div>", "</table>"},
    {"<table class=\"written\">", "<table>"},
    {"<thead id=\"", "<thead"},
    {"<th>", "<td>"},
    {"<th scope=\"col\"", "<td"},
    {"<th scope=\"row\"", "<td"},
    {"<th ", "<td "},
    {"</th>", "</td>"},
    {"class=\"align-left\"", "align=\"left\""},
    {"class=\"align-center\"", "align=\"center\""},
    {"class=\"align-right\"", "align=\"right\""},
    {"<div class=\"footnotes\" role=\"doc-endnotes\">", "<section class=\"footnotes\">"},
    {"</ol>\n</div>", "</ol>\n</section>"},
    {" role=\"", ""},
    {" aria-label=\"", ""},
    {" tabindex=\"", ""},
    {" id=\"", ""},
    {"fn_", "fn"},
    {"fnref_", "fnref"},
    {"class=\"footnote-back\"", "class=\"footnote-backref\""},
    {"&#39;", "'"},
};

/* Rewrites what `*html` starts with, if it is listed. */
static bool rewrite(struct str *html, struct buf *out)
{
    for (size_t i = 0; i < sizeof rewritings / sizeof rewritings[0]; i++) {
        const char *from = rewritings[i].from;
        size_t len = strlen(from);
        bool value = from[len - 1] == '"' && from[len - 2] == '=';
        if (!str_starts(*html, from))
            continue;
        buf_add_string(out, rewritings[i].to);
        *html = str_slice(*html, value ? str_find(*html, '"', len) + 1 : len, html->len);
        return true;
    }
    return false;
}

/* Skips the number behind an arrow back. */
static bool skip_number(struct str *html, struct buf *out)
{
    size_t len = sizeof "↩" - 1;
    if (!str_starts(*html, "↩"))
        return false;
    buf_add_string(out, "↩");
    *html = str_slice(*html, len, html->len);
    while (html->len > 0 && strchr(" .0123456789", html->ptr[0]))
        *html = str_slice(*html, 1, html->len);
    return true;
}

/* Skips the tags of a link whose words are its address. */
static bool skip_bare_link(struct str *html)
{
    if (!str_starts(*html, "<a href=\"http") && !str_starts(*html, "</a>"))
        return false;
    *html = str_slice(*html, str_find(*html, '>', 0) + 1, html->len);
    return true;
}

static void normalise(struct str html, bool bare_links, struct buf *out)
{
    while (html.len > 0) {
        if (rewrite(&html, out) || skip_number(&html, out) || (bare_links && skip_bare_link(&html)))
            continue;
        buf_add_char(out, html.ptr[0]);
        html = str_slice(html, 1, html.len);
    }
}

static bool refused_for_html(const struct diag *diag)
{
    size_t count;
    const struct diagnostic *list = diag_sorted(diag, &count);
    for (size_t i = 0; i < count; i++)
        if (list[i].rule != RULE_RAW_HTML)
            return false;
    return count > 0;
}

/* Copies Markdown with a backslash before each tag. */
static void tags_to_words(struct str markdown, struct buf *out)
{
    for (size_t i = 0; i < markdown.len; i++) {
        if (markdown.ptr[i] == '<')
            buf_add_char(out, '\\');
        buf_add_char(out, markdown.ptr[i]);
    }
}

/* Copies HTML with the words that are tags made tags again. */
static void words_to_tags(struct str html, struct buf *out)
{
    while (html.len > 0) {
        bool opens = str_starts(html, "&lt;");
        bool closes = str_starts(html, "&gt;");
        buf_add_char(out, opens ? '<' : closes ? '>' : html.ptr[0]);
        html = str_slice(html, opens || closes ? 4 : 1, html.len);
    }
}

/* True where nothing but the tags keeps an example from coming out as specified. */
static bool right_but_for_tags(struct arena *arena, struct str markdown, struct str expected)
{
    struct diag *diag = diag_new();
    struct buf text = {0};
    struct buf html = {0};
    struct buf normal = {0};
    struct buf found = {0};
    tags_to_words(markdown, &text);
    const struct document *document = markdown_compile(
        arena, &(struct origin){.file = "example.md", .line = 1}, buf_str(&text), diag);
    if (document)
        markdown_render(document, &(struct placement){0}, &html);
    normalise(buf_str(&html), false, &normal);
    words_to_tags(buf_str(&normal), &found);
    bool right = document && str_equal(buf_str(&found), expected);
    buf_free(&text);
    buf_free(&html);
    buf_free(&normal);
    buf_free(&found);
    diag_free(diag);
    return right;
}

struct tally {
    size_t same;
    size_t refused;
    size_t wrong;
};

static void run_example(struct arena *arena, const struct data *example, struct tally *tally)
{
    struct diag *diag = diag_new();
    struct buf html = {0};
    struct buf found = {0};
    struct buf expected = {0};
    struct str markdown = json_text(example, "markdown");
    bool interop = str_is(json_text(example, "section"), "Interop");
    const struct document *document =
        markdown_compile(arena, &(struct origin){.file = "example.md", .line = 1}, markdown, diag);
    if (document)
        markdown_render(document, &(struct placement){0}, &html);
    normalise(buf_str(&html), false, &found);
    normalise(json_text(example, "html"), interop, &expected);
    if (document && str_equal(buf_str(&found), buf_str(&expected))) {
        tally->same++;
    } else if (!document && refused_for_html(diag) &&
               right_but_for_tags(arena, markdown, buf_str(&expected))) {
        tally->refused++;
    } else {
        tally->wrong++;
        print_message("example %.*s:\n%.*s\nexpected:\n%.*s\nfound:\n%.*s\n",
                      STR_ARGS(json_text(example, "example")), STR_ARGS(markdown),
                      STR_ARGS(buf_str(&expected)), STR_ARGS(buf_str(&found)));
    }
    buf_free(&html);
    buf_free(&found);
    buf_free(&expected);
    diag_free(diag);
}

static bool is_about_neither(const struct data *example)
{
    struct str markdown = json_text(example, "markdown");
    return str_find(markdown, '|', 0) == markdown.len && str_find(markdown, '^', 0) == markdown.len;
}

static void every_example(void **state)
{
    enum { SAME = 25, REFUSED = 1, ALL = 27 };
    (void)state;
    struct arena *arena = arena_new();
    struct diag *diag = diag_new();
    struct tally tally = {0};
    struct str text;
    const char *path = arena_printf(arena, "%s/markdown/gfm-tables-footnotes.json", spec_folder());
    if (!path_exists(path)) {
        print_message("gfm: %s is not here; skipped\n", path);
        diag_free(diag);
        arena_free(arena);
        skip();
        return;
    }
    assert_true(file_read(arena, path, &text, diag));
    const struct data *examples = json_read(arena, text);
    assert_non_null(examples);
    for (size_t i = 0; i < examples->count; i++)
        if (!is_about_neither(examples->items[i]))
            run_example(arena, examples->items[i], &tally);
    print_message(
        "counted: gfm tables and footnotes: of %zu examples %zu rendered as specified, %zu refused "
        "for raw HTML which are right but for that, %zu about neither\n",
        examples->count, tally.same, tally.refused,
        examples->count - tally.same - tally.refused - tally.wrong);
    assert_int_equal(tally.wrong, 0);
    assert_int_equal(examples->count, ALL);
    assert_true(tally.same >= SAME);
    assert_true(tally.refused >= REFUSED);
    diag_free(diag);
    arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(every_example)};
    return cmocka_run_group_tests_name("gfm", tests, NULL, NULL);
}
