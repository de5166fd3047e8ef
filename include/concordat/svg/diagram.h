/* diagram.h: lays out a drawing of named boxes and the lines between them, in whole pixels.
 *
 * Two designs were weighed. One routes each kind of line by rules of its own (trunks below a
 * parent, a bus beside the advisers, brackets in the margins) and reserves a track for each: every
 * new way of placing boxes asks for new rules, and what no rule foresaw crosses a box. The other,
 * this one, places the boxes first, wherever that looks best, on a lattice with broad gaps, and
 * lets each line find its cheapest way through what is free: steps, bends and crossings cost,
 * points of a box are closed, and a way may end on a line that leads to the same place, which is
 * what makes shared trunks. That no line runs through a box or on another line follows from the
 * search, not from the placing, so that the whole drawing, a small one and the neighbours of one
 * body are one routine.
 *
 * The layer knows no records: whoever draws says what the boxes are called and who stands by whom.
 * All arithmetic is in whole numbers; the same boxes and lines give the same drawing everywhere. */
#ifndef CONCORDAT_SVG_DIAGRAM_H
#define CONCORDAT_SVG_DIAGRAM_H

#include "concordat/base/arena.h"
#include "concordat/base/buf.h"

struct diagram_point {
    int x;
    int y;
};

/* Where a box stands by its parent: below it, or near it, rather at the one side. */
enum diagram_side { SIDE_BELOW, SIDE_LEFT, SIDE_RIGHT };

/* A line of text in a box: centred about x, its baseline at y. */
struct diagram_text {
    struct str text;
    bool strong; /* of the name */
    int x;
    int y;
};

struct diagram_box {
    /* given */
    struct str name;
    struct str words; /* below the name, smaller: what sort of thing it is */
    int parent;       /* the number of the box it stands by, -1 for none */
    enum diagram_side side;
    /* made */
    int x;
    int y;
    int width;
    int height;
    struct diagram_text *texts;
    size_t text_count;
};

/* What stands at the end of a line. */
enum diagram_head {
    HEAD_NONE,
    HEAD_FILLED,  /* a triangle */
    HEAD_HOLLOW,  /* a triangle that is not filled */
    HEAD_OPEN,    /* two strokes */
    HEAD_DISC,    /* a filled circle */
    HEAD_CIRCLE,  /* one that is not filled */
    HEAD_DIAMOND, /* filled */
    HEAD_COUNT
};

struct diagram_line {
    /* given */
    int from;
    int to;
    int style;  /* lines of one style that meet at one box share their way */
    bool leads; /* the line by which a box stands by its parent: it is led first */
    bool rises; /* to what stands higher, if it can be had */
    enum diagram_head head;
    struct str label; /* stands beside the line where there is room; may be empty */
    /* made */
    bool drawn;                   /* false where no way was found */
    struct diagram_point *points; /* its corners; a way that was shared ends on the other line */
    size_t point_count;
    bool told;                /* its points are those of another line, which tells both */
    bool headed;              /* false where it ends on a line that has the head, or is told */
    struct diagram_point tip; /* of the head */
    struct diagram_point aim; /* which way the head looks: one of x and y is 1 or -1 */
};

/* A word beside a line, centred about x, its baseline at y. */
struct diagram_label {
    struct str text;
    int x;
    int y;
    int width;
};

struct diagram {
    /* given */
    struct diagram_box *boxes;
    size_t box_count;
    struct diagram_line *lines;
    size_t line_count;
    int columns; /* how many boxes may stand side by side, where that can be had */
    bool narrow; /* boxes and gaps are narrow: two columns fit a telephone */
    /* made */
    int width;
    int height;
    struct diagram_label *labels;
    size_t label_count;
};

/* More than these are not drawn: nobody could read it, and the work grows with their product. */
enum { DIAGRAM_MOST_BOXES = 150, DIAGRAM_MOST_LINES = 600 };

/* The sizes of text in pixels, which the style sheet repeats. */
enum { DIAGRAM_NAME_SIZE = 14, DIAGRAM_WORDS_SIZE = 13 };

/* Fills in what is marked as made, in `arena`; false where there are too many boxes or lines, or
 * nothing to draw. A line that leads from a box to itself is not drawn. */
bool diagram_lay_out(struct arena *arena, struct diagram *diagram);

/* Appends the path data of a line: M10 20V40H80. */
void diagram_write_path(const struct diagram_line *line, struct buf *out);

/* Appends the path data of a head of that kind; nothing for HEAD_NONE. */
void diagram_write_head(enum diagram_head head, struct diagram_point tip, struct diagram_point aim,
                        struct buf *out);

/* The width in pixels that `text` takes at most, at `size` pixels, in the fonts that the style
 * sheet names and those that browsers put in their place. */
int diagram_text_width(struct str text, int size, bool strong);

/* Cuts `text` into lines of at most `width` pixels, as few and as even as can be; a word that is
 * longer is cut. Returns how many there are; their texts lie in `arena` in *lines. */
size_t diagram_wrap(struct arena *arena, struct str text, int size, bool strong, int width,
                    struct str **lines);

#endif
