/* findable.h: what the index of the search is told of a trust; nobody but the build layer includes
 * it. */
#ifndef CONCORDAT_BUILD_FINDABLE_H
#define CONCORDAT_BUILD_FINDABLE_H

#include "concordat/search/search.h"
#include "unit.h"

/* Where the files of an index go: context of findable_emit. */
struct findable {
    const struct workshop *shop;
    struct mark origin;
};

void findable_emit(struct str address, struct str bytes, void *context);

/* The group of a trust's edition; in `arena`. */
struct search_group findable_trust(struct arena *arena, const struct trust *trust);

/* That of the site's own pages, which come after those of trusts. */
struct search_group findable_site(void);

#endif
