/* test_timeline.c: a timeline is to scale, its labels stand in the order of time and none on
 * another, whatever its dates are, and the same events always give the same drawing. */
#include "concordat/base/date.h"
#include "concordat/svg/timeline.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { MOST = TIMELINE_MOST_EVENTS + 1 };

struct sample {
    struct arena *arena;
    struct timeline timeline;
    struct timeline_event events[MOST];
};

static struct sample *sample_new(void)
{
    struct arena *arena = arena_new();
    struct sample *sample = arena_alloc(arena, sizeof *sample);
    sample->arena = arena;
    sample->timeline.events = sample->events;
    return sample;
}

static struct timeline_event *add(struct sample *sample, enum timeline_kind kind, const char *first,
                                  const char *last, const char *title)
{
    struct timeline_event *event = &sample->events[sample->timeline.event_count++];
    struct date date;
    const char *problem;
    *event = (struct timeline_event){
        .kind = kind, .last = TIMELINE_OPEN, .words = STR("Done"), .title = str_of(title)};
    if (first && date_parse(str_of(first), &date, &problem))
        event->first = date_earliest(&date);
    if (last && date_parse(str_of(last), &date, &problem))
        event->last = date_latest(&date);
    return event;
}

static void lay_out(struct sample *sample)
{
    assert_true(timeline_lay_out(sample->arena, &sample->timeline));
}

/* ------------------------------------------------------------------ what must hold of any drawing
 */

static int top_of(const struct timeline_event *event)
{
    return event->at.y - 7;
}

static int bottom_of(const struct timeline_event *event)
{
    return event->texts[event->text_count - 1].y + 3;
}

static void check_label(const struct timeline *timeline, const struct timeline_event *event)
{
    assert_true(event->text_count > 0);
    assert_true(top_of(event) >= 0);
    assert_true(bottom_of(event) <= timeline->height);
    for (size_t i = 0; i < event->text_count; i++) {
        const struct diagram_text *text = &event->texts[i];
        int size = text->strong ? TIMELINE_TITLE_SIZE : TIMELINE_WORDS_SIZE;
        assert_true(text->x + diagram_text_width(text->text, size, false) <= timeline->width);
        assert_true(i == 0 || text->y >= event->texts[i - 1].y + 14);
    }
}

static void check_drawing(const struct timeline *timeline)
{
    assert_int_equal(timeline->width, TIMELINE_WIDTH);
    for (size_t i = 0; i < timeline->event_count; i++) {
        const struct timeline_event *event = &timeline->events[timeline->order[i]];
        check_label(timeline, event);
        assert_true(event->y >= 0 && event->height > 0);
        assert_true(event->y + event->height <= timeline->height);
        assert_true(event->anchor >= event->y && event->anchor <= event->y + event->height);
        if (event->kind != TIMELINE_RULE)
            assert_true(event->x >= timeline->scale_x && event->x < timeline->leaders_x);
        if (i == 0)
            continue;
        const struct timeline_event *before = &timeline->events[timeline->order[i - 1]];
        assert_true(before->anchor <= event->anchor);
        assert_true(bottom_of(before) < top_of(event));
    }
    for (size_t i = 1; i < timeline->year_count; i++) {
        assert_true(timeline->years[i - 1].year < timeline->years[i].year);
        assert_true(timeline->years[i - 1].y < timeline->years[i].y);
        if (timeline->years[i - 1].named && timeline->years[i].named)
            assert_true(timeline->years[i].y - timeline->years[i - 1].y >= 14);
    }
}

/* ------------------------------------------------------------------ scale */

static void time_runs_down_to_scale(void **state)
{
    (void)state;
    struct sample *sample = sample_new();
    add(sample, TIMELINE_MARK, "2008-01-01", "2008-01-01", "First");
    add(sample, TIMELINE_MARK, "2009-01-01", "2009-01-01", "A year later");
    add(sample, TIMELINE_MARK, "2009-07-02", "2009-07-02", "Half a year later");
    lay_out(sample);
    check_drawing(&sample->timeline);
    int year = sample->events[1].anchor - sample->events[0].anchor;
    int half = sample->events[2].anchor - sample->events[1].anchor;
    assert_int_equal(sample->timeline.cut_count, 0);
    assert_true(year > 60);
    assert_true(abs(year - 2 * half) <= 2);
    assert_int_equal(sample->timeline.year_count, 2);
    assert_int_equal(sample->timeline.years[0].year, 2008);
    assert_true(abs(sample->timeline.years[1].y - sample->events[1].anchor) <= 4);
    arena_free(sample->arena);
}

static void a_day_is_a_point_and_a_year_a_span(void **state)
{
    (void)state;
    struct sample *sample = sample_new();
    add(sample, TIMELINE_MARK, "2008", "2008", "A year");
    add(sample, TIMELINE_MARK, "2009-06", "2009-06", "A month");
    add(sample, TIMELINE_MARK, "2010-01-01", "2010-01-01", "A day");
    lay_out(sample);
    assert_int_equal(sample->events[2].height, 8);
    assert_true(sample->events[0].height > 8 * sample->events[2].height);
    assert_true(sample->events[1].height >= 8);
    arena_free(sample->arena);
}

static void an_open_end_is_an_arrow_of_one_length(void **state)
{
    (void)state;
    struct sample *sample = sample_new();
    struct timeline_event *by = add(sample, TIMELINE_MARK, NULL, "by 2009-06", "By");
    struct timeline_event *from = add(sample, TIMELINE_MARK, "from 2007-06", NULL, "From");
    struct timeline_event *bar = add(sample, TIMELINE_BAR, "2008", NULL, "Phase");
    lay_out(sample);
    check_drawing(&sample->timeline);
    assert_int_equal(by->height, from->height);
    assert_true(by->anchor > by->y + by->height / 2); /* the firm end is the later one */
    assert_true(from->anchor < from->y + from->height / 2);
    assert_int_equal(bar->y + bar->height, sample->timeline.axis_bottom);
    struct buf path = {0};
    timeline_write_mark(by, &path);
    assert_true(str_find(buf_str(&path), 'z', 0) == path.len); /* a stroke, no area */
    buf_free(&path);
    arena_free(sample->arena);
}

static void long_stretches_are_cut_where_the_scale_were_too_small(void **state)
{
    (void)state;
    struct sample *sample = sample_new();
    add(sample, TIMELINE_MARK, "1889-04", "1889-04", "Long ago");
    add(sample, TIMELINE_MARK, "2008-01", "2008-01", "January");
    add(sample, TIMELINE_MARK, "2008-07", "2008-07", "July");
    lay_out(sample);
    check_drawing(&sample->timeline);
    assert_int_equal(sample->timeline.cut_count, 1);
    assert_true(sample->events[2].anchor - sample->events[1].anchor > 20);
    assert_true(sample->timeline.cuts[0] > sample->events[0].anchor);
    assert_true(sample->timeline.cuts[0] < sample->events[1].anchor);
    assert_int_equal(sample->timeline.year_count, 2); /* none that lies in the cut */
    assert_int_equal(sample->timeline.years[0].year, 1889);
    assert_int_equal(sample->timeline.years[1].year, 2008);
    assert_true(abs(sample->timeline.years[1].y - sample->events[1].anchor) <= 6);
    struct buf path = {0};
    timeline_write_cuts(&sample->timeline, &path);
    assert_true(path.len > 0);
    buf_free(&path);
    arena_free(sample->arena);
}

static void no_more_is_cut_than_need_be(void **state)
{
    (void)state;
    struct sample *sample = sample_new();
    add(sample, TIMELINE_MARK, "1989-11-16", "1989-11-16", "Long ago");
    add(sample, TIMELINE_MARK, "2004", "2004", "A year");
    add(sample, TIMELINE_MARK, "2006-07", "2006-07", "A month");
    add(sample, TIMELINE_MARK, "2009-07", "2009-07", "Another");
    lay_out(sample);
    check_drawing(&sample->timeline);
    assert_int_equal(sample->timeline.cut_count, 1);
    assert_true(sample->timeline.cuts[0] < sample->events[1].y);
    arena_free(sample->arena);
}

/* ------------------------------------------------------------------ lanes and labels */

static void overlapping_bars_and_spans_stand_side_by_side(void **state)
{
    (void)state;
    struct sample *sample = sample_new();
    add(sample, TIMELINE_BAR, "2006", "2008", "Phase 1");
    add(sample, TIMELINE_BAR, "2007", "2009", "Phase 2");
    add(sample, TIMELINE_BAR, "2010", "2011", "Phase 3");
    add(sample, TIMELINE_MARK, "2007", "2007", "A year");
    add(sample, TIMELINE_MARK, "summer 2007", "summer 2007", "A summer");
    lay_out(sample);
    check_drawing(&sample->timeline);
    assert_true(sample->events[0].x < sample->events[1].x); /* the earlier at the left */
    assert_int_equal(sample->events[1].x, sample->events[2].x);
    assert_true(sample->events[3].x < sample->events[4].x);
    assert_true(sample->events[1].x < sample->events[3].x);
    arena_free(sample->arena);
}

static void events_of_one_time_share_its_mark(void **state)
{
    (void)state;
    struct sample *sample = sample_new();
    add(sample, TIMELINE_MARK, "2007-05", "2007-05", "One");
    add(sample, TIMELINE_MARK, "2007-05", "2007-05", "Two");
    add(sample, TIMELINE_MARK, "2007-05-01", "2007-05-01", "Three");
    lay_out(sample);
    check_drawing(&sample->timeline);
    assert_false(sample->events[0].shares_mark);
    assert_true(sample->events[1].shares_mark);
    assert_false(sample->events[2].shares_mark);
    assert_int_equal(sample->events[0].x, sample->events[1].x);
    assert_int_not_equal(sample->events[0].x, sample->events[2].x);
    arena_free(sample->arena);
}

static void a_label_with_room_stands_at_its_mark(void **state)
{
    (void)state;
    struct sample *sample = sample_new();
    add(sample, TIMELINE_MARK, "2004-01-01", "2004-01-01", "First");
    add(sample, TIMELINE_MARK, "2009-01-01", "2009-01-01", "Last");
    add(sample, TIMELINE_RULE, "2006-06-30", "2006-06-30", "As of");
    lay_out(sample);
    for (size_t i = 0; i < 3; i++)
        assert_int_equal(sample->events[i].at.y, sample->events[i].anchor);
    struct buf path = {0};
    timeline_write_mark(&sample->events[2], &path);
    assert_int_equal(path.len, 0); /* the line across is its leader */
    buf_free(&path);
    arena_free(sample->arena);
}

/* ------------------------------------------------------------------ hostile events */

static void what_cannot_be_drawn_is_refused(void **state)
{
    (void)state;
    struct sample *sample = sample_new();
    assert_false(timeline_lay_out(sample->arena, &sample->timeline));
    add(sample, TIMELINE_MARK, NULL, NULL, "Never");
    assert_false(timeline_lay_out(sample->arena, &sample->timeline));
    sample->timeline.event_count = 0;
    for (int i = 0; i <= TIMELINE_MOST_EVENTS; i++)
        add(sample, TIMELINE_MARK, "2007", "2007", "Again");
    assert_false(timeline_lay_out(sample->arena, &sample->timeline));
    sample->timeline.event_count--;
    assert_true(timeline_lay_out(sample->arena, &sample->timeline));
    check_drawing(&sample->timeline);
    arena_free(sample->arena);
}

static void the_ends_of_time_are_drawn(void **state)
{
    (void)state;
    static const char *const days[] = {"1000-01-01", "1000",       "9999-12-30",
                                       "9999-12",    "2007-02-29", "1582-10-10"};
    struct sample *sample = sample_new();
    for (size_t i = 0; i < 4; i++)
        add(sample, TIMELINE_MARK, days[i], days[i], "A day");
    add(sample, TIMELINE_BAR, "1000", NULL, "For ever");
    add(sample, TIMELINE_BAR, NULL, "9999-12-30", "Since ever");
    lay_out(sample);
    check_drawing(&sample->timeline);
    assert_true(sample->timeline.height < 2000);
    assert_true(sample->timeline.year_count < 600);
    arena_free(sample->arena);
}

static unsigned next_number(unsigned *seed)
{
    *seed = *seed * 1103515245u + 12345u;
    return *seed >> 16 & 0x7FFF;
}

static void add_made_up(struct sample *sample, unsigned *seed)
{
    static const char *const titles[] = {
        "Plan", "Partnership arrangements modified by agreement of all of the partners",
        "Kindertageseinrichtungsfinanzierungsgesetzgebungskompetenz", "É É É", "A b c d e f g h"};
    int first = 1000 + (int)(next_number(seed) % 9000);
    int last = first + (int)(next_number(seed) % 3);
    struct timeline_event *event = &sample->events[sample->timeline.event_count++];
    long from = (next_number(seed) % 8 == 0 ? first : 2006 + first % 5) * 10000L +
                (next_number(seed) % 12 + 1) * 100 + next_number(seed) % 28 + 1;
    *event = (struct timeline_event){
        .kind = next_number(seed) % 4 == 0 ? TIMELINE_BAR : TIMELINE_MARK,
        .first = from,
        .last = from + (last - first) * 10000L < 99990000 ? from + (last - first) * 10000L : from,
        .words = STR("May 2007 (inferred) · Planned"),
        .title = str_of(titles[next_number(seed) % 5])};
    if (next_number(seed) % 6 == 0)
        event->first = 0;
    else if (next_number(seed) % 6 == 0)
        event->last = TIMELINE_OPEN;
}

/* What a drawing says, as one text. */
static struct str told(const struct sample *sample)
{
    struct buf out = {0};
    const struct timeline *timeline = &sample->timeline;
    buf_printf(&out, "%d %d\n", timeline->width, timeline->height);
    for (size_t i = 0; i < timeline->event_count; i++) {
        const struct timeline_event *event = &timeline->events[timeline->order[i]];
        timeline_write_mark(event, &out);
        timeline_write_leader(timeline, event, &out);
        for (size_t k = 0; k < event->text_count; k++)
            buf_printf(&out, " %d %d %.*s\n", event->texts[k].x, event->texts[k].y,
                       STR_ARGS(event->texts[k].text));
    }
    timeline_write_cuts(timeline, &out);
    timeline_write_edges(timeline, &out);
    struct str kept = arena_copy(sample->arena, buf_str(&out));
    buf_free(&out);
    return kept;
}

static void made_up_timelines_have_no_label_on_another(void **state)
{
    (void)state;
    for (unsigned round = 0; round < 300; round++) {
        struct sample *samples[2];
        for (size_t twice = 0; twice < 2; twice++) {
            unsigned seed = round;
            samples[twice] = sample_new();
            for (unsigned i = 0; i < 1 + round % 60; i++)
                add_made_up(samples[twice], &seed);
            lay_out(samples[twice]);
            check_drawing(&samples[twice]->timeline);
        }
        assert_true(str_equal(told(samples[0]), told(samples[1])));
        arena_free(samples[0]->arena);
        arena_free(samples[1]->arena);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(time_runs_down_to_scale),
        cmocka_unit_test(a_day_is_a_point_and_a_year_a_span),
        cmocka_unit_test(an_open_end_is_an_arrow_of_one_length),
        cmocka_unit_test(long_stretches_are_cut_where_the_scale_were_too_small),
        cmocka_unit_test(no_more_is_cut_than_need_be),
        cmocka_unit_test(overlapping_bars_and_spans_stand_side_by_side),
        cmocka_unit_test(events_of_one_time_share_its_mark),
        cmocka_unit_test(a_label_with_room_stands_at_its_mark),
        cmocka_unit_test(what_cannot_be_drawn_is_refused),
        cmocka_unit_test(the_ends_of_time_are_drawn),
        cmocka_unit_test(made_up_timelines_have_no_label_on_another),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
