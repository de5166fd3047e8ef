/* commit.c: stages, records and carries out a commit; the order of its calls is what makes the
 * published folder survive a power cut.
 *
 *     staged files, folders, manifest and record written -> all on the disk -> record renamed into
 *     place -> that on the disk -> in the way removed, staged files renamed, stale files removed,
 *     manifest renamed -> all on the disk -> record removed
 *
 * Before the record is in place, the old site is untouched. After it, every step can be repeated:
 * a staged file that is gone has been renamed, a stale one that is gone has been removed. Nothing
 * new is made after it: a disk that is full is found out before. New folders therefore wait in the
 * stage too, empty, any of them for any place.
 *
 * Layer: write. Uses: syscalls, address, tree, record. Used by: output. */
#include "commit.h"

#include "address.h"
#include "syscalls.h"
#include "tree.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>

struct stage_name stage_name(size_t number)
{
    struct stage_name name;
    snprintf(name.text, sizeof name.text, "%zu", number);
    return name;
}

static struct stage_name spare_name(size_t number)
{
    struct stage_name name;
    snprintf(name.text, sizeof name.text, SPARE_PREFIX "%zu", number);
    return name;
}

/* Reports that the system refused `deed` for `place` in the published folder. */
static bool refused(const struct site_folders *site, const char *deed, const char *place,
                    struct diag *diag)
{
    int reason = errno;
    struct buf path = {0};
    buf_printf(&path, "%s/%s", site->path, place);
    errno = reason;
    diag_failure(diag, deed, path.ptr);
    buf_free(&path);
    return false;
}

bool stage_open(struct site_folders *site, struct diag *diag)
{
    if (site->stage < 0)
        site->stage = tree_open_folder(site->home, STR(STAGE_FOLDER), true);
    return site->stage >= 0 || refused(site, "make the folder", HOME_FOLDER "/" STAGE_FOLDER, diag);
}

static bool is_number(const char *text)
{
    return strspn(text, "0123456789") == strlen(text);
}

static bool is_staged_name(const char *name)
{
    return strcmp(name, COMMIT_FILE) == 0 || strcmp(name, MANIFEST_FILE) == 0 || is_number(name);
}

static bool is_spare_name(const char *name)
{
    size_t prefix = strlen(SPARE_PREFIX);
    return strncmp(name, SPARE_PREFIX, prefix) == 0 && is_number(name + prefix);
}

static bool discard_one(const char *name, void *context)
{
    const struct site_folders *site = context;
    if (is_spare_name(name)) /* one that is not empty holds what somebody put there */
        return syscalls.remove_folder(site->stage, name) == 0 || errno == ENOENT ||
               errno == ENOTEMPTY || errno == EEXIST || errno == ENOTDIR;
    return !is_staged_name(name) || syscalls.remove_file(site->stage, name) == 0 || errno == ENOENT;
}

bool stage_discard(struct site_folders *site)
{
    if (site->stage < 0)
        site->stage = tree_open_folder(site->home, STR(STAGE_FOLDER), false);
    if (site->stage < 0)
        return errno == ENOENT;
    bool emptied = tree_list(site->stage, discard_one, site);
    sys_close(site->stage);
    site->stage = -1;
    return emptied && (syscalls.remove_folder(site->home, STAGE_FOLDER) == 0 || errno == ENOTEMPTY);
}

static bool make_spares(const struct site_folders *site, size_t count)
{
    bool made = true;
    for (size_t i = 0; made && i < count; i++)
        made = syscalls.make_folder(site->stage, spare_name(i).text) == 0 || errno == EEXIST;
    return made;
}

/* How many empty folders wait in the stage: they are taken from the last to the first. */
static size_t count_spares(const struct site_folders *site)
{
    struct stat status;
    size_t count = 0;
    while (syscalls.status_at(site->stage, spare_name(count).text, &status) == 0)
        count++;
    return count;
}

/* Puts the manifest of the new site into the stage, where neither it nor the notes have it. */
static bool stage_manifest(const struct site_folders *site, struct str text)
{
    const struct str address = STR(MANIFEST_FILE);
    if (tree_holds(site->home, address, text) || tree_holds(site->stage, address, text))
        return true;
    bool free = syscalls.remove_file(site->stage, MANIFEST_FILE) == 0 || errno == ENOENT;
    return free && tree_write(site->stage, MANIFEST_FILE, text);
}

/* Writes into the stage what a commit needs beside the files of the site. */
static bool stage_notes(const struct site_folders *site, const struct record *record)
{
    struct buf text = {0};
    struct buf manifest = {0};
    record_write(record, &text);
    manifest_write(record, &manifest);
    bool staged = stage_manifest(site, buf_str(&manifest)) &&
                  tree_write(site->stage, COMMIT_FILE, buf_str(&text));
    buf_free(&text);
    buf_free(&manifest);
    return staged;
}

bool commit_begin(const struct site_folders *site, const struct record *record, size_t folders,
                  bool *standing, struct diag *diag)
{
    const char *place = HOME_FOLDER "/" COMMIT_FILE;
    *standing = false;
    if (!make_spares(site, folders))
        return refused(site, "make the new folders of the site in", HOME_FOLDER "/" STAGE_FOLDER,
                       diag);
    if (!stage_notes(site, record) || !sys_sync_disk(site->root))
        return refused(site, "write", place, diag);
    if (syscalls.rename(site->stage, COMMIT_FILE, site->home, COMMIT_FILE) != 0)
        return refused(site, "write", place, diag);
    *standing = true;
    return sys_sync(site->home) || refused(site, "write", place, diag);
}

/* Puts a new folder in place: one of the stage, or another where those do not suffice, as when
 * somebody removed a folder since they were counted. */
static bool put_folder(int folder, const char *name, void *context)
{
    struct site_folders *site = context;
    if (site->spares > 0 &&
        syscalls.rename(site->stage, spare_name(site->spares - 1).text, folder, name) == 0) {
        site->spares--;
        return true;
    }
    return syscalls.make_folder(folder, name) == 0 || errno == EEXIST;
}

/* The folder that files are put into, open as long as they follow one another; -1 for none. */
struct placing {
    struct str address;
    int folder;
};

static void open_place(struct placing *placing, struct site_folders *site, struct str address)
{
    if (placing->folder >= 0 && str_equal(placing->address, address))
        return;
    sys_close(placing->folder);
    placing->address = address;
    placing->folder = tree_put_folder(site->root, address, put_folder, site);
}

/* Renames a staged file into place. */
static bool put_in_place(struct site_folders *site, struct placing *placing,
                         const struct step *step)
{
    struct stat status;
    struct stage_name staged = stage_name(step->number);
    const char *name = tree_name(step->address);
    if (syscalls.status_at(site->stage, staged.text, &status) != 0)
        return errno == ENOENT; /* it is in place already */
    open_place(placing, site, address_folder(step->address));
    if (placing->folder < 0)
        return false;
    if (step->deed == DEED_NEW && syscalls.status_at(placing->folder, name, &status) == 0) {
        errno = EEXIST; /* somebody put a file there since the survey */
        return false;
    }
    return syscalls.rename(site->stage, staged.text, placing->folder, name) == 0;
}

static bool put_all_in_place(struct site_folders *site, const struct record *record,
                             struct diag *diag)
{
    struct placing placing = {.folder = -1};
    bool placed = true;
    for (size_t i = 0; placed && i < record->count; i++) {
        const struct step *step = &record->steps[i];
        if (step->deed == DEED_NEW || step->deed == DEED_CHANGE)
            placed = put_in_place(site, &placing, step) ||
                     refused(site, "write", step->address.ptr, diag);
    }
    sys_close(placing.folder);
    return placed;
}

static bool remove_all(const struct site_folders *site, const struct record *record, enum deed deed,
                       struct diag *diag)
{
    for (size_t i = 0; i < record->count; i++) {
        const struct step *step = &record->steps[i];
        if (step->deed == deed && !tree_remove(site->root, step->address))
            return refused(site, "remove", step->address.ptr, diag);
    }
    return true;
}

/* Puts the manifest of the new site in place where it differs. */
static bool write_manifest(const struct site_folders *site, const struct record *record,
                           struct diag *diag)
{
    struct buf text = {0};
    manifest_write(record, &text);
    bool done = tree_holds(site->home, STR(MANIFEST_FILE), buf_str(&text)) ||
                (stage_manifest(site, buf_str(&text)) &&
                 syscalls.rename(site->stage, MANIFEST_FILE, site->home, MANIFEST_FILE) == 0);
    buf_free(&text);
    return done || refused(site, "write", HOME_FOLDER "/" MANIFEST_FILE, diag);
}

bool commit_finish(struct site_folders *site, const struct record *record, struct diag *diag)
{
    if (!stage_open(site, diag))
        return false;
    site->spares = count_spares(site);
    if (!remove_all(site, record, DEED_CLEAR, diag) || !put_all_in_place(site, record, diag) ||
        !remove_all(site, record, DEED_REMOVE, diag) || !write_manifest(site, record, diag))
        return false;
    if (!sys_sync_disk(site->root))
        return refused(site, "write", HOME_FOLDER, diag);
    if (syscalls.remove_file(site->home, COMMIT_FILE) != 0 && errno != ENOENT)
        return refused(site, "remove", HOME_FOLDER "/" COMMIT_FILE, diag);
    stage_discard(site); /* what it cannot remove, the next build does */
    return true;
}
