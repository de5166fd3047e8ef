/* plotting.h: what laying out and lettering a chart share; nobody else includes it. */
#ifndef CONCORDAT_SVG_PLOTTING_H
#define CONCORDAT_SVG_PLOTTING_H

#include "concordat/svg/chart.h"
#include "concordat/svg/diagram.h"

/* In pixels. */
enum {
    CHART_TOP = 26,     /* of the highest line of the scale */
    CHART_BOTTOM = 206, /* of the lowest */
    MARK_REACH = 6,     /* from the middle of a mark to its edge */
    TARGET_REACH = 9,   /* the same, of a target */
    GAP_LANE = 18,      /* below the scale, where gaps are marked */
    LETTERS = 12,       /* the size of text, which the style sheet repeats */
    LINE_HEIGHT = 15,
};

struct plot {
    struct arena *arena;
    struct arena *scratch;
    struct chart *chart;
    int left;       /* of the lines of the scale, in thousandths */
    int inner_left; /* of the first figure */
    int inner_right;
    bool has_gaps;
};

/* A step of the scale: 1, 2 or 5 times a power of ten, and the numbers of its ends in steps. */
struct chart_steps {
    struct figure_number step;
    long lowest;
    long highest;
};

/* False at a gap. */
bool chart_has_value(const struct chart_figure *figure);

/* The steps of a chart's scale, at most five and no finer than the figures are written: they reach
 * from the lowest to the highest figure, and to zero where figures from zero on fill a third. */
struct chart_steps chart_steps(const struct chart *chart);

/* How far from the top a value is, in pixels. */
int chart_height_of(const struct chart_steps *steps, double value);

/* Pixels as thousandths of the narrow width, rounded up. */
int chart_part_of_width(int pixels);

/* Letters the scale's foot with times, and sets the chart's height. */
void plot_times(struct plot *plot);

/* Puts the words of values where there is room. */
void plot_values(struct plot *plot);

/* The times of the figures that have a place, cut into lines, and how wide the widest is. */
int plot_widest_time(struct plot *plot);

/* The pixels kept free at the right of the last figures: for half their time, and for their values
 * unless those are long. */
int plot_room_at_right(struct plot *plot);

#endif
