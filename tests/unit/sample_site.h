/* sample_site.h: builds small sites through output.h, for tests.
 *
 * Layer: tests. Used by: test_output, test_output_disk, test_output_guard,
 * test_write_faults. */
#ifndef CONCORDAT_TESTS_SAMPLE_SITE_H
#define CONCORDAT_TESTS_SAMPLE_SITE_H

#include "concordat/write/output.h"

#include "scratch.h"

struct sample_file {
    const char *address;
    const char *text;
};

/* What a build came to. */
struct sample_build {
    bool published;
    struct output_summary summary;
    size_t errors;   /* of the content: exit status 1 */
    size_t failures; /* of the system: exit status 3 */
    char *told;      /* all diagnostics; the caller frees it */
};

static inline void sample_add(struct output *output, const struct sample_file *files)
{
    for (; files->address; files++)
        output_add(output, str_of(files->address), str_of(files->text),
                   (struct mark){"site.yaml", 1, 1});
}

static inline char *sample_told(const struct diag *diag)
{
    struct buf out = {0};
    buf_add_string(&out, "");
    diag_write(diag, &out);
    return out.ptr;
}

/* Publishes `files`, which end with one of NULL, to `path`. */
static inline struct sample_build sample_build(const char *path, const struct sample_file *files)
{
    struct sample_build build = {0};
    struct diag *diag = diag_new();
    struct output *output = output_open(path, diag);
    if (output) {
        sample_add(output, files);
        build.published = output_commit(output);
        build.summary = output_summary(output);
    }
    output_free(output);
    build.failures = diag_count(diag, SEVERITY_FAILURE);
    build.errors = diag_count(diag, SEVERITY_ERROR) - build.failures;
    build.told = sample_told(diag);
    diag_free(diag);
    return build;
}

#endif
