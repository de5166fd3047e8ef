/* summary.c: lists the pages and places of a trust, so that they can be linked to.
 *
 * Places are what the content makes: pages of records, records in the lists of a page, headings of
 * texts. The ids of a template's own headings are a theme's matter, and nothing may rest on them.
 * A definition file stands for the page that lists its records, where that is one page.
 *
 * Stage: survey, check. Uses: schema, table, markdown. Used by: links. */
#include "summary.h"

#include "concordat/schema/pages.h"

/* What a summary is made of. */
struct summarizing {
    struct arena *arena;
    struct summary *summary;
    const struct record *trust;           /* or the site */
    const struct trust *edition;          /* as the audience sees it, where it does */
    bool *seen;                           /* for each record */
    bool any[TYPE_COUNT];                 /* the audience sees a record of the type */
    struct place *trust_home;             /* the overview */
    struct place *pages[PAGE_KIND_COUNT]; /* that list records, once they are asked for */
    size_t root_length;
    struct buf key; /* the last one that was looked up */
};

/* ------------------------------------------------------------------ places */

static struct place *new_place(const struct summarizing *at, struct str address, struct str anchor,
                               bool seen)
{
    struct place *place = arena_alloc(at->arena, sizeof *place);
    *place = (struct place){.address = arena_copy(at->arena, address),
                            .anchor = arena_copy(at->arena, anchor),
                            .seen = seen};
    return place;
}

/* Adds an id to a page, of a place that may have a number; one that is seen anywhere on it is seen.
 */
static void add_anchor(const struct summarizing *at, struct place *page, struct str anchor,
                       struct str number, bool seen)
{
    if (!page->anchors)
        page->anchors = table_new(at->arena);
    struct place *known = table_get(page->anchors, anchor);
    if (!known) {
        known = arena_alloc(at->arena, sizeof *known);
        *known = (struct place){.address = page->address,
                                .anchor = arena_copy(at->arena, anchor),
                                .number = arena_copy(at->arena, number)};
        table_add(page->anchors, known->anchor, known);
    }
    known->seen = known->seen || seen;
}

/* The page that lists the records of some type. */
static struct place *place_of_page(struct summarizing *at, enum page_kind kind)
{
    const char *folder = page_kind_row(kind)->folder;
    if (folder[0] == '\0')
        return at->trust_home;
    if (at->pages[kind])
        return at->pages[kind];
    const char *address =
        arena_printf(at->arena, "%.*s/%sindex.html", STR_ARGS(at->summary->id), folder);
    at->pages[kind] =
        new_place(at, str_of(address), STR(""), page_is_foreseen(kind, at->edition, at->any));
    return at->pages[kind];
}

/* Borrowed until the next key. */
static struct str key_of(struct summarizing *at, const struct record *record)
{
    buf_clear(&at->key);
    link_word_write(record->type, &at->key);
    buf_printf(&at->key, ":%.*s", STR_ARGS(record->id));
    return buf_str(&at->key);
}

static struct place *place_of(struct summarizing *at, const struct record *record)
{
    return table_get(at->summary->places, key_of(at, record));
}

static void add_place(struct summarizing *at, const struct record *record)
{
    enum page_kind listing = page_that_lists(record->type->id);
    struct place *place;
    if (!type_is_linked(record->type) || record->id.len == 0)
        return;
    if (record->address.len > 0) {
        place = new_place(at, record->address, STR(""), at->seen[record->order]);
    } else if (listing != PAGE_NOTHING) {
        struct place *page = place_of_page(at, listing);
        place = new_place(at, page->address, record->anchor, at->seen[record->order]);
        if (page == at->trust_home)
            add_anchor(at, page, record->anchor, STR(""), place->seen);
    } else {
        return;
    }
    table_add(at->summary->places, arena_copy(at->arena, key_of(at, record)), place);
}

/* ------------------------------------------------------------------ places on pages */

/* Only the text of a page has headings, and paragraphs with numbers or labels. */
static void add_headings(struct summarizing *at, const struct record *record, bool seen)
{
    size_t count = 0;
    const struct value *value = record_text_const(record);
    if (!value || !value_is_given(value))
        return;
    const struct document *text = value->items[0].as.prose;
    struct place *page = place_of(at, record);
    const struct heading *headings = markdown_headings(text, &count);
    for (size_t i = 0; i < count; i++)
        add_anchor(at, page, headings[i].id, headings[i].number, seen);
    const struct numbered *numbered = markdown_numbered(text, &count);
    for (size_t i = 0; i < count; i++) {
        if (numbered[i].number.len > 0)
            add_anchor(at, page, numbered[i].number, numbered[i].number, seen);
        if (numbered[i].label.len > 0)
            add_anchor(at, page, numbered[i].label, numbered[i].number, seen);
    }
}

static void add_item(struct summarizing *at, const struct record *record)
{
    const struct record *owner = record_owner(record);
    struct place *page = owner && type_is_linked(owner->type) ? place_of(at, owner) : NULL;
    if (page && record->anchor.len > 0)
        add_anchor(at, page, record->anchor, STR(""), at->seen[record->order]);
}

/* The paragraphs of minutes stand on the page of their meeting. */
static void add_minutes(struct summarizing *at, const struct record *record)
{
    const struct agenda_item *item = (const struct agenda_item *)record;
    const struct record *meeting =
        record->type->id == TYPE_agenda_item ? value_record(&item->meeting) : NULL;
    struct place *page = meeting ? place_of(at, meeting) : NULL;
    for (unsigned i = 0; page && value_is_given(&item->minutes) && i < item->minutes.count; i++) {
        const struct minute *minute = (const struct minute *)item->minutes.items[i].as.record;
        struct str number = value_text(&minute->number);
        if (number.len > 0)
            add_anchor(at, page, number, number, at->seen[minute->record.order]);
    }
}

/* ------------------------------------------------------------------ files */

/* Adds the file of a record that stands in no other, and what a link to it means: the page's own
 * text, or the page that lists all of its records. */
static void add_file(struct summarizing *at, const struct record *record)
{
    enum page_kind listing = page_that_lists(record->type->id);
    const struct place *place = NULL;
    struct str path = str_of(record->mark.file ? record->mark.file : "");
    path = str_slice(path, at->root_length, path.len);
    if (record->parent != at->trust || path.len == 0)
        return;
    if (record->type->role == ROLE_PAGE)
        place = place_of(at, record);
    else if (listing != PAGE_NOTHING)
        place = place_of_page(at, listing);
    struct source_file *file = table_get(at->summary->files, path);
    if (!file) {
        file = arena_alloc(at->arena, sizeof *file);
        file->place = place;
        table_add(at->summary->files, arena_copy(at->arena, path), file);
    } else if (file->place && (!place || !str_equal(file->place->address, place->address))) {
        file->place = NULL;
    }
}

/* ------------------------------------------------------------------ the summary */

static void note_seen(struct summarizing *at, const struct records *edition)
{
    for (size_t i = 0; i < edition->count; i++) {
        const struct record *record = edition->list[i];
        at->seen[record->order] = true;
        at->any[record->type->id] = true;
    }
}

/* Adds what the pages and items of the trust or site offer, beside the pages themselves. */
static void add_what_is_on_pages(struct summarizing *at, const struct records *records,
                                 const struct records *edition)
{
    for (size_t i = 0; i < records->count; i++) {
        add_item(at, records->list[i]);
        add_minutes(at, records->list[i]);
        add_headings(at, records->list[i], false);
        add_file(at, records->list[i]);
    }
    for (size_t i = 0; i < edition->count; i++)
        add_headings(at, edition->list[i], true);
}

static struct summary *new_summary(struct arena *arena, struct str id)
{
    struct summary *summary = arena_alloc(arena, sizeof *summary);
    *summary = (struct summary){.id = arena_copy(arena, id),
                                .places = table_new(arena),
                                .files = table_new(arena),
                                .images = table_new(arena)};
    return summary;
}

struct summary *summary_of(struct arena *arena, const struct records *records,
                           const struct records *edition, size_t root_length)
{
    const struct record *trust = &records->trust->record;
    struct summary *summary = new_summary(arena, trust->id);
    struct arena *scratch = arena_new();
    struct summarizing at = {.arena = arena,
                             .summary = summary,
                             .trust = trust,
                             .edition = edition->trust ? edition->trust : records->trust,
                             .seen = arena_array(scratch, records->count, sizeof *at.seen),
                             .root_length = root_length};
    note_seen(&at, edition);
    summary->fictional = value_flag(&records->trust->fictional);
    add_place(&at, trust);
    at.trust_home = place_of(&at, trust);
    for (size_t i = 0; i < records->count; i++)
        if (records->list[i] != trust)
            add_place(&at, records->list[i]);
    add_what_is_on_pages(&at, records, edition);
    struct source_file *overview = arena_alloc(arena, sizeof *overview);
    overview->place = at.trust_home;
    table_set(summary->files, STR("trust.yaml"), overview);
    buf_free(&at.key);
    arena_free(scratch);
    return summary;
}

struct summary *summary_of_site(struct arena *arena, const struct records *records,
                                const struct records *edition, size_t root_length)
{
    struct summary *summary = new_summary(arena, STR(""));
    struct arena *scratch = arena_new();
    struct summarizing at = {.arena = arena,
                             .summary = summary,
                             .trust = records->list[0],
                             .seen = arena_array(scratch, records->count, sizeof *at.seen),
                             .root_length = root_length};
    note_seen(&at, edition);
    for (size_t i = 0; i < records->count; i++)
        if (type_is_of_site(records->list[i]->type->id))
            add_place(&at, records->list[i]);
    add_what_is_on_pages(&at, records, edition);
    buf_free(&at.key);
    arena_free(scratch);
    return summary;
}
