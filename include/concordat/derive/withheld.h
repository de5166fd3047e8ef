/* withheld.h: tells the guard what readers may not see, and what they may. */
#ifndef CONCORDAT_DERIVE_WITHHELD_H
#define CONCORDAT_DERIVE_WITHHELD_H

#include "concordat/guard/guard.h"
#include "concordat/schema/schema.h"

/* Adds to the guard every text of the records that those who may see no more than `audience` may
 * not see: by what the authors say of it, or since the filter left it out of their edition. Several
 * threads may call it. */
void withheld_collect(struct guard *guard, enum audience audience, const struct records *records,
                      const struct records *edition);

/* Takes the texts that the edition holds, and may hold, out of the search. The edition is as the
 * filter left it. Several threads may call it. */
void withheld_excuse(struct guard *guard, enum audience audience, const struct records *records,
                     const struct records *edition);

/* Takes the words of the program's own tables out of the search: the guide shows them. */
void withheld_excuse_tables(struct guard *guard);

#endif
