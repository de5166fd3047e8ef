/* meetings.c: what meetings say together: which are over, what was agreed, who came in a year.
 *
 * A member's row has a cell for each meeting of the body in the year. Who came in a member's place
 * counts for that member, and a meeting that the member was not to come to counts for nobody.
 * Stage: publish, derive. Uses: schema. Used by: derive. */
#include "lists.h"

static void set_text(struct arena *arena, struct value *value, struct str text)
{
    struct item *item = arena_alloc(arena, sizeof *item);
    item->text = text;
    *value = (struct value){STATE_GIVEN, 1, item, value->mark};
}

static void set_number(struct arena *arena, struct value *value, long number)
{
    struct item *item = arena_alloc(arena, sizeof *item);
    item->as.number = number;
    *value = (struct value){STATE_GIVEN, 1, item, value->mark};
}

/* ------------------------------------------------------------------ codes */

static const struct attendance_code *code_of(const struct meeting *meeting, struct str code)
{
    const struct body *body = (const struct body *)value_record(&meeting->body);
    for (unsigned i = 0;
         body && value_is_given(&body->attendance_codes) && i < body->attendance_codes.count; i++) {
        const struct attendance_code *own =
            (const struct attendance_code *)body->attendance_codes.items[i].as.record;
        if (str_equal(value_text(&own->code), code))
            return own;
    }
    return NULL;
}

static void explain_codes(struct arena *arena, const struct meeting *meeting)
{
    for (unsigned i = 0; value_is_given(&meeting->attendance) && i < meeting->attendance.count;
         i++) {
        struct attendance_note *note =
            (struct attendance_note *)meeting->attendance.items[i].as.record;
        const struct attendance_code *code = code_of(meeting, value_text(&note->code));
        if (code && value_is_given(&code->meaning))
            set_text(arena, &note->meaning, value_text(&code->meaning));
    }
}

/* ------------------------------------------------------------------ attendance */

/* The table of a meeting's body and year, made with its first meeting. */
static struct attendance_table *table_of(struct arena *arena, struct trust *trust,
                                         const struct meeting *meeting)
{
    const struct record *body = value_record(&meeting->body);
    long year = meeting->date.items[0].as.date.first.year;
    for (unsigned i = 0; i < trust->attendance_tables.count; i++) {
        struct attendance_table *table =
            (struct attendance_table *)trust->attendance_tables.items[i].as.record;
        if (value_record(&table->body) == body && value_number(&table->year) == year)
            return table;
    }
    struct attendance_table *table = made_record(arena, TYPE_attendance_table);
    list_add(arena, &table->body, body);
    set_number(arena, &table->year, year);
    list_add(arena, &trust->attendance_tables, &table->record);
    return table;
}

/* The row of a member, made where the member is first met, with empty cells for the meetings
 * before.
 */
static struct attendance_row *row_of(struct arena *arena, struct attendance_table *table,
                                     const struct record *person, struct str name)
{
    for (unsigned i = 0; i < table->rows.count; i++) {
        struct attendance_row *row = (struct attendance_row *)table->rows.items[i].as.record;
        if (value_record(&row->person) == person && str_equal(value_text(&row->name), name))
            return row;
    }
    struct attendance_row *row = made_record(arena, TYPE_attendance_row);
    if (person)
        list_add(arena, &row->person, person);
    else
        set_text(arena, &row->name, name);
    set_number(arena, &row->came, 0);
    set_number(arena, &row->expected, 0);
    list_add(arena, &table->rows, &row->record);
    return row;
}

/* Gives a row an empty cell for each meeting that it has none for. */
static void fill_cells(struct arena *arena, struct attendance_row *row, unsigned count)
{
    while (row->cells.count < count) {
        struct attendance_cell *cell = made_record(arena, TYPE_attendance_cell);
        list_add(arena, &row->cells, &cell->record);
    }
}

static void note_attendance(struct arena *arena, struct attendance_table *table,
                            const struct meeting *meeting, const struct attendance_note *note)
{
    const struct record *person = value_record(&note->person);
    const struct record *member = value_record(&note->substitute_for);
    struct str name = person ? STR("") : value_text(&note->name);
    if (value_flag(&note->in_attendance) || (!person && !member && name.len == 0))
        return;
    struct attendance_row *row =
        row_of(arena, table, member ? member : person, member ? STR("") : name);
    fill_cells(arena, row, table->meetings.count);
    struct attendance_cell *cell =
        (struct attendance_cell *)row->cells.items[table->meetings.count - 1].as.record;
    const struct attendance_code *code = code_of(meeting, value_text(&note->code));
    bool counted = value_is_given(&cell->code);
    if (counted && !member)
        return;
    set_text(arena, &cell->code, value_text(&note->code));
    set_text(arena, &cell->meaning, value_text(&note->meaning));
    if (member && person)
        list_add(arena, &cell->substitute, person);
    if (code && value_flag(&code->not_expected))
        return;
    if (!counted)
        set_number(arena, &row->expected, value_number(&row->expected) + 1);
    if (code && value_flag(&code->present))
        set_number(arena, &row->came, value_number(&row->came) + 1);
}

static void add_attendance(struct arena *arena, struct trust *trust, const struct meeting *meeting)
{
    if (!value_is_given(&meeting->attendance) || !value_is_given(&meeting->date))
        return;
    struct attendance_table *table = table_of(arena, trust, meeting);
    list_add(arena, &table->meetings, &meeting->record);
    for (unsigned i = 0; i < meeting->attendance.count; i++)
        note_attendance(arena, table, meeting,
                        (const struct attendance_note *)meeting->attendance.items[i].as.record);
    for (unsigned i = 0; i < table->rows.count; i++)
        fill_cells(arena, (struct attendance_row *)table->rows.items[i].as.record,
                   table->meetings.count);
}

/* ------------------------------------------------------------------ minutes that are withheld */

/* True for an item with anything of its minutes that is not for this edition. */
static bool lacks_minutes(const struct agenda_item *item)
{
    return !value_flag(&item->trace) &&
           (item->minutes.state == STATE_WITHHELD || item->decision.state == STATE_WITHHELD);
}

static void note_withheld(struct arena *arena, struct meeting *meeting)
{
    bool withheld = meeting->attendance.state == STATE_WITHHELD;
    for (unsigned i = 0; !withheld && value_is_given(&meeting->agenda) && i < meeting->agenda.count;
         i++)
        withheld = lacks_minutes((const struct agenda_item *)meeting->agenda.items[i].as.record);
    if (withheld)
        made_flag(arena, &meeting->minutes_withheld);
}

/* The bar of each row. */
static void measure_attendance(struct arena *arena, struct trust *trust)
{
    for (unsigned i = 0; i < trust->attendance_tables.count; i++) {
        const struct value *rows =
            &((const struct attendance_table *)trust->attendance_tables.items[i].as.record)->rows;
        for (unsigned r = 0; r < rows->count; r++) {
            struct attendance_row *row = (struct attendance_row *)rows->items[r].as.record;
            made_share(arena, &row->share, value_number(&row->came), value_number(&row->expected));
        }
    }
}

/* ------------------------------------------------------------------ the trust's lists */

void derive_meetings(struct arena *arena, struct trust *trust, long as_of)
{
    for (unsigned i = 0; i < trust->meetings.count; i++) {
        struct meeting *meeting = (struct meeting *)trust->meetings.items[i].as.record;
        bool past =
            value_is_given(&meeting->date) && date_latest(&meeting->date.items[0].as.date) < as_of;
        list_add(arena, past ? &trust->past_meetings : &trust->coming_meetings, &meeting->record);
        note_withheld(arena, meeting);
        explain_codes(arena, meeting);
        add_attendance(arena, trust, meeting);
    }
    measure_attendance(arena, trust);
    for (unsigned i = 0; i < trust->actions.count; i++) {
        const struct action *action = (const struct action *)trust->actions.items[i].as.record;
        if (value_is_given(&action->agreed_at))
            list_add(arena, &trust->agreed_actions, &action->record);
    }
}
