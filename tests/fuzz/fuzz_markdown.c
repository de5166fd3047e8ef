/* fuzz_markdown.c: any UTF-8 is either a document that renders without foreign tags, each closed in
 * order, its footnotes leading to and fro, or errors that stand on lines and columns of the text.
 * Every other length of text is that of a page whose paragraphs are numbered. The text of a
 * directive is the author's lines behind its mark. */
#include "concordat/base/table.h"
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

static bool is_among(struct str name, const char *const *names, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (str_is(name, names[i]))
            return true;
    return false;
}

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

/* The name in a tag, behind its sign. */
static struct str name_of(struct str tag)
{
    size_t end = 0;
    while (end < tag.len && !strchr(" >", tag.ptr[end]))
        end++;
    return str_slice(tag, 0, end);
}

/* Every tag is one that Markdown makes, and is closed in order. */
static void must_nest(struct str html)
{
    static const char *const pairs[] = {
        "p",     "a",     "em", "strong", "code", "pre",        "ul",  "ol",    "li",
        "h2",    "h3",    "h4", "h5",     "h6",   "sup",        "div", "table", "caption",
        "thead", "tbody", "tr", "th",     "td",   "blockquote", "span"};
    static const char *const singles[] = {"br", "img", "hr"};
    enum { DEEPEST = 512 };
    struct str open[DEEPEST];
    size_t depth = 0;
    for (size_t at = str_find(html, '<', 0); at < html.len; at = str_find(html, '<', at + 1)) {
        struct str tag = str_slice(html, at + 1, html.len);
        bool closing = str_starts(tag, "/");
        struct str name = name_of(closing ? str_slice(tag, 1, tag.len) : tag);
        if (!closing && is_among(name, singles, COUNT(singles)))
            continue;
        must(is_among(name, pairs, COUNT(pairs)));
        if (closing) {
            must(depth > 0 && str_equal(open[--depth], name));
        } else {
            must(depth < DEEPEST);
            open[depth++] = name;
        }
    }
    must(depth == 0);
}

/* Every id stands once, and where a footnote or its reference leads there is one. */
static void must_lead_somewhere(struct str html)
{
    static const char id[] = " id=\"";
    static const char leads[] = "<a href=\"#x-fn";
    struct arena *arena = arena_new();
    struct table *ids = table_new(arena);
    const char *at = html.ptr;
    while ((at = strstr(at, id))) {
        struct str rest = str_of(at + sizeof id - 1);
        struct str value = str_slice(rest, 0, str_find(rest, '"', 0));
        must(!table_get(ids, value));
        table_set(ids, value, arena_alloc(arena, 1));
        at++;
    }
    at = html.ptr;
    while ((at = strstr(at, leads))) {
        struct str rest = str_of(at + sizeof "<a href=\"#" - 1);
        /* an author's own link may read like one of these; its tag has no role */
        const char *role = strstr(at, " role=\"doc-");
        const char *end = strchr(at, '>');
        if (role && role < end)
            must(table_get(ids, str_slice(rest, 0, str_find(rest, '"', 0))) != NULL);
        at++;
    }
    arena_free(arena);
}

static void must_be_safe(struct str html)
{
    must_nest(html);
    must_lead_somewhere(html);
    must(!strstr(html.ptr, "href=\"javascript:") && !strstr(html.ptr, "href=\"//"));
}

/* The text from a line on. */
static struct str from_line(struct str text, unsigned line)
{
    while (line-- > 1)
        str_cut(text, '\n', &text);
    return text;
}

/* What a directive says stands in the text on the lines behind its mark, where no byte of the text
 * is read as another. */
static void must_stand_there(const struct directive *directive, struct str text)
{
    struct str rest = from_line(text, directive->mark.line + 1);
    for (size_t i = 0; i < text.len; i++)
        if (strchr("\r\x7F", text.ptr[i])) /* a zero is found as well */
            return;
    /* the last line may lack its end */
    size_t len = directive->text.len > rest.len ? rest.len : directive->text.len;
    must(directive->text.len <= len + 1);
    must(str_equal(str_slice(rest, 0, len), str_slice(directive->text, 0, len)));
}

static void write_number(const struct placement *placement, const struct target *target,
                         struct buf *out)
{
    (void)placement;
    must(target->wordless);
    buf_add_string(out, "1.1");
}

static void write_block(const struct placement *placement, const struct directive *directive,
                        struct buf *out)
{
    (void)placement;
    (void)directive;
    buf_add_string(out, "<div></div>\n");
}

static void use_numbered(const struct document *document, unsigned lines, size_t size)
{
    size_t count;
    const struct numbered *numbered = markdown_numbered(document, &count);
    must(count == 0 || size % 2 == 1);
    for (size_t i = 0; i < count; i++) {
        must(numbered[i].number.len > 0 || numbered[i].label.len > 0);
        must_be_inside(numbered[i].mark, lines, size);
    }
}

static void use_directives(const struct document *document, struct str text, unsigned lines)
{
    size_t count;
    const struct directive *directives = markdown_directives(document, &count);
    for (size_t i = 0; i < count; i++) {
        must_be_inside(directives[i].mark, lines, text.len);
        must_stand_there(&directives[i], text);
    }
}

/* Asks everything of a document. */
static void use(const struct document *document, struct str text, unsigned lines)
{
    const struct placement placement = {
        .heading_shift = 1, .id_prefix = "x-", .number = write_number, .directive = write_block};
    const struct placement plain = {.heading_shift = 1, .id_prefix = "x-"};
    size_t size = text.len;
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
    use_numbered(document, lines, size);
    use_directives(document, text, lines);
    buf_add_string(&out, "");
    markdown_render(document, &plain, &out);
    must_be_safe(buf_str(&out));
    buf_clear(&out);
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
    const struct document *document = size % 2 == 1
                                          ? markdown_compile_numbered(arena, &origin, text, diag)
                                          : markdown_compile(arena, &origin, text, diag);
    must(diag_has_errors(diag) == !document);
    size_t count;
    const struct diagnostic *found = diag_sorted(diag, &count);
    for (size_t i = 0; i < count; i++) {
        must_be_inside(found[i].mark, lines, size);
        must(str_first_bad_utf8(found[i].message) == found[i].message.len);
        must(found[i].rule != RULE_TABLE_PLACE || strstr(found[i].message.ptr, "this table"));
    }
    if (document)
        use(document, text, lines);
    diag_free(diag);
    arena_free(arena);
    return 0;
}
