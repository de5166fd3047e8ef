/* moved.c: the addresses from which pages moved: none of them is a page's now, none is given twice,
 * and each leads to a page.
 *
 * A page that leads on leads to a page and not to another that leads on, so that readers are sent
 * once, and never in a circle. What the output folder cannot hold (a name that is a file and a
 * folder) is found when it is written. Stage: survey, check. Uses: schema, pages. Used by: links.
 */
#include "concordat/schema/moved.h"

#include "concordat/schema/pages.h"
#include "link_index.h"

#include <stdlib.h>
#include <string.h>

/* What the table of pages holds. */
static const char page_is_there[] = "a page stands there";
static const char page_may_be_there[] = "what it shows is only found when the site is built";

/* ------------------------------------------------------------------ pages */

/* Where pages are noted: of all records, or of those that the audience sees. */
struct noting {
    struct arena *arena;
    struct table *pages;
};

static void add_page(const struct noting *at, struct str address, const char *worth)
{
    if (!table_get(at->pages, address))
        table_add(at->pages, arena_copy(at->arena, address), (void *)worth);
}

static void add_pages_of_trust(const struct noting *at, const struct records *records)
{
    bool any[TYPE_COUNT] = {0};
    for (size_t i = 0; i < records->count; i++)
        any[records->list[i]->type->id] = true;
    for (int kind = PAGE_OVERVIEW; kind < PAGE_KIND_COUNT; kind++) {
        const struct page_kind_row *row = page_kind_row((enum page_kind)kind);
        struct buf address = {0};
        buf_printf(&address, "%.*s/%sindex.html", STR_ARGS(records->trust->record.id), row->folder);
        if (row->list > 0 || row->folder[0] == '\0')
            ; /* its records have addresses of their own */
        else if (page_is_foreseen((enum page_kind)kind, records->trust, any))
            add_page(at, buf_str(&address), page_is_there);
        else if (page_is_possible((enum page_kind)kind, records->trust, any))
            add_page(at, buf_str(&address), page_may_be_there);
        buf_free(&address);
    }
}

/* What the program makes of a record, such as the pack of a meeting, has a page below the record's.
 */
static void add_pages_below(const struct noting *at, const struct record *record)
{
    enum page_kind own = page_of_type(record->type->id);
    struct str folder =
        str_slice(record->address, 0, record->address.len - (sizeof "index.html" - 1));
    for (int kind = 0; own != PAGE_NOTHING && kind < PAGE_KIND_COUNT; kind++) {
        const struct page_kind_row *row = page_kind_row((enum page_kind)kind);
        struct buf address = {0};
        if (row->above != own || type_of(row->subject)->role != ROLE_VIEW)
            continue;
        buf_printf(&address, "%.*s%sindex.html", STR_ARGS(folder), row->folder);
        add_page(at, buf_str(&address), page_may_be_there);
        buf_free(&address);
    }
}

static void add_pages_of_site(const struct noting *at, const struct site *site)
{
    add_page(at, STR("index.html"), page_is_there);
    add_page(at, STR("404.html"), page_is_there);
    if (value_is_given(&site->accessibility))
        add_page(at, STR("accessibility/index.html"), page_is_there);
}

static void note_pages(const struct noting *at, const struct records *records)
{
    if (records->trust)
        add_pages_of_trust(at, records);
    else if (records->count > 0 && record_is(records->list[0], TYPE_site))
        add_pages_of_site(at, (const struct site *)records->list[0]);
    for (size_t i = 0; i < records->count; i++) {
        const struct record *record = records->list[i];
        if (record->address.len == 0)
            continue;
        add_page(at, record->address, page_is_there);
        add_pages_below(at, record);
        if (record->type->id == TYPE_guide)
            add_page(at, STR("guide/index.html"), page_is_there);
    }
}

/* ------------------------------------------------------------------ old addresses */

static void add_moved(struct link_index *index, const struct item *old, struct str leads_to,
                      bool by_address, struct diag *diag)
{
    const char *problem;
    struct str address = moved_address(index->arena, old->text, &problem);
    if (problem) {
        diag_error(diag, old->mark, RULE_OLD_ADDRESS, STR("such as surrey/bodies/old-board/"),
                   "'%.*s' cannot be an old address: %s", STR_ARGS(text_shown(old->text)), problem);
        return;
    }
    index->moved = arena_grown(index->arena, index->moved, index->moved_count, &index->moved_room,
                               sizeof *index->moved);
    struct mark mark = old->mark;
    mark.file = arena_copy(index->arena, str_of(mark.file)).ptr;
    index->moved[index->moved_count++] =
        (struct moved){address, mark, arena_copy(index->arena, leads_to), by_address};
}

static void survey_site(struct link_index *index, const struct site *site, struct diag *diag)
{
    for (unsigned i = 0; value_is_given(&site->moved) && i < site->moved.count; i++) {
        const struct moved_page *page = (const struct moved_page *)site->moved.items[i].as.record;
        const char *problem;
        if (!value_is_given(&page->new) || !value_is_given(&page->old))
            continue;
        struct str leads_to = moved_address(index->arena, value_text(&page->new), &problem);
        if (problem && str_is(str_trim(value_text(&page->new)), "/"))
            leads_to = STR("index.html");
        for (unsigned k = 0; k < page->old.count; k++)
            add_moved(index, &page->old.items[k], leads_to, true, diag);
    }
}

void moved_survey(struct link_index *index, const struct records *records,
                  const struct records *edition, struct diag *diag)
{
    note_pages(&(struct noting){index->arena, index->pages}, records);
    note_pages(&(struct noting){index->arena, index->pages_seen}, edition);
    if (!records->trust && records->count > 0)
        survey_site(index, (const struct site *)records->list[0], diag);
    for (size_t i = 0; i < records->count; i++) {
        const struct record *record = records->list[i];
        const struct value *old = record->address.len > 0 ? record_moved_from(record) : NULL;
        for (unsigned k = 0; old && value_is_given(old) && k < old->count; k++)
            add_moved(index, &old->items[k], record->address, false, diag);
    }
}

/* ------------------------------------------------------------------ once all are known */

static int by_mark(const void *a, const void *b)
{
    const struct mark *left = &((const struct moved *)a)->mark;
    const struct mark *right = &((const struct moved *)b)->mark;
    int order = strcmp(left->file, right->file);
    if (order == 0)
        order = (left->line > right->line) - (left->line < right->line);
    return order != 0 ? order : (left->column > right->column) - (left->column < right->column);
}

static void check_free(const struct link_index *index, const struct moved *moved,
                       const struct moved *first, struct diag *diag)
{
    if (table_get(index->pages, moved->address) == page_is_there)
        diag_error(diag, moved->mark, RULE_OLD_ADDRESS, STR("take it out"),
                   str_equal(moved->address, moved->leads_to)
                       ? "this page stands at that very address"
                       : "a page stands at that address");
    else if (first != moved)
        diag_error(diag, moved->mark, RULE_OLD_ADDRESS, STR("keep one of the two"),
                   "%s:%u:%u says already where that address leads", first->mark.file,
                   first->mark.line, first->mark.column);
}

static void check_leads(const struct link_index *index, const struct table *old,
                        const struct moved *moved, struct diag *diag)
{
    bool is_page = table_get(index->pages, moved->leads_to);
    if (!moved->by_address || (is_page && table_get(index->pages_seen, moved->leads_to)))
        return;
    if (is_page) {
        diag_error(diag, moved->mark, RULE_LINK_TO_WITHHELD,
                   STR("take it out, and write moved_from: in what has the page, which leads on "
                       "only those who may see it"),
                   "it leads to a page that those who read this may not see");
        return;
    }
    const struct moved *next = table_get(old, moved->leads_to);
    if (next)
        diag_error(diag, moved->mark, RULE_OLD_ADDRESS, STR("write where that one leads"),
                   "it leads to an address from which a page moved itself");
    else
        diag_error(diag, moved->mark, RULE_OLD_ADDRESS,
                   STR("write the address of a page of this site, such as surrey/structure/"),
                   "it leads to no page of this site");
}

void moved_finish(struct link_index *index, struct diag *diag)
{
    struct table *old = table_new(index->arena);
    if (index->moved_count > 0) /* trusts come in any order */
        qsort(index->moved, index->moved_count, sizeof *index->moved, by_mark);
    for (size_t i = 0; i < index->moved_count; i++)
        table_add(old, index->moved[i].address, &index->moved[i]);
    for (size_t i = 0; i < index->moved_count; i++) {
        check_free(index, &index->moved[i], table_get(old, index->moved[i].address), diag);
        check_leads(index, old, &index->moved[i], diag);
    }
}
