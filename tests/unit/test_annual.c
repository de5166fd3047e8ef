/* test_annual.c: what is checked of a board's annual summaries, and what is made of their figures.
 */
#include "annual_draft.h"

/* Three areas, two boards of which one took the place of the other, three measures. */
static const char ground[] =
    "fictional: yes\n"
    "organisations:\n"
    "  - {id: north, name: North, sector: council}\n"
    "  - {id: south, name: South, sector: council}\n"
    "  - {id: west, name: West, sector: council}\n"
    "bodies:\n"
    "  - {id: old, name: Old, kind: safeguarding, standing: superseded, to: 2012-03-31}\n"
    "  - {id: new, name: New, kind: safeguarding, standing: existing, from: 2012-04-01}\n"
    "measures:\n"
    "  - {id: plans, title: Plans, group: Children}\n"
    "  - {id: care, title: In care, group: Children}\n"
    "  - {id: share, title: Share, percent: yes}\n";

static struct draft *annual_draft(void)
{
    struct draft *draft = draft_new();
    draft_read(draft, "t.yaml", ground);
    return draft;
}

/* ------------------------------------------------------------------ rules */

static const struct {
    const char *id;
    const char *front;
    const char *told;
} cases[] = {
    /* a total is the sum of its parts, to the last decimal */
    {"2012-13",
     "board: new\nfigures: [{measure: plans, total: 6.3, areas: [{area: north, value: 4.1}, "
     "{area: south, value: 2.2}]}]\n",
     ""},
    {"2012-13",
     "board: new\nfigures: [{measure: plans, total: 6.4, areas: [{area: north, value: 4.1}, "
     "{area: south, value: 2.2}]}]\n",
     "2012-13.md:3:28: warning [total-not-sum] the figures of the areas add up to 6.3, not to "
     "6.4\n"},
    {"2012-13",
     "board: new\nfigures: [{measure: plans, total_last_year: 9, areas: [{area: north, last_year: "
     "4}, {area: south, last_year: 4}]}]\n",
     "2012-13.md:3:28: warning [total-not-sum] the figures of the areas add up to 8, not to 9\n"},
    /* a blank is not zero, and shares have no sum */
    {"2012-13",
     "board: new\nfigures: [{measure: plans, total: 9, areas: [{area: north, value: 4}, {area: "
     "south, missing: blank}]}]\n",
     ""},
    {"2012-13",
     "board: new\nfigures: [{measure: share, total: 35, areas: [{area: north, value: 26}, {area: "
     "south, value: 52}]}]\n",
     ""},
    {"2012-13", "board: new\nfigures: [{measure: plans, total: 9}]\n", ""},
    /* areas */
    {"2012-13",
     "board: new\nfigures: [{measure: plans, areas: [{area: north, value: 4}, {area: north, value: "
     "5}]}]\n",
     "2012-13.md:3:62: error [area-twice] 'north' has a figure here already (keep one of the two, "
     "or name the other area)\n"},
    /* dates */
    {"2012-13", "board: new\nfigures: [{measure: plans, as_at: 2013-03-31}]\n", ""},
    {"2012-13", "board: new\nfigures: [{measure: plans, as_at: 2013-04-01}]\n",
     "2012-13.md:3:28: advice [figure-after-year] this figure is as at 2013-04-01, after the year "
     "of its summary, '2012-13'\n"},
    {"2013", "board: new\nfigures: [{measure: plans, as_at: 2013-12}]\n", ""},
    {"2013", "board: new\nfigures: [{measure: plans, as_at: 2014-01}]\n",
     "2013.md:3:28: advice [figure-after-year] this figure is as at 2014-01, after the year of its "
     "summary, '2013'\n"},
    {"2013", "board: new\nto: 2014-08\nfigures: [{measure: plans, as_at: 2014-01}]\n", ""},
    /* boards */
    {"2011-12", "board: old\n", ""},
    {"2012-13", "board: old\n",
     "2012-13.md:2:1: warning [board-not-there] 'old' ended (2012-03-31) before the year that this "
     "summary is of\n"},
    {"2011-12", "board: new\n",
     "2011-12.md:2:1: warning [board-not-there] 'new' began (2012-04-01) after the year that this "
     "summary is of\n"},
    {"2012", "board: old\n", ""},
    {"2012", "board: new\n", ""},
    /* names of files */
    {"1999-00", "board: old\n", ""},
    {"first", "board: new\n",
     "first.md:1:1: advice [year-as-id] 'first' is no year: name the file 2012.md, or 2012-13.md "
     "for April to March\n"},
    {"2012-14", "board: new\n",
     "2012-14.md:1:1: advice [year-as-id] '2012-14' is no year: name the file 2012.md, or "
     "2012-13.md for April to March\n"},
    {"2012-1", "board: new\n",
     "2012-1.md:1:1: advice [year-as-id] '2012-1' is no year: name the file 2012.md, or 2012-13.md "
     "for April to March\n"},
};

static void each_rule_is_told_where_it_is_broken(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct draft *draft = annual_draft();
        draft_add_summary(draft, cases[i].id, cases[i].front);
        draft_settle(draft);
        check_rules(draft->arena, &draft->records, 0, draft->diag);
        draft_tells(draft, cases[i].told);
        draft_free(draft);
    }
}

static void no_report_is_missing_from_before_a_board_began(void **state)
{
    struct draft *draft = annual_draft();
    (void)state;
    draft_add_summary(draft, "2012-13", "board: new\n");
    draft_add_summary(draft, "2013-14", "board: new\n");
    draft_settle(draft);
    check_rules(draft->arena, &draft->records, 0, draft->diag);
    draft_tells(draft, "");
    draft_free(draft);
}

/* ------------------------------------------------------------------ what is told */

/* The names of the parts of a list, with a space between. */
static const char *names_of(struct draft *draft, const struct value *list)
{
    const struct choices *parts = choices_of(CHOICES_summary_part);
    struct buf names = {0};
    buf_add_string(&names, "");
    for (unsigned i = 0; value_is_given(list) && i < list->count; i++)
        buf_printf(&names, "%s%s", i > 0 ? " " : "", parts->values[list->items[i].as.number].name);
    const char *kept = arena_copy(draft->arena, buf_str(&names)).ptr;
    buf_free(&names);
    return kept;
}

static const struct annual_summary *summary_of(const struct records *edition, const char *id)
{
    return (const struct annual_summary *)draft_find(edition, TYPE_annual_summary, id);
}

static void every_part_is_a_field_of_the_summary(void **state)
{
    const struct choices *parts = choices_of(CHOICES_summary_part);
    (void)state;
    for (size_t i = 0; i < parts->count; i++)
        assert_non_null(type_field(type_of(TYPE_annual_summary), str_of(parts->values[i].name)));
}

static void a_summary_says_what_it_lacks(void **state)
{
    struct draft *draft = annual_draft();
    (void)state;
    draft_add_summary(draft, "2012-13",
                      "board: new\nforeword: F.\ntraining: none\ninspections: not stated\n"
                      "budget: [{item: Staff, pounds: 0}]\n"
                      "child_deaths: {value: D., audience: members}\n"
                      "figures: [{measure: plans, total: 3, audience: members}]\n");
    draft_settle(draft);
    struct records *edition = draft_edition(draft, audience_public, 20200101);
    const struct annual_summary *summary = summary_of(edition, "2012-13");
    assert_string_equal(names_of(draft, &summary->stated), "foreword training budget");
    assert_string_equal(names_of(draft, &summary->without), "training");
    assert_string_equal(names_of(draft, &summary->unstated),
                        "report_title chairs published presented_to figures_before effectiveness "
                        "inspections case_reviews participation sub_groups attendance priorities "
                        "challenge answer");
    edition = draft_edition(draft, audience_members, 20200101);
    summary = summary_of(edition, "2012-13");
    assert_string_equal(names_of(draft, &summary->stated),
                        "foreword figures child_deaths training budget");
    draft_free(draft);
}

/* Who was in the chair is known of a board, be its report at hand or not. */
static void a_year_of_which_nothing_is_told_says_so(void **state)
{
    static const struct {
        const char *yaml;
        bool silent;
    } years[] = {
        {"board: new\n", true},
        {"board: new\nchairs: ann\n", true},
        {"board: new\nchairs: none\n", false},
        {"board: new\nforeword: F.\n", false},
        {"board: new\nforeword: {value: F., audience: members}\n", false},
    };
    (void)state;
    for (size_t i = 0; i < sizeof years / sizeof *years; i++) {
        struct draft *draft = annual_draft();
        draft_read(draft, "p.yaml", "people: [{id: ann, name: Ann}]\n");
        draft_add_summary(draft, "2012-13", years[i].yaml);
        draft_settle(draft);
        const struct records *edition = draft_edition(draft, audience_public, 20200101);
        assert_int_equal(value_flag(&summary_of(edition, "2012-13")->silent), years[i].silent);
        draft_free(draft);
    }
}

/* ------------------------------------------------------------------ tables */

/* The figures of each table by the ids of their measures, a line for each table. */
static const char *tables_of(struct draft *draft, const struct annual_summary *summary)
{
    struct buf told = {0};
    buf_add_string(&told, "");
    for (unsigned t = 0; t < summary->tables.count; t++) {
        const struct figure_table *table =
            (const struct figure_table *)summary->tables.items[t].as.record;
        for (unsigned i = 0; i < table->figures.count; i++) {
            const struct annual_figure *figure =
                (const struct annual_figure *)table->figures.items[i].as.record;
            buf_printf(&told, "%.*s%s", STR_ARGS(value_record(&figure->measure)->id),
                       i + 1 < table->figures.count ? " " : "\n");
        }
    }
    const char *kept = arena_copy(draft->arena, buf_str(&told)).ptr;
    buf_free(&told);
    return kept;
}

static void check_tables(const char *figures, const char *expected)
{
    struct draft *draft = annual_draft();
    draft_add_summary(draft, "2012-13",
                      arena_printf(draft->arena, "board: new\nfigures:\n%s", figures));
    draft_settle(draft);
    struct records *edition = draft_edition(draft, audience_public, 20200101);
    assert_string_equal(tables_of(draft, summary_of(edition, "2012-13")), expected);
    draft_free(draft);
}

static void figures_of_one_date_share_a_table(void **state)
{
    (void)state;
    check_tables("  - {measure: plans, as_at: 2012-09-30, areas: [{area: north}]}\n"
                 "  - {measure: care, as_at: 2012-09-30, areas: [{area: north}]}\n",
                 "plans care\n");
    check_tables("  - {measure: plans, as_at: 2012-03-31, areas: [{area: north}]}\n"
                 "  - {measure: care, as_at: 2012-09-30, areas: [{area: north}]}\n"
                 "  - {measure: plans, as_at: 2012-09-30, areas: [{area: north}]}\n",
                 "plans\ncare plans\n");
    /* neither has a date; one has */
    check_tables("  - {measure: plans}\n  - {measure: care}\n", "plans care\n");
    check_tables("  - {measure: plans}\n  - {measure: care, as_at: 2012}\n", "plans\ncare\n");
    check_tables("  - {measure: plans, as_at: 2012}\n  - {measure: care, as_at: from 2012}\n",
                 "plans\ncare\n");
}

static void only_figures_alike_share_a_table(void **state)
{
    (void)state;
    check_tables("  - {measure: plans, reference: Census}\n  - {measure: care}\n", "plans\ncare\n");
    check_tables("  - {measure: plans, nature: provisional}\n  - {measure: care}\n",
                 "plans\ncare\n");
    check_tables("  - {measure: plans, nature: actual}\n  - {measure: care}\n", "plans care\n");
    check_tables("  - {measure: plans, areas: [{area: north}]}\n"
                 "  - {measure: care, areas: [{area: south}]}\n",
                 "plans\ncare\n");
    /* measures without a group stand alone */
    check_tables("  - {measure: share}\n  - {measure: share}\n", "share\nshare\n");
}

/* ------------------------------------------------------------------ years side by side */

/* A year table as "measure board: area cells; ... (silent)", a cell as its figure, its reason or ?.
 */
static const char *year_tables_of(struct draft *draft, const struct trust *trust)
{
    struct buf told = {0};
    buf_add_string(&told, "");
    for (unsigned t = 0; t < trust->year_tables.count; t++) {
        const struct year_table *table =
            (const struct year_table *)trust->year_tables.items[t].as.record;
        buf_printf(&told, "%.*s %.*s:", STR_ARGS(value_record(&table->measure)->id),
                   STR_ARGS(value_record(&table->board)->id));
        for (unsigned r = 0; r < table->rows.count; r++) {
            const struct year_row *row = (const struct year_row *)table->rows.items[r].as.record;
            const struct record *area = value_record(&row->area);
            buf_printf(&told, " %.*s", STR_ARGS(area ? area->id : STR("all")));
            for (unsigned c = 0; c < row->cells.count; c++) {
                const struct year_cell *cell =
                    (const struct year_cell *)row->cells.items[c].as.record;
                buf_add_char(&told, ' ');
                if (value_is_given(&cell->value))
                    figure_write_plain(cell->value.items[0].as.figure, &told);
                else
                    buf_add_string(&told, value_is_given(&cell->missing) ? "blank" : "?");
            }
            buf_add_char(&told, ';');
        }
        buf_printf(&told, " (%s)\n", draft_ids(draft, &table->silent));
    }
    const char *kept = arena_copy(draft->arena, buf_str(&told)).ptr;
    buf_free(&told);
    return kept;
}

static void years_stand_side_by_side(void **state)
{
    struct draft *draft = annual_draft();
    (void)state;
    draft_add_summary(
        draft, "2014-15",
        "board: new\nfigures:\n"
        "  - {measure: plans, total: 9, areas: [{area: west, value: 7}, {area: north, "
        "missing: blank}]}\n"
        "  - {measure: care, total: 1}\n");
    draft_add_summary(draft, "2012-13",
                      "board: new\nfigures: [{measure: plans, areas: [{area: north, value: 0}, "
                      "{area: south, value: 2}]}]\n");
    draft_add_summary(draft, "2013-14", "board: new\n");
    draft_add_summary(draft, "2011-12", "board: old\nfigures: [{measure: plans, total: 5}]\n");
    draft_settle(draft);
    struct records *edition = draft_edition(draft, audience_public, 20200101);
    assert_string_equal(draft_ids(draft, &edition->trust->years),
                        "2011-12 2012-13 2013-14 2014-15");
    /* zero, blank and not stated are three things; the old board's year is no column of the new's
     */
    assert_string_equal(year_tables_of(draft, edition->trust),
                        "plans new: north 0 blank; south 2 ?; west ? 7; all ? 9; (2013-14)\n");
    assert_int_equal(edition->trust->single_figures.count, 2);
    draft_free(draft);
}

static void one_year_has_no_page_of_years(void **state)
{
    struct draft *draft = annual_draft();
    (void)state;
    draft_add_summary(draft, "2012-13", "board: new\nfigures: [{measure: plans, total: 5}]\n");
    draft_settle(draft);
    struct records *edition = draft_edition(draft, audience_public, 20200101);
    assert_false(value_is_given(&edition->trust->years));
    assert_false(value_is_given(&edition->trust->single_figures));
    draft_free(draft);
}

static void parts_are_marked_year_by_year(void **state)
{
    struct draft *draft = annual_draft();
    (void)state;
    draft_add_summary(draft, "2012-13", "board: new\nforeword: F.\n");
    draft_add_summary(draft, "2013-14", "board: new\ntraining: {value: T., audience: members}\n");
    draft_settle(draft);
    const struct trust *trust = draft_edition(draft, audience_public, 20200101)->trust;
    struct buf told = {0};
    for (unsigned i = 0; i < trust->year_parts.count; i++) {
        const struct year_part *row =
            (const struct year_part *)trust->year_parts.items[i].as.record;
        buf_add_string(&told, names_of(draft, &row->part));
        for (unsigned m = 0; m < row->marks.count; m++) {
            const struct year_mark *mark = (const struct year_mark *)row->marks.items[m].as.record;
            buf_add_string(&told, value_flag(&mark->stated)     ? " stated"
                                  : value_flag(&mark->withheld) ? " withheld"
                                                                : " not");
        }
        buf_add_string(&told, "\n");
    }
    assert_string_equal(told.ptr, "foreword stated not\ntraining not withheld\n");
    assert_int_equal(trust->silent_parts.count, choices_of(CHOICES_summary_part)->count - 2);
    buf_free(&told);
    draft_free(draft);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_rule_is_told_where_it_is_broken),
        cmocka_unit_test(no_report_is_missing_from_before_a_board_began),
        cmocka_unit_test(every_part_is_a_field_of_the_summary),
        cmocka_unit_test(a_summary_says_what_it_lacks),
        cmocka_unit_test(a_year_of_which_nothing_is_told_says_so),
        cmocka_unit_test(figures_of_one_date_share_a_table),
        cmocka_unit_test(only_figures_alike_share_a_table),
        cmocka_unit_test(years_stand_side_by_side),
        cmocka_unit_test(one_year_has_no_page_of_years),
        cmocka_unit_test(parts_are_marked_year_by_year),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
