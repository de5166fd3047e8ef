/* plans.c: what stands in which plan. A priority, an indicator or an action that names no plan has
 * that of the outcome or priority it belongs to; what has none even so stands with the trust.
 *
 * Stage: publish, derive. Uses: schema. Used by: derive. */
#include "lists.h"

/* The plan that a record names itself, or NULL; `*silent` where it says nothing about it. */
static struct plan *plan_named(const struct value *plan, bool *silent)
{
    *silent = plan->state == STATE_ABSENT;
    return (struct plan *)value_record(plan);
}

static struct plan *plan_of_outcome(const struct record *record)
{
    bool silent;
    return record ? plan_named(&((const struct outcome *)record)->plan, &silent) : NULL;
}

static struct plan *plan_of_priority(const struct record *record)
{
    const struct priority *priority = (const struct priority *)record;
    bool silent;
    struct plan *plan = record ? plan_named(&priority->plan, &silent) : NULL;
    if (!record || plan || !silent)
        return plan;
    for (unsigned i = 0;
         value_is_given(&priority->outcomes) && !plan && i < priority->outcomes.count; i++)
        plan = plan_of_outcome(priority->outcomes.items[i].as.record);
    return plan;
}

static struct plan *plan_of_indicator(const struct record *record)
{
    const struct indicator *indicator = (const struct indicator *)record;
    bool silent;
    struct plan *plan = plan_named(&indicator->plan, &silent);
    if (!plan && silent)
        plan = plan_of_outcome(value_record(&indicator->outcome));
    return plan || !silent ? plan : plan_of_priority(value_record(&indicator->priority));
}

static struct plan *plan_of_action(const struct record *record)
{
    bool silent;
    struct plan *plan = plan_named(&((const struct action *)record)->plan, &silent);
    const struct value *outcomes = &((const struct action *)record)->outcomes;
    for (unsigned i = 0; silent && value_is_given(outcomes) && !plan && i < outcomes->count; i++)
        plan = plan_of_outcome(outcomes->items[i].as.record);
    return plan;
}

/* Shares out the actions: one that serves a priority is told with that, others with their plan and
 * with the outcomes they serve. */
static void share_actions(struct arena *arena, struct trust *trust)
{
    for (unsigned i = 0; value_is_given(&trust->actions) && i < trust->actions.count; i++) {
        const struct action *action = (const struct action *)trust->actions.items[i].as.record;
        struct plan *plan = plan_of_action(&action->record);
        if (value_is_given(&action->priority))
            continue;
        list_add(arena, plan ? &plan->own_actions : &trust->own_actions, &action->record);
        for (unsigned k = 0; value_is_given(&action->outcomes) && k < action->outcomes.count; k++)
            list_add(arena, &((struct outcome *)action->outcomes.items[k].as.record)->own_actions,
                     &action->record);
    }
}

static void share_indicators(struct arena *arena, struct trust *trust)
{
    for (unsigned i = 0; value_is_given(&trust->indicators) && i < trust->indicators.count; i++) {
        const struct record *record = trust->indicators.items[i].as.record;
        struct plan *plan = plan_of_indicator(record);
        list_add(arena, plan ? &plan->own_indicators : &trust->own_indicators, record);
        if (!value_is_given(&((const struct indicator *)record)->outcome))
            list_add(arena, &trust->plain_indicators, record);
    }
}

static int as_written(const void *a, const void *b)
{
    size_t left = ((const struct item *)a)->as.record->order;
    size_t right = ((const struct item *)b)->as.record->order;
    return (left > right) - (left < right);
}

/* By theme, where the first of each stands in this plan and not in the trust's list. */
static void order_priorities(struct arena *arena, struct value *list)
{
    list_sort(list, as_written);
    list_group(arena, list);
}

static void share_priorities(struct arena *arena, struct trust *trust)
{
    for (unsigned i = 0; value_is_given(&trust->priorities) && i < trust->priorities.count; i++) {
        const struct record *record = trust->priorities.items[i].as.record;
        struct plan *plan = plan_of_priority(record);
        list_add(arena, plan ? &plan->own_priorities : &trust->own_priorities, record);
    }
    for (unsigned i = 0; value_is_given(&trust->plans) && i < trust->plans.count; i++)
        order_priorities(arena, &((struct plan *)trust->plans.items[i].as.record)->own_priorities);
    order_priorities(arena, &trust->own_priorities);
}

static void share_outcomes(struct arena *arena, struct trust *trust)
{
    for (unsigned i = 0; value_is_given(&trust->outcomes) && i < trust->outcomes.count; i++) {
        const struct record *record = trust->outcomes.items[i].as.record;
        struct plan *plan = plan_of_outcome(record);
        list_add(arena, plan ? &plan->own_outcomes : &trust->own_outcomes, record);
    }
}

void derive_plans(struct arena *arena, struct trust *trust)
{
    share_outcomes(arena, trust);
    share_priorities(arena, trust);
    share_indicators(arena, trust);
    share_actions(arena, trust);
}
