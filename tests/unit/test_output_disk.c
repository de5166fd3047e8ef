/* test_output_disk.c: disks, permissions and limits that refuse: the old site stays, to the byte,
 * wherever the refusal can be found out before the commit begins.
 *
 * Layer: tests. Uses: output, through sample_site. */
#define _GNU_SOURCE /* unshare: a disk of a few kilobytes, mounted for this test alone */

#include "sample_site.h"

#include <sched.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <sys/mount.h>
#include <sys/resource.h>

#include <cmocka.h>

struct fixture {
    char *scratch;
    char *site; /* in the scratch folder; not made yet */
};

static int set_up(void **state)
{
    struct fixture *fixture = must_alloc(sizeof *fixture);
    struct buf site = {0};
    fixture->scratch = scratch_make();
    buf_printf(&site, "%s/site/public", fixture->scratch);
    fixture->site = site.ptr;
    *state = fixture;
    return 0;
}

static int tear_down(void **state)
{
    struct fixture *fixture = *state;
    assert_int_equal(seteuid(getuid()), 0); /* a test may have given up its privilege */
    scratch_remove(fixture->scratch);
    free(fixture->scratch);
    free(fixture->site);
    free(fixture);
    return 0;
}

static void expect_tree(const char *path, enum telling telling, const char *expected)
{
    char *tree = scratch_tree(path, telling);
    assert_string_equal(tree, expected);
    free(tree);
}

/* Publishes, and expects that nothing was reported. */
static void publish(const char *path, const struct sample_file *files)
{
    struct sample_build build = sample_build(path, files);
    assert_string_equal(build.told, "");
    assert_true(build.published);
    free(build.told);
}

static void reports_a_folder_that_cannot_be_made(void **state)
{
    const struct fixture *fixture = *state;
    const struct sample_file files[] = {{"a.html", "A"}, {0}};
    scratch_put(fixture->scratch, "site", "a file");
    struct sample_build build = sample_build(fixture->site, files);
    assert_false(build.published);
    assert_int_equal(build.failures, 1);
    assert_non_null(strstr(build.told, "cannot open the folder "));
    assert_non_null(strstr(build.told, "site/public: Not a directory\n"));
    free(build.told);
}

/* Mounts a disk of `size` at `path`, seen by this process alone; skips the test where that is not
 * permitted. */
static void mount_small_disk(const char *path, const char *size)
{
    static bool alone;
    if (!alone &&
        (unshare(CLONE_NEWNS) != 0 || mount("none", "/", "none", MS_REC | MS_PRIVATE, "") != 0)) {
        print_message("skipped: only root may mount a small disk\n");
        skip();
    }
    alone = true;
    if (mount("none", path, "tmpfs", 0, size) != 0) {
        print_message("skipped: no small disk can be mounted here\n");
        skip();
    }
}

static void keeps_the_old_site_on_a_full_disk(void **state)
{
    const struct fixture *fixture = *state;
    const struct sample_file old[] = {{"a.html", "old"}, {"b/index.html", "old"}, {0}};
    enum { TOO_MUCH = 300 * 1000 };
    char *text = must_alloc(TOO_MUCH + 1);
    memset(text, 'x', TOO_MUCH);
    text[TOO_MUCH] = '\0';
    const struct sample_file large[] = {{"a.html", "new"}, {"c/index.html", text}, {0}};
    mount_small_disk(fixture->scratch, "size=128k");
    publish(fixture->site, old);
    char *before = scratch_tree(fixture->site, TELL_ALL);
    struct sample_build build = sample_build(fixture->site, large);
    char *after = scratch_tree(fixture->site, TELL_ALL);
    umount(fixture->scratch);

    assert_false(build.published);
    assert_int_equal(build.failures, 1);
    assert_non_null(strstr(build.told, "cannot write "));
    assert_non_null(strstr(build.told, "site/public/c/index.html: No space left on device\n"));
    assert_string_equal(after, before);
    free(build.told);
    free(before);
    free(after);
    free(text);
}

static void reports_a_disk_that_may_not_be_written(void **state)
{
    const struct fixture *fixture = *state;
    const struct sample_file old[] = {{"a.html", "old"}, {0}};
    const struct sample_file now[] = {{"a.html", "new"}, {0}};
    mount_small_disk(fixture->scratch, "size=128k");
    publish(fixture->site, old);
    char *before = scratch_tree(fixture->site, TELL_TIMES);
    int mounted = mount("none", fixture->scratch, "none", MS_REMOUNT | MS_RDONLY, "");
    struct sample_build build = sample_build(fixture->site, now);
    char *after = scratch_tree(fixture->site, TELL_TIMES);
    umount(fixture->scratch);

    assert_int_equal(mounted, 0);
    assert_false(build.published);
    assert_int_equal(build.failures, 1);
    assert_non_null(strstr(build.told, "site/public: Read-only file system\n"));
    assert_string_equal(after, before);
    free(build.told);
    free(before);
    free(after);
}

static void refuses_a_folder_of_another_disk(void **state)
{
    const struct fixture *fixture = *state;
    const struct sample_file old[] = {{"a/b.html", "old"}, {0}};
    const struct sample_file now[] = {{"a/b.html", "new"}, {0}};
    struct buf folder = {0};
    buf_printf(&folder, "%s/a", fixture->site);
    publish(fixture->site, old);
    mount_small_disk(folder.ptr, "size=128k");
    struct sample_build build = sample_build(fixture->site, now);
    umount(folder.ptr);
    assert_int_equal(build.errors, 1);
    assert_non_null(strstr(build.told, "/a: error: [foreign-folder] a folder of another disk"));
    expect_tree(fixture->site, TELL_SITE, "a/\na/b.html = old\n");
    free(build.told);
    buf_free(&folder);
}

/* Expects a build of `now` that fails, and says `words`, to leave every byte as it was. */
static void expect_untouched(const struct fixture *fixture, const struct sample_file *now,
                             const char *words)
{
    char *before = scratch_tree(fixture->site, TELL_ALL);
    struct sample_build build = sample_build(fixture->site, now);
    assert_false(build.published);
    assert_int_equal(build.failures, 1);
    if (!strstr(build.told, words))
        assert_string_equal(build.told, words);
    expect_tree(fixture->site, TELL_ALL, before);
    free(build.told);
    free(before);
}

/* Goes on as somebody whom permissions bind; skips the test where that cannot be. */
static void give_up_privilege(const struct fixture *fixture)
{
    enum { NOBODY = 65534 };
    if (geteuid() != 0)
        return;
    assert_int_equal(chown(fixture->scratch, NOBODY, NOBODY), 0);
    assert_int_equal(seteuid(NOBODY), 0);
    if (access(fixture->scratch, W_OK) != 0 && chdir(fixture->scratch) != 0) {
        print_message("skipped: the scratch folder is for root alone\n");
        skip();
    }
}

static void finds_folders_that_may_not_be_changed_before_it_begins(void **state)
{
    const struct fixture *fixture = *state;
    const struct sample_file old[] = {
        {"a.html", "old"}, {"b/c.html", "old"}, {"d/e/f.html", "old"}, {"g/h/i.html", "old"}, {0}};
    static const struct {
        const char *locked;
        const struct sample_file now[5];
    } rows[] = {
        /* a file changes, another comes, one comes into a new folder, one goes, and one gives way
         * to a folder, or its folder to a file */
        {"b", {{"a.html", "new"}, {"b/c.html", "new"}, {"d/e/f.html", "old"}}},
        {"b", {{"a.html", "new"}, {"b/c.html", "old"}, {"b/new.html", "new"}}},
        {"b", {{"a.html", "new"}, {"b/c.html", "old"}, {"b/x/y/new.html", "new"}}},
        {"b", {{"a.html", "new"}, {"d/e/f.html", "old"}}},
        {"b", {{"a.html", "new"}, {"b/c.html/d.html", "new"}}},
        {"g/h", {{"a.html", "new"}, {"g", "new"}}},
        {"g", {{"a.html", "new"}, {"g", "new"}}},
    };
    give_up_privilege(fixture);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct buf locked = {0};
        struct buf words = {0};
        buf_printf(&locked, "%s/%s", fixture->site, rows[i].locked);
        buf_printf(&words, "cannot change what is in the folder %s: Permission denied\n",
                   locked.ptr);
        publish(fixture->site, old);
        assert_int_equal(chmod(locked.ptr, 0555), 0);
        expect_untouched(fixture, rows[i].now, words.ptr);
        assert_int_equal(chmod(locked.ptr, 0777), 0);
        buf_free(&locked);
        buf_free(&words);
    }
}

static void leaves_an_empty_folder_that_it_may_not_remove(void **state)
{
    const struct fixture *fixture = *state;
    const struct sample_file old[] = {{"a/b/c.html", "old"}, {0}};
    const struct sample_file now[] = {{"d.html", "new"}, {0}};
    struct buf locked = {0};
    buf_printf(&locked, "%s/a", fixture->site);
    give_up_privilege(fixture);
    publish(fixture->site, old);
    assert_int_equal(chmod(locked.ptr, 0555), 0);
    publish(fixture->site, now);
    expect_tree(fixture->site, TELL_SITE, "a/\na/b/\nd.html = new\n");
    assert_int_equal(chmod(locked.ptr, 0777), 0);
    buf_free(&locked);
}

static void finds_a_disk_full_of_files_before_it_begins(void **state)
{
    const struct fixture *fixture = *state;
    const struct sample_file old[] = {
        {"a.html", "old"}, {"b", "old"}, {"stale/c.html", "old"}, {0}};
    const struct sample_file now[] = {{"a.html", "new"},
                                      {"b/x/y.html", "new"},
                                      {"d/e/f.html", "new"},
                                      {"d/g/h.html", "new"},
                                      {0}};
    enum { LEAST = 9, MOST = 40 }; /* files and folders that the disk may hold */
    size_t refused = 0;
    bool published = false;
    for (int room = LEAST; !published && room < MOST; room++) {
        char size[32];
        snprintf(size, sizeof size, "nr_inodes=%d", room);
        mount_small_disk(fixture->scratch, "nr_inodes=100");
        publish(fixture->site, old);
        char *before = scratch_tree(fixture->site, TELL_ALL);
        int mounted = mount("none", fixture->scratch, "none", MS_REMOUNT, size);
        struct sample_build build = sample_build(fixture->site, now);
        char *after = scratch_tree(fixture->site, TELL_ALL);
        umount(fixture->scratch);
        published = mounted == 0 && build.published; /* a disk too small is not mounted */
        bool is_full = !published && strstr(build.told, ": No space left on device\n");
        refused += mounted == 0 && is_full;
        if (mounted == 0 && !published)
            assert_string_equal(after, before);
        free(build.told);
        free(before);
        free(after);
    }
    assert_true(published);
    assert_true(refused > 5);
}

static void keeps_the_old_site_where_files_may_not_be_so_large(void **state)
{
    const struct fixture *fixture = *state;
    enum { LIMIT = 4096, LARGE = 3 * LIMIT };
    char *text = must_alloc(LARGE + 1);
    memset(text, 'x', LARGE);
    text[LARGE] = '\0';
    const struct sample_file old[] = {{"a.html", "old"}, {0}};
    const struct sample_file now[] = {{"a.html", "new"}, {"b/c.html", text}, {0}};
    struct rlimit before;
    publish(fixture->site, old);
    assert_int_equal(getrlimit(RLIMIT_FSIZE, &before), 0);
    signal(SIGXFSZ, SIG_IGN); /* as main.c does */
    setrlimit(RLIMIT_FSIZE, &(struct rlimit){LIMIT, before.rlim_max});
    char *tree = scratch_tree(fixture->site, TELL_ALL);
    struct sample_build build = sample_build(fixture->site, now);
    setrlimit(RLIMIT_FSIZE, &before);
    signal(SIGXFSZ, SIG_DFL);
    assert_false(build.published);
    assert_int_equal(build.failures, 1);
    assert_non_null(strstr(build.told, "site/public/b/c.html: File too large\n"));
    expect_tree(fixture->site, TELL_ALL, tree);
    free(build.told);
    free(tree);
    free(text);
}

#define CASE(function) cmocka_unit_test_setup_teardown(function, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        CASE(reports_a_folder_that_cannot_be_made),
        CASE(keeps_the_old_site_on_a_full_disk),
        CASE(reports_a_disk_that_may_not_be_written),
        CASE(refuses_a_folder_of_another_disk),
        CASE(finds_folders_that_may_not_be_changed_before_it_begins),
        CASE(leaves_an_empty_folder_that_it_may_not_remove),
        CASE(finds_a_disk_full_of_files_before_it_begins),
        CASE(keeps_the_old_site_where_files_may_not_be_so_large),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
