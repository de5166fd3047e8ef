/* template.h: typed Mustache: compile once against shapes, render many times.
 *
 * The Mustache specification (core, inheritance, dynamic names) holds for dynamic data. Against
 * typed records the dialect is stricter, so that nothing is silently empty:
 *
 *   {{name}}             a member of the innermost record, escaped; markup is printed as it is
 *   {{{name}}}           allowed on markup; on plain text an error
 *   {{trust.name}}       an outer record, by the name of its type
 *   {{a.b.c}}            a path: every step but the last has one value (the first is taken)
 *   {{#list}}..{{/list}} repeats; inside, `first`, `last` (flags) and `position` (from 1) tell
 *                        where it is; {{list.count}} is the number, {{#list.any}} a test
 *   {{#text}}..{{/text}} where it is given; inside {{.}} prints it, {{remark.note}} its remarks;
 *                        the innermost record stays the innermost; {{.iso}} is a part of it
 *   {{#choice.value}}    a choice has a flag for each of its values
 *   {{#x.not_stated}}    the states of a field, as the vocabulary names them
 *   {{>partial}}         checked for every type it is used with; may call itself inside a section
 *   {{>*choice}}         a partial named after the choice's value (a prefix before the asterisk
 *                        belongs to the name: {{>link-*kind}}); one must exist for each value
 *   {{<layout}}..{{/layout}}, {{$block}}..{{/block}}  inheritance; a filled block must exist
 *   {{words.key}}         a string of the set's language, itself a template checked in this place,
 *                        its plural form chosen by a number of this place
 */
#ifndef CONCORDAT_MUSTACHE_TEMPLATE_H
#define CONCORDAT_MUSTACHE_TEMPLATE_H

#include "concordat/base/arena.h"
#include "concordat/base/diag.h"
#include "concordat/mustache/shape.h"

/* Templates by name, with the strings they use. */
struct template_set;

/* A template bound to the types of its context: immutable, may be rendered by several threads. */
struct program;

/* A new, empty set in `arena`. `vocabulary` may be NULL for dynamic data alone; it and `diag`
 * outlive the set. */
struct template_set *template_set_new(struct arena *arena, const struct vocabulary *vocabulary,
                                      struct diag *diag);

/* Adds a template, before any is compiled; `text` (UTF-8) and `file` outlive the set. Every syntax
 * error is reported at its place; a section that is not closed, with where it was opened. */
void template_add(struct template_set *set, struct str name, const char *file, struct str text);

/* One form of a string: which number it is for, and its text, a template. */
struct string_form {
    struct str category; /* "zero" (exactly none), "one", "two", "few", "many", "other" */
    struct str text;
    struct mark mark;
};

/* Adds a string. With one form `by` is empty; with several, `by` is the path of the number (or of
 * a list's `.count`) that chooses, looked up where the string is used. A form "other" must be
 * there. `language` chooses the plural rule ("en"). Source: Unicode CLDR plural rules. */
void template_add_string(struct template_set *set, struct str key, struct str by,
                         struct mark by_mark, const struct string_form *forms, size_t count,
                         const char *language);

/* Binds the template `name` to a context of records, outermost first, the last the innermost.
 * Every error of the template and of all it calls is reported at its line and column, each once,
 * with "did you mean" where something is near; an outer record that has the name is named. NULL
 * where any was. `mark` is where to say that the template itself is unknown. */
const struct program *template_compile(struct template_set *set, struct str name,
                                       const struct shape *const *context, size_t count,
                                       struct mark mark);

/* Reports, as warnings, templates and strings that no compiled template uses, of the files in
 * `folder`, or of all where it is NULL. `name` of a template
 * that is used otherwise (by the program) counts as used once compiled. */
void template_report_unused(struct template_set *set, const char *folder);

/* Appends what the program makes of `objects`, which match the shapes it was compiled with, to
 * `out`. `page` is handed to the shapes. False, reported at the template's place, where data that
 * contain themselves recurse without end. */
bool template_render(const struct program *program, const void *const *objects, const void *page,
                     struct buf *out, struct diag *diag);

#endif
