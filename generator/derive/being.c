/* being.c: which bodies and seats of a trust are there, which could be, and which have been.
 *
 * What is proposed, under consultation or an option is not there yet, and what something else has
 * replaced or what has ended is no more: neither is counted with the rest. A seat is no more there
 * than its body is. A body that was there says that it has ended, so that no page, drawing or file
 * tells it as existing once its last day is over.
 * Stage: publish, derive, when it is known what is past. Uses: schema. Used by: derive, boards. */
#include "lists.h"

enum being being_of(const struct record *record)
{
    switch (value_choice(record_head_const(record, HEAD_STANDING))) {
    case standing_proposed:
    case standing_under_consultation:
    case standing_option:
        return BEING_PLANNED;
    case standing_superseded:
    case standing_ended:
        return BEING_FORMER;
    default:
        return value_choice(record_head_const(record, HEAD_TIMING)) == timing_past ? BEING_FORMER
                                                                                   : BEING_PRESENT;
    }
}

enum being being_of_seat(const struct seat *seat)
{
    const struct record *body = value_record(&seat->body);
    enum being being = body ? being_of(body) : BEING_PRESENT;
    return being == BEING_PRESENT ? being_of(&seat->record) : being;
}

static bool is_outside(const struct seat *seat)
{
    const struct body *body = (const struct body *)value_record(&seat->body);
    return body && value_flag(&body->related);
}

/* What is said of its standing beside the word, such as the source, stays. */
static void end_body(struct arena *arena, struct body *body)
{
    if (being_of(&body->record) != BEING_FORMER ||
        value_choice(&body->standing) == standing_superseded)
        return;
    struct item *item = arena_alloc(arena, sizeof *item);
    if (value_is_given(&body->standing))
        *item = body->standing.items[0];
    item->as.number = standing_ended;
    item->text = str_of(choices_of(CHOICES_standing)->values[standing_ended].name);
    body->standing = (struct value){STATE_GIVEN, 1, item, body->standing.mark};
}

static void end_bodies(struct arena *arena, struct trust *trust)
{
    for (unsigned i = 0; value_is_given(&trust->bodies) && i < trust->bodies.count; i++)
        end_body(arena, (struct body *)trust->bodies.items[i].as.record);
}

static void sort_bodies(struct arena *arena, struct trust *trust)
{
    struct value *lists[] = {[BEING_PRESENT] = &trust->present_bodies,
                             [BEING_PLANNED] = &trust->planned_bodies,
                             [BEING_FORMER] = &trust->former_bodies};
    for (unsigned i = 0; value_is_given(&trust->bodies) && i < trust->bodies.count; i++) {
        const struct record *body = trust->bodies.items[i].as.record;
        if (!value_flag(&((const struct body *)body)->related))
            list_add(arena, lists[being_of(body)], body);
    }
}

/* Whether the seat is a place of somebody who is no member. */
static bool is_helpers(const struct seat *seat)
{
    int capacity = value_choice(&seat->capacity);
    return capacity == capacity_adviser || capacity == capacity_officer;
}

/* Advisers and officers are no members, and are counted apart, as on the page of their body. Seats
 * of groups are told apart too: of how many people one is nobody knows, and a count of both would
 * be a count of neither. */
static void sort_seats(struct arena *arena, struct trust *trust)
{
    struct value *seats[] = {[BEING_PRESENT] = &trust->present_seats,
                             [BEING_PLANNED] = &trust->planned_seats,
                             [BEING_FORMER] = &trust->former_seats};
    struct value *groups[] = {[BEING_PRESENT] = &trust->present_groups,
                              [BEING_PLANNED] = &trust->planned_groups,
                              [BEING_FORMER] = &trust->former_groups};
    for (unsigned i = 0; value_is_given(&trust->seats) && i < trust->seats.count; i++) {
        const struct seat *seat = (const struct seat *)trust->seats.items[i].as.record;
        enum being being = being_of_seat(seat);
        struct value *list = is_outside(seat)                             ? &trust->outside_seats
                             : being == BEING_PRESENT && is_helpers(seat) ? &trust->helper_seats
                             : value_is_given(&seat->group)               ? groups[being]
                                                                          : seats[being];
        list_add(arena, list, &seat->record);
        if (list == seats[BEING_PRESENT] && value_flag(&seat->vacant))
            list_add(arena, &trust->vacancies, &seat->record);
    }
}

/* The seats of a person that have ended, and the others, those that could be among them. */
static void sort_held(struct arena *arena, struct person *person)
{
    for (unsigned i = 0; value_is_given(&person->seats) && i < person->seats.count; i++) {
        const struct record *seat = person->seats.items[i].as.record;
        bool over = being_of_seat((const struct seat *)seat) == BEING_FORMER;
        list_add(arena, over ? &person->past_seats : &person->held_seats, seat);
    }
}

void derive_being(struct arena *arena, struct trust *trust)
{
    end_bodies(arena, trust);
    sort_bodies(arena, trust);
    sort_seats(arena, trust);
    for (unsigned i = 0; value_is_given(&trust->people) && i < trust->people.count; i++)
        sort_held(arena, (struct person *)trust->people.items[i].as.record);
}
