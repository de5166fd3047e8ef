/* chart_words.c: letters a chart: the times below it, the figures beside its marks.
 *
 * Nothing may overlap at the narrow width; what found no room there is tried again at the wide one,
 * and shown only from there on. What finds none at all stands in the table beside the chart, so the
 * figures that tell most come first: the latest result, the targets, the baselines.
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
    int middle = words->x * width / 1000;
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
    /* The last and the first before those between: they tell how long the time is. */
    for (int pass = 0; pass < 3; pass++)
        for (size_t i = 0; i < chart->count; i++) {
            const struct chart_figure *figure = &chart->figures[i];
            bool last = figure->x == plot->inner_right;
            bool first = figure->x == plot->inner_left;
            if (figure->placed && pass == (last ? 0 : first ? 1 : 2))
                write_time(plot, figure, foot + 18);
        }
}

/* ------------------------------------------------------------------ values */

/* How early a figure is lettered. */
static int rank_of(const struct chart *chart, size_t number)
{
    const struct chart_figure *figure = &chart->figures[number];
    bool latest = figure->part == CHART_RESULT || figure->part == CHART_PROVISIONAL;
    for (size_t i = number + 1; latest && i < chart->count; i++)
        latest =
            chart->figures[i].part != CHART_RESULT && chart->figures[i].part != CHART_PROVISIONAL;
    if (latest)
        return 0;
    static const int ranks[CHART_PARTS] = {
        [CHART_TARGET] = 1,      [CHART_BASELINE] = 2, [CHART_FORECAST] = 3,
        [CHART_PROVISIONAL] = 4, [CHART_RESULT] = 4,   [CHART_GAP] = 5,
    };
    return ranks[figure->part];
}

static bool is_free_of_marks(const struct chart *chart, struct area area, int width)
{
    for (size_t i = 0; i < chart->count; i++) {
        const struct chart_figure *figure = &chart->figures[i];
        int x = figure->x * width / 1000;
        if (figure->placed && meet(area, (struct area){x - MARK_REACH, figure->y - MARK_REACH,
                                                       x + MARK_REACH, figure->y + MARK_REACH}))
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
    return true;
}

/* True where there is room at a width; `strict` asks for it beside lines as well. */
static bool is_free(const struct plot *plot, const struct chart_words *words, int width,
                    bool strict)
{
    const struct chart *chart = plot->chart;
    struct area area = area_of(words, width);
    return area.left >= plot->left * width / 1000 && area.right <= width && area.top >= 0 &&
           area.bottom <= CHART_BOTTOM && is_free_of_marks(chart, area, width) &&
           is_free_of_words(area, chart->values, chart->value_count, width) &&
           (!strict || is_free_of_lines(chart, area, width));
}

/* Puts the words above or below the mark, away from lines where that can be had; a narrow place is
 * one that is free at both widths. */
static void write_value(struct plot *plot, const struct chart_figure *figure)
{
    enum { ABOVE = 10, BELOW = 19 };
    const int offsets[] = {-ABOVE, BELOW};
    struct chart *chart = plot->chart;
    struct chart_words words = {.text = figure->value_words, .x = figure->x};
    if (!figure->placed) /* a height alone: told at the end of its line */
        words.x =
            1000 - chart_part_of_width((diagram_text_width(words.text, LETTERS, true) + 1) / 2 + 3);
    for (int strict = 1; strict >= 0; strict--)
        for (int room = ROOM_ALWAYS; room <= ROOM_WIDE; room++)
            for (size_t o = 0; o < sizeof offsets / sizeof *offsets; o++) {
                words.y = figure->y + offsets[o] - (figure->placed ? 0 : offsets[o] / 3);
                words.room = (enum chart_room)room;
                if ((room == ROOM_WIDE || is_free(plot, &words, CHART_NARROW, strict)) &&
                    is_free(plot, &words, CHART_WIDE, strict)) {
                    chart->values[chart->value_count++] = words;
                    return;
                }
            }
}

void plot_values(struct plot *plot)
{
    enum { LAST_RANK = 4 };
    struct chart *chart = plot->chart;
    chart->values = arena_array(plot->arena, chart->count, sizeof *chart->values);
    for (int rank = 0; rank <= LAST_RANK; rank++)
        for (size_t i = chart->count; i > 0; i--) /* late ones first */
            if (rank_of(chart, i - 1) == rank)
                write_value(plot, &chart->figures[i - 1]);
}
