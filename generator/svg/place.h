/* place.h: how boxes become trees, trees and stacks find their places; place.c, tree.c,
 * stack.c and arrange.c. */
#ifndef CONCORDAT_SVG_PLACE_H
#define CONCORDAT_SVG_PLACE_H

#include "drawing.h"

/* A place on the grid: columns are counted in halves, so that a parent can stand over the middle of
 * two. A box takes two halves and one row. */
struct cell {
    int half;
    int row;
};

/* Boxes that are moved as one: a tree, or several that have the same links, in a stack. */
struct piece {
    const int *boxes; /* of a tree, the first is the one that the others stand below */
    int count;
    bool is_stack; /* it may have any number of columns */
    int width;     /* in halves */
    int height;
    struct cell at;
};

struct placing {
    struct drawing *drawing;
    int count;            /* of the boxes */
    struct cell *cells;   /* of each box: where it is in its piece; once arranged, in all */
    int *piece_of;        /* of each box */
    struct piece *pieces; /* in the order of their first boxes */
    int piece_count;
    int halves; /* how wide all may become, unless a tree is wider */
};

/* Makes the pieces, and says of every box by which sides the line to its parent leaves it. */
void place_trees(struct placing *placing);

/* Makes stacks of those that have the same links. */
void place_stacks(struct placing *placing);

/* Gives a stack so many columns. */
void shape_stack(struct placing *placing, struct piece *piece, int columns);

/* Finds the place of every piece, and so of every box. */
void place_pieces(struct placing *placing);

#endif
