/* csv.c: reads what Excel and its like save as "CSV", of which there are many kinds.
 *
 * What separates cells depends on the country, the encoding on the version: both are found out from
 * the bytes. Nothing is guessed in silence: what was found is in the result, for the caller to say.
 * Layer: base. Uses: arena, buf, diag. Used by: schema's spreadsheet, author's import. */
#include "concordat/base/csv.h"

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

/* ------------------------------------------------------------------ encodings */

/* What windows-1252 has at 0x80 to 0x9F; 0 for nothing. */
static const unsigned short upper[32] = {
    0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
    0x2039, 0x0152, 0,      0x017D, 0,      0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,      0x017E, 0x0178,
};

static void add_character(struct buf *out, unsigned code)
{
    if (code < 0x80) {
        buf_add_char(out, (char)code);
    } else if (code < 0x800) {
        buf_add_char(out, (char)(0xC0 | (code >> 6)));
        buf_add_char(out, (char)(0x80 | (code & 0x3F)));
    } else if (code >= 0x10000) {
        buf_add_char(out, (char)(0xF0 | (code >> 18)));
        buf_add_char(out, (char)(0x80 | ((code >> 12) & 0x3F)));
        buf_add_char(out, (char)(0x80 | ((code >> 6) & 0x3F)));
        buf_add_char(out, (char)(0x80 | (code & 0x3F)));
    } else {
        buf_add_char(out, (char)(0xE0 | (code >> 12)));
        buf_add_char(out, (char)(0x80 | ((code >> 6) & 0x3F)));
        buf_add_char(out, (char)(0x80 | (code & 0x3F)));
    }
}

/* The two bytes at a place as a number. */
static unsigned unit_at(struct str bytes, size_t place, bool big_endian)
{
    unsigned first = (unsigned char)bytes.ptr[place];
    unsigned second = (unsigned char)bytes.ptr[place + 1];
    return big_endian ? first << 8 | second : second << 8 | first;
}

/* The text of UTF-16 as UTF-8: what Excel saves as "Unicode Text". Half a character becomes the
 * sign for what cannot be read. */
static struct str decode_utf_16(const struct reading *at, struct str bytes, bool big_endian)
{
    struct buf text = {0};
    at->csv->utf_16 = true;
    for (size_t i = 2; i + 1 < bytes.len; i += 2) {
        unsigned code = unit_at(bytes, i, big_endian);
        bool high = code >= 0xD800 && code < 0xDC00;
        unsigned low = high && i + 3 < bytes.len ? unit_at(bytes, i + 2, big_endian) : 0;
        if (low >= 0xDC00 && low < 0xE000) {
            code = 0x10000 + ((code - 0xD800) << 10) + (low - 0xDC00);
            i += 2;
        } else if (code >= 0xD800 && code < 0xE000) {
            code = 0xFFFD;
        }
        add_character(&text, code);
    }
    struct str kept = arena_copy(at->arena, buf_str(&text));
    buf_free(&text);
    return kept;
}

/* The text as UTF-8. */
static struct str decode(const struct reading *at, struct str bytes)
{
    struct buf text = {0};
    if (str_starts(bytes, "\xFF\xFE") || str_starts(bytes, "\xFE\xFF"))
        return decode_utf_16(at, bytes, bytes.ptr[0] == '\xFE');
    if (str_starts(bytes, BYTE_ORDER_MARK))
        bytes = str_slice(bytes, strlen(BYTE_ORDER_MARK), bytes.len);
    size_t bad = str_first_bad_utf8(bytes);
    if (bad == bytes.len || (unsigned char)bytes.ptr[bad] < 0x80)
        return bytes;
    at->csv->windows_1252 = true;
    for (size_t i = 0; i < bytes.len; i++) {
        unsigned code = (unsigned char)bytes.ptr[i];
        if (code >= 0x80 && code < 0xA0)
            code = upper[code - 0x80] ? upper[code - 0x80] : 0xFFFD;
        add_character(&text, code);
    }
    struct str kept = arena_copy(at->arena, buf_str(&text));
    buf_free(&text);
    return kept;
}

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

static void *grown(struct arena *arena, const void *list, size_t count, size_t room, size_t size)
{
    void *more = arena_array(arena, room, size);
    if (count > 0)
        memcpy(more, list, count * size);
    return more;
}

static void add_cell(struct reading *at, struct csv_row *row, struct csv_cell cell)
{
    if (!row->cells || row->count == at->cell_room) {
        at->cell_room = at->cell_room > 0 ? at->cell_room * 2 : 8;
        row->cells = grown(at->arena, row->cells, row->count, at->cell_room, sizeof cell);
    }
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
    if (csv->count == at->row_room) {
        at->row_room = at->row_room > 0 ? at->row_room * 2 : 32;
        csv->rows = grown(at->arena, csv->rows, csv->count, at->row_room, sizeof row);
    }
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
    at.text = decode(&at, bytes);
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
