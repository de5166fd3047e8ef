/* markdown_source.c: the text being compiled: line ends made one kind, offsets turned into marks.
 *
 * Layer: markdown. Uses: buf, diag's mark. Used by: every file of this folder that reports. */
#include "source.h"

#include "concordat/base/arena.h"

#include <stdlib.h>
#include <string.h>

void source_index(struct source *source)
{
    size_t lines = 1;
    source->text = buf_str(&source->bytes);
    for (size_t i = 0; i < source->text.len; i++)
        lines += source->text.ptr[i] == '\n';
    source->line_starts = must_alloc((lines + 1) * sizeof *source->line_starts);
    source->line_starts[source->line_count++] = 0;
    for (size_t i = 0; i < source->text.len; i++)
        if (source->text.ptr[i] == '\n')
            source->line_starts[source->line_count++] = i + 1;
    source->line_starts[source->line_count] = source->text.len + 1;
}

struct source source_of(const struct origin *origin, struct str text)
{
    struct source source = {.origin = *origin, .marked_column = 1};
    if (str_starts(text, "\xEF\xBB\xBF"))
        text = str_slice(text, 3, text.len);
    buf_reserve(&source.bytes, text.len);
    for (size_t i = 0; i < text.len; i++) {
        char c = text.ptr[i];
        if (c == '\r' && i + 1 < text.len && text.ptr[i + 1] == '\n')
            continue;
        if (c == TOKEN_SIGN)
            c = ' ';
        source.bytes.ptr[source.bytes.len++] = c == '\r' ? '\n' : c;
    }
    source.bytes.ptr[source.bytes.len] = '\0';
    source_index(&source);
    return source;
}

void source_free(struct source *source)
{
    buf_free(&source->bytes);
    free(source->line_starts);
    free(source->pieces);
    *source = (struct source){0};
}

struct str source_line_text(const struct source *source, int line)
{
    if (line < 1 || (size_t)line > source->line_count)
        return STR("");
    return str_slice(source->text, source->line_starts[line - 1], source->line_starts[line] - 1);
}

size_t source_offset(const struct source *source, int line, int column)
{
    size_t last = source->line_count;
    size_t number = line < 1 ? 1 : (size_t)line > last ? last : (size_t)line;
    size_t within = column < 1 ? 0 : (size_t)column - 1;
    size_t len = source->line_starts[number] - 1 - source->line_starts[number - 1];
    return source->line_starts[number - 1] + (within < len ? within : len);
}

int source_line(const struct source *source, size_t offset)
{
    size_t low = 0;
    size_t high = source->line_count;
    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;
        if (source->line_starts[middle] <= offset)
            low = middle;
        else
            high = middle;
    }
    return (int)low + 1;
}

size_t source_line_end(const struct source *source, int line)
{
    return source_offset(source, line, 1) + source_line_text(source, line).len;
}

size_t source_content(const struct source *source, int line, unsigned quotations)
{
    struct str text = source_line_text(source, line);
    size_t at = 0;
    for (unsigned signs = 0; at < text.len; at++) {
        if (text.ptr[at] == '>' && signs < quotations)
            signs++;
        else if (text.ptr[at] != ' ' && text.ptr[at] != '\t')
            break;
    }
    return source_offset(source, line, 1) + at;
}

/* Where the byte at `offset` of a composed text comes from. */
static size_t offset_under(const struct source *source, size_t offset)
{
    size_t low = 0;
    size_t high = source->piece_count;
    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;
        if (source->pieces[middle].from <= offset)
            low = middle;
        else
            high = middle;
    }
    const struct piece *piece = &source->pieces[low];
    size_t within = offset - piece->from;
    return piece->under + (within < piece->len ? within : piece->len);
}

/* Counting from the mark before keeps a line of a hundred thousand links linear. */
struct mark source_mark(struct source *source, size_t offset)
{
    if (source->under)
        return source_mark(source->under, offset_under(source, offset));
    if (source->origin.locate)
        return source->origin.locate(source->origin.context, offset);
    int line = source_line(source, offset);
    size_t from = source->line_starts[line - 1];
    size_t column = 1;
    if (source->marked_offset >= from && source->marked_offset <= offset) {
        from = source->marked_offset;
        column = source->marked_column;
    }
    column += str_characters(str_slice(source->text, from, offset));
    source->marked_offset = offset;
    source->marked_column = column;
    return (struct mark){source->origin.file, source->origin.line + (unsigned)line - 1,
                         (unsigned)column};
}
