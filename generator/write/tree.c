/* tree.c: opens, reads, writes and removes files below an open folder, part by part of the
 * address, so that no symbolic link is followed on the way.
 *
 * Layer: write. Uses: syscalls, address. Used by: obstacle, commit, output. */
#include "tree.h"

#include "address.h"
#include "syscalls.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

static int open_folder(int folder, const char *name)
{
    return sys_open(folder, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW);
}

static bool make_folder(int folder, const char *name, void *context)
{
    (void)context;
    return syscalls.make_folder(folder, name) == 0 || errno == EEXIST;
}

int tree_open_folder(int root, struct str address, bool make)
{
    return tree_put_folder(root, address, make ? make_folder : NULL, NULL);
}

int tree_put_folder(int root, struct str address, tree_put *put, void *context)
{
    int fd = open_folder(root, ".");
    for (struct str rest = address; fd >= 0 && rest.len > 0;) {
        char name[LONGEST_PART + 1];
        struct str part = str_cut(rest, '/', &rest);
        memcpy(name, part.ptr, part.len);
        name[part.len] = '\0';
        int next = open_folder(fd, name);
        if (next < 0 && errno == ENOENT && put && put(fd, name, context))
            next = open_folder(fd, name);
        sys_close(fd);
        fd = next;
    }
    return fd;
}

const char *tree_name(struct str address)
{
    size_t folder = address_folder(address).len;
    return address.ptr + (folder > 0 ? folder + 1 : 0);
}

bool tree_status(int root, struct str address, struct stat *status)
{
    int folder = tree_open_folder(root, address_folder(address), false);
    bool found = folder >= 0 && syscalls.status_at(folder, tree_name(address), status) == 0;
    sys_close(folder);
    if (!found && (errno == ENOTDIR || errno == ELOOP))
        errno = ENOENT;
    return found;
}

/* Opens a plain file for reading; not blocking, so that a pipe in its place does not hang us. */
static int open_plain(int folder, const char *name, struct stat *status)
{
    int fd = sys_open(folder, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK);
    if (fd >= 0 && syscalls.status(fd, status) == 0) {
        if (S_ISREG(status->st_mode))
            return fd;
        errno = S_ISDIR(status->st_mode) ? EISDIR : EINVAL;
    }
    sys_close(fd);
    return -1;
}

/* True where what is left to read of `fd` is `bytes`. */
static bool reads_as(int fd, struct str bytes)
{
    enum { AT_ONCE = 16 * 1024 };
    char part[AT_ONCE];
    for (size_t done = 0; done < bytes.len;) {
        size_t size = bytes.len - done < AT_ONCE ? bytes.len - done : AT_ONCE;
        ssize_t got = sys_read(fd, part, size);
        if (got != (ssize_t)size || memcmp(part, bytes.ptr + done, size) != 0)
            return false;
        done += size;
    }
    return true;
}

bool tree_holds(int root, struct str address, struct str bytes)
{
    struct stat status = {0};
    int folder = tree_open_folder(root, address_folder(address), false);
    int fd = folder >= 0 ? open_plain(folder, tree_name(address), &status) : -1;
    bool same = fd >= 0 && (unsigned long long)status.st_size == bytes.len && reads_as(fd, bytes);
    sys_close(fd);
    sys_close(folder);
    return same;
}

/* True where a folder could not be removed because it is still of use to somebody, or is gone. */
static bool folder_may_stay(void)
{
    return errno == ENOTEMPTY || errno == EEXIST || errno == ENOENT || errno == ENOTDIR ||
           errno == EBUSY || errno == ELOOP || errno == EACCES || errno == EPERM;
}

/* Removes `address` and those above it while they are empty. */
static bool remove_empty_folders(int root, struct str address)
{
    for (; address.len > 0; address = address_folder(address)) {
        char name[LONGEST_PART + 1] = "";
        struct str parent = address_folder(address);
        struct str last = str_slice(address, parent.len > 0 ? parent.len + 1 : 0, address.len);
        memcpy(name, last.ptr, last.len);
        int folder = tree_open_folder(root, parent, false);
        bool removed = folder >= 0 && syscalls.remove_folder(folder, name) == 0;
        sys_close(folder);
        if (!removed && errno != ENOENT)
            return folder_may_stay();
    }
    return true;
}

enum removal { REMOVED, LEFT_ALONE, REFUSED };

static enum removal remove_plain(int folder, const char *name)
{
    struct stat status;
    if (syscalls.status_at(folder, name, &status) != 0)
        return errno == ENOENT ? REMOVED : REFUSED;
    if (!S_ISREG(status.st_mode))
        return LEFT_ALONE;
    return syscalls.remove_file(folder, name) == 0 || errno == ENOENT ? REMOVED : REFUSED;
}

bool tree_remove(int root, struct str address)
{
    enum removal removal;
    int folder = tree_open_folder(root, address_folder(address), false);
    if (folder >= 0)
        removal = remove_plain(folder, tree_name(address));
    else if (errno == ENOENT)
        removal = REMOVED;
    else
        removal = errno == ENOTDIR || errno == ELOOP ? LEFT_ALONE : REFUSED;
    sys_close(folder);
    if (removal == REMOVED)
        return remove_empty_folders(root, address_folder(address));
    return removal == LEFT_ALONE;
}

bool tree_read(int folder, const char *name, struct buf *bytes)
{
    enum { AT_ONCE = 64 * 1024 };
    struct stat status = {0};
    int fd = open_plain(folder, name, &status);
    if (fd < 0)
        return false;
    ssize_t got = AT_ONCE;
    while (got == AT_ONCE) {
        buf_reserve(bytes, AT_ONCE);
        got = sys_read(fd, bytes->ptr + bytes->len, AT_ONCE);
        bytes->len += got > 0 ? (size_t)got : 0;
        bytes->ptr[bytes->len] = '\0';
    }
    sys_close(fd);
    return got >= 0;
}

bool tree_write(int folder, const char *name, struct str bytes)
{
    int fd = sys_open(folder, name, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW);
    if (fd < 0)
        return false;
    if (sys_write(fd, bytes.ptr, bytes.len))
        return sys_close_written(fd);
    sys_close(fd);
    return false;
}

bool tree_list(int folder, bool (*visit)(const char *name, void *context), void *context)
{
    int fd = open_folder(folder, ".");
    DIR *list = fd >= 0 ? syscalls.list(fd) : NULL;
    if (!list) {
        sys_close(fd);
        return false;
    }
    struct dirent *entry;
    bool visited = true;
    while (visited && (errno = 0, entry = syscalls.next(list)) != NULL)
        if (strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0)
            visited = visit(entry->d_name, context);
    int reason = errno;
    closedir(list);
    errno = reason;
    return visited && reason == 0;
}
