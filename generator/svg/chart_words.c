/* chart_words.c: letters a chart: the times below it, the figures beside its marks.
 *
 * Nothing may overlap at the narrow width; what found no room there is tried again at the wide one,
 * and shown only from there on. What finds none at all stands in the table beside the chart. The
 * figures that tell most come first, and stand at every width, over lines and marks if there is no
 * other way: the latest result, the last target, the last forecast, the last baseline.
 *
 * Layer: svg. Uses: base. Used by: chart. */
#include "plotting.h"

struct area {
    int left;
    int top;
    int right;
    int bottom;
};

static bool meet(struct area a, struct area b)
{
    return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}

/* What a centred line of text takes at a width of the chart. */
static struct area area_of(const struct chart_words *words, int width)
{
    int half = (diagram_text_width(words->text, LETTERS, true) + 1) / 2 + 2;
    int middle = words->x * width / 1000 + words->shift;
    return (struct area){middle - half, words->y - LETTERS + 1, middle + half, words->y + 3};
}

static bool is_free_of_words(struct area area, const struct chart_words *list, size_t count,
                             int width)
{
    for (size_t i = 0; i < count; i++)
        if ((list[i].room == ROOM_ALWAYS || (list[i].room == ROOM_WIDE && width == CHART_WIDE)) &&
            meet(area, area_of(&list[i], width)))
            return false;
    return true;
}

/* ------------------------------------------------------------------ what goes first */

/* How early a figure is lettered. */
enum rank { RANK_RESULT, RANK_TARGET, RANK_FORECAST, RANK_BASELINE, KEY_RANKS, RANKS = 8 };

/* What counts as one kind of figure: a result that may change is a result. */
static enum rank kind_of(const struct chart_figure *figure)
{
    static const enum rank kinds[CHART_PARTS] = {
        [CHART_RESULT] = RANK_RESULT,     [CHART_PROVISIONAL] = RANK_RESULT,
        [CHART_TARGET] = RANK_TARGET,     [CHART_FORECAST] = RANK_FORECAST,
        [CHART_BASELINE] = RANK_BASELINE, [CHART_GAP] = RANK_BASELINE,
    };
    return kinds[figure->part];
}

/* The last of each kind before all others. */
static int rank_of(const struct chart *chart, size_t number)
{
    const struct chart_figure *figure = &chart->figures[number];
    enum rank kind = kind_of(figure);
    bool last = chart_has_value(figure);
    for (size_t i = number + 1; last && i < chart->count; i++)
        last = !chart_has_value(&chart->figures[i]) || kind_of(&chart->figures[i]) != kind;
    if (last)
        return (int)kind;
    return KEY_RANKS + (kind == RANK_RESULT ? RANK_BASELINE : (int)kind - 1);
}

/* ------------------------------------------------------------------ times */

enum { WIDEST_TIME = 96 };

int plot_widest_time(struct plot *plot)
{
    int widest = 2 * MARK_REACH;
    for (size_t i = 0; i < plot->chart->count; i++) {
        const struct chart_figure *figure = &plot->chart->figures[i];
        struct str *lines;
        size_t count =
            diagram_wrap(plot->scratch, figure->time_words, LETTERS, false, WIDEST_TIME, &lines);
        for (size_t k = 0; k < count; k++) {
            int width = diagram_text_width(lines[k], LETTERS, false);
            widest = width > widest ? width : widest;
        }
    }
    return widest;
}

int plot_room_at_right(struct plot *plot)
{
    enum { MOST = 64 };
    const struct chart *chart = plot->chart;
    const struct chart_figure *last = NULL;
    int room = plot_widest_time(plot) / 2;
    for (size_t i = 0; i < chart->count; i++)
        if (chart->figures[i].dated && (!last || chart->figures[i].time >= last->time))
            last = &chart->figures[i];
    for (size_t i = 0; last && i < chart->count; i++) {
        const struct chart_figure *figure = &chart->figures[i];
        int width = TARGET_REACH + 6 + diagram_text_width(figure->value_words, LETTERS, true);
        if (chart_has_value(figure) && figure->dated && figure->time == last->time &&
            width > room && width <= MOST)
            room = width;
    }
    return room;
}

/* True where the same words stand at the same place already. */
static bool is_told(const struct chart *chart, const struct chart_words *words)
{
    for (size_t i = 0; i < chart->time_count; i++)
        if (chart->times[i].x == words->x && str_equal(chart->times[i].text, words->text))
            return true;
    return false;
}

/* Writes the time of a figure where all its lines have room. */
static void write_time(struct plot *plot, const struct chart_figure *figure, int first_y)
{
    struct chart *chart = plot->chart;
    struct str *lines;
    size_t count =
        diagram_wrap(plot->arena, figure->time_words, LETTERS, false, WIDEST_TIME, &lines);
    static const struct {
        enum chart_room room;
        int width;
    } tries[] = {{ROOM_ALWAYS, CHART_NARROW}, {ROOM_WIDE, CHART_WIDE}};
    for (size_t t = 0; t < 2; t++) {
        struct chart_words words = {.x = figure->x, .room = tries[t].room};
        bool free = true;
        for (size_t k = 0; k < count && free; k++) {
            words.text = lines[k];
            words.y = first_y + (int)k * LINE_HEIGHT;
            if (k == 0 && is_told(chart, &words))
                return;
            for (size_t w = t; w < 2 && free; w++)
                free = is_free_of_words(area_of(&words, tries[w].width), chart->times,
                                        chart->time_count, tries[w].width);
        }
        for (size_t k = 0; k < count && free; k++) {
            words.text = lines[k];
            words.y = first_y + (int)k * LINE_HEIGHT;
            chart->times[chart->time_count++] = words;
            if (words.y + 6 > chart->height)
                chart->height = words.y + 6;
        }
        if (free)
            return;
    }
}

void plot_times(struct plot *plot)
{
    struct chart *chart = plot->chart;
    size_t words = 0;
    int foot = CHART_BOTTOM + (plot->has_gaps ? GAP_LANE : 0);
    for (size_t i = 0; i < chart->count; i++)
        words += chart->figures[i].time_words.len + 1; /* a line has a character at least */
    chart->times = arena_array(plot->arena, words, sizeof *chart->times);
    chart->height = foot + MARK_REACH;
    /* The last and the first, which tell how long the time is; that of the latest result; others.
     */
    for (int pass = 0; pass < 4; pass++)
        for (size_t i = 0; i < chart->count; i++) {
            const struct chart_figure *figure = &chart->figures[i];
            bool last = figure->x == plot->inner_right;
            bool first = figure->x == plot->inner_left;
            bool latest = chart_has_value(figure) && rank_of(chart, i) == RANK_RESULT;
            if (figure->placed && pass == (last ? 0 : first ? 1 : latest ? 2 : 3))
                write_time(plot, figure, foot + 18);
        }
}

/* ------------------------------------------------------------------ values */

static bool is_free_of_marks(const struct chart *chart, struct area area, int width)
{
    for (size_t i = 0; i < chart->count; i++) {
        const struct chart_figure *figure = &chart->figures[i];
        int x = figure->x * width / 1000;
        int reach = figure->part == CHART_TARGET ? TARGET_REACH : MARK_REACH;
        if (figure->placed &&
            meet(area, (struct area){x - reach, figure->y - reach, x + reach, figure->y + reach}))
            return false;
    }
    return true;
}

/* True where the line, which has no breadth, comes near the words. */
static bool is_free_of_lines(const struct chart *chart, struct area area, int width)
{
    enum { SAMPLES = 24 };
    for (size_t i = 0; i < chart->line_count; i++) {
        const struct chart_stroke *line = &chart->lines[i];
        for (int s = 0; s <= SAMPLES; s++) {
            int x = (line->x * (SAMPLES - s) + line->to_x * s) * width / (SAMPLES * 1000);
            int y = (line->y * (SAMPLES - s) + line->to_y * s) / SAMPLES;
            if (meet(area, (struct area){x, y, x + 1, y + 1}))
                return false;
        }
    }
    for (size_t i = 0; i < chart->guide_count; i++)
        if (chart->guides[i].y >= area.top && chart->guides[i].y < area.bottom)
            return false;
    for (size_t i = 0; i < chart->grid_count; i++)
        if (chart->grid[i].zero && chart->grid[i].y >= area.top && chart->grid[i].y < area.bottom)
            return false;
    return true;
}

/* What words are kept away from, beside other words and the edges: the less, the later it is tried.
 */
enum care { OVER_MARKS, OVER_LINES, CLEAR };

static bool is_free(const struct plot *plot, const struct chart_words *words, int width,
                    enum care care)
{
    const struct chart *chart = plot->chart;
    struct area area = area_of(words, width);
    return area.left >= plot->left * width / 1000 && area.right <= width && area.top >= 0 &&
           area.bottom <= CHART_BOTTOM &&
           is_free_of_words(area, chart->values, chart->value_count, width) &&
           (care == OVER_MARKS || is_free_of_marks(chart, area, width)) &&
           (care < CLEAR || is_free_of_lines(chart, area, width));
}

/* True where words beside the mark of a figure seem to belong to another, above or below them. */
static bool seem_of_another(const struct chart *chart, const struct chart_figure *figure,
                            const struct chart_words *words, int width)
{
    enum { NEAR = 20 };
    struct area area = area_of(words, width);
    for (size_t i = 0; i < chart->count; i++) {
        const struct chart_figure *other = &chart->figures[i];
        int x = other->x * width / 1000;
        if (other->placed && other->x != figure->x && x >= area.left && x <= area.right &&
            other->y > area.top - NEAR && other->y < area.bottom + NEAR)
            return true;
    }
    return false;
}

/* Where words may stand about the middle of their mark, in the order in which they are tried. */
struct spot {
    int side;  /* -1: at the left of it, 1: at the right */
    int lower; /* of the foot of the words, in pixels */
};

enum { NEAR_SPOTS = 8, ALL_SPOTS = 32 };

/* Those after the first eight lie above and below, a line farther off each time. */
static struct spot spot_of(int number)
{
    static const struct spot near[NEAR_SPOTS] = {{0, -11}, {0, 20},  {1, 4},  {-1, 4},
                                                 {1, -8},  {-1, -8}, {1, 16}, {-1, 16}};
    int lines = (number - NEAR_SPOTS) / 2 + 1;
    if (number < NEAR_SPOTS)
        return near[number];
    return number % 2 == 0 ? (struct spot){0, -11 - lines * (LETTERS + 4)}
                           : (struct spot){0, 20 + lines * (LETTERS + 4)};
}

/* Moves words that stand above or below their mark as far as the edges of the narrow chart ask. */
static int shift_inside(const struct plot *plot, const struct chart_figure *figure, int half)
{
    int middle = figure->x * CHART_NARROW / 1000;
    int least = (plot->left * CHART_NARROW + 999) / 1000 + half;
    int most = CHART_NARROW - half;
    return middle > most ? most - middle : middle < least ? least - middle : 0;
}

/* The words of a figure at a spot. A height alone has no mark: it is told at the end of its line.
 */
static struct chart_words words_at(const struct plot *plot, const struct chart_figure *figure,
                                   struct spot spot)
{
    struct chart_words words = {.text = figure->value_words, .x = figure->x};
    int half = (diagram_text_width(words.text, LETTERS, true) + 1) / 2 + 3;
    int reach = figure->part == CHART_TARGET ? TARGET_REACH : MARK_REACH;
    words.y = figure->y + spot.lower;
    if (!figure->placed) {
        words.x = 1000;
        words.shift = -half;
        words.y -= spot.lower / 3;
    } else if (spot.side != 0) {
        words.shift = spot.side * (reach + half);
    } else {
        words.y += spot.lower < 0 ? MARK_REACH - reach : reach - MARK_REACH;
        words.shift = shift_inside(plot, figure, half);
    }
    return words;
}

/* Puts the words of a figure at the first spot that is free at the width, or, where they are to be
 * shown at every width, at both. */
static bool place_value(struct plot *plot, const struct chart_figure *figure, enum chart_room room,
                        enum care care, int spot_count)
{
    struct chart *chart = plot->chart;
    for (int s = 0; s < spot_count; s++) {
        struct spot spot = spot_of(s);
        struct chart_words words = words_at(plot, figure, spot);
        bool aside = spot.side != 0 && care > OVER_MARKS;
        words.room = room;
        if (aside &&
            (seem_of_another(chart, figure, &words, CHART_WIDE) ||
             (room == ROOM_ALWAYS && seem_of_another(chart, figure, &words, CHART_NARROW))))
            continue;
        if ((room == ROOM_WIDE || is_free(plot, &words, CHART_NARROW, care)) &&
            is_free(plot, &words, CHART_WIDE, care)) {
            chart->values[chart->value_count++] = words;
            return true;
        }
    }
    return false;
}

/* A key figure is shown at every width, whatever it stands over; another only beside its mark, and
 * rather away from lines where there is room for that alone. */
static void write_value(struct plot *plot, const struct chart_figure *figure, bool key)
{
    if (place_value(plot, figure, ROOM_ALWAYS, CLEAR, NEAR_SPOTS))
        return;
    if (key) {
        if (!place_value(plot, figure, ROOM_ALWAYS, OVER_LINES, ALL_SPOTS))
            place_value(plot, figure, ROOM_ALWAYS, OVER_MARKS, ALL_SPOTS);
    } else if (!place_value(plot, figure, ROOM_WIDE, CLEAR, NEAR_SPOTS) &&
               !place_value(plot, figure, ROOM_ALWAYS, OVER_LINES, NEAR_SPOTS)) {
        place_value(plot, figure, ROOM_WIDE, OVER_LINES, NEAR_SPOTS);
    }
}

void plot_values(struct plot *plot)
{
    struct chart *chart = plot->chart;
    chart->values = arena_array(plot->arena, chart->count, sizeof *chart->values);
    for (int rank = 0; rank < RANKS; rank++)
        for (size_t i = chart->count; i > 0; i--) /* late ones first */
            if (chart_has_value(&chart->figures[i - 1]) && rank_of(chart, i - 1) == rank)
                write_value(plot, &chart->figures[i - 1], rank < KEY_RANKS);
}
