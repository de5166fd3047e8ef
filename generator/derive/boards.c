/* boards.c: sorts what is linked with a body and who sits on it by time: predecessors, successors,
 * past seats, chairs from the first on.
 *
 * A board of another time is a body of its own; that one took the place of the other is a link.
 * Stage: publish, derive, when it is known what is past. Uses: schema. Used by: derive. */
#include "lists.h"

static bool is_of_succession(const struct link *link)
{
    int kind = value_choice(&link->kind);
    return (kind == link_kind_replaces || kind == link_kind_formed_from) &&
           !value_flag(&link->denied);
}

/* Parts links into those of succession and the others. */
static void sort_links(struct arena *arena, const struct value *links, struct value *succession,
                       struct value *others)
{
    for (unsigned i = 0; value_is_given(links) && i < links->count; i++) {
        const struct record *link = links->items[i].as.record;
        list_add(arena, is_of_succession((const struct link *)link) ? succession : others, link);
    }
}

/* From the one that began first; those whose beginning is not known come first, as written. */
static int by_beginning(const void *a, const void *b)
{
    const struct seat *left = (const struct seat *)((const struct item *)a)->as.record;
    const struct seat *right = (const struct seat *)((const struct item *)b)->as.record;
    long x = value_is_given(&left->from) ? date_earliest(&left->from.items[0].as.date) : 0;
    long y = value_is_given(&right->from) ? date_earliest(&right->from.items[0].as.date) : 0;
    if (x != y)
        return x < y ? -1 : 1;
    return (left->record.order > right->record.order) - (left->record.order < right->record.order);
}

static void add_seat(struct arena *arena, struct body *body, const struct seat *seat)
{
    int capacity = value_choice(&seat->capacity);
    struct value *list = capacity == capacity_adviser                 ? &body->adviser_seats
                         : capacity == capacity_officer               ? &body->officer_seats
                         : value_choice(&seat->timing) == timing_past ? &body->past_seats
                                                                      : &body->member_seats;
    list_add(arena, list, &seat->record);
    if (list == &body->member_seats && value_is_given(&seat->group))
        list_add(arena, &body->group_seats, &seat->record);
    if (capacity == capacity_chair || capacity == capacity_vice_chair)
        list_add(arena, &body->chairs, &seat->record);
    if (list == &body->member_seats && value_flag(&seat->vacant))
        list_add(arena, &body->vacancies, &seat->record);
    if (list == &body->member_seats &&
        (value_flag(&seat->vacant) || value_is_given(&seat->holders)))
        made_flag(arena, &body->holders_told);
}

void derive_boards(struct arena *arena, struct records *records)
{
    struct trust *trust = records->trust;
    for (unsigned i = 0; value_is_given(&trust->seats) && i < trust->seats.count; i++) {
        const struct seat *seat = (const struct seat *)trust->seats.items[i].as.record;
        if (value_is_given(&seat->body))
            add_seat(arena, (struct body *)value_record(&seat->body), seat);
    }
    for (unsigned i = 0; value_is_given(&trust->bodies) && i < trust->bodies.count; i++) {
        struct body *body = (struct body *)trust->bodies.items[i].as.record;
        list_sort(&body->chairs, by_beginning);
        sort_links(arena, &body->links, &body->predecessors, &body->relations);
        sort_links(arena, &body->links_in, &body->successors, &body->relations_in);
    }
}
