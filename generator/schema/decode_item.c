/* decode_item.c: decodes the values of fields: a row of functions for each kind.
 *
 * Layer: schema. Uses: yaml, markdown, schema. Used by: decode. */
#include "decode_item.h"

#include "concordat/base/suggest.h"
#include "concordat/markdown/markdown.h"

#include <string.h>

/* Reads one value written as a scalar; false, reported, where it is none of the kind. */
typedef bool scalar_reader(struct decoding *decoding, const struct field *field,
                           const struct node *node, struct item *item);

static void wrong_kind(struct decoding *decoding, const struct field *field, const struct node *node)
{
    if (node->kind == NODE_SCALAR)
        diag_error(decoding->diag, node->mark, RULE_WRONG_KIND, STR(""),
                   "%s is expected in '%s', not '%.*s'", expectation(decoding->arena, field),
                   field->name, STR_ARGS(node->text));
    else
        diag_error(decoding->diag, node->mark, RULE_WRONG_KIND, STR(""),
                   "%s is expected in '%s', not %s", expectation(decoding->arena, field),
                   field->name, yaml_kind_words(node));
}

static bool read_text(struct decoding *decoding, const struct field *field, const struct node *node,
                      struct item *item)
{
    (void)decoding;
    (void)field;
    item->text = str_trim(node->text);
    return true;
}

static bool read_prose(struct decoding *decoding, const struct field *field, const struct node *node,
                       struct item *item)
{
    (void)field;
    item->text = node->text;
    item->as.prose = markdown_compile(decoding->arena, node->mark.file,
                                      node->mark.line + (node->block ? 1 : 0), node->text,
                                      decoding->diag);
    return item->as.prose != NULL;
}

static bool read_number(struct decoding *decoding, const struct field *field,
                        const struct node *node, struct item *item)
{
    item->text = node->text;
    if (str_number(node->text, &item->as.number))
        return true;
    wrong_kind(decoding, field, node);
    return false;
}

static bool read_flag(struct decoding *decoding, const struct field *field, const struct node *node,
                      struct item *item)
{
    item->text = node->text;
    item->as.number = str_is(node->text, "yes") || str_is(node->text, "true");
    if (item->as.number || str_is(node->text, "no") || str_is(node->text, "false"))
        return true;
    wrong_kind(decoding, field, node);
    return false;
}

static bool read_date(struct decoding *decoding, const struct field *field, const struct node *node,
                      struct item *item)
{
    const char *problem;
    item->text = node->text;
    if (date_parse(node->text, &item->as.date, &problem))
        return true;
    diag_error(decoding->diag, node->mark, RULE_IMPOSSIBLE_DATE,
               STR("write 2009, 2009-08, 2009-08-25, 2006-09/2006-10, by 2010-04, late 2008"),
               "'%.*s' is no date for '%s': %s", STR_ARGS(node->text), field->name, problem);
    return false;
}

/* `as_of: today` stands for the day of the build; the stage that knows the day fills it in. */
static bool read_as_of(struct decoding *decoding, const struct field *field,
                       const struct node *node, struct item *item)
{
    if (strcmp(field->name, "as_of") == 0 && str_is(node->text, "today")) {
        item->text = node->text;
        return true;
    }
    return read_date(decoding, field, node, item);
}

static bool read_address(struct decoding *decoding, const struct field *field,
                         const struct node *node, struct item *item)
{
    item->text = node->text;
    bool good = str_starts(node->text, "https://") || str_starts(node->text, "http://");
    for (size_t i = 0; i < node->text.len; i++)
        good = good && (unsigned char)node->text.ptr[i] > ' ' && !strchr("\"<>\\^`{|}", node->text.ptr[i]);
    if (!good)
        wrong_kind(decoding, field, node);
    return good;
}

static bool read_choice(struct decoding *decoding, const struct field *field,
                        const struct node *node, struct item *item)
{
    const struct choices *choices = choices_of(field->target);
    struct suggestion near = suggestion_for(node->text);
    item->text = node->text;
    for (size_t i = 0; i < choices->count; i++) {
        if (str_is(node->text, choices->values[i].name)) {
            item->as.number = (long)i;
            return true;
        }
        suggestion_offer(&near, str_of(choices->values[i].name));
    }
    struct buf hint = {0};
    if (near.best.len > 0)
        buf_printf(&hint, "did you mean %.*s?", STR_ARGS(near.best));
    else
        buf_add_string(&hint, "write one of: ");
    for (size_t i = 0; near.best.len == 0 && i < choices->count; i++)
        buf_printf(&hint, "%s%s", i > 0 ? ", " : "", choices->values[i].name);
    diag_error(decoding->diag, node->mark, RULE_UNKNOWN_VALUE, buf_str(&hint),
               "'%.*s' is not a value of '%s'", STR_ARGS(node->text), field->name);
    buf_free(&hint);
    return false;
}

/* The words of each kind, and how it is read where it is a scalar. */
static const struct {
    const char *words;
    scalar_reader *read;
} kinds[KIND_COUNT] = {
    [KIND_TEXT] = {"text", read_text},
    [KIND_PROSE] = {"text", read_prose},
    [KIND_NUMBER] = {"a whole number", read_number},
    [KIND_FLAG] = {"yes or no", read_flag},
    [KIND_DATE] = {"a date, such as 2009-08 or 2009-08-25,", read_as_of},
    [KIND_ADDRESS] = {"an address that begins with https://", read_address},
    [KIND_CHOICE] = {"a value of its list", read_choice},
    [KIND_REFERENCE] = {"the id", read_text},
};

const char *with_article(struct arena *arena, const char *name)
{
    struct buf words = {0};
    buf_add_string(&words, strchr("aeiou", name[0]) ? "an " : "a ");
    for (const char *c = name; *c; c++)
        buf_add_char(&words, *c == '_' ? ' ' : *c);
    const char *kept = arena_copy(arena, buf_str(&words)).ptr;
    buf_free(&words);
    return kept;
}

const char *expectation(struct arena *arena, const struct field *field)
{
    if (field->kind == KIND_REFERENCE)
        return arena_printf(arena, "the id of %s", with_article(arena, target_name(field->target)));
    if (field->kind == KIND_PART)
        return arena_printf(arena, "%s (a mapping)", with_article(arena, target_name(field->target)));
    if (field->kind == KIND_INVERSE)
        return arena_printf(arena, "a list in which each item is %s",
                            with_article(arena, target_name(field->target)));
    return kinds[field->kind].words;
}

/* The state that a scalar says instead of a value; STATE_GIVEN where it is a value. Quotes make
 * text of the words. */
static enum value_state state_of(const struct node *node)
{
    if (node->kind != NODE_SCALAR || node->quoted)
        return STATE_GIVEN;
    if (node->text.len == 0 || str_is(node->text, "~") || str_is(node->text, "null"))
        return STATE_ABSENT;
    if (str_is(node->text, "not stated"))
        return STATE_NOT_STATED;
    return str_is(node->text, "none") ? STATE_NONE : STATE_GIVEN;
}

static void report_empty(struct decoding *decoding, const struct field *field, struct mark mark)
{
    diag_error(decoding->diag, mark, RULE_EMPTY_FIELD,
               STR("write a value, or: not stated, or: none, or leave the line out"),
               "'%s' is empty", field->name);
}

static struct record *decode_part(struct decoding *decoding, const struct record *parent,
                                  const struct field *field, const struct node *node)
{
    const struct type *type = type_of((enum type_id)field->target);
    struct record *part = record_new(decoding, type, node->mark, parent);
    if (node->kind == NODE_MAP) {
        decode_into(decoding, part, node);
        decode_finish(decoding, part, node->mark);
    } else { /* short: the first field of the part alone */
        struct entry_of_map entry = {str_of(type->fields[0].name), node->mark, node};
        decode_field(decoding, part, &type->fields[0], &entry);
    }
    return part;
}

/* The remarks of a long value: its keys but for `value`. */
static const struct remark *decode_remark(struct decoding *decoding, const struct record *parent,
                                          const struct node *map)
{
    struct entry_of_map *entries = arena_array(decoding->arena, map->count, sizeof *entries);
    struct node rest = *map;
    rest.count = 0;
    for (size_t i = 0; i < map->count; i++)
        if (!str_is(map->entries[i].key, "value"))
            entries[rest.count++] = map->entries[i];
    rest.entries = entries;
    struct record *remark = record_new(decoding, type_of(TYPE_remark), map->mark, parent);
    decode_into(decoding, remark, &rest);
    return (const struct remark *)remark;
}

/* Decodes one value, short or long. Returns what it says: STATE_GIVEN fills `item`; STATE_ABSENT
 * where an error was reported. */
static enum value_state decode_item(struct decoding *decoding, const struct record *record,
                                    const struct field *field, const struct node *node,
                                    struct item *item)
{
    *item = (struct item){.mark = node->mark};
    if (field->kind == KIND_PART && node->kind != NODE_LIST && state_of(node) == STATE_GIVEN) {
        item->as.record = decode_part(decoding, record, field, node);
        return STATE_GIVEN;
    }
    if (node->kind == NODE_MAP) {
        const struct node *value = yaml_get(node, "value");
        item->remarks = decode_remark(decoding, record, node);
        if (!value) {
            diag_error(decoding->diag, node->mark, RULE_WRONG_KIND,
                       STR("write the value alone, or value: beside what is said of it"),
                       "%s is expected in '%s'; this mapping has no key 'value'",
                       expectation(decoding->arena, field), field->name);
            return STATE_ABSENT;
        }
        node = value;
    }
    enum value_state state = state_of(node);
    if (node->kind != NODE_SCALAR)
        wrong_kind(decoding, field, node);
    else if (state == STATE_ABSENT)
        report_empty(decoding, field, node->mark);
    if (node->kind != NODE_SCALAR || state != STATE_GIVEN)
        return node->kind == NODE_SCALAR ? state : STATE_ABSENT;
    return kinds[field->kind].read(decoding, field, node, item) ? STATE_GIVEN : STATE_ABSENT;
}

/* Adds items to what the field holds already. */
static void add_items(struct decoding *decoding, struct value *value, const struct item *items,
                      unsigned count)
{
    struct item *all = arena_array(decoding->arena, value->count + count, sizeof *all);
    if (value->count > 0)
        memcpy(all, value->items, value->count * sizeof *all);
    if (count > 0)
        memcpy(all + value->count, items, count * sizeof *all);
    value->items = all;
    value->count += count;
    if (value->count > 0)
        value->state = STATE_GIVEN;
}

/* A list for a single value: versions of it by sources that differ. */
static void check_versions(struct decoding *decoding, const struct field *field,
                           const struct item *items, unsigned count)
{
    for (unsigned i = 0; i < count; i++)
        if (!items[i].remarks || items[i].remarks->sources.state == STATE_ABSENT)
            diag_error(decoding->diag, items[i].mark, RULE_UNSOURCED_VERSION,
                       STR("write one value; or, where sources differ, {value: ..., sources: ...} for each"),
                       "'%s' takes a single value", field->name);
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
                       "'not stated' and 'none' cannot be one of several values of '%s'", field->name);
    }
    if (list->count == 0)
        report_empty(decoding, field, list->mark);
    if (!field->many && list->count > 0)
        check_versions(decoding, field, items, count);
    add_items(decoding, value, items, count);
}

/* Records written inside the one that they refer to: `seats:` in a body. */
static void decode_inverse(struct decoding *decoding, struct record *record,
                           const struct field *field, const struct node *list)
{
    const struct type *type = type_of((enum type_id)field->target);
    const struct field *back = type_field(type, str_of(field->back));
    if (list->kind != NODE_LIST) {
        enum value_state state = state_of(list);
        struct value *value = record_value(record, field);
        if (state == STATE_NONE || state == STATE_NOT_STATED)
            *value = (struct value){.state = state, .mark = list->mark};
        else if (state == STATE_ABSENT)
            report_empty(decoding, field, list->mark);
        else
            wrong_kind(decoding, field, list);
        return;
    }
    for (size_t i = 0; i < list->count; i++) {
        const struct node *node = list->items[i];
        if (node->kind != NODE_MAP) {
            diag_error(decoding->diag, node->mark, RULE_WRONG_KIND, STR("write its fields as key: value"),
                       "%s is expected here, not %s", with_article(decoding->arena, type->name),
                       yaml_kind_words(node));
            continue;
        }
        struct record *inner = record_new(decoding, type, node->mark, record);
        struct item *item = arena_alloc(decoding->arena, sizeof *item);
        *item = (struct item){.mark = node->mark, .text = record->id, .as.record = record};
        *record_value(inner, back) =
            (struct value){.state = STATE_GIVEN, .count = 1, .items = item, .mark = node->mark};
        decode_into(decoding, inner, node);
        decode_finish(decoding, inner, node->mark);
    }
}

/* True where the field has a value already that cannot be added to; reports it. */
static bool is_given_twice(struct decoding *decoding, const struct field *field,
                           const struct value *value, struct mark mark)
{
    if (value->state == STATE_ABSENT || (field->many && value->state == STATE_GIVEN))
        return false;
    diag_error(decoding->diag, mark, RULE_GIVEN_TWICE, STR("keep one of the two"),
               "'%s' is given already at %s:%u:%u", field->name, value->mark.file, value->mark.line,
               value->mark.column);
    return true;
}

void decode_field(struct decoding *decoding, struct record *record, const struct field *field,
                  const struct entry_of_map *entry)
{
    struct value *value = record_value(record, field);
    const struct node *node = entry->value;
    if (field->kind == KIND_INVERSE) {
        decode_inverse(decoding, record, field, node);
        return;
    }
    if (is_given_twice(decoding, field, value, entry->key_mark))
        return;
    if (value->state == STATE_ABSENT)
        value->mark = entry->key_mark;
    if (node->kind == NODE_LIST) {
        decode_list(decoding, record, field, node, value);
        return;
    }
    struct item item;
    enum value_state state = decode_item(decoding, record, field, node, &item);
    if (state == STATE_GIVEN)
        add_items(decoding, value, &item, 1);
    else if (state == STATE_ABSENT)
        value->state = STATE_NONE; /* reported; so that it is not also said to be missing */
    else
        value->state = state;
}
