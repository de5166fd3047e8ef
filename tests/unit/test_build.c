/* test_build.c: a build gives the same site whether its trusts stay in memory or are read twice,
 * and takes templates as editors save them.
 *
 * Layer: tests. Uses: build; the calls of the write layer, to act in the middle of a build. */
#include "concordat/base/file.h"
#include "concordat/build/build.h"
#include "concordat/plan/plan.h"

#include "../../generator/write/syscalls.h"
#include "expect.h"
#include "scratch.h"

/* A build with what it came to. */
struct built {
    bool done;
    struct build_summary summary;
    char *told; /* all diagnostics; the caller frees them */
};

static struct built built_of(struct build_options options)
{
    struct built built;
    struct diag *diag = diag_new();
    struct buf told = {0};
    if (options.jobs == 0)
        options.jobs = 1;
    built.done = build(&options, &built.summary, diag);
    buf_add_string(&told, "");
    diag_write(diag, &told);
    built.told = told.ptr;
    diag_free(diag);
    return built;
}

/* The path of a folder in the scratch folder; the caller frees it. */
static char *path_in(const char *folder, const char *name)
{
    struct buf path = {0};
    buf_printf(&path, "%s/%s", folder, name);
    return path.ptr;
}

/* ------------------------------------------------------------------ memory */

static char *site_built_with(const char *content, size_t kept_bytes, unsigned jobs)
{
    char *output = scratch_make();
    struct built built = built_of((struct build_options){.content = content,
                                                         .templates = "templates",
                                                         .output = output,
                                                         .kept_bytes = kept_bytes,
                                                         .jobs = jobs});
    assert_string_equal(built.told, "");
    assert_true(built.done);
    char *tree = scratch_tree(output, TELL_SITE);
    free(built.told);
    scratch_remove(output);
    free(output);
    return tree;
}

static void trusts_read_twice_give_the_same_site(void **state)
{
    static const char *const contents[] = {"tests/golden/every-field/content",
                                           "tests/golden/two-trusts/content"};
    (void)state;
    for (size_t i = 0; i < sizeof contents / sizeof *contents; i++) {
        char *kept = site_built_with(contents[i], 0, 1);
        char *read_again = site_built_with(contents[i], 1, 1);
        char *side_by_side = site_built_with(contents[i], 1, 4);
        assert_non_null(strstr(kept, "index.html = "));
        assert_string_equal(read_again, kept);
        assert_string_equal(side_by_side, kept);
        free(kept);
        free(read_again);
        free(side_by_side);
    }
}

/* ------------------------------------------------------------------ what changes meanwhile */

#define SITE  "title: Sample\nlanguage: en\nsummary: A sample.\n"
#define TRUST "name: Sample\narea: Sample\nas_of: 2009-01-01\nsummary: A sample.\n"

static const char *content_being_edited;
static struct syscalls real;

/* The published folder is locked after all trusts are surveyed: somebody saves a file then. */
static int lock_while_others_write(int fd)
{
    scratch_put(content_being_edited, "trusts/sample/trust.yaml", TRUST "bodies: [{id: board}]\n");
    return real.lock(fd);
}

static void a_trust_that_has_errors_by_now_is_not_rendered(void **state)
{
    (void)state;
    char *scratch = scratch_make();
    char *content = path_in(scratch, "content");
    char *output = path_in(scratch, "public");
    content_being_edited = content;
    scratch_put(scratch, "content/site.yaml", SITE);
    scratch_put(scratch, "content/trusts/sample/trust.yaml", TRUST);
    scratch_put(scratch, "content/trusts/sound/trust.yaml", TRUST);
    mkdir(output, 0777);

    syscalls.lock = lock_while_others_write;
    struct built built = built_of((struct build_options){
        .content = content, .templates = "templates", .output = output, .kept_bytes = 1});
    syscalls.lock = real.lock;
    assert_false(built.done);
    assert_non_null(strstr(built.told, "trusts/sample/trust.yaml:5:10: error: [missing-field]"));
    assert_int_equal(built.summary.trusts, 2);
    assert_true(built.summary.pages < 4); /* those of the site itself: none of a trust */
    char *tree = scratch_tree(output, TELL_SITE);
    assert_string_equal(tree, "");
    free(tree);
    free(built.told);
    free(content);
    free(output);
    scratch_remove(scratch);
    free(scratch);
}

/* ------------------------------------------------------------------ templates */

static void put_template(const char *scratch, const char *name, const char *text)
{
    struct buf path = {0};
    buf_printf(&path, "theme/%s.mustache", name);
    scratch_put(scratch, path.ptr, text);
    buf_free(&path);
}

/* A theme that gives each page the same text, with the words of the project's own. */
static void put_theme(const char *scratch, const char *page)
{
    struct arena *arena = arena_new();
    struct diag *diag = diag_new();
    struct str words;
    assert_true(file_read(arena, "templates/strings/en.yaml", &words, diag));
    scratch_put(scratch, "theme/strings/en.yaml", words.ptr);
    for (int kind = 0; kind < PAGE_KIND_COUNT; kind++)
        put_template(scratch, page_kind_row((enum page_kind)kind)->template, page);
    put_template(scratch, "parts/text-section", "");
    put_template(scratch, "parts/outline", "");
    size_t count;
    const enum type_id *directives = target_types(TYPE_directive, &count);
    for (size_t i = 0; i < count; i++)
        put_template(scratch,
                     arena_printf(arena, "directives/%.*s",
                                  STR_ARGS(type_word(arena, type_of(directives[i])))),
                     "");
    diag_free(diag);
    arena_free(arena);
}

static struct built built_with_theme(const char *scratch)
{
    char *templates = path_in(scratch, "theme");
    char *content = path_in(scratch, "content");
    char *output = path_in(scratch, "public");
    scratch_put(scratch, "content/site.yaml", SITE);
    scratch_put(scratch, "content/trusts/sample/trust.yaml", TRUST);
    struct built built = built_of(
        (struct build_options){.content = content, .templates = templates, .output = output});
    free(templates);
    free(content);
    free(output);
    return built;
}

static void the_line_end_of_a_template_of_one_line_is_no_part_of_it(void **state)
{
    static const char *const ends[] = {"", "\n", "\r\n"};
    (void)state;
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
        char *scratch = scratch_make();
        struct buf part = {0};
        buf_printf(&part, "part%s", ends[i]);
        put_theme(scratch, "[{{>part}}]");
        scratch_put(scratch, "theme/part.mustache", part.ptr);
        struct built built = built_with_theme(scratch);
        assert_true(built.done);
        char *tree = scratch_tree(scratch, TELL_SITE);
        assert_non_null(strstr(tree, "public/index.html = [part]\n"));
        free(tree);
        free(built.told);
        buf_free(&part);
        scratch_remove(scratch);
        free(scratch);
    }
}

static void a_folder_of_templates_too_deep_to_be_read_is_told(void **state)
{
    (void)state;
    char *scratch = scratch_make();
    put_theme(scratch, "page");
    scratch_put(scratch, "theme/1/2/3/4/5/6/7/8/read.mustache", "read");
    scratch_put(scratch, "theme/1/2/3/4/5/6/7/8/9/unread.mustache", "unread");
    struct built built = built_with_theme(scratch);
    assert_true(built.done);
    assert_non_null(strstr(built.told, "nothing uses the template `1/2/3/4/5/6/7/8/read`"));
    assert_null(strstr(built.told, "unread.mustache"));
    assert_non_null(strstr(built.told,
                           "theme/1/2/3/4/5/6/7/8/9: warning: [unread-file] this folder "
                           "is not read: it is more than 8 folders deep"));
    free(built.told);
    scratch_remove(scratch);
    free(scratch);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(trusts_read_twice_give_the_same_site),
        cmocka_unit_test(a_trust_that_has_errors_by_now_is_not_rendered),
        cmocka_unit_test(the_line_end_of_a_template_of_one_line_is_no_part_of_it),
        cmocka_unit_test(a_folder_of_templates_too_deep_to_be_read_is_told),
    };
    real = syscalls;
    return cmocka_run_group_tests(tests, NULL, NULL);
}
