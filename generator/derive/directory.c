/* directory.c: the directory of the site, and what it tells of each trust: all of it that outlives
 * its arena.
 *
 * Real and fictional trusts are never mixed: each stands in a list of its own, and what is made up
 * is compared with nothing.
 *
 * Stage: publish, between the trusts and the site. Uses: schema, keep, compare. Used by: build. */
#include "compare.h"
#include "keep.h"
#include "lists.h"

/* How many a list has; the number stays absent where it is empty. */
static void count_any(struct arena *arena, struct value *number, const struct value *list)
{
    if (list->count > 0)
        made_number(arena, number, (long)list->count);
}

/* The same of a list beside which another is told: it says zero where only that one has any. */
static void count_either(struct arena *arena, struct value *number, const struct value *list,
                         const struct value *beside)
{
    if (list->count > 0 || beside->count > 0)
        made_number(arena, number, (long)list->count);
}

static void count_seats(struct arena *arena, struct entry *entry, const struct trust *trust)
{
    made_number(arena, &entry->seats, (long)trust->present_seats.count);
    count_any(arena, &entry->group_seats, &trust->present_groups);
    count_either(arena, &entry->planned_seats, &trust->planned_seats, &trust->planned_groups);
    count_any(arena, &entry->planned_groups, &trust->planned_groups);
    count_either(arena, &entry->former_seats, &trust->former_seats, &trust->former_groups);
    count_any(arena, &entry->former_groups, &trust->former_groups);
}

const struct entry *directory_entry(struct arena *arena, const struct records *edition)
{
    const struct trust *trust = edition->trust;
    struct entry *entry = made_record(arena, TYPE_entry);
    entry->record.id = arena_copy(arena, trust->record.id);
    entry->record.address = arena_copy(arena, trust->record.address);
    keep_text(arena, &entry->name, record_title(&trust->record));
    keep_text(arena, &entry->area, value_text(&trust->area));
    keep_value(arena, KIND_CHOICE, &entry->area_kind, &trust->area_kind);
    keep_value(arena, KIND_CHOICE, &entry->standing, &trust->standing);
    keep_value(arena, KIND_DATE, &entry->as_of, &trust->as_of);
    keep_value(arena, KIND_FLAG, &entry->historical, &trust->historical);
    keep_value(arena, KIND_FLAG, &entry->fictional, &trust->fictional);
    keep_value(arena, KIND_CHOICE, &entry->told, &trust->told);
    keep_value(arena, KIND_PROSE, &entry->summary, &trust->summary);
    made_number(arena, &entry->bodies, (long)trust->present_bodies.count);
    count_any(arena, &entry->planned_bodies, &trust->planned_bodies);
    count_any(arena, &entry->former_bodies, &trust->former_bodies);
    made_number(arena, &entry->people, (long)trust->people.count);
    count_seats(arena, entry, trust);
    count_any(arena, &entry->vacant, &trust->vacancies);
    made_number(arena, &entry->indicators, (long)trust->indicators.count);
    count_any(arena, &entry->years, &trust->annual_summaries);
    compare_trust(arena, entry, trust);
    return entry;
}

struct directory *directory_new(struct arena *arena)
{
    return made_record(arena, TYPE_directory);
}

static bool is_short(const struct record *entry)
{
    return value_choice(&((const struct entry *)entry)->told) == coverage_in_short;
}

/* Appends an entry to those that are compared, before the short examples unless it is one. */
static void compare_entry(struct arena *arena, struct directory *directory,
                          const struct entry *entry)
{
    struct value *compared = &directory->compared;
    list_add(arena, compared, &entry->record);
    if (compared->count == 2)
        made_number(arena, &directory->comparable, 1);
    for (unsigned i = compared->count - 1;
         i > 0 && !is_short(&entry->record) && is_short(compared->items[i - 1].as.record); i--) {
        struct item moved = compared->items[i];
        compared->items[i] = compared->items[i - 1];
        compared->items[i - 1] = moved;
    }
}

void directory_add(struct arena *arena, struct directory *directory, const struct entry *entry)
{
    struct value *list = value_flag(&entry->fictional) ? &directory->made_up
                         : is_short(&entry->record)    ? &directory->in_short
                                                       : &directory->in_full;
    list_add(arena, &directory->trusts, &entry->record);
    list_add(arena, list, &entry->record);
    if (!value_flag(&entry->fictional))
        compare_entry(arena, directory, entry);
}
