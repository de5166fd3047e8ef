/* starter.h: how new.c fills starting files and writes them; only author includes it. */
#ifndef CONCORDAT_AUTHOR_STARTER_H
#define CONCORDAT_AUTHOR_STARTER_H

#include "concordat/base/arena.h"
#include "concordat/base/diag.h"

/* A word that starting files may name, and what stands in its place. */
struct filling {
    const char *name;
    struct str text; /* without a pointer: not known here */
};

struct fillings {
    const struct filling *list;
    size_t count;
};

/* Appends the text of the file `path` with each {{name}} as YAML writes its text and each
 * {{{name}}} as it is. False, reported, where it names what is not known. */
bool starter_fill(const char *path, struct str text, struct fillings fillings, struct buf *out,
                  struct diag *diag);

/* Makes a new file, and the folders it lies in. False, reported, where that cannot be done or a
 * file is there. */
bool starter_write(struct arena *arena, const char *path, struct str text, struct diag *diag);

#endif
