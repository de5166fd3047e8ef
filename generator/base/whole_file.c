/* whole_file.c: reads a file to its end.
 *
 * An editor may be saving the file meanwhile, so its size is only a first guess: what counts is
 * what read() gives. Nothing but regular files is read, and opening does not wait: a pipe among the
 * content would stop the build for ever.
 *
 * Layer: base. Uses: buf. Used by: file, excerpt. */
#include "whole_file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <sys/stat.h>
#include <unistd.h>

static int errno_of_kind(mode_t mode)
{
    return S_ISREG(mode) ? 0 : S_ISDIR(mode) ? EISDIR : ENOTSUP;
}

/* Reads to the end, or to one byte more than `largest`, which is as good as knowing them all. */
static int read_to_end(int fd, size_t guess, size_t largest, struct buf *bytes)
{
    enum { STEP = 64 * 1024 };
    size_t total = 0;
    buf_reserve(bytes, guess + 1);
    while (total <= largest) {
        if (bytes->room - bytes->len < 2)
            buf_reserve(bytes, STEP);
        ssize_t got = read(fd, bytes->ptr + bytes->len, bytes->room - bytes->len - 1);
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            return errno;
        bytes->len += (size_t)got;
        bytes->ptr[bytes->len] = '\0';
        total += (size_t)got;
        if (got == 0)
            return 0;
    }
    return EFBIG;
}

int whole_file_read(const char *path, size_t largest, struct buf *bytes)
{
    struct stat status;
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
    if (fd < 0)
        return errno == ENXIO ? ENOTSUP : errno; /* ENXIO: a socket */
    int reason = fstat(fd, &status) != 0 ? errno : errno_of_kind(status.st_mode);
    if (reason == 0 && (uintmax_t)status.st_size > largest)
        reason = EFBIG;
    if (reason == 0)
        reason = read_to_end(fd, (size_t)status.st_size, largest, bytes);
    close(fd);
    return reason;
}
