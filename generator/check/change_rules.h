/* change_rules.h: the rules of the records of a change; only rules.c includes it. */
#ifndef CONCORDAT_CHECK_CHANGE_RULES_H
#define CONCORDAT_CHECK_CHANGE_RULES_H

#include "concordat/check/check.h"

/* Tells where a milestone, option, cycle or quotation breaks a rule. */
void check_change(const struct record *record, struct diag *diag);

#endif
