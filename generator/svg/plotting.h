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

/* Pixels as thousandths of the narrow width, rounded up. */
int chart_part_of_width(int pixels);

/* Letters the scale's foot with times, and sets the chart's height. */
void plot_times(struct plot *plot);

/* Puts the words of values where there is room. */
void plot_values(struct plot *plot);

/* The times of the figures that have a place, cut into lines, and how wide the widest is. */
int plot_widest_time(struct plot *plot);

#endif
