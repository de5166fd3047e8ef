/* test_template_layout.c: layouts, the blocks that are filled, and where their lines are put. */
#include "template_sample.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

static void unfilled_blocks_show_their_own(void **state)
{
    struct sample *sample = *state;
    sample_add(sample, "base", "<title>{{$title}}{{name}}{{/title}}</title>");
    sample_page(sample, "{{>base}}{{<base}}{{/base}}",
                "<title>Board &lt;1&gt;</title><title>Board &lt;1&gt;</title>");
}

static void filled_blocks_know_the_place_where_they_are_put(void **state)
{
    struct sample *sample = *state;
    sample_add(sample, "base", "{{#seats}}{{$row}}?{{/row}}{{/seats}}{{$end}}.{{/end}}");
    sample_page(sample, "{{<base}}{{$row}}{{name}} {{capacity}};{{/row}}{{/base}}",
                "Chair chair;Member member;.");
}

static void outermost_filling_wins(void **state)
{
    struct sample *sample = *state;
    sample_add(sample, "base", "{{$a}}base-a{{/a}} {{$b}}base-b{{/b}} {{$c}}base-c{{/c}}");
    sample_add(sample, "middle", "{{<base}}{{$a}}middle-a{{/a}}{{$b}}middle-b{{/b}}{{/base}}");
    sample_page(sample, "{{<middle}}{{$a}}page-a{{/a}}{{/middle}}", "page-a middle-b base-c");
}

/* A block inside a block that is filled can be filled in turn. */
static void blocks_in_fillings_are_blocks(void **state)
{
    struct sample *sample = *state;
    sample_add(sample, "base", "<{{$main}}{{/main}}>");
    sample_add(sample, "aside", "{{<base}}{{$main}}m {{$side}}s{{/side}}{{/main}}{{/base}}");
    sample_page(sample, "{{<aside}}{{/aside}}{{<aside}}{{$side}}mine{{/side}}{{/aside}}",
                "<m s><m mine>");
}

/* What fills the page's title does not fill the title of a card inside the page. */
static void fillings_keep_to_their_call(void **state)
{
    struct sample *sample = *state;
    sample_add(sample, "base", "[{{$title}}{{/title}}] {{$main}}{{/main}}");
    sample_add(sample, "card", "({{$title}}card{{/title}})");
    sample_page(sample,
                "{{<base}}{{$title}}Page{{/title}}{{$main}}{{>card}}"
                "{{<card}}{{$title}}Own{{/title}}{{/card}}{{/main}}{{/base}}",
                "[Page] (card)(Own)");
}

static void layout_may_call_itself_in_a_section(void **state)
{
    struct sample *sample = *state;
    sample_add(sample, "list",
               "{{$open}}<{{/open}}{{name}}{{#children}}"
               "{{<list}}{{$open}}>{{/open}}{{/list}}{{/children}};");
    sample_page(sample, "{{>list}} {{<list}}{{$open}}*{{/open}}{{/list}}",
                "<Board &lt;1&gt;>Team>Sub-group;;>Forum;; "
                "*Board &lt;1&gt;*Team*Sub-group;;*Forum;;");
}

static void layout_called_by_a_choice(void **state)
{
    struct sample *sample = *state;
    sample_add(sample, "in-chair", "[C {{$x}}{{/x}}]");
    sample_add(sample, "in-member", "[M {{$x}}{{/x}}]");
    sample_page(sample,
                "{{#seats}}{{<in-*capacity}}{{$x}}{{name}}{{/x}}{{/in-*capacity}}{{/seats}}",
                "[C Chair][M Member]");
}

static void layout_called_by_name_in_data(void **state)
{
    struct sample *sample = *state;
    sample_add(sample, "plain", "<{{$x}}-{{/x}}>");
    sample_add(sample, "page", "{{<*which}}{{$x}}{{y}}{{/x}}{{/*which}}");
    sample_renders_data(sample, "page", "{\"which\": \"plain\", \"y\": 1}", "<1>");
}

static void lines_are_put_where_the_block_is(void **state)
{
    struct sample *sample = *state;
    sample_add(sample, "base",
               "<body>\n  {{$head}}{{/head}}\n  {{$main}}\n    <p>none\n  {{/main}}\n</body>\n");
    sample_page(sample,
                "\t{{<base}}\n"
                "{{$head}}<h1>\n{{name}}\n</h1>{{/head}}\n"
                "    {{$main}}\n"
                "        <p>one\n"
                "          <b>two\n"
                "    {{/main}}\n"
                "{{/base}}\n"
                "end\n",
                "\t<body>\n\t  <h1>\n\t  Board &lt;1&gt;\n\t  </h1>\n"
                "\t    <p>one\n\t      <b>two\n\t</body>\nend\n");
}

static void inline_fillings_are_not_indented(void **state)
{
    struct sample *sample = *state;
    sample_add(sample, "base", "  <p>{{$x}}{{/x}}</p>\n");
    sample_page(sample, "    {{<base}}{{$x}}a\nb{{/x}}{{/base}}\n", "      <p>a\nb</p>\n");
}

static void errors_of_fillings(void **state)
{
    static const struct {
        const char *template;
        const char *told;
    } rows[] = {
        {"{{<base}}{{$tilte}}x{{/tilte}}{{/base}}",
         "page:1:13 unknown-block: the layout `base` has no block `tilte` (did you mean "
         "`title`?)\n"},
        {"{{<base}}\n{{$xyzzy}}{{/xyzzy}}\n{{$main}}{{/main}}{{/base}}",
         "page:2:4 unknown-block: the layout `base` has no block `xyzzy`\n"},
        {"{{<outer}}{{$side}}{{/side}}{{$main}}{{/main}}{{$foot}}{{/foot}}{{/outer}}",
         "page:1:50 unknown-block: the layout `outer` has no block `foot`\n"},
        {"{{<base}}\n  lost {{$main}}{{/main}}{{/base}}",
         "page:2:3 wrong-use: between {{<base}} and its end only blocks count; this would be lost "
         "(put it into a block: {{$name}}...{{/name}})\n"},
        {"{{<base}}{{! kept }}{{name}}{{$main}}{{/main}}{{/base}}",
         "page:1:21 wrong-use: between {{<base}} and its end only blocks count; this would be lost "
         "(put it into a block: {{$name}}...{{/name}})\n"},
        {"{{<base}}{{<base}}{{/base}}{{/base}}",
         "page:1:10 wrong-use: between {{<base}} and its end only blocks count; this would be lost "
         "(put it into a block: {{$name}}...{{/name}})\n"},
        {"{{<base}}{{$main}}\n {{nmae}}{{/main}}{{/base}}",
         "page:2:4 unknown-name: a seat has no `nmae` (did you mean {{name}}?)\n"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        void *one;
        sample_set_up(&one);
        sample_add(one, "base", "{{$title}}{{/title}}{{#seats}}{{>part}}{{/seats}}");
        sample_add(one, "part", "{{$main}}{{/main}}");
        sample_add(one, "outer", "{{<base}}{{$title}}{{$side}}{{/side}}{{/title}}{{/base}}");
        sample_add(one, "page", rows[i].template);
        sample_fails(one, "page", rows[i].told);
        sample_tear_down(&one);
    }
}

/* Dynamic data do without a layout or block that is not there, as the specification says. */
static void data_do_without(void **state)
{
    struct sample *sample = *state;
    sample_add(sample, "base", "{{$a}}a{{/a}}");
    sample_add(sample, "page", "{{<base}} text {{$b}}b{{/b}}{{/base}}{{<none}}{{/none}}");
    sample_renders_data(sample, "page", "{}", "a");
}

static void fillings_are_bounded(void **state)
{
    struct sample *sample = *state;
    struct buf text = {0};
    buf_add_string(&text, "{{<base}}");
    for (int i = 0; i < 300; i++)
        buf_printf(&text, "{{$b%d}}{{/b%d}}", i, i);
    buf_add_string(&text, "{{/base}}");
    sample_add(sample, "base", "{{#seats}}{{>*capacity}}{{/seats}}");
    sample_add(sample, "chair", "");
    sample_add(sample, "member", "");
    sample_add(sample, "page", buf_str(&text).ptr);
    sample_fails(sample, "page",
                 "page:1:1 template-limit: more than 256 blocks are filled at one time\n");
    buf_free(&text);
}

/* Each block is filled with the next one twice: 2 to the power of 60 would never be bound. */
static void doubling_blocks_are_stopped(void **state)
{
    struct sample *sample = *state;
    struct buf text = {0};
    for (int i = 0; i < 60; i++)
        buf_printf(&text, "{{<l%d}}{{$b%d}}{{$b%d}}{{/b%d}}{{$b%d}}{{/b%d}}{{/b%d}}{{/l%d}}", i, i,
                   i + 1, i + 1, i + 1, i + 1, i, i);
    for (int i = 0; i < 60; i++)
        sample_add(sample, arena_printf(sample->arena, "l%d", i),
                   arena_printf(sample->arena,
                                "{{<l%d}}{{$b%d}}{{$b%d}}{{/b%d}}{{$b%d}}{{/b%d}}{{/b%d}}"
                                "{{/l%d}}{{$b%d}}{{/b%d}}",
                                i + 1, i + 1, i, i, i, i, i + 1, i + 1, i, i));
    sample_add(sample, "l60", "{{$b60}}x{{/b60}}");
    sample_add(sample, "page", "{{>l0}}");
    static const struct shape *const context[] = {&sample_trust, &sample_body};
    struct buf out = {0};
    const void *const objects[] = {sample_trust_object, sample_board_object};
    const struct program *program =
        template_compile(sample->set, STR("page"), context, 2, (struct mark){0});
    if (program)
        template_render(program, objects, NULL, &out, sample->diag);
    assert_true(out.len < 1000000);
    buf_free(&out);
    buf_free(&text);
}

#define WITH_SAMPLE(test) cmocka_unit_test_setup_teardown(test, sample_set_up, sample_tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_SAMPLE(unfilled_blocks_show_their_own),
        WITH_SAMPLE(filled_blocks_know_the_place_where_they_are_put),
        WITH_SAMPLE(outermost_filling_wins),
        WITH_SAMPLE(blocks_in_fillings_are_blocks),
        WITH_SAMPLE(fillings_keep_to_their_call),
        WITH_SAMPLE(layout_may_call_itself_in_a_section),
        WITH_SAMPLE(layout_called_by_a_choice),
        WITH_SAMPLE(layout_called_by_name_in_data),
        WITH_SAMPLE(lines_are_put_where_the_block_is),
        WITH_SAMPLE(inline_fillings_are_not_indented),
        cmocka_unit_test(errors_of_fillings),
        WITH_SAMPLE(data_do_without),
        WITH_SAMPLE(fillings_are_bounded),
        WITH_SAMPLE(doubling_blocks_are_stopped),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
