/* claims.h: who asks for which address, where two ask for one, and what that makes of the site.
 *
 * Threads add in any order; so conflicts are looked for only when all is there and sorted, and two
 * runs report the same ones at the same places.
 *
 * Layer: write, private. Used by: output. */
#ifndef CONCORDAT_WRITE_CLAIMS_H
#define CONCORDAT_WRITE_CLAIMS_H

#include "concordat/base/arena.h"
#include "concordat/base/diag.h"
#include "concordat/base/table.h"

#include "record.h"

/* A file that the build asks for. */
struct claim {
    struct str address; /* terminated, without problem */
    struct mark origin; /* what asks for it */
    size_t number;      /* of the staged file */
    bool staged;        /* false where the published file has these bytes already */
};

/* All claims of a build, with tables by folded address. */
struct claims {
    struct claim **list; /* sorted by address, then origin */
    size_t count;
    struct table *files;   /* folded address: the first claim to it */
    struct table *folders; /* folded folder, of any depth: the first claim below it */
    struct arena *arena;
};

/* Sorts `list` and makes the tables, in `arena`. */
struct claims claims_sort(struct arena *arena, struct claim **list, size_t count);

/* Reports every two claims that cannot both be met, at the second; true where there are none. */
bool claims_agree(const struct claims *claims, struct diag *diag);

/* The steps from the published files (sorted addresses, and the same as a table) to the claimed
 * ones. The claims agree. */
struct record claims_record(const struct claims *claims, const struct str *published,
                            size_t published_count, const struct table *is_published);

#endif
