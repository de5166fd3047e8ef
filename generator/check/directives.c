/* directives.c: checks what only directives can get wrong: showing what their readers may not see.
 *
 * A reference that readers may not follow is left out of a record. A directive is written by hand
 * into a text, and would leave a hole there: so it is told, as a link would be.
 *
 * Stage: survey, check. Uses: schema. Used by: build. */
#include "concordat/check/check.h"

/* The directive that a record is, or stands in; NULL for none. */
static const struct record *directive_of(const struct record *record)
{
    while (record && record->type->role != ROLE_DIRECTIVE)
        record = record->parent;
    return record;
}

static void check_record(const struct record *record, const bool *seen, struct diag *diag)
{
    for (size_t f = 0; f < record->type->field_count; f++) {
        const struct field *field = &record->type->fields[f];
        const struct value *value = record_value_const(record, field);
        if (field->kind != KIND_REFERENCE || !value_is_given(value))
            continue;
        for (unsigned i = 0; i < value->count; i++)
            if (value->items[i].as.record && !seen[value->items[i].as.record->order])
                diag_error(diag, value->items[i].mark, RULE_LINK_TO_WITHHELD,
                           STR("take the directive out, or let the same readers see both"),
                           "those who read this may not see the %s '%.*s'",
                           value->items[i].as.record->type->name,
                           STR_ARGS(text_shown(value->items[i].text)));
    }
}

/* A picture is nothing to those who cannot see it, unless words say what it shows. */
static void check_picture(const struct record *record, struct diag *diag)
{
    const struct value *alt = &((const struct picture *)record)->alt;
    if (record->type->id == TYPE_picture && !value_is_given(alt) && alt->state != STATE_ABSENT)
        diag_error(diag, alt->mark, RULE_UNDESCRIBED_IMAGE, STR("write what it shows"),
                   "an image without words is nothing to those who cannot see it");
}

void check_directives(struct arena *arena, const struct records *records,
                      const struct records *edition, struct diag *diag)
{
    bool *seen = arena_array(arena, records->count, sizeof *seen);
    for (size_t i = 0; i < edition->count; i++)
        seen[edition->list[i]->order] = true;
    for (size_t i = 0; i < records->count; i++) {
        const struct record *record = records->list[i];
        const struct record *directive = directive_of(record);
        if (directive)
            check_picture(record, diag);
        if (directive && seen[directive->parent->order])
            check_record(record, seen, diag);
    }
}
