/* leftovers.c: what an author may have left as it was: a person called Vacant, a meeting that is
 * planned for a day that is past, the words that `new` begins a page with.
 *
 * Stage: survey, check. Uses: schema, columns. Used by: rules. */
#include "concordat/schema/columns.h"
#include "inspection.h"

static void check_name(const struct inspection *at, const struct person *person)
{
    if (!value_is_given(&person->name) || !is_name_of_nobody(at->arena, value_text(&person->name)))
        return;
    diag_report(at->diag, SEVERITY_WARNING, person->name.items[0].mark, RULE_NAME_OF_NOBODY,
                "'%.*s' becomes a person: name nobody here, and write vacant: yes for the seat (in "
                "a spreadsheet: leave Name empty, write yes in Vacant)",
                STR_ARGS(text_shown(value_text(&person->name))));
}

static void check_status(const struct inspection *at, const struct meeting *meeting)
{
    if (at->as_of > 0 && value_is_given(&meeting->date) &&
        value_choice(&meeting->status) == (int)meeting_status_planned &&
        date_latest(&meeting->date.items[0].as.date) < at->as_of)
        diag_report(at->diag, SEVERITY_ADVICE, meeting->status.items[0].mark, RULE_PAST_YET_PLANNED,
                    "the day of this meeting is past, but it is still planned: write held or "
                    "cancelled");
}

/* The sentences of templates/starters/ that are there for their author and not for readers. */
static bool is_starter_text(struct str line)
{
    static const char *const sentences[] = {
        "What this paper asks for, in one sentence.",
        "What its readers have to know first.",
        "What is put forward, and why.",
        "Who does what by when.",
        "What else the report says, in your own words.",
    };
    for (size_t i = 0; i < sizeof sentences / sizeof *sentences; i++)
        if (str_is(str_trim(line), sentences[i]))
            return true;
    return false;
}

static void report_starter_text(const struct inspection *at, struct mark mark)
{
    diag_report(
        at->diag, SEVERITY_ADVICE, mark, RULE_STARTER_TEXT,
        "these are the words that the file was started with: write your own in their place");
}

/* Each line of a page, and its summary, told once. */
static void check_starter(const struct inspection *at, const struct record *page)
{
    const struct field *field = type_field(page->type, STR("summary"));
    const struct value *summary = field ? record_value_const(page, field) : NULL;
    const struct value *text = record_text_const(page);
    if (summary && value_is_given(summary) && is_starter_text(summary->items[0].text))
        report_starter_text(at, summary->items[0].mark);
    if (!value_is_given(text))
        return;
    struct mark mark = text->items[0].mark;
    for (struct str rest = text->items[0].text; rest.len > 0; mark.line++)
        if (is_starter_text(str_cut(rest, '\n', &rest))) {
            report_starter_text(at, mark);
            return;
        }
}

void check_leftovers(const struct inspection *at, const struct record *record)
{
    if (record->type->id == TYPE_person)
        check_name(at, (const struct person *)record);
    if (record->type->id == TYPE_meeting)
        check_status(at, (const struct meeting *)record);
    if (record->type->role == ROLE_PAGE)
        check_starter(at, record);
}
