/* site.c: opens the published folder for a build.
 *
 * A folder is the program's own by its manifest, or because it is empty. Its lock is the kernel's,
 * so that it ends with the process that held it, however that ended. A commit record that stands
 * in the folder is carried out before anything else is read.
 *
 * Layer: write. Uses: syscalls, tree, record, obstacle, commit. Used by: output. */
#include "site.h"

#include "address.h"
#include "obstacle.h"
#include "record.h"
#include "syscalls.h"
#include "tree.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>

static struct mark mark_of_folder(const struct site *site)
{
    return (struct mark){site->folders.path, 0, 0};
}

static bool refuse_foreign(struct site *site, const char *what)
{
    diag_error(site->diag, mark_of_folder(site), RULE_FOREIGN_FOLDER,
               STR("choose another folder with --output, or empty this one yourself"),
               "%s; nothing in it was changed", what);
    return false;
}

/* Makes the folder and those above it; notes which of them were missing. */
static bool make_folders(struct site *site)
{
    struct str path = str_of(site->folders.path);
    bool is_there = true;
    site->made = arena_array(site->arena, path.len + 1, sizeof *site->made);
    for (size_t end = str_find(path, '/', 1); is_there; end = str_find(path, '/', end + 1)) {
        const char *folder = arena_copy(site->arena, str_slice(path, 0, end)).ptr;
        site->made[end] = syscalls.make_folder(AT_FDCWD, folder) == 0;
        is_there = site->made[end] || errno == EEXIST;
        if (end == path.len)
            break;
    }
    return is_there;
}

/* Removes what was made for a site that did not come to be. What cannot be removed stays: somebody
 * may have put something there. */
static void remove_made(const struct site *site)
{
    struct str path = str_of(site->folders.path);
    if (site->made_home) {
        syscalls.remove_file(site->folders.home, LOCK_FILE);
        syscalls.remove_folder(site->folders.root, HOME_FOLDER);
    }
    for (size_t end = path.len; site->made && end > 0; end--)
        if (site->made[end])
            syscalls.remove_folder(AT_FDCWD, arena_copy(site->arena, str_slice(path, 0, end)).ptr);
}

/* Opens the folder, which may itself be reached by a symbolic link: whoever made that link decided
 * where the site goes. */
static bool open_root(struct site *site)
{
    const char *path = site->folders.path;
    int root = sys_open(AT_FDCWD, path, O_RDONLY | O_DIRECTORY);
    if (root < 0 && errno == ENOENT) {
        if (!make_folders(site)) {
            diag_failure(site->diag, "make the folder", path);
            return false;
        }
        root = sys_open(AT_FDCWD, path, O_RDONLY | O_DIRECTORY);
    }
    site->folders.root = root;
    if (root < 0)
        diag_failure(site->diag, "open the folder", path);
    return root >= 0;
}

static bool note_content(const char *name, void *context)
{
    bool *content = context;
    *content = *content || strcmp(name, HOME_FOLDER) != 0;
    return true;
}

/* Whether anything but the program's notes is in the folder. */
static bool find_content(const struct site *site, bool *content)
{
    *content = false;
    if (tree_list(site->folders.root, note_content, content))
        return true;
    diag_failure(site->diag, "read the folder", site->folders.path);
    return false;
}

/* Opens the folder of the notes; makes it only in an empty folder. */
static bool open_home(struct site *site)
{
    struct stat status;
    bool content = false;
    int found = syscalls.status_at(site->folders.root, HOME_FOLDER, &status);
    if (found == 0 && !S_ISDIR(status.st_mode))
        return refuse_foreign(site, "its " HOME_FOLDER " is not a folder of this program's");
    if (found != 0 && errno == ENOENT) {
        if (!find_content(site, &content))
            return false;
        if (content)
            return refuse_foreign(site, "the folder has content that this program did not make");
        site->made_home = true;
    }
    site->folders.home = tree_open_folder(site->folders.root, STR(HOME_FOLDER), true);
    if (site->folders.home < 0)
        diag_failure(site->diag, "make the notes of this program in", site->folders.path);
    return site->folders.home >= 0;
}

static bool take_lock(struct site *site)
{
    site->lock_file = sys_open(site->folders.home, LOCK_FILE, O_RDWR | O_CREAT | O_NOFOLLOW);
    if (site->lock_file >= 0 && sys_lock(site->lock_file))
        return true;
    if (site->lock_file >= 0 && errno == EWOULDBLOCK)
        diag_report(site->diag, SEVERITY_FAILURE, mark_of_folder(site), RULE_FOLDER_BUSY,
                    "another build is writing to this folder; wait until it has ended, then "
                    "build again");
    else
        diag_failure(site->diag, "lock the folder", site->folders.path);
    return false;
}

/* Says what is wrong with one of the notes; true where nothing is. */
static bool accept_reading(struct site *site, enum reading reading)
{
    if (reading == READING_OTHER)
        return refuse_foreign(site, "the folder was made by another version of this program");
    if (reading == READING_WRONG)
        return refuse_foreign(site, "this program's notes in " HOME_FOLDER " are damaged");
    return true;
}

/* Reads one of the notes; an empty text where there is none. */
static bool read_note(struct site *site, const char *name, struct buf *text)
{
    if (tree_read(site->folders.home, name, text) || errno == ENOENT)
        return true;
    int reason = errno;
    const char *shown =
        arena_printf(site->arena, "%s/" HOME_FOLDER "/%s", site->folders.path, name);
    errno = reason;
    diag_failure(site->diag, "read", shown);
    return false;
}

/* Finishes a commit that was cut short, or throws away a stage that never came to one. */
static bool recover(struct site *site)
{
    struct buf text = {0};
    struct record record = {0};
    size_t folders;
    bool recovered = false;
    if (!read_note(site, COMMIT_FILE, &text))
        goto out;
    enum reading reading = record_read(site->arena, buf_str(&text), &record);
    if (!accept_reading(site, reading))
        goto out;
    if (reading == READING_WHOLE) {
        recovered = stage_open(&site->folders, site->diag) &&
                    obstacles_absent(site->folders.root, site->folders.stage, site->folders.path,
                                     &record, &folders, site->diag) &&
                    commit_finish(&site->folders, &record, site->diag);
        goto out;
    }
    recovered = stage_discard(&site->folders) &&
                (syscalls.remove_file(site->folders.home, COMMIT_FILE) == 0 || errno == ENOENT);
    if (!recovered)
        diag_failure(site->diag, "remove what an earlier build left in", site->folders.path);
out:
    buf_free(&text);
    return recovered;
}

/* Reads the manifest; without one the folder must have no content. */
static bool read_manifest(struct site *site)
{
    struct buf text = {0};
    struct manifest manifest;
    bool content = false;
    bool accepted = false;
    site->is_published = table_new(site->arena);
    if (!read_note(site, MANIFEST_FILE, &text))
        goto out;
    if (text.len > 0) {
        accepted = accept_reading(site, manifest_read(site->arena, buf_str(&text), &manifest));
        site->published = manifest.addresses;
        site->published_count = manifest.count;
        site->edition = manifest.edition;
        site->has_manifest = accepted;
    } else if (find_content(site, &content)) {
        accepted = !content ||
                   refuse_foreign(site, "the folder has content that this program did not make");
    }
    for (size_t i = 0; accepted && i < site->published_count; i++)
        table_add(site->is_published, site->published[i], &site->published[i]);
out:
    buf_free(&text);
    return accepted;
}

bool site_open(struct site *site, const char *path, struct arena *arena, struct diag *diag)
{
    struct str trimmed = str_of(path);
    while (trimmed.len > 1 && str_ends(trimmed, "/"))
        trimmed.len--;
    *site = (struct site){
        .folders = {-1, -1, -1, 0, arena_copy(arena, trimmed).ptr},
        .lock_file = -1,
        .arena = arena,
        .diag = diag,
    };
    return open_root(site) && open_home(site) && take_lock(site) && recover(site) &&
           read_manifest(site);
}

void site_close(struct site *site)
{
    if (!site->in_use)
        remove_made(site); /* while the lock still keeps other builds away */
    sys_close(site->folders.stage);
    sys_close(site->folders.home);
    sys_close(site->folders.root);
    sys_close(site->lock_file);
}
