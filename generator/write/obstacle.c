/* obstacle.c: looks at each place that a commit writes to or removes from, and reports what is in
 * the way.
 *
 * Layer: write. Uses: table, diag, address, tree, record, commit. Used by: output. */
#include "obstacle.h"

#include "address.h"
#include "commit.h"
#include "syscalls.h"
#include "tree.h"

#include "concordat/base/table.h"

#include <errno.h>

struct survey {
    int root;
    int stage;
    const char *path;
    struct diag *diag;
    struct arena *arena;
    dev_t disk;             /* of the root: a rename does not reach beyond it */
    struct table *cleared;  /* folded: files that the commit removes first */
    struct table *emptied;  /* folded: the folders above those */
    struct table *written;  /* folded: files that the commit puts there */
    struct table *surveyed; /* folders looked at already */
    struct table *entered;  /* folders that have been asked whether they may be changed */
    size_t missing;         /* folders that the commit makes */
    bool clear;
};

/* Tables hold pointers; these hold only keys, and of folders whether they are there. */
static char is_there;
static char is_missing;

static void report(struct survey *survey, struct str address, const char *found, const char *needed)
{
    const struct str hint = STR("move it elsewhere, then build again");
    const char *place =
        arena_printf(survey->arena, "%s/%s", survey->path, address_shown(survey->arena, address));
    diag_error(survey->diag, (struct mark){place, 0, 0}, RULE_FOREIGN_FOLDER, hint,
               "%s that this program did not make stands where %s", found, needed);
    survey->clear = false;
}

static void report_failure(struct survey *survey, const char *deed, struct str address)
{
    int reason = errno;
    const char *place =
        arena_printf(survey->arena, "%s%s%s", survey->path, address.len > 0 ? "/" : "",
                     address_shown(survey->arena, address));
    errno = reason;
    diag_failure(survey->diag, deed, place);
    survey->clear = false;
}

static const char *kind_shown(mode_t mode)
{
    if (S_ISLNK(mode))
        return "a symbolic link";
    if (S_ISDIR(mode))
        return "a folder";
    return S_ISREG(mode) ? "a file" : "a special file";
}

/* Looks at a folder that is to hold a file of the site; false where it is not there yet. */
static bool survey_folder(struct survey *survey, struct str folder)
{
    struct stat status;
    struct str address = arena_copy(survey->arena, folder);
    bool in_missing = table_get(survey->surveyed, address_folder(folder)) == &is_missing;
    if (in_missing || !tree_status(survey->root, address, &status)) {
        if (!in_missing && errno != ENOENT)
            report_failure(survey, "look at", address);
        survey->missing++;
        return false;
    }
    if (S_ISDIR(status.st_mode) && status.st_dev == survey->disk)
        return true;
    if (S_ISREG(status.st_mode) &&
        table_get(survey->cleared, address_fold(survey->arena, address))) {
        survey->missing++;
        return false;
    }
    const char *found = kind_shown(status.st_mode);
    if (S_ISDIR(status.st_mode))
        found = "a folder of another disk";
    report(survey, address, found, "a folder of the site must go");
    return true;
}

/* Looks at each folder above `address`, outermost first, and at each only once. */
static void survey_folders_above(struct survey *survey, struct str address)
{
    struct str first = address_folder(address);
    if (table_get(survey->surveyed, first))
        return;
    for (size_t end = str_find(address, '/', 0); end < address.len;
         end = str_find(address, '/', end + 1)) {
        struct str folder = str_slice(address, 0, end);
        if (table_get(survey->surveyed, folder))
            continue;
        bool there = survey_folder(survey, folder);
        table_add(survey->surveyed, folder, there ? &is_there : &is_missing);
    }
}

/* Asks whether names may come and go in the folder, or where it is missing in the one above that
 * it is to be made in; each is asked only once. */
static void survey_access(struct survey *survey, struct str folder)
{
    for (bool missing = true; missing; folder = address_folder(folder)) {
        if (table_get(survey->entered, folder))
            return;
        table_add(survey->entered, folder, &is_there);
        int fd = tree_open_folder(survey->root, folder, false);
        missing = fd < 0 && (errno == ENOENT || errno == ENOTDIR || errno == ELOOP);
        if (!missing && (fd < 0 || syscalls.may_change(fd) != 0))
            report_failure(survey, "change what is in the folder", folder);
        sys_close(fd);
        if (folder.len == 0)
            return;
    }
}

/* True while the file of a step still waits in the stage. */
static bool is_waiting(const struct survey *survey, const struct step *step)
{
    struct stat status;
    return syscalls.status_at(survey->stage, stage_name(step->number).text, &status) == 0;
}

/* Looks at the very place where a staged file goes. */
static void survey_target(struct survey *survey, const struct step *step)
{
    struct stat status;
    if (table_get(survey->surveyed, address_folder(step->address)) == &is_missing)
        return;
    if (!tree_status(survey->root, step->address, &status)) {
        if (errno != ENOENT)
            report_failure(survey, "look at", step->address);
        return;
    }
    struct str folded = address_fold(survey->arena, step->address);
    bool ours = false;
    if (S_ISREG(status.st_mode))
        ours = step->deed == DEED_CHANGE || table_get(survey->cleared, folded) ||
               !is_waiting(survey, step);
    else if (S_ISDIR(status.st_mode))
        ours = table_get(survey->emptied, folded) != NULL;
    if (!ours)
        report(survey, step->address, kind_shown(status.st_mode), "a file of the site must go");
}

struct listing {
    struct survey *survey;
    struct str folder;
};

static bool check_entry(const char *name, void *context)
{
    const struct listing *listing = context;
    struct survey *survey = listing->survey;
    struct str address =
        str_of(arena_printf(survey->arena, "%.*s/%s", STR_ARGS(listing->folder), name));
    struct str folded = address_fold(survey->arena, address);
    if (!table_get(survey->cleared, folded) && !table_get(survey->emptied, folded))
        report(survey, address, "something",
               "a folder must go to make room for a file of the site");
    return true;
}

/* Looks for anything else than stale files in a folder that has to become a file. */
static void survey_emptied_folder(struct survey *survey, struct str folder)
{
    struct listing listing = {survey, folder};
    int fd = tree_open_folder(survey->root, folder, false);
    if (fd < 0 && (errno == ENOENT || errno == ENOTDIR || errno == ELOOP))
        return; /* gone already, or reported as a target */
    if (fd < 0 || !tree_list(fd, check_entry, &listing))
        report_failure(survey, "look at", folder);
    sys_close(fd);
    survey_access(survey, folder);
}

/* Looks at the folders above a cleared file as far up as one of them becomes a file. */
static void survey_folders_emptied_by(struct survey *survey, struct str address)
{
    struct str folded = address_fold(survey->arena, address);
    struct str top = address_folder(folded);
    while (top.len > 0 && !table_get(survey->written, top))
        top = address_folder(top);
    if (top.len == 0)
        return;
    for (struct str folder = address_folder(address); folder.len >= top.len;
         folder = address_folder(folder)) {
        struct str key = str_of(arena_printf(survey->arena, "%.*s/", STR_ARGS(folder)));
        if (table_get(survey->surveyed, key))
            return;
        table_add(survey->surveyed, key, &is_there);
        survey_emptied_folder(survey, folder);
    }
}

static void survey_step(struct survey *survey, const struct step *step)
{
    struct stat status;
    struct str folder = address_folder(step->address);
    switch (step->deed) {
    case DEED_NEW:
    case DEED_CHANGE:
        survey_folders_above(survey, step->address);
        survey_target(survey, step);
        if (is_waiting(survey, step))
            survey_access(survey, folder);
        break;
    case DEED_CLEAR:
        survey_folders_emptied_by(survey, step->address);
        /* fall through */
    case DEED_REMOVE:
        if (tree_status(survey->root, step->address, &status) && S_ISREG(status.st_mode))
            survey_access(survey, folder);
        break;
    case DEED_KEEP:
    case DEED_COUNT:
        break;
    }
}

static void fill_tables(struct survey *survey, const struct record *record)
{
    for (size_t i = 0; i < record->count; i++) {
        const struct step *step = &record->steps[i];
        if (step->deed == DEED_KEEP || step->deed == DEED_REMOVE)
            continue;
        struct str folded = address_fold(survey->arena, step->address);
        if (step->deed != DEED_CLEAR) {
            table_add(survey->written, folded, &is_there);
            continue;
        }
        table_add(survey->cleared, folded, &is_there);
        for (struct str folder = address_folder(folded); folder.len > 0;
             folder = address_folder(folder))
            table_add(survey->emptied, folder, &is_there);
    }
}

bool obstacles_absent(int root, int stage, const char *path, const struct record *record,
                      size_t *folders, struct diag *diag)
{
    struct stat status;
    if (syscalls.status(root, &status) != 0) {
        diag_failure(diag, "look at", path);
        return false;
    }
    struct arena *arena = arena_new();
    struct survey survey = {
        .root = root,
        .stage = stage,
        .path = path,
        .diag = diag,
        .arena = arena,
        .disk = status.st_dev,
        .cleared = table_new(arena),
        .emptied = table_new(arena),
        .written = table_new(arena),
        .surveyed = table_new(arena),
        .entered = table_new(arena),
        .clear = true,
    };
    fill_tables(&survey, record);
    for (size_t i = 0; i < record->count; i++)
        survey_step(&survey, &record->steps[i]);
    *folders = survey.missing;
    arena_free(arena);
    return survey.clear;
}
