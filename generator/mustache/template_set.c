/* template_set.c: the templates and strings of a site: added, compiled, and asked which are unused.
 *
 * Layer: mustache. Uses: base, parse, bind, plural. Used by: render. */
#include "bind.h"

#include "concordat/base/suggest.h"

#include <stdio.h>
#include <string.h>

struct template_set *template_set_new(struct arena *arena, const struct vocabulary *vocabulary,
                                      struct diag *diag)
{
    struct template_set *set = arena_alloc(arena, sizeof *set);
    *set = (struct template_set){.arena = arena,
                                 .vocabulary = vocabulary,
                                 .diag = diag,
                                 .slots = vocabulary ? vocabulary->slots : 0,
                                 .templates = table_new(arena),
                                 .strings = table_new(arena),
                                 .contexts = table_new(arena),
                                 .environments = table_new(arena),
                                 .routines = table_new(arena)};
    if (vocabulary && vocabulary->value && vocabulary->value->slot >= set->slots)
        set->slots = vocabulary->value->slot + 1;
    return set;
}

void template_add(struct template_set *set, struct str name, const char *file, struct str text)
{
    struct mark start = {file, 1, 1};
    const struct template_source *first = table_get(set->templates, name);
    if (first) {
        diag_error(set->diag, (struct mark){file, 0, 0}, RULE_DUPLICATE_KEY, STR(""),
                   "there is a template `%.*s` already: %s", STR_ARGS(name), first->file);
        return;
    }
    struct template_source *source = arena_alloc(set->arena, sizeof *source);
    source->name = arena_copy(set->arena, name);
    source->file = file;
    source->soundness = template_parse(set->arena, set->diag, text, start, true, &source->nodes);
    table_add(set->templates, source->name, source);
}

/* ------------------------------------------------------------------ strings */

static void string_error(struct template_set *set, struct text_string *string, struct mark mark,
                         const char *hint, const char *what)
{
    string->broken = true;
    diag_error(set->diag, mark, RULE_MISSING_FIELD, str_of(hint), "the string `%.*s` %s",
               STR_ARGS(string->key), what);
}

/* The category that the form names, or PLURAL_COUNT, reported. */
static int category_of(struct template_set *set, struct text_string *string,
                       const struct string_form *form)
{
    for (int i = 0; i < PLURAL_COUNT; i++)
        if (str_is(form->category, plural_names[i]))
            return i;
    struct suggestion near = suggestion_for(form->category);
    struct buf hint = {0};
    string->broken = true;
    for (int i = 0; i < PLURAL_COUNT; i++)
        suggestion_offer(&near, str_of(plural_names[i]));
    if (near.best.len > 0)
        buf_printf(&hint, "did you mean %.*s?", STR_ARGS(near.best));
    else
        buf_add_string(&hint, "write zero, one, two, few, many or other");
    diag_error(set->diag, form->mark, RULE_UNKNOWN_VALUE, buf_str(&hint),
               "`%.*s` is no form of the string `%.*s`", STR_ARGS(form->category),
               STR_ARGS(string->key));
    buf_free(&hint);
    return PLURAL_COUNT;
}

static void add_form(struct template_set *set, struct text_string *string,
                     const struct string_form *form, const char *language, bool alone)
{
    int category = alone && form->category.len == 0 ? PLURAL_OTHER : category_of(set, string, form);
    if (category == PLURAL_COUNT)
        return;
    if (string->has_form[category]) {
        string->broken = true;
        diag_error(set->diag, form->mark, RULE_DUPLICATE_KEY, STR(""),
                   "the form %s of the string `%.*s` is given twice", plural_names[category],
                   STR_ARGS(string->key));
        return;
    }
    if (!language_has(string->language, (enum plural_category)category))
        diag_report(set->diag, SEVERITY_WARNING, form->mark, RULE_UNKNOWN_VALUE,
                    "no number has the form %s in the language %s: it is never used",
                    plural_names[category], language);
    string->has_form[category] = true;
    if (template_parse(set->arena, set->diag, form->text, form->mark, false,
                       &string->forms[category]) != SOUND)
        string->broken = true;
}

void template_add_string(struct template_set *set, struct str key, struct str by,
                         struct mark by_mark, const struct string_form *forms, size_t count,
                         const char *language)
{
    struct mark mark = count > 0 ? forms[0].mark : by_mark;
    struct text_string *string = arena_alloc(set->arena, sizeof *string);
    *string = (struct text_string){.key = arena_copy(set->arena, key),
                                   .by = arena_copy(set->arena, by),
                                   .by_mark = by_mark,
                                   .mark = mark,
                                   .language = language_named(language)};
    if (table_add(set->strings, string->key, string) != string) {
        diag_error(set->diag, mark, RULE_DUPLICATE_KEY, STR(""), "the string `%.*s` is given twice",
                   STR_ARGS(key));
        return;
    }
    for (size_t i = 0; i < count; i++)
        add_form(set, string, &forms[i], language, count == 1);
    if (!string->has_form[PLURAL_OTHER])
        string_error(set, string, mark, "add the form other", "says nothing for all other numbers");
    if (count > 1 && by.len == 0)
        string_error(set, string, mark, "add by: and the path of a number, such as seats.count",
                     "has several forms and does not say by what number");
    if (by.len > LONGEST_NAME)
        string_error(set, string, by_mark, "", "goes by a path that is too long");
}

/* ------------------------------------------------------------------ compiling */

static void offer_word(struct str word, void *value, void *context)
{
    (void)value;
    suggestion_offer(context, word);
}

static void report_unknown(struct template_set *set, struct str name, struct mark mark)
{
    struct suggestion near = suggestion_for(name);
    struct buf hint = {0};
    table_each(set->templates, offer_word, &near);
    if (near.best.len > 0)
        buf_printf(&hint, "did you mean `%.*s`?", STR_ARGS(near.best));
    diag_error(set->diag, mark, RULE_UNKNOWN_PARTIAL, buf_str(&hint), "there is no template `%.*s`",
               STR_ARGS(name));
    buf_free(&hint);
}

/* Binds the source and all that it leads to; NULL where anything failed. */
static const struct routine *make_routine(struct template_set *set, struct template_source *source,
                                          const struct shape *const *context, size_t count)
{
    struct binder binder = {.set = set, .arena = set->arena};
    struct routine *routine = bind_routine(&binder, source, context_of(set, context, count), NULL);
    bind_all(&binder, binder.last_to_bind);
    return routine_settle(set, routine) ? routine : NULL;
}

const struct program *template_compile(struct template_set *set, struct str name,
                                       const struct shape *const *context, size_t count,
                                       struct mark mark)
{
    struct template_source *source = table_get(set->templates, name);
    const struct routine *routine = NULL;
    if (source)
        routine = make_routine(set, source, context, count);
    else
        report_unknown(set, name, mark);
    if (!routine) {
        set->failed = true;
        return NULL;
    }
    const struct shape **shapes = arena_array(set->arena, count, sizeof *shapes);
    struct program *program = arena_alloc(set->arena, sizeof *program);
    for (size_t i = 0; i < count; i++)
        shapes[i] = context[i];
    *program = (struct program){.routine = routine,
                                .vocabulary = set->vocabulary,
                                .context = shapes,
                                .context_count = count,
                                .slots = set->slots,
                                .value_slot = set->slots + 1};
    if (set->vocabulary && set->vocabulary->value)
        program->value_slot = set->vocabulary->value->slot;
    return program;
}

/* What reporting works on. */
struct unused {
    struct diag *diag;
    const char *folder;
};

static bool lies_in(const char *file, const char *folder)
{
    size_t length = folder ? strlen(folder) : 0;
    return !folder || (strncmp(file, folder, length) == 0 && file[length] == '/');
}

static void report_template(struct str name, void *value, void *context)
{
    const struct template_source *source = value;
    struct unused *at = context;
    if (!source->used && lies_in(source->file, at->folder))
        diag_report(at->diag, SEVERITY_WARNING, (struct mark){source->file, 0, 0},
                    RULE_UNUSED_TEMPLATE, "nothing uses the template `%.*s`", STR_ARGS(name));
}

static void report_string(struct str key, void *value, void *context)
{
    const struct text_string *string = value;
    struct unused *at = context;
    if (!string->used && lies_in(string->mark.file, at->folder))
        diag_report(at->diag, SEVERITY_WARNING, string->mark, RULE_UNUSED_TEMPLATE,
                    "no template uses the string `%.*s`", STR_ARGS(key));
}

void template_report_unused(struct template_set *set, const char *folder)
{
    struct unused at = {set->diag, folder};
    /* What could not be bound may use anything. */
    if (set->failed)
        return;
    table_each(set->templates, report_template, &at);
    table_each(set->strings, report_string, &at);
}
