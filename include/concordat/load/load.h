/* load.h: the files of a content folder into records, not yet linked to one another. */
#ifndef CONCORDAT_LOAD_LOAD_H
#define CONCORDAT_LOAD_LOAD_H

#include "concordat/base/arena.h"
#include "concordat/base/diag.h"
#include "concordat/schema/schema.h"

/* A trust's folder. */
struct trust_folder {
    struct str id;
    const char *path; /* content/trusts/surrey */
};

/* What site.yaml says and which trusts there are, sorted by id. */
struct site_content {
    struct records records;
    struct site *site;
    const struct trust_folder *trusts;
    size_t trust_count;
};

/* Reads site.yaml and lists the trusts of the content folder `path`. False, reported, where there
 * is no content folder; other errors are in `diag` while what could be read is there. */
bool load_site(struct arena *arena, const char *path, struct site_content *content,
               struct diag *diag);

/* Reads the definitions and pages of one trust into `records`, whose first record is the trust.
 * Errors are in `diag`; what could be read is there. */
void load_trust(struct arena *arena, const struct trust_folder *folder, struct records *records,
                struct diag *diag);

#endif
