/* json_schema.c: writes the schema's rows as JSON Schema.
 *
 * It asks for no more than decoding does: whatever it rejects, `check` rejects. Every type stands
 * once under $defs; a value is short, long, a state, or (where sources differ) a list of long ones;
 * a list of records may be the name of a spreadsheet.
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
    [KIND_REFERENCE] = "\"type\":[\"string\",\"integer\",\"boolean\"]",
};

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

/* The keywords of one value written short. */
static void write_short(const struct field *field, struct buf *out)
{
    if (field->kind == KIND_CHOICE) {
        write_choice(choices_of(field->target), out);
    } else if (field->kind == KIND_PART) {
        const struct field *first = &type_of((enum type_id)field->target)->fields[0];
        buf_printf(out, "\"anyOf\":[{\"$ref\":\"#/$defs/%s\"},{", target_name(field->target));
        write_short(first, out);
        buf_add_string(out, "}]");
    } else {
        buf_add_string(out, scalars[field->kind]);
    }
}

/* A value with what is said of it: {value: ..., standing: ..., note: ...}. */
static void write_long(const struct field *field, struct buf *out)
{
    const struct type *remark = type_of(TYPE_remark);
    buf_add_string(out, "{\"type\":\"object\",\"properties\":{\"value\":{\"anyOf\":[{");
    write_short(field, out);
    buf_add_string(out, "},{\"$ref\":\"#/$defs/state\"}]}");
    for (size_t i = 0; i < remark->field_count; i++)
        if (field_is_written(&remark->fields[i]))
            buf_printf(out, ",\"%s\":{\"$ref\":\"#/$defs/remark/properties/%s\"}",
                       remark->fields[i].name, remark->fields[i].name);
    buf_add_string(out, "},\"required\":[\"value\"],\"additionalProperties\":false}");
}

/* What may stand in place of a list of records: `seats: seats.csv`. */
static void write_spreadsheet(struct buf *out)
{
    buf_add_string(out, ",{\"type\":\"string\",\"pattern\":\"\\\\.csv$\"}");
}

static void write_field(const struct field *field, struct buf *out)
{
    buf_add_json(out, str_of(field->name));
    buf_add_string(out, ":{\"description\":");
    buf_add_json(out, str_of(field->doc));
    buf_add_string(out, ",\"anyOf\":[");
    if (field->kind == KIND_INVERSE) {
        buf_printf(out, "{\"type\":\"array\",\"items\":{\"$ref\":\"#/$defs/%s\"}}",
                   target_name(field->target));
        write_spreadsheet(out);
    } else {
        buf_add_char(out, '{');
        write_short(field, out);
        buf_add_char(out, '}');
        if (field->kind != KIND_PART) {
            buf_add_char(out, ',');
            write_long(field, out);
        }
        buf_add_string(out, ",{\"type\":\"array\",\"minItems\":1");
        buf_add_string(out, ",\"items\":{\"anyOf\":[");
        if (field->many || field->kind == KIND_PART) {
            buf_add_char(out, '{');
            write_short(field, out);
            buf_add_char(out, '}');
        }
        if (field->kind != KIND_PART) {
            buf_add_string(out, field->many ? "," : "");
            write_long(field, out);
        }
        buf_add_string(out, "]}}");
        if (field->kind == KIND_PART && field->many)
            write_spreadsheet(out);
    }
    if (field->kind == KIND_INVERSE || (field->kind == KIND_PART && field->many))
        buf_add_string(out, ",{\"type\":\"string\",\"pattern\":\"\\\\.csv$\",\"description\":\"A "
                            "spreadsheet beside this file, with a record in each row.\"}");
    buf_add_string(out, ",{\"$ref\":\"#/$defs/state\"}]}");
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

void json_schema(const struct type *type, struct buf *out)
{
    buf_add_string(out, "{\"$schema\":\"https://json-schema.org/draft/2020-12/schema\",\n");
    write_type(type, out);
    if (type->id != TYPE_trust)
        write_required(type, out);
    buf_add_string(out, ",\n\"$defs\":{\n\"state\":{\"description\":\"The source does not say, or "
                        "says that there is none.\",\"enum\":[\"not stated\",\"none\"]}");
    for (int i = 0; i < TYPE_COUNT; i++) {
        const struct type *other = type_of((enum type_id)i);
        if (other->role == ROLE_VIEW || other->role == ROLE_PAGE || other->role == ROLE_ROOT)
            continue;
        buf_add_string(out, ",\n");
        buf_add_json(out, str_of(other->name));
        buf_add_string(out, ":{");
        write_type(other, out);
        write_required(other, out);
        buf_add_char(out, '}');
    }
    buf_add_string(out, "}}\n");
}

void json_schema_types(struct buf *out)
{
    bool first = true;
    for (int i = 0; i < TYPE_COUNT; i++) {
        const struct type *type = type_of((enum type_id)i);
        if (type->role == ROLE_VIEW)
            continue;
        buf_printf(out, "%s%s", first ? "" : ", ", type->name);
        first = false;
    }
}
