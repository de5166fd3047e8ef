/* figure.h: decimal numbers as sources print them, kept exactly: 98.96, 1268, -3. */
#ifndef CONCORDAT_BASE_FIGURE_H
#define CONCORDAT_BASE_FIGURE_H

#include "concordat/base/buf.h"

/* units / 10^places: 98.96 is 9896 with two places. */
struct figure_number {
    long units;
    int places; /* 0 to FIGURE_PLACES */
};

/* With no more digits than these, sums of thousands of figures stay exact in a long. */
enum { FIGURE_DIGITS = 14, FIGURE_PLACES = 6 };

/* Reads digits, with a minus sign before and a point and decimals behind them; commas may part
 * groups of three. False where it is no figure, or has too many digits. */
bool figure_parse(struct str text, struct figure_number *figure);

/* Below, at or above 0. */
int figure_compare(struct figure_number a, struct figure_number b);

/* The sum; false where it would not fit. */
bool figure_add(struct figure_number a, struct figure_number b, struct figure_number *sum);

/* For drawing: near enough to place a mark by. */
double figure_value(struct figure_number figure);

/* How a language writes figures: what stands between groups of three, before decimals, before a
 * negative figure. */
struct figure_words {
    struct str group;
    struct str point;
    struct str minus;
};

/* Appends the figure: "36,000", "98.96". */
void figure_write(struct figure_number figure, const struct figure_words *words, struct buf *out);

/* Appends it for machines: "36000", "98.96", "-3". */
void figure_write_plain(struct figure_number figure, struct buf *out);

#endif
