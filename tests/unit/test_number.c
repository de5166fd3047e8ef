/* test_number.c: ids, addresses and anchors, which no audience changes. */
#include "draft.h"

static const char trust[] =
    "bodies:\n"
    "  - id: pab\n"
    "    name: PAB\n"
    "    kind: board\n"
    "    seats: [{capacity: chair}, {id: second, capacity: member}]\n"
    "    functions: [{text: F}]\n"
    "    links: [{kind: advises, target: t}]\n"
    "  - id: exec\n"
    "    name: Exec\n"
    "    kind: board\n"
    "    seats: [{capacity: chair}]\n"
    "seats: [{body: pab, capacity: member}, {body: none, capacity: member}]\n"
    "people: [{id: ann, name: Ann}]\n"
    "organisations: [{id: pab, name: O, sector: health,\n"
    "                 links: [{kind: advises, target: exec}]}]\n"
    "milestones: [{title: M, date: 2009, status: done}]\n"
    "glossary: [{id: pct, term: PCT}]\n";

static struct draft *numbered(const char *home)
{
    struct draft *draft = draft_resolved(trust);
    number_records(draft->arena, &draft->records, str_of(home));
    return draft;
}

/* Type, id, anchor and address of every record that has an anchor. */
static void records_get_ids_anchors_and_addresses(void **state)
{
    struct draft *draft = numbered("");
    struct buf all = {0};
    (void)state;
    for (size_t i = 0; i < draft->records.count; i++) {
        const struct record *record = draft->records.list[i];
        if (record->anchor.len > 0)
            buf_printf(&all, "%.*s %.*s%s%.*s\n", STR_ARGS(record->id), STR_ARGS(record->anchor),
                       record->address.len > 0 ? " " : "", STR_ARGS(record->address));
    }
    assert_string_equal(all.ptr, "t trust_t t/index.html\n"
                                 "pab body_pab t/bodies/pab/index.html\n"
                                 "seat_pab_1 seat_pab_1\n"
                                 "second seat_pab_2\n"
                                 "function_pab_1 function_pab_1\n"
                                 "link_pab_1 link_pab_1\n"
                                 "exec body_exec t/bodies/exec/index.html\n"
                                 "seat_exec_1 seat_exec_1\n"
                                 "seat_pab_3 seat_pab_3\n"
                                 "seat_1 seat_1\n"
                                 "ann person_ann t/people/ann/index.html\n"
                                 "pab organisation_pab t/organisations/pab/index.html\n"
                                 "link_pab_2 link_pab_2\n"
                                 "milestone_1 milestone_1\n"
                                 "pct term_pct\n");
    buf_free(&all);
    draft_free(draft);
}

static void the_home_trust_stands_at_the_first_address(void **state)
{
    struct draft *draft = numbered("t");
    (void)state;
    assert_true(str_is(draft->records.trust->record.address, "index.html"));
    const struct record *body = draft_find(&draft->records, TYPE_body, "pab");
    assert_true(str_is(body->address, "t/bodies/pab/index.html"));
    draft_free(draft);
    draft = numbered("other");
    assert_true(str_is(draft->records.trust->record.address, "t/index.html"));
    draft_free(draft);
}

/* Ids that look like the anchors of others: no anchor stands twice on a page. */
static void no_two_records_share_an_anchor(void **state)
{
    struct draft *draft =
        draft_resolved("bodies:\n"
                       "  - {id: a, name: A, kind: board, seats: [{capacity: chair}, "
                       "{capacity: chair}]}\n"
                       "  - {id: a-1, name: A, kind: board, seats: [{capacity: "
                       "chair}, {capacity: chair}]}\n"
                       "  - {id: '1', name: A, kind: board, seats: [{capacity: "
                       "chair}]}\n"
                       "  - {id: person, name: A, kind: board, seats: [{capacity: "
                       "chair}]}\n"
                       "people: [{id: seat-1, name: P}, {id: a, name: P}]\n"
                       "seats: [{body: none, capacity: chair}]\n");
    (void)state;
    number_records(draft->arena, &draft->records, STR(""));
    const struct records *records = &draft->records;
    for (size_t i = 0; i < records->count; i++)
        for (size_t j = 0; j < i; j++)
            if (records->list[i]->anchor.len > 0)
                assert_false(str_equal(records->list[i]->anchor, records->list[j]->anchor));
    draft_free(draft);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(records_get_ids_anchors_and_addresses),
        cmocka_unit_test(the_home_trust_stands_at_the_first_address),
        cmocka_unit_test(no_two_records_share_an_anchor),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
