/* render_record.c: the operations that read typed records: a slot, a member, its functions.
 *
 * Layer: mustache. Uses: base. Used by: bind (which puts them into programs). */
#include "renderer.h"

struct section *renderer_enter(struct renderer *renderer)
{
    if (renderer->depth == renderer->section_room)
        renderer->sections = renderer_grow(renderer->sections, renderer->first_sections,
                                           &renderer->section_room, sizeof *renderer->sections);
    return &renderer->sections[renderer->depth++];
}

const void *reading_holder(const struct renderer *renderer, const struct member *const *steps,
                           size_t count, unsigned slot)
{
    const void *object = renderer->objects[slot];
    for (size_t i = 0; i < count && object; i++) {
        if (steps[i]->count(steps[i], object) == 0)
            return NULL;
        object = steps[i]->at(steps[i], object, 0).object;
    }
    return object;
}

/* What the instruction's member is to be read from; NULL where the way there ends. */
static const void *holder_of(const struct renderer *renderer, const struct instruction *at)
{
    if (!at->path)
        return renderer->objects[at->slot];
    return reading_holder(renderer, at->path->steps, at->path->step_count, at->slot);
}

/* ------------------------------------------------------------------ printing */

static void print(struct renderer *renderer, const struct shape *shape, const void *object,
                  bool escape)
{
    renderer->scratch.len = 0;
    struct str text = shape->text(shape, object, renderer->page, &renderer->scratch);
    if (escape)
        buf_add_html(renderer->out, text);
    else
        buf_add(renderer->out, text);
}

static const struct instruction *print_member(struct renderer *renderer,
                                              const struct instruction *at, const void *holder)
{
    const struct member *member = at->member;
    if (holder && member->count(member, holder) > 0)
        print(renderer, member->shape, member->at(member, holder, 0).object, at->flag);
    return at + 1;
}

/* A field of the slot's record: the most frequent case by far. */
const struct instruction *run_print_field(struct renderer *renderer, const struct instruction *at)
{
    return print_member(renderer, at, renderer->objects[at->slot]);
}

const struct instruction *run_print(struct renderer *renderer, const struct instruction *at)
{
    return print_member(renderer, at, holder_of(renderer, at));
}

const struct instruction *run_print_item(struct renderer *renderer, const struct instruction *at)
{
    print(renderer, at->shape, renderer->objects[at->slot], at->flag);
    return at + 1;
}

static size_t count_of(const struct renderer *renderer, const struct instruction *at)
{
    const void *holder = holder_of(renderer, at);
    return holder ? at->member->count(at->member, holder) : 0;
}

const struct instruction *run_print_count(struct renderer *renderer, const struct instruction *at)
{
    buf_add_number(renderer->out, (long)count_of(renderer, at));
    return at + 1;
}

/* Which item of the innermost section of a list this is, from 1. */
static size_t position_of(const struct renderer *renderer)
{
    return renderer->sections[renderer->loop - 1].index + 1;
}

const struct instruction *run_print_position(struct renderer *renderer,
                                             const struct instruction *at)
{
    buf_add_number(renderer->out, (long)position_of(renderer));
    return at + 1;
}

/* ------------------------------------------------------------------ sections */

static void go_to_item(struct renderer *renderer, const struct instruction *at,
                       const struct section *section)
{
    struct cell cell = at->member->at(at->member, section->holder, section->index);
    renderer->objects[at->into] = cell.object;
    renderer->objects[renderer->value_slot] = cell.remarks;
}

const struct instruction *run_each(struct renderer *renderer, const struct instruction *at)
{
    const void *holder = holder_of(renderer, at);
    size_t count = holder ? at->member->count(at->member, holder) : 0;
    if (count == 0)
        return at + at->jump;
    if (at->member->shape->kind == SHAPE_FLAG)
        count = 1; /* sources may differ in how they say yes; it is said once */
    if (!renderer_turn(renderer, at->mark))
        return NULL;
    struct section *section = renderer_enter(renderer);
    *section = (struct section){.holder = holder,
                                .count = count,
                                .saved = renderer->objects[at->into],
                                .saved_value = renderer->objects[renderer->value_slot],
                                .saved_loop = renderer->loop};
    if (at->flag)
        renderer->loop = renderer->depth;
    go_to_item(renderer, at, section);
    return at + 1;
}

const struct instruction *run_next(struct renderer *renderer, const struct instruction *at)
{
    struct section *section = &renderer->sections[renderer->depth - 1];
    if (++section->index < section->count) {
        if (!renderer_turn(renderer, at->mark))
            return NULL;
        go_to_item(renderer, at, section);
        return at + at->jump;
    }
    renderer->objects[at->into] = section->saved;
    renderer->objects[renderer->value_slot] = section->saved_value;
    renderer->loop = section->saved_loop;
    renderer->depth--;
    return at + 1;
}

/* ------------------------------------------------------------------ tests */

/* How many items of a list are read at a glance; a longer one is long. */
enum { LONGEST_GLANCE = 6 };

static bool holds(const struct renderer *renderer, const struct instruction *at)
{
    const struct vocabulary *vocabulary = renderer->program->vocabulary;
    const void *holder;
    switch (at->path->question) {
    case ASK_GIVEN:
    case ASK_COUNT:
        return count_of(renderer, at) > 0;
    case ASK_LONG:
        return count_of(renderer, at) > LONGEST_GLANCE;
    case ASK_STATE:
        holder = holder_of(renderer, at);
        return holder && vocabulary->in_state(at->member, holder, at->path->state);
    case ASK_FIRST:
    case ASK_POSITION:
        return position_of(renderer) == 1;
    case ASK_LAST:
        return position_of(renderer) == renderer->sections[renderer->loop - 1].count;
    case ASK_RECORD:
        return renderer->objects[at->slot] != NULL;
    }
    return false;
}

const struct instruction *run_test(struct renderer *renderer, const struct instruction *at)
{
    return at + (holds(renderer, at) == at->flag ? 1 : at->jump);
}

const struct instruction *run_test_field(struct renderer *renderer, const struct instruction *at)
{
    const void *holder = renderer->objects[at->slot];
    bool given = holder && at->member->count(at->member, holder) > 0;
    return at + (given == at->flag ? 1 : at->jump);
}

/* ------------------------------------------------------------------ calls and forms by a value */

/* The object of a reading's first value, or NULL. */
static const void *object_of(const struct renderer *renderer, const struct reading *reading)
{
    const struct member *member = reading->member;
    const void *holder =
        reading_holder(renderer, reading->path ? reading->path->steps : NULL,
                       reading->path ? reading->path->step_count : 0, reading->slot);
    if (!member || !holder)
        return holder;
    return member->count(member, holder) > 0 ? member->at(member, holder, 0).object : NULL;
}

const struct instruction *run_call_choice(struct renderer *renderer, const struct instruction *at)
{
    const struct choice_call *choice = at->choice;
    const void *object = object_of(renderer, &choice->reading);
    for (size_t i = 0; object && i < choice->count; i++) {
        const struct member *flag = choice->flags[i];
        bool chosen;
        if (flag) {
            chosen = flag->count(flag, object) > 0;
        } else {
            renderer->scratch.len = 0;
            chosen = str_is(
                choice->shape->text(choice->shape, object, renderer->page, &renderer->scratch),
                choice->values[i]);
        }
        if (chosen)
            return renderer_call(renderer, &choice->calls[i], at + 1);
    }
    return at + 1;
}

/* The number that a string goes by; false where there is none. */
static bool read_number(struct renderer *renderer, const struct reading *reading, long *number)
{
    const struct instruction at = {
        .member = reading->member, .path = reading->path, .slot = (uint16_t)reading->slot};
    enum question question = reading->path ? reading->path->question : ASK_GIVEN;
    if (question == ASK_COUNT || question == ASK_POSITION) {
        *number = (long)(question == ASK_COUNT ? count_of(renderer, &at) : position_of(renderer));
        return true;
    }
    const void *object = object_of(renderer, reading);
    if (!object)
        return false;
    renderer->scratch.len = 0;
    struct str text = reading->member->shape->text(reading->member->shape, object, renderer->page,
                                                   &renderer->scratch);
    return str_number(text, number) && *number >= 0;
}

const struct instruction *run_plural(struct renderer *renderer, const struct instruction *at)
{
    const struct plural *plural = at->plural;
    enum plural_category category = PLURAL_OTHER;
    long number;
    if (read_number(renderer, &plural->reading, &number)) {
        category = language_category(plural->language, number);
        if (number == 0 && plural->jumps[PLURAL_ZERO] > 0)
            category = PLURAL_ZERO;
    }
    if (plural->jumps[category] == 0)
        category = PLURAL_OTHER;
    return at + plural->jumps[category];
}
