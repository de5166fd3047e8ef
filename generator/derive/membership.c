/* membership.c: whose the seats of a body are, counted by the part of public life, and how many of
 * them are held.
 *
 * A seat says itself what it is of, or is that of the organisation it is held for, or else of its
 * post's. A seat of a group may stand for several people, so a body that has one is not counted.
 * Counts of one part of public life alone tell nothing and are left out.
 * Stage: publish, derive, after boards. Uses: schema. Used by: derive. */
#include "lists.h"

/* The part of public life that a seat is of; -1 where that is not known. */
static int sector_of(const struct seat *seat)
{
    const struct post *post = (const struct post *)value_record(&seat->post);
    const struct organisation *organisation =
        (const struct organisation *)value_record(&seat->organisations);
    if (value_is_given(&seat->sector))
        return value_choice(&seat->sector);
    if (!organisation && post)
        organisation = (const struct organisation *)value_record(&post->organisation);
    return organisation ? value_choice(&organisation->sector) : -1;
}

static void list_sectors(struct arena *arena, struct body *body, const long *seats,
                         const long *vacant, size_t count)
{
    long most = 0;
    for (size_t i = 0; i < count; i++)
        most = seats[i] > most ? seats[i] : most;
    for (size_t i = 0; i < count; i++) {
        if (seats[i] == 0)
            continue;
        struct sector_seats *view = made_record(arena, TYPE_sector_seats);
        made_number(arena, &view->sector, (long)i);
        made_number(arena, &view->number, seats[i]);
        if (vacant[i] > 0)
            made_number(arena, &view->vacant, vacant[i]);
        made_share(arena, &view->share, seats[i], most);
        list_add(arena, &body->sectors, &view->record);
    }
}

static void count_sectors(struct arena *arena, struct body *body)
{
    size_t count = choices_of(CHOICES_sector)->count;
    long *seats = arena_array(arena, count, sizeof *seats);
    long *vacant = arena_array(arena, count, sizeof *vacant);
    long unknown = 0;
    size_t several = 0;
    for (unsigned i = 0; i < body->member_seats.count; i++) {
        const struct seat *seat = (const struct seat *)body->member_seats.items[i].as.record;
        int sector = sector_of(seat);
        if (sector < 0) {
            unknown++;
            continue;
        }
        several += seats[sector]++ == 0;
        vacant[sector] += value_flag(&seat->vacant);
    }
    if (several < 2)
        return;
    list_sectors(arena, body, seats, vacant, count);
    if (unknown > 0)
        made_number(arena, &body->sectors_unknown, unknown);
}

/* What no organisation says needs no column. */
static void note_columns(struct arena *arena, struct trust *trust)
{
    bool sectors = false;
    bool duties = false;
    for (unsigned i = 0; value_is_given(&trust->organisations) && i < trust->organisations.count;
         i++) {
        const struct organisation *organisation =
            (const struct organisation *)trust->organisations.items[i].as.record;
        sectors = sectors || value_is_given(&organisation->sector);
        duties = duties || value_is_given(&organisation->statutory_partner);
    }
    if (sectors)
        made_flag(arena, &trust->sectors_told);
    if (duties)
        made_flag(arena, &trust->duties_told);
}

void derive_membership(struct arena *arena, struct trust *trust)
{
    note_columns(arena, trust);
    for (unsigned i = 0; value_is_given(&trust->bodies) && i < trust->bodies.count; i++) {
        struct body *body = (struct body *)trust->bodies.items[i].as.record;
        long held = 0;
        if (value_is_given(&body->group_seats))
            continue;
        for (unsigned s = 0; s < body->member_seats.count; s++)
            held +=
                !value_flag(&((const struct seat *)body->member_seats.items[s].as.record)->vacant);
        if (value_flag(&body->holders_told))
            made_share(arena, &body->held_share, held, (long)body->member_seats.count);
        count_sectors(arena, body);
    }
}
