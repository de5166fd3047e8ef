/* schemas.c: writes the schemas of a site's folder `schema`, which its files name for editors.
 *
 * They are of the program and nobody's own work, so that a newer program writes them over the old
 * ones, whole: first beside them, then in their place. Layer: author. Uses: starter, json_schema.
 * Used by: main. */
#include "concordat/author/schemas.h"

#include "concordat/schema/json_schema.h"
#include "starter.h"

#include <stdio.h>
#include <unistd.h>

static bool write_one(struct arena *arena, const struct type *type, const char *path,
                      struct diag *diag)
{
    struct buf text = {0};
    const char *beside = arena_printf(arena, "%s.new", path);
    json_schema(type, &text);
    unlink(beside); /* left by a run that was cut short, if at all */
    bool written = starter_write(arena, beside, buf_str(&text), diag);
    if (written && rename(beside, path) != 0) {
        diag_failure(diag, "write", path);
        written = false;
    }
    buf_free(&text);
    return written;
}

bool schemas_write(const char *folder, struct buf *told, struct diag *diag)
{
    struct arena *arena = arena_new();
    bool good = true;
    for (int i = 0; i < TYPE_COUNT && good; i++) {
        const struct type *type = type_of((enum type_id)i);
        if (type->role != ROLE_ROOT && type->role != ROLE_PAGE)
            continue;
        const char *path = arena_printf(arena, "%s/%s.json", folder, type->name);
        good = write_one(arena, type, path, diag);
        if (good)
            buf_printf(told, "%s\n", path);
    }
    arena_free(arena);
    return good;
}
