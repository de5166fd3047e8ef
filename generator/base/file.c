/* file.c: reads whole files and sorted folders.
 *
 * Layer: base. Uses: arena, diag, letters, whole_file. Used by: load, render, main. */
#include "concordat/base/file.h"

#include "concordat/base/letters.h"
#include "whole_file.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

static bool read_up_to(size_t largest, const char *instead, struct arena *arena, const char *path,
                       struct str *bytes, struct diag *diag)
{
    struct buf whole = {0};
    int reason = whole_file_read(path, largest, &whole);
    if (reason == 0) {
        *bytes = arena_copy(arena, buf_str(&whole));
    } else if (reason == EFBIG) {
        diag_error(diag, (struct mark){path, 0, 0}, RULE_TOO_LARGE, str_of(instead),
                   "the file is larger than %zu MiB, the most that is read",
                   largest / (1024 * 1024));
    } else if (reason == ENOTSUP) {
        diag_report(diag, SEVERITY_FAILURE, (struct mark){0}, RULE_SYSTEM,
                    "cannot read %s: it is not a file but a pipe, a socket or a device", path);
    } else {
        errno = reason;
        diag_failure(diag, "read", path);
    }
    buf_free(&whole);
    return reason == 0;
}

bool file_read(struct arena *arena, const char *path, struct str *bytes, struct diag *diag)
{
    return read_up_to(LARGEST_FILE, "divide it into several", arena, path, bytes, diag);
}

bool file_read_pdf(struct arena *arena, const char *path, struct str *bytes, struct diag *diag)
{
    return read_up_to(LARGEST_PDF, "ask for one with smaller pictures", arena, path, bytes, diag);
}

static struct mark mark_of_byte(const char *path, struct str text, size_t offset)
{
    struct mark mark = {path, 1, 1};
    for (size_t i = 0; i < offset; i++) {
        bool half = text.ptr[i] == '\r' && i + 1 < text.len && text.ptr[i + 1] == '\n';
        if (text.ptr[i] == '\n' || (text.ptr[i] == '\r' && !half)) {
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
    if (str_starts(*text, BYTE_ORDER_MARK))
        *text = str_slice(*text, strlen(BYTE_ORDER_MARK), text->len);
    size_t bad = str_first_bad_utf8(*text);
    if (bad == text->len)
        return true;
    struct mark mark = mark_of_byte(path, *text, bad);
    struct str rest = str_slice(*text, bad, text->len);
    size_t at = bad;
    if (str_starts_with_control(rest))
        diag_error(diag, mark, RULE_NOT_UTF8, STR("remove it"),
                   "a control character stands here, which no page can show (U+%04X)",
                   letters_next(*text, &at));
    else
        diag_error(diag, mark, RULE_NOT_UTF8, STR("save the file as UTF-8"),
                   "byte 0x%02X is not part of any character", (unsigned char)rest.ptr[0]);
    return false;
}

static int by_name(const void *a, const void *b)
{
    const struct entry_of_folder *left = a;
    const struct entry_of_folder *right = b;
    return str_compare(left->name, right->name);
}

static enum entry_kind kind_of_mode(mode_t mode)
{
    return S_ISREG(mode) ? ENTRY_FILE : S_ISDIR(mode) ? ENTRY_FOLDER : ENTRY_OTHER;
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
    bool is_whole = true;
    errno = 0;
    for (struct dirent *entry; (entry = readdir(folder)); errno = 0) {
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
        struct stat status;
        /* What cannot be looked at may be content: to pass it over would unpublish it. */
        if (stat(full, &status) != 0) {
            diag_failure(diag, "read", full);
            is_whole = false;
            continue;
        }
        list[(*count)++] =
            (struct entry_of_folder){arena_copy(arena, name), full, kind_of_mode(status.st_mode)};
    }
    if (errno != 0) {
        diag_failure(diag, "read the folder", path);
        is_whole = false;
    }
    closedir(folder);
    qsort(list, *count, sizeof *list, by_name);
    *entries = list;
    return is_whole;
}

bool folder_exists(const char *path)
{
    struct stat status;
    return stat(path, &status) == 0 && S_ISDIR(status.st_mode);
}

bool path_exists(const char *path)
{
    struct stat status;
    return lstat(path, &status) == 0;
}
