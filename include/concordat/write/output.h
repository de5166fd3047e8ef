/* output.h: the published folder: staged, committed, rolled forward; never half written.
 *
 * Only files whose bytes changed are written. They are staged in a folder of the same file system,
 * a commit record is written and synced, then each is renamed into place, then files of the
 * manifest that this build did not add are removed. A build that finds a commit record finishes
 * that commit first. The folder is marked as the program's own by its manifest; one with content
 * and without manifest is refused. */
#ifndef CONCORDAT_WRITE_OUTPUT_H
#define CONCORDAT_WRITE_OUTPUT_H

#include "concordat/base/diag.h"
#include "concordat/guard/guard.h"

struct output;

/* Opens (or makes) the folder `path` for a build. NULL, reported, where it is not the program's
 * own, another build is at work in it, or the system refuses. The caller ends with output_commit or
 * output_abandon, then output_free, which removes what was made for a build that published nothing.
 */
struct output *output_open(const char *path, struct diag *diag);

/* Asks that every file that is added is written, also where the one that is published has the same
 * bytes. */
void output_write_all(struct output *output);

/* True where the folder holds a site that was published before. */
bool output_holds_site(const struct output *output);

/* Which edition of the site the folder held when it was opened; empty where it does not say. */
struct str output_edition(const struct output *output);

/* Says which edition, a word in small letters, the folder holds after the commit; where it is not
 * said, the same as before. */
void output_set_edition(struct output *output, struct str edition);

/* True where a file was published at the address, or would stay so. Before the commit. */
bool output_is_published(const struct output *output, struct str address);

/* Asks that published files stay, though they are not added, of which `stays` is true. `context`
 * outlives the commit. */
void output_keep(struct output *output, bool (*stays)(struct str address, void *context),
                 void *context);

/* Has every file that is added from now on, changed or not, searched by the guard, which outlives
 * the output. */
void output_watch(struct output *output, struct guard *guard);

/* Has the published files that stay without being added searched as well. False, reported, where
 * one cannot be read. */
bool output_search_kept(struct output *output);

/* Adds a file at `address` (relative, slashes, no "..", no leading slash, at most 1,000 bytes).
 * `origin` says what asked for it: two origins for one address (also where they differ only in
 * letter case, or one is a folder of the other) are an error that names both. Several threads may
 * add. */
void output_add(struct output *output, struct str address, struct str bytes, struct mark origin);

/* The addresses of the files that the folder held when it was opened, sorted, `*count` of them;
 * borrowed from the output. */
const struct str *output_published(const struct output *output, size_t *count);

/* True where the folder held a file of the program's own at `address` when it was opened, and still
 * does. */
bool output_lists(const struct output *output, struct str address);

/* True where it held one with exactly these bytes. */
bool output_holds(const struct output *output, struct str address, struct str bytes);

/* Adds the file that is at `address` already, as it is; output_lists is true of it. Several threads
 * may call it. */
void output_keep_file(struct output *output, struct str address);

/* Makes the folder hold exactly what was added. False, reported, with the old files untouched
 * where staging fails; where it fails after the commit record, the next build finishes it. */
bool output_commit(struct output *output);

/* Forgets what was added; the published files stay as they were. */
void output_abandon(struct output *output);

void output_free(struct output *output);

/* What the last commit did. */
struct output_summary {
    size_t files;   /* in the folder */
    size_t written; /* new or changed */
    size_t removed;
};
struct output_summary output_summary(const struct output *output);

#endif
