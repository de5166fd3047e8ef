/* bind_text.c: binds {{words.key}}: a string of the site's language, as a template in its place.
 *
 * A string with several forms becomes a jump by the number that chooses.
 *
 * Layer: mustache. Uses: base, bind_name, emit, plural. Used by: bind. */
#include "bind.h"

#include "concordat/base/suggest.h"

#include <stdio.h>

static void offer_word(struct str word, void *value, void *context)
{
    (void)value;
    suggestion_offer(context, word);
}

static void report_unknown(struct binder *binder, const struct node *node, struct str key)
{
    char hint[LONGEST_NAME + 32] = "";
    struct suggestion near = suggestion_for(key);
    table_each(binder->set->strings, offer_word, &near);
    if (near.best.len > 0)
        snprintf(hint, sizeof hint, "did you mean {{words.%.*s}}?", STR_ARGS(near.best));
    bind_error(binder, node->name_mark, RULE_UNKNOWN_STRING, hint, "the strings file has no `%.*s`",
               STR_ARGS(key));
}

/* Whether the string is being bound already: it would contain itself. */
static bool is_active(const struct binder *binder, const struct text_string *string)
{
    for (const struct active_string *outer = binder->strings; outer; outer = outer->outer)
        if (outer->string == string)
            return true;
    return false;
}

/* How to read the number that chooses a form. False, reported, where there is none here. */
static bool bind_number(struct binder *binder, const struct text_string *string,
                        const struct context *context, struct plural *plural)
{
    struct reference reference;
    if (!bind_name(binder, context, string->by, string->by_mark, "", &reference))
        return false;
    bool number = reference.meaning == MEANS_NUMBER ||
                  (reference.meaning == MEANS_MEMBER && !reference.reading.member->many &&
                   reference.shape->kind == SHAPE_TEXT);
    if (number) {
        plural->reading = reference.reading;
        return true;
    }
    bind_error(binder, string->by_mark, RULE_WRONG_USE,
               "name a number, or the count of a list: seats.count",
               "the forms of `%.*s` go by `%.*s`, which is no number here", STR_ARGS(string->key),
               STR_ARGS(string->by));
    return false;
}

static void bind_forms(struct binder *binder, const struct node *node,
                       const struct text_string *string, const struct context *context)
{
    size_t ends[PLURAL_COUNT];
    struct plural *plural = arena_alloc(binder->arena, sizeof *plural);
    plural->language = string->language;
    if (!bind_number(binder, string, context, plural))
        return;
    size_t start = emit_here(binder);
    emit(binder, run_plural, &node->mark)->plural = plural;
    for (int i = 0; i < PLURAL_COUNT; i++) {
        if (!string->has_form[i])
            continue;
        plural->jumps[i] = (int32_t)(emit_here(binder) - start);
        bind_nodes(binder, string->forms[i], context);
        ends[i] = emit_here(binder);
        emit(binder, run_jump, &node->mark);
    }
    for (int i = 0; i < PLURAL_COUNT; i++)
        if (string->has_form[i])
            emit_jump(binder, ends[i], emit_here(binder));
}

void bind_string(struct binder *binder, const struct node *node, struct str key,
                 const struct context *context)
{
    struct text_string *string = table_get(binder->set->strings, key);
    if (!string) {
        report_unknown(binder, node, key);
        return;
    }
    string->used = true;
    if (node->raw) {
        bind_error(binder, node->name_mark, RULE_WRONG_USE, "write it with two braces",
                   "a string is a template and is never escaped");
        return;
    }
    if (is_active(binder, string)) {
        bind_error(binder, node->mark, RULE_ENDLESS_RECURSION, "",
                   "the string `%.*s` contains itself", STR_ARGS(key));
        return;
    }
    if (string->broken) {
        binder->routine->failed = true;
        return;
    }
    /* An error in a string inside a string is told with the tag in the template. */
    struct active_string active = {string, binder->strings ? binder->strings->mark : node->mark,
                                   binder->strings};
    binder->strings = &active;
    if (string->by.len > 0)
        bind_forms(binder, node, string, context);
    else
        bind_nodes(binder, string->forms[PLURAL_OTHER], context);
    binder->strings = active.outer;
}
