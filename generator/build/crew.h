/* crew.h: threads that share out numbered pieces of work. */
#ifndef CONCORDAT_BUILD_CREW_H
#define CONCORDAT_BUILD_CREW_H

#include <stddef.h>

/* Calls `work(context, n)` once for every n below `count`, by at most `jobs` threads at once, and
 * returns when all is done. The pieces must not depend on one another. */
void crew_work(unsigned jobs, size_t count, void (*work)(void *context, size_t number),
               void *context);

#endif
