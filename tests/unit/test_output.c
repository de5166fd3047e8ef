/* test_output.c: what a build makes of the published folder: files new, changed, stale and left
 * alone, from one thread or many, one build at a time.
 *
 * Layer: tests. Uses: output, through sample_site. */
#include "sample_site.h"

#include <pthread.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <sys/wait.h>

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
static struct output_summary publish(const char *path, const struct sample_file *files)
{
    struct sample_build build = sample_build(path, files);
    assert_string_equal(build.told, "");
    assert_true(build.published);
    free(build.told);
    return build.summary;
}

static void expect_summary(struct output_summary summary, size_t files, size_t written,
                           size_t removed)
{
    assert_int_equal(summary.files, files);
    assert_int_equal(summary.written, written);
    assert_int_equal(summary.removed, removed);
}

static void publishes_to_a_new_folder(void **state)
{
    const struct fixture *fixture = *state;
    const struct sample_file files[] = {
        {"surrey/index.html", "Surrey"}, {"index.html", "Home"}, {"empty.css", ""}, {0}};
    expect_summary(publish(fixture->site, files), 3, 3, 0);
    expect_tree(fixture->site, TELL_ALL,
                ".concordat/\n"
                ".concordat/lock = \n"
                ".concordat/manifest = concordat site 1\n"
                "empty.css\nindex.html\nsurrey/index.html\n\n"
                "empty.css = \n"
                "index.html = Home\n"
                "surrey/\n"
                "surrey/index.html = Surrey\n");
}

static void publishes_an_empty_site(void **state)
{
    const struct fixture *fixture = *state;
    const struct sample_file none[] = {{0}};
    const struct sample_file one[] = {{"a/b/c.html", "C"}, {0}};
    expect_summary(publish(fixture->site, none), 0, 0, 0);
    expect_summary(publish(fixture->site, one), 1, 1, 0);
    expect_summary(publish(fixture->site, none), 0, 0, 1);
    expect_tree(fixture->site, TELL_SITE, "");
}

static void writes_nothing_the_second_time(void **state)
{
    const struct fixture *fixture = *state;
    const struct sample_file files[] = {
        {"index.html", "Home"}, {"surrey/index.html", "Surrey"}, {"a.css", ""}, {0}};
    publish(fixture->site, files);
    char *before = scratch_tree(fixture->site, TELL_TIMES);
    nanosleep(&(struct timespec){.tv_nsec = 20 * 1000 * 1000}, NULL);
    expect_summary(publish(fixture->site, files), 3, 0, 0);
    expect_tree(fixture->site, TELL_TIMES, before);
    free(before);
}

static ino_t inode_of(const char *site, const char *name)
{
    struct stat status = {0};
    struct buf path = {0};
    buf_printf(&path, "%s/%s", site, name);
    assert_int_equal(stat(path.ptr, &status), 0);
    buf_free(&path);
    return status.st_ino;
}

static void writes_only_what_changed(void **state)
{
    const struct fixture *fixture = *state;
    const struct sample_file old[] = {{"a.html", "one"}, {"b.html", "one"}, {0}};
    const struct sample_file changed[] = {{"a.html", "one"}, {"b.html", "two"}, {0}};
    publish(fixture->site, old);
    ino_t kept = inode_of(fixture->site, "a.html");
    ino_t replaced = inode_of(fixture->site, "b.html");
    expect_summary(publish(fixture->site, changed), 2, 1, 0);
    assert_int_equal(inode_of(fixture->site, "a.html"), kept);
    assert_int_not_equal(inode_of(fixture->site, "b.html"), replaced);
    expect_tree(fixture->site, TELL_SITE, "a.html = one\nb.html = two\n");
}

static void tells_apart_files_of_equal_beginning(void **state)
{
    const struct fixture *fixture = *state;
    enum { LONG = 100 * 1000 };
    char *text = must_alloc(LONG + 1);
    memset(text, 'x', LONG);
    text[LONG] = '\0';
    const struct sample_file files[] = {{"a.html", text}, {0}};
    expect_summary(publish(fixture->site, files), 1, 1, 0);
    expect_summary(publish(fixture->site, files), 1, 0, 0);
    text[LONG - 1] = 'y';
    expect_summary(publish(fixture->site, files), 1, 1, 0);
    text[LONG - 1] = '\0';
    expect_summary(publish(fixture->site, files), 1, 1, 0);
    expect_summary(publish(fixture->site, files), 1, 0, 0);
    free(text);
}

static void restores_what_was_deleted_or_edited(void **state)
{
    const struct fixture *fixture = *state;
    const struct sample_file files[] = {
        {"a/index.html", "A"}, {"b.html", "B"}, {"c/c.html", "C"}, {0}};
    publish(fixture->site, files);
    char *before = scratch_tree(fixture->site, TELL_ALL);
    struct buf folder = {0};
    buf_printf(&folder, "%s/a", fixture->site);
    scratch_remove(folder.ptr);
    scratch_put(fixture->site, "b.html", "edited by hand");
    expect_summary(publish(fixture->site, files), 3, 2, 0);
    expect_tree(fixture->site, TELL_ALL, before);
    buf_free(&folder);
    free(before);
}

static void removes_stale_files_and_the_folders_they_leave_empty(void **state)
{
    const struct fixture *fixture = *state;
    const struct sample_file old[] = {{"index.html", "Home"},
                                      {"a/b/c/index.html", "C"},
                                      {"a/x.html", "X"},
                                      {"d/e/index.html", "E"},
                                      {0}};
    const struct sample_file now[] = {{"index.html", "Home"}, {"a/x.html", "X"}, {0}};
    publish(fixture->site, old);
    scratch_put(fixture->site, "d/notes.txt", "the user's own");
    scratch_put(fixture->site, "own/folder/notes.txt", "the user's own");
    expect_summary(publish(fixture->site, now), 2, 0, 2);
    expect_tree(fixture->site, TELL_SITE,
                "a/\na/x.html = X\n"
                "d/\nd/notes.txt = the user's own\n"
                "index.html = Home\n"
                "own/\nown/folder/\nown/folder/notes.txt = the user's own\n");
}

static void turns_a_page_into_a_folder_and_back(void **state)
{
    const struct fixture *fixture = *state;
    const struct sample_file page[] = {{"a", "page"}, {"a-b", "near"}, {0}};
    const struct sample_file folder[] = {
        {"a/b/c", "C"}, {"a/b/d/e", "E"}, {"a/f", "F"}, {"a-b", "near"}, {0}};
    publish(fixture->site, page);
    expect_summary(publish(fixture->site, folder), 4, 3, 1);
    expect_tree(fixture->site, TELL_SITE,
                "a/\na/b/\na/b/c = C\na/b/d/\na/b/d/e = E\na/f = F\na-b = near\n");
    expect_summary(publish(fixture->site, page), 2, 1, 3);
    expect_tree(fixture->site, TELL_SITE, "a = page\na-b = near\n");
}

static void renames_a_page_that_only_changes_its_capitals(void **state)
{
    const struct fixture *fixture = *state;
    const struct sample_file old[] = {{"About/Index.html", "A"}, {0}};
    const struct sample_file now[] = {{"about/index.html", "A"}, {0}};
    publish(fixture->site, old);
    expect_summary(publish(fixture->site, now), 1, 1, 1);
    expect_tree(fixture->site, TELL_SITE, "about/\nabout/index.html = A\n");
}

static void keeps_the_old_site_when_abandoned(void **state)
{
    const struct fixture *fixture = *state;
    const struct sample_file old[] = {{"a.html", "old"}, {0}};
    const struct sample_file now[] = {{"a.html", "new"}, {"b.html", "new"}, {0}};
    publish(fixture->site, old);
    char *before = scratch_tree(fixture->site, TELL_ALL);
    struct diag *diag = diag_new();
    struct output *output = output_open(fixture->site, diag);
    assert_non_null(output);
    sample_add(output, now);
    output_abandon(output);
    output_free(output);
    assert_int_equal(diag_count(diag, SEVERITY_ADVICE), 0);
    diag_free(diag);
    expect_tree(fixture->site, TELL_ALL, before);
    free(before);
}

/* Opens a folder, adds two files, and comes to nothing. */
static void come_to_nothing(const char *path, const char *address, bool commit)
{
    const struct sample_file files[] = {{"a/b.html", "B"}, {address, "C"}, {0}};
    struct diag *diag = diag_new();
    struct output *output = output_open(path, diag);
    assert_non_null(output);
    sample_add(output, files);
    if (commit)
        assert_false(output_commit(output));
    else
        output_abandon(output);
    output_free(output);
    diag_free(diag);
}

static void leaves_nothing_behind_that_came_to_nothing(void **state)
{
    const struct fixture *fixture = *state;
    struct buf deep = {0};
    buf_printf(&deep, "%s/new/../deep//er/", fixture->site);
    come_to_nothing(fixture->site, "c.html", false);
    come_to_nothing(fixture->site, "a/b.html", true);
    come_to_nothing(deep.ptr, "c.html", false);
    expect_tree(fixture->scratch, TELL_ALL, "");
    assert_int_equal(mkdir(strncat(strcpy(deep.ptr, fixture->scratch), "/own", 5), 0777), 0);
    come_to_nothing(deep.ptr, "c.html", false);
    expect_tree(fixture->scratch, TELL_ALL, "own/\n");
    buf_free(&deep);
}

static void leaves_permissions_to_the_umask(void **state)
{
    const struct fixture *fixture = *state;
    const struct sample_file files[] = {{"a/b.html", "B"}, {0}};
    mode_t before = umask(027);
    publish(fixture->site, files);
    umask(before);
    static const struct {
        const char *name;
        mode_t mode;
    } rows[] = {{"a/b.html", 0640}, {"a", 0750}, {".concordat/manifest", 0640}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct stat status;
        struct buf path = {0};
        buf_printf(&path, "%s/%s", fixture->site, rows[i].name);
        assert_int_equal(stat(path.ptr, &status), 0);
        assert_int_equal(status.st_mode & 07777, rows[i].mode);
        buf_free(&path);
    }
}

static void accepts_slashes_at_the_end_of_the_folder(void **state)
{
    const struct fixture *fixture = *state;
    const struct sample_file files[] = {{"a.html", "A"}, {0}};
    struct buf path = {0};
    buf_printf(&path, "%s//", fixture->site);
    publish(path.ptr, files);
    expect_tree(fixture->site, TELL_SITE, "a.html = A\n");
    buf_free(&path);
}

static void follows_a_link_to_the_folder_itself(void **state)
{
    const struct fixture *fixture = *state;
    const struct sample_file files[] = {{"a.html", "A"}, {0}};
    struct buf link = {0};
    buf_printf(&link, "%s/link", fixture->scratch);
    publish(fixture->site, files);
    assert_int_equal(symlink("site/public", link.ptr), 0);
    expect_summary(publish(link.ptr, files), 1, 0, 0);
    buf_free(&link);
}

/* --- many threads, one build --- */

enum { THREADS = 8, PAGES_EACH = 60 };

struct worker {
    struct output *output;
    int number;
};

static void *add_pages(void *context)
{
    const struct worker *worker = context;
    for (int i = 0; i < PAGES_EACH; i++) {
        char address[64];
        char text[64];
        snprintf(address, sizeof address, "t%d/%02d/index.html", worker->number, i);
        snprintf(text, sizeof text, "page %d of %d", i, worker->number);
        char file[] = "site.yaml"; /* need not outlive the call */
        output_add(worker->output, str_of(address), str_of(text), (struct mark){file, 1, 1});
    }
    return NULL;
}

static struct output_summary publish_from_threads(const char *site)
{
    struct diag *diag = diag_new();
    struct output *output = output_open(site, diag);
    assert_non_null(output);
    pthread_t threads[THREADS];
    struct worker workers[THREADS];
    for (int i = 0; i < THREADS; i++) {
        workers[i] = (struct worker){output, i};
        assert_int_equal(pthread_create(&threads[i], NULL, add_pages, &workers[i]), 0);
    }
    for (int i = 0; i < THREADS; i++)
        pthread_join(threads[i], NULL);
    assert_true(output_commit(output));
    struct output_summary summary = output_summary(output);
    output_free(output);
    assert_int_equal(diag_count(diag, SEVERITY_ADVICE), 0);
    diag_free(diag);
    return summary;
}

static void takes_files_from_many_threads(void **state)
{
    const struct fixture *fixture = *state;
    const size_t pages = (size_t)THREADS * PAGES_EACH;
    expect_summary(publish_from_threads(fixture->site), pages, pages, 0);
    char *tree = scratch_tree(fixture->site, TELL_SITE);
    assert_non_null(strstr(tree, "t7/59/index.html = page 59 of 7\n"));
    free(tree);
    expect_summary(publish_from_threads(fixture->site), pages, 0, 0);
}

/* --- one build at a time --- */

static void refuses_while_another_build_is_at_work(void **state)
{
    const struct fixture *fixture = *state;
    const struct sample_file files[] = {{"a.html", "A"}, {0}};
    struct diag *diag = diag_new();
    struct output *first = output_open(fixture->site, diag);
    assert_non_null(first);
    sample_add(first, files);

    struct sample_build second = sample_build(fixture->site, files);
    assert_false(second.published);
    assert_int_equal(second.failures, 1);
    assert_non_null(strstr(second.told, "[folder-busy] another build is writing"));
    free(second.told);

    assert_true(output_commit(first));
    output_free(first);
    diag_free(diag);
    expect_summary(publish(fixture->site, files), 1, 0, 0);
}

static void needs_no_unlocking_after_a_build_that_died(void **state)
{
    const struct fixture *fixture = *state;
    const struct sample_file half[] = {{"a.html", "half"}, {0}};
    const struct sample_file files[] = {{"a.html", "A"}, {0}};
    pid_t child = fork();
    if (child == 0) {
        sample_add(output_open(fixture->site, diag_new()), half);
        _exit(0);
    }
    assert_int_equal(waitpid(child, NULL, 0), child);
    expect_summary(publish(fixture->site, files), 1, 1, 0);
    char *all = scratch_tree(fixture->site, TELL_ALL);
    assert_null(strstr(all, "stage"));
    free(all);
}

#define CASE(function) cmocka_unit_test_setup_teardown(function, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        CASE(publishes_to_a_new_folder),
        CASE(publishes_an_empty_site),
        CASE(writes_nothing_the_second_time),
        CASE(writes_only_what_changed),
        CASE(tells_apart_files_of_equal_beginning),
        CASE(restores_what_was_deleted_or_edited),
        CASE(removes_stale_files_and_the_folders_they_leave_empty),
        CASE(turns_a_page_into_a_folder_and_back),
        CASE(renames_a_page_that_only_changes_its_capitals),
        CASE(keeps_the_old_site_when_abandoned),
        CASE(leaves_nothing_behind_that_came_to_nothing),
        CASE(leaves_permissions_to_the_umask),
        CASE(accepts_slashes_at_the_end_of_the_folder),
        CASE(follows_a_link_to_the_folder_itself),
        CASE(takes_files_from_many_threads),
        CASE(refuses_while_another_build_is_at_work),
        CASE(needs_no_unlocking_after_a_build_that_died),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
