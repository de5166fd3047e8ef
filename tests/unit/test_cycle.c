/* test_cycle.c: the stages of a cycle stand around its middle, clockwise, none on another, and each
 * is joined to the next. */
#include "concordat/svg/cycle.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static const char *const long_title =
    "Understand needs, resources and priorities of children, young people, families and carers";

static bool overlap(const struct cycle_stage_box *a, const struct cycle_stage_box *b)
{
    return a->x < b->x + b->width && b->x < a->x + a->width && a->y < b->y + b->height &&
           b->y < a->y + a->height;
}

static bool is_at_edge(const struct cycle_stage_box *box, struct diagram_point point)
{
    bool level = (point.x == box->x || point.x == box->x + box->width) && point.y > box->y &&
                 point.y < box->y + box->height;
    bool upright = (point.y == box->y || point.y == box->y + box->height) && point.x > box->x &&
                   point.x < box->x + box->width;
    return level || upright;
}

static void check_box(const struct cycle_drawing *drawing, const struct cycle_stage_box *box)
{
    assert_true(box->x >= 0 && box->x + box->width <= drawing->width);
    assert_true(box->y >= 0 && box->y + box->height <= drawing->height);
    for (size_t i = 0; i < box->text_count; i++) {
        int width = diagram_text_width(box->texts[i].text, CYCLE_SIZE, true);
        assert_true(box->texts[i].x - width / 2 > box->x);
        assert_true(box->texts[i].x + width / 2 < box->x + box->width);
        assert_true(box->texts[i].y > box->y + 8);
        assert_true(box->texts[i].y < box->y + box->height - 4);
    }
}

/* Above 0 where b follows a clockwise, seen from below the first stage (y runs down). */
static long turn(const struct cycle_drawing *drawing, const struct cycle_stage_box *a,
                 const struct cycle_stage_box *b)
{
    long mx = drawing->width / 2;
    long my = drawing->stages[0].y + drawing->stages[0].height;
    long ax = a->x + a->width / 2 - mx;
    long ay = a->y + a->height / 2 - my;
    long bx = b->x + b->width / 2 - mx;
    long by = b->y + b->height / 2 - my;
    return ax * by - ay * bx;
}

static void check_cycle(struct arena *arena, size_t count, unsigned long_ones, const char *centre)
{
    struct cycle_drawing drawing = {.count = count, .centre = str_of(centre)};
    struct buf path = {0};
    drawing.stages = arena_array(arena, count, sizeof *drawing.stages);
    for (size_t i = 0; i < count; i++)
        drawing.stages[i].title = str_of(long_ones >> i & 1 ? long_title : "Plan");
    assert_true(cycle_lay_out(arena, &drawing));
    assert_int_equal(drawing.width, CYCLE_WIDTH);
    assert_int_equal(drawing.middle.text_count > 0, centre[0] != '\0');
    for (size_t i = 0; i < count; i++) {
        const struct cycle_stage_box *box = &drawing.stages[i];
        const struct cycle_stage_box *next = &drawing.stages[(i + 1) % count];
        check_box(&drawing, box);
        if (drawing.middle.text_count > 0)
            assert_false(overlap(box, &drawing.middle));
        for (size_t k = 0; k < i; k++)
            assert_false(overlap(box, &drawing.stages[k]));
        assert_true(turn(&drawing, box, next) > 0);
        assert_true(is_at_edge(box, drawing.tracks[i].from));
        assert_true(is_at_edge(next, drawing.tracks[i].to));
        buf_clear(&path);
        cycle_write_line(&drawing.tracks[i], &path);
        cycle_write_head(&drawing.tracks[i], &path);
        assert_true(str_ends(buf_str(&path), "z"));
    }
    buf_free(&path);
}

static void stages_stand_clockwise_about_the_middle(void **state)
{
    (void)state;
    for (size_t count = CYCLE_LEAST; count <= CYCLE_MOST; count++)
        for (unsigned long_ones = 0; long_ones < 1u << count; long_ones++) {
            struct arena *arena = arena_new();
            check_cycle(arena, count, long_ones, "The service user");
            check_cycle(arena, count, long_ones, "");
            check_cycle(arena, count, long_ones, long_title);
            arena_free(arena);
        }
}

static void fewer_than_three_and_more_than_eight_are_not_drawn(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    struct cycle_stage_box stages[CYCLE_MOST + 1] = {{.title = STR("Plan")}};
    struct cycle_drawing drawing = {.stages = stages, .count = CYCLE_LEAST - 1};
    assert_false(cycle_lay_out(arena, &drawing));
    drawing.count = CYCLE_MOST + 1;
    assert_false(cycle_lay_out(arena, &drawing));
    drawing.count = 0;
    assert_false(cycle_lay_out(arena, &drawing));
    arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(stages_stand_clockwise_about_the_middle),
        cmocka_unit_test(fewer_than_three_and_more_than_eight_are_not_drawn),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
