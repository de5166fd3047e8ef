/* markdown_table.c: lifts tables out of a text before the library sees it.
 *
 * A table is what the library takes for a paragraph, or for the words of a heading. So the text is
 * parsed once to learn which lines those are, and composed anew: every cell becomes a paragraph in
 * front of the text, where all of its reference definitions hold, and a token stands for the table.
 * Cells are cut from the author's lines, since the library's words no longer show which | was
 * escaped. A table ends where its paragraph does. Its caption is the paragraph, or the lines of the
 * same paragraph, that begin with "Table:" directly above it, or else directly below.
 *
 * Layer: markdown. Uses: markdown_source, markdown_compose, markdown_paragraphs,
 * markdown_table_row, libcmark. Used by: markdown.c, and what it found by markdown_table_write.c.
 */
#include "table.h"

#include "grow.h"
#include "paragraphs.h"
#include "table_row.h"

#include "concordat/base/arena.h"

#include <stdlib.h>

/* Columns times rows, all tables of a text together: a row may leave out cells, which are written
 * all the same. */
enum { MOST_CELLS = 20000 };

#define CAPTION_SIGN "Table:"

/* Lines of a table, in its paragraph. */
struct extent {
    const struct paragraph *paragraph;
    int header;
    int last; /* of its rows */
    const struct paragraph *caption;
    int caption_first; /* lines of `caption`; 0 for none */
    int caption_last;
    int token_line; /* the first of all: the token takes its place */
};

struct lifting {
    struct source *source;
    struct text_tables *tables;
    struct diag *diag;
    struct paragraphs paragraphs;
    struct extent *extents; /* of `tables` */
    size_t extent_room;
    enum fate *fates; /* of every line, from 1 */
    size_t *table_of; /* the table whose token, or thematic break, stands on a line */
    size_t cell_count;
};

static bool is_caption(struct str words)
{
    return str_starts(words, CAPTION_SIGN) && str_trim(words).len > sizeof CAPTION_SIGN - 1;
}

/* ------------------------------------------------------------------- find */

/* Finds the header of a table in a paragraph: the last line above a delimiting row with as many
 * cells. */
static bool find_header(const struct source *source, const struct paragraph *paragraph, int *header)
{
    for (int line = paragraph->first; line < paragraph->last; line++) {
        struct str below = paragraph_words(source, paragraph, line + 1);
        if (row_delimits(below) &&
            row_count(paragraph_words(source, paragraph, line)) == row_count(below)) {
            *header = line;
            return true;
        }
    }
    return false;
}

static void set_caption(struct extent *extent, const struct paragraph *paragraph, int first,
                        int last)
{
    extent->caption = paragraph;
    extent->caption_first = first;
    extent->caption_last = last;
}

/* Takes lines of the table's own paragraph for its caption. */
static void find_caption_inside(const struct source *source, struct extent *extent)
{
    const struct paragraph *paragraph = extent->paragraph;
    for (int line = extent->header - 1; line >= paragraph->first; line--) {
        if (is_caption(paragraph_words(source, paragraph, line))) {
            set_caption(extent, paragraph, line, extent->header - 1);
            return;
        }
    }
    for (int line = extent->header + 2; line <= extent->last; line++) {
        struct str words = paragraph_words(source, paragraph, line);
        if (is_caption(words) && row_count(words) == 1 && !str_ends(words, "|")) {
            set_caption(extent, paragraph, line, extent->last);
            extent->last = line - 1;
            return;
        }
    }
}

/* Takes the paragraph beside the table's for its caption, if it is one and no other table's. */
static void try_neighbour(struct lifting *lifting, struct extent *extent,
                          const struct paragraph *neighbour)
{
    int header;
    const struct source *source = lifting->source;
    if (extent->caption_first > 0 || neighbour->underline > 0 ||
        lifting->fates[neighbour->first] != FATE_KEPT ||
        !is_caption(paragraph_words(source, neighbour, neighbour->first)) ||
        find_header(source, neighbour, &header))
        return;
    set_caption(extent, neighbour, neighbour->first, neighbour->last);
}

static void find_caption(struct lifting *lifting, struct extent *extent)
{
    const struct paragraph *paragraph = extent->paragraph;
    const struct paragraph *list = lifting->paragraphs.list;
    size_t index = (size_t)(paragraph - list);
    find_caption_inside(lifting->source, extent);
    if (index > 0 && extent->header == paragraph->first &&
        cmark_node_previous(paragraph->node) == list[index - 1].node)
        try_neighbour(lifting, extent, &list[index - 1]);
    if (index + 1 < lifting->paragraphs.count && paragraph->underline == 0 &&
        cmark_node_next(paragraph->node) == list[index + 1].node)
        try_neighbour(lifting, extent, &list[index + 1]);
}

static void leave_out(struct lifting *lifting, int first, int last)
{
    for (int line = first; line <= last; line++)
        lifting->fates[line] = FATE_LEFT_OUT;
}

static void add_extent(struct lifting *lifting, struct extent extent)
{
    struct text_tables *tables = lifting->tables;
    bool above = extent.caption_first > 0 && extent.caption_first < extent.header;
    int underline = extent.paragraph->underline;
    extent.token_line = above ? extent.caption_first : extent.header;
    leave_out(lifting, extent.header, extent.last);
    if (extent.caption_first > 0)
        leave_out(lifting, extent.caption_first, extent.caption_last);
    lifting->fates[extent.token_line] = FATE_TABLE;
    lifting->table_of[extent.token_line] = tables->count;
    if (underline > 0 && !paragraph_has_equals(lifting->source, extent.paragraph)) {
        lifting->fates[underline] = FATE_RULE;
        lifting->table_of[underline] = tables->count;
    }
    tables->list = grown(tables->list, tables->count, &tables->room, sizeof *tables->list);
    lifting->extents = grown(lifting->extents, tables->count, &lifting->extent_room, sizeof extent);
    lifting->extents[tables->count] = extent;
    tables->list[tables->count++] = (struct text_table){0};
}

static void find_tables(struct lifting *lifting)
{
    const struct source *source = lifting->source;
    for (size_t i = 0; i < lifting->paragraphs.count; i++) {
        const struct paragraph *paragraph = &lifting->paragraphs.list[i];
        struct extent extent = {.paragraph = paragraph, .last = paragraph->last};
        if (lifting->fates[paragraph->first] != FATE_KEPT ||
            !find_header(source, paragraph, &extent.header))
            continue;
        if (paragraph_has_equals(source, paragraph))
            extent.last = paragraph->underline;
        find_caption(lifting, &extent);
        add_extent(lifting, extent);
    }
}

/* ---------------------------------------------------------------- compose */

/* Begins a paragraph in front of the text; returns its number. */
static size_t begin_paragraph(struct lifting *lifting, struct composition *out, size_t offset)
{
    compose_add(out, CELL_PREFIX, offset);
    return ++lifting->tables->paragraph_count;
}

/* Writes the words of a cell: in a cell, even in its code, \| is |. */
static size_t compose_cell(struct lifting *lifting, struct composition *out, struct str cell)
{
    size_t from = (size_t)(cell.ptr - lifting->source->text.ptr);
    size_t end = from + cell.len;
    if (cell.len == 0)
        return 0;
    size_t number = begin_paragraph(lifting, out, from);
    for (size_t i = 0; i + 1 < cell.len; i++) {
        if (cell.ptr[i] != '\\' || cell.ptr[i + 1] != '|')
            continue;
        size_t backslash = end - cell.len + i;
        compose_copy(out, from, backslash);
        from = backslash + 1;
    }
    compose_copy(out, from, end);
    compose_add(out, "\n\n", end);
    return number;
}

static void compose_row(struct lifting *lifting, struct composition *out, struct text_table *table,
                        size_t row, struct str words)
{
    struct str cell;
    struct str rest = row_start(words);
    for (size_t column = 0; column < table->columns && row_next(&rest, &cell); column++)
        table->cells[row * table->columns + column] = compose_cell(lifting, out, cell);
    if (!row_next(&rest, &cell))
        return;
    diag_report(lifting->diag, SEVERITY_WARNING,
                source_mark(lifting->source, (size_t)(cell.ptr - lifting->source->text.ptr)),
                RULE_EXTRA_CELLS,
                "the header of the table has %zu cells and this row more: readers will not see "
                "what stands from here on",
                table->columns);
}

static void compose_caption(struct lifting *lifting, struct composition *out,
                            struct text_table *table, const struct extent *extent)
{
    const struct source *source = lifting->source;
    size_t from = paragraph_content(source, extent->caption, extent->caption_first);
    from += sizeof CAPTION_SIGN - 1;
    while (source->text.ptr[from] == ' ' || source->text.ptr[from] == '\t')
        from++;
    table->caption = begin_paragraph(lifting, out, from);
    for (int line = extent->caption_first; line <= extent->caption_last; line++) {
        struct str words = paragraph_words(source, extent->caption, line);
        size_t end = (size_t)(words.ptr - source->text.ptr) + words.len;
        if (line > extent->caption_first) {
            from = paragraph_content(source, extent->caption, line);
            compose_add(out, " ", from);
        }
        compose_copy(out, from, end);
    }
    compose_add(out, "\n\n", from);
}

/* Makes room for the cells, unless there are too many. */
static bool begin_table(struct lifting *lifting, struct text_table *table,
                        const struct extent *extent)
{
    const struct source *source = lifting->source;
    const struct paragraph *paragraph = extent->paragraph;
    size_t offset = paragraph_content(source, paragraph, extent->header);
    table->mark = source_mark(lifting->source, offset);
    table->columns = row_count(paragraph_words(source, paragraph, extent->header));
    table->rows = (size_t)(extent->last - extent->header); /* without the delimiting row */
    lifting->cell_count += table->columns * table->rows;
    if (lifting->cell_count > MOST_CELLS) {
        lifting->tables->too_many = true;
        diag_error(lifting->diag, table->mark, RULE_MARKDOWN_LIMIT,
                   STR("leave out columns or rows, or make it several texts"),
                   "the tables of a text may have 20000 cells, columns times rows, and from this "
                   "table on they have more");
        return false;
    }
    table->alignments = must_alloc(table->columns * sizeof *table->alignments);
    table->cells = must_alloc(table->columns * table->rows * sizeof *table->cells);
    for (size_t i = 0; i < table->columns * table->rows; i++)
        table->cells[i] = 0;
    struct str cell;
    struct str rest = row_start(paragraph_words(source, paragraph, extent->header + 1));
    for (size_t column = 0; row_next(&rest, &cell); column++)
        table->alignments[column] = row_alignment(cell);
    return true;
}

static void compose_table(struct lifting *lifting, struct composition *out, size_t index)
{
    const struct extent *extent = &lifting->extents[index];
    struct text_table *table = &lifting->tables->list[index];
    if (lifting->tables->too_many || !begin_table(lifting, table, extent))
        return;
    if (extent->caption_first > 0)
        compose_caption(lifting, out, table, extent);
    for (size_t row = 0; row < table->rows; row++) {
        int line = extent->header + (int)row + (row > 0 ? 1 : 0);
        compose_row(lifting, out, table, row,
                    paragraph_words(lifting->source, extent->paragraph, line));
    }
}

/* The offset at which the words of a line of a table begin. */
static size_t words_offset(const struct lifting *lifting, int line)
{
    const struct extent *extent = &lifting->extents[lifting->table_of[line]];
    bool caption = line == extent->caption_first;
    return paragraph_content(lifting->source, caption ? extent->caption : extent->paragraph, line);
}

/* Copies what stands in front of the words of a line of a table; returns where they begin. */
static size_t copy_front(const struct lifting *lifting, struct composition *out, int line)
{
    size_t offset = words_offset(lifting, line);
    compose_copy(out, source_offset(lifting->source, line, 1), offset);
    return offset;
}

static void compose_line(struct lifting *lifting, struct composition *out, int line)
{
    const struct source *source = lifting->source;
    size_t from = source_offset(source, line, 1);
    size_t end = source_line_end(source, line);
    switch (lifting->fates[line]) {
    case FATE_LEFT_OUT:
        return;
    case FATE_TABLE:
        from = copy_front(lifting, out, line);
        compose_token(out, TOKEN_TABLE, lifting->table_of[line], from);
        break;
    case FATE_RULE:
        from = copy_front(lifting, out, line);
        compose_add(out, "***", from);
        break;
    case FATE_KEPT:
        compose_copy(out, from, end);
        break;
    }
    if (end < source->text.len)
        compose_copy(out, end, end + 1);
}

static struct source compose(struct lifting *lifting)
{
    struct composition out = {.under = lifting->source};
    for (size_t i = 0; i < lifting->tables->count; i++)
        compose_table(lifting, &out, i);
    for (int line = 1; line <= (int)lifting->source->line_count; line++)
        compose_line(lifting, &out, line);
    return compose_end(&out);
}

/* True where a line could be the one under a header, whatever stands around it. */
static bool may_have_tables(const struct source *source)
{
    for (int line = 1; line <= (int)source->line_count; line++) {
        struct str text = source_line_text(source, line);
        size_t at = 0;
        while (at < text.len &&
               (text.ptr[at] == '>' || text.ptr[at] == ' ' || text.ptr[at] == '\t'))
            at++;
        if (row_delimits(str_slice(text, at, text.len)))
            return true;
    }
    return false;
}

bool tables_lift(struct source *source, struct text_tables *tables, struct source *composed,
                 struct diag *diag)
{
    struct lifting lifting = {.source = source, .tables = tables, .diag = diag};
    if (!may_have_tables(source))
        return false;
    struct arena *arena = arena_new();
    lifting.fates = arena_array(arena, source->line_count + 1, sizeof *lifting.fates);
    lifting.table_of = arena_array(arena, source->line_count + 1, sizeof *lifting.table_of);
    cmark_node *root = cmark_parse_document(source->text.ptr, source->text.len, CMARK_OPT_DEFAULT);
    paragraphs_list(&lifting.paragraphs, source, root);
    find_tables(&lifting);
    if (tables->count > 0)
        *composed = compose(&lifting);
    paragraphs_free(&lifting.paragraphs);
    cmark_node_free(root);
    free(lifting.extents);
    arena_free(arena);
    return tables->count > 0;
}

void tables_free(struct text_tables *tables)
{
    for (size_t i = 0; i < tables->count; i++) {
        free(tables->list[i].alignments);
        free(tables->list[i].cells);
    }
    free(tables->list);
    *tables = (struct text_tables){0};
}
