/* posts.c: who holds each post, and the bodies on which each organisation has seats, out of the
 * seats that say so.
 *
 * A person's record names a post only where no seat does, and an organisation names none of its
 * seats; so both are put together here, and each person and each body is said once.
 * Stage: publish, derive, after what is past is known. Uses: schema. Used by: derive. */
#include "lists.h"

/* For each record, by its order, that for which it was taken last, so that it is taken once. */
struct taken {
    struct arena *arena;
    const void **by;
};

static bool take(const struct taken *taken, const struct record *record, const void *by)
{
    bool first = taken->by[record->order] != by;
    taken->by[record->order] = by;
    return first;
}

/* Adds to a list the people of another who are not taken yet by this record. */
static void add_people(const struct taken *taken, struct value *list, const struct value *people,
                       const void *by)
{
    for (unsigned i = 0; value_is_given(people) && i < people->count; i++)
        if (take(taken, people->items[i].as.record, by))
            list_add(taken->arena, list, people->items[i].as.record);
}

/* ------------------------------------------------------------------ posts */

/* The holders of those of its seats that are over, or of the others. */
static void add_holders(const struct taken *taken, struct value *list, const struct post *post,
                        bool over)
{
    for (unsigned i = 0; value_is_given(&post->seats) && i < post->seats.count; i++) {
        const struct seat *seat = (const struct seat *)post->seats.items[i].as.record;
        if ((being_of_seat(seat) == BEING_FORMER) == over)
            add_people(taken, list, &seat->holders, post);
    }
}

static void fill_post(const struct taken *taken, struct post *post)
{
    add_holders(taken, &post->people, post, false);
    add_people(taken, &post->people, &post->holders, post);
    add_holders(taken, &post->past_people, post, true);
}

/* ------------------------------------------------------------------ organisations */

/* The place of an organisation on a body: a new one, unless it was the last to be given one there.
 */
static struct body_place *place_on(const struct taken *taken, struct body_place **last,
                                   struct organisation *organisation, const struct record *body)
{
    if (!take(taken, body, organisation))
        return last[body->order];
    struct body_place *place = made_record(taken->arena, TYPE_body_place);
    list_add(taken->arena, &place->body, body);
    list_add(taken->arena, &organisation->places, &place->record);
    last[body->order] = place;
    return place;
}

/* Tells a seat of the place: one that is there makes all of it there, also where its standing is
 * not said. */
static void tell_seat(const struct taken *people, struct body_place *place, const struct seat *seat)
{
    int standing = value_choice(&seat->standing);
    bool is_first = !value_is_given(&place->seats);
    list_add(people->arena, &place->seats, &seat->record);
    if (is_first || !standing_is_tentative(standing)) {
        place->standing = (struct value){0};
        if (standing >= 0)
            made_number(people->arena, &place->standing, standing);
    }
    add_people(people, &place->holders, &seat->holders, place);
}

/* Says how many seats a place is of. A group's may be several people's, and is not counted. */
static void count_seats(struct arena *arena, struct organisation *organisation)
{
    for (unsigned i = 0; i < organisation->places.count; i++) {
        struct body_place *place = (struct body_place *)organisation->places.items[i].as.record;
        bool counted = place->seats.count > 1;
        for (unsigned s = 0; s < place->seats.count; s++)
            counted =
                counted &&
                !value_is_given(&((const struct seat *)place->seats.items[s].as.record)->group);
        if (counted)
            made_number(arena, &place->number, (long)place->seats.count);
    }
}

/* A seat that is over has no place on a body that is not. */
static bool has_gone(const struct seat *seat, const struct record *body)
{
    return being_of_seat(seat) == BEING_FORMER && being_of(body) != BEING_FORMER;
}

static void fill_places(const struct taken *people, const struct taken *bodies,
                        struct body_place **last, struct organisation *organisation)
{
    for (unsigned i = 0; value_is_given(&organisation->seats) && i < organisation->seats.count;
         i++) {
        const struct seat *seat = (const struct seat *)organisation->seats.items[i].as.record;
        const struct record *body = value_record(&seat->body);
        if (body && !has_gone(seat, body))
            tell_seat(people, place_on(bodies, last, organisation, body), seat);
    }
    count_seats(people->arena, organisation);
}

void derive_posts(struct arena *arena, struct records *records)
{
    const struct trust *trust = records->trust;
    size_t count = records->list[records->count - 1]->order + 1;
    struct taken people = {arena, arena_array(arena, count, sizeof *people.by)};
    struct taken bodies = {arena, arena_array(arena, count, sizeof *bodies.by)};
    struct body_place **last = arena_array(arena, count, sizeof(struct body_place *));
    for (unsigned i = 0; value_is_given(&trust->posts) && i < trust->posts.count; i++)
        fill_post(&people, (struct post *)trust->posts.items[i].as.record);
    for (unsigned i = 0; value_is_given(&trust->organisations) && i < trust->organisations.count;
         i++)
        fill_places(&people, &bodies, last,
                    (struct organisation *)trust->organisations.items[i].as.record);
}
