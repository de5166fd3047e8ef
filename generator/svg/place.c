/* place.c: gives every box its row and its place in the row.
 *
 * A box with what stands by it is a block: those at its left and right in stacks beside it, those
 * below it side by side under its middle, or, where they are too many for the width, in stacks that
 * hang below it. Blocks are as many columns wide as boxes fit into them, so that they are packed
 * like bricks, each at the first place from the top that has room. Sizes are found from the last
 * box to the first, places from the first to the last: a deep tree needs no deep C stack.
 *
 * Layer: svg. Uses: base. Used by: diagram. */
#include "drawing.h"

enum {
    PADDING = 10,     /* pixels between the sides of a box and its text */
    NAME_HEIGHT = 17, /* pixels of a line of text */
    WORDS_HEIGHT = 15,
    WORDS_SPACE = 4,   /* pixels between name and words */
    TALLEST_STACK = 6, /* of boxes beside another */
    MOST_TEXTS = 12    /* lines of text in a box; a name of 90 letters has 8 */
};

/* A box and what stands by it; columns and rows. */
struct block {
    int first[3]; /* the first box of each side, -1 for none */
    int next;     /* the next of the same parent and side */
    int count[3];
    int room; /* the columns it may take */
    int width;
    int height;
    int column; /* within the parent's block, or among all blocks for a root */
    int row;
    int half;  /* what the box itself is right of its block's column, in half columns */
    int shift; /* what the whole block is right of its column, in half columns */
};

struct placing {
    struct drawing *drawing;
    struct block *blocks;
    int *order; /* the boxes, each behind its parent */
    int count;
};

/* ------------------------------------------------------------------ who stands by whom */

static int parent_of(const struct placing *at, int box)
{
    const struct diagram_box *boxes = at->drawing->diagram->boxes;
    int parent = boxes[box].parent;
    return parent >= 0 && parent < at->count && parent != box ? parent : -1;
}

static void link_children(struct placing *at, bool *is_root)
{
    const struct diagram_box *boxes = at->drawing->diagram->boxes;
    for (int i = at->count - 1; i >= 0; i--) {
        int parent = is_root[i] ? -1 : parent_of(at, i);
        is_root[i] = parent < 0;
        if (parent < 0)
            continue;
        at->blocks[i].next = at->blocks[parent].first[boxes[i].side];
        at->blocks[parent].first[boxes[i].side] = i;
        at->blocks[parent].count[boxes[i].side]++;
    }
}

/* Orders the boxes; where parents form a ring, the first box of the ring is made a root. */
static void order_boxes(struct placing *at, bool *is_root)
{
    bool *seen = arena_array(at->drawing->scratch, (size_t)at->count, sizeof *seen);
    int *chain = arena_array(at->drawing->scratch, (size_t)at->count, sizeof *chain);
    for (int i = 0; i < at->count; i++) {
        int length = 0;
        int box = i;
        while (box >= 0 && !seen[box]) {
            seen[box] = true;
            chain[length++] = box;
            box = parent_of(at, box);
        }
        /* Back at a box of this very chain, not of an earlier one: a ring. */
        for (int k = 0; k < length && box >= 0; k++)
            if (chain[k] == box)
                is_root[box] = true;
    }
    link_children(at, is_root);
    int ordered = 0;
    for (int i = 0; i < at->count; i++)
        if (is_root[i])
            at->order[ordered++] = i;
    for (int k = 0; k < ordered; k++)
        for (int side = SIDE_BELOW; side <= SIDE_RIGHT; side++)
            for (int i = at->blocks[at->order[k]].first[side]; i >= 0; i = at->blocks[i].next)
                at->order[ordered++] = i;
}

/* ------------------------------------------------------------------ packing blocks */

/* Packs blocks into at most `room` columns, unless one is wider: each as high as it can stand,
 * then as far left. Returns the columns taken; *height the rows. */
static int pack(struct placing *at, const int *list, int count, int room, int *height)
{
    int width = 0;
    for (int i = 0; i < count; i++)
        room = at->blocks[list[i]].width > room ? at->blocks[list[i]].width : room;
    int *floor = arena_array(at->drawing->scratch, (size_t)room, sizeof *floor);
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

static int list_of(const struct placing *at, int first, int *list)
{
    int count = 0;
    for (int i = first; i >= 0; i = at->blocks[i].next)
        list[count++] = i;
    return count;
}

/* Stacks single boxes in columns, each read from top to bottom. */
static int stack(struct placing *at, const int *list, int count, int columns, int *height)
{
    int rows = (count + columns - 1) / columns;
    for (int i = 0; i < count; i++) {
        at->blocks[list[i]].column = i / rows;
        at->blocks[list[i]].row = i % rows;
    }
    *height = count < rows ? count : rows;
    return (count + rows - 1) / rows;
}

/* Packs the boxes of one side of a block, and says by which side they are entered. */
static int pack_side(struct placing *at, int parent, enum diagram_side side, int room, int *height)
{
    struct spot *spots = at->drawing->spots;
    int *list = arena_array(at->drawing->scratch, (size_t)at->count, sizeof *list);
    int count = list_of(at, at->blocks[parent].first[side], list);
    int sum = 0;
    bool single = true;
    *height = 0;
    if (count == 0)
        return 0;
    for (int i = 0; i < count; i++) {
        sum += at->blocks[list[i]].width;
        single = single && at->blocks[list[i]].width == 1 && at->blocks[list[i]].height == 1;
    }
    bool fits = side == SIDE_BELOW && sum <= room;
    for (int i = 0; i < count; i++)
        spots[list[i]].entry = side == SIDE_LEFT    ? AT_RIGHT
                               : side == SIDE_RIGHT ? AT_ANY
                               : fits               ? AT_TOP
                                                    : AT_LEFT;
    if (!single || fits) {
        int width = pack(at, list, count, fits ? sum : room, height);
        for (int i = 0; i < count && side == SIDE_BELOW; i++)
            if (at->blocks[list[i]].row == 0)
                spots[list[i]].entry = AT_TOP;
        return width;
    }
    int columns = (count + room - 1) / room; /* rows, if every row were full */
    columns = (count + columns - 1) / columns;
    return stack(at, list, count, columns, height);
}

/* The columns that the stack at a side takes. */
static int stack_room(const struct block *block, enum diagram_side side)
{
    return (block->count[side] + TALLEST_STACK - 1) / TALLEST_STACK;
}

/* Lets what stands at a side of a block stand below it. */
static void move_below(struct placing *at, struct block *block, enum diagram_side side)
{
    int *end = &block->first[SIDE_BELOW];
    while (*end >= 0)
        end = &at->blocks[*end].next;
    *end = block->first[side];
    block->count[SIDE_BELOW] += block->count[side];
    block->first[side] = -1;
    block->count[side] = 0;
}

/* Gives a block its room, and what stands below it the rest; where there is none for the sides,
 * nothing stands there. */
static void give_room(struct placing *at, int box, int room)
{
    struct block *block = &at->blocks[box];
    block->room = room;
    if (stack_room(block, SIDE_LEFT) + stack_room(block, SIDE_RIGHT) >= room)
        move_below(at, block, SIDE_RIGHT);
    if (stack_room(block, SIDE_LEFT) >= room)
        move_below(at, block, SIDE_LEFT);
    room -= stack_room(block, SIDE_LEFT) + stack_room(block, SIDE_RIGHT);
    for (int i = block->first[SIDE_BELOW]; i >= 0; i = at->blocks[i].next)
        at->blocks[i].room = room > 1 ? room : 1;
    for (int i = block->first[SIDE_LEFT]; i >= 0; i = at->blocks[i].next)
        at->blocks[i].room = 1;
    for (int i = block->first[SIDE_RIGHT]; i >= 0; i = at->blocks[i].next)
        at->blocks[i].room = 1;
}

/* Puts a block together; what stands by its box is put together already. */
static void make_block(struct placing *at, int box)
{
    struct block *block = &at->blocks[box];
    int heights[3];
    int widths[3];
    int room = block->room - stack_room(block, SIDE_LEFT) - stack_room(block, SIDE_RIGHT);
    widths[SIDE_LEFT] =
        pack_side(at, box, SIDE_LEFT, stack_room(block, SIDE_LEFT), &heights[SIDE_LEFT]);
    widths[SIDE_RIGHT] =
        pack_side(at, box, SIDE_RIGHT, stack_room(block, SIDE_RIGHT), &heights[SIDE_RIGHT]);
    widths[SIDE_BELOW] = pack_side(at, box, SIDE_BELOW, room > 1 ? room : 1, &heights[SIDE_BELOW]);
    int middle = widths[SIDE_BELOW] > 1 ? widths[SIDE_BELOW] : 1;
    for (int i = block->first[SIDE_BELOW]; i >= 0; i = at->blocks[i].next) {
        at->blocks[i].column += widths[SIDE_LEFT];
        at->blocks[i].row += 1;
    }
    for (int i = block->first[SIDE_RIGHT]; i >= 0; i = at->blocks[i].next)
        at->blocks[i].column += widths[SIDE_LEFT] + middle;
    block->half = 2 * widths[SIDE_LEFT] + middle - 1;
    block->width = widths[SIDE_LEFT] + middle + widths[SIDE_RIGHT];
    block->height = heights[SIDE_BELOW] + 1;
    for (int side = SIDE_LEFT; side <= SIDE_RIGHT; side++)
        block->height = heights[side] > block->height ? heights[side] : block->height;
}

/* ------------------------------------------------------------------ text and heights */

static void write_text(struct drawing *drawing, struct diagram_box *box)
{
    struct str *name;
    struct str *words;
    int inner = BOX_WIDTH * UNIT - 2 * PADDING;
    size_t names = diagram_wrap(drawing->scratch, box->name, DIAGRAM_NAME_SIZE, true, inner, &name);
    size_t others =
        diagram_wrap(drawing->scratch, box->words, DIAGRAM_WORDS_SIZE, false, inner, &words);
    if (names + others > MOST_TEXTS) {
        names = names > MOST_TEXTS ? MOST_TEXTS : names;
        others = MOST_TEXTS - names;
        name[names - 1] = others == 0 ? STR("…") : name[names - 1];
    }
    box->text_count = names + others;
    box->texts = arena_array(drawing->arena, names + others + 1, sizeof *box->texts);
    for (size_t i = 0; i < box->text_count; i++)
        box->texts[i] =
            (struct diagram_text){i < names ? name[i] : words[i - names], i < names, 0, 0};
    box->width = BOX_WIDTH * UNIT;
    box->height = (int)names * NAME_HEIGHT + (int)others * WORDS_HEIGHT +
                  (others > 0 ? WORDS_SPACE : 0) + 2 * PADDING;
}

/* Makes the boxes of a row equally high, and finds where the rows lie. */
static void place_rows(struct drawing *drawing)
{
    struct diagram *diagram = drawing->diagram;
    int gutter = 8 + (int)diagram->line_count / 16;
    int y = gutter;
    for (size_t i = 0; i < diagram->box_count; i++) {
        struct row *row = &drawing->rows[drawing->spots[i].row];
        write_text(drawing, &diagram->boxes[i]);
        /* An even number of units, so that the middle of a side is a point. */
        int height = (diagram->boxes[i].height + 2 * UNIT - 1) / (2 * UNIT) * 2;
        row->height = height > row->height ? height : row->height;
    }
    for (int i = 0; i < drawing->row_count; i++) {
        drawing->rows[i].top = y;
        y += drawing->rows[i].height + gutter;
    }
    drawing->height = y + 1;
}

/* ------------------------------------------------------------------ all of it */

/* Moves a block that has rows for itself alone to the middle of all. */
static void centre_lone_blocks(struct placing *at, int roots, int width)
{
    for (int i = 0; i < roots; i++) {
        struct block *block = &at->blocks[at->order[i]];
        bool alone = true;
        for (int k = 0; k < roots; k++) {
            const struct block *other = &at->blocks[at->order[k]];
            alone = alone && (k == i || other->row >= block->row + block->height ||
                              other->row + other->height <= block->row);
        }
        block->shift = alone ? width - block->width : 0;
    }
}

static void place_blocks(struct placing *at, int roots)
{
    struct drawing *drawing = at->drawing;
    int height;
    int room = drawing->diagram->columns > 0 ? drawing->diagram->columns : 1;
    for (int k = 0; k < at->count; k++)
        give_room(at, at->order[k], k < roots ? room : at->blocks[at->order[k]].room);
    for (int k = at->count - 1; k >= 0; k--)
        make_block(at, at->order[k]);
    int width = pack(at, at->order, roots, room, &height);
    centre_lone_blocks(at, roots, width);
    for (int k = 0; k < at->count; k++) {
        int box = at->order[k];
        struct block *block = &at->blocks[box];
        if (k >= roots) {
            const struct block *parent = &at->blocks[parent_of(at, box)];
            block->column += parent->column;
            block->row += parent->row;
            block->shift = parent->shift;
        }
        drawing->spots[box].row = block->row;
        drawing->spots[box].left =
            MARGIN + block->column * PITCH + (block->half + block->shift) * PITCH / 2;
    }
    drawing->row_count = height;
    drawing->width = 2 * MARGIN + width * PITCH - GAP + 1;
    drawing->rows = arena_array(drawing->scratch, (size_t)height, sizeof *drawing->rows);
}

void drawing_place(struct drawing *drawing)
{
    int count = (int)drawing->diagram->box_count;
    struct placing at = {drawing, NULL, NULL, count};
    bool *is_root = arena_array(drawing->scratch, (size_t)count, sizeof *is_root);
    int roots = 0;
    at.blocks = arena_array(drawing->scratch, (size_t)count, sizeof *at.blocks);
    at.order = arena_array(drawing->scratch, (size_t)count, sizeof *at.order);
    drawing->spots = arena_array(drawing->scratch, (size_t)count, sizeof *drawing->spots);
    for (int i = 0; i < count; i++) {
        at.blocks[i] = (struct block){.first = {-1, -1, -1}, .next = -1};
        drawing->spots[i].entry = AT_ANY;
    }
    order_boxes(&at, is_root);
    for (int i = 0; i < count; i++)
        roots += is_root[i];
    place_blocks(&at, roots);
    place_rows(drawing);
}
