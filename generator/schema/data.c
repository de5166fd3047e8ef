/* data.c: the files of open data, and how the fields of the schema become columns.
 *
 * A table follows from its type: adding a field adds a column. A field that holds parts is told by
 * trust.json alone, but for sources and other names, which fit a cell.
 *
 * Layer: schema. Uses: schema. Used by: plan, which lists the files on a page, and export, which
 * writes them. */
#include "concordat/schema/data.h"

#include <stddef.h>
#include <string.h>

static const struct data_row_of_files files[DATA_FILES] = {
#define FILE_OF(kind, name, media) [data_file_##kind] = {name, media, TYPE_COUNT, 0, NULL}
#define TABLE_OF(kind, type, list, holder)                                                         \
    [data_file_##                                                                                  \
        kind] = {#kind ".csv", "text/csv", TYPE_##type, offsetof(struct trust, list), holder}
    FILE_OF(trust, "trust.json", "application/json"),
    FILE_OF(popolo, "popolo.json", "application/json"),
    TABLE_OF(bodies, body, bodies, NULL),
    TABLE_OF(organisations, organisation, organisations, NULL),
    TABLE_OF(people, person, people, NULL),
    TABLE_OF(seats, seat, seats, NULL),
    TABLE_OF(members, seat, seats, "holders"),
    TABLE_OF(links, link, links, NULL),
    TABLE_OF(outcomes, outcome, outcomes, NULL),
    TABLE_OF(indicators, indicator, indicators, NULL),
    TABLE_OF(figures, figure, indicators, NULL),
    TABLE_OF(actions, action, actions, NULL),
    TABLE_OF(meetings, meeting, meetings, NULL),
    FILE_OF(calendar, "meetings.ics", "text/calendar"),
    FILE_OF(structure, "structure.dot", "text/vnd.graphviz"),
    FILE_OF(columns, "csv-metadata.json", "application/csvm+json"),
#undef FILE_OF
#undef TABLE_OF
};

const struct data_row_of_files *data_file_row(enum data_file file)
{
    return &files[file];
}

/* ------------------------------------------------------------------ rows */

static const struct value *list_of(enum data_file file, const struct trust *trust)
{
    return (const struct value *)(const void *)((const char *)trust + files[file].list);
}

/* The type of the records in the trust's list: that of the rows, or of what they are written in. */
static const struct type *type_in_list(enum data_file file)
{
    const struct type *trust = type_of(TYPE_trust);
    for (size_t i = 0; i < trust->field_count; i++)
        if (trust->fields[i].offset == files[file].list)
            return type_of((enum type_id)trust->fields[i].target);
    return NULL;
}

/* True for a field of what is in the list in which the rows' records are written. */
static bool holds_rows(enum data_file file, const struct field *field)
{
    return field->kind == KIND_PART && field->many && field->need != NEED_MADE_LATER &&
           field->target == (int)files[file].type;
}

static void visit_parts(enum data_file file, const struct record *owner,
                        void (*visit)(const struct data_row *row, void *context), void *context)
{
    for (size_t f = 0; f < owner->type->field_count; f++) {
        const struct field *field = &owner->type->fields[f];
        const struct value *parts = record_value_const(owner, field);
        if (!holds_rows(file, field) || !value_is_given(parts))
            continue;
        for (unsigned i = 0; i < parts->count; i++)
            visit(&(struct data_row){parts->items[i].as.record, owner, field, 0}, context);
    }
}

void data_each_row(enum data_file file, const struct trust *trust,
                   void (*visit)(const struct data_row *row, void *context), void *context)
{
    const struct value *list = list_of(file, trust);
    const struct type *type = type_in_list(file);
    const struct field *holder =
        files[file].holder ? type_field(type, str_of(files[file].holder)) : NULL;
    for (unsigned i = 0; value_is_given(list) && i < list->count; i++) {
        const struct record *record = list->items[i].as.record;
        const struct value *held = holder ? record_value_const(record, holder) : NULL;
        if (type->id != files[file].type)
            visit_parts(file, record, visit, context);
        else if (!holder)
            visit(&(struct data_row){record, NULL, NULL, 0}, context);
        for (unsigned k = 0; held && value_is_given(held) && k < held->count; k++)
            visit(&(struct data_row){record, NULL, NULL, k}, context);
    }
}

static void count_row(const struct data_row *row, void *context)
{
    (void)row;
    ++*(size_t *)context;
}

size_t data_row_count(enum data_file file, const struct trust *trust)
{
    size_t count = 0;
    data_each_row(file, trust, count_row, &count);
    return count;
}

/* ------------------------------------------------------------------ which there are */

static bool is_whole_day(const struct value *date)
{
    return value_is_given(date) && date->count == 1 && date->items[0].as.date.form == DATE_ON &&
           date->items[0].as.date.first.day > 0;
}

static bool any_meeting_has_a_day(const struct trust *trust)
{
    bool found = false;
    for (unsigned i = 0; !found && value_is_given(&trust->meetings) && i < trust->meetings.count;
         i++)
        found = is_whole_day(&((const struct meeting *)trust->meetings.items[i].as.record)->date);
    return found;
}

bool data_is_wanted(enum data_file file, const struct trust *trust)
{
    bool any = false;
    switch (file) {
    case data_file_trust:
        return true;
    case data_file_popolo:
        return value_is_given(&trust->bodies) || value_is_given(&trust->organisations) ||
               value_is_given(&trust->people);
    case data_file_calendar:
        return any_meeting_has_a_day(trust);
    case data_file_structure:
        return value_is_given(&trust->bodies);
    case data_file_columns:
        for (int i = 0; !any && i < DATA_FILES; i++)
            any = files[i].type != TYPE_COUNT && data_is_wanted((enum data_file)i, trust);
        return any;
    default:
        return data_row_count(file, trust) > 0;
    }
}

/* ------------------------------------------------------------------ columns */

/* What columns are made into. */
struct listing {
    struct arena *arena;
    struct data_column_row *columns;
    size_t count;
};

static void add_column(struct listing *at, const char *name, enum data_form form,
                       const struct field *field, const char *doc)
{
    at->columns[at->count++] = (struct data_column_row){name, form, field, doc, false};
}

/* True for a part that fits a cell: where it stands, or a name. */
static bool fits_cell(const struct field *field)
{
    return field->target == TYPE_citation || field->target == TYPE_alias;
}

static bool has_column(const struct field *field)
{
    if (field->kind == KIND_INVERSE || (field->kind == KIND_PART && !fits_cell(field)))
        return false;
    return field->need != NEED_MADE_LATER || field->kind == KIND_URL ||
           (field->kind == KIND_CHOICE && field->target == CHOICES_timing);
}

static void add_reference(struct listing *at, const struct field *field, bool single)
{
    const char *plural = field->many && !single ? "s" : "";
    size_t types;
    target_types(field->target, &types);
    size_t first = at->count;
    add_column(at, arena_printf(at->arena, "%s_id%s", field->name, plural), data_form_ids, field,
               field->doc);
    if (types > 1)
        add_column(at, arena_printf(at->arena, "%s_type%s", field->name, plural), data_form_types,
                   field, field->doc);
    add_column(at, field->name, data_form_value, field, field->doc);
    for (size_t i = first; i < at->count; i++)
        at->columns[i].single = single;
}

static void add_field(struct listing *at, const struct field *field, bool single)
{
    if (field->kind == KIND_REFERENCE) {
        add_reference(at, field, single);
        return;
    }
    add_column(at, field->name, field->kind == KIND_URL ? data_form_page : data_form_value, field,
               field->doc);
    if (field->kind != KIND_DATE)
        return;
    add_column(at, arena_printf(at->arena, "%s_earliest", field->name), data_form_earliest, field,
               field->doc);
    add_column(at, arena_printf(at->arena, "%s_latest", field->name), data_form_latest, field,
               field->doc);
}

const struct data_column_row *data_columns(struct arena *arena, enum data_file file, size_t *count)
{
    enum { MOST_OF_A_FIELD = 3, MOST_OF_A_RECORD = 4 };
    const struct type *type = type_of(files[file].type);
    const struct type *owner = type_in_list(file);
    size_t room = type->field_count * MOST_OF_A_FIELD + MOST_OF_A_RECORD;
    struct listing at = {arena, arena_array(arena, room, sizeof *at.columns), 0};
    if (owner != type) {
        add_column(&at, arena_printf(arena, "%s_id", owner->name), data_form_owner_id, NULL,
                   owner->doc);
        add_column(&at, owner->name, data_form_owner, NULL, owner->doc);
        add_column(&at, "role", data_form_role, NULL, owner->doc);
    } else {
        add_column(&at, "id", data_form_id, NULL, type->doc);
    }
    for (size_t i = 0; i < type->field_count; i++) {
        const struct field *field = &type->fields[i];
        if (has_column(field))
            add_field(&at, field,
                      files[file].holder && strcmp(field->name, files[file].holder) == 0);
    }
    *count = at.count;
    return at.columns;
}

/* ------------------------------------------------------------------ trust.json */

bool field_is_data(const struct type *type, const struct field *field)
{
    switch (field->kind) {
    case KIND_INVERSE:
        return type->id == TYPE_trust;
    case KIND_REFERENCE:
        return field->need != NEED_MADE_LATER && field->need != NEED_MADE_BY_PLACE;
    case KIND_PART:
    case KIND_FLAG:
        return field->need != NEED_MADE_LATER;
    case KIND_CHOICE: /* of those that are made, not what a page is laid out by */
        return field->need != NEED_MADE_LATER || field->target == CHOICES_timing;
    default:
        return true;
    }
}

const char *state_name(enum value_state state)
{
    static const char *const names[] = {
        [STATE_NOT_STATED] = "not stated", [STATE_NONE] = "none", [STATE_WITHHELD] = "withheld"};
    return state < sizeof names / sizeof *names ? names[state] : NULL;
}
