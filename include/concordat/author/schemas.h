/* schemas.h: the JSON Schemas that a site keeps for the editors of its authors. */
#ifndef CONCORDAT_AUTHOR_SCHEMAS_H
#define CONCORDAT_AUTHOR_SCHEMAS_H

#include "concordat/base/diag.h"

/* Writes into the folder, made where there is none, the schema of each kind of file that authors
 * write: site.json, trust.json and those of the fields in front of pages. What is there of that
 * name is replaced. Appends to `told` each path, on a line. False, reported, where the system
 * refuses. */
bool schemas_write(const char *folder, struct buf *told, struct diag *diag);

#endif
