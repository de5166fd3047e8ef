/* diag.h: the one funnel through which everything that goes wrong is told.
 *
 * A stage reports what it finds and goes on, so that one run tells every error; nothing is printed
 * until main.c prints the sorted list. */
#ifndef CONCORDAT_BASE_DIAG_H
#define CONCORDAT_BASE_DIAG_H

#include "concordat/base/buf.h"
#include "concordat/base/rules.h"
#include "concordat/base/str.h"

/* Where something stands: line and column count from 1; 0 means "the file as a whole". Columns
 * count characters, not bytes. */
struct mark {
    const char *file; /* as shown to the author; outlives the mark; NULL for none */
    unsigned line;
    unsigned column;
};

enum severity {
    SEVERITY_ADVICE,  /* worth knowing */
    SEVERITY_WARNING, /* likely a mistake */
    SEVERITY_ERROR,   /* the content is wrong: nothing is published, exit status 1 */
    SEVERITY_FAILURE, /* the system failed: disk, permissions; exit status 3 */
};

/* What was found; many threads may report to one. */
struct diag;

/* A new, empty list; the caller frees it with diag_free. */
struct diag *diag_new(void);
void diag_free(struct diag *diag);

/* Reports that `rule` is broken at `mark`. The message is after a printf format: it says what was
 * found and what was expected. Texts are copied. */
__attribute__((format(printf, 5, 6))) void diag_report(struct diag *diag, enum severity severity,
                                                       struct mark mark, enum rule rule,
                                                       const char *format, ...);

/* The same, an error, with a hint: what to write instead (empty for none). */
__attribute__((format(printf, 5, 6))) void diag_error(struct diag *diag, struct mark mark,
                                                      enum rule rule, struct str hint,
                                                      const char *format, ...);

/* Reports that the system refused: "cannot `deed` `path`: `errno` in words". Reads errno. */
void diag_failure(struct diag *diag, const char *deed, const char *path);

/* How many were reported with at least this severity, repetitions included until diag_sorted or
 * diag_write has taken them out. */
size_t diag_count(const struct diag *diag, enum severity at_least);

/* True where anything was reported that forbids publishing. */
bool diag_has_errors(const struct diag *diag);

/* The same as diag_write, with the colours of a terminal. */
void diag_write_coloured(const struct diag *diag, struct buf *out);

/* Writes them sorted by file, line, column, with the source line and a caret under the column, and
 * a closing line that counts all errors and warnings. Of a file at most 100 are shown, errors
 * before others, and a line says how many more there are. Reads each file that the marks name once;
 * marks without a readable file are shown without excerpt. */
void diag_write(const struct diag *diag, struct buf *out);

/* One diagnostic, for other forms than text. */
struct diagnostic {
    enum severity severity;
    enum rule rule;
    struct mark mark;
    struct str message;
    struct str hint;
};

/* The sorted list without repetitions, `*count` long, borrowed until the next report: no other
 * thread may still be reporting. */
const struct diagnostic *diag_sorted(const struct diag *diag, size_t *count);

#endif
