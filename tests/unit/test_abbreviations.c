/* test_abbreviations.c: where the terms of a glossary are expanded, and where not. */
#include "draft.h"

#include "concordat/render/abbreviations.h"

static const char glossary[] =
    "glossary:\n"
    "  - {id: laa, term: LAA, expansion: Local Area Agreement}\n"
    "  - {id: lsp, term: LSP, expansion: Local Strategic Partnership}\n"
    "  - {id: cyp, term: CYP, expansion: Children and Young People}\n"
    "  - {id: plan, term: CYP Plan, expansion: Children's Plan}\n"
    "  - {id: rd, term: R&D, expansion: Research & \"Design\"}\n"
    "  - {id: gp, term: GP, expansion: not stated}\n"
    "  - {id: dcs, term: DCS, expansion: {value: A Director, inferred: yes}}\n"
    "  - {id: jcb, term: JCB, expansion: A Board, inferred: yes}\n"
    "  - {id: a, term: A b c d e f g h i, expansion: Too long}\n";

#define LAA_TITLE "<abbr title=\"Local Area Agreement\">LAA</abbr>"

/* The glossary, what a page has used of it, and what is on the page. */
struct fixture {
    struct draft *draft;
    const struct abbreviations *abbreviations;
    struct abbreviations_used used;
    struct buf out;
};

static void write_words(const struct placement *placement, struct str html, size_t from, size_t to,
                        struct buf *out)
{
    /* Only the fixture's own pages are written. */
    struct fixture *const *fixture = placement->context;
    abbreviations_write((*fixture)->abbreviations, &(*fixture)->used, html, from, to, out);
}

static struct fixture *fixture_new(void)
{
    struct fixture *fixture = must_alloc(sizeof *fixture);
    *fixture = (struct fixture){.draft = draft_resolved(glossary)};
    struct records *edition = draft_edition(fixture->draft, audience_public, 20090101);
    fixture->abbreviations = abbreviations_of(fixture->draft->arena, edition->trust);
    return fixture;
}

static void fixture_free(struct fixture *fixture)
{
    abbreviations_used_free(&fixture->used);
    buf_free(&fixture->out);
    draft_free(fixture->draft);
    free(fixture);
}

/* Writes a text onto the page. */
static void add(struct fixture *fixture, const char *text)
{
    const struct placement placement = {.words = write_words, .context = &fixture};
    const struct origin origin = {.file = "t.md", .line = 1};
    const struct document *document =
        markdown_compile(fixture->draft->arena, &origin, str_of(text), fixture->draft->diag);
    assert_non_null(document);
    markdown_render_inline(document, &placement, &fixture->out);
}

static void each_is_written_on_a_page_of_its_own(void **state)
{
    static const char *const rows[][2] = {
        {"The LAA and the LAA.", "The LAA (Local Area Agreement) and the " LAA_TITLE "."},
        {"*LAA*, LAA", "<em>LAA (Local Area Agreement)</em>, " LAA_TITLE},
        {"(LAA)", "(LAA (Local Area Agreement))"},
        {"R&D", "R&amp;D (Research &amp; &quot;Design&quot;)"},
        {"CYP Plan, CYP Plans",
         "CYP Plan (Children&#39;s Plan), CYP (Children and Young People) Plans"},
        {"CYP", "CYP (Children and Young People)"},
        /* not whole words, not as the glossary has them, or nothing that a source says */
        {"LAAs, XLAA, LAA2, \xC3\x89LAA, laa", "LAAs, XLAA, LAA2, \xC3\x89LAA, laa"},
        {"LAA-funded, non-LAA, LAA/LSP, a@LAA", "LAA-funded, non-LAA, LAA/LSP, a@LAA"},
        {"GP, DCS, JCB", "GP, DCS, JCB"},
        {"A b c d e f g h i", "A b c d e f g h i"},
        /* code, links, headings, quotations */
        {"`LAA` [LAA](a)", "<code>LAA</code> <a href=\"a\">LAA</a>"},
        {"# LAA", "<h1 id=\"laa\">LAA</h1>\n"},
        {"> LAA", "<blockquote>\n<p>LAA</p>\n</blockquote>\n"},
        {"\xE2\x80\x9Cthe LAA\xE2\x80\x9D of the LAA",
         "\xE2\x80\x9Cthe " LAA_TITLE "\xE2\x80\x9D of the LAA (Local Area Agreement)"},
        {"\"the LAA\" of", "&quot;the " LAA_TITLE "&quot; of"},
        {"LAA's LAA", LAA_TITLE "&#39;s LAA (Local Area Agreement)"},
        /* what the author wrote out */
        {"the Local Area Agreement (LAA), an LAA", "the Local Area Agreement (LAA), an " LAA_TITLE},
        {"the local area\n*agreement* (LAA)", "the local area\n<em>agreement</em> (LAA)"},
        {"LAA (Local Area Agreement)", "LAA (Local Area Agreement)"},
        {"the LAA, or **Local Area Agreement**",
         "the LAA, or <strong>Local Area Agreement</strong>"},
        {"a Local Area Agreement is what people mean by LAA",
         "a Local Area Agreement is what people mean by LAA (Local Area Agreement)"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct fixture *fixture = fixture_new();
        add(fixture, rows[i][0]);
        assert_string_equal(fixture->out.ptr, rows[i][1]);
        fixture_free(fixture);
    }
}

static void texts_of_a_page_share_what_was_used(void **state)
{
    struct fixture *fixture = fixture_new();
    (void)state;
    add(fixture, "An \xE2\x80\x9Copen LAA.");
    add(fixture, "LAA,");
    add(fixture, "LAA.");
    assert_string_equal(fixture->out.ptr, "An \xE2\x80\x9Copen " LAA_TITLE
                                          ".LAA (Local Area Agreement)," LAA_TITLE ".");
    fixture_free(fixture);
}

static void a_page_that_tells_of_all_expands_none(void **state)
{
    struct fixture *fixture = fixture_new();
    (void)state;
    abbreviations_use_all(fixture->abbreviations, &fixture->used);
    add(fixture, "LAA");
    assert_string_equal(fixture->out.ptr, LAA_TITLE);
    fixture_free(fixture);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_is_written_on_a_page_of_its_own),
        cmocka_unit_test(texts_of_a_page_share_what_was_used),
        cmocka_unit_test(a_page_that_tells_of_all_expands_none),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
