/* bench_template.c: how long a row of a list takes: 1,000 rows of four fields and a condition over
 * plain structs, as a page of members has. Prints the median of many renderings.
 *
 * Layer: tests. Uses: mustache. */
#include "concordat/mustache/template.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

enum { ROWS = 1000, ROUNDS = 501 };

struct row {
    struct str name, role, organisation, email;
    bool vacant;
};

struct list {
    struct row rows[ROWS];
};

/* ------------------------------------------------------------------ reading */

/* A text field: `number` is its offset in the row. */
static const struct str *field_of(const struct member *member, const void *object)
{
    return (const struct str *)(const void *)((const char *)object + member->number);
}

static size_t count_text(const struct member *member, const void *object)
{
    return field_of(member, object)->len > 0;
}

static struct cell text_at(const struct member *member, const void *object, size_t index)
{
    (void)index;
    return (struct cell){field_of(member, object), NULL};
}

static size_t is_vacant(const struct member *member, const void *object)
{
    (void)member;
    return ((const struct row *)object)->vacant;
}

static size_t count_rows(const struct member *member, const void *object)
{
    (void)member;
    (void)object;
    return ROWS;
}

static struct cell row_at(const struct member *member, const void *object, size_t index)
{
    (void)member;
    return (struct cell){&((const struct list *)object)->rows[index], NULL};
}

static struct str print(const struct shape *shape, const void *object, const void *page,
                        struct buf *scratch)
{
    (void)shape;
    (void)page;
    (void)scratch;
    return *(const struct str *)object;
}

static const struct shape text = {.kind = SHAPE_TEXT, .name = "text", .text = print};
static const struct shape flag = {.kind = SHAPE_FLAG, .name = "yes or no"};

static const struct member members_of_row[] = {
    {.name = "name",
     .shape = &text,
     .count = count_text,
     .at = text_at,
     .number = offsetof(struct row, name)},
    {.name = "role",
     .shape = &text,
     .count = count_text,
     .at = text_at,
     .number = offsetof(struct row, role)},
    {.name = "organisation",
     .shape = &text,
     .count = count_text,
     .at = text_at,
     .number = offsetof(struct row, organisation)},
    {.name = "email",
     .shape = &text,
     .count = count_text,
     .at = text_at,
     .number = offsetof(struct row, email)},
    {.name = "vacant", .shape = &flag, .count = is_vacant},
};
static const struct shape row = {
    .kind = SHAPE_RECORD, .name = "row", .slot = 1, .members = members_of_row, .member_count = 5};

static const struct member members_of_list[] = {
    {.name = "rows", .shape = &row, .many = true, .count = count_rows, .at = row_at},
};
static const struct shape list = {
    .kind = SHAPE_RECORD, .name = "list", .slot = 0, .members = members_of_list, .member_count = 1};

static const struct vocabulary vocabulary = {.slots = 2};

static const char template[] =
    "<table>\n"
    "{{#rows}}\n"
    "<tr><td>{{name}}</td><td>{{role}}</td><td>{{organisation}}</td><td>{{email}}</td>"
    "<td>{{#vacant}}vacant{{/vacant}}</td></tr>\n"
    "{{/rows}}\n"
    "</table>\n";

/* ------------------------------------------------------------------ measuring */

static void fill(struct list *rows, struct arena *arena)
{
    static const char *const roles[] = {"Chair", "Director of Children's Services", "Member",
                                        "Lead Member & Vice-Chair"};
    for (int i = 0; i < ROWS; i++) {
        struct row *one = &rows->rows[i];
        one->name = str_of(arena_printf(arena, "Alex Example-%d", i));
        one->role = str_of(roles[i % 4]);
        one->organisation = str_of(i % 3 ? "Exampleshire County Council" : "Primary Care Trust");
        one->email = str_of(arena_printf(arena, "alex.%d@example.org", i));
        one->vacant = i % 5 == 0;
    }
}

static double now(void)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec * 1e9 + (double)time.tv_nsec;
}

static int by_size(const void *a, const void *b)
{
    double left = *(const double *)a;
    double right = *(const double *)b;
    return (left > right) - (left < right);
}

/* The median of ROUNDS renderings, in nanoseconds a row. */
static double measure(const struct program *program, const void *object, struct buf *out,
                      struct diag *diag)
{
    static double rounds[ROUNDS];
    for (int i = 0; i < ROUNDS; i++) {
        buf_clear(out);
        double start = now();
        template_render(program, &object, NULL, out, diag);
        rounds[i] = (now() - start) / ROWS;
    }
    qsort(rounds, ROUNDS, sizeof *rounds, by_size);
    return rounds[ROUNDS / 2];
}

int main(void)
{
    static struct list rows;
    static const struct shape *const context[] = {&list};
    struct arena *arena = arena_new();
    struct diag *diag = diag_new();
    struct buf out = {0};
    struct template_set *set = template_set_new(arena, &vocabulary, diag);
    fill(&rows, arena);
    template_add(set, STR("rows"), "rows", str_of(template));
    const struct program *program =
        template_compile(set, STR("rows"), context, 1, (struct mark){0});
    if (program) {
        double row_time = measure(program, &rows, &out, diag);
        printf("template: %.0f ns a row (goal: below 200), %zu bytes a row\n", row_time,
               out.len / ROWS);
    } else {
        diag_write(diag, &out);
        fputs(out.ptr, stderr);
    }
    buf_free(&out);
    diag_free(diag);
    arena_free(arena);
    return program ? 0 : 1;
}
