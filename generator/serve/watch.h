/* watch.h: learns that something in a folder has changed. */
#ifndef CONCORDAT_SERVE_WATCH_H
#define CONCORDAT_SERVE_WATCH_H

#include "concordat/base/diag.h"

struct watch;

/* Watches the folders and all that are in them; the caller frees it with watch_free. NULL,
 * reported, where the system does not let it. Folders that are not there are looked for again by
 * watch_renew. */
struct watch *watch_new(const char *const *folders, size_t count, struct diag *diag);
void watch_free(struct watch *watch);

/* Readable once something has changed. */
int watch_descriptor(const struct watch *watch);

/* Takes what was learnt; true where a file or folder did change. */
bool watch_take(struct watch *watch);

/* Watches the folders that have come since. */
void watch_renew(struct watch *watch);

#endif
