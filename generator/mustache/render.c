/* render.c: runs a program: text, calls, indentation, and the bounds that end hostile data.
 *
 * Rendering is a loop over instructions, each of which says what comes next. Nothing is looked up
 * and, but for the output itself, nothing is allocated.
 *
 * Layer: mustache. Uses: base. Used by: the stage render. */
#include "renderer.h"

#include <stdlib.h>
#include <string.h>

void *renderer_grow(void *stack, const void *first, size_t *room, size_t size)
{
    void *old = stack == first ? NULL : stack;
    void *grown = must_realloc(old, 2 * *room * size);
    if (!old)
        memcpy(grown, first, *room * size);
    *room *= 2;
    return grown;
}

/* Reports the end of a rendering that would not end by itself. */
static const struct instruction *give_up(struct renderer *renderer, const struct mark *mark,
                                         const char *why)
{
    renderer->failed = true;
    diag_error(renderer->diag, *mark, RULE_ENDLESS_RECURSION,
               STR("do the data contain themselves?"), "%s", why);
    return NULL;
}

bool renderer_turn(struct renderer *renderer, const struct mark *mark)
{
    if (++renderer->turns <= MOST_TURNS && renderer->out->len - renderer->start <= LARGEST_OUTPUT)
        return true;
    give_up(renderer, mark, "this makes a page of more than anyone can read, and was stopped");
    return false;
}

/* ------------------------------------------------------------------ text and its indentation */

static bool is_indented(const struct renderer *renderer)
{
    return renderer->indent.len > renderer->indent_from;
}

static struct str indentation(const struct renderer *renderer)
{
    return str_slice(buf_str(&renderer->indent), renderer->indent_from, renderer->indent.len);
}

static bool is_empty_line(struct str text)
{
    return str_starts(text, "\n") || str_starts(text, "\r\n");
}

/* The text with the indentation before each of its lines but the empty ones. */
static void add_indented(struct renderer *renderer, const struct instruction *at)
{
    struct str rest = at->text;
    bool starts_line = at->flag && renderer->out->len != renderer->hung_at;
    while (rest.len > 0) {
        size_t end = str_find(rest, '\n', 0) + 1;
        if (starts_line && !is_empty_line(rest))
            buf_add(renderer->out, indentation(renderer));
        buf_add(renderer->out, str_slice(rest, 0, end));
        rest = str_slice(rest, end, rest.len);
        starts_line = true;
    }
    if (at->ends || (at->text.len == 0 && starts_line))
        buf_add(renderer->out, indentation(renderer));
}

const struct instruction *run_text(struct renderer *renderer, const struct instruction *at)
{
    if (is_indented(renderer))
        add_indented(renderer, at);
    else
        buf_add(renderer->out, at->text);
    return at + 1;
}

const struct instruction *run_jump(struct renderer *renderer, const struct instruction *at)
{
    (void)renderer;
    return at + at->jump;
}

/* ------------------------------------------------------------------ calls and blocks */

static struct resumption *push_resumption(struct renderer *renderer)
{
    if (renderer->resumption_depth == renderer->resumption_room)
        renderer->resumptions =
            renderer_grow(renderer->resumptions, renderer->first_resumptions,
                          &renderer->resumption_room, sizeof *renderer->resumptions);
    struct resumption *resumption = &renderer->resumptions[renderer->resumption_depth++];
    *resumption = (struct resumption){.indent_from = renderer->indent_from,
                                      .indent_len = renderer->indent.len,
                                      .hung_at = renderer->hung_at};
    return resumption;
}

static const struct instruction *pop_resumption(struct renderer *renderer)
{
    const struct resumption *resumption = &renderer->resumptions[--renderer->resumption_depth];
    renderer->indent_from = resumption->indent_from;
    renderer->indent.len = resumption->indent_len;
    renderer->hung_at = resumption->hung_at;
    return resumption->next;
}

/* Deepens the indentation; without a line of its own, what comes is not indented at all. */
static void indent(struct renderer *renderer, enum placement placement, struct str more)
{
    if (placement == PLACED_INLINE)
        renderer->indent_from = renderer->indent.len;
    else if (more.len > 0)
        buf_add(&renderer->indent, more);
    if (placement == PLACED_HANGING)
        renderer->hung_at = renderer->out->len;
}

const struct instruction *renderer_call(struct renderer *renderer, const struct call *call,
                                        const struct instruction *next)
{
    if (renderer->calls == DEEPEST_CALLS)
        return give_up(renderer, &call->mark, "templates call one another more than 256 deep here");
    if (!renderer_turn(renderer, &call->mark))
        return NULL;
    renderer->calls++;
    push_resumption(renderer)->next = next;
    indent(renderer, call->alone ? PLACED_ALONE : PLACED_INLINE, call->indent);
    return call->routine->code;
}

const struct instruction *run_call(struct renderer *renderer, const struct instruction *at)
{
    return renderer_call(renderer, at->call, at + 1);
}

/* Ends a called template; ends the program where none was called. */
const struct instruction *run_return(struct renderer *renderer, const struct instruction *at)
{
    (void)at;
    if (renderer->resumption_depth == 0)
        return NULL;
    renderer->calls--;
    return pop_resumption(renderer);
}

const struct instruction *run_place(struct renderer *renderer, const struct instruction *at)
{
    push_resumption(renderer);
    indent(renderer, at->placing->placement, at->placing->indent);
    return at + 1;
}

const struct instruction *run_unplace(struct renderer *renderer, const struct instruction *at)
{
    pop_resumption(renderer);
    return at + 1;
}

/* ------------------------------------------------------------------ a whole rendering */

static void start(struct renderer *renderer, const struct program *program,
                  const void *const *objects)
{
    size_t slots = program->slots + 2;
    renderer->sections = renderer->first_sections;
    renderer->section_room = FIRST_SECTIONS;
    renderer->resumptions = renderer->first_resumptions;
    renderer->resumption_room = FIRST_RESUMPTIONS;
    renderer->data = renderer->first_data;
    renderer->data_room = FIRST_DATA;
    renderer->objects = renderer->first_objects;
    if (slots > FIRST_OBJECTS)
        renderer->objects = must_alloc(slots * sizeof *renderer->objects);
    for (size_t i = 0; i < slots; i++)
        renderer->objects[i] = NULL;
    for (size_t i = 0; i < program->context_count; i++) {
        if (program->context[i]->kind == SHAPE_DYNAMIC)
            renderer_push_data(renderer, objects[i]);
        else
            renderer->objects[program->context[i]->slot] = objects[i];
    }
}

static void finish(struct renderer *renderer)
{
    buf_free(&renderer->scratch);
    buf_free(&renderer->indent);
    if (renderer->sections != renderer->first_sections)
        free(renderer->sections);
    if (renderer->resumptions != renderer->first_resumptions)
        free(renderer->resumptions);
    if (renderer->data != renderer->first_data)
        free(renderer->data);
    if (renderer->objects != renderer->first_objects)
        free(renderer->objects);
}

bool template_render(const struct program *program, const void *const *objects, const void *page,
                     struct buf *out, struct diag *diag)
{
    struct renderer renderer;
    /* The room that the stacks begin with need not be cleared. */
    memset(&renderer, 0, offsetof(struct renderer, first_sections));
    renderer.out = out;
    renderer.page = page;
    renderer.program = program;
    renderer.value_slot = program->value_slot;
    renderer.hung_at = (size_t)-1;
    renderer.start = out->len;
    renderer.diag = diag;
    start(&renderer, program, objects);
    const struct instruction *at = program->routine->code;
    while (at)
        at = at->run(&renderer, at);
    finish(&renderer);
    return !renderer.failed;
}
