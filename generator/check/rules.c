/* rules.c: what a partnership would want to know of its own definition, a row for each rule.
 *
 * Stage: survey, check. Uses: schema, table. Used by: build. */
#include "change_rules.h"
#include "concordat/base/suggest.h"
#include "concordat/base/table.h"
#include "inspection.h"
#include "plan_rules.h"

#include <stdlib.h>

/* ------------------------------------------------------------------ single records */

static void check_seat(const struct inspection *at, const struct record *record)
{
    const struct seat *seat = (const struct seat *)record;
    if (record->type->id != TYPE_seat || !value_flag(&seat->vacant))
        return;
    if (value_is_given(&seat->holders))
        diag_report(at->diag, SEVERITY_WARNING, seat->vacant.mark, RULE_VACANT_YET_HELD,
                    "a seat that is vacant has a holder");
    if (!value_is_given(&seat->post) && !value_is_given(&seat->represents) &&
        !value_is_given(&seat->organisations))
        diag_report(at->diag, SEVERITY_WARNING, seat->vacant.mark, RULE_VACANCY_WITHOUT_POST,
                    "a vacant seat does not say what it is for: post, represents or organisations");
}

/* Any record with a period: it begins before it ends. */
static void check_period(const struct inspection *at, const struct record *record)
{
    const struct alias *alias = (const struct alias *)record;
    bool is_alias = record->type->id == TYPE_alias;
    const struct value *from = is_alias ? &alias->from : record_head_const(record, HEAD_FROM);
    const struct value *to = is_alias ? &alias->to : record_head_const(record, HEAD_TO);
    if (from && value_is_given(from) && value_is_given(to) &&
        date_earliest(&from->items[0].as.date) > date_latest(&to->items[0].as.date))
        diag_error(at->diag, to->mark, RULE_DATES_OUT_OF_ORDER, STR("correct one of the two"),
                   "it ends (%.*s) before it begins (%.*s)", STR_ARGS(value_text(to)),
                   STR_ARGS(value_text(from)));
}

/* Bodies, links, seats and functions of a real trust say where they are written and how real they
 * are. */
static bool needs_ground(const struct record *record)
{
    const enum type_id type = record->type->id;
    return type == TYPE_body || type == TYPE_link || type == TYPE_seat || type == TYPE_function;
}

/* True where a record lacks what it should say; what it is written inside would have given it that,
 * and where that one lacks it too, only that one is told. */
static bool lacks(const struct record *record, enum head_field field)
{
    const struct record *outer = record->parent;
    return record_head_const(record, field)->state == STATE_ABSENT &&
           !(outer && needs_ground(outer) && lacks(outer, field));
}

static void check_ground(const struct inspection *at, const struct record *record)
{
    if (!needs_ground(record))
        return;
    if (lacks(record, HEAD_STANDING))
        diag_error(at->diag, record->mark, RULE_NO_STANDING,
                   STR("write standing: existing, proposed, ..."),
                   "the standing of this %s is not said", record->type->name);
    if (!value_flag(&at->records->trust->fictional) && lacks(record, HEAD_SOURCES))
        diag_error(at->diag, record->mark, RULE_NO_SOURCE,
                   STR("write sources: and the id of a document"), "no source is named for this %s",
                   record->type->name);
}

/* ------------------------------------------------------------------ who is told of, and where */

/* Marks the records that a field names. */
static void mark_named(bool *told, const struct value *field)
{
    for (unsigned i = 0; value_is_given(field) && i < field->count; i++)
        told[field->items[i].as.record->order] = true;
}

/* A person of a real trust names a source, or has a seat or a priority, which name theirs, so that
 * their page says where it is written. Who only came to a meeting may wait for that. */
static void check_people(const struct inspection *at)
{
    bool *told = arena_array(at->arena, at->records->count, sizeof *told);
    if (value_flag(&at->records->trust->fictional) || at->records->incomplete)
        return; /* what tells of them may stand in a file that could not be read */
    for (size_t i = 0; i < at->records->count; i++) {
        const struct record *record = at->records->list[i];
        if (record->type->id == TYPE_seat)
            mark_named(told, &((const struct seat *)record)->holders);
        else if (record->type->id == TYPE_priority)
            mark_named(told, &((const struct priority *)record)->leads);
    }
    for (size_t i = 0; i < at->records->count; i++) {
        const struct record *record = at->records->list[i];
        if (record->type->id == TYPE_person && !told[record->order] &&
            record_head_const(record, HEAD_SOURCES)->state == STATE_ABSENT)
            diag_report(at->diag, SEVERITY_WARNING, record->mark, RULE_NO_SOURCE,
                        "no source is named for this person, and no seat or priority of theirs has "
                        "one: write sources: and the id of a document");
    }
}

/* ------------------------------------------------------------------ seats side by side */

bool seats_overlap(const struct seat *a, const struct seat *b)
{
    const struct value *ends[2][2] = {{&a->to, &b->from}, {&b->to, &a->from}};
    for (size_t i = 0; i < 2; i++)
        if (value_is_given(ends[i][0]) && value_is_given(ends[i][1]) &&
            date_latest(&ends[i][0]->items[0].as.date) <=
                date_earliest(&ends[i][1]->items[0].as.date))
            return false;
    return true;
}

/* The seats of one person on one body, of which no more than these are compared with a further one.
 */
enum { MOST_SEATS = 16 };

struct held {
    const struct seat *seats[MOST_SEATS];
    size_t count;
};

static void compare_seats(const struct inspection *at, struct held *held, const struct seat *seat,
                          const struct item *holder)
{
    for (size_t i = 0; i < held->count; i++) {
        const struct seat *other = held->seats[i];
        if (other == seat) /* named twice in one seat: told already */
            return;
        if (!seats_overlap(other, seat))
            continue;
        diag_report(at->diag, SEVERITY_WARNING, holder->mark, RULE_SEAT_TWICE,
                    "%.*s has a seat on '%.*s' already, at %s:%u:%u",
                    STR_ARGS(text_shown(record_title(holder->as.record))),
                    STR_ARGS(value_record(&seat->body)->id), other->record.mark.file,
                    other->record.mark.line, other->record.mark.column);
        return;
    }
    if (held->count < MOST_SEATS)
        held->seats[held->count++] = seat;
}

/* The same person twice on one body at a time: found through a table from "person body". */
static void check_seats_twice(const struct inspection *at)
{
    struct table *seats = table_new(at->arena);
    for (size_t i = 0; i < at->records->count; i++) {
        const struct seat *seat = (const struct seat *)at->records->list[i];
        if (seat->record.type->id != TYPE_seat || !value_is_given(&seat->body))
            continue;
        for (unsigned h = 0; value_is_given(&seat->holders) && h < seat->holders.count; h++) {
            const struct item *holder = &seat->holders.items[h];
            struct str key =
                str_of(arena_printf(at->arena, "%.*s %.*s", STR_ARGS(holder->as.record->id),
                                    STR_ARGS(value_record(&seat->body)->id)));
            struct held *held = table_get(seats, key);
            if (!held)
                held = table_add(seats, key, arena_alloc(at->arena, sizeof *held));
            compare_seats(at, held, seat, holder);
        }
    }
}

/* ------------------------------------------------------------------ circles */

/* That one record is a part of another, and where it is said. */
struct step {
    size_t part; /* the orders of the two */
    size_t whole;
    struct mark mark;
};

/* The step that a record tells of: a link of its party, an organisation of itself. False for none.
 */
static bool step_of(const struct record *record, struct step *step)
{
    const struct link *link = (const struct link *)record;
    const struct organisation *organisation = (const struct organisation *)record;
    const struct record *part = NULL;
    const struct record *whole = NULL;
    step->mark = record->mark;
    if (record->type->id == TYPE_link && value_choice(&link->kind) == link_kind_part_of &&
        !value_flag(&link->denied)) {
        part = value_record(&link->party);
        whole = value_record(&link->target);
    } else if (record->type->id == TYPE_organisation) {
        part = record;
        whole = value_record(&organisation->part_of);
        step->mark = organisation->part_of.mark;
    }
    if (!part || !whole)
        return false;
    step->part = part->order;
    step->whole = whole->order;
    return true;
}

static int by_part(const void *a, const void *b)
{
    const struct step *left = a;
    const struct step *right = b;
    if (left->part != right->part)
        return left->part < right->part ? -1 : 1;
    return (left > right) - (left < right);
}

/* The steps of all records, those of one part side by side: the steps of a part begin at
 * `first[part]` and end where those of the next begin. */
struct steps {
    struct step *list;
    size_t count;
    size_t *first;
};

static struct steps all_steps(const struct inspection *at)
{
    const struct records *records = at->records;
    struct steps steps = {.list = arena_array(at->arena, records->count, sizeof *steps.list),
                          .first = arena_array(at->arena, records->count + 1, sizeof *steps.first)};
    for (size_t i = 0; i < records->count; i++)
        steps.count += step_of(records->list[i], &steps.list[steps.count]);
    if (steps.count > 1)
        qsort(steps.list, steps.count, sizeof *steps.list, by_part);
    for (size_t part = 0, next = 0; part <= records->count; part++) {
        while (next < steps.count && steps.list[next].part < part)
            next++;
        steps.first[part] = next;
    }
    return steps;
}

/* Bodies and organisations that are parts of parts of themselves: a walk up from each, in which a
 * record is new, on the way, or done; a step to one that is on the way closes a circle. */
static void check_circles(const struct inspection *at)
{
    enum { NEW, ON_THE_WAY, DONE };
    const struct records *records = at->records;
    struct steps steps = all_steps(at);
    unsigned char *states = arena_alloc(at->arena, records->count);
    size_t *way = arena_array(at->arena, records->count, sizeof *way);
    size_t *next = arena_array(at->arena, records->count, sizeof *next);
    for (size_t i = 0; i < records->count; i++) {
        size_t length = 0;
        if (states[i] == NEW)
            way[length++] = i;
        while (length > 0) {
            size_t here = way[length - 1];
            if (states[here] == NEW)
                next[here] = steps.first[here];
            states[here] = ON_THE_WAY;
            if (next[here] == steps.first[here + 1]) {
                states[here] = DONE;
                length--;
                continue;
            }
            const struct step *step = &steps.list[next[here]++];
            if (states[step->whole] == NEW)
                way[length++] = step->whole;
            else if (states[step->whole] == ON_THE_WAY)
                diag_error(at->diag, step->mark, RULE_LINK_CYCLE,
                           STR("take one of the steps of the circle out"),
                           "by this '%.*s' is, through others, a part of itself",
                           STR_ARGS(records->list[here]->id));
        }
    }
}

/* ------------------------------------------------------------------ names side by side */

/* The people who share one part of their name, and with how many of them each is compared. */
enum { NAMESAKES = 16 };

struct namesakes {
    const struct record *people[NAMESAKES];
    size_t count;
};

/* Compares a person with those who have `shared` in common, and joins them. True where one of them
 * was near enough to be said. */
static bool compare_namesakes(const struct inspection *at, struct table *table, struct str shared,
                              struct str rest, const struct record *person, bool given_names)
{
    struct namesakes *group = table_get(table, shared);
    bool said = false;
    if (!group) {
        group = arena_alloc(at->arena, sizeof *group);
        table_add(table, shared, group);
    }
    for (size_t i = 0; i < group->count && !said; i++) {
        struct str name = record_title(group->people[i]);
        struct str other = given_names ? str_slice(name, shared.len, name.len)
                                       : str_slice(name, 0, name.len - shared.len);
        said = edit_distance(rest, other, 2) <= 2 ||
               (!given_names && str_equal(str_slice(rest, 0, 3), str_slice(other, 0, 3)));
        if (said)
            diag_report(at->diag, SEVERITY_ADVICE, person->mark, RULE_SIMILAR_NAMES,
                        "%.*s and %.*s: if they are one person, give the other name in aliases",
                        STR_ARGS(text_shown(name)), STR_ARGS(text_shown(record_title(person))));
    }
    if (group->count < NAMESAKES)
        group->people[group->count++] = person;
    return said;
}

/* Two people whose surnames are one and whose other names are alike, or the reverse. */
static void check_similar_names(const struct inspection *at)
{
    struct table *by_surname = table_new(at->arena);
    struct table *by_given_names = table_new(at->arena);
    for (size_t i = 0; i < at->records->count; i++) {
        const struct record *person = at->records->list[i];
        if (person->type->id != TYPE_person)
            continue;
        struct str name = record_title(person);
        size_t cut = name.len;
        while (cut > 0 && name.ptr[cut - 1] != ' ')
            cut--;
        struct str given = str_slice(name, 0, cut);
        struct str surname = str_slice(name, cut, name.len);
        bool said = compare_namesakes(at, by_surname, surname, given, person, false);
        if (!said && given.len > 0 && surname.len > 3)
            compare_namesakes(at, by_given_names, given, surname, person, true);
    }
}

/* ------------------------------------------------------------------ the table */

/* The id of a record that has a page is the name of a folder, which an office on Windows must be
 * able to copy. */
static void check_folder_name(const struct inspection *at, const struct record *record)
{
    if ((record->type->role == ROLE_LISTED || record->type->role == ROLE_PAGE) &&
        id_is_device(record->id))
        diag_error(at->diag, record->mark, RULE_RESERVED_ID, STR("choose another id"),
                   "Windows keeps the name '%.*s' for itself", STR_ARGS(record->id));
}

/* A link leads from one party to another. */
static void check_ends(const struct inspection *at, const struct record *record)
{
    const struct link *link = (const struct link *)record;
    const struct record *party = record_is(record, TYPE_link) ? value_record(&link->party) : NULL;
    /* That a body is no part of itself is told with the other circles. */
    if (party && party == value_record(&link->target) &&
        value_choice(&link->kind) != link_kind_part_of)
        diag_error(at->diag, record->mark, RULE_LINK_CYCLE, STR("name the other as its target"),
                   "this link leads from '%.*s' to itself", STR_ARGS(party->id));
}

static void check_records_of_change(const struct inspection *at, const struct record *record)
{
    check_change(record, at->diag);
}

static void check_plans(const struct inspection *at, const struct record *record)
{
    check_plan_record(record, at->diag);
}

static void check_measures(const struct inspection *at)
{
    check_outcomes(at->records, arena_array(at->arena, at->records->count, sizeof(bool)), at->diag);
}

static void (*const rules_of_each[])(const struct inspection *, const struct record *) = {
    check_seat,
    check_period,
    check_ground,
    check_ends,
    check_folder_name,
    check_annual,
    check_records_of_change,
    check_plans,
    check_meetings,
    check_leftovers,
};

static void (*const rules_of_all[])(const struct inspection *) = {
    check_seats_twice, check_circles,         check_similar_names, check_shared_chairs,
    check_measures,    check_papers_of_items, check_two_chairs,    check_people,
};

void check_rules(struct arena *arena, const struct records *records, long as_of, struct diag *diag)
{
    struct inspection at = {arena, records, diag, as_of};
    for (size_t i = 0; i < records->count; i++)
        for (size_t r = 0; r < sizeof rules_of_each / sizeof *rules_of_each; r++)
            rules_of_each[r](&at, records->list[i]);
    for (size_t r = 0; r < sizeof rules_of_all / sizeof *rules_of_all; r++)
        rules_of_all[r](&at);
}
