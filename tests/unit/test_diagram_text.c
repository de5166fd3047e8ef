/* test_diagram_text.c: text is measured and cut into lines; lines and heads become path data. */
#include "concordat/svg/diagram.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

/* ------------------------------------------------------------------ text */

static void widths_add_up(void **state)
{
    (void)state;
    int one = diagram_text_width(STR("a"), 100, false);
    assert_in_range(one, 56, 70);
    assert_in_range(diagram_text_width(STR("aaaa"), 100, false), 4 * one - 4, 4 * one + 4);
    assert_true(diagram_text_width(STR("ill"), 14, true) <
                diagram_text_width(STR("WWW"), 14, true));
    assert_true(diagram_text_width(STR("Å"), 14, true) > 0);
    assert_true(diagram_text_width(STR("a"), 14, true) >= diagram_text_width(STR("a"), 14, false));
    assert_int_equal(diagram_text_width(STR(""), 14, true), 0);
    assert_true(diagram_text_width(STR("\xff\xfe"), 14, true) > 0);
}

/* The lines of a text, with a stroke between them. */
static void assert_wrapped(const char *text, int width, const char *expected)
{
    struct arena *arena = arena_new();
    struct buf joined = {0};
    struct str *lines;
    size_t count = diagram_wrap(arena, str_of(text), 14, true, width, &lines);
    buf_add_string(&joined, "");
    for (size_t i = 0; i < count; i++) {
        buf_printf(&joined, "%s%.*s", i > 0 ? "|" : "", STR_ARGS(lines[i]));
        assert_true(diagram_text_width(lines[i], 14, true) <= width);
    }
    assert_string_equal(joined.ptr, expected);
    buf_free(&joined);
    arena_free(arena);
}

static void text_is_cut_into_even_lines(void **state)
{
    (void)state;
    assert_wrapped("Board", 140, "Board");
    assert_wrapped("", 140, "");
    assert_wrapped("  ", 140, "");
    assert_wrapped("Joint Commissioning Board", 140, "Joint|Commissioning|Board");
    assert_wrapped("Advisory Board, 4 to 12", 140, "Advisory|Board, 4 to 12");
    assert_wrapped("Multi-agency task team", 140, "Multi-agency|task team");
    assert_wrapped("Incomprehensibilities-of-organisation", 140,
                   "Incomprehensibilitie|s-of-organisation");
    assert_wrapped("Åäöéèêëïîíìúùûüñçßøæ", 140, "Åäöéèêëïîíìúù|ûüñçßøæ");
}

/* Each line was once found by measuring all that followed it: minutes for a text of this length. */
static void long_text_is_cut_in_time(void **state)
{
    enum { LENGTH = 400000, MOST_SECONDS = 20 };
    (void)state;
    for (int words = 0; words < 2; words++) {
        struct arena *arena = arena_new();
        char *text = arena_alloc(arena, LENGTH + 1);
        struct str *lines;
        memset(text, 'W', LENGTH);
        for (int i = 2; words && i + 1 < LENGTH; i += 3)
            text[i] = ' ';
        clock_t start = clock();
        size_t count = diagram_wrap(arena, str_of(text), 12, true, 64, &lines);
        assert_true((double)(clock() - start) / CLOCKS_PER_SEC < MOST_SECONDS);
        size_t length = 0;
        for (size_t i = 0; i < count; i++)
            length += lines[i].len + (words && i > 0);
        assert_int_equal(length, LENGTH);
        arena_free(arena);
    }
}

/* ------------------------------------------------------------------ path data */

static void assert_head(enum diagram_head head, struct diagram_point aim, const char *expected)
{
    struct buf out = {0};
    buf_add_string(&out, "");
    diagram_write_head(head, (struct diagram_point){50, 50}, aim, &out);
    assert_string_equal(out.ptr, expected);
    buf_free(&out);
}

static void paths_are_written(void **state)
{
    struct diagram_point points[] = {{10, 20}, {10, 45}, {80, 45}};
    struct diagram_line line = {.points = points, .point_count = 3};
    struct buf out = {0};
    (void)state;
    diagram_write_path(&line, &out);
    assert_string_equal(out.ptr, "M10 20V45H80");
    buf_free(&out);
    assert_head(HEAD_NONE, (struct diagram_point){1, 0}, "");
    assert_head(HEAD_FILLED, (struct diagram_point){1, 0}, "M41 46L50 50L41 54z");
    assert_head(HEAD_FILLED, (struct diagram_point){0, -1}, "M46 59L50 50L54 59z");
    assert_head(HEAD_OPEN, (struct diagram_point){-1, 0}, "M58 54L50 50L58 46");
    assert_head(HEAD_CIRCLE, (struct diagram_point){0, 1}, "M50 50a4 4 0 1 1 0 -8a4 4 0 1 1 0 8z");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(widths_add_up),
        cmocka_unit_test(text_is_cut_into_even_lines),
        cmocka_unit_test(long_text_is_cut_in_time),
        cmocka_unit_test(paths_are_written),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
