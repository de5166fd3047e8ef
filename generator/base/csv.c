/* csv.c: reads what Excel and its like save as "CSV", of which there are many kinds.
 *
 * What separates cells depends on the country, the encoding on the version: both are found out from
 * the bytes. Nothing is guessed in silence: what was found is in the result, for the caller to say.
 * Layer: base. Uses: arena, buf, diag, encoding. Used by: schema's spreadsheet, author's import. */
#include "concordat/base/csv.h"

#include "encoding.h"

#include <string.h>

struct reading {
    struct arena *arena;
    struct diag *diag;
    struct csv *csv;
    const char *file;
    struct str text;
    size_t at;
    unsigned line;
    unsigned column;
    size_t row_room;
    size_t cell_room;
};

/* ------------------------------------------------------------------ what separates cells */

static char find_separator(struct str text)
{
    static const char separators[] = {',', ';', '\t'};
    size_t counts[sizeof separators] = {0};
    size_t best = 0;
    bool quoted = false;
    for (size_t i = 0; i < text.len && (quoted || (text.ptr[i] != '\n' && text.ptr[i] != '\r'));
         i++) {
        if (text.ptr[i] == '"')
            quoted = !quoted;
        for (size_t s = 0; s < sizeof separators && !quoted; s++)
            counts[s] += text.ptr[i] == separators[s];
    }
    for (size_t s = 1; s < sizeof separators; s++)
        if (counts[s] > counts[best])
            best = s;
    return separators[best];
}

/* ------------------------------------------------------------------ cells */

static struct mark here(const struct reading *at)
{
    return (struct mark){at->file, at->line, at->column};
}

static bool is_end(const struct reading *at)
{
    return at->at >= at->text.len;
}

static char current(const struct reading *at)
{
    return at->text.ptr[at->at];
}

static bool is_line_break(char c)
{
    return c == '\n' || c == '\r';
}

/* Goes one byte on; a line break of two bytes counts once. */
static void step(struct reading *at)
{
    char c = current(at);
    at->at++;
    if (c == '\n' || (c == '\r' && (is_end(at) || current(at) != '\n'))) {
        at->line++;
        at->column = 1;
    } else if (c != '\r' && ((unsigned char)c & 0xC0) != 0x80) {
        at->column++;
    }
}

/* The inside of a quoted cell, in which "" is a quotation mark and line breaks are spaces. */
static bool read_quoted(struct reading *at, struct buf *text)
{
    struct mark start = here(at);
    step(at);
    while (!is_end(at)) {
        char c = current(at);
        step(at);
        if (c == '"' && (is_end(at) || current(at) != '"'))
            return true;
        if (c == '"')
            step(at);
        if (c == '\r' && !is_end(at) && current(at) == '\n')
            continue;
        buf_add_char(text, is_line_break(c) ? ' ' : c);
    }
    diag_error(at->diag, start, RULE_SPREADSHEET, STR("write \" at the end of the cell"),
               "a quotation mark opens here that is never closed");
    return false;
}

static bool read_cell(struct reading *at, struct csv_cell *cell)
{
    struct buf text = {0};
    bool good = true;
    while (!is_end(at) && current(at) == ' ')
        step(at);
    cell->mark = here(at);
    if (!is_end(at) && current(at) == '"') {
        good = read_quoted(at, &text);
        while (!is_end(at) && current(at) == ' ')
            step(at);
        if (good && !is_end(at) && current(at) != at->csv->separator &&
            !is_line_break(current(at))) {
            diag_error(at->diag, here(at), RULE_SPREADSHEET,
                       STR("write a quotation mark inside a quoted cell twice: \"\""),
                       "words stand behind the quotation mark that closes this cell");
            good = false;
        }
    } else {
        while (!is_end(at) && current(at) != at->csv->separator && !is_line_break(current(at))) {
            buf_add_char(&text, current(at));
            step(at);
        }
    }
    cell->text = arena_copy(at->arena, str_trim(buf_str(&text)));
    buf_free(&text);
    return good;
}

/* ------------------------------------------------------------------ rows */

static void add_cell(struct reading *at, struct csv_row *row, struct csv_cell cell)
{
    row->cells = arena_grown(at->arena, row->cells, row->count, &at->cell_room, sizeof cell);
    row->cells[row->count++] = cell;
}

/* Adds a row that says anything. */
static void add_row(struct reading *at, struct csv_row row)
{
    struct csv *csv = at->csv;
    while (row.count > 0 && row.cells[row.count - 1].text.len == 0)
        row.count--;
    if (row.count == 0)
        return;
    csv->rows = arena_grown(at->arena, csv->rows, csv->count, &at->row_room, sizeof row);
    csv->rows[csv->count++] = row;
}

static bool read_row(struct reading *at)
{
    struct csv_row row = {.mark = here(at)};
    at->cell_room = 0;
    while (true) {
        struct csv_cell cell;
        if (!read_cell(at, &cell))
            return false;
        add_cell(at, &row, cell);
        if (row.count > MOST_COLUMNS) {
            diag_error(at->diag, cell.mark, RULE_SPREADSHEET, STR("leave out what is not used"),
                       "there are more than %d columns", MOST_COLUMNS);
            return false;
        }
        if (is_end(at) || current(at) != at->csv->separator)
            break;
        step(at);
    }
    add_row(at, row);
    if (!is_end(at)) {
        bool two =
            current(at) == '\r' && at->at + 1 < at->text.len && at->text.ptr[at->at + 1] == '\n';
        step(at);
        if (two)
            step(at);
    }
    return true;
}

bool csv_parse(struct arena *arena, const char *file, struct str bytes, struct csv *csv,
               struct diag *diag)
{
    struct reading at = {
        .arena = arena, .diag = diag, .csv = csv, .file = file, .line = 1, .column = 1};
    *csv = (struct csv){0};
    struct buf decoded = {0};
    at.text = text_decode(bytes, &decoded, &csv->utf_16, &csv->windows_1252);
    if (decoded.len > 0)
        at.text = arena_copy(arena, at.text);
    buf_free(&decoded);
    size_t bad = str_first_bad_utf8(at.text);
    csv->separator = find_separator(at.text);
    if (bad < at.text.len) {
        while (at.at < bad)
            step(&at);
        bool wide = at.text.ptr[bad] == '\0'; /* every other byte of most UTF-16 */
        diag_error(diag, here(&at), RULE_NOT_UTF8,
                   wide ? STR("save it as CSV UTF-8") : STR("remove it"),
                   wide ? "this is no text: it may be UTF-16 or a workbook"
                        : "a control character stands here, which no page can show");
        return false;
    }
    while (!is_end(&at)) {
        if (!read_row(&at))
            return false;
        if (csv->count > MOST_ROWS) {
            diag_error(diag, here(&at), RULE_SPREADSHEET, STR("divide it into several"),
                       "there are more than %d rows", MOST_ROWS);
            return false;
        }
    }
    return true;
}
