/* columns.h: which field a column of a spreadsheet is meant for, by its heading. */
#ifndef CONCORDAT_SCHEMA_COLUMNS_H
#define CONCORDAT_SCHEMA_COLUMNS_H

#include "concordat/schema/schema.h"

/* The field of the type that a heading names: by its name or by a word that offices use for it
 * ("Organisation", "Agency", "Job title"); NULL for none. */
const struct field *column_field(struct arena *arena, const struct type *type, struct str heading);

/* What to do about a heading that is for no field of the type: the record that it belongs to, or
 * the headings that there can be. In `arena`. */
struct str column_hint(struct arena *arena, const struct type *type, struct str heading);

/* The text of a cell as a definition would have it: yes for Y, chair for Chairman, 2009-03-12 for
 * 12/03/2009; the text itself where nothing is known. In `arena`, or borrowed. */
struct str cell_meant(struct arena *arena, const struct field *field, struct str text);

/* The date that an author may have meant by a text that is none, as it is to be written:
 * 2009-03-12 for 12/03/2009; in `arena`, empty where that cannot be told. */
struct str date_meant(struct arena *arena, struct str text);

#endif
