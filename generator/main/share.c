/* share.c: where what comes with the program is: its templates, and the starting files of `new`.
 *
 * It lies at a fixed place from the program itself, so that what is installed may be moved as a
 * whole: bin/concordat has share/concordat beside bin, and build/concordat of a checkout has
 * templates beside build. CONCORDAT_SHARE says another place. Layer: main. Uses: base. */
#include "command.h"

#include "concordat/base/file.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { LONGEST_PATH = 4096 };

/* The folder above the one that the program lies in; empty where the system does not tell. */
static struct str folder_above(char *path, size_t room)
{
    ssize_t length = readlink("/proc/self/exe", path, room);
    struct str above = {path, length > 0 && (size_t)length < room ? (size_t)length : 0};
    for (int steps = 0; steps < 2; steps++)
        while (above.len > 0 && above.ptr[--above.len] != '/')
            continue;
    return above;
}

const char *share_folder(struct arena *arena)
{
    char path[LONGEST_PATH];
    const char *said = getenv("CONCORDAT_SHARE");
    if (said && *said)
        return said;
    struct str above = folder_above(path, sizeof path);
    const char *const places[] = {
        arena_printf(arena, "%.*s/share/concordat", STR_ARGS(above)),
        arena_printf(arena, "%.*s", STR_ARGS(above)),
    };
    for (size_t i = 0; i < sizeof places / sizeof *places; i++)
        if (folder_exists(arena_printf(arena, "%s/templates", places[i])))
            return places[i];
    return NULL;
}
