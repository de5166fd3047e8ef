/* excerpt.c: shows the line that a diagnostic is about, with a caret under its column.
 *
 * A file is read once, and because diagnostics come sorted, one walk through it meets all their
 * lines and, in a line without end, all their columns: a hundred thousand of them cost no more than
 * the file. What the walk stands at is the first character shown, never behind the caret.
 *
 * Layer: base. Uses: buf, encoding, file (its largest), whole_file. Used by: diag. */
#include "excerpt.h"

#include "concordat/base/file.h"
#include "encoding.h"
#include "whole_file.h"

#include <string.h>

/* Characters of a line that a terminal shows, and how many of them stand before a far caret. */
enum { WIDEST = 96, BEFORE = 60 };

/* A spreadsheet is shown as it was read, whatever its encoding. */
static void decode_spreadsheet(struct excerpts *in)
{
    struct buf decoded = {0};
    bool utf_16;
    bool windows_1252;
    in->text = text_decode(in->text, &decoded, &utf_16, &windows_1252);
    if (utf_16 || windows_1252) {
        buf_free(&in->bytes);
        in->bytes = decoded;
    }
}

static void open_file(struct excerpts *in, const char *path)
{
    if (in->path && strcmp(in->path, path) == 0)
        return;
    excerpts_free(in);
    *in = (struct excerpts){.path = path, .line = 1, .column = 1};
    if (whole_file_read(path, LARGEST_FILE, &in->bytes) != 0)
        return;
    in->text = buf_str(&in->bytes);
    if (str_ends(str_of(path), ".csv"))
        decode_spreadsheet(in);
    else if (str_starts(in->text, BYTE_ORDER_MARK))
        in->text = str_slice(in->text, strlen(BYTE_ORDER_MARK), in->text.len);
}

static bool is_at_break(struct str text, size_t at)
{
    return at == text.len || text.ptr[at] == '\n' || text.ptr[at] == '\r';
}

/* The offset behind the character at `at`; a byte that belongs to none counts as one. */
static size_t after_character(struct str text, size_t at)
{
    size_t len = str_character_length(str_slice(text, at, text.len));
    return at + (len > 0 ? len : 1);
}

/* Goes to the start of `line`; false where the text ends before. */
static bool go_to_line(struct excerpts *in, unsigned line)
{
    while (in->line < line) {
        while (!is_at_break(in->text, in->at))
            in->at++;
        if (in->at == in->text.len)
            return false;
        bool two_bytes = in->text.ptr[in->at] == '\r' && in->at + 1 < in->text.len &&
                         in->text.ptr[in->at + 1] == '\n';
        in->at += two_bytes ? 2 : 1;
        in->line++;
        in->column = 1;
    }
    return in->at < in->text.len;
}

/* Goes to `column` of the line, or to its end. */
static void go_to_column(struct excerpts *in, unsigned column)
{
    while (in->column < column && !is_at_break(in->text, in->at)) {
        in->at = after_character(in->text, in->at);
        in->column++;
    }
}

void excerpt_write(struct excerpts *excerpts, struct mark mark, struct buf *out)
{
    if (!mark.file || mark.line == 0 || mark.column == 0)
        return;
    unsigned first = mark.column > WIDEST ? mark.column - BEFORE : 1;
    open_file(excerpts, mark.file);
    if (!go_to_line(excerpts, mark.line))
        return;
    go_to_column(excerpts, first);

    struct str text = excerpts->text;
    struct buf under = {0};
    size_t start = out->len;
    buf_printf(out, "%6u | ", mark.line);
    buf_printf(&under, "%*s| ", (int)(out->len - start) - 2, "");
    size_t at = excerpts->at;
    for (unsigned shown = 0; shown < WIDEST && !is_at_break(text, at); shown++) {
        size_t next = after_character(text, at);
        bool is_tab = text.ptr[at] == '\t'; /* as wide below as above, whatever its width */
        if (is_tab)
            buf_add_char(out, '\t');
        else
            buf_add_visible(out, str_slice(text, at, next));
        if (excerpts->column + shown < mark.column)
            buf_add_char(&under, is_tab ? '\t' : ' ');
        at = next;
    }
    buf_add_char(out, '\n');
    buf_add(out, buf_str(&under));
    buf_add_string(out, "^\n");
    buf_free(&under);
}

void excerpts_free(struct excerpts *excerpts)
{
    buf_free(&excerpts->bytes);
    *excerpts = (struct excerpts){0};
}
