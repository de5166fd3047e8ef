/* test_mustache_spec.c: the cases of the Mustache specification, run by the very code that typed
 * templates run: the same parser, binder and renderer, with dynamic data.
 *
 * Layer: tests. Uses: mustache, json. */
#include "json.h"

#include "concordat/base/file.h"
#include "concordat/mustache/template.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

/* One case, rendered into `out`; false where a template is rejected. */
static bool render_case(struct arena *arena, const struct data *test, struct diag *diag,
                        struct buf *out)
{
    static const struct shape *const context[] = {&shape_dynamic};
    struct template_set *set = template_set_new(arena, NULL, diag);
    const struct data *partials = json_get(test, "partials");
    template_add(set, STR("(the case itself)"), "case", json_text(test, "template"));
    for (size_t i = 0; partials && i < partials->count; i++)
        template_add(set, partials->keys[i], "partial", partials->items[i]->text);
    const struct program *program =
        template_compile(set, STR("(the case itself)"), context, 1, (struct mark){0});
    const void *const objects[] = {json_get(test, "data")};
    return program && template_render(program, objects, NULL, out, diag);
}

static bool passes(struct arena *arena, const char *file, const struct data *test)
{
    struct diag *diag = diag_new();
    struct buf out = {0};
    struct str expected = json_text(test, "expected");
    bool good = render_case(arena, test, diag, &out) && str_equal(buf_str(&out), expected);
    if (!good) {
        struct buf told = {0};
        diag_write(diag, &told);
        print_message("%s: %.*s\n  expected %.*s\n  rendered %.*s\n%.*s", file,
                      STR_ARGS(json_text(test, "name")), STR_ARGS(expected),
                      STR_ARGS(buf_str(&out)), STR_ARGS(buf_str(&told)));
        buf_free(&told);
    }
    buf_free(&out);
    diag_free(diag);
    return good;
}

static void check_module(const char *module, size_t least)
{
    struct arena *arena = arena_new();
    struct diag *diag = diag_new();
    struct str text;
    size_t passed = 0;
    const char *path = arena_printf(arena, "%s/mustache/%s.json", spec_folder(), module);
    if (!path_exists(path)) {
        print_message("mustache: %s is not here; skipped\n", path);
        diag_free(diag);
        arena_free(arena);
        skip();
        return;
    }
    assert_true(file_read(arena, path, &text, diag));
    const struct data *tests = json_get(json_read(arena, text), "tests");
    assert_non_null(tests);
    for (size_t i = 0; i < tests->count; i++)
        passed += passes(arena, module, tests->items[i]);
    print_message("counted: mustache: %s: %zu of %zu cases pass\n", module, passed, tests->count);
    assert_int_equal(passed, tests->count);
    assert_true(tests->count >= least);
    diag_free(diag);
    arena_free(arena);
}

static void comments(void **state)
{
    (void)state;
    check_module("comments", 12);
}

static void delimiters(void **state)
{
    (void)state;
    check_module("delimiters", 14);
}

static void interpolation(void **state)
{
    (void)state;
    check_module("interpolation", 42);
}

static void sections(void **state)
{
    (void)state;
    check_module("sections", 34);
}

static void inverted(void **state)
{
    (void)state;
    check_module("inverted", 22);
}

static void partials(void **state)
{
    (void)state;
    check_module("partials", 12);
}

static void inheritance(void **state)
{
    (void)state;
    check_module("~inheritance", 27);
}

static void dynamic_names(void **state)
{
    (void)state;
    check_module("~dynamic-names", 21);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(comments),      cmocka_unit_test(delimiters),
        cmocka_unit_test(interpolation), cmocka_unit_test(sections),
        cmocka_unit_test(inverted),      cmocka_unit_test(partials),
        cmocka_unit_test(inheritance),   cmocka_unit_test(dynamic_names),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
