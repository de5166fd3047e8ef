/* label.c: writes beside lines what they are, where there is room.
 *
 * The legend tells every style; a word on the spot saves the eye the way. A label stands above a
 * level stretch of its line, or in the stead of none: it must touch no box, no line, no label.
 *
 * Layer: svg. Uses: base. Used by: diagram. */
#include "drawing.h"

enum {
    HEIGHT = 12,  /* pixels that a label takes above its baseline and a little below */
    LIFT = 4,     /* from the line to the baseline */
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
    return (struct area){label->x - label->width / 2 - CLEARANCE, label->y - HEIGHT + CLEARANCE,
                         label->x + label->width / 2 + CLEARANCE, label->y + LIFT - 1};
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
    for (size_t i = 0; i < diagram->line_count; i++)
        for (size_t k = 1; k < diagram->lines[i].point_count; k++) {
            struct diagram_point a = diagram->lines[i].points[k - 1];
            struct diagram_point b = diagram->lines[i].points[k];
            struct area stretch = {a.x < b.x ? a.x : b.x, a.y < b.y ? a.y : b.y,
                                   (a.x > b.x ? a.x : b.x) + 1, (a.y > b.y ? a.y : b.y) + 1};
            if (meet(area, stretch))
                return false;
        }
    for (size_t i = 0; i < diagram->label_count; i++)
        if (meet(area, area_of_label(&diagram->labels[i])))
            return false;
    return area.left >= 0 && area.right <= diagram->width && area.top >= 0;
}

/* Tries the places above and below a level stretch, from its middle outwards. */
static bool label_stretch(struct diagram *diagram, struct diagram_label label,
                          struct diagram_point a, struct diagram_point b)
{
    enum { BELOW = 13 };
    int length = a.x < b.x ? b.x - a.x : a.x - b.x;
    if (a.y != b.y || length < label.width + 2 * CLEARANCE)
        return false;
    for (int off = 0; off <= (length - label.width) / 2 - CLEARANCE; off += STRIDE)
        for (int k = 0; k < 4; k++) {
            label.x = (a.x + b.x) / 2 + (k & 1 ? -off : off);
            label.y = k & 2 ? a.y + BELOW : a.y - LIFT;
            if (is_free(diagram, area_of_label(&label))) {
                diagram->labels[diagram->label_count++] = label;
                return true;
            }
        }
    return false;
}

void drawing_label(struct drawing *drawing)
{
    struct diagram *diagram = drawing->diagram;
    bool *told = arena_array(drawing->scratch, diagram->line_count + 2, sizeof *told);
    diagram->labels = arena_array(drawing->arena, diagram->line_count + 1, sizeof *diagram->labels);
    for (size_t i = 0; i < diagram->line_count; i++) {
        const struct diagram_line *line = &diagram->lines[i];
        struct diagram_label label = {line->label, 0, 0,
                                      diagram_text_width(line->label, DIAGRAM_WORDS_SIZE, false)};
        int net = drawing->ways[i].net;
        for (size_t k = 1; k < line->point_count && line->label.len > 0 && !told[net]; k++)
            told[net] = label_stretch(diagram, label, line->points[k - 1], line->points[k]);
    }
}
