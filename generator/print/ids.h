/* ids.h: the same ids for the same tags, each time that they are printed.
 *
 * Layer: print, private. */
#ifndef CONCORDAT_PRINT_IDS_H
#define CONCORDAT_PRINT_IDS_H

#include "concordat/base/arena.h"
#include "concordat/base/buf.h"

/* Renumbers, in the bytes of a PDF as Chromium writes it, the ids of tags from 1 in their own
 * order. They differ from run to run; their lengths do not, so that nothing in the file moves. */
void ids_settle(struct arena *arena, struct buf *pdf);

#endif
