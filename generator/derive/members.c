/* members.c: for whom there is a handbook: those with a seat that has not ended.
 *
 * Handbooks name who can be reached by which telephone, and are for members alone: the public
 * edition has none, and nothing that leads to one.
 * Stage: publish, derive. Uses: schema. Used by: derive. */
#include "lists.h"

static bool has_seat(const struct person *person)
{
    for (unsigned i = 0; value_is_given(&person->seats) && i < person->seats.count; i++) {
        const struct seat *seat = (const struct seat *)person->seats.items[i].as.record;
        if (value_choice(&seat->timing) != timing_past && value_record(&seat->body))
            return true;
    }
    return false;
}

void derive_members(struct arena *arena, struct records *records)
{
    struct trust *trust = records->trust;
    if (records->audience == audience_public)
        return;
    for (unsigned i = 0; i < trust->people.count; i++) {
        struct person *person = (struct person *)trust->people.items[i].as.record;
        if (!has_seat(person))
            continue;
        list_add(arena, &trust->inducted, &person->record);
        made_flag(arena, &person->has_handbook);
    }
}
