/* diag.c: collects what goes wrong, then tells it sorted, each with its line and a caret.
 *
 * Layer: base. Uses: arena, buf, excerpt, rules. Used by: every stage; printed by main.c alone. */
#include "concordat/base/diag.h"

#include "concordat/base/arena.h"
#include "excerpt.h"

#include <errno.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct diag {
    pthread_mutex_t lock;
    struct arena *arena;
    struct diagnostic *list;
    size_t count;
    size_t room;
    size_t of_severity[SEVERITY_FAILURE + 1];
};

/* Reading locks as well, and puts the list in order: neither is a part of what it says. */
static struct diag *locked(const struct diag *diag)
{
    struct diag *own = (struct diag *)diag;
    pthread_mutex_lock(&own->lock);
    return own;
}

struct diag *diag_new(void)
{
    struct diag *diag = must_alloc(sizeof *diag);
    *diag = (struct diag){.arena = arena_new()};
    pthread_mutex_init(&diag->lock, NULL);
    return diag;
}

void diag_free(struct diag *diag)
{
    if (!diag)
        return;
    pthread_mutex_destroy(&diag->lock);
    arena_free(diag->arena);
    free(diag->list);
    free(diag);
}

static void add(struct diag *diag, enum severity severity, struct mark mark, enum rule rule,
                struct str hint, const char *format, va_list args)
{
    struct buf message = {0};
    buf_vprintf(&message, format, args);
    pthread_mutex_lock(&diag->lock);
    if (diag->count == diag->room) {
        diag->room = diag->room > 0 ? diag->room * 2 : 16;
        diag->list = must_realloc(diag->list, diag->room * sizeof *diag->list);
    }
    if (mark.file)
        mark.file = arena_copy(diag->arena, str_of(mark.file)).ptr;
    diag->list[diag->count++] = (struct diagnostic){
        .severity = severity,
        .rule = rule,
        .mark = mark,
        .message = arena_copy(diag->arena, buf_str(&message)),
        .hint = arena_copy(diag->arena, hint),
    };
    diag->of_severity[severity]++;
    pthread_mutex_unlock(&diag->lock);
    buf_free(&message);
}

void diag_report(struct diag *diag, enum severity severity, struct mark mark, enum rule rule,
                 const char *format, ...)
{
    va_list args;
    va_start(args, format);
    add(diag, severity, mark, rule, STR(""), format, args);
    va_end(args);
}

void diag_error(struct diag *diag, struct mark mark, enum rule rule, struct str hint,
                const char *format, ...)
{
    va_list args;
    va_start(args, format);
    add(diag, SEVERITY_ERROR, mark, rule, hint, format, args);
    va_end(args);
}

void diag_failure(struct diag *diag, const char *deed, const char *path)
{
    char reason[128];
    if (strerror_r(errno, reason, sizeof reason) != 0)
        snprintf(reason, sizeof reason, "unknown error");
    diag_report(diag, SEVERITY_FAILURE, (struct mark){0}, RULE_SYSTEM, "cannot %s %s: %s", deed,
                path, reason);
}

size_t diag_count(const struct diag *diag, enum severity at_least)
{
    struct diag *own = locked(diag);
    size_t count = 0;
    for (int severity = (int)at_least; severity <= SEVERITY_FAILURE; severity++)
        count += own->of_severity[severity];
    pthread_mutex_unlock(&own->lock);
    return count;
}

bool diag_has_errors(const struct diag *diag)
{
    return diag_count(diag, SEVERITY_ERROR) > 0;
}

static const char *file_of(const struct diagnostic *one)
{
    return one->mark.file ? one->mark.file : "";
}

static int order_of(const void *a, const void *b)
{
    const struct diagnostic *left = a;
    const struct diagnostic *right = b;
    int order = strcmp(file_of(left), file_of(right));
    if (order == 0)
        order = (left->mark.line > right->mark.line) - (left->mark.line < right->mark.line);
    if (order == 0)
        order = (left->mark.column > right->mark.column) - (left->mark.column < right->mark.column);
    if (order == 0)
        order = (left->severity < right->severity) - (left->severity > right->severity);
    if (order == 0)
        order = (left->rule > right->rule) - (left->rule < right->rule);
    if (order == 0)
        order = str_compare(left->message, right->message);
    return order != 0 ? order : str_compare(left->hint, right->hint);
}

const struct diagnostic *diag_sorted(const struct diag *diag, size_t *count)
{
    struct diag *own = locked(diag);
    if (own->count > 0) /* qsort takes no NULL, not even of no elements */
        qsort(own->list, own->count, sizeof *own->list, order_of);
    size_t kept = 0;
    for (size_t i = 0; i < own->count; i++) {
        if (kept == 0 || order_of(&own->list[kept - 1], &own->list[i]) != 0)
            own->list[kept++] = own->list[i];
        else
            own->of_severity[own->list[i].severity]--;
    }
    own->count = kept;
    pthread_mutex_unlock(&own->lock);
    *count = kept;
    return own->list;
}

static void write_file(const struct diagnostic *one, struct buf *out)
{
    buf_add_visible(out, str_of(one->mark.file ? one->mark.file : "concordat"));
}

/* What writing works on. */
struct writing {
    struct excerpts excerpts;
    bool coloured;
    struct buf *out;
};

/* The words of a severity; red, yellow or cyan where they are coloured. */
static void write_severity(const struct writing *at, enum severity severity)
{
    static const char *const words[] = {"advice", "warning", "error", "error"};
    static const char *const colours[] = {"36", "33", "31", "31"};
    if (at->coloured)
        buf_printf(at->out, "\033[1;%sm%s:\033[0m", colours[severity], words[severity]);
    else
        buf_printf(at->out, "%s:", words[severity]);
}

static void write_one(const struct diagnostic *one, struct writing *at)
{
    struct buf *out = at->out;
    if (at->coloured)
        buf_add_string(out, "\033[1m");
    write_file(one, out);
    if (one->mark.file && one->mark.line > 0)
        buf_printf(out, ":%u:%u", one->mark.line, one->mark.column);
    buf_add_string(out, at->coloured ? ":\033[0m " : ": ");
    write_severity(at, one->severity);
    buf_printf(out, " [%s] ", rule_id(one->rule));
    buf_add_visible(out, one->message);
    if (one->hint.len > 0) {
        buf_add_string(out, " (");
        buf_add_visible(out, one->hint);
        buf_add_char(out, ')');
    }
    buf_add_char(out, '\n');
    excerpt_write(&at->excerpts, one->mark, out);
}

/* Writes those of one file. Nobody reads more than some at a time; errors go first, so that none is
 * left out for a warning, because they are what stands between the author and the site. */
static void write_some(const struct diagnostic *list, size_t count, struct writing *at)
{
    enum { MOST_OF_A_FILE = 100 };
    size_t errors = 0;
    for (size_t i = 0; i < count; i++)
        errors += list[i].severity >= SEVERITY_ERROR;
    size_t error_room = errors < MOST_OF_A_FILE ? errors : MOST_OF_A_FILE;
    size_t other_room = MOST_OF_A_FILE - error_room;
    for (size_t i = 0; i < count; i++) {
        size_t *room = list[i].severity >= SEVERITY_ERROR ? &error_room : &other_room;
        if (*room == 0)
            continue;
        (*room)--;
        write_one(&list[i], at);
    }
    if (count > MOST_OF_A_FILE) {
        write_file(list, at->out);
        buf_printf(at->out, ": and %zu more, shown once these are mended\n",
                   count - MOST_OF_A_FILE);
    }
}

static void write_counts(size_t errors, size_t warnings, struct buf *out)
{
    if (errors > 0)
        buf_printf(out, "%zu error%s", errors, errors == 1 ? "" : "s");
    if (errors > 0 && warnings > 0)
        buf_add_string(out, ", ");
    if (warnings > 0)
        buf_printf(out, "%zu warning%s", warnings, warnings == 1 ? "" : "s");
    if (errors > 0 || warnings > 0)
        buf_add_char(out, '\n');
}

static void write_all(const struct diag *diag, bool coloured, struct buf *out)
{
    size_t count;
    const struct diagnostic *list = diag_sorted(diag, &count);
    struct writing at = {{0}, coloured, out};
    for (size_t from = 0, to; from < count; from = to) {
        for (to = from + 1; to < count && strcmp(file_of(&list[from]), file_of(&list[to])) == 0;)
            to++;
        write_some(&list[from], to - from, &at);
    }
    excerpts_free(&at.excerpts);
    size_t errors = diag_count(diag, SEVERITY_ERROR);
    write_counts(errors, diag_count(diag, SEVERITY_WARNING) - errors, out);
}

void diag_write(const struct diag *diag, struct buf *out)
{
    write_all(diag, false, out);
}

void diag_write_coloured(const struct diag *diag, struct buf *out)
{
    write_all(diag, true, out);
}
