/* test_print.c: what is read of a page that is printed, and what its copy says: tags and their
 * attributes, addresses, page numbers, the places of papers, bound PDFs, ids. */
#include "../../generator/print/address.h"
#include "../../generator/print/copy.h"
#include "../../generator/print/ids.h"
#include "expect.h"

#include <string.h>

static struct arena *arena;

static int open_arena(void **state)
{
    (void)state;
    arena = arena_new();
    return 0;
}

static int close_arena(void **state)
{
    (void)state;
    arena_free(arena);
    return 0;
}

/* ------------------------------------------------------------------ tags */

static struct piece first_piece(const char *page)
{
    size_t at = 0;
    return piece_next(str_of(page), &at);
}

static void tags_end_where_they_end(void **state)
{
    (void)state;
    static const struct {
        const char *page, *whole;
        enum piece_kind kind;
    } rows[] = {
        {"<p>text", "<p>", PIECE_OPEN},
        {"</p>text", "</p>", PIECE_CLOSE},
        {"text<p>", "text", PIECE_TEXT},
        {"1 < 2<p>", "1 < 2", PIECE_TEXT},
        {"<!doctype html><p>", "<!doctype html>", PIECE_TEXT},
        {"<!-- <b> --><p>", "<!-- <b> -->", PIECE_TEXT},
        {"<a title=\"1 > 0\">", "<a title=\"1 > 0\">", PIECE_OPEN},
        {"<a title='>'>b", "<a title='>'>", PIECE_OPEN},
        {"<script>if (1 <b) {}</script>", "<script>if (1 <b) {}", PIECE_OPEN},
        {"<a href=\"cut off", "<a href=\"cut off", PIECE_OPEN},
        {"<", "<", PIECE_TEXT},
        {"<!--", "<!--", PIECE_TEXT},
        {"", "", PIECE_END},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct piece piece = first_piece(rows[i].page);
        assert_int_equal(piece.kind, rows[i].kind);
        expect_text(rows[i].page, piece.whole, str_of(rows[i].whole));
    }
}

static void attributes_are_found_however_they_are_written(void **state)
{
    (void)state;
    static const char *const tags[] = {
        "<a class=\"x\" id=\"one &amp; two\">",
        "<a id='one &amp; two' class=x>",
        "<A ID=\"one &#38; two\"/>",
        "<a hidden id = \"no\" id=\"one &#x26; two\">",
        "<a\nid=\"one &amp; two\"\n>",
    };
    for (size_t i = 0; i < sizeof tags / sizeof *tags; i++) {
        struct piece piece = first_piece(tags[i]);
        struct str id = STR("none");
        if (i != 3) {
            assert_true(piece_attribute(arena, &piece, "id", &id));
            expect_text(tags[i], id, STR("one & two"));
        }
        assert_false(piece_attribute(arena, &piece, "href", &id));
    }
    struct piece piece = first_piece("<nav class=\"contents printed\">");
    assert_true(piece_has_class(arena, &piece, "printed"));
    assert_true(piece_has_class(arena, &piece, "contents"));
    assert_false(piece_has_class(arena, &piece, "content"));
}

static void references_are_read(void **state)
{
    (void)state;
    expect_text("named", text_of_markup(arena, STR("&lt;&amp;&gt;&quot;&apos;")), STR("<&>\"'"));
    expect_text("numbers", text_of_markup(arena, STR("&#65;&#xe9;&#x2019;&#x1F600;")),
                STR("A\xC3\xA9\xE2\x80\x99\xF0\x9F\x98\x80"));
    expect_text("others stay", text_of_markup(arena, STR("a & b &c; &#0; &#x110000; &")),
                STR("a & b &c; &#0; &#x110000; &"));
}

/* ------------------------------------------------------------------ addresses */

static void addresses_are_joined(void **state)
{
    (void)state;
    static const struct {
        const char *base, *address, *joined;
    } rows[] = {
        {"t/handbook/", "../bodies/b/index.html", "t/bodies/b/index.html"},
        {"t/handbook/", "index.html#x", "t/handbook/index.html#x"},
        {"t/handbook/", "./a/../b.pdf", "t/handbook/b.pdf"},
        {"t/handbook/", "../../index.html", "index.html"},
        {"t/handbook/", "../../../../secret", "secret"},
        {"", "../a", "a"},
        {"t/", "a?b=../c#../d", "t/a?b=../c#../d"},
        {"t/", "folder/", "t/folder/"},
        {"t/", "", "t/"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        expect_text(rows[i].address,
                    address_joined(arena, str_of(rows[i].base), str_of(rows[i].address)),
                    str_of(rows[i].joined));
    assert_true(address_is_absolute(STR("https://example.org/")));
    assert_true(address_is_absolute(STR("mailto:a@example.org")));
    assert_true(address_is_absolute(STR("//example.org/")));
    assert_false(address_is_absolute(STR("a/b:c")));
    assert_false(address_is_absolute(STR("index.html#a:b")));
    expect_text("%", percent_decoded(arena, STR("a%20b%C3%A9%zz%4")), STR("a b\xC3\xA9%zz%4"));
    struct buf url = {0};
    file_url_write(STR("/a b/\xC3\xA9#?.html"), &url);
    expect_text("file", buf_str(&url), STR("file:///a%20b/%C3%A9%23%3F.html"));
    buf_free(&url);
}

/* ------------------------------------------------------------------ editions */

static const char page[] =
    "<!doctype html>\n"
    "<html lang=\"en\" data-print=\"pack.pdf\" data-print-date=\"2010-03-02\" "
    "data-print-page=\"Page {page} of {pages}\" "
    "data-print-item=\"Item {item}, page {page} of {pages}\">\n"
    "<head><title>A &amp; B</title><link rel=\"stylesheet\" href=\"../s.css\">"
    "<script src=\"x.js\">no()</script></head>\n"
    "<body><h1>The <em>\"pack\"</em> <strong class=\"tag\">Draft</strong></h1>\n"
    "<nav class=\"contents\"><a href=\"#one\">One</a> <a href=\"#caf%C3%A9\">Two</a>"
    "<a href=\"../x/\">No entry</a></nav>\n"
    "<section class=\"paper\" id=\"one\" data-paper=\"1\"><h2>One</h2>"
    "<section><p>In it.</p></section></section>\n"
    "<section class=\"bound\" data-file=\"../r%20s.pdf\" data-title=\"Report\"><h2 id=\"h\">R</h2>"
    "<p><a href=\"../r%20s.pdf\">It</a></p></section>\n"
    "<section class=\"paper\" id=\"caf\xC3\xA9\" data-paper=\"2\" data-notice=\"Closed.\">"
    "<h2>Two</h2></section>\n"
    "<p>After.</p><svg role=\"group\"><a href=\"../x/\"/></svg></body></html>\n";

static struct edition read_page(void)
{
    struct edition edition = {
        .shown = "site/t/pack/index.html",
        .html = str_of(page),
        .folder = STR("t/pack/"),
        .root = STR("/site/"),
    };
    edition_read(arena, &edition);
    return edition;
}

static void a_page_says_what_it_wants_printed(void **state)
{
    (void)state;
    struct edition edition = read_page();
    expect_text("file", edition_file(arena, str_of(page)), STR("pack.pdf"));
    assert_int_equal(edition_file(arena, STR("<!doctype html><html lang=\"en\">")).len, 0);
    assert_int_equal(edition_file(arena, STR("")).len, 0);
    expect_text("file", edition.file, STR("pack.pdf"));
    expect_text("title", edition.title, STR("A & B"));
    expect_text("heading", edition.heading, STR("The \"pack\" (Draft)"));
    expect_text("date", edition.date, STR("2010-03-02"));
    assert_int_equal(edition.entry_count, 2);
    expect_text("entry", edition.entries[1].id, STR("caf\xC3\xA9"));
    assert_int_equal(edition.bound_count, 1);
    assert_string_equal(edition.bounds[0].path, "/site/t/r s.pdf");
    expect_text("bound", edition.bounds[0].heading, STR("<h2 id=\"h\">R</h2>"));
}

/* A PDF belongs to the paper that it follows; the next item begins where its section does. */
static void papers_end_before_what_follows(void **state)
{
    (void)state;
    struct edition edition = read_page();
    assert_int_equal(edition.paper_count, 2);
    expect_text("start", edition.papers[0].start.id, STR("one"));
    expect_text("after", edition.papers[0].after.id, STR("caf\xC3\xA9"));
    expect_text("notice", edition.papers[1].notice, STR("Closed."));
    assert_int_equal(edition.id_count, 2); /* of the bound PDF, of the paragraph after the papers */
    expect_text("added", edition.papers[1].after.id, str_of(edition.ids[1].id));
}

static void expect_in(const struct buf *copy, const char *words, bool is_in)
{
    if ((strstr(copy->ptr, words) != NULL) == is_in)
        return;
    print_error("%s is %s\n%s", words, is_in ? "not in" : "in", copy->ptr);
    fail();
}

static void the_copy_has_numbers_and_whole_addresses(void **state)
{
    (void)state;
    struct edition edition = read_page();
    struct bound_page sent[2] = {{.text = STR("its \"words\"")},
                                 {.is_wide = true, .text = STR("")}};
    struct buf copy = {0};
    edition.bounds[0].pages = sent;
    edition.bounds[0].page_count = 2;
    copy_write(arena, &edition, &copy);
    expect_in(&copy, "One <span class=\"page-number\">000</span></a>", true);
    expect_in(&copy, "print-places", false);
    buf_clear(&copy);
    edition.pages = 5;
    edition.entries[0].page = edition.papers[0].start.page = 2;
    edition.entries[1].page = edition.papers[1].start.page = edition.papers[0].after.page = 5;
    copy_write(arena, &edition, &copy);
    expect_in(&copy, "One <span class=\"page-number\">2</span></a>", true);
    expect_in(&copy, "Two <span class=\"page-number\">5</span></a>", true);
    expect_in(&copy, "No entry</a>", true);
    expect_in(&copy,
              "symbols: \"\" \"Item 1, page 1 of 3\" \"Item 1, page 2 of 3\" "
              "\"Item 1, page 3 of 3\" \"Closed. Item 2, page 1 of 1\"; }",
              true);
    expect_in(&copy, "\"Page \" counter(page) \" of \" counter(pages)", true);
    expect_in(&copy, "content: \"The \\22 pack\\22  (Draft)\"; }", true);
    expect_in(&copy, "href=\"file:///site/t/s.css\"", true);
    expect_in(&copy, "<script", false);
    expect_in(&copy, "no()", false);
    expect_in(&copy, "../x/", false);
    expect_in(&copy, "<svg role=\"img\">", true);
    expect_in(&copy, "<h2 id=\"h\">R</h2>", true);
    expect_in(&copy, "aria-label=\"its &quot;words&quot;\"", true);
    expect_in(&copy, "<div class=\"bound-page wide\">\n<p class=\"bound-title\">Report</p>", true);
    expect_in(&copy, ">It</a>", false);
    buf_clear(&copy);
    edition.canonical = STR("https://example.org/a/t/pack/");
    copy_write(arena, &edition, &copy);
    expect_in(&copy, "<a href=\"https://example.org/a/t/x/\">No entry</a>", true);
    buf_free(&copy);
}

static void ids_are_counted_anew(void **state)
{
    (void)state;
    struct buf pdf = {0};
    buf_add_string(&pdf, "(node00000905) (node00000910)(node00000905) (node1) (node00000905");
    ids_settle(arena, &pdf);
    expect_text("ids", buf_str(&pdf),
                STR("(node00000001) (node00000002)(node00000001) (node1) (node00000905"));
    buf_clear(&pdf);
    ids_settle(arena, &pdf);
    buf_free(&pdf);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(tags_end_where_they_end),
        cmocka_unit_test(attributes_are_found_however_they_are_written),
        cmocka_unit_test(references_are_read),
        cmocka_unit_test(addresses_are_joined),
        cmocka_unit_test(a_page_says_what_it_wants_printed),
        cmocka_unit_test(papers_end_before_what_follows),
        cmocka_unit_test(the_copy_has_numbers_and_whole_addresses),
        cmocka_unit_test(ids_are_counted_anew),
    };
    return cmocka_run_group_tests(tests, open_arena, close_arena);
}
