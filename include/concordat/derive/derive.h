/* derive.h: the records of one audience, with everything that follows from them. */
#ifndef CONCORDAT_DERIVE_DERIVE_H
#define CONCORDAT_DERIVE_DERIVE_H

#include "concordat/base/arena.h"
#include "concordat/schema/schema.h"

/* Copies the records and values that `audience` may see into `arena`. A reference to a record that
 * is left out is withheld; a record that cannot be without that reference, such as a seat on a
 * body, is left out too. The records given stay as they are. */
struct records *filter_records(struct arena *arena, const struct records *records,
                               enum audience audience);

/* Fills in what follows from the records: inverse relations, the tree of bodies, vacancies, where
 * periods lie as of `as_of` (yyyymmdd), which takes the place of the trust's own date where it is
 * another. The records are filter_records' own copies. */
void derive_records(struct arena *arena, struct records *records, long as_of);

/* Lists the chapters of the guide in the site, in their order, and fills in the reference that some
 * of them show. The records are filter_records' own copies of the site's. */
void derive_site(struct arena *arena, struct records *records);

/* The number yyyymmdd of a trust's as_of date, where `today` stands for "today". */
long trust_as_of(const struct trust *trust, long today);

/* What the directory tells of a trust, copied to `arena`: all of it that outlives its own. */
const struct entry *directory_entry(struct arena *arena, const struct records *edition);

/* A directory without trusts, in `arena`. */
struct directory *directory_new(struct arena *arena);

/* Adds an entry; entries are added in the order of the directory. */
void directory_add(struct arena *arena, struct directory *directory, const struct entry *entry);

#endif
