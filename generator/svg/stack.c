/* stack.c: brings together the boxes that have the same links.
 *
 * Three advisory boards that advise the same two bodies, four organisations that form one team: the
 * eye takes them for one thing where they stand in one column, and their lines have one trunk.
 *
 * Layer: svg. Uses: base. Used by: place. */
#include "place.h"

/* How many links a box has, and how many of them another has too. */
static void count_links(const struct diagram *diagram, int box, int other, int *own, int *common)
{
    *own = *common = 0;
    for (size_t i = 0; i < diagram->line_count; i++) {
        const struct diagram_line *line = &diagram->lines[i];
        bool found = false;
        if (line->from == line->to || (line->from != box && line->to != box))
            continue;
        for (size_t k = 0; k < diagram->line_count && !found; k++) {
            const struct diagram_line *one = &diagram->lines[k];
            found = one->style == line->style &&
                    (line->from == box ? one->from == other && one->to == line->to
                                       : one->to == other && one->from == line->from);
        }
        (*own)++;
        *common += found;
    }
}

/* True where most of the links of each are those of the other. */
static bool are_alike(const struct placing *placing, int a, int b)
{
    const struct diagram *diagram = placing->drawing->diagram;
    int own;
    int others;
    int common;
    if (diagram->boxes[a].side != diagram->boxes[b].side)
        return false;
    count_links(diagram, b, a, &others, &common);
    count_links(diagram, a, b, &own, &common);
    int most = own > others ? own : others;
    return common > 0 && 3 * common >= 2 * most;
}

void shape_stack(struct placing *placing, struct piece *piece, int columns)
{
    int rows = (piece->count + columns - 1) / columns;
    for (int i = 0; i < piece->count; i++)
        placing->cells[piece->boxes[i]] = (struct cell){i / rows * 2, i % rows};
    piece->height = rows;
    piece->width = 2 * ((piece->count + rows - 1) / rows);
}

void place_stacks(struct placing *placing)
{
    int count = 0;
    for (int i = 0; i < placing->piece_count; i++) {
        const struct piece *piece = &placing->pieces[i];
        int at = count;
        for (int k = 0; k < count && piece->count == 1 && at == count; k++) {
            const struct piece *other = &placing->pieces[k];
            if ((other->is_stack || other->count == 1) &&
                are_alike(placing, other->boxes[0], piece->boxes[0]))
                at = k;
        }
        if (at == count) {
            placing->pieces[count++] = *piece;
            continue;
        }
        struct piece *stack = &placing->pieces[at];
        int *boxes =
            arena_array(placing->drawing->scratch, (size_t)stack->count + 1, sizeof *boxes);
        for (int k = 0; k < stack->count; k++)
            boxes[k] = stack->boxes[k];
        boxes[stack->count++] = piece->boxes[0];
        stack->boxes = boxes;
        stack->is_stack = true;
        shape_stack(placing, stack, 1);
    }
    placing->piece_count = count;
    for (int i = 0; i < count; i++)
        for (int k = 0; k < placing->pieces[i].count; k++)
            placing->piece_of[placing->pieces[i].boxes[k]] = i;
}
