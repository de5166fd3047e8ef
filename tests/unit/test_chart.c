/* test_chart.c: figures are placed by time and value, lines join only what followed one on the
 * other, and over many made-up series nothing overlaps and nothing stands outside. */
#include "concordat/svg/chart.h"
#include "concordat/svg/diagram.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* A chart with room for what a test puts into it. */
struct sample {
    struct arena *arena;
    struct chart chart;
    struct chart_figure figures[CHART_MOST_POINTS + 1];
};

static struct sample *sample_new(void)
{
    struct arena *arena = arena_new();
    struct sample *sample = arena_alloc(arena, sizeof *sample);
    sample->arena = arena;
    sample->chart.figures = sample->figures;
    sample->chart.words = (struct figure_words){STR(","), STR("."), STR("-")};
    return sample;
}

static void sample_free(struct sample *sample)
{
    arena_free(sample->arena);
}

/* Adds a figure of a year; 0 for none. */
static void add(struct sample *sample, enum chart_part part, const char *value, long year)
{
    struct chart_figure *figure = &sample->figures[sample->chart.count++];
    *figure = (struct chart_figure){
        .part = part,
        .value_words = str_of(arena_printf(sample->arena, "%s", value)),
        .dated = year > 0,
        .time = year,
        .time_words = year > 0 ? str_of(arena_printf(sample->arena, "%ld", year)) : STR("")};
    if (part != CHART_GAP)
        assert_true(figure_parse(str_of(value), &figure->value));
}

static void add_years(struct sample *sample, const long *years, size_t count)
{
    for (size_t i = 0; i < count; i++)
        add(sample, CHART_RESULT, "10", years[i]);
}

static bool lay_out(struct sample *sample)
{
    return chart_lay_out(sample->arena, &sample->chart);
}

/* The scale, from the lowest line up. */
static void assert_scale(const struct sample *sample, const char *expected)
{
    struct buf words = {0};
    for (size_t i = 0; i < sample->chart.grid_count; i++)
        buf_printf(&words, "%s%.*s", i > 0 ? " " : "", STR_ARGS(sample->chart.scale[i].text));
    assert_string_equal(words.ptr, expected);
    buf_free(&words);
}

/* ------------------------------------------------------------------ what is drawn */

static void one_figure_is_no_chart(void **state)
{
    struct sample *sample = sample_new();
    (void)state;
    assert_false(lay_out(sample));
    add(sample, CHART_RESULT, "4", 2006);
    assert_false(lay_out(sample));
    add(sample, CHART_GAP, "", 2007);
    assert_false(lay_out(sample));
    add(sample, CHART_TARGET, "9", 0);
    assert_true(lay_out(sample));
    sample_free(sample);
}

static void too_many_figures_are_not_drawn(void **state)
{
    struct sample *sample = sample_new();
    (void)state;
    for (int i = 0; i < CHART_MOST_POINTS; i++)
        add(sample, CHART_RESULT, "1", 1900 + i);
    assert_true(lay_out(sample));
    sample->chart.figures = sample->figures;
    add(sample, CHART_RESULT, "1", 1990);
    assert_false(lay_out(sample));
    sample_free(sample);
}

/* ------------------------------------------------------------------ the scale */

/* Lays out a chart of three results, and holds its scale against what is expected. */
static void check_scale(const char *const values[3], const char *scale, bool cropped)
{
    struct sample *sample = sample_new();
    for (int k = 0; k < 3; k++)
        add(sample, CHART_RESULT, values[k], 2001 + k);
    assert_true(lay_out(sample));
    assert_scale(sample, scale);
    assert_int_equal(sample->chart.cropped, cropped);
    size_t zeros = 0;
    for (size_t g = 0; g < sample->chart.grid_count; g++)
        zeros += sample->chart.grid[g].zero;
    assert_int_equal(zeros, cropped ? 0 : 1);
    for (size_t i = 0; i < sample->chart.count; i++)
        assert_in_range(sample->chart.figures[i].y,
                        sample->chart.grid[sample->chart.grid_count - 1].y,
                        sample->chart.grid[0].y);
    sample_free(sample);
}

static void the_scale_holds_zero_and_every_figure(void **state)
{
    static const struct {
        const char *values[3];
        const char *scale;
    } cases[] = {
        {{"32.0", "17.6", "25.6"}, "0 10 20 30 40"},
        {{"100", "66", "80"}, "0 20 40 60 80 100"}, /* just less than a third is left */
        {{"66", "66", "66"}, "0 20 40 60 80"},      /* nothing moved: nothing to look closer at */
        {{"18", "16", "11"}, "0 5 10 15 20"},
        {{"0", "0", "0"}, "0 1"},
        {{"0", "1", "1"}, "0 1"},
        {{"0.2", "0.45", "0.3"}, "0.0 0.1 0.2 0.3 0.4 0.5"},
        {{"-3", "4", "0"}, "-4 -2 0 2 4"},
        {{"-20", "-35", "-5"}, "-40 -30 -20 -10 0"},
        {{"12000000", "9000000", "1"}, "0 5,000,000 10,000,000 15,000,000"},
        {{"99999999999999", "1", "1"},
         "0 20,000,000,000,000 40,000,000,000,000 60,000,000,000,000 80,000,000,000,000 "
         "100,000,000,000,000"},
        {{"0.6", "0.2", "0.4"}, "0.0 0.2 0.4 0.6"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        check_scale(cases[i].values, cases[i].scale, false);
}

static void figures_close_together_and_far_from_zero_crop_the_scale(void **state)
{
    static const struct {
        const char *values[3];
        const char *scale;
    } cases[] = {
        {{"64.5", "66.1", "69"}, "62 64 66 68 70"},
        {{"60", "80", "70"}, "50 60 70 80"},
        {{"41.2", "38.0", "30"}, "20 25 30 35 40 45"},
        {{"97", "98", "98"}, "88 90 92 94 96 98"}, /* a tenth of 98, and no less */
        {{"1000.0", "1000.1", "1000"}, "900 950 1,000 1,050"},
        {{"-30", "-35", "-33"}, "-36 -34 -32 -30 -28 -26"},
        {{"12000000", "11000000", "11500000"}, "10,500,000 11,000,000 11,500,000 12,000,000"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        check_scale(cases[i].values, cases[i].scale, true);
}

static void a_target_far_away_keeps_zero(void **state)
{
    struct sample *sample = sample_new();
    (void)state;
    add(sample, CHART_RESULT, "96", 2005);
    add(sample, CHART_RESULT, "97", 2006);
    add(sample, CHART_TARGET, "50", 0);
    assert_true(lay_out(sample));
    assert_false(sample->chart.cropped);
    assert_scale(sample, "0 20 40 60 80 100");
    sample_free(sample);
}

static void zero_is_a_point_on_the_line_of_zero(void **state)
{
    struct sample *sample = sample_new();
    (void)state;
    add(sample, CHART_BASELINE, "0", 2005);
    add(sample, CHART_GAP, "", 2006);
    add(sample, CHART_RESULT, "55", 2007);
    assert_true(lay_out(sample));
    assert_true(sample->chart.figures[0].placed);
    assert_int_equal(sample->chart.figures[0].y, sample->chart.grid[0].y);
    /* a gap is below it, where no figure can be */
    assert_true(sample->chart.figures[1].placed);
    assert_true(sample->chart.figures[1].y > sample->chart.grid[0].y + 5);
    sample_free(sample);
}

/* ------------------------------------------------------------------ time */

static void figures_are_as_far_apart_as_their_times(void **state)
{
    struct sample *sample = sample_new();
    (void)state;
    add(sample, CHART_TARGET, "17.6", 2010);
    add(sample, CHART_RESULT, "25.6", 2004);
    add(sample, CHART_BASELINE, "32.0", 1998);
    assert_true(lay_out(sample));
    const struct chart_figure *figures = sample->chart.figures;
    assert_false(sample->chart.in_order);
    assert_int_equal(figures[0].part, CHART_BASELINE);
    assert_int_equal(figures[2].part, CHART_TARGET);
    int halves = 2 * figures[1].x - figures[0].x - figures[2].x;
    assert_true(halves >= -1 && halves <= 1);
    sample_free(sample);
}

static void a_figure_without_time_puts_all_in_order(void **state)
{
    struct sample *sample = sample_new();
    (void)state;
    add(sample, CHART_BASELINE, "32.0", 1998);
    add(sample, CHART_RESULT, "25.6", 0);
    add(sample, CHART_RESULT, "24", 2007);
    add(sample, CHART_TARGET, "17.6", 2010);
    assert_true(lay_out(sample));
    const struct chart_figure *figures = sample->chart.figures;
    assert_true(sample->chart.in_order);
    assert_int_equal(sample->chart.line_count, 0);
    for (int i = 1; i < 4; i++)
        assert_true(figures[i].placed && figures[i].x > figures[i - 1].x);
    sample_free(sample);
}

static void a_target_without_time_is_a_height(void **state)
{
    struct sample *sample = sample_new();
    (void)state;
    add(sample, CHART_BASELINE, "40", 2005);
    add(sample, CHART_RESULT, "50", 2006);
    add(sample, CHART_TARGET, "60", 0);
    assert_true(lay_out(sample));
    const struct chart_figure *target = &sample->chart.figures[2];
    assert_false(sample->chart.in_order);
    assert_int_equal(target->part, CHART_TARGET);
    assert_false(target->placed);
    assert_int_equal(sample->chart.guide_count, 1);
    assert_int_equal(sample->chart.guides[0].y, target->y);
    sample_free(sample);
}

/* As many days as figure_time counts to 2008: a place counted from no time would be that far off.
 */
static void a_target_without_time_lies_in_the_chart(void **state)
{
    enum { DAY = 2008 * 372 };
    struct sample *sample = sample_new();
    (void)state;
    add(sample, CHART_RESULT, "50", DAY);
    add(sample, CHART_RESULT, "55", DAY + 1);
    add(sample, CHART_TARGET, "60", 0);
    assert_true(lay_out(sample));
    for (size_t i = 0; i < sample->chart.count; i++)
        assert_true(sample->chart.figures[i].x >= 0 && sample->chart.figures[i].x <= 1000);
    sample_free(sample);
}

static void figures_of_one_time_share_a_place(void **state)
{
    struct sample *sample = sample_new();
    (void)state;
    add(sample, CHART_RESULT, "80", 2007);
    add(sample, CHART_TARGET, "90", 2007);
    assert_true(lay_out(sample));
    assert_int_equal(sample->chart.figures[0].x, sample->chart.figures[1].x);
    assert_int_equal(sample->chart.time_count, 1);
    sample_free(sample);
}

/* ------------------------------------------------------------------ lines */

static void lines_join_what_followed_one_on_the_other(void **state)
{
    struct sample *sample = sample_new();
    const long years[] = {2001, 2002, 2003, 2006, 2007};
    (void)state;
    add_years(sample, years, 5);
    assert_true(lay_out(sample));
    /* 2001-2002, 2002-2003, 2006-2007: three years without a figure are a gap */
    assert_int_equal(sample->chart.line_count, 3);
    sample_free(sample);
}

static void a_gap_breaks_the_line(void **state)
{
    struct sample *sample = sample_new();
    (void)state;
    add(sample, CHART_BASELINE, "10", 2004);
    add(sample, CHART_GAP, "", 2005);
    add(sample, CHART_RESULT, "12", 2006);
    add(sample, CHART_RESULT, "13", 2007);
    assert_true(lay_out(sample));
    assert_int_equal(sample->chart.line_count, 1);
    assert_int_equal(sample->chart.lines[0].x, sample->chart.figures[2].x);
    sample_free(sample);
}

static void a_target_is_not_joined(void **state)
{
    struct sample *sample = sample_new();
    (void)state;
    add(sample, CHART_BASELINE, "10", 2004);
    add(sample, CHART_TARGET, "20", 2005);
    add(sample, CHART_TARGET, "30", 2006);
    assert_true(lay_out(sample));
    assert_int_equal(sample->chart.line_count, 0);
    assert_int_equal(sample->chart.guide_count, 0); /* which of the two would it be? */
    sample_free(sample);
}

static void targets_alone_are_drawn_and_not_joined(void **state)
{
    struct sample *sample = sample_new();
    (void)state;
    add(sample, CHART_TARGET, "-5", 2005);
    assert_false(lay_out(sample)); /* one height is told in words */
    sample->chart.figures = sample->figures;
    add(sample, CHART_TARGET, "2000000", 2012);
    assert_true(lay_out(sample));
    assert_int_equal(sample->chart.line_count, 0);
    assert_int_equal(sample->chart.time_count, 2);
    for (size_t i = 0; i < sample->chart.count; i++)
        assert_true(sample->chart.figures[i].placed);
    assert_true(sample->chart.figures[0].y > sample->chart.figures[1].y);
    sample_free(sample);
}

static void a_forecast_is_led_to_by_a_dashed_line(void **state)
{
    struct sample *sample = sample_new();
    (void)state;
    add(sample, CHART_RESULT, "10", 2004);
    add(sample, CHART_RESULT, "11", 2005);
    add(sample, CHART_FORECAST, "12", 2006);
    add(sample, CHART_FORECAST, "13", 2007);
    assert_true(lay_out(sample));
    assert_int_equal(sample->chart.line_count, 3);
    assert_false(sample->chart.lines[0].dashed);
    assert_true(sample->chart.lines[1].dashed);
    assert_true(sample->chart.lines[2].dashed);
    sample_free(sample);
}

static void no_result_is_joined_to_a_forecast_before_it(void **state)
{
    struct sample *sample = sample_new();
    (void)state;
    add(sample, CHART_RESULT, "10", 2004);
    add(sample, CHART_FORECAST, "15", 2005);
    add(sample, CHART_RESULT, "11", 2005);
    add(sample, CHART_RESULT, "12", 2006);
    assert_true(lay_out(sample));
    assert_int_equal(sample->chart.line_count, 3);
    assert_int_equal(sample->chart.lines[2].y, sample->chart.figures[2].y);
    sample_free(sample);
}

static void two_figures_of_one_time_are_not_joined(void **state)
{
    struct sample *sample = sample_new();
    (void)state;
    add(sample, CHART_BASELINE, "4.6", 2004);
    add(sample, CHART_BASELINE, "15.1", 2004);
    add(sample, CHART_RESULT, "12", 2005);
    assert_true(lay_out(sample));
    assert_int_equal(sample->chart.line_count, 0);
    sample_free(sample);
}

/* ------------------------------------------------------------------ words */

struct area {
    int left;
    int top;
    int right;
    int bottom;
};

static struct area area_of(const struct chart_words *words, int width)
{
    int half = diagram_text_width(words->text, 12, false) / 2;
    int x = words->x * width / 1000 + words->shift;
    return (struct area){x - half, words->y - 9, x + half, words->y + 1};
}

static bool meet(struct area a, struct area b)
{
    return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}

/* What of a list is shown at a width does not overlap, and lies in the chart. */
static void assert_apart(const struct chart *chart, const struct chart_words *list, size_t count,
                         int width)
{
    for (size_t i = 0; i < count; i++) {
        if (list[i].room == ROOM_WIDE && width < CHART_WIDE)
            continue;
        struct area area = area_of(&list[i], width);
        assert_true(area.left >= 0 && area.right <= width);
        assert_true(area.top >= 0 && area.bottom <= chart->height);
        for (size_t k = 0; k < i; k++)
            if (list[k].room == ROOM_ALWAYS || width >= CHART_WIDE)
                assert_false(meet(area, area_of(&list[k], width)));
    }
}

static unsigned next_number(unsigned *state)
{
    *state = *state * 1103515245u + 12345u;
    return *state >> 16 & 0x7fff;
}

static enum chart_part kind_of(const struct chart_figure *figure)
{
    return figure->part == CHART_PROVISIONAL ? CHART_RESULT : figure->part;
}

/* The last figure of each kind is lettered at every width. */
static void assert_key_figures(const struct chart *chart)
{
    for (size_t i = 0; i < chart->count; i++) {
        const struct chart_figure *figure = &chart->figures[i];
        bool found = figure->part == CHART_GAP;
        for (size_t k = i + 1; k < chart->count && !found; k++)
            found = kind_of(&chart->figures[k]) == kind_of(figure);
        for (size_t k = 0; k < chart->value_count && !found; k++)
            found = chart->values[k].room == ROOM_ALWAYS &&
                    str_equal(chart->values[k].text, figure->value_words);
        assert_true(found);
    }
}

/* Whatever the series, what is drawn lies in the chart and the words lie apart. */
static void awkward_series_stay_in_their_place(void **state)
{
    unsigned seed = 7;
    (void)state;
    for (int run = 0; run < 600; run++) {
        struct sample *sample = sample_new();
        unsigned count = 2 + next_number(&seed) % 14;
        for (unsigned i = 0; i < count; i++) {
            char value[24];
            unsigned magnitude = next_number(&seed) % 7;
            long number = (long)next_number(&seed) % 1000;
            for (unsigned m = 0; m < magnitude; m++)
                number *= 10;
            snprintf(value, sizeof value, "%s%ld.%u", next_number(&seed) % 5 == 0 ? "-" : "",
                     number, next_number(&seed) % 10);
            bool dated = next_number(&seed) % 40 != 0;
            add(sample, (enum chart_part)(next_number(&seed) % CHART_PARTS), value,
                dated ? 1990 + (long)next_number(&seed) % 25 : 0);
        }
        if (lay_out(sample)) {
            const struct chart *chart = &sample->chart;
            for (size_t i = 0; i < chart->count; i++)
                if (chart->figures[i].placed)
                    assert_true(chart->figures[i].x >= 0 && chart->figures[i].x <= 1000 &&
                                chart->figures[i].y >= 0 && chart->figures[i].y < chart->height);
            assert_key_figures(chart);
            const int widths[] = {CHART_NARROW, CHART_WIDE, 700};
            for (size_t w = 0; w < 3; w++) {
                assert_apart(chart, chart->times, chart->time_count, widths[w]);
                assert_apart(chart, chart->values, chart->value_count, widths[w]);
            }
        }
        sample_free(sample);
    }
}

static void the_largest_beside_the_finest_figure_has_a_scale(void **state)
{
    struct sample *sample = sample_new();
    (void)state;
    add(sample, CHART_RESULT, "0.000001", 2001);
    add(sample, CHART_RESULT, "99999999999999", 2002);
    assert_true(lay_out(sample));
    assert_in_range(sample->chart.grid_count, 2, 7);
    assert_string_equal(sample->chart.scale[0].text.ptr, "0");
    sample_free(sample);
}

static void the_latest_result_and_the_target_are_lettered(void **state)
{
    struct sample *sample = sample_new();
    bool latest = false;
    bool target = false;
    size_t narrow = 0;
    (void)state;
    for (int i = 0; i < 20; i++)
        add(sample, CHART_RESULT, i == 19 ? "77" : "76", 1990 + i);
    add(sample, CHART_TARGET, "95", 2012);
    assert_true(lay_out(sample));
    for (size_t i = 0; i < sample->chart.value_count; i++) {
        bool always = sample->chart.values[i].room == ROOM_ALWAYS;
        latest = latest || (always && str_is(sample->chart.values[i].text, "77"));
        target = target || (always && str_is(sample->chart.values[i].text, "95"));
        narrow += always;
    }
    assert_true(latest && target);
    assert_true(narrow < 21); /* not all have room on a phone */
    sample_free(sample);
}

/* The values of a crowded end of a chart, and where each is lettered about its mark. */
static void a_forecast_beside_its_target_is_told_apart(void **state)
{
    struct sample *sample = sample_new();
    const struct chart_words *found[2] = {NULL, NULL};
    (void)state;
    add(sample, CHART_BASELINE, "41.2", 1998);
    add(sample, CHART_RESULT, "38.0", 2007);
    add(sample, CHART_RESULT, "36.5", 2008);
    add(sample, CHART_RESULT, "37.1", 2009);
    add(sample, CHART_PROVISIONAL, "34.9", 2010);
    add(sample, CHART_FORECAST, "32.5", 2011);
    add(sample, CHART_TARGET, "30", 2011);
    assert_true(lay_out(sample));
    const struct chart *chart = &sample->chart;
    for (size_t i = 0; i < chart->value_count; i++) {
        if (str_is(chart->values[i].text, "32.5"))
            found[0] = &chart->values[i];
        if (str_is(chart->values[i].text, "30"))
            found[1] = &chart->values[i];
    }
    assert_non_null(found[0]);
    assert_non_null(found[1]);
    assert_true(found[0]->shift > 0);                   /* beside its mark */
    assert_true(found[1]->y > chart->figures[6].y + 9); /* below its mark */
    assert_key_figures(chart);
    sample_free(sample);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(one_figure_is_no_chart),
        cmocka_unit_test(too_many_figures_are_not_drawn),
        cmocka_unit_test(the_scale_holds_zero_and_every_figure),
        cmocka_unit_test(figures_close_together_and_far_from_zero_crop_the_scale),
        cmocka_unit_test(a_target_far_away_keeps_zero),
        cmocka_unit_test(zero_is_a_point_on_the_line_of_zero),
        cmocka_unit_test(figures_are_as_far_apart_as_their_times),
        cmocka_unit_test(a_figure_without_time_puts_all_in_order),
        cmocka_unit_test(a_target_without_time_is_a_height),
        cmocka_unit_test(a_target_without_time_lies_in_the_chart),
        cmocka_unit_test(figures_of_one_time_share_a_place),
        cmocka_unit_test(lines_join_what_followed_one_on_the_other),
        cmocka_unit_test(a_gap_breaks_the_line),
        cmocka_unit_test(a_target_is_not_joined),
        cmocka_unit_test(targets_alone_are_drawn_and_not_joined),
        cmocka_unit_test(a_forecast_is_led_to_by_a_dashed_line),
        cmocka_unit_test(no_result_is_joined_to_a_forecast_before_it),
        cmocka_unit_test(two_figures_of_one_time_are_not_joined),
        cmocka_unit_test(awkward_series_stay_in_their_place),
        cmocka_unit_test(the_largest_beside_the_finest_figure_has_a_scale),
        cmocka_unit_test(a_forecast_beside_its_target_is_told_apart),
        cmocka_unit_test(the_latest_result_and_the_target_are_lettered),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
