/* arrange.c: finds a place for every tree, every stack and every box that stands alone.
 *
 * The trees are tidy in themselves (tree.c); what is left is where they go, and the advisers,
 * related boards and organisations about them. A place has a price (price.c). Each piece takes the
 * cheapest place, those with most lines to what is placed first; then pieces are moved, and pairs
 * exchanged, while that makes all cheaper. What no line joins is arranged apart, one island below
 * or beside another; boxes without a line stand in rows of their own, at the end.
 *
 * Layer: svg. Uses: base. Used by: place. */
#include "arrange.h"

enum {
    TALLEST = 5,    /* boxes in a stack */
    MOST_TRIES = 8, /* beginnings */
    MOST_ROUNDS = 12,
    MOST_TO_EXCHANGE = 40 /* pieces */
};

/* ------------------------------------------------------------------ moving */

static void mark(struct arranging *at, int number, bool there)
{
    const struct piece *piece = &at->placing->pieces[number];
    for (int i = 0; i < piece->count; i++) {
        struct cell cell = cell_of(at, piece->boxes[i]);
        short *here = &at->grid[cell.row * at->halves + cell.half];
        here[0] = here[1] = (short)(there ? piece->boxes[i] + 1 : 0);
    }
    at->placed[number] = there;
}

static bool fits(const struct arranging *at, int number)
{
    const struct piece *piece = &at->placing->pieces[number];
    for (int i = 0; i < piece->count; i++) {
        struct cell cell = cell_of(at, piece->boxes[i]);
        const short *here = &at->grid[cell.row * at->halves + cell.half];
        if (here[0] != 0 || here[1] != 0)
            return false;
    }
    return true;
}

/* Finds which rows the placed pieces take. */
static void measure_rows(struct arranging *at)
{
    const struct placing *placing = at->placing;
    at->top = at->rows;
    at->bottom = 0;
    for (int i = 0; i < placing->piece_count; i++) {
        const struct piece *piece = &placing->pieces[i];
        if (!at->placed[i])
            continue;
        at->top = piece->at.row < at->top ? piece->at.row : at->top;
        at->bottom =
            piece->at.row + piece->height > at->bottom ? piece->at.row + piece->height : at->bottom;
    }
}

/* Adds to the corridors of straight lines of other pieces, or takes away. */
static void price_corridors(struct arranging *at, int number, int price)
{
    const struct placing *placing = at->placing;
    for (int i = 0; i < at->tie_count; i++) {
        const struct tie *tie = &at->ties[i];
        int from = placing->piece_of[tie->from];
        int to = placing->piece_of[tie->to];
        if (from == number || to == number || from == to || !at->placed[from] || !at->placed[to])
            continue;
        struct cell a = cell_of(at, tie->from);
        struct cell b = cell_of(at, tie->to);
        if (walk_between(at, a, b, 0) == 0)
            walk_between(at, a, b, price * tie->tenths / 10);
    }
}

/* A place, a shape, and what they cost. */
struct offer {
    struct cell at;
    int columns; /* of a stack */
    int price;   /* -1 for none yet */
};

/* Looks for a cheaper place for a piece of the shape that it has. */
static void find_best(struct arranging *at, int number, struct offer was, struct offer *best)
{
    struct piece *piece = &at->placing->pieces[number];
    int first = at->top - piece->height;
    for (int row = first < 0 ? 0 : first; row <= at->bottom; row++)
        for (int half = 0; half + piece->width <= at->halves; half++) {
            if (row + piece->height > at->rows)
                break;
            piece->at = (struct cell){half, row};
            if (!fits(at, number))
                continue;
            int price = price_of_piece(at, number);
            bool is_old =
                half == was.at.half && row == was.at.row && piece->width == 2 * was.columns;
            if (best->price < 0 || price < best->price || (price == best->price && is_old))
                *best = (struct offer){piece->at, piece->width / 2, price};
        }
}

/* Puts a piece, which is nowhere, at its cheapest place; false where that is where it was. */
static bool put_best(struct arranging *at, int number)
{
    struct piece *piece = &at->placing->pieces[number];
    struct offer was = {piece->at, piece->width / 2, 0};
    struct offer best = {piece->at, piece->width / 2, -1};
    measure_rows(at);
    price_corridors(at, number, IN_THE_WAY / 2);
    if (piece->is_stack) {
        int most = at->halves / 2 < piece->count ? at->halves / 2 : piece->count;
        for (int columns = (piece->count + TALLEST - 1) / TALLEST; columns <= most; columns++) {
            if (piece->count % columns != 0 && piece->count <= TALLEST)
                continue;
            shape_stack(at->placing, piece, columns);
            find_best(at, number, was, &best);
        }
    }
    if (best.price < 0)
        find_best(at, number, was, &best);
    price_corridors(at, number, -(IN_THE_WAY / 2));
    if (piece->is_stack)
        shape_stack(at->placing, piece, best.columns);
    piece->at = best.at;
    mark(at, number, true);
    return best.at.half != was.at.half || best.at.row != was.at.row || best.columns != was.columns;
}

/* ------------------------------------------------------------------ exchanging */

/* What all the pieces that are placed cost. */
static int price_of_all(struct arranging *at)
{
    measure_rows(at);
    return price_of_placed(at);
}

static void exchange(struct arranging *at, int a, int b)
{
    struct piece *pieces = at->placing->pieces;
    struct cell cell = pieces[a].at;
    mark(at, a, false);
    mark(at, b, false);
    pieces[a].at = pieces[b].at;
    pieces[b].at = cell;
    mark(at, a, true);
    mark(at, b, true);
}

/* Exchanges boxes that stand alone while that makes all cheaper. */
static bool exchange_pairs(struct arranging *at)
{
    const struct placing *placing = at->placing;
    int price = price_of_all(at);
    bool any = false;
    for (int a = 0; a < placing->piece_count; a++)
        for (int b = 0; b < a; b++) {
            if (!at->placed[a] || !at->placed[b] || placing->pieces[a].count > 1 ||
                placing->pieces[b].count > 1)
                continue;
            exchange(at, a, b);
            int now = price_of_all(at);
            any = any || now < price;
            if (now < price)
                price = now;
            else
                exchange(at, a, b);
        }
    return any;
}

/* ------------------------------------------------------------------ islands */

/* Finds what hangs together: every piece learns the first piece of its island. */
static void find_islands(struct arranging *at)
{
    const struct placing *placing = at->placing;
    for (int i = 0; i < placing->piece_count; i++)
        at->island[i] = i;
    for (bool again = true; again;) {
        again = false;
        for (int i = 0; i < at->tie_count; i++) {
            int *a = &at->island[placing->piece_of[at->ties[i].from]];
            int *b = &at->island[placing->piece_of[at->ties[i].to]];
            again = again || *a != *b;
            *a = *b = *a < *b ? *a : *b;
        }
    }
}

/* The piece of an island to be placed next: the one with most ties to those that are. */
static int next_piece(const struct arranging *at, int island)
{
    const struct placing *placing = at->placing;
    int best = -1;
    int most = -1;
    for (int i = 0; i < placing->piece_count; i++) {
        if (at->placed[i] || at->island[i] != island)
            continue;
        int weight = placing->pieces[i].count;
        for (int k = at->first_tie[i]; k < at->first_tie[i + 1]; k++) {
            const struct tie *tie = &at->ties[at->ties_of[k]];
            bool is_near =
                at->placed[placing->piece_of[tie->from]] || at->placed[placing->piece_of[tie->to]];
            weight += is_near ? placing->count : 0;
        }
        if (weight > most) {
            best = i;
            most = weight;
        }
    }
    return best;
}

static void settle(struct arranging *at)
{
    bool again = true;
    for (int round = 0; round < MOST_ROUNDS && again; round++) {
        again = false;
        for (int i = 0; i < at->placing->piece_count; i++) {
            if (!at->placed[i])
                continue;
            mark(at, i, false);
            again = put_best(at, i) || again;
        }
        if (!again && at->placing->piece_count <= MOST_TO_EXCHANGE)
            again = exchange_pairs(at);
    }
}

/* Arranges an island beginning with one of its pieces, and takes it from the grid again; returns
 * what it costs. */
static int arrange_from(struct arranging *at, int island, int first)
{
    const struct placing *placing = at->placing;
    struct piece *piece = &placing->pieces[first];
    if (piece->is_stack)
        shape_stack(at->placing, piece, 1);
    piece->at = (struct cell){(at->halves - piece->width) / 2 / 2 * 2, at->rows / 2};
    mark(at, first, true);
    for (int next = next_piece(at, island); next >= 0; next = next_piece(at, island))
        put_best(at, next);
    settle(at);
    int price = price_of_all(at);
    for (int i = 0; i < placing->piece_count; i++)
        if (at->placed[i])
            mark(at, i, false);
    return price;
}

/* Arranges an island from several beginnings, and keeps the best. */
static void arrange_island(struct arranging *at, int island)
{
    const struct placing *placing = at->placing;
    struct offer *best =
        arena_array(placing->drawing->scratch, (size_t)placing->piece_count, sizeof *best);
    int least = -1;
    int tries = 0;
    for (int first = island; first < placing->piece_count && tries < MOST_TRIES; first++) {
        if (at->island[first] != island)
            continue;
        int price = arrange_from(at, island, first);
        bool is_better = least < 0 || price < least;
        for (int i = 0; i < placing->piece_count && is_better; i++)
            best[i] = (struct offer){placing->pieces[i].at, placing->pieces[i].width / 2, 0};
        least = is_better ? price : least;
        tries++;
    }
    for (int i = 0; i < placing->piece_count; i++) {
        struct piece *piece = &placing->pieces[i];
        if (at->island[i] == island && piece->is_stack)
            shape_stack(at->placing, piece, best[i].columns);
        if (at->island[i] == island)
            piece->at = best[i].at;
    }
}

/* ------------------------------------------------------------------ all of it */

/* A part of the grid. */
struct field {
    struct cell at;
    struct cell end;
};

static struct field field_of(const struct arranging *at, int island)
{
    const struct placing *placing = at->placing;
    struct field field = {{at->halves, at->rows}, {0, 0}};
    for (int i = 0; i < placing->piece_count; i++) {
        const struct piece *piece = &placing->pieces[i];
        if (at->island[i] != island)
            continue;
        struct cell end = {piece->at.half + piece->width, piece->at.row + piece->height};
        field.at.half = piece->at.half < field.at.half ? piece->at.half : field.at.half;
        field.at.row = piece->at.row < field.at.row ? piece->at.row : field.at.row;
        field.end.half = end.half > field.end.half ? end.half : field.end.half;
        field.end.row = end.row > field.end.row ? end.row : field.end.row;
    }
    return field;
}

static bool is_idle(const struct arranging *at, int island)
{
    const struct placing *placing = at->placing;
    for (int i = 0; i < at->tie_count; i++)
        if (at->island[placing->piece_of[at->ties[i].from]] == island)
            return false;
    return placing->pieces[island].count == 1;
}

/* Moves an island to `to`. */
static void move_island(const struct arranging *at, int island, struct cell to)
{
    struct field field = field_of(at, island);
    for (int i = 0; i < at->placing->piece_count; i++) {
        struct piece *piece = &at->placing->pieces[i];
        if (at->island[i] != island)
            continue;
        piece->at.half += to.half - field.at.half;
        piece->at.row += to.row - field.at.row;
    }
}

/* Puts islands beside or below one another: each as high as it can stand, then as far left; those
 * without a line come last, below all. */
static void place_islands(struct arranging *at)
{
    int *floor = arena_array(at->placing->drawing->scratch, (size_t)at->halves, sizeof *floor);
    int end = 0;
    for (int idle = 0; idle < 2; idle++) {
        for (int half = 0; idle && half < at->halves; half++)
            floor[half] = end;
        for (int i = 0; i < at->placing->piece_count; i++) {
            if (at->island[i] != i || is_idle(at, i) != (idle == 1))
                continue;
            struct field field = field_of(at, i);
            int width = field.end.half - field.at.half;
            struct cell best = {0, -1};
            for (int half = 0; half + width <= at->halves; half += 2) {
                int row = 0;
                for (int k = half; k < half + width; k++)
                    row = floor[k] > row ? floor[k] : row;
                if (best.row < 0 || row < best.row)
                    best = (struct cell){half, row};
            }
            int bottom = best.row + field.end.row - field.at.row;
            move_island(at, i, best);
            for (int k = best.half; k < best.half + width; k++)
                floor[k] = bottom;
            end = bottom > end ? bottom : end;
        }
    }
}

void place_pieces(struct placing *placing)
{
    struct arranging at = {.placing = placing, .halves = placing->halves};
    struct arena *scratch = placing->drawing->scratch;
    int height = 0;
    for (int i = 0; i < placing->piece_count; i++) {
        const struct piece *piece = &placing->pieces[i];
        height += piece->is_stack ? piece->count : piece->height;
        at.halves = piece->width > at.halves ? piece->width : at.halves;
    }
    at.rows = 2 * height + 2;
    size_t cells = (size_t)at.rows * (size_t)at.halves;
    at.grid = arena_array(scratch, cells, sizeof *at.grid);
    at.corridor = arena_array(scratch, cells, sizeof *at.corridor);
    at.placed = arena_array(scratch, (size_t)placing->piece_count, sizeof *at.placed);
    at.island = arena_array(scratch, (size_t)placing->piece_count, sizeof *at.island);
    make_ties(&at);
    find_islands(&at);
    for (int i = 0; i < placing->piece_count; i++)
        if (at.island[i] == i)
            arrange_island(&at, i);
    place_islands(&at);
    for (int i = 0; i < placing->count; i++)
        placing->cells[i] = cell_of(&at, i);
}
