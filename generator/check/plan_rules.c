/* plan_rules.c: what a partnership would want to know of its plan and its figures.
 *
 * A source is often silent, and to say so is no fault: `not stated` and `none` are answers. What is
 * told is where nothing is written at all, and where a figure cannot be what it says it is.
 *
 * Stage: survey, check. Uses: schema. Used by: rules. */
#include "plan_rules.h"

/* ------------------------------------------------------------------ figures */

static void check_value(const struct figure *figure, struct diag *diag)
{
    bool given = figure->value.state != STATE_ABSENT;
    if (given && value_is_given(&figure->value) && value_is_given(&figure->missing))
        diag_error(diag, figure->missing.mark, RULE_FIGURE_OR_REASON,
                   STR("leave one of the two out"),
                   "a figure that is there is also said to be missing");
    if (!given && figure->missing.state == STATE_ABSENT)
        diag_error(diag, figure->record.mark, RULE_FIGURE_OR_REASON,
                   STR("write value: and the figure, or missing: and why"),
                   "here is neither a figure nor why there is none");
}

/* True where a figure is a percentage: it says so, or its indicator does and it has no unit of its
 * own. */
static bool is_percentage(const struct figure *figure)
{
    const struct record *outer = figure->record.parent;
    if (figure->percent.state != STATE_ABSENT)
        return value_flag(&figure->percent);
    return !value_is_given(&figure->unit) && !value_is_given(&figure->measures) &&
           record_is(outer, TYPE_indicator) &&
           value_flag(&((const struct indicator *)outer)->percent);
}

static void check_percentage(const struct figure *figure, struct diag *diag)
{
    const struct figure_number nothing = {0, 0};
    const struct figure_number all = {100, 0};
    if (!value_is_given(&figure->value) || !is_percentage(figure))
        return;
    struct figure_number number = figure->value.items[0].as.figure;
    if (figure_compare(number, nothing) < 0 || figure_compare(number, all) > 0)
        diag_report(diag, SEVERITY_WARNING, figure->value.mark, RULE_PERCENTAGE_RANGE,
                    "a percentage is %s",
                    figure_compare(number, nothing) < 0 ? "below 0" : "over 100");
}

/* ------------------------------------------------------------------ indicators and outcomes */

static void advise_missing(const struct record *record, const struct value *value, const char *what,
                           struct diag *diag)
{
    if (value->state == STATE_ABSENT)
        diag_report(diag, SEVERITY_ADVICE, record->mark, RULE_BARE_INDICATOR,
                    "this indicator has no %s; write not stated, or none, where that is so", what);
}

/* The results that are of a time after the plan's end. */
static void check_late(const struct indicator *indicator, struct diag *diag)
{
    const struct plan *plan = (const struct plan *)value_record(&indicator->plan);
    const struct value *series = &indicator->series;
    if (!plan || !value_is_given(&plan->to))
        return;
    long end = date_latest(&plan->to.items[0].as.date);
    for (unsigned i = 0; value_is_given(series) && i < series->count; i++) {
        const struct figure *figure = (const struct figure *)series->items[i].as.record;
        if (value_is_given(&figure->date) && date_earliest(&figure->date.items[0].as.date) > end)
            diag_report(diag, SEVERITY_ADVICE, figure->date.mark, RULE_LATE_FIGURE,
                        "this figure is of a time after the end of its plan, '%.*s'",
                        STR_ARGS(plan->record.id));
    }
}

void check_plan_record(const struct record *record, struct diag *diag)
{
    const struct indicator *indicator = (const struct indicator *)record;
    if (record_is(record, TYPE_figure)) {
        check_value((const struct figure *)record, diag);
        check_percentage((const struct figure *)record, diag);
    } else if (record_is(record, TYPE_indicator)) {
        advise_missing(record, &indicator->baselines, "baselines", diag);
        advise_missing(record, &indicator->targets, "targets", diag);
        advise_missing(record, &indicator->polarity, "polarity", diag);
        check_late(indicator, diag);
    }
}

void check_outcomes(const struct records *records, bool *measured, struct diag *diag)
{
    for (size_t i = 0; i < records->count; i++) {
        const struct record *record = records->list[i];
        const struct record *outcome =
            record_is(record, TYPE_indicator)
                ? value_record(&((const struct indicator *)record)->outcome)
                : NULL;
        if (outcome)
            measured[outcome->order] = true;
    }
    for (size_t i = 0; i < records->count; i++) {
        const struct record *record = records->list[i];
        if (record_is(record, TYPE_outcome) && !measured[i] &&
            ((const struct outcome *)record)->indicators.state == STATE_ABSENT)
            diag_report(
                diag, SEVERITY_ADVICE, record->mark, RULE_UNMEASURED_OUTCOME,
                "no indicator measures '%.*s'; write indicators: not stated, or none, where "
                "that is so",
                STR_ARGS(record->id));
    }
}
