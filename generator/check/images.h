/* images.h: the images of a trust's folder. */
#ifndef CONCORDAT_CHECK_IMAGES_H
#define CONCORDAT_CHECK_IMAGES_H

#include "concordat/check/links.h"

enum image_fault {
    IMAGE_FINE,
    IMAGE_BADLY_NAMED, /* its path cannot be an address */
    IMAGE_MISSING,
    IMAGE_UNREAD,  /* reported at the file itself */
    IMAGE_UNKNOWN, /* not what its name says */
};

/* An image as a summary keeps it, good or not, so that each file is read once. */
struct kept_image {
    struct image image;
    enum image_fault fault;
};

/* True where a path can be an address as it is, on every system. */
bool path_is_well_named(struct str path);

/* The image at `path` (content/trusts/surrey/pages/hall.jpg), in `arena`; `name` is its path in the
 * folder of the trust `trust`. A file that the system refuses, or that is too large, is reported.
 */
struct kept_image *image_read(struct arena *arena, struct str trust, struct str name,
                              const char *path, struct diag *diag);

#endif
