/* pack.c: joins the texts of a meeting's papers on the page of its agenda pack.
 *
 * Each keeps the numbers of its headings, paragraphs and footnotes, for it is cited by them; its
 * ids begin with its own, so that two papers may both have a paragraph 2.3; and where it links to
 * another paper of the pack, or to itself, the link stays on the page.
 * Stage: publish, plan. Uses: schema, markdown. Used by: plan. */
#include "views.h"

static void join_papers(struct arena *arena, const struct value *papers,
                        struct planned_page *planned, struct joined_text *joined)
{
    for (unsigned i = 0; i < papers->count; i++) {
        const struct packed_paper *packed = (const struct packed_paper *)papers->items[i].as.record;
        const struct paper *paper = (const struct paper *)value_record(&packed->paper);
        joined[planned->joined_count++] = (struct joined_text){
            .text = value_is_given(&paper->text) ? paper->text.items[0].as.prose : NULL,
            .heading_shift = 1,
            .id_prefix = arena_printf(arena, "%.*s-", STR_ARGS(paper->record.anchor)),
            .address = paper->record.address,
            .anchor = paper->record.anchor,
        };
    }
}

static void add_directives(struct arena *arena, const struct trust *trust,
                           const struct words *words, const struct value *papers,
                           struct value *lists)
{
    for (unsigned i = 0; i < papers->count; i++) {
        const struct packed_paper *packed = (const struct packed_paper *)papers->items[i].as.record;
        view_directives(arena, trust, value_record(&packed->paper), words, &lists[i]);
    }
}

void view_pack(struct arena *arena, const struct trust *trust, const struct words *words,
               struct planned_page *planned, struct page *page)
{
    const struct pack *pack = (const struct pack *)planned->subject;
    const struct value *lists[] = {&pack->papers, &pack->closed_papers};
    unsigned count = lists[0]->count + lists[1]->count;
    struct joined_text *joined = arena_array(arena, count, sizeof *joined);
    struct value *directives = arena_array(arena, count, sizeof *directives);
    size_t total = 0;
    for (size_t i = 0; i < 2; i++) {
        join_papers(arena, lists[i], planned, joined);
        add_directives(arena, trust, words, lists[i],
                       i > 0 ? directives + lists[0]->count : directives);
    }
    planned->joined = joined;
    for (unsigned i = 0; i < count; i++)
        total += directives[i].count;
    view_reserve(arena, &page->directives, total);
    for (unsigned i = 0; i < count; i++)
        for (unsigned n = 0; n < directives[i].count; n++) {
            view_append(&page->directives, directives[i].items[n].as.record);
            page->directives.items[page->directives.count - 1] = directives[i].items[n];
        }
}
