/* chart_scale.c: from what to what the scale of a chart reaches, and by which steps.
 *
 * Nothing here is a bar: a mark is read by its height beside other marks, not by its length from
 * the foot of the chart. A scale from zero is the one that nobody can misread, and stands wherever
 * it shows how the figures moved. Where they would take less than a third of it, it is cropped: a
 * third of its length is left between its end and the figures; and it is no shorter than a tenth
 * of the highest figure, so that a share that grew from 97 to 98 still shows that it hardly grew.
 * Whoever draws a cropped scale says so.
 * Source: Office for National Statistics, service manual, axes and gridlines.
 *
 * Layer: svg. Uses: base. Used by: chart. */
#include "plotting.h"

/* What a scale has to hold. */
struct reach {
    double low;
    double high;
    int places; /* how finely the figures are written */
};

static struct reach reach_of(const struct chart *chart)
{
    struct reach reach = {0};
    bool any = false;
    for (size_t i = 0; i < chart->count; i++) {
        const struct chart_figure *figure = &chart->figures[i];
        if (!chart_has_value(figure))
            continue;
        double value = figure_value(figure->value);
        reach.low = !any || value < reach.low ? value : reach.low;
        reach.high = !any || value > reach.high ? value : reach.high;
        reach.places = figure->value.places > reach.places ? figure->value.places : reach.places;
        any = true;
    }
    return reach;
}

/* Adds zero to what the scale holds, or, where it is cropped, the room towards zero. */
static void reach_towards_zero(struct reach *reach)
{
    double spread = reach->high - reach->low;
    double farthest = reach->high > -reach->low ? reach->high : -reach->low;
    bool cropped = (reach->low > 0 || reach->high < 0) && spread > 0 && spread * 3 < farthest;
    double room = spread / 2;
    if (spread + room < farthest / 10)
        room = farthest / 10 - spread;
    if (reach->low > 0)
        reach->low = cropped ? reach->low - room : 0;
    else if (reach->high < 0)
        reach->high = cropped ? reach->high + room : 0;
    else if (spread <= 0)
        reach->high = 1; /* nothing but zeros */
}

static long floor_of(double value)
{
    long whole = (long)value;
    return (double)whole > value ? whole - 1 : whole;
}

struct chart_steps chart_steps(const struct chart *chart)
{
    enum { MOST_STEPS = 5 };
    static const long leading[] = {1, 2, 5};
    const double allowance = 1e-9; /* of a step, for what binary fractions lose */
    struct reach reach = reach_of(chart);
    reach_towards_zero(&reach);
    struct chart_steps steps = {.step = {1, reach.places}};
    for (int power = 0; power < FIGURE_DIGITS + FIGURE_PLACES; power++) {
        for (size_t m = 0; m < sizeof leading / sizeof *leading; m++) {
            steps.step.units = leading[m];
            steps.step.places = reach.places - power > 0 ? reach.places - power : 0;
            for (int p = reach.places; p < power; p++)
                steps.step.units *= 10;
            double step = figure_value(steps.step);
            if ((reach.high - reach.low) / step > 2 * MOST_STEPS)
                continue; /* far too fine: a long might not hold the numbers of its steps */
            steps.lowest = floor_of(reach.low / step + allowance);
            steps.highest = -floor_of(-reach.high / step + allowance);
            if (steps.highest - steps.lowest <= MOST_STEPS)
                return steps;
        }
    }
    return steps;
}

int chart_height_of(const struct chart_steps *steps, double value)
{
    double above = (double)steps->highest - value / figure_value(steps->step);
    double share = above / (double)(steps->highest - steps->lowest);
    return CHART_TOP + (int)(share * (CHART_BOTTOM - CHART_TOP) + 0.5);
}
