/* context.c: what names mean at a place, and which blocks are filled there, each kept once.
 *
 * Places where names mean the same share one struct context, so that a partial is bound once for
 * all of them: it is found again by the addresses of its template, context and environment.
 *
 * Layer: mustache. Uses: base. Used by: bind and its parts, template_set. */
#include "bind.h"

#include <stdlib.h>
#include <string.h>

/* The one object of `size` bytes that has these bytes; `object` itself is forgotten. */
static const void *keep_once(struct arena *arena, struct table *table, void *object, size_t size)
{
    struct str bytes = {object, size};
    void *kept = table_get(table, bytes);
    if (!kept) {
        struct str copy = arena_copy(arena, bytes);
        union {
            const char *bytes;
            void *object;
        } same = {copy.ptr};
        kept = table_add(table, copy, same.object);
    }
    free(object);
    return kept;
}

static size_t context_size(const struct template_set *set)
{
    return sizeof(struct context) + set->slots * sizeof(const struct shape *);
}

/* A context to be changed and then kept; padding is zero too, since contexts compare by bytes. */
static struct context *changed(const struct template_set *set, const struct context *from)
{
    size_t size = context_size(set);
    struct context *context = must_alloc(size);
    memset(context, 0, size);
    if (from)
        memcpy(context, from, size);
    return context;
}

static const struct context *keep(struct template_set *set, struct context *context)
{
    return keep_once(set->arena, set->contexts, context, context_size(set));
}

static void make_innermost(struct context *context, const struct shape *shape)
{
    context->innermost = shape;
    context->dot = NULL;
    if (shape->kind == SHAPE_RECORD)
        context->visible[shape->slot] = shape;
}

const struct context *context_of(struct template_set *set, const struct shape *const *shapes,
                                 size_t count)
{
    struct context *context = changed(set, NULL);
    for (size_t i = 0; i < count; i++)
        make_innermost(context, shapes[i]);
    return keep(set, context);
}

const struct context *context_within(struct template_set *set, const struct context *context,
                                     const struct shape *shape)
{
    struct context *inner = changed(set, context);
    make_innermost(inner, shape);
    return keep(set, inner);
}

const struct context *context_inside(struct template_set *set, const struct context *context,
                                     const struct member *member)
{
    struct context *inner = changed(set, context);
    if (member->shape->kind == SHAPE_RECORD)
        make_innermost(inner, member->shape);
    else
        inner->dot = member->shape->kind == SHAPE_FLAG ? NULL : member->shape;
    if (member->many)
        inner->in_list = true;
    if (set->vocabulary && set->vocabulary->value)
        inner->visible[set->vocabulary->value->slot] = set->vocabulary->value;
    return keep(set, inner);
}

bool context_is_dynamic(const struct context *context)
{
    return context->innermost && context->innermost->kind == SHAPE_DYNAMIC;
}

static bool is_filled(const struct environment *environment, struct str name)
{
    for (size_t i = 0; environment && i < environment->count; i++)
        if (str_equal(environment->fillings[i].name, name))
            return true;
    return false;
}

const struct environment *environment_with(struct binder *binder,
                                           const struct environment *environment,
                                           const struct node *layout)
{
    size_t outer = environment ? environment->count : 0;
    size_t room = outer;
    for (const struct node *block = layout->children; block; block = block->next)
        room += block->kind == NODE_BLOCK;
    if (room == outer)
        return environment;
    if (room > MOST_FILLINGS) {
        bind_error(binder, layout->mark, RULE_TEMPLATE_LIMIT, "",
                   "more than %d blocks are filled at one time", MOST_FILLINGS);
        return environment;
    }
    struct environment *inner = must_alloc(sizeof *inner + room * sizeof *inner->fillings);
    memset(inner, 0, sizeof *inner + room * sizeof *inner->fillings);
    binder->work += room;
    if (outer > 0)
        memcpy(inner, environment, sizeof *inner + outer * sizeof *inner->fillings);
    for (const struct node *block = layout->children; block; block = block->next)
        if (block->kind == NODE_BLOCK && !is_filled(inner, block->text))
            inner->fillings[inner->count++] = (struct filling){block->text, block, environment};
    size_t size = sizeof *inner + inner->count * sizeof *inner->fillings;
    return keep_once(binder->arena, binder->set->environments, inner, size);
}
