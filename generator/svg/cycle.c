/* cycle.c: puts the stages of a cycle on their track, and writes the track.
 *
 * Layer: svg. Uses: base, metrics. Used by: plan. */
#include "concordat/svg/cycle.h"

enum {
    SIDE = 120,  /* the width of a stage at a side */
    ENDS = 130,  /* of the one at the top and the one at the bottom */
    MIDDLE = 80, /* of what stands in the middle */
    PADDING = 8, /* of a box, at each side */
    LINE = 15,   /* the height of a line of text */
    BASELINE = 11,
    GAP = 34, /* between two stages one below the other */
    CLEARANCE = 18,
    LEAST_ROOM = 84, /* between the first stage and the bottom, so that the track is round */
    RADIUS = 36,     /* of the corners of the track */
    LEFT = SIDE / 2, /* where the track runs down and up */
    RIGHT = CYCLE_WIDTH - SIDE / 2
};

enum { STRAIGHT, TOP_RIGHT, BOTTOM_RIGHT, BOTTOM_LEFT, TOP_LEFT, TURN };

static int larger(int a, int b)
{
    return a > b ? a : b;
}

/* ------------------------------------------------------------------ boxes */

static void letter_box(struct arena *arena, struct cycle_stage_box *box, int width)
{
    struct str *lines = NULL;
    box->width = width;
    box->text_count =
        diagram_wrap(arena, box->title, CYCLE_SIZE, true, width - 2 * PADDING, &lines);
    box->texts = arena_array(arena, box->text_count + 1, sizeof *box->texts);
    for (size_t i = 0; i < box->text_count; i++)
        box->texts[i] = (struct diagram_text){lines[i], true, 0, 0};
    box->height = (int)box->text_count * LINE + 2 * PADDING;
}

/* Puts a box with its middle at x and its top at y. */
static void put_box(struct cycle_stage_box *box, int x, int y)
{
    box->x = x - box->width / 2;
    box->y = y;
    for (size_t i = 0; i < box->text_count; i++) {
        box->texts[i].x = x;
        box->texts[i].y = y + PADDING + BASELINE + (int)i * LINE;
    }
}

static struct diagram_point level_end(const struct cycle_stage_box *box, bool right)
{
    return (struct diagram_point){right ? box->x + box->width : box->x, box->y + box->height / 2};
}

static struct diagram_point upright_end(const struct cycle_stage_box *box, bool bottom)
{
    return (struct diagram_point){box->x + box->width / 2, bottom ? box->y + box->height : box->y};
}

/* ------------------------------------------------------------------ places */

/* Puts the rows of stages at the sides from y on; the y at which the last ends. */
static int put_rows(struct cycle_drawing *drawing, size_t rows, int y)
{
    for (size_t i = 0; i < rows; i++) {
        struct cycle_stage_box *right = &drawing->stages[1 + i];
        struct cycle_stage_box *left = &drawing->stages[drawing->count - 1 - i];
        int height = larger(right->height, left->height);
        put_box(right, RIGHT, y + (height - right->height) / 2);
        put_box(left, LEFT, y + (height - left->height) / 2);
        y += height + GAP;
    }
    return y - GAP;
}

static void put_boxes(struct cycle_drawing *drawing, struct cycle_stage_box *bottom, size_t rows)
{
    struct cycle_stage_box *top = &drawing->stages[0];
    int middle = drawing->middle.text_count > 0 ? drawing->middle.height + CLEARANCE : 0;
    int room = larger(middle, LEAST_ROOM);
    int first = larger(top->height / 2 + RADIUS + PADDING, top->height + CLEARANCE);
    put_box(top, CYCLE_WIDTH / 2, 0);
    int last = put_rows(drawing, rows, first);
    int below =
        bottom ? last + larger(RADIUS + PADDING - bottom->height / 2, CLEARANCE) : last + RADIUS;
    int lacking = room - (below - top->height - CLEARANCE);
    if (lacking > 0) {
        put_rows(drawing, rows, first + lacking / 2);
        below += lacking;
    }
    if (bottom)
        put_box(bottom, CYCLE_WIDTH / 2, below);
    put_box(&drawing->middle, CYCLE_WIDTH / 2, (top->height + below - drawing->middle.height) / 2);
    drawing->height = bottom ? below + bottom->height : below + PADDING;
}

/* ------------------------------------------------------------------ the track */

static void lay_track(struct cycle_drawing *drawing, const struct cycle_stage_box *bottom,
                      size_t rows)
{
    for (size_t i = 0; i < drawing->count; i++) {
        const struct cycle_stage_box *from = &drawing->stages[i];
        const struct cycle_stage_box *to = &drawing->stages[(i + 1) % drawing->count];
        struct cycle_track *track = &drawing->tracks[i];
        if (i == 0)
            *track = (struct cycle_track){level_end(from, true), upright_end(to, false), TOP_RIGHT};
        else if (i + 1 == drawing->count)
            *track = (struct cycle_track){upright_end(from, false), level_end(to, false), TOP_LEFT};
        else if (from == bottom)
            *track =
                (struct cycle_track){level_end(from, false), upright_end(to, true), BOTTOM_LEFT};
        else if (to == bottom)
            *track =
                (struct cycle_track){upright_end(from, true), level_end(to, true), BOTTOM_RIGHT};
        else if (i == rows)
            *track = (struct cycle_track){upright_end(from, true), upright_end(to, true), TURN};
        else
            *track = (struct cycle_track){upright_end(from, i < rows), upright_end(to, i > rows),
                                          STRAIGHT};
    }
}

bool cycle_lay_out(struct arena *arena, struct cycle_drawing *drawing)
{
    if (drawing->count < CYCLE_LEAST || drawing->count > CYCLE_MOST)
        return false;
    size_t rows = (drawing->count - 1) / 2;
    struct cycle_stage_box *bottom = drawing->count % 2 == 0 ? &drawing->stages[rows + 1] : NULL;
    for (size_t i = 0; i < drawing->count; i++) {
        struct cycle_stage_box *box = &drawing->stages[i];
        letter_box(arena, box, i == 0 || box == bottom ? ENDS : SIDE);
    }
    drawing->middle.title = drawing->centre;
    letter_box(arena, &drawing->middle, MIDDLE);
    drawing->tracks = arena_array(arena, drawing->count, sizeof *drawing->tracks);
    drawing->width = CYCLE_WIDTH;
    put_boxes(drawing, bottom, rows);
    lay_track(drawing, bottom, rows);
    return true;
}

/* ------------------------------------------------------------------ path data */

void cycle_write_line(const struct cycle_track *track, struct buf *out)
{
    struct diagram_point from = track->from;
    struct diagram_point to = track->to;
    const int r = RADIUS;
    buf_printf(out, "M%d %d", from.x, from.y);
    switch (track->corner) {
    case TOP_RIGHT:
        buf_printf(out, "H%da%d %d 0 0 1 %d %dV%d", to.x - r, r, r, r, r, to.y);
        break;
    case BOTTOM_RIGHT:
        buf_printf(out, "V%da%d %d 0 0 1 %d %dH%d", to.y - r, r, r, -r, r, to.x);
        break;
    case BOTTOM_LEFT:
        buf_printf(out, "H%da%d %d 0 0 1 %d %dV%d", to.x + r, r, r, -r, -r, to.y);
        break;
    case TOP_LEFT:
        buf_printf(out, "V%da%d %d 0 0 1 %d %dH%d", to.y + r, r, r, r, -r, to.x);
        break;
    case TURN:
        buf_printf(out, "V%da%d %d 0 0 1 %d %dH%da%d %d 0 0 1 %d %dV%d", larger(from.y, to.y), r, r,
                   -r, r, to.x + r, r, r, -r, -r, to.y);
        break;
    default:
        buf_printf(out, "V%d", to.y);
    }
}

/* A head that looks along one of the eight directions: level, upright, or between. */
static void write_head(int x, int y, int dx, int dy, struct buf *out)
{
    int tip = dx != 0 && dy != 0 ? 4 : 6;
    int back = dx != 0 && dy != 0 ? 4 : 5;
    buf_printf(out, "M%d %dL%d %dL%d %dz", x + tip * dx, y + tip * dy, x - back * dx - back * dy,
               y - back * dy + back * dx, x - back * dx + back * dy, y - back * dy - back * dx);
}

void cycle_write_head(const struct cycle_track *track, struct buf *out)
{
    enum { BULGE = 11 }; /* from the corner to the middle of the arc, level and upright */
    struct diagram_point from = track->from;
    struct diagram_point to = track->to;
    switch (track->corner) {
    case TOP_RIGHT:
        write_head(to.x - BULGE, from.y + BULGE, 1, 1, out);
        break;
    case BOTTOM_RIGHT:
        write_head(from.x - BULGE, to.y - BULGE, -1, 1, out);
        break;
    case BOTTOM_LEFT:
        write_head(to.x + BULGE, from.y - BULGE, -1, -1, out);
        break;
    case TOP_LEFT:
        write_head(from.x + BULGE, to.y + BULGE, 1, -1, out);
        break;
    case TURN:
        write_head((from.x + to.x) / 2, larger(from.y, to.y) + RADIUS, -1, 0, out);
        break;
    default:
        write_head(from.x, (from.y + to.y) / 2, 0, to.y > from.y ? 1 : -1, out);
    }
}
