/* packs.c: what the meetings of a body carry forward from one to the next, and what stands in their
 * agenda packs.
 *
 * The meetings are gone through by date, with what is open for each body on the way. A pack has
 * every paper once, where the agenda first asks for it, its appendices behind it; what is not for
 * publication comes last. A late item has its papers in the supplement.
 * Stage: publish, derive. Uses: schema. Used by: derive. */
#include "concordat/schema/pages.h"
#include "lists.h"

/* What is open for a body. */
struct carried {
    struct value actions;
    struct value minutes; /* the meetings that they are of */
};

/* What making packs works on. */
struct packing {
    struct arena *arena;
    struct trust *trust;
    struct carried **carried; /* for each body, by the order of its record */
    size_t *placed;           /* for each paper, the last pack that has it */
    struct value open;        /* the actions that the pack in hand carries forward */
    size_t number;            /* of the pack in hand, from 1 */
    struct pack *pack;
    const struct agenda_item *item; /* whose papers are being added */
};

static const struct date *date_in(const struct value *value)
{
    return value_is_given(value) ? &value->items[0].as.date : NULL;
}

/* ------------------------------------------------------------------ what is carried forward */

/* True where an action was done before a day, so that its meeting need not hear of it. */
static bool is_done_before(const struct action *action, const struct date *day)
{
    const struct date *done = date_in(&action->done);
    return done && date_latest(done) < date_earliest(day);
}

/* The day that a pack is of: it tells nothing that came later. */
static const struct date *pack_day(const struct meeting *meeting)
{
    const struct date *published = date_in(&meeting->published);
    const struct date *day = date_in(&meeting->date);
    return published && date_earliest(published) < date_earliest(day) ? published : day;
}

static void carry_actions(struct packing *at, struct carried *carried, struct meeting *meeting)
{
    struct value open = {0};
    for (unsigned i = 0; i < carried->actions.count; i++) {
        const struct record *action = carried->actions.items[i].as.record;
        if (!is_done_before((const struct action *)action, pack_day(meeting)))
            list_add(at->arena, &at->open, action);
        if (!is_done_before((const struct action *)action, date_in(&meeting->date)))
            list_add(at->arena, &open, action);
    }
    carried->actions = open;
    for (unsigned i = 0; i < open.count; i++)
        list_add(at->arena, &meeting->open_actions, open.items[i].as.record);
    for (unsigned i = 0; value_is_given(&meeting->agenda) && i < meeting->agenda.count; i++) {
        const struct agenda_item *item =
            (const struct agenda_item *)meeting->agenda.items[i].as.record;
        for (unsigned n = 0; value_is_given(&item->actions) && n < item->actions.count; n++)
            list_add(at->arena, &carried->actions, item->actions.items[n].as.record);
    }
}

/* True for minutes that a later meeting was, or is, to approve. */
static bool await_approval(const struct meeting *meeting)
{
    return value_choice(&meeting->minutes_status) == minutes_status_draft ||
           value_is_given(&meeting->minutes_approved_at);
}

static void carry_minutes(const struct packing *at, struct carried *carried,
                          struct meeting *meeting)
{
    struct value left = {0};
    for (unsigned i = 0; i < carried->minutes.count; i++) {
        const struct record *earlier = carried->minutes.items[i].as.record;
        list_add(at->arena, &meeting->open_minutes, earlier);
        if (value_record(&((const struct meeting *)earlier)->minutes_approved_at) !=
            &meeting->record)
            list_add(at->arena, &left, earlier);
    }
    carried->minutes = left;
    if (await_approval(meeting))
        list_add(at->arena, &carried->minutes, &meeting->record);
}

static void carry_forward(struct packing *at, struct meeting *meeting)
{
    at->open = (struct value){0};
    const struct record *body = value_record(&meeting->body);
    struct carried **carried = body ? &at->carried[body->order] : NULL;
    if (!carried || !value_is_given(&meeting->date) ||
        value_choice(&meeting->status) == meeting_status_cancelled)
        return;
    if (!*carried)
        *carried = arena_alloc(at->arena, sizeof **carried);
    carry_actions(at, *carried, meeting);
    carry_minutes(at, *carried, meeting);
}

/* ------------------------------------------------------------------ papers */

static bool is_closed(const struct value *audience)
{
    return value_choice(audience) > (int)audience_public;
}

static bool item_is_closed(const struct agenda_item *item)
{
    const struct meeting *meeting = (const struct meeting *)value_record(&item->meeting);
    return value_flag(&item->trace) || is_closed(&item->audience) || is_closed(&meeting->audience);
}

/* Adds a paper and its appendices; one that the pack has already stands where it does. */
static void add_paper(struct packing *at, const struct paper *paper, const struct record *whole,
                      bool closed)
{
    struct packed_paper *packed;
    if (at->placed[paper->record.order] == at->number)
        return;
    at->placed[paper->record.order] = at->number;
    closed = closed || is_closed(&paper->audience);
    packed = made_record(at->arena, TYPE_packed_paper);
    list_add(at->arena, &packed->item, &at->item->record);
    list_add(at->arena, &packed->paper, &paper->record);
    if (whole)
        list_add(at->arena, &packed->appendix_of, whole);
    if (closed)
        made_flag(at->arena, &packed->closed);
    list_add(at->arena, closed ? &at->pack->closed_papers : &at->pack->papers, &packed->record);
    for (unsigned i = 0; value_is_given(&paper->appendices) && i < paper->appendices.count; i++)
        add_paper(at, (const struct paper *)paper->appendices.items[i].as.record, &paper->record,
                  closed);
}

static void add_papers(struct packing *at, const struct agenda_item *item)
{
    at->item = item;
    for (unsigned i = 0; value_is_given(&item->papers) && i < item->papers.count; i++)
        add_paper(at, (const struct paper *)item->papers.items[i].as.record, NULL,
                  item_is_closed(item));
}

/* ------------------------------------------------------------------ packs */

/* The members on the day of the meeting, advisers and officers left aside. */
static void list_members(const struct packing *at, const struct meeting *meeting)
{
    const struct body *body = (const struct body *)value_record(&meeting->body);
    const struct date *day = date_in(&meeting->date);
    for (unsigned i = 0; value_is_given(&body->seats) && i < body->seats.count; i++) {
        const struct seat *seat = (const struct seat *)body->seats.items[i].as.record;
        const struct date *from = date_in(&seat->from);
        const struct date *to = date_in(&seat->to);
        int capacity = value_choice(&seat->capacity);
        if (capacity != capacity_adviser && capacity != capacity_officer &&
            !(from && date_earliest(from) > date_latest(day)) &&
            !(to && date_latest(to) < date_earliest(day)))
            list_add(at->arena, &at->pack->members, &seat->record);
    }
}

/* The folder of the meeting's page, and those of the kind of page below it. */
static struct str address_of(struct arena *arena, const struct meeting *meeting,
                             enum page_kind kind)
{
    struct str folder = meeting->record.address;
    folder.len -= sizeof "index.html" - 1;
    return str_of(
        arena_printf(arena, "%.*s%sindex.html", STR_ARGS(folder), page_kind_row(kind)->folder));
}

static void begin_pack(struct packing *at, const struct meeting *meeting, enum page_kind kind)
{
    at->pack = made_record(at->arena, TYPE_pack);
    at->number++;
    at->pack->record.mark = meeting->record.mark;
    at->pack->record.address = address_of(at->arena, meeting, kind);
    made_text(at->arena, &at->pack->title, value_text(&meeting->title));
    list_add(at->arena, &at->pack->meeting, &meeting->record);
    list_members(at, meeting);
}

static void add_item(struct packing *at, const struct agenda_item *item)
{
    struct pack *pack = at->pack;
    list_add(at->arena, item_is_closed(item) ? &pack->closed_items : &pack->items, &item->record);
}

static bool is_late(const struct agenda_item *item)
{
    return value_flag(&item->late) && !value_flag(&item->withdrawn);
}

/* The agenda is whole; papers to late items come in the supplement. */
static void make_pack(struct packing *at, struct meeting *meeting, long as_of)
{
    begin_pack(at, meeting, PAGE_PACK);
    at->pack->open_actions = at->open;
    if (date_latest(date_in(&meeting->date)) >= as_of)
        made_flag(at->arena, &at->pack->to_come);
    for (unsigned i = 0; i < meeting->agenda.count; i++) {
        const struct agenda_item *item =
            (const struct agenda_item *)meeting->agenda.items[i].as.record;
        add_item(at, item);
        if (!is_late(item) && !value_flag(&item->withdrawn))
            add_papers(at, item);
    }
    list_add(at->arena, &meeting->pack, &at->pack->record);
    list_add(at->arena, &at->trust->packs, &at->pack->record);
}

static void make_supplement(struct packing *at, struct meeting *meeting)
{
    begin_pack(at, meeting, PAGE_SUPPLEMENT);
    for (unsigned i = 0; i < meeting->agenda.count; i++) {
        const struct agenda_item *item =
            (const struct agenda_item *)meeting->agenda.items[i].as.record;
        if (!is_late(item))
            continue;
        add_item(at, item);
        add_papers(at, item);
    }
    if (!value_is_given(&at->pack->items) && !value_is_given(&at->pack->closed_items))
        return;
    list_add(at->arena, &meeting->supplement, &at->pack->record);
    list_add(at->arena, &at->trust->supplements, &at->pack->record);
}

void derive_packs(struct arena *arena, struct records *records, long as_of)
{
    struct trust *trust = records->trust;
    size_t room = records->list[records->count - 1]->order + 1;
    struct packing at = {.arena = arena,
                         .trust = trust,
                         .carried = arena_array(arena, room, sizeof(struct carried *)),
                         .placed = arena_array(arena, room, sizeof(size_t))};
    for (unsigned i = 0; i < trust->meetings.count; i++) {
        struct meeting *meeting = (struct meeting *)trust->meetings.items[i].as.record;
        carry_forward(&at, meeting);
        if (!value_is_given(&meeting->agenda) || !value_is_given(&meeting->date) ||
            value_choice(&meeting->status) == meeting_status_cancelled)
            continue;
        make_pack(&at, meeting, as_of);
        make_supplement(&at, meeting);
    }
}
