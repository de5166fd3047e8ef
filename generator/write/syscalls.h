/* syscalls.h: every call by which the write layer touches the disk, behind one table.
 *
 * A published folder must survive a full disk and a power cut at any moment. That can only be
 * tested by making each call fail in turn, so each goes through the table, which a test replaces.
 * The functions below add what a caller should not have to think of: calls that a signal
 * interrupted are made again.
 *
 * Layer: write, private. Used by: tree, obstacle, commit, output; tests/unit/test_write_faults. */
#ifndef CONCORDAT_WRITE_SYSCALLS_H
#define CONCORDAT_WRITE_SYSCALLS_H

#include <dirent.h>
#include <stdbool.h>
#include <stddef.h>
#include <sys/stat.h>
#include <sys/types.h>

/* What the system offers; names are relative to an open folder, links are never followed in the
 * last part of a name. All return as POSIX has it, with errno. */
struct syscalls {
    int (*open)(int folder, const char *name, int flags, mode_t mode);
    int (*close)(int fd);
    ssize_t (*read)(int fd, void *bytes, size_t size);
    ssize_t (*write)(int fd, const void *bytes, size_t size);
    int (*status)(int fd, struct stat *status);
    int (*status_at)(int folder, const char *name, struct stat *status);
    int (*may_change)(int folder); /* 0 where names in it may come and go */
    int (*make_folder)(int folder, const char *name);
    int (*rename)(int from, const char *old_name, int to, const char *new_name);
    int (*remove_file)(int folder, const char *name);
    int (*remove_folder)(int folder, const char *name);
    int (*sync)(int fd);      /* one file or folder */
    int (*sync_disk)(int fd); /* the whole file system that holds it */
    int (*lock)(int fd);      /* for this process alone, until it closes the file or dies */
    DIR *(*list)(int fd);
    struct dirent *(*next)(DIR *list);
};

/* The table in use: the system's own calls unless a test put others there. */
extern struct syscalls syscalls;

/* Opens; -1 with errno. The file is closed in programs that this one starts. */
int sys_open(int folder, const char *name, int flags);

/* Closes what was only read, or what failed already: keeps errno; -1 is allowed. */
void sys_close(int fd);

/* Closes what was written: some file systems tell only here that the disk is full. */
bool sys_close_written(int fd);

/* Up to `size` bytes, fewer only at the end of the file; -1 with errno. */
ssize_t sys_read(int fd, void *bytes, size_t size);

/* All of the bytes, or false with errno. */
bool sys_write(int fd, const void *bytes, size_t size);

bool sys_sync(int fd);
bool sys_sync_disk(int fd);
bool sys_lock(int fd);

#endif
