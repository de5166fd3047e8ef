/* test_schema.c: the tables made from records.def agree with one another and with the structs. */
#include "concordat/schema/pages.h"
#include "concordat/schema/schema.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* A sentence begins with a capital, ends with a full stop, and says more than the stop. */
static void assert_sentence(const char *sentence, const char *of)
{
    size_t len = sentence ? strlen(sentence) : 0;
    if (len < 5 || sentence[0] < 'A' || sentence[0] > 'Z' || sentence[len - 1] != '.' ||
        strstr(sentence, "  "))
        fail_msg("%s has no sentence: '%s'", of, sentence ? sentence : "");
}

static void everything_has_a_sentence(void **state)
{
    (void)state;
    for (int t = 0; t < TYPE_COUNT; t++) {
        const struct type *type = type_of((enum type_id)t);
        assert_sentence(type->doc, type->name);
        for (size_t f = 0; f < type->field_count; f++)
            assert_sentence(type->fields[f].doc, type->fields[f].name);
    }
    for (int c = 0; c < CHOICES_COUNT; c++) {
        assert_sentence(choices_of(c)->doc, choices_of(c)->name);
        for (size_t v = 0; v < choices_of(c)->count; v++)
            assert_sentence(choices_of(c)->values[v].doc, choices_of(c)->values[v].name);
    }
}

static void names_are_unique(void **state)
{
    (void)state;
    for (int t = 0; t < TYPE_AND_UNION_COUNT; t++)
        for (int other = 0; other < t; other++)
            assert_string_not_equal(target_name(t), target_name(other));
    for (int t = 0; t < TYPE_COUNT; t++) {
        const struct type *type = type_of((enum type_id)t);
        for (size_t f = 0; f < type->field_count; f++)
            assert_ptr_equal(type_field(type, str_of(type->fields[f].name)), &type->fields[f]);
        assert_null(type_field(type, STR("id"))); /* every record has one without a row */
    }
    for (int c = 0; c < CHOICES_COUNT; c++)
        for (size_t v = 0; v < choices_of(c)->count; v++)
            for (size_t other = 0; other < v; other++)
                assert_string_not_equal(choices_of(c)->values[v].name,
                                        choices_of(c)->values[other].name);
}

/* "none" and "not stated" are states of any field, so no choice may be called so. */
static void no_choice_is_called_like_a_state(void **state)
{
    (void)state;
    for (int c = 0; c < CHOICES_COUNT; c++)
        for (size_t v = 0; v < choices_of(c)->count; v++) {
            assert_string_not_equal(choices_of(c)->values[v].name, "none");
            assert_string_not_equal(choices_of(c)->values[v].name, "not stated");
        }
}

static void a_field_stands_in_its_struct(void **state)
{
    (void)state;
    struct seat seat = {.record.type = type_of(TYPE_seat)};
    const struct type *type = seat.record.type;
    assert_ptr_equal(record_value(&seat.record, type_field(type, STR("holders"))), &seat.holders);
    assert_ptr_equal(record_value(&seat.record, &type->fields[0]), &seat.standing);
    assert_ptr_equal(record_value_const(&seat.record, &type->fields[type->field_count - 1]),
                     &seat.as_printed);
}

/* Each value lies within the struct, and no two overlap. */
static void fields_do_not_overlap(void **state)
{
    (void)state;
    for (int t = 0; t < TYPE_COUNT; t++) {
        const struct type *type = type_of((enum type_id)t);
        size_t end = sizeof(struct record);
        assert_int_equal(type->id, t);
        for (size_t f = 0; f < type->field_count; f++) {
            assert_true(type->fields[f].offset >= end);
            end = type->fields[f].offset + sizeof(struct value);
        }
        assert_true(end <= type->size);
    }
}

/* The head is found by its place, so its rows must be the first ones, in this order. */
static void heads_come_first(void **state)
{
    static const char *const names[HEAD_FIELDS] = {"standing", "sources", "inferred", "note",
                                                   "audience", "from",    "to",       "timing"};
    (void)state;
    for (int t = 0; t < TYPE_COUNT; t++) {
        const struct type *type = type_of((enum type_id)t);
        struct record *record = must_alloc(type->size);
        memset(record, 0, type->size);
        record->type = type;
        bool has_head = true; /* a view may have a field of such a name, but not all of them */
        for (int h = 0; h < HEAD_FIELDS; h++)
            has_head = has_head && type_field(type, str_of(names[h]));
        for (int h = 0; h < HEAD_FIELDS; h++) {
            struct value *value = record_head(record, (enum head_field)h);
            assert_ptr_equal(value, record_head_const(record, (enum head_field)h));
            assert_int_equal(value != NULL, has_head);
            if (value)
                assert_ptr_equal(value, record_value(record, type_field(type, str_of(names[h]))));
        }
        free(record);
    }
}

static void inverses_name_a_field_back(void **state)
{
    (void)state;
    for (int t = 0; t < TYPE_COUNT; t++) {
        const struct type *type = type_of((enum type_id)t);
        for (size_t f = 0; f < type->field_count; f++) {
            const struct field *field = &type->fields[f];
            size_t count;
            const enum type_id *meant;
            bool found = false;
            if (field->kind != KIND_INVERSE) {
                assert_null(field->back);
                continue;
            }
            const struct field *back =
                type_field(type_of((enum type_id)field->target), str_of(field->back));
            assert_non_null(back);
            assert_int_equal(back->kind, KIND_REFERENCE);
            meant = target_types(back->target, &count);
            for (size_t i = 0; i < count; i++)
                found = found || meant[i] == type->id;
            assert_true(found);
        }
    }
}

static void targets_fit_their_kinds(void **state)
{
    (void)state;
    for (int t = 0; t < TYPE_COUNT; t++) {
        const struct type *type = type_of((enum type_id)t);
        for (size_t f = 0; f < type->field_count; f++) {
            const struct field *field = &type->fields[f];
            switch (field->kind) {
            case KIND_CHOICE:
                assert_in_range(field->target, 0, CHOICES_COUNT - 1);
                break;
            case KIND_REFERENCE:
                assert_in_range(field->target, 0, TYPE_AND_UNION_COUNT - 1);
                break;
            case KIND_PART: /* what is written is of one type, what the program makes of several */
                assert_in_range(field->target, 0,
                                (field_is_written(field) ? TYPE_COUNT : TYPE_AND_UNION_COUNT) - 1);
                break;
            case KIND_INVERSE:
                assert_in_range(field->target, 0, TYPE_COUNT - 1);
                break;
            default:
                assert_int_equal(field->target, -1);
            }
        }
    }
}

/* What is written alone in the place of a part is its first field, which needs to be one that a
 * scalar can fill. */
static void parts_can_be_written_short(void **state)
{
    (void)state;
    for (int t = 0; t < TYPE_COUNT; t++) {
        const struct type *type = type_of((enum type_id)t);
        if ((type->role != ROLE_PART && type->role != ROLE_DIRECTIVE) || type->id == TYPE_remark)
            continue;
        assert_true(field_is_written(&type->fields[0]));
        assert_true(type->fields[0].kind < KIND_PART);
        assert_false(type->fields[0].many);
    }
}

/* What the program makes of pages that are searched themselves is not found a second time. */
static void what_is_made_of_other_pages_is_mapped_and_not_searched(void **state)
{
    (void)state;
    assert_int_equal(page_reach(PAGE_MEETING), REACH_SEARCHED);
    assert_int_equal(page_reach(PAGE_NOT_FOUND), REACH_UNLISTED);
#define MADE_PAGE(kind, name, type, list, folder, above)                                           \
    assert_int_equal(page_reach(PAGE_##kind), REACH_MAPPED);
#include "concordat/schema/pages.def"
}

/* Whatever a page's text holds is to be shown. */
static void every_page_holds_directives(void **state)
{
    (void)state;
    for (int t = 0; t < TYPE_COUNT; t++) {
        const struct type *type = type_of((enum type_id)t);
        const struct field *field = type_field(type, STR("directives"));
        if (type->role != ROLE_PAGE || type_is_of_site(type->id))
            continue; /* a directive is about a trust */
        assert_non_null(field);
        assert_int_equal(field->target, TYPE_directive);
    }
}

static void the_program_makes_what_authors_may_not_write(void **state)
{
    static const struct {
        enum type_id type;
        const char *field;
        bool written;
    } cases[] = {
        {TYPE_seat, "holders", true}, {TYPE_seat, "trust", false},
        {TYPE_seat, "timing", false}, {TYPE_body, "seats", true},
        {TYPE_body, "url", false},    {TYPE_trust, "bodies", true},
        {TYPE_trust, "pages", false}, {TYPE_directory, "trusts", false},
        {TYPE_person, "name", true},  {TYPE_narrative, "text", false},
        {TYPE_page, "title", false},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const struct field *field = type_field(type_of(cases[i].type), str_of(cases[i].field));
        assert_non_null(field);
        assert_int_equal(field_is_written(field), cases[i].written);
    }
}

static void unions_have_their_types(void **state)
{
    size_t count;
    const enum type_id *types = target_types(TYPE_party, &count);
    (void)state;
    assert_int_equal(count, 3);
    assert_int_equal(types[0], TYPE_body);
    assert_int_equal(types[2], TYPE_trust);
    assert_string_equal(target_name(TYPE_party), "party");
    types = target_types(TYPE_seat, &count);
    assert_int_equal(count, 1);
    assert_int_equal(types[0], TYPE_seat);
    assert_string_equal(target_name(TYPE_seat), "seat");
}

static void types_are_found_by_name(void **state)
{
    (void)state;
    assert_ptr_equal(type_named(STR("seat")), type_of(TYPE_seat));
    assert_ptr_equal(type_named(STR("site")), type_of(TYPE_site));
    assert_ptr_equal(type_named(STR("annual_summary")), type_of(TYPE_annual_summary));
    assert_ptr_equal(type_named(STR("annual-summary")), type_of(TYPE_annual_summary));
    assert_null(type_named(STR("annual summary")));
    assert_null(type_named(STR("se-t")));
    assert_null(type_named(STR("crumb"))); /* a view */
    assert_null(type_named(STR("party"))); /* a union */
    assert_null(type_named(STR("sea")));
    assert_null(type_named(STR("")));
}

static void a_record_is_called_by_its_name(void **state)
{
    struct item item = {.text = STR("Trust Board")};
    struct body body = {.record = {.type = type_of(TYPE_body), .id = STR("board")}};
    struct seat seat = {.record = {.type = type_of(TYPE_seat), .id = STR("seat-1")}};
    struct term term = {.record = {.type = type_of(TYPE_term), .id = STR("pct")},
                        .term = {STATE_GIVEN, 1, &item, {0}}};
    (void)state;
    assert_true(str_is(record_title(&body.record), "board"));
    body.name = (struct value){STATE_NOT_STATED, 0, NULL, {0}};
    assert_true(str_is(record_title(&body.record), "board"));
    body.name = (struct value){STATE_GIVEN, 1, &item, {0}};
    assert_true(str_is(record_title(&body.record), "Trust Board"));
    assert_true(str_is(record_title(&seat.record), "seat-1"));
    assert_true(str_is(record_title(&term.record), "Trust Board"));
}

static void values_read_as_nothing_where_they_are_not_given(void **state)
{
    static const enum value_state states[] = {STATE_ABSENT, STATE_NOT_STATED, STATE_NONE,
                                              STATE_WITHHELD};
    struct item item = {.text = STR("x"), .as.number = 3};
    struct value given = {STATE_GIVEN, 1, &item, {0}};
    (void)state;
    for (size_t i = 0; i < sizeof states / sizeof *states; i++) {
        struct value value = {states[i], 0, NULL, {0}};
        assert_false(value_is_given(&value));
        assert_int_equal(value_text(&value).len, 0);
        assert_int_equal(value_number(&value), 0);
        assert_int_equal(value_choice(&value), -1);
        assert_false(value_flag(&value));
        assert_null(value_record(&value));
    }
    assert_true(value_is_given(&given));
    assert_true(str_is(value_text(&given), "x"));
    assert_int_equal(value_number(&given), 3);
    assert_int_equal(value_choice(&given), 3);
    assert_true(value_flag(&given));
}

static void ids_are_small_letters_digits_and_hyphens(void **state)
{
    static const char *const good[] = {"a", "pab", "2009", "trust-board", "a--b"};
    static const char *const bad[] = {"",    "-",        "a-",  "-a",          "Board", "a b",
                                      "a_b", "\xC3\xA9", "a.b", "trust/board", "a:b"};
    (void)state;
    for (size_t i = 0; i < sizeof good / sizeof *good; i++)
        assert_true(id_is_well_formed(str_of(good[i])));
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        assert_false(id_is_well_formed(str_of(bad[i])));
    char longest[LONGEST_ID + 1];
    memset(longest, 'a', sizeof longest);
    assert_true(id_is_well_formed((struct str){longest, LONGEST_ID}));
    assert_false(id_is_well_formed((struct str){longest, LONGEST_ID + 1}));
}

static void languages_are_tags(void **state)
{
    static const char *const good[] = {"en", "EN", "en-GB", "zh-Hant-TW", "de-1996", "cy-x-a"};
    static const char *const bad[] = {
        "",      "e",       "-en", "en-",          "en--GB", "en_GB",     "../en",
        "en/..", "en.yaml", "e1",  "en-123456789", "en GB",  "\xC3\xA9n", "englishes"};
    (void)state;
    for (size_t i = 0; i < sizeof good / sizeof *good; i++)
        assert_true(language_is_well_formed(str_of(good[i])));
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        assert_false(language_is_well_formed(str_of(bad[i])));
    char longest[LONGEST_LANGUAGE + 2];
    for (size_t i = 0; i < sizeof longest; i++)
        longest[i] = i % 2 == 0 && i > 0 ? '-' : 'a';
    memcpy(longest, "aa", 2);
    assert_true(language_is_well_formed((struct str){longest, LONGEST_LANGUAGE}));
    assert_false(language_is_well_formed((struct str){longest, LONGEST_LANGUAGE + 2}));
}

static void ids_are_made_of_words(void **state)
{
    static const char *const cases[][2] = {
        {"Trust Board", "trust-board"},
        {"  The  'PAB' ", "the-pab"},
        {"a_b", "a-b"},
        {"Young People's Forum", "young-peoples-forum"},
        {"Young People\xE2\x80\x99s Forum", "young-peoples-forum"},
        {"\xE2\x80\x98Our\xE2\x80\x99 D\xCA\xBC"
         "Arcy",
         "our-darcy"},
        {"\xC3\xA9t\xC3\xA9 \xC3\x85sa", "ete-asa"},
        {"\xE2\x82\xAC", ""},
        {"", ""},
        {"--", ""},
    };
    struct arena *arena = arena_new();
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_string_equal(id_of_words(arena, str_of(cases[i][0])).ptr, cases[i][1]);
    char words[200];
    memset(words, 'b', sizeof words);
    assert_true(id_is_well_formed(id_of_words(arena, (struct str){words, sizeof words})));
    arena_free(arena);
}

static void messages_show_the_beginning_of_a_text(void **state)
{
    char words[200];
    memset(words, 'b', sizeof words);
    (void)state;
    assert_true(str_is(text_shown(STR("short")), "short"));
    assert_true(str_is(text_shown(STR("first\nsecond")), "first"));
    assert_int_equal(text_shown((struct str){words, sizeof words}).len, 60);
    memcpy(words + 59, "\xC3\xA9", 2); /* a character is not cut */
    assert_int_equal(text_shown((struct str){words, sizeof words}).len, 59);
}

/* A record whose required reference is withheld is withheld itself, and what requires that one;
 * such a chain must end. */
static void required_references_make_no_circle(void **state)
{
    bool reaches[TYPE_COUNT][TYPE_COUNT] = {{false}};
    (void)state;
    for (int t = 0; t < TYPE_COUNT; t++) {
        const struct type *type = type_of((enum type_id)t);
        for (size_t f = 0; f < type->field_count; f++) {
            size_t count;
            if (type->fields[f].kind != KIND_REFERENCE || !field_is_required(&type->fields[f]))
                continue;
            const enum type_id *meant = target_types(type->fields[f].target, &count);
            for (size_t i = 0; i < count; i++)
                reaches[t][meant[i]] = true;
        }
    }
    for (int via = 0; via < TYPE_COUNT; via++)
        for (int from = 0; from < TYPE_COUNT; from++)
            for (int to = 0; to < TYPE_COUNT; to++)
                reaches[from][to] = reaches[from][to] || (reaches[from][via] && reaches[via][to]);
    for (int t = 0; t < TYPE_COUNT; t++)
        assert_false(reaches[t][t]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(everything_has_a_sentence),
        cmocka_unit_test(names_are_unique),
        cmocka_unit_test(no_choice_is_called_like_a_state),
        cmocka_unit_test(a_field_stands_in_its_struct),
        cmocka_unit_test(fields_do_not_overlap),
        cmocka_unit_test(heads_come_first),
        cmocka_unit_test(inverses_name_a_field_back),
        cmocka_unit_test(targets_fit_their_kinds),
        cmocka_unit_test(parts_can_be_written_short),
        cmocka_unit_test(every_page_holds_directives),
        cmocka_unit_test(what_is_made_of_other_pages_is_mapped_and_not_searched),
        cmocka_unit_test(the_program_makes_what_authors_may_not_write),
        cmocka_unit_test(unions_have_their_types),
        cmocka_unit_test(types_are_found_by_name),
        cmocka_unit_test(a_record_is_called_by_its_name),
        cmocka_unit_test(values_read_as_nothing_where_they_are_not_given),
        cmocka_unit_test(ids_are_small_letters_digits_and_hyphens),
        cmocka_unit_test(languages_are_tags),
        cmocka_unit_test(ids_are_made_of_words),
        cmocka_unit_test(messages_show_the_beginning_of_a_text),
        cmocka_unit_test(required_references_make_no_circle),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
