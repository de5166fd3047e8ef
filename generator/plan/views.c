/* views.c: fills in the fields of the records that plan makes for templates.
 *
 * Stage: publish, plan. Uses: schema. Used by: plan and its drawings. */
#include "views.h"

void *view_new(struct arena *arena, enum type_id type)
{
    struct record *record = arena_alloc(arena, type_of(type)->size);
    record->type = type_of(type);
    return record;
}

/* The one item of a field that is given by it. */
static struct item *give(struct arena *arena, struct value *value)
{
    value->items = arena_alloc(arena, sizeof *value->items);
    value->count = 1;
    value->state = STATE_GIVEN;
    return value->items;
}

void view_set_text(struct arena *arena, struct value *value, struct str text)
{
    if (text.len > 0)
        give(arena, value)->text = text;
}

void view_set_number(struct arena *arena, struct value *value, long number)
{
    give(arena, value)->as.number = number;
}

void view_set_choice(struct arena *arena, struct value *value, int choice)
{
    give(arena, value)->as.number = choice;
}

void view_set_flag(struct arena *arena, struct value *value, bool flag)
{
    if (flag)
        give(arena, value)->as.number = 1;
}

void view_set_record(struct arena *arena, struct value *value, const struct record *record)
{
    give(arena, value)->as.record = record;
}

void view_reserve(struct arena *arena, struct value *list, size_t count)
{
    list->items = arena_array(arena, count, sizeof *list->items);
}

void view_append(struct value *list, const struct record *record)
{
    list->items[list->count++].as.record = record;
    list->state = STATE_GIVEN;
}

struct value view_texts(struct arena *arena, const struct diagram_text *texts, size_t count)
{
    struct value list = {0};
    view_reserve(arena, &list, count);
    for (size_t i = 0; i < count; i++) {
        struct drawn_text *text = view_new(arena, TYPE_drawn_text);
        view_set_text(arena, &text->text, texts[i].text);
        view_set_flag(arena, &text->strong, texts[i].strong);
        view_set_number(arena, &text->x, texts[i].x);
        view_set_number(arena, &text->y, texts[i].y);
        view_append(&list, &text->record);
    }
    return list;
}
