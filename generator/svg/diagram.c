/* diagram.c: draws a diagram from beginning to end, and writes its shapes as path data.
 *
 * Layer: svg. Uses: base. Used by: plan. Boxes are placed by place.c, lines led by route.c and
 * search.c, what comes out is turned into pixels by trace.c and lettered by label.c. */
#include "drawing.h"

bool diagram_lay_out(struct arena *arena, struct diagram *diagram)
{
    struct drawing drawing = {.arena = arena,
                              .diagram = diagram,
                              .box_width = diagram->narrow ? 14 : 16,
                              .gap = diagram->narrow ? 4 : 6};
    if (diagram->box_count == 0 || diagram->box_count > DIAGRAM_MOST_BOXES ||
        diagram->line_count > DIAGRAM_MOST_LINES)
        return false;
    drawing.scratch = arena_new();
    drawing_place(&drawing);
    drawing_route(&drawing);
    drawing_trace(&drawing);
    drawing_label(&drawing);
    arena_free(drawing.scratch);
    return true;
}

void diagram_write_path(const struct diagram_line *line, struct buf *out)
{
    for (size_t i = 0; i < line->point_count; i++) {
        struct diagram_point at = line->points[i];
        if (i == 0)
            buf_printf(out, "M%d %d", at.x, at.y);
        else if (at.y == line->points[i - 1].y)
            buf_printf(out, "H%d", at.x);
        else
            buf_printf(out, "V%d", at.y);
    }
}

/* ------------------------------------------------------------------ heads */

/* A head's corners, as if it looked to the right: x back from the tip, y to the side. */
struct outline {
    struct diagram_point corners[4];
    int count;
    bool closed;
};

static const struct outline outlines[HEAD_COUNT] = {
    [HEAD_FILLED] = {{{-9, -4}, {0, 0}, {-9, 4}}, 3, true},
    [HEAD_HOLLOW] = {{{-9, -4}, {0, 0}, {-9, 4}}, 3, true},
    [HEAD_OPEN] = {{{-8, -4}, {0, 0}, {-8, 4}}, 3, false},
    [HEAD_DIAMOND] = {{{-10, 0}, {-5, -4}, {0, 0}, {-5, 4}}, 4, true},
};

enum { RADIUS = 4 };

void diagram_write_head(enum diagram_head head, struct diagram_point tip, struct diagram_point aim,
                        struct buf *out)
{
    const struct outline *outline = &outlines[head];
    if (head == HEAD_DISC || head == HEAD_CIRCLE) {
        /* Two half circles, from the tip to the other side and back. */
        int x = 2 * RADIUS * aim.x;
        int y = 2 * RADIUS * aim.y;
        buf_printf(out, "M%d %da%d %d 0 1 1 %d %da%d %d 0 1 1 %d %dz", tip.x, tip.y, RADIUS, RADIUS,
                   -x, -y, RADIUS, RADIUS, x, y);
        return;
    }
    for (int i = 0; i < outline->count; i++) {
        struct diagram_point corner = outline->corners[i];
        buf_printf(out, "%c%d %d", i == 0 ? 'M' : 'L', tip.x + corner.x * aim.x - corner.y * aim.y,
                   tip.y + corner.x * aim.y + corner.y * aim.x);
    }
    if (outline->closed)
        buf_add_char(out, 'z');
}
