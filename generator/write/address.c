/* address.c: which addresses are allowed below the published folder, and how they are compared.
 *
 * Layer: write. Uses: arena, str. Used by: record, claims, obstacle, tree, commit, output. */
#include "address.h"

#include <string.h>

static char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

static bool is_control(char c)
{
    return (unsigned char)c < 0x20 || c == 0x7F;
}

static bool begins_as_home(struct str part)
{
    const size_t len = strlen(HOME_FOLDER);
    for (size_t i = 0; i < len; i++)
        if (i == part.len || lower(part.ptr[i]) != HOME_FOLDER[i])
            return false;
    return true;
}

static const char *part_problem(struct str part)
{
    if (part.len == 0)
        return "has nothing between two slashes";
    if (str_is(part, ".") || str_is(part, ".."))
        return "has a part of dots alone";
    if (part.len > LONGEST_PART)
        return "has a part of more than 255 bytes";
    if (begins_as_home(part))
        return "has a part that begins with " HOME_FOLDER ", which the program keeps for its notes";
    return NULL;
}

const char *address_problem(struct str address)
{
    if (address.len == 0)
        return "is empty";
    if (address.len > LONGEST_ADDRESS)
        return "has more than 1,000 bytes";
    if (address.ptr[0] == '/')
        return "begins with a slash";
    if (address.ptr[address.len - 1] == '/')
        return "ends with a slash: it must name a file";
    for (size_t i = 0; i < address.len; i++) {
        if (is_control(address.ptr[i]))
            return "has a control character";
        if (address.ptr[i] == '\\')
            return "has a backslash";
    }
    if (str_first_bad_utf8(address) < address.len)
        return "is not UTF-8";
    const char *problem = NULL;
    for (struct str rest = address; !problem && rest.len > 0;)
        problem = part_problem(str_cut(rest, '/', &rest));
    return problem;
}

struct str address_fold(struct arena *arena, struct str address)
{
    char *folded = arena_alloc(arena, address.len + 1);
    for (size_t i = 0; i < address.len; i++)
        folded[i] = lower(address.ptr[i]);
    return (struct str){folded, address.len};
}

struct str address_folder(struct str address)
{
    size_t len = address.len;
    while (len > 0 && address.ptr[len - 1] != '/')
        len--;
    return (struct str){address.ptr, len > 0 ? len - 1 : 0};
}

const char *address_shown(struct arena *arena, struct str address)
{
    enum { SHOWN = 120 };
    struct str start = str_slice(address, 0, SHOWN);
    while (start.len > 0 && start.len < address.len &&
           ((unsigned char)address.ptr[start.len] & 0xC0) == 0x80)
        start.len--; /* not in the middle of a character */
    bool plain = str_first_bad_utf8(start) == start.len;
    char *shown = arena_alloc(arena, start.len + sizeof "...");
    for (size_t i = 0; i < start.len; i++) {
        char c = start.ptr[i];
        shown[i] = is_control(c) || (!plain && (unsigned char)c >= 0x80) ? '?' : c;
    }
    if (start.len < address.len)
        strcpy(shown + start.len, "...");
    return shown;
}
