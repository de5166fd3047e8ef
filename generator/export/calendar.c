/* calendar.c: the meetings of a trust for calendars, those that have a day.
 *
 * Times are London's, with the rule of its summer time in the file. What is written depends on the
 * content alone: a meeting keeps its UID as long as it and its trust keep their ids, wherever the
 * site is published; its stamp is the day that its agenda was published, or else its own day, but
 * not after the day as of which all is told. So the stamp of a meeting to come that has no agenda
 * yet is that day, and moves on with it where as_of is today.
 * Stage: publish, export. Uses: schema, london. Used by: export. Source: RFC 5545, RFC 7986. */
#include "exporting.h"

#include "concordat/base/london.h"

static const char time_zone[] = "BEGIN:VTIMEZONE\r\n"
                                "TZID:Europe/London\r\n"
                                "BEGIN:DAYLIGHT\r\n"
                                "DTSTART:19960331T010000\r\n"
                                "TZOFFSETFROM:+0000\r\n"
                                "TZOFFSETTO:+0100\r\n"
                                "TZNAME:BST\r\n"
                                "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU\r\n"
                                "END:DAYLIGHT\r\n"
                                "BEGIN:STANDARD\r\n"
                                "DTSTART:19961027T020000\r\n"
                                "TZOFFSETFROM:+0100\r\n"
                                "TZOFFSETTO:+0000\r\n"
                                "TZNAME:GMT\r\n"
                                "RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU\r\n"
                                "END:STANDARD\r\n"
                                "END:VTIMEZONE\r\n";

/* ------------------------------------------------------------------ lines */

/* Appends a line in pieces of at most 75 bytes, no character cut in two; empties `line`. */
static void write_line(struct buf *out, struct buf *line)
{
    enum { LONGEST = 75 };
    struct str rest = buf_str(line);
    size_t room = LONGEST;
    while (rest.len > room) {
        size_t end = room;
        while (end > 1 && ((unsigned char)rest.ptr[end] & 0xC0) == 0x80)
            end--;
        buf_add(out, str_slice(rest, 0, end));
        buf_add_string(out, "\r\n ");
        rest = str_slice(rest, end, rest.len);
        room = LONGEST - 1;
    }
    buf_add(out, rest);
    buf_add_string(out, "\r\n");
    buf_clear(line);
}

/* Appends a text as a value may hold it; of a line break of two signs the second counts. */
static void add_text(struct buf *line, struct str text)
{
    for (size_t i = 0; i < text.len; i++) {
        char c = text.ptr[i];
        if (c == '\r' && i + 1 < text.len && text.ptr[i + 1] == '\n')
            continue;
        if (c == '\n' || c == '\r')
            buf_add_string(line, "\\n");
        else if (c == '\\' || c == ';' || c == ',')
            buf_printf(line, "\\%c", c);
        else
            buf_add_char(line, c == '\t' ? ' ' : c);
    }
}

static void write_text(struct buf *out, struct buf *line, const char *name, struct str text)
{
    if (text.len == 0)
        return;
    buf_printf(line, "%s:", name);
    add_text(line, text);
    write_line(out, line);
}

/* ------------------------------------------------------------------ meetings */

static void write_time(struct buf *out, const char *name, struct day day,
                       const struct clock_time *time)
{
    buf_add_string(out, name);
    if (!time)
        buf_add_string(out, ";VALUE=DATE");
    else if (day.year > LONDON_FIRST_YEAR)
        buf_add_string(out, ";TZID=Europe/London");
    buf_printf(out, ":%04d%02d%02d", day.year, day.month, day.day);
    if (time)
        buf_printf(out, "T%02d%02d00", time->hour, time->minute);
    buf_add_string(out, "\r\n");
}

/* The day after which nothing of what is told of a meeting became known. */
static long stamp_of(const struct trust *trust, const struct meeting *meeting, struct day day)
{
    struct day published;
    long as_of = value_is_given(&trust->as_of) ? date_latest(&trust->as_of.items[0].as.date) : 0;
    if (export_day(&meeting->published, &published))
        day = published;
    long stamp = (long)day.year * 10000 + day.month * 100 + day.day;
    return as_of > 0 && stamp > as_of ? as_of : stamp;
}

static void write_status(struct buf *out, const struct meeting *meeting)
{
    bool cancelled = value_choice(&meeting->status) == meeting_status_cancelled;
    bool tentative = export_standing_name(&meeting->record).len > 0;
    buf_printf(out, "STATUS:%s\r\n",
               cancelled   ? "CANCELLED"
               : tentative ? "TENTATIVE"
                           : "CONFIRMED");
}

static void write_times(struct buf *out, const struct meeting *meeting, struct day day)
{
    struct clock_time begins;
    struct clock_time ends;
    if (!clock_time_parse(value_text(&meeting->time), &begins)) {
        write_time(out, "DTSTART", day, NULL);
        return;
    }
    write_time(out, "DTSTART", day, &begins);
    if (clock_times_in_order(value_text(&meeting->time), value_text(&meeting->ends)) &&
        clock_time_parse(value_text(&meeting->ends), &ends))
        write_time(out, "DTEND", day, &ends);
}

static void write_meeting(const struct export_file *file, const struct meeting *meeting)
{
    struct day day;
    struct buf line = {0};
    struct buf *out = file->out;
    if (!export_day(&meeting->date, &day))
        return;
    buf_add_string(out, "BEGIN:VEVENT\r\n");
    buf_printf(&line, "UID:%.*s.%.*s@concordat.invalid", STR_ARGS(meeting->record.id),
               STR_ARGS(file->trust->record.id));
    write_line(out, &line);
    buf_printf(out, "DTSTAMP:%08ldT000000Z\r\n", stamp_of(file->trust, meeting, day));
    write_times(out, meeting, day);
    struct str standing = export_standing(file->exporting, &meeting->record);
    buf_add_string(&line, "SUMMARY:");
    add_text(&line, value_text(&meeting->title));
    if (standing.len > 0) {
        buf_add_string(&line, " (");
        add_text(&line, standing);
        buf_add_char(&line, ')');
    }
    write_line(out, &line);
    if (value_record(&meeting->body))
        write_text(out, &line, "CATEGORIES", record_title(value_record(&meeting->body)));
    write_text(out, &line, "LOCATION", value_text(&meeting->venue));
    write_text(out, &line, "DESCRIPTION", export_words(file->arena, &meeting->description));
    write_status(out, meeting);
    if (export_has_url(file->exporting)) {
        buf_add_string(&line, "URL:");
        export_address(file->exporting, file->address, meeting->record.address, &line);
        write_line(out, &line);
    }
    buf_add_string(out, "END:VEVENT\r\n");
    buf_free(&line);
}

void export_calendar(const struct export_file *file)
{
    struct buf line = {0};
    buf_add_string(file->out, "BEGIN:VCALENDAR\r\nVERSION:2.0\r\n"
                              "PRODID:-//Concordat//Concordat//EN\r\nCALSCALE:GREGORIAN\r\n");
    write_text(file->out, &line, "NAME", value_text(&file->trust->name));
    write_text(file->out, &line, "X-WR-CALNAME", value_text(&file->trust->name));
    buf_add_string(file->out, time_zone);
    for (unsigned i = 0; i < file->trust->meetings.count; i++)
        write_meeting(file, (const struct meeting *)file->trust->meetings.items[i].as.record);
    buf_add_string(file->out, "END:VCALENDAR\r\n");
    buf_free(&line);
}
