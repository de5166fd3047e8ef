/* popolo.c: people, organisations, seats and meetings in the words of Popolo.
 *
 * Bodies, organisations and the trust are its organizations; seats are its posts, so that a vacant
 * one is there without a membership; who holds a seat has a membership. Popolo has no word for what
 * is only proposed: such records have our `standing` beside the fields of the specification, which
 * allows others. Ids have the type in front, for ours are unique by type only.
 * Stage: publish, export. Uses: schema, london. Used by: export. Source: popoloproject.com. */
#include "exporting.h"

#include "concordat/base/london.h"
#include "concordat/schema/json_date.h"

static void write_id(struct json *json, const char *name, const struct record *record)
{
    struct buf id = {0};
    if (!record)
        return;
    buf_printf(&id, "%s/%.*s", record->type->name, STR_ARGS(record->id));
    json_member(json, name, buf_str(&id));
    buf_free(&id);
}

static void write_standing(struct json *json, const struct record *record)
{
    json_member(json, "standing", export_standing_name(record));
}

static void write_other_names(struct json *json, const struct value *aliases)
{
    if (!value_is_given(aliases))
        return;
    json_key(json, "other_names");
    json_begin(json, '[');
    for (unsigned i = 0; i < aliases->count; i++) {
        const struct alias *alias = (const struct alias *)aliases->items[i].as.record;
        if (!value_is_given(&alias->text))
            continue;
        json_begin(json, '{');
        json_member(json, "name", value_text(&alias->text));
        json_date(json, "start_date", &alias->from);
        json_date(json, "end_date", &alias->to);
        json_member(json, "note", value_text(&alias->note));
        json_end(json, '}');
    }
    json_end(json, ']');
}

/* The record's page; links of Popolo are whole addresses. */
static void write_links(const struct export_file *file, struct json *json,
                        const struct record *record)
{
    struct buf url = {0};
    if (!export_has_url(file->exporting) || record->address.len == 0)
        return;
    export_address(file->exporting, file->address, record->address, &url);
    json_key(json, "links");
    json_begin(json, '[');
    json_begin(json, '{');
    json_member(json, "url", buf_str(&url));
    json_end(json, '}');
    json_end(json, ']');
    buf_free(&url);
}

static void begin_record(struct json *json, const struct record *record)
{
    json_line(json);
    json_begin(json, '{');
    write_id(json, "id", record);
}

static void end_record(const struct export_file *file, struct json *json,
                       const struct record *record)
{
    write_standing(json, record);
    write_links(file, json, record);
    json_end(json, '}');
}

/* ------------------------------------------------------------------ people */

static void write_contact(struct json *json, const char *type, const struct value *value)
{
    if (!value_is_given(value))
        return;
    json_begin(json, '{');
    json_member(json, "type", str_of(type));
    json_member(json, "value", value_text(value));
    json_end(json, '}');
}

static void write_person(const struct export_file *file, struct json *json,
                         const struct record *record)
{
    const struct person *person = (const struct person *)record;
    begin_record(json, record);
    json_member(json, "name", value_text(&person->name));
    json_member(json, "honorific_prefix", value_text(&person->honorific));
    json_member(json, "sort_name", value_text(&person->sort_name));
    write_other_names(json, &person->aliases);
    json_member(json, "biography", export_words(file->arena, &person->description));
    if (value_is_given(&person->telephone) || value_is_given(&person->email)) {
        json_key(json, "contact_details");
        json_begin(json, '[');
        write_contact(json, "voice", &person->telephone);
        write_contact(json, "email", &person->email);
        json_end(json, ']');
    }
    end_record(file, json, record);
}

/* ------------------------------------------------------------------ organizations */

static void write_trust(const struct export_file *file, struct json *json)
{
    const struct trust *trust = file->trust;
    begin_record(json, &trust->record);
    json_member(json, "name", value_text(&trust->name));
    write_other_names(json, &trust->aliases);
    json_member(json, "classification", STR("partnership"));
    json_member(json, "description", export_words(file->arena, &trust->summary));
    json_date(json, "founding_date", &trust->from);
    json_date(json, "dissolution_date", &trust->to);
    end_record(file, json, &trust->record);
}

/* What a body is a part of, by a link that says so: that it is told here makes it no part of the
 * partnership. A part that is only proposed is no part of what is there. */
static const struct record *parent_of(const struct body *body)
{
    const struct link *link = (const struct link *)value_record(&body->main_link);
    if (!link || value_choice(&link->kind) != link_kind_part_of || value_flag(&link->denied))
        return NULL;
    bool proposed = export_standing_name(&link->record).len > 0;
    return proposed && export_standing_name(&body->record).len == 0 ? NULL
                                                                    : value_record(&link->target);
}

static void write_body(const struct export_file *file, struct json *json,
                       const struct record *record)
{
    const struct body *body = (const struct body *)record;
    begin_record(json, record);
    json_member(json, "name", value_text(&body->name));
    write_other_names(json, &body->aliases);
    json_member(json, "classification", export_choice_name(CHOICES_body_kind, &body->kind));
    write_id(json, "parent_id", parent_of(body));
    json_member(json, "description", export_words(file->arena, &body->purpose));
    json_date(json, "founding_date", &body->from);
    json_date(json, "dissolution_date", &body->to);
    end_record(file, json, record);
}

static void write_organisation(const struct export_file *file, struct json *json,
                               const struct record *record)
{
    const struct organisation *organisation = (const struct organisation *)record;
    begin_record(json, record);
    json_member(json, "name", value_text(&organisation->name));
    write_other_names(json, &organisation->aliases);
    json_member(json, "classification", export_choice_name(CHOICES_sector, &organisation->sector));
    write_id(json, "parent_id", value_record(&organisation->part_of));
    json_member(json, "description", export_words(file->arena, &organisation->description));
    json_date(json, "founding_date", &organisation->from);
    json_date(json, "dissolution_date", &organisation->to);
    end_record(file, json, record);
}

/* ------------------------------------------------------------------ seats and who holds them */

/* What a seat is called: its post, whom it is for, its group; else what the holder sits as. */
static struct str label_of(const struct seat *seat)
{
    const struct record *post = value_record(&seat->post);
    if (post)
        return record_title(post);
    if (value_is_given(&seat->represents))
        return value_text(&seat->represents);
    if (value_is_given(&seat->group))
        return value_text(&seat->group);
    return export_choice_name(CHOICES_capacity, &seat->capacity);
}

static void write_seat(const struct export_file *file, struct json *json,
                       const struct record *record)
{
    const struct seat *seat = (const struct seat *)record;
    begin_record(json, record);
    json_member(json, "label", label_of(seat));
    json_member(json, "role", export_choice_name(CHOICES_capacity, &seat->capacity));
    write_id(json, "organization_id", value_record(&seat->body));
    end_record(file, json, record);
}

static void write_memberships(const struct export_file *file, struct json *json,
                              const struct record *record)
{
    const struct seat *seat = (const struct seat *)record;
    (void)file;
    for (unsigned i = 0; value_is_given(&seat->holders) && i < seat->holders.count; i++) {
        json_line(json);
        json_begin(json, '{');
        json_member(json, "label", label_of(seat));
        json_member(json, "role", export_choice_name(CHOICES_capacity, &seat->capacity));
        write_id(json, "person_id", seat->holders.items[i].as.record);
        write_id(json, "organization_id", value_record(&seat->body));
        write_id(json, "post_id", record);
        write_id(json, "on_behalf_of_id", value_record(&seat->organisations));
        json_date(json, "start_date", &seat->from);
        json_date(json, "end_date", &seat->to);
        write_standing(json, record);
        json_end(json, '}');
    }
}

/* ------------------------------------------------------------------ meetings */

static void write_moment(struct json *json, const char *name, const struct value *date,
                         const struct value *time)
{
    struct day day;
    struct clock_time clock;
    struct buf moment = {0};
    if (!export_day(date, &day) || day.year <= LONDON_FIRST_YEAR ||
        !clock_time_parse(value_text(time), &clock))
        return;
    london_write(day, clock, &moment);
    json_member(json, name, buf_str(&moment));
    buf_free(&moment);
}

static void write_event(const struct export_file *file, struct json *json,
                        const struct record *record)
{
    const struct meeting *meeting = (const struct meeting *)record;
    struct clock_time begins;
    bool timed = clock_time_parse(value_text(&meeting->time), &begins);
    struct day day;
    begin_record(json, record);
    json_member(json, "name", value_text(&meeting->title));
    json_member(json, "description", export_words(file->arena, &meeting->description));
    if (timed && export_day(&meeting->date, &day) && day.year > LONDON_FIRST_YEAR) {
        write_moment(json, "start_date", &meeting->date, &meeting->time);
        if (clock_times_in_order(value_text(&meeting->time), value_text(&meeting->ends)))
            write_moment(json, "end_date", &meeting->date, &meeting->ends);
    } else {
        json_date(json, "start_date", &meeting->date);
    }
    json_member(json, "location", value_text(&meeting->venue));
    json_member(json, "status", export_choice_name(CHOICES_meeting_status, &meeting->status));
    json_member(json, "classification", STR("meeting"));
    write_id(json, "organization_id", value_record(&meeting->body));
    end_record(file, json, record);
}

/* ------------------------------------------------------------------ the file */

static void write_each(const struct export_file *file, struct json *json, const struct value *list,
                       void (*write)(const struct export_file *file, struct json *json,
                                     const struct record *record))
{
    for (unsigned i = 0; value_is_given(list) && i < list->count; i++)
        write(file, json, list->items[i].as.record);
}

static void begin_list(struct json *json, const char *name)
{
    json_line(json);
    json_key(json, name);
    json_begin(json, '[');
}

void export_popolo(const struct export_file *file)
{
    const struct trust *trust = file->trust;
    struct json json = {file->out, false};
    json_begin(&json, '{');
    begin_list(&json, "persons");
    write_each(file, &json, &trust->people, write_person);
    json_end(&json, ']');
    begin_list(&json, "organizations");
    write_trust(file, &json);
    write_each(file, &json, &trust->bodies, write_body);
    write_each(file, &json, &trust->organisations, write_organisation);
    json_end(&json, ']');
    begin_list(&json, "posts");
    write_each(file, &json, &trust->seats, write_seat);
    json_end(&json, ']');
    begin_list(&json, "memberships");
    write_each(file, &json, &trust->seats, write_memberships);
    json_end(&json, ']');
    begin_list(&json, "events");
    write_each(file, &json, &trust->meetings, write_event);
    json_end(&json, ']');
    json_end(&json, '}');
    buf_add_char(file->out, '\n');
}
