/* meetings.c: checks meetings, their agendas, and the notes of who came.
 *
 * What a council owes the public is law where the body's rules of access say so, and only there.
 * Source: Local Government Act 1972, sections 100A to 100K and Schedule 12A.
 * Stage: survey, check. Uses: schema, working_days. Used by: rules. */
#include "concordat/base/working_days.h"
#include "inspection.h"

/* The clear days that each set of rules asks for. */
static const int notice[] = {
    [access_regime_england] = 5, [access_regime_wales] = 3, [access_regime_own] = 0};

static bool is_a_day(const struct value *value)
{
    return value_is_given(value) && value->items[0].as.date.form == DATE_ON &&
           value->items[0].as.date.first.day > 0;
}

static void check_notice(const struct inspection *at, const struct meeting *meeting,
                         const struct body *body)
{
    int regime = value_choice(&body->access_regime);
    int asked = regime >= 0 ? notice[regime] : 0;
    if (asked == 0 || !is_a_day(&meeting->published) || !is_a_day(&meeting->date))
        return;
    int clear = clear_days(date_earliest(&meeting->published.items[0].as.date),
                           date_earliest(&meeting->date.items[0].as.date));
    if (clear < asked)
        diag_report(at->diag, SEVERITY_WARNING, meeting->published.mark, RULE_SHORT_NOTICE,
                    "between this day and the meeting lie %d clear days; the rules of '%.*s' ask "
                    "for %d",
                    clear, STR_ARGS(body->record.id), asked);
}

static void check_lifetime(const struct inspection *at, const struct meeting *meeting,
                           const struct body *body)
{
    if (!value_is_given(&meeting->date))
        return;
    const struct date *date = &meeting->date.items[0].as.date;
    bool early = value_is_given(&body->from) &&
                 date_latest(date) < date_earliest(&body->from.items[0].as.date);
    bool late =
        value_is_given(&body->to) && date_earliest(date) > date_latest(&body->to.items[0].as.date);
    if (early || late)
        diag_report(at->diag, SEVERITY_WARNING, meeting->date.mark, RULE_MEETING_WITHOUT_BODY,
                    "'%.*s' %s (%.*s)", STR_ARGS(body->record.id),
                    early ? "began after this day" : "ended before this day",
                    STR_ARGS(value_text(early ? &body->from : &body->to)));
}

static bool has_code(const struct body *body, struct str code)
{
    for (unsigned i = 0;
         value_is_given(&body->attendance_codes) && i < body->attendance_codes.count; i++) {
        const struct attendance_code *own =
            (const struct attendance_code *)body->attendance_codes.items[i].as.record;
        if (str_equal(value_text(&own->code), code))
            return true;
    }
    return false;
}

static void check_codes(const struct inspection *at, const struct meeting *meeting,
                        const struct body *body)
{
    for (unsigned i = 0; value_is_given(&meeting->attendance) && i < meeting->attendance.count;
         i++) {
        const struct attendance_note *note =
            (const struct attendance_note *)meeting->attendance.items[i].as.record;
        struct str code = value_text(&note->code);
        if (value_is_given(&note->code) && !has_code(body, code))
            diag_error(at->diag, note->code.mark, RULE_UNKNOWN_CODE,
                       STR("use one of the body's attendance_codes, or add this one to them"),
                       "'%.*s' has no code '%.*s'", STR_ARGS(body->record.id),
                       STR_ARGS(text_shown(code)));
    }
}

static void check_item(const struct inspection *at, const struct agenda_item *item)
{
    long paragraph = value_number(&item->exempt_paragraph);
    if (value_flag(&item->late) && !value_is_given(&item->late_reason))
        diag_report(at->diag, SEVERITY_WARNING, item->late.mark, RULE_LATE_WITHOUT_REASON,
                    "this item is late and does not say why: late_reason");
    if (value_choice(&item->audience) == audience_exempt &&
        (!value_is_given(&item->exempt_title) || !value_is_given(&item->exempt_paragraph) ||
         !value_is_given(&item->exempt_reason)))
        diag_error(at->diag, item->audience.mark, RULE_EXEMPT_UNEXPLAINED,
                   STR("write exempt_title, exempt_paragraph and exempt_reason"),
                   "this item is exempt, and the public agenda would not say from what");
    else if (value_is_given(&item->exempt_paragraph) && (paragraph < 1 || paragraph > 7))
        diag_error(at->diag, item->exempt_paragraph.mark, RULE_EXEMPT_UNEXPLAINED,
                   STR("write a number from 1 to 7"), "Schedule 12A has no paragraph %ld",
                   paragraph);
}

void check_meetings(const struct inspection *at, const struct record *record)
{
    const struct meeting *meeting = (const struct meeting *)record;
    const struct body *body = NULL;
    if (record->type->id == TYPE_agenda_item)
        check_item(at, (const struct agenda_item *)record);
    if (record->type->id == TYPE_meeting)
        body = (const struct body *)value_record(&meeting->body);
    if (!body)
        return;
    check_notice(at, meeting, body);
    check_lifetime(at, meeting, body);
    check_codes(at, meeting, body);
}
