/* timeline_write.c: writes the shapes of a timeline as path data.
 *
 * Layer: svg. Uses: base. Used by: plan. */
#include "timeline_parts.h"

enum { POINT = 4, STRIP = 5, TOOTH = 6 };

/* A bar, pointed where it is open. */
static void write_bar(const struct timeline_event *event, struct buf *out)
{
    bool above = event->first == 0;
    bool below = event->last == TIMELINE_OPEN;
    int side = event->height - (above ? ARROW : 0) - (below ? ARROW : 0);
    buf_printf(out, "M%d %d", event->x, event->y + (above ? ARROW : 0));
    buf_printf(out, above ? "l%d %dl%d %d" : "h%d", above ? BAR / 2 : BAR, -ARROW, BAR / 2, ARROW);
    buf_printf(out, "v%d", side);
    if (below)
        buf_printf(out, "l%d %dl%d %d", -BAR / 2, ARROW, -BAR / 2, -ARROW);
    else
        buf_printf(out, "h%d", -BAR);
    buf_add_char(out, 'z');
}

/* The bounded end as a bar across, and an arrow from there to where time is open. */
static void write_open_mark(const struct timeline_event *event, struct buf *out)
{
    bool above = event->first == 0;
    int firm = above ? event->y + event->height - 1 : event->y + 1;
    int way = above ? 2 - TAIL : TAIL - 2;
    int back = above ? POINT : -POINT;
    buf_printf(out, "M%d %dh%dm%d 0v%dm%d %dl%d %dl%d %d", event->x, firm, MARK, -MARK / 2, way,
               -POINT, back, POINT, -back, POINT, back);
}

void timeline_write_mark(const struct timeline_event *event, struct buf *out)
{
    if (event->kind == TIMELINE_BAR) {
        write_bar(event, out);
        return;
    }
    if (event->kind == TIMELINE_RULE)
        return;
    if (timeline_event_is_open(event)) {
        write_open_mark(event, out);
        return;
    }
    int half = MARK / 2;
    buf_printf(out, "M%d %da%d %d 0 0 1 %d 0v%da%d %d 0 0 1 %d 0z", event->x, event->y + half, half,
               half, MARK, event->height - MARK, half, half, -MARK);
}

void timeline_write_leader(const struct timeline *timeline, const struct timeline_event *event,
                           struct buf *out)
{
    int from = event->kind == TIMELINE_RULE  ? timeline->scale_x
               : event->kind == TIMELINE_BAR ? event->x + BAR
                                             : event->x + MARK;
    int to = event->at.x - (event->kind == TIMELINE_RULE ? 0 : SYMBOL / 2 + 1);
    buf_printf(out, "M%d %dH%dL%d %d", from, event->anchor, timeline->leaders_x, to, event->at.y);
}

/* The two edges of a cut run in teeth from left to right. */
static void write_edge(const struct timeline *timeline, int y, struct buf *out)
{
    int teeth = (timeline->axis_x + MARK - timeline->scale_x) / TOOTH;
    buf_printf(out, "M%d %d", timeline->scale_x, y);
    for (int i = 0; i < teeth; i++)
        buf_printf(out, "l%d %d", TOOTH, i % 2 == 0 ? -TOOTH / 2 : TOOTH / 2);
}

void timeline_write_cuts(const struct timeline *timeline, struct buf *out)
{
    int teeth = (timeline->axis_x + MARK - timeline->scale_x) / TOOTH;
    for (size_t i = 0; i < timeline->cut_count; i++) {
        write_edge(timeline, timeline->cuts[i] - STRIP / 2, out);
        buf_printf(out, "v%d", STRIP);
        for (int t = teeth; t-- > 0;)
            buf_printf(out, "l%d %d", -TOOTH, t % 2 == 0 ? TOOTH / 2 : -TOOTH / 2);
        buf_add_char(out, 'z');
    }
}

void timeline_write_edges(const struct timeline *timeline, struct buf *out)
{
    for (size_t i = 0; i < timeline->cut_count; i++) {
        write_edge(timeline, timeline->cuts[i] - STRIP / 2, out);
        write_edge(timeline, timeline->cuts[i] - STRIP / 2 + STRIP, out);
    }
}
