/* colour.h: what site.c uses of colour.c. */
#ifndef CONCORDAT_CHECK_COLOUR_H
#define CONCORDAT_CHECK_COLOUR_H

#include "concordat/check/check.h"

/* What a colour is read on. */
struct ground {
    struct str colour;  /* #rrggbb */
    const char *called; /* for the error: "the light ground of pages" */
    bool dark;          /* so that a colour has to be light */
};

/* Reports a colour that is none, or that stands out from its ground by less than 4.5 to 1, with the
 * nearest one that would do. */
void check_colour(struct arena *arena, const struct value *value, struct ground ground,
                  struct diag *diag);

#endif
