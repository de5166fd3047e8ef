/* bind.c: turns the tree of a template into a routine for one context: every name is resolved once,
 * here, and becomes a slot and a member.
 *
 * A partial is not bound where it is called but queued, so that neither a chain of partials nor one
 * that calls itself nests this code; what the binding of one template costs is bounded by the
 * depth of its own sections, and in all by MOST_WORK.
 *
 * Layer: mustache. Uses: base, bind_name, bind_call, bind_text, emit. Used by: template_set. */
#include "bind.h"

#include <stdio.h>
#include <stdlib.h>

static operation *print_operation(const struct reading *reading)
{
    return reading->path ? run_print : run_print_field;
}

/* A field of the record that can stand for it, for a hint: its name, title or first text. */
static const char *telling_member(const struct shape *shape)
{
    const struct member *member = shape_member(shape, STR("name"));
    if (!member)
        member = shape_member(shape, STR("title"));
    for (size_t i = 0; !member && i < shape->member_count; i++)
        if (shape->members[i].shape->kind == SHAPE_TEXT && !shape->members[i].many)
            member = &shape->members[i];
    return member ? member->name : "name";
}

/* Reports that what the tag names cannot be printed, and says what to write. */
static void report_unprintable(struct binder *binder, const struct node *node,
                               const struct reference *reference)
{
    char hint[3 * LONGEST_NAME];
    struct str name = node->text;
    enum shape_kind kind = reference->meaning == MEANS_TEST ? SHAPE_FLAG : reference->shape->kind;
    const struct member *member = reference->reading.member;
    if (reference->meaning == MEANS_MEMBER && member->many) {
        snprintf(hint, sizeof hint, "write {{#%.*s}}{{%s}}{{/%.*s}}", STR_ARGS(name),
                 kind == SHAPE_RECORD ? telling_member(reference->shape) : ".", STR_ARGS(name));
        bind_error(binder, node->name_mark, RULE_WRONG_USE, hint,
                   "`%.*s` is a list and cannot be printed at once", STR_ARGS(name));
    } else if (kind == SHAPE_RECORD) {
        snprintf(hint, sizeof hint, "write {{%.*s.%s}}", STR_ARGS(name),
                 telling_member(reference->shape));
        bind_error(binder, node->name_mark, RULE_WRONG_USE, hint,
                   "`%.*s` is %s, of which one field can be printed, not the whole", STR_ARGS(name),
                   shape_called(binder, reference->shape));
    } else {
        snprintf(hint, sizeof hint, "write {{#%.*s}}...{{/%.*s}}", STR_ARGS(name), STR_ARGS(name));
        bind_error(binder, node->name_mark, RULE_WRONG_USE, hint,
                   "`%.*s` is yes or no and prints nothing", STR_ARGS(name));
    }
}

static bool is_text(const struct reference *reference)
{
    enum shape_kind kind = reference->shape->kind;
    if (reference->meaning == MEANS_MEMBER && reference->reading.member->many)
        return false;
    return kind == SHAPE_TEXT || kind == SHAPE_MARKUP;
}

static void bind_value(struct binder *binder, const struct node *node,
                       const struct context *context)
{
    struct reference reference;
    struct instruction *at;
    if (!bind_name(binder, context, node->text, node->name_mark, "", &reference))
        return;
    switch (reference.meaning) {
    case MEANS_DATA:
        emit_reading(binder, run_print_data, &node->mark, &reference.reading)->flag = !node->raw;
        return;
    case MEANS_NUMBER:
        emit_reading(binder,
                     reference.question == ASK_POSITION ? run_print_position : run_print_count,
                     &node->mark, &reference.reading);
        return;
    case MEANS_TEST:
    case MEANS_RECORD:
        report_unprintable(binder, node, &reference);
        return;
    case MEANS_MEMBER:
    case MEANS_ITEM:
        break;
    }
    if (!is_text(&reference)) {
        report_unprintable(binder, node, &reference);
        return;
    }
    if (node->raw && reference.shape->kind == SHAPE_TEXT) {
        char hint[2 * LONGEST_NAME];
        snprintf(hint, sizeof hint, "write {{%.*s}}", STR_ARGS(node->text));
        bind_error(binder, node->name_mark, RULE_WRONG_USE, hint,
                   "`%.*s` is plain text, which is always escaped", STR_ARGS(node->text));
        return;
    }
    if (reference.meaning == MEANS_ITEM) {
        at = emit(binder, run_print_item, &node->mark);
        at->shape = reference.shape;
        at->slot = (uint16_t)reference.reading.slot;
    } else {
        at = emit_reading(binder, print_operation(&reference.reading), &node->mark,
                          &reference.reading);
    }
    at->flag = reference.shape->kind == SHAPE_TEXT;
}

static void bind_print(struct binder *binder, const struct node *node,
                       const struct context *context)
{
    struct str key = node->text;
    bool is_string = !context_is_dynamic(context) && str_starts(key, "words.");
    if (is_string) {
        key = str_slice(key, sizeof "words." - 1, key.len);
        /* A record may have a field `words` with parts of its own. */
        bool field = context->innermost && shape_member(context->innermost, STR("words")) &&
                     !table_get(binder->set->strings, key);
        if (!field) {
            bind_string(binder, node, key, context);
            return;
        }
    }
    bind_value(binder, node, context);
}

/* ------------------------------------------------------------------ sections */

static void bind_children(struct binder *binder, const struct node *node,
                          const struct context *context)
{
    binder->guards++;
    bind_nodes(binder, node->children, context);
    binder->guards--;
}

/* {{#x}} and {{^x}} where x is only asked about: nothing is entered. */
static void bind_test(struct binder *binder, const struct node *node, const struct context *context,
                      const struct reference *reference)
{
    operation *run = reference->reading.path ? run_test : run_test_field;
    if (reference->meaning == MEANS_DATA)
        run = run_test_data;
    size_t start = emit_here(binder);
    struct instruction *at = emit_reading(binder, run, &node->mark, &reference->reading);
    at->flag = node->kind == NODE_SECTION;
    bind_children(binder, node, context);
    emit_jump(binder, start, emit_here(binder));
}

/* {{#x}} where the section repeats for what x has, and enters it. */
static void bind_loop(struct binder *binder, const struct node *node, const struct context *inner,
                      const struct reference *reference, operation *enter, operation *next,
                      unsigned into)
{
    const struct member *member = reference->reading.member;
    size_t start = emit_here(binder);
    struct instruction loop = *emit_reading(binder, enter, &node->mark, &reference->reading);
    loop.into = binder->code[start].into = (uint16_t)into;
    loop.flag = binder->code[start].flag = member && member->many;
    bind_children(binder, node, inner);
    size_t end = emit_here(binder);
    *emit(binder, next, &node->mark) = loop;
    binder->code[end].run = next;
    emit_jump(binder, end, start + 1);
    emit_jump(binder, start, end + 1);
}

static void bind_member_section(struct binder *binder, const struct node *node,
                                const struct context *context, const struct reference *reference)
{
    const struct member *member = reference->reading.member;
    bool enters = member->shape->kind == SHAPE_RECORD || member->at;
    if (node->kind == NODE_INVERTED || !enters) {
        bind_test(binder, node, context, reference);
        return;
    }
    unsigned item_slot = binder->set->slots;
    bind_loop(binder, node, context_inside(binder->set, context, member), reference, run_each,
              run_next, member->shape->kind == SHAPE_RECORD ? member->shape->slot : item_slot);
}

/* {{#trust}}: an outer record becomes the innermost one. It is there, so that the section is no
 * guard against endless recursion. */
static void bind_record_section(struct binder *binder, const struct node *node,
                                const struct context *context, const struct reference *reference)
{
    size_t start = emit_here(binder);
    struct instruction *at = emit_reading(binder, run_test, &node->mark, &reference->reading);
    at->flag = node->kind == NODE_SECTION;
    if (at->flag)
        context = context_within(binder->set, context, reference->shape);
    bind_nodes(binder, node->children, context);
    emit_jump(binder, start, emit_here(binder));
}

static void report_no_section(struct binder *binder, const struct node *node,
                              const struct reference *reference)
{
    char hint[2 * LONGEST_NAME + 32] = "";
    struct str name = node->text;
    if (reference->question == ASK_COUNT)
        snprintf(hint, sizeof hint, "write {{%s%.*s.any}}", node->kind == NODE_SECTION ? "#" : "^",
                 (int)(name.len - sizeof "count"), name.ptr);
    if (reference->meaning == MEANS_NUMBER)
        bind_error(binder, node->name_mark, RULE_WRONG_USE, hint,
                   "`%.*s` is a number; a section asks whether something is there", STR_ARGS(name));
    else
        bind_error(binder, node->name_mark, RULE_WRONG_USE, "",
                   "`%.*s` is what this section is at already", STR_ARGS(name));
}

static void bind_section(struct binder *binder, const struct node *node,
                         const struct context *context)
{
    struct reference reference;
    const char *sign = node->kind == NODE_SECTION ? "#" : "^";
    if (!context_is_dynamic(context) && str_starts(node->text, "words.") &&
        !(context->innermost && shape_member(context->innermost, STR("words")))) {
        bind_error(binder, node->name_mark, RULE_WRONG_USE, "",
                   "`%.*s` is a string of the site; only a field can open a section",
                   STR_ARGS(node->text));
        return;
    }
    if (!bind_name(binder, context, node->text, node->name_mark, sign, &reference))
        return;
    switch (reference.meaning) {
    case MEANS_MEMBER:
        bind_member_section(binder, node, context, &reference);
        break;
    case MEANS_RECORD:
        bind_record_section(binder, node, context, &reference);
        break;
    case MEANS_TEST:
        bind_test(binder, node, context, &reference);
        break;
    case MEANS_DATA:
        if (node->kind == NODE_INVERTED)
            bind_test(binder, node, context, &reference);
        else
            bind_loop(binder, node, context_within(binder->set, context, &shape_dynamic),
                      &reference, run_each_data, run_next_data, 0);
        break;
    case MEANS_NUMBER:
    case MEANS_ITEM:
        report_no_section(binder, node, &reference);
        break;
    }
}

/* ------------------------------------------------------------------ nodes */

/* Counts the work of a node; false, reported once, where there is more than any template needs. */
static bool may_go_on(struct binder *binder, const struct node *node)
{
    if (binder->exhausted)
        return false;
    if (++binder->work <= MOST_WORK && binder->static_text <= MOST_STATIC_TEXT)
        return true;
    binder->exhausted = true;
    bind_error(binder,
               node->mark.line > 0 ? node->mark
                                   : (struct mark){binder->routine->source->file, 0, 0},
               RULE_TEMPLATE_LIMIT, "does a block or string repeat what repeats another?",
               "with all that it uses, this template becomes too large");
    return false;
}

static void bind_node(struct binder *binder, const struct node *node, const struct context *context)
{
    switch (node->kind) {
    case NODE_TEXT:
        emit_text(binder, node->text, node->starts_line);
        break;
    case NODE_PRINT:
        bind_print(binder, node, context);
        break;
    case NODE_SECTION:
    case NODE_INVERTED:
        bind_section(binder, node, context);
        break;
    case NODE_PARTIAL:
        bind_partial(binder, node, context);
        break;
    case NODE_LAYOUT:
        bind_layout(binder, node, context);
        break;
    case NODE_BLOCK:
        bind_block(binder, node, context);
        break;
    }
}

void bind_nodes(struct binder *binder, const struct node *nodes, const struct context *context)
{
    if (nodes && binder->depth == DEEPEST_BINDING) {
        bind_error(binder, nodes->mark, RULE_TEMPLATE_LIMIT, "",
                   "sections, blocks and strings are nested more than %d deep here",
                   DEEPEST_BINDING);
        return;
    }
    binder->depth++;
    for (; nodes && may_go_on(binder, nodes); nodes = nodes->next)
        bind_node(binder, nodes, context);
    binder->depth--;
}

static void bind_body(struct binder *binder, struct routine *routine)
{
    binder->routine = routine;
    binder->environment = routine->environment;
    routine->failed = routine->source->soundness != SOUND || binder->exhausted;
    if (routine->source->soundness != IN_DOUBT && !binder->exhausted)
        bind_nodes(binder, routine->source->nodes, routine->context);
    emit_end(binder);
}

void bind_all(struct binder *binder, struct routine *routine)
{
    for (; routine; routine = routine->next_to_bind)
        bind_body(binder, routine);
    free(binder->code);
    buf_free(&binder->text);
}
