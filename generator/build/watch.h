/* watch.h: makes the guard of a build ready; nobody but the build layer includes it. */
#ifndef CONCORDAT_BUILD_WATCH_H
#define CONCORDAT_BUILD_WATCH_H

#include "unit.h"

/* Tells the guard how the months are called, once there is a theme, before trusts are surveyed. */
void guard_learn_months(const struct workshop *shop);

/* Once every trust is surveyed: adds what is withheld of the site itself and of images, and begins
 * the search with the words that are public whoever reads. `site` is the edition of the site. */
void guard_prepare(const struct workshop *shop, const struct site_content *content,
                   const struct records *site);

#endif
