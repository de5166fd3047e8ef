/* output.c: a build's view of the published folder: open it, add files from many threads, commit.
 *
 * The folder's own notes are kept in `.concordat`: the manifest, the lock, and while a build runs
 * the stage and the commit record. A file that is already published with the same bytes is not
 * staged, so that a build which changes nothing writes nothing.
 *
 * Layer: write. Uses: everything of the layer; arena, table, diag, guard. Used by: build, serve. */
#include "concordat/write/output.h"

#include "address.h"
#include "claims.h"
#include "commit.h"
#include "obstacle.h"
#include "record.h"
#include "site.h"
#include "syscalls.h"
#include "tree.h"

#include <errno.h>
#include <pthread.h>
#include <stdlib.h>

struct output {
    struct diag *diag;
    struct arena *arena; /* guarded by `lock` while threads add */
    struct site site;
    struct guard *guard; /* NULL for none */

    pthread_mutex_t lock; /* guards what follows, and the opening of the stage */
    struct claim **claims;
    size_t claim_count;
    size_t claim_room;
    bool failed; /* something was reported: nothing will be published */
    bool write_all;
    struct str edition;                               /* what the folder will say that it holds */
    bool (*stays)(struct str address, void *context); /* NULL: nothing that is not added */
    void *stays_context;
    bool standing; /* the commit record may be in place: the stage must stay */
    struct output_summary summary;
};

struct output *output_open(const char *path, struct diag *diag)
{
    struct output *output = must_alloc(sizeof *output);
    *output = (struct output){.diag = diag, .arena = arena_new()};
    pthread_mutex_init(&output->lock, NULL);
    if (site_open(&output->site, path, output->arena, diag)) {
        output->edition = output->site.edition;
        return output;
    }
    output_free(output);
    return NULL;
}

void output_write_all(struct output *output)
{
    output->write_all = true;
}

bool output_holds_site(const struct output *output)
{
    return output->site.has_manifest;
}

struct str output_edition(const struct output *output)
{
    return output->site.edition;
}

void output_set_edition(struct output *output, struct str edition)
{
    output->edition = arena_copy(output->arena, edition);
}

bool output_is_published(const struct output *output, struct str address)
{
    return table_get(output->site.is_published, address) != NULL;
}

void output_keep(struct output *output, bool (*stays)(struct str address, void *context),
                 void *context)
{
    output->stays = stays;
    output->stays_context = context;
}

/* The words of the index have lost their places: single words, cut to their stems, among which an
 * id is a word like any other. The pages that they come from are searched. */
static bool is_text(struct str address)
{
    return !str_starts(address, "search/words_");
}

void output_watch(struct output *output, struct guard *guard)
{
    output->guard = guard;
}

/* Searches a published file; false with errno. */
static bool search_published(struct output *output, struct str address)
{
    struct buf bytes = {0};
    const char *name = tree_name(address);
    size_t above = (size_t)(name - address.ptr);
    int folder = tree_open_folder(output->site.folders.root,
                                  str_slice(address, 0, above > 0 ? above - 1 : 0), false);
    bool read = folder >= 0 && tree_read(folder, name, &bytes);
    int reason = errno;
    if (read)
        if (is_text(address))
            guard_search(output->guard, address, buf_str(&bytes));
    if (folder >= 0)
        sys_close(folder);
    buf_free(&bytes);
    errno = reason;
    return read || errno == ENOENT; /* what somebody removed is in no reader's hands */
}

bool output_search_kept(struct output *output)
{
    const struct site *site = &output->site;
    bool searched = true;
    for (size_t i = 0; output->guard && output->stays && i < site->published_count; i++) {
        if (!output->stays(site->published[i], output->stays_context) ||
            search_published(output, site->published[i]))
            continue;
        int reason = errno;
        const char *shown = arena_printf(output->arena, "%s/%s", site->folders.path,
                                         arena_copy(output->arena, site->published[i]).ptr);
        errno = reason;
        diag_failure(output->diag, "read", shown);
        searched = false;
    }
    return searched;
}

static void report_bad_address(struct output *output, struct str address, const char *problem,
                               struct mark origin)
{
    pthread_mutex_lock(&output->lock);
    output->failed = true;
    const char *shown = address_shown(output->arena, address);
    pthread_mutex_unlock(&output->lock);
    diag_error(output->diag, origin, RULE_BAD_ADDRESS,
               STR("write plain names with slashes between them, such as surrey/plan/index.html"),
               "the address \"%s\" %s", shown, problem);
}

/* Notes that `origin` asks for `address`. */
static struct claim *add_claim(struct output *output, struct str address, struct mark origin)
{
    pthread_mutex_lock(&output->lock);
    struct claim *claim = arena_alloc(output->arena, sizeof *claim);
    if (origin.file) /* the trust that it names may be gone before the commit */
        origin.file = arena_copy(output->arena, str_of(origin.file)).ptr;
    claim->address = arena_copy(output->arena, address);
    claim->origin = origin;
    claim->number = output->claim_count;
    if (output->claim_count == output->claim_room) {
        output->claim_room = output->claim_room > 0 ? output->claim_room * 2 : 64;
        output->claims = must_realloc(output->claims, output->claim_room * sizeof *output->claims);
    }
    output->claims[output->claim_count++] = claim;
    pthread_mutex_unlock(&output->lock);
    return claim;
}

/* Opens the stage for the first changed file; false where nothing is to be staged any more. */
static bool may_stage(struct output *output)
{
    pthread_mutex_lock(&output->lock);
    if (!output->failed && !stage_open(&output->site.folders, output->diag))
        output->failed = true;
    bool may = !output->failed;
    pthread_mutex_unlock(&output->lock);
    return may;
}

/* Reports that a file could not be staged; one such report is enough. */
static void report_unstaged(struct output *output, struct str address)
{
    int reason = errno;
    pthread_mutex_lock(&output->lock);
    if (!output->failed) {
        const char *shown =
            arena_printf(output->arena, "%s/%s", output->site.folders.path, address.ptr);
        errno = reason;
        diag_failure(output->diag, "write", shown);
    }
    output->failed = true;
    pthread_mutex_unlock(&output->lock);
}

void output_add(struct output *output, struct str address, struct str bytes, struct mark origin)
{
    const char *problem = address_problem(address);
    if (problem) {
        report_bad_address(output, address, problem, origin);
        return;
    }
    struct claim *claim = add_claim(output, address, origin);
    if (output->guard && is_text(address))
        guard_search(output->guard, address, bytes);
    if (!output->write_all && output_holds(output, address, bytes))
        return;
    claim->staged = true;
    if (may_stage(output) &&
        !tree_write(output->site.folders.stage, stage_name(claim->number).text, bytes))
        report_unstaged(output, claim->address);
}

const struct str *output_published(const struct output *output, size_t *count)
{
    *count = output->site.published_count;
    return output->site.published;
}

bool output_lists(const struct output *output, struct str address)
{
    const struct str *published = table_get(output->site.is_published, address);
    struct stat status;
    return published && tree_status(output->site.folders.root, *published, &status) &&
           S_ISREG(status.st_mode);
}

bool output_holds(const struct output *output, struct str address, struct str bytes)
{
    const struct str *published = table_get(output->site.is_published, address);
    return published && tree_holds(output->site.folders.root, *published, bytes);
}

void output_keep_file(struct output *output, struct str address)
{
    add_claim(output, address, (struct mark){0});
}

static struct output_summary summary_of(const struct record *record)
{
    struct output_summary summary = {0};
    for (size_t i = 0; i < record->count; i++) {
        enum deed deed = record->steps[i].deed;
        bool stale = deed == DEED_CLEAR || deed == DEED_REMOVE;
        summary.removed += stale;
        summary.files += !stale;
        summary.written += deed == DEED_NEW || deed == DEED_CHANGE;
    }
    return summary;
}

/* Makes the folder what the record says. */
static bool write_changes(struct output *output, const struct record *record)
{
    struct diag *diag = output->diag;
    struct site_folders *site = &output->site.folders;
    size_t folders;
    if (!stage_open(site, diag) ||
        !obstacles_absent(site->root, site->stage, site->path, record, &folders, diag) ||
        !commit_begin(site, record, folders, &output->standing, diag))
        return false;
    if (!commit_finish(site, record, diag))
        return false;
    output->standing = false;
    return true;
}

/* Claims the published files that stay as they are. */
static void claim_what_stays(struct output *output)
{
    const struct site *site = &output->site;
    struct table *added = table_new(output->arena);
    for (size_t i = 0; output->stays && i < output->claim_count; i++)
        table_add(added, output->claims[i]->address, output->claims[i]);
    for (size_t i = 0; output->stays && i < site->published_count; i++)
        if (!table_get(added, site->published[i]) &&
            output->stays(site->published[i], output->stays_context))
            add_claim(output, site->published[i], (struct mark){0});
}

static bool publish(struct output *output)
{
    const struct site *site = &output->site;
    claim_what_stays(output);
    struct claims claims = claims_sort(output->arena, output->claims, output->claim_count);
    if (!claims_agree(&claims, output->diag) || output->failed)
        return false;
    struct record record =
        claims_record(&claims, site->published, site->published_count, site->is_published);
    record.edition = output->edition;
    struct output_summary summary = summary_of(&record);
    bool changed = !site->has_manifest || summary.written > 0 || summary.removed > 0 ||
                   !str_equal(site->edition, output->edition);
    if (changed && !write_changes(output, &record))
        return false;
    output->summary = summary;
    return true;
}

bool output_commit(struct output *output)
{
    bool published = publish(output);
    output->site.in_use = published || output->standing;
    if (output->standing)
        diag_report(output->diag, SEVERITY_ADVICE, (struct mark){output->site.folders.path, 0, 0},
                    RULE_SYSTEM,
                    "only some of the changed files are in place; the next build puts the rest "
                    "there");
    output_abandon(output);
    return published;
}

void output_abandon(struct output *output)
{
    if (!output->standing)
        stage_discard(&output->site.folders); /* what it cannot remove, the next build does */
    output->claim_count = 0;
}

void output_free(struct output *output)
{
    if (!output)
        return;
    site_close(&output->site);
    pthread_mutex_destroy(&output->lock);
    free(output->claims);
    arena_free(output->arena);
    free(output);
}

struct output_summary output_summary(const struct output *output)
{
    return output->summary;
}
