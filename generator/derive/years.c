/* years.c: sets the years of the safeguarding boards side by side: what the summary of each states,
 * and for each measure that several summaries of one board have figures of, a table with a column
 * for each figure and a row for each area.
 *
 * A year without a figure has no column of gaps: it is named below the table. Stage: publish,
 * derive. Uses: schema. Used by: derive. */
#include "lists.h"

#include <stdlib.h>
#include <string.h>

static const struct annual_figure *figure_at(const struct value *list, unsigned at)
{
    return (const struct annual_figure *)list->items[at].as.record;
}

static const struct annual_summary *summary_of(const struct annual_figure *figure)
{
    return (const struct annual_summary *)value_record(&figure->annual_summary);
}

static const struct record *board_of(const struct annual_figure *figure)
{
    return value_record(&summary_of(figure)->board);
}

/* By board, then by year, then as written. */
static int by_board_and_year(const void *a, const void *b)
{
    const struct annual_figure *left =
        (const struct annual_figure *)((const struct item *)a)->as.record;
    const struct annual_figure *right =
        (const struct annual_figure *)((const struct item *)b)->as.record;
    size_t x = board_of(left)->order;
    size_t y = board_of(right)->order;
    if (x != y)
        return x < y ? -1 : 1;
    int order = str_compare(summary_of(left)->record.id, summary_of(right)->record.id);
    return order != 0 ? order
                      : (left->record.order > right->record.order) -
                            (left->record.order < right->record.order);
}

/* ------------------------------------------------------------------ one table */

static struct year_row *row_of(struct arena *arena, struct year_table *table,
                               const struct value *area)
{
    for (unsigned i = 0; i < table->rows.count; i++) {
        struct year_row *row = (struct year_row *)table->rows.items[i].as.record;
        if (value_record(&row->area) == value_record(area))
            return row;
    }
    struct year_row *row = made_record(arena, TYPE_year_row);
    row->area = *area;
    list_add(arena, &table->rows, &row->record);
    return row;
}

/* The cell of a row in column `at`; the columns before it that the row has nothing for are empty.
 */
static struct year_cell *cell_of(struct arena *arena, const struct year_table *table,
                                 struct year_row *row, unsigned at)
{
    struct year_cell *cell = NULL;
    while (row->cells.count <= at) {
        cell = made_record(arena, TYPE_year_cell);
        cell->figure = (struct value){STATE_GIVEN, 1, &table->figures.items[row->cells.count],
                                      table->record.mark};
        list_add(arena, &row->cells, &cell->record);
    }
    return (struct year_cell *)row->cells.items[at].as.record;
}

static void fill_areas(struct arena *arena, struct year_table *table)
{
    for (unsigned at = 0; at < table->figures.count; at++) {
        const struct value *areas = &figure_at(&table->figures, at)->areas;
        for (unsigned i = 0; value_is_given(areas) && i < areas->count; i++) {
            const struct area_figure *area = (const struct area_figure *)areas->items[i].as.record;
            struct year_cell *cell = cell_of(arena, table, row_of(arena, table, &area->area), at);
            cell->value = area->value;
            cell->missing = area->missing;
            cell->inferred = area->inferred;
        }
    }
}

/* The row of all areas, where any of the figures says something of them. */
static void fill_totals(struct arena *arena, struct year_table *table)
{
    static const struct value no_area = {.state = STATE_ABSENT};
    for (unsigned at = 0; at < table->figures.count; at++) {
        const struct annual_figure *figure = figure_at(&table->figures, at);
        if (!value_is_given(&figure->total) && !value_is_given(&figure->total_missing))
            continue;
        struct year_cell *cell = cell_of(arena, table, row_of(arena, table, &no_area), at);
        cell->value = figure->total;
        cell->missing = figure->total_missing;
    }
}

static void add_table(struct arena *arena, struct trust *trust, const struct value *figures)
{
    struct year_table *table = made_record(arena, TYPE_year_table);
    const struct annual_figure *first = figure_at(figures, 0);
    table->record.mark = first->record.mark;
    table->measure = first->measure;
    table->board = summary_of(first)->board;
    table->figures = *figures;
    fill_areas(arena, table);
    fill_totals(arena, table);
    /* Rows that end early have gaps to the last column. */
    for (unsigned i = 0; i < table->rows.count; i++)
        cell_of(arena, table, (struct year_row *)table->rows.items[i].as.record,
                figures->count - 1);
    for (unsigned i = 0; i < trust->annual_summaries.count; i++) {
        const struct annual_summary *summary =
            (const struct annual_summary *)trust->annual_summaries.items[i].as.record;
        bool told = value_record(&summary->board) != value_record(&table->board);
        for (unsigned at = 0; !told && at < figures->count; at++)
            told = summary_of(figure_at(figures, at)) == summary;
        if (!told)
            list_add(arena, &table->silent, &summary->record);
    }
    list_add(arena, &trust->year_tables, &table->record);
}

/* ------------------------------------------------------------------ what each year states */

static bool holds_choice(const struct value *list, long choice)
{
    for (unsigned i = 0; i < list->count; i++)
        if (list->items[i].as.number == choice)
            return true;
    return false;
}

/* A row for each part that a summary can have, with a mark for each year; those that no year states
 * are in a list of their own. */
static void mark_parts(struct arena *arena, struct trust *trust)
{
    const struct choices *parts = choices_of(CHOICES_summary_part);
    struct item *numbers = arena_array(arena, parts->count, sizeof *numbers);
    trust->silent_parts =
        (struct value){.items = arena_array(arena, parts->count, sizeof *numbers)};
    for (size_t part = 0; part < parts->count; part++) {
        struct year_part *row = made_record(arena, TYPE_year_part);
        bool any = false;
        numbers[part].as.number = (long)part;
        row->part = (struct value){STATE_GIVEN, 1, &numbers[part], trust->record.mark};
        for (unsigned i = 0; i < trust->years.count; i++) {
            const struct annual_summary *summary =
                (const struct annual_summary *)trust->years.items[i].as.record;
            struct year_mark *mark = made_record(arena, TYPE_year_mark);
            list_add(arena, &row->marks, &mark->record);
            if (holds_choice(&summary->stated, (long)part))
                made_flag(arena, &mark->stated);
            else if (!holds_choice(&summary->unstated, (long)part))
                made_flag(arena, &mark->withheld);
            any = any || !holds_choice(&summary->unstated, (long)part);
        }
        if (any) {
            list_add(arena, &trust->year_parts, &row->record);
        } else {
            trust->silent_parts.items[trust->silent_parts.count++] = numbers[part];
            trust->silent_parts.state = STATE_GIVEN;
        }
    }
}

/* ------------------------------------------------------------------ all of them */

/* A table for each run of figures of one board, where they are of more than one year. */
static void add_measure(struct arena *arena, struct trust *trust, const struct measure *measure)
{
    unsigned count = value_is_given(&measure->figures) ? measure->figures.count : 0;
    struct item *items = arena_array(arena, count, sizeof *items);
    unsigned end;
    if (count > 0)
        memcpy(items, measure->figures.items, count * sizeof *items);
    if (count > 1)
        qsort(items, count, sizeof *items, by_board_and_year);
    for (unsigned begin = 0; begin < count; begin = end) {
        struct value run = {STATE_GIVEN, 0, items + begin, measure->record.mark};
        const struct annual_figure *first = (const struct annual_figure *)items[begin].as.record;
        bool several = false;
        for (end = begin; end < count; end++) {
            const struct annual_figure *figure = (const struct annual_figure *)items[end].as.record;
            if (board_of(figure) != board_of(first))
                break;
            several = several || summary_of(figure) != summary_of(first);
        }
        run.count = end - begin;
        if (several)
            add_table(arena, trust, &run);
        else
            for (unsigned i = 0; i < run.count; i++)
                list_add(arena, &trust->single_figures, run.items[i].as.record);
    }
}

void derive_years(struct arena *arena, struct trust *trust)
{
    if (!value_is_given(&trust->annual_summaries) || trust->annual_summaries.count < 2)
        return;
    trust->years = trust->annual_summaries;
    mark_parts(arena, trust);
    for (unsigned i = 0; value_is_given(&trust->measures) && i < trust->measures.count; i++)
        add_measure(arena, trust, (const struct measure *)trust->measures.items[i].as.record);
}
