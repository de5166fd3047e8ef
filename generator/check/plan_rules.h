/* plan_rules.h: the rules of plans and figures, which rules.c calls. */
#ifndef CONCORDAT_CHECK_PLAN_RULES_H
#define CONCORDAT_CHECK_PLAN_RULES_H

#include "concordat/check/check.h"

/* Reports what is amiss with a record that is a figure or an indicator. */
void check_plan_record(const struct record *record, struct diag *diag);

/* Reports the outcomes that nothing measures; `measured` has a false for each record. */
void check_outcomes(const struct records *records, bool *measured, struct diag *diag);

#endif
