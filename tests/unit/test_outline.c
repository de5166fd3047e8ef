/* test_outline.c: the list of a page's headings is read out of its HTML. */
#include "../../generator/render/outline.h"

#include "concordat/base/buf.h"
#include "concordat/schema/schema.h"
#include "expect.h"

#define HEAD "<h2 id=\"never\">Before</h2>\n<h1>Title</h1>\n"
#define MORE "<h2 id=\"b\">B</h2><h2 id=\"c\">C</h2><h2 id=\"d\">D</h2>"
#define TOLD "\nb: B\nc: C\nd: D\n"

static const struct {
    const char *html;
    const char *told;
} pages[] = {
    {HEAD "<h2 id=\"a\">A</h2>" MORE, "a: A" TOLD},
    /* Three are few; without an id there is no way to a heading; smaller ones are not of the list.
     */
    {HEAD MORE, "none\n"},
    {HEAD "<h2>A</h2><h3 id=\"a\">A</h3>" MORE, "none\n"},
    {HEAD "<h2 id=\"a\"><span class=\"number\">1</span> <a href=\"x\">A &amp; B</a></h2>" MORE,
     "a: 1 A &amp; B" TOLD},
    {HEAD "<h2 id=\"a\">A <span class=\"tag tentative\">Proposed</span></h2>" MORE,
     "a: A <span class=\"tag tentative\">Proposed</span>" TOLD},
    {HEAD "<h2 id=\"a\">A<sup class=\"footnote-ref\"><a href=\"#f\">1</a></sup> "
          "<code>b</code></h2>" MORE,
     "a: A b" TOLD},
    {HEAD "<h2 id=\"a\"><img src=\"a b.png\" width=\"1\" alt=\"A &gt; B\" title=\"T\"></h2>" MORE,
     "a: A &gt; B" TOLD},
    {HEAD "<h2 id=\"a\"> <code> </code></h2><h2 id=\"e\"><img src=\"x\"></h2>" MORE, "none\n"},
    /* What is cut off ends the list, not the program. */
    {HEAD "<h2 id=\"a\">A</h2>" MORE "<h2 id=\"e\">E <a hre", "a: A"
                                                              "\nb: B\nc: C\nd: D\ne: E\n"},
    {"<h1>No end", "none\n"},
    {"", "none\n"},
};

static void headings_are_read_behind_the_title(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof pages / sizeof *pages; i++) {
        struct arena *arena = arena_new();
        struct buf told = {0};
        size_t place;
        const struct outline *outline = outline_read(arena, str_of(pages[i].html), &place);
        for (unsigned k = 0; outline && k < outline->entries.count; k++) {
            const struct outline_entry *entry =
                (const struct outline_entry *)outline->entries.items[k].as.record;
            buf_printf(&told, "%.*s: %.*s\n", STR_ARGS(value_text(&entry->anchor)),
                       STR_ARGS(value_text(&entry->label)));
        }
        if (!outline)
            buf_add_string(&told, "none\n");
        else
            assert_int_equal(place, strlen(HEAD));
        expect_text(pages[i].html, buf_str(&told), str_of(pages[i].told));
        buf_free(&told);
        arena_free(arena);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(headings_are_read_behind_the_title)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
