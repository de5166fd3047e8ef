/* data_schema.c: the JSON Schema of trust.json, from the same rows that the file is written by.
 *
 * Every field has one kind of value; what is said of single values stands apart under `remarks`,
 * and why there is no value under `states`. Layer: schema. Uses: schema, data. Used by: main,
 * export. */
#include "concordat/schema/json_schema.h"

#include "concordat/base/json.h"
#include "concordat/schema/data.h"

/* The types and lists of values that the file can hold. */
struct reached {
    bool types[TYPE_COUNT];
    bool choices[CHOICES_COUNT];
};

static bool holds_records(const struct field *field)
{
    return field->kind == KIND_PART || field->kind == KIND_INVERSE;
}

static void reach(struct reached *reached, const struct type *type)
{
    if (reached->types[type->id])
        return;
    reached->types[type->id] = true;
    for (size_t i = 0; i < type->field_count; i++) {
        const struct field *field = &type->fields[i];
        if (!field_is_data(type, field))
            continue;
        if (field->kind == KIND_CHOICE)
            reached->choices[field->target] = true;
        if (holds_records(field))
            reach(reached, type_of((enum type_id)field->target));
    }
}

static void write_type_keyword(struct json *json, const char *type)
{
    json_member(json, "type", str_of(type));
}

static void write_ref(struct json *json, const char *group, const char *name)
{
    struct buf path = {0};
    buf_printf(&path, "#/$defs/%s%s", group, name);
    json_member(json, "$ref", buf_str(&path));
    buf_free(&path);
}

/* The keywords of one value of a field. */
static void write_value(struct json *json, const struct field *field)
{
    static const char *const types[KIND_COUNT] = {
        [KIND_TEXT] = "string",   [KIND_PROSE] = "string", [KIND_NUMBER] = "integer",
        [KIND_FIGURE] = "number", [KIND_FLAG] = "boolean", [KIND_ADDRESS] = "string",
        [KIND_IMAGE] = "string",  [KIND_URL] = "string",   [KIND_REFERENCE] = "string",
        [KIND_PDF] = "string",    [KIND_JSON] = "string",  [KIND_HTML] = "string",
    };
    size_t count = 1;
    if (field->kind == KIND_DATE || field->kind == KIND_AS_OF)
        write_ref(json, "", "date");
    else if (field->kind == KIND_CHOICE)
        write_ref(json, "choice_", choices_of(field->target)->name);
    else if (holds_records(field))
        write_ref(json, "", target_name(field->target));
    else if (field->kind == KIND_REFERENCE && target_types(field->target, &count) && count > 1)
        write_ref(json, "", "reference");
    else
        write_type_keyword(json, types[field->kind]);
}

static void write_field(struct json *json, const struct field *field)
{
    json_line(json);
    json_key(json, field->name);
    json_begin(json, '{');
    json_member(json, "description", str_of(field->doc));
    if (field->many) {
        write_type_keyword(json, "array");
        json_key(json, "items");
        json_begin(json, '{');
        write_value(json, field);
        json_end(json, '}');
    } else {
        write_value(json, field);
    }
    json_end(json, '}');
}

static void write_sentence(struct json *json, const char *name, const char *type,
                           const char *sentence)
{
    json_line(json);
    json_key(json, name);
    json_begin(json, '{');
    json_member(json, "description", str_of(sentence));
    write_type_keyword(json, type);
}

/* What stands apart from the fields of a record. */
static void write_aside(struct json *json)
{
    static const enum value_state states[] = {STATE_NOT_STATED, STATE_NONE, STATE_WITHHELD};
    write_sentence(json, "remarks", "object",
                   "By field: its values one by one, with what is said of each.");
    json_key(json, "additionalProperties");
    json_begin(json, '{');
    write_type_keyword(json, "array");
    json_key(json, "items");
    json_begin(json, '{');
    write_ref(json, "", "remark");
    json_end(json, '}');
    json_end(json, '}');
    json_end(json, '}');
    write_sentence(json, "states", "object",
                   "By field: why it has no value, or that sources differ, so that all its values "
                   "are under remarks.");
    json_key(json, "additionalProperties");
    json_begin(json, '{');
    json_key(json, "enum");
    json_begin(json, '[');
    for (size_t i = 0; i < sizeof states / sizeof *states; i++)
        json_string(json, str_of(state_name(states[i])));
    json_string(json, STR(SOURCES_DIFFER));
    json_end(json, ']');
    json_end(json, '}');
    json_end(json, '}');
}

/* The keywords of a record of a type. */
static void write_type(struct json *json, const struct type *type)
{
    bool named = type->role == ROLE_LISTED || type->role == ROLE_ITEM || type->role == ROLE_PAGE ||
                 type->role == ROLE_ROOT;
    json_member(json, "title", str_of(type->name));
    json_member(json, "description", str_of(type->doc));
    write_type_keyword(json, "object");
    json_key(json, "properties");
    json_begin(json, '{');
    if (type->role == ROLE_ROOT) {
        write_sentence(json, "$schema", "string", "Where this schema is.");
        json_end(json, '}');
        write_sentence(json, "edition", "string", "Whom the edition is for.");
        json_end(json, '}');
    }
    if (named) {
        write_sentence(json, "id", "string", "The word by which other records name it.");
        json_end(json, '}');
    }
    if (type->id == TYPE_remark) { /* whatever the field holds */
        json_line(json);
        json_key(json, "value");
        json_bool(json, true);
    }
    for (size_t i = 0; i < type->field_count; i++)
        if (field_is_data(type, &type->fields[i]))
            write_field(json, &type->fields[i]);
    write_aside(json);
    json_end(json, '}');
    if (named || type->id == TYPE_remark) {
        json_key(json, "required");
        json_begin(json, '[');
        json_string(json, named ? STR("id") : STR("value"));
        json_end(json, ']');
    }
    json_key(json, "additionalProperties");
    json_bool(json, false);
}

/* An object of texts under $defs, of which `required` are the first so many. */
static void write_texts(struct json *json, const char *name, const char *sentence,
                        const char *const *members, size_t count, size_t required)
{
    write_sentence(json, name, "object", sentence);
    json_key(json, "properties");
    json_begin(json, '{');
    for (size_t i = 0; i < count; i++) {
        json_key(json, members[i]);
        json_begin(json, '{');
        write_type_keyword(json, "string");
        json_end(json, '}');
    }
    json_end(json, '}');
    json_key(json, "required");
    json_begin(json, '[');
    for (size_t i = 0; i < required; i++)
        json_string(json, str_of(members[i]));
    json_end(json, ']');
    json_key(json, "additionalProperties");
    json_bool(json, false);
    json_end(json, '}');
}

static void write_choices(struct json *json, const struct choices *choices)
{
    struct buf name = {0};
    json_line(json);
    buf_printf(&name, "choice_%s", choices->name);
    json_key(json, buf_str(&name).ptr);
    buf_free(&name);
    json_begin(json, '{');
    json_member(json, "description", str_of(choices->doc));
    json_key(json, "oneOf");
    json_begin(json, '[');
    for (size_t i = 0; i < choices->count; i++) {
        json_begin(json, '{');
        json_member(json, "const", str_of(choices->values[i].name));
        json_member(json, "description", str_of(choices->values[i].doc));
        json_end(json, '}');
    }
    json_end(json, ']');
    json_end(json, '}');
}

void data_schema(struct buf *out)
{
    static const char *const date[] = {"written", "earliest", "latest"};
    static const char *const reference[] = {"type", "id"};
    struct reached reached = {0};
    struct json json = {out, false};
    reach(&reached, type_of(TYPE_trust));
    reach(&reached, type_of(TYPE_remark));
    json_begin(&json, '{');
    json_member(&json, "$schema", STR("https://json-schema.org/draft/2020-12/schema"));
    write_type(&json, type_of(TYPE_trust));
    json_key(&json, "$defs");
    json_begin(&json, '{');
    write_texts(&json, "date", "A date as it is written, with the days between which it lies.",
                date, sizeof date / sizeof *date, 1);
    write_texts(&json, "reference", "A record that may be of several types.", reference,
                sizeof reference / sizeof *reference, 2);
    for (int i = 0; i < CHOICES_COUNT; i++)
        if (reached.choices[i])
            write_choices(&json, choices_of(i));
    for (int i = 0; i < TYPE_COUNT; i++) {
        if (!reached.types[i] || i == TYPE_trust)
            continue;
        json_line(&json);
        json_key(&json, type_of((enum type_id)i)->name);
        json_begin(&json, '{');
        write_type(&json, type_of((enum type_id)i));
        json_end(&json, '}');
    }
    json_end(&json, '}');
    json_end(&json, '}');
    buf_add_char(out, '\n');
}
