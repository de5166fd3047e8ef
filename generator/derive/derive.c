/* derive.c: fills in what nobody types: who refers to a record, orders, groups, what is past.
 *
 * Stage: publish, derive. Uses: schema. Used by: build. The tree is tree.c's, seats and links are
 * boards.c's, the annual summaries annual.c's and years.c's. */
#include "concordat/derive/derive.h"

#include "lists.h"

#include <stdlib.h>
#include <string.h>

/* ------------------------------------------------------------------ lists of records */

void list_add(struct arena *arena, struct value *list, const struct record *record)
{
    /* Room for 4, 8, 16, ...: full when the count is one of those. */
    if (list->count == 0 || (list->count >= 4 && (list->count & (list->count - 1)) == 0)) {
        struct item *items =
            arena_array(arena, list->count > 0 ? list->count * 2 : 4, sizeof *items);
        if (list->count > 0)
            memcpy(items, list->items, list->count * sizeof *items);
        list->items = items;
    }
    list->items[list->count++] = (struct item){.mark = record->mark, .as.record = record};
    list->state = STATE_GIVEN;
}

void list_sort(struct value *list, int (*order)(const void *, const void *))
{
    if (list->count > 1)
        qsort(list->items, list->count, sizeof *list->items, order);
}

void *made_record(struct arena *arena, enum type_id type)
{
    struct record *record = arena_alloc(arena, type_of(type)->size);
    record->type = type_of(type);
    return record;
}

/* The one item of a field that is given by it. */
static struct item *made_item(struct arena *arena, struct value *value)
{
    struct item *item = arena_alloc(arena, sizeof *item);
    item->mark = value->mark;
    *value = (struct value){STATE_GIVEN, 1, item, value->mark};
    return item;
}

void made_number(struct arena *arena, struct value *value, long number)
{
    made_item(arena, value)->as.number = number;
}

void made_text(struct arena *arena, struct value *value, struct str text)
{
    made_item(arena, value)->text = text;
}

void made_flag(struct arena *arena, struct value *value)
{
    made_number(arena, value, 1);
}

/* ------------------------------------------------------------------ inverse relations */

/* Tells the records that a field names, where they have a field that is its inverse. */
static void add_to_inverses(struct arena *arena, const struct record *record,
                            const struct field *field)
{
    const struct value *value = record_value_const(record, field);
    for (unsigned i = 0; value->state == STATE_GIVEN && i < value->count; i++) {
        struct record *target =
            (struct record *)value->items[i].as.record; /* a copy of this edition */
        for (size_t f = 0; f < target->type->field_count; f++) {
            const struct field *inverse = &target->type->fields[f];
            if (inverse->kind == KIND_INVERSE && inverse->target == (int)record->type->id &&
                strcmp(inverse->back, field->name) == 0)
                list_add(arena, record_value(target, inverse), record);
        }
    }
}

static void derive_inverses(struct arena *arena, struct records *records)
{
    for (size_t i = 0; i < records->count; i++) {
        const struct type *type = records->list[i]->type;
        for (size_t f = 0; f < type->field_count; f++) {
            const struct field *field = &type->fields[f];
            struct value *value = record_value(records->list[i], field);
            if (field->kind == KIND_INVERSE && value->state == STATE_GIVEN)
                *value = (struct value){.mark = value->mark};
        }
    }
    for (size_t i = 0; i < records->count; i++) {
        const struct type *type = records->list[i]->type;
        for (size_t f = 0; f < type->field_count; f++)
            if (type->fields[f].kind == KIND_REFERENCE)
                add_to_inverses(arena, records->list[i], &type->fields[f]);
    }
}

/* ------------------------------------------------------------------ orders */

static struct str sort_name(const struct record *record)
{
    const struct person *person = (const struct person *)record;
    struct str name = value_text(&person->sort_name);
    if (name.len > 0)
        return name;
    name = value_text(&person->name);
    size_t last = name.len;
    while (last > 0 && name.ptr[last - 1] != ' ')
        last--;
    return str_slice(name, last, name.len);
}

/* By surname, then by the whole name, then by definition. */
static int by_surname(const void *a, const void *b)
{
    const struct record *left = ((const struct item *)a)->as.record;
    const struct record *right = ((const struct item *)b)->as.record;
    int order = str_compare(sort_name(left), sort_name(right));
    if (order == 0)
        order = str_compare(record_title(left), record_title(right));
    return order != 0 ? order : (left->order > right->order) - (left->order < right->order);
}

/* By title, without regard to the case of ASCII letters, then by definition. */
static int by_title(const void *a, const void *b)
{
    const struct record *left = ((const struct item *)a)->as.record;
    const struct record *right = ((const struct item *)b)->as.record;
    struct str x = record_title(left);
    struct str y = record_title(right);
    for (size_t i = 0; i < x.len && i < y.len; i++) {
        int p = x.ptr[i] >= 'A' && x.ptr[i] <= 'Z' ? x.ptr[i] + 32 : (unsigned char)x.ptr[i];
        int q = y.ptr[i] >= 'A' && y.ptr[i] <= 'Z' ? y.ptr[i] + 32 : (unsigned char)y.ptr[i];
        if (p != q)
            return p - q;
    }
    int order = (x.len > y.len) - (x.len < y.len);
    return order != 0 ? order : (left->order > right->order) - (left->order < right->order);
}

static int by_id(const void *a, const void *b)
{
    const struct record *left = ((const struct item *)a)->as.record;
    const struct record *right = ((const struct item *)b)->as.record;
    return str_compare(left->id, right->id);
}

static int by_definition(const struct record *left, const struct record *right)
{
    return (left->order > right->order) - (left->order < right->order);
}

/* The value of a field that types of one order have by the same name. */
static const struct value *value_named(const struct record *record, const char *name)
{
    return record_value_const(record, type_field(record->type, str_of(name)));
}

/* By the field `date`; those without one come last. */
static int by_date(const void *a, const void *b)
{
    const struct record *left = ((const struct item *)a)->as.record;
    const struct record *right = ((const struct item *)b)->as.record;
    const struct value *x = value_named(left, "date");
    const struct value *y = value_named(right, "date");
    int order = value_is_given(y) - value_is_given(x);
    if (value_is_given(x) && value_is_given(y))
        order = date_compare(&x->items[0].as.date, &y->items[0].as.date);
    return order != 0 ? order : by_definition(left, right);
}

/* By the page's own number; pages without one come last, by title. */
static int by_page_order(const void *a, const void *b)
{
    const struct narrative *left = (const struct narrative *)((const struct item *)a)->as.record;
    const struct narrative *right = (const struct narrative *)((const struct item *)b)->as.record;
    bool numbered_left = value_is_given(&left->order);
    bool numbered_right = value_is_given(&right->order);
    long x = value_number(&left->order);
    long y = value_number(&right->order);
    int order =
        numbered_left != numbered_right ? numbered_right - numbered_left : (x > y) - (x < y);
    return order != 0 ? order : by_title(a, b);
}

/* The comparison of each order of records.def. */
static int (*const orders[])(const void *, const void *) = {
    [AS_WRITTEN] = NULL,       [BY_ID] = by_id,     [BY_TITLE] = by_title,
    [BY_SURNAME] = by_surname, [BY_DATE] = by_date, [BY_NUMBER] = by_page_order,
};

static void derive_orders(struct trust *trust)
{
    const struct type *type = trust->record.type;
    for (size_t f = 0; f < type->field_count; f++) {
        const struct field *field = &type->fields[f];
        if (field->kind == KIND_INVERSE && type_order((enum type_id)field->target) != AS_WRITTEN)
            list_sort(record_value(&trust->record, field),
                      orders[type_order((enum type_id)field->target)]);
    }
}

/* ------------------------------------------------------------------ groups */

/* Where a record says that it opens a group. */
static struct value *group_mark(struct record *record)
{
    return record_value(record, type_field(record->type, STR("opens_group")));
}

/* Lists are short: each item is compared with the groups before it. */
void list_group(struct arena *arena, struct value *list)
{
    struct item *grouped = arena_array(arena, list->count, sizeof *grouped);
    bool *taken = arena_array(arena, list->count, sizeof *taken);
    unsigned count = 0;
    for (unsigned i = 0; i < list->count; i++)
        *group_mark((struct record *)list->items[i].as.record) = (struct value){0};
    for (unsigned i = 0; i < list->count; i++) {
        struct record *first = (struct record *)list->items[i].as.record;
        struct str name = value_text(record_group(first));
        if (taken[i])
            continue;
        for (unsigned j = i; j < list->count; j++) {
            if (taken[j] || !str_equal(value_text(record_group(list->items[j].as.record)), name))
                continue;
            taken[j] = true;
            grouped[count++] = list->items[j];
        }
        made_flag(arena, group_mark(first));
    }
    list->items = grouped;
}

static void derive_groups(struct arena *arena, struct trust *trust)
{
    const struct type *type = trust->record.type;
    for (size_t f = 0; f < type->field_count; f++) {
        struct value *list = record_value(&trust->record, &type->fields[f]);
        if (type->fields[f].kind == KIND_INVERSE && value_is_given(list) &&
            record_group(list->items[0].as.record))
            list_group(arena, list);
    }
}

/* The functions of a body by their groups, in the order of the choice, those without one first; the
 * order within a group stays. */
static void group_functions(struct arena *arena, struct value *list)
{
    struct item *grouped = arena_array(arena, list->count, sizeof *grouped);
    int groups = (int)choices_of(CHOICES_function_group)->count;
    unsigned count = 0;
    for (int group = -1; group < groups; group++) {
        bool opens = true;
        for (unsigned i = 0; i < list->count; i++) {
            struct function *function = (struct function *)list->items[i].as.record;
            if (value_choice(&function->group) != group)
                continue;
            if (opens)
                made_flag(arena, &function->opens_group);
            opens = false;
            grouped[count++] = list->items[i];
        }
    }
    list->items = grouped;
}

static void derive_lists(struct arena *arena, struct trust *trust)
{
    derive_orders(trust);
    derive_groups(arena, trust);
    for (unsigned i = 0; i < trust->bodies.count; i++) {
        struct body *body = (struct body *)trust->bodies.items[i].as.record;
        if (value_is_given(&body->functions))
            group_functions(arena, &body->functions);
        if (value_is_given(&body->seats))
            list_add(arena, &trust->seated_bodies, &body->record);
        if (value_flag(&body->related))
            list_add(arena, &trust->related_bodies, &body->record);
        if (value_choice(&body->kind) == body_kind_safeguarding)
            list_add(arena, &trust->safeguarding_boards, &body->record);
    }
}

/* ------------------------------------------------------------------ as of a date */

long trust_as_of(const struct trust *trust, long today)
{
    if (!value_is_given(&trust->as_of) || str_is(value_text(&trust->as_of), "today"))
        return today;
    return date_latest(&trust->as_of.items[0].as.date);
}

static enum timing timing_of(const struct value *from, const struct value *to, long as_of)
{
    if (value_is_given(to) && date_latest(&to->items[0].as.date) < as_of)
        return timing_past;
    if (value_is_given(from) && date_earliest(&from->items[0].as.date) > as_of)
        return timing_future;
    return value_is_given(from) || value_is_given(to) ? timing_current : timing_unknown;
}

static void derive_timing(struct arena *arena, struct records *records, long as_of)
{
    for (size_t i = 0; i < records->count; i++) {
        struct record *record = records->list[i];
        struct value *timing = record_head(record, HEAD_TIMING);
        if (timing)
            made_number(
                arena, timing,
                timing_of(record_head(record, HEAD_FROM), record_head(record, HEAD_TO), as_of));
    }
}

/* The day that the edition is of stands in its pages, be it today or one that was asked for. */
static void derive_as_of(struct trust *trust, long as_of)
{
    struct item *item = trust->as_of.items;
    if (!value_is_given(&trust->as_of) || trust_as_of(trust, 0) == as_of)
        return;
    item->as.date = (struct date){
        .form = DATE_ON,
        .first = {(int)(as_of / 10000), (int)(as_of / 100 % 100), (int)(as_of % 100)},
    };
}

void derive_records(struct arena *arena, struct records *records, long as_of)
{
    derive_inverses(arena, records);
    derive_timing(arena, records, as_of);
    derive_lists(arena, records->trust);
    derive_being(arena, records->trust);
    derive_boards(arena, records);
    derive_tree(arena, records);
    derive_figures(arena, records);
    derive_plans(arena, records->trust);
    derive_tallies(arena, records->trust);
    derive_annual(arena, records->trust);
    derive_meetings(arena, records->trust, as_of);
    derive_packs(arena, records, as_of);
    derive_years(arena, records->trust);
    derive_said_once(arena, records);
    derive_membership(arena, records->trust);
    derive_posts(arena, records);
    derive_sources(arena, records->trust);
    derive_overview(arena, records->trust, as_of);
    derive_members(arena, records);
    derive_as_of(records->trust, as_of);
}
