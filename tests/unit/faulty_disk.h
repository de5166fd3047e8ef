/* faulty_disk.h: system calls for the write layer that fail, die or lose data at a call of a given
 * number, and that end the process where calls come in an order that a power cut would punish.
 *
 * Layer: tests. Used by: test_write_faults. */
#ifndef CONCORDAT_TESTS_FAULTY_DISK_H
#define CONCORDAT_TESTS_FAULTY_DISK_H

#include "../../generator/write/syscalls.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

enum fault {
    FAULT_NONE,
    FAULT_ONE_CALL,    /* the n-th call fails */
    FAULT_ALL_CALLS,   /* the n-th call and all after it fail */
    FAULT_DEATH,       /* the process ends before the n-th call */
    FAULT_TORN_WRITE,  /* the process ends in the middle of the n-th call, where it writes */
    FAULT_POWER_CUT,   /* the process ends, and what was not yet synced is lost */
    FAULT_INTERRUPTED, /* a signal interrupts the n-th call */
    FAULT_SMALL_STEPS, /* every read and write does one byte */
};

static const char *const fault_names[] = {
    "none",       "one call fails", "all calls fail", "death",
    "torn write", "power cut",      "interrupted",    "small steps",
};

enum { MOST_UNSYNCED = 64 };

/* What is to happen to a build, and what it did so far. */
struct page_plan {
    enum fault fault;
    size_t at;    /* strikes the call of this number, from 1, of those that it can strike */
    size_t calls; /* of those so far */
    int unsynced[MOST_UNSYNCED];
    size_t unsynced_count; /* files written since the disk was synced */
    int record_folder;     /* where a commit record was put that may not be on the disk, or -1 */
    bool restless;         /* names changed since the disk was synced */
};

static struct page_plan plan = {.record_folder = -1};

static struct syscalls real;

/* How a process with faults ends. */
enum {
    EXIT_PUBLISHED,
    EXIT_UNTOUCHED, /* published, with fewer calls than the one to strike */
    EXIT_REPORTED,  /* not published, and said why */
    EXIT_SILENT,    /* not published, and did not say why */
    EXIT_DEAD,      /* as planned */
    EXIT_DISORDER,  /* made calls in an order that a power cut would punish */
};

/* What a power cut leaves of files and names that were never synced. */
static void lose_what_is_unsynced(void)
{
    for (size_t i = 0; i < plan.unsynced_count; i++)
        if (ftruncate(plan.unsynced[i], 0) != 0)
            _exit(EXIT_DISORDER);
    if (plan.record_folder >= 0)
        unlinkat(plan.record_folder, "commit", 0);
}

/* Counts a call; true where it must fail. Does not return where the process must die. */
static bool strike(int reason)
{
    if (plan.fault == FAULT_TORN_WRITE || plan.fault == FAULT_INTERRUPTED)
        return false; /* counted where they can strike */
    plan.calls++;
    errno = reason;
    bool struck = plan.calls == plan.at;
    switch (plan.fault) {
    case FAULT_ONE_CALL:
        return struck;
    case FAULT_ALL_CALLS:
        return plan.calls >= plan.at;
    case FAULT_POWER_CUT:
        if (struck)
            lose_what_is_unsynced();
        /* fall through */
    case FAULT_DEATH:
        if (struck)
            _exit(EXIT_DEAD);
        return false;
    default:
        return false;
    }
}

/* The same for a call that a signal can interrupt. */
static bool strike_or_interrupt(int reason)
{
    if (strike(reason))
        return true;
    errno = EINTR;
    return plan.fault == FAULT_INTERRUPTED && ++plan.calls == plan.at;
}

static int faulty_open(int folder, const char *name, int flags, mode_t mode)
{
    if (strike_or_interrupt(flags & O_CREAT ? ENOSPC : EIO))
        return -1;
    int fd = real.open(folder, name, flags, mode);
    if (fd >= 0 && (flags & O_EXCL) && plan.fault == FAULT_POWER_CUT &&
        plan.unsynced_count < MOST_UNSYNCED)
        plan.unsynced[plan.unsynced_count++] = dup(fd);
    return fd;
}

/* Where it fails, what was written is lost, as on file systems that allocate late. */
static int faulty_close(int fd)
{
    bool fails = strike_or_interrupt(ENOSPC);
    int reason = errno;
    if (fails && reason != EINTR && (fcntl(fd, F_GETFL) & O_ACCMODE) == O_WRONLY &&
        ftruncate(fd, 0) != 0)
        _exit(EXIT_DISORDER);
    int closed = real.close(fd);
    if (!fails)
        return closed;
    errno = reason;
    return -1;
}

static ssize_t faulty_read(int fd, void *bytes, size_t size)
{
    if (strike_or_interrupt(EIO))
        return -1;
    return real.read(fd, bytes, plan.fault == FAULT_SMALL_STEPS ? 1 : size);
}

static ssize_t faulty_write(int fd, const void *bytes, size_t size)
{
    if (strike_or_interrupt(ENOSPC))
        return -1;
    if (plan.fault == FAULT_TORN_WRITE && ++plan.calls == plan.at) {
        ssize_t put = real.write(fd, bytes, size / 2);
        _exit(put < 0 ? EXIT_DISORDER : EXIT_DEAD);
    }
    return real.write(fd, bytes, plan.fault == FAULT_SMALL_STEPS ? 1 : size);
}

static int faulty_status(int fd, struct stat *status)
{
    return strike(EIO) ? -1 : real.status(fd, status);
}

static int faulty_status_at(int folder, const char *name, struct stat *status)
{
    return strike(EIO) ? -1 : real.status_at(folder, name, status);
}

static int faulty_may_change(int folder)
{
    return strike(EACCES) ? -1 : real.may_change(folder);
}

static int faulty_make_folder(int folder, const char *name)
{
    return strike(ENOSPC) ? -1 : real.make_folder(folder, name);
}

static int faulty_rename(int from, const char *old_name, int to, const char *new_name)
{
    if (strike(EIO))
        return -1;
    if (strcmp(new_name, "commit") == 0)
        plan.record_folder = dup(to);
    else if (plan.record_folder >= 0)
        _exit(EXIT_DISORDER); /* the record is not on the disk yet */
    plan.restless = true;
    return real.rename(from, old_name, to, new_name);
}

static int faulty_remove_file(int folder, const char *name)
{
    if (strike(EIO))
        return -1;
    bool in_notes = faccessat(folder, "lock", F_OK, 0) == 0;
    if (in_notes && strcmp(name, "commit") == 0 && plan.restless)
        _exit(EXIT_DISORDER); /* what it records is not on the disk yet */
    plan.restless = true;
    return real.remove_file(folder, name);
}

static int faulty_remove_folder(int folder, const char *name)
{
    return strike(EIO) ? -1 : real.remove_folder(folder, name);
}

static int faulty_sync(int fd)
{
    (void)fd;
    if (strike_or_interrupt(EIO))
        return -1;
    plan.record_folder = -1;
    return 0;
}

static int faulty_sync_disk(int fd)
{
    if (faulty_sync(fd) != 0)
        return -1;
    plan.unsynced_count = 0;
    plan.restless = false;
    return 0;
}

static int faulty_lock(int fd)
{
    return strike_or_interrupt(ENOLCK) ? -1 : real.lock(fd);
}

static DIR *faulty_list(int fd)
{
    return strike(ENOMEM) ? NULL : real.list(fd);
}

static struct dirent *faulty_next(DIR *list)
{
    bool fails = strike(EIO);
    errno = fails ? EIO : 0;
    return fails ? NULL : real.next(list);
}

static const struct syscalls faulty = {
    .open = faulty_open,
    .close = faulty_close,
    .read = faulty_read,
    .write = faulty_write,
    .status = faulty_status,
    .status_at = faulty_status_at,
    .may_change = faulty_may_change,
    .make_folder = faulty_make_folder,
    .rename = faulty_rename,
    .remove_file = faulty_remove_file,
    .remove_folder = faulty_remove_folder,
    .sync = faulty_sync,
    .sync_disk = faulty_sync_disk,
    .lock = faulty_lock,
    .list = faulty_list,
    .next = faulty_next,
};

#endif
