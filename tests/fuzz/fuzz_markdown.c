/* fuzz_markdown.c: any UTF-8 is either a document that renders without foreign tags, or errors that
 * stand on lines and columns of the text. */
#include "concordat/markdown/markdown.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

static void must(bool holds)
{
    if (!holds)
        abort();
}

static void must_be_inside(struct mark mark, unsigned lines, size_t size)
{
    must(mark.line > 0 && mark.line <= lines && mark.column > 0 && mark.column <= size + 1);
}

/* Every tag is one that Markdown makes, and no address runs a program. */
static void must_be_safe(struct str html)
{
    static const char *const tags[] = {
        "<p>",       "</p>",         "<a href=\"",    "</a>",    "<em>",    "</em>",  "<strong>",
        "</strong>", "<code>",       "<code class",   "</code>", "<pre>",   "</pre>", "<ul>",
        "</ul>",     "<ol>",         "<ol start",     "</ol>",   "<li>",    "</li>",  "<h",
        "</h",       "<blockquote>", "</blockquote>", "<br />",  "<img src"};
    for (size_t at = str_find(html, '<', 0); at < html.len; at = str_find(html, '<', at + 1)) {
        struct str tag = str_slice(html, at, html.len);
        bool known = false;
        for (size_t i = 0; i < sizeof tags / sizeof tags[0]; i++)
            known = known || str_starts(tag, tags[i]);
        must(known);
    }
    must(!strstr(html.ptr, "href=\"javascript:") && !strstr(html.ptr, "href=\"//"));
}

/* Asks everything of a document. */
static void use(const struct document *document, unsigned lines, size_t size)
{
    const struct placement placement = {.heading_shift = 1, .id_prefix = "x-"};
    struct buf out = {0};
    size_t count;
    const struct heading *headings = markdown_headings(document, &count);
    for (size_t i = 0; i < count; i++) {
        must(headings[i].id.len > 0);
        must_be_inside(headings[i].mark, lines, size);
    }
    const struct target *targets = markdown_targets(document, &count);
    for (size_t i = 0; i < count; i++)
        must_be_inside(targets[i].mark, lines, size);
    buf_add_string(&out, "");
    markdown_render(document, &placement, &out);
    must_be_safe(buf_str(&out));
    must(markdown_is_empty(document) == (out.len == 0));
    buf_clear(&out);
    markdown_render_inline(document, &placement, &out);
    markdown_text(document, &out);
    buf_free(&out);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct str text = {(const char *)data, size};
    unsigned lines = 1;
    if (str_first_bad_utf8(text) < size)
        return 0;
    for (size_t i = 0; i < size; i++)
        lines += data[i] == '\n' || data[i] == '\r';
    struct arena *arena = arena_new();
    struct diag *diag = diag_new();
    const struct origin origin = {.file = "fuzz", .line = 1};
    const struct document *document = markdown_compile(arena, &origin, text, diag);
    must(diag_has_errors(diag) == !document);
    size_t count;
    const struct diagnostic *found = diag_sorted(diag, &count);
    for (size_t i = 0; i < count; i++) {
        must_be_inside(found[i].mark, lines, size);
        must(str_first_bad_utf8(found[i].message) == found[i].message.len);
    }
    if (document)
        use(document, lines, size);
    diag_free(diag);
    arena_free(arena);
    return 0;
}
