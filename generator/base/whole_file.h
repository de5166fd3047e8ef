/* whole_file.h: all bytes of a file, or the reason why not.
 *
 * Layer: base, private. Used by: file, which reports the reason; excerpt, which does not. */
#ifndef CONCORDAT_BASE_WHOLE_FILE_H
#define CONCORDAT_BASE_WHOLE_FILE_H

#include "concordat/base/buf.h"

/* Appends the bytes of the file at `path`. Returns 0, or an errno: EFBIG where there are more than
 * `largest`, EISDIR for a folder, ENOTSUP for a pipe, a socket or a device, which are not waited
 * for. */
int whole_file_read(const char *path, size_t largest, struct buf *bytes);

#endif
