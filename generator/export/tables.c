/* tables.c: tables of records as CSV, and what their columns are as CSV on the Web.
 *
 * A cell of text that a spreadsheet would take for a formula gets an apostrophe in front; one that
 * is a number does not, whatever its sign. Stage: publish, export. Uses: schema's columns. Used by:
 * export. Source: RFC 4180; W3C, Metadata Vocabulary for Tabular Data (2015). */
#include "exporting.h"

#include <string.h>

/* What stands between several values in a cell. */
static const char between[] = "; ";

/* ------------------------------------------------------------------ cells */

/* True where a spreadsheet would work out what it should show: after =, + and the like, after a tab
 * or a line break, and after the wide forms of East Asian type. */
static bool looks_like_formula(struct str text)
{
    static const char *const wide[] = {"\xEF\xBC\x9D", "\xEF\xBC\x8B", "\xEF\xBC\x8D",
                                       "\xEF\xBC\xA0"};
    struct figure_number number;
    if (text.len == 0 || figure_parse(text, &number))
        return false;
    for (size_t i = 0; i < sizeof wide / sizeof *wide; i++)
        if (str_starts(text, wide[i]))
            return true;
    return strchr("=+-@\t\r\n", text.ptr[0]) != NULL;
}

/* Ends the cell whose text is in `cell`, and empties that. */
static void write_cell(struct buf *out, struct buf *cell, bool first)
{
    struct str text = buf_str(cell);
    bool quoted = false;
    if (!first)
        buf_add_char(out, ',');
    for (size_t i = 0; i < text.len && !quoted; i++)
        quoted = strchr(",\"\r\n", text.ptr[i]) != NULL;
    if (quoted)
        buf_add_char(out, '"');
    if (looks_like_formula(text))
        buf_add_char(out, '\'');
    for (size_t i = 0; i < text.len; i++) {
        if (text.ptr[i] == '"')
            buf_add_char(out, '"');
        buf_add_char(out, text.ptr[i]);
    }
    if (quoted)
        buf_add_char(out, '"');
    buf_clear(cell);
}

static void add_day(struct buf *cell, long number)
{
    if (number > 0 && number < DATE_NEVER)
        buf_printf(cell, "%04ld-%02ld-%02ld", number / 10000, number / 100 % 100, number % 100);
}

/* A part that fits a cell: its texts and ids, with commas. */
static void add_part(struct buf *cell, const struct record *part)
{
    bool any = false;
    for (size_t i = 0; i < part->type->field_count; i++) {
        const struct field *field = &part->type->fields[i];
        const struct value *value = record_value_const(part, field);
        if (!value_is_given(value))
            continue;
        if (any)
            buf_add_string(cell, ", ");
        buf_add(cell, field->kind == KIND_REFERENCE ? value->items[0].as.record->id
                                                    : value->items[0].text);
        any = true;
    }
}

static void add_value(struct buf *cell, const struct field *field, const struct item *item)
{
    switch (field->kind) {
    case KIND_PROSE:
        markdown_text(item->as.prose, cell);
        break;
    case KIND_NUMBER:
        buf_add_number(cell, item->as.number);
        break;
    case KIND_FIGURE:
        figure_write_plain(item->as.figure, cell);
        break;
    case KIND_FLAG:
        buf_add_string(cell, item->as.number != 0 ? "true" : "false");
        break;
    case KIND_CHOICE:
        buf_add_string(cell, choices_of(field->target)->values[item->as.number].name);
        break;
    case KIND_REFERENCE:
        buf_add(cell, record_title(item->as.record));
        break;
    case KIND_PART:
        add_part(cell, item->as.record);
        break;
    default:
        buf_add(cell, item->text);
        break;
    }
}

static void add_item(struct buf *cell, const struct data_column_row *column,
                     const struct item *item)
{
    switch (column->form) {
    case data_form_ids:
        buf_add(cell, item->as.record->id);
        break;
    case data_form_types:
        buf_add_string(cell, item->as.record->type->name);
        break;
    case data_form_earliest:
        add_day(cell, date_earliest(&item->as.date));
        break;
    case data_form_latest:
        add_day(cell, date_latest(&item->as.date));
        break;
    default:
        add_value(cell, column->field, item);
        break;
    }
}

/* Appends what a column has of a field that holds values, or why it has none. */
static void add_field(struct buf *cell, const struct data_column_row *column,
                      const struct data_row *row)
{
    const struct value *value = record_value_const(row->record, column->field);
    if (!value_is_given(value)) {
        if (column->form == data_form_value && state_name(value->state))
            buf_add_string(cell, state_name(value->state));
        return;
    }
    unsigned from = column->single ? row->holder : 0;
    unsigned to = column->single ? row->holder + 1 : value->count;
    for (unsigned i = from; i < to; i++) {
        if (i > from)
            buf_add_string(cell, between);
        add_item(cell, column, &value->items[i]);
    }
}

/* ------------------------------------------------------------------ tables */

/* A table being written. */
struct tabling {
    const struct export_file *file;
    const struct data_column_row *columns;
    size_t count;
    struct buf cell;
};

static void write_row(const struct data_row *row, void *context)
{
    struct tabling *at = context;
    for (size_t i = 0; i < at->count; i++) {
        const struct data_column_row *column = &at->columns[i];
        if (column->form == data_form_id)
            buf_add(&at->cell, row->record->id);
        else if (column->form == data_form_owner_id)
            buf_add(&at->cell, row->owner->id);
        else if (column->form == data_form_owner)
            buf_add(&at->cell, record_title(row->owner));
        else if (column->form == data_form_role)
            buf_add_string(&at->cell, row->role->name);
        else if (column->form != data_form_page)
            add_field(&at->cell, column, row);
        else if (row->record->address.len > 0)
            export_address(at->file->exporting, at->file->address, row->record->address, &at->cell);
        write_cell(at->file->out, &at->cell, i == 0);
    }
    buf_add_string(at->file->out, "\r\n");
}

void export_table(const struct export_file *file, enum data_file table)
{
    struct tabling at = {.file = file};
    at.columns = data_columns(file->arena, table, &at.count);
    buf_add_string(file->out, BYTE_ORDER_MARK);
    for (size_t i = 0; i < at.count; i++) {
        buf_add_string(&at.cell, at.columns[i].name);
        write_cell(file->out, &at.cell, i == 0);
    }
    buf_add_string(file->out, "\r\n");
    data_each_row(table, file->trust, write_row, &at);
    buf_free(&at.cell);
}

/* ------------------------------------------------------------------ what the columns are */

static const char *datatype_of(const struct data_column_row *column)
{
    if (column->form == data_form_earliest || column->form == data_form_latest)
        return "date";
    if (column->form != data_form_value)
        return "string";
    switch (column->field->kind) {
    case KIND_NUMBER:
        return "integer";
    case KIND_FIGURE:
        return "decimal";
    case KIND_FLAG:
        return "boolean";
    default:
        return "string";
    }
}

static void write_column(struct json *json, const struct data_column_row *column)
{
    static const enum value_state states[] = {STATE_NOT_STATED, STATE_NONE, STATE_WITHHELD};
    json_line(json);
    json_begin(json, '{');
    json_member(json, "name", str_of(column->name));
    json_member(json, "titles", str_of(column->name));
    json_member(json, "dc:description", str_of(column->doc));
    json_member(json, "datatype", str_of(datatype_of(column)));
    if (column->field && column->field->many && !column->single)
        json_member(json, "separator", str_of(between));
    json_key(json, "null");
    json_begin(json, '[');
    json_string(json, STR(""));
    for (size_t i = 0; i < sizeof states / sizeof *states; i++)
        json_string(json, str_of(state_name(states[i])));
    json_end(json, ']');
    json_end(json, '}');
}

static void write_table(const struct export_file *file, struct json *json, enum data_file table)
{
    size_t count;
    const struct data_column_row *columns = data_columns(file->arena, table, &count);
    json_begin(json, '{');
    json_member(json, "url", str_of(data_file_row(table)->name));
    json_member(json, "dc:description", str_of(choices_of(CHOICES_data_file)->values[table].doc));
    json_key(json, "tableSchema");
    json_begin(json, '{');
    json_key(json, "columns");
    json_begin(json, '[');
    for (size_t i = 0; i < count; i++)
        write_column(json, &columns[i]);
    json_end(json, ']');
    json_end(json, '}');
    json_end(json, '}');
}

void export_columns(const struct export_file *file)
{
    struct json json = {file->out, false};
    json_begin(&json, '{');
    json_member(&json, "@context", STR("http://www.w3.org/ns/csvw"));
    json_key(&json, "dialect");
    json_begin(&json, '{');
    json_member(&json, "encoding", STR("utf-8"));
    json_end(&json, '}');
    json_key(&json, "tables");
    json_begin(&json, '[');
    for (int kind = 0; kind < DATA_FILES; kind++)
        if (data_file_row((enum data_file)kind)->type != TYPE_COUNT &&
            data_is_wanted((enum data_file)kind, file->trust))
            write_table(file, &json, (enum data_file)kind);
    json_end(&json, ']');
    json_end(&json, '}');
    buf_add_char(file->out, '\n');
}
