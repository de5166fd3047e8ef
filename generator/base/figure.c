/* figure.c: reads, compares, adds and writes decimal numbers without losing a digit.
 *
 * A plan's 98.96 % must stand on the page as 98.96, and a total must add up to the last unit, which
 * binary fractions cannot promise. Layer: base. Used by: schema, check, plan. */
#include "concordat/base/figure.h"

/* Takes digits from the front of `text`, with a comma before each group of three where `grouped`.
 * False where a comma stands elsewhere or there are too many digits. */
static bool take_digits(struct str *text, bool grouped, long *units, int *count)
{
    int since_comma = -1; /* digits since the last comma; -1 before the first */
    int taken = 0;
    while (text->len > 0) {
        char c = text->ptr[0];
        if (grouped && c == ',') {
            if (taken == 0 || (since_comma < 0 ? taken > 3 : since_comma != 3))
                return false;
            since_comma = 0;
        } else if (c >= '0' && c <= '9') {
            if (++*count > FIGURE_DIGITS)
                return false;
            *units = *units * 10 + (c - '0');
            taken++;
            since_comma += since_comma >= 0;
        } else {
            break;
        }
        *text = str_slice(*text, 1, text->len);
    }
    return taken > 0 && (since_comma < 0 || since_comma == 3);
}

bool figure_parse(struct str text, struct figure_number *figure)
{
    bool negative = str_starts(text, "-");
    int count = 0;
    int before;
    *figure = (struct figure_number){0, 0};
    if (negative)
        text = str_slice(text, 1, text.len);
    if (!take_digits(&text, true, &figure->units, &count))
        return false;
    if (str_starts(text, ".")) {
        before = count;
        text = str_slice(text, 1, text.len);
        if (!take_digits(&text, false, &figure->units, &count))
            return false;
        figure->places = count - before;
    }
    if (negative)
        figure->units = -figure->units;
    return text.len == 0 && figure->places <= FIGURE_PLACES;
}

/* The units that the figure has with more places; false where they are too many for the sum of two
 * such figures to fit a long of 64 bits. */
static bool units_with(struct figure_number figure, int places, long *units)
{
    const long most = 900000000000000000L;
    *units = figure.units;
    for (int i = figure.places; i < places; i++) {
        if (*units > most / 10 || *units < -most / 10)
            return false;
        *units *= 10;
    }
    return *units <= most && *units >= -most; /* a sum of many may be beyond, too */
}

static int more_places(struct figure_number a, struct figure_number b)
{
    return a.places > b.places ? a.places : b.places;
}

int figure_compare(struct figure_number a, struct figure_number b)
{
    long x;
    long y;
    if (units_with(a, more_places(a, b), &x) && units_with(b, more_places(a, b), &y))
        return (x > y) - (x < y);
    return (figure_value(a) > figure_value(b)) - (figure_value(a) < figure_value(b));
}

bool figure_add(struct figure_number a, struct figure_number b, struct figure_number *sum)
{
    long x;
    long y;
    sum->places = more_places(a, b);
    if (!units_with(a, sum->places, &x) || !units_with(b, sum->places, &y))
        return false;
    sum->units = x + y; /* neither is beyond 9e17 */
    return true;
}

double figure_value(struct figure_number figure)
{
    double value = (double)figure.units;
    for (int i = 0; i < figure.places; i++)
        value /= 10;
    return value;
}

void figure_write(struct figure_number figure, const struct figure_words *words, struct buf *out)
{
    char digits[32];
    int count = 0;
    unsigned long rest =
        figure.units < 0 ? 0UL - (unsigned long)figure.units : (unsigned long)figure.units;
    /* From the last digit; a zero before the point is always there. */
    while (rest > 0 || count <= figure.places) {
        digits[count++] = (char)('0' + rest % 10);
        rest /= 10;
    }
    if (figure.units < 0)
        buf_add(out, words->minus);
    for (int i = count - 1; i >= 0; i--) {
        buf_add_char(out, digits[i]);
        if (i == figure.places && i > 0)
            buf_add(out, words->point);
        else if (i > figure.places && (i - figure.places) % 3 == 0)
            buf_add(out, words->group);
    }
}

void figure_write_plain(struct figure_number figure, struct buf *out)
{
    const struct figure_words plain = {STR(""), STR("."), STR("-")};
    figure_write(figure, &plain, out);
}
