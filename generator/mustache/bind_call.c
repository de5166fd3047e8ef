/* bind_call.c: partials, layouts and the blocks that are filled.
 *
 * A called template becomes a routine of its own for each context and environment. A block that is
 * filled is bound in place: its names mean what they mean there, while the blocks inside it are
 * those filled where it was written. Since each environment was made before the ones that are built
 * on it, placing blocks in blocks comes to an end.
 *
 * Source: the Mustache specification, modules partials, inheritance, dynamic names.
 *
 * Layer: mustache. Uses: base, context, emit. Used by: bind. */
#include "bind.h"

#include "concordat/base/suggest.h"

#include <stdio.h>

struct routine *bind_routine(struct binder *binder, struct template_source *source,
                             const struct context *context, const struct environment *environment)
{
    const void *key[] = {source, context, environment};
    struct str bytes = {(const char *)key, sizeof key};
    struct routine *routine = table_get(binder->set->routines, bytes);
    source->used = true;
    if (routine)
        return routine;
    routine = arena_alloc(binder->arena, sizeof *routine);
    *routine = (struct routine){.source = source, .context = context, .environment = environment};
    table_add(binder->set->routines, arena_copy(binder->arena, bytes), routine);
    if (binder->last_to_bind)
        binder->last_to_bind->next_to_bind = routine;
    binder->last_to_bind = routine;
    return routine;
}

/* A call of `source` for the tag of `node`. `guarded`: what is called depends on the data. */
static struct call call_of(struct binder *binder, const struct node *node,
                           struct template_source *source, const struct context *context,
                           const struct environment *environment, bool guarded)
{
    struct routine *target = bind_routine(binder, source, context, environment);
    struct call_edge *edge = arena_alloc(binder->arena, sizeof *edge);
    *edge = (struct call_edge){.target = target,
                               .mark = node->mark,
                               .guarded = guarded || binder->guards > 0,
                               .next = binder->routine->calls};
    binder->routine->calls = edge;
    return (struct call){target, node->indent, node->placement == PLACED_ALONE, node->mark};
}

static void offer_word(struct str name, void *value, void *context)
{
    (void)value;
    suggestion_offer(context, name);
}

/* Reports a template that is not there; dynamic data do without it. */
static void report_unknown(struct binder *binder, const struct node *node,
                           const struct context *context, struct str name, const char *why)
{
    char hint[LONGEST_NAME + 32] = "";
    if (context_is_dynamic(context))
        return;
    struct suggestion near = suggestion_for(name);
    table_each(binder->set->templates, offer_word, &near);
    if (near.best.len > 0 && near.best.len <= LONGEST_NAME)
        snprintf(hint, sizeof hint, "did you mean `%.*s`?", STR_ARGS(near.best));
    bind_error(binder, node->name_mark, RULE_UNKNOWN_PARTIAL, hint, "there is no template `%.*s`%s",
               STR_ARGS(name), why);
}

/* ------------------------------------------------------------------ calls by a value */

/* {{>*choice}}: a call for each value, whose templates must all exist. */
static void bind_choice_call(struct binder *binder, const struct node *node,
                             const struct context *context, const struct environment *environment,
                             const struct reference *reference)
{
    const struct shape *shape = reference->shape;
    struct choice_call *choice = arena_alloc(binder->arena, sizeof *choice);
    struct call *calls = arena_array(binder->arena, shape->value_count, sizeof *calls);
    const struct member **flags = arena_array(binder->arena, shape->value_count, sizeof *flags);
    bool complete = true;
    binder->work += shape->value_count;
    for (size_t i = 0; i < shape->value_count; i++) {
        const char *name =
            arena_printf(binder->arena, "%.*s%s", STR_ARGS(node->text), shape->values[i]);
        const char *why = arena_printf(binder->arena, ", which `%.*s` calls for `%s`",
                                       STR_ARGS(node->path), shape->values[i]);
        struct template_source *source = table_get(binder->set->templates, str_of(name));
        flags[i] = shape_member(shape, str_of(shape->values[i]));
        complete = complete && source;
        if (source)
            calls[i] = call_of(binder, node, source, context, environment, false);
        else
            report_unknown(binder, node, context, str_of(name), why);
    }
    if (!complete)
        return;
    *choice = (struct choice_call){.reading = reference->reading,
                                   .shape = shape,
                                   .flags = flags,
                                   .values = shape->values,
                                   .calls = calls,
                                   .count = shape->value_count};
    emit(binder, run_call_choice, &node->mark)->choice = choice;
}

/* What fills the table of a call by name. */
struct by_name {
    struct binder *binder;
    const struct node *node;
    const struct context *context;
    const struct environment *environment;
    struct table *calls;
};

static void add_call(struct str name, void *value, void *context)
{
    struct by_name *all = context;
    struct template_source *source = value;
    if (!str_equal(str_slice(name, 0, all->node->text.len), all->node->text))
        return;
    struct call *call = arena_alloc(all->binder->arena, sizeof *call);
    *call = call_of(all->binder, all->node, source, all->context, all->environment, true);
    all->binder->work++;
    table_add(all->calls, name, call);
}

/* {{>*name}} of dynamic data: any template of the set may be meant. */
static void bind_named_call(struct binder *binder, const struct node *node,
                            const struct context *context, const struct environment *environment,
                            const struct reference *reference)
{
    struct table *calls = table_new(binder->arena);
    struct by_name all = {binder, node, context, environment, calls};
    struct named_call *named = arena_alloc(binder->arena, sizeof *named);
    table_each(binder->set->templates, add_call, &all);
    *named = (struct named_call){reference->reading, node->text, calls};
    emit(binder, run_call_named, &node->mark)->named = named;
}

static void bind_call_by_value(struct binder *binder, const struct node *node,
                               const struct context *context, const struct environment *environment)
{
    struct reference reference;
    if (!bind_name(binder, context, node->path, node->path_mark, ">*", &reference))
        return;
    if (reference.meaning == MEANS_DATA && context_is_dynamic(context)) {
        bind_named_call(binder, node, context, environment, &reference);
        return;
    }
    bool one = reference.meaning == MEANS_ITEM ||
               (reference.meaning == MEANS_MEMBER && !reference.reading.member->many);
    if (one && reference.shape->values)
        bind_choice_call(binder, node, context, environment, &reference);
    else
        bind_error(binder, node->path_mark, RULE_WRONG_USE, "",
                   "a template can be called by a choice, whose values are known; "
                   "`%.*s` is none",
                   STR_ARGS(node->path));
}

static void bind_call(struct binder *binder, const struct node *node, const struct context *context,
                      const struct environment *environment)
{
    if (node->path.ptr) {
        bind_call_by_value(binder, node, context, environment);
        return;
    }
    struct template_source *source = table_get(binder->set->templates, node->text);
    if (!source) {
        report_unknown(binder, node, context, node->text, "");
        return;
    }
    struct call *call = arena_alloc(binder->arena, sizeof *call);
    *call = call_of(binder, node, source, context, environment, false);
    emit(binder, run_call, &node->mark)->call = call;
}

void bind_partial(struct binder *binder, const struct node *node, const struct context *context)
{
    bind_call(binder, node, context, binder->environment);
}

/* ------------------------------------------------------------------ layouts and blocks */

/* The templates that a layout leads to, each once, in the order in which they are met. */
struct reach {
    struct template_set *set;
    struct template_source *layout;
    struct template_source *last;
    unsigned search;
};

static void reach_source(struct reach *reach, struct template_source *source)
{
    if (!source || source->reached == reach->search)
        return;
    source->reached = reach->search;
    source->next_reached = NULL;
    if (reach->last)
        reach->last->next_reached = source;
    reach->last = source;
}

/* Notes the blocks of the tree, and reaches the templates that it calls. */
static void gather_blocks(struct reach *reach, const struct node *nodes)
{
    static char present;
    for (; nodes; nodes = nodes->next) {
        if (nodes->kind == NODE_BLOCK)
            table_add(reach->layout->blocks, nodes->text, &present);
        if (nodes->path.ptr)
            reach->layout->blocks_open = true;
        else if (nodes->kind == NODE_PARTIAL || nodes->kind == NODE_LAYOUT)
            reach_source(reach, table_get(reach->set->templates, nodes->text));
        gather_blocks(reach, nodes->children);
    }
}

/* Finds the blocks that the layout has, itself or by the templates that it calls. */
static void find_blocks(struct template_set *set, struct template_source *layout)
{
    struct reach reach = {.set = set, .layout = layout, .search = ++set->searches};
    layout->blocks = table_new(set->arena);
    reach_source(&reach, layout);
    for (struct template_source *source = layout; source; source = source->next_reached) {
        layout->blocks_open = layout->blocks_open || source->soundness == IN_DOUBT;
        gather_blocks(&reach, source->nodes);
    }
}

/* Reports each block that is filled and that the layout nowhere has. */
static void check_fillings(struct binder *binder, const struct node *node)
{
    struct template_source *layout = table_get(binder->set->templates, node->text);
    if (!layout)
        return;
    if (!layout->blocks)
        find_blocks(binder->set, layout);
    for (const struct node *block = node->children; block; block = block->next) {
        char hint[LONGEST_NAME + 32] = "";
        if (block->kind != NODE_BLOCK || layout->blocks_open ||
            table_get(layout->blocks, block->text))
            continue;
        struct suggestion near = suggestion_for(block->text);
        table_each(layout->blocks, offer_word, &near);
        if (near.best.len > 0)
            snprintf(hint, sizeof hint, "did you mean `%.*s`?", STR_ARGS(near.best));
        bind_error(binder, block->name_mark, RULE_UNKNOWN_BLOCK, hint,
                   "the layout `%.*s` has no block `%.*s`", STR_ARGS(node->text),
                   STR_ARGS(block->text));
    }
}

void bind_layout(struct binder *binder, const struct node *node, const struct context *context)
{
    if (!context_is_dynamic(context)) {
        if (node->stray.line > 0)
            bind_error(binder, node->stray, RULE_WRONG_USE,
                       "put it into a block: {{$name}}...{{/name}}",
                       "between {{<%.*s}} and its end only blocks count; this would be lost",
                       STR_ARGS(node->text));
        if (!node->path.ptr)
            check_fillings(binder, node);
    }
    bind_call(binder, node, context, environment_with(binder, binder->environment, node));
}

void bind_block(struct binder *binder, const struct node *node, const struct context *context)
{
    const struct environment *around = binder->environment;
    const struct filling *filling = NULL;
    for (size_t i = 0; around && !filling && i < around->count; i++)
        if (str_equal(around->fillings[i].name, node->text))
            filling = &around->fillings[i];
    if (!filling) {
        bind_nodes(binder, node->children, context);
        return;
    }
    struct placing *placing = arena_alloc(binder->arena, sizeof *placing);
    *placing = (struct placing){node->placement, node->indent};
    emit(binder, run_place, &node->mark)->placing = placing;
    binder->environment = filling->environment;
    bind_nodes(binder, filling->block->children, context);
    binder->environment = around;
    emit(binder, run_unplace, &node->mark);
}
