/* spreadsheet.c: `seats: seats.csv` reads the rows of a spreadsheet as if they were written in
 * YAML.
 *
 * A row becomes a map of nodes whose marks lie in the spreadsheet, so that all that decoding, the
 * references and the rules say of it is said there. An office knows people by name and not by id: a
 * cell may hold either, and a person, post or organisation that no definition knows is made of its
 * name. Layer: schema. Uses: csv, columns, decode. Used by: decode_field, decode. */
#include "spreadsheet.h"

#include "concordat/base/csv.h"
#include "concordat/base/file.h"
#include "concordat/base/suggest.h"
#include "concordat/base/table.h"
#include "concordat/schema/columns.h"
#include "decode_item.h"

#include <string.h>

bool names_spreadsheet(const struct field *field, const struct node *node)
{
    bool takes_records = field->kind == KIND_INVERSE || (field->kind == KIND_PART && field->many);
    return takes_records && node->kind == NODE_SCALAR && str_ends(node->text, ".csv");
}

/* ------------------------------------------------------------------ the file */

/* The path of a spreadsheet named in a definition, below the definition's own folder; NULL,
 * reported, where it leads elsewhere. */
static const char *path_of(struct decoding *decoding, const struct node *node)
{
    struct str file = str_of(node->mark.file ? node->mark.file : "");
    size_t folder = file.len;
    struct str rest = node->text;
    while (folder > 0 && file.ptr[folder - 1] != '/')
        folder--;
    while (rest.len > 0) {
        struct str name = str_cut(rest, '/', &rest);
        if (name.len == 0 || name.ptr[0] == '.' || str_find(name, '\\', 0) < name.len) {
            diag_error(decoding->diag, node->mark, RULE_SPREADSHEET,
                       STR("put it beside this file, and write its name alone"),
                       "the path '%.*s' leads out of the folder of this file",
                       STR_ARGS(text_shown(node->text)));
            return NULL;
        }
    }
    return arena_printf(decoding->arena, "%.*s%.*s", (int)folder, file.ptr, STR_ARGS(node->text));
}

/* ------------------------------------------------------------------ columns */

/* What a column is for. */
struct column {
    const struct field *field;
    bool is_id;
};

static void report_heading(struct decoding *decoding, const struct type *type,
                           const struct csv_cell *heading)
{
    struct suggestion near = suggestion_for(heading->text);
    struct str hint = column_hint(decoding->arena, type, heading->text);
    for (size_t i = 0; i < type->field_count; i++)
        if (field_is_written(&type->fields[i]))
            suggestion_offer(&near, str_of(type->fields[i].name));
    if (near.best.len > 0)
        hint = str_of(arena_printf(decoding->arena, "did you mean %.*s?", STR_ARGS(near.best)));
    diag_error(decoding->diag, heading->mark, RULE_UNKNOWN_FIELD, hint, "%s has no field '%.*s'",
               with_article(decoding->arena, type->name), STR_ARGS(text_shown(heading->text)));
}

static struct column column_of(struct decoding *decoding, const struct type *type,
                               const struct csv_row *headings, size_t number,
                               const struct column *before)
{
    const struct csv_cell *heading = &headings->cells[number];
    struct column column = {0};
    bool has_id = type->role == ROLE_LISTED || type->role == ROLE_ITEM;
    if (heading->text.len == 0)
        return column;
    column.is_id = has_id && str_is(id_of_words(decoding->arena, heading->text), "id");
    if (!column.is_id)
        column.field = column_field(decoding->arena, type, heading->text);
    if (!column.is_id && !column.field)
        report_heading(decoding, type, heading);
    for (size_t i = 0; column.field && i < number; i++) {
        if (before[i].field != column.field)
            continue;
        diag_error(decoding->diag, heading->mark, RULE_SPREADSHEET,
                   STR("join the two columns, or rename one"),
                   "the column '%.*s' is for the same field as '%.*s': %s", STR_ARGS(heading->text),
                   STR_ARGS(headings->cells[i].text), column.field->name);
        column.field = NULL;
    }
    return column;
}

/* ------------------------------------------------------------------ rows as nodes */

static const struct node *scalar_node(struct arena *arena, struct str text, struct mark mark)
{
    struct node *node = arena_alloc(arena, sizeof *node);
    *node = (struct node){.kind = NODE_SCALAR, .mark = mark, .text = text, .raw = text};
    return node;
}

/* Several values of one cell have semicolons between them. */
static const struct node *list_node(struct arena *arena, struct str text, struct mark mark)
{
    struct node *node = arena_alloc(arena, sizeof *node);
    const struct node **items = arena_array(arena, text.len + 1, sizeof(const struct node *));
    *node = (struct node){.kind = NODE_LIST, .mark = mark, .items = items};
    while (text.len > 0) {
        struct str one = str_trim(str_cut(text, ';', &text));
        if (one.len > 0)
            items[node->count++] = scalar_node(arena, one, mark);
    }
    return node;
}

static const struct node *cell_node(struct arena *arena, const struct column *column,
                                    const struct csv_cell *cell)
{
    if (column->field && column->field->many && column->field->kind != KIND_PART &&
        str_find(cell->text, ';', 0) < cell->text.len)
        return list_node(arena, cell->text, cell->mark);
    struct str text = column->field ? cell_meant(arena, column->field, cell->text) : cell->text;
    return scalar_node(arena, text, cell->mark);
}

static const struct node *row_node(struct decoding *decoding, const struct csv_row *headings,
                                   const struct column *columns, const struct csv_row *row)
{
    struct arena *arena = decoding->arena;
    struct node *node = arena_alloc(arena, sizeof *node);
    struct entry_of_map *entries = arena_array(arena, row->count, sizeof *entries);
    *node = (struct node){.kind = NODE_MAP, .mark = row->mark, .entries = entries};
    for (size_t i = 0; i < row->count; i++) {
        const struct csv_cell *cell = &row->cells[i];
        if (i >= headings->count || headings->cells[i].text.len == 0) {
            if (cell->text.len > 0)
                diag_error(decoding->diag, cell->mark, RULE_SPREADSHEET,
                           STR("give the column a heading in the first row"),
                           "this cell stands in a column without a heading");
            continue;
        }
        if (cell->text.len == 0 || (!columns[i].field && !columns[i].is_id))
            continue;
        entries[node->count++] =
            (struct entry_of_map){columns[i].is_id ? STR("id") : str_of(columns[i].field->name),
                                  headings->cells[i].mark, cell_node(arena, &columns[i], cell)};
    }
    return node;
}

const struct node *read_spreadsheet(struct decoding *decoding, const struct field *field,
                                    const struct node *node)
{
    struct arena *arena = decoding->arena;
    const struct type *type = type_of((enum type_id)field->target);
    struct node *list = arena_alloc(arena, sizeof *list);
    struct csv csv;
    struct str bytes;
    *list = (struct node){.kind = NODE_LIST, .mark = node->mark};
    const char *path = path_of(decoding, node);
    if (path && !path_exists(path)) {
        diag_error(decoding->diag, node->mark, RULE_SPREADSHEET,
                   STR("save the spreadsheet as CSV UTF-8 beside this file"),
                   "there is no spreadsheet '%.*s' here", STR_ARGS(text_shown(node->text)));
        return list;
    }
    if (!path || !file_read(arena, path, &bytes, decoding->diag) ||
        !csv_parse(arena, path, bytes, &csv, decoding->diag))
        return list;
    if (csv.windows_1252)
        diag_report(decoding->diag, SEVERITY_ADVICE, (struct mark){path, 0, 0},
                    RULE_SPREADSHEET_READ,
                    "it is not UTF-8 and was read as Windows-1252: look at its accents and dashes, "
                    "or save it as CSV UTF-8");
    if (csv.count < 2) {
        diag_error(decoding->diag, (struct mark){path, 0, 0}, RULE_SPREADSHEET,
                   STR("write a heading above each column, and a row for each record below"),
                   "the spreadsheet has no rows below its headings");
        return list;
    }
    struct column *columns = arena_array(arena, csv.rows[0].count, sizeof *columns);
    const struct node **items = arena_array(arena, csv.count, sizeof(const struct node *));
    for (size_t i = 0; i < csv.rows[0].count; i++)
        columns[i] = column_of(decoding, type, &csv.rows[0], i, columns);
    list->items = items;
    for (size_t i = 1; i < csv.count; i++)
        items[list->count++] = row_node(decoding, &csv.rows[0], columns, &csv.rows[i]);
    return list;
}

/* ------------------------------------------------------------------ names */

/* A name as it is compared: small letters, one space between words. */
static struct str folded(struct arena *arena, struct str name)
{
    struct buf key = {0};
    for (size_t i = 0; i < name.len; i++) {
        char c = name.ptr[i];
        if (c == ' ' && (key.len == 0 || key.ptr[key.len - 1] == ' '))
            continue;
        buf_add_char(&key, c >= 'A' && c <= 'Z' ? (char)(c + 32) : c);
    }
    struct str kept = arena_copy(arena, buf_str(&key));
    buf_free(&key);
    return kept;
}

/* The records of each type that names are looked up in. */
struct names {
    struct decoding *decoding;
    struct table *by_name[TYPE_COUNT];
    struct table *by_id[TYPE_COUNT];
};

static bool can_be_made(enum type_id type)
{
    return type == TYPE_person || type == TYPE_post || type == TYPE_organisation;
}

static void enter_name(struct names *names, struct record *record)
{
    enum type_id type = record->type->id;
    if (!can_be_made(type) || record->id.len == 0)
        return;
    table_add(names->by_id[type], record->id, record);
    table_add(names->by_name[type], folded(names->decoding->arena, record_title(record)), record);
}

/* A person, post or organisation of which a row says no more than the name. */
static struct record *make_named(struct names *names, enum type_id type, const struct item *item)
{
    struct decoding *decoding = names->decoding;
    struct record *record =
        record_new(decoding, type_of(type), item->mark, &decoding->records->trust->record);
    struct str stem = id_of_words(decoding->arena, item->text);
    if (stem.len == 0) /* of other letters than ours */
        stem = STR("unnamed");
    record->only_named = true;
    record->id = stem;
    for (int n = 2; table_get(names->by_id[type], record->id); n++)
        record->id = str_of(arena_printf(decoding->arena, "%.*s-%d", STR_ARGS(stem), n));
    for (size_t f = 0; f < record->type->field_count; f++) {
        const struct field *field = &record->type->fields[f];
        struct value *value = record_value(record, field);
        if (field_is_name(record->type, field)) {
            struct item *name = arena_alloc(decoding->arena, sizeof *name);
            *name = (struct item){.mark = item->mark, .text = item->text};
            *value = (struct value){STATE_GIVEN, 1, name, item->mark};
        } else if (field_is_required(field)) {
            *value = (struct value){.state = STATE_NOT_STATED, .mark = item->mark};
        }
    }
    enter_name(names, record);
    return record;
}

static void place_name(struct names *names, const struct field *field, struct item *item)
{
    size_t count;
    const enum type_id *types = target_types(field->target, &count);
    struct record *record = NULL;
    for (size_t i = 0; i < count; i++)
        if (can_be_made(types[i]) && table_get(names->by_id[types[i]], item->text))
            return;
    for (size_t i = 0; i < count && !record; i++)
        if (can_be_made(types[i]))
            record =
                table_get(names->by_name[types[i]], folded(names->decoding->arena, item->text));
    if (!record && count == 1 && can_be_made(types[0]))
        record = make_named(names, types[0], item);
    if (record)
        item->text = record->id;
}

static bool is_of_spreadsheet(const struct record *record)
{
    return record->mark.file && str_ends(str_of(record->mark.file), ".csv");
}

void place_names(struct decoding *decoding)
{
    struct records *records = decoding->records;
    struct names names = {.decoding = decoding};
    bool any = false;
    size_t count = records->count; /* what is made here comes from no row */
    for (size_t i = 0; i < count && !any; i++)
        any = is_of_spreadsheet(records->list[i]);
    if (!any || !records->trust)
        return;
    for (int type = 0; type < TYPE_COUNT; type++) {
        names.by_name[type] = table_new(decoding->arena);
        names.by_id[type] = table_new(decoding->arena);
    }
    for (size_t i = 0; i < count; i++)
        enter_name(&names, records->list[i]);
    for (size_t i = 0; i < count; i++) {
        struct record *record = records->list[i];
        if (!is_of_spreadsheet(record))
            continue;
        for (size_t f = 0; f < record->type->field_count; f++) {
            const struct field *field = &record->type->fields[f];
            struct value *value = record_value(record, field);
            if (field->kind != KIND_REFERENCE || !value_is_given(value))
                continue;
            for (unsigned n = 0; n < value->count; n++)
                if (!value->items[n].as.record)
                    place_name(&names, field, &value->items[n]);
        }
    }
}
