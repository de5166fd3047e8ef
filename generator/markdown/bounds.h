/* bounds.h: bounds within which the Markdown library is quick. */
#ifndef CONCORDAT_MARKDOWN_BOUNDS_H
#define CONCORDAT_MARKDOWN_BOUNDS_H

#include "source.h"

/* True where the text keeps to every bound; else the first place past each one is reported. */
bool within_bounds(struct source *source, struct diag *diag);

#endif
