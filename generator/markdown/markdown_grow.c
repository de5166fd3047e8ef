/* markdown_grow.c: lists that grow.
 *
 * Layer: markdown. Uses: arena's must_realloc. Used by: the files of this folder that collect. */
#include "grow.h"

#include "concordat/base/arena.h"

void *grown(void *list, size_t count, size_t *room, size_t size)
{
    if (count < *room)
        return list;
    *room = *room > 0 ? *room * 2 : 16;
    return must_realloc(list, *room * size);
}
