/* accessibility.c: what an accessibility statement cannot leave open: whom to ask, what is not
 * accessible where not all is, and that it was reviewed no earlier than written.
 *
 * Stage: survey, check. Uses: schema. Used by: site. */
#include "accessibility.h"

static bool says_how_to_reach(const struct accessibility_contact *contact)
{
    return value_is_given(&contact->email) || value_is_given(&contact->telephone) ||
           value_is_given(&contact->form);
}

/* The first of the listed barriers that the regulations mind; NULL for none. */
static const struct record *barrier_that_counts(const struct accessibility *statement)
{
    for (unsigned i = 0; value_is_given(&statement->barriers) && i < statement->barriers.count;
         i++) {
        const struct record *record = statement->barriers.items[i].as.record;
        if (value_choice(&((const struct barrier *)record)->grounds) !=
            barrier_grounds_out_of_scope)
            return record;
    }
    return NULL;
}

static void check_conformance(const struct accessibility *statement, struct diag *diag)
{
    const struct value *said = &statement->conformance;
    const struct record *barrier = barrier_that_counts(statement);
    if (!value_is_given(said))
        return;
    if (value_choice(said) == conformance_full && barrier)
        diag_error(diag, barrier->mark, RULE_CONFORMANCE_UNEXPLAINED,
                   STR("write conformance: partial, or grounds: out-of-scope"),
                   "the statement says that all of the site is accessible, and this is not");
    else if (value_choice(said) != conformance_full && !barrier)
        diag_error(diag, said->items[0].mark, RULE_CONFORMANCE_UNEXPLAINED,
                   STR("list it below barriers: with what: and grounds:"),
                   "the statement does not say what is not accessible");
}

static void check_dates(const struct accessibility *statement, struct diag *diag)
{
    const struct value *prepared = &statement->prepared;
    const struct value *reviewed = &statement->reviewed;
    if (value_is_given(prepared) && value_is_given(reviewed) &&
        date_latest(&reviewed->items[0].as.date) < date_earliest(&prepared->items[0].as.date))
        diag_error(diag, reviewed->items[0].mark, RULE_DATES_OUT_OF_ORDER,
                   STR("write the day of the last review, or that of the beginning"),
                   "the statement was reviewed before it was prepared");
}

void check_accessibility(const struct site *site, struct diag *diag)
{
    const struct accessibility *statement =
        (const struct accessibility *)value_record(&site->accessibility);
    if (!statement)
        return;
    const struct record *contact = value_record(&statement->contact);
    if (contact && !says_how_to_reach((const struct accessibility_contact *)contact))
        diag_error(diag, contact->mark, RULE_MISSING_FIELD,
                   STR("write email:, telephone: or form:"),
                   "the statement does not say how to reach those who answer");
    check_conformance(statement, diag);
    check_dates(statement, diag);
}
