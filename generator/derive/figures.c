/* figures.c: what the figures of an indicator have from it, what their table says once for all of
 * them, and which of them is the latest.
 *
 * A forecast is never a result: it is kept apart however late it is. A result that is missing is
 * the latest all the same, and told beside the last that is known.
 *
 * Stage: publish, derive. Uses: schema. Used by: derive. */
#include "concordat/schema/figure_time.h"
#include "lists.h"

/* A figure counts what its indicator counts, in its unit, unless it says otherwise. */
static void derive_units(const struct indicator *indicator, const struct value *figures)
{
    for (unsigned i = 0; value_is_given(figures) && i < figures->count; i++) {
        struct figure *figure = (struct figure *)figures->items[i].as.record;
        bool own = value_is_given(&figure->unit) || value_is_given(&figure->measures) ||
                   figure->percent.state != STATE_ABSENT;
        if (own)
            continue;
        figure->unit = indicator->unit;
        figure->percent = indicator->percent;
    }
}

static void point_to(struct arena *arena, struct value *value, const struct figure *figure)
{
    if (figure)
        list_add(arena, value, &figure->record);
}

static bool has_unit(const struct figure *figure)
{
    return value_flag(&figure->percent) || value_text(&figure->unit).len > 0;
}

static bool share_unit(const struct figure *a, const struct figure *b)
{
    return value_flag(&a->percent) == value_flag(&b->percent) &&
           str_equal(value_text(&a->unit), value_text(&b->unit));
}

/* The lists of an indicator's figures, in the order of its table. */
enum { FIGURE_LISTS = 3 };

static const struct value *list_of(const struct indicator *indicator, int list)
{
    const struct value *const lists[FIGURE_LISTS] = {&indicator->baselines, &indicator->targets,
                                                     &indicator->series};
    return lists[list];
}

/* True where a figure is in the unit that its indicator names. */
static bool is_of_indicator(const struct figure *figure, const struct indicator *indicator)
{
    return value_flag(&figure->percent) == value_flag(&indicator->percent) &&
           str_equal(value_text(&figure->unit), value_text(&indicator->unit));
}

/* The figure whose unit is said once for all: the first in the unit of the indicator, or else the
 * first. NULL where a value has no unit, which would seem to have this one. */
static const struct figure *typical_of(const struct indicator *indicator)
{
    const struct figure *typical = NULL;
    for (int list = 0; list < FIGURE_LISTS; list++) {
        const struct value *figures = list_of(indicator, list);
        for (unsigned i = 0; value_is_given(figures) && i < figures->count; i++) {
            const struct figure *figure = (const struct figure *)figures->items[i].as.record;
            if (!value_is_given(&figure->value))
                continue;
            if (!has_unit(figure))
                return NULL;
            if (!typical ||
                (is_of_indicator(figure, indicator) && !is_of_indicator(typical, indicator)))
                typical = figure;
        }
    }
    return typical;
}

static bool is_remarked(const struct figure *figure)
{
    return value_is_given(&figure->status) || value_is_given(&figure->note) ||
           value_is_given(&figure->as_printed) || value_is_given(&figure->own_sources);
}

/* Says once what would be repeated in each row, and whether there is anything to remark. */
static void derive_table(struct arena *arena, struct indicator *indicator)
{
    const struct figure *typical = typical_of(indicator);
    bool remarked = false;
    for (int list = 0; list < FIGURE_LISTS; list++) {
        const struct value *figures = list_of(indicator, list);
        for (unsigned i = 0; value_is_given(figures) && i < figures->count; i++) {
            struct figure *figure = (struct figure *)figures->items[i].as.record;
            if (typical && share_unit(figure, typical))
                made_flag(arena, &figure->unit_shared);
            remarked = remarked || is_remarked(figure);
        }
    }
    point_to(arena, &indicator->typical, typical);
    if (remarked)
        made_flag(arena, &indicator->remarked);
}

/* True where `figure` is not of an earlier time than `other`, which is written before it. */
static bool is_no_earlier(const struct figure *figure, const struct figure *other)
{
    long time;
    long other_time;
    return !figure_time(figure, &time) || !figure_time(other, &other_time) || time >= other_time;
}

static bool is_forecast(const struct figure *figure)
{
    return value_choice(&figure->nature) == figure_nature_forecast;
}

/* The last of the series that is a forecast, or is none; of those that have a value where `known`.
 */
static const struct figure *last_of(const struct value *series, bool forecast, bool known)
{
    const struct figure *last = NULL;
    for (unsigned i = 0; value_is_given(series) && i < series->count; i++) {
        const struct figure *figure = (const struct figure *)series->items[i].as.record;
        if (is_forecast(figure) == forecast && (!known || value_is_given(&figure->value)) &&
            (!last || is_no_earlier(figure, last)))
            last = figure;
    }
    return last;
}

static bool is_of_the_time_of(const struct figure *figure, const struct figure *other)
{
    long time;
    long other_time;
    bool dated = figure_time(figure, &time);
    if (dated != figure_time(other, &other_time))
        return false;
    return dated ? time == other_time
                 : str_equal(value_text(&figure->period), value_text(&other->period));
}

/* The last result, and those beside it: a second count of the same time is not older than it. */
static void derive_latest(struct arena *arena, struct indicator *indicator)
{
    const struct value *series = &indicator->series;
    const struct figure *latest = last_of(series, false, false);
    const struct figure *known = last_of(series, false, true);
    const struct figure *forecast = last_of(series, true, true);
    bool any_known = false;
    for (unsigned i = 0; latest && i < series->count; i++) {
        const struct figure *figure = (const struct figure *)series->items[i].as.record;
        if (is_forecast(figure) || !is_of_the_time_of(figure, latest))
            continue;
        list_add(arena, &indicator->latest, &figure->record);
        any_known = any_known || value_is_given(&figure->value);
    }
    if (!any_known)
        point_to(arena, &indicator->latest_known, known);
    if (forecast && (!known || is_no_earlier(forecast, known)))
        point_to(arena, &indicator->latest_forecast, forecast);
}

/* How the plan judges an indicator: by what is said of it, or else of its last result. */
static void derive_judgement(struct arena *arena, struct indicator *indicator)
{
    struct str word = value_text(&indicator->status);
    for (unsigned i = indicator->latest.count; i > 0 && word.len == 0; i--)
        word =
            value_text(&((const struct figure *)indicator->latest.items[i - 1].as.record)->status);
    if (word.len > 0)
        made_text(arena, &indicator->judged, word);
}

/* Marks what is written elsewhere than the record it stands inside, which it shares its sources
 * with where it names none. */
static void derive_own_sources(struct arena *arena, const struct record *record,
                               const struct value *sources, struct value *own)
{
    const struct value *outer =
        record->parent ? record_head_const(record->parent, HEAD_SOURCES) : NULL;
    if (!value_is_given(sources) || (outer && value_is_given(outer) &&
                                     outer->items[0].as.record == sources->items[0].as.record))
        return;
    made_flag(arena, own);
}

void derive_figures(struct arena *arena, struct records *records)
{
    const struct value *indicators = &records->trust->indicators;
    for (size_t i = 0; i < records->count; i++) {
        struct figure *figure = (struct figure *)records->list[i];
        struct status_word *word = (struct status_word *)records->list[i];
        if (record_is(records->list[i], TYPE_figure))
            derive_own_sources(arena, records->list[i], &figure->sources, &figure->own_sources);
        else if (record_is(records->list[i], TYPE_status_word))
            derive_own_sources(arena, records->list[i], &word->sources, &word->own_sources);
    }
    for (unsigned i = 0; value_is_given(indicators) && i < indicators->count; i++) {
        struct indicator *indicator = (struct indicator *)indicators->items[i].as.record;
        for (int list = 0; list < FIGURE_LISTS; list++)
            derive_units(indicator, list_of(indicator, list));
        derive_table(arena, indicator);
        derive_latest(arena, indicator);
        derive_judgement(arena, indicator);
    }
}
