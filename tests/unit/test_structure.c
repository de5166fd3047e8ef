/* test_structure.c: what the drawings of a trust show, and that no link is lost on the way. */
#include "concordat/plan/plan.h"

#include "draft.h"

static const struct str labels[PAGE_KIND_COUNT] = {
    [PAGE_OVERVIEW] = {"Overview", 8}, [PAGE_STRUCTURE] = {"Structure", 9},
    [PAGE_MEMBERS] = {"Members", 7},   [PAGE_ORGANISATIONS] = {"Partners", 8},
    [PAGE_TIMELINE] = {"Timeline", 8}, [PAGE_GLOSSARY] = {"Glossary", 8},
};

/* Every choice is called by its own name. */
static const struct words *words_of(struct draft *draft)
{
    struct words *words = arena_alloc(draft->arena, sizeof *words);
    for (int list = 0; list < CHOICES_COUNT; list++) {
        const struct choices *choices = choices_of(list);
        struct str *names = arena_array(draft->arena, choices->count, sizeof *names);
        for (size_t i = 0; i < choices->count; i++)
            names[i] = str_of(choices->values[i].name);
        words->labels[list] = names;
    }
    return words;
}

/* The drawing on the page at `address` of a trust; NULL where there is none. */
static const struct diagram_view *drawing_of(struct draft *draft, const char *address)
{
    static const struct site site;
    const struct records *edition = draft_edition(draft, audience_public, 20200101);
    struct page_plan plan =
        plan_trust(draft->arena, &site, edition->trust, labels, words_of(draft));
    for (size_t i = 0; i < plan.count; i++)
        if (str_ends(plan.pages[i].page->record.address, address))
            return (const struct diagram_view *)value_record(&plan.pages[i].page->diagram);
    fail_msg("there is no page at %s", address);
    return NULL;
}

static const char council[] =
    "name: T\n"
    "summary: S.\n"
    "standing: proposed\n"
    "organisations: [{id: pct, name: PCT, sector: health}, {id: idle, name: Idle, sector: "
    "health}]\n"
    "bodies:\n"
    "  - {id: board, name: Board, kind: board, standing: existing}\n"
    "  - {id: exec, name: Executive, kind: executive, standing: proposed,\n"
    "     links: [{kind: reports-to, target: board}, {kind: informs, target: exec}]}\n"
    "  - {id: panel, name: Panel, kind: advisory, standing: existing,\n"
    "     links: [{kind: advises, target: board}, {kind: informs, target: 'trust:t'}]}\n"
    "  - {id: lscb, name: LSCB, kind: safeguarding, related: yes, standing: existing,\n"
    "     links: [{kind: part-of, target: board, denied: yes},\n"
    "             {kind: accountable-to, target: 'organisation:pct'}]}\n"
    "  - {id: alone, name: Alone, kind: group, standing: existing}\n";

static struct draft *council_draft(void)
{
    return draft_resolved(council);
}

static const struct drawn_box *box_named(const struct diagram_view *view, const char *name)
{
    for (unsigned i = 0; i < view->boxes.count; i++) {
        const struct drawn_box *box = (const struct drawn_box *)view->boxes.items[i].as.record;
        if (str_is(record_title(value_record(&box->party)), name))
            return box;
    }
    fail_msg("%s is not in the drawing", name);
    return NULL;
}

static void every_link_is_drawn_or_told(void **state)
{
    struct draft *draft = council_draft();
    const struct diagram_view *view = drawing_of(draft, "structure/index.html");
    (void)state;
    assert_int_equal(view->lines.count, 5);
    assert_int_equal(view->not_drawn.count, 1); /* from the executive to itself */
    /* All bodies, the trust and the organisation that links name. */
    assert_int_equal(view->boxes.count, 7);
    draft_free(draft);
}

static void boxes_say_how_real_they_are(void **state)
{
    struct draft *draft = council_draft();
    const struct diagram_view *view = drawing_of(draft, "structure/index.html");
    const struct drawn_box *executive = box_named(view, "Executive");
    const struct drawn_text *words = (const struct drawn_text *)executive->texts.items[1].as.record;
    (void)state;
    assert_true(value_flag(&executive->tentative));
    assert_true(str_is(value_text(&words->text), "executive (proposed)"));
    assert_true(value_flag(&box_named(view, "LSCB")->outside));
    assert_true(value_flag(&box_named(view, "Board")->leads));
    assert_false(value_flag(&box_named(view, "Alone")->leads));
    draft_free(draft);
}

static void each_stands_by_what_it_has_to_do_with(void **state)
{
    struct draft *draft = council_draft();
    const struct diagram_view *view = drawing_of(draft, "structure/index.html");
    long x = value_number(&box_named(view, "Board")->x);
    long y = value_number(&box_named(view, "Board")->y);
    (void)state;
    assert_true(value_number(&box_named(view, "Executive")->y) > y);
    assert_true(value_number(&box_named(view, "Panel")->x) < x);
    assert_int_equal(value_number(&box_named(view, "Panel")->y), y);
    assert_true(value_number(&box_named(view, "LSCB")->x) > x);
    draft_free(draft);
}

static void a_denied_link_is_struck_out(void **state)
{
    struct draft *draft = council_draft();
    const struct diagram_view *view = drawing_of(draft, "structure/index.html");
    unsigned struck = 0;
    (void)state;
    for (unsigned i = 0; i < view->lines.count; i++) {
        const struct drawn_line *line = (const struct drawn_line *)view->lines.items[i].as.record;
        const struct link *link = (const struct link *)value_record(&line->link);
        assert_int_equal(value_is_given(&line->cross), value_flag(&link->denied));
        struck += value_is_given(&line->cross);
    }
    assert_int_equal(struck, 1);
    draft_free(draft);
}

static void the_overview_shows_the_tree(void **state)
{
    struct draft *draft = council_draft();
    const struct diagram_view *view = drawing_of(draft, "t/index.html");
    (void)state;
    assert_int_equal(view->boxes.count, 4);
    assert_int_equal(view->lines.count, 2);
    draft_free(draft);
}

static void a_body_shows_its_neighbours(void **state)
{
    struct draft *draft = council_draft();
    const struct diagram_view *view = drawing_of(draft, "panel/index.html");
    (void)state;
    assert_int_equal(view->boxes.count, 3);
    assert_int_equal(view->lines.count, 2);
    assert_true(value_flag(&box_named(view, "Panel")->here));
    assert_null(drawing_of(draft, "alone/index.html"));
    draft_free(draft);
}

static void more_than_can_be_read_is_not_drawn(void **state)
{
    struct buf yaml = {0};
    (void)state;
    buf_add_string(&yaml, "name: T\nsummary: S.\nbodies:\n- {id: b0, name: B, kind: board}\n");
    for (int i = 1; i < 200; i++)
        buf_printf(&yaml,
                   "- {id: b%d, name: B, kind: board, links: [{kind: reports-to, target: b0}]}\n",
                   i);
    struct draft *draft = draft_resolved(yaml.ptr);
    assert_null(drawing_of(draft, "structure/index.html"));
    assert_null(drawing_of(draft, "b0/index.html"));
    assert_non_null(drawing_of(draft, "b1/index.html"));
    draft_free(draft);
    buf_free(&yaml);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_link_is_drawn_or_told),
        cmocka_unit_test(boxes_say_how_real_they_are),
        cmocka_unit_test(each_stands_by_what_it_has_to_do_with),
        cmocka_unit_test(a_denied_link_is_struck_out),
        cmocka_unit_test(the_overview_shows_the_tree),
        cmocka_unit_test(a_body_shows_its_neighbours),
        cmocka_unit_test(more_than_can_be_read_is_not_drawn),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
