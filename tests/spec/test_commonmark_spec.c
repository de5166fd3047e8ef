/* test_commonmark_spec.c: the examples of the CommonMark specification, compiled and rendered.
 *
 * An example must come out as the specification shows it, but for the ids of headings, for the way
 * in which characters are escaped, and for the slash with which the specification ends tags that
 * have no content: HTML has none there. Examples with raw HTML or with unsafe links must be refused
 * for just that; so that none is refused for a reason of ours, the library is asked as well, and
 * must render it as specified. The specification is a version newer than the library: where they
 * differ, the example is listed here. Every example is counted once.
 *
 * Layer: tests. Uses: markdown, json, libcmark. */
#include "json.h"

#include "concordat/base/file.h"
#include "concordat/markdown/markdown.h"

#include <cmark.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* Examples of version 0.31.2 that libcmark 0.30.2 reads as version 0.30 does: currency signs were
 * no punctuation, and comments were narrower (what is none is refused here all the same). */
static const char *const known_differences[] = {"354", "625", "626"};

enum { DIFFERENCES = sizeof known_differences / sizeof known_differences[0] };

struct tally {
    size_t same;
    size_t refused; /* what the library renders as specified */
    size_t known;
    size_t wrong;
};

static void replace(struct buf *out, struct str *text, const char *from, const char *to)
{
    if (str_starts(*text, from)) {
        buf_add_string(out, to);
        *text = str_slice(*text, strlen(from), text->len);
    }
}

/* Copies HTML without the ids of headings and the names of code, the apostrophe written as itself.
 */
static void normalise(struct str html, struct buf *out)
{
    while (html.len > 0) {
        size_t before = html.len;
        bool heading =
            html.len > 3 && str_starts(html, "<h") && str_starts(str_slice(html, 3, 8), " id=\"");
        if (heading) {
            buf_add(out, str_slice(html, 0, 3));
            html = str_slice(html, str_find(html, '"', 8) + 1, html.len);
        }
        if (str_starts(html, "<pre role=")) {
            buf_add_string(out, "<pre>");
            html = str_slice(html, str_find(html, '>', 0) + 1, html.len);
        }
        replace(out, &html, "&#39;", "'");
        replace(out, &html, "&#x27;", "'");
        if (html.len == before) {
            buf_add_char(out, html.ptr[0]);
            html = str_slice(html, 1, html.len);
        }
    }
}

/* Copies the HTML of the specification with `<br />`, `<hr />` and `<img ... />` as HTML has them.
 */
static void drop_slashes(struct str html, struct buf *out)
{
    static const char *const tags[] = {"<br />", "<hr />", "<img "};
    while (html.len > 0) {
        size_t length = 1;
        for (size_t i = 0; i < sizeof tags / sizeof *tags; i++)
            if (str_starts(html, tags[i]))
                length = str_find(html, '>', 0) + 1;
        struct str tag = str_slice(html, 0, length);
        bool slash = length > 1 && str_ends(tag, " />");
        buf_add(out, slash ? str_slice(tag, 0, length - 3) : tag);
        if (slash)
            buf_add_char(out, '>');
        html = str_slice(html, length, html.len);
    }
}

/* The byte of a text at a mark; 0 where the mark is outside. */
static char byte_at(struct str text, struct mark mark)
{
    for (unsigned line = 1; line < mark.line; line++)
        str_cut(text, '\n', &text);
    for (unsigned column = 1; column < mark.column && text.len > 0; column++) {
        size_t next = 1;
        while (next < text.len && ((unsigned char)text.ptr[next] & 0xC0) == 0x80)
            next++;
        text = str_slice(text, next, text.len);
    }
    return text.len > 0 ? text.ptr[0] : '\0';
}

/* True where there are errors, all of raw HTML or unsafe links, each at the sign that begins it. */
static bool refused_as_it_should(const struct diag *diag, struct str markdown)
{
    size_t count;
    const struct diagnostic *list = diag_sorted(diag, &count);
    for (size_t i = 0; i < count; i++) {
        char byte = byte_at(markdown, list[i].mark);
        bool html = list[i].rule == RULE_RAW_HTML && byte == '<';
        bool link = list[i].rule == RULE_UNSAFE_LINK && (byte == '<' || byte == '[' || byte == '!');
        if (!html && !link)
            return false;
    }
    return count > 0;
}

static bool is_known(struct str number)
{
    for (size_t i = 0; i < DIFFERENCES; i++)
        if (str_is(number, known_differences[i]))
            return true;
    return false;
}

/* True where the library alone, with raw HTML allowed, renders the example to the byte. */
static bool library_renders(const struct data *example)
{
    struct str markdown = json_text(example, "markdown");
    char *html = cmark_markdown_to_html(markdown.ptr, markdown.len, CMARK_OPT_UNSAFE);
    bool same = str_is(json_text(example, "html"), html);
    free(html);
    return same;
}

static void run_example(struct arena *arena, const struct data *example, struct tally *tally)
{
    struct diag *diag = diag_new();
    struct buf html = {0};
    struct buf found = {0};
    struct buf specified = {0};
    struct buf expected = {0};
    struct str number = json_text(example, "example");
    const struct document *document =
        markdown_compile(arena, &(struct origin){.file = "example.md", .line = 1},
                         json_text(example, "markdown"), diag);
    if (document)
        markdown_render(document, &(struct placement){0}, &html);
    normalise(buf_str(&html), &found);
    drop_slashes(json_text(example, "html"), &specified);
    normalise(buf_str(&specified), &expected);
    bool refused = !document && refused_as_it_should(diag, json_text(example, "markdown"));
    bool library = library_renders(example);
    if (document && str_equal(buf_str(&found), buf_str(&expected))) {
        tally->same++;
    } else if (refused && library) {
        tally->refused++;
    } else if (is_known(number) && !library) {
        tally->known++;
    } else {
        struct buf told = {0};
        tally->wrong++;
        diag_write(diag, &told);
        print_message("example %.*s:\n%.*s\nexpected:\n%.*s\nfound:\n%.*s\n%.*s\n",
                      STR_ARGS(number), STR_ARGS(json_text(example, "markdown")),
                      STR_ARGS(buf_str(&expected)), STR_ARGS(buf_str(&found)),
                      STR_ARGS(buf_str(&told)));
        buf_free(&told);
    }
    buf_free(&html);
    buf_free(&found);
    buf_free(&specified);
    buf_free(&expected);
    diag_free(diag);
}

static void every_example(void **state)
{
    enum { LEAST_SAME = 574, LEAST_REFUSED = 75, ALL = 652 };
    (void)state;
    struct arena *arena = arena_new();
    struct diag *diag = diag_new();
    struct tally tally = {0};
    struct str text;
    const char *path = arena_printf(arena, "%s/markdown/commonmark-0.31.2.json", spec_folder());
    if (!path_exists(path)) {
        print_message("commonmark: %s is not here; skipped\n", path);
        diag_free(diag);
        arena_free(arena);
        skip();
        return;
    }
    assert_true(file_read(arena, path, &text, diag));
    const struct data *examples = json_read(arena, text);
    assert_non_null(examples);
    for (size_t i = 0; i < examples->count; i++)
        run_example(arena, examples->items[i], &tally);
    print_message(
        "counted: commonmark: of %zu examples %zu rendered as specified, %zu refused for raw HTML "
        "or "
        "unsafe links which cmark renders as specified, %zu where cmark %s itself differs\n",
        examples->count, tally.same, tally.refused, tally.known, cmark_version_string());
    assert_int_equal(tally.wrong, 0);
    assert_int_equal(examples->count, ALL);
    assert_true(tally.known <= DIFFERENCES);
    assert_true(tally.same >= LEAST_SAME);
    assert_true(tally.refused >= LEAST_REFUSED);
    diag_free(diag);
    arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(every_example)};
    return cmocka_run_group_tests_name("commonmark", tests, NULL, NULL);
}
