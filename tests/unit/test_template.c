/* test_template.c: what typed templates make of records: names, sections, lists, choices, states,
 * partials. */
#include "template_sample.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

/* A template and what the board of the trust makes of it. */
struct row {
    const char *template;
    const char *expected;
};

static void check(const struct row *rows, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        void *state;
        sample_set_up(&state);
        sample_page(state, rows[i].template, rows[i].expected);
        sample_tear_down(&state);
    }
}

#define CHECK(rows) check(rows, sizeof(rows) / sizeof *(rows))

static void prints_fields(void **state)
{
    static const struct row rows[] = {
        {"", ""},
        {"no tags: { } {x}", "no tags: { } {x}"},
        {"{{name}}", "Board &lt;1&gt;"},
        {"{{ name }}", "Board &lt;1&gt;"},
        {"{{&purpose}}", "<p>To lead.</p>"},
        {"{{{purpose}}}", "<p>To lead.</p>"},
        {"{{purpose}}", "<p>To lead.</p>"},
        {"{{founded}} {{founded.iso}}", "04-01/2006 2006-04-01"},
        {"[{{quorum}}]", "[]"},
    };
    (void)state;
    CHECK(rows);
}

static void reaches_outer_records_by_type(void **state)
{
    static const struct row rows[] = {
        {"{{trust.name}}", "Example"},
        {"{{trust.summary}}", "<em>All</em>"},
        {"[{{trust.secret}}]", "[]"},
        {"{{body.name}}", "Board &lt;1&gt;"},
        {"{{#seats}}{{body.name}}/{{name}}/{{seat.name}} {{/seats}}",
         "Board &lt;1&gt;/Chair/Chair Board &lt;1&gt;/Member/Member "},
        {"{{#trust}}{{name}}{{/trust}}", "Example"},
        {"{{#trust.bodies}}{{name}}{{/trust.bodies}}", "Board &lt;1&gt;"},
        {"{{^trust}}never{{/trust}}", ""},
        /* a body inside a body is the one that `body` names, and the outer one comes back */
        {"{{#children}}{{body.name}} {{/children}}{{body.name}}", "Team Forum Board &lt;1&gt;"},
    };
    (void)state;
    CHECK(rows);
}

static void follows_paths(void **state)
{
    static const struct row rows[] = {
        {"{{#seats}}[{{holder.name}}]{{/seats}}", "[A. Hunter &amp; Son][]"},
        {"{{#seats}}{{#holder.email}}<{{.}}>{{/holder.email}}{{/seats}}", "<a@example.org>"},
        {"{{#seats}}{{^holder.email}}none{{/holder.email}}{{/seats}}", "none"},
        {"{{#seats}}{{#holder.seats}}{{name}}{{/holder.seats}}{{/seats}}", "Chair"},
        {"{{#seats}}{{seat.holder.name}};{{/seats}}", "A. Hunter &amp; Son;;"},
        {"{{#seats}}{{holder.seats.count}};{{/seats}}", "1;0;"},
    };
    (void)state;
    CHECK(rows);
}

static void repeats_lists(void **state)
{
    static const struct row rows[] = {
        {"{{#seats}}{{name}},{{/seats}}", "Chair,Member,"},
        {"{{^seats}}none{{/seats}}", ""},
        {"{{#children}}{{^seats}}{{name}} {{/seats}}{{/children}}", "Team Forum "},
        {"{{seats.count}} {{#seats.any}}some{{/seats.any}}{{^seats.any}}none{{/seats.any}}",
         "2 some"},
        {"{{#seats.long}}long{{/seats.long}}{{^seats.long}}short{{/seats.long}}", "short"},
        {"{{#aliases}}{{.}}{{^last}}, {{/last}}{{/aliases}}", "The B, B&amp;B"},
        {"{{#children}}{{position}}{{#first}}f{{/first}}{{#last}}l{{/last}} {{/children}}",
         "1f 2l "},
        /* a record's own field hides the loop's name */
        {"{{#seats}}{{first}} {{/seats}}", "one two "},
        {"{{#dates}}{{.}}={{.iso}} {{/dates}}", "01-02/2007=2007-01-02 03-04/2008=2008-03-04 "},
        /* the position is that of the innermost list, also behind an inner one and in fields */
        {"{{#children}}{{#children}}{{position}}{{/children}}{{position}}{{#name}}{{position}}"
         "{{/name}} {{/children}}",
         "111 22 "},
    };
    (void)state;
    CHECK(rows);
}

static void enters_fields(void **state)
{
    static const struct row rows[] = {
        {"{{#name}}<{{.}}>{{/name}}", "<Board &lt;1&gt;>"},
        {"{{#purpose}}{{.}}{{{.}}}{{/purpose}}", "<p>To lead.</p><p>To lead.</p>"},
        {"{{#purpose}}{{name}}{{/purpose}}", "Board &lt;1&gt;"},
        {"{{#quorum}}x{{/quorum}}{{^quorum}}no quorum{{/quorum}}", "no quorum"},
        {"{{#statutory}}by law: {{name}}{{/statutory}}", "by law: Board &lt;1&gt;"},
        {"{{#seats}}{{#vacant}}vacant{{/vacant}}{{^vacant}}held{{/vacant}} {{/seats}}",
         "held vacant "},
        /* where sources differ, a section tells all and printing takes the first */
        {"{{#seats}}{{phone}}:{{#phone}} {{.}}{{/phone}};{{/seats}}", "100: 100 200;:;"},
        /* the current item of the outer field comes back */
        {"{{#name}}{{#founded}}{{.}}{{/founded}} {{.}}{{/name}}", "04-01/2006 Board &lt;1&gt;"},
    };
    (void)state;
    CHECK(rows);
}

static void tells_remarks(void **state)
{
    static const struct row rows[] = {
        {"{{#purpose}}{{value.note}}{{/purpose}}", "as printed"},
        {"{{#name}}[{{value.note}}]{{/name}}", "[]"},
        {"{{#name}}{{#value.note}}never{{/value.note}}{{/name}}", ""},
        {"{{#name}}{{^value}}no remarks{{/value}}{{/name}}", "no remarks"},
        {"{{#seats}}{{#holder}}{{name}}: {{value.note}}{{/holder}}{{/seats}}",
         "A. Hunter &amp; Son: as printed"},
        {"{{#seats}}{{#phone}}{{.}}{{#value.note}} {{.}}{{/value.note}} {{/phone}}{{/seats}}",
         "100 200 of the letter "},
        {"{{#purpose}}{{#founded}}[{{value.note}}]{{/founded}}{{value.note}}{{/purpose}}",
         "[]as printed"},
    };
    (void)state;
    CHECK(rows);
}

static void asks_choices_and_states(void **state)
{
    static const struct row rows[] = {
        {"{{#seats}}{{#capacity.chair}}C{{/capacity.chair}}{{^capacity.chair}}-{{/capacity.chair}}"
         "{{/seats}}",
         "C-"},
        {"{{#seats}}{{capacity}} {{/seats}}", "chair member "},
        {"{{#quorum.not_stated}}not stated{{/quorum.not_stated}}", "not stated"},
        {"{{^quorum.given}}not given{{/quorum.given}}", "not given"},
        {"{{#founded.given}}given{{/founded.given}}", "given"},
        /* once, however many values there are */
        {"{{#seats}}{{#phone.any}}[{{#phone}}{{.}} {{/phone}}]{{/phone.any}}{{/seats}}",
         "[100 200 ]"},
        {"{{#quorum.any}}a quorum{{/quorum.any}}{{^quorum.any}}none{{/quorum.any}}", "none"},
        {"{{#seats.given}}given{{/seats.given}}", "given"},
    };
    (void)state;
    CHECK(rows);
}

static void calls_partials(void **state)
{
    struct sample *sample = *state;
    sample_add(sample, "row", "<{{name}}>");
    sample_page(sample, "{{>row}}{{#seats}}{{>row}}{{#holder}}{{> row }}{{/holder}}{{/seats}}",
                "<Board &lt;1&gt;><Chair><A. Hunter &amp; Son><Member>");
}

static void partial_may_call_itself_in_a_section(void **state)
{
    struct sample *sample = *state;
    sample_add(sample, "tree", "<li>{{name}}{{#children}}{{>tree}}{{/children}}</li>");
    sample_page(sample, "{{#children}}{{>tree}}{{/children}}",
                "<li>Team<li>Sub-group</li></li><li>Forum</li>");
}

static void partial_knows_what_its_place_knows(void **state)
{
    struct sample *sample = *state;
    sample_add(sample, "dot", "{{.}}{{^last}};{{/last}}{{trust.name}}");
    sample_page(sample, "{{#aliases}}{{>dot}}{{/aliases}}", "The B;ExampleB&amp;BExample");
}

static void calls_a_partial_for_a_choice(void **state)
{
    struct sample *sample = *state;
    sample_add(sample, "chair", "*{{name}}*");
    sample_add(sample, "member", "{{name}}");
    sample_add(sample, "as-chair", "<b>");
    sample_add(sample, "as-member", "<i>");
    sample_page(
        sample,
        "{{#seats}}{{>*capacity}}{{>as-* capacity }}{{#capacity}}{{>as-*.}}{{/capacity}}{{/seats}}",
        "*Chair*<b><b>Member<i><i>");
}

static void reads_dynamic_data_inside_records(void **state)
{
    static const struct row rows[] = {
        {"{{extra.colour}} {{{extra.colour}}}", "&lt;red&gt; <red>"},
        {"{{#extra}}{{colour}}{{missing}}{{body.name}}{{/extra}}", "&lt;red&gt;Board &lt;1&gt;"},
        {"{{#extra.colour}}{{.}}{{/extra.colour}}{{^extra.size}}no size{{/extra.size}}",
         "&lt;red&gt;no size"},
        {"{{#extra}}{{#body}}{{#seats}}{{name}} {{/seats}}{{/body}}{{/extra}}", "Chair Member "},
    };
    (void)state;
    CHECK(rows);
}

static void indents_standalone_partials(void **state)
{
    struct sample *sample = *state;
    sample_add(sample, "lines",
               "<ul>\n{{#seats}}\n  <li>{{name}}\n{{/seats}}\n\n{{trust.name}}\n</ul>\n");
    sample_add(sample, "outer", "<div>\n  {{>lines}}\n</div>\n[{{>lines}}]");
    sample_page(sample, "\t{{>outer}}\n.",
                "\t<div>\n"
                "\t  <ul>\n\t    <li>Chair\n\t    <li>Member\n\n\t  Example\n\t  </ul>\n"
                "\t</div>\n"
                "\t[<ul>\n  <li>Chair\n  <li>Member\n\nExample\n</ul>\n].");
}

static void values_are_not_indented(void **state)
{
    struct sample *sample = *state;
    sample_add(sample, "pre", "{{x}}\n");
    sample_add(sample, "page", "  {{>pre}}\n");
    sample_renders_data(sample, "page", "{\"x\": \"a\\nb\"}", "  a\nb\n");
}

static void appends_to_what_is_there(void **state)
{
    struct sample *sample = *state;
    static const struct shape *const context[] = {&sample_trust};
    struct buf out = {0};
    sample_add(sample, "page", "{{name}}");
    const struct program *program =
        template_compile(sample->set, STR("page"), context, 1, (struct mark){0});
    buf_add_string(&out, "before ");
    assert_true(template_render(program, &sample_trust_object, NULL, &out, sample->diag));
    assert_true(template_render(program, &sample_trust_object, NULL, &out, sample->diag));
    assert_string_equal(out.ptr, "before ExampleExample");
    buf_free(&out);
}

/* Data that contain themselves end with an error at the tag that calls. */
static void endless_data_end(void **state)
{
    struct sample *sample = *state;
    static const struct str keys[] = {{"again", 5}};
    const struct data *items[1];
    const struct data endless = {.kind = DATA_MAP, .count = 1, .keys = keys, .items = items};
    static const struct shape *const context[] = {&shape_dynamic};
    const void *const objects[] = {&endless};
    struct buf out = {0};
    items[0] = &endless;
    sample_add(sample, "page", "x\n{{#again}} {{>page}}{{/again}}");
    const struct program *program =
        template_compile(sample->set, STR("page"), context, 1, (struct mark){0});
    assert_non_null(program);
    assert_false(template_render(program, objects, NULL, &out, sample->diag));
    sample_told(sample, "page:2:12 endless-recursion: templates call one another more than 256 "
                        "deep here (do the data contain themselves?)\n");
    buf_free(&out);
}

/* What would take for ever is stopped: each of 40 templates calls the next one twice. */
static void growth_ends(void **state)
{
    struct sample *sample = *state;
    static const struct shape *const context[] = {&sample_trust};
    struct buf out = {0};
    for (int i = 0; i < 40; i++) {
        const char *name = arena_printf(sample->arena, "t%d", i);
        sample_add(sample, name, arena_printf(sample->arena, "{{>t%d}}{{>t%d}}", i + 1, i + 1));
    }
    sample_add(sample, "t40", "");
    const struct program *program =
        template_compile(sample->set, STR("t0"), context, 1, (struct mark){0});
    assert_non_null(program);
    assert_false(template_render(program, &sample_trust_object, NULL, &out, sample->diag));
    assert_true(diag_has_errors(sample->diag));
    buf_free(&out);
}

#define WITH_SAMPLE(test) cmocka_unit_test_setup_teardown(test, sample_set_up, sample_tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(prints_fields),
        cmocka_unit_test(reaches_outer_records_by_type),
        cmocka_unit_test(follows_paths),
        cmocka_unit_test(repeats_lists),
        cmocka_unit_test(enters_fields),
        cmocka_unit_test(tells_remarks),
        cmocka_unit_test(asks_choices_and_states),
        cmocka_unit_test(reads_dynamic_data_inside_records),
        WITH_SAMPLE(calls_partials),
        WITH_SAMPLE(partial_may_call_itself_in_a_section),
        WITH_SAMPLE(partial_knows_what_its_place_knows),
        WITH_SAMPLE(calls_a_partial_for_a_choice),
        WITH_SAMPLE(indents_standalone_partials),
        WITH_SAMPLE(values_are_not_indented),
        WITH_SAMPLE(appends_to_what_is_there),
        WITH_SAMPLE(endless_data_end),
        WITH_SAMPLE(growth_ends),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
