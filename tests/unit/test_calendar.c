/* test_calendar.c: what a calendar says of a meeting is the text that its author wrote. */
#include "concordat/export/export.h"

#include "draft.h"

/* Keeps the calendar. */
static void keep(void *context, struct str address, struct str bytes)
{
    if (str_ends(address, ".ics"))
        buf_add(context, bytes);
}

static void line_breaks_of_every_sort_part_words(void **state)
{
    struct draft *draft = draft_resolved(
        "name: T\nbodies: [{id: a, name: A, kind: board}]\nmeetings: [{id: m, body: a, title: M, "
        "date: 2020-03-04, status: held, venue: \"one\\rtwo\\tthree, four\"}]\n");
    const struct records *edition = draft_edition(draft, audience_public, 20200101);
    const struct site site = {0};
    const struct exporting exporting = {&site, NULL, audience_public};
    struct buf calendar = {0};
    (void)state;
    export_trust(&exporting, edition->trust, &(struct export_sink){keep, &calendar});
    assert_non_null(strstr(calendar.ptr, "\r\nLOCATION:one\\ntwo three\\, four\r\n"));
    buf_free(&calendar);
    draft_free(draft);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(line_breaks_of_every_sort_part_words),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
