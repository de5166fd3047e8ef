/* layout.h: the texts in what a calendar and a table lay around them. */
#ifndef CONCORDAT_GUARD_LAYOUT_H
#define CONCORDAT_GUARD_LAYOUT_H

#include "concordat/base/buf.h"

/* Appends an iCalendar file as it is meant: folded lines in one piece, no backslash before a sign.
 */
void calendar_text(struct str bytes, struct buf *out);

/* Appends the text of the first cell of CSV and cuts it off, with the sign behind it. */
void cell_text(struct str *bytes, struct buf *out);

#endif
