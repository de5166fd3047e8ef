/* decode_item.c: decodes one value: a row of functions for each kind of field.
 *
 * A value may be short (`chair_rule: The Cabinet Member`) or long (`{value: ..., standing:
 * proposed}`), it may be `not stated` or `none`, and where it is a part it is fields of its own.
 *
 * Layer: schema. Uses: yaml, markdown, schema. Used by: decode_field. */
#include "decode_item.h"
#include "concordat/schema/columns.h"

#include "concordat/base/suggest.h"
#include "concordat/markdown/markdown.h"
#include "concordat/schema/pages.h"

#include <string.h>

/* Reads one value written as a scalar; false, reported, where it is none of the kind. */
typedef bool scalar_reader(struct decoding *decoding, const struct field *field,
                           const struct node *node, struct item *item);

/* "none" or "not stated" where the text is nearly that, such as "None"; NULL otherwise. */
static const char *state_meant(struct str text)
{
    static const char *const words[] = {"none", "not stated"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (words_alike(text, str_of(words[i])))
            return words[i];
    return NULL;
}

static const char *expectation(struct arena *arena, const struct field *field);
static struct str hint_of(struct arena *arena, const struct field *field, struct str text);

static void wrong_kind(struct decoding *decoding, const struct field *field,
                       const struct node *node)
{
    struct str hint = hint_of(decoding->arena, field, node->text);
    const char *expected = expectation(decoding->arena, field);
    if (node->kind == NODE_SCALAR)
        diag_error(decoding->diag, node->mark, RULE_WRONG_KIND, hint,
                   "%s is expected in '%s', not '%.*s'", expected, field->name,
                   STR_ARGS(text_shown(node->text)));
    else
        diag_error(decoding->diag, node->mark, RULE_WRONG_KIND, hint,
                   "%s is expected in '%s', not %s", expected, field->name, yaml_kind_words(node));
}

/* ------------------------------------------------------------------ scalars */

static bool read_text(struct decoding *decoding, const struct field *field, const struct node *node,
                      struct item *item)
{
    const char *state = node->quoted ? NULL : state_meant(node->text);
    item->text = str_trim(node->text);
    if (state)
        diag_report(
            decoding->diag, SEVERITY_WARNING, node->mark, RULE_WRONG_KIND,
            "'%.*s' is taken for words: write %s where there is no value, or put it in quotes",
            STR_ARGS(node->text), state);
    if (str_find(item->text, '\n', 0) == item->text.len)
        return true;
    diag_error(decoding->diag, node->mark, RULE_WRONG_KIND,
               STR("join the lines, or write > in place of | above them"),
               "'%s' takes words on one line", field->name);
    return false;
}

static bool read_reference(struct decoding *decoding, const struct field *field,
                           const struct node *node, struct item *item)
{
    item->text = str_trim(node->text);
    if (!state_meant(node->text))
        return true;
    wrong_kind(decoding, field, node);
    return false;
}

static struct mark locate_in_scalar(void *context, size_t offset)
{
    return yaml_locate(context, offset);
}

static bool read_prose(struct decoding *decoding, const struct field *field,
                       const struct node *node, struct item *item)
{
    struct scalar_place place = yaml_place(node);
    const struct origin origin = {.file = node->mark.file,
                                  .locate = locate_in_scalar,
                                  .context = &place,
                                  .is_link_word = is_link_word};
    size_t count = 0;
    item->text = node->text;
    item->as.prose = markdown_compile(decoding->arena, &origin, node->text, decoding->diag);
    if (!item->as.prose)
        return false;
    /* A page sets the headings around a field: one inside it would break their order and ids. */
    const struct heading *headings = markdown_headings(item->as.prose, &count);
    for (size_t i = 0; i < count; i++)
        diag_error(decoding->diag, headings[i].mark, RULE_WRONG_KIND,
                   STR("write a page for what needs headings, or **words** in strong type"),
                   "a heading cannot stand in the field '%s'", field->name);
    bool good = count == 0;
    const struct directive *directives = markdown_directives(item->as.prose, &count);
    for (size_t i = 0; i < count; i++)
        diag_error(decoding->diag, directives[i].mark, RULE_DIRECTIVE_PLACE,
                   STR("write it on a page, or with a word without braces where it is code"),
                   "a directive cannot stand in the field '%s'", field->name);
    return good && count == 0;
}

static bool read_image(struct decoding *decoding, const struct field *field,
                       const struct node *node, struct item *item)
{
    struct target *target = arena_alloc(decoding->arena, sizeof *target);
    if (!read_text(decoding, field, node, item))
        return false;
    *target = (struct target){
        .destination = item->text, .mark = node->mark, .image = true, .described = true};
    item->as.image = target;
    return true;
}

static bool read_pdf(struct decoding *decoding, const struct field *field, const struct node *node,
                     struct item *item)
{
    if (!read_text(decoding, field, node, item))
        return false;
    item->as.file = arena_alloc(decoding->arena, sizeof *item->as.file);
    *item->as.file = (struct attached){.mark = node->mark};
    return true;
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

static bool read_figure(struct decoding *decoding, const struct field *field,
                        const struct node *node, struct item *item)
{
    item->text = node->text;
    if (figure_parse(node->text, &item->as.figure))
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

static void report_date(struct decoding *decoding, const struct field *field,
                        const struct node *node, const char *problem)
{
    diag_error(decoding->diag, node->mark, RULE_IMPOSSIBLE_DATE,
               hint_of(decoding->arena, field, node->text), "'%.*s' is no date for '%s': %s",
               STR_ARGS(text_shown(node->text)), field->name, problem);
}

static bool read_date(struct decoding *decoding, const struct field *field, const struct node *node,
                      struct item *item)
{
    const char *problem;
    item->text = node->text;
    if (date_parse(node->text, &item->as.date, &problem))
        return true;
    report_date(decoding, field, node, problem);
    return false;
}

/* The date of a trust's definition has an end, or nothing could be past or current; `today` is the
 * day of the build, which the stage that knows it fills in. */
static bool read_as_of(struct decoding *decoding, const struct field *field,
                       const struct node *node, struct item *item)
{
    item->text = node->text;
    if (str_is(node->text, "today"))
        return true;
    if (!read_date(decoding, field, node, item))
        return false;
    if (item->as.date.form != DATE_FROM)
        return true;
    report_date(decoding, field, node, "it has no end");
    return false;
}

static bool read_address(struct decoding *decoding, const struct field *field,
                         const struct node *node, struct item *item)
{
    item->text = node->text;
    size_t begin = str_starts(node->text, "https://")  ? 8
                   : str_starts(node->text, "http://") ? 7
                                                       : 0;
    bool good = begin > 0 && node->text.len > begin && node->text.ptr[begin] != '/';
    for (size_t i = 0; i < node->text.len; i++)
        good = good && (unsigned char)node->text.ptr[i] > ' ' &&
               !strchr("\"<>\\^`{|}", node->text.ptr[i]);
    if (!good)
        wrong_kind(decoding, field, node);
    return good;
}

static bool read_choice(struct decoding *decoding, const struct field *field,
                        const struct node *node, struct item *item)
{
    const struct choices *choices = choices_of(field->target);
    item->text = node->text;
    for (size_t i = 0; i < choices->count; i++) {
        item->as.number = (long)i;
        if (str_is(node->text, choices->values[i].name))
            return true;
    }
    diag_error(decoding->diag, node->mark, RULE_UNKNOWN_VALUE,
               hint_of(decoding->arena, field, node->text), "'%.*s' is not a value of '%s'",
               STR_ARGS(text_shown(node->text)), field->name);
    return false;
}

/* ------------------------------------------------------------------ words */

/* The words of each kind, what to write instead of something else, and how a scalar is read. */
static const struct {
    const char *words;
    const char *hint;
    scalar_reader *read;
} kinds[KIND_COUNT] = {
    [KIND_TEXT] = {"text", "", read_text},
    [KIND_PROSE] = {"text", "", read_prose},
    [KIND_NUMBER] = {"a whole number", "write digits alone, such as 3", read_number},
    [KIND_FIGURE] = {"a figure",
                     "write at most 14 digits, at most 6 of them behind a point, such as 36000 or "
                     "98.96; its unit has a field of its own",
                     read_figure},
    [KIND_FLAG] = {"yes or no", "write yes or no, in small letters", read_flag},
    [KIND_DATE] = {"a date",
                   "write 2009, 2009-08, 2009-08-25, 2006-09/2006-10, by 2010-04 or late 2008",
                   read_date},
    [KIND_AS_OF] = {"a date, or today,", "write 2009, 2009-08, 2009-08-25, or today", read_as_of},
    [KIND_ADDRESS] = {"an address that begins with https://",
                      "write all of it, such as https://www.example.org/", read_address},
    [KIND_IMAGE] = {"the path of an image", "write it from this file, as in ../images/hall.jpg",
                    read_image},
    [KIND_PDF] = {"the path of a PDF", "write it from this file, as in report.pdf", read_pdf},
    [KIND_CHOICE] = {"a word of its list", "", read_choice},
    [KIND_REFERENCE] = {"the id", "", read_reference},
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

/* What a field of this kind expects, in words. */
static const char *expectation(struct arena *arena, const struct field *field)
{
    if (field->kind == KIND_REFERENCE)
        return arena_printf(arena, "the id of %s", with_article(arena, target_name(field->target)));
    if (field->kind == KIND_PART)
        return with_article(arena, target_name(field->target));
    return kinds[field->kind].words;
}

static struct str list_of_choices(struct arena *arena, const struct choices *choices)
{
    struct buf words = {0};
    buf_add_string(&words, "write one of: ");
    for (size_t i = 0; i < choices->count; i++)
        buf_printf(&words, "%s%s", i > 0 ? ", " : "", choices->values[i].name);
    struct str kept = arena_copy(arena, buf_str(&words));
    buf_free(&words);
    return kept;
}

/* What to write instead of `text` in a field. */
static struct str hint_of(struct arena *arena, const struct field *field, struct str text)
{
    struct suggestion near = suggestion_for(text);
    if (field_is_settled(field) && state_meant(text))
        return list_of_choices(arena, choices_of(field->target));
    if (state_meant(text))
        near.best = str_of(state_meant(text));
    else if (field->kind == KIND_DATE || field->kind == KIND_AS_OF)
        near.best = date_meant(arena, text);
    else if (field->kind == KIND_CHOICE)
        for (size_t i = 0; i < choices_of(field->target)->count; i++)
            suggestion_offer(&near, str_of(choices_of(field->target)->values[i].name));
    if (near.best.len > 0)
        return str_of(arena_printf(arena, "did you mean %.*s?", STR_ARGS(near.best)));
    if (field->kind == KIND_CHOICE)
        return list_of_choices(arena, choices_of(field->target));
    return kinds[field->kind].hint ? str_of(kinds[field->kind].hint) : STR("");
}

enum value_state state_of(const struct node *node)
{
    if (node->kind != NODE_SCALAR)
        return STATE_GIVEN;
    if (str_trim(node->text).len == 0)
        return STATE_ABSENT;
    if (node->quoted)
        return STATE_GIVEN;
    if (str_is(node->text, "~") || str_is(node->text, "null"))
        return STATE_ABSENT;
    if (str_is(node->text, "not stated"))
        return STATE_NOT_STATED;
    return str_is(node->text, "none") ? STATE_NONE : STATE_GIVEN;
}

void report_empty(struct decoding *decoding, const struct field *field, struct mark mark)
{
    struct str hint = field_is_settled(field)
                          ? list_of_choices(decoding->arena, choices_of(field->target))
                          : STR("write a value, not stated or none, or leave the line out");
    diag_error(decoding->diag, mark, RULE_EMPTY_FIELD, hint, "'%s' is empty", field->name);
}

/* ------------------------------------------------------------------ parts and long values */

void decode_fields(struct decoding *decoding, struct record *record, const struct node *node)
{
    const struct field *first = &record->type->fields[0];
    if (node->kind == NODE_MAP) {
        decode_into(decoding, record, node);
    } else {
        struct entry_of_map entry = {str_of(first->name), node->mark, node};
        decode_field(decoding, record, first, &entry);
    }
}

static struct record *decode_part(struct decoding *decoding, const struct record *parent,
                                  const struct field *field, const struct node *node)
{
    const struct type *type = type_of((enum type_id)field->target);
    struct record *part = record_new(decoding, type, node->mark, parent);
    decode_fields(decoding, part, node);
    decode_finish(decoding, part, node->mark);
    return part;
}

/* A mapping without `value`: most likely text with a colon in it. */
static void report_no_value(struct decoding *decoding, const struct field *field,
                            const struct node *map)
{
    const char *expected = expectation(decoding->arena, field);
    if (map->count == 0)
        wrong_kind(decoding, field, map);
    else if (type_field(type_of(TYPE_remark), map->entries[0].key))
        diag_error(decoding->diag, map->mark, RULE_WRONG_KIND,
                   STR("write value: and the value beside it"),
                   "'%s' has fields but no value: %s is expected", field->name, expected);
    else
        diag_error(
            decoding->diag, map->mark, RULE_WRONG_KIND,
            STR("put the value in quotes if it has a colon and a space in it; what is said of "
                "a value stands beside value:"),
            "%s is expected in '%s', but '%.*s:' is read as a field", expected, field->name,
            STR_ARGS(text_shown(map->entries[0].key)));
}

/* Takes the remarks of a long value, its keys but for `value`, and returns what stands there; NULL,
 * reported, where there is none. */
static const struct node *open_long(struct decoding *decoding, const struct record *parent,
                                    const struct field *field, const struct node *map,
                                    struct item *item)
{
    const struct node *value = yaml_get(map, "value");
    if (!value) {
        report_no_value(decoding, field, map);
        return NULL;
    }
    struct entry_of_map *entries = arena_array(decoding->arena, map->count, sizeof *entries);
    struct node rest = *map;
    rest.count = 0;
    rest.entries = entries;
    for (size_t i = 0; i < map->count; i++)
        if (map->entries[i].value != value || !str_is(map->entries[i].key, "value"))
            entries[rest.count++] = map->entries[i];
    struct record *remark = record_new(decoding, type_of(TYPE_remark), map->mark, parent);
    decode_into(decoding, remark, &rest);
    item->remarks = (const struct remark *)remark;
    return value;
}

enum value_state decode_item(struct decoding *decoding, const struct record *record,
                             const struct field *field, const struct node *node, struct item *item)
{
    *item = (struct item){.mark = node->mark};
    if (node->kind == NODE_MAP && field->kind != KIND_PART)
        node = open_long(decoding, record, field, node, item);
    if (!node)
        return STATE_ABSENT;
    enum value_state state = state_of(node);
    if (state == STATE_ABSENT)
        report_empty(decoding, field, node->mark);
    if (state != STATE_GIVEN && state != STATE_ABSENT && field_is_settled(field))
        return kinds[KIND_CHOICE].read(decoding, field, node, item) ? STATE_GIVEN : STATE_ABSENT;
    if (state != STATE_GIVEN)
        return state;
    if (field->kind == KIND_PART && node->kind != NODE_LIST) {
        item->as.record = decode_part(decoding, record, field, node);
        return STATE_GIVEN;
    }
    if (node->kind != NODE_SCALAR) {
        wrong_kind(decoding, field, node);
        return STATE_ABSENT;
    }
    return kinds[field->kind].read(decoding, field, node, item) ? STATE_GIVEN : STATE_ABSENT;
}
