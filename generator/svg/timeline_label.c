/* timeline_label.c: letters a timeline: cuts its labels into lines, and pushes them apart.
 *
 * The labels stand in the order of their anchors, none on another, and the sum of the squares of
 * the ways they are pushed is the least there is: runs of labels that touch are pooled, and each
 * run stands where the mean of what its labels ask for is. Layer: svg. Uses: base. Used by:
 * timeline. */
#include "timeline_parts.h"

enum {
    WORDS_LINE = 15, /* the height of a line of the words */
    TITLE_LINE = 16,
    LABEL_TOP = 4 /* the least y of a label */
};

/* ------------------------------------------------------------------ lines */

static void wrap_label(struct arena *arena, struct timeline_event *event, int width)
{
    struct str *words = NULL;
    struct str *title = NULL;
    bool strong = event->kind != TIMELINE_MARK;
    size_t word_lines =
        diagram_wrap(arena, event->words, TIMELINE_WORDS_SIZE, false, width, &words);
    size_t lines =
        word_lines + diagram_wrap(arena, event->title, TIMELINE_TITLE_SIZE, strong, width, &title);
    event->text_count = lines;
    event->texts = arena_array(arena, lines + 1, sizeof *event->texts);
    for (size_t i = 0; i < lines; i++) {
        event->texts[i].strong = i >= word_lines;
        event->texts[i].text = i < word_lines ? words[i] : title[i - word_lines];
    }
}

void timeline_wrap_labels(struct arena *arena, struct timeline *timeline, int width)
{
    for (size_t i = 0; i < timeline->event_count; i++)
        wrap_label(arena, &timeline->events[i], width);
}

static int label_height(const struct timeline_event *event)
{
    int height = 0;
    for (size_t i = 0; i < event->text_count; i++)
        height += event->texts[i].strong ? TITLE_LINE : WORDS_LINE;
    return height;
}

int timeline_labels_height(const struct timeline *timeline)
{
    int height = 0;
    for (size_t i = 0; i < timeline->event_count; i++)
        height += label_height(&timeline->events[i]) + LABEL_GAP;
    return height;
}

/* ------------------------------------------------------------------ places */

/* Labels that touch: how many, and the sum of what they ask for, each less the heights of those
 * above it. */
struct run {
    long sum;
    long count;
};

/* The mean, rounded down, also below 0. */
static long mean_of(struct run run)
{
    return run.sum >= 0 ? run.sum / run.count : -((-run.sum + run.count - 1) / run.count);
}

/* Writes a label whose top is at y. */
static void put_label(struct timeline_event *event, int x, int y)
{
    enum { WORDS_BASELINE = 11, TITLE_BASELINE = 12 };
    event->at = (struct diagram_point){x + SYMBOL / 2, y + FIRST_LINE};
    for (size_t i = 0; i < event->text_count; i++) {
        struct diagram_text *text = &event->texts[i];
        text->x = x + SYMBOL + 6;
        text->y = y + (text->strong ? TITLE_BASELINE : WORDS_BASELINE);
        y += text->strong ? TITLE_LINE : WORDS_LINE;
    }
}

void timeline_place_labels(struct arena *scratch, struct timeline *timeline, int x)
{
    size_t count = timeline->event_count;
    struct run *runs = arena_array(scratch, count, sizeof *runs);
    size_t run_count = 0;
    long above = 0;
    for (size_t i = 0; i < count; i++) {
        const struct timeline_event *event = &timeline->events[timeline->order[i]];
        struct run run = {event->anchor - FIRST_LINE - above, 1};
        while (run_count > 0 && mean_of(runs[run_count - 1]) >= mean_of(run)) {
            run_count--;
            run = (struct run){runs[run_count].sum + run.sum, runs[run_count].count + run.count};
        }
        runs[run_count++] = run;
        above += label_height(event) + LABEL_GAP;
    }
    size_t place = 0;
    above = 0;
    timeline->height = timeline->axis_bottom;
    for (size_t r = 0; r < run_count; r++)
        for (long i = 0; i < runs[r].count; i++) {
            struct timeline_event *event = &timeline->events[timeline->order[place++]];
            long free = mean_of(runs[r]);
            int top = (int)((free > LABEL_TOP ? free : LABEL_TOP) + above);
            put_label(event, x, top);
            above += label_height(event) + LABEL_GAP;
            timeline->height = top + label_height(event) > timeline->height
                                   ? top + label_height(event)
                                   : timeline->height;
        }
    timeline->height += LABEL_TOP;
}
