/* timeline.c: finds the scale of a timeline, and puts bars, marks and years on the axis.
 *
 * Layer: svg. Uses: base, timeline_label. Used by: plan. */
#include "timeline_parts.h"

#include <stdlib.h>

enum {
    YEARS = 34,         /* the width of the numbers of the years */
    BAR_LANE = 14,      /* the width of a lane of bars */
    MARK_LANE = 11,     /* the width of a lane of marks */
    MOST_BAR_LANES = 3, /* what finds no lane stands in the last */
    MOST_MARK_LANES = 4,
    TOP = 30,              /* from the top of the drawing to the first day */
    OVERHANG = 10,         /* of the axis at both ends */
    LEAST_LENGTH = 160,    /* of the axis */
    LONGEST_STRETCH = 360, /* without an event, where it is half of the axis */
    LEAST_YEAR = 16,       /* between the numbers of two years */
    LEAST_TICK = 4,
    NOMINAL_LABEL = 200 /* the width of labels while the scale is sought */
};

/* Pixels for a thousand days, from the largest that is worth while to the smallest that can be
 * read: a year of 48 pixels. */
static const int scales[] = {2000, 1786, 1594, 1424, 1271, 1135, 1013, 905, 808,
                             721,  644,  575,  513,  458,  409,  365,  326, 291,
                             260,  232,  207,  185,  165,  148,  132,  130};

enum { SCALES = sizeof scales / sizeof *scales };

/* The days at which something begins or ends, and how far down each of them is. */
struct axis {
    long *days;
    int *ys;
    size_t count;
    int scale;
    long longest; /* days without an event; what is longer is cut short */
};

bool timeline_event_is_open(const struct timeline_event *event)
{
    return event->first == 0 || event->last == TIMELINE_OPEN;
}

/* ------------------------------------------------------------------ the scale */

static int by_day(const void *a, const void *b)
{
    const long *left = a;
    const long *right = b;
    return (*left > *right) - (*left < *right);
}

/* The days of all events in their order, each once. A day ends where the next begins. */
static struct axis axis_of(struct arena *scratch, const struct timeline *timeline)
{
    struct axis axis = {.days = arena_array(scratch, timeline->event_count * 2, sizeof(long)),
                        .ys = arena_array(scratch, timeline->event_count * 2, sizeof(int))};
    long *days = axis.days;
    size_t count = 0;
    for (size_t i = 0; i < timeline->event_count; i++) {
        const struct timeline_event *event = &timeline->events[i];
        if (event->first != 0)
            days[count++] = date_count(event->first);
        if (event->last != TIMELINE_OPEN)
            days[count++] = date_count(event->last) + 1;
    }
    qsort(days, count, sizeof *days, by_day);
    for (size_t i = 0; i < count; i++)
        if (i == 0 || days[i] != days[i - 1])
            days[axis.count++] = days[i];
    return axis;
}

static int length_of(long days, int scale)
{
    enum { MOST = 100000 };
    long length = days * scale / 1000;
    return length > MOST ? MOST : (int)length;
}

/* Places every day of the axis at a scale; the whole length. Stretches that are longer than the
 * longest to be kept are cut short. */
static int measure(struct axis *axis, int scale)
{
    enum { ENOUGH = 1000000 }; /* of no use, and nothing may overflow */
    int y = 0;
    axis->scale = scale;
    for (size_t i = 0; i < axis->count; i++) {
        long days = i > 0 ? axis->days[i] - axis->days[i - 1] : 0;
        int length = length_of(days, scale);
        y += days > axis->longest && length > CUT ? CUT : length;
        axis->ys[i] = y;
        if (y > ENOUGH)
            return y;
    }
    return y;
}

/* True where one stretch is most of the axis, and would leave the others too little of a page. */
static bool is_lopsided(const struct axis *axis)
{
    int longest = 0;
    for (size_t i = 1; i < axis->count; i++)
        if (axis->ys[i] - axis->ys[i - 1] > longest)
            longest = axis->ys[i] - axis->ys[i - 1];
    return longest > LONGEST_STRETCH && longest > axis->ys[axis->count - 1] / 2;
}

/* Takes the largest scale at which the axis is no longer than `most`, or the smallest that can be
 * read where that makes it twice as long; false where there is none. */
static bool find_scale(struct axis *axis, int most)
{
    for (int i = 0; i < SCALES; i++) {
        int length = measure(axis, scales[i]);
        if ((length <= most || (i + 1 == SCALES && length <= 2 * most)) && !is_lopsided(axis))
            return true;
    }
    return false;
}

/* Cuts as few stretches as the scale allows, the longest first. */
static void scale_axis(struct arena *scratch, struct axis *axis, int most)
{
    long *stretches = arena_array(scratch, axis->count, sizeof *stretches);
    size_t count = axis->count - 1;
    for (size_t i = 0; i < count; i++)
        stretches[i] = axis->days[i + 1] - axis->days[i];
    qsort(stretches, count, sizeof *stretches, by_day);
    axis->longest = count > 0 ? stretches[count - 1] : 0;
    while (!find_scale(axis, most) && count > 1)
        axis->longest = stretches[--count - 1];
}

/* How far down a day is: of those of the axis the last before it, and on from there. */
static int y_of(const struct axis *axis, long day)
{
    size_t i = 0;
    while (i + 1 < axis->count && axis->days[i + 1] <= day)
        i++;
    int y = axis->ys[i];
    int next = i + 1 < axis->count ? axis->ys[i + 1] : y;
    int on = length_of(day - axis->days[i], axis->scale);
    return TOP + (i + 1 < axis->count && y + on > next ? next : y + on);
}

/* ------------------------------------------------------------------ marks and bars */

/* Where an event stands, but for its lane. */
static void set_upright(const struct axis *axis, struct timeline_event *event, int bottom)
{
    bool above = event->first == 0;
    bool below = event->last == TIMELINE_OPEN;
    int top = above ? 0 : y_of(axis, date_count(event->first));
    int end = below ? 0 : y_of(axis, date_count(event->last) + 1);
    if (event->kind == TIMELINE_BAR) {
        top = above ? TOP - OVERHANG : top;
        end = below ? bottom + OVERHANG : end;
    } else {
        top = above ? end - TAIL : top;
        end = below ? top + TAIL : end;
    }
    if (end - top < MARK && !above && !below) {
        top = (top + end - MARK) / 2;
        end = top + MARK;
    }
    event->y = top;
    event->height = end - top;
    event->anchor = event->kind == TIMELINE_RULE  ? (top + end) / 2
                    : event->kind == TIMELINE_BAR ? top + 1
                    : above                       ? end - 1
                    : below                       ? top + 1
                                                  : top + MARK / 2;
}

/* The events from the top to the bottom; those of one height stay as they were given. */
static void sort_events(struct timeline *timeline)
{
    for (size_t i = 0; i < timeline->event_count; i++) {
        size_t k = i;
        for (; k > 0; k--) {
            if (timeline->events[timeline->order[k - 1]].anchor <= timeline->events[i].anchor)
                break;
            timeline->order[k] = timeline->order[k - 1];
        }
        timeline->order[k] = i;
    }
}

/* Notes which events have the same days as one before them: one mark serves all. */
static void find_twins(struct timeline *timeline)
{
    for (size_t i = 0; i < timeline->event_count; i++) {
        struct timeline_event *event = &timeline->events[timeline->order[i]];
        for (size_t k = 0; k < i && event->kind == TIMELINE_MARK && !event->shares_mark; k++) {
            const struct timeline_event *other = &timeline->events[timeline->order[k]];
            event->shares_mark = other->kind == TIMELINE_MARK && other->first == event->first &&
                                 other->last == event->last;
        }
    }
}

/* Gives every event of a kind the lane that is nearest to the labels and free. The last ones choose
 * first, so that the leader of an earlier one, which starts at its top, finds the lanes at its
 * right free there. Lanes are counted from the right; returns how many are used. */
static int assign_lanes(struct timeline *timeline, enum timeline_kind kind, int most)
{
    int apart = kind == TIMELINE_MARK ? 3 : 0; /* phases often follow one another */
    int used = 0;
    for (size_t i = timeline->event_count; i-- > 0;) {
        struct timeline_event *event = &timeline->events[timeline->order[i]];
        if (event->kind != kind || event->shares_mark)
            continue;
        int lane = 0;
        for (bool taken = true; taken && lane < most; lane += taken) {
            taken = false;
            for (size_t k = i + 1; k < timeline->event_count; k++) {
                const struct timeline_event *other = &timeline->events[timeline->order[k]];
                taken = taken || (other->kind == kind && !other->shares_mark && other->x == lane &&
                                  other->y < event->y + event->height + apart &&
                                  event->y < other->y + other->height + apart);
            }
        }
        event->x = lane < most ? lane : most - 1;
        used = event->x + 1 > used ? event->x + 1 : used;
    }
    return used;
}

/* Turns lanes into pixels; returns where the leaders leave the level. */
static int place_lanes(struct timeline *timeline)
{
    find_twins(timeline);
    int bars = assign_lanes(timeline, TIMELINE_BAR, MOST_BAR_LANES);
    int marks = assign_lanes(timeline, TIMELINE_MARK, MOST_MARK_LANES);
    int bars_end = YEARS + 4 + bars * BAR_LANE;
    int marks_end = bars_end + (marks > 0 ? marks : 1) * MARK_LANE;
    for (size_t i = 0; i < timeline->event_count; i++) {
        struct timeline_event *event = &timeline->events[timeline->order[i]];
        if (event->kind == TIMELINE_BAR)
            event->x = bars_end - (event->x + 1) * BAR_LANE;
        else if (event->kind == TIMELINE_MARK)
            event->x = marks_end - (event->x + 1) * MARK_LANE;
        else
            event->x = YEARS;
    }
    for (size_t i = 0; i < timeline->event_count; i++) {
        struct timeline_event *event = &timeline->events[timeline->order[i]];
        for (size_t k = 0; event->shares_mark && k < i; k++) {
            const struct timeline_event *other = &timeline->events[timeline->order[k]];
            if (other->kind == TIMELINE_MARK && other->first == event->first &&
                other->last == event->last)
                event->x = other->x;
        }
    }
    timeline->scale_x = YEARS;
    timeline->axis_x = marks_end - MARK_LANE + MARK / 2;
    return marks_end;
}

/* ------------------------------------------------------------------ years and cuts */

static void find_cuts(struct arena *arena, const struct axis *axis, struct timeline *timeline)
{
    timeline->cuts = arena_array(arena, axis->count, sizeof *timeline->cuts);
    for (size_t i = 1; i < axis->count; i++) {
        int whole = length_of(axis->days[i] - axis->days[i - 1], axis->scale);
        if (axis->ys[i] - axis->ys[i - 1] < whole)
            timeline->cuts[timeline->cut_count++] = TOP + (axis->ys[i] + axis->ys[i - 1]) / 2;
    }
}

/* True for a day within a stretch that is cut short: it has no place on the axis. */
static bool is_in_cut(const struct axis *axis, long day)
{
    for (size_t i = 1; i < axis->count; i++)
        if (day > axis->days[i - 1] && day < axis->days[i])
            return axis->ys[i] - axis->ys[i - 1] <
                   length_of(axis->days[i] - axis->days[i - 1], axis->scale);
    return false;
}

/* The years that are named are those of a round step, so that they stand evenly; the first always.
 */
static void find_years(struct arena *arena, const struct axis *axis, struct timeline *timeline,
                       int first, int last)
{
    static const int steps[] = {1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10000};
    int bottom = TOP + axis->ys[axis->count - 1];
    size_t most = (size_t)(bottom - TOP) / LEAST_TICK + 2;
    int step = 0;
    while (length_of(365L * steps[step], axis->scale) < LEAST_YEAR && steps[step] < 10000)
        step++;
    timeline->years = arena_array(arena, most, sizeof *timeline->years);
    int last_y = -LEAST_YEAR; /* of the last year, and of the last that is named */
    int last_named = -LEAST_YEAR;
    for (int year = first; year <= last && timeline->year_count < most; year++) {
        long day = date_count(year * 10000L + 101);
        bool is_first = timeline->year_count == 0;
        int y = day >= axis->days[0] ? y_of(axis, day) : TOP;
        if (y > bottom || is_in_cut(axis, day) || y - last_y < LEAST_TICK)
            continue;
        bool named = (is_first || year % steps[step] == 0) && y - last_named >= LEAST_YEAR;
        timeline->years[timeline->year_count++] = (struct timeline_year){year, y, named};
        last_y = y;
        last_named = named ? y : last_named;
    }
}

/* ------------------------------------------------------------------ the whole */

/* The first and the last year that any event names. */
static void year_range(const struct timeline *timeline, int *first, int *last)
{
    *first = 9999;
    *last = 0;
    for (size_t i = 0; i < timeline->event_count; i++) {
        const struct timeline_event *event = &timeline->events[i];
        int from = (int)((event->first != 0 ? event->first : event->last) / 10000);
        int to = (int)((event->last != TIMELINE_OPEN ? event->last : event->first) / 10000);
        *first = from < *first ? from : *first;
        *last = to > *last ? to : *last;
    }
}

static bool can_be_drawn(const struct timeline *timeline)
{
    for (size_t i = 0; i < timeline->event_count; i++)
        if (timeline->events[i].first == 0 && timeline->events[i].last == TIMELINE_OPEN)
            return false;
    return timeline->event_count > 0 && timeline->event_count <= TIMELINE_MOST_EVENTS;
}

bool timeline_lay_out(struct arena *arena, struct timeline *timeline)
{
    int first;
    int last;
    if (!can_be_drawn(timeline))
        return false;
    struct arena *scratch = arena_new();
    struct axis axis = axis_of(scratch, timeline);
    timeline_wrap_labels(scratch, timeline, NOMINAL_LABEL);
    int most = timeline_labels_height(timeline);
    scale_axis(scratch, &axis, most > LEAST_LENGTH ? most : LEAST_LENGTH);
    int bottom = TOP + axis.ys[axis.count - 1];
    timeline->axis_top = TOP - OVERHANG;
    timeline->axis_bottom = bottom + OVERHANG;
    timeline->order = arena_array(arena, timeline->event_count, sizeof *timeline->order);
    for (size_t i = 0; i < timeline->event_count; i++)
        set_upright(&axis, &timeline->events[i], bottom);
    sort_events(timeline);
    timeline->leaders_x = place_lanes(timeline);
    find_cuts(arena, &axis, timeline);
    year_range(timeline, &first, &last);
    find_years(arena, &axis, timeline, first, last);
    int label_x = timeline->leaders_x + LEADERS;
    timeline_wrap_labels(arena, timeline, TIMELINE_WIDTH - label_x - SYMBOL - 6);
    timeline_place_labels(scratch, timeline, label_x);
    timeline->width = TIMELINE_WIDTH;
    arena_free(scratch);
    return true;
}
