/* test_boards.c: boards by time: who chairs them, what came before, who must not chair two. */
#include "draft.h"

/* ------------------------------------------------------------------ one chair for two boards */

/* A trust's board and one below it, a safeguarding board, and who sits on them. */
static void check_chairs(const char *as_of, const char *seats, const char *told)
{
    struct buf yaml = {0};
    buf_printf(&yaml,
               "fictional: yes\nas_of: %s\nstanding: existing\n"
               "people: [{id: ann, name: Ann}, {id: bob, name: Bob}]\n"
               "bodies:\n"
               "  - {id: board, name: Board, kind: board, standing: existing}\n"
               "  - {id: sub, name: Sub, kind: board, standing: existing}\n"
               "  - {id: lsp, name: LSP, kind: partnership, standing: existing, related: yes}\n"
               "  - {id: lscb, name: LSCB, kind: safeguarding, standing: existing}\n"
               "links: [{party: sub, kind: reports-to, target: board, standing: existing}]\n"
               "seats:\n%s",
               as_of, seats);
    struct draft *draft = draft_resolved(yaml.ptr);
    check_rules(draft->arena, &draft->records, 0, draft->diag);
    draft_tells(draft, told);
    draft_free(draft);
    buf_free(&yaml);
}

static const char told_of_ann[] =
    "t.yaml:13:46: warning [shared-chair] Ann chairs 'board' and the safeguarding board 'lscb'\n";

static void two_boards_have_two_chairs(void **state)
{
    static const char shared[] =
        "  - {body: lscb, capacity: chair, holders: ann, standing: existing}\n"
        "  - {body: board, capacity: chair, holders: [ann], standing: existing}\n";
    (void)state;
    check_chairs("2010-04-01", shared, told_of_ann);
    check_chairs("today", shared, told_of_ann);
    check_chairs("2010-04-01",
                 "  - {body: lscb, capacity: chair, holders: ann, standing: existing}\n"
                 "  - {body: board, capacity: chair, holders: bob, standing: existing}\n",
                 "");
    check_chairs("2010-04-01",
                 "  - {body: lscb, capacity: chair, holders: ann, standing: existing}\n"
                 "  - {body: board, capacity: member, holders: ann, standing: existing}\n",
                 "");
}

static void only_the_trusts_own_board_counts(void **state)
{
    (void)state;
    check_chairs("2010-04-01",
                 "  - {body: lscb, capacity: chair, holders: ann, standing: existing}\n"
                 "  - {body: sub, capacity: chair, holders: ann, standing: existing}\n"
                 "  - {body: lsp, capacity: chair, holders: ann, standing: existing}\n",
                 "");
}

static void no_chair_is_judged_by_later_advice(void **state)
{
    (void)state;
    check_chairs("2009-03-11",
                 "  - {body: lscb, capacity: chair, holders: ann, standing: existing}\n"
                 "  - {body: board, capacity: chair, holders: [ann], standing: existing}\n",
                 "");
    check_chairs("2009-03-12",
                 "  - {body: lscb, capacity: chair, holders: ann, standing: existing}\n"
                 "  - {body: board, capacity: chair, holders: [ann], standing: existing}\n",
                 told_of_ann);
    check_chairs(
        "2010-04-01",
        "  - {body: lscb, capacity: chair, holders: ann, standing: existing, to: 2009-02}\n"
        "  - {body: board, capacity: chair, holders: ann, standing: existing}\n",
        "");
    /* one after the other */
    check_chairs(
        "2010-04-01",
        "  - {body: lscb, capacity: chair, holders: ann, standing: existing, to: 2009-06}\n"
        "  - {body: board, capacity: chair, holders: ann, standing: existing, from: 2009-07}\n",
        "");
}

/* ------------------------------------------------------------------ by time */

static void seats_and_links_are_told_by_time(void **state)
{
    struct draft *draft =
        draft_resolved("bodies:\n"
                       "  - {id: old, name: Old, kind: safeguarding}\n"
                       "  - id: new\n"
                       "    name: New\n"
                       "    kind: safeguarding\n"
                       "    seats:\n"
                       "      - {id: third, capacity: chair, from: 2017}\n"
                       "      - {id: first, capacity: chair, from: 2012, to: 2014}\n"
                       "      - {id: second, capacity: vice-chair, from: 2014, to: 2016}\n"
                       "      - {id: manager, capacity: officer, to: 2013}\n"
                       "      - {id: nurse, capacity: adviser, to: 2013}\n"
                       "      - {id: member, capacity: member}\n"
                       "    links:\n"
                       "      - {id: l1, kind: replaces, target: old}\n"
                       "      - {id: l2, kind: replaces, target: t, denied: yes}\n"
                       "      - {id: l3, kind: reports-to, target: t}\n"
                       "links: [{id: l4, party: t, kind: links-to, target: new}]\n");
    struct records *edition = draft_edition(draft, audience_public, 20170601);
    const struct body *body = (const struct body *)draft_find(edition, TYPE_body, "new");
    const struct body *old = (const struct body *)draft_find(edition, TYPE_body, "old");
    (void)state;
    assert_string_equal(draft_ids(draft, &body->chairs), "first second third");
    assert_string_equal(draft_ids(draft, &body->member_seats), "third member");
    assert_string_equal(draft_ids(draft, &body->past_seats), "first second");
    assert_string_equal(draft_ids(draft, &body->officer_seats), "manager");
    assert_string_equal(draft_ids(draft, &body->adviser_seats), "nurse");
    assert_string_equal(draft_ids(draft, &body->predecessors), "l1");
    assert_string_equal(draft_ids(draft, &old->successors), "l1");
    assert_string_equal(draft_ids(draft, &body->relations), "l2 l3");
    assert_string_equal(draft_ids(draft, &body->relations_in), "l4");
    draft_free(draft);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(two_boards_have_two_chairs),
        cmocka_unit_test(only_the_trusts_own_board_counts),
        cmocka_unit_test(no_chair_is_judged_by_later_advice),
        cmocka_unit_test(seats_and_links_are_told_by_time),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
