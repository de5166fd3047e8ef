/* place.c: gives every box its place on the lattice.
 *
 * Boxes are grown into trees (tree.c), and those that have the same links are stacked (stack.c);
 * these are arranged on a grid of columns and rows (arrange.c), and here the grid becomes rows as
 * high as the text of their boxes asks for.
 *
 * Layer: svg. Uses: base. Used by: diagram. */
#include "place.h"

enum {
    PADDING = 8,       /* pixels between the sides of a box and its text */
    PADDING_ABOVE = 6, /* and above and below it */
    MOST_TEXTS = 12,   /* lines of text in a box; a name of 90 letters has 8 */
    EVEN_HEIGHT = 12,  /* in units: boxes of a row that is not higher are equally high */
    COMMON_HEIGHT = 10 /* to which low boxes grow in a row that is */
};

/* ------------------------------------------------------------------ text and heights */

static void write_text(struct drawing *drawing, struct diagram_box *box)
{
    struct str *name;
    struct str *words;
    int inner = drawing->box_width * UNIT - 2 * PADDING;
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
    box->width = drawing->box_width * UNIT;
    box->height = (int)names * NAME_HEIGHT + (int)others * WORDS_HEIGHT +
                  (others > 0 ? WORDS_SPACE : 0) + 2 * PADDING_ABOVE;
}

/* Makes the boxes of a row equally high, unless one is very high, and finds where the rows lie. */
static void place_rows(struct drawing *drawing)
{
    struct diagram *diagram = drawing->diagram;
    int gutter = 8 + (int)diagram->line_count / 16;
    int y = gutter;
    for (size_t i = 0; i < diagram->box_count; i++) {
        struct spot *spot = &drawing->spots[i];
        struct row *row = &drawing->rows[spot->row];
        write_text(drawing, &diagram->boxes[i]);
        /* An even number of units, so that the middle of a side is a point. */
        spot->height = (diagram->boxes[i].height + 2 * UNIT - 1) / (2 * UNIT) * 2;
        row->height = spot->height > row->height ? spot->height : row->height;
    }
    for (int i = 0; i < drawing->row_count; i++) {
        drawing->rows[i].top = y;
        y += drawing->rows[i].height + gutter;
    }
    for (size_t i = 0; i < diagram->box_count; i++) {
        struct spot *spot = &drawing->spots[i];
        const struct row *row = &drawing->rows[spot->row];
        int height = row->height <= EVEN_HEIGHT ? row->height : COMMON_HEIGHT;
        spot->height = spot->height < height ? height : spot->height;
        spot->top = row->top + (row->height - spot->height) / 2;
    }
    drawing->height = y + 1;
}

/* ------------------------------------------------------------------ all of it */

/* The side of a box at which the line to what it stands beside begins. */
static int entry_of(const struct placing *placing, int box)
{
    const struct diagram_box *boxes = placing->drawing->diagram->boxes;
    int parent = boxes[box].parent;
    if (boxes[box].side == SIDE_BELOW || parent < 0 || parent >= placing->count)
        return placing->drawing->spots[box].entry;
    int off = placing->cells[box].half - placing->cells[parent].half;
    return off <= -2 ? AT_RIGHT : off >= 2 ? AT_LEFT : AT_ANY;
}

/* Turns places on the grid into spots on the lattice; rows and columns that nobody took are left
 * out at the sides, and rows in between too. */
static void place_spots(struct placing *placing)
{
    struct drawing *drawing = placing->drawing;
    int left = placing->cells[0].half;
    int right = left;
    int rows = 0;
    int pitch = drawing->box_width + drawing->gap;
    for (int i = 0; i < placing->count; i++) {
        struct cell cell = placing->cells[i];
        left = cell.half < left ? cell.half : left;
        right = cell.half > right ? cell.half : right;
        rows = cell.row + 1 > rows ? cell.row + 1 : rows;
    }
    int *number = arena_array(drawing->scratch, (size_t)rows + 1, sizeof *number);
    for (int i = 0; i < placing->count; i++)
        number[placing->cells[i].row + 1] = 1;
    for (int row = 0; row < rows; row++)
        number[row + 1] += number[row];
    for (int i = 0; i < placing->count; i++) {
        drawing->spots[i].row = number[placing->cells[i].row];
        drawing->spots[i].left = MARGIN + (placing->cells[i].half - left) * pitch / 2;
        drawing->spots[i].entry = entry_of(placing, i);
    }
    drawing->row_count = number[rows];
    drawing->width = 2 * MARGIN + (right - left) * pitch / 2 + drawing->box_width + 1;
    drawing->rows =
        arena_array(drawing->scratch, (size_t)drawing->row_count, sizeof *drawing->rows);
}

void drawing_place(struct drawing *drawing)
{
    size_t count = drawing->diagram->box_count;
    int columns = drawing->diagram->columns > 0 ? drawing->diagram->columns : 1;
    struct placing placing = {
        .drawing = drawing,
        .count = (int)count,
        .cells = arena_array(drawing->scratch, count, sizeof *placing.cells),
        .piece_of = arena_array(drawing->scratch, count, sizeof *placing.piece_of),
        .pieces = arena_array(drawing->scratch, count, sizeof *placing.pieces),
        .halves = 2 * columns,
    };
    drawing->spots = arena_array(drawing->scratch, count, sizeof *drawing->spots);
    for (size_t i = 0; i < count; i++)
        drawing->spots[i].entry = AT_ANY;
    place_trees(&placing);
    place_stacks(&placing);
    place_pieces(&placing);
    place_spots(&placing);
    place_rows(drawing);
}
