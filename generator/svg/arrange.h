/* arrange.h: pieces being arranged, and what their places cost; arrange.c and price.c. */
#ifndef CONCORDAT_SVG_ARRANGE_H
#define CONCORDAT_SVG_ARRANGE_H

#include "place.h"

/* Prices that both need, about as many as pixels. */
enum {
    IN_THE_WAY = 130, /* of a box that a straight line must go around */
    NEW_ROW = 260     /* of a row that all need */
};

/* What two boxes are to each other. */
struct tie {
    int from;
    int to;
    int tenths; /* how much of a line it counts for */
    bool rises; /* from what stands lower */
    int side;   /* where `from` is to stand, -1 where that does not matter */
};

struct arranging {
    struct placing *placing;
    struct tie *ties;
    int tie_count;
    int *first_tie; /* of each piece: where its ties begin in `ties_of` */
    int *ties_of;   /* numbers of ties */
    short *grid;    /* of each half column and row: the box there, from 1 */
    int *corridor;  /* of the same: what it costs to stand there in the way of others */
    int halves;
    int rows;
    bool *placed; /* of each piece of the island */
    int *island;  /* of each piece: the first piece of its island */
    int top;      /* the rows taken by the placed pieces but the one that moves */
    int bottom;
};

/* Finds what ties the boxes, and tells every piece its ties. */
void make_ties(struct arranging *at);

/* Where a box stands, by the place of its piece. */
struct cell cell_of(const struct arranging *at, int box);

/* Visits the cells between two boxes that stand in one row or exactly in one column; adds `price`
 * to the corridor there, or only counts the boxes. */
int walk_between(struct arranging *at, struct cell a, struct cell b, int price);

/* What a piece costs where it is. */
int price_of_piece(struct arranging *at, int number);

/* What all the pieces that are placed cost, in the rows from `top` to `bottom`. */
int price_of_placed(struct arranging *at);

#endif
