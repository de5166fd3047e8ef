/* galley.c: prints a page twice: first to learn on which pages its places come to stand, then with
 * their numbers in the contents and at the head of the papers; then binds in what others sent.
 *
 * The numbers take up as much room while they are unknown, so that the second pass moves nothing;
 * it is checked all the same, and printed once more where something moved. Layer: print.
 * Uses: copy, chromium, poppler, qpdf. Used by: print. */
#include "galley.h"

#include "chromium.h"
#include "copy.h"
#include "ids.h"
#include "poppler.h"
#include "qpdf.h"

enum { MOST_PASSES = 4 };

/* What is told of where the places stand: equal where nothing moved. */
static void write_places(const struct edition *edition, struct buf *out)
{
    buf_clear(out);
    buf_printf(out, "%u", edition->pages);
    for (size_t i = 0; i < edition->entry_count; i++)
        buf_printf(out, " %u", edition->entries[i].page);
    for (size_t i = 0; i < edition->paper_count; i++)
        buf_printf(out, " %u-%u", edition->papers[i].start.page, edition->papers[i].after.page);
    for (size_t i = 0; i < edition->bound_count; i++)
        buf_printf(out, " %u", edition->bounds[i].first.page);
}

static bool print_once(struct press *press, struct edition *edition, const char *pdf)
{
    const char *page = press_file(press, "page.html");
    struct buf copy = {0};
    copy_write(press->arena, edition, &copy);
    bool done = press_write(press, page, buf_str(&copy)) &&
                chromium_print(press, page, pdf, edition->shown) &&
                poppler_find_places(press, pdf, edition);
    buf_free(&copy);
    return done;
}

/* True where each entry of the contents leads to a page; reports those that do not. */
static bool has_all_places(struct press *press, const struct edition *edition)
{
    size_t lost = 0;
    for (size_t i = 0; i < edition->entry_count; i++) {
        struct str id = edition->entries[i].id;
        if (edition->entries[i].page > 0)
            continue;
        lost++;
        diag_report(press->diag, SEVERITY_FAILURE, (struct mark){edition->shown, 0, 0}, RULE_SYSTEM,
                    "cannot print: nothing printed has the id \"%.*s\" of its contents",
                    STR_ARGS(id));
    }
    for (size_t i = 0; i < edition->bound_count; i++)
        lost += edition->bounds[i].page_count > 0 && edition->bounds[i].first.page == 0;
    return lost == 0;
}

static bool print_until_settled(struct press *press, struct edition *edition, const char *pdf)
{
    struct buf before = {0};
    struct buf after = {0};
    bool settled = false;
    edition->pages = 0;
    bool done = print_once(press, edition, pdf) && has_all_places(press, edition);
    for (int pass = 1; done && !settled && pass < MOST_PASSES; pass++) {
        write_places(edition, &before);
        done = print_once(press, edition, pdf);
        write_places(edition, &after);
        settled = str_equal(buf_str(&before), buf_str(&after));
    }
    if (done && !settled)
        diag_report(press->diag, SEVERITY_FAILURE, (struct mark){edition->shown, 0, 0}, RULE_SYSTEM,
                    "cannot print: its page numbers change each time it is printed");
    buf_free(&before);
    buf_free(&after);
    return done && settled;
}

/* Takes out of the printed file what differs from run to run without reason. */
static bool settle_ids(struct press *press, const char *pdf)
{
    struct buf bytes = {0};
    bool done = press_read(press, pdf, &bytes);
    if (done)
        ids_settle(press->arena, &bytes);
    done = done && press_write(press, pdf, buf_str(&bytes));
    buf_free(&bytes);
    return done;
}

bool galley_make(struct press *press, struct edition *edition, struct buf *pdf)
{
    const char *printed = press_file(press, "print.pdf");
    const char *finished = press_file(press, "settled.pdf");
    for (size_t i = 0; i < edition->bound_count; i++)
        if (!poppler_read_bound(press, &edition->bounds[i]))
            return false;
    if (!print_until_settled(press, edition, printed) || !settle_ids(press, printed) ||
        !qpdf_settle(press, edition, printed, finished))
        return false;
    for (size_t i = 0; i < edition->bound_count; i++) {
        const char *with_bound = press_file(press, i % 2 == 0 ? "even.pdf" : "odd.pdf");
        if (!qpdf_bind(press, &edition->bounds[i], finished, with_bound))
            return false;
        finished = with_bound;
    }
    return press_read(press, finished, pdf);
}
