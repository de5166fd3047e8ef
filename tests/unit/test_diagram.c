/* test_diagram.c: boxes are placed, lines are led; and over hundreds of made-up structures nothing
 * overlaps, no line runs through a box, and no line is lost. */
#include "concordat/svg/diagram.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { MOST = 60, MOST_LINES = 150 };

/* A diagram with room for what a test puts into it. */
struct sample {
    struct arena *arena;
    struct diagram diagram;
    struct diagram_box boxes[MOST];
    struct diagram_line lines[MOST_LINES];
};

static struct sample *sample_new(void)
{
    struct arena *arena = arena_new();
    struct sample *sample = arena_alloc(arena, sizeof *sample);
    sample->arena = arena;
    sample->diagram.boxes = sample->boxes;
    sample->diagram.lines = sample->lines;
    sample->diagram.columns = 4;
    return sample;
}

static int add_box(struct sample *sample, const char *name, int parent, enum diagram_side side)
{
    sample->boxes[sample->diagram.box_count] = (struct diagram_box){
        .name = str_of(name), .words = STR("Group"), .parent = parent, .side = side};
    return (int)sample->diagram.box_count++;
}

static struct diagram_line *add_line(struct sample *sample, int from, int to, int style)
{
    struct diagram_line *line = &sample->lines[sample->diagram.line_count++];
    *line = (struct diagram_line){
        .from = from, .to = to, .style = style, .head = HEAD_FILLED, .label = STR("leads to")};
    line->leads = sample->boxes[from].parent == to;
    return line;
}

/* ------------------------------------------------------------------ measuring a drawing */

struct area {
    int left;
    int top;
    int right;
    int bottom;
};

static bool meet(struct area a, struct area b)
{
    return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}

static struct area area_of_box(const struct diagram_box *box)
{
    return (struct area){box->x, box->y, box->x + box->width, box->y + box->height};
}

static struct area area_of_label(const struct diagram_label *label)
{
    return (struct area){label->x - label->width / 2, label->y - 9, label->x + label->width / 2,
                         label->y + 2};
}

/* A stretch of a line, as broad as a pixel. */
static struct area area_of_stretch(struct diagram_point a, struct diagram_point b)
{
    return (struct area){a.x < b.x ? a.x : b.x, a.y < b.y ? a.y : b.y, (a.x > b.x ? a.x : b.x) + 1,
                         (a.y > b.y ? a.y : b.y) + 1};
}

static struct area shrunk(struct area area)
{
    return (struct area){area.left + 1, area.top + 1, area.right - 1, area.bottom - 1};
}

struct measure {
    int overlaps; /* of boxes and labels with each other, and of text with the outside of its box */
    int crossings; /* of lines and the inside of boxes or labels */
    int shared;    /* stretches that two lines have in common which do not belong together */
    int outside;   /* shapes outside the drawing */
    int crossed;   /* lines that cross one another */
    int apart;     /* lines that do not lead from the one box to the other, whatever they join */
    int loose;     /* lines that do not begin and end where they must */
    int drawn;
};

static void measure_boxes(const struct diagram *diagram, struct measure *measure)
{
    struct area all = {0, 0, diagram->width, diagram->height};
    for (size_t i = 0; i < diagram->box_count; i++) {
        const struct diagram_box *box = &diagram->boxes[i];
        struct area area = area_of_box(box);
        for (size_t k = 0; k < i; k++)
            measure->overlaps += meet(area, area_of_box(&diagram->boxes[k]));
        for (size_t k = 0; k < diagram->label_count; k++)
            measure->overlaps += meet(area, area_of_label(&diagram->labels[k]));
        for (size_t k = 0; k < box->text_count; k++) {
            const struct diagram_text *text = &box->texts[k];
            int size = text->strong ? DIAGRAM_NAME_SIZE : DIAGRAM_WORDS_SIZE;
            measure->overlaps +=
                diagram_text_width(text->text, size, text->strong) > box->width - 16 ||
                text->y - size < box->y || text->y + 4 > box->y + box->height;
        }
        measure->outside += area.left < all.left || area.top < all.top || area.right > all.right ||
                            area.bottom > all.bottom;
    }
    for (size_t i = 0; i < diagram->label_count; i++)
        for (size_t k = 0; k < i; k++)
            measure->overlaps +=
                meet(area_of_label(&diagram->labels[i]), area_of_label(&diagram->labels[k]));
}

/* True where a point lies on the edge of a box. */
static bool is_on_edge(const struct diagram_box *box, struct diagram_point at)
{
    struct area area = area_of_box(box);
    bool within =
        at.x >= area.left && at.x <= area.right && at.y >= area.top && at.y <= area.bottom;
    return within &&
           (at.x == area.left || at.x == area.right || at.y == area.top || at.y == area.bottom);
}

static void measure_stretch(const struct diagram *diagram, struct diagram_point a,
                            struct diagram_point b, struct measure *measure)
{
    struct area stretch = area_of_stretch(a, b);
    for (size_t i = 0; i < diagram->box_count; i++)
        measure->crossings += meet(stretch, shrunk(area_of_box(&diagram->boxes[i])));
    for (size_t i = 0; i < diagram->label_count; i++)
        measure->crossings += meet(stretch, area_of_label(&diagram->labels[i]));
    measure->outside += stretch.left < 0 || stretch.top < 0 || stretch.right > diagram->width ||
                        stretch.bottom > diagram->height;
    measure->loose += a.x != b.x && a.y != b.y;
}

/* True where two stretches of one direction have more than a point in common. */
static bool run_together(const struct diagram_point *a, const struct diagram_point *b)
{
    struct area one = area_of_stretch(a[0], a[1]);
    struct area other = area_of_stretch(b[0], b[1]);
    bool same = (a[0].x == a[1].x && b[0].x == b[1].x && a[0].x == b[0].x) ||
                (a[0].y == a[1].y && b[0].y == b[1].y && a[0].y == b[0].y);
    return same && meet(one, other);
}

static bool has_line(const struct diagram *diagram, int from, int to, int style)
{
    for (size_t i = 0; i < diagram->line_count; i++)
        if (diagram->lines[i].from == from && diagram->lines[i].to == to &&
            diagram->lines[i].style == style)
            return true;
    return false;
}

/* True where two lines may share a way: whoever follows it from one end of theirs to another finds
 * only what is so. */
static bool may_share(const struct diagram *diagram, const struct diagram_line *a,
                      const struct diagram_line *b)
{
    return a->style == b->style && has_line(diagram, a->from, b->to, a->style) &&
           has_line(diagram, b->from, a->to, a->style);
}

/* True where one stretch is level, the other upright, and both go on beyond the point they share.
 */
static bool cross(const struct diagram_point *a, const struct diagram_point *b)
{
    struct area one = area_of_stretch(a[0], a[1]);
    struct area other = area_of_stretch(b[0], b[1]);
    bool one_level = a[0].y == a[1].y;
    if (one_level == (b[0].y == b[1].y))
        return false;
    const struct area *level = one_level ? &one : &other;
    const struct area *upright = one_level ? &other : &one;
    return level->left < upright->left && upright->right < level->right &&
           upright->top < level->top && level->bottom < upright->bottom;
}

static void measure_pair(const struct diagram *diagram, const struct diagram_line *a,
                         const struct diagram_line *b, struct measure *measure)
{
    if (may_share(diagram, a, b))
        return;
    for (size_t i = 1; i < a->point_count; i++)
        for (size_t k = 1; k < b->point_count; k++) {
            measure->shared += run_together(&a->points[i - 1], &b->points[k - 1]);
            measure->crossed += !a->told && !b->told && cross(&a->points[i - 1], &b->points[k - 1]);
        }
}

/* True where an end of one line is a point of the other, and not where both reach a box. */
static bool flow_together(const struct diagram_line *a, const struct diagram_line *b)
{
    for (int end = 0; end < 2; end++) {
        struct diagram_point at = a->points[end ? a->point_count - 1 : 0];
        for (size_t i = 1; i < b->point_count; i++) {
            struct area stretch = area_of_stretch(b->points[i - 1], b->points[i]);
            if (at.x >= stretch.left && at.x < stretch.right && at.y >= stretch.top &&
                at.y < stretch.bottom)
                return true;
        }
    }
    return false;
}

static bool reaches(const struct diagram *diagram, const struct diagram_line *line, int box)
{
    return is_on_edge(&diagram->boxes[box], line->points[0]) ||
           is_on_edge(&diagram->boxes[box], line->points[line->point_count - 1]);
}

/* True where a line leads from its one box to its other, by lines that it may share a way with. */
static bool leads_there(const struct diagram *diagram, const struct diagram_line *line)
{
    bool found[MOST_LINES] = {false};
    for (size_t i = 0; i < diagram->line_count; i++)
        found[i] = diagram->lines[i].drawn && may_share(diagram, line, &diagram->lines[i]) &&
                   reaches(diagram, &diagram->lines[i], line->from);
    for (bool again = true; again;) {
        again = false;
        for (size_t i = 0; i < diagram->line_count; i++)
            for (size_t k = 0; k < diagram->line_count && !found[i]; k++) {
                const struct diagram_line *one = &diagram->lines[i];
                const struct diagram_line *other = &diagram->lines[k];
                if (found[k] && one->drawn && may_share(diagram, line, one) &&
                    (flow_together(one, other) || flow_together(other, one)))
                    found[i] = again = true;
            }
    }
    for (size_t i = 0; i < diagram->line_count; i++)
        if (found[i] && reaches(diagram, &diagram->lines[i], line->to))
            return true;
    return false;
}

static struct measure measure_of(const struct diagram *diagram)
{
    struct measure measure = {0};
    measure_boxes(diagram, &measure);
    for (size_t i = 0; i < diagram->line_count; i++) {
        const struct diagram_line *line = &diagram->lines[i];
        if (!line->drawn)
            continue;
        measure.drawn++;
        measure.apart += !leads_there(diagram, line);
        for (size_t k = 1; k < line->point_count; k++)
            measure_stretch(diagram, line->points[k - 1], line->points[k], &measure);
        for (size_t k = 0; k < i; k++)
            measure_pair(diagram, line, &diagram->lines[k], &measure);
        /* One end is at a box of the line; a head is at the box that the line leads to. */
        bool begins = is_on_edge(&diagram->boxes[line->from], line->points[0]);
        bool ends = is_on_edge(&diagram->boxes[line->to], line->points[line->point_count - 1]);
        measure.loose += !begins && !ends;
        measure.loose += line->headed && !ends;
    }
    return measure;
}

static void assert_sound(const struct diagram *diagram)
{
    struct measure measure = measure_of(diagram);
    assert_int_equal(measure.overlaps, 0);
    assert_int_equal(measure.crossings, 0);
    assert_int_equal(measure.shared, 0);
    assert_int_equal(measure.outside, 0);
    assert_int_equal(measure.loose, 0);
    assert_int_equal(measure.apart, 0);
}

/* ------------------------------------------------------------------ placing and leading */

static void a_parent_stands_over_the_middle(void **state)
{
    struct sample *sample = sample_new();
    (void)state;
    int top = add_box(sample, "Trust Board", -1, SIDE_BELOW);
    int left = add_box(sample, "One", top, SIDE_BELOW);
    int right = add_box(sample, "Two", top, SIDE_BELOW);
    add_line(sample, left, top, 1);
    add_line(sample, right, top, 1);
    assert_true(diagram_lay_out(sample->arena, &sample->diagram));
    assert_int_equal(2 * sample->boxes[top].x, sample->boxes[left].x + sample->boxes[right].x);
    assert_int_equal(sample->boxes[left].y, sample->boxes[right].y);
    assert_true(sample->boxes[top].y + sample->boxes[top].height < sample->boxes[left].y);
    /* Both flow together, with one head, in the middle of the parent. */
    assert_int_equal(sample->lines[0].headed + sample->lines[1].headed, 1);
    assert_int_equal(sample->lines[0].tip.x, sample->boxes[top].x + sample->boxes[top].width / 2);
    assert_sound(&sample->diagram);
    arena_free(sample->arena);
}

static void sides_stand_beside(void **state)
{
    struct sample *sample = sample_new();
    (void)state;
    int top = add_box(sample, "Trust Board", -1, SIDE_BELOW);
    int adviser = add_box(sample, "Adviser", top, SIDE_LEFT);
    int related = add_box(sample, "Related", top, SIDE_RIGHT);
    add_line(sample, adviser, top, 1);
    struct diagram_line *line = add_line(sample, related, top, 2);
    assert_true(diagram_lay_out(sample->arena, &sample->diagram));
    assert_true(sample->boxes[adviser].x < sample->boxes[top].x);
    assert_true(sample->boxes[related].x > sample->boxes[top].x);
    assert_int_equal(sample->boxes[adviser].y, sample->boxes[top].y);
    assert_int_equal(line->point_count, 2);
    assert_int_equal(line->aim.x, -1);
    assert_int_equal(sample->diagram.label_count, 2);
    assert_sound(&sample->diagram);
    arena_free(sample->arena);
}

static void twelve_siblings_hang_in_columns(void **state)
{
    struct sample *sample = sample_new();
    (void)state;
    int top = add_box(sample, "Trust Board", -1, SIDE_BELOW);
    for (int i = 0; i < 12; i++)
        add_line(sample, add_box(sample, "Local Partnership", top, SIDE_BELOW), top, 1);
    assert_true(diagram_lay_out(sample->arena, &sample->diagram));
    assert_int_equal(measure_of(&sample->diagram).drawn, 12);
    assert_sound(&sample->diagram);
    /* Four columns of three, read from top to bottom. */
    assert_int_equal(sample->boxes[1].x, sample->boxes[3].x);
    assert_int_equal(sample->boxes[1].y, sample->boxes[4].y);
    assert_true(sample->boxes[4].x > sample->boxes[1].x);
    arena_free(sample->arena);
}

static void the_same_link_twice_is_drawn_twice(void **state)
{
    struct sample *sample = sample_new();
    (void)state;
    int a = add_box(sample, "A", -1, SIDE_BELOW);
    int b = add_box(sample, "B", -1, SIDE_BELOW);
    add_line(sample, a, b, 1);
    add_line(sample, a, b, 1);
    add_line(sample, b, a, 1);
    add_line(sample, a, a, 1);
    assert_true(diagram_lay_out(sample->arena, &sample->diagram));
    assert_true(sample->lines[0].drawn && sample->lines[1].drawn && sample->lines[2].drawn);
    assert_false(sample->lines[3].drawn);
    arena_free(sample->arena);
}

static void parents_in_a_ring_are_broken(void **state)
{
    struct sample *sample = sample_new();
    (void)state;
    add_box(sample, "A", 2, SIDE_BELOW);
    add_box(sample, "B", 0, SIDE_BELOW);
    add_box(sample, "C", 1, SIDE_BELOW);
    add_box(sample, "D", 3, SIDE_BELOW);
    add_box(sample, "E", 99, SIDE_LEFT);
    assert_true(diagram_lay_out(sample->arena, &sample->diagram));
    assert_sound(&sample->diagram);
    arena_free(sample->arena);
}

static void a_name_without_end_is_cut(void **state)
{
    enum { LENGTH = 20000 };
    struct sample *sample = sample_new();
    char *name = arena_alloc(sample->arena, LENGTH + 1);
    (void)state;
    for (int i = 0; i < LENGTH; i++)
        name[i] = i % 9 == 8 ? ' ' : 'a';
    add_box(sample, name, -1, SIDE_BELOW);
    assert_true(diagram_lay_out(sample->arena, &sample->diagram));
    const struct diagram_box *box = &sample->boxes[0];
    assert_in_range(box->text_count, 5, 20);
    assert_true(str_is(box->texts[box->text_count - 1].text, "…"));
    assert_sound(&sample->diagram);
    arena_free(sample->arena);
}

static void branches_leave_one_trunk(void **state)
{
    struct sample *sample = sample_new();
    (void)state;
    int top = add_box(sample, "Trust Board", -1, SIDE_BELOW);
    for (int i = 0; i < 4; i++)
        add_line(sample, add_box(sample, "Group", top, SIDE_BELOW), top, 1);
    assert_true(diagram_lay_out(sample->arena, &sample->diagram));
    for (int i = 0; i < 4; i++)
        assert_int_equal(sample->lines[i].points[1].y, sample->lines[0].points[1].y);
    arena_free(sample->arena);
}

static void too_much_is_refused(void **state)
{
    struct sample *sample = sample_new();
    (void)state;
    assert_false(diagram_lay_out(sample->arena, &sample->diagram));
    sample->diagram.box_count = DIAGRAM_MOST_BOXES + 1;
    assert_false(diagram_lay_out(sample->arena, &sample->diagram));
    sample->diagram.box_count = 1;
    sample->diagram.line_count = DIAGRAM_MOST_LINES + 1;
    assert_false(diagram_lay_out(sample->arena, &sample->diagram));
    arena_free(sample->arena);
}

/* ------------------------------------------------------------------ made-up structures */

static uint32_t next_random(uint32_t *seed, uint32_t below)
{
    *seed = *seed * 1664525u + 1013904223u;
    return (*seed >> 8) % below;
}

static const char *const names[] = {
    "Board",
    "Joint Commissioning Board",
    "Local Partnership for Children and Young People",
    "The Steering Group for the Integration of Services for Disabled Children and Their Families",
    "Children and Young People’s Strategic Partnership",
    "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch",
};

/* 3 to 40 boxes: trees, islands, rings, and up to 12 siblings more. */
static struct sample *random_sample(uint32_t seed)
{
    struct sample *sample = sample_new();
    uint32_t count = 3 + next_random(&seed, 38);
    for (uint32_t i = 0; i < count; i++) {
        const char *name = names[next_random(&seed, sizeof names / sizeof *names)];
        int parent = -1;
        if (next_random(&seed, 4) > 0)
            parent = (int)next_random(&seed, next_random(&seed, 9) == 0 ? count : i + 1);
        if (seed % 7 == 0 && i > 0 && i < 13)
            parent = 0;
        uint32_t side = next_random(&seed, 6);
        add_box(sample, name, parent, side == 4 ? SIDE_LEFT : side == 5 ? SIDE_RIGHT : SIDE_BELOW);
    }
    for (uint32_t i = 0; i < count; i++)
        if (sample->boxes[i].parent >= 0)
            add_line(sample, (int)i, sample->boxes[i].parent, (int)next_random(&seed, 3));
    /* Several that say the same of the same. */
    uint32_t sources = next_random(&seed, 4);
    for (uint32_t i = 0; i < sources && count >= 8; i++)
        for (uint32_t k = 0; k < 3; k++)
            add_line(sample, (int)(count - 1 - i), (int)(k + seed % 2), 8);
    for (uint32_t more = next_random(&seed, count); more > 0; more--)
        add_line(sample, (int)next_random(&seed, count), (int)next_random(&seed, count),
                 (int)next_random(&seed, 8));
    return sample;
}

/* Draws many made-up structures; nothing may be wrong with them, and nothing lost. */
static void assert_structures_sound(bool narrow)
{
    enum { STRUCTURES = 500 };
    int lines = 0;
    int drawn = 0;
    int crossed = 0;
    for (uint32_t seed = 1; seed <= STRUCTURES; seed++) {
        struct sample *sample = random_sample(seed);
        sample->diagram.columns = narrow ? 2 : 4;
        sample->diagram.narrow = narrow;
        assert_true(diagram_lay_out(sample->arena, &sample->diagram));
        assert_sound(&sample->diagram);
        for (size_t i = 0; i < sample->diagram.line_count; i++)
            lines += sample->lines[i].from != sample->lines[i].to;
        struct measure measure = measure_of(&sample->diagram);
        drawn += measure.drawn;
        crossed += measure.crossed;
        arena_free(sample->arena);
    }
    print_message(
        "# %d structures%s: %d of %d lines drawn, no box or label overlapped or run through, "
        "%d times one line across another\n",
        STRUCTURES, narrow ? ", narrow" : "", drawn, lines, crossed);
    assert_int_equal(drawn, lines);
    assert_true(crossed < lines);
}

static void structures_are_sound(void **state)
{
    (void)state;
    assert_structures_sound(false);
}

static void narrow_ones_are_sound_too(void **state)
{
    (void)state;
    assert_structures_sound(true);
}

static void drawings_are_the_same_again(void **state)
{
    (void)state;
    for (uint32_t seed = 1; seed <= 5; seed++) {
        struct sample *one = random_sample(seed);
        struct sample *other = random_sample(seed);
        diagram_lay_out(one->arena, &one->diagram);
        diagram_lay_out(other->arena, &other->diagram);
        for (size_t i = 0; i < one->diagram.line_count; i++) {
            assert_int_equal(one->lines[i].point_count, other->lines[i].point_count);
            if (one->lines[i].drawn)
                assert_memory_equal(one->lines[i].points, other->lines[i].points,
                                    one->lines[i].point_count * sizeof *one->lines[i].points);
        }
        arena_free(one->arena);
        arena_free(other->arena);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_parent_stands_over_the_middle),
        cmocka_unit_test(sides_stand_beside),
        cmocka_unit_test(twelve_siblings_hang_in_columns),
        cmocka_unit_test(the_same_link_twice_is_drawn_twice),
        cmocka_unit_test(parents_in_a_ring_are_broken),
        cmocka_unit_test(a_name_without_end_is_cut),
        cmocka_unit_test(branches_leave_one_trunk),
        cmocka_unit_test(too_much_is_refused),
        cmocka_unit_test(structures_are_sound),
        cmocka_unit_test(narrow_ones_are_sound_too),
        cmocka_unit_test(drawings_are_the_same_again),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
