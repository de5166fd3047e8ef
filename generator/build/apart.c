/* apart.c: keeps the published folder apart from the folders it is made from: pages that are
 * published among the content or the assets would be taken for more of them by the next build.
 *
 * Folders are told apart by device and number, not by path, so that neither links nor ".." hide
 * that two are one. Layer: build. Uses: arena, diag. Used by: build. */
#include "apart.h"

#include "concordat/base/arena.h"

#include <sys/stat.h>

static bool is_same(const struct stat *one, const struct stat *other)
{
    return one->st_dev == other->st_dev && one->st_ino == other->st_ino;
}

/* True where the folder at `path` is `outer` or anywhere below it: climbs to the root. */
static bool is_within(struct arena *arena, const char *path, const struct stat *outer)
{
    struct stat here;
    struct stat above;
    bool found = stat(path, &here) == 0;
    while (found && !is_same(&here, outer)) {
        path = arena_printf(arena, "%s/..", path);
        found = stat(path, &above) == 0 && !is_same(&above, &here);
        here = above;
    }
    return found;
}

/* The longest beginning of `path` that is there: all that will be made is made inside it. Empty
 * for the folder that the program works in. */
static struct str existing_part(struct arena *arena, struct str path)
{
    struct stat status;
    struct str part = path;
    while (part.len > 0 && stat(arena_copy(arena, part).ptr, &status) != 0) {
        while (part.len > 0 && part.ptr[part.len - 1] == '/')
            part.len--;
        while (part.len > 0 && part.ptr[part.len - 1] != '/')
            part.len--;
    }
    return part;
}

/* True where `rest` of a path has a part "..". */
static bool goes_up(struct str rest)
{
    bool found = false;
    while (!found && rest.len > 0)
        found = str_is(str_cut(rest, '/', &rest), "..");
    return found;
}

static bool report(struct diag *diag, const char *output, const char *found, const char *input)
{
    diag_error(diag, (struct mark){output, 0, 0}, RULE_OUTPUT_NOT_APART,
               STR("choose a folder beside it with --output, such as site/public"),
               "the site cannot be published here: %s %s, and published pages must not mix with "
               "what they are made from",
               found, input);
    return false;
}

/* True where the output, of whose path `existing` is there, and an input are not in one another. */
static bool is_apart(struct arena *arena, const char *output, const char *existing,
                     const char *input, struct diag *diag)
{
    struct stat of_input;
    struct stat of_output;
    if (stat(input, &of_input) != 0)
        return true; /* reported where it is read */
    if (is_within(arena, existing, &of_input))
        return report(diag, output, "this is inside", input);
    if (stat(output, &of_output) == 0 && is_within(arena, input, &of_output))
        return report(diag, output, "inside this is", input);
    return true;
}

bool folders_are_apart(const struct build_options *options, struct diag *diag)
{
    struct arena *arena = arena_new();
    const char *output = options->output;
    struct str part = existing_part(arena, str_of(output));
    const char *existing = part.len > 0 ? arena_copy(arena, part).ptr : ".";
    bool apart = !goes_up(str_of(output + part.len));
    if (!apart)
        diag_error(diag, (struct mark){output, 0, 0}, RULE_OUTPUT_NOT_APART,
                   STR("write the path without it"),
                   "the path goes up with '..' from a folder that is not there yet");
    apart = apart && is_apart(arena, output, existing, options->content, diag) &&
            (!options->templates || is_apart(arena, output, existing, options->templates, diag)) &&
            (!options->base_templates ||
             is_apart(arena, output, existing, options->base_templates, diag));
    arena_free(arena);
    return apart;
}
