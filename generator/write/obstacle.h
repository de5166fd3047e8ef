/* obstacle.h: what stands in the published folder where a commit has to put something else.
 *
 * Everything there that the manifest does not list is somebody's own: it is never overwritten,
 * and nothing is written through a symbolic link. Looked for before a commit begins, so that one
 * which cannot be finished is not begun.
 *
 * Layer: write, private. Used by: output. */
#ifndef CONCORDAT_WRITE_OBSTACLE_H
#define CONCORDAT_WRITE_OBSTACLE_H

#include "concordat/base/diag.h"

#include "record.h"

/* Reports everything that is in the way of carrying out `record` in the open folder `root`, shown
 * as `path`, with the files staged in the open folder `stage`; true where nothing is. Also right
 * for a record that was carried out in part. */
bool obstacles_absent(int root, int stage, const char *path, const struct record *record,
                      struct diag *diag);

#endif
