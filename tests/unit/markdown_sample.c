/* markdown_sample.c: what the tests of Markdown share.
 *
 * Layer: tests. Uses: markdown. Used by: test_markdown.c, test_markdown_table.c,
 * test_markdown_footnote.c. */
#include "markdown_sample.h"

#include <string.h>

int set_up(void **state)
{
    struct fixture *fixture = must_alloc(sizeof *fixture);
    *fixture = (struct fixture){.arena = arena_new(), .diag = diag_new()};
    *state = fixture;
    return 0;
}

int tear_down(void **state)
{
    struct fixture *fixture = *state;
    buf_free(&fixture->out);
    diag_free(fixture->diag);
    arena_free(fixture->arena);
    free(fixture);
    return 0;
}

static bool is_link_word(struct str word)
{
    return str_is(word, "body") || str_is(word, "person") || str_is(word, "page") ||
           str_is(word, "post");
}

const struct document *compile_from(struct fixture *fixture, unsigned line, struct str text,
                                    struct diag *diag)
{
    const struct origin origin = {.file = "t.md", .line = line, .is_link_word = is_link_word};
    return markdown_compile(fixture->arena, &origin, text, diag);
}

const struct document *compile_out(struct fixture *fixture, struct diag *diag)
{
    return compile_from(fixture, 1, buf_str(&fixture->out), diag);
}

const struct document *compile(struct fixture *fixture, const char *text)
{
    const struct document *document = compile_from(fixture, 1, str_of(text), fixture->diag);
    if (!document)
        fail_msg("refused: %s", text);
    return document;
}

void assert_out(struct fixture *fixture, const char *expected)
{
    buf_add_string(&fixture->out, "");
    assert_string_equal(fixture->out.ptr, expected);
    buf_clear(&fixture->out);
}

void assert_html(struct fixture *fixture, const char *text, const char *html)
{
    markdown_render(compile(fixture, text), &(struct placement){0}, &fixture->out);
    assert_out(fixture, html);
}

static bool is_as_told(const struct diagnostic *found, const struct refusal *refusal)
{
    return found->rule == refusal->rule && found->mark.line == refusal->line &&
           found->mark.column == refusal->column &&
           (strstr(found->message.ptr, refusal->words) || strstr(found->hint.ptr, refusal->words));
}

/* Compiles the text, which must be reported once, as told; true where it made a document. */
static bool reported(struct fixture *fixture, const struct refusal *refusal)
{
    size_t count;
    struct diag *diag = diag_new();
    bool made = compile_from(fixture, 1, str_of(refusal->text), diag) != NULL;
    const struct diagnostic *found = diag_sorted(diag, &count);
    if (count != 1)
        fail_msg("%s: %zu reports", refusal->text, count);
    if (!is_as_told(found, refusal))
        fail_msg("%s: %u:%u [%s] %s (%s)", refusal->text, found->mark.line, found->mark.column,
                 rule_id(found->rule), found->message.ptr, found->hint.ptr);
    diag_free(diag);
    return made;
}

void assert_refused(struct fixture *fixture, const struct refusal *refusal)
{
    assert_false(reported(fixture, refusal));
}

void assert_warned(struct fixture *fixture, const struct refusal *warning)
{
    assert_true(reported(fixture, warning));
}

void repeat(struct buf *out, const char *text, size_t times)
{
    for (size_t i = 0; i < times; i++)
        buf_add_string(out, text);
}

void assert_limit(struct fixture *fixture, unsigned line, unsigned column)
{
    size_t count;
    struct diag *diag = diag_new();
    assert_null(compile_out(fixture, diag));
    const struct diagnostic *found = diag_sorted(diag, &count);
    assert_int_equal(found->rule, RULE_MARKDOWN_LIMIT);
    assert_int_equal(found->mark.line, line);
    assert_int_equal(found->mark.column, column);
    diag_free(diag);
    buf_clear(&fixture->out);
}
