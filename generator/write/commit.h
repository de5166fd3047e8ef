/* commit.h: carries out a commit record, once it is written, as often as it takes.
 *
 * From the moment the record stands in the folder there is no way back, only on: whoever opens the
 * folder next carries out the same record again, and each step is such that a second time does no
 * harm. A build and the recovery of one that was cut short are the same code.
 *
 * Layer: write, private. Used by: output. */
#ifndef CONCORDAT_WRITE_COMMIT_H
#define CONCORDAT_WRITE_COMMIT_H

#include "concordat/base/diag.h"

#include "record.h"

/* The names in the folder of the program's notes. */
#define COMMIT_FILE   "commit"
#define LOCK_FILE     "lock"
#define MANIFEST_FILE "manifest"
#define STAGE_FOLDER  "stage"
#define SPARE_PREFIX  "folder-" /* in the stage; a number follows */

/* The name of a staged file: its number. */
struct stage_name {
    char text[32];
};
struct stage_name stage_name(size_t number);

/* The open folders of a commit. */
struct site_folders {
    int root;         /* the published folder */
    int home;         /* the program's notes in it */
    int stage;        /* what waits to be published, in the notes; -1 for none */
    size_t spares;    /* empty folders in the stage, for a commit to put in place */
    const char *path; /* of the root, for messages */
};

/* Opens the stage where it is not open, making it where there is none; false, reported. */
bool stage_open(struct site_folders *site, struct diag *diag);

/* Removes what is staged, and the stage; false with errno. Only what the program can have put there
 * is removed. */
bool stage_discard(struct site_folders *site);

/* Stages what else the commit needs, `folders` new folders among it, makes sure that everything
 * staged is on the disk, then puts the commit record in place. False, reported; `*standing` says
 * whether the record may stand there all the same. */
bool commit_begin(const struct site_folders *site, const struct record *record, size_t folders,
                  bool *standing, struct diag *diag);

/* Carries out the record that stands in the folder, in whole or from wherever an earlier attempt
 * stopped, and removes it. False, reported, with the record still there. */
bool commit_finish(struct site_folders *site, const struct record *record, struct diag *diag);

#endif
