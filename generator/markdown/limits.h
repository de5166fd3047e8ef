/* limits.h: bounds within which the Markdown library is quick. */
#ifndef CONCORDAT_MARKDOWN_LIMITS_H
#define CONCORDAT_MARKDOWN_LIMITS_H

#include "source.h"

/* True where the text keeps to every bound; else the first place past each one is reported. */
bool within_limits(const struct source *source, struct diag *diag);

#endif
