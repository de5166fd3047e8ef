/* price.c: what a place costs: the length and the bends of the lines that it makes, rows that it
 * adds, what looks wrong (an adviser at the right, what a body reports to below it) and boxes in
 * the way of straight lines.
 *
 * Layer: svg. Uses: base. Used by: arrange. */
#include "arrange.h"

#include <stdlib.h>

/* Prices, about as many as pixels. */
enum {
    HALF = 110,        /* of half a column more */
    ROW = 150,         /* of a row more */
    NEXT = 60,         /* of the way to the neighbour in the row */
    UNDER = 50,        /* or in the column */
    TURN = 60,         /* of two bends */
    UPSIDE_DOWN = 140, /* of a line that rises to what stands lower */
    WRONG_SIDE = 400,  /* of an adviser that is not at the left of the advised */
    OTHER_SIDE = 40,   /* of what might stand at the right and does not */
    OFF_COLUMN = 30,   /* of a place between two columns */
    FIRST = 40,        /* of a row above the first piece */
    TREE = 12,         /* or above another tree */
    TOGETHER = 3,      /* tenths of a line: between two that have the same links */
    SHARED = 5         /* tenths of a line: one that shares its way */
};

/* ------------------------------------------------------------------ ties */

static void add_tie(struct arranging *at, struct tie tie)
{
    if (tie.from != tie.to && tie.from >= 0 && tie.to >= 0)
        at->ties[at->tie_count++] = tie;
}

/* The lines, and what draws together those that have the same at their other ends. */
static void find_ties(struct arranging *at)
{
    const struct diagram *diagram = at->placing->drawing->diagram;
    at->ties =
        arena_array(at->placing->drawing->scratch, 3 * diagram->line_count + 1, sizeof *at->ties);
    for (size_t i = 0; i < diagram->line_count; i++) {
        const struct diagram_line *line = &diagram->lines[i];
        int from = -1;
        int to = -1;
        for (size_t k = 0; k < i; k++) {
            const struct diagram_line *other = &diagram->lines[k];
            if (other->style == line->style && other->to == line->to)
                from = other->from;
            if (other->style == line->style && other->from == line->from)
                to = other->to;
        }
        const struct diagram_box *box = &diagram->boxes[line->from];
        bool beside = line->leads || box->parent == line->to;
        add_tie(at,
                (struct tie){line->from, line->to, from >= 0 || to >= 0 ? SHARED : 10, line->rises,
                             beside && box->side != SIDE_BELOW ? (int)box->side : -1});
        add_tie(at, (struct tie){line->from, from, TOGETHER, false, -1});
        add_tie(at, (struct tie){line->to, to, TOGETHER, false, -1});
    }
}

/* Tells every piece its ties. */
static void sort_ties(struct arranging *at)
{
    const struct placing *placing = at->placing;
    struct arena *scratch = placing->drawing->scratch;
    size_t pieces = (size_t)placing->piece_count;
    int *end = arena_array(scratch, pieces + 1, sizeof *end);
    at->first_tie = arena_array(scratch, pieces + 1, sizeof *at->first_tie);
    at->ties_of = arena_array(scratch, 2 * (size_t)at->tie_count + 1, sizeof *at->ties_of);
    for (int round = 0; round < 2; round++) {
        for (int i = 0; i < at->tie_count; i++) {
            const int ends[2] = {placing->piece_of[at->ties[i].from],
                                 placing->piece_of[at->ties[i].to]};
            for (int k = 0; k < 2 && ends[0] != ends[1]; k++) {
                if (round == 0)
                    at->first_tie[ends[k] + 1]++;
                else
                    at->ties_of[at->first_tie[ends[k]] + end[ends[k]]++] = i;
            }
        }
        for (size_t i = 0; round == 0 && i < pieces; i++)
            at->first_tie[i + 1] += at->first_tie[i];
    }
}

void make_ties(struct arranging *at)
{
    find_ties(at);
    sort_ties(at);
}

/* ------------------------------------------------------------------ prices */

struct cell cell_of(const struct arranging *at, int box)
{
    const struct piece *piece = &at->placing->pieces[at->placing->piece_of[box]];
    struct cell in = at->placing->cells[box];
    return (struct cell){piece->at.half + in.half, piece->at.row + in.row};
}

int walk_between(struct arranging *at, struct cell a, struct cell b, int price)
{
    int found = 0;
    if (a.row == b.row) {
        int first = a.half < b.half ? a.half : b.half;
        int last = a.half < b.half ? b.half : a.half;
        for (int half = first + 2; half < last; half++) {
            found += at->grid[a.row * at->halves + half] != 0;
            at->corridor[a.row * at->halves + half] += price;
        }
    } else if (a.half == b.half) {
        int first = a.row < b.row ? a.row : b.row;
        int last = a.row < b.row ? b.row : a.row;
        for (int row = first + 1; row < last; row++)
            for (int half = a.half; half <= a.half + 1; half++) {
                found += at->grid[row * at->halves + half] != 0;
                at->corridor[row * at->halves + half] += price;
            }
    }
    return found;
}

static int price_of_tie(struct arranging *at, const struct tie *tie)
{
    struct cell a = cell_of(at, tie->from);
    struct cell b = cell_of(at, tie->to);
    int across = abs(a.half - b.half);
    int down = abs(a.row - b.row);
    int price = 0;
    if (across >= 2)
        price += NEXT + (across - 2) * HALF;
    if (down >= 1)
        price += UNDER + (down - 1) * ROW;
    if (across > 0 && down > 0)
        price += across == 1 ? 3 * TURN / 2 : TURN;
    else if (walk_between(at, a, b, 0) > 0)
        price += IN_THE_WAY;
    if (tie->rises && a.row < b.row)
        price += UPSIDE_DOWN;
    if (tie->side == SIDE_LEFT)
        price += (a.half > b.half - 2 ? WRONG_SIDE : 0) + (a.row < b.row ? TURN : 0);
    if (tie->side == SIDE_RIGHT && a.half < b.half + 2)
        price += OTHER_SIDE;
    return price * tie->tenths / 10;
}

/* What a place costs a piece apart from its lines: trees stand high, the first one highest. */
static int price_of_place(const struct arranging *at, int number)
{
    const struct piece *piece = &at->placing->pieces[number];
    int weight = at->island[number] == number           ? FIRST
                 : piece->count > 1 && !piece->is_stack ? TREE
                                                        : 0;
    int down = piece->at.row > at->top ? piece->at.row - at->top : 0;
    bool is_tree = piece->count > 1 && !piece->is_stack;
    return weight * down + (!is_tree && piece->at.half % 2 != 0 ? OFF_COLUMN : 0);
}

int price_of_piece(struct arranging *at, int number)
{
    const struct piece *piece = &at->placing->pieces[number];
    int over = at->top - piece->at.row;
    int under = piece->at.row + piece->height - at->bottom;
    int price = (over > 0 ? over * NEW_ROW : 0) + (under > 0 ? under * NEW_ROW : 0);
    price += price_of_place(at, number);
    for (int k = at->first_tie[number]; k < at->first_tie[number + 1]; k++) {
        const struct tie *tie = &at->ties[at->ties_of[k]];
        int other = at->placing->piece_of[tie->from] == number ? tie->to : tie->from;
        if (at->placed[at->placing->piece_of[other]])
            price += price_of_tie(at, tie);
    }
    for (int i = 0; i < piece->count; i++) {
        struct cell cell = cell_of(at, piece->boxes[i]);
        price += at->corridor[cell.row * at->halves + cell.half] +
                 at->corridor[cell.row * at->halves + cell.half + 1];
    }
    return price;
}

int price_of_placed(struct arranging *at)
{
    int price = (at->bottom - at->top) * NEW_ROW;
    for (int i = 0; i < at->tie_count; i++) {
        int from = at->placing->piece_of[at->ties[i].from];
        if (from != at->placing->piece_of[at->ties[i].to] && at->placed[from])
            price += price_of_tie(at, &at->ties[i]);
    }
    for (int i = 0; i < at->placing->piece_count; i++)
        price += at->placed[i] ? price_of_place(at, i) : 0;
    return price;
}
