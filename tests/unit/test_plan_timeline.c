/* test_plan_timeline.c: what the timeline of a trust shows, in which words, and when it is drawn;
 * and which cycles are. */
#include "concordat/plan/plan.h"

#include "draft.h"

static const struct str labels[PAGE_KIND_COUNT];

/* Every choice is called by its own name; dates by their numbers. */
static const struct words *words_of(struct draft *draft)
{
    static const char *const forms[DATE_FORMS] = {
        "{day}.{month}.{year}", "{first} to {last}", "by {date}",     "before {date}",
        "from {date}",          "until {date}",      "early {date}",  "mid {date}",
        "late {date}",          "spring {date}",     "summer {date}", "autumn {date}",
        "winter {date}"};
    struct words *words = arena_alloc(draft->arena, sizeof *words);
    for (int list = 0; list < CHOICES_COUNT; list++) {
        const struct choices *choices = choices_of(list);
        struct str *names = arena_array(draft->arena, choices->count, sizeof *names);
        for (size_t i = 0; i < choices->count; i++)
            names[i] = str_of(choices->values[i].name);
        words->labels[list] = names;
    }
    for (int m = 0; m < 12; m++)
        words->dates.months[m] = str_of(arena_printf(draft->arena, "M%d", m + 1));
    for (int form = 0; form < DATE_FORMS; form++)
        words->dates.forms[form] = str_of(forms[form]);
    return words;
}

static const struct page *page_of(struct draft *draft, const char *address, long as_of)
{
    static const struct site site;
    const struct records *edition = draft_edition(draft, audience_public, as_of);
    struct page_plan plan =
        plan_trust(draft->arena, &site, edition->trust, labels, words_of(draft));
    for (size_t i = 0; i < plan.count; i++)
        if (str_ends(plan.pages[i].page->record.address, address))
            return plan.pages[i].page;
    fail_msg("there is no page at %s", address);
    return NULL;
}

/* The labels of the timeline, a line each; "none" where there is no drawing. */
static void timeline_tells(long as_of, const char *yaml, const char *expected)
{
    struct draft *draft = draft_resolved(yaml);
    const struct page *page = page_of(draft, "/timeline/index.html", as_of);
    const struct timeline_view *view = (const struct timeline_view *)value_record(&page->timeline);
    struct buf told = {0};
    buf_add_string(&told, view ? "" : "none\n");
    for (unsigned i = 0; view && i < view->stops.count; i++) {
        const struct timeline_stop *stop =
            (const struct timeline_stop *)view->stops.items[i].as.record;
        buf_printf(&told, "%.*s:", STR_ARGS(value_text(&stop->anchor)));
        for (unsigned k = 0; k < stop->texts.count; k++) {
            const struct drawn_text *text =
                (const struct drawn_text *)stop->texts.items[k].as.record;
            buf_printf(&told, " %.*s", STR_ARGS(value_text(&text->text)));
        }
        buf_add_string(&told, value_flag(&stop->open) ? " (open)" : "");
        buf_add_string(&told, value_flag(&stop->rough) ? " (rough)" : "");
        buf_add_char(&told, '\n');
    }
    assert_string_equal(told.ptr, expected);
    buf_free(&told);
    draft_free(draft);
}

#define DOT "\xC2\xA0\xC2\xB7 "

static void every_label_says_date_status_and_standing(void **state)
{
    (void)state;
    timeline_tells(20070630,
                   "as_of: 2007-06\n"
                   "milestones:\n"
                   "  - {id: a, title: A, date: 2007-01-02, status: done, standing: existing}\n"
                   "  - {id: b, title: B, date: by 2007, status: required}\n"
                   "  - {id: c, title: C, date: late 2008, status: planned, standing: proposed}\n"
                   "  - {id: d, title: D, date: {value: 2008-02, inferred: yes}, status: slipped}\n"
                   "  - {id: e, title: E, date: not stated, status: planned}\n",
                   "milestone_1: 2.M1.2007" DOT "done A\n"
                   ": as-of M6.2007\n"
                   "milestone_2: by 2007" DOT "required B (open)\n"
                   "milestone_4: M2.2008 (inferred)" DOT "slipped D\n"
                   "milestone_3: late 2008" DOT "planned" DOT "proposed C (rough)\n");
}

static void phases_are_told_by_their_periods(void **state)
{
    (void)state;
    timeline_tells(20051231,
                   "as_of: 2005\n"
                   "phases:\n"
                   "  - {id: a, title: A, from: 2006, to: 2007, standing: proposed}\n"
                   "  - {id: b, title: B, from: 2008-04}\n"
                   "  - {id: c, title: C, from: late 2008, to: by 2010}\n"
                   "  - {id: d, title: D}\n"
                   "  - {id: e, title: E, to: 2010}\n"
                   "  - {id: f, title: F, from: by 2011}\n",
                   "phase_e: until 2010" DOT "phase E (open)\n"
                   ": as-of 2005\n"
                   "phase_a: 2006 to 2007" DOT "phase" DOT "proposed A\n"
                   "phase_b: from M4.2008" DOT "phase B (open)\n"
                   "phase_c: late 2008 – by 2010" DOT "phase C\n"
                   "phase_f: by 2011" DOT "phase F (open)\n");
}

static void fewer_than_three_dates_are_not_drawn(void **state)
{
    (void)state;
    timeline_tells(20051231,
                   "as_of: 2005\n"
                   "milestones: [{title: A, date: 2007, status: done}, {title: B, date: 2008,\n"
                   "   status: done}, {title: C, date: not stated, status: done}]\n",
                   "none\n");
    timeline_tells(20051231,
                   "as_of: 2005\n"
                   "milestones: [{title: A, date: 2007, status: done}, {title: B, date: 2008,\n"
                   "   status: done}, {title: C, date: 2009, status: done, audience: members}]\n",
                   "none\n");
}

static void the_key_tells_each_status_once(void **state)
{
    (void)state;
    struct draft *draft = draft_resolved(
        "as_of: 2005\n"
        "milestones: [{title: A, date: 2007-01-01, status: done}, {title: B, date: 2008-01-01,\n"
        "  status: done}, {title: C, date: 2009-01-01, status: required}]\n");
    const struct page *page = page_of(draft, "/timeline/index.html", 20051231);
    const struct timeline_view *view = (const struct timeline_view *)value_record(&page->timeline);
    assert_int_equal(view->key.count, 2);
    assert_false(value_flag(&view->spans));
    assert_false(value_flag(&view->rough));
    assert_false(value_flag(&view->open));
    assert_false(value_flag(&view->phases));
    draft_free(draft);
}

static void a_cycle_of_three_stages_and_more_is_drawn(void **state)
{
    (void)state;
    struct draft *draft = draft_resolved(
        "as_of: 2005\n"
        "cycles:\n"
        "  - {id: a, title: A, centre: User, stages: [{title: X, number: 7}, {title: Y},\n"
        "     {title: Z}]}\n"
        "  - {id: b, title: B, stages: [{title: X}, {title: Y}]}\n"
        "  - {id: c, title: C, stages: not stated}\n");
    const struct page *page = page_of(draft, "/commissioning/index.html", 20051231);
    assert_int_equal(page->cycles.count, 3);
    for (unsigned i = 0; i < 3; i++) {
        const struct cycle_view *view = (const struct cycle_view *)page->cycles.items[i].as.record;
        assert_int_equal(value_flag(&view->drawn), i == 0);
        assert_int_equal(view->stages.count, i == 0 ? 3 : 0);
        assert_int_equal(view->middle.count, i == 0);
        assert_true(record_is(value_record(&view->cycle), TYPE_cycle));
    }
    const struct cycle_view *first = (const struct cycle_view *)page->cycles.items[0].as.record;
    const struct cycle_box *box = (const struct cycle_box *)first->stages.items[0].as.record;
    const struct drawn_text *text = (const struct drawn_text *)box->texts.items[0].as.record;
    assert_true(str_is(value_text(&text->text), "7. X"));
    draft_free(draft);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_label_says_date_status_and_standing),
        cmocka_unit_test(phases_are_told_by_their_periods),
        cmocka_unit_test(fewer_than_three_dates_are_not_drawn),
        cmocka_unit_test(the_key_tells_each_status_once),
        cmocka_unit_test(a_cycle_of_three_stages_and_more_is_drawn),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
