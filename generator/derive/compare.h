/* compare.h: what is compared of a trust; nobody outside derive includes it. */
#ifndef CONCORDAT_DERIVE_COMPARE_H
#define CONCORDAT_DERIVE_COMPARE_H

#include "concordat/schema/schema.h"

/* Fills in what is set side by side of a trust whose edition is derived, in `arena`. */
void compare_trust(struct arena *arena, struct entry *entry, const struct trust *trust);

#endif
