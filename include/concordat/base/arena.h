/* arena.h: memory with one stated life, given back all at once.
 *
 * Everything that belongs to a trust lives in the trust's arena, everything of a page in the
 * page's. Out of memory ends the program with one message: nothing checks at each allocation. */
#ifndef CONCORDAT_BASE_ARENA_H
#define CONCORDAT_BASE_ARENA_H

#include "concordat/base/str.h"

struct arena;

/* A new, empty arena; the caller frees it with arena_free. */
struct arena *arena_new(void);

/* Gives back the arena and everything that was allocated from it; NULL is allowed. */
void arena_free(struct arena *arena);

/* Forgets everything that was allocated, and keeps a block of the memory for the next use. */
void arena_clear(struct arena *arena);

/* `size` zeroed bytes, aligned for any type, alive until the arena is freed or cleared. */
void *arena_alloc(struct arena *arena, size_t size);

/* `count` zeroed elements of `size` bytes. */
void *arena_array(struct arena *arena, size_t count, size_t size);

/* `list` where its `*room` is for more than `count` elements of `size` bytes; otherwise a copy of
 * these with twice the room, which `*room` then tells. */
void *arena_grown(struct arena *arena, void *list, size_t count, size_t *room, size_t size);

/* A copy of `text`, terminated by a zero byte that its length does not count. */
struct str arena_copy(struct arena *arena, struct str text);

/* A new C string after a printf format. */
__attribute__((format(printf, 2, 3))) const char *arena_printf(struct arena *arena,
                                                               const char *format, ...);

/* The bytes that the arena holds from the system. */
size_t arena_size(const struct arena *arena);

/* malloc that ends the program with one message instead of failing; free() gives it back. */
void *must_alloc(size_t size);

/* realloc likewise. */
void *must_realloc(void *old, size_t size);

#endif
