/* image_size.h: what an image says of itself. */
#ifndef CONCORDAT_CHECK_IMAGE_SIZE_H
#define CONCORDAT_CHECK_IMAGE_SIZE_H

#include "concordat/base/str.h"

/* True where a file name ends as that of an image that can be published. */
bool is_image_name(struct str name);

/* Reads width and height in pixels from the bytes of an image whose file is called `name`; false
 * where they are not of the kind that the name says, or are cut short. */
bool image_size(struct str name, struct str bytes, unsigned *width, unsigned *height);

#endif
