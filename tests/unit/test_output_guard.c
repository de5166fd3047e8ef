/* test_output_guard.c: what the published folder is guarded against: folders and files of others,
 * symbolic links, addresses that lead elsewhere or collide, and notes that were tampered with.
 *
 * Layer: tests. Uses: output, through sample_site. */
#include "sample_site.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>

#include <cmocka.h>

struct fixture {
    char *scratch;
    char *site; /* in the scratch folder; made */
};

static int set_up(void **state)
{
    struct fixture *fixture = must_alloc(sizeof *fixture);
    struct buf site = {0};
    fixture->scratch = scratch_make();
    buf_printf(&site, "%s/public", fixture->scratch);
    mkdir(site.ptr, 0777);
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

static const struct sample_file index_only[] = {{"index.html", "Home"}, {0}};

static void publish(const char *path, const struct sample_file *files)
{
    struct sample_build build = sample_build(path, files);
    assert_string_equal(build.told, "");
    assert_true(build.published);
    free(build.told);
}

/* Expects that the build is refused as an error of the content, says `words`, and leaves the whole
 * scratch folder as it was. */
static void expect_refusal(const struct fixture *fixture, const struct sample_file *files,
                           const char *words)
{
    char *before = scratch_tree(fixture->scratch, TELL_ALL);
    struct sample_build build = sample_build(fixture->site, files);
    char *after = scratch_tree(fixture->scratch, TELL_ALL);
    assert_false(build.published);
    assert_int_equal(build.failures, 0);
    assert_true(build.errors > 0);
    if (!strstr(build.told, words))
        print_error("told:\n%sexpected: %s\n", build.told, words);
    assert_non_null(strstr(build.told, words));
    assert_string_equal(after, before);
    free(build.told);
    free(before);
    free(after);
}

/* --- folders and files of others --- */

static void refuses_a_folder_with_content(void **state)
{
    static const char *const content[] = {"index.html", "holiday/photo.jpg", ".htaccess",
                                          ".concordat.txt"};
    for (size_t i = 0; i < sizeof content / sizeof *content; i++) {
        const struct fixture *fixture = *state;
        scratch_remove(fixture->site);
        mkdir(fixture->site, 0777);
        scratch_put(fixture->site, content[i], "the user's own");
        expect_refusal(fixture, index_only,
                       "error: [foreign-folder] the folder has content that this program did not "
                       "make; nothing in it was changed (choose another folder with --output, or "
                       "empty this one yourself)\n");
    }
}

static void refuses_a_folder_that_lost_its_manifest(void **state)
{
    const struct fixture *fixture = *state;
    scratch_put(fixture->site, ".concordat/lock", "");
    scratch_put(fixture->site, "notes.txt", "the user's own");
    expect_refusal(fixture, index_only, "has content that this program did not make");
}

static void refuses_notes_that_are_no_folder(void **state)
{
    const struct fixture *fixture = *state;
    scratch_put(fixture->site, ".concordat", "the user's own");
    expect_refusal(fixture, index_only, ".concordat is not a folder of this program's");
}

static void accepts_a_folder_that_holds_only_its_notes(void **state)
{
    const struct fixture *fixture = *state;
    scratch_put(fixture->site, ".concordat/lock", "");
    scratch_put(fixture->site, ".concordat/stage/0", "of a build that was cut short");
    publish(fixture->site, index_only);
    char *tree = scratch_tree(fixture->site, TELL_SITE);
    assert_string_equal(tree, "index.html = Home\n");
    free(tree);
}

static void keeps_what_others_put_into_the_stage(void **state)
{
    const struct fixture *fixture = *state;
    publish(fixture->site, index_only);
    scratch_put(fixture->site, ".concordat/stage/notes.txt", "the user's own");
    const struct sample_file changed[] = {{"index.html", "changed"}, {0}};
    publish(fixture->site, changed);
    char *tree = scratch_tree(fixture->site, TELL_ALL);
    assert_non_null(strstr(tree, ".concordat/stage/notes.txt = the user's own\n"));
    free(tree);
}

/* A file of the user's own, then a build that wants its place. */
static void refuses_to_overwrite_what_it_did_not_make(void **state)
{
    static const struct {
        const char *own;
        const char *wanted;
        const char *told;
    } rows[] = {
        {"a.html", "a.html",
         "/a.html: error: [foreign-folder] a file that this program did not make stands where a "
         "file of the site must go (move it elsewhere, then build again)"},
        {"a", "a/index.html",
         "/a: error: [foreign-folder] a file that this program did not make stands where a folder "
         "of the site must go"},
        {"a/own.txt", "a",
         "/a: error: [foreign-folder] a folder that this program did not make stands where a file "
         "of the site must go"},
        {"old/own.txt", "old",
         "/old/own.txt: error: [foreign-folder] something that this program did not make stands "
         "where a folder must go to make room for a file of the site"},
        {"old/deep/own.txt", "old", "/old/deep/own.txt: error: [foreign-folder] something"},
        {"old/other/own.txt", "old", "/old/other: error: [foreign-folder] something"},
    };
    const struct sample_file old[] = {{"old/index.html", "O"}, {"old/deep/index.html", "D"}, {0}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const struct fixture *fixture = *state;
        const struct sample_file wanted[] = {{rows[i].wanted, "new"}, {0}};
        scratch_remove(fixture->site);
        publish(fixture->site, old);
        scratch_put(fixture->site, rows[i].own, "the user's own");
        expect_refusal(fixture, wanted, rows[i].told);
    }
}

/* --- symbolic links --- */

static void put_link(const struct fixture *fixture, const char *name, const char *target)
{
    struct buf path = {0};
    buf_printf(&path, "%s/%s", fixture->site, name);
    unlink(path.ptr);
    scratch_remove(path.ptr);
    assert_int_equal(symlink(target, path.ptr), 0);
    buf_free(&path);
}

static void writes_through_no_link(void **state)
{
    static const struct {
        const char *link;
        const char *target;
        const char *told;
    } rows[] = {
        {"a", "../outside",
         "/a: error: [foreign-folder] a symbolic link that this program did not "
         "make stands where a folder of the site must go"},
        {"a", "nowhere", "/a: error: [foreign-folder] a symbolic link"},
        {"a/b", "../../outside", "/a/b: error: [foreign-folder] a symbolic link"},
        {"a/b/c.html", "../../../outside/secret.txt",
         "/a/b/c.html: error: [foreign-folder] a symbolic link that this program did not make "
         "stands where a file of the site must go"},
        {".concordat", "../outside", ".concordat is not a folder of this program's"},
    };
    const struct sample_file old[] = {{"a/b/c.html", "old"}, {0}};
    const struct sample_file now[] = {{"a/b/c.html", "new"}, {0}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const struct fixture *fixture = *state;
        scratch_remove(fixture->site);
        publish(fixture->site, old);
        scratch_put(fixture->scratch, "outside/secret.txt", "not ours");
        put_link(fixture, rows[i].link, rows[i].target);
        expect_refusal(fixture, now, rows[i].told);
        expect_refusal(fixture, old, rows[i].told);
    }
}

static void removes_nothing_through_a_link(void **state)
{
    const struct fixture *fixture = *state;
    const struct sample_file old[] = {{"a/b.html", "old"}, {"c.html", "old"}, {0}};
    const struct sample_file now[] = {{"d.html", "new"}, {0}};
    publish(fixture->site, old);
    scratch_put(fixture->scratch, "outside/b.html", "not ours");
    put_link(fixture, "a", "../outside");
    put_link(fixture, "c.html", "../outside/b.html");
    publish(fixture->site, now);
    char *tree = scratch_tree(fixture->scratch, TELL_ALL);
    assert_non_null(strstr(tree, "outside/b.html = not ours\n"));
    assert_non_null(strstr(tree, "public/a -> ../outside\n"));
    assert_non_null(strstr(tree, "public/c.html -> ../outside/b.html\n"));
    free(tree);
}

/* --- addresses --- */

static void refuses_addresses_that_are_none(void **state)
{
    const struct fixture *fixture = *state;
    char long_part[300];
    char long_address[1100];
    memset(long_part, 'x', sizeof long_part);
    long_part[256] = '\0';
    for (size_t i = 0; i < sizeof long_address; i++)
        long_address[i] = i % 2 == 0 ? 'x' : '/';
    long_address[1001] = '\0';
    const struct {
        const char *address;
        const char *problem;
    } rows[] = {
        {"", "the address \"\" is empty"},
        {"/etc/passwd", "the address \"/etc/passwd\" begins with a slash"},
        {"a/", "ends with a slash"},
        {"a//b", "has nothing between two slashes"},
        {"../a", "has a part of dots alone"},
        {"a/../../b", "has a part of dots alone"},
        {"a/./b", "has a part of dots alone"},
        {"a\\b", "has a backslash"},
        {"a\nb", "the address \"a?b\" has a control character"},
        {"a\x7f", "has a control character"},
        {"a\xff", "the address \"a?\" is not UTF-8"},
        {".concordat/manifest", "which the program keeps for its notes"},
        {"a/.Concordat-x", "which the program keeps for its notes"},
        {long_part, "has a part of more than 255 bytes"},
        {long_address, "has more than 1,000 bytes"},
    };
    publish(fixture->site, index_only);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const struct sample_file bad[] = {{rows[i].address, "text"}, {"good.html", "text"}, {0}};
        expect_refusal(fixture, bad, rows[i].problem);
        expect_refusal(fixture, bad, "site.yaml:1:1: error: [bad-address] ");
    }
}

static void accepts_the_longest_and_strangest_addresses(void **state)
{
    const struct fixture *fixture = *state;
    char longest[1001];
    for (size_t i = 0; i < sizeof longest; i++)
        longest[i] = i % 2 == 0 || i == 999 ? 'x' : '/';
    longest[1000] = '\0';
    const struct sample_file files[] = {{longest, "deep"},
                                        {"...", "dots"},
                                        {".concorda", "near"},
                                        {"caf\xc3\xa9/a b.html", "words"},
                                        {"commit", "a name of the notes"},
                                        {0}};
    publish(fixture->site, files);
    publish(fixture->site, index_only);
    char *tree = scratch_tree(fixture->site, TELL_SITE);
    assert_string_equal(tree, "index.html = Home\n");
    free(tree);
}

struct asked {
    const char *address;
    struct mark origin;
};

/* Adds a file whose origin is forgotten at once, as when a trust is published and freed. */
static void ask(struct output *output, struct asked asked)
{
    char file[] = "......";
    struct mark origin = asked.origin;
    if (origin.file)
        origin.file = strcpy(file, asked.origin.file);
    output_add(output, str_of(asked.address), STR("same"), origin);
    memset(file, 'X', sizeof file - 1);
}

/* What is told of two files that ask for these addresses. */
static char *told_of(const struct fixture *fixture, struct asked first, struct asked second)
{
    struct diag *diag = diag_new();
    struct output *output = output_open(fixture->site, diag);
    assert_non_null(output);
    ask(output, first);
    ask(output, second);
    bool published = output_commit(output);
    output_free(output);
    char *told = sample_told(diag);
    assert_int_equal(published, !diag_has_errors(diag));
    diag_free(diag);
    return told;
}

static void names_both_that_ask_for_one_address(void **state)
{
    static const struct {
        struct asked first;
        struct asked second;
        const char *told;
    } rows[] = {
        {{"p/a.html", {"a.yaml", 3, 5}},
         {"p/a.html", {"b.yaml", 1, 2}},
         "b.yaml:1:2: error: [address-taken] b.yaml:1:2 asks for the address p/a.html, and "
         "a.yaml:3:5 asks for p/a.html: an address can be given once (give one of them another id "
         "or file name)\n1 error\n"},
        {{"p/a.html", {"a.yaml", 3, 5}},
         {"p/a.html", {"a.yaml", 12, 5}},
         "a.yaml:12:5: error: [address-taken] a.yaml:12:5 asks for the address p/a.html, and "
         "a.yaml:3:5 asks for p/a.html: an address can be given once (give one of them another id "
         "or file name)\n1 error\n"},
        {{"p/A.html", {"z.yaml", 1, 1}},
         {"p/a.html", {"a.yaml", 1, 1}},
         "a.yaml:1:1: error: [address-taken] a.yaml:1:1 asks for the address p/a.html, and "
         "z.yaml:1:1 asks for p/A.html: many computers do not tell capital letters from small ones "
         "(give one of them another id or file name)\n1 error\n"},
        {{"p/a", {"a.yaml", 1, 1}},
         {"p/a/b/c.html", {"b.md", 0, 0}},
         "b.md: error: [address-taken] b.md asks for the address p/a/b/c.html, and a.yaml:1:1 asks "
         "for p/a: one name cannot be both a file and a folder (give one of them another id or "
         "file name)\n1 error\n"},
        {{"P/a/b.html", {"a.yaml", 1, 1}},
         {"p/a", {NULL, 0, 0}},
         "concordat: error: [address-taken] the program itself asks for the address p/a, and "
         "a.yaml:1:1 asks for P/a/b.html: one name cannot be both a file and a folder (give one of "
         "them another id or file name)\n1 error\n"},
        {{"p/a.html", {"a.yaml", 1, 1}}, {"p/b.html", {"a.yaml", 1, 1}}, ""},
        {{"P/a.html", {"a.yaml", 1, 1}}, {"p/b.html", {"a.yaml", 1, 1}}, ""},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const struct fixture *fixture = *state;
        scratch_remove(fixture->site);
        char *told = told_of(fixture, rows[i].first, rows[i].second);
        char *turned = told_of(fixture, rows[i].second, rows[i].first);
        assert_string_equal(told, rows[i].told);
        assert_string_equal(turned, rows[i].told);
        free(told);
        free(turned);
    }
}

static void reports_every_conflict_of_a_build(void **state)
{
    const struct fixture *fixture = *state;
    const struct sample_file files[] = {{"a", "1"}, {"a", "2"}, {"a/b", "3"},
                                        {"c", "4"}, {"C", "5"}, {0}};
    struct diag *diag = diag_new();
    struct output *output = output_open(fixture->site, diag);
    sample_add(output, files);
    assert_false(output_commit(output));
    output_free(output);
    assert_int_equal(diag_count(diag, SEVERITY_ERROR), 3);
    diag_free(diag);
}

/* --- notes that were tampered with --- */

static void believes_no_manifest_it_did_not_write(void **state)
{
    static const struct {
        const char *manifest;
        const char *told;
    } rows[] = {
        {"", "has content that this program did not make"},
        {"my own list\n", "this program's notes in .concordat are damaged"},
        {"concordat site 2\nindex.html\n", "was made by another version of this program"},
        {"concordat site 1\n../outside/secret.txt\n", "are damaged"},
        {"concordat site 1\n/etc/hostname\n", "are damaged"},
        {"concordat site 1\n.concordat/lock\n", "are damaged"},
        {"concordat site 1\nb\na\n", "are damaged"},
        {"concordat site 1\na\na\n", "are damaged"},
        {"concordat site 1\n\n", "are damaged"},
        {"concordat site 1\nindex.ht", "are damaged"},
        {"concordat site 1 public\nindex.ht", "are damaged"},
        {"concordat site 1 Public\nindex.html\n", "another version"},
        {"concordat site 1 \nindex.html\n", "another version"},
    };
    const struct fixture *fixture = *state;
    publish(fixture->site, index_only);
    scratch_put(fixture->scratch, "outside/secret.txt", "not ours");
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        scratch_put(fixture->site, ".concordat/manifest", rows[i].manifest);
        expect_refusal(fixture, index_only, rows[i].told);
    }
}

/* The checksum of the second is right: only its addresses are not. */
static void carries_out_no_record_it_did_not_write(void **state)
{
    static const struct {
        const char *record;
        const char *told;
    } rows[] = {
        {"concordat commit 2\nremove index.html\nend\n", "made by another version"},
        {"concordat commit 1\nremove ../outside/secret.txt\nend 1 %016llx\n", "are damaged"},
        {"concordat commit 1\nnew 0 a\nkeep a\nend 2 %016llx\n", "are damaged"},
        {"concordat commit 1\ndestroy a\nend 1 %016llx\n", "are damaged"},
        {"concordat commit 1\nnew x a\nend 1 %016llx\n", "are damaged"},
        {"concordat commit 1\nnew -1 a\nend 1 %016llx\n", "are damaged"},
        {"my own list\nend 0 %016llx\n", "are damaged"},
    };
    const struct fixture *fixture = *state;
    publish(fixture->site, index_only);
    scratch_put(fixture->scratch, "outside/secret.txt", "not ours");
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct buf text = {0};
        unsigned long long sum = 0xcbf29ce484222325u; /* FNV-1a, as in record.c */
        const char *end = strstr(rows[i].record, "end");
        for (const char *c = rows[i].record; c < end; c++)
            sum = (sum ^ (unsigned char)*c) * 0x100000001b3u;
        buf_add_string(&text, rows[i].record);
        char *place = strstr(text.ptr, "%016llx");
        if (place) {
            text.len = (size_t)(place - text.ptr);
            buf_printf(&text, "%016llx\n", sum);
        }
        scratch_put(fixture->site, ".concordat/commit", text.ptr);
        expect_refusal(fixture, index_only, rows[i].told);
        buf_free(&text);
    }
}

static void takes_a_torn_record_for_none(void **state)
{
    static const char *const records[] = {
        "",
        "concordat com",
        "concordat commit 1\n",
        "concordat commit 1\nremove index.html\n",
        "concordat commit 1\nremove index.html\nend 1 00000000",
        "concordat commit 1\nremove index.html\nend 1 0000000000000000\n",
    };
    const struct fixture *fixture = *state;
    publish(fixture->site, index_only);
    char *before = scratch_tree(fixture->site, TELL_ALL);
    for (size_t i = 0; i < sizeof records / sizeof *records; i++) {
        scratch_put(fixture->site, ".concordat/commit", records[i]);
        scratch_put(fixture->site, ".concordat/stage/0", "never published");
        publish(fixture->site, index_only);
        char *after = scratch_tree(fixture->site, TELL_ALL);
        assert_string_equal(after, before);
        free(after);
    }
    free(before);
}

#define CASE(function) cmocka_unit_test_setup_teardown(function, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        CASE(refuses_a_folder_with_content),
        CASE(refuses_a_folder_that_lost_its_manifest),
        CASE(refuses_notes_that_are_no_folder),
        CASE(accepts_a_folder_that_holds_only_its_notes),
        CASE(keeps_what_others_put_into_the_stage),
        CASE(refuses_to_overwrite_what_it_did_not_make),
        CASE(writes_through_no_link),
        CASE(removes_nothing_through_a_link),
        CASE(refuses_addresses_that_are_none),
        CASE(accepts_the_longest_and_strangest_addresses),
        CASE(names_both_that_ask_for_one_address),
        CASE(reports_every_conflict_of_a_build),
        CASE(believes_no_manifest_it_did_not_write),
        CASE(carries_out_no_record_it_did_not_write),
        CASE(takes_a_torn_record_for_none),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
