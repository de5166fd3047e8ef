/* emit.c: collects the instructions of the routine that is being bound, and the errors.
 *
 * Pieces of text that follow one another become one instruction: a string between two runs of a
 * template costs nothing when rendering.
 *
 * Layer: mustache. Uses: base. Used by: bind and its parts. */
#include "bind.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void bind_error(struct binder *binder, struct mark mark, enum rule rule, const char *hint,
                const char *format, ...)
{
    char message[1024];
    char whole_hint[1024];
    va_list args;
    va_start(args, format);
    vsnprintf(message, sizeof message, format, args);
    va_end(args);
    binder->routine->failed = true;
    if (++binder->set->errors > MOST_BINDING_ERRORS)
        return;
    snprintf(whole_hint, sizeof whole_hint, "%s", hint);
    if (binder->strings && binder->strings->mark.file) {
        /* The string's author cannot know where it is used. */
        const struct mark *use = &binder->strings->mark;
        snprintf(whole_hint, sizeof whole_hint, "%s%sthe string is used at %s:%u:%u", hint,
                 *hint ? "; " : "", use->file, use->line, use->column);
    }
    diag_error(binder->set->diag, mark, rule, str_of(whole_hint), "%s", message);
}

static struct instruction *append(struct binder *binder, operation *run)
{
    if (binder->count == binder->room) {
        binder->room = binder->room > 0 ? binder->room * 2 : 64;
        binder->code = must_realloc(binder->code, binder->room * sizeof *binder->code);
    }
    struct instruction *at = &binder->code[binder->count++];
    memset(at, 0, sizeof *at);
    at->run = run;
    return at;
}

static void flush_text(struct binder *binder)
{
    if (!binder->has_text)
        return;
    struct instruction *at = append(binder, run_text);
    at->text = arena_copy(binder->arena, buf_str(&binder->text));
    at->flag = binder->text_starts_line;
    at->ends = binder->text_ends_line;
    buf_clear(&binder->text);
    binder->has_text = binder->text_starts_line = binder->text_ends_line = false;
}

void emit_text(struct binder *binder, struct str text, bool starts_line)
{
    if (text.len == 0 && !starts_line)
        return;
    binder->static_text += text.len;
    if (binder->has_text && binder->text.len > 0 && starts_line) {
        if (binder->text.ptr[binder->text.len - 1] == '\n') {
            binder->text_ends_line = text.len == 0;
            buf_add(&binder->text, text);
            return;
        }
        flush_text(binder);
    }
    if (!binder->has_text)
        binder->text_starts_line = starts_line;
    binder->has_text = true;
    if (text.len > 0)
        binder->text_ends_line = false;
    buf_add(&binder->text, text);
}

struct instruction *emit(struct binder *binder, operation *run, const struct mark *mark)
{
    flush_text(binder);
    struct instruction *at = append(binder, run);
    at->mark = mark;
    return at;
}

struct instruction *emit_reading(struct binder *binder, operation *run, const struct mark *mark,
                                 const struct reading *reading)
{
    struct instruction *at = emit(binder, run, mark);
    at->member = reading->member;
    at->path = reading->path;
    at->slot = (uint16_t)reading->slot;
    return at;
}

size_t emit_here(struct binder *binder)
{
    flush_text(binder);
    return binder->count;
}

void emit_jump(struct binder *binder, size_t from, size_t to)
{
    binder->code[from].jump = (int32_t)((long)to - (long)from);
}

void emit_end(struct binder *binder)
{
    emit(binder, run_return, NULL);
    struct instruction *code = arena_array(binder->arena, binder->count, sizeof *code);
    memcpy(code, binder->code, binder->count * sizeof *code);
    binder->routine->code = code;
    binder->count = 0;
}
