/* fuzz_template.c: any bytes are either templates that render or errors at lines of theirs.
 *
 * The input is cut at zero bytes: the first part is the page, the next ones are the templates a, b,
 * c and d and the strings s and t. All are bound to typed records and to dynamic data, by the same
 * code, and rendered. */
#include "concordat/mustache/template.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

static void must(bool holds)
{
    if (!holds)
        abort();
}

/* ------------------------------------------------------------------ typed records */

/* A node of a small tree: three levels, then none. */
struct thing {
    const char *name;
    const struct thing *parts[2];
    size_t part_count;
};

static const struct thing leaf = {.name = "a"};
static const struct thing branch = {.name = "<b>", .parts = {&leaf, &leaf}, .part_count = 2};
static const struct thing root = {.name = "b", .parts = {&branch, &leaf}, .part_count = 2};

static size_t one(const struct member *member, const void *object)
{
    (void)member;
    (void)object;
    return 1;
}

static size_t none(const struct member *member, const void *object)
{
    (void)member;
    (void)object;
    return 0;
}

static size_t count_parts(const struct member *member, const void *object)
{
    (void)member;
    return ((const struct thing *)object)->part_count;
}

static size_t is_value(const struct member *member, const void *object)
{
    return strcmp(((const struct thing *)object)->name, member->name) == 0;
}

static struct cell part_at(const struct member *member, const void *object, size_t index)
{
    const struct thing *thing = object;
    (void)member;
    must(index < thing->part_count);
    return (struct cell){thing->parts[index], index ? &leaf : NULL};
}

static struct cell itself(const struct member *member, const void *object, size_t index)
{
    (void)member;
    must(index == 0);
    return (struct cell){object, &leaf};
}

static struct str print(const struct shape *shape, const void *object, const void *page,
                        struct buf *scratch)
{
    (void)shape;
    (void)page;
    buf_add_string(scratch, ((const struct thing *)object)->name);
    return buf_str(scratch);
}

static struct str print_number(const struct shape *shape, const void *object, const void *page,
                               struct buf *scratch)
{
    (void)shape;
    (void)page;
    buf_add_number(scratch, (long)((const struct thing *)object)->part_count);
    return buf_str(scratch);
}

static const struct str data_keys[] = {{"x", 1}, {"y", 1}, {"z", 1}, {"n", 1}};
static const struct data data_text = {.kind = DATA_TEXT, .text = {"a", 1}};
static const struct data data_other = {.kind = DATA_TEXT, .text = {"<b>\n", 4}};
static const struct data data_true = {.kind = DATA_TRUE};
static const struct data data_null = {.kind = DATA_NULL};
static const struct data *const list_items[] = {&data_text, &data_other};
static const struct data data_list = {.kind = DATA_LIST, .count = 2, .items = list_items};
static const struct data *const inner_items[] = {&data_list, &data_true, &data_null, &data_text};
static const struct data inner_data = {
    .kind = DATA_MAP, .count = 4, .keys = data_keys, .items = inner_items};
static const struct data *const map_items[] = {&data_text, &data_list, &inner_data, &data_true};
static const struct data data_map = {
    .kind = DATA_MAP, .count = 4, .keys = data_keys, .items = map_items};

static struct cell data_at(const struct member *member, const void *object, size_t index)
{
    (void)member;
    (void)object;
    must(index == 0);
    return (struct cell){&data_map, NULL};
}

static const struct shape text, flag, markup, choice, number, part, whole, value;

static const struct shape text = {.kind = SHAPE_TEXT, .name = "text", .text = print};
static const struct shape number = {.kind = SHAPE_TEXT, .name = "a number", .text = print_number};
static const struct shape markup = {.kind = SHAPE_MARKUP, .name = "markup", .text = print};
static const struct shape flag = {.kind = SHAPE_FLAG, .name = "a flag"};

static const char *const values[] = {"a", "b"};
static const struct member flags[] = {{.name = "a", .shape = &flag, .count = is_value},
                                      {.name = "b", .shape = &flag, .count = is_value}};
static const struct shape choice = {.kind = SHAPE_TEXT,
                                    .name = "a choice",
                                    .text = print,
                                    .members = flags,
                                    .member_count = 2,
                                    .values = values,
                                    .value_count = 2};

static const struct member members[] = {
    {.name = "n", .shape = &text, .states = true, .count = one, .at = itself},
    {.name = "l", .shape = &part, .many = true, .count = count_parts, .at = part_at},
    {.name = "c", .shape = &choice, .count = one, .at = itself},
    {.name = "f", .shape = &flag, .count = one},
    {.name = "m", .shape = &markup, .count = one, .at = itself},
    {.name = "o", .shape = &text, .states = true, .count = none, .at = itself},
    {.name = "p", .shape = &part, .count = one, .at = itself},
    {.name = "k", .shape = &number, .count = one, .at = itself},
    {.name = "d", .shape = &shape_dynamic, .count = one, .at = data_at},
};
enum { MEMBERS = sizeof members / sizeof *members };

static const struct shape part = {
    .kind = SHAPE_RECORD, .name = "part", .slot = 1, .members = members, .member_count = MEMBERS};
static const struct shape whole = {
    .kind = SHAPE_RECORD, .name = "w", .slot = 0, .members = members, .member_count = MEMBERS};
static const struct shape value = {
    .kind = SHAPE_RECORD, .name = "v", .slot = 2, .members = members, .member_count = 1};

static const char *const states[] = {"given", "s"};

static bool in_state(const struct member *member, const void *object, size_t state)
{
    return member->count(member, object) == state;
}

static const struct vocabulary vocabulary = {
    .slots = 3, .value = &value, .states = states, .state_count = 2, .in_state = in_state};

/* ------------------------------------------------------------------ one input */

/* Adds each part of the input under its name. */
static void add_parts(struct template_set *set, struct arena *arena, struct str input)
{
    static const char *const names[] = {"page", "a", "b", "c", "d"};
    struct string_form forms[2];
    for (size_t i = 0; i < 5; i++)
        template_add(set, str_of(names[i]), names[i],
                     arena_copy(arena, str_cut(input, '\0', &input)));
    for (size_t i = 0; i < 2; i++)
        forms[i] = (struct string_form){i == 0 ? STR("one") : STR("other"),
                                        arena_copy(arena, str_cut(input, '\0', &input)),
                                        {"strings", 1, 1}};
    template_add_string(set, STR("s"), STR(""), (struct mark){"strings", 1, 1}, &forms[1], 1, "en");
    template_add_string(set, STR("t"), arena_copy(arena, str_cut(input, '\0', &input)),
                        (struct mark){"strings", 1, 1}, forms, 2, "cy");
}

static void check_marks(const struct diag *diag, struct str input)
{
    unsigned lines = 1;
    size_t count;
    bool utf8 = str_first_bad_utf8(input) == input.len;
    for (size_t i = 0; i < input.len; i++) {
        lines += input.ptr[i] == '\n';
        utf8 = utf8 && input.ptr[i] != '\0';
    }
    const struct diagnostic *found = diag_sorted(diag, &count);
    for (size_t i = 0; i < count; i++) {
        must(found[i].mark.file != NULL);
        must(found[i].mark.line <= lines);
        if (utf8) {
            must(str_first_bad_utf8(found[i].message) == found[i].message.len);
            must(str_first_bad_utf8(found[i].hint) == found[i].hint.len);
        }
    }
}

static void run(struct str input, const struct vocabulary *words, const struct shape *shape,
                const void *object)
{
    struct arena *arena = arena_new();
    struct diag *diag = diag_new();
    struct buf out = {0};
    struct template_set *set = template_set_new(arena, words, diag);
    add_parts(set, arena, input);
    bool sound = !diag_has_errors(diag);
    const struct program *program =
        template_compile(set, STR("page"), &shape, 1, (struct mark){"plan", 1, 1});
    must(program || diag_has_errors(diag));
    must(!program || !sound || !diag_has_errors(diag));
    if (program)
        must(template_render(program, &object, NULL, &out, diag) || diag_has_errors(diag));
    template_report_unused(set, NULL);
    check_marks(diag, input);
    buf_free(&out);
    diag_free(diag);
    arena_free(arena);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct str input = {(const char *)data, size};
    run(input, &vocabulary, &whole, &root);
    run(input, &vocabulary, &shape_dynamic, &data_map);
    return 0;
}
