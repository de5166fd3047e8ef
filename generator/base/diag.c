/* diag.c: collects what goes wrong, then tells it sorted, each with its line and a caret.
 *
 * Layer: base. Uses: arena, buf, rules. Used by: every stage; printed by main.c alone. */
#include "concordat/base/diag.h"

#include "concordat/base/arena.h"

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
};

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
    va_list again;
    va_copy(again, args);
    int len = vsnprintf(NULL, 0, format, args);
    if (len > 0) {
        buf_reserve(&message, (size_t)len);
        vsnprintf(message.ptr, (size_t)len + 1, format, again);
        message.len = (size_t)len;
    }
    va_end(again);

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
    size_t count = 0;
    for (size_t i = 0; i < diag->count; i++)
        count += diag->list[i].severity >= at_least;
    return count;
}

bool diag_has_errors(const struct diag *diag)
{
    return diag_count(diag, SEVERITY_ERROR) > 0;
}

static int order_of(const void *a, const void *b)
{
    const struct diagnostic *left = a;
    const struct diagnostic *right = b;
    int order = strcmp(left->mark.file ? left->mark.file : "", right->mark.file ? right->mark.file : "");
    if (order == 0)
        order = (left->mark.line > right->mark.line) - (left->mark.line < right->mark.line);
    if (order == 0)
        order = (left->mark.column > right->mark.column) - (left->mark.column < right->mark.column);
    if (order == 0)
        order = (left->severity < right->severity) - (left->severity > right->severity);
    if (order == 0)
        order = (left->rule > right->rule) - (left->rule < right->rule);
    return order != 0 ? order : str_compare(left->message, right->message);
}

const struct diagnostic *diag_sorted(const struct diag *diag, size_t *count)
{
    struct diag *sorted = (struct diag *)diag; /* the order is no part of what it says */
    if (sorted->count > 0) /* qsort takes no NULL, not even of no elements */
        qsort(sorted->list, sorted->count, sizeof *sorted->list, order_of);
    size_t kept = 0;
    for (size_t i = 0; i < sorted->count; i++)
        if (kept == 0 || order_of(&sorted->list[kept - 1], &sorted->list[i]) != 0)
            sorted->list[kept++] = sorted->list[i];
    sorted->count = kept;
    *count = kept;
    return sorted->list;
}

/* Copies line `number` of the file at `path` to `line`; false where there is none. */
static bool read_line(const char *path, unsigned number, struct buf *line)
{
    bool found = false;
    FILE *file = path && number > 0 ? fopen(path, "rb") : NULL;
    if (!file)
        return false;
    for (int c; (c = getc(file)) != EOF;) {
        if (number == 1) {
            found = true;
            if (c == '\n')
                break;
            buf_add_char(line, (char)c);
        } else if (c == '\n') {
            number--;
        }
    }
    fclose(file);
    return found;
}

/* Writes the source line, cut to what a terminal shows, and a caret under the column. */
static void write_excerpt(struct mark mark, struct buf *out)
{
    enum { WIDEST = 96, BEFORE = 60 };
    struct buf line = {0};
    if (mark.column > 0 && read_line(mark.file, mark.line, &line)) {
        size_t skip = mark.column > WIDEST ? mark.column - BEFORE : 0;
        size_t shown = 0;
        unsigned column = 0;
        bool utf8 = str_first_bad_utf8(buf_str(&line)) == line.len;
        struct buf under = {0};
        buf_printf(out, "%6u | ", mark.line);
        for (size_t i = 0; i < line.len && shown <= WIDEST; i++) {
            unsigned char c = (unsigned char)line.ptr[i];
            bool starts = !utf8 || (c & 0xC0) != 0x80;
            column += starts;
            if (column <= skip || c == '\r')
                continue;
            shown += starts;
            if (shown > WIDEST)
                break;
            buf_add_char(out, c < 0x20 || c == 0x7F || (!utf8 && c >= 0x80) ? (c == '\t' ? '\t' : '?')
                                                                           : (char)c);
            if (starts && column < mark.column)
                buf_add_char(&under, c == '\t' ? '\t' : ' ');
        }
        buf_printf(out, "\n       | ");
        buf_add(out, buf_str(&under));
        buf_add_string(out, "^\n");
        buf_free(&under);
    }
    buf_free(&line);
}

static void write_one(const struct diagnostic *one, struct buf *out)
{
    static const char *const words[] = {"advice", "warning", "error", "error"};
    if (one->mark.file) {
        buf_add_string(out, one->mark.file);
        if (one->mark.line > 0)
            buf_printf(out, ":%u:%u", one->mark.line, one->mark.column);
        buf_add_string(out, ": ");
    } else {
        buf_add_string(out, "concordat: ");
    }
    buf_printf(out, "%s: [%s] ", words[one->severity], rule_id(one->rule));
    buf_add(out, one->message);
    if (one->hint.len > 0)
        buf_printf(out, " (%.*s)", STR_ARGS(one->hint));
    buf_add_char(out, '\n');
    write_excerpt(one->mark, out);
}

void diag_write(const struct diag *diag, struct buf *out)
{
    size_t count;
    const struct diagnostic *list = diag_sorted(diag, &count);
    for (size_t i = 0; i < count; i++)
        write_one(&list[i], out);
    size_t errors = diag_count(diag, SEVERITY_ERROR);
    size_t warnings = diag_count(diag, SEVERITY_WARNING) - errors;
    if (errors > 0)
        buf_printf(out, "%zu error%s", errors, errors == 1 ? "" : "s");
    if (errors > 0 && warnings > 0)
        buf_add_string(out, ", ");
    if (warnings > 0)
        buf_printf(out, "%zu warning%s", warnings, warnings == 1 ? "" : "s");
    if (errors > 0 || warnings > 0)
        buf_add_char(out, '\n');
}
