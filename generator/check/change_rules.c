/* change_rules.c: what an author would want to know of phases, options, cycles and quotations.
 *
 * Stage: survey, check. Uses: schema. Used by: rules. */
#include "change_rules.h"

/* ------------------------------------------------------------------ phases */

/* A milestone of a phase that cannot lie in its period, however its date is meant. */
static void check_milestone(const struct record *record, struct diag *diag)
{
    const struct milestone *milestone = (const struct milestone *)record;
    const struct phase *phase = (const struct phase *)value_record(&milestone->phase);
    if (!phase || !value_is_given(&milestone->date))
        return;
    const struct date *date = &milestone->date.items[0].as.date;
    bool early = value_is_given(&phase->from) &&
                 date_latest(date) < date_earliest(&phase->from.items[0].as.date);
    bool late = value_is_given(&phase->to) &&
                date_earliest(date) > date_latest(&phase->to.items[0].as.date);
    if (!early && !late)
        return;
    const struct value *end = early ? &phase->from : &phase->to;
    diag_report(diag, SEVERITY_ADVICE, milestone->date.mark, RULE_OUTSIDE_PHASE,
                "%.*s is %s the phase '%.*s', which %s %.*s",
                STR_ARGS(value_text(&milestone->date)), early ? "before" : "after",
                STR_ARGS(phase->record.id), early ? "begins" : "ends", STR_ARGS(value_text(end)));
}

/* ------------------------------------------------------------------ options */

static void check_option(const struct record *record, struct diag *diag)
{
    const struct option *option = (const struct option *)record;
    if (value_choice(&option->verdict) == verdict_revisit && option->revisit.state == STATE_ABSENT)
        diag_report(diag, SEVERITY_ADVICE, option->verdict.mark, RULE_REVISIT_WITHOUT_DATE,
                    "the option is put off, and nothing says until when: revisit, a date or not "
                    "stated");
    for (unsigned i = 0; value_is_given(&option->compared_with) && i < option->compared_with.count;
         i++)
        if (option->compared_with.items[i].as.record == record)
            diag_error(diag, option->compared_with.items[i].mark, RULE_COMPARED_WITH_ITSELF,
                       STR("name the option that it is set against"),
                       "the option '%.*s' is compared with itself", STR_ARGS(record->id));
}

/* ------------------------------------------------------------------ cycles */

static void check_cycle(const struct record *record, struct diag *diag)
{
    enum { LEAST = 3 };
    const struct cycle *cycle = (const struct cycle *)record;
    unsigned count = value_is_given(&cycle->stages) ? cycle->stages.count : 0;
    if (count < LEAST && (count > 0 || cycle->stages.state == STATE_ABSENT))
        diag_report(diag, SEVERITY_ADVICE, count > 0 ? cycle->stages.mark : record->mark,
                    RULE_SHORT_CYCLE, "a cycle of %u stage%s goes round nothing and is not drawn",
                    count, count == 1 ? "" : "s");
}

/* ------------------------------------------------------------------ quotations */

/* The marks that a quotation may stand in. */
static const struct {
    const char *opening;
    const char *closing;
} quotation_marks[] = {{"“", "”"}, {"‘", "’"}, {"\"", "\""}, {"'", "'"}, {"«", "»"}};

/* True where the text as a whole stands between two marks: “A” and “B” does not. */
static bool stands_in_marks(struct str text)
{
    for (size_t i = 0; i < sizeof quotation_marks / sizeof *quotation_marks; i++) {
        struct str opening = str_of(quotation_marks[i].opening);
        struct str closing = str_of(quotation_marks[i].closing);
        if (text.len < opening.len + closing.len || !str_starts(text, quotation_marks[i].opening) ||
            !str_ends(text, quotation_marks[i].closing))
            continue;
        struct str inside = str_slice(text, opening.len, text.len - closing.len);
        bool closed = false;
        for (size_t k = 0; k + closing.len <= inside.len && !closed; k++)
            closed = str_equal(str_slice(inside, k, k + closing.len), closing);
        return !closed;
    }
    return false;
}

static void check_quotation(const struct record *record, struct diag *diag)
{
    const struct value *text = &((const struct quotation *)record)->text;
    if (stands_in_marks(value_text(text)))
        diag_report(diag, SEVERITY_WARNING, text->mark, RULE_QUOTED_TWICE,
                    "the quotation stands in quotation marks, and the page adds its own");
}

void check_change(const struct record *record, struct diag *diag)
{
    static void (*const rules[TYPE_COUNT])(const struct record *, struct diag *) = {
        [TYPE_milestone] = check_milestone,
        [TYPE_option] = check_option,
        [TYPE_cycle] = check_cycle,
        [TYPE_quotation] = check_quotation,
    };
    if (rules[record->type->id])
        rules[record->type->id](record, diag);
}
