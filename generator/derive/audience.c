/* audience.c: who may see a record or a value, by what its authors wrote of it.
 *
 * The filter takes out what this says, and the guard is told the same: each by its own walk, so
 * that a slip in the one is seen by the other.
 *
 * Layer: derive. Uses: schema. Used by: filter, withheld. */
#include "audience.h"

/* True where nothing says that the minutes are approved, or one source of several says otherwise.
 */
static bool may_be_draft(const struct value *status)
{
    bool approved = value_is_given(status);
    for (unsigned i = 0; approved && i < status->count; i++)
        approved = status->items[i].as.number == (long)minutes_status_approved;
    return !approved;
}

/* The audience of the minutes of a meeting: as the meeting says, or, until they are said to be
 * approved, as its body does. */
static enum audience audience_of_minutes(const struct meeting *meeting)
{
    const struct body *body = (const struct body *)value_record(&meeting->body);
    int said = value_choice(&meeting->minutes_audience);
    if (said < 0 && body && may_be_draft(&meeting->minutes_status))
        said = value_choice(&body->draft_minutes);
    return said < 0 ? audience_public : (enum audience)said;
}

static const struct meeting *meeting_of(const struct record *item)
{
    return record_is(item, TYPE_agenda_item)
               ? (const struct meeting *)value_record(&((const struct agenda_item *)item)->meeting)
               : NULL;
}

/* The meeting whose minutes tell of a record: of a paragraph, of who came, of an interest, of what
 * was agreed to be done; NULL for other records. */
static const struct meeting *meeting_that_tells(const struct record *record)
{
    switch (record->type->id) {
    case TYPE_minute:
        return meeting_of(record->parent);
    case TYPE_attendance_note:
    case TYPE_interest:
        return record_is(record->parent, TYPE_meeting) ? (const struct meeting *)record->parent
                                                       : NULL;
    case TYPE_action:
        return meeting_of(value_record(&((const struct action *)record)->agreed_at));
    default:
        return NULL;
    }
}

static enum audience stricter(enum audience audience, int said)
{
    return said > (int)audience ? (enum audience)said : audience;
}

/* The person that a part tells of: without them, what it says of them is theirs no less. */
static const struct value *subject_of(const struct record *part)
{
    switch (part->type->id) {
    case TYPE_attendance_note:
        return &((const struct attendance_note *)part)->person;
    case TYPE_interest:
        return &((const struct interest *)part)->person;
    default:
        return NULL;
    }
}

/* Who may see whom a part tells of; everybody where that is no record. */
static enum audience audience_of_subject(const struct record *part)
{
    const struct value *subject = subject_of(part);
    const struct record *person = subject ? value_record(subject) : NULL;
    if (!person)
        return audience_public;
    const struct remark *remarks = subject->items[0].remarks;
    return stricter(audience_said(person), remarks ? value_choice(&remarks->audience) : -1);
}

enum audience audience_said(const struct record *record)
{
    const struct value *own = record->type->id == TYPE_minute
                                  ? &((const struct minute *)record)->audience
                                  : record_head_const(record, HEAD_AUDIENCE);
    const struct meeting *meeting = meeting_that_tells(record);
    enum audience audience = stricter(record->place, own ? value_choice(own) : -1);
    audience = stricter(audience, (int)audience_of_subject(record));
    if (meeting && record->type->id == TYPE_action) {
        /* What was agreed at an exempt item tells of it, wherever it is written. */
        audience =
            stricter(audience,
                     (int)audience_said(value_record(&((const struct action *)record)->agreed_at)));
        audience = stricter(audience, (int)audience_said(&meeting->record));
    }
    return meeting ? stricter(audience, (int)audience_of_minutes(meeting)) : audience;
}

enum audience audience_of_item(const struct record *record, const struct field *field,
                               const struct item *item)
{
    int said = item->remarks ? value_choice(&item->remarks->audience) : -1;
    const struct agenda_item *on_agenda = (const struct agenda_item *)record;
    enum audience audience = said >= 0 ? (enum audience)said : field->audience;
    bool decision = record->type->id == TYPE_agenda_item &&
                    record_value_const(record, field) == &on_agenda->decision;
    const struct meeting *meeting = decision && said < 0 ? meeting_of(record) : NULL;
    return meeting ? stricter(audience, (int)audience_of_minutes(meeting)) : audience;
}
