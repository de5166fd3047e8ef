/* search.h: the cheapest way between two boxes; route.c alone includes it. */
#ifndef CONCORDAT_SVG_SEARCH_H
#define CONCORDAT_SVG_SEARCH_H

#include "drawing.h"

#include <stdint.h>

/* What way is wanted. */
struct errand {
    int net;    /* from 1: ways of one net may flow together */
    int hub;    /* the box that all ways of the net lead to or from */
    int spoke;  /* the other */
    bool joins; /* the way must end on one of the net, not at the hub */
    int length; /* how far they are from each other */
    int hub_sides;
    int spoke_sides;
    bool head_at_hub; /* so that the way ends straight there, and no other joins it too near */
    bool head_at_spoke;
    bool middle; /* the way must begin in the middle of the spoke's side, and end so if it can */
};

struct search;

/* A search on the lattice of a drawing, in its scratch arena; no way is taken yet. */
struct search *search_new(const struct drawing *drawing);

/* Finds the cheapest way from the spoke to the hub or to what its net has of ways, and takes it.
 * `way` runs from the line's beginning: from the spoke, or from the hub where head_at_spoke.
 * False where there is none, or where all searches together have taken too long. */
bool search_way(struct search *search, const struct errand *errand, struct way *way);

#endif
