/* keep.h: how values outlive the trust they are of; nobody outside derive includes it. */
#ifndef CONCORDAT_DERIVE_KEEP_H
#define CONCORDAT_DERIVE_KEEP_H

#include "concordat/schema/schema.h"

/* Sets a field of a view in `arena` to a copy of the text; an empty one leaves it absent. */
void keep_text(struct arena *arena, struct value *to, struct str text);

/* Appends a copy of a text to a list. */
void keep_another(struct arena *arena, struct value *list, struct str text);

/* Copies a value of a field of that kind with all it holds (its state, its remarks, its parts) into
 * `arena`. What names other records is left behind: a reference, a source. */
void keep_value(struct arena *arena, enum kind kind, struct value *to, const struct value *from);

#endif
