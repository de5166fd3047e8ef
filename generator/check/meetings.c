/* meetings.c: checks meetings, their agendas, and the notes of who came.
 *
 * What a council owes the public is law where the body's rules of access say so, and only there.
 * Source: Local Government Act 1972, sections 100A to 100K and Schedule 12A.
 * Stage: survey, check. Uses: schema, london, working_days. Used by: rules. */
#include "concordat/base/london.h"
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

/* The day as a number; 0 where it is not one. */
static long day_of(const struct value *value)
{
    return is_a_day(value) ? date_earliest(&value->items[0].as.date) : 0;
}

/* An item may come after the agenda: as late as the law lets it, or for a reason. */
static void check_notice_of_item(const struct inspection *at, const struct agenda_item *item,
                                 const struct meeting *meeting)
{
    const struct body *body = (const struct body *)value_record(&meeting->body);
    int regime = body ? value_choice(&body->access_regime) : -1;
    int asked = regime >= 0 ? notice[regime] : 0;
    long published = day_of(&item->published);
    long day = day_of(&meeting->date);
    if (published == 0 || day == 0)
        return;
    if (published > day)
        diag_error(at->diag, item->published.mark, RULE_DATES_OUT_OF_ORDER,
                   STR("write the day on which it was published"),
                   "this item is published after its meeting");
    else if (asked > 0 && !value_flag(&item->late) && clear_days(published, day) < asked)
        diag_report(at->diag, SEVERITY_WARNING, item->published.mark, RULE_SHORT_NOTICE,
                    "between this day and the meeting lie %d clear days; the rules of '%.*s' ask "
                    "for %d, or for late: yes and a late_reason",
                    clear_days(published, day), STR_ARGS(body->record.id), asked);
}

/* Minutes are approved by a later meeting of the same body. */
static void check_approval(const struct inspection *at, const struct meeting *meeting)
{
    const struct meeting *later =
        (const struct meeting *)value_record(&meeting->minutes_approved_at);
    if (!later)
        return;
    bool other = value_record(&later->body) != value_record(&meeting->body);
    if (other ||
        (value_is_given(&later->date) && value_is_given(&meeting->date) &&
         date_compare(&later->date.items[0].as.date, &meeting->date.items[0].as.date) <= 0))
        diag_error(at->diag, meeting->minutes_approved_at.mark, RULE_DATES_OUT_OF_ORDER,
                   STR("write the id of the meeting that approved them"),
                   other ? "minutes are approved by the body whose they are"
                         : "minutes are approved by a later meeting");
}

/* A meeting is on one day, so its end is later in that day than its beginning. */
static void check_times(const struct inspection *at, const struct meeting *meeting)
{
    struct clock_time clock;
    if (!clock_time_parse(value_text(&meeting->time), &clock) ||
        !clock_time_parse(value_text(&meeting->ends), &clock) ||
        clock_times_in_order(value_text(&meeting->time), value_text(&meeting->ends)))
        return;
    diag_error(at->diag, meeting->ends.mark, RULE_DATES_OUT_OF_ORDER,
               STR("write the time of day at which it ends, later than that of its beginning"),
               "this meeting begins at %.*s and ends at %.*s, which is no later",
               STR_ARGS(value_text(&meeting->time)), STR_ARGS(value_text(&meeting->ends)));
}

static bool has_letter(struct str text)
{
    bool found = false;
    for (size_t i = 0; i < text.len; i++)
        found = found || (text.ptr[i] | 0x20) >= 'a' || (text.ptr[i] & 0x80) != 0;
    return found;
}

/* When a meeting begins or ends may be said in words; a number is a time of the clock. */
static void check_time(const struct inspection *at, const struct value *value)
{
    struct clock_time time;
    for (unsigned i = 0; value_is_given(value) && i < value->count; i++)
        if (!has_letter(value->items[i].text) && !clock_time_parse(value->items[i].text, &time))
            diag_error(at->diag, value->items[i].mark, RULE_IMPOSSIBLE_TIME,
                       STR("write it as 14:00, or in words"),
                       "'%.*s' is no time between 00:00 and 23:59",
                       STR_ARGS(text_shown(value->items[i].text)));
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

/* Who may see a record: as it says, and no more than those who may see what it is written in. */
static int audience_of(const struct record *record)
{
    int audience = (int)audience_public;
    for (; record; record = record->parent) {
        const struct value *own = record_head_const(record, HEAD_AUDIENCE);
        if (own && value_choice(own) > audience)
            audience = value_choice(own);
    }
    return audience;
}

/* Whose meeting is for some alone is itself for them alone, wherever it is written. */
static int audience_of_item(const struct agenda_item *item)
{
    int own = audience_of(&item->record);
    int meeting = audience_of(value_record(&item->meeting));
    return meeting > own ? meeting : own;
}

static bool names_exemption(const struct agenda_item *item)
{
    return value_is_given(&item->exempt_title) || value_is_given(&item->exempt_paragraph) ||
           value_is_given(&item->exempt_reason);
}

static void check_exemption(const struct inspection *at, const struct agenda_item *item)
{
    long paragraph = value_number(&item->exempt_paragraph);
    bool exempt = value_choice(&item->audience) == (int)audience_exempt;
    if ((exempt || names_exemption(item)) &&
        (!value_is_given(&item->exempt_title) || !value_is_given(&item->exempt_paragraph) ||
         !value_is_given(&item->exempt_reason)))
        diag_error(at->diag, exempt ? item->audience.mark : item->record.mark,
                   RULE_EXEMPT_UNEXPLAINED,
                   STR("write exempt_title, exempt_paragraph and exempt_reason"),
                   "this item is exempt, and the public agenda would not say from what");
    else if (value_is_given(&item->exempt_paragraph) && (paragraph < 1 || paragraph > 7))
        diag_error(at->diag, item->exempt_paragraph.mark, RULE_EXEMPT_UNEXPLAINED,
                   STR("write a number from 1 to 7"), "Schedule 12A has no paragraph %ld",
                   paragraph);
    if (names_exemption(item) && audience_of_item(item) == (int)audience_public)
        diag_error(at->diag, item->record.mark, RULE_EXEMPT_YET_PUBLIC,
                   STR("write audience: exempt, or audience: members"),
                   "this item says what exempts it, and everybody may see it");
}

static void check_item(const struct inspection *at, const struct agenda_item *item)
{
    if (value_flag(&item->late) && !value_is_given(&item->late_reason))
        diag_report(at->diag, SEVERITY_WARNING, item->late.mark, RULE_LATE_WITHOUT_REASON,
                    "this item is late and does not say why: late_reason");
    check_exemption(at, item);
    if (value_record(&item->meeting))
        check_notice_of_item(at, item, (const struct meeting *)value_record(&item->meeting));
}

/* Each paper that is to an item, with the widest audience of those items. */
struct put_to {
    bool any;
    int audience;
};

/* Notes whom a paper is put to; or reports one that is open to more than all of them. */
static void check_paper_of_item(const struct inspection *at, const struct agenda_item *item,
                                const struct item *named, struct put_to *papers, bool reporting)
{
    const struct record *paper = named->as.record;
    struct put_to *to = &papers[paper->order];
    int audience = audience_of_item(item);
    if (!reporting) {
        to->audience = to->any && to->audience < audience ? to->audience : audience;
        to->any = true;
    } else if (audience_of(paper) < to->audience) {
        diag_error(at->diag, named->mark, RULE_EXEMPT_YET_PUBLIC,
                   str_of(arena_printf(at->arena, "write audience: %s in papers/%.*s.md",
                                       choices_of(CHOICES_audience)->values[to->audience].name,
                                       STR_ARGS(paper->id))),
                   "the paper '%.*s' may be seen by more than those who may see this item",
                   STR_ARGS(paper->id));
    }
}

void check_papers_of_items(const struct inspection *at)
{
    struct put_to *papers = arena_array(at->arena, at->records->count, sizeof *papers);
    for (int reporting = 0; reporting < 2; reporting++)
        for (size_t i = 0; i < at->records->count; i++) {
            const struct agenda_item *item = (const struct agenda_item *)at->records->list[i];
            if (!record_is(at->records->list[i], TYPE_agenda_item) ||
                !value_is_given(&item->papers))
                continue;
            for (unsigned n = 0; n < item->papers.count; n++)
                check_paper_of_item(at, item, &item->papers.items[n], papers, reporting);
        }
}

void check_meetings(const struct inspection *at, const struct record *record)
{
    const struct meeting *meeting = (const struct meeting *)record;
    if (record->type->id == TYPE_agenda_item)
        check_item(at, (const struct agenda_item *)record);
    if (record->type->id != TYPE_meeting)
        return;
    check_time(at, &meeting->time);
    check_time(at, &meeting->ends);
    check_times(at, meeting);
    const struct body *body = (const struct body *)value_record(&meeting->body);
    if (!body)
        return;
    check_notice(at, meeting, body);
    check_lifetime(at, meeting, body);
    check_codes(at, meeting, body);
    check_approval(at, meeting);
}
