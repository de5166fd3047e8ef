/* cycle.h: lays out a cycle of stages around what stands in its middle, in whole pixels.
 *
 * The stages stand on a track with round corners: the first at the top, the others down the right
 * side and up the left, clockwise. A true circle leaves no room for titles of several lines on a
 * drawing that is as narrow as a telephone; the track does. */
#ifndef CONCORDAT_SVG_CYCLE_H
#define CONCORDAT_SVG_CYCLE_H

#include "concordat/svg/diagram.h"

enum { CYCLE_LEAST = 3, CYCLE_MOST = 8, CYCLE_WIDTH = 328, CYCLE_SIZE = 12 };

struct cycle_stage_box {
    struct str title; /* given, all else is made */
    int x;
    int y;
    int width;
    int height;
    struct diagram_text *texts;
    size_t text_count;
};

/* The stretch of the track between two stages, and the head in the middle of it. */
struct cycle_track {
    struct diagram_point from;
    struct diagram_point to;
    int corner; /* which of the corners of the track it goes around; 0 for none */
};

struct cycle_drawing {
    /* given */
    struct cycle_stage_box *stages;
    size_t count;
    struct str centre; /* may be empty */
    /* made */
    int width;
    int height;
    struct cycle_stage_box middle; /* without lines where nothing stands there */
    struct cycle_track *tracks;    /* one for each stage, to the next */
};

/* Fills in what is made, in `arena`; false for fewer than CYCLE_LEAST stages or more than
 * CYCLE_MOST. */
bool cycle_lay_out(struct arena *arena, struct cycle_drawing *drawing);

/* Each appends path data. */
void cycle_write_line(const struct cycle_track *track, struct buf *out);
void cycle_write_head(const struct cycle_track *track, struct buf *out);

#endif
