/* test_rules.c: each rule of a definition is told where it is broken, and nowhere else. */
#include "draft.h"

/* What a body, link, seat or function says so that nothing but the rule in question is told. */
#define GROUND "standing: existing, sources: none"

static const struct {
    const char *yaml;
    const char *told;
} cases[] = {
    /* standing and sources */
    {"bodies: [{id: a, name: A, kind: board, " GROUND "}]\n", ""},
    {"bodies: [{id: a, name: A, kind: board, standing: not stated, sources: not stated}]\n", ""},
    {"bodies: [{id: a, name: A, kind: board, sources: none}]\n",
     "t.yaml:1:10: error [no-standing] the standing of this body is not said (write standing: "
     "existing, proposed, ...)\n"},
    {"bodies: [{id: a, name: A, kind: board, standing: option}]\n",
     "t.yaml:1:10: error [no-source] no source is named for this body (write sources: and the id "
     "of a "
     "document)\n"},
    {"fictional: yes\nbodies: [{id: a, name: A, kind: board, standing: option}]\n", ""},
    {"fictional: no\nbodies: [{id: a, name: A, kind: board, standing: option}]\n",
     "t.yaml:2:10: error [no-source] no source is named for this body (write sources: and the id "
     "of a "
     "document)\n"},
    /* a seat inside a body that is told is not told as well; one inside a person is */
    {"bodies: [{id: a, name: A, kind: board, sources: none, seats: [{capacity: chair}],\n"
     "    links: [{kind: advises, target: t}], functions: [{text: F, standing: option}]}]\n",
     "t.yaml:1:10: error [no-standing] the standing of this body is not said (write standing: "
     "existing, proposed, ...)\n"},
    {"bodies: [{id: a, name: A, kind: board, " GROUND "}]\n"
     "people: [{id: p, name: P, seats: [{body: a, capacity: chair}]}]\n",
     "t.yaml:2:35: error [no-source] no source is named for this seat (write sources: and the id "
     "of "
     "a document)\n"
     "t.yaml:2:35: error [no-standing] the standing of this seat is not said (write standing: "
     "existing, proposed, ...)\n"},
    {"organisations: [{id: o, name: O, sector: health}]\n", ""},
    /* a person has a source, or something that names one */
    {"people: [{id: p, name: P}]\n",
     "t.yaml:1:10: warning [no-source] no source is named for this person, and no seat or priority "
     "of theirs has one: write sources: and the id of a document\n"},
    {"people: [{id: p, name: P, sources: not stated}]\n", ""},
    {"fictional: yes\npeople: [{id: p, name: P}]\n", ""},
    {"people: [{id: p, name: P}]\n"
     "seats: [{body: none, capacity: chair, holders: p, " GROUND "}]\n",
     ""},
    {"people: [{id: p, name: P}]\n"
     "priorities: [{id: x, title: X, plan: none, outcomes: none, leads: p}]\n",
     ""},
    /* vacancies */
    {"seats: [{body: none, capacity: chair, vacant: yes, represents: Heads, " GROUND "}]\n", ""},
    {"seats: [{body: none, capacity: chair, vacant: no, " GROUND "}]\n", ""},
    {"seats: [{body: none, capacity: chair, vacant: yes, " GROUND "}]\n",
     "t.yaml:1:39: warning [vacancy-without-post] a vacant seat does not say what it is for: post, "
     "represents or organisations\n"},
    {"people: [{id: p, name: P}]\n"
     "seats: [{body: none, capacity: chair, vacant: yes, holders: p, represents: X, " GROUND "}]\n",
     "t.yaml:2:39: warning [vacant-yet-held] a seat that is vacant has a holder\n"},
    /* periods */
    {"from: 2006\nto: 2006\n", ""},
    {"from: 2006-09\nto: by 2006\n", ""},
    {"from: not stated\nto: 2001\n", ""},
    {"from: 2007\nto: 2006-12\n", "t.yaml:2:1: error [dates-out-of-order] it ends (2006-12) before "
                                  "it begins (2007) (correct one of the two)\n"},
    {"aliases: [{text: A, from: 2007, to: 2006}]\n",
     "t.yaml:1:33: error [dates-out-of-order] it ends (2006) before it begins (2007) (correct one "
     "of "
     "the two)\n"},
    {"name: {value: A, from: late 2007, to: mid 2007}\n",
     "t.yaml:1:35: error [dates-out-of-order] it ends (mid 2007) before it begins (late 2007) "
     "(correct one of the two)\n"},
    /* plans and figures */
    {"outcomes: [{id: o, title: O, indicators: not stated}, {id: q, title: Q, indicators: none}]\n",
     ""},
    {"outcomes: [{id: o, title: O}, {id: q, title: Q}]\n"
     "indicators: [{id: i, title: I, outcome: q, baselines: none, targets: none, polarity: "
     "lower}]\n",
     "t.yaml:1:12: advice [unmeasured-outcome] no indicator measures 'o'; write indicators: not "
     "stated, or none, where that is so\n"},
    {"indicators: [{id: i, title: I, baselines: not stated, targets: none, polarity: not "
     "stated}]\n",
     ""},
    {"indicators: [{id: i, title: I}]\n",
     "t.yaml:1:14: advice [bare-indicator] this indicator has no baselines; write not stated, or "
     "none, where that is so\n"
     "t.yaml:1:14: advice [bare-indicator] this indicator has no polarity; write not stated, or "
     "none, where that is so\n"
     "t.yaml:1:14: advice [bare-indicator] this indicator has no targets; write not stated, or "
     "none, where that is so\n"},
    {"indicators: [{id: i, title: I, percent: yes, baselines: {value: 0}, targets: {value: 100},\n"
     "  polarity: higher, series: [{missing: blank}, {value: not stated}]}]\n",
     ""},
    {"indicators: [{id: i, title: I, percent: yes, baselines: {value: -0.1}, targets: none,\n"
     "  polarity: higher, series: [{value: 100.01}, {value: 381, unit: schools},\n"
     "  {value: 120, measures: schools}, {value: 130, percent: no}, {value: 140, measures: girls,\n"
     "  percent: yes}]}]\n",
     "t.yaml:1:58: warning [percentage-range] a percentage is below 0\n"
     "t.yaml:2:31: warning [percentage-range] a percentage is over 100\n"
     "t.yaml:3:64: warning [percentage-range] a percentage is over 100\n"},
    {"indicators: [{id: i, title: I, baselines: {date: 2006}, targets: none, polarity: lower,\n"
     "  series: [{value: 4, missing: not-available}]}]\n",
     "t.yaml:1:43: error [figure-or-reason] here is neither a figure nor why there is none (write "
     "value: and the figure, or missing: and why)\n"
     "t.yaml:2:23: error [figure-or-reason] a figure that is there is also said to be missing "
     "(leave one of the two out)\n"},
    {"plans: [{id: p, title: P, kind: cypp, from: 2006, to: 2007}]\n"
     "indicators: [{id: i, title: I, plan: p, baselines: none, polarity: lower,\n"
     "  targets: {value: 4, date: by 2010}, series: [{value: 4, date: 2007-12},\n"
     "  {value: 5, date: 2008}]}]\n",
     "t.yaml:4:14: advice [late-figure] this figure is of a time after the end of its plan, 'p'\n"},
};

/* ------------------------------------------------------------------ what was left as it was */

/* As of 1 June 2009. */
static const struct {
    const char *yaml;
    const char *told;
} leftovers[] = {
    {"fictional: yes\n"
     "people: [{id: v, name: Vacant}, {id: t, name: To be  confirmed}, {id: a, name: Ann "
     "Vacanti}]\n",
     "t.yaml:2:24: warning [name-of-nobody] 'Vacant' becomes a person: name nobody here, and write "
     "vacant: yes for the seat (in a spreadsheet: leave Name empty, write yes in Vacant)\n"
     "t.yaml:2:47: warning [name-of-nobody] 'To be  confirmed' becomes a person: name nobody here, "
     "and write vacant: yes for the seat (in a spreadsheet: leave Name empty, write yes in "
     "Vacant)\n"},
    {"bodies: [{id: b, name: B, kind: board, " GROUND "}]\n"
     "meetings:\n"
     "  - {id: one, body: b, title: One, date: 2009-05-31, status: planned}\n"
     "  - {id: two, body: b, title: Two, date: 2009-06-01, status: planned}\n"
     "  - {id: three, body: b, title: Three, date: 2009-06, status: planned}\n"
     "  - {id: four, body: b, title: Four, date: 2009-05-31, status: held}\n",
     "t.yaml:3:62: advice [past-yet-planned] the day of this meeting is past, but it is still "
     "planned: write held or cancelled\n"},
};

static void what_was_left_as_it_was_is_told(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof leftovers / sizeof *leftovers; i++) {
        struct draft *draft = draft_resolved(leftovers[i].yaml);
        check_rules(draft->arena, &draft->records, 20090601, draft->diag);
        draft_tells(draft, leftovers[i].told);
        draft_free(draft);
    }
    struct draft *draft = draft_resolved(leftovers[1].yaml);
    check_rules(draft->arena, &draft->records, 0, draft->diag);
    draft_tells(draft, ""); /* the day is not known */
    draft_free(draft);
}

static void what_an_unread_file_may_tell_is_not_missing(void **state)
{
    struct draft *draft = draft_resolved("people: [{id: p, name: P}]\n");
    (void)state;
    draft->records.incomplete = true;
    check_rules(draft->arena, &draft->records, 0, draft->diag);
    draft_tells(draft, "");
    draft_free(draft);
}

static void each_rule_is_told_where_it_is_broken(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct draft *draft = draft_resolved(cases[i].yaml);
        check_rules(draft->arena, &draft->records, 0, draft->diag);
        draft_tells(draft, cases[i].told);
        draft_free(draft);
    }
}

/* ------------------------------------------------------------------ seats held twice */

static void check_seats(const char *seats, const char *told)
{
    struct buf yaml = {0};
    buf_printf(&yaml,
               "fictional: yes\n"
               "people: [{id: ann, name: Ann}, {id: bob, name: Bob}]\n"
               "bodies:\n"
               "  - {id: pab, name: PAB, kind: board, standing: existing}\n"
               "  - {id: exec, name: Exec, kind: board, standing: existing}\n"
               "standing: existing\n"
               "seats:\n%s",
               seats);
    struct draft *draft = draft_resolved(yaml.ptr);
    check_rules(draft->arena, &draft->records, 0, draft->diag);
    draft_tells(draft, told);
    draft_free(draft);
    buf_free(&yaml);
}

static void a_body_has_one_chair_at_a_time(void **state)
{
    (void)state;
    const char *told =
        "t.yaml:9:27: warning [two-chairs] 'pab' has a chair already, at t.yaml:8:5: "
        "say from when to when each sits, or name both in one seat if they chair "
        "together\n";
    check_seats("  - {body: pab, capacity: chair, holders: ann, standing: existing}\n"
                "  - {body: pab, capacity: chair, holders: bob, standing: existing}\n",
                told);
    check_seats(
        "  - {body: pab, capacity: chair, holders: ann, standing: existing, to: 2009-05-02}\n"
        "  - {body: pab, capacity: chair, holders: bob, standing: existing, from: 2009-05-01}\n",
        told);
    check_seats("  - {body: pab, capacity: chair, holders: ann, standing: existing, to: 2009}\n"
                "  - {body: pab, capacity: chair, holders: bob, standing: existing, from: 2009}\n",
                "");
    check_seats(
        "  - {body: pab, capacity: chair, holders: [ann, bob], standing: existing}\n"
        "  - {body: exec, capacity: chair, holders: bob, standing: existing}\n"
        "  - {body: pab, capacity: chair, represents: X, vacant: yes, standing: existing}\n",
        "");
    check_seats("  - {body: pab, capacity: chair, holders: ann, standing: existing}\n"
                "  - {body: pab, capacity: chair, holders: bob, standing: proposed}\n",
                "");
}

static void a_person_has_one_seat_on_a_body_at_a_time(void **state)
{
    (void)state;
    check_seats("  - {body: pab, capacity: chair, holders: ann, standing: existing}\n"
                "  - {body: exec, capacity: chair, holders: ann, standing: existing}\n"
                "  - {body: pab, capacity: member, holders: bob, standing: existing}\n",
                "");
    check_seats(
        "  - {body: pab, capacity: chair, holders: ann, standing: existing}\n"
        "  - {body: pab, capacity: member, holders: [bob, ann], standing: existing}\n",
        "t.yaml:9:50: warning [seat-twice] Ann has a seat on 'pab' already, at t.yaml:8:5\n");
}

static void one_seat_after_another_is_no_second_one(void **state)
{
    (void)state;
    check_seats(
        "  - {body: pab, capacity: member, holders: ann, standing: existing, to: 2006-03}\n"
        "  - {body: pab, capacity: chair, holders: ann, standing: existing, from: 2006-04}\n",
        "");
    check_seats(
        "  - {body: pab, capacity: member, holders: ann, standing: existing, to: 2006-05}\n"
        "  - {body: pab, capacity: chair, holders: ann, standing: existing, from: 2006-04}\n",
        "t.yaml:9:43: warning [seat-twice] Ann has a seat on 'pab' already, at t.yaml:8:5\n");
    /* the first is over, and the other two are at once */
    check_seats(
        "  - {body: pab, capacity: member, holders: ann, standing: existing, to: 2006-03}\n"
        "  - {body: pab, capacity: chair, holders: ann, standing: existing, from: 2006-04}\n"
        "  - {body: pab, capacity: member, holders: ann, standing: existing, from: 2006-04}\n",
        "t.yaml:10:44: warning [seat-twice] Ann has a seat on 'pab' already, at t.yaml:9:5\n");
}

/* ------------------------------------------------------------------ circles */

static void check_links(const char *links, const char *told)
{
    struct buf yaml = {0};
    buf_printf(&yaml,
               "fictional: yes\n"
               "bodies:\n"
               "  - {id: a, name: A, kind: board, standing: existing}\n"
               "  - {id: b, name: B, kind: board, standing: existing}\n"
               "  - {id: c, name: C, kind: board, standing: existing}\n"
               "links:\n%s",
               links);
    struct draft *draft = draft_resolved(yaml.ptr);
    check_rules(draft->arena, &draft->records, 0, draft->diag);
    draft_tells(draft, told);
    draft_free(draft);
    buf_free(&yaml);
}

static void no_body_is_a_part_of_itself(void **state)
{
    (void)state;
    check_links("  - {party: a, kind: part-of, target: b, standing: existing}\n"
                "  - {party: b, kind: part-of, target: c, standing: existing}\n"
                "  - {party: c, kind: part-of, target: t, standing: existing}\n",
                "");
    check_links(
        "  - {party: a, kind: part-of, target: a, standing: existing}\n",
        "t.yaml:7:5: error [link-cycle] by this 'a' is, through others, a part of itself (take "
        "one of the steps of the circle out)\n");
    /* a stands outside the circle of b and c, which is told once */
    check_links(
        "  - {party: a, kind: part-of, target: b, standing: existing}\n"
        "  - {party: b, kind: part-of, target: c, standing: existing}\n"
        "  - {party: c, kind: part-of, target: b, standing: existing}\n",
        "t.yaml:9:5: error [link-cycle] by this 'c' is, through others, a part of itself (take "
        "one of the steps of the circle out)\n");
    check_links("  - {party: a, kind: part-of, target: b, standing: existing}\n"
                "  - {party: b, kind: part-of, target: a, standing: existing, denied: yes}\n"
                "  - {party: b, kind: advises, target: a, standing: existing}\n",
                "");
}

static void no_organisation_is_a_part_of_itself(void **state)
{
    struct draft *draft = draft_resolved("organisations:\n"
                                         "  - {id: a, name: A, sector: health, part_of: b}\n"
                                         "  - {id: b, name: B, sector: health, part_of: a}\n"
                                         "  - {id: c, name: C, sector: health, part_of: a}\n");
    (void)state;
    check_rules(draft->arena, &draft->records, 0, draft->diag);
    draft_tells(draft, "t.yaml:3:38: error [link-cycle] by this 'b' is, through others, a part of "
                       "itself (take one of the steps of the circle out)\n");
    draft_free(draft);
}

/* ------------------------------------------------------------------ similar names */

static void check_names(const char *one, const char *other, bool similar)
{
    struct buf yaml = {0};
    struct buf told = {0};
    buf_printf(&yaml,
               "people:\n  - {id: one, name: %s, sources: none}\n"
               "  - {id: other, name: %s, sources: none}\n",
               one, other);
    buf_add_string(&told, "");
    if (similar)
        buf_printf(&told,
                   "t.yaml:3:5: advice [similar-names] %s and %s: if they are one person, give the "
                   "other name in aliases\n",
                   one, other);
    struct draft *draft = draft_resolved(yaml.ptr);
    check_rules(draft->arena, &draft->records, 0, draft->diag);
    draft_tells(draft, told.ptr);
    draft_free(draft);
    buf_free(&yaml);
    buf_free(&told);
}

static void similar_names_are_told(void **state)
{
    (void)state;
    check_names("Geoff Taylor", "Jeff Taylor", true);
    check_names("Catherine Hunt", "Cathy Hunt", true);
    check_names("Mary Smith", "Mary Smyth", true);
    check_names("Ann", "Ann", true);
    check_names("Mary Smith", "Peter Smith", false);
    check_names("Mary Smith", "Mary Jones", false);
    check_names("Ann", "Bob", false);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_rule_is_told_where_it_is_broken),
        cmocka_unit_test(what_an_unread_file_may_tell_is_not_missing),
        cmocka_unit_test(what_was_left_as_it_was_is_told),
        cmocka_unit_test(a_body_has_one_chair_at_a_time),
        cmocka_unit_test(a_person_has_one_seat_on_a_body_at_a_time),
        cmocka_unit_test(one_seat_after_another_is_no_second_one),
        cmocka_unit_test(no_body_is_a_part_of_itself),
        cmocka_unit_test(no_organisation_is_a_part_of_itself),
        cmocka_unit_test(similar_names_are_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
