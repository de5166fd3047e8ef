/* build.h: from a content folder to a published folder, or to the list of what is wrong with it. */
#ifndef CONCORDAT_BUILD_BUILD_H
#define CONCORDAT_BUILD_BUILD_H

#include "concordat/schema/schema.h"
#include "concordat/write/output.h"

struct build_options {
    const char *content;
    const char *templates;      /* the site's own, over the program's; NULL for none */
    const char *base_templates; /* the program's own; NULL for none */
    const char *output;         /* NULL: check only, write nothing */
    enum audience audience;
    long as_of;                /* yyyymmdd that overrides each trust's own date; 0 for none */
    long today;                /* yyyymmdd, for trusts that say as_of: today */
    unsigned jobs;             /* trusts worked on at once; at least 1 */
    bool strict;               /* warnings count as errors */
    bool force;                /* every file is written, also those that would be the same */
    const char *const *trusts; /* the ids of those alone that are published; all where none */
    size_t trust_count;
    /* Bytes of surveyed trusts to keep in memory until they are published; the others are read
     * twice. 0 for the usual. */
    size_t kept_bytes;
};

struct build_summary {
    size_t trusts; /* checked; of a build, published */
    size_t pages;
    size_t outdated; /* print editions that are gone, being out of date */
    struct output_summary output;
};

/* Builds or checks. Everything that is wrong is in `diag`; nothing is written while an error
 * stands. True where the content is good and, unless only checked, published. */
bool build(const struct build_options *options, struct build_summary *summary, struct diag *diag);

#endif
