/* compare.c: what is set side by side of several trusts: how many bodies of each kind, who chairs,
 * who is represented, how often they meet, who pays.
 *
 * A trust says these things of its bodies, each with a standing of its own, and so they are kept: a
 * board that is only proposed is counted as proposed, and its chair is told behind its name. Where
 * a source is silent nothing is filled in. Only the trust's own bodies count, not those it relates
 * to.
 *
 * Stage: publish, derive. Uses: schema, keep. Used by: directory. */
#include "compare.h"

#include "concordat/base/table.h"
#include "keep.h"
#include "lists.h"

static bool is_there(const struct value *standing)
{
    return !standing_is_tentative(value_choice(standing));
}

static void count_one(struct value *number)
{
    number->items[0].as.number++;
}

/* ------------------------------------------------------------------ bodies by kind */

static struct kind_count *count_of_kind(struct arena *arena, struct value *counts, int kind)
{
    for (unsigned i = 0; i < counts->count; i++) {
        struct kind_count *count = (struct kind_count *)counts->items[i].as.record;
        if (value_choice(&count->kind) == kind)
            return count;
    }
    struct kind_count *count = made_record(arena, TYPE_kind_count);
    made_number(arena, &count->kind, kind);
    made_number(arena, &count->number, 0);
    list_add(arena, counts, &count->record);
    return count;
}

static void count_standing(struct arena *arena, struct value *counts, int standing)
{
    for (unsigned i = 0; i < counts->count; i++) {
        struct standing_count *count = (struct standing_count *)counts->items[i].as.record;
        if (value_choice(&count->standing) == standing) {
            count_one(&count->number);
            return;
        }
    }
    struct standing_count *count = made_record(arena, TYPE_standing_count);
    made_number(arena, &count->standing, standing);
    made_number(arena, &count->number, 1);
    list_add(arena, counts, &count->record);
}

static void count_body(struct arena *arena, struct entry *entry, const struct body *body)
{
    struct kind_count *count = count_of_kind(arena, &entry->kinds, value_choice(&body->kind));
    const struct multiplicity *many =
        (const struct multiplicity *)value_record(&body->multiplicity);
    count_one(&count->number);
    if (!is_there(&body->standing))
        count_standing(arena, &count->standings, value_choice(&body->standing));
    if (many && value_is_given(&many->number))
        keep_another(arena, &count->multiples, value_text(&many->number));
}

/* ------------------------------------------------------------------ what bodies say */

static struct compared_body *new_body(struct arena *arena, struct value *list,
                                      const struct body *body)
{
    struct compared_body *view = made_record(arena, TYPE_compared_body);
    view->record.address = arena_copy(arena, body->record.address);
    keep_text(arena, &view->name, record_title(&body->record));
    keep_value(arena, KIND_CHOICE, &view->standing, &body->standing);
    list_add(arena, list, &view->record);
    return view;
}

static void keep_titles(struct arena *arena, struct value *list, const struct value *records)
{
    for (unsigned i = 0; value_is_given(records) && i < records->count; i++)
        keep_another(arena, list, record_title(records->items[i].as.record));
}

static void keep_chair(struct arena *arena, struct compared_body *view, const struct seat *seat)
{
    struct compared_chair *chair = made_record(arena, TYPE_compared_chair);
    keep_titles(arena, &chair->holders, &seat->holders);
    keep_titles(arena, &chair->posts, &seat->post);
    keep_titles(arena, &chair->organisations, &seat->organisations);
    keep_value(arena, KIND_TEXT, &chair->group, &seat->group);
    if (value_choice(&seat->standing) != value_choice(&view->standing))
        keep_value(arena, KIND_CHOICE, &chair->standing, &seat->standing);
    keep_value(arena, KIND_DATE, &chair->from, &seat->from);
    keep_value(arena, KIND_DATE, &chair->to, &seat->to);
    keep_value(arena, KIND_CHOICE, &chair->term, &seat->timing);
    keep_value(arena, KIND_FLAG, &chair->vacant, &seat->vacant);
    list_add(arena, &view->chairs, &chair->record);
}

static bool has_chair(const struct body *body)
{
    for (unsigned i = 0; value_is_given(&body->chairs) && i < body->chairs.count; i++) {
        const struct seat *seat = (const struct seat *)body->chairs.items[i].as.record;
        if (value_choice(&seat->capacity) == capacity_chair)
            return true;
    }
    return false;
}

static void compare_chairs(struct arena *arena, struct entry *entry, const struct trust *trust,
                           const struct body *body)
{
    bool at_the_top = &body->record == value_record(&trust->roots);
    if (!at_the_top && !has_chair(body) && !value_is_given(&body->chair_rule))
        return;
    struct compared_body *view = new_body(arena, &entry->chaired, body);
    keep_value(arena, KIND_PROSE, &view->chair_rule, &body->chair_rule);
    for (unsigned i = 0; value_is_given(&body->chairs) && i < body->chairs.count; i++) {
        const struct seat *seat = (const struct seat *)body->chairs.items[i].as.record;
        if (value_choice(&seat->capacity) == capacity_chair)
            keep_chair(arena, view, seat);
    }
}

static void compare_body(struct arena *arena, struct entry *entry, const struct trust *trust,
                         const struct body *body)
{
    count_body(arena, entry, body);
    compare_chairs(arena, entry, trust, body);
    if (value_is_given(&body->meets))
        keep_value(arena, KIND_TEXT, &new_body(arena, &entry->meeting, body)->meets, &body->meets);
    if (value_is_given(&body->funding))
        keep_value(arena, KIND_PROSE, &new_body(arena, &entry->funded, body)->funding,
                   &body->funding);
}

/* ------------------------------------------------------------------ who is represented */

/* Who is told already, by address or else by name; of any number of seats. */
struct told {
    struct arena *arena;
    struct entry *entry;
    struct table *parties;
};

static void add_party(const struct told *at, struct value *list, const struct record *record,
                      struct str name, const struct value *standing)
{
    struct str address = record ? record->address : STR("");
    struct compared_party *party = table_get(at->parties, record ? address : name);
    if (party) {
        if (is_there(standing))
            keep_value(at->arena, KIND_CHOICE, &party->standing, standing);
        return;
    }
    party = made_record(at->arena, TYPE_compared_party);
    party->record.address = arena_copy(at->arena, address);
    keep_text(at->arena, &party->name, name);
    keep_value(at->arena, KIND_CHOICE, &party->standing, standing);
    list_add(at->arena, list, &party->record);
    table_add(at->parties, record ? party->record.address : value_text(&party->name), party);
}

static struct value *list_of_sector(struct arena *arena, struct entry *entry, int sector)
{
    for (unsigned i = 0; i < entry->sectors.count; i++) {
        struct compared_sector *view = (struct compared_sector *)entry->sectors.items[i].as.record;
        if (value_choice(&view->sector) == sector)
            return &view->organisations;
    }
    struct compared_sector *view = made_record(arena, TYPE_compared_sector);
    made_number(arena, &view->sector, sector);
    list_add(arena, &entry->sectors, &view->record);
    return &view->organisations;
}

static void compare_seat(const struct told *at, const struct seat *seat)
{
    const struct body *body = (const struct body *)value_record(&seat->body);
    const struct value *group =
        value_is_given(&seat->represents) ? &seat->represents : &seat->group;
    if (!body || value_flag(&body->related))
        return;
    for (unsigned i = 0; value_is_given(&seat->organisations) && i < seat->organisations.count;
         i++) {
        const struct organisation *organisation =
            (const struct organisation *)seat->organisations.items[i].as.record;
        add_party(at, list_of_sector(at->arena, at->entry, value_choice(&organisation->sector)),
                  &organisation->record, record_title(&organisation->record), &seat->standing);
    }
    if (!value_is_given(&seat->organisations) && value_is_given(group))
        add_party(at, &at->entry->groups, NULL, value_text(group), &seat->standing);
}

static void compare_seats(struct arena *arena, struct entry *entry, const struct value *seats)
{
    struct arena *scratch = arena_new();
    struct told told = {arena, entry, table_new(scratch)};
    for (unsigned i = 0; value_is_given(seats) && i < seats->count; i++)
        compare_seat(&told, (const struct seat *)seats->items[i].as.record);
    arena_free(scratch);
}

static int by_sector(const void *a, const void *b)
{
    const struct record *left = ((const struct item *)a)->as.record;
    const struct record *right = ((const struct item *)b)->as.record;
    return value_choice(&((const struct compared_sector *)left)->sector) -
           value_choice(&((const struct compared_sector *)right)->sector);
}

static int by_kind(const void *a, const void *b)
{
    const struct record *left = ((const struct item *)a)->as.record;
    const struct record *right = ((const struct item *)b)->as.record;
    return value_choice(&((const struct kind_count *)left)->kind) -
           value_choice(&((const struct kind_count *)right)->kind);
}

/* ------------------------------------------------------------------ the whole */

static void compare_resources(struct arena *arena, struct entry *entry, const struct value *states)
{
    for (unsigned i = 0; value_is_given(states) && i < states->count; i++) {
        const struct resource_state *state =
            (const struct resource_state *)states->items[i].as.record;
        struct compared_party *step = made_record(arena, TYPE_compared_party);
        keep_text(arena, &step->name, record_title(&state->record));
        keep_value(arena, KIND_CHOICE, &step->standing, &state->standing);
        list_add(arena, &entry->resource_states, &step->record);
    }
}

void compare_trust(struct arena *arena, struct entry *entry, const struct trust *trust)
{
    for (unsigned i = 0; value_is_given(&trust->bodies) && i < trust->bodies.count; i++) {
        const struct body *body = (const struct body *)trust->bodies.items[i].as.record;
        if (!value_flag(&body->related))
            compare_body(arena, entry, trust, body);
    }
    compare_seats(arena, entry, &trust->seats);
    /* In the order of the lists of choices, so that like stands beside like. */
    list_sort(&entry->kinds, by_kind);
    list_sort(&entry->sectors, by_sector);
    compare_resources(arena, entry, &trust->resource_states);
    keep_value(arena, KIND_PROSE, &entry->partners, &trust->partners);
    keep_value(arena, KIND_PROSE, &entry->funding, &trust->funding);
    keep_value(arena, KIND_PART, &entry->age_range, &trust->age_range);
    keep_titles(arena, &entry->documents, &trust->documents);
}
