/* diag_forms.h: what was found, in the forms that other programs read. */
#ifndef CONCORDAT_BASE_DIAG_FORMS_H
#define CONCORDAT_BASE_DIAG_FORMS_H

#include "concordat/base/diag.h"

/* Appends a JSON document: {"diagnostics": [{"severity", "rule", "file", "line", "column",
 * "message", "hint"}, ...], "errors": N, "warnings": N}. What a mark does not know is left out. */
void diag_write_json(const struct diag *diag, struct buf *out);

/* Appends a SARIF log of one run of the version of the program, with every rule that was broken.
 * Source: SARIF 2.1.0 (OASIS). */
void diag_write_sarif(const struct diag *diag, const char *version, struct buf *out);

#endif
