/* crew.c: a handful of threads that take the next number from a counter until there is none.
 *
 * Where the system gives no thread, the caller's own does all the work. Layer: build. */
#include "crew.h"

#include <pthread.h>
#include <stdatomic.h>

enum { LARGEST_CREW = 64 };

struct shift {
    atomic_size_t next;
    size_t count;
    void (*work)(void *context, size_t number);
    void *context;
};

static void *take_turns(void *argument)
{
    struct shift *shift = argument;
    for (size_t number; (number = atomic_fetch_add(&shift->next, 1)) < shift->count;)
        shift->work(shift->context, number);
    return NULL;
}

void crew_work(unsigned jobs, size_t count, void (*work)(void *context, size_t number),
               void *context)
{
    pthread_t threads[LARGEST_CREW];
    struct shift shift = {.count = count, .work = work, .context = context};
    unsigned started = 0;
    while (started + 1 < jobs && started < LARGEST_CREW && started + 1 < count &&
           pthread_create(&threads[started], NULL, take_turns, &shift) == 0)
        started++;
    take_turns(&shift);
    while (started > 0)
        pthread_join(threads[--started], NULL);
}
