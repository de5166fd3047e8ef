/* test_data.c: which files of open data a trust has, and which columns the tables get from the
 * schema.
 *
 * Layer: tests. Uses: data. */
#include "concordat/schema/data.h"

#include "draft.h"

#include "concordat/check/check.h"
#include "concordat/derive/derive.h"

#include <string.h>

/* The columns of a table, as "name=form, ...". */
static const char *columns_of(struct arena *arena, enum data_file file)
{
    size_t count;
    struct buf words = {0};
    const struct choices *forms = choices_of(CHOICES_data_form);
    const struct data_column_row *columns = data_columns(arena, file, &count);
    for (size_t i = 0; i < count; i++)
        buf_printf(&words, "%s%s=%s", i > 0 ? ", " : "", columns[i].name,
                   forms->values[columns[i].form].name);
    const char *kept = arena_copy(arena, buf_str(&words)).ptr;
    buf_free(&words);
    return kept;
}

static void a_column_follows_from_each_field(void **state)
{
    struct arena *arena = arena_new();
    (void)state;
    const char *outcomes = columns_of(arena, data_file_outcomes);
    assert_non_null(strstr(outcomes, "id=id, standing=value, sources=value, "));
    assert_non_null(strstr(outcomes, "from=value, from_earliest=earliest, from_latest=latest, "));
    assert_non_null(strstr(outcomes, "plan_id=ids, plan=value, ecm=value, answers_ids=ids, "
                                     "answers_types=types, answers=value, description=value"));
    assert_non_null(strstr(outcomes, ", url=page"));
    assert_null(strstr(outcomes, "priorities")); /* what names it is told by the other table */
    assert_null(strstr(outcomes, "own_actions"));
    assert_string_equal(columns_of(arena, data_file_figures),
                        "indicator_id=owner-id, indicator=owner, role=role, value=value, "
                        "missing=value, period=value, date=value, date_earliest=earliest, "
                        "date_latest=latest, measures=value, unit=value, percent=value, "
                        "nature=value, status=value, as_printed=value, note=value, sources=value");
    arena_free(arena);
}

static void every_column_of_every_table_has_a_sentence(void **state)
{
    struct arena *arena = arena_new();
    (void)state;
    for (int file = 0; file < DATA_FILES; file++) {
        size_t count = 0;
        if (data_file_row((enum data_file)file)->type == TYPE_COUNT)
            continue;
        const struct data_column_row *columns = data_columns(arena, (enum data_file)file, &count);
        assert_true(count > 3);
        for (size_t i = 0; i < count; i++)
            assert_true(columns[i].doc[0] != '\0');
    }
    arena_free(arena);
}

/* The names of the files that a trust has. */
static const char *files_of(const char *yaml)
{
    static char names[400];
    struct draft *draft = draft_new();
    struct buf words = {0};
    draft_read(draft, "t.yaml", yaml);
    decode_place(&draft->decoding);
    check_references(draft->arena, &draft->records, draft->diag);
    draft_tells(draft, "");
    struct records *edition = filter_records(draft->arena, &draft->records, audience_public);
    derive_records(draft->arena, edition, 20200101);
    for (int file = 0; file < DATA_FILES; file++)
        if (data_is_wanted((enum data_file)file, edition->trust))
            buf_printf(&words, "%s ", data_file_row((enum data_file)file)->name);
    assert_true(words.len < sizeof names);
    memcpy(names, words.ptr, words.len + 1);
    buf_free(&words);
    draft_free(draft);
    return names;
}

static void what_is_empty_makes_no_file(void **state)
{
    (void)state;
    assert_string_equal(files_of("name: T\narea: A\nas_of: 2020\nsummary: S.\n"), "trust.json ");
    assert_string_equal(
        files_of("name: T\nbodies: [{id: b, name: B, kind: board, standing: existing, seats: "
                 "[{capacity: member, vacant: yes}]}]\n"),
        "trust.json popolo.json bodies.csv seats.csv structure.dot csv-metadata.json ");
    assert_string_equal(
        files_of("name: T\nbodies: [{id: b, name: B, kind: board, standing: existing}]\n"
                 "meetings: [{id: m, body: b, title: M, date: 2020-05, status: held}]\n"),
        "trust.json popolo.json bodies.csv meetings.csv structure.dot csv-metadata.json ");
    assert_string_equal(
        files_of("name: T\nbodies: [{id: b, name: B, kind: board, standing: existing}]\n"
                 "meetings: [{id: m, body: b, title: M, date: 2020-05-04, status: held, audience: "
                 "members}, {id: n, body: b, title: N, date: 2020-05-04, status: held}]\n"),
        "trust.json popolo.json bodies.csv meetings.csv meetings.ics structure.dot "
        "csv-metadata.json ");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_column_follows_from_each_field),
        cmocka_unit_test(every_column_of_every_table_has_a_sentence),
        cmocka_unit_test(what_is_empty_makes_no_file),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
