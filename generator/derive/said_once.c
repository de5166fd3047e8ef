/* said_once.c: what all of a group have in common, their standing and their sources, is said at its
 * head and not behind each of them; and the standing of a record not once more where it is named.
 *
 * A group is what a list of the trust puts under one heading; of one item nothing is said twice, so
 * it keeps what is its own. A standing that needs no word is left alone.
 * Stage: publish, derive, after lists are grouped. Uses: schema. Used by: derive. */
#include "lists.h"

/* The value of a field that types which say things once have by the same name. */
static struct value *value_named(const struct record *record, const char *name)
{
    return record_value((struct record *)record, type_field(record->type, str_of(name)));
}

static bool same_citation(const struct record *a, const struct record *b)
{
    const struct citation *left = (const struct citation *)a;
    const struct citation *right = (const struct citation *)b;
    return value_record(&left->document) == value_record(&right->document) &&
           str_equal(value_text(&left->section), value_text(&right->section)) &&
           str_equal(value_text(&left->quote), value_text(&right->quote));
}

static bool same_sources(const struct value *a, const struct value *b)
{
    if (!value_is_given(a) || !value_is_given(b) || a->count != b->count)
        return false;
    for (unsigned i = 0; i < a->count; i++)
        if (!same_citation(a->items[i].as.record, b->items[i].as.record))
            return false;
    return true;
}

/* Marks `count` records, two at least, as having their standing or their sources from the head. */
static void say_once(struct arena *arena, const struct item *items, unsigned count)
{
    const struct record *first = items[0].as.record;
    int standing = value_choice(value_named(first, "standing"));
    bool one_standing = standing_is_tentative(standing);
    bool one_place = true;
    for (unsigned i = 1; i < count; i++) {
        const struct record *other = items[i].as.record;
        one_standing = one_standing && value_choice(value_named(other, "standing")) == standing;
        one_place =
            one_place && same_sources(value_named(first, "sources"), value_named(other, "sources"));
    }
    if (one_standing)
        made_number(arena, value_named(first, "group_standing"), standing);
    if (one_place)
        *value_named(first, "group_sources") = *value_named(first, "sources");
    for (unsigned i = 0; i < count; i++) {
        if (one_standing)
            made_flag(arena, value_named(items[i].as.record, "standing_said"));
        if (one_place)
            made_flag(arena, value_named(items[i].as.record, "sources_said"));
    }
}

/* Says things once in each group of a list, or in all of one that has no groups. */
static void say_of_list(struct arena *arena, const struct value *list)
{
    for (unsigned i = 0, end; value_is_given(list) && i < list->count; i = end) {
        bool grouped = record_group(list->items[i].as.record) != NULL;
        for (end = i + 1; end < list->count; end++)
            if (grouped && value_flag(value_named(list->items[end].as.record, "opens_group")))
                break;
        if (end - i > 1)
            say_once(arena, list->items + i, end - i);
    }
}

/* Marks what is said of a reference and by the record that it leads to. */
static void say_of_references(struct arena *arena, const struct value *references)
{
    for (unsigned i = 0; i < references->count; i++) {
        const struct item *item = &references->items[i];
        const struct record *record = item->as.record;
        const struct value *own = record ? record_head_const(record, HEAD_STANDING) : NULL;
        if (item->remarks && own && record->address.len > 0 &&
            standing_is_tentative(value_choice(own)) &&
            value_choice(&item->remarks->standing) == value_choice(own))
            made_flag(arena, &((struct remark *)item->remarks)->standing_said);
    }
}

void derive_said_once(struct arena *arena, struct records *records)
{
    struct trust *trust = records->trust;
    for (size_t i = 0; i < records->count; i++) {
        const struct type *type = records->list[i]->type;
        for (size_t f = 0; f < type->field_count; f++)
            if (type->fields[f].kind == KIND_REFERENCE)
                say_of_references(arena, record_value(records->list[i], &type->fields[f]));
    }
    say_of_list(arena, &trust->features);
    say_of_list(arena, &trust->benefits);
    say_of_list(arena, &trust->recommendations);
    say_of_list(arena, &trust->drivers);
    say_of_list(arena, &trust->principles);
}
