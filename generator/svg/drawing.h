/* drawing.h: what placing, routing and tracing share; nobody else includes it.
 *
 * The lattice: points that lie UNIT pixels apart. A box covers the points of its four sides and all
 * within; lines run along the others. */
#ifndef CONCORDAT_SVG_DRAWING_H
#define CONCORDAT_SVG_DRAWING_H

#include "concordat/svg/diagram.h"

enum {
    UNIT = 10,
    MARGIN = 12,     /* in units: at the left and right of all boxes */
    LEAST_GUTTER = 5 /* between two rows of boxes, once the tracks that no line took are gone */
};

/* The text of a box, in pixels: the height of a line, and what lies between name and words. */
enum { NAME_HEIGHT = 17, WORDS_HEIGHT = 16, WORDS_SPACE = 2 };

/* Which sides of a box a line may take. */
enum { AT_TOP = 1, AT_BOTTOM = 2, AT_LEFT = 4, AT_RIGHT = 8, AT_ANY = 15 };

/* Where a box is on the lattice. */
struct spot {
    int row;
    int left; /* of the points it covers */
    int top;  /* likewise; it stands in the middle of its row */
    int height;
    int entry; /* the sides by which the line that leads to its parent leaves it */
};

struct row {
    int top; /* of the points that its highest box covers */
    int height;
};

/* A way on the lattice. */
struct way {
    struct diagram_point *points; /* its corners, from where the line begins */
    size_t count;
    int net;     /* its net, from 1; up to twice as many as there are lines */
    bool headed; /* the head stands at its last point */
    bool told;   /* by the way of another line, of which this is a copy */
};

struct drawing {
    struct arena *arena;   /* of what is made */
    struct arena *scratch; /* of what is forgotten after */
    struct diagram *diagram;
    struct spot *spots; /* one for each box */
    struct row *rows;
    int row_count;
    int box_width; /* in units, even */
    int gap;       /* between boxes side by side, likewise */
    int width;     /* of the lattice, in points */
    int height;
    struct way *ways; /* one for each line */
};

/* Finds for every box its row and place in it, and its height. */
void drawing_place(struct drawing *drawing);

/* Finds the way of every line. */
void drawing_route(struct drawing *drawing);

/* Takes out the tracks that no line took, and turns units into pixels. */
void drawing_trace(struct drawing *drawing);

/* Puts the labels of lines where there is room. */
void drawing_label(struct drawing *drawing);

#endif
