/* pages.c: renders the pages of a plan to the output, and decides which print editions stay.
 *
 * `concordat pdf` leaves its PDFs among the published files. A build keeps one, and links to it,
 * while its page and the files of its trust are as they were; otherwise it goes, because it could
 * tell what is withheld by now. Layer: build. Uses: render, write. Used by: unit, build. */
#include "unit.h"

/* A page on its way to the output. */
struct publishing {
    const struct workshop *shop;
    const struct surroundings *surroundings;
    struct buf html;
    struct buf offering; /* the same with the link to its print edition */
    bool files_changed;  /* of the trust, which pages show or bind in */
};

static bool render(const struct publishing *at, const struct planned_page *planned,
                   struct buf *html)
{
    buf_clear(html);
    return theme_render(at->shop->theme, at->surroundings, planned, html, at->shop->diag);
}

/* Whether the page's print edition, which is there, was made of the page as it is: the published
 * page is the same, with a link to it or as it was before there was one. `html` is then the page
 * with the link. */
static bool offer_print(struct publishing *at, struct planned_page *planned)
{
    struct page *page = planned->page;
    const struct output *output = at->shop->output;
    struct str address = page->record.address;
    page->print_edition = page->print_file;
    bool rendered = render(at, planned, &at->offering);
    page->print_edition = (struct value){0};
    if (!rendered || (!output_holds(output, address, buf_str(&at->offering)) &&
                      !output_holds(output, address, buf_str(&at->html))))
        return false;
    struct buf plain = at->html;
    at->html = at->offering;
    at->offering = plain;
    return true;
}

/* Keeps the PDF of a page that has not changed. One of a page that has is left to be removed: it
 * could tell what is withheld by now. False where that is so. */
static bool keep_print(struct publishing *at, struct planned_page *planned)
{
    struct str file = value_text(&planned->page->print_file);
    struct str address = planned->page->record.address;
    struct buf pdf = {0};
    if (file.len == 0)
        return true;
    buf_printf(&pdf, "%.*s%.*s", (int)(address.len - (sizeof "index.html" - 1)), address.ptr,
               STR_ARGS(file));
    bool made = output_lists(at->shop->output, buf_str(&pdf));
    bool kept = made && !at->files_changed && offer_print(at, planned);
    if (kept)
        output_keep_file(at->shop->output, buf_str(&pdf));
    buf_free(&pdf);
    return kept || !made;
}

size_t publish_plan(const struct page_plan *plan, const struct trust *trust,
                    const struct abbreviations *abbreviations, bool files_changed,
                    struct search_part *part, const struct workshop *shop)
{
    const struct surroundings surroundings = {shop->site, trust, shop->links, abbreviations};
    struct publishing at = {
        .shop = shop, .surroundings = &surroundings, .files_changed = files_changed};
    size_t outdated = 0;
    for (size_t i = 0; i < plan->count; i++) {
        const struct record *page = &plan->pages[i].page->record;
        if (!render(&at, &plan->pages[i], &at.html))
            continue;
        outdated += !keep_print(&at, &plan->pages[i]);
        output_add(shop->output, page->address, buf_str(&at.html), page->mark);
        enum page_reach reach = page_reach(plan->pages[i].kind);
        if (part && (reach == REACH_SEARCHED || reach == REACH_ASIDE))
            search_part_add(part, page->address, buf_str(&at.html), reach == REACH_ASIDE);
    }
    buf_free(&at.html);
    buf_free(&at.offering);
    return outdated;
}
