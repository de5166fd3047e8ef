/* test_template_data.c: templates of dynamic data, rule by rule of the Mustache specification. */
#include "template_sample.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

struct row {
    const char *template;
    const char *json;
    const char *expected;
};

static void check(const struct row *rows, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        void *state;
        sample_set_up(&state);
        sample_add(state, "page", rows[i].template);
        sample_add(state, "part", "<{{name}}>");
        sample_add(state, "kind-part", "[{{name}}]");
        sample_renders_data(state, "page", rows[i].json, rows[i].expected);
        sample_tear_down(&state);
    }
}

#define CHECK(rows) check(rows, sizeof(rows) / sizeof *(rows))

static void prints(void **state)
{
    static const struct row rows[] = {
        {"{{a}}|{{{a}}}|{{&a}}", "{\"a\": \"<'\\\"&>\"}", "&lt;&#39;&quot;&amp;&gt;|<'\"&>|<'\"&>"},
        {"{{a}} {{b}} {{c}} {{d}}", "{\"a\": 12, \"b\": -0.5, \"c\": true, \"d\": null}",
         "12 -0.5 true "},
        {"[{{missing}}{{missing.too}}]", "{}", "[]"},
        {"[{{list}}{{map}}{{no}}]", "{\"list\": [1], \"map\": {\"a\": 1}, \"no\": false}",
         "[false]"},
        {"{{.}}", "\"alone\"", "alone"},
        {"{{a}}", "{\"a\": \"{{b}}\", \"b\": 1}", "{{b}}"},
    };
    (void)state;
    CHECK(rows);
}

static void follows_paths(void **state)
{
    static const struct row rows[] = {
        {"{{a.b.c}}", "{\"a\": {\"b\": {\"c\": 1}}}", "1"},
        {"[{{a.b.c}}]", "{\"a\": {\"b\": null}, \"b\": {\"c\": 1}, \"c\": 2}", "[]"},
        {"[{{#a}}{{b.c}}{{/a}}]", "{\"a\": {\"b\": {}}, \"b\": {\"c\": 1}}", "[]"},
        {"{{#a}}{{b.c}}{{/a}}", "{\"a\": {\"x\": 1}, \"b\": {\"c\": 1}}", "1"},
        {"[{{a.b}}]", "{\"a.b\": 1}", "[]"},
        {"{{#list}}{{.a.b}}{{/list}}", "{\"list\": [{\"a\": {\"b\": 1}}, {}], \"a\": {\"b\": 2}}",
         "1"},
    };
    (void)state;
    CHECK(rows);
}

static void opens_sections(void **state)
{
    static const struct row rows[] = {
        {"{{#a}}yes{{/a}}{{^a}}no{{/a}}", "{\"a\": true}", "yes"},
        {"{{#a}}yes{{/a}}{{^a}}no{{/a}}", "{\"a\": false}", "no"},
        {"{{#a}}yes{{/a}}{{^a}}no{{/a}}", "{\"a\": null}", "no"},
        {"{{#a}}yes{{/a}}{{^a}}no{{/a}}", "{}", "no"},
        {"{{#a}}yes{{/a}}{{^a}}no{{/a}}", "{\"a\": []}", "no"},
        {"{{#a}}yes{{/a}}{{^a}}no{{/a}}", "{\"a\": {}}", "yes"},
        {"{{#a}}yes{{/a}}{{^a}}no{{/a}}", "{\"a\": 0}", "yes"},
        {"{{#a}}yes{{/a}}{{^a}}no{{/a}}", "{\"a\": \"\"}", "no"},
        {"{{#a}}{{b}}{{c}}{{/a}}", "{\"a\": {\"b\": 1}, \"b\": 2, \"c\": 3}", "13"},
        {"{{#a}}{{.}}{{/a}}", "{\"a\": [1, [2], \"x\"]}", "1x"},
        {"{{#a}}({{#.}}{{.}}{{/.}}){{/a}}", "{\"a\": [[1, 2], [], [3]]}", "(12)()(3)"},
        {"{{#.}}{{a}}{{/.}}", "[{\"a\": 1}, {\"a\": 2}]", "12"},
        {"{{#a}}{{#b}}{{#c}}{{x}}{{y}}{{z}}{{/c}}{{/b}}{{/a}}",
         "{\"a\": {\"x\": 1, \"b\": [{\"y\": 2, \"c\": {\"z\": 3}}, {\"y\": 4, \"c\": true}]}}",
         "12314"},
        {"{{#a}}{{first}}{{/a}}", "{\"a\": [1, 2], \"first\": \"f\"}", "ff"},
    };
    (void)state;
    CHECK(rows);
}

static void calls_partials(void **state)
{
    static const struct row rows[] = {
        {"{{>part}}{{>missing}}", "{\"name\": \"n\"}", "<n>"},
        {"{{#list}}{{>part}}{{/list}}", "{\"list\": [{\"name\": 1}, {\"name\": 2}]}", "<1><2>"},
        {" {{>part}}\n.", "{\"name\": 1}", " <1>."},
        {"{{=| |=}}|>part|", "{\"name\": 1}", "<1>"},
        {"{{>*p}}", "{\"p\": \"part\", \"name\": 1}", "<1>"},
        {"{{>kind-*p}}", "{\"p\": \"part\", \"name\": 1}", "[1]"},
        {"[{{>*p}}{{>*q}}{{>*r}}]", "{\"p\": \"nowhere\", \"r\": [1]}", "[]"},
        {"{{#list}}{{>*.}}{{/list}}", "{\"list\": [\"part\", \"kind-part\"], \"name\": 1}",
         "<1>[1]"},
    };
    (void)state;
    CHECK(rows);
}

static void several_layers_of_data(void **state)
{
    struct sample *sample = *state;
    static const struct shape *const context[] = {&shape_dynamic, &shape_dynamic};
    static const struct data one = {.kind = DATA_TEXT, .text = {"1", 1}};
    static const struct data two = {.kind = DATA_TEXT, .text = {"2", 1}};
    static const struct str outer_keys[] = {{"a", 1}, {"b", 1}};
    static const struct str inner_keys[] = {{"b", 1}};
    static const struct data *const outer_items[] = {&one, &one};
    static const struct data *const inner_items[] = {&two};
    static const struct data outer = {
        .kind = DATA_MAP, .count = 2, .keys = outer_keys, .items = outer_items};
    static const struct data inner = {
        .kind = DATA_MAP, .count = 1, .keys = inner_keys, .items = inner_items};
    const void *const objects[] = {&outer, &inner};
    struct buf out = {0};
    sample_add(sample, "page", "{{a}}{{b}}");
    const struct program *program =
        template_compile(sample->set, STR("page"), context, 2, (struct mark){0});
    assert_non_null(program);
    assert_true(template_render(program, objects, NULL, &out, sample->diag));
    assert_string_equal(out.ptr, "12");
    buf_free(&out);
}

/* A set for dynamic data alone has no vocabulary. */
static void needs_no_vocabulary(void **state)
{
    struct sample *sample = *state;
    sample->set = template_set_new(sample->arena, NULL, sample->diag);
    sample_add(sample, "page", "{{#a}}{{.}}{{/a}}");
    sample_renders_data(sample, "page", "{\"a\": [1, 2]}", "12");
}

static void deep_sections_grow_the_stacks(void **state)
{
    struct sample *sample = *state;
    struct buf text = {0};
    for (int i = 0; i < 95; i++)
        buf_add_string(&text, "{{#a}}");
    buf_add_string(&text, "{{>deeper}}");
    for (int i = 0; i < 95; i++)
        buf_add_string(&text, "{{/a}}");
    sample_add(sample, "page", buf_str(&text).ptr);
    sample_add(sample, "deeper", "{{#b}}{{#b}}{{>deepest}}{{/b}}{{/b}}");
    sample_add(sample, "deepest", "{{x}}");
    for (int i = 0; i < 60; i++)
        sample_add(sample, arena_printf(sample->arena, "chain%d", i),
                   arena_printf(sample->arena, "{{>chain%d}}", i + 1));
    sample_add(sample, "chain60", "{{>page}}");
    sample_renders_data(sample, "chain0", "{\"a\": {\"b\": 1}, \"x\": \"end\"}", "end");
    buf_free(&text);
}

#define WITH_SAMPLE(test) cmocka_unit_test_setup_teardown(test, sample_set_up, sample_tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(prints),
        cmocka_unit_test(follows_paths),
        cmocka_unit_test(opens_sections),
        cmocka_unit_test(calls_partials),
        WITH_SAMPLE(several_layers_of_data),
        WITH_SAMPLE(needs_no_vocabulary),
        WITH_SAMPLE(deep_sections_grow_the_stacks),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
