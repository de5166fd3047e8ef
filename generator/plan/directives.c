/* directives.c: what templates see of the directives of a page: the records that its author wrote,
 * copied where the program adds to them.
 *
 * Stage: publish, plan. Uses: schema, structure. Used by: plan. */
#include "views.h"

#include <string.h>

/* A copy of the directive with its drawing, if there is anything to draw. */
static const struct record *with_drawing(struct arena *arena, const struct trust *trust,
                                         const struct record *directive, const struct words *words)
{
    struct structure *copy = arena_alloc(arena, sizeof *copy);
    memcpy(copy, directive, sizeof *copy);
    const struct body *body = (const struct body *)value_record(&copy->body);
    const struct diagram_view *diagram =
        view_diagram(arena, trust, body, body ? DRAWING_AROUND : DRAWING_WHOLE, words);
    if (diagram)
        view_set_record(arena, &copy->diagram, &diagram->record);
    return &copy->record;
}

void view_directives(struct arena *arena, const struct trust *trust, const struct record *subject,
                     const struct words *words, struct value *list)
{
    const struct field *field = type_field(subject->type, STR("directives"));
    const struct value *written = field ? record_value_const(subject, field) : NULL;
    if (!written || !value_is_given(written) || subject->type->role != ROLE_PAGE)
        return;
    *list = *written;
    list->items = arena_array(arena, written->count, sizeof *list->items);
    for (unsigned i = 0; i < written->count; i++) {
        list->items[i] = written->items[i];
        if (record_is(written->items[i].as.record, TYPE_structure))
            list->items[i].as.record =
                with_drawing(arena, trust, written->items[i].as.record, words);
    }
}
