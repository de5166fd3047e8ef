/* test_write_faults.c: makes each system call of a build fail in turn, and expects the old site or
 * the new one, whole, and every file of the user's own.
 *
 * A build is run in a child process with a fault set at its n-th call, for each n until the build
 * makes fewer calls than that. The disk is then opened again without faults, as by the next build.
 *
 * Layer: tests. Uses: output, through sample_site; faulty_disk. */
#include "sample_site.h"

#include "faulty_disk.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <sys/wait.h>

#include <cmocka.h>

struct scenario {
    const char *name;
    struct sample_file old[12];
    struct sample_file now[12];
    struct sample_file own[4]; /* of the user's own, put there after the old site */
};

static const struct scenario scenarios[] = {
    {
        .name = "first build",
        .now = {{"index.html", "Home"}, {"surrey/index.html", "Surrey"}},
    },
    {
        .name = "some pages change",
        .old = {{"index.html", "Home"},
                {"same/index.html", "same"},
                {"changed/index.html", "old"},
                {"stale/deep/index.html", "old"},
                {"shared/stale.html", "old"}},
        .now = {{"index.html", "Home"},
                {"same/index.html", "same"},
                {"changed/index.html", "new and longer"},
                {"new/index.html", "new"}},
        .own = {{"own.txt", "own"}, {"shared/own.txt", "own"}, {"own/deep/own.txt", "own"}},
    },
    {
        .name = "pages become folders, folders pages",
        .old = {{"a", "page"}, {"b/c/index.html", "old"}, {"b/d.html", "old"}, {"E.html", "old"}},
        .now = {{"a/b/index.html", "new"}, {"b", "page"}, {"e.html", "new"}},
        .own = {{"own.txt", "own"}},
    },
    {
        .name = "all goes",
        .old = {{"a.html", "old"}, {"b/c.html", "old"}},
        .own = {{"b/own.txt", "own"}},
    },
};

enum { SCENARIO_COUNT = sizeof scenarios / sizeof *scenarios };

/* Publishes without faults; the test cannot go on where that fails. */
static void publish(const char *path, const struct sample_file *files)
{
    struct sample_build build = sample_build(path, files);
    assert_string_equal(build.told, "");
    assert_true(build.published);
    free(build.told);
}

static void put_old_site(const struct scenario *scenario, const char *path)
{
    scratch_remove(path);
    mkdir(path, 0777);
    if (scenario->old[0].address)
        publish(path, scenario->old);
    for (const struct sample_file *own = scenario->own; own->address; own++)
        scratch_put(path, own->address, own->text);
}

/* Runs a build of `files` in a child with faults; how it ended. Without files it only opens. */
static int build_with_fault(const char *path, const struct sample_file *files, enum fault fault,
                            size_t at)
{
    fflush(NULL);
    pid_t child = fork();
    if (child == 0) {
        plan = (struct page_plan){.fault = fault, .at = at, .record_folder = -1};
        syscalls = faulty;
        struct sample_build build = sample_build(path, files);
        if (plan.calls < plan.at)
            _exit(build.published ? EXIT_UNTOUCHED : EXIT_SILENT);
        if (build.published)
            _exit(EXIT_PUBLISHED);
        _exit(build.failures > 0 && build.errors == 0 ? EXIT_REPORTED : EXIT_SILENT);
    }
    int status = 0;
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFEXITED(status));
    return WEXITSTATUS(status);
}

static bool has_record(const char *path)
{
    struct buf record = {0};
    buf_printf(&record, "%s/.concordat/commit", path);
    bool has = access(record.ptr, F_OK) == 0;
    buf_free(&record);
    return has;
}

/* The trees that are allowed. */
struct trees {
    char *old;
    char *now;
    char *now_with_notes;
};

static struct trees trees_of(const struct scenario *scenario, const char *path)
{
    struct trees trees;
    put_old_site(scenario, path);
    trees.old = scratch_tree(path, TELL_SITE);
    publish(path, scenario->now);
    trees.now = scratch_tree(path, TELL_SITE);
    trees.now_with_notes = scratch_tree(path, TELL_ALL);
    return trees;
}

static void free_trees(struct trees trees)
{
    free(trees.old);
    free(trees.now);
    free(trees.now_with_notes);
}

static void expect_either(const char *path, const char *one, const char *other)
{
    char *tree = scratch_tree(path, TELL_SITE);
    if (strcmp(tree, one) != 0)
        assert_string_equal(tree, other);
    free(tree);
}

static void expect_own_files(const struct scenario *scenario, const char *path)
{
    char *tree = scratch_tree(path, TELL_SITE);
    for (const struct sample_file *own = scenario->own; own->address; own++) {
        struct buf line = {0};
        buf_printf(&line, "%s = %s\n", own->address, own->text);
        assert_non_null(strstr(tree, line.ptr));
        buf_free(&line);
    }
    free(tree);
}

/* Opens the folder as the next build does, and leaves it. */
static void open_again(const char *path)
{
    struct diag *diag = diag_new();
    struct output *output = output_open(path, diag);
    assert_non_null(output);
    output_abandon(output);
    output_free(output);
    assert_int_equal(diag_count(diag, SEVERITY_ADVICE), 0);
    diag_free(diag);
}

static void expect_recovery(const struct scenario *scenario, const char *path, struct trees trees)
{
    open_again(path);
    expect_either(path, trees.old, trees.now);
    assert_false(has_record(path));
    expect_own_files(scenario, path);
    publish(path, scenario->now);
    char *tree = scratch_tree(path, TELL_ALL);
    assert_string_equal(tree, trees.now_with_notes);
    free(tree);
}

/* One build with one fault, and the next one; false once the fault comes after its last call. */
static bool survives(const struct scenario *scenario, const char *path, struct trees trees,
                     enum fault fault, size_t at)
{
    put_old_site(scenario, path);
    int end = build_with_fault(path, scenario->now, fault, at);
    expect_own_files(scenario, path);
    if (end == EXIT_SILENT || end == EXIT_DISORDER)
        fail_msg("call %zu of %s, %s: %s", at, scenario->name, fault_names[fault],
                 end == EXIT_SILENT ? "failed without a word" : "calls are out of order");
    if (end == EXIT_PUBLISHED || end == EXIT_UNTOUCHED)
        expect_either(path, trees.now, trees.now);
    else if (!has_record(path))
        expect_either(path, trees.old, trees.now);
    if (end == EXIT_REPORTED && !has_record(path))
        expect_either(path, trees.old, trees.old);
    expect_recovery(scenario, path, trees);
    return end != EXIT_UNTOUCHED;
}

static void survive_at_every_call(enum fault fault)
{
    char *scratch = scratch_make();
    struct buf path = {0};
    buf_printf(&path, "%s/public", scratch);
    for (size_t i = 0; i < SCENARIO_COUNT; i++) {
        struct trees trees = trees_of(&scenarios[i], path.ptr);
        size_t at = 1;
        while (survives(&scenarios[i], path.ptr, trees, fault, at))
            at++;
        print_message("%s, %s: %zu calls\n", scenarios[i].name, fault_names[fault], at - 1);
        assert_true(at > 2);
        free_trees(trees);
    }
    scratch_remove(scratch);
    buf_free(&path);
    free(scratch);
}

static void survives_each_call_that_fails(void **state)
{
    (void)state;
    survive_at_every_call(FAULT_ONE_CALL);
}

static void survives_a_disk_that_fails_for_good(void **state)
{
    (void)state;
    survive_at_every_call(FAULT_ALL_CALLS);
}

static void survives_death_at_each_call(void **state)
{
    (void)state;
    survive_at_every_call(FAULT_DEATH);
}

static void survives_each_torn_write(void **state)
{
    (void)state;
    survive_at_every_call(FAULT_TORN_WRITE);
}

static void survives_a_power_cut_at_each_call(void **state)
{
    (void)state;
    survive_at_every_call(FAULT_POWER_CUT);
}

/* --- what must not even be noticed --- */

static void goes_on_after_a_signal_at_each_call(void **state)
{
    (void)state;
    char *scratch = scratch_make();
    for (size_t i = 0; i < SCENARIO_COUNT; i++) {
        int end = EXIT_PUBLISHED;
        for (size_t at = 1; end != EXIT_UNTOUCHED; at++) {
            put_old_site(&scenarios[i], scratch);
            end = build_with_fault(scratch, scenarios[i].now, FAULT_INTERRUPTED, at);
            assert_true(end == EXIT_PUBLISHED || end == EXIT_UNTOUCHED);
        }
    }
    scratch_remove(scratch);
    free(scratch);
}

static void reads_and_writes_in_small_steps(void **state)
{
    (void)state;
    char *scratch = scratch_make();
    for (size_t i = 0; i < SCENARIO_COUNT; i++) {
        struct trees trees = trees_of(&scenarios[i], scratch);
        put_old_site(&scenarios[i], scratch);
        int end = build_with_fault(scratch, scenarios[i].now, FAULT_SMALL_STEPS, 1);
        assert_int_equal(end, EXIT_PUBLISHED);
        expect_either(scratch, trees.now, trees.now);
        free_trees(trees);
    }
    scratch_remove(scratch);
    free(scratch);
}

/* --- recovery that is itself cut short --- */

/* The number of the first call at which death leaves a commit record. */
static size_t first_call_after_record(const struct scenario *scenario, const char *path)
{
    for (size_t at = 1;; at++) {
        put_old_site(scenario, path);
        int end = build_with_fault(path, scenario->now, FAULT_DEATH, at);
        if (has_record(path))
            return at;
        assert_int_not_equal(end, EXIT_UNTOUCHED);
    }
}

static void recovers_from_a_recovery_cut_short(void **state)
{
    (void)state;
    char *scratch = scratch_make();
    for (size_t i = 0; i < SCENARIO_COUNT; i++) {
        const struct scenario *scenario = &scenarios[i];
        struct trees trees = trees_of(scenario, scratch);
        size_t first = first_call_after_record(scenario, scratch);
        int end = EXIT_DEAD;
        for (size_t at = 1; end != EXIT_UNTOUCHED; at++) {
            /* the build dies now early, now late in its commit; its recovery at each call */
            put_old_site(scenario, scratch);
            build_with_fault(scratch, scenario->now, FAULT_DEATH, first + at % 30);
            end = build_with_fault(scratch, scenario->now, FAULT_POWER_CUT, at);
            assert_true(end == EXIT_DEAD || end == EXIT_UNTOUCHED);
            expect_own_files(scenario, scratch);
            expect_recovery(scenario, scratch, trees);
        }
        free_trees(trees);
    }
    scratch_remove(scratch);
    free(scratch);
}

static int refuse_to_remove_pages(int folder, const char *name)
{
    if (strcmp(name, "commit") == 0)
        return real.remove_file(folder, name);
    errno = EPERM;
    return -1;
}

static void tells_what_it_cannot_throw_away(void **state)
{
    (void)state;
    char *scratch = scratch_make();
    const struct scenario *scenario = &scenarios[1];
    size_t first = first_call_after_record(scenario, scratch);
    put_old_site(scenario, scratch);
    build_with_fault(scratch, scenario->now, FAULT_DEATH, first - 1);
    assert_false(has_record(scratch));

    syscalls.remove_file = refuse_to_remove_pages;
    struct sample_build build = sample_build(scratch, scenario->now);
    syscalls.remove_file = real.remove_file;
    assert_false(build.published);
    assert_int_equal(build.failures, 1);
    assert_non_null(strstr(build.told, "cannot remove what an earlier build left in"));
    assert_non_null(strstr(build.told, strerror(EPERM)));
    free(build.told);
    scratch_remove(scratch);
    free(scratch);
}

static void overwrites_nothing_that_came_before_the_recovery(void **state)
{
    (void)state;
    char *scratch = scratch_make();
    const struct scenario *scenario = &scenarios[1];
    size_t first = first_call_after_record(scenario, scratch);
    put_old_site(scenario, scratch);
    build_with_fault(scratch, scenario->now, FAULT_DEATH, first);
    assert_true(has_record(scratch));
    scratch_put(scratch, "new/index.html", "the user's own");

    struct sample_build build = sample_build(scratch, scenario->now);
    assert_false(build.published);
    assert_int_equal(build.errors, 1);
    assert_non_null(strstr(build.told, "new/index.html: error: [foreign-folder] a file"));
    char *tree = scratch_tree(scratch, TELL_SITE);
    assert_non_null(strstr(tree, "new/index.html = the user's own\n"));
    free(tree);
    free(build.told);
    scratch_remove(scratch);
    free(scratch);
}

/* The folder in which the next sync finds that somebody has just written a file. */
static const char *written_to_by_others;

static int sync_while_others_write(int fd)
{
    (void)fd;
    scratch_put(written_to_by_others, "new/index.html", "the user's own");
    return 0;
}

static void overwrites_nothing_that_came_during_the_commit(void **state)
{
    (void)state;
    char *scratch = scratch_make();
    put_old_site(&scenarios[1], scratch);
    written_to_by_others = scratch;
    syscalls.sync = sync_while_others_write;
    struct sample_build build = sample_build(scratch, scenarios[1].now);
    syscalls.sync = faulty_sync;
    assert_false(build.published);
    assert_non_null(strstr(build.told, "new/index.html: File exists\n"));
    assert_non_null(strstr(build.told, "the next build puts the rest there"));
    char *tree = scratch_tree(scratch, TELL_SITE);
    assert_non_null(strstr(tree, "new/index.html = the user's own\n"));
    free(tree);
    free(build.told);
    scratch_remove(scratch);
    free(scratch);
}

/* --- the order of what readers of the site can see --- */

static struct buf deeds;

static int noted_rename(int from, const char *old_name, int to, const char *new_name)
{
    buf_printf(&deeds, "put %s\n", new_name);
    return real.rename(from, old_name, to, new_name);
}

static int noted_remove_file(int folder, const char *name)
{
    int removed = real.remove_file(folder, name);
    if (removed == 0)
        buf_printf(&deeds, "remove %s\n", name);
    return removed;
}

static void puts_new_pages_before_it_removes_stale_ones(void **state)
{
    (void)state;
    static const struct sample_file old[] = {
        {"a", "page"}, {"E.html", "old"}, {"stale.html", "old"}, {0}};
    static const struct sample_file now[] = {
        {"a/b.html", "new"}, {"e.html", "new"}, {"z.html", "new"}, {0}};
    char *scratch = scratch_make();
    publish(scratch, old);
    syscalls.rename = noted_rename;
    syscalls.remove_file = noted_remove_file;
    publish(scratch, now);
    syscalls.rename = real.rename;
    syscalls.remove_file = real.remove_file;
    /* Two are in the way: one of a folder, one, on many disks, of its own new name. */
    assert_string_equal(deeds.ptr, "put commit\n"
                                   "remove E.html\n"
                                   "remove a\n"
                                   "put a\n"
                                   "put b.html\n"
                                   "put e.html\n"
                                   "put z.html\n"
                                   "remove stale.html\n"
                                   "put manifest\n"
                                   "remove commit\n");
    buf_free(&deeds);
    scratch_remove(scratch);
    free(scratch);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(survives_each_call_that_fails),
        cmocka_unit_test(survives_a_disk_that_fails_for_good),
        cmocka_unit_test(survives_death_at_each_call),
        cmocka_unit_test(survives_each_torn_write),
        cmocka_unit_test(survives_a_power_cut_at_each_call),
        cmocka_unit_test(goes_on_after_a_signal_at_each_call),
        cmocka_unit_test(reads_and_writes_in_small_steps),
        cmocka_unit_test(recovers_from_a_recovery_cut_short),
        cmocka_unit_test(tells_what_it_cannot_throw_away),
        cmocka_unit_test(overwrites_nothing_that_came_before_the_recovery),
        cmocka_unit_test(overwrites_nothing_that_came_during_the_commit),
        cmocka_unit_test(puts_new_pages_before_it_removes_stale_ones),
    };
    real = syscalls;
    syscalls.sync = faulty_sync; /* nothing here has to outlive the machine, */
    syscalls.sync_disk = faulty_sync_disk;
    if (access("/dev/shm", W_OK | X_OK) == 0) /* so that memory will do for a disk */
        setenv("TMPDIR", "/dev/shm", 0);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
