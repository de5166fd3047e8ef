/* problem.h: what the YAML library's complaints mean, in words for people who do not program. */
#ifndef CONCORDAT_YAML_PROBLEM_H
#define CONCORDAT_YAML_PROBLEM_H

#include "concordat/base/str.h"

/* A complaint of the library, translated. */
struct problem {
    const char *words;
    const char *hint;
    bool at_context; /* the mistake is where the construct began, not where the library gave up */
};

/* The translation of `complaint`, made while doing `context` (either may be NULL); `before` is what
 * stands on the line in front of the place, `after` what stands on the line from there. Lives as
 * long as the program. */
struct problem problem_explain(const char *complaint, const char *context, struct str before,
                               struct str after);

#endif
