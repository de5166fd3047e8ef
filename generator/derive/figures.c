/* figures.c: what the figures of an indicator have from it, and which of them is the latest.
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

static void point_to(struct arena *arena, struct value *value, const struct figure *figure)
{
    if (figure)
        list_add(arena, value, &figure->record);
}

static void derive_latest(struct arena *arena, struct indicator *indicator)
{
    const struct figure *latest = last_of(&indicator->series, false, false);
    const struct figure *known = last_of(&indicator->series, false, true);
    const struct figure *forecast = last_of(&indicator->series, true, true);
    point_to(arena, &indicator->latest, latest);
    if (latest != known)
        point_to(arena, &indicator->latest_known, known);
    if (forecast && (!known || is_no_earlier(forecast, known)))
        point_to(arena, &indicator->latest_forecast, forecast);
}

void derive_figures(struct arena *arena, struct trust *trust)
{
    for (unsigned i = 0; value_is_given(&trust->indicators) && i < trust->indicators.count; i++) {
        struct indicator *indicator = (struct indicator *)trust->indicators.items[i].as.record;
        derive_units(indicator, &indicator->baselines);
        derive_units(indicator, &indicator->targets);
        derive_units(indicator, &indicator->series);
        derive_latest(arena, indicator);
    }
}

struct str indicator_status(const struct indicator *indicator)
{
    const struct figure *latest = (const struct figure *)value_record(&indicator->latest);
    if (value_is_given(&indicator->status) || !latest)
        return value_text(&indicator->status);
    return value_text(&latest->status);
}
