/* decode_field.c: decodes what stands under a key: one value, a list of them, several versions
 * where sources differ, or the records that are written inside the one they refer to.
 *
 * Layer: schema. Uses: yaml, schema. Used by: decode, decode_item. */
#include "decode_item.h"
#include "spreadsheet.h"

#include <string.h>

/* ------------------------------------------------------------------ values */

/* The items that there is memory for where there are `count`: so that a list that is joined from
 * many files is not copied for each. */
static unsigned room_for(unsigned count)
{
    unsigned room = 1;
    while (room < count)
        room *= 2;
    return count > 0 ? room : 0;
}

/* Adds items to what the field holds already. */
static void add_items(struct decoding *decoding, struct value *value, const struct item *items,
                      unsigned count)
{
    unsigned room = room_for(value->count + count);
    if (count == 0)
        return;
    if (room > room_for(value->count)) {
        struct item *all = arena_array(decoding->arena, room, sizeof *all);
        if (value->count > 0)
            memcpy(all, value->items, value->count * sizeof *all);
        value->items = all;
    }
    memcpy(value->items + value->count, items, count * sizeof *items);
    value->count += count;
    value->state = STATE_GIVEN;
}

/* A list for a single value: versions of it by sources that differ. */
static void check_versions(struct decoding *decoding, const struct field *field,
                           const struct item *items, unsigned count, struct mark mark)
{
    bool remarked = false;
    if (field_is_settled(field)) {
        diag_error(decoding->diag, mark, RULE_GIVEN_TWICE,
                   STR("write one without a list, the strictest where they differ"),
                   "'%s' takes a single value: sources cannot differ on it", field->name);
        return;
    }
    for (unsigned i = 0; i < count; i++)
        remarked = remarked || items[i].remarks;
    if (!remarked) {
        diag_error(
            decoding->diag, mark, RULE_UNSOURCED_VERSION,
            field->kind == KIND_PART
                ? STR("write it once, without a hyphen before it")
                : STR("write one; or, where sources differ, {value: ..., sources: ...} for each"),
            "'%s' takes a single value, not a list", field->name);
        return;
    }
    for (unsigned i = 0; i < count; i++)
        if (!items[i].remarks || items[i].remarks->sources.state == STATE_ABSENT)
            diag_error(decoding->diag, items[i].mark, RULE_UNSOURCED_VERSION,
                       STR("write {value: ..., sources: ...}"),
                       "'%s' has several values, and this one does not say which source has it",
                       field->name);
}

static void decode_list(struct decoding *decoding, struct record *record, const struct field *field,
                        const struct node *list, struct value *value)
{
    struct item *items = arena_array(decoding->arena, list->count, sizeof *items);
    unsigned count = 0;
    for (size_t i = 0; i < list->count; i++) {
        enum value_state state =
            decode_item(decoding, record, field, list->items[i], &items[count]);
        if (state == STATE_GIVEN)
            count++;
        else if (state != STATE_ABSENT)
            diag_error(decoding->diag, list->items[i]->mark, RULE_WRONG_KIND,
                       STR("write it in place of the whole list, or leave it out"),
                       "'not stated' and 'none' cannot be one of several values of '%s'",
                       field->name);
    }
    if (list->count == 0)
        report_empty(decoding, field, list->mark);
    if (!field->many && count > 0)
        check_versions(decoding, field, items, count, list->mark);
    add_items(decoding, value, items, count);
}

/* ------------------------------------------------------------------ records inside others */

static void report_no_list(struct decoding *decoding, const struct field *field,
                           const struct node *node)
{
    const char *each = with_article(decoding->arena, type_of((enum type_id)field->target)->name);
    if (node->kind == NODE_MAP && node->count > 0)
        diag_error(decoding->diag, node->mark, RULE_WRONG_KIND,
                   str_of(arena_printf(decoding->arena,
                                       "write a hyphen before the first field of each: - %.*s:",
                                       STR_ARGS(text_shown(node->entries[0].key)))),
                   "'%s' is a list in which each item is %s", field->name, each);
    else
        diag_error(decoding->diag, node->mark, RULE_WRONG_KIND,
                   STR("write its fields as - field: value, the others in lines below"),
                   "'%s' is a list in which each item is %s", field->name, each);
}

static void decode_inner(struct decoding *decoding, const struct record *record,
                         const struct field *field, const struct node *node)
{
    const struct type *type = type_of((enum type_id)field->target);
    struct record *inner = record_new(decoding, type, node->mark, record);
    struct item place = {.mark = node->mark, .as.record = record};
    struct value *back = record_value(inner, type_field(type, str_of(field->back)));
    back->mark = node->mark;
    add_items(decoding, back, &place, 1);
    decode_into(decoding, inner, node);
    decode_finish(decoding, inner, node->mark);
}

/* Records written inside the one that they refer to: `seats:` in a body. The field only remembers
 * that there was a list: derive finds what is in it. */
static void decode_inverse(struct decoding *decoding, struct record *record,
                           const struct field *field, const struct node *node, struct value *value)
{
    enum value_state state = state_of(node);
    value->state = state == STATE_ABSENT ? STATE_NONE : state;
    if (state == STATE_ABSENT || (node->kind == NODE_LIST && node->count == 0))
        report_empty(decoding, field, node->mark);
    else if (state == STATE_GIVEN && node->kind != NODE_LIST)
        report_no_list(decoding, field, node);
    for (size_t i = 0; node->kind == NODE_LIST && i < node->count; i++) {
        if (node->items[i]->kind == NODE_MAP)
            decode_inner(decoding, record, field, node->items[i]);
        else
            report_no_list(decoding, field, node->items[i]);
    }
}

/* ------------------------------------------------------------------ fields */

/* True where the field has a value already that cannot be added to; reports it. */
static bool is_given_twice(struct decoding *decoding, const struct record *record,
                           const struct field *field, const struct entry_of_map *entry)
{
    const struct value *value = record_value_const(record, field);
    bool adds = field->many && state_of(entry->value) == STATE_GIVEN;
    if (value->state == STATE_ABSENT || (value->state == STATE_GIVEN && adds))
        return false;
    /* A reference that is resolved already is one to the record that this one is written inside. */
    if (field->kind == KIND_REFERENCE && value_record(value))
        diag_error(decoding->diag, entry->key_mark, RULE_GIVEN_TWICE, STR("leave it out"),
                   "'%s' is the %s that this %s is written inside", field->name,
                   record->parent->type->name, record->type->name);
    else
        diag_error(decoding->diag, entry->key_mark, RULE_GIVEN_TWICE, STR("keep one of the two"),
                   "'%s' is given already at %s:%u:%u", field->name, value->mark.file,
                   value->mark.line, value->mark.column);
    return true;
}

/* A name is what pages, menus and links show, and the date tells what is past: "not stated" can
 * stand for neither. */
static bool must_be_given(const struct type *type, const struct field *field)
{
    return field_is_name(type, field) || field->kind == KIND_AS_OF;
}

static void report_not_given(struct decoding *decoding, const struct record *record,
                             const struct field *field, const struct node *node)
{
    diag_error(decoding->diag, node->mark, RULE_MISSING_FIELD,
               field->kind == KIND_AS_OF
                   ? STR("write a date, or today")
                   : STR("write what pages are to call it; in quotes, if these words are the name"),
               "%s needs '%s': %s", with_article(decoding->arena, record->type->name), field->name,
               field->doc);
}

void decode_field(struct decoding *decoding, struct record *record, const struct field *field,
                  const struct entry_of_map *entry)
{
    struct value *value = record_value(record, field);
    const struct node *node = entry->value;
    if (is_given_twice(decoding, record, field, entry))
        return;
    if (value->state == STATE_ABSENT)
        value->mark = entry->key_mark;
    bool is_workbook = names_workbook(decoding, field, node);
    if (names_spreadsheet(field, node))
        node = read_spreadsheet(decoding, field, node);
    if (is_workbook ||
        (node->kind == NODE_LIST && node->count == 0 && names_spreadsheet(field, entry->value))) {
        /* what was wrong with it is reported */
    } else if (field->kind == KIND_INVERSE) {
        decode_inverse(decoding, record, field, node, value);
    } else if (node->kind == NODE_LIST) {
        decode_list(decoding, record, field, node, value);
    } else {
        struct item item;
        enum value_state state = decode_item(decoding, record, field, node, &item);
        if (state == STATE_GIVEN)
            add_items(decoding, value, &item, 1);
        else if (state != STATE_ABSENT && must_be_given(record->type, field))
            report_not_given(decoding, record, field, node);
        else if (state != STATE_ABSENT && value->state == STATE_ABSENT)
            value->state = state;
    }
    /* What was wrong is reported; it is not also said to be missing. */
    if (value->state == STATE_ABSENT)
        value->state = STATE_NONE;
}
