/* decode.c: fills records from YAML, as the schema's rows say.
 *
 * This file knows records and their keys; what stands under a key is decode_field.c's, and what one
 * value looks like decode_item.c's. Layer: schema. Uses: yaml, schema. Used by: load. */
#include "concordat/schema/decode.h"

#include "concordat/base/suggest.h"
#include "decode_item.h"
#include "spreadsheet.h"

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
    records->list = arena_grown(decoding->arena, records->list, records->count, &records->room,
                                sizeof *records->list);
    records->list[records->count++] = record;
    return record;
}

static bool has_id(const struct type *type)
{
    return type->role == ROLE_LISTED || type->role == ROLE_ITEM;
}

/* ------------------------------------------------------------------ keys */

static void decode_id(struct decoding *decoding, struct record *record, const struct node *node)
{
    const char *hint = "write small letters, digits and hyphens, such as id: trust-board";
    record->id = node->kind == NODE_SCALAR ? node->text : STR("");
    if (node->kind != NODE_SCALAR) {
        diag_error(decoding->diag, node->mark, RULE_WRONG_KIND, str_of(hint),
                   "an id is expected here, not %s", yaml_kind_words(node));
        return;
    }
    if (id_is_well_formed(node->text))
        return;
    struct str better = id_of_words(decoding->arena, node->text);
    if (better.len > 0)
        hint = arena_printf(decoding->arena, "write small letters, digits and hyphens: id: %.*s",
                            STR_ARGS(better));
    diag_error(decoding->diag, node->mark, RULE_BAD_ID, str_of(hint), "'%.*s' cannot be an id",
               STR_ARGS(text_shown(node->text)));
}

/* Why a key that has a meaning cannot be written here; NULL where it has none. */
static const char *hint_to_leave_out(const struct type *type, struct str key)
{
    const struct field *field = type_field(type, key);
    if (field && field->need == NEED_MADE_BY_PLACE)
        return "leave it out: it follows from where the record is written";
    if (field && field->kind == KIND_INVERSE)
        return "leave it out: each is a Markdown file in a folder of its own";
    if (field)
        return "leave it out: the program works it out";
    if (!str_is(key, "id"))
        return NULL;
    if (type->id == TYPE_trust)
        return "leave it out: the name of the folder is the id";
    return type->role == ROLE_PAGE ? "leave it out: the name of the file is the id"
                                   : "leave it out: nothing refers to it";
}

/* All that could be written instead. */
static const char *list_of_fields(struct arena *arena, const struct type *type)
{
    struct buf words = {0};
    const char *between = "write one of: ";
    for (size_t i = 0; i < type->field_count; i++) {
        if (!field_is_written(&type->fields[i]))
            continue;
        buf_printf(&words, "%s%s", between, type->fields[i].name);
        between = ", ";
    }
    const char *kept = arena_copy(arena, buf_str(&words)).ptr;
    buf_free(&words);
    return kept;
}

/* The field nearest to a mistyped one: by its letters, or as the list of what the key is the word
 * for
 * (`body` for `bodies`); empty where none is near. */
static struct str nearest_field(const struct type *type, struct str key)
{
    struct suggestion near = suggestion_for(key);
    for (size_t i = 0; i < type->field_count; i++) {
        const struct field *field = &type->fields[i];
        if (!field_is_written(field))
            continue;
        if (field->kind == KIND_INVERSE && str_is(key, target_name(field->target)))
            return str_of(field->name);
        suggestion_offer(&near, str_of(field->name));
    }
    return near.best;
}

static void report_unknown_field(struct decoding *decoding, const struct type *type,
                                 const struct entry_of_map *entry)
{
    const char *hint = hint_to_leave_out(type, entry->key);
    struct str near = nearest_field(type, entry->key);
    if (!hint && near.len > 0)
        hint = arena_printf(decoding->arena, "did you mean %.*s?", STR_ARGS(near));
    if (!hint)
        hint = list_of_fields(decoding->arena, type);
    if (type->id == TYPE_remark)
        diag_error(decoding->diag, entry->key_mark, RULE_UNKNOWN_FIELD, str_of(hint),
                   "'%.*s' cannot stand beside 'value'", STR_ARGS(text_shown(entry->key)));
    else
        diag_error(decoding->diag, entry->key_mark, RULE_UNKNOWN_FIELD, str_of(hint),
                   "%s has no field '%.*s'", with_article(decoding->arena, type->name),
                   STR_ARGS(text_shown(entry->key)));
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
            report_unknown_field(decoding, record->type, entry);
    }
}

/* ------------------------------------------------------------------ whole records */

static void report_missing_id(struct decoding *decoding, const struct record *record,
                              struct mark mark)
{
    struct str example = id_of_words(decoding->arena, record_title(record));
    if (example.len == 0)
        example = STR("trust-board");
    diag_error(
        decoding->diag, mark, RULE_MISSING_FIELD,
        str_of(arena_printf(decoding->arena,
                            "write a word by which other records can name it, such as id: %.*s",
                            STR_ARGS(example))),
        "%s needs an id", with_article(decoding->arena, record->type->name));
}

/* The words to choose from: an author who has not written one cannot guess them. */
static struct str hint_of_choice(struct arena *arena, const struct field *field)
{
    const struct choices *choices = choices_of(field->target);
    struct buf words = {0};
    buf_printf(&words, "write %s: and one of: ", field->name);
    for (size_t i = 0; i < choices->count; i++)
        buf_printf(&words, "%s, ", choices->values[i].name);
    buf_add_string(&words, "not stated");
    struct str kept = arena_copy(arena, buf_str(&words));
    buf_free(&words);
    return kept;
}

static struct str hint_of_missing(struct arena *arena, const struct type *type,
                                  const struct field *field)
{
    if (field_is_name(type, field))
        return str_of(arena_printf(arena, "write %s: and what pages are to call it", field->name));
    if (type->role == ROLE_DIRECTIVE)
        return str_of(arena_printf(arena, "write %s: on a line between the fences", field->name));
    if (field->kind == KIND_AS_OF)
        return str_of(arena_printf(arena, "write %s: and a date, or today", field->name));
    if (field->kind == KIND_CHOICE)
        return hint_of_choice(arena, field);
    if (field->kind == KIND_DATE)
        return str_of(arena_printf(arena,
                                   "write %s: 2026-03-12 or another date; where the source does "
                                   "not say, %s: not stated",
                                   field->name, field->name));
    return str_of(arena_printf(arena, "write %s: or, where the source does not say, %s: not stated",
                               field->name, field->name));
}

void decode_finish(struct decoding *decoding, const struct record *record, struct mark mark)
{
    const struct type *type = record->type;
    if (type->role == ROLE_LISTED && record->id.len == 0 && !record->id.ptr)
        report_missing_id(decoding, record, mark);
    for (size_t i = 0; i < type->field_count; i++) {
        const struct field *field = &type->fields[i];
        if (!field_is_required(field) || record_value_const(record, field)->state != STATE_ABSENT)
            continue;
        diag_error(decoding->diag, mark, RULE_MISSING_FIELD,
                   hint_of_missing(decoding->arena, type, field), "%s needs '%s': %s",
                   with_article(decoding->arena, type->name), field->name, field->doc);
    }
}

/* Copies a field of the record that this one is written inside, where this one is silent. */
static void inherit(struct record *record, enum head_field head)
{
    const struct type *remark = type_of(TYPE_remark);
    const struct value *theirs = record_head_const(record->parent, head);
    const struct field *field = type_field(record->type, str_of(remark->fields[head].name));
    if (!field || !theirs)
        return;
    struct value *value = record_value(record, field);
    if (value->state == STATE_ABSENT)
        *value = *theirs;
}

void decode_place(struct decoding *decoding)
{
    place_names(decoding);
    struct records *records = decoding->records;
    struct item *item = arena_alloc(decoding->arena, sizeof *item);
    if (records->trust)
        *item = (struct item){.mark = records->trust->record.mark,
                              .as.record = &records->trust->record};
    for (size_t i = 0; i < records->count; i++) {
        struct record *record = records->list[i];
        const struct field *trust = type_field(record->type, STR("trust"));
        if (records->trust && trust && trust->need == NEED_MADE_BY_PLACE)
            *record_value(record, trust) = (struct value){STATE_GIVEN, 1, item, item->mark};
        if (!record->parent || record->parent->type->role == ROLE_ROOT ||
            record->type->id == TYPE_remark)
            continue;
        inherit(record, HEAD_STANDING);
        inherit(record, HEAD_SOURCES);
    }
}
