/* test_arena.c: pieces are aligned, zeroed, apart from each other, and cost little more than they
 * hold; what cannot be had ends the program. */
#include "concordat/base/arena.h"
#include "expect.h"

#include <stdalign.h>
#include <sys/wait.h>
#include <unistd.h>

static int set_up(void **state)
{
    *state = arena_new();
    return 0;
}

static int tear_down(void **state)
{
    arena_free(*state);
    return 0;
}

static bool is_filled(const unsigned char *bytes, size_t count, unsigned char with)
{
    for (size_t i = 0; i < count; i++)
        if (bytes[i] != with)
            return false;
    return true;
}

static void pieces_are_aligned_zeroed_and_apart(void **state)
{
    enum { PIECES = 500 };
    unsigned char *pieces[PIECES];
    for (size_t i = 0; i < PIECES; i++) {
        pieces[i] = arena_alloc(*state, i);
        assert_int_equal((uintptr_t)pieces[i] % alignof(max_align_t), 0);
        assert_true(is_filled(pieces[i], i, 0));
        memset(pieces[i], (int)(i % 255) + 1, i);
    }
    for (size_t i = 0; i < PIECES; i++)
        assert_true(is_filled(pieces[i], i, (unsigned char)(i % 255 + 1)));
}

static void a_piece_may_be_larger_than_any_block(void **state)
{
    enum { LARGE = 5 * 1024 * 1024 };
    unsigned char *before = arena_alloc(*state, 100);
    memset(before, 1, 100);
    unsigned char *large = arena_alloc(*state, LARGE);
    assert_true(is_filled(large, LARGE, 0));
    memset(large, 2, LARGE);
    unsigned char *after = arena_alloc(*state, 100);
    memset(after, 3, 100);
    assert_true(is_filled(before, 100, 1));
    assert_true(is_filled(large, LARGE, 2));
    assert_true(is_filled(after, 100, 3));
    assert_true(arena_size(*state) >= LARGE + 200);
}

static void small_pieces_waste_little(void **state)
{
    enum { TOTAL = 4 * 1024 * 1024, PIECE = 64 };
    for (size_t held = 0; held < TOTAL; held += PIECE)
        arena_alloc(*state, PIECE);
    assert_true(arena_size(*state) >= TOTAL);
    assert_true(arena_size(*state) < TOTAL + TOTAL / 2);
}

/* Files are read into the arena that their records are made in. */
static void large_pieces_between_small_ones_waste_little(void **state)
{
    enum { LARGE = 3 * 1024 * 1024 / 2, TIMES = 20 };
    for (int i = 0; i < TIMES; i++) {
        arena_alloc(*state, LARGE);
        arena_alloc(*state, 100);
    }
    assert_true(arena_size(*state) >= (size_t)TIMES * LARGE);
    assert_true(arena_size(*state) < (size_t)TIMES * LARGE + LARGE);
}

static void cleared_memory_is_used_again_and_zeroed(void **state)
{
    arena_clear(*state);
    assert_int_equal(arena_size(*state), 0);
    size_t held = 0;
    for (int round = 0; round < 50; round++) {
        for (int i = 0; i < 100; i++) {
            unsigned char *piece = arena_alloc(*state, 300);
            assert_true(is_filled(piece, 300, 0));
            memset(piece, 0xAA, 300);
        }
        if (round == 10)
            held = arena_size(*state);
        if (round > 10)
            assert_int_equal(arena_size(*state), held);
        arena_clear(*state);
    }
}

static void arrays_are_zeroed(void **state)
{
    const long *numbers = arena_array(*state, 1000, sizeof *numbers);
    for (int i = 0; i < 1000; i++)
        assert_int_equal(numbers[i], 0);
    assert_non_null(arena_array(*state, 0, sizeof *numbers));
    assert_non_null(arena_array(*state, 1000, 0));
}

static void a_list_grows_and_keeps_what_it_has(void **state)
{
    struct arena *arena = arena_new();
    unsigned *list = NULL;
    size_t room = 0;
    unsigned moves = 0;
    (void)state;
    for (unsigned i = 0; i < 1000; i++) {
        unsigned *before = list;
        list = arena_grown(arena, list, i, &room, sizeof *list);
        moves += list != before;
        assert_true(room > i);
        list[i] = i;
    }
    for (unsigned i = 0; i < 1000; i++)
        assert_int_equal(list[i], i);
    assert_true(moves < 10);
    arena_free(arena);
}

static void copies_are_whole_and_terminated(void **state)
{
    char source[] = {'a', '\0', 'b', 'X'};
    struct str copy = arena_copy(*state, (struct str){source, 3});
    memset(source, '?', sizeof source);
    expect_text("copy", copy, (struct str){"a\0b", 3});
    assert_int_equal(copy.ptr[3], '\0');
    copy = arena_copy(*state, (struct str){NULL, 0});
    assert_int_equal(copy.len, 0);
    assert_int_equal(copy.ptr[0], '\0');
}

static void prints_text_of_any_length(void **state)
{
    assert_string_equal(arena_printf(*state, "%s/%d", "pages", 7), "pages/7");
    assert_string_equal(arena_printf(*state, "%s", ""), "");
    const char *wide = arena_printf(*state, "%50000d", 1);
    assert_int_equal(strlen(wide), 50000);
    assert_int_equal(wide[49999], '1');
}

static void nothing_is_freed_quietly(void **state)
{
    (void)state;
    arena_free(NULL);
}

/* ------------------------------------------------------------------ out of memory */

static void ask_for_too_many(struct arena *arena)
{
    arena_array(arena, SIZE_MAX / 8 + 1, 8);
}

static void ask_for_the_whole_address_space(struct arena *arena)
{
    arena_alloc(arena, SIZE_MAX);
}

/* Runs `ask` in a child; returns what it said on standard error, and its exit status. */
static int status_of(void (*ask)(struct arena *arena), struct arena *arena, char *said, size_t room)
{
    int ends[2];
    int status = 0;
    assert_int_equal(pipe(ends), 0);
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        dup2(ends[1], STDERR_FILENO);
        ask(arena);
        _exit(0);
    }
    close(ends[1]);
    ssize_t len = read(ends[0], said, room - 1);
    said[len > 0 ? len : 0] = '\0';
    close(ends[0]);
    assert_int_equal(waitpid(child, &status, 0), child);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

static void what_cannot_be_had_ends_the_program(void **state)
{
    char said[200];
    assert_int_equal(status_of(ask_for_too_many, *state, said, sizeof said), 3);
    assert_string_equal(said, "concordat: out of memory\n");
    assert_int_equal(status_of(ask_for_the_whole_address_space, *state, said, sizeof said), 3);
    assert_string_equal(said, "concordat: out of memory\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(pieces_are_aligned_zeroed_and_apart, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_piece_may_be_larger_than_any_block, set_up, tear_down),
        cmocka_unit_test_setup_teardown(small_pieces_waste_little, set_up, tear_down),
        cmocka_unit_test_setup_teardown(large_pieces_between_small_ones_waste_little, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(cleared_memory_is_used_again_and_zeroed, set_up, tear_down),
        cmocka_unit_test_setup_teardown(arrays_are_zeroed, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_list_grows_and_keeps_what_it_has, set_up, tear_down),
        cmocka_unit_test_setup_teardown(copies_are_whole_and_terminated, set_up, tear_down),
        cmocka_unit_test_setup_teardown(prints_text_of_any_length, set_up, tear_down),
        cmocka_unit_test(nothing_is_freed_quietly),
        cmocka_unit_test_setup_teardown(what_cannot_be_had_ends_the_program, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
