/* owner.h: what a record is an item of. */
#ifndef CONCORDAT_CHECK_OWNER_H
#define CONCORDAT_CHECK_OWNER_H

#include "concordat/schema/schema.h"

/* The body of a seat or function, the party of a link; NULL for other records. */
const struct record *record_owner(const struct record *record);

#endif
