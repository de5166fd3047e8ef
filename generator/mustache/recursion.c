/* recursion.c: whether what was bound comes to an end.
 *
 * A template may call itself inside a section: the data end it. Calls with no section between that
 * lead back to where they began never end, whatever the data. The search keeps its own trail:
 * a chain of templates may be longer than the C stack is deep.
 *
 * Layer: mustache. Uses: base. Used by: template_set. */
#include "bind.h"

#include <stdlib.h>

/* The routines on the way to the one that is looked at, each with its next call. */
struct step {
    struct routine *routine;
    const struct call_edge *next;
};

struct trail {
    struct step *steps; /* malloc */
    size_t len, room;
};

static void push(struct trail *trail, struct routine *routine)
{
    if (trail->len == trail->room) {
        trail->room = trail->room > 0 ? trail->room * 2 : 32;
        trail->steps = must_realloc(trail->steps, trail->room * sizeof *trail->steps);
    }
    trail->steps[trail->len++] = (struct step){routine, routine->calls};
}

static void report(struct template_set *set, const struct call_edge *edge)
{
    struct str name = edge->target->source->name;
    diag_error(set->diag, edge->mark, RULE_ENDLESS_RECURSION,
               STR("put the call inside a section, so that it ends where the data do"),
               "this calls `%.*s`, which comes back here without end", STR_ARGS(name));
}

/* Follows the unguarded calls from `start`; a routine that is met on its own trail never ends. */
static void find_circles(struct template_set *set, struct trail *trail, struct routine *start)
{
    push(trail, start);
    start->on_trail = true;
    while (trail->len > 0) {
        struct step *step = &trail->steps[trail->len - 1];
        const struct call_edge *edge = step->next;
        if (!edge) {
            step->routine->on_trail = false;
            step->routine->settled = true;
            trail->len--;
            continue;
        }
        step->next = edge->next;
        if (edge->guarded)
            continue;
        if (edge->target->on_trail) {
            report(set, edge);
            edge->target->failed = true;
        } else if (!edge->target->settled) {
            edge->target->on_trail = true;
            push(trail, edge->target);
        }
    }
}

bool routine_settle(struct template_set *set, struct routine *routine)
{
    struct trail reached = {0};
    struct trail trail = {0};
    bool good = true;
    routine->reached = ++set->compilations;
    push(&reached, routine);
    for (size_t i = 0; i < reached.len; i++) {
        struct routine *one = reached.steps[i].routine;
        if (!one->settled)
            find_circles(set, &trail, one);
        for (const struct call_edge *edge = one->calls; edge; edge = edge->next) {
            if (edge->target->reached == set->compilations)
                continue;
            edge->target->reached = set->compilations;
            push(&reached, edge->target);
        }
    }
    for (size_t i = 0; i < reached.len; i++)
        good = good && !reached.steps[i].routine->failed;
    free(reached.steps);
    free(trail.steps);
    return good;
}
