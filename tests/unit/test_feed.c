/* test_feed.c: what outlives a trust for the feed of the site: the latest changes alone. */
#include "concordat/export/export.h"

#include "draft.h"

static const struct site *site_of(struct draft *draft)
{
    struct records *records = arena_alloc(draft->arena, sizeof *records);
    struct decoding decoding = {draft->arena, records, draft->diag};
    struct record *site = record_new(&decoding, type_of(TYPE_site), (struct mark){0}, NULL);
    bool empty;
    decode_into(&decoding, site,
                yaml_parse(draft->arena, "site.yaml", 1,
                           STR("title: S\nurl: https://example.org\n"), &empty, draft->diag));
    return (struct site *)site;
}

/* Meetings of which each is described at length, a day after the other. */
static void only_the_latest_changes_are_kept(void **state)
{
    enum { MANY = 1000, KEPT = 100, LONG = 2000 };
    struct buf yaml = {0};
    (void)state;
    buf_add_string(&yaml, "bodies: [{id: a, name: A, kind: board}]\nmeetings:\n");
    for (int i = 0; i < MANY; i++) {
        buf_printf(
            &yaml,
            "  - {id: m%d, body: a, title: M%d, date: %d-03-%02d, status: held, description: \"", i,
            i, 1000 + i / 28, i % 28 + 1);
        for (int k = 0; k < LONG; k++)
            buf_add_char(&yaml, 'x');
        buf_add_string(&yaml, "\"}\n");
    }
    buf_add_char(&yaml, '\0');
    struct draft *draft = draft_resolved(yaml.ptr);
    const struct records *edition = draft_edition(draft, audience_public, 20200101);
    const struct exporting exporting = {site_of(draft), NULL, audience_public};
    struct arena *arena = arena_new();
    struct export_summary summary =
        export_summary(arena, &exporting, edition->trust, NULL, 0, 20200101);
    assert_int_equal(summary.entry_count, KEPT);
    assert_int_equal(summary.entries[0].day, 10350320);
    assert_int_equal(summary.entries[0].summary.len, LONG);
    assert_true(arena_size(arena) < (size_t)MANY * LONG / 2);
    arena_free(arena);
    draft_free(draft);
    buf_free(&yaml);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(only_the_latest_changes_are_kept),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
