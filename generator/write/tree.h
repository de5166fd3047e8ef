/* tree.h: files below one open folder, reached without ever following a symbolic link.
 *
 * A link inside the published folder could lead anywhere, so a file is reached by opening each
 * folder of its address in turn and refusing links. Addresses must be without problem
 * (address.h) and terminated. Failures are told by errno: the caller knows what it was about.
 *
 * Layer: write, private. Used by: obstacle, commit, output. */
#ifndef CONCORDAT_WRITE_TREE_H
#define CONCORDAT_WRITE_TREE_H

#include "concordat/base/buf.h"

#include <sys/stat.h>

/* Opens the folder `address` below `root` (an empty address is the root itself), making it and
 * those above it where `make`. The caller closes it; -1 with errno. */
int tree_open_folder(int root, struct str address, bool make);

/* Puts a folder of this name into an open one, which has none; false with errno. */
typedef bool tree_put(int folder, const char *name, void *context);

/* The same, where each missing folder is put there by `put`. */
int tree_put_folder(int root, struct str address, tree_put *put, void *context);

/* The last part of an address: a file's name in its folder; borrowed from the address. */
const char *tree_name(struct str address);

/* What stands at `address` itself; false with errno, ENOENT also where a folder of the address is
 * missing or is none. */
bool tree_status(int root, struct str address, struct stat *status);

/* True where a plain file with exactly these bytes stands at `address`. */
bool tree_holds(int root, struct str address, struct str bytes);

/* Removes the plain file at `address`, then the folders above it that are left empty. Leaves alone
 * what is no plain file; it is no failure where nothing is there. False with errno. */
bool tree_remove(int root, struct str address);

/* Appends the bytes of the plain file `name` in an open folder; false with errno. */
bool tree_read(int folder, const char *name, struct buf *bytes);

/* Makes the new file `name` in an open folder; false with errno. */
bool tree_write(int folder, const char *name, struct str bytes);

/* Calls `visit` with each name in an open folder, dot and dot-dot aside, until it fails; false with
 * its errno, or with that of the folder where it cannot be read. */
bool tree_list(int folder, bool (*visit)(const char *name, void *context), void *context);

#endif
