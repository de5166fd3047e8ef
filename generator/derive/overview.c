/* overview.c: what the first page of a trust tells at a glance: who chairs, when the next meeting
 * is, how far the plan is, the latest word on the safety of children.
 *
 * Only what holds as of the trust's date is picked: a chair who has gone is no answer to who
 * chairs. Where there is nothing to pick, the field stays absent and the page says so.
 * Stage: publish, derive, last. Uses: schema. Used by: derive. */
#include "lists.h"

static bool is_over(const struct record *record)
{
    return being_of(record) == BEING_FORMER ||
           value_choice(record_head_const(record, HEAD_TIMING)) == timing_past;
}

static const struct record *first_that_lasts(const struct value *list)
{
    for (unsigned i = 0; value_is_given(list) && i < list->count; i++)
        if (!is_over(list->items[i].as.record))
            return list->items[i].as.record;
    return NULL;
}

static void pick(struct arena *arena, struct value *value, const struct record *record)
{
    if (record)
        list_add(arena, value, record);
}

static void pick_chairs(struct arena *arena, struct trust *trust)
{
    const struct body *body = (const struct body *)value_record(&trust->leading_body);
    for (unsigned i = 0; body && value_is_given(&body->chairs) && i < body->chairs.count; i++) {
        const struct seat *seat = (const struct seat *)body->chairs.items[i].as.record;
        if (value_choice(&seat->capacity) == capacity_chair && !is_over(&seat->record) &&
            value_choice(&seat->timing) != timing_future)
            list_add(arena, &trust->leading_chairs, &seat->record);
    }
}

static bool is_cancelled(const struct record *meeting)
{
    return value_choice(&((const struct meeting *)meeting)->status) == meeting_status_cancelled;
}

static void pick_meetings(struct arena *arena, struct trust *trust)
{
    const struct value *coming = &trust->coming_meetings;
    const struct value *past = &trust->past_meetings;
    const struct record *next = NULL;
    const struct record *last = NULL;
    for (unsigned i = coming->count; i > 0; i--)
        if (!is_cancelled(coming->items[i - 1].as.record))
            next = coming->items[i - 1].as.record;
    for (unsigned i = 0; i < past->count; i++)
        if (!is_cancelled(past->items[i].as.record))
            last = past->items[i].as.record;
    pick(arena, &trust->next_meeting, next);
    pick(arena, &trust->last_meeting, last);
}

static void pick_plan(struct arena *arena, struct trust *trust)
{
    const struct record *plan = first_that_lasts(&trust->plans);
    for (unsigned i = 0; value_is_given(&trust->plans) && i < trust->plans.count; i++) {
        const struct record *other = trust->plans.items[i].as.record;
        if (!is_over(other) && value_is_given(&((const struct plan *)other)->tallies)) {
            plan = other;
            break;
        }
    }
    pick(arena, &trust->main_plan, plan);
}

/* Whoever reads a record of the past has no say in it any more. */
static void close_consultations(struct arena *arena, struct trust *trust, long as_of)
{
    const struct value *list = &trust->consultations;
    for (unsigned i = 0; value_is_given(list) && i < list->count; i++) {
        struct consultation *consultation = (struct consultation *)list->items[i].as.record;
        const struct value *date = &consultation->date;
        if (value_flag(&trust->historical) || is_over(&consultation->record) ||
            (value_is_given(date) && date_latest(&date->items[0].as.date) < as_of))
            made_flag(arena, &consultation->closed);
        else
            list_add(arena, &trust->open_consultations, &consultation->record);
    }
}

/* What the page on the plan tells: there may be no more than the names of plans. */
static void sum_up_plans(struct arena *arena, struct trust *trust)
{
    bool results = value_is_given(&trust->indicators) || value_is_given(&trust->actions);
    bool aims = value_is_given(&trust->outcomes) || value_is_given(&trust->priorities);
    made_number(arena, &trust->plan_summary,
                results ? page_summary_plan
                : aims  ? page_summary_plan_aims
                        : page_summary_plan_names);
}

void derive_overview(struct arena *arena, struct trust *trust, long as_of)
{
    const struct value *years = &trust->years;
    const struct value *summaries = &trust->annual_summaries;
    pick(arena, &trust->leading_body, first_that_lasts(&trust->roots));
    pick_chairs(arena, trust);
    pick_meetings(arena, trust);
    pick_plan(arena, trust);
    close_consultations(arena, trust, as_of);
    sum_up_plans(arena, trust);
    if (value_is_given(years))
        list_add(arena, &trust->latest_summary, years->items[years->count - 1].as.record);
    else if (value_is_given(summaries))
        list_add(arena, &trust->latest_summary, summaries->items[0].as.record);
}
