/* template_sample.c: a small partnership for the tests of templates: every record is an array of
 * values, so that one pair of functions reads them all.
 *
 * Layer: tests. Uses: mustache, json. Used by: the tests of templates. */
#include "template_sample.h"

#include "../spec/json.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

struct record;

struct item {
    const char *text;
    const void *object; /* a record or dynamic data */
    const struct record *remarks;
};

struct value {
    size_t count;
    struct item items[3];
    bool not_stated;
};

struct record {
    struct value values[10];
};

/* ------------------------------------------------------------------ reading */

static const struct value *value_of(const struct member *member, const void *object)
{
    return &((const struct record *)object)->values[member->number];
}

static size_t count(const struct member *member, const void *object)
{
    return value_of(member, object)->count;
}

static struct cell text_at(const struct member *member, const void *object, size_t index)
{
    const struct item *item = &value_of(member, object)->items[index];
    return (struct cell){item, item->remarks};
}

static struct cell object_at(const struct member *member, const void *object, size_t index)
{
    const struct item *item = &value_of(member, object)->items[index];
    return (struct cell){item->object, item->remarks};
}

static struct str print(const struct shape *shape, const void *object, const void *page,
                        struct buf *scratch)
{
    (void)shape;
    (void)page;
    (void)scratch;
    return str_of(((const struct item *)object)->text);
}

/* A date is printed with its year last, and whole for machines. */
static struct str print_date(const struct shape *shape, const void *object, const void *page,
                             struct buf *scratch)
{
    const char *iso = ((const struct item *)object)->text;
    (void)shape;
    (void)page;
    buf_printf(scratch, "%s/%.4s", iso + 5, iso);
    return buf_str(scratch);
}

static size_t always(const struct member *member, const void *object)
{
    (void)member;
    (void)object;
    return 1;
}

static struct cell itself(const struct member *member, const void *object, size_t index)
{
    (void)member;
    (void)index;
    return (struct cell){object, NULL};
}

static size_t is_value(const struct member *member, const void *object)
{
    return strcmp(((const struct item *)object)->text, member->name) == 0;
}

static bool in_state(const struct member *member, const void *object, size_t state)
{
    const struct value *value = value_of(member, object);
    return state == 0 ? value->not_stated : value->count > 0;
}

/* ------------------------------------------------------------------ shapes */

enum { SLOT_TRUST, SLOT_BODY, SLOT_SEAT, SLOT_PERSON, SLOT_VALUE, SLOTS };

static const struct shape text = {.kind = SHAPE_TEXT, .name = "text", .text = print};
static const struct shape markup = {
    .kind = SHAPE_MARKUP, .name = "text with markup", .text = print};
static const struct shape flag = {.kind = SHAPE_FLAG, .name = "yes or no"};

static const struct member parts_of_date[] = {
    {.name = "iso", .shape = &text, .count = always, .at = itself},
};
static const struct shape date = {.kind = SHAPE_TEXT,
                                  .name = "a date",
                                  .text = print_date,
                                  .members = parts_of_date,
                                  .member_count = 1};

static const struct member flags_of_capacity[] = {
    {.name = "chair", .shape = &flag, .count = is_value},
    {.name = "member", .shape = &flag, .count = is_value},
};
static const char *const capacities[] = {"chair", "member"};
static const struct shape capacity = {.kind = SHAPE_TEXT,
                                      .name = "a capacity",
                                      .text = print,
                                      .members = flags_of_capacity,
                                      .member_count = 2,
                                      .values = capacities,
                                      .value_count = 2};

static const struct member members_of_trust[] = {
    {.name = "name", .shape = &text, .count = count, .at = text_at, .number = 0},
    {.name = "url", .shape = &text, .count = count, .at = text_at, .number = 1},
    {.name = "summary", .shape = &markup, .count = count, .at = text_at, .number = 2},
    {.name = "bodies",
     .shape = &sample_body,
     .many = true,
     .count = count,
     .at = object_at,
     .number = 3},
    {.name = "secret", .shape = &text, .count = count, .at = text_at, .number = 4},
};
const struct shape sample_trust = {.kind = SHAPE_RECORD,
                                   .name = "trust",
                                   .slot = SLOT_TRUST,
                                   .members = members_of_trust,
                                   .member_count = 5};

static const struct member members_of_body[] = {
    {.name = "name", .shape = &text, .count = count, .at = text_at, .number = 0},
    {.name = "purpose", .shape = &markup, .count = count, .at = text_at, .number = 1},
    {.name = "seats",
     .shape = &sample_seat,
     .many = true,
     .states = true,
     .count = count,
     .at = object_at,
     .number = 2},
    {.name = "children",
     .shape = &sample_body,
     .many = true,
     .count = count,
     .at = object_at,
     .number = 3},
    {.name = "founded", .shape = &date, .states = true, .count = count, .at = text_at, .number = 4},
    {.name = "aliases", .shape = &text, .many = true, .count = count, .at = text_at, .number = 5},
    {.name = "statutory", .shape = &flag, .count = count, .number = 6},
    {.name = "quorum", .shape = &text, .states = true, .count = count, .at = text_at, .number = 7},
    {.name = "extra", .shape = &shape_dynamic, .count = count, .at = object_at, .number = 8},
    {.name = "dates", .shape = &date, .many = true, .count = count, .at = text_at, .number = 9},
};
const struct shape sample_body = {.kind = SHAPE_RECORD,
                                  .name = "body",
                                  .slot = SLOT_BODY,
                                  .members = members_of_body,
                                  .member_count = 10};

static const struct member members_of_seat[] = {
    {.name = "name", .shape = &text, .count = count, .at = text_at, .number = 0},
    {.name = "capacity", .shape = &capacity, .count = count, .at = text_at, .number = 1},
    {.name = "holder", .shape = &sample_person, .count = count, .at = object_at, .number = 2},
    {.name = "vacant", .shape = &flag, .count = count, .number = 3},
    {.name = "phone", .shape = &text, .states = true, .count = count, .at = text_at, .number = 4},
    {.name = "first", .shape = &text, .count = count, .at = text_at, .number = 5},
};
const struct shape sample_seat = {.kind = SHAPE_RECORD,
                                  .name = "seat",
                                  .slot = SLOT_SEAT,
                                  .members = members_of_seat,
                                  .member_count = 6};

static const struct member members_of_person[] = {
    {.name = "name", .shape = &text, .count = count, .at = text_at, .number = 0},
    {.name = "email", .shape = &text, .count = count, .at = text_at, .number = 1},
    {.name = "seats",
     .shape = &sample_seat,
     .many = true,
     .count = count,
     .at = object_at,
     .number = 2},
};
const struct shape sample_person = {.kind = SHAPE_RECORD,
                                    .name = "person",
                                    .slot = SLOT_PERSON,
                                    .members = members_of_person,
                                    .member_count = 3};

static const struct member members_of_value[] = {
    {.name = "note", .shape = &text, .count = count, .at = text_at, .number = 0},
};
static const struct shape value = {.kind = SHAPE_RECORD,
                                   .name = "value",
                                   .slot = SLOT_VALUE,
                                   .members = members_of_value,
                                   .member_count = 1};

static const char *const states[] = {"not_stated", "given"};
const struct vocabulary sample_vocabulary = {
    .slots = SLOTS, .value = &value, .states = states, .state_count = 2, .in_state = in_state};

/* ------------------------------------------------------------------ records */

#define TEXT(string)                                                                               \
    {                                                                                              \
        1, {{string, NULL, NULL}}, false                                                           \
    }
#define RECORDS(count, ...)                                                                        \
    {                                                                                              \
        count, {__VA_ARGS__}, false                                                                \
    }
#define NOTHING                                                                                    \
    {                                                                                              \
        0, {{NULL, NULL, NULL}}, false                                                             \
    }

static const struct str extra_keys[] = {{"colour", 6}};
static const struct data extra_colour = {.kind = DATA_TEXT, .text = {"<red>", 5}};
static const struct data *const extra_items[] = {&extra_colour};
static const struct data extra = {
    .kind = DATA_MAP, .count = 1, .keys = extra_keys, .items = extra_items};

static const struct record remark_on_purpose = {{TEXT("as printed")}};
static const struct record remark_on_phone = {{TEXT("of the letter")}};
static const struct record seat_of_chair, seat_of_member;
static const struct record hunter = {
    {TEXT("A. Hunter & Son"), TEXT("a@example.org"), RECORDS(1, {NULL, &seat_of_chair, NULL})}};
static const struct record seat_of_chair = {
    {TEXT("Chair"),
     TEXT("chair"),
     RECORDS(1, {NULL, &hunter, &remark_on_purpose}),
     NOTHING,
     {2, {{"100", NULL, NULL}, {"200", NULL, &remark_on_phone}}, false},
     TEXT("one")}};
static const struct record seat_of_member = {{TEXT("Member"),
                                              TEXT("member"),
                                              NOTHING,
                                              {1, {{NULL, NULL, NULL}}, false},
                                              NOTHING,
                                              TEXT("two")}};
static const struct record sub_group = {{TEXT("Sub-group")}};
static const struct record team = {
    {TEXT("Team"), NOTHING, NOTHING, RECORDS(1, {NULL, &sub_group, NULL})}};
static const struct record forum = {{TEXT("Forum")}};
static const struct record board = {{
    TEXT("Board <1>"),
    {1, {{"<p>To lead.</p>", NULL, &remark_on_purpose}}, false},
    RECORDS(2, {NULL, &seat_of_chair, NULL}, {NULL, &seat_of_member, NULL}),
    RECORDS(2, {NULL, &team, NULL}, {NULL, &forum, NULL}),
    TEXT("2006-04-01"),
    {2, {{"The B", NULL, NULL}, {"B&B", NULL, NULL}}, false},
    {1, {{NULL, NULL, NULL}}, false},
    {0, {{NULL, NULL, NULL}}, true},
    RECORDS(1, {NULL, &extra, NULL}),
    {2, {{"2007-01-02", NULL, NULL}, {"2008-03-04", NULL, NULL}}, false},
}};
static const struct record trust = {{TEXT("Example"), TEXT("../"), TEXT("<em>All</em>"),
                                     RECORDS(1, {NULL, &board, NULL}), NOTHING}};

const void *const sample_trust_object = &trust;
const void *const sample_board_object = &board;

/* ------------------------------------------------------------------ checks */

int sample_set_up(void **state)
{
    struct sample *sample = must_alloc(sizeof *sample);
    *sample = (struct sample){.arena = arena_new(), .diag = diag_new()};
    sample->set = template_set_new(sample->arena, &sample_vocabulary, sample->diag);
    *state = sample;
    return 0;
}

int sample_tear_down(void **state)
{
    struct sample *sample = *state;
    diag_free(sample->diag);
    arena_free(sample->arena);
    free(sample);
    return 0;
}

void sample_add(struct sample *sample, const char *name, const char *template)
{
    template_add(sample->set, str_of(name), name, str_of(template));
}

void sample_string(struct sample *sample, const char *key, const char *template)
{
    const struct string_form form = {STR("other"), str_of(template), {"en.yaml", 1, 1}};
    template_add_string(sample->set, str_of(key), STR(""), (struct mark){0}, &form, 1, "en");
}

/* What was reported, a line for each. */
static void tell(struct sample *sample, struct buf *out)
{
    static const char *const severities[] = {"advice ", "warning ", "", "failure "};
    size_t found;
    const struct diagnostic *list = diag_sorted(sample->diag, &found);
    for (size_t i = 0; i < found; i++) {
        if (list[i].mark.file)
            buf_printf(out, "%s:%u:%u ", list[i].mark.file, list[i].mark.line, list[i].mark.column);
        buf_printf(out, "%s%s: %.*s", severities[list[i].severity], rule_id(list[i].rule),
                   STR_ARGS(list[i].message));
        if (list[i].hint.len > 0)
            buf_printf(out, " (%.*s)", STR_ARGS(list[i].hint));
        buf_add_char(out, '\n');
    }
}

void sample_told(struct sample *sample, const char *expected)
{
    struct buf told = {0};
    tell(sample, &told);
    assert_string_equal(buf_str(&told).ptr, expected);
    buf_free(&told);
}

static const struct program *compile_for_board(struct sample *sample, const char *name)
{
    static const struct shape *const context[] = {&sample_trust, &sample_body};
    return template_compile(sample->set, str_of(name), context, 2, (struct mark){"plan", 7, 3});
}

static void check_rendering(struct sample *sample, const struct program *program,
                            const void *const *objects, const char *expected)
{
    struct buf out = {0};
    sample_told(sample, "");
    assert_non_null(program);
    assert_true(template_render(program, objects, NULL, &out, sample->diag));
    assert_string_equal(buf_str(&out).ptr, expected);
    buf_free(&out);
}

void sample_renders(struct sample *sample, const char *name, const char *expected)
{
    const void *const objects[] = {&trust, &board};
    check_rendering(sample, compile_for_board(sample, name), objects, expected);
}

void sample_renders_data(struct sample *sample, const char *name, const char *json,
                         const char *expected)
{
    static const struct shape *const context[] = {&shape_dynamic};
    const void *const objects[] = {json_read(sample->arena, str_of(json))};
    assert_non_null(objects[0]);
    check_rendering(sample,
                    template_compile(sample->set, str_of(name), context, 1, (struct mark){0}),
                    objects, expected);
}

void sample_page(struct sample *sample, const char *template, const char *expected)
{
    sample_add(sample, "page", template);
    sample_renders(sample, "page", expected);
}

void sample_fails(struct sample *sample, const char *name, const char *expected)
{
    assert_null(compile_for_board(sample, name));
    sample_told(sample, expected);
}
