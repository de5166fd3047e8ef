/* new.h: writes the files that a site, a trust, a body, a meeting, a paper is started from. */
#ifndef CONCORDAT_AUTHOR_NEW_H
#define CONCORDAT_AUTHOR_NEW_H

#include "concordat/base/diag.h"

/* What starting files can need to know; each is an option of `new`. */
enum new_answer {
    NEW_TRUST,
    NEW_BODY,
    NEW_NAME,
    NEW_AREA,
    NEW_TITLE,
    NEW_DATE,
    NEW_ID,
    NEW_ANSWERS
};

struct new_options {
    const char *kind;           /* "trust": one of new_kinds */
    const char *folder;         /* where a site or theme is to be; NULL for none */
    const char *content;        /* the content folder that other kinds are for */
    const char *templates[2];   /* the folders whose starters/ are looked into, in order; or NULL */
    const char *const *answers; /* by enum new_answer; NULL for what was not said */
    /* Asks for an answer, of which `usual` (empty for none) is likely; false where nobody gives
     * one. NULL: there is nobody to ask. */
    bool (*ask)(struct str question, struct str usual, struct buf *answer);
};

enum new_result {
    NEW_DONE,
    NEW_MISUSED, /* the wrong options: `told` says which */
    NEW_FAILED   /* reported to `diag` */
};

/* Writes the files of a kind, none of them over one that is there: then nothing is written. Appends
 * to `told` which were, a line each, or what was wrong with the options. */
enum new_result new_files(const struct new_options *options, struct buf *told, struct diag *diag);

/* Appends the kinds there are, with commas between. */
void new_kinds(struct buf *out);

/* Appends a line for each kind, with what it must be told. */
void new_explain(struct buf *out);

#endif
