/* moved.h: the addresses at which pages stood before they moved. */
#ifndef CONCORDAT_SCHEMA_MOVED_H
#define CONCORDAT_SCHEMA_MOVED_H

#include "concordat/schema/schema.h"

/* The file that an address of the site, as people know it, is answered by: "/surrey/old/" and
 * "surrey/old" are surrey/old/index.html. In `arena`; where it is none, empty, and `*problem` says
 * what is wrong with it. */
struct str moved_address(struct arena *arena, struct str written, const char **problem);

/* The addresses that a record's page moved from, as they are written; NULL for a record whose type
 * has no page of its own. */
const struct value *record_moved_from(const struct record *record);

#endif
