/* address.h: where the links of a page lead, once it is a PDF far from its folder.
 *
 * Layer: print, private. */
#ifndef CONCORDAT_PRINT_ADDRESS_H
#define CONCORDAT_PRINT_ADDRESS_H

#include "concordat/base/arena.h"
#include "concordat/base/buf.h"

/* Appends file://<path>, with all but plain characters as %XX; `path` begins with a slash. */
void file_url_write(struct str path, struct buf *out);

/* `text` with its %XX as bytes, in `arena`. */
struct str percent_decoded(struct arena *arena, struct str text);

/* True for an address with a scheme (https:, mailto:) or a host (//). */
bool address_is_absolute(struct str address);

/* `address`, relative to a file in the folder `base` ("" or ending in a slash), as one relative to
 * where `base` begins, with its "." and ".." taken out; in `arena`. */
struct str address_joined(struct arena *arena, struct str base, struct str address);

#endif
