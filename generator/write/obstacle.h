/* obstacle.h: what keeps a commit from being carried out: what stands in the published folder where
 * it has to put something else, and folders that the system keeps it from changing.
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
 * as `path`, with the files staged in the open folder `stage`; true where nothing is, with
 * `*folders` the number of folders that are yet to be made. Also right for a record that was
 * carried out in part. */
bool obstacles_absent(int root, int stage, const char *path, const struct record *record,
                      size_t *folders, struct diag *diag);

#endif
