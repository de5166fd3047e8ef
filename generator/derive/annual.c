/* annual.c: finds out what the summary of a board's year tells and what it leaves out, and puts its
 * figures into tables.
 *
 * Figures stand in one table where they belong to one group of measures, are as at the same date,
 * come from the same count and are of the same areas: what is as at 31 March is never under one
 * heading with what is as at 30 September.
 *
 * Stage: publish, derive. Uses: schema. Used by: derive. The years side by side are years.c's. */
#include "lists.h"

/* ------------------------------------------------------------------ what it tells */

/* True for a figure that says something of the year before. */
static bool tells_of_year_before(const struct annual_figure *figure)
{
    for (unsigned i = 0; value_is_given(&figure->areas) && i < figure->areas.count; i++)
        if (value_is_given(
                &((const struct area_figure *)figure->areas.items[i].as.record)->last_year))
            return true;
    return value_is_given(&figure->total_last_year);
}

static void add_part(struct arena *arena, struct value *list, size_t part, size_t most)
{
    if (list->count == 0)
        list->items = arena_array(arena, most, sizeof *list->items);
    list->items[list->count++].as.number = (long)part;
    list->state = STATE_GIVEN;
}

/* Sorts the parts that a summary can have into those that its sources state, those of them that
 * they say there was none of, and those that they do not state. What is withheld is in no list. */
static void tell_parts(struct arena *arena, struct annual_summary *summary)
{
    const struct choices *parts = choices_of(CHOICES_summary_part);
    for (size_t i = 0; i < parts->count; i++) {
        const struct field *field = type_field(summary->record.type, str_of(parts->values[i].name));
        const struct value *value = record_value_const(&summary->record, field);
        if (value_is_given(value) || value->state == STATE_NONE)
            add_part(arena, &summary->stated, i, parts->count);
        else if (value->state != STATE_WITHHELD)
            add_part(arena, &summary->unstated, i, parts->count);
        if (value->state == STATE_NONE)
            add_part(arena, &summary->without, i, parts->count);
    }
    if (summary->unstated.count + (value_is_given(&summary->chairs) ? 1 : 0) == parts->count)
        made_flag(arena, &summary->silent);
}

/* ------------------------------------------------------------------ tables of figures */

static enum figure_nature nature_of(const struct annual_figure *figure)
{
    int nature = value_choice(&figure->nature);
    return nature >= 0 ? (enum figure_nature)nature : figure_nature_actual;
}

/* True where both are the same single date, or neither is a date. */
static bool same_date(const struct value *a, const struct value *b)
{
    const struct date *x;
    const struct date *y;
    if (!value_is_given(a) || !value_is_given(b))
        return !value_is_given(a) && !value_is_given(b);
    x = &a->items[0].as.date;
    y = &b->items[0].as.date;
    return a->count == 1 && b->count == 1 && x->form == y->form &&
           date_earliest(x) == date_earliest(y) && date_latest(x) == date_latest(y);
}

static bool same_areas(const struct value *a, const struct value *b)
{
    unsigned count = value_is_given(a) ? a->count : 0;
    if (count != (value_is_given(b) ? b->count : 0))
        return false;
    for (unsigned i = 0; i < count; i++)
        if (value_record(&((const struct area_figure *)a->items[i].as.record)->area) !=
            value_record(&((const struct area_figure *)b->items[i].as.record)->area))
            return false;
    return true;
}

/* True where the figure belongs beside those of the table. */
static bool belongs(const struct annual_figure *figure, const struct figure_table *table)
{
    const struct annual_figure *first =
        (const struct annual_figure *)table->figures.items[0].as.record;
    struct str group = value_text(record_group(value_record(&figure->measure)));
    return group.len > 0 &&
           str_equal(group, value_text(record_group(value_record(&first->measure)))) &&
           same_date(&figure->as_at, &first->as_at) &&
           str_equal(value_text(&figure->reference), value_text(&first->reference)) &&
           nature_of(figure) == nature_of(first) && same_areas(&figure->areas, &first->areas);
}

static bool has_remarks(const struct annual_figure *figure)
{
    const struct measure *measure = (const struct measure *)value_record(&figure->measure);
    for (unsigned i = 0; value_is_given(&figure->areas) && i < figure->areas.count; i++)
        if (value_is_given(&((const struct area_figure *)figure->areas.items[i].as.record)->note))
            return true;
    return value_is_given(&figure->note) || value_is_given(&measure->description) ||
           value_is_given(&measure->note);
}

static struct figure_table *new_table(struct arena *arena, struct annual_summary *summary,
                                      const struct annual_figure *first)
{
    struct figure_table *table = made_record(arena, TYPE_figure_table);
    table->record.mark = first->record.mark;
    table->record.anchor = str_of(arena_printf(arena, "figures_%u", summary->tables.count + 1));
    table->measure = first->measure;
    table->as_at = first->as_at;
    table->reference = first->reference;
    table->nature = first->nature;
    table->areas = first->areas;
    list_add(arena, &summary->tables, &table->record);
    return table;
}

static void tell_figures(struct arena *arena, struct annual_summary *summary)
{
    for (unsigned i = 0; value_is_given(&summary->figures) && i < summary->figures.count; i++) {
        const struct annual_figure *figure =
            (const struct annual_figure *)summary->figures.items[i].as.record;
        struct figure_table *table = NULL;
        for (unsigned t = 0; !table && t < summary->tables.count; t++) {
            struct figure_table *other = (struct figure_table *)summary->tables.items[t].as.record;
            if (belongs(figure, other))
                table = other;
        }
        if (!table)
            table = new_table(arena, summary, figure);
        list_add(arena, &table->figures, &figure->record);
        if (value_is_given(&figure->total) || value_is_given(&figure->total_missing))
            made_flag(arena, &table->totals);
        if (has_remarks(figure))
            made_flag(arena, &table->remarks);
        if (tells_of_year_before(figure))
            list_add(arena, &summary->figures_before, &figure->record);
    }
}

void derive_annual(struct arena *arena, struct trust *trust)
{
    for (unsigned i = 0;
         value_is_given(&trust->annual_summaries) && i < trust->annual_summaries.count; i++) {
        struct annual_summary *summary =
            (struct annual_summary *)trust->annual_summaries.items[i].as.record;
        tell_figures(arena, summary);
        tell_parts(arena, summary);
    }
}
