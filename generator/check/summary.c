/* summary.c: lists the pages and places of a trust, so that they can be linked to.
 *
 * Places are what the content makes: pages of records, records in the lists of a page, headings of
 * texts. The ids of a template's own headings are a theme's matter, and nothing may rest on them.
 * A definition file stands for the page that lists its records, where that is one page.
 *
 * Stage: survey, check. Uses: schema, table, markdown. Used by: links. */
#include "summary.h"

#include "owner.h"

/* How links name the types that have places. */
static const char *const words[TYPE_COUNT] = {
    [TYPE_body] = "body",      [TYPE_milestone] = "milestone",
    [TYPE_narrative] = "page", [TYPE_organisation] = "organisation",
    [TYPE_person] = "person",  [TYPE_source] = "source",
    [TYPE_term] = "term",      [TYPE_trust] = "trust",
};

/* The page of a trust that lists the records of a type, which is there where `needs` has any. */
static const struct listing {
    const char *folder; /* "" for the overview */
    enum type_id type;
    enum type_id needs;
} listings[] = {
    {"structure/", TYPE_body, TYPE_body},
    {"structure/", TYPE_link, TYPE_body},
    {"members/", TYPE_seat, TYPE_seat},
    {"members/", TYPE_person, TYPE_seat},
    {"organisations/", TYPE_organisation, TYPE_organisation},
    {"timeline/", TYPE_milestone, TYPE_milestone},
    {"glossary/", TYPE_term, TYPE_term},
    {"", TYPE_source, TYPE_trust},
};

enum { LISTINGS = sizeof listings / sizeof *listings };

/* What a summary is made of. */
struct summarizing {
    struct arena *arena;
    struct summary *summary;
    const struct record *trust;
    bool *seen;               /* for each record */
    bool any[TYPE_COUNT];     /* the audience sees a record of the type */
    struct place *trust_home; /* the overview */
    size_t root_length;
    struct buf key; /* the last one that was looked up */
};

bool is_link_word(struct str word)
{
    for (int i = 0; i < TYPE_COUNT; i++)
        if (words[i] && str_is(word, words[i]))
            return true;
    return false;
}

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

static const struct listing *listing_of(enum type_id type)
{
    for (size_t i = 0; i < LISTINGS; i++)
        if (listings[i].type == type)
            return &listings[i];
    return NULL;
}

static struct place *place_of_listing(const struct summarizing *at, const struct listing *listing)
{
    if (listing->folder[0] == '\0')
        return at->trust_home;
    const char *address =
        arena_printf(at->arena, "%.*s/%sindex.html", STR_ARGS(at->summary->id), listing->folder);
    return new_place(at, str_of(address), STR(""), at->any[listing->needs]);
}

/* Borrowed until the next key. */
static struct str key_of(struct summarizing *at, const struct record *record)
{
    buf_clear(&at->key);
    buf_printf(&at->key, "%s:%.*s", words[record->type->id], STR_ARGS(record->id));
    return buf_str(&at->key);
}

static struct place *place_of(struct summarizing *at, const struct record *record)
{
    return table_get(at->summary->places, key_of(at, record));
}

static void add_place(struct summarizing *at, const struct record *record)
{
    const struct listing *listing = listing_of(record->type->id);
    struct place *place;
    if (!words[record->type->id] || record->id.len == 0)
        return;
    if (record->address.len > 0) {
        place = new_place(at, record->address, STR(""), at->seen[record->order]);
    } else if (listing) {
        struct place *page = place_of_listing(at, listing);
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
    const struct narrative *narrative = (const struct narrative *)record;
    size_t count = 0;
    if (record->type->id != TYPE_narrative || !value_is_given(&narrative->text))
        return;
    const struct document *text = narrative->text.items[0].as.prose;
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
    struct place *page = owner && words[owner->type->id] ? place_of(at, owner) : NULL;
    if (page && record->anchor.len > 0)
        add_anchor(at, page, record->anchor, STR(""), at->seen[record->order]);
}

/* ------------------------------------------------------------------ files */

/* Adds the file of a record that stands in no other, and what a link to it means: the page's own
 * text, or the page that lists all of its records. */
static void add_file(struct summarizing *at, const struct record *record)
{
    const struct listing *listing = listing_of(record->type->id);
    const struct place *place = NULL;
    struct str path = str_of(record->mark.file ? record->mark.file : "");
    path = str_slice(path, at->root_length, path.len);
    if (record->parent != at->trust || path.len == 0)
        return;
    if (record->type->id == TYPE_narrative)
        place = place_of(at, record);
    else if (listing)
        place = place_of_listing(at, listing);
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

struct summary *summary_of(struct arena *arena, const struct records *records,
                           const struct records *edition, size_t root_length)
{
    const struct record *trust = &records->trust->record;
    struct summary *summary = arena_alloc(arena, sizeof *summary);
    struct arena *scratch = arena_new();
    struct summarizing at = {.arena = arena,
                             .summary = summary,
                             .trust = trust,
                             .seen = arena_array(scratch, records->count, sizeof *at.seen),
                             .root_length = root_length};
    note_seen(&at, edition);
    *summary = (struct summary){.id = arena_copy(arena, trust->id),
                                .places = table_new(arena),
                                .files = table_new(arena),
                                .images = table_new(arena)};
    add_place(&at, trust);
    at.trust_home = place_of(&at, trust);
    for (size_t i = 0; i < records->count; i++)
        if (records->list[i] != trust)
            add_place(&at, records->list[i]);
    for (size_t i = 0; i < records->count; i++) {
        add_item(&at, records->list[i]);
        add_headings(&at, records->list[i], false);
        add_file(&at, records->list[i]);
    }
    for (size_t i = 0; i < edition->count; i++)
        add_headings(&at, edition->list[i], true);
    struct source_file *overview = arena_alloc(arena, sizeof *overview);
    overview->place = at.trust_home;
    table_set(summary->files, STR("trust.yaml"), overview);
    buf_free(&at.key);
    arena_free(scratch);
    return summary;
}
