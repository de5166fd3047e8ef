/* search.c: finds a cheap way on the lattice, by the algorithm known as A*.
 *
 * A way pays for steps, bends and the crossing of others, and a little for what looks restless: for
 * running close to boxes, leaving a side away from its middle, and opening a new branch where one
 * is near. Points of boxes are closed; on a point that another way uses lengthwise there is no
 * room; across it a way may go, straight. Every point where a way bends or branches belongs to it
 * in both directions, so that nothing ever touches it.
 *
 * Layer: svg. Uses: base. Used by: route. */
#include "search.h"

#include <stdlib.h>
#include <string.h>

enum {
    STEP = 4,
    BEND = 18,
    CROSSING = 14,
    CLOSE = 2,           /* a step beside a box */
    OFF_MIDDLE = 2,      /* for each point from the middle of a side */
    NEW_BRANCH = 6,      /* of joining where the net does not bend or branch yet */
    NEW_TRUNK = 28,      /* the same in a tree, where all branches are to leave one trunk */
    MISLEADING = 60,     /* of two heads at the ends of one straight line */
    CORNER = 2,          /* points at the ends of a side where no line may leave it */
    MOST_TURNS = 3000000 /* points looked at in one drawing */
};

/* A long way is looked for in haste: what is to come is overstated, so that a little more than the
 * cheapest may be found, in a third of the time. Short ways, and those of the tree, are the ones
 * that the eye follows. */
enum { CALM = 8, HASTY = 11, FAR = 70 };

enum axis { ACROSS, DOWN };

/* Marks of a point. */
enum { MARK_HEAD = 1, MARK_CLOSE = 2 };

/* A point reached along an axis, waiting for its turn. */
struct waiting {
    uint32_t least; /* the cost so far and what is at least to come */
    uint32_t cost;
    uint32_t state;
};

struct search {
    const struct drawing *drawing;
    int width;
    int height;
    short *box;      /* of each point: the box that covers it, from 1 */
    short *taken[2]; /* of each point: the net that runs there, along each axis */
    unsigned char *marks;
    uint32_t *cost;   /* of each state, 2 * point + axis */
    uint32_t *visit;  /* of each state: in which search it was reached, 2 * turn (+ 1 if done) */
    uint32_t *before; /* of each state: the state before it; of a first one, itself */
    uint32_t *start;  /* of a first state: the point of the spoke's side that it comes from */
    struct waiting *heap;
    size_t heap_count;
    size_t heap_room;
    uint32_t turn;
    int haste; /* in parts of CALM */
    long turns_left;
    struct diagram_point low[2]; /* the corners of what is looked for */
};

/* ------------------------------------------------------------------ the lattice */

static uint32_t point_at(const struct search *search, int x, int y)
{
    return (uint32_t)(y * search->width + x);
}

static struct diagram_point place_of(const struct search *search, uint32_t point)
{
    return (struct diagram_point){(int)point % search->width, (int)point / search->width};
}

static void close_box(struct search *search, int box)
{
    const struct spot *spot = &search->drawing->spots[box];
    for (int y = spot->top - 1; y <= spot->top + spot->height + 1; y++)
        for (int x = spot->left - 1; x <= spot->left + search->drawing->box_width + 1; x++) {
            bool inside = y >= spot->top && y <= spot->top + spot->height && x >= spot->left &&
                          x <= spot->left + search->drawing->box_width;
            if (inside)
                search->box[point_at(search, x, y)] = (short)(box + 1);
            else
                search->marks[point_at(search, x, y)] |= MARK_CLOSE;
        }
}

struct search *search_new(const struct drawing *drawing)
{
    struct arena *arena = drawing->scratch;
    struct search *search = arena_alloc(arena, sizeof *search);
    size_t points = (size_t)drawing->width * (size_t)drawing->height;
    search->drawing = drawing;
    search->width = drawing->width;
    search->height = drawing->height;
    search->box = arena_array(arena, points, sizeof *search->box);
    search->taken[ACROSS] = arena_array(arena, points, sizeof *search->taken[0]);
    search->taken[DOWN] = arena_array(arena, points, sizeof *search->taken[0]);
    search->marks = arena_array(arena, points, sizeof *search->marks);
    search->cost = arena_array(arena, 2 * points, sizeof *search->cost);
    search->visit = arena_array(arena, 2 * points, sizeof *search->visit);
    search->before = arena_array(arena, 2 * points, sizeof *search->before);
    search->start = arena_array(arena, 2 * points, sizeof *search->start);
    search->turns_left = MOST_TURNS;
    for (size_t i = 0; i < drawing->diagram->box_count; i++)
        close_box(search, (int)i);
    return search;
}

/* ------------------------------------------------------------------ the heap */

/* What is nearer comes first; of equals what has come farther; then by place, so that the order is
 * the same everywhere. */
static bool is_sooner(const struct waiting *a, const struct waiting *b)
{
    if (a->least != b->least)
        return a->least < b->least;
    return a->cost != b->cost ? a->cost > b->cost : a->state < b->state;
}

static void heap_push(struct search *search, struct waiting waiting)
{
    if (search->heap_count == search->heap_room) {
        size_t room = search->heap_room > 0 ? 2 * search->heap_room : 1024;
        struct waiting *heap = arena_array(search->drawing->scratch, room, sizeof *heap);
        if (search->heap_count > 0)
            memcpy(heap, search->heap, search->heap_count * sizeof *heap);
        search->heap = heap;
        search->heap_room = room;
    }
    size_t at = search->heap_count++;
    for (; at > 0 && is_sooner(&waiting, &search->heap[(at - 1) / 2]); at = (at - 1) / 2)
        search->heap[at] = search->heap[(at - 1) / 2];
    search->heap[at] = waiting;
}

static struct waiting heap_pop(struct search *search)
{
    struct waiting first = search->heap[0];
    struct waiting last = search->heap[--search->heap_count];
    size_t at = 0;
    for (size_t child = 1; child < search->heap_count; child = 2 * at + 1) {
        if (child + 1 < search->heap_count &&
            is_sooner(&search->heap[child + 1], &search->heap[child]))
            child++;
        if (!is_sooner(&search->heap[child], &last))
            break;
        search->heap[at] = search->heap[child];
        at = child;
    }
    search->heap[at] = last;
    return first;
}

/* ------------------------------------------------------------------ sides */

static const struct {
    int side;
    struct diagram_point out;
} sides[] = {
    {AT_BOTTOM, {0, 1}},
    {AT_RIGHT, {1, 0}},
    {AT_LEFT, {-1, 0}},
    {AT_TOP, {0, -1}},
};

/* How far a point of a box's side lies from the middle of it; -1 where no line may leave the box
 * there in that direction. */
static int off_middle(const struct search *search, int box, struct diagram_point at,
                      struct diagram_point out)
{
    const struct spot *spot = &search->drawing->spots[box];
    bool on_side = out.x > 0   ? at.x == spot->left + search->drawing->box_width
                   : out.x < 0 ? at.x == spot->left
                   : out.y > 0 ? at.y == spot->top + spot->height
                               : at.y == spot->top;
    int length = out.y != 0 ? search->drawing->box_width : spot->height;
    int along = out.y != 0 ? at.x - spot->left : at.y - spot->top;
    int corner = length > 2 * CORNER ? CORNER : 1;
    if (!on_side || along < corner || along > length - corner)
        return -1;
    return abs(along - length / 2);
}

/* ------------------------------------------------------------------ searching */

/* What a way that comes along `axis` still costs at least: the steps, and a bend where it does not
 * lead there straight; with haste. */
static int least_to_come(const struct search *search, struct diagram_point at, enum axis axis)
{
    int across = at.x < search->low[0].x   ? search->low[0].x - at.x
                 : at.x > search->low[1].x ? at.x - search->low[1].x
                                           : 0;
    int down = at.y < search->low[0].y   ? search->low[0].y - at.y
               : at.y > search->low[1].y ? at.y - search->low[1].y
                                         : 0;
    bool bends = axis == ACROSS ? down > 0 : across > 0;
    return (STEP * (across + down) + (bends ? BEND : 0)) * search->haste / CALM;
}

static void reach(struct search *search, uint32_t point, enum axis axis, uint32_t cost,
                  uint32_t before)
{
    uint32_t state = 2 * point + (uint32_t)axis;
    if (search->visit[state] == 2 * search->turn + 1 ||
        (search->visit[state] == 2 * search->turn && search->cost[state] <= cost))
        return;
    search->visit[state] = 2 * search->turn;
    search->cost[state] = cost;
    search->before[state] = before;
    uint32_t ahead = (uint32_t)least_to_come(search, place_of(search, point), axis);
    heap_push(search, (struct waiting){cost + ahead, cost, state});
}

static bool is_foreign(int taken, int net)
{
    return taken != 0 && taken != net;
}

/* Begins at every point of the spoke's sides that is allowed and free. */
static void begin(struct search *search, const struct errand *errand)
{
    const struct spot *spot = &search->drawing->spots[errand->spoke];
    for (size_t k = 0; k < sizeof sides / sizeof *sides; k++) {
        struct diagram_point out = sides[k].out;
        enum axis axis = out.x != 0 ? ACROSS : DOWN;
        int length = axis == DOWN ? search->drawing->box_width : spot->height;
        for (int i = 0; i <= length && (sides[k].side & errand->spoke_sides); i++) {
            struct diagram_point at = {spot->left + (axis == DOWN ? i
                                                     : out.x > 0  ? search->drawing->box_width
                                                                  : 0),
                                       spot->top + (axis == ACROSS ? i
                                                    : out.y > 0    ? spot->height
                                                                   : 0)};
            uint32_t side = point_at(search, at.x, at.y);
            uint32_t first = point_at(search, at.x + out.x, at.y + out.y);
            int off = off_middle(search, errand->spoke, at, out);
            if (off < 0 || (off > 0 && errand->middle) || search->taken[axis][side] != 0 ||
                search->box[first] != 0 || search->taken[axis][first] != 0 ||
                search->taken[!axis][first] != 0)
                continue;
            uint32_t state = 2 * first + (uint32_t)axis;
            reach(search, first, axis, (uint32_t)(STEP + OFF_MIDDLE * off), state);
            if (search->before[state] == state)
                search->start[state] = side;
        }
    }
}

/* The step that leads into a state. */
static struct diagram_point step_into(const struct search *search, uint32_t state)
{
    uint32_t before = search->before[state];
    struct diagram_point at = place_of(search, state / 2);
    struct diagram_point from =
        place_of(search, before == state ? search->start[state] : before / 2);
    return (struct diagram_point){at.x - from.x, at.y - from.y};
}

/* What the step from `state` to `next` costs; -1 where it must not be taken; *ends where the way
 * would be complete there. */
static int cost_of_step(const struct search *search, const struct errand *errand, uint32_t state,
                        struct diagram_point step, struct diagram_point next, bool *ends)
{
    enum axis axis = step.x != 0 ? ACROSS : DOWN;
    uint32_t point = state / 2;
    uint32_t to = point_at(search, next.x, next.y);
    bool bends = (uint32_t)axis != (state & 1);
    bool first = search->before[state] == state;
    *ends = false;
    if (bends && (search->taken[0][point] != 0 || search->taken[1][point] != 0 ||
                  (first && errand->head_at_spoke)))
        return -1;
    int cost = STEP + (bends ? BEND : 0) + (bends && first ? CLOSE : 0);
    int along = search->taken[axis][to];
    int across = search->taken[!axis][to];
    if (search->box[to] != 0) {
        int side = step.x > 0 ? AT_LEFT : step.x < 0 ? AT_RIGHT : step.y > 0 ? AT_TOP : AT_BOTTOM;
        struct diagram_point out = {-step.x, -step.y};
        int off =
            search->box[to] == errand->hub + 1 ? off_middle(search, errand->hub, next, out) : -1;
        if (off < 0 || errand->joins || !(side & errand->hub_sides) || along != 0 ||
            (errand->head_at_hub &&
             (bends || is_foreign(search->taken[!axis][point], errand->net))))
            return -1;
        *ends = true;
        return cost + (errand->middle ? STEP + 1 : OFF_MIDDLE) * off;
    }
    if (is_foreign(along, errand->net))
        return -1;
    if (along == errand->net || across == errand->net) {
        if (is_foreign(across, errand->net) || (search->marks[to] & MARK_HEAD))
            return -1;
        *ends = true;
        if (errand->joins && along == errand->net)
            cost += MISLEADING;
        return cost + (along == across ? 0 : errand->middle ? NEW_TRUNK : NEW_BRANCH);
    }
    if (across != 0)
        cost += search->marks[to] & MARK_HEAD ? 100 * CROSSING : CROSSING;
    return cost + (search->marks[to] & MARK_CLOSE ? CLOSE : 0);
}

static void go_on(struct search *search, const struct errand *errand, uint32_t state)
{
    struct diagram_point at = place_of(search, state / 2);
    struct diagram_point came = step_into(search, state);
    for (size_t k = 0; k < sizeof sides / sizeof *sides; k++) {
        struct diagram_point step = sides[k].out;
        struct diagram_point next = {at.x + step.x, at.y + step.y};
        bool ends;
        if ((step.x == -came.x && step.y == -came.y) || next.x < 1 || next.y < 1 ||
            next.x >= search->width - 1 || next.y >= search->height - 1)
            continue;
        int cost = cost_of_step(search, errand, state, step, next, &ends);
        if (cost >= 0)
            reach(search, point_at(search, next.x, next.y), step.x != 0 ? ACROSS : DOWN,
                  search->cost[state] + (uint32_t)cost, state);
    }
}

/* True where a state that was reached completes the way. */
static bool is_end(const struct search *search, const struct errand *errand, uint32_t point)
{
    return search->box[point] != 0 || search->taken[0][point] == errand->net ||
           search->taken[1][point] == errand->net;
}

/* ------------------------------------------------------------------ taking a way */

/* The points of the way that ends with `state`, from its end to its beginning. */
static struct diagram_point *points_of(const struct search *search, uint32_t state, size_t *count)
{
    size_t length = 2;
    for (uint32_t s = state; search->before[s] != s; s = search->before[s])
        length++;
    struct diagram_point *points = arena_array(search->drawing->scratch, length, sizeof *points);
    *count = 0;
    for (;; state = search->before[state]) {
        points[(*count)++] = place_of(search, state / 2);
        if (search->before[state] == state)
            break;
    }
    points[(*count)++] = place_of(search, search->start[state]);
    return points;
}

/* Marks the points of a way as its net's, in both directions where it bends or branches. */
static void take(struct search *search, const struct diagram_point *points, size_t count, int net)
{
    for (size_t i = 0; i < count; i++) {
        uint32_t point = point_at(search, points[i].x, points[i].y);
        bool across = (i > 0 && points[i - 1].y == points[i].y) ||
                      (i + 1 < count && points[i + 1].y == points[i].y);
        bool down = (i > 0 && points[i - 1].x == points[i].x) ||
                    (i + 1 < count && points[i + 1].x == points[i].x);
        if (across)
            search->taken[ACROSS][point] = (short)net;
        if (down)
            search->taken[DOWN][point] = (short)net;
    }
}

static void widen_aim(struct search *search, const struct diagram_point *points, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        struct diagram_point *low = &search->low[0];
        struct diagram_point *high = &search->low[1];
        low->x = points[i].x < low->x ? points[i].x : low->x;
        low->y = points[i].y < low->y ? points[i].y : low->y;
        high->x = points[i].x > high->x ? points[i].x : high->x;
        high->y = points[i].y > high->y ? points[i].y : high->y;
    }
}

/* Leaves only the corners of a way; `reversed` lets it run from its end. */
static void keep_corners(const struct drawing *drawing, const struct diagram_point *points,
                         size_t count, bool reversed, struct way *way)
{
    way->points = arena_array(drawing->scratch, count, sizeof *way->points);
    way->count = 0;
    for (size_t i = 0; i < count; i++) {
        struct diagram_point at = points[reversed ? count - 1 - i : i];
        if (way->count >= 2) {
            const struct diagram_point *last = &way->points[way->count - 1];
            if ((last[-1].x == last->x && last->x == at.x) ||
                (last[-1].y == last->y && last->y == at.y))
                way->count--;
        }
        way->points[way->count++] = at;
    }
}

static void take_way(struct search *search, const struct errand *errand, uint32_t state,
                     struct way *way)
{
    size_t count;
    struct diagram_point *points = points_of(search, state, &count);
    bool at_hub = search->box[state / 2] != 0;
    take(search, points, count, errand->net);
    if (errand->head_at_hub && at_hub)
        search->marks[point_at(search, points[1].x, points[1].y)] |= MARK_HEAD;
    if (errand->head_at_spoke)
        search->marks[point_at(search, points[count - 2].x, points[count - 2].y)] |= MARK_HEAD;
    /* The line begins at the spoke, unless its head is there. */
    keep_corners(search->drawing, points, count, !errand->head_at_spoke, way);
    way->headed = errand->head_at_spoke || (errand->head_at_hub && at_hub);
}

/* What the search makes for: the hub, or the middle of its lower side where a tree is to be
 * symmetrical; and the ways of the net. */
static void aim_at(struct search *search, const struct errand *errand)
{
    const struct spot *hub = &search->drawing->spots[errand->hub];
    int bottom = hub->top + hub->height;
    search->low[0] = (struct diagram_point){hub->left, hub->top};
    search->low[1] = (struct diagram_point){hub->left + search->drawing->box_width, bottom};
    if (errand->middle && errand->hub_sides == AT_BOTTOM)
        search->low[0] = search->low[1] =
            (struct diagram_point){hub->left + search->drawing->box_width / 2, bottom};
    if (errand->joins)
        search->low[0] = (struct diagram_point){search->width, search->height};
    if (errand->joins)
        search->low[1] = (struct diagram_point){0, 0};
    for (size_t i = 0; i < search->drawing->diagram->line_count; i++)
        if (search->drawing->ways[i].net == errand->net) {
            widen_aim(search, search->drawing->ways[i].points, search->drawing->ways[i].count);
            search->haste = CALM; /* what it is to join is near */
        }
}

bool search_way(struct search *search, const struct errand *errand, struct way *way)
{
    search->turn++;
    search->heap_count = 0;
    search->haste = errand->middle || errand->length < FAR ? CALM : HASTY;
    aim_at(search, errand);
    begin(search, errand);
    while (search->heap_count > 0 && search->turns_left-- > 0) {
        struct waiting next = heap_pop(search);
        if (search->visit[next.state] == 2 * search->turn + 1)
            continue;
        search->visit[next.state]++;
        if (is_end(search, errand, next.state / 2)) {
            take_way(search, errand, next.state, way);
            way->net = errand->net;
            return true;
        }
        go_on(search, errand, next.state);
    }
    return false;
}
