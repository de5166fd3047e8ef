/* plan.c: the pages that a trust's records ask for, by the table of pages.def.
 *
 * No records, no page, no menu entry: a trust of one paragraph is one page.
 * Stage: publish, plan. Uses: schema. Used by: render, build. The drawings are those of
 * structure.c, timeline.c, cycle.c and charts.c. */
#include "views.h"

#include "concordat/schema/moved.h"

/* What planning works on. */
struct planning {
    struct arena *arena;
    const struct site *site;
    const struct trust *trust; /* NULL for the site's own pages */
    const struct str *labels;
    const struct words *words;
    struct value menu; /* of the trust, no entry marked */
    struct value
        menus_below[PAGE_KIND_COUNT]; /* as pages below one of the menu see it, once made */
};

/* ------------------------------------------------------------------ views */

/* The standing of a record that has one, as views show it. */
static struct value standing_of(const struct record *record)
{
    const struct field *field = record ? type_field(record->type, STR("standing")) : NULL;
    return field ? *record_value_const(record, field) : (struct value){0};
}

static struct crumb *new_crumb(const struct planning *at, struct str label,
                               const struct record *subject, struct str address, struct str current)
{
    struct crumb *crumb = view_new(at->arena, TYPE_crumb);
    view_set_text(at->arena, &crumb->label, label);
    crumb->standing = standing_of(subject);
    crumb->record.address = address;
    if (str_equal(address, current))
        view_set_flag(at->arena, &crumb->current, true);
    return crumb;
}

/* ------------------------------------------------------------------ titles and addresses */

static struct str trust_name(const struct trust *trust)
{
    return value_is_given(&trust->short_name) ? value_text(&trust->short_name)
                                              : value_text(&trust->name);
}

/* True where the title of a page says whose it is. */
static bool says_whose(struct str title, struct str name)
{
    bool said = false;
    for (size_t i = 0; !said && i + name.len <= title.len; i++)
        said = str_equal(str_slice(title, i, i + name.len), name);
    return said;
}

/* What a page of a trust says above its title, unless that names the trust. */
static void fill_whose(const struct planning *at, struct page *page, enum page_kind kind)
{
    struct str name = trust_name(at->trust);
    view_set_text(at->arena, &page->whose, name);
    view_set_flag(at->arena, &page->says_whose,
                  kind == PAGE_OVERVIEW || says_whose(value_text(&page->title), name));
}

static struct str title_of(const struct planning *at, enum page_kind kind,
                           const struct record *subject)
{
    if (kind == PAGE_DIRECTORY)
        return value_text(&at->site->title);
    if (kind == PAGE_MEMBER_HANDBOOK)
        return str_of(arena_printf(at->arena, "%.*s: %.*s", STR_ARGS(at->labels[PAGE_HANDBOOK]),
                                   STR_ARGS(record_title(subject))));
    if (page_kind_row(kind)->label)
        return at->labels[kind];
    return record_title(subject);
}

/* What the menu calls a page. */
static struct str menu_label(const struct planning *at, enum page_kind kind,
                             const struct record *subject)
{
    if (kind == PAGE_NARRATIVE && value_is_given(&((const struct narrative *)subject)->menu))
        return value_text(&((const struct narrative *)subject)->menu);
    return title_of(at, kind, subject);
}

/* True for a kind of page that is each record's own, and not one more page about it; what the
 * program makes for a page has its address. */
static bool is_own_page(enum page_kind kind)
{
    const struct page_kind_row *row = page_kind_row(kind);
    return row->list > 0 &&
           (page_of_type(row->subject) == kind || type_of(row->subject)->role == ROLE_VIEW);
}

static struct str address_of(const struct planning *at, enum page_kind kind,
                             const struct record *subject)
{
    const struct page_kind_row *row = page_kind_row(kind);
    if (at->trust && row->list > 0 && subject && !is_own_page(kind))
        return str_of(arena_printf(at->arena, "%.*s/%s%.*s/index.html",
                                   STR_ARGS(at->trust->record.id), row->folder,
                                   STR_ARGS(subject->id)));
    if (row->list > 0 && subject)
        return subject->address;
    if (kind == PAGE_NOT_FOUND)
        return str_of(row->folder);
    if (!at->trust)
        return str_of(arena_printf(at->arena, "%sindex.html", row->folder));
    if (row->folder[0] == '\0')
        return at->trust->record.address;
    return str_of(
        arena_printf(at->arena, "%.*s/%sindex.html", STR_ARGS(at->trust->record.id), row->folder));
}

/* ------------------------------------------------------------------ the parts of a page */

/* The way to a page of the site itself: nothing to its first page. */
static void fill_site_crumbs(const struct planning *at, struct page *page, enum page_kind kind,
                             const struct record *subject)
{
    struct str here = page->record.address;
    enum page_kind above = page_kind_row(kind)->above;
    struct crumb *crumb =
        new_crumb(at, value_text(&at->site->title), NULL, STR("index.html"), here);
    if (kind == PAGE_DIRECTORY)
        return;
    view_append(&page->crumbs, &crumb->record);
    if (above != PAGE_NOTHING) {
        crumb = new_crumb(at, at->labels[above], NULL, address_of(at, above, NULL), here);
        view_append(&page->crumbs, &crumb->record);
    }
    crumb = new_crumb(at, value_text(&page->title), subject, here, here);
    view_append(&page->crumbs, &crumb->record);
}

/* The steps to a page that is below that of a record: the list of such records, and the record. */
static void add_crumbs_above(const struct planning *at, struct page *page, enum page_kind above,
                             const struct record *record)
{
    enum page_kind listing = page_kind_row(above)->above;
    struct crumb *crumb =
        new_crumb(at, at->labels[listing], NULL, address_of(at, listing, NULL), STR(""));
    view_append(&page->crumbs, &crumb->record);
    crumb = new_crumb(at, record_title(record), record, record->address, STR(""));
    view_append(&page->crumbs, &crumb->record);
}

static void fill_crumbs(const struct planning *at, struct page *page, enum page_kind kind,
                        const struct record *subject)
{
    struct str here = page->record.address;
    enum page_kind above = page_kind_row(kind)->above;
    struct crumb *crumb;
    view_reserve(at->arena, &page->crumbs, 5);
    if (!at->trust) {
        fill_site_crumbs(at, page, kind, subject);
        return;
    }
    if (!str_is(at->trust->record.address, "index.html")) {
        crumb = new_crumb(at, value_text(&at->site->title), NULL, STR("index.html"), here);
        view_append(&page->crumbs, &crumb->record);
    }
    crumb = new_crumb(at, trust_name(at->trust), NULL, at->trust->record.address, here);
    view_append(&page->crumbs, &crumb->record);
    if (record_is(subject, TYPE_pack)) {
        add_crumbs_above(at, page, above, value_record(&((const struct pack *)subject)->meeting));
    } else if (above != PAGE_NOTHING && page_is_wanted(above, at->trust)) {
        crumb = new_crumb(at, at->labels[above], NULL, address_of(at, above, NULL), here);
        view_append(&page->crumbs, &crumb->record);
    }
    if (kind != PAGE_OVERVIEW) {
        crumb = new_crumb(at, value_text(&page->title), page_kind_row(kind)->label ? NULL : subject,
                          here, here);
        view_append(&page->crumbs, &crumb->record);
    }
}

/* Puts an entry that comes next in a menu into its group. */
static void open_group(const struct planning *at, const struct value *menu, struct crumb *crumb,
                       int group)
{
    const struct record *last = menu->count > 0 ? menu->items[menu->count - 1].as.record : NULL;
    view_set_flag(at->arena, &crumb->opens_group,
                  !last || value_choice(&((const struct crumb *)last)->group) != group);
    if (group >= 0)
        view_set_choice(at->arena, &crumb->group, group);
}

/* The menu of a trust: its pages in the order of the table, none of them current. */
static struct value menu_of(const struct planning *at)
{
    struct value menu = {0};
    view_reserve(at->arena, &menu, PAGE_KIND_COUNT + at->trust->pages.count);
    for (int kind = PAGE_OVERVIEW; kind < PAGE_KIND_COUNT; kind++) {
        const struct value *list = page_list((enum page_kind)kind, at->trust);
        unsigned count = list ? list->count : 1;
        if (!page_kind_row((enum page_kind)kind)->in_menu ||
            !page_is_wanted((enum page_kind)kind, at->trust))
            continue;
        for (unsigned i = 0; i < count; i++) {
            const struct record *subject = list ? list->items[i].as.record : &at->trust->record;
            struct crumb *crumb = new_crumb(at, menu_label(at, (enum page_kind)kind, subject), NULL,
                                            address_of(at, (enum page_kind)kind, subject), STR(""));
            open_group(at, &menu, crumb, page_menu_group((enum page_kind)kind));
            view_append(&menu, &crumb->record);
        }
    }
    return menu;
}

/* The sentence that the overview has for a page; -1 where it does not show it. */
static int summary_of(enum page_kind kind, const struct trust *trust)
{
    const struct choices *summaries = choices_of(CHOICES_page_summary);
    const char *name = page_kind_row(kind)->label;
    if (kind == PAGE_PLAN)
        return value_choice(&trust->plan_summary);
    for (size_t i = 0; name && i < summaries->count; i++)
        if (str_is(str_of(summaries->values[i].name), name))
            return (int)i;
    return -1;
}

/* The pages that the overview shows, in the order of the menu. */
static void fill_shown(const struct planning *at, struct page *page)
{
    view_reserve(at->arena, &page->shown, PAGE_KIND_COUNT);
    for (int kind = PAGE_OVERVIEW; kind < PAGE_KIND_COUNT; kind++) {
        int summary = summary_of((enum page_kind)kind, at->trust);
        if (summary < 0 || !page_is_wanted((enum page_kind)kind, at->trust))
            continue;
        struct crumb *crumb = new_crumb(at, at->labels[kind], NULL,
                                        address_of(at, (enum page_kind)kind, NULL), STR(""));
        view_set_choice(at->arena, &crumb->summary, summary);
        view_append(&page->shown, &crumb->record);
    }
}

/* The chapters of the guide, for a page of it. */
static void fill_guide_menu(const struct planning *at, struct page *page)
{
    const struct value *chapters = &at->site->guide;
    view_reserve(at->arena, &page->menu, chapters->count);
    for (unsigned i = 0; i < chapters->count; i++) {
        const struct record *chapter = chapters->items[i].as.record;
        struct crumb *crumb =
            new_crumb(at, record_title(chapter), NULL, chapter->address, page->record.address);
        crumb->opens_group = ((const struct guide *)chapter)->opens_part;
        crumb->part = ((const struct guide *)chapter)->part;
        view_append(&page->menu, &crumb->record);
    }
}

/* The page of the menu that a page of the kind is below; PAGE_NOTHING where there is none. */
static enum page_kind menu_page_above(enum page_kind kind)
{
    enum page_kind above = page_kind_row(kind)->above;
    while (above != PAGE_NOTHING && !page_kind_row(above)->in_menu)
        above = page_kind_row(above)->above;
    return above;
}

/* The menu with the entry at an address marked: as current, or as what the page stands below. */
static struct value marked_menu(const struct planning *at, struct str address, bool current)
{
    struct value menu = {0};
    view_reserve(at->arena, &menu, at->menu.count);
    for (unsigned i = 0; i < at->menu.count; i++) {
        const struct crumb *crumb = (const struct crumb *)at->menu.items[i].as.record;
        if (str_equal(crumb->record.address, address)) {
            struct crumb *marked = view_new(at->arena, TYPE_crumb);
            *marked = *crumb;
            view_set_flag(at->arena, current ? &marked->current : &marked->above, true);
            crumb = marked;
        }
        view_append(&menu, &crumb->record);
    }
    return menu;
}

/* The pages below one of the menu, which are the most, share theirs. */
static void fill_menu(struct planning *at, struct page *page, enum page_kind kind)
{
    const enum page_kind above = menu_page_above(kind);
    if (page_kind_row(kind)->in_menu) {
        page->menu = marked_menu(at, page->record.address, true);
        return;
    }
    if (above != PAGE_NOTHING && at->menus_below[above].count == 0)
        at->menus_below[above] = marked_menu(at, address_of(at, above, NULL), false);
    page->menu = above != PAGE_NOTHING ? at->menus_below[above] : at->menu;
}

/* A sentence that says what the page tells: the summary of its subject in plain words. */
static struct str description_of(const struct planning *at, enum page_kind kind,
                                 const struct record *subject)
{
    const struct value *summary = NULL;
    if (kind == PAGE_NARRATIVE)
        return value_text(&((const struct narrative *)subject)->summary);
    if (kind == PAGE_GUIDE_CHAPTER)
        return value_text(&((const struct guide *)subject)->summary);
    if (kind == PAGE_DIRECTORY)
        summary = &at->site->summary;
    else if (kind == PAGE_OVERVIEW)
        summary = &at->trust->summary;
    if (!summary || !value_is_given(summary))
        return STR("");
    struct buf words = {0};
    markdown_text(summary->items[0].as.prose, &words);
    struct str kept = arena_copy(at->arena, str_trim(buf_str(&words)));
    buf_free(&words);
    return kept;
}

/* "../" for each folder between the page and the top of the site. */
static struct str way_to_top(const struct planning *at, struct str address)
{
    struct buf way = {0};
    for (size_t i = 0; i < address.len; i++)
        if (address.ptr[i] == '/')
            buf_add_string(&way, "../");
    struct str kept = arena_copy(at->arena, buf_str(&way));
    buf_free(&way);
    return kept;
}

/* The path of the site on its host, with a slash at either end. A server shows the page of what is
 * not there at any address, from which no relative link would lead anywhere. */
static struct str path_of_site(const struct planning *at)
{
    struct str url = value_text(&at->site->url);
    const size_t host = str_find(url, '/', sizeof "https://" - 1);
    struct str path = str_slice(url, host, url.len);
    return path.len == 0 ? STR("/")
                         : str_of(arena_printf(at->arena, "%.*s%s", STR_ARGS(path),
                                               str_ends(path, "/") ? "" : "/"));
}

/* The full address of what stands at `address` in a folder of the site, "" for its top; empty where
 * the site says no address of its own. */
static struct str full_address(const struct planning *at, const char *folder, struct str address)
{
    struct str url = value_text(&at->site->url);
    if (url.len == 0)
        return STR("");
    return str_of(arena_printf(at->arena, "%.*s%s%s%.*s", STR_ARGS(url),
                               str_ends(url, "/") ? "" : "/", folder, STR_ARGS(address)));
}

/* Empty for the page of what is not there, which has no address of its own. */
static struct str canonical_of(const struct planning *at, struct str address)
{
    if (!str_ends(address, "index.html"))
        return STR("");
    return full_address(at, "", str_slice(address, 0, address.len - (sizeof "index.html" - 1)));
}

/* Draws what the page is about, where that can be drawn. */
static void fill_drawings(const struct planning *at, struct page *page, enum page_kind kind,
                          const struct record *subject)
{
    const struct diagram_view *diagram = NULL;
    if (kind == PAGE_STRUCTURE)
        diagram = view_diagram(at->arena, at->trust, NULL, DRAWING_WHOLE, at->words);
    else if (kind == PAGE_OVERVIEW || kind == PAGE_HANDBOOK)
        diagram = view_diagram(at->arena, at->trust, NULL, DRAWING_TREE, at->words);
    else if (kind == PAGE_BODY)
        diagram = view_diagram(at->arena, at->trust, (const struct body *)subject, DRAWING_AROUND,
                               at->words);
    if (diagram)
        view_set_record(at->arena, &page->diagram, &diagram->record);
    const struct timeline_view *timeline =
        kind == PAGE_TIMELINE ? view_timeline(at->arena, at->trust, at->words) : NULL;
    if (timeline)
        view_set_record(at->arena, &page->timeline, &timeline->record);
    if (kind == PAGE_COMMISSIONING)
        page->cycles = view_cycles(at->arena, at->trust);
}

/* What `concordat pdf` reads of the page. */
static void fill_print(const struct planning *at, struct page *page, enum page_kind kind)
{
    const char *file = page_print_file(kind);
    if (!file)
        return;
    view_set_text(at->arena, &page->print_file, str_of(file));
    if (!at->trust || !value_is_given(&at->trust->as_of))
        return;
    long day = date_latest(&at->trust->as_of.items[0].as.date);
    view_set_text(at->arena, &page->print_date,
                  str_of(arena_printf(at->arena, "%04ld-%02ld-%02ld", day / 10000, day / 100 % 100,
                                      day % 100)));
}

static void add_page(struct planning *at, struct page_plan *plan, enum page_kind kind,
                     const struct record *subject)
{
    struct page *page = view_new(at->arena, TYPE_page);
    page->record.mark = subject->mark;
    page->record.address = address_of(at, kind, subject);
    view_set_text(at->arena, &page->title, title_of(at, kind, subject));
    if (kind == PAGE_OVERVIEW || !page_kind_row(kind)->label)
        page->standing = standing_of(subject);
    view_set_text(at->arena, &page->description, description_of(at, kind, subject));
    view_set_text(at->arena, &page->root,
                  kind == PAGE_NOT_FOUND ? path_of_site(at) : way_to_top(at, page->record.address));
    view_set_text(at->arena, &page->canonical, canonical_of(at, page->record.address));
    if (value_is_given(&at->site->share_image))
        view_set_text(at->arena, &page->share_image,
                      full_address(at, "assets/", value_text(&at->site->share_image)));
    if (at->trust)
        fill_whose(at, page, kind);
    fill_print(at, page, kind);
    fill_crumbs(at, page, kind, subject);
    if (page->crumbs.count > 0)
        view_set_record(at->arena, &page->here,
                        page->crumbs.items[page->crumbs.count - 1].as.record);
    if (at->trust)
        fill_menu(at, page, kind);
    else if (kind == PAGE_GUIDE || kind == PAGE_GUIDE_CHAPTER)
        fill_guide_menu(at, page);
    if (kind == PAGE_OVERVIEW)
        fill_shown(at, page);
    if (kind == PAGE_OVERVIEW && page_is_wanted(PAGE_DATA, at->trust))
        view_set_record(
            at->arena, &page->open_data,
            &new_crumb(at, at->labels[PAGE_DATA], NULL, address_of(at, PAGE_DATA, NULL), STR(""))
                 ->record);
    if (kind == PAGE_DATA)
        page->data = view_data(at->arena, at->trust);
    view_linked_data(at->arena, at->site, at->trust, kind, subject, at->words, page);
    fill_drawings(at, page, kind, subject);
    view_directives(at->arena, at->trust, subject, at->words, &page->directives);
    struct planned_page *planned = &plan->pages[plan->count++];
    *planned = (struct planned_page){.kind = kind, .page = page, .subject = subject};
    if (kind == PAGE_HANDBOOK)
        view_handbook(at->arena, at->trust, at->words, planned, &page->handbook);
    else if (record_is(subject, TYPE_pack))
        view_pack(at->arena, at->trust, at->words, planned, page);
    if (kind == PAGE_MEMBER_HANDBOOK)
        view_member_handbook(at->arena, at->trust, (const struct person *)subject, page);
}

/* ------------------------------------------------------------------ pages that moved */

/* Plans a page that leads from an old address to the page at `address`. One that cannot be an
 * address was reported. */
static void add_redirect(const struct planning *at, struct page_plan *plan, const struct item *old,
                         struct str title, struct value standing, struct str address)
{
    const char *problem;
    struct str from = moved_address(at->arena, old->text, &problem);
    if (problem)
        return;
    struct page *page = view_new(at->arena, TYPE_page);
    struct redirect *redirect = view_new(at->arena, TYPE_redirect);
    page->record.mark = old->mark;
    page->record.address = from;
    redirect->record.address = address;
    view_set_text(at->arena, &redirect->title, title);
    redirect->standing = standing;
    view_set_flag(at->arena, &redirect->fictional, at->trust && value_flag(&at->trust->fictional));
    view_set_text(at->arena, &page->title, title);
    view_set_text(at->arena, &page->root, way_to_top(at, from));
    view_set_text(at->arena, &page->canonical, canonical_of(at, address));
    plan->pages[plan->count++] =
        (struct planned_page){.kind = PAGE_MOVED, .page = page, .subject = &redirect->record};
}

/* How many addresses the page of a record moved from; 0 for a page of no record of its own. */
static size_t moved_count(const struct record *subject)
{
    const struct value *old = record_moved_from(subject);
    return old && value_is_given(old) ? old->count : 0;
}

/* Plans what leads to a page that was planned. */
static void add_redirects(const struct planning *at, struct page_plan *plan,
                          const struct planned_page *page)
{
    for (size_t i = 0; i < moved_count(page->subject); i++)
        add_redirect(at, plan, &record_moved_from(page->subject)->items[i],
                     value_text(&page->page->title), page->page->standing,
                     page->page->record.address);
}

/* Plans what site.yaml says of pages that moved. */
static void add_site_redirects(const struct planning *at, struct page_plan *plan)
{
    const struct value *moved = &at->site->moved;
    for (unsigned i = 0; value_is_given(moved) && i < moved->count; i++) {
        const struct moved_page *entry = (const struct moved_page *)moved->items[i].as.record;
        const char *problem;
        struct str address = moved_address(at->arena, value_text(&entry->new), &problem);
        for (unsigned k = 0; k < entry->old.count; k++)
            add_redirect(at, plan, &entry->old.items[k], value_text(&entry->new), (struct value){0},
                         problem ? STR("index.html") : address);
    }
}

/* ------------------------------------------------------------------ plans */

struct page_plan plan_trust(struct arena *arena, const struct site *site, const struct trust *trust,
                            const struct str *labels, const struct words *words)
{
    struct planning at = {
        .arena = arena, .site = site, .trust = trust, .labels = labels, .words = words};
    struct page_plan plan = {0};
    size_t count = PAGE_KIND_COUNT;
    at.menu = menu_of(&at);
    view_charts(arena, trust, words);
    count += moved_count(&trust->record);
    for (int kind = PAGE_OVERVIEW; kind < PAGE_KIND_COUNT; kind++) {
        const struct value *list = page_list((enum page_kind)kind, trust);
        for (unsigned i = 0; list && i < list->count; i++)
            count += 1 + moved_count(list->items[i].as.record);
    }
    plan.pages = arena_array(arena, count, sizeof *plan.pages);
    for (int kind = PAGE_OVERVIEW; kind < PAGE_KIND_COUNT; kind++) {
        const struct value *list = page_list((enum page_kind)kind, trust);
        if (!page_is_wanted((enum page_kind)kind, trust))
            continue;
        if (!list)
            add_page(&at, &plan, (enum page_kind)kind, &trust->record);
        for (unsigned i = 0; list && i < list->count; i++)
            add_page(&at, &plan, (enum page_kind)kind, list->items[i].as.record);
    }
    for (size_t i = 0, pages = plan.count; i < pages; i++)
        if (is_own_page(plan.pages[i].kind) || plan.pages[i].kind == PAGE_OVERVIEW)
            add_redirects(&at, &plan, &plan.pages[i]);
    return plan;
}

/* True where a trust's overview stands at the first address. */
static bool home_is_published(const struct directory *directory)
{
    for (unsigned i = 0; i < directory->trusts.count; i++)
        if (str_is(directory->trusts.items[i].as.record->address, "index.html"))
            return true;
    return false;
}

/* How many pages the site itself can have. */
static size_t site_page_count(const struct site *site)
{
    size_t count = PAGE_KIND_COUNT;
    for (unsigned i = 0; i < site->guide.count; i++)
        count += 1 + moved_count(site->guide.items[i].as.record);
    for (unsigned i = 0; value_is_given(&site->moved) && i < site->moved.count; i++)
        count += ((const struct moved_page *)site->moved.items[i].as.record)->old.count;
    return count;
}

struct page_plan plan_site(struct arena *arena, const struct site *site,
                           const struct directory *directory, const struct str *labels)
{
    struct planning at = {.arena = arena, .site = site, .labels = labels};
    struct page_plan plan = {.pages =
                                 arena_array(arena, site_page_count(site), sizeof *plan.pages)};
    if (!home_is_published(directory))
        add_page(&at, &plan, PAGE_DIRECTORY, &directory->record);
    if (value_is_given(&site->guide))
        add_page(&at, &plan, PAGE_GUIDE, &site->record);
    for (unsigned i = 0; i < site->guide.count; i++)
        add_page(&at, &plan, PAGE_GUIDE_CHAPTER, site->guide.items[i].as.record);
    if (value_is_given(&site->accessibility))
        add_page(&at, &plan, PAGE_ACCESSIBILITY, &site->record);
    add_page(&at, &plan, PAGE_NOT_FOUND, &site->record);
    add_page(&at, &plan, PAGE_SEARCH, &directory->record);
    for (size_t i = 0, pages = plan.count; i < pages; i++)
        if (plan.pages[i].kind == PAGE_GUIDE_CHAPTER)
            add_redirects(&at, &plan, &plan.pages[i]);
    add_site_redirects(&at, &plan);
    return plan;
}
