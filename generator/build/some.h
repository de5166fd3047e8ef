/* some.h: a build that publishes some trusts of a site and leaves the others as they are.
 *
 * Layer: build, private. Used by: build. */
#ifndef CONCORDAT_BUILD_SOME_H
#define CONCORDAT_BUILD_SOME_H

#include "unit.h"

/* True where the build publishes the trust: it was named, or none was. */
bool trust_is_chosen(const struct build_options *options, struct str id);

/* Reports a name that is no trust's. */
void check_chosen(const struct site_content *content, const struct build_options *options,
                  struct diag *diag);

/* Asks the output to keep what is not of the chosen trusts; reports an output folder without a
 * site, and links of theirs to pages of other trusts that are not published there. `shop` outlives
 * the commit. */
void keep_the_others(const struct workshop *shop);

/* What the published folder calls the edition that is built. */
struct str edition_of(const struct build_options *options);

#endif
