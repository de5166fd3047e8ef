/* syscalls.c: the table of system calls, filled with the system's own, and their repetition after
 * a signal.
 *
 * Layer: write. Uses: nothing. Used by: tree, obstacle, commit, output. */
#define _GNU_SOURCE /* syncfs: one call in place of an fsync for each of ten thousand pages */

#include "syscalls.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/file.h>
#include <unistd.h>

static int real_status_at(int folder, const char *name, struct stat *status)
{
    return fstatat(folder, name, status, AT_SYMLINK_NOFOLLOW);
}

static int real_may_change(int folder)
{
    return faccessat(folder, ".", W_OK | X_OK, AT_EACCESS);
}

static int real_make_folder(int folder, const char *name)
{
    return mkdirat(folder, name, 0777);
}

static int real_open(int folder, const char *name, int flags, mode_t mode)
{
    return openat(folder, name, flags, mode);
}

static int real_remove_file(int folder, const char *name)
{
    return unlinkat(folder, name, 0);
}

static int real_remove_folder(int folder, const char *name)
{
    return unlinkat(folder, name, AT_REMOVEDIR);
}

static int real_sync_disk(int fd)
{
#ifdef __linux__
    return syncfs(fd);
#else
    (void)fd;
    sync();
    return 0;
#endif
}

static int real_lock(int fd)
{
    return flock(fd, LOCK_EX | LOCK_NB);
}

struct syscalls syscalls = {
    .open = real_open,
    .close = close,
    .read = read,
    .write = write,
    .status = fstat,
    .status_at = real_status_at,
    .may_change = real_may_change,
    .make_folder = real_make_folder,
    .rename = renameat,
    .remove_file = real_remove_file,
    .remove_folder = real_remove_folder,
    .sync = fsync,
    .sync_disk = real_sync_disk,
    .lock = real_lock,
    .list = fdopendir,
    .next = readdir,
};

int sys_open(int folder, const char *name, int flags)
{
    int fd;
    do
        fd = syscalls.open(folder, name, flags | O_CLOEXEC, 0666);
    while (fd < 0 && errno == EINTR);
    return fd;
}

void sys_close(int fd)
{
    int reason = errno;
    if (fd >= 0)
        syscalls.close(fd);
    errno = reason;
}

bool sys_close_written(int fd)
{
    /* After EINTR Linux has closed it: to close it again could close another thread's file. */
    return syscalls.close(fd) == 0 || errno == EINTR;
}

ssize_t sys_read(int fd, void *bytes, size_t size)
{
    size_t done = 0;
    while (done < size) {
        ssize_t got = syscalls.read(fd, (char *)bytes + done, size - done);
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

bool sys_write(int fd, const void *bytes, size_t size)
{
    size_t done = 0;
    while (done < size) {
        ssize_t put = syscalls.write(fd, (const char *)bytes + done, size - done);
        if (put < 0 && errno == EINTR)
            continue;
        if (put < 0)
            return false;
        if (put == 0) {
            errno = EIO;
            return false;
        }
        done += (size_t)put;
    }
    return true;
}

bool sys_sync(int fd)
{
    int result;
    do
        result = syscalls.sync(fd);
    while (result != 0 && errno == EINTR);
    return result == 0;
}

bool sys_sync_disk(int fd)
{
    int result;
    do
        result = syscalls.sync_disk(fd);
    while (result != 0 && errno == EINTR);
    return result == 0;
}

bool sys_lock(int fd)
{
    int result;
    do
        result = syscalls.lock(fd);
    while (result != 0 && errno == EINTR);
    return result == 0;
}
