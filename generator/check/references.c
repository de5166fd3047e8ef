/* references.c: finds the record that each reference names.
 *
 * A reference is an id, `pab`; where several types could be meant, the type and the id, `body:pab`.
 * Stage: survey, check. Uses: schema, table. Used by: build. */
#include "concordat/check/check.h"

#include "concordat/base/suggest.h"
#include "concordat/base/table.h"

struct directory {
    struct arena *arena;
    struct diag *diag;
    struct table *by_id[TYPE_COUNT];
};

static void enter(struct directory *directory, struct record *record)
{
    struct table *table = directory->by_id[record->type->id];
    if (record->id.len == 0)
        return;
    const struct record *first = table_add(table, record->id, record);
    if (first != record)
        diag_error(directory->diag, record->mark, RULE_DUPLICATE_ID, STR("give one of them another id"),
                   "the %s '%.*s' is defined already at %s:%u:%u", record->type->name,
                   STR_ARGS(record->id), first->mark.file, first->mark.line, first->mark.column);
}

static void offer_id(struct str key, void *value, void *context)
{
    (void)value;
    suggestion_offer(context, key);
}

static const struct type *type_among(const enum type_id *types, size_t count, struct str name)
{
    for (size_t i = 0; i < count; i++)
        if (str_is(name, type_of(types[i])->name))
            return type_of(types[i]);
    return NULL;
}

static void report_unknown(struct directory *directory, const struct item *item,
                           const enum type_id *types, size_t count, int target, struct str id)
{
    struct suggestion near = suggestion_for(id);
    const char *hint = "";
    for (size_t i = 0; i < count; i++)
        table_each(directory->by_id[types[i]], offer_id, &near);
    if (near.best.len > 0)
        hint = arena_printf(directory->arena, "did you mean %.*s?", STR_ARGS(near.best));
    diag_error(directory->diag, item->mark, RULE_UNKNOWN_RECORD, str_of(hint),
               "no %s '%.*s' is defined in this trust", target_name(target), STR_ARGS(id));
}

/* The record that an item names, or NULL, reported. */
static const struct record *find(struct directory *directory, const struct item *item, int target)
{
    size_t count;
    const enum type_id *types = target_types(target, &count);
    struct str id;
    struct str prefix = str_cut(item->text, ':', &id);
    const struct type *said = id.len > 0 ? type_among(types, count, prefix) : NULL;
    const struct record *found = NULL;
    if (id.len > 0 && !said) {
        diag_error(directory->diag, item->mark, RULE_UNKNOWN_RECORD, STR(""),
                   "'%.*s' does not name %s: what stands before the colon is none of its types",
                   STR_ARGS(item->text), target_doc(target));
        return NULL;
    }
    if (id.len == 0)
        id = item->text;
    for (size_t i = 0; i < count; i++) {
        if (said && said->id != types[i])
            continue;
        const struct record *here = table_get(directory->by_id[types[i]], id);
        if (here && found) {
            diag_error(directory->diag, item->mark, RULE_AMBIGUOUS_RECORD,
                       str_of(arena_printf(directory->arena, "write %s:%.*s or %s:%.*s",
                                           found->type->name, STR_ARGS(id), here->type->name,
                                           STR_ARGS(id))),
                       "'%.*s' is both %s and %s", STR_ARGS(id), found->type->name, here->type->name);
            return NULL;
        }
        found = here ? here : found;
    }
    if (!found)
        report_unknown(directory, item, types, count, target, id);
    return found;
}

static void resolve(struct directory *directory, struct record *record, const struct field *field)
{
    struct value *value = record_value(record, field);
    if (value->state != STATE_GIVEN)
        return;
    unsigned kept = 0;
    for (unsigned i = 0; i < value->count; i++) {
        struct item *item = &value->items[i];
        if (!item->as.record)
            item->as.record = find(directory, item, field->target);
        if (item->as.record)
            value->items[kept++] = *item;
    }
    value->count = kept;
    if (kept == 0)
        value->state = STATE_ABSENT;
}

void check_references(struct arena *arena, struct records *records, struct diag *diag)
{
    struct directory directory = {.arena = arena, .diag = diag};
    for (size_t i = 0; i < TYPE_COUNT; i++)
        directory.by_id[i] = table_new(arena);
    for (size_t i = 0; i < records->count; i++)
        enter(&directory, records->list[i]);
    for (size_t i = 0; i < records->count; i++) {
        struct record *record = records->list[i];
        for (size_t f = 0; f < record->type->field_count; f++)
            if (record->type->fields[f].kind == KIND_REFERENCE)
                resolve(&directory, record, &record->type->fields[f]);
    }
}
