/* timeline.h: lays out events along an axis of time that runs down, to scale, in whole pixels.
 *
 * A timeline that runs across is as wide as its time is long, and its labels, which are sentences,
 * stand on each other: it suits no telephone. Here time runs down. Marks stand on the axis where
 * their dates are; labels stand in a column at the right, in the order of time, pushed apart as
 * little as can be, and a leader joins each to its mark. The drawing is narrow enough for a
 * telephone, and stands beside the list that tells the same where there is room for both.
 *
 * One scale holds for the whole axis. Where it would be too small to be read, long stretches
 * without an event are cut short, and each cut is drawn.
 *
 * The layer knows no records. All arithmetic is in whole numbers; the same events give the same
 * drawing everywhere. */
#ifndef CONCORDAT_SVG_TIMELINE_H
#define CONCORDAT_SVG_TIMELINE_H

#include "concordat/base/date.h"
#include "concordat/svg/diagram.h"

enum {
    TIMELINE_WIDTH = 328,
    TIMELINE_TITLE_SIZE = 13, /* pixels; the style sheet repeats both */
    TIMELINE_WORDS_SIZE = 12,
    TIMELINE_MOST_EVENTS = 200 /* more are not drawn */
};

/* How an event stands on the axis. */
enum timeline_kind {
    TIMELINE_MARK, /* a point or, where its date is imprecise, a span on the axis */
    TIMELINE_BAR,  /* a bar beside the axis */
    TIMELINE_RULE  /* a line across it */
};

struct timeline_event {
    /* given */
    enum timeline_kind kind;
    long first;       /* the first day it can be, as a number yyyymmdd; 0 where that is open */
    long last;        /* the last; TIMELINE_OPEN where that is open, not both */
    struct str words; /* the small line above the title: the date, and what else; may be empty */
    struct str title;
    /* made */
    bool shares_mark; /* another with the same days has drawn the mark */
    int x;            /* of the mark's left side */
    int y;            /* of its top */
    int height;
    int anchor;              /* the y from which the leader starts */
    struct diagram_point at; /* the middle of the label's symbol */
    struct diagram_text *texts;
    size_t text_count;
};

enum { TIMELINE_OPEN = DATE_NEVER };

/* The beginning of a year on the axis, or of what it shows of it. */
struct timeline_year {
    int year;
    int y;
    bool named; /* there is room for its number */
};

struct timeline {
    /* given */
    struct timeline_event *events;
    size_t event_count;
    /* made */
    size_t *order; /* the numbers of the events from the top to the bottom */
    int width;
    int height;
    int scale_x; /* where the lanes of bars and marks begin, at the right of the years */
    int axis_x;
    int axis_top;
    int axis_bottom;
    int leaders_x; /* where the leaders leave the level */
    struct timeline_year *years;
    size_t year_count;
    int *cuts; /* the middle of each stretch that is cut short */
    size_t cut_count;
};

/* Fills in what is marked as made, in `arena`; false where there is nothing to draw or too much. */
bool timeline_lay_out(struct arena *arena, struct timeline *timeline);

/* Each appends path data: of an event's mark, of its leader, of the strips that hide the axis where
 * it is cut, of the edges of these. */
void timeline_write_mark(const struct timeline_event *event, struct buf *out);
void timeline_write_leader(const struct timeline *timeline, const struct timeline_event *event,
                           struct buf *out);
void timeline_write_cuts(const struct timeline *timeline, struct buf *out);
void timeline_write_edges(const struct timeline *timeline, struct buf *out);

#endif
