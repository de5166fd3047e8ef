/* test_overview.c: what a trust tells at a glance, whose the seats of its bodies are, and what is
 * said once for a group. */
#include "draft.h"

static struct trust *edition_of(struct draft *draft, long as_of)
{
    return draft_edition(draft, audience_public, as_of)->trust;
}

/* ------------------------------------------------------------------ at a glance */

static const char glance[] =
    "bodies:\n"
    "  - {id: old, name: Old, kind: board, standing: superseded}\n"
    "  - id: new\n"
    "    name: New\n"
    "    kind: board\n"
    "    standing: existing\n"
    "    seats:\n"
    "      - {id: gone, capacity: chair, from: 2009, to: 2010}\n"
    "      - {id: now, capacity: chair, from: 2011}\n"
    "      - {id: vice, capacity: vice-chair, from: 2011}\n"
    "      - {id: later, capacity: chair, from: 2015}\n"
    "meetings:\n"
    "  - {id: m1, body: new, title: A, date: 2011-01-10, status: held}\n"
    "  - {id: m2, body: new, title: B, date: 2011-03-10, status: cancelled}\n"
    "  - {id: m3, body: new, title: C, date: 2011-06-10, status: cancelled}\n"
    "  - {id: m4, body: new, title: D, date: 2011-09-10, status: planned}\n"
    "plans:\n"
    "  - {id: first, title: First, kind: cypp, standing: superseded}\n"
    "  - {id: second, title: Second, kind: cypp, standing: existing}\n"
    "  - id: third\n"
    "    title: Third\n"
    "    kind: cypp\n"
    "    standing: existing\n"
    "    status_words: [{word: Done}]\n"
    "    priorities: [{id: p, title: P, status: Done}]\n";

static void only_what_holds_is_picked(void **state)
{
    struct draft *draft = draft_resolved(glance);
    struct trust *trust = edition_of(draft, 20110501);
    (void)state;
    assert_string_equal(draft_ids(draft, &trust->leading_body), "new");
    assert_string_equal(draft_ids(draft, &trust->leading_chairs), "now");
    assert_string_equal(draft_ids(draft, &trust->next_meeting), "m4");
    assert_string_equal(draft_ids(draft, &trust->last_meeting), "m1");
    assert_string_equal(draft_ids(draft, &trust->main_plan), "third");
    draft_free(draft);
}

static void the_day_decides(void **state)
{
    struct draft *draft = draft_resolved(glance);
    struct trust *trust = edition_of(draft, 20160101);
    (void)state;
    assert_string_equal(draft_ids(draft, &trust->leading_chairs), "now later");
    assert_false(value_is_given(&trust->next_meeting));
    assert_string_equal(draft_ids(draft, &trust->last_meeting), "m4");
    draft_free(draft);
}

/* A body with a last day has ended once that is over; one that could be, or was replaced, has not.
 */
static void what_is_over_has_ended(void **state)
{
    static const struct {
        const char *standing;
        long as_of;
        enum standing told;
        const char *list;
    } cases[] = {
        {"standing: existing", 20100630, standing_existing, "present"},
        {"standing: existing", 20100701, standing_ended, "former"},
        {"note: N.", 20100701, standing_ended, "former"},
        {"standing: {value: interim, note: N.}", 20100701, standing_ended, "former"},
        {"standing: superseded", 20100701, standing_superseded, "former"},
        {"standing: ended", 20100630, standing_ended, "former"},
        {"standing: option", 20100701, standing_option, "planned"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct buf yaml = {0};
        buf_printf(&yaml, "bodies: [{id: b, name: B, kind: board, to: 2010-06-30, %s}]\n",
                   cases[i].standing);
        struct draft *draft = draft_resolved(yaml.ptr);
        struct trust *trust = edition_of(draft, cases[i].as_of);
        const struct body *body = (const struct body *)trust->bodies.items[0].as.record;
        assert_int_equal(value_choice(&body->standing), cases[i].told);
        assert_int_equal(body->standing.items[0].remarks != NULL, i == 3);
        assert_string_equal(draft_ids(draft, &trust->present_bodies),
                            strcmp(cases[i].list, "present") == 0 ? "b" : "");
        assert_string_equal(draft_ids(draft, &trust->planned_bodies),
                            strcmp(cases[i].list, "planned") == 0 ? "b" : "");
        assert_string_equal(draft_ids(draft, &trust->former_bodies),
                            strcmp(cases[i].list, "former") == 0 ? "b" : "");
        draft_free(draft);
        buf_free(&yaml);
    }
}

static void nobody_has_a_say_in_what_is_over(void **state)
{
    static const char consultations[] = "consultations:\n"
                                        "  - {id: old, title: O, date: 2010-06-30}\n"
                                        "  - {id: today, title: T, date: 2010-07-01}\n"
                                        "  - {id: ended, title: E, to: 2010-06}\n"
                                        "  - {id: open, title: N}\n";
    struct draft *draft = draft_resolved(consultations);
    struct trust *trust = edition_of(draft, 20100701);
    (void)state;
    assert_string_equal(draft_ids(draft, &trust->open_consultations), "today open");
    draft_free(draft);
    struct buf yaml = {0};
    buf_printf(&yaml, "historical: yes\n%s", consultations);
    draft = draft_resolved(yaml.ptr);
    trust = edition_of(draft, 20100701);
    assert_false(value_is_given(&trust->open_consultations));
    draft_free(draft);
    buf_free(&yaml);
}

static void plans_are_summed_up_by_what_they_hold(void **state)
{
    static const struct {
        const char *yaml;
        enum page_summary summary;
    } cases[] = {
        {"plans: [{id: a, title: A, kind: cypp}]\n", page_summary_plan_names},
        {"outcomes: [{id: o, title: O}]\n", page_summary_plan_aims},
        {"priorities: [{id: p, title: P}]\n", page_summary_plan_aims},
        {"outcomes: [{id: o, title: O}]\nindicators: [{id: i, title: I}]\n", page_summary_plan},
        {"actions: [{id: x, text: X}]\n", page_summary_plan},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct draft *draft = draft_of(cases[i].yaml);
        struct trust *trust = edition_of(draft, 20100701);
        assert_int_equal(value_choice(&trust->plan_summary), cases[i].summary);
        draft_free(draft);
    }
}

static void nothing_is_made_up(void **state)
{
    struct draft *draft = draft_resolved("bodies: [{id: b, name: B, kind: board}]\n");
    struct trust *trust = edition_of(draft, 20110501);
    (void)state;
    assert_string_equal(draft_ids(draft, &trust->leading_body), "b");
    assert_false(value_is_given(&trust->leading_chairs));
    assert_false(value_is_given(&trust->next_meeting));
    assert_false(value_is_given(&trust->last_meeting));
    assert_false(value_is_given(&trust->main_plan));
    assert_false(value_is_given(&trust->latest_summary));
    draft_free(draft);
}

/* ------------------------------------------------------------------ seats */

static struct draft *draft_with_seats(const char *seats)
{
    struct buf yaml = {0};
    buf_printf(&yaml,
               "organisations:\n"
               "  - {id: council, name: Council, sector: council}\n"
               "  - {id: trust, name: Health trust, sector: health}\n"
               "posts: [{id: nurse, title: Nurse, organisation: trust}]\n"
               "bodies:\n"
               "  - id: b\n"
               "    name: B\n"
               "    kind: board\n"
               "    seats:\n%s",
               seats);
    struct draft *draft = draft_resolved(yaml.ptr);
    buf_free(&yaml);
    return draft;
}

static void seats_are_counted_by_sector(void **state)
{
    struct draft *draft =
        draft_with_seats("      - {capacity: member, organisations: council}\n"
                         "      - {capacity: member, organisations: council, vacant: yes}\n"
                         "      - {capacity: member, post: nurse}\n"
                         "      - {capacity: member, represents: parents}\n"
                         "      - {capacity: adviser, organisations: trust}\n");
    struct records *edition = draft_edition(draft, audience_public, 20110501);
    const struct body *body = (const struct body *)draft_find(edition, TYPE_body, "b");
    const struct sector_seats *first =
        (const struct sector_seats *)body->sectors.items[0].as.record;
    const struct sector_seats *second =
        (const struct sector_seats *)body->sectors.items[1].as.record;
    (void)state;
    assert_int_equal(body->sectors.count, 2);
    assert_int_equal(value_choice(&first->sector), sector_council);
    assert_int_equal(value_number(&first->number), 2);
    assert_int_equal(value_number(&first->vacant), 1);
    assert_true(str_is(value_text(&first->share), "100.0%"));
    assert_int_equal(value_choice(&second->sector), sector_health);
    assert_int_equal(value_number(&second->number), 1);
    assert_false(value_is_given(&second->vacant));
    assert_true(str_is(value_text(&second->share), "50.0%"));
    assert_int_equal(value_number(&body->sectors_unknown), 1);
    assert_true(str_is(value_text(&body->held_share), "75.0%"));
    draft_free(draft);
}

static void a_seat_says_itself_whose_it_is(void **state)
{
    struct draft *draft =
        draft_with_seats("      - {capacity: member, represents: Heads, sector: education}\n"
                         "      - {capacity: member, organisations: council, sector: education}\n"
                         "      - {capacity: member, organisations: council}\n");
    struct records *edition = draft_edition(draft, audience_public, 20110501);
    const struct body *body = (const struct body *)draft_find(edition, TYPE_body, "b");
    const struct sector_seats *second =
        (const struct sector_seats *)body->sectors.items[1].as.record;
    (void)state;
    assert_int_equal(body->sectors.count, 2);
    assert_int_equal(value_choice(&second->sector), sector_education);
    assert_int_equal(value_number(&second->number), 2);
    assert_false(value_is_given(&body->sectors_unknown));
    draft_free(draft);
}

static void groups_and_one_sector_tell_nothing(void **state)
{
    static const char *const seats[] = {
        "      - {capacity: member, organisations: council}\n"
        "      - {capacity: member, organisations: council}\n",
        "      - {capacity: member, organisations: council}\n"
        "      - {capacity: member, organisations: trust, group: several nurses}\n",
    };
    (void)state;
    for (size_t i = 0; i < 2; i++) {
        struct draft *draft = draft_with_seats(seats[i]);
        struct records *edition = draft_edition(draft, audience_public, 20110501);
        const struct body *body = (const struct body *)draft_find(edition, TYPE_body, "b");
        assert_int_equal(body->sectors.count, 0);
        draft_free(draft);
    }
}

/* ------------------------------------------------------------------ said once */

static const struct feature *feature_at(const struct trust *trust, unsigned at)
{
    return (const struct feature *)trust->features.items[at].as.record;
}

static void what_a_group_has_in_common_is_said_once(void **state)
{
    struct draft *draft =
        draft_resolved("documents: [{id: paper, title: Paper, kind: paper}]\n"
                       "features:\n"
                       "  - {title: A, kind: aim, counted_as: X, standing: proposed, "
                       "sources: {document: paper, section: 1}}\n"
                       "  - {title: B, kind: aim, counted_as: X, standing: proposed, "
                       "sources: {document: paper, section: 2}}\n"
                       "  - {title: C, kind: aim, counted_as: Y, standing: proposed, "
                       "sources: {document: paper, section: 1}}\n"
                       "  - {title: D, kind: aim, counted_as: Y, standing: existing, "
                       "sources: {document: paper, section: 1}}\n"
                       "  - {title: E, kind: aim, counted_as: Z, standing: proposed, "
                       "sources: {document: paper, section: 1}}\n"
                       "  - {title: F, kind: aim, counted_as: W, standing: existing, "
                       "sources: {document: paper, section: 1}}\n"
                       "  - {title: G, kind: aim, counted_as: W, standing: existing, "
                       "sources: {document: paper, section: 1}}\n");
    static const struct {
        bool standing;
        bool sources;
    } said[] = {{true, false},  {true, false}, {false, true}, {false, true},
                {false, false}, {false, true}, {false, true}};
    const struct trust *trust = edition_of(draft, 20110501);
    (void)state;
    assert_int_equal(trust->features.count, 7);
    for (unsigned i = 0; i < 7; i++) {
        assert_int_equal(value_flag(&feature_at(trust, i)->standing_said), said[i].standing);
        assert_int_equal(value_flag(&feature_at(trust, i)->sources_said), said[i].sources);
    }
    assert_int_equal(value_choice(&feature_at(trust, 0)->group_standing), standing_proposed);
    assert_false(value_is_given(&feature_at(trust, 1)->group_standing));
    assert_int_equal(feature_at(trust, 2)->group_sources.count, 1);
    assert_int_equal(feature_at(trust, 3)->group_sources.count, 0);
    assert_false(value_is_given(&feature_at(trust, 5)->group_standing));
    draft_free(draft);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(only_what_holds_is_picked),
        cmocka_unit_test(the_day_decides),
        cmocka_unit_test(what_is_over_has_ended),
        cmocka_unit_test(nobody_has_a_say_in_what_is_over),
        cmocka_unit_test(plans_are_summed_up_by_what_they_hold),
        cmocka_unit_test(nothing_is_made_up),
        cmocka_unit_test(seats_are_counted_by_sector),
        cmocka_unit_test(a_seat_says_itself_whose_it_is),
        cmocka_unit_test(groups_and_one_sector_tell_nothing),
        cmocka_unit_test(what_a_group_has_in_common_is_said_once),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
