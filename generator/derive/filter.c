/* filter.c: makes the edition of a trust's records that one audience may see.
 *
 * Nothing is marked and skipped later: what is withheld is not in the copies, so no later stage can
 * let it slip. Stage: publish, filter. Uses: schema. Used by: build. */
#include "concordat/derive/derive.h"

#include "audience.h"
#include "concordat/schema/decode.h"

#include <string.h>

static bool holds_records(const struct field *field)
{
    return field->kind == KIND_REFERENCE || field->kind == KIND_PART;
}

/* ------------------------------------------------------------------ who is in */

/* For each record, who may see it: as it says, and no more than those who may see what it is
 * written inside, which comes before it. */
static enum audience *audiences_of(struct arena *arena, const struct records *records)
{
    enum audience *audiences = arena_array(arena, records->count, sizeof *audiences);
    for (size_t i = 0; i < records->count; i++) {
        const struct record *record = records->list[i];
        audiences[i] = audience_said(record);
        if (record->parent && audiences[record->parent->order] > audiences[i])
            audiences[i] = audiences[record->parent->order];
    }
    return audiences;
}

/* True where a reference that the record cannot be without names only records that are left out, or
 * is itself withheld: a seat on a withheld body tells of that body, wherever it is written, and one
 * whose body may not be told is no seat that anything could be said of. */
static bool has_lost_its_subject(const struct record *record, const bool *seen,
                                 enum audience audience)
{
    for (size_t f = 0; f < record->type->field_count; f++) {
        const struct field *field = &record->type->fields[f];
        const struct value *value = record_value_const(record, field);
        if (field->kind != KIND_REFERENCE || !field_is_required(field) || !value_is_given(value))
            continue;
        bool any = false;
        for (unsigned i = 0; i < value->count && !any; i++)
            any = seen[value->items[i].as.record->order] &&
                  audience_of_item(record, field, &value->items[i]) <= audience;
        if (!any)
            return true;
    }
    return false;
}

/* Marks the records that what is seen names, in values that are seen. */
static void mark_named(const struct records *records, const bool *seen, enum audience audience,
                       bool *named)
{
    memset(named, 0, records->count * sizeof *named);
    for (size_t i = 0; i < records->count; i++) {
        const struct record *record = records->list[i];
        for (size_t f = 0; seen[i] && f < record->type->field_count; f++) {
            const struct field *field = &record->type->fields[f];
            const struct value *value = record_value_const(record, field);
            if (field->kind != KIND_REFERENCE || !value_is_given(value))
                continue;
            for (unsigned n = 0; n < value->count; n++)
                if (audience_of_item(record, field, &value->items[n]) <= audience)
                    named[value->items[n].as.record->order] = true;
        }
    }
}

/* For each record, whether the audience sees it. */
static bool *records_seen(struct arena *arena, const struct records *records,
                          enum audience audience)
{
    const enum audience *audiences = audiences_of(arena, records);
    bool *seen = arena_array(arena, records->count, sizeof *seen);
    bool *named = arena_array(arena, records->count, sizeof *named);
    bool changed = true;
    for (size_t i = 0; i < records->count; i++)
        seen[i] = audiences[i] <= audience;
    /* Types require one another in short chains without a circle, so this is soon done. */
    while (changed) {
        changed = false;
        mark_named(records, seen, audience, named);
        for (size_t i = 0; i < records->count; i++) {
            const struct record *record = records->list[i];
            bool orphaned = record->parent && !seen[record->parent->order];
            bool unnamed = record->only_named && !named[i];
            if (seen[i] && (orphaned || unnamed || has_lost_its_subject(record, seen, audience))) {
                seen[i] = false;
                changed = true;
            }
        }
    }
    return seen;
}

/* ------------------------------------------------------------------ traces */

/* True for a record that is left out and leaves a trace: it says what stands in its place, and what
 * it is written in is seen. */
static bool leaves_trace(const struct record *record, const bool *seen, enum audience audience)
{
    const struct value *name = record_trace_name(record);
    return name && value_is_given(name) && !seen[record->order] &&
           (!record->parent || seen[record->parent->order]) &&
           !has_lost_its_subject(record, seen, audience);
}

/* Takes out of a copy all but its trace; the id that an author gave it may tell what it is about.
 */
static void make_trace(struct record *copy)
{
    static struct item yes = {.as.number = 1};
    const struct value name = *record_trace_name(copy);
    for (size_t f = 0; f < copy->type->field_count; f++) {
        const struct field *field = &copy->type->fields[f];
        struct value *value = record_value(copy, field);
        if (!field_stays_in_trace(copy->type, field))
            *value = (struct value){.state = STATE_WITHHELD, .mark = value->mark};
    }
    copy->id = copy->anchor;
    record_retitle(copy, &name);
    *record_value(copy, type_field(copy->type, STR("trace"))) =
        (struct value){STATE_GIVEN, 1, &yes, copy->mark};
}

/* ------------------------------------------------------------------ values */

/* What copying values works on. */
struct filtering {
    struct arena *arena;
    enum audience audience;
    struct record *const *copies; /* for each record, its copy; NULL where it is left out */
    bool *needed;                 /* for each part, whether a value that is kept holds it */
};

static const struct record *copy_of_part(const struct filtering *at, const struct record *part)
{
    at->needed[part->order] = true;
    return at->copies[part->order];
}

/* Takes the sections that may not be seen out of a text. Where any is, what the author wrote goes
 * with them. */
static void cut_sections(const struct filtering *at, struct item *item)
{
    const struct document *seen =
        markdown_cut(at->arena, item->as.prose, section_is_seen, &at->audience);
    if (seen == item->as.prose)
        return;
    item->as.prose = seen;
    item->text = STR("");
}

/* Copies the items that may be seen, and turns them to the copies of the records they name. */
static void copy_value(const struct filtering *at, struct record *record, const struct field *field)
{
    struct value *value = record_value(record, field);
    if (value->state != STATE_GIVEN || value->count == 0)
        return;
    struct item *items = arena_array(at->arena, value->count, sizeof *items);
    unsigned kept = 0;
    for (unsigned i = 0; i < value->count; i++) {
        struct item item = value->items[i];
        if (audience_of_item(record, field, &item) > at->audience)
            continue;
        if (item.remarks)
            item.remarks = (const struct remark *)copy_of_part(at, &item.remarks->record);
        if (field->kind == KIND_PART)
            item.as.record = copy_of_part(at, item.as.record);
        else if (field->kind == KIND_REFERENCE)
            item.as.record = at->copies[item.as.record->order];
        else if (field->kind == KIND_PROSE)
            cut_sections(at, &item);
        if (!holds_records(field) || item.as.record)
            items[kept++] = item;
    }
    value->items = items;
    value->count = kept;
    if (kept == 0)
        value->state = STATE_WITHHELD;
}

/* Marks the list that a record which is left out would stand in, in the record that it is an item
 * of: that list, if nothing else is in it, is withheld and not merely empty. */
static void mark_owner(const struct filtering *at, const struct record *record)
{
    for (size_t f = 0; f < record->type->field_count; f++) {
        const struct field *field = &record->type->fields[f];
        const struct record *owner =
            field->need == NEED_OWNED ? value_record(record_value_const(record, field)) : NULL;
        struct record *copy = owner ? at->copies[owner->order] : NULL;
        for (size_t i = 0; copy && i < copy->type->field_count; i++) {
            const struct field *inverse = &copy->type->fields[i];
            if (inverse->kind == KIND_INVERSE && inverse->target == (int)record->type->id &&
                strcmp(inverse->back, field->name) == 0)
                record_value(copy, inverse)->state = STATE_WITHHELD;
        }
    }
}

/* ------------------------------------------------------------------ the edition */

struct records *filter_records(struct arena *arena, const struct records *records,
                               enum audience audience)
{
    const bool *seen = records_seen(arena, records, audience);
    struct records *edition = arena_alloc(arena, sizeof *edition);
    struct record **copies = arena_array(arena, records->count, sizeof *copies);
    edition->list = arena_array(arena, records->count, sizeof *edition->list);
    for (size_t i = 0; i < records->count; i++) {
        const struct record *record = records->list[i];
        bool trace = leaves_trace(record, seen, audience);
        if (!seen[i] && !trace)
            continue;
        copies[i] = arena_alloc(arena, record->type->size);
        memcpy(copies[i], record, record->type->size);
        if (trace)
            make_trace(copies[i]);
        edition->list[edition->count++] = copies[i];
    }
    struct filtering at = {arena, audience, copies,
                           arena_array(arena, records->count, sizeof *at.needed)};
    size_t kept = 0;
    for (size_t i = 0; i < edition->count; i++) {
        struct record *record = edition->list[i];
        /* A part comes after the record whose value holds it: by now it is known whether one that
         * was kept does. */
        if (record->type->role == ROLE_PART && !at.needed[record->order])
            continue;
        edition->list[kept++] = record;
        record->parent = record->parent ? copies[record->parent->order] : NULL;
        for (size_t f = 0; f < record->type->field_count; f++)
            if (record->type->fields[f].kind != KIND_INVERSE)
                copy_value(&at, record, &record->type->fields[f]);
    }
    for (size_t i = 0; i < records->count; i++)
        if (!copies[i])
            mark_owner(&at, records->list[i]);
    edition->count = kept;
    edition->audience = audience;
    edition->room = edition->count;
    edition->trust = records->trust ? (struct trust *)copies[records->trust->record.order] : NULL;
    return edition;
}
