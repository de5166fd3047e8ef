/* chart.c: where the figures of a chart stand, and which of them lines join.
 *
 * Layer: svg. Uses: base. Used by: plan. Measured by chart_scale.c, lettered by chart_words.c. */
#include "plotting.h"

#include <stdlib.h>

int chart_part_of_width(int pixels)
{
    return (pixels * 1000 + CHART_NARROW - 1) / CHART_NARROW;
}

bool chart_has_value(const struct chart_figure *figure)
{
    return figure->part != CHART_GAP;
}

/* A target that is not dated: a height without a place. */
static bool is_everywhere(const struct chart_figure *figure)
{
    return figure->part == CHART_TARGET && !figure->dated;
}

/* ------------------------------------------------------------------ time */

/* By time; those without one, which have no place, come last; as given where times are one. */
static int by_time(const void *a, const void *b)
{
    const struct chart_figure *left = *(const struct chart_figure *const *)a;
    const struct chart_figure *right = *(const struct chart_figure *const *)b;
    if (left->dated != right->dated)
        return left->dated ? -1 : 1;
    if (left->dated && left->time != right->time)
        return left->time < right->time ? -1 : 1;
    return (left > right) - (left < right);
}

static void sort_by_time(struct plot *plot)
{
    struct chart *chart = plot->chart;
    struct chart_figure **order = arena_array(plot->scratch, chart->count, sizeof(void *));
    struct chart_figure *sorted = arena_array(plot->arena, chart->count, sizeof *sorted);
    for (size_t i = 0; i < chart->count; i++)
        order[i] = &chart->figures[i];
    qsort(order, chart->count, sizeof *order, by_time);
    for (size_t i = 0; i < chart->count; i++)
        sorted[i] = *order[i];
    chart->figures = sorted;
}

/* On a scale of time: each as far from the first as its time is. */
static void place_by_time(struct plot *plot)
{
    const struct chart *chart = plot->chart;
    long first = 0;
    long last = 0;
    bool any = false;
    for (size_t i = 0; i < chart->count; i++) {
        const struct chart_figure *figure = &chart->figures[i];
        if (!figure->dated)
            continue;
        first = !any || figure->time < first ? figure->time : first;
        last = !any || figure->time > last ? figure->time : last;
        any = true;
    }
    for (size_t i = 0; i < chart->count; i++) {
        struct chart_figure *figure = &chart->figures[i];
        long span = plot->inner_right - plot->inner_left;
        figure->placed = figure->dated;
        if (!figure->placed)
            continue; /* its time is none: a place counted from it would lie far outside */
        figure->x = first == last ? (plot->inner_left + plot->inner_right) / 2
                                  : plot->inner_left +
                                        (int)(((figure->time - first) * span * 2 + (last - first)) /
                                              ((last - first) * 2));
    }
}

/* The column of a figure in order: that of an earlier one of the same time, or a new one. */
static int column_of(const struct chart *chart, size_t number, const int *columns, int *count)
{
    const struct chart_figure *figure = &chart->figures[number];
    for (size_t i = 0; figure->dated && i < number; i++)
        if (chart->figures[i].dated && chart->figures[i].time == figure->time)
            return columns[i];
    return (*count)++;
}

/* One after the other, as given. */
static void place_in_order(struct plot *plot)
{
    const struct chart *chart = plot->chart;
    int *columns = arena_array(plot->scratch, chart->count, sizeof *columns);
    int count = 0;
    for (size_t i = 0; i < chart->count; i++)
        if (!is_everywhere(&chart->figures[i]))
            columns[i] = column_of(chart, i, columns, &count);
    for (size_t i = 0; i < chart->count; i++) {
        struct chart_figure *figure = &chart->figures[i];
        int span = plot->inner_right - plot->inner_left;
        figure->placed = !is_everywhere(figure);
        figure->x = plot->inner_left + (count > 1 ? columns[i] * span / (count - 1) : span / 2);
    }
}

/* ------------------------------------------------------------------ the scale */

/* The words of the scale, by which the room at the left is measured. */
static void write_scale(struct plot *plot, const struct chart_steps *steps)
{
    struct chart *chart = plot->chart;
    struct buf words = {0};
    int widest = 0;
    chart->grid_count = (size_t)(steps->highest - steps->lowest) + 1;
    chart->scale = arena_array(plot->arena, chart->grid_count, sizeof *chart->scale);
    for (size_t i = 0; i < chart->grid_count; i++) {
        struct figure_number value = steps->step;
        value.units *= steps->lowest + (long)i;
        buf_clear(&words);
        figure_write(value, &chart->words, &words);
        buf_add(&words, chart->sign);
        struct str text = arena_copy(plot->arena, buf_str(&words));
        chart->scale[i] = (struct chart_words){
            .text = text,
            .y = chart_height_of(steps, figure_value(value)) + 4,
            .room = ROOM_ALWAYS,
        };
        int width = diagram_text_width(text, LETTERS, false);
        widest = width > widest ? width : widest;
    }
    buf_free(&words);
    plot->left = chart_part_of_width(widest + 6);
}

static void draw_grid(struct plot *plot, const struct chart_steps *steps)
{
    struct chart *chart = plot->chart;
    chart->grid = arena_array(plot->arena, chart->grid_count, sizeof *chart->grid);
    for (size_t i = 0; i < chart->grid_count; i++) {
        int y = chart->scale[i].y - 4;
        chart->grid[i] = (struct chart_stroke){
            .x = plot->left, .y = y, .to_x = 1000, .to_y = y, .zero = steps->lowest + (long)i == 0};
        chart->scale[i].x = plot->left;
    }
}

/* The heights of a target that is the only one, or that is not dated. */
static void draw_guides(struct plot *plot)
{
    struct chart *chart = plot->chart;
    size_t targets = 0;
    for (size_t i = 0; i < chart->count; i++)
        targets += chart->figures[i].part == CHART_TARGET;
    chart->guides = arena_array(plot->arena, targets, sizeof *chart->guides);
    for (size_t i = 0; i < chart->count; i++) {
        const struct chart_figure *figure = &chart->figures[i];
        if (figure->part == CHART_TARGET && (targets == 1 || is_everywhere(figure)))
            chart->guides[chart->guide_count++] = (struct chart_stroke){
                .x = plot->left, .y = figure->y, .to_x = 1000, .to_y = figure->y};
    }
}

/* ------------------------------------------------------------------ lines */

static bool is_measured(const struct chart_figure *figure)
{
    return figure->part == CHART_BASELINE || figure->part == CHART_RESULT ||
           figure->part == CHART_PROVISIONAL;
}

/* The least time between two figures that were measured, or were to be. */
static long usual_step(const struct chart *chart)
{
    const struct chart_figure *before = NULL;
    long least = 0;
    for (size_t i = 0; i < chart->count; i++) {
        const struct chart_figure *figure = &chart->figures[i];
        if (!figure->dated || !(is_measured(figure) || figure->part == CHART_GAP))
            continue;
        long step = before ? figure->time - before->time : 0;
        if (step > 0 && (least == 0 || step < least))
            least = step;
        before = figure;
    }
    return least;
}

/* True where another figure that was measured is of the same time: which of them a line should
 * lead to cannot be said. */
static bool shares_time(const struct chart *chart, size_t number)
{
    for (size_t i = 0; i < chart->count; i++)
        if (i != number && is_measured(&chart->figures[i]) && chart->figures[i].dated &&
            chart->figures[i].time == chart->figures[number].time)
            return true;
    return false;
}

/* True where a gap lies between the times of two figures. */
static bool gap_between(const struct chart *chart, const struct chart_figure *a,
                        const struct chart_figure *b)
{
    for (size_t i = 0; i < chart->count; i++) {
        const struct chart_figure *figure = &chart->figures[i];
        if (figure->part == CHART_GAP && figure->dated && figure->time > a->time &&
            figure->time < b->time)
            return true;
    }
    return false;
}

/* True where a line may lead from one figure to a later one. */
static bool joins(const struct chart *chart, const struct chart_figure *from,
                  const struct chart_figure *to, long step)
{
    long distance = to->time - from->time;
    return distance > 0 && (step == 0 || distance * 2 <= step * 3) && !gap_between(chart, from, to);
}

/* Joins a figure with the last before it that a line may come from. */
static void draw_lines(struct plot *plot)
{
    struct chart *chart = plot->chart;
    const struct chart_figure *measured = NULL;
    const struct chart_figure *expected = NULL; /* the last forecast since */
    long step = usual_step(chart);
    chart->lines = arena_array(plot->arena, chart->count, sizeof *chart->lines);
    for (size_t i = 0; i < chart->count && !chart->in_order; i++) {
        const struct chart_figure *figure = &chart->figures[i];
        bool forecast = figure->part == CHART_FORECAST;
        if (!figure->dated || !(is_measured(figure) || forecast))
            continue;
        bool alone = forecast || !shares_time(chart, i);
        const struct chart_figure *from = forecast && expected ? expected : measured;
        if (alone && from && joins(chart, from, figure, step))
            chart->lines[chart->line_count++] = (struct chart_stroke){.x = from->x,
                                                                      .y = from->y,
                                                                      .to_x = figure->x,
                                                                      .to_y = figure->y,
                                                                      .dashed = forecast};
        if (forecast) {
            expected = figure;
        } else {
            measured = alone ? figure : NULL;
            expected = NULL;
        }
    }
}

/* ------------------------------------------------------------------ the whole */

static void lay_out(struct plot *plot)
{
    struct chart *chart = plot->chart;
    struct chart_steps steps = chart_steps(chart);
    chart->cropped = steps.lowest > 0 || steps.highest < 0;
    write_scale(plot, &steps);
    int half = chart_part_of_width(plot_widest_time(plot) / 2 + 2);
    plot->inner_left = plot->left + half;
    plot->inner_right = 1000 - chart_part_of_width(plot_room_at_right(plot) + 2);
    if (plot->inner_right < plot->inner_left)
        plot->inner_left = plot->inner_right = (plot->left + 1000) / 2;
    if (chart->in_order) {
        place_in_order(plot);
    } else {
        sort_by_time(plot);
        place_by_time(plot);
    }
    for (size_t i = 0; i < chart->count; i++) {
        struct chart_figure *figure = &chart->figures[i];
        figure->y = chart_has_value(figure) ? chart_height_of(&steps, figure_value(figure->value))
                                            : CHART_BOTTOM + GAP_LANE / 2;
        plot->has_gaps = plot->has_gaps || (!chart_has_value(figure) && figure->placed);
    }
    draw_grid(plot, &steps);
    draw_guides(plot);
    draw_lines(plot);
    plot_times(plot);
    plot_values(plot);
}

bool chart_lay_out(struct arena *arena, struct chart *chart)
{
    struct plot plot = {.arena = arena, .chart = chart};
    size_t values = 0;
    for (size_t i = 0; i < chart->count; i++) {
        const struct chart_figure *figure = &chart->figures[i];
        values += chart_has_value(figure);
        if (chart_has_value(figure) && !figure->dated && !is_everywhere(figure))
            chart->in_order = true;
    }
    if (values < 2 || chart->count > CHART_MOST_POINTS)
        return false;
    plot.scratch = arena_new();
    lay_out(&plot);
    arena_free(plot.scratch);
    return true;
}
