/* label.c: writes beside lines what they are, where there is room.
 *
 * The legend tells every style; a word on the spot saves the eye the way. A label stands above or
 * below a level stretch of its line, or at a side of an upright one, rather of a long than of a
 * short; it touches no box, no line, no head, no label. Where there is no such place there is none.
 *
 * Layer: svg. Uses: base. Used by: diagram. */
#include "drawing.h"

#include <limits.h>

enum {
    HEIGHT = 13,  /* pixels that a label takes above its baseline and a little below */
    LIFT = 5,     /* from the line up to the baseline */
    HIGHER = 10,  /* the same, where a head is near */
    BELOW = 14,   /* from the line down to the baseline */
    ASIDE = 6,    /* from an upright line to the text */
    MIDDLE = 4,   /* from the middle of the text down to the baseline */
    HEAD = 10,    /* length of the head of a line */
    STRIDE = 10,  /* from one place that is tried to the next */
    CLEARANCE = 2 /* pixels to whatever else there is */
};

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

static struct area area_of_label(const struct diagram_label *label)
{
    return (struct area){label->x - label->width / 2 - CLEARANCE, label->y - HEIGHT + CLEARANCE - 1,
                         label->x + label->width / 2 + CLEARANCE, label->y + LIFT - 1};
}

static struct area area_of_head(const struct diagram_line *line)
{
    struct diagram_point tip = line->tip;
    struct diagram_point back = {tip.x - HEAD * line->aim.x, tip.y - HEAD * line->aim.y};
    return (struct area){
        (tip.x < back.x ? tip.x : back.x) - HEAD / 2, (tip.y < back.y ? tip.y : back.y) - HEAD / 2,
        (tip.x > back.x ? tip.x : back.x) + HEAD / 2, (tip.y > back.y ? tip.y : back.y) + HEAD / 2};
}

static bool is_free(const struct diagram *diagram, struct area area)
{
    for (size_t i = 0; i < diagram->box_count; i++) {
        const struct diagram_box *box = &diagram->boxes[i];
        if (meet(area,
                 (struct area){box->x - CLEARANCE, box->y - CLEARANCE,
                               box->x + box->width + CLEARANCE, box->y + box->height + CLEARANCE}))
            return false;
    }
    for (size_t i = 0; i < diagram->line_count; i++) {
        const struct diagram_line *line = &diagram->lines[i];
        if (line->headed && meet(area, area_of_head(line)))
            return false;
        for (size_t k = 1; k < line->point_count; k++) {
            struct diagram_point a = line->points[k - 1];
            struct diagram_point b = line->points[k];
            struct area stretch = {a.x < b.x ? a.x : b.x, a.y < b.y ? a.y : b.y,
                                   (a.x > b.x ? a.x : b.x) + 1, (a.y > b.y ? a.y : b.y) + 1};
            if (meet(area, stretch))
                return false;
        }
    }
    for (size_t i = 0; i < diagram->label_count; i++)
        if (meet(area, area_of_label(&diagram->labels[i])))
            return false;
    return area.left >= 0 && area.right <= diagram->width && area.top >= 0;
}

static int length_of(struct diagram_point a, struct diagram_point b)
{
    return (a.x < b.x ? b.x - a.x : a.x - b.x) + (a.y < b.y ? b.y - a.y : a.y - b.y);
}

/* Tries the places at both sides of a stretch, from its middle outwards. */
static bool label_stretch(struct diagram *diagram, struct diagram_label label,
                          struct diagram_point a, struct diagram_point b)
{
    static const int level_places[] = {-LIFT, BELOW, -HIGHER};
    bool level = a.y == b.y;
    int room = length_of(a, b) - (level ? label.width + 2 * CLEARANCE : HEIGHT);
    for (int off = 0; off <= room / 2; off += STRIDE)
        for (int k = 0; k < (level ? 6 : 4); k++) {
            int along = k & 1 ? -off : off;
            int aside = label.width / 2 + ASIDE;
            label.x = (a.x + b.x) / 2 + (level ? along : k & 2 ? -aside : aside);
            label.y = (a.y + b.y) / 2 + (level ? level_places[k / 2] : along + MIDDLE);
            if (is_free(diagram, area_of_label(&label))) {
                diagram->labels[diagram->label_count++] = label;
                return true;
            }
        }
    return false;
}

/* Tries the stretches of a line, the longest first. */
static bool label_line(struct diagram *diagram, const struct diagram_line *line,
                       struct diagram_label label)
{
    int shorter_than = INT_MAX;
    for (;;) {
        int longest = -1;
        for (size_t i = 1; i < line->point_count; i++) {
            int length = length_of(line->points[i - 1], line->points[i]);
            if (length < shorter_than && length > longest)
                longest = length;
        }
        if (longest < 0)
            return false;
        for (size_t i = 1; i < line->point_count; i++)
            if (length_of(line->points[i - 1], line->points[i]) == longest &&
                label_stretch(diagram, label, line->points[i - 1], line->points[i]))
                return true;
        shorter_than = longest;
    }
}

void drawing_label(struct drawing *drawing)
{
    struct diagram *diagram = drawing->diagram;
    bool *told = arena_array(drawing->scratch, 2 * diagram->line_count + 1, sizeof *told);
    diagram->label_count = 0;
    diagram->labels = arena_array(drawing->arena, diagram->line_count + 1, sizeof *diagram->labels);
    for (size_t i = 0; i < diagram->line_count; i++) {
        const struct diagram_line *line = &diagram->lines[i];
        struct diagram_label label = {line->label, 0, 0,
                                      diagram_text_width(line->label, DIAGRAM_WORDS_SIZE, false)};
        int net = drawing->ways[i].net;
        if (line->label.len > 0 && line->drawn && !told[net])
            told[net] = label_line(diagram, line, label);
    }
}
