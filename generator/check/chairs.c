/* chairs.c: whether one person chairs the safeguarding board and the trust's own board at a time,
 * and whether a body has two chairs at once.
 *
 * Lord Laming recommended on 12 March 2009 that they do not; what ended before that day, or is
 * described as of a day before it, is not judged by it. The trust's own board is a board or
 * partnership that stands below no other body of the partnership.
 *
 * Source: The Protection of Children in England: A Progress Report, 12 March 2009.
 * Stage: survey, check. Uses: schema. Used by: rules. */
#include "concordat/base/table.h"
#include "inspection.h"

static const long recommended = 20090312;

/* ------------------------------------------------------------------ which boards */

static bool is_safeguarding(const struct record *body)
{
    return record_is(body, TYPE_body) &&
           value_choice(&((const struct body *)body)->kind) == body_kind_safeguarding;
}

/* True for a link that places its party below another body of the partnership. */
static bool places_below(const struct link *link)
{
    int kind = value_choice(&link->kind);
    const struct record *target = value_record(&link->target);
    return (kind == link_kind_part_of || kind == link_kind_reports_to ||
            kind == link_kind_accountable_to) &&
           !value_flag(&link->denied) && record_is(target, TYPE_body) &&
           !value_flag(&((const struct body *)target)->related);
}

/* For each record of the trust, by its order, whether it is a body below another. */
static bool *bodies_below(const struct inspection *at)
{
    const struct records *records = at->records;
    bool *below = arena_array(at->arena, records->count, sizeof *below);
    for (size_t i = 0; i < records->count; i++) {
        const struct link *link = (const struct link *)records->list[i];
        const struct record *party;
        if (!record_is(records->list[i], TYPE_link) || !places_below(link))
            continue;
        party = value_record(&link->party);
        if (party)
            below[party->order] = true;
    }
    return below;
}

static bool is_own_board(const bool *below, const struct record *record)
{
    const struct body *body = (const struct body *)record;
    int kind = record_is(record, TYPE_body) ? value_choice(&body->kind) : -1;
    return (kind == body_kind_board || kind == body_kind_partnership) &&
           !value_flag(&body->related) && !below[record->order];
}

/* ------------------------------------------------------------------ who chairs them */

/* True where the seat is a chair's that was held, or is, on the day or after it. */
static bool is_judged(const struct record *record)
{
    const struct seat *seat = (const struct seat *)record;
    return record_is(record, TYPE_seat) && value_choice(&seat->capacity) == capacity_chair &&
           value_is_given(&seat->holders) && value_is_given(&seat->body) &&
           !(value_is_given(&seat->to) && date_latest(&seat->to.items[0].as.date) < recommended);
}

/* True where the trust is described as of that day or after it. */
static bool trust_is_judged(const struct trust *trust)
{
    return !value_is_given(&trust->as_of) || str_is(value_text(&trust->as_of), "today") ||
           date_latest(&trust->as_of.items[0].as.date) >= recommended;
}

/* The seats in which one person chairs safeguarding boards, of which no more are compared. */
enum { MOST_CHAIRS = 8 };

struct chairs {
    const struct seat *seats[MOST_CHAIRS];
    size_t count;
};

static void note_chair(const struct inspection *at, struct table *people, const struct seat *seat)
{
    for (unsigned h = 0; h < seat->holders.count; h++) {
        struct str id = seat->holders.items[h].as.record->id;
        struct chairs *chairs = table_get(people, id);
        if (!chairs)
            chairs = table_add(people, id, arena_alloc(at->arena, sizeof *chairs));
        if (chairs->count < MOST_CHAIRS)
            chairs->seats[chairs->count++] = seat;
    }
}

static void compare_chair(const struct inspection *at, struct table *people,
                          const struct seat *seat)
{
    for (unsigned h = 0; h < seat->holders.count; h++) {
        const struct item *holder = &seat->holders.items[h];
        const struct chairs *chairs = table_get(people, holder->as.record->id);
        for (size_t i = 0; chairs && i < chairs->count; i++)
            if (seats_overlap(chairs->seats[i], seat))
                diag_report(at->diag, SEVERITY_WARNING, holder->mark, RULE_SHARED_CHAIR,
                            "%.*s chairs '%.*s' and the safeguarding board '%.*s'",
                            STR_ARGS(text_shown(record_title(holder->as.record))),
                            STR_ARGS(value_record(&seat->body)->id),
                            STR_ARGS(value_record(&chairs->seats[i]->body)->id));
    }
}

void check_shared_chairs(const struct inspection *at)
{
    const struct records *records = at->records;
    struct table *people = table_new(at->arena);
    if (!trust_is_judged(records->trust))
        return;
    for (size_t i = 0; i < records->count; i++) {
        const struct seat *seat = (const struct seat *)records->list[i];
        if (is_judged(records->list[i]) && is_safeguarding(value_record(&seat->body)))
            note_chair(at, people, seat);
    }
    const bool *below = bodies_below(at);
    for (size_t i = 0; i < records->count; i++) {
        const struct seat *seat = (const struct seat *)records->list[i];
        if (is_judged(records->list[i]) && is_own_board(below, value_record(&seat->body)))
            compare_chair(at, people, seat);
    }
}

/* ------------------------------------------------------------------ two of one body */

/* A chair's seat that somebody has, or is to have: not an empty one beside it. */
static bool is_held_chair(const struct record *record)
{
    const struct seat *seat = (const struct seat *)record;
    return record_is(record, TYPE_seat) && value_choice(&seat->capacity) == capacity_chair &&
           value_record(&seat->body) && value_is_given(&seat->holders) &&
           !value_flag(&seat->vacant);
}

/* True where one may have gone before the other came: in the same year, where no more is stated. */
static bool hands_over(const struct seat *before, const struct seat *after)
{
    return value_is_given(&before->to) && value_is_given(&after->from) &&
           date_earliest(&before->to.items[0].as.date) <=
               date_latest(&after->from.items[0].as.date);
}

/* What is proposed may stand beside what is. */
static bool same_standing(const struct seat *a, const struct seat *b)
{
    return value_choice(record_head_const(&a->record, HEAD_STANDING)) ==
           value_choice(record_head_const(&b->record, HEAD_STANDING));
}

void check_two_chairs(const struct inspection *at)
{
    const struct records *records = at->records;
    struct chairs **of_body = arena_array(at->arena, records->count, sizeof *of_body);
    for (size_t i = 0; i < records->count; i++) {
        const struct seat *seat = (const struct seat *)records->list[i];
        if (!is_held_chair(records->list[i]))
            continue;
        const struct record *body = value_record(&seat->body);
        struct chairs *chairs = of_body[body->order];
        if (!chairs)
            chairs = of_body[body->order] = arena_alloc(at->arena, sizeof *chairs);
        for (size_t c = 0; c < chairs->count; c++) {
            const struct seat *other = chairs->seats[c];
            if (hands_over(other, seat) || hands_over(seat, other) || !same_standing(other, seat))
                continue;
            diag_report(at->diag, SEVERITY_WARNING, seat->capacity.items[0].mark, RULE_TWO_CHAIRS,
                        "'%.*s' has a chair already, at %s:%u:%u: say from when to when each sits, "
                        "or name both in one seat if they chair together",
                        STR_ARGS(body->id), other->record.mark.file, other->record.mark.line,
                        other->record.mark.column);
            break;
        }
        if (chairs->count < MOST_CHAIRS)
            chairs->seats[chairs->count++] = seat;
    }
}
