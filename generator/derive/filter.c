/* filter.c: makes the edition of a trust's records that one audience may see.
 *
 * Nothing is marked and skipped later: what is withheld is not in the copies, so no later stage can
 * let it slip. Stage: publish, filter. Uses: schema. Used by: build. */
#include "concordat/derive/derive.h"

#include <string.h>

/* Who may see a record: as it says, and no more than those who may see what it is written in. */
static enum audience audience_of(const struct record *record)
{
    enum audience widest = audience_public;
    for (; record; record = record->parent) {
        const struct field *field = type_field(record->type, STR("audience"));
        int said = field ? value_choice(record_value_const(record, field)) : -1;
        if (said > (int)widest)
            widest = (enum audience)said;
    }
    return widest;
}

/* Who may see one item of a field. */
static enum audience audience_of_item(const struct field *field, const struct item *item)
{
    int said = item->remarks ? value_choice(&item->remarks->audience) : -1;
    return said >= 0 ? (enum audience)said : field->audience;
}

static bool holds_records(const struct field *field)
{
    return field->kind == KIND_REFERENCE || field->kind == KIND_PART;
}

/* Copies the items that may be seen, and turns them to the copies of the records they name. */
static void copy_value(struct arena *arena, const struct field *field, struct value *value,
                       struct record *const *copies, enum audience audience)
{
    if (value->state != STATE_GIVEN || value->count == 0)
        return;
    struct item *items = arena_array(arena, value->count, sizeof *items);
    unsigned kept = 0;
    for (unsigned i = 0; i < value->count; i++) {
        struct item item = value->items[i];
        if (audience_of_item(field, &item) > audience)
            continue;
        if (item.remarks)
            item.remarks = (const struct remark *)copies[item.remarks->record.order];
        if (holds_records(field))
            item.as.record = copies[item.as.record->order];
        if (!holds_records(field) || item.as.record)
            items[kept++] = item;
    }
    value->items = items;
    value->count = kept;
    if (kept == 0)
        value->state = STATE_WITHHELD;
}

struct records *filter_records(struct arena *arena, const struct records *records,
                               enum audience audience)
{
    struct records *edition = arena_alloc(arena, sizeof *edition);
    struct record **copies = arena_array(arena, records->count, sizeof *copies);
    edition->list = arena_array(arena, records->count, sizeof *edition->list);
    for (size_t i = 0; i < records->count; i++) {
        const struct record *record = records->list[i];
        if (audience_of(record) > audience)
            continue;
        copies[i] = arena_alloc(arena, record->type->size);
        memcpy(copies[i], record, record->type->size);
        edition->list[edition->count++] = copies[i];
    }
    for (size_t i = 0; i < edition->count; i++) {
        struct record *record = edition->list[i];
        record->parent = record->parent ? copies[record->parent->order] : NULL;
        for (size_t f = 0; f < record->type->field_count; f++)
            if (record->type->fields[f].kind != KIND_INVERSE)
                copy_value(arena, &record->type->fields[f],
                           record_value(record, &record->type->fields[f]), copies, audience);
    }
    edition->room = edition->count;
    edition->trust = records->trust ? (struct trust *)copies[records->trust->record.order] : NULL;
    return edition;
}
