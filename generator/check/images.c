/* images.c: looks at the images that texts show.
 *
 * An image is published under its own path in the trust's folder, as /surrey/images/hall.jpg for
 * images/hall.jpg as well as for hall.jpg: nothing that an author writes leads elsewhere.
 *
 * Layer: check. Uses: file, image_size. Used by: links. */
#include "images.h"

#include "concordat/base/file.h"
#include "image_size.h"

bool path_is_well_named(struct str path)
{
    for (size_t i = 0; i < path.len; i++) {
        char c = path.ptr[i];
        bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                     c == '-' || c == '_' || c == '/';
        if (!plain && (c != '.' || i == 0 || path.ptr[i - 1] == '/'))
            return false;
    }
    return path.len > 0;
}

static enum image_fault look_at(struct image *image, struct str name, struct diag *diag)
{
    enum image_fault fault = IMAGE_FINE;
    struct str bytes;
    if (!path_is_well_named(name))
        return IMAGE_BADLY_NAMED;
    if (!path_exists(image->path))
        return IMAGE_MISSING;
    struct arena *scratch = arena_new();
    if (!file_read(scratch, image->path, &bytes, diag))
        fault = IMAGE_UNREAD;
    else if (!image_size(name, bytes, &image->width, &image->height))
        fault = IMAGE_UNKNOWN;
    arena_free(scratch);
    return fault;
}

struct kept_image *image_read(struct arena *arena, struct str trust, struct str name,
                              const char *path, struct diag *diag)
{
    struct kept_image *kept = arena_alloc(arena, sizeof *kept);
    size_t inside = str_starts(name, "images/") ? sizeof "images/" - 1 : 0;
    kept->image.path = path;
    kept->image.address = str_of(arena_printf(arena, "%.*s/images/%.*s", STR_ARGS(trust),
                                              STR_ARGS(str_slice(name, inside, name.len))));
    kept->fault = look_at(&kept->image, name, diag);
    return kept;
}
