/* markdown_table_write.c: a table as HTML.
 *
 * A wide table scrolls in a container of its own that the keyboard reaches, and what the keyboard
 * reaches needs a name: the caption, or without one the words of the header, so that no language
 * is spoken here that the author did not write. The first column names its rows, unless it is the
 * only one; an empty cell names nothing and is none of its headers.
 *
 * Layer: markdown. Uses: markdown_writer, markdown_write. Used by: markdown_write.c. */
#include "write_parts.h"

static bool is_empty_row(const struct text_table *table, size_t row)
{
    for (size_t column = 0; column < table->columns; column++)
        if (table->cells[row * table->columns + column] > 0)
            return false;
    return true;
}

/* Writes an id or a reference to the one that names the table. */
static void write_name(struct writer *writer, const char *before, size_t number)
{
    writer_literal(writer, before);
    writer_slot(writer, RUN_ID_PREFIX, 0);
    writer_literal(writer, arena_printf(writer->arena, "table_%zu\"", number));
}

static void write_container(struct writer *writer, const struct text_table *table, size_t number)
{
    writer_fresh_line(writer);
    writer_literal(writer, "<div class=\"scroll\"");
    if (table->caption > 0)
        write_name(writer, " role=\"region\" aria-labelledby=\"", number);
    else if (!is_empty_row(table, 0))
        write_name(writer, " role=\"group\" aria-labelledby=\"", number);
    writer_literal(writer, " tabindex=\"0\">\n<table class=\"written\">\n");
}

static void write_cell(struct writer *writer, const struct text_table *table, size_t row,
                       size_t column)
{
    static const char *const classes[] = {[ALIGN_NONE] = ">",
                                          [ALIGN_LEFT] = " class=\"align-left\">",
                                          [ALIGN_CENTRE] = " class=\"align-center\">",
                                          [ALIGN_RIGHT] = " class=\"align-right\">"};
    size_t paragraph = table->cells[row * table->columns + column];
    bool heads_row = row > 0 && column == 0 && table->columns > 1 && paragraph > 0;
    bool heads_column = row == 0 && paragraph > 0;
    writer_literal(writer, heads_row      ? "<th scope=\"row\""
                           : heads_column ? "<th scope=\"col\""
                                          : "<td");
    writer_literal(writer, classes[table->alignments[column]]);
    if (paragraph > 0)
        write_composed_words(writer, writer->front.paragraphs[paragraph - 1]);
    writer_literal(writer, heads_row || heads_column ? "</th>\n" : "</td>\n");
}

static void write_row(struct writer *writer, const struct text_table *table, size_t row)
{
    writer_literal(writer, "<tr>\n");
    for (size_t column = 0; column < table->columns; column++)
        write_cell(writer, table, row, column);
    writer_literal(writer, "</tr>\n");
}

void write_table(struct writer *writer, const struct text_table *table)
{
    size_t number = (size_t)(table - writer->tables->list) + 1;
    write_container(writer, table, number);
    if (table->caption > 0) {
        write_name(writer, "<caption id=\"", number);
        writer_literal(writer, ">");
        write_composed_words(writer, writer->front.paragraphs[table->caption - 1]);
        writer_literal(writer, "</caption>\n<thead>\n");
    } else if (!is_empty_row(table, 0)) {
        write_name(writer, "<thead id=\"", number);
        writer_literal(writer, ">\n");
    } else {
        writer_literal(writer, "<thead>\n");
    }
    write_row(writer, table, 0);
    writer_literal(writer, "</thead>\n");
    if (table->rows > 1)
        writer_literal(writer, "<tbody>\n");
    for (size_t row = 1; row < table->rows; row++)
        write_row(writer, table, row);
    writer_literal(writer, table->rows > 1 ? "</tbody>\n</table>\n</div>\n" : "</table>\n</div>\n");
}
