/* scratch.h: a scratch folder for a test, and whole folders as text, so that one comparison says
 * whether two are equal.
 *
 * Layer: tests. Used by: test_output, test_write_faults. */
#ifndef CONCORDAT_TESTS_SCRATCH_H
#define CONCORDAT_TESTS_SCRATCH_H

#include "concordat/base/arena.h"
#include "concordat/base/buf.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* What scratch_tree tells of each file and folder. */
enum telling {
    TELL_SITE,  /* names and bytes, without the program's notes */
    TELL_ALL,   /* names and bytes, with them */
    TELL_TIMES, /* the same, with inode, permissions and times */
};

/* Makes a new folder; the caller removes it with scratch_remove and frees the path. */
static inline char *scratch_make(void)
{
    const char *base = getenv("TMPDIR");
    struct buf path = {0};
    buf_printf(&path, "%s/concordat-test-XXXXXX", base ? base : "/tmp");
    if (!mkdtemp(path.ptr)) {
        perror(path.ptr);
        exit(1);
    }
    return path.ptr;
}

/* Writes `text` to `folder`/`name`, making the folders between. */
static inline void scratch_put(const char *folder, const char *name, const char *text)
{
    struct buf path = {0};
    buf_printf(&path, "%s/%s", folder, name);
    for (size_t i = strlen(folder) + 1; i < path.len; i++) {
        if (path.ptr[i] != '/')
            continue;
        path.ptr[i] = '\0';
        mkdir(path.ptr, 0777);
        path.ptr[i] = '/';
    }
    FILE *file = fopen(path.ptr, "wb");
    if (!file || fputs(text, file) < 0 || fclose(file) != 0) {
        perror(path.ptr);
        exit(1);
    }
    buf_free(&path);
}

static inline void scratch_tell_file(const char *path, struct buf *out)
{
    FILE *file = fopen(path, "rb");
    buf_add_string(out, " = ");
    for (int c; file && (c = getc(file)) != EOF;)
        if (c != 0)
            buf_add_char(out, (char)c);
        else
            buf_add_string(out, "\\0"); /* of an image: the text goes on behind it */
    if (file)
        fclose(file);
}

static inline void scratch_tell_link(const char *path, struct buf *out)
{
    char target[512];
    ssize_t len = readlink(path, target, sizeof target);
    buf_add_string(out, " -> ");
    if (len > 0)
        buf_add(out, (struct str){target, (size_t)len});
}

static inline int scratch_no_dots(const struct dirent *entry)
{
    return strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0;
}

/* Appends all that is below `path`, sorted, each line beginning with `below`. */
static inline void scratch_tell(const char *path, const char *below, enum telling telling,
                                struct buf *out)
{
    struct dirent **entries;
    int count = scandir(path, &entries, scratch_no_dots, alphasort);
    for (int i = 0; i < count; i++) {
        struct stat status;
        struct buf full = {0};
        struct buf name = {0};
        buf_printf(&full, "%s/%s", path, entries[i]->d_name);
        buf_printf(&name, "%s%s", below, entries[i]->d_name);
        bool notes = telling == TELL_SITE && strcmp(name.ptr, ".concordat") == 0;
        if (!notes && lstat(full.ptr, &status) == 0) {
            buf_add(out, buf_str(&name));
            if (telling == TELL_TIMES)
                buf_printf(out, " [%llu %o %lld.%09ld %lld.%09ld]",
                           (unsigned long long)status.st_ino, status.st_mode,
                           (long long)status.st_mtim.tv_sec, status.st_mtim.tv_nsec,
                           (long long)status.st_ctim.tv_sec, status.st_ctim.tv_nsec);
            if (S_ISREG(status.st_mode))
                scratch_tell_file(full.ptr, out);
            if (S_ISLNK(status.st_mode))
                scratch_tell_link(full.ptr, out);
            buf_add_string(out, S_ISDIR(status.st_mode) ? "/\n" : "\n");
            buf_add_char(&name, '/');
            if (S_ISDIR(status.st_mode))
                scratch_tell(full.ptr, name.ptr, telling, out);
        }
        buf_free(&full);
        buf_free(&name);
        free(entries[i]);
    }
    if (count >= 0)
        free(entries);
}

/* All that is below `path` as text, which the caller frees. */
static inline char *scratch_tree(const char *path, enum telling telling)
{
    struct buf out = {0};
    buf_add_string(&out, "");
    scratch_tell(path, "", telling, &out);
    return out.ptr;
}

/* Removes `path` and all below it. */
static inline void scratch_remove(const char *path)
{
    struct dirent **entries;
    int count = scandir(path, &entries, scratch_no_dots, NULL);
    for (int i = 0; i < count; i++) {
        struct stat status;
        struct buf full = {0};
        buf_printf(&full, "%s/%s", path, entries[i]->d_name);
        if (lstat(full.ptr, &status) == 0 && S_ISDIR(status.st_mode))
            scratch_remove(full.ptr);
        else
            unlink(full.ptr);
        buf_free(&full);
        free(entries[i]);
    }
    if (count >= 0)
        free(entries);
    rmdir(path);
}

#endif
