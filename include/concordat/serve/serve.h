/* serve.h: a preview of the site on this machine, that follows each save. */
#ifndef CONCORDAT_SERVE_SERVE_H
#define CONCORDAT_SERVE_SERVE_H

#include "concordat/build/build.h"

struct serve_options {
    struct build_options
        build;     /* `output` is a folder of the preview's own; what it says is unused */
    unsigned port; /* 0: one that is free */
    /* Shows a line to whoever started the preview: where it is, what a build found. */
    void (*say)(struct str line);
    /* Shows what a build found. */
    void (*show)(const struct diag *diag);
};

/* Builds, serves on 127.0.0.1 and builds again at each change of the content or the templates,
 * until it is interrupted (SIGINT, SIGTERM). False, reported to `diag`, where the system does not
 * let it. */
bool serve(const struct serve_options *options, struct diag *diag);

#endif
