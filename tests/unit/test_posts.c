/* test_posts.c: who holds a post, on which bodies an organisation has seats, and where it is
 * written what is told of both. */
#include "draft.h"

static const char seats[] =
    "documents:\n"
    "  - {id: d, title: D, kind: paper}\n"
    "  - {id: e, title: E, kind: paper}\n"
    "organisations:\n"
    "  - {id: council, name: Council, sector: council}\n"
    "  - {id: own, name: Own, sector: health, sources: none}\n"
    "posts: [{id: head, title: Head, organisation: council}]\n"
    "people:\n"
    "  - {id: ann, name: Ann}\n"
    "  - {id: bob, name: Bob}\n"
    "  - {id: cat, name: Cat, posts: head, sources: none}\n"
    "  - {id: dan, name: Dan}\n"
    "bodies:\n"
    "  - id: board\n"
    "    name: Board\n"
    "    kind: board\n"
    "    standing: existing\n"
    "    sources: {document: d, section: '1'}\n"
    "    seats:\n"
    "      - {id: s1, capacity: chair, holders: ann, post: head, organisations: council}\n"
    "      - {id: s2, capacity: member, holders: [ann, bob], organisations: [council, own],\n"
    "         standing: proposed, sources: [d, {document: d, section: '1'}]}\n"
    "      - {id: s3, capacity: member, holders: [dan, ann], post: head, organisations: council,\n"
    "         to: 2008}\n"
    "  - id: old\n"
    "    name: Old\n"
    "    kind: board\n"
    "    standing: superseded\n"
    "    seats:\n"
    "      - {id: s4, capacity: chair, holders: dan, organisations: council}\n"
    "      - {id: s5, capacity: member, group: heads, organisations: council}\n"
    "priorities: [{id: p, title: P, leads: bob, sources: e}]\n";

static const struct body_place *place_at(const struct records *edition, const char *id, unsigned at)
{
    const struct organisation *organisation =
        (const struct organisation *)draft_find(edition, TYPE_organisation, id);
    assert_true(at < organisation->places.count);
    return (const struct body_place *)organisation->places.items[at].as.record;
}

static void a_post_knows_who_holds_it(void **state)
{
    struct draft *draft = draft_resolved(seats);
    const struct records *edition = draft_edition(draft, audience_public, 20110501);
    const struct post *head = (const struct post *)draft_find(edition, TYPE_post, "head");
    (void)state;
    assert_string_equal(draft_ids(draft, &head->people), "ann cat");
    assert_string_equal(draft_ids(draft, &head->past_people), "dan");
    draft_free(draft);
}

static void an_organisation_names_each_body_once(void **state)
{
    struct draft *draft = draft_resolved(seats);
    const struct records *edition = draft_edition(draft, audience_public, 20110501);
    const struct body_place *board = place_at(edition, "council", 0);
    const struct body_place *old = place_at(edition, "council", 1);
    const struct body_place *proposed = place_at(edition, "own", 0);
    (void)state;
    assert_string_equal(draft_ids(draft, &board->body), "board");
    assert_string_equal(draft_ids(draft, &board->seats), "s1 s2");
    assert_string_equal(draft_ids(draft, &board->holders), "ann bob");
    assert_int_equal(value_number(&board->number), 2);
    assert_int_equal(value_choice(&board->standing), standing_existing);
    /* All that it had on a body that is no more is told; a group is not counted. */
    assert_string_equal(draft_ids(draft, &old->seats), "s4 s5");
    assert_false(value_is_given(&old->number));
    assert_string_equal(draft_ids(draft, &proposed->holders), "ann bob");
    assert_int_equal(value_choice(&proposed->standing), standing_proposed);
    assert_false(value_is_given(&proposed->number));
    draft_free(draft);
}

/* A seat of which no standing is said is there, and makes the place of another that is not. */
static void a_place_stands_as_the_seat_that_is_there(void **state)
{
    static const struct {
        const char *first;
        const char *second;
        int standing;
    } cases[] = {
        {"standing: proposed", "standing: existing", standing_existing},
        {"standing: existing", "standing: proposed", standing_existing},
        {"standing: proposed", "standing: option", standing_proposed},
        {"standing: proposed", "note: N.", -1},
        {"note: N.", "standing: proposed", -1},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct buf yaml = {0};
        buf_printf(&yaml,
                   "organisations: [{id: council, name: Council, sector: council}]\n"
                   "bodies:\n"
                   "  - id: b\n"
                   "    name: B\n"
                   "    kind: board\n"
                   "    seats:\n"
                   "      - {id: one, capacity: member, organisations: council, %s}\n"
                   "      - {id: two, capacity: member, organisations: council, %s}\n",
                   cases[i].first, cases[i].second);
        struct draft *draft = draft_resolved(yaml.ptr);
        const struct records *edition = draft_edition(draft, audience_public, 20110501);
        assert_int_equal(value_choice(&place_at(edition, "council", 0)->standing),
                         cases[i].standing);
        draft_free(draft);
        buf_free(&yaml);
    }
}

static const struct value *sources_of(const struct records *edition, enum type_id type,
                                      const char *id)
{
    return record_head_const(draft_find(edition, type, id), HEAD_SOURCES);
}

static void who_names_no_source_has_those_of_the_seats(void **state)
{
    struct draft *draft = draft_resolved(seats);
    const struct records *edition = draft_edition(draft, audience_public, 20110501);
    (void)state;
    /* section 1, the document without one, and what a priority rests on */
    assert_int_equal(sources_of(edition, TYPE_person, "ann")->count, 2);
    assert_int_equal(sources_of(edition, TYPE_person, "bob")->count, 3);
    assert_int_equal(sources_of(edition, TYPE_person, "cat")->state, STATE_NONE);
    assert_int_equal(sources_of(edition, TYPE_organisation, "council")->count, 2);
    assert_int_equal(sources_of(edition, TYPE_organisation, "own")->state, STATE_NONE);
    draft_free(draft);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_post_knows_who_holds_it),
        cmocka_unit_test(an_organisation_names_each_body_once),
        cmocka_unit_test(a_place_stands_as_the_seat_that_is_there),
        cmocka_unit_test(who_names_no_source_has_those_of_the_seats),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
