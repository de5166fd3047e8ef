/* bind_name.c: what a name means at a place, and what to say where it means nothing.
 *
 * Against records: `first`, `last` and `position` of a list's section; then a member of the
 * innermost record; then the name of a record type that has an object here. Nothing else, so that
 * no name is silently empty. In dynamic data every other name is looked up when rendering.
 *
 * Layer: mustache. Uses: base, emit (errors). Used by: bind, bind_call, bind_text. */
#include "bind.h"

#include "concordat/base/suggest.h"

#include <stdio.h>
#include <string.h>

/* A name that is being followed, step by step. */
struct walk {
    struct binder *binder;
    const struct context *context;
    struct str name;  /* the whole path */
    struct str rest;  /* behind the step */
    struct mark mark; /* of the whole path */
    const char *sign;
    struct reference *reference;
    const struct member *steps[MOST_STEPS];
    size_t step_count;
};

const struct member *shape_member(const struct shape *shape, struct str name)
{
    for (size_t i = 0; i < shape->member_count; i++)
        if (str_is(name, shape->members[i].name))
            return &shape->members[i];
    return NULL;
}

const char *shape_called(struct binder *binder, const struct shape *shape)
{
    if (shape->kind != SHAPE_RECORD)
        return shape->name;
    bool vowel = shape->name[0] && strchr("aeiou", shape->name[0]);
    return arena_printf(binder->arena, "%s %s", vowel ? "an" : "a", shape->name);
}

/* Where `step`, a part of the path, stands. */
static struct mark mark_of(const struct walk *walk, struct str step)
{
    struct place place = {0, walk->mark};
    place_advance(&place, walk->name, (size_t)(step.ptr - walk->name.ptr));
    return place.mark;
}

/* The part of the path up to the end of `step`. */
static struct str up_to(const struct walk *walk, struct str step)
{
    return str_slice(walk->name, 0, (size_t)(step.ptr + step.len - walk->name.ptr));
}

/* ------------------------------------------------------------------ errors */

static void offer_members(struct suggestion *near, const struct shape *shape)
{
    for (size_t i = 0; i < shape->member_count; i++)
        suggestion_offer(near, str_of(shape->members[i].name));
}

static const char *did_you_mean(struct walk *walk, struct str before, const struct suggestion *near)
{
    if (near->best.len == 0)
        return "";
    return arena_printf(walk->binder->arena, "did you mean {{%s%.*s%.*s}}?", walk->sign,
                        STR_ARGS(before), STR_ARGS(near->best));
}

/* The visible record type around the innermost that has a member of that name. */
static const struct shape *outer_with(const struct walk *walk, struct str name)
{
    for (unsigned slot = 0; slot < walk->binder->set->slots; slot++) {
        const struct shape *shape = walk->context->visible[slot];
        if (shape && shape != walk->context->innermost && shape_member(shape, name))
            return shape;
    }
    return NULL;
}

/* Reports a first step that means nothing here. */
static void report_unknown(struct walk *walk, struct str step)
{
    const struct shape *innermost = walk->context->innermost;
    struct arena *arena = walk->binder->arena;
    const struct shape *outer = outer_with(walk, step);
    const char *subject = innermost ? shape_called(walk->binder, innermost) : "this page";
    if (outer) {
        bind_error(walk->binder, walk->mark, RULE_UNKNOWN_NAME,
                   arena_printf(arena, "write {{%s%s.%.*s}}", walk->sign, outer->name,
                                STR_ARGS(walk->name)),
                   "%s has no `%.*s`; the %s around it has", subject, STR_ARGS(step), outer->name);
        return;
    }
    if (str_is(step, "first") || str_is(step, "last") || str_is(step, "position")) {
        bind_error(walk->binder, walk->mark, RULE_UNKNOWN_NAME, "",
                   "`%.*s` is known inside the section of a list, and here is none",
                   STR_ARGS(step));
        return;
    }
    const struct vocabulary *vocabulary = walk->binder->set->vocabulary;
    if (vocabulary && vocabulary->value && str_is(step, vocabulary->value->name)) {
        bind_error(walk->binder, walk->mark, RULE_UNKNOWN_NAME, "",
                   "`%.*s` is known inside the section of a field, and here is none",
                   STR_ARGS(step));
        return;
    }
    struct suggestion near = suggestion_for(step);
    if (innermost)
        offer_members(&near, innermost);
    for (unsigned slot = 0; slot < walk->binder->set->slots; slot++)
        if (walk->context->visible[slot])
            suggestion_offer(&near, str_of(walk->context->visible[slot]->name));
    bind_error(walk->binder, walk->mark, RULE_UNKNOWN_NAME, did_you_mean(walk, STR(""), &near),
               "%s has no `%.*s`", subject, STR_ARGS(step));
}

/* Reports a later step that `shape`, to which the path leads, does not have. */
static void report_unknown_part(struct walk *walk, const struct shape *shape, bool states,
                                struct str step)
{
    const struct vocabulary *vocabulary = walk->binder->set->vocabulary;
    struct str before = str_slice(walk->name, 0, (size_t)(step.ptr - walk->name.ptr));
    struct suggestion near = suggestion_for(step);
    offer_members(&near, shape);
    for (size_t i = 0; states && vocabulary && i < vocabulary->state_count; i++)
        suggestion_offer(&near, str_of(vocabulary->states[i]));
    const char *hint = did_you_mean(walk, before, &near);
    if (walk->reference->shape == shape) /* the path begins with the type's own name */
        bind_error(walk->binder, mark_of(walk, step), RULE_UNKNOWN_NAME, hint, "%s has no `%.*s`",
                   shape_called(walk->binder, shape), STR_ARGS(step));
    else
        bind_error(walk->binder, mark_of(walk, step), RULE_UNKNOWN_NAME, hint,
                   "`%.*s` is %s, which has no `%.*s`", (int)before.len - 1, before.ptr,
                   shape_called(walk->binder, shape), STR_ARGS(step));
}

/* Reports a step into a list, which has many: each of them needs a section. */
static void report_list(struct walk *walk, const struct shape *shape, struct str list,
                        struct str step)
{
    const char *dot = shape->kind == SHAPE_RECORD ? "" : ".";
    struct suggestion near = suggestion_for(step);
    suggestion_offer(&near, STR("count"));
    suggestion_offer(&near, STR("any"));
    suggestion_offer(&near, STR("long"));
    const char *hint = near.best.len > 0 && !shape_member(shape, step)
                           ? arena_printf(walk->binder->arena, "did you mean {{%s%.*s.%.*s}}?",
                                          walk->sign, STR_ARGS(list), STR_ARGS(near.best))
                           : arena_printf(walk->binder->arena, "write {{#%.*s}}{{%s%.*s}}{{/%.*s}}",
                                          STR_ARGS(list), dot, STR_ARGS(step), STR_ARGS(list));
    bind_error(walk->binder, mark_of(walk, step), RULE_WRONG_USE, hint,
               "`%.*s` is a list; `%.*s` could be that of any of several", STR_ARGS(list),
               STR_ARGS(step));
}

/* ------------------------------------------------------------------ following a path */

/* Ends the walk at `member` (NULL for none) with a question, or names for dynamic data. */
static bool arrive(struct walk *walk, enum meaning meaning, const struct member *member,
                   struct path path)
{
    struct reference *reference = walk->reference;
    struct arena *arena = walk->binder->arena;
    reference->meaning = meaning;
    reference->question = path.question;
    reference->reading.member = member;
    if (member)
        reference->shape = member->shape;
    bool plain = walk->step_count == 0 && path.key_count == 0 && !path.from_top &&
                 path.question == ASK_GIVEN && meaning == MEANS_MEMBER;
    if (plain)
        return true;
    const struct member **steps = arena_array(arena, walk->step_count, sizeof *steps);
    struct path *kept = arena_alloc(arena, sizeof *kept);
    if (walk->step_count > 0)
        memcpy(steps, walk->steps, walk->step_count * sizeof *steps);
    *kept = path;
    kept->steps = steps;
    kept->step_count = walk->step_count;
    reference->reading.path = kept;
    return true;
}

/* The steps of `text`, as names that are looked up when rendering. */
static struct path keys_of(struct arena *arena, struct str text, bool from_top)
{
    struct path path = {.from_top = from_top};
    size_t count = 1;
    for (size_t i = 0; i < text.len; i++)
        count += text.ptr[i] == '.';
    struct str *keys = arena_array(arena, count, sizeof *keys);
    while (text.len > 0)
        keys[path.key_count++] = str_cut(text, '.', &text);
    path.keys = keys;
    return path;
}

/* `count`, `any` and `long` of a list; anything else is a step too far. */
static bool ask_list(struct walk *walk, const struct member *member, struct str list,
                     struct str step)
{
    if (walk->rest.len == 0 && str_is(step, "count"))
        return arrive(walk, MEANS_NUMBER, member, (struct path){.question = ASK_COUNT});
    if (walk->rest.len == 0 && str_is(step, "any"))
        return arrive(walk, MEANS_TEST, member, (struct path){.question = ASK_GIVEN});
    if (walk->rest.len == 0 && str_is(step, "long"))
        return arrive(walk, MEANS_TEST, member, (struct path){.question = ASK_LONG});
    report_list(walk, member->shape, list, step);
    return false;
}

/* A state of the field, such as {{#quorum.not_stated}}. */
static bool ask_state(struct walk *walk, const struct member *member, struct str step)
{
    const struct vocabulary *vocabulary = walk->binder->set->vocabulary;
    if (!member->states || !vocabulary || walk->rest.len > 0)
        return false;
    for (size_t i = 0; i < vocabulary->state_count; i++)
        if (str_is(step, vocabulary->states[i]))
            return arrive(walk, MEANS_TEST, member,
                          (struct path){.question = ASK_STATE, .state = i});
    return false;
}

/* Follows the rest of the path from `member`, which `step` named. */
static bool follow(struct walk *walk, const struct member *member, struct str step)
{
    for (;;) {
        struct str so_far = up_to(walk, step);
        if (member->shape->kind == SHAPE_DYNAMIC && !member->many)
            return arrive(walk, MEANS_DATA, member,
                          keys_of(walk->binder->arena, walk->rest, false));
        if (walk->rest.len == 0)
            return arrive(walk, MEANS_MEMBER, member, (struct path){.question = ASK_GIVEN});
        step = str_cut(walk->rest, '.', &walk->rest);
        const struct member *part = member->many ? NULL : shape_member(member->shape, step);
        if (part && walk->step_count < MOST_STEPS) {
            walk->steps[walk->step_count++] = member;
            member = part;
            continue;
        }
        if (ask_state(walk, member, step))
            return true;
        if (member->many)
            return ask_list(walk, member, so_far, step);
        if (member->states && walk->rest.len == 0 && str_is(step, "any"))
            return arrive(walk, MEANS_TEST, member, (struct path){.question = ASK_GIVEN});
        report_unknown_part(walk, member->shape, member->states, step);
        return false;
    }
}

/* `first`, `last` and `position` of the list whose section this is. */
static bool ask_loop(struct walk *walk, struct str step)
{
    static const struct {
        const char *name;
        enum meaning meaning;
        enum question question;
    } names[] = {{"first", MEANS_TEST, ASK_FIRST},
                 {"last", MEANS_TEST, ASK_LAST},
                 {"position", MEANS_NUMBER, ASK_POSITION}};
    for (size_t i = 0; walk->context->in_list && walk->rest.len == 0 && i < 3; i++)
        if (str_is(step, names[i].name))
            return arrive(walk, names[i].meaning, NULL,
                          (struct path){.question = names[i].question});
    return false;
}

/* A path that begins with the name of a record type. */
static bool follow_record(struct walk *walk, const struct shape *shape)
{
    walk->reference->shape = shape;
    walk->reference->reading.slot = shape->slot;
    if (walk->rest.len == 0)
        return arrive(walk, MEANS_RECORD, NULL, (struct path){.question = ASK_RECORD});
    struct str next = str_cut(walk->rest, '.', &walk->rest);
    const struct member *member = shape_member(shape, next);
    if (member)
        return follow(walk, member, next);
    report_unknown_part(walk, shape, false, next);
    return false;
}

/* `.`, or `.part` for a part of the current item. */
static bool follow_dot(struct walk *walk)
{
    const struct shape *dot = walk->context->dot;
    struct str rest = str_slice(walk->name, 1, walk->name.len);
    if (context_is_dynamic(walk->context))
        return arrive(walk, MEANS_DATA, NULL, keys_of(walk->binder->arena, rest, true));
    if (!dot) {
        bind_error(walk->binder, walk->mark, RULE_WRONG_USE, "",
                   "`.` is what the section of a field is at, and here is none");
        return false;
    }
    walk->reference->shape = dot;
    walk->reference->reading.slot = walk->binder->set->slots;
    if (rest.len == 0) {
        walk->reference->meaning = MEANS_ITEM;
        return true;
    }
    struct str step = str_cut(rest, '.', &walk->rest);
    const struct member *part = shape_member(dot, step);
    if (part)
        return follow(walk, part, step);
    struct suggestion near = suggestion_for(step);
    offer_members(&near, dot);
    bind_error(walk->binder, walk->mark, RULE_UNKNOWN_NAME, did_you_mean(walk, STR("."), &near),
               "`.` is %s here, which has no `%.*s`", shape_called(walk->binder, dot),
               STR_ARGS(step));
    return false;
}

bool bind_name(struct binder *binder, const struct context *context, struct str name,
               struct mark mark, const char *sign, struct reference *reference)
{
    const struct shape *innermost = context->innermost;
    const struct member *member = NULL;
    struct walk walk = {.binder = binder,
                        .context = context,
                        .name = name,
                        .mark = mark,
                        .sign = sign,
                        .reference = reference};
    *reference = (struct reference){.meaning = MEANS_DATA};
    if (name.ptr[0] == '.')
        return follow_dot(&walk);
    struct str step = str_cut(name, '.', &walk.rest);
    if (innermost && !context_is_dynamic(context)) {
        member = shape_member(innermost, step);
        reference->reading.slot = innermost->slot;
        if (member)
            return follow(&walk, member, step);
        if (ask_loop(&walk, step))
            return true;
    }
    for (unsigned slot = 0; slot < binder->set->slots; slot++)
        if (context->visible[slot] && str_is(step, context->visible[slot]->name))
            return follow_record(&walk, context->visible[slot]);
    if (context_is_dynamic(context))
        return arrive(&walk, MEANS_DATA, NULL, keys_of(binder->arena, name, false));
    report_unknown(&walk, step);
    return false;
}
