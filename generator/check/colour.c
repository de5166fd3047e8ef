/* colour.c: how far a site's colours stand out from what they are written on.
 *
 * Source: WCAG 2.2, 1.4.3 and the definitions of relative luminance and contrast ratio.
 * Stage: survey, check. Uses: schema. Used by: site. */
#include "colour.h"

#include <math.h>

#define LEAST_CONTRAST 4.5

/* Reads #rrggbb into parts from 0 to 255. */
static bool read_colour(struct str text, double part[3])
{
    if (text.len != 7 || text.ptr[0] != '#')
        return false;
    for (size_t i = 0; i < 3; i++) {
        int high = hex_digit(text.ptr[1 + 2 * i]);
        int low = hex_digit(text.ptr[2 + 2 * i]);
        if (high < 0 || low < 0)
            return false;
        part[i] = high * 16 + low;
    }
    return true;
}

static double luminance(const double part[3])
{
    static const double weight[3] = {0.2126, 0.7152, 0.0722};
    double sum = 0;
    for (size_t i = 0; i < 3; i++) {
        double c = part[i] / 255;
        sum += weight[i] * (c <= 0.04045 ? c / 12.92 : pow((c + 0.055) / 1.055, 2.4));
    }
    return sum;
}

static double contrast(const double a[3], const double b[3])
{
    double x = luminance(a);
    double y = luminance(b);
    return (fmax(x, y) + 0.05) / (fmin(x, y) + 0.05);
}

/* The colour of the same hue nearest to `part`, on the way to black or white, that stands out. */
static struct str nearest(struct arena *arena, const double part[3], const double ground[3],
                          double end)
{
    double moved[3] = {part[0], part[1], part[2]};
    for (int step = 1; step <= 100 && contrast(moved, ground) < LEAST_CONTRAST; step++)
        for (size_t i = 0; i < 3; i++)
            moved[i] = end > 0 ? ceil(part[i] + (end - part[i]) * step / 100)
                               : floor(part[i] * (100 - step) / 100);
    return str_of(arena_printf(arena, "#%02x%02x%02x", (unsigned)moved[0], (unsigned)moved[1],
                               (unsigned)moved[2]));
}

void check_colour(struct arena *arena, const struct value *value, struct ground ground,
                  struct diag *diag)
{
    double part[3];
    double below[3];
    if (!value_is_given(value))
        return;
    struct str text = value_text(value);
    if (!read_colour(text, part)) {
        diag_error(diag, value->items[0].mark, RULE_BAD_COLOUR,
                   STR("write it in quotation marks, as in \"#0b4f8a\""),
                   "'%.*s' is no colour: # and six digits from 0 to f", STR_ARGS(text_shown(text)));
        return;
    }
    if (!read_colour(ground.colour, below) || contrast(part, below) >= LEAST_CONTRAST)
        return;
    struct str better = nearest(arena, part, below, ground.dark ? 255 : 0);
    diag_error(diag, value->items[0].mark, RULE_LOW_CONTRAST,
               str_of(arena_printf(arena, "write \"%.*s\", or one that is %s still",
                                   STR_ARGS(better), ground.dark ? "lighter" : "darker")),
               "%.*s stands out from %s by %.2f to 1, which is too little to be read; 4.5 to 1 is "
               "asked for",
               STR_ARGS(text), ground.called, floor(contrast(part, below) * 100) / 100);
}
