/* tree.c: puts the boxes that stand below one another into tidy trees.
 *
 * What stands below a box stands side by side under its middle or, where that is too much for the
 * width, in stacks that hang below it. Such blocks are as many columns wide as boxes fit into them,
 * so that they are packed like bricks, each at the first place from the top that has room. Sizes
 * are found from the last box to the first, places from the first to the last: a deep tree needs no
 * deep C stack.
 *
 * Layer: svg. Uses: base. Used by: place. */
#include "place.h"

/* A box and what stands below it; columns and rows. */
struct block {
    int first; /* the first box below it, -1 for none */
    int next;  /* the next of the same parent */
    int count;
    int width;
    int height;
    int column; /* within the parent's block */
    int row;
};

struct growing {
    struct placing *placing;
    struct block *blocks;
    int *order; /* the boxes, each behind its parent */
    int count;
};

/* ------------------------------------------------------------------ who stands below whom */

/* The box that another stands below, -1 for none. */
static int above(const struct growing *at, int box)
{
    const struct diagram_box *boxes = at->placing->drawing->diagram->boxes;
    int parent = boxes[box].parent;
    bool below = boxes[box].side == SIDE_BELOW && parent >= 0 && parent < at->count;
    return below && parent != box ? parent : -1;
}

static void link_children(struct growing *at, bool *is_root)
{
    for (int i = at->count - 1; i >= 0; i--) {
        int parent = is_root[i] ? -1 : above(at, i);
        is_root[i] = parent < 0;
        if (parent < 0)
            continue;
        at->blocks[i].next = at->blocks[parent].first;
        at->blocks[parent].first = i;
        at->blocks[parent].count++;
    }
}

/* Orders the boxes, tree by tree; where parents form a ring, its first box is made a root. */
static void order_boxes(struct growing *at, bool *is_root)
{
    struct arena *scratch = at->placing->drawing->scratch;
    bool *seen = arena_array(scratch, (size_t)at->count, sizeof *seen);
    int *chain = arena_array(scratch, (size_t)at->count, sizeof *chain);
    for (int i = 0; i < at->count; i++) {
        int length = 0;
        int box = i;
        while (box >= 0 && !seen[box]) {
            seen[box] = true;
            chain[length++] = box;
            box = above(at, box);
        }
        /* Back at a box of this very chain, not of an earlier one: a ring. */
        for (int k = 0; k < length && box >= 0; k++)
            if (chain[k] == box)
                is_root[box] = true;
    }
    link_children(at, is_root);
    int ordered = 0;
    for (int i = 0; i < at->count; i++) {
        if (!is_root[i])
            continue;
        at->order[ordered++] = i;
        for (int k = ordered - 1; k < ordered; k++)
            for (int child = at->blocks[at->order[k]].first; child >= 0;
                 child = at->blocks[child].next)
                at->order[ordered++] = child;
    }
}

/* ------------------------------------------------------------------ packing blocks */

/* Packs blocks into at most `room` columns, unless one is wider: each as high as it can stand,
 * then as far left. Returns the columns taken; *height the rows. */
static int pack(struct growing *at, const int *list, int count, int room, int *height)
{
    int width = 0;
    for (int i = 0; i < count; i++)
        room = at->blocks[list[i]].width > room ? at->blocks[list[i]].width : room;
    int *floor = arena_array(at->placing->drawing->scratch, (size_t)room, sizeof *floor);
    *height = 0;
    for (int i = 0; i < count; i++) {
        struct block *block = &at->blocks[list[i]];
        block->row = -1;
        for (int column = 0; column + block->width <= room; column++) {
            int row = 0;
            for (int k = column; k < column + block->width; k++)
                row = floor[k] > row ? floor[k] : row;
            if (block->row < 0 || row < block->row) {
                block->row = row;
                block->column = column;
            }
        }
        for (int k = block->column; k < block->column + block->width; k++)
            floor[k] = block->row + block->height;
        width = block->column + block->width > width ? block->column + block->width : width;
        *height = block->row + block->height > *height ? block->row + block->height : *height;
    }
    return width;
}

/* Stacks single boxes in columns, each read from top to bottom. */
static int stack(struct growing *at, const int *list, int count, int columns, int *height)
{
    int rows = (count + columns - 1) / columns;
    for (int i = 0; i < count; i++) {
        at->blocks[list[i]].column = i / rows;
        at->blocks[list[i]].row = i % rows;
    }
    *height = count < rows ? count : rows;
    return (count + rows - 1) / rows;
}

/* Packs what stands below a box, and says by which side it is entered. */
static int pack_children(struct growing *at, int parent, int room, int *height)
{
    struct spot *spots = at->placing->drawing->spots;
    int *list = arena_array(at->placing->drawing->scratch, (size_t)at->count, sizeof *list);
    int count = 0;
    int sum = 0;
    bool single = true;
    *height = 0;
    for (int i = at->blocks[parent].first; i >= 0; i = at->blocks[i].next) {
        list[count++] = i;
        sum += at->blocks[i].width;
        single = single && at->blocks[i].width == 1 && at->blocks[i].height == 1;
    }
    bool fits = sum <= room;
    for (int i = 0; i < count; i++)
        spots[list[i]].entry = fits ? AT_TOP : AT_LEFT;
    if (count == 0)
        return 0;
    if (!single || fits) {
        int width = pack(at, list, count, fits ? sum : room, height);
        for (int i = 0; i < count; i++)
            if (at->blocks[list[i]].row == 0)
                spots[list[i]].entry = AT_TOP;
        return width;
    }
    int columns = (count + room - 1) / room; /* rows, if every row were full */
    columns = (count + columns - 1) / columns;
    return stack(at, list, count, columns, height);
}

/* Puts a block together; what stands below its box is put together already. */
static void make_block(struct growing *at, int box)
{
    struct block *block = &at->blocks[box];
    int height;
    int width = pack_children(at, box, at->placing->halves / 2, &height);
    block->width = width > 1 ? width : 1;
    block->height = height + 1;
    for (int i = block->first; i >= 0; i = at->blocks[i].next)
        at->blocks[i].row += 1;
}

/* ------------------------------------------------------------------ pieces */

/* Makes a piece of each tree, and finds the places of boxes in it. */
static void make_pieces(struct growing *at, const bool *is_root)
{
    struct placing *placing = at->placing;
    for (int k = 0; k < at->count; k++) {
        int box = at->order[k];
        struct block *block = &at->blocks[box];
        if (is_root[box]) {
            placing->pieces[placing->piece_count++] = (struct piece){
                .boxes = &at->order[k], .width = 2 * block->width, .height = block->height};
        } else {
            block->column += at->blocks[above(at, box)].column;
            block->row += at->blocks[above(at, box)].row;
        }
        placing->piece_of[box] = placing->piece_count - 1;
        placing->pieces[placing->piece_count - 1].count++;
        placing->cells[box] = (struct cell){2 * block->column + block->width - 1, block->row};
    }
}

void place_trees(struct placing *placing)
{
    struct arena *scratch = placing->drawing->scratch;
    size_t count = (size_t)placing->count;
    struct growing at = {placing, arena_array(scratch, count, sizeof *at.blocks),
                         arena_array(scratch, count, sizeof *at.order), placing->count};
    bool *is_root = arena_array(scratch, count, sizeof *is_root);
    for (int i = 0; i < at.count; i++)
        at.blocks[i] = (struct block){.first = -1, .next = -1};
    order_boxes(&at, is_root);
    for (int k = at.count - 1; k >= 0; k--)
        make_block(&at, at.order[k]);
    make_pieces(&at, is_root);
}
