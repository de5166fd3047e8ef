/* site.h: the published folder as a build finds it: its own, locked, whole, and known by its
 * manifest.
 *
 * Layer: write, private. Used by: output. */
#ifndef CONCORDAT_WRITE_SITE_H
#define CONCORDAT_WRITE_SITE_H

#include "concordat/base/table.h"

#include "commit.h"

struct site {
    struct site_folders folders;
    int lock_file;         /* the lock on the folder lasts as long as this is open */
    bool has_manifest;     /* false for a folder that never held a site */
    bool in_use;           /* a site was published, or a commit begun */
    bool *made;            /* whether the folder of that many bytes of the path was made */
    bool made_home;        /* so were the notes */
    struct str *published; /* what the manifest lists, sorted */
    size_t published_count;
    struct str edition; /* which one the manifest says that it is; empty where it does not */
    struct table *is_published; /* the same; not changed after the folder is opened */
    struct arena *arena;
    struct diag *diag;
};

/* Opens the folder at `path`, made where there is none; locks it, finishes a commit that was cut
 * short, throws away what was staged without one, and reads the manifest. False, reported. What is
 * read lives in `arena`; the caller ends with site_close in either case. */
bool site_open(struct site *site, const char *path, struct arena *arena, struct diag *diag);

/* Closes the folder and gives up the lock; removes what site_open made, unless it is in use. */
void site_close(struct site *site);

#endif
