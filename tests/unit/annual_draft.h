/* annual_draft.h: annual summaries that a test writes in place, as files would hold them.
 *
 * Layer: tests. Used by: the tests of what is made of annual summaries. */
#ifndef CONCORDAT_TESTS_ANNUAL_DRAFT_H
#define CONCORDAT_TESTS_ANNUAL_DRAFT_H

#include "draft.h"

/* Adds a summary with the fields of its front matter, as from a file <id>.md. */
static inline void draft_add_summary(struct draft *draft, const char *id, const char *front)
{
    bool empty;
    const char *file = arena_printf(draft->arena, "%s.md", id);
    struct record *record = record_new(&draft->decoding, type_of(TYPE_annual_summary),
                                       (struct mark){file, 1, 1}, &draft->records.trust->record);
    const struct node *map = yaml_parse(draft->arena, file, 2, str_of(front), &empty, draft->diag);
    record->id = str_of(id);
    assert_non_null(map);
    decode_into(&draft->decoding, record, map);
}

/* Puts everything in its place and resolves references; nothing may be wrong so far. */
static inline void draft_settle(struct draft *draft)
{
    decode_place(&draft->decoding);
    check_references(draft->arena, &draft->records, draft->diag);
    draft_tells(draft, "");
}

#endif
