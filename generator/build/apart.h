/* apart.h: the published folder stands apart from the folders it is made from.
 *
 * Layer: build, private. Used by: build. */
#ifndef CONCORDAT_BUILD_APART_H
#define CONCORDAT_BUILD_APART_H

#include "concordat/build/build.h"

/* True where the output folder is not inside the content or the templates, nor they inside it;
 * reports where it is. Folders that are not there yet are taken for where they would be made. */
bool folders_are_apart(const struct build_options *options, struct diag *diag);

#endif
