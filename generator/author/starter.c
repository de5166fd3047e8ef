/* starter.c: a starting file is a text with {{name}} where an answer belongs; it is filled and
 * written as a new file, never over one that is there.
 *
 * It is no template of the site's: what it makes is read by its author, so it is not checked by the
 * schema but by `check`, like anything else that is written. Layer: author. Uses: base. Used by:
 * new. */
#include "starter.h"

#include "yaml_text.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static const struct str *text_named(struct fillings fillings, struct str name)
{
    for (size_t i = 0; i < fillings.count; i++)
        if (str_is(name, fillings.list[i].name) && fillings.list[i].text.ptr)
            return &fillings.list[i].text;
    return NULL;
}

static unsigned line_of(struct str text, size_t offset)
{
    unsigned line = 1;
    for (size_t i = 0; i < offset; i++)
        line += text.ptr[i] == '\n';
    return line;
}

bool starter_fill(const char *path, struct str text, struct fillings fillings, struct buf *out,
                  struct diag *diag)
{
    size_t from = 0;
    for (size_t at = str_find(text, '{', 0); at < text.len; at = str_find(text, '{', at + 1)) {
        struct str rest = str_slice(text, at, text.len);
        bool raw = str_starts(rest, "{{{");
        if (!raw && !str_starts(rest, "{{"))
            continue;
        size_t begin = at + (raw ? 3 : 2);
        size_t end = str_find(text, '}', begin);
        struct str name = str_slice(text, begin, end);
        const struct str *words = text_named(fillings, name);
        if (!words || !str_starts(str_slice(text, end, text.len), raw ? "}}}" : "}}")) {
            diag_error(diag, (struct mark){path, line_of(text, at), 0}, RULE_UNKNOWN_NAME, STR(""),
                       "a starting file of this kind knows no '%.*s'", STR_ARGS(name));
            return false;
        }
        buf_add(out, str_slice(text, from, at));
        if (raw)
            buf_add(out, *words);
        else
            yaml_text_write(*words, true, out);
        from = end + (raw ? 3 : 2);
        at = from - 1;
    }
    buf_add(out, str_slice(text, from, text.len));
    return true;
}

/* ------------------------------------------------------------------ writing */

/* Makes the folders that the path leads through. */
static bool make_folders(struct arena *arena, const char *path, struct diag *diag)
{
    struct str copy = arena_copy(arena, str_of(path));
    for (size_t at = str_find(copy, '/', 1); at < copy.len; at = str_find(copy, '/', at + 1)) {
        const char *folder = arena_copy(arena, str_slice(copy, 0, at)).ptr;
        if (mkdir(folder, 0777) != 0 && errno != EEXIST) {
            diag_failure(diag, "make the folder", folder);
            return false;
        }
    }
    return true;
}

static bool write_all(int file, struct str text)
{
    while (text.len > 0) {
        ssize_t written = write(file, text.ptr, text.len);
        if (written < 0 && errno != EINTR)
            return false;
        if (written > 0)
            text = str_slice(text, (size_t)written, text.len);
    }
    return true;
}

bool starter_write(struct arena *arena, const char *path, struct str text, struct diag *diag)
{
    if (!make_folders(arena, path, diag))
        return false;
    int file = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
    if (file < 0) {
        diag_failure(diag, "make the file", path);
        return false;
    }
    bool written = write_all(file, text);
    if (close(file) != 0 || !written) {
        diag_failure(diag, "write", path);
        return false;
    }
    return true;
}
