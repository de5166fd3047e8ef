/* fuzz_import.c: any bytes, taken for a spreadsheet of members, are rows that read back the same or
 * an error at a place of theirs; and what is imported from them is a definition in which every row
 * is a seat, with the words of its cells, or a comment.
 *
 * An input that does not begin with a zero byte gets a row of headings in front. */
#include "concordat/author/import.h"
#include "concordat/base/csv.h"
#include "concordat/base/suggest.h"
#include "concordat/base/table.h"
#include "concordat/check/check.h"
#include "concordat/schema/columns.h"
#include "concordat/schema/decode.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const char headings[] =
    "Name,Organisation,Job title,Capacity,From,Represents,Group,Vacant,Note,Standing\n";

static void must(bool holds)
{
    if (!holds)
        abort();
}

/* ------------------------------------------------------------------ rows */

static void write_row(struct buf *out, const struct csv_row *row)
{
    for (size_t i = 0; i < row->count; i++) {
        buf_add_string(out, i > 0 ? ",\"" : "\"");
        for (size_t k = 0; k < row->cells[i].text.len; k++) {
            if (row->cells[i].text.ptr[k] == '"')
                buf_add_char(out, '"');
            buf_add_char(out, row->cells[i].text.ptr[k]);
        }
        buf_add_char(out, '"');
    }
    buf_add_string(out, "\r\n");
}

/* The rows, written as the specification has it, are the same rows. */
static void must_read_back(struct arena *arena, const struct csv *csv, struct diag *diag)
{
    struct buf text = {0};
    struct csv again;
    /* A row of commas says what separates cells; it has no words, and is none. */
    buf_add_string(&text, ",,\r\n");
    for (size_t i = 0; i < csv->count; i++)
        write_row(&text, &csv->rows[i]);
    must(csv_parse(arena, "again.csv", buf_str(&text), &again, diag));
    must(again.count == csv->count && !again.utf_16 && !again.windows_1252);
    for (size_t i = 0; i < csv->count; i++) {
        const struct csv_row *row = &csv->rows[i];
        must(row->count == again.rows[i].count && row->count > 0);
        must(again.rows[i].mark.line == i + 2);
        for (size_t k = 0; k < row->count; k++)
            must(str_equal(row->cells[k].text, again.rows[i].cells[k].text));
    }
    buf_free(&text);
}

static void must_be_placed(const struct csv *csv)
{
    struct mark last = {0};
    for (size_t i = 0; i < csv->count; i++)
        for (size_t k = 0; k < csv->rows[i].count; k++) {
            const struct csv_cell *cell = &csv->rows[i].cells[k];
            must(cell->mark.line > last.line ||
                 (cell->mark.line == last.line && cell->mark.column > last.column));
            must(str_first_bad_utf8(cell->text) == cell->text.len);
            last = cell->mark;
        }
}

/* ------------------------------------------------------------------ the definition */

/* A definition that was imported, with what it was imported from. */
struct imported {
    struct arena *arena;
    const struct csv *csv;
    const struct field **columns;
    struct records records;
    bool *left_out; /* of each row */
};

static void read_columns(struct imported *at)
{
    const struct csv_row *row = &at->csv->rows[0];
    at->columns = arena_array(at->arena, row->count, sizeof(const struct field *));
    for (size_t i = 0; i < row->count; i++) {
        at->columns[i] = column_field(at->arena, type_of(TYPE_seat), row->cells[i].text);
        for (size_t k = 0; k < i; k++)
            if (at->columns[i] == at->columns[k])
                at->columns[i] = NULL;
    }
}

/* An error is told of a row that is left out, at a place in it. */
static void find_left_out(struct imported *at, const struct diag *diag)
{
    size_t count;
    const struct diagnostic *found = diag_sorted(diag, &count);
    at->left_out = arena_array(at->arena, at->csv->count, sizeof *at->left_out);
    for (size_t i = 0; i < count; i++) {
        size_t row = at->csv->count;
        must(str_first_bad_utf8(found[i].message) == found[i].message.len);
        if (found[i].severity != SEVERITY_ERROR)
            continue;
        while (row > 0 && at->csv->rows[row - 1].mark.line > found[i].mark.line)
            row--;
        must(row > 1);
        at->left_out[row - 1] = true;
    }
}

/* The records that a cell names have the names that stand in it, each behind an honorific or not.
 */
static void must_be_named(const struct value *value, struct str cell)
{
    unsigned count = 0;
    while (cell.len > 0) {
        struct str name = str_trim(str_cut(cell, ';', &cell));
        if (name.len == 0)
            continue;
        must(count < value->count);
        struct str known = record_title(value->items[count++].as.record);
        must(known.len <= name.len);
        struct str end = str_slice(name, name.len - known.len, name.len);
        must(words_alike(known, end));
    }
    must(count == value->count);
}

static void check_seat(struct imported *at, const struct record *seat, const struct csv_row *row)
{
    for (size_t i = 0; i < row->count && i < at->csv->rows[0].count; i++) {
        const struct field *field = at->columns[i];
        struct str cell = row->cells[i].text;
        if (!field || cell.len == 0)
            continue;
        const struct value *value = record_value_const(seat, field);
        if (field->kind == KIND_TEXT)
            must(value_is_given(value) && str_equal(value_text(value), cell));
        else if (field->kind == KIND_REFERENCE &&
                 (field->target == TYPE_person || field->target == TYPE_organisation ||
                  field->target == TYPE_post))
            must_be_named(value, cell);
    }
}

/* A name is one record's of its type. */
static void must_be_one_each(struct imported *at)
{
    struct table *names = table_new(at->arena);
    for (size_t i = 0; i < at->records.count; i++) {
        const struct record *record = at->records.list[i];
        if (!record_is(record, TYPE_person) && !record_is(record, TYPE_organisation) &&
            !record_is(record, TYPE_post))
            continue;
        struct str key = str_of(
            arena_printf(at->arena, "%s %.*s", record->type->name, STR_ARGS(record_title(record))));
        must(!table_get(names, key));
        table_set(names, key, at);
    }
}

/* The row after that one which is a seat. */
static size_t next_taken(const struct imported *at, size_t row)
{
    do
        row++;
    while (row < at->csv->count && at->left_out[row]);
    return row;
}

static void check_definition(struct imported *at, struct str yaml)
{
    struct diag *diag = diag_new();
    struct decoding decoding = {at->arena, &at->records, diag};
    struct record *trust =
        record_new(&decoding, type_of(TYPE_trust), (struct mark){"t", 1, 1}, NULL);
    bool empty;
    trust->id = STR("t");
    at->records.trust = (struct trust *)trust;
    decode_into(&decoding, trust,
                yaml_parse(at->arena, "b.yaml", 1,
                           STR("bodies: [{id: board, name: B, kind: board, standing: existing}]\n"),
                           &empty, diag));
    const struct node *map = yaml_parse(at->arena, "t.yaml", 1, yaml, &empty, diag);
    must(map != NULL && map->kind == NODE_MAP);
    for (size_t i = 0; i < map->count; i++)
        must(str_is(map->entries[i].key, "documents") || str_is(map->entries[i].key, "people") ||
             str_is(map->entries[i].key, "organisations") || str_is(map->entries[i].key, "posts") ||
             str_is(map->entries[i].key, "seats"));
    must(!diag_has_errors(diag));
    decode_into(&decoding, trust, map);
    decode_place(&decoding);
    check_references(at->arena, &at->records, diag);
    size_t row = 0;
    for (size_t i = 0; i < at->records.count; i++) {
        if (!record_is(at->records.list[i], TYPE_seat))
            continue;
        row = next_taken(at, row);
        must(row < at->csv->count);
        check_seat(at, at->records.list[i], &at->csv->rows[row]);
    }
    must(next_taken(at, row) == at->csv->count);
    must_be_one_each(at);
    diag_free(diag);
}

/* ------------------------------------------------------------------ the spreadsheet */

/* A file without a name that runs write to, one after the other. */
static const char *file_with(struct arena *arena, struct str bytes)
{
    static FILE *file;
    file = file ? file : tmpfile();
    must(file != NULL);
    must(pwrite(fileno(file), bytes.ptr, bytes.len, 0) == (ssize_t)bytes.len);
    must(ftruncate(fileno(file), (off_t)bytes.len) == 0);
    return arena_printf(arena, "/dev/fd/%d", fileno(file));
}

static void import(struct arena *arena, const struct csv *csv, struct str bytes)
{
    struct imported at = {.arena = arena, .csv = csv};
    const struct import_options options = {.file = file_with(arena, bytes)};
    struct diag *diag = diag_new();
    struct buf yaml = {0};
    struct buf told = {0};
    bool done = import_seats(&options, &yaml, &told, diag);
    must(done || diag_has_errors(diag));
    if (done) {
        must(csv->count > 1);
        read_columns(&at);
        find_left_out(&at, diag);
        check_definition(&at, buf_str(&yaml));
    }
    buf_free(&yaml);
    buf_free(&told);
    diag_free(diag);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena *arena = arena_new();
    struct diag *diag = diag_new();
    struct buf bytes = {0};
    struct csv csv;
    bool bare = size > 0 && data[0] == 0;
    buf_add_string(&bytes, bare ? "" : headings);
    buf_add(&bytes, (struct str){(const char *)data + bare, size - bare});
    bool read = csv_parse(arena, "t.csv", buf_str(&bytes), &csv, diag);
    must(read != diag_has_errors(diag));
    if (read) {
        must_be_placed(&csv);
        must_read_back(arena, &csv, diag);
        import(arena, &csv, buf_str(&bytes));
    }
    buf_free(&bytes);
    diag_free(diag);
    arena_free(arena);
    return 0;
}
