/* address.h: the address of a file below the published folder: "surrey/plan/index.html".
 *
 * What the program asks for, and what it reads back from its own notes in the folder, is held to
 * the same rules, so that neither a page's id nor a tampered note leads out of the folder.
 *
 * Layer: write, private. Used by: record, claims, obstacle, tree, commit, output. */
#ifndef CONCORDAT_WRITE_ADDRESS_H
#define CONCORDAT_WRITE_ADDRESS_H

#include "concordat/base/arena.h"

enum {
    LONGEST_ADDRESS = 1000, /* bytes */
    LONGEST_PART = 255,     /* bytes between two slashes; what file systems hold */
};

/* Where the program keeps its notes, in the published folder. */
#define HOME_FOLDER ".concordat"

/* What is wrong with `address`, in words that follow "the address", or NULL. */
const char *address_problem(struct str address);

/* `address` with A to Z as a to z, in `arena`: addresses that are equal so are one file on disks
 * that do not tell capitals apart. */
struct str address_fold(struct arena *arena, struct str address);

/* The folder that holds `address`, empty for the published folder itself. */
struct str address_folder(struct str address);

/* `address` as a message may show it, whatever bytes it has, in `arena`. */
const char *address_shown(struct arena *arena, struct str address);

#endif
