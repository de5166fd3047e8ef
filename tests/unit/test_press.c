/* test_press.c: programs are waited for, and interruptions held back, whatever the press was
 * started with. */
#define _XOPEN_SOURCE 700 /* sigaction */

#include "../../generator/print/press.h"
#include "expect.h"

#include <string.h>
#include <unistd.h>

static const struct foreign_program shell = {"sh", "dash"};

static enum run_result run_of(struct press *press, const char *script)
{
    const char *const words[] = {"sh", "-c", script, NULL};
    return press_run(press, &shell, words, press_file(press, "printed"), "run", "it");
}

static void a_program_ends_though_ends_were_ignored(void **state)
{
    const struct sigaction ignored = {.sa_handler = SIG_IGN};
    struct sigaction before;
    struct sigaction after;
    struct arena *arena = arena_new();
    struct diag *diag = diag_new();
    struct press press;
    (void)state;
    sigaction(SIGCHLD, &ignored, &before);
    assert_true(press_open(&press, arena, diag));
    assert_int_equal(run_of(&press, "exit 0"), RUN_DONE);
    assert_int_equal(run_of(&press, "exit 3"), RUN_WARNED);
    assert_int_equal(run_of(&press, "exit 1"), RUN_FAILED);
    press_close(&press);
    sigaction(SIGCHLD, &before, &after);
    assert_true(after.sa_handler == SIG_IGN);
    diag_free(diag);
    arena_free(arena);
}

/* The system tells of its end and forgets it at once: nobody can say how it ended. */
static void a_program_that_nobody_knows_of_has_failed(void **state)
{
    const struct sigaction forgotten = {.sa_handler = SIG_DFL, .sa_flags = SA_NOCLDWAIT};
    struct arena *arena = arena_new();
    struct diag *diag = diag_new();
    struct press press;
    (void)state;
    assert_true(press_open(&press, arena, diag));
    sigaction(SIGCHLD, &forgotten, NULL);
    alarm(60); /* not ten minutes */
    assert_int_equal(run_of(&press, "exit 0"), RUN_FAILED);
    alarm(0);
    press_close(&press);
    diag_free(diag);
    arena_free(arena);
}

static void each_interruption_is_held_back(void **state)
{
    static const int interruptions[] = {SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGPIPE};
    (void)state;
    for (size_t i = 0; i < sizeof interruptions / sizeof *interruptions; i++) {
        struct arena *arena = arena_new();
        struct diag *diag = diag_new();
        struct press press;
        assert_true(press_open(&press, arena, diag));
        assert_false(press_is_stopped(&press));
        raise(interruptions[i]);
        assert_true(press_is_stopped(&press));
        assert_int_equal(run_of(&press, "exit 0"), RUN_FAILED);
        press_close(&press);
        assert_int_equal(access(press.folder, F_OK), -1);
        diag_free(diag);
        arena_free(arena);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_program_ends_though_ends_were_ignored),
        cmocka_unit_test(a_program_that_nobody_knows_of_has_failed),
        cmocka_unit_test(each_interruption_is_held_back),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
