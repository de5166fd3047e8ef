/* chart.h: lays out a chart of figures over time, to be drawn at any width.
 *
 * Heights are whole pixels; places from the left are thousandths of the width, so that one drawing
 * fills a phone and a desk, with text that stays as large as the page's. What must not overlap is
 * measured at CHART_NARROW pixels; what has room only from CHART_WIDE on is marked as such.
 *
 * The scale holds zero where figures from zero on fill a third of it; where they do not, it is
 * cropped, and whoever draws says so in words. A line joins two figures that were measured one
 * after the other, at most one and a half of the usual step apart; a figure that is missing, or
 * years without any, leave a gap. The layer knows no records: whoever draws says what the figures
 * are called. */
#ifndef CONCORDAT_SVG_CHART_H
#define CONCORDAT_SVG_CHART_H

#include "concordat/base/arena.h"
#include "concordat/base/figure.h"

enum { CHART_NARROW = 280, CHART_WIDE = 560 };

/* More than these are not drawn: nobody could tell them apart. */
enum { CHART_MOST_POINTS = 60 };

enum chart_part {
    CHART_BASELINE,
    CHART_RESULT,
    CHART_PROVISIONAL,
    CHART_FORECAST,
    CHART_TARGET,
    CHART_GAP, /* a time for which there is no figure */
    CHART_PARTS
};

/* Where there is room for a line of text. */
enum chart_room { ROOM_NOWHERE, ROOM_ALWAYS, ROOM_WIDE };

/* A line of text: centred about x, or, at the scale, ending there; its baseline at y. */
struct chart_words {
    struct str text;
    int x;
    int shift; /* in pixels, from x to the right: the same at every width */
    int y;
    enum chart_room room;
};

struct chart_figure {
    /* given */
    enum chart_part part;
    struct figure_number value; /* none at a gap */
    struct str value_words;     /* the value as it is written */
    bool dated;
    long time; /* where it is dated, in any unit */
    struct str time_words;
    /* made */
    bool placed; /* it has a mark at x, y: a target that is not dated has none */
    int x;
    int y;
};

/* A straight line. */
struct chart_stroke {
    int x;
    int y;
    int to_x;
    int to_y;
    bool dashed; /* it leads to a forecast */
    bool zero;   /* of the grid: the line of zero */
};

struct chart {
    /* given */
    struct chart_figure *figures;
    size_t count;
    struct figure_words words; /* how figures are written at the scale */
    struct str sign;           /* behind them: "%" */
    /* made */
    int height;
    bool cropped;  /* zero lies beyond the scale */
    bool in_order; /* a time is not stated: figures stand one after the other, and no line joins */
    struct chart_stroke *grid; /* with the words of the scale, from the lowest up */
    struct chart_words *scale;
    size_t grid_count;
    struct chart_stroke *guides; /* the heights of targets, across the chart */
    size_t guide_count;
    struct chart_stroke *lines;
    size_t line_count;
    struct chart_words *times; /* below the chart */
    size_t time_count;
    struct chart_words *values; /* beside the marks */
    size_t value_count;
};

/* Fills in what is marked as made, in `arena`, and sorts the figures by time, or, in order, leaves
 * them. False where there are fewer than two values, or too many: then nothing is to be drawn. */
bool chart_lay_out(struct arena *arena, struct chart *chart);

#endif
