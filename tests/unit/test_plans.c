/* test_plans.c: what stands in which plan, what the latest figure is, how statuses are counted, and
 * which figures of an indicator are drawn together. */
#include "concordat/plan/plan.h"
#include "concordat/schema/figure_time.h"

#include "draft.h"

static const struct str labels[PAGE_KIND_COUNT] = {
    [PAGE_OVERVIEW] = {"Overview", 8},
    [PAGE_PLAN] = {"Plan", 4},
};

/* Every choice is called by its own name; months by their numbers. */
static const struct words *words_of(struct draft *draft)
{
    struct words *words = arena_alloc(draft->arena, sizeof *words);
    for (int list = 0; list < CHOICES_COUNT; list++) {
        const struct choices *choices = choices_of(list);
        struct str *names = arena_array(draft->arena, choices->count, sizeof *names);
        for (size_t i = 0; i < choices->count; i++)
            names[i] = str_of(choices->values[i].name);
        words->labels[list] = names;
    }
    for (int form = 0; form < DATE_FORMS; form++)
        words->dates.forms[form] = STR("{date}");
    words->dates.forms[DATE_ON] = STR("{year}");
    words->figures = (struct figure_words){STR(","), STR("."), STR("-")};
    return words;
}

/* ------------------------------------------------------------------ times */

static void periods_are_read_as_years(void **state)
{
    static const struct {
        const char *period;
        long end; /* in quarters of a year; -1 for none */
    } cases[] = {
        {"2006", 2007 * 4},
        {"2006/07", 2007 * 4 + 1},
        {"2006-07", 2007 * 4 + 1},
        {"2006–07", 2007 * 4 + 1},
        {"1999/00", 2000 * 4 + 1},
        {"2006/2007", 2007 * 4 + 1},
        {"2006/08", -1},
        {"2006/7", -1},
        {"2006/07 Q3", -1},
        {"the year 2006", -1},
        {"206", -1},
        {"20061", -1},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct item item = {.text = str_of(cases[i].period)};
        struct figure figure = {.period = {STATE_GIVEN, 1, &item, {0}}};
        long time = 0;
        bool dated = figure_time(&figure, &time);
        assert_int_equal(dated, cases[i].end >= 0);
        if (dated)
            assert_int_equal(time, cases[i].end * FIGURE_YEAR / 4 - 1);
    }
}

/* The time of a figure of which a period, a date or both are given. */
static long time_of(const char *period, const char *date)
{
    struct item items[2];
    struct figure figure;
    const char *problem;
    long time = 0;
    memset(items, 0, sizeof items);
    memset(&figure, 0, sizeof figure);
    items[0].text = str_of(period);
    if (period[0])
        figure.period = (struct value){STATE_GIVEN, 1, &items[0], {0}};
    if (date[0])
        assert_true(date_parse(str_of(date), &items[1].as.date, &problem));
    if (date[0])
        figure.date = (struct value){STATE_GIVEN, 1, &items[1], {0}};
    assert_true(figure_time(&figure, &time));
    return time;
}

static void later_dates_are_later(void **state)
{
    static const struct {
        const char *earlier;
        const char *later;
    } cases[] = {
        {"2006", "2007"},
        {"2006-03", "2006-04"},
        {"2006-03-01", "2006-03-02"},
        {"by 2009", "by 2010"},
        {"early 2008", "mid 2008"},
        {"mid 2008", "late 2008"},
        {"mid 2008", "2008"},
        {"before 2008-04", "from 2008-04"},
        {"2006-09/2006-10", "2006-11"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_true(time_of("", cases[i].earlier) < time_of("", cases[i].later));
}

/* A year, a quarter, a month and a day that end together are of one time; a period goes before a
 * date that names years only, and behind one that names more. */
static void what_ends_together_is_of_one_time(void **state)
{
    static const struct {
        const char *period;
        const char *date;
        const char *last;
    } cases[] = {
        {"2009/10", "", "2010-03-31"},
        {"2009/10", "2010", "2010-03-31"},
        {"2009/10", "2009/2010", "2010-03-31"},
        {"2009/10", "by 2010", "2010-03-31"},
        {"2009/10", "2010-08", "2010-08-31"},
        {"2009/10", "late 2009", "2009-12-31"},
        {"2009", "", "2009-12-31"},
        {"", "2009", "2009-12-31"},
        {"", "2010-03", "2010-03-31"},
        {"", "2010-01/2010-03", "2010-03-31"},
        {"", "by 2010-03", "2010-03-31"},
        {"", "mid 2010", "2010-08-31"},
        {"", "from 2010-03-31", "2010-03-31"},
        {"First half", "2010", "2010-12-31"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_int_equal(time_of(cases[i].period, cases[i].date), time_of("", cases[i].last));
}

/* However each is written. */
static void equal_steps_of_years_are_equal(void **state)
{
    static const char *const years[][2] = {
        {"2006/07", "2006/2007"}, {"2007/08", ""}, {"2008/09", "2009"},
        {"", "2010-03"},          {"2010/11", ""},
    };
    (void)state;
    for (size_t i = 1; i < sizeof years / sizeof *years; i++)
        assert_int_equal(time_of(years[i][0], years[i][1]) -
                             time_of(years[i - 1][0], years[i - 1][1]),
                         FIGURE_YEAR);
}

/* ------------------------------------------------------------------ units */

static bool shares(const struct value *figures, unsigned number)
{
    return value_flag(&((const struct figure *)figures->items[number].as.record)->unit_shared);
}

static void a_unit_is_said_once_where_all_figures_with_another_name_it(void **state)
{
    struct draft *draft = draft_resolved(
        "indicators:\n"
        "  - {id: one, title: One, percent: yes, baselines: {value: 1, unit: schools},\n"
        "     series: [{value: 2}, {missing: blank}, {value: 3, status: Done}]}\n"
        "  - {id: own, title: Own, targets: {value: 4, unit: weeks}, series: {value: 5, unit: "
        "weeks}}\n"
        "  - {id: bare, title: Bare, unit: weeks, series: [{value: 6}, {value: 7, percent: no}]}\n"
        "  - {id: both, title: Both, percent: yes, unit: of schools, series: [{value: 8},\n"
        "     {value: 9, percent: yes}]}\n");
    struct records *edition = draft_edition(draft, audience_public, 20200101);
    const struct indicator *found[4];
    static const char *const ids[] = {"one", "own", "bare", "both"};
    (void)state;
    for (size_t i = 0; i < 4; i++)
        found[i] = (const struct indicator *)draft_find(edition, TYPE_indicator, ids[i]);
    assert_ptr_equal(found[0]->typical.items[0].as.record, found[0]->series.items[0].as.record);
    assert_false(shares(&found[0]->baselines, 0));
    assert_true(shares(&found[0]->series, 0) && shares(&found[0]->series, 2));
    assert_ptr_equal(found[1]->typical.items[0].as.record, found[1]->targets.items[0].as.record);
    assert_true(shares(&found[1]->targets, 0) && shares(&found[1]->series, 0));
    assert_false(value_is_given(&found[2]->typical)); /* what is 7? */
    assert_false(shares(&found[2]->series, 0));
    assert_true(shares(&found[3]->series, 0));
    assert_false(shares(&found[3]->series, 1)); /* 9% are not 9% of schools */
    assert_true(value_flag(&found[0]->remarked));
    for (size_t i = 1; i < 4; i++)
        assert_false(value_flag(&found[i]->remarked));
    draft_free(draft);
}

/* ------------------------------------------------------------------ what stands where */

static void everything_stands_in_its_plan_or_with_the_trust(void **state)
{
    struct draft *draft = draft_resolved(
        "plans: [{id: one, title: One, kind: cypp}, {id: two, title: Two, kind: local}]\n"
        "outcomes: [{id: safe, title: Safe, plan: one}, {id: well, title: Well}]\n"
        "priorities:\n"
        "  - {id: p1, title: P1, plan: two, theme: B}\n"
        "  - {id: p2, title: P2, outcomes: safe, theme: A}\n"
        "  - {id: p3, title: P3, outcomes: safe, theme: B}\n"
        "  - {id: p4, title: P4, plan: one, theme: A}\n"
        "  - {id: p5, title: P5, plan: none, outcomes: safe}\n"
        "indicators:\n"
        "  - {id: i1, title: I1, outcome: safe}\n"
        "  - {id: i2, title: I2, priority: p1}\n"
        "  - {id: i3, title: I3, outcome: well}\n"
        "actions:\n"
        "  - {id: a1, title: A1, priority: p1}\n"
        "  - {id: a2, title: A2, outcomes: safe}\n"
        "  - {id: a3, title: A3}\n");
    struct records *edition = draft_edition(draft, audience_public, 20200101);
    const struct trust *trust = edition->trust;
    const struct plan *one = (const struct plan *)draft_find(edition, TYPE_plan, "one");
    const struct plan *two = (const struct plan *)draft_find(edition, TYPE_plan, "two");
    const struct outcome *safe = (const struct outcome *)draft_find(edition, TYPE_outcome, "safe");
    (void)state;
    assert_string_equal(draft_ids(draft, &one->own_outcomes), "safe");
    assert_string_equal(draft_ids(draft, &trust->own_outcomes), "well");
    assert_string_equal(draft_ids(draft, &one->own_priorities), "p2 p4 p3"); /* by theme */
    assert_string_equal(draft_ids(draft, &two->own_priorities), "p1");
    assert_string_equal(draft_ids(draft, &trust->own_priorities), "p5");
    assert_string_equal(draft_ids(draft, &one->own_indicators), "i1");
    assert_string_equal(draft_ids(draft, &two->own_indicators), "i2");
    assert_string_equal(draft_ids(draft, &trust->own_indicators), "i3");
    assert_string_equal(draft_ids(draft, &trust->plain_indicators), "i2");
    assert_string_equal(draft_ids(draft, &one->own_actions), "a2");
    assert_string_equal(draft_ids(draft, &safe->own_actions), "a2");
    assert_string_equal(draft_ids(draft, &two->own_actions), ""); /* its priority tells it */
    assert_string_equal(draft_ids(draft, &trust->own_actions), "a3");
    const char *const opening[] = {"p1", "p2", "p3", "p5"};
    for (size_t i = 0; i < 4; i++)
        assert_true(
            value_flag(&((const struct priority *)draft_find(edition, TYPE_priority, opening[i]))
                            ->opens_group));
    assert_false(value_flag(
        &((const struct priority *)draft_find(edition, TYPE_priority, "p4"))->opens_group));
    draft_free(draft);
}

/* ------------------------------------------------------------------ the latest */

/* The values of a list of figures, with a space between; a reason where there is none. */
static const char *values(struct draft *draft, const struct value *list)
{
    struct buf out = {0};
    buf_add_string(&out, "");
    for (unsigned i = 0; value_is_given(list) && i < list->count; i++) {
        const struct figure *figure = (const struct figure *)list->items[i].as.record;
        buf_add_string(&out, i > 0 ? " " : "");
        if (value_is_given(&figure->value))
            figure_write_plain(figure->value.items[0].as.figure, &out);
        else
            buf_add_string(&out, "-");
    }
    const char *kept = arena_copy(draft->arena, buf_str(&out)).ptr;
    buf_free(&out);
    return kept;
}

static void the_latest_result_is_no_forecast(void **state)
{
    static const struct {
        const char *series;
        const char *latest;
        const char *known;
        const char *forecast;
        const char *judged;
    } cases[] = {
        {"[{value: 4, date: 2006}, {value: 5, date: 2007}]", "5", "", "", ""},
        {"[{value: 5, date: 2007, status: Ahead}, {value: 4, date: 2006}]", "5", "", "", "Ahead"},
        {"[{value: 4}, {value: 5}]", "4 5", "", "", ""}, /* who knows which came first */
        {"[{value: 4, date: 2006}, {missing: not-available, date: 2007}]", "-", "4", "", ""},
        {"[{value: 4, date: 2006}, {value: 9, date: 2007, nature: forecast}]", "4", "", "9", ""},
        {"[{value: 9, date: 2005, nature: forecast}, {value: 4, date: 2006}]", "4", "", "", ""},
        {"[{missing: not-available, period: 2006/07}, {value: 80, period: 2006/07, nature: "
         "forecast}]",
         "-", "", "80", ""},
        {"[{value: 7, period: 2005/06}, {value: 55, date: by 2007-07}, {value: 14, measures: old,\n"
         "  date: by 2007-07}]",
         "55 14", "", "", ""},
        {"none", "", "", "", ""},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct buf yaml = {0};
        buf_printf(&yaml, "indicators: [{id: i, title: I, series: %s}]\n", cases[i].series);
        struct draft *draft = draft_resolved(yaml.ptr);
        struct records *edition = draft_edition(draft, audience_public, 20200101);
        const struct indicator *indicator =
            (const struct indicator *)draft_find(edition, TYPE_indicator, "i");
        assert_string_equal(values(draft, &indicator->latest), cases[i].latest);
        assert_string_equal(values(draft, &indicator->latest_known), cases[i].known);
        assert_string_equal(values(draft, &indicator->latest_forecast), cases[i].forecast);
        assert_true(str_is(value_text(&indicator->judged), cases[i].judged));
        draft_free(draft);
        buf_free(&yaml);
    }
}

/* ------------------------------------------------------------------ counting */

static void statuses_are_counted_in_the_order_of_the_plan(void **state)
{
    struct draft *draft = draft_resolved(
        "plans:\n"
        "  - {id: p, title: P, kind: cypp, status_words: [Ahead, On course, Slippage]}\n"
        "  - {id: q, title: Q, kind: cypp}\n"
        "indicators:\n"
        "  - {id: a, title: A, plan: p, status: Slippage}\n"
        "  - {id: b, title: B, plan: p, status: On course}\n"
        "  - {id: c, title: C, plan: p, status: Slippage}\n"
        "  - {id: d, title: D, plan: p}\n"
        "  - {id: e, title: E, plan: p, status: Not yet assessed}\n"
        "  - {id: f, title: F, plan: q, status: Ahead}\n"
        "priorities: [{id: x, title: X, plan: p, actions: [{title: Act, status: Ahead}]}]\n");
    struct records *edition = draft_edition(draft, audience_public, 20200101);
    const struct plan *plan = (const struct plan *)draft_find(edition, TYPE_plan, "p");
    const struct plan *other = (const struct plan *)draft_find(edition, TYPE_plan, "q");
    struct buf told = {0};
    (void)state;
    buf_add_string(&told, "");
    for (unsigned i = 0; i < plan->tallies.count; i++) {
        const struct tally *tally = (const struct tally *)plan->tallies.items[i].as.record;
        buf_printf(&told, "%d: %ld, %ld unsaid;", value_choice(&tally->of),
                   value_number(&tally->total), value_number(&tally->unsaid));
        for (unsigned k = 0; k < tally->counts.count; k++) {
            const struct tally_count *count =
                (const struct tally_count *)tally->counts.items[k].as.record;
            buf_printf(&told, " %.*s %ld (%.*s)", STR_ARGS(value_text(&count->word)),
                       value_number(&count->number), STR_ARGS(value_text(&count->share)));
        }
        buf_add_char(&told, '\n');
    }
    assert_string_equal(told.ptr,
                        "0: 5, 1 unsaid; Ahead 0 () On course 1 (50.0%) Slippage 2 (100.0%) "
                        "Not yet assessed 1 (50.0%)\n"
                        "2: 1, 0 unsaid; Ahead 1 (100.0%) On course 0 () Slippage 0 ()\n");
    assert_false(value_is_given(&other->tallies)); /* it lists no words of its own */
    buf_free(&told);
    draft_free(draft);
}

/* A word has a tone where its plan says so, and where sources do not differ. */
static void statuses_have_the_tone_of_their_word(void **state)
{
    static const struct {
        const char *id;
        int tone;
    } cases[] = {{"a", tone_good}, {"b", tone_bad}, {"c", -1}, {"d", -1}, {"e", -1}};
    struct draft *draft = draft_resolved(
        "plans:\n"
        "  - id: p\n"
        "    title: P\n"
        "    kind: cypp\n"
        "    status_words: [{word: Ahead, tone: good}, {word: Late, tone: bad}, Unclear]\n"
        "indicators:\n"
        "  - {id: a, title: A, plan: p, status: Ahead}\n"
        "  - {id: b, title: B, plan: p, series: [{value: 1, date: 2010, status: Late}]}\n"
        "  - {id: c, title: C, plan: p, status: Unclear}\n"
        "  - {id: d, title: D, plan: p, status: Elsewhere}\n"
        "  - {id: e, title: E, plan: p, status: [{value: Ahead, sources: {document: s}}, {value: "
        "Late, sources: {document: s}}]}\n"
        "priorities: [{id: x, title: X, plan: p, status: Late}]\n"
        "documents: [{id: s, title: S, kind: plan}]\n");
    struct records *edition = draft_edition(draft, audience_public, 20200101);
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const struct indicator *indicator =
            (const struct indicator *)draft_find(edition, TYPE_indicator, cases[i].id);
        assert_int_equal(value_choice(&indicator->status_tone), cases[i].tone);
    }
    const struct priority *priority =
        (const struct priority *)draft_find(edition, TYPE_priority, "x");
    assert_int_equal(value_choice(&priority->status_tone), tone_bad);
    draft_free(draft);
}

/* ------------------------------------------------------------------ charts */

/* The charts of an indicator in words: each mark's role and value, and how many lines join them. */
static const char *charts_of(struct draft *draft)
{
    static const struct site site;
    struct records *edition = draft_edition(draft, audience_public, 20200101);
    struct buf told = {0};
    plan_trust(draft->arena, &site, edition->trust, labels, words_of(draft));
    const struct indicator *indicator =
        (const struct indicator *)draft_find(edition, TYPE_indicator, "i");
    buf_add_string(&told, "");
    for (unsigned i = 0; i < indicator->charts.count; i++) {
        const struct chart_view *chart =
            (const struct chart_view *)indicator->charts.items[i].as.record;
        buf_printf(&told, "%s[", i > 0 ? " " : "");
        for (unsigned k = 0; k < chart->marks.count; k++) {
            const struct chart_mark *mark =
                (const struct chart_mark *)chart->marks.items[k].as.record;
            buf_printf(&told, "%s%s %.*s", k > 0 ? ", " : "",
                       choices_of(CHOICES_chart_role)->values[value_choice(&mark->role)].name,
                       STR_ARGS(value_text(&mark->value)));
        }
        buf_printf(&told, "] %u", chart->lines.count);
    }
    const char *kept = arena_copy(draft->arena, buf_str(&told)).ptr;
    buf_free(&told);
    return kept;
}

static void only_what_can_be_compared_is_drawn_together(void **state)
{
    static const struct {
        const char *fields;
        const char *charts;
    } cases[] = {
        {"series: {value: 4, date: 2006}", ""},
        {"targets: {value: 4, date: 2006}", ""},
        {"targets: [{value: 4}, {value: 5}]", "[target 4, target 5] 0"},
        {"percent: yes, baselines: {value: 4, date: 2005}, series: {value: 5, date: 2006}",
         "[baseline 4%, result 5%] 1"},
        /* two baselines that count different things */
        {"percent: yes, baselines: [{value: 4.6, percent: yes, measures: obese, date: 2002},\n"
         "  {value: 15.1, percent: yes, measures: overweight, date: 2002}],\n"
         "  series: {missing: not-available, period: 2006/07}",
         ""},
        /* a share and a number */
        {"baselines: {value: 98.96, percent: yes}, series: {value: 381, unit: schools}", ""},
        /* a series cut where its unit changes: no line joins the parts */
        {"unit: per 1000, series: [{value: 1, date: 2001}, {value: 2, date: 2002},\n"
         "  {value: 30, unit: girls, date: 2003}, {value: 40, unit: girls, date: 2004}]",
         "[result 1, result 2] 1 [result 30, result 40] 1"},
        {"not_comparable: yes, series: [{value: 1, date: 2001}, {value: 2, date: 2002}]", ""},
        /* what is missing is a gap, and neither a target nor a forecast that is missing is one */
        {"series: [{value: 0, date: 2001}, {missing: not-yet-assessed, date: 2002},\n"
         "  {value: 2, date: 2003}], targets: {missing: blank}",
         "[result 0, gap not-yet-assessed, result 2] 0"},
        {"series: [{value: 1, date: 2001}, {value: 2, date: 2002, nature: provisional},\n"
         "  {value: 3, date: 2003, nature: forecast}, {missing: blank, date: 2004, nature: "
         "forecast}]",
         "[result 1, provisional 2, forecast 3] 2"},
        {"series: [{value: not stated, date: 2001}, {value: 2, date: 2002}, {value: 3, date: "
         "2003}]",
         "[gap , result 2, result 3] 1"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct buf yaml = {0};
        buf_printf(&yaml, "name: T\nsummary: S.\nindicators: [{id: i, title: I, %s}]\n",
                   cases[i].fields);
        struct draft *draft = draft_resolved(yaml.ptr);
        assert_string_equal(charts_of(draft), cases[i].charts);
        draft_free(draft);
        buf_free(&yaml);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(periods_are_read_as_years),
        cmocka_unit_test(later_dates_are_later),
        cmocka_unit_test(what_ends_together_is_of_one_time),
        cmocka_unit_test(equal_steps_of_years_are_equal),
        cmocka_unit_test(a_unit_is_said_once_where_all_figures_with_another_name_it),
        cmocka_unit_test(everything_stands_in_its_plan_or_with_the_trust),
        cmocka_unit_test(the_latest_result_is_no_forecast),
        cmocka_unit_test(statuses_are_counted_in_the_order_of_the_plan),
        cmocka_unit_test(statuses_have_the_tone_of_their_word),
        cmocka_unit_test(only_what_can_be_compared_is_drawn_together),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
