/* trust_json.c: all records of an edition as JSON, by the rows of the schema.
 *
 * A field has one kind of value, whatever is said of it, so that a program need not look first:
 * what the author said of single values stands under `remarks`, why there is none under `states`.
 * Lists of records stand in the trust; records name one another by their ids. Its schema is
 * data_schema.c's. Stage: publish, export. Uses: schema. Used by: export. */
#include "exporting.h"

static void write_record(const struct export_file *file, struct json *json,
                         const struct record *record);

static void write_day(struct json *json, const char *name, long number)
{
    if (number <= 0 || number >= DATE_NEVER)
        return;
    struct buf day = {0};
    buf_printf(&day, "%04ld-%02ld-%02ld", number / 10000, number / 100 % 100, number % 100);
    json_member(json, name, buf_str(&day));
    buf_free(&day);
}

/* A date as it is written; one that the program filled in has no words of an author's. */
static void write_date(struct json *json, const struct item *item)
{
    struct buf written = {0};
    if (item->text.len > 0 && !str_is(item->text, "today"))
        buf_add(&written, item->text);
    else
        date_write_iso(&item->as.date, &written);
    json_begin(json, '{');
    json_member(json, "written", buf_str(&written));
    write_day(json, "earliest", date_earliest(&item->as.date));
    write_day(json, "latest", date_latest(&item->as.date));
    json_end(json, '}');
    buf_free(&written);
}

static void write_reference(struct json *json, const struct field *field,
                            const struct record *record)
{
    size_t types;
    target_types(field->target, &types);
    if (types == 1) {
        json_string(json, record->id);
        return;
    }
    json_begin(json, '{');
    json_member(json, "type", str_of(record->type->name));
    json_member(json, "id", record->id);
    json_end(json, '}');
}

static void write_figure(struct json *json, struct figure_number figure)
{
    struct buf digits = {0};
    figure_write_plain(figure, &digits);
    json_number(json, buf_str(&digits));
    buf_free(&digits);
}

static void write_prose(struct json *json, const struct item *item)
{
    struct buf words = {0};
    markdown_text(item->as.prose, &words);
    json_string(json, str_trim(buf_str(&words)));
    buf_free(&words);
}

/* Where a PDF is published. */
static void write_pdf(const struct export_file *file, struct json *json,
                      const struct attached *attached)
{
    struct buf url = {0};
    export_address(file->exporting, file->address, attached->address, &url);
    json_string(json, buf_str(&url));
    buf_free(&url);
}

static void write_item(const struct export_file *file, struct json *json, const struct field *field,
                       const struct item *item)
{
    switch (field->kind) {
    case KIND_PROSE:
        write_prose(json, item);
        break;
    case KIND_NUMBER:
        json_integer(json, item->as.number);
        break;
    case KIND_FIGURE:
        write_figure(json, item->as.figure);
        break;
    case KIND_FLAG:
        json_bool(json, item->as.number != 0);
        break;
    case KIND_DATE:
    case KIND_AS_OF:
        write_date(json, item);
        break;
    case KIND_CHOICE:
        json_string(json, str_of(choices_of(field->target)->values[item->as.number].name));
        break;
    case KIND_REFERENCE:
        write_reference(json, field, item->as.record);
        break;
    case KIND_PDF:
        write_pdf(file, json, item->as.file);
        break;
    case KIND_PART:
    case KIND_INVERSE:
        write_record(file, json, item->as.record);
        break;
    default:
        json_string(json, item->text);
        break;
    }
}

static bool has_remarks(const struct value *value)
{
    for (unsigned i = 0; i < value->count; i++)
        if (value->items[i].remarks)
            return true;
    return false;
}

/* True where sources differ: then no one value is the field's. */
static bool is_disputed(const struct field *field, const struct value *value)
{
    return !field->many && value_is_given(value) && value->count > 1;
}

/* True where a record has no dates, which needs no word. */
static bool is_unknown_timing(const struct field *field, const struct value *value)
{
    return field->kind == KIND_CHOICE && field->target == CHOICES_timing &&
           value_choice(value) == timing_unknown;
}

static void write_url(const struct export_file *file, struct json *json,
                      const struct record *record)
{
    struct buf url = {0};
    if (record->address.len == 0)
        return;
    export_address(file->exporting, file->address, record->address, &url);
    json_member(json, "url", buf_str(&url));
    buf_free(&url);
}

static void write_field(const struct export_file *file, struct json *json,
                        const struct field *field, const struct record *record)
{
    const struct value *value = record_value_const(record, field);
    if (field->kind == KIND_URL) {
        write_url(file, json, record);
        return;
    }
    if (!value_is_given(value) || is_disputed(field, value) || is_unknown_timing(field, value))
        return;
    if (record->type->id == TYPE_trust && field->kind == KIND_INVERSE)
        json_line(json);
    json_key(json, field->name);
    if (field->many)
        json_begin(json, '[');
    for (unsigned i = 0; i < value->count; i++) {
        if (field->kind == KIND_INVERSE)
            json_line(json);
        write_item(file, json, field, &value->items[i]);
    }
    if (field->many)
        json_end(json, ']');
}

/* The fields of a record that is open. */
static void write_fields(const struct export_file *file, struct json *json,
                         const struct record *record)
{
    for (size_t i = 0; i < record->type->field_count; i++)
        if (field_is_data(record->type, &record->type->fields[i]))
            write_field(file, json, &record->type->fields[i], record);
}

/* What an author said of the values of a field: each value, with its remarks. */
static void write_remarks_of(const struct export_file *file, struct json *json,
                             const struct field *field, const struct value *value)
{
    json_key(json, field->name);
    json_begin(json, '[');
    for (unsigned i = 0; i < value->count; i++) {
        json_begin(json, '{');
        json_key(json, "value");
        write_item(file, json, field, &value->items[i]);
        if (value->items[i].remarks)
            write_fields(file, json, &value->items[i].remarks->record);
        json_end(json, '}');
    }
    json_end(json, ']');
}

static void write_aside(const struct export_file *file, struct json *json,
                        const struct record *record)
{
    bool remarked = false;
    bool stated = false;
    for (size_t i = 0; i < record->type->field_count; i++) {
        const struct field *field = &record->type->fields[i];
        const struct value *value = record_value_const(record, field);
        if (!field_is_data(record->type, field) || !value_is_given(value) ||
            (!has_remarks(value) && !is_disputed(field, value)))
            continue;
        if (!remarked) {
            json_key(json, "remarks");
            json_begin(json, '{');
        }
        remarked = true;
        write_remarks_of(file, json, field, value);
    }
    if (remarked)
        json_end(json, '}');
    for (size_t i = 0; i < record->type->field_count; i++) {
        const struct field *field = &record->type->fields[i];
        const struct value *value = record_value_const(record, field);
        const char *state = is_disputed(field, value) ? SOURCES_DIFFER : state_name(value->state);
        if (!field_is_data(record->type, field) || !state)
            continue;
        if (!stated) {
            json_key(json, "states");
            json_begin(json, '{');
        }
        stated = true;
        json_member(json, field->name, str_of(state));
    }
    if (stated)
        json_end(json, '}');
}

/* Records are written inside one another no deeper than YAML is, which has a bound. */
static void write_record(const struct export_file *file, struct json *json,
                         const struct record *record)
{
    json_begin(json, '{');
    json_member(json, "id", record->id);
    write_fields(file, json, record);
    write_aside(file, json, record);
    json_end(json, '}');
}

void export_trust_json(const struct export_file *file)
{
    const struct choices *audiences = choices_of(CHOICES_audience);
    const struct record *trust = &file->trust->record;
    struct json json = {file->out, false};
    struct buf schema = {0};
    address_from(file->address, STR("assets/trust.schema.json"), &schema);
    json_begin(&json, '{');
    json_member(&json, "$schema", buf_str(&schema));
    json_member(&json, "edition", str_of(audiences->values[file->exporting->audience].name));
    json_member(&json, "id", trust->id);
    write_aside(file, &json, trust);
    write_fields(file, &json, trust);
    json_end(&json, '}');
    buf_add_char(file->out, '\n');
    buf_free(&schema);
}
