/* grow.h: room for one more in a list whose length is not known beforehand. */
#ifndef CONCORDAT_MARKDOWN_GROW_H
#define CONCORDAT_MARKDOWN_GROW_H

#include <stddef.h>

/* `list`, moved if need be, with room for one more than its `count` elements of `size` bytes;
 * `*room` is how many it holds. The caller frees it. */
void *grown(void *list, size_t count, size_t *room, size_t size);

#endif
