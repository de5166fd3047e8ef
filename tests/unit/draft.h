/* draft.h: a trust that a test writes in place, taken through the stages one by one.
 *
 * Layer: tests. Used by: the tests of schema, check, derive and plan. */
#ifndef CONCORDAT_TESTS_DRAFT_H
#define CONCORDAT_TESTS_DRAFT_H

#include "concordat/check/check.h"
#include "concordat/derive/derive.h"
#include "concordat/schema/decode.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

struct draft {
    struct arena *arena;
    struct diag *diag;
    struct records records;
    struct decoding decoding;
};

/* A new draft of a trust whose id is "t". */
static inline struct draft *draft_new(void)
{
    struct draft *draft = must_alloc(sizeof *draft);
    *draft = (struct draft){.arena = arena_new(), .diag = diag_new()};
    draft->decoding = (struct decoding){draft->arena, &draft->records, draft->diag};
    struct record *trust =
        record_new(&draft->decoding, type_of(TYPE_trust), (struct mark){"t", 0, 0}, NULL);
    trust->id = STR("t");
    draft->records.trust = (struct trust *)trust;
    return draft;
}

static inline void draft_free(struct draft *draft)
{
    diag_free(draft->diag);
    arena_free(draft->arena);
    free(draft);
}

/* Adds what a file of the trust says. */
static inline void draft_read(struct draft *draft, const char *file, const char *text)
{
    bool empty;
    const struct node *map = yaml_parse(draft->arena, file, 1, str_of(text), &empty, draft->diag);
    if (map)
        decode_into(&draft->decoding, &draft->records.trust->record, map);
}

/* A draft of one file, t.yaml, with everything in its place. */
static inline struct draft *draft_of(const char *text)
{
    struct draft *draft = draft_new();
    draft_read(draft, "t.yaml", text);
    decode_place(&draft->decoding);
    return draft;
}

/* The same, with its references resolved; nothing may be wrong so far. */
static inline struct draft *draft_resolved(const char *text)
{
    struct draft *draft = draft_of(text);
    check_references(draft->arena, &draft->records, draft->diag);
    struct buf told = {0};
    buf_add_string(&told, "");
    diag_write(draft->diag, &told);
    assert_string_equal(told.ptr, "");
    buf_free(&told);
    return draft;
}

/* The same, numbered, as one audience sees it as of a day, with what follows from it. */
static inline struct records *draft_edition(struct draft *draft, enum audience audience, long as_of)
{
    number_records(draft->arena, &draft->records, STR(""));
    struct records *edition = filter_records(draft->arena, &draft->records, audience);
    if (edition->trust)
        derive_records(draft->arena, edition, as_of);
    return edition;
}

/* All that was reported is `expected`, a line for each, without the closing count. */
static inline void draft_tells(const struct draft *draft, const char *expected)
{
    struct buf told = {0};
    size_t count;
    const struct diagnostic *list = diag_sorted(draft->diag, &count);
    static const char *const severities[] = {"advice", "warning", "error", "failure"};
    buf_add_string(&told, "");
    for (size_t i = 0; i < count; i++) {
        buf_printf(&told, "%s:%u:%u: %s [%s] %.*s", list[i].mark.file, list[i].mark.line,
                   list[i].mark.column, severities[list[i].severity], rule_id(list[i].rule),
                   STR_ARGS(list[i].message));
        if (list[i].hint.len > 0)
            buf_printf(&told, " (%.*s)", STR_ARGS(list[i].hint));
        buf_add_char(&told, '\n');
    }
    assert_string_equal(told.ptr, expected);
    buf_free(&told);
}

/* The record of that type and id, or NULL. */
static inline struct record *draft_find(const struct records *records, enum type_id type,
                                        const char *id)
{
    for (size_t i = 0; i < records->count; i++)
        if (records->list[i]->type->id == type && str_is(records->list[i]->id, id))
            return records->list[i];
    return NULL;
}

/* The ids of the records of a list, with a space between. */
static inline const char *draft_ids(struct draft *draft, const struct value *list)
{
    struct buf ids = {0};
    buf_add_string(&ids, "");
    for (unsigned i = 0; value_is_given(list) && i < list->count; i++)
        buf_printf(&ids, "%s%.*s", i > 0 ? " " : "", STR_ARGS(list->items[i].as.record->id));
    const char *kept = arena_copy(draft->arena, buf_str(&ids)).ptr;
    buf_free(&ids);
    return kept;
}

#endif
