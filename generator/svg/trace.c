/* trace.c: turns the lattice into pixels, without the tracks that no line took.
 *
 * Between two rows of boxes lie more tracks than lines ever need; those that stay empty are taken
 * out, down to a least distance, and so is what is left over at the four sides.
 *
 * Layer: svg. Uses: base. Used by: diagram. */
#include "drawing.h"

enum {
    EDGE = 4,   /* pixels about the whole drawing, for the thickness of its outlines */
    DESCENT = 4 /* pixels of a line of text below its baseline */
};

/* ------------------------------------------------------------------ tracks */

/* Keeps of the tracks first..last those in use, and others from both ends until there are `least`
 * of them. */
static void keep_tracks(bool *kept, int first, int last, int least)
{
    int count = 0;
    for (int y = first; y <= last; y++)
        count += kept[y];
    for (int low = first, high = last; low <= high && count < least; low++, high--) {
        count += !kept[low];
        kept[low] = true;
        if (count < least && !kept[high]) {
            kept[high] = true;
            count++;
        }
    }
}

/* Which tracks stay: those of boxes, those that lines run along, and some for distance. */
static bool *kept_tracks(const struct drawing *drawing)
{
    bool *kept = arena_array(drawing->scratch, (size_t)drawing->height, sizeof *kept);
    for (size_t i = 0; i < drawing->diagram->line_count; i++) {
        const struct way *way = &drawing->ways[i];
        for (size_t k = 1; k < way->count; k++)
            if (way->points[k].y == way->points[k - 1].y)
                kept[way->points[k].y] = true;
    }
    for (int i = 0; i < drawing->row_count; i++) {
        int top = drawing->rows[i].top;
        int bottom = top + drawing->rows[i].height;
        for (int y = top; y <= bottom; y++)
            kept[y] = true;
        if (i > 0)
            kept[top - 1] = true;
        if (i + 1 == drawing->row_count)
            break;
        kept[bottom + 1] = true;
        keep_tracks(kept, bottom + 1, drawing->rows[i + 1].top - 1, LEAST_GUTTER - 1);
    }
    return kept;
}

/* Where each track lies in pixels; *height becomes that of the drawing. */
static int *track_places(const struct drawing *drawing, int *height)
{
    const bool *kept = kept_tracks(drawing);
    int *places = arena_array(drawing->scratch, (size_t)drawing->height, sizeof *places);
    int y = EDGE - UNIT;
    for (int i = 0; i < drawing->height; i++) {
        y += kept[i] ? UNIT : 0;
        places[i] = y;
    }
    *height = y + EDGE;
    return places;
}

/* The first and last column in use. */
static void columns_in_use(const struct drawing *drawing, int *first, int *last)
{
    *first = drawing->width;
    *last = 0;
    for (size_t i = 0; i < drawing->diagram->box_count; i++) {
        int left = drawing->spots[i].left;
        *first = left < *first ? left : *first;
        *last = left + drawing->box_width > *last ? left + drawing->box_width : *last;
    }
    for (size_t i = 0; i < drawing->diagram->line_count; i++)
        for (size_t k = 0; k < drawing->ways[i].count; k++) {
            int x = drawing->ways[i].points[k].x;
            *first = x < *first ? x : *first;
            *last = x > *last ? x : *last;
        }
}

/* ------------------------------------------------------------------ boxes and lines */

static void trace_box(const struct drawing *drawing, size_t number, const int *tracks, int first)
{
    struct diagram_box *box = &drawing->diagram->boxes[number];
    const struct spot *spot = &drawing->spots[number];
    int text_height = 0;
    box->x = EDGE + (spot->left - first) * UNIT;
    box->y = tracks[spot->top];
    box->height = spot->height * UNIT;
    for (size_t i = 0; i < box->text_count; i++) {
        bool second = !box->texts[i].strong && i > 0 && box->texts[i - 1].strong;
        text_height += box->texts[i].strong ? NAME_HEIGHT : WORDS_HEIGHT;
        text_height += second ? WORDS_SPACE : 0;
    }
    int y = box->y + (box->height - text_height) / 2;
    for (size_t i = 0; i < box->text_count; i++) {
        bool second = !box->texts[i].strong && i > 0 && box->texts[i - 1].strong;
        y += (box->texts[i].strong ? NAME_HEIGHT : WORDS_HEIGHT) + (second ? WORDS_SPACE : 0);
        box->texts[i].x = box->x + box->width / 2;
        box->texts[i].y = y - DESCENT;
    }
}

static int sign(int number)
{
    return (number > 0) - (number < 0);
}

static void trace_line(const struct drawing *drawing, size_t number, const int *tracks, int first)
{
    struct diagram_line *line = &drawing->diagram->lines[number];
    const struct way *way = &drawing->ways[number];
    line->drawn = way->count >= 2;
    line->point_count = way->count;
    if (!line->drawn)
        return;
    line->points = arena_array(drawing->arena, way->count, sizeof *line->points);
    for (size_t i = 0; i < way->count; i++)
        line->points[i] = (struct diagram_point){EDGE + (way->points[i].x - first) * UNIT,
                                                 tracks[way->points[i].y]};
    const struct diagram_point *tip = &line->points[way->count - 1];
    line->headed = way->headed && !way->told;
    line->told = way->told;
    line->tip = *tip;
    line->aim = (struct diagram_point){sign(tip->x - tip[-1].x), sign(tip->y - tip[-1].y)};
}

void drawing_trace(struct drawing *drawing)
{
    struct diagram *diagram = drawing->diagram;
    int first;
    int last;
    const int *tracks = track_places(drawing, &diagram->height);
    columns_in_use(drawing, &first, &last);
    diagram->width = (last - first) * UNIT + 2 * EDGE;
    for (size_t i = 0; i < diagram->box_count; i++)
        trace_box(drawing, i, tracks, first);
    for (size_t i = 0; i < diagram->line_count; i++)
        trace_line(drawing, i, tracks, first);
}
