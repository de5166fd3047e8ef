/* decode.c: fills records from YAML, field by field, as the schema's rows say.
 *
 * A value may be short (`chair_rule: The Cabinet Member`), long (`{value: ..., standing: proposed}`)
 * or a list of long ones where sources differ; it may be `not stated` or `none`. What one kind of
 * value looks like is decode_item.c's; this file knows only records, fields and lists.
 *
 * Layer: schema. Uses: yaml, schema. Used by: load. */
#include "concordat/schema/decode.h"

#include "concordat/base/suggest.h"
#include "decode_item.h"

#include <string.h>

struct record *record_new(struct decoding *decoding, const struct type *type, struct mark mark,
                          const struct record *parent)
{
    struct records *records = decoding->records;
    struct record *record = arena_alloc(decoding->arena, type->size);
    record->type = type;
    record->mark = mark;
    record->parent = parent;
    record->order = records->count;
    if (records->count == records->room) {
        size_t room = records->room > 0 ? records->room * 2 : 64;
        struct record **list = arena_array(decoding->arena, room, sizeof *list);
        if (records->count > 0)
            memcpy(list, records->list, records->count * sizeof *list);
        records->list = list;
        records->room = room;
    }
    records->list[records->count++] = record;
    return record;
}

static bool has_id(const struct type *type)
{
    return type->role == ROLE_LISTED || type->role == ROLE_ITEM;
}

static void decode_id(struct decoding *decoding, struct record *record, const struct node *node)
{
    if (node->kind != NODE_SCALAR) {
        diag_error(decoding->diag, node->mark, RULE_WRONG_KIND, STR("write a word, such as pab"),
                   "an id is expected here, not %s", yaml_kind_words(node));
        return;
    }
    if (!id_is_well_formed(node->text))
        diag_error(decoding->diag, node->mark, RULE_BAD_ID,
                   STR("write small letters, digits and single hyphens, such as trust-board"),
                   "'%.*s' cannot be an id", STR_ARGS(node->text));
    record->id = node->text;
}

static void report_unknown_field(struct decoding *decoding, const struct record *record,
                                 const struct entry_of_map *entry)
{
    const struct type *type = record->type;
    const struct field *field = type_field(type, entry->key);
    struct suggestion near = suggestion_for(entry->key);
    for (size_t i = 0; i < type->field_count; i++)
        if (field_is_written(&type->fields[i]))
            suggestion_offer(&near, str_of(type->fields[i].name));
    const char *hint = "";
    if (field)
        hint = field->need == NEED_MADE_BY_PLACE ? "leave it out: it follows from where the record is written"
                                                 : "leave it out: the program works it out";
    else if (near.best.len > 0)
        hint = arena_printf(decoding->arena, "did you mean %.*s?", STR_ARGS(near.best));
    diag_error(decoding->diag, entry->key_mark, RULE_UNKNOWN_FIELD, str_of(hint),
               "%s has no field '%.*s'", with_article(decoding->arena, type->name),
               STR_ARGS(entry->key));
}

void decode_into(struct decoding *decoding, struct record *record, const struct node *map)
{
    for (size_t i = 0; i < map->count; i++) {
        const struct entry_of_map *entry = &map->entries[i];
        const struct field *field = type_field(record->type, entry->key);
        if (str_is(entry->key, "id") && has_id(record->type))
            decode_id(decoding, record, entry->value);
        else if (field && field_is_written(field))
            decode_field(decoding, record, field, entry);
        else
            report_unknown_field(decoding, record, entry);
    }
}

void decode_finish(struct decoding *decoding, const struct record *record, struct mark mark)
{
    const struct type *type = record->type;
    const char *article = with_article(decoding->arena, type->name);
    if (type->role == ROLE_LISTED && record->id.len == 0)
        diag_error(decoding->diag, mark, RULE_MISSING_FIELD,
                   STR("write id: and a word of small letters, by which others can name it"),
                   "%s needs an id", article);
    for (size_t i = 0; i < type->field_count; i++) {
        const struct field *field = &type->fields[i];
        if (field->need != NEED_REQUIRED || record_value_const(record, field)->state != STATE_ABSENT)
            continue;
        diag_error(decoding->diag, mark, RULE_MISSING_FIELD,
                   str_of(arena_printf(decoding->arena,
                                       "write %s: or, where the source does not say, %s: not stated",
                                       field->name, field->name)),
                   "%s needs %s: %s", article, field->name, field->doc);
    }
}

/* Copies a field of the record that this one is written inside, where this one is silent. */
static void inherit(struct record *record, const char *name)
{
    const struct field *field = type_field(record->type, str_of(name));
    const struct field *theirs = type_field(record->parent->type, str_of(name));
    if (!field || !theirs)
        return;
    struct value *value = record_value(record, field);
    if (value->state == STATE_ABSENT)
        *value = *record_value_const(record->parent, theirs);
}

void decode_inherit(struct records *records)
{
    for (size_t i = 0; i < records->count; i++) {
        struct record *record = records->list[i];
        if (!record->parent || record->parent->type->role == ROLE_ROOT ||
            record->type->id == TYPE_remark)
            continue;
        inherit(record, "standing");
        inherit(record, "sources");
    }
}
