/* watch.c: watches the folders of the content and of the templates by inotify.
 *
 * A folder is watched, not its files: editors save by renaming a new file over the old one. After a
 * change all folders are looked through again, so that new ones are watched too; that is cheap, and
 * nothing can be missed between a folder's making and its watching, because the build that follows
 * reads everything. Layer: serve. Uses: base. Used by: serve. */
#include "watch.h"

#include "concordat/base/arena.h"
#include "concordat/base/file.h"

#include <stdlib.h>
#include <sys/inotify.h>
#include <unistd.h>

enum { DEEPEST_FOLDER = 16 };

struct watch {
    int descriptor;
    const char *const *folders;
    size_t count;
};

static const uint32_t changes = IN_CLOSE_WRITE | IN_CREATE | IN_DELETE | IN_MOVED_FROM |
                                IN_MOVED_TO | IN_DELETE_SELF | IN_ATTRIB;

static void watch_folder(struct watch *watch, struct arena *arena, const char *path, int depth)
{
    struct entry_of_folder *entries;
    size_t count;
    struct diag *unheard = diag_new(); /* a folder that cannot be read is told by the build */
    inotify_add_watch(watch->descriptor, path, changes);
    if (depth < DEEPEST_FOLDER && folder_read(arena, path, &entries, &count, unheard))
        for (size_t i = 0; i < count; i++)
            if (entries[i].kind == ENTRY_FOLDER)
                watch_folder(watch, arena, entries[i].path, depth + 1);
    diag_free(unheard);
}

void watch_renew(struct watch *watch)
{
    struct arena *arena = arena_new();
    for (size_t i = 0; i < watch->count; i++)
        if (folder_exists(watch->folders[i]))
            watch_folder(watch, arena, watch->folders[i], 0);
    arena_free(arena);
}

struct watch *watch_new(const char *const *folders, size_t count, struct diag *diag)
{
    struct watch *watch = must_alloc(sizeof *watch);
    *watch = (struct watch){inotify_init1(IN_NONBLOCK | IN_CLOEXEC), folders, count};
    if (watch->descriptor < 0) {
        diag_failure(diag, "watch", folders[0]);
        free(watch);
        return NULL;
    }
    watch_renew(watch);
    return watch;
}

void watch_free(struct watch *watch)
{
    if (!watch)
        return;
    close(watch->descriptor);
    free(watch);
}

int watch_descriptor(const struct watch *watch)
{
    return watch->descriptor;
}

bool watch_take(struct watch *watch)
{
    _Alignas(struct inotify_event) char bytes[4096];
    bool changed = false;
    ssize_t length;
    while ((length = read(watch->descriptor, bytes, sizeof bytes)) > 0) {
        for (ssize_t at = 0; at < length;) {
            const struct inotify_event *event = (const struct inotify_event *)(bytes + at);
            /* Editors' own files beside the one that is saved change nothing. */
            bool hidden = event->len > 0 && event->name[0] == '.';
            changed = changed || !hidden;
            at += (ssize_t)(sizeof *event + event->len);
        }
    }
    return changed;
}
