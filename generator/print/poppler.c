/* poppler.c: asks pdfinfo for places, sizes and numbers of pages, and pdftotext for words.
 *
 * Their output is lines for people, stable for many years: "Pages:  12", "Page  3 size: ...",
 * "   5 [ XYZ   45  780 null ] "Part-plan"". Layer: print. Uses: press, edition. Used by: galley,
 * print. */
#include "poppler.h"

#include "concordat/base/table.h"

#include <stdlib.h>
#include <string.h>

const struct foreign_program pdfinfo = {"pdfinfo", "poppler-utils"};
const struct foreign_program pdftotext = {"pdftotext", "poppler-utils"};

enum { MOST_PAGES = 20000 };

/* What pdfinfo prints with these options, in `text`; false, reported. */
static bool ask(struct press *press, const char *const *options, const char *pdf, struct buf *text)
{
    const char *arguments[10] = {pdfinfo.name, "-enc", "UTF-8"};
    const char *printed = press_file(press, "said");
    size_t count = 3;
    for (; *options; options++)
        arguments[count++] = *options;
    arguments[count++] = pdf;
    return press_run(press, &pdfinfo, arguments, printed, "read", pdf) != RUN_FAILED &&
           press_read(press, printed, text);
}

/* ------------------------------------------------------------------ places */

/* Cuts the number at the start of the text, after white space; 0 where there is none. */
static unsigned cut_number(struct str *text)
{
    unsigned number = 0;
    *text = str_trim(*text);
    size_t i = 0;
    for (; i < text->len && text->ptr[i] >= '0' && text->ptr[i] <= '9' && number < MOST_PAGES; i++)
        number = number * 10 + (unsigned)(text->ptr[i] - '0');
    *text = str_slice(*text, i, text->len);
    return number;
}

/* A line of -dests: its page, and its name between the first and the last quotation mark. */
static unsigned read_place(struct str line, struct str *name)
{
    unsigned page = cut_number(&line);
    size_t first = str_find(line, '"', 0);
    size_t last = line.len;
    while (last > first + 1 && line.ptr[last - 1] != '"')
        last--;
    *name = last > first + 1 ? str_slice(line, first + 1, last - 1) : STR("");
    return page;
}

struct numbered {
    unsigned page;
};

static void find(const struct table *pages, struct place *place)
{
    const struct numbered *found = place->id.len > 0 ? table_get(pages, place->id) : NULL;
    place->page = found ? found->page : 0;
}

/* The number of pages in what pdfinfo says, or 0. */
static unsigned page_count(struct str said)
{
    unsigned count = 0;
    while (said.len > 0 && count == 0) {
        struct str line = str_cut(said, '\n', &said);
        struct str rest = str_slice(line, sizeof "Pages:" - 1, line.len);
        if (str_starts(line, "Pages:"))
            count = cut_number(&rest);
    }
    return count;
}

bool poppler_find_places(struct press *press, const char *pdf, struct edition *edition)
{
    const char *const dests[] = {"-dests", NULL};
    const char *const none[] = {NULL};
    struct buf text = {0};
    bool done = ask(press, none, pdf, &text);
    edition->pages = page_count(buf_str(&text));
    buf_clear(&text);
    done = done && ask(press, dests, pdf, &text);
    struct table *pages = table_new(press->arena);
    for (struct str rest = buf_str(&text); done && rest.len > 0;) {
        struct str name;
        unsigned page = read_place(str_cut(rest, '\n', &rest), &name);
        struct numbered *place = arena_alloc(press->arena, sizeof *place);
        place->page = page;
        if (page > 0 && name.len > 0)
            table_add(pages, arena_copy(press->arena, name), place);
    }
    for (size_t i = 0; i < edition->entry_count; i++)
        find(pages, &edition->entries[i]);
    for (size_t i = 0; i < edition->paper_count; i++) {
        find(pages, &edition->papers[i].start);
        find(pages, &edition->papers[i].after);
    }
    for (size_t i = 0; i < edition->bound_count; i++)
        find(pages, &edition->bounds[i].first);
    buf_free(&text);
    return done;
}

/* ------------------------------------------------------------------ bound PDFs */

/* Reads "Page    3 CropBox:  0.00 0.00 595.00 842.00" and "Page    3 rot:   90". */
static void read_page_line(struct bound *bound, struct str line, bool *is_turned)
{
    struct str rest = str_slice(line, sizeof "Page" - 1, line.len);
    unsigned number = cut_number(&rest);
    rest = str_trim(rest);
    if (number == 0 || number > bound->page_count)
        return;
    struct bound_page *page = &bound->pages[number - 1];
    if (str_starts(rest, "rot:")) {
        rest = str_slice(rest, sizeof "rot:" - 1, rest.len);
        is_turned[number - 1] = cut_number(&rest) % 180 == 90;
    } else if (str_starts(rest, "CropBox:")) {
        /* The text is terminated, and strtod ends at white space. */
        char *at = (char *)(void *)(rest.ptr + sizeof "CropBox:" - 1);
        for (int i = 0; i < 4; i++)
            page->box[i] = strtod(at, &at);
    }
}

/* Gives each page its words: pdftotext ends each with a form feed. */
static bool read_words(struct press *press, struct bound *bound)
{
    const char *printed = press_file(press, "words");
    const char *const arguments[] = {pdftotext.name, "-enc", "UTF-8", bound->path, printed, NULL};
    struct buf text = {0};
    bool done = press_run(press, &pdftotext, arguments, press_file(press, "said"), "read",
                          bound->path) != RUN_FAILED &&
                press_read(press, printed, &text);
    struct str rest = buf_str(&text);
    for (size_t i = 0; i < bound->page_count && done; i++) {
        struct buf shown = {0};
        buf_add_visible(&shown, str_trim(str_cut(rest, '\f', &rest)));
        bound->pages[i].text = arena_copy(press->arena, buf_str(&shown));
        buf_free(&shown);
    }
    buf_free(&text);
    return done;
}

bool poppler_read_bound(struct press *press, struct bound *bound)
{
    const char *const options[] = {"-box", "-f", "1", "-l", "20000", NULL};
    struct buf text = {0};
    bool done = ask(press, options, bound->path, &text);
    bound->page_count = page_count(buf_str(&text));
    bound->pages = arena_array(press->arena, bound->page_count, sizeof *bound->pages);
    bool *is_turned = arena_array(press->arena, bound->page_count, sizeof *is_turned);
    for (struct str rest = buf_str(&text); rest.len > 0;) {
        struct str line = str_cut(rest, '\n', &rest);
        if (str_starts(line, "Page "))
            read_page_line(bound, line, is_turned);
    }
    for (size_t i = 0; i < bound->page_count; i++) {
        const double *box = bound->pages[i].box;
        bool wide = box[2] - box[0] > box[3] - box[1];
        bound->pages[i].is_wide = wide != is_turned[i];
    }
    buf_free(&text);
    return done && read_words(press, bound);
}
