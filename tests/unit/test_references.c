/* test_references.c: every reference finds its record, or is told at its place. */
#include "draft.h"

static const char trust_of_two[] = "organisations:\n"
                                   "  - {id: council, name: Council, sector: council}\n"
                                   "  - {id: both, name: Both, sector: council}\n"
                                   "people: [{id: mary-smith, name: Mary Smith}]\n"
                                   "bodies:\n"
                                   "  - {id: pab, name: PAB, kind: board}\n"
                                   "  - {id: both, name: Both, kind: board}\n";

/* The two bodies and two organisations of a trust, and `more`, checked. */
static struct draft *checked(const char *more)
{
    struct draft *draft = draft_new();
    draft_read(draft, "two.yaml", trust_of_two);
    draft_read(draft, "t.yaml", more);
    decode_place(&draft->decoding);
    check_references(draft->arena, &draft->records, draft->diag);
    return draft;
}

static const struct record *last(const struct draft *draft)
{
    return draft->records.list[draft->records.count - 1];
}

static void finds_what_is_named(void **state)
{
    struct draft *draft = checked(
        "seats: [{body: pab, capacity: chair, holders: [mary-smith], organisations: both}]\n"
        "authority: {value: council, note: So it says.}\n");
    const struct trust *trust = draft->records.trust;
    const struct seat *seat = (const struct seat *)draft_find(&draft->records, TYPE_seat, "");
    (void)state;
    draft_tells(draft, "");
    assert_true(record_is(value_record(&seat->body), TYPE_body));
    assert_true(str_is(value_record(&seat->holders)->id, "mary-smith"));
    assert_true(record_is(value_record(&seat->organisations), TYPE_organisation));
    assert_ptr_equal(value_record(&seat->trust), &trust->record);
    assert_true(str_is(value_record(&trust->authority)->id, "council"));
    draft_free(draft);
}

static void a_union_finds_any_of_its_types(void **state)
{
    static const struct {
        const char *target;
        enum type_id type;
    } cases[] = {
        {"pab", TYPE_body},       {"council", TYPE_organisation},           {"t", TYPE_trust},
        {"body:both", TYPE_body}, {"organisation:both", TYPE_organisation}, {"trust:t", TYPE_trust},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct buf yaml = {0};
        buf_printf(&yaml, "links: [{party: pab, kind: advises, target: '%s'}]\n", cases[i].target);
        struct draft *draft = checked(yaml.ptr);
        draft_tells(draft, "");
        const struct link *link = (const struct link *)last(draft);
        assert_true(record_is(value_record(&link->target), cases[i].type));
        draft_free(draft);
        buf_free(&yaml);
    }
}

static const char *const mistakes[][2] = {
    {"authority: counsil\n", "t.yaml:1:12: error [unknown-record] no organisation 'counsil' is "
                             "defined in this trust (did you "
                             "mean council?)\n"},
    {"authority: Ann Jones\n",
     "t.yaml:1:12: error [unknown-record] no organisation 'Ann Jones' is defined in this trust "
     "(define it in organisations:, or write the id of one that is)\n"},
    {"seats: [{body: PAB Board, capacity: member, holders: [vacant, mary smith, MARY-SMITT]}]\n"
     "people: [{id: ms, name: Mary SMITT}]\n",
     "t.yaml:1:16: error [unknown-record] no body 'PAB Board' is defined in this trust (define it "
     "in bodies:, or write the id of one that is)\n"
     "t.yaml:1:55: error [unknown-record] no person 'vacant' is defined in this trust (write "
     "vacant: "
     "yes in place of this line)\n"
     "t.yaml:1:63: error [unknown-record] no person 'mary smith' is defined in this trust (write "
     "its "
     "id, mary-smith)\n"
     "t.yaml:1:75: error [unknown-record] no person 'MARY-SMITT' is defined in this trust (write "
     "its "
     "id, ms)\n"},
    {"authority: pab\n", "t.yaml:1:12: error [unknown-record] no organisation 'pab' is defined in "
                         "this trust (that is the "
                         "id of another type of record: body)\n"},
    {"authority: 'body:pab'\n", "t.yaml:1:12: error [unknown-record] 'body:' does not fit here: "
                                "what stands before the colon is "
                                "the type, organisation (write the id alone)\n"},
    {"links: [{party: pab, kind: advises, target: pbb}]\n",
     "t.yaml:1:45: error [unknown-record] no body, organisation or trust 'pbb' is defined in this "
     "trust (did you mean pab?)\n"},
    {"links: [{party: pab, kind: advises, target: both}]\n",
     "t.yaml:1:45: error [ambiguous-record] 'both' is the id of both body and organisation (write "
     "body:both or organisation:both)\n"},
    {"links: [{party: pab, kind: advises, target: 'surrey:pab'}]\n",
     "t.yaml:1:45: error [unknown-record] 'surrey:' does not fit here: what stands before the "
     "colon "
     "is the type, body, organisation or trust (write the id alone)\n"},
    {"links: [{party: pab, kind: advises, target: 'body:'}]\n",
     "t.yaml:1:45: error [unknown-record] no body '' is defined in this trust (define it in "
     "bodies:, "
     "or write the id of one that is)\n"},
    {"seats: [{body: pab, capacity: member, holders: [mary-smith, mary-smth]}]\n",
     "t.yaml:1:61: error [unknown-record] no person 'mary-smth' is defined in this trust (did you "
     "mean mary-smith?)\n"},
    {"seats: [{body: pab, capacity: member, holders: [mary-smith, mary-smith]}]\n",
     "t.yaml:1:61: warning [given-twice] 'holders' names 'mary-smith' twice\n"},
    {"name: {value: A, sources: [paper]}\n", "t.yaml:1:28: error [unknown-record] no source "
                                             "'paper' is defined in this trust (define it in "
                                             "documents:, or write the id of one that is)\n"},
    {"people: [{id: mary-smith, name: Another}]\n",
     "t.yaml:1:10: error [duplicate-id] the person 'mary-smith' is defined already at "
     "two.yaml:4:10 "
     "(give one of them another id)\n"},
    /* A record of two types could be written in two lists. */
    {"links: [{party: pab, kind: advises, target: nowhere-near}]\n",
     "t.yaml:1:45: error [unknown-record] no body, organisation or trust 'nowhere-near' is defined "
     "in "
     "this trust (define it in bodies: or organisations:, or write the id of one that is)\n"},
    /* A person and a body may share an id. */
    {"people: [{id: pab, name: Pab}]\n", ""},
    /* A record and a part of it with one mistake tell it once. */
    {"bodies: [{id: x, name: X, kind: board, sources: [nope], seats: [{capacity: chair}]}]\n",
     "t.yaml:1:50: error [unknown-record] no source 'nope' is defined in this trust (define it in "
     "documents:, or write the id of one that is)\n"},
};

static void tells_every_mistake(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof mistakes / sizeof *mistakes; i++) {
        struct draft *draft = checked(mistakes[i][0]);
        draft_tells(draft, mistakes[i][1]);
        draft_free(draft);
    }
}

/* What is found stays, and nothing of what is not found does. */
static void keeps_only_what_is_found(void **state)
{
    struct draft *draft = checked("seats:\n"
                                  "  - {body: pab, capacity: member, holders: [x, mary-smith, y]}\n"
                                  "  - {body: nope, capacity: member}\n");
    const struct seat *seats[2] = {NULL, NULL};
    size_t count = 0;
    (void)state;
    for (size_t i = 0; i < draft->records.count; i++)
        if (draft->records.list[i]->type->id == TYPE_seat)
            seats[count++] = (const struct seat *)draft->records.list[i];
    assert_string_equal(draft_ids(draft, &seats[0]->holders), "mary-smith");
    assert_false(value_is_given(&seats[1]->body));
    assert_int_equal(diag_count(draft->diag, SEVERITY_ERROR), 3);
    draft_free(draft);
}

/* Thousands of unknown ids among thousands of known ones: told, at no more than linear cost. */
static void many_mistakes_are_told_in_time(void **state)
{
    enum { MANY = 5000 };
    struct buf people = {0};
    struct buf seats = {0};
    struct draft *draft = draft_new();
    (void)state;
    buf_add_string(&people, "people:\n");
    buf_add_string(&seats, "seats:\n");
    for (int i = 0; i < MANY; i++) {
        buf_printf(&people, "  - {id: person-with-a-long-name-%d, name: P}\n", i);
        buf_printf(&seats, "  - {body: none, capacity: chair, holders: porson-with-o-lng-%d}\n", i);
    }
    draft_read(draft, "a.yaml", people.ptr);
    draft_read(draft, "b.yaml", seats.ptr);
    check_references(draft->arena, &draft->records, draft->diag);
    assert_int_equal(diag_count(draft->diag, SEVERITY_ERROR), MANY);
    buf_free(&people);
    buf_free(&seats);
    draft_free(draft);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(finds_what_is_named),
        cmocka_unit_test(a_union_finds_any_of_its_types),
        cmocka_unit_test(tells_every_mistake),
        cmocka_unit_test(keeps_only_what_is_found),
        cmocka_unit_test(many_mistakes_are_told_in_time),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
