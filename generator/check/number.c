/* number.c: gives records their ids, addresses and anchors, on the full records, before anything is
 * withheld: what one reader may not see renumbers nothing for another.
 *
 * Stage: survey, number. Uses: schema, table. Used by: build. */
#include "concordat/check/check.h"

#include "concordat/base/table.h"
#include "concordat/schema/pages.h"

/* "seat_pab_3": the third seat of pab. The type comes first and the number last, so that no two
 * records of a trust share an anchor, whatever their ids are; and no heading that an author writes
 * has an underscore in its id, so that it shares none either. */
static struct str item_anchor(struct arena *arena, struct table *counts,
                              const struct record *record)
{
    const struct record *owner = record_owner(record);
    const char *stem = owner
                           ? arena_printf(arena, "%s_%.*s", record->type->name, STR_ARGS(owner->id))
                           : record->type->name;
    size_t *count = table_get(counts, str_of(stem));
    if (!count) {
        count = arena_alloc(arena, sizeof *count);
        table_add(counts, str_of(stem), count);
    }
    return str_of(arena_printf(arena, "%s_%zu", stem, ++*count));
}

/* The items of an agenda that have no number go on from the item before; paragraphs of minutes have
 * the number of their item before their own. `lasts` holds the last number of each meeting, by the
 * order of its record. */
static void number_item(struct arena *arena, struct agenda_item *item, long *lasts)
{
    const struct record *meeting = value_record(&item->meeting);
    if (!meeting)
        return;
    if (!value_is_given(&item->number)) {
        struct item *number = arena_alloc(arena, sizeof *number);
        number->as.number = lasts[meeting->order] + 1;
        item->number = (struct value){STATE_GIVEN, 1, number, item->record.mark};
    }
    lasts[meeting->order] = value_number(&item->number);
    for (unsigned i = 0; value_is_given(&item->minutes) && i < item->minutes.count; i++) {
        struct minute *minute = (struct minute *)item->minutes.items[i].as.record;
        struct item *number = arena_alloc(arena, sizeof *number);
        number->text = str_of(arena_printf(arena, "%ld.%u", value_number(&item->number), i + 1));
        minute->number = (struct value){STATE_GIVEN, 1, number, minute->record.mark};
    }
}

void number_records(struct arena *arena, struct records *records, struct str home)
{
    struct str trust_id = records->trust->record.id;
    struct table *counts = table_new(arena);
    long *lasts = arena_array(arena, records->count, sizeof *lasts);
    for (size_t i = 0; i < records->count; i++) {
        struct record *record = records->list[i];
        enum page_kind page = page_of_type(record->type->id);
        if (record->type->id == TYPE_agenda_item)
            number_item(arena, (struct agenda_item *)record, lasts);
        if (record->type->role == ROLE_ITEM)
            record->anchor = item_anchor(arena, counts, record);
        else if (record->id.len > 0)
            record->anchor =
                str_of(arena_printf(arena, "%s_%.*s", record->type->name, STR_ARGS(record->id)));
        if (record->type->role == ROLE_ITEM && record->id.len == 0)
            record->id = record->anchor;
        if (page != PAGE_NOTHING)
            record->address =
                str_of(arena_printf(arena, "%.*s/%s%.*s/index.html", STR_ARGS(trust_id),
                                    page_kind_row(page)->folder, STR_ARGS(record->id)));
    }
    records->trust->record.address =
        str_equal(trust_id, home)
            ? STR("index.html")
            : str_of(arena_printf(arena, "%.*s/index.html", STR_ARGS(trust_id)));
}

void number_site(struct arena *arena, struct records *records)
{
    for (size_t i = 0; i < records->count; i++) {
        struct record *record = records->list[i];
        if (type_is_of_site(record->type->id))
            record->address = str_of(arena_printf(
                arena, "%s%.*s/index.html", page_kind_row(page_of_type(record->type->id))->folder,
                STR_ARGS(record->id)));
    }
}
