/* json_schema.c: writes the schema's rows as JSON Schema.
 *
 * It asks for no more than decoding does: whatever it rejects, `check` rejects. Under $defs stand,
 * once each, the types that the file can hold and the forms of value: a value is short, long, a
 * state, or (where sources differ) a list of long ones; a list of records may be the name of a
 * spreadsheet.
 *
 * Layer: schema. Uses: schema. Used by: main. */
#include "concordat/schema/json_schema.h"

/* What one scalar of each kind looks like. A plain 2009 is a number to an editor and text to us. */
static const char *const scalars[KIND_COUNT] = {
    [KIND_TEXT] = "\"type\":[\"string\",\"number\",\"boolean\"]",
    [KIND_PROSE] = "\"type\":[\"string\",\"number\",\"boolean\"]",
    [KIND_NUMBER] = "\"type\":[\"integer\",\"string\"],\"pattern\":\"^-?[0-9]+$\",\"examples\":[3]",
    [KIND_FIGURE] =
        "\"type\":[\"number\",\"string\"],\"pattern\":\"^-?[0-9][0-9,]*(\\\\.[0-9]+)?$\","
        "\"examples\":[36000,98.96]",
    [KIND_FLAG] = "\"enum\":[true,false,\"yes\",\"no\",\"true\",\"false\"]",
    [KIND_DATE] = "\"type\":[\"string\",\"integer\"],\"examples\":[\"2009-08-25\",\"2009-08\","
                  "\"2006-09/2006-10\",\"by 2010-04\",\"late 2008\"]",
    [KIND_AS_OF] = "\"type\":[\"string\",\"integer\"],\"examples\":[\"2009-08-25\",\"2009-08\","
                   "\"today\"]",
    [KIND_ADDRESS] = "\"type\":\"string\",\"pattern\":\"^https?://\","
                     "\"examples\":[\"https://www.example.org/\"]",
    [KIND_IMAGE] = "\"type\":\"string\",\"examples\":[\"../images/hall.jpg\"]",
    [KIND_PDF] = "\"type\":\"string\",\"examples\":[\"report.pdf\"]",
    [KIND_REFERENCE] = "\"type\":[\"string\",\"integer\",\"boolean\"]",
};

/* What the forms of value are called under $defs; none of kinds that are records. */
static const char *const value_names[KIND_COUNT] = {
    [KIND_TEXT] = "text",     [KIND_PROSE] = "prose",     [KIND_NUMBER] = "number",
    [KIND_FIGURE] = "figure", [KIND_FLAG] = "flag",       [KIND_DATE] = "date",
    [KIND_AS_OF] = "as_of",   [KIND_ADDRESS] = "address", [KIND_IMAGE] = "image",
    [KIND_PDF] = "pdf",       [KIND_CHOICE] = "choice",   [KIND_REFERENCE] = "reference",
};

/* What a schema holds under $defs. */
struct shared {
    bool types[TYPE_COUNT];
    bool kinds[KIND_COUNT];
    bool choices[CHOICES_COUNT];
};

static bool is_of_records(const struct field *field)
{
    return field->kind == KIND_PART || field->kind == KIND_INVERSE;
}

/* Notes what the fields of a type need. */
static void reach_fields(struct shared *shared, const struct type *type)
{
    for (size_t i = 0; i < type->field_count; i++) {
        const struct field *field = &type->fields[i];
        if (!field_is_written(field))
            continue;
        if (field->kind == KIND_CHOICE)
            shared->choices[field->target] = true;
        else if (!is_of_records(field))
            shared->kinds[field->kind] = true;
        else if (!shared->types[field->target]) {
            shared->types[field->target] = true;
            reach_fields(shared, type_of((enum type_id)field->target));
        }
    }
}

/* ------------------------------------------------------------------ values */

static void write_choice(const struct choices *choices, struct buf *out)
{
    buf_add_string(out, "\"oneOf\":[");
    for (size_t i = 0; i < choices->count; i++) {
        buf_add_string(out, i > 0 ? ",{\"const\":" : "{\"const\":");
        buf_add_json(out, str_of(choices->values[i].name));
        buf_add_string(out, ",\"description\":");
        buf_add_json(out, str_of(choices->values[i].doc));
        buf_add_char(out, '}');
    }
    buf_add_char(out, ']');
}

/* The keyword that refers to a form of the field's value: value, long, one or many. */
static void write_reference(const char *form, const struct field *field, struct buf *out)
{
    buf_printf(out, "\"$ref\":\"#/$defs/%s_%s", form, value_names[field->kind]);
    if (field->kind == KIND_CHOICE)
        buf_printf(out, "_%s", choices_of(field->target)->name);
    buf_add_char(out, '"');
}

static void begin_form(const char *form, const struct field *field, struct buf *out)
{
    buf_printf(out, ",\n\"%s_%s", form, value_names[field->kind]);
    if (field->kind == KIND_CHOICE)
        buf_printf(out, "_%s", choices_of(field->target)->name);
    buf_add_string(out, "\":{");
}

/* A value with what is said of it: {value: ..., standing: ..., note: ...}. */
static void write_long(const struct field *field, struct buf *out)
{
    const struct type *remark = type_of(TYPE_remark);
    begin_form("long", field, out);
    buf_add_string(out, "\"type\":\"object\",\"properties\":{\"value\":{\"anyOf\":[{");
    write_reference("value", field, out);
    buf_add_string(out, field_is_settled(field) ? "}]}" : "},{\"$ref\":\"#/$defs/state\"}]}");
    for (size_t i = 0; i < remark->field_count; i++)
        if (field_is_written(&remark->fields[i]))
            buf_printf(out, ",\"%s\":{\"$ref\":\"#/$defs/remark/properties/%s\"}",
                       remark->fields[i].name, remark->fields[i].name);
    buf_add_string(out, "},\"required\":[\"value\"],\"additionalProperties\":false}");
}

/* The forms of the values that a field like this one holds: short, long, as a single value, as one
 * of several. A settled one has neither lists nor states. */
static void write_forms(const struct field *field, struct buf *out)
{
    begin_form("value", field, out);
    if (field->kind == KIND_CHOICE)
        write_choice(choices_of(field->target), out);
    else
        buf_add_string(out, scalars[field->kind]);
    buf_add_char(out, '}');
    write_long(field, out);
    for (int many = 0; many < 2; many++) {
        begin_form(many ? "many" : "one", field, out);
        buf_add_string(out, "\"anyOf\":[{");
        write_reference("value", field, out);
        buf_add_string(out, "},{");
        write_reference("long", field, out);
        if (field_is_settled(field)) {
            buf_add_string(out, "}]}");
            continue;
        }
        buf_add_string(out, "},{\"type\":\"array\",\"minItems\":1,\"items\":{\"anyOf\":[{");
        if (many) {
            write_reference("value", field, out);
            buf_add_string(out, "},{");
        }
        write_reference("long", field, out);
        buf_add_string(out, "}]}},{\"$ref\":\"#/$defs/state\"}]}");
    }
}

/* ------------------------------------------------------------------ records inside records */

/* The keywords of a part: its fields, or the first of them alone. */
static void write_part(const struct field *field, struct buf *out)
{
    const struct field *first = &type_of((enum type_id)field->target)->fields[0];
    buf_printf(out, "\"anyOf\":[{\"$ref\":\"#/$defs/%s\"},{", target_name(field->target));
    if (first->kind == KIND_PART)
        write_part(first, out);
    else
        write_reference("value", first, out);
    buf_add_string(out, "}]");
}

static void write_records(const struct field *field, struct buf *out)
{
    buf_add_string(out, ",\"anyOf\":[");
    if (field->kind == KIND_INVERSE) {
        buf_printf(out, "{\"type\":\"array\",\"items\":{\"$ref\":\"#/$defs/%s\"}}",
                   target_name(field->target));
    } else {
        buf_add_char(out, '{');
        write_part(field, out);
        buf_add_string(out, "},{\"type\":\"array\",\"minItems\":1,\"items\":{");
        write_part(field, out);
        buf_add_string(out, "}}");
    }
    if (field->kind == KIND_INVERSE || field->many)
        buf_add_string(out, ",{\"$ref\":\"#/$defs/spreadsheet\"}");
    buf_add_string(out, ",{\"$ref\":\"#/$defs/state\"}]");
}

static void write_field(const struct field *field, struct buf *out)
{
    buf_add_json(out, str_of(field->name));
    buf_add_string(out, ":{\"description\":");
    buf_add_json(out, str_of(field->doc));
    if (is_of_records(field)) {
        write_records(field, out);
    } else {
        buf_add_char(out, ',');
        write_reference(field->many ? "many" : "one", field, out);
    }
    buf_add_char(out, '}');
}

/* The keywords of an object with the fields of a type. */
static void write_type(const struct type *type, struct buf *out)
{
    bool first = true;
    buf_add_string(out, "\"title\":");
    buf_add_json(out, str_of(type->name));
    buf_add_string(out, ",\"description\":");
    buf_add_json(out, str_of(type->doc));
    buf_add_string(out, ",\"type\":\"object\",\"properties\":{");
    if (type->role == ROLE_LISTED || type->role == ROLE_ITEM) {
        buf_add_string(out, "\"id\":{\"description\":\"The word by which other records name it.\","
                            "\"type\":[\"string\",\"integer\",\"boolean\"],"
                            "\"examples\":[\"trust-board\"]}");
        first = false;
    }
    for (size_t i = 0; i < type->field_count; i++) {
        if (!field_is_written(&type->fields[i]))
            continue;
        buf_add_string(out, first ? "" : ",");
        write_field(&type->fields[i], out);
        first = false;
    }
    buf_add_string(out, "},\"additionalProperties\":false");
}

/* The fields without which a record is refused. What the record is written inside may give one of
 * them, so a record's own list is what no place can give. */
static void write_required(const struct type *type, struct buf *out)
{
    bool any = false;
    for (size_t i = 0; i < type->field_count; i++) {
        const struct field *field = &type->fields[i];
        bool by_place =
            (type->role == ROLE_LISTED || type->role == ROLE_ITEM) && field->kind == KIND_REFERENCE;
        if (!field_is_required(field) || by_place)
            continue;
        buf_add_string(out, any ? "," : ",\"required\":[");
        buf_add_json(out, str_of(field->name));
        any = true;
    }
    if (type->role == ROLE_LISTED)
        buf_add_string(out, any ? ",\"id\"" : ",\"required\":[\"id\"");
    if (any || type->role == ROLE_LISTED)
        buf_add_char(out, ']');
}

static void write_shared(const struct shared *shared, struct buf *out)
{
    buf_add_string(out, ",\n\"$defs\":{\n\"state\":{\"description\":\"The source does not say, or "
                        "says that there is none.\",\"enum\":[\"not stated\",\"none\"]},\n"
                        "\"spreadsheet\":{\"description\":\"A spreadsheet beside this file, with a "
                        "record in each row.\",\"type\":\"string\",\"pattern\":\"\\\\.csv$\"}");
    for (int kind = 0; kind < KIND_COUNT; kind++)
        if (shared->kinds[kind])
            write_forms(&(struct field){.kind = (enum kind)kind}, out);
    for (int list = 0; list < CHOICES_COUNT; list++)
        if (shared->choices[list])
            write_forms(&(struct field){.kind = KIND_CHOICE, .target = list}, out);
    for (int i = 0; i < TYPE_COUNT; i++) {
        const struct type *type = type_of((enum type_id)i);
        if (!shared->types[i])
            continue;
        buf_add_string(out, ",\n");
        buf_add_json(out, str_of(type->name));
        buf_add_string(out, ":{");
        write_type(type, out);
        write_required(type, out);
        buf_add_char(out, '}');
    }
    buf_add_char(out, '}');
}

void json_schema(const struct type *type, struct buf *out)
{
    struct shared shared = {0};
    shared.types[TYPE_remark] = true; /* what stands beside any value */
    reach_fields(&shared, type_of(TYPE_remark));
    reach_fields(&shared, type);
    buf_add_string(out, "{\"$schema\":\"https://json-schema.org/draft/2020-12/schema\",\n");
    write_type(type, out);
    if (type->id != TYPE_trust)
        write_required(type, out);
    write_shared(&shared, out);
    buf_add_string(out, "}\n");
}

void json_schema_types(struct buf *out)
{
    struct arena *arena = arena_new();
    bool first = true;
    for (int i = 0; i < TYPE_COUNT; i++) {
        const struct type *type = type_of((enum type_id)i);
        if (type->role == ROLE_VIEW)
            continue;
        struct str word = type_word(arena, type);
        buf_printf(out, "%s%.*s", first ? "" : ", ", STR_ARGS(word));
        first = false;
    }
    buf_add_string(out, ", " DATA_SCHEMA);
    arena_free(arena);
}
