/* charts.c: says what the charts of an indicator show, and makes views of what comes out.
 *
 * Only figures that count the same thing in the same unit can stand on one scale: each such set of
 * two and more has a chart of its own, and a figure that is alone stands in the table only. Where a
 * series changes what it counts it is cut in two; where an indicator says that nothing of it can be
 * compared, nothing is drawn.
 *
 * Stage: publish, plan. Uses: svg, schema. Used by: plan. */
#include "concordat/schema/figure_time.h"
#include "concordat/svg/chart.h"
#include "views.h"

/* The fields of an indicator that hold figures, in the order in which those of one time are drawn.
 */
enum figure_list { BASELINES, SERIES, TARGETS, LISTS };

/* A chart being made. */
struct easel {
    struct arena *arena;
    const struct indicator *indicator;
    const struct words *words;
    const struct figure *first; /* of those that are drawn: the others count what it counts */
    struct chart chart;
};

static const struct value *list_of(const struct indicator *indicator, enum figure_list list)
{
    const struct value *const lists[LISTS] = {
        [BASELINES] = &indicator->baselines,
        [SERIES] = &indicator->series,
        [TARGETS] = &indicator->targets,
    };
    return lists[list];
}

/* True where two figures count the same thing in the same unit. */
static bool are_alike(const struct figure *a, const struct figure *b)
{
    return str_equal(value_text(&a->unit), value_text(&b->unit)) &&
           str_equal(value_text(&a->measures), value_text(&b->measures)) &&
           value_flag(&a->percent) == value_flag(&b->percent);
}

/* ------------------------------------------------------------------ what is drawn */

static enum chart_part part_of(const struct figure *figure, enum figure_list list)
{
    int nature = value_choice(&figure->nature);
    if (list == BASELINES)
        return CHART_BASELINE;
    if (list == TARGETS)
        return CHART_TARGET;
    if (!value_is_given(&figure->value))
        return CHART_GAP;
    if (nature == figure_nature_forecast)
        return CHART_FORECAST;
    return nature == figure_nature_provisional ? CHART_PROVISIONAL : CHART_RESULT;
}

static struct str value_words(const struct easel *at, const struct figure *figure)
{
    struct buf out = {0};
    if (value_is_given(&figure->value)) {
        figure_write(figure->value.items[0].as.figure, &at->words->figures, &out);
        buf_add_string(&out, value_flag(&figure->percent) ? "%" : "");
    } else if (value_choice(&figure->missing) >= 0) {
        buf_add(&out, at->words->labels[CHOICES_missing_figure][value_choice(&figure->missing)]);
    }
    struct str kept = arena_copy(at->arena, buf_str(&out));
    buf_free(&out);
    return kept;
}

/* A target that is not dated stands at no time; of other figures it is said that none is stated. */
static struct str time_words(const struct easel *at, const struct figure *figure,
                             enum figure_list list)
{
    struct buf out = {0};
    if (value_is_given(&figure->period))
        return value_text(&figure->period);
    if (!value_is_given(&figure->date))
        return list == TARGETS ? STR("") : at->words->labels[CHOICES_timing][timing_unknown];
    date_write(&figure->date.items[0].as.date, &at->words->dates, &out);
    struct str kept = arena_copy(at->arena, buf_str(&out));
    buf_free(&out);
    return kept;
}

/* Adds a figure, unless it is neither a value nor a time of the series without one. */
static void add_figure(struct easel *at, const struct figure *figure, enum figure_list list)
{
    bool given = value_is_given(&figure->value);
    if (!given && (list != SERIES || value_choice(&figure->nature) == figure_nature_forecast))
        return;
    struct chart_figure *added = &at->chart.figures[at->chart.count++];
    *added = (struct chart_figure){.part = part_of(figure, list),
                                   .value_words = value_words(at, figure),
                                   .time_words = time_words(at, figure, list)};
    if (given)
        added->value = figure->value.items[0].as.figure;
    added->dated = figure_time(figure, &added->time);
}

/* Adds all figures that count what the first does; those without a value count the indicator's. */
static void add_figures(struct easel *at)
{
    for (int list = 0; list < LISTS; list++) {
        const struct value *figures = list_of(at->indicator, (enum figure_list)list);
        for (unsigned i = 0; value_is_given(figures) && i < figures->count; i++) {
            const struct figure *figure = (const struct figure *)figures->items[i].as.record;
            if (are_alike(figure, at->first))
                add_figure(at, figure, (enum figure_list)list);
        }
    }
}

/* ------------------------------------------------------------------ views */

/* A place from the left, as SVG has parts of a width. */
static void set_place(const struct easel *at, struct value *value, int x)
{
    view_set_text(at->arena, value, str_of(arena_printf(at->arena, "%d.%d%%", x / 10, x % 10)));
}

static struct value strokes_of(const struct easel *at, const struct chart_stroke *strokes,
                               size_t count)
{
    struct value list = {0};
    view_reserve(at->arena, &list, count);
    for (size_t i = 0; i < count; i++) {
        struct chart_line *line = view_new(at->arena, TYPE_chart_line);
        set_place(at, &line->x, strokes[i].x);
        set_place(at, &line->to_x, strokes[i].to_x);
        view_set_number(at->arena, &line->y, strokes[i].y);
        view_set_number(at->arena, &line->to_y, strokes[i].to_y);
        view_set_flag(at->arena, &line->dashed, strokes[i].dashed);
        view_set_flag(at->arena, &line->zero, strokes[i].zero);
        view_append(&list, &line->record);
    }
    return list;
}

static struct value texts_of(const struct easel *at, const struct chart_words *words, size_t count)
{
    struct value list = {0};
    view_reserve(at->arena, &list, count);
    for (size_t i = 0; i < count; i++) {
        struct chart_text *text = view_new(at->arena, TYPE_chart_text);
        view_set_text(at->arena, &text->text, words[i].text);
        set_place(at, &text->x, words[i].x);
        view_set_number(at->arena, &text->y, words[i].y);
        if (words[i].shift != 0)
            view_set_number(at->arena, &text->shift, words[i].shift);
        view_set_flag(at->arena, &text->wide, words[i].room == ROOM_WIDE);
        view_append(&list, &text->record);
    }
    return list;
}

/* The roles of charts.def are the parts of chart.h. */
static const enum chart_role roles[CHART_PARTS] = {
    [CHART_BASELINE] = chart_role_baseline,       [CHART_RESULT] = chart_role_result,
    [CHART_PROVISIONAL] = chart_role_provisional, [CHART_FORECAST] = chart_role_forecast,
    [CHART_TARGET] = chart_role_target,           [CHART_GAP] = chart_role_gap,
};

static struct chart_mark *new_mark(const struct easel *at, enum chart_part part)
{
    struct chart_mark *mark = view_new(at->arena, TYPE_chart_mark);
    view_set_number(at->arena, &mark->role, (long)roles[part]);
    return mark;
}

static void show_marks(const struct easel *at, struct chart_view *view)
{
    bool shown[CHART_PARTS] = {false};
    view_reserve(at->arena, &view->marks, at->chart.count);
    view_reserve(at->arena, &view->key, CHART_PARTS);
    for (size_t i = 0; i < at->chart.count; i++) {
        const struct chart_figure *figure = &at->chart.figures[i];
        struct chart_mark *mark = new_mark(at, figure->part);
        view_set_text(at->arena, &mark->value, figure->value_words);
        view_set_text(at->arena, &mark->time, figure->time_words);
        view_set_flag(at->arena, &mark->placed, figure->placed);
        set_place(at, &mark->x, figure->x);
        view_set_number(at->arena, &mark->y, figure->y);
        view_append(&view->marks, &mark->record);
        shown[figure->part] = shown[figure->part] || figure->placed || figure->part != CHART_GAP;
    }
    for (int part = 0; part < CHART_PARTS; part++)
        if (shown[part])
            view_append(&view->key, &new_mark(at, (enum chart_part)part)->record);
}

static const struct chart_view *show(const struct easel *at, unsigned number)
{
    const struct chart *chart = &at->chart;
    struct chart_view *view = view_new(at->arena, TYPE_chart_view);
    view_set_text(at->arena, &view->anchor,
                  str_of(arena_printf(at->arena, "%.*s_chart_%u",
                                      STR_ARGS(at->indicator->record.anchor), number)));
    view_set_number(at->arena, &view->height, chart->height);
    view_set_text(at->arena, &view->unit, value_text(&at->first->unit));
    view_set_flag(at->arena, &view->percent, value_flag(&at->first->percent));
    view_set_text(at->arena, &view->measures, value_text(&at->first->measures));
    if (chart->cropped) {
        view_set_text(at->arena, &view->lowest, chart->scale[0].text);
        view_set_text(at->arena, &view->highest, chart->scale[chart->grid_count - 1].text);
    }
    view_set_flag(at->arena, &view->in_order, chart->in_order);
    view->grid = strokes_of(at, chart->grid, chart->grid_count);
    view->scale = texts_of(at, chart->scale, chart->grid_count);
    view->guides = strokes_of(at, chart->guides, chart->guide_count);
    view->lines = strokes_of(at, chart->lines, chart->line_count);
    view->times = texts_of(at, chart->times, chart->time_count);
    view->values = texts_of(at, chart->values, chart->value_count);
    show_marks(at, view);
    return view;
}

/* ------------------------------------------------------------------ all of them */

/* How many figures an indicator has; of those alike to one, where one is given. */
static size_t count_figures(const struct indicator *indicator, const struct figure *like)
{
    size_t count = 0;
    for (int list = 0; list < LISTS; list++) {
        const struct value *figures = list_of(indicator, (enum figure_list)list);
        for (unsigned i = 0; value_is_given(figures) && i < figures->count; i++)
            if (!like || are_alike((const struct figure *)figures->items[i].as.record, like))
                count++;
    }
    return count;
}

/* True where a figure before this one counts the same thing: it has been drawn with that. */
static bool is_drawn(const struct indicator *indicator, const struct figure *figure)
{
    for (int list = 0; list < LISTS; list++) {
        const struct value *figures = list_of(indicator, (enum figure_list)list);
        for (unsigned i = 0; value_is_given(figures) && i < figures->count; i++) {
            const struct figure *other = (const struct figure *)figures->items[i].as.record;
            if (other == figure)
                return false;
            if (are_alike(other, figure))
                return true;
        }
    }
    return false;
}

static void draw_indicator(struct arena *arena, struct indicator *indicator,
                           const struct words *words)
{
    if (value_flag(&indicator->not_comparable))
        return;
    view_reserve(arena, &indicator->charts, count_figures(indicator, NULL));
    for (int list = 0; list < LISTS; list++) {
        const struct value *figures = list_of(indicator, (enum figure_list)list);
        for (unsigned i = 0; value_is_given(figures) && i < figures->count; i++) {
            const struct figure *figure = (const struct figure *)figures->items[i].as.record;
            struct easel at = {
                .arena = arena, .indicator = indicator, .words = words, .first = figure};
            if (is_drawn(indicator, figure))
                continue;
            at.chart.figures =
                arena_array(arena, count_figures(indicator, figure), sizeof *at.chart.figures);
            at.chart.words = words->figures;
            at.chart.sign = value_flag(&figure->percent) ? STR("%") : STR("");
            add_figures(&at);
            if (chart_lay_out(arena, &at.chart))
                view_append(&indicator->charts, &show(&at, indicator->charts.count + 1)->record);
        }
    }
}

void view_charts(struct arena *arena, const struct trust *trust, const struct words *words)
{
    for (unsigned i = 0; value_is_given(&trust->indicators) && i < trust->indicators.count; i++)
        /* A record of this edition, which nobody else reads while it is planned. */
        draw_indicator(arena, (struct indicator *)trust->indicators.items[i].as.record, words);
}
