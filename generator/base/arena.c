/* arena.c: a chain of blocks, filled from the front and freed together.
 *
 * Under AddressSanitizer and valgrind an arena hides overruns between two of its own pieces; each
 * piece is therefore allocated alone when built with -DCONCORDAT_SEPARATE_ALLOCATIONS.
 *
 * Layer: base. Uses: str. Used by: everything. */
#include "concordat/base/arena.h"

#include <stdalign.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { FIRST_BLOCK = 16 * 1024, LARGEST_BLOCK = 1024 * 1024 };

struct block {
    struct block *next;
    size_t size;
    size_t used;
    alignas(max_align_t) char bytes[];
};

struct arena {
    struct block *blocks; /* newest first */
    size_t next_size;
    size_t held;
};

static _Noreturn void out_of_memory(void)
{
    fputs("concordat: out of memory\n", stderr);
    exit(3);
}

void *must_alloc(size_t size)
{
    void *memory = malloc(size > 0 ? size : 1);
    if (!memory)
        out_of_memory();
    return memory;
}

void *must_realloc(void *old, size_t size)
{
    void *memory = realloc(old, size > 0 ? size : 1);
    if (!memory)
        out_of_memory();
    return memory;
}

struct arena *arena_new(void)
{
    struct arena *arena = must_alloc(sizeof *arena);
    *arena = (struct arena){.next_size = FIRST_BLOCK};
    return arena;
}

static void free_blocks(struct block *block)
{
    while (block) {
        struct block *next = block->next;
        free(block);
        block = next;
    }
}

void arena_free(struct arena *arena)
{
    if (!arena)
        return;
    free_blocks(arena->blocks);
    free(arena);
}

void arena_clear(struct arena *arena)
{
    struct block *keep = arena->blocks;
    if (!keep)
        return;
#ifdef CONCORDAT_SEPARATE_ALLOCATIONS
    free_blocks(keep);
    arena->blocks = NULL;
    arena->held = 0;
#else
    free_blocks(keep->next);
    keep->next = NULL;
    keep->used = 0;
    arena->held = keep->size;
#endif
}

/* A block for a piece of `size` bytes, with room for more pieces unless it is a large one. */
static struct block *add_block(struct arena *arena, size_t size)
{
    size_t room = size;
#ifndef CONCORDAT_SEPARATE_ALLOCATIONS
    if (size < arena->next_size) {
        room = arena->next_size;
        if (arena->next_size < LARGEST_BLOCK)
            arena->next_size *= 2;
    }
#endif
    if (room > SIZE_MAX - sizeof(struct block))
        out_of_memory();
    struct block *block = must_alloc(sizeof *block + room);
    struct block *newest = arena->blocks;
    *block = (struct block){.size = room};
    arena->held += room;
    if (newest && room == size) {
        /* Behind the newest, which thus goes on being filled. */
        block->next = newest->next;
        newest->next = block;
    } else {
        block->next = newest;
        arena->blocks = block;
    }
    return block;
}

void *arena_alloc(struct arena *arena, size_t size)
{
    const size_t align = alignof(max_align_t);
    if (size > SIZE_MAX - align)
        out_of_memory();
#ifdef CONCORDAT_SEPARATE_ALLOCATIONS
    struct block *block = add_block(arena, size);
#else
    size = (size + align - 1) / align * align;
    struct block *block = arena->blocks;
    if (!block || block->size - block->used < size)
        block = add_block(arena, size);
#endif
    void *memory = block->bytes + block->used;
    block->used += size;
    return memset(memory, 0, size);
}

void *arena_array(struct arena *arena, size_t count, size_t size)
{
    if (size > 0 && count > SIZE_MAX / size)
        out_of_memory();
    return arena_alloc(arena, count * size);
}

void *arena_grown(struct arena *arena, void *list, size_t count, size_t *room, size_t size)
{
    if (list && count < *room)
        return list;
    *room = *room > 0 ? *room * 2 : 16;
    void *more = arena_array(arena, *room, size);
    if (list && count > 0)
        memcpy(more, list, count * size);
    return more;
}

struct str arena_copy(struct arena *arena, struct str text)
{
    char *copy = arena_alloc(arena, text.len + 1);
    if (text.len > 0)
        memcpy(copy, text.ptr, text.len);
    return (struct str){copy, text.len};
}

const char *arena_printf(struct arena *arena, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    va_list again;
    va_copy(again, args);
    int len = vsnprintf(NULL, 0, format, args);
    va_end(args);
    if (len < 0)
        out_of_memory();
    char *text = arena_alloc(arena, (size_t)len + 1);
    vsnprintf(text, (size_t)len + 1, format, again);
    va_end(again);
    return text;
}

size_t arena_size(const struct arena *arena)
{
    return arena->held;
}
