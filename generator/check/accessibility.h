/* accessibility.h: what must be true of the accessibility statement of site.yaml.
 *
 * Layer: check, private. Used by: site. */
#ifndef CONCORDAT_CHECK_ACCESSIBILITY_H
#define CONCORDAT_CHECK_ACCESSIBILITY_H

#include "concordat/base/diag.h"
#include "concordat/schema/schema.h"

/* Reports what the statement lacks, where the site has one. */
void check_accessibility(const struct site *site, struct diag *diag);

#endif
