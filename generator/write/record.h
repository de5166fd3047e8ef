/* record.h: the two notes that the program keeps in the published folder.
 *
 * The manifest lists the files of the site: it marks the folder as the program's own, and what it
 * does not list is never touched. The commit record is a whole commit as a list of steps, one for
 * each address old or new; while it stands in the folder, that commit is not finished. Both are
 * lines of text, sorted, so that two equal sites have equal notes.
 *
 * Layer: write, private. Used by: claims, obstacle, commit, output. */
#ifndef CONCORDAT_WRITE_RECORD_H
#define CONCORDAT_WRITE_RECORD_H

#include "concordat/base/arena.h"
#include "concordat/base/buf.h"

/* What a commit does about one address. */
enum deed {
    DEED_KEEP,   /* published, and as it should be */
    DEED_NEW,    /* staged; nothing of ours stands there yet */
    DEED_CHANGE, /* staged; takes the place of a published file */
    DEED_CLEAR,  /* stale, and in the way of a staged file: removed before that comes */
    DEED_REMOVE, /* stale: removed at the end, when no page links to it any more */
    DEED_COUNT
};

struct step {
    enum deed deed;
    struct str address; /* terminated */
    size_t number;      /* of the staged file, for DEED_NEW and DEED_CHANGE */
};

/* Steps sorted by address. */
struct record {
    struct step *steps;
    size_t count;
    struct str edition; /* which one of the site, in small letters; empty where it is not said */
};

/* Writes the commit record, closed by a line with its number of steps and a checksum. */
void record_write(const struct record *record, struct buf *out);

/* Writes the manifest of the site as it is once the record is carried out. */
void manifest_write(const struct record *record, struct buf *out);

/* How a note reads. */
enum reading {
    READING_WHOLE,
    READING_TORN,  /* not written to its end: as if it had never been written */
    READING_OTHER, /* written by another version of the program */
    READING_WRONG, /* not as this program writes it: damaged, or tampered with */
};

/* Reads a commit record into `arena`. */
enum reading record_read(struct arena *arena, struct str text, struct record *record);

/* What a manifest says: its addresses, sorted, and which edition they are, or nothing. */
struct manifest {
    struct str *addresses;
    size_t count;
    struct str edition;
};

/* Reads a manifest into `arena`. Never READING_TORN. */
enum reading manifest_read(struct arena *arena, struct str text, struct manifest *manifest);

#endif
