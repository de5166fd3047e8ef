/* moved.c: reads the addresses at which pages stood before they moved, as people have them in old
 * letters and bookmarks.
 *
 * A static site can only answer for a file, so each is turned into the file that a server would
 * answer it by. Layer: schema. Uses: schema. Used by: check, plan. */
#include "concordat/schema/moved.h"

static bool has_bad_part(struct str path)
{
    struct str rest = path;
    if (str_ends(path, "/"))
        return true;
    while (rest.len > 0) {
        struct str part = str_cut(rest, '/', &rest);
        if (part.len == 0 || part.ptr[0] == '.')
            return true;
    }
    return false;
}

/* What is wrong with a path without slashes at its ends; NULL for nothing. */
static const char *problem_of(struct str path)
{
    static const char *const refused[] = {"?", "#", "%", "\\", ":"};
    if (path.len == 0)
        return "the first page stays where it is";
    for (size_t i = 0; i < sizeof refused / sizeof *refused; i++)
        if (str_find(path, refused[i][0], 0) < path.len)
            return "write the path alone, behind the name of the host, without ? # % \\ or :";
    if (has_bad_part(path))
        return "each part of the path has a name that begins with no full stop";
    return NULL;
}

/* True where the last part of the path names a file by its ending. */
static bool names_file(struct str path)
{
    size_t begin = path.len;
    while (begin > 0 && path.ptr[begin - 1] != '/')
        begin--;
    return str_find(path, '.', begin) < path.len;
}

struct str moved_address(struct arena *arena, struct str written, const char **problem)
{
    struct str path = str_trim(written);
    bool folder = str_ends(path, "/");
    if (str_starts(path, "/"))
        path = str_slice(path, 1, path.len);
    if (folder && path.len > 0)
        path.len--;
    *problem = problem_of(path);
    if (*problem)
        return STR("");
    if (folder || !names_file(path))
        return str_of(arena_printf(arena, "%.*s/index.html", STR_ARGS(path)));
    if (str_ends(path, ".html") || str_ends(path, ".htm"))
        return arena_copy(arena, path);
    *problem = "a page that leads on can only stand at an address that ends in / or .html";
    return STR("");
}

const struct value *record_moved_from(const struct record *record)
{
    const struct field *field = type_field(record->type, STR("moved_from"));
    return field ? record_value_const(record, field) : NULL;
}
