/* file.c: reads whole files and sorted folders.
 *
 * Layer: base. Uses: arena, diag. Used by: load, mustache's store, diag's excerpts are its own. */
#include "concordat/base/file.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* Reads up to `size` bytes; returns how many there were, or -1 with errno. */
static ssize_t read_all(int fd, char *bytes, size_t size)
{
    size_t done = 0;
    while (done < size) {
        ssize_t got = read(fd, bytes + done, size - done);
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            return -1;
        if (got == 0)
            break;
        done += (size_t)got;
    }
    return (ssize_t)done;
}

bool file_read(struct arena *arena, const char *path, struct str *bytes, struct diag *diag)
{
    bool read_whole = false;
    struct stat status;
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (fd < 0 || fstat(fd, &status) != 0) {
        diag_failure(diag, "read", path);
        goto out;
    }
    if (!S_ISREG(status.st_mode)) {
        errno = S_ISDIR(status.st_mode) ? EISDIR : EINVAL;
        diag_failure(diag, "read", path);
        goto out;
    }
    if (status.st_size > LARGEST_FILE) {
        diag_error(diag, (struct mark){path, 0, 0}, RULE_TOO_LARGE, STR(""),
                   "the file has %lld bytes; at most %d are read", (long long)status.st_size,
                   LARGEST_FILE);
        goto out;
    }
    char *memory = arena_alloc(arena, (size_t)status.st_size + 1);
    ssize_t got = read_all(fd, memory, (size_t)status.st_size);
    if (got < 0) {
        diag_failure(diag, "read", path);
        goto out;
    }
    memory[got] = '\0';
    *bytes = (struct str){memory, (size_t)got};
    read_whole = true;
out:
    if (fd >= 0)
        close(fd);
    return read_whole;
}

static struct mark mark_of_byte(const char *path, struct str text, size_t offset)
{
    struct mark mark = {path, 1, 1};
    for (size_t i = 0; i < offset; i++) {
        if (text.ptr[i] == '\n') {
            mark.line++;
            mark.column = 1;
        } else if (((unsigned char)text.ptr[i] & 0xC0) != 0x80) {
            mark.column++;
        }
    }
    return mark;
}

bool file_read_text(struct arena *arena, const char *path, struct str *text, struct diag *diag)
{
    if (!file_read(arena, path, text, diag))
        return false;
    if (str_starts(*text, "\xEF\xBB\xBF"))
        *text = str_slice(*text, 3, text->len);
    size_t bad = str_first_bad_utf8(*text);
    if (bad == text->len)
        return true;
    diag_error(diag, mark_of_byte(path, *text, bad), RULE_NOT_UTF8,
               STR("save the file as UTF-8, without control characters"),
               "byte 0x%02X is not part of any character", (unsigned char)text->ptr[bad]);
    return false;
}

static int by_name(const void *a, const void *b)
{
    const struct entry_of_folder *left = a;
    const struct entry_of_folder *right = b;
    return str_compare(left->name, right->name);
}

static enum entry_kind kind_of(const char *path)
{
    struct stat status;
    if (stat(path, &status) != 0)
        return ENTRY_OTHER;
    return S_ISREG(status.st_mode) ? ENTRY_FILE : S_ISDIR(status.st_mode) ? ENTRY_FOLDER : ENTRY_OTHER;
}

bool folder_read(struct arena *arena, const char *path, struct entry_of_folder **entries,
                 size_t *count, struct diag *diag)
{
    size_t room = 16;
    struct entry_of_folder *list = arena_array(arena, room, sizeof *list);
    *count = 0;
    DIR *folder = opendir(path);
    if (!folder) {
        diag_failure(diag, "read the folder", path);
        return false;
    }
    for (struct dirent *entry; (entry = readdir(folder));) {
        struct str name = str_of(entry->d_name);
        if (str_starts(name, ".") || str_ends(name, "~"))
            continue;
        if (*count == room) {
            struct entry_of_folder *more = arena_array(arena, room * 2, sizeof *more);
            memcpy(more, list, room * sizeof *more);
            list = more;
            room *= 2;
        }
        const char *full = arena_printf(arena, "%s/%s", path, entry->d_name);
        list[(*count)++] = (struct entry_of_folder){arena_copy(arena, name), full, kind_of(full)};
    }
    closedir(folder);
    qsort(list, *count, sizeof *list, by_name);
    *entries = list;
    return true;
}

bool folder_exists(const char *path)
{
    return kind_of(path) == ENTRY_FOLDER;
}

bool path_exists(const char *path)
{
    struct stat status;
    return lstat(path, &status) == 0;
}
