/* press.h: the place where PDFs are made: a folder for what is needed only meanwhile, and the
 * programs that are run in it.
 *
 * Layer: print, private. */
#ifndef CONCORDAT_PRINT_PRESS_H
#define CONCORDAT_PRINT_PRESS_H

#include "concordat/base/arena.h"
#include "concordat/base/buf.h"
#include "concordat/base/diag.h"

#include <signal.h>

struct press {
    const char *folder; /* absolute */
    struct arena *arena;
    struct diag *diag;
    char **environment;         /* of the programs */
    sigset_t waited;            /* signals that end a wait: a program's end, and an interruption */
    sigset_t usual;             /* the signals that were blocked before */
    struct sigaction usual_end; /* what was done before at a program's end */
    bool is_stopped;            /* somebody interrupted: nothing more is begun */
};

/* A program that somebody else wrote, and the Debian package that has it. */
struct foreign_program {
    const char *name;
    const char *package;
};

/* Reports in one line which of the programs are not on the search path; true where all are. */
bool programs_are_there(const struct foreign_program *const *programs, size_t count,
                        struct diag *diag);

/* Makes the folder, and holds interruptions back so that it can be removed; that nobody reads what
 * is said is one of them. False, reported. The caller ends with press_close where it is true. */
bool press_open(struct press *press, struct arena *arena, struct diag *diag);

/* Removes the folder with all that is in it, and lets interruptions through again. */
void press_close(struct press *press);

/* The path of a file in the folder, in the arena. */
const char *press_file(const struct press *press, const char *name);

/* True, noted, where somebody has asked for an end. */
bool press_is_stopped(struct press *press);

enum run_result { RUN_DONE, RUN_WARNED /* exit status 3 */, RUN_FAILED };

/* Runs a program, with arguments up to NULL, without a shell; what it prints goes to the file
 * `printed` of the folder. RUN_FAILED is reported as "cannot `deed` `about`", with the last line
 * that the program wrote to standard error. */
enum run_result press_run(struct press *press, const struct foreign_program *program,
                          const char *const *arguments, const char *printed, const char *deed,
                          const char *about);

/* The bytes of a file of any size, in `bytes`, emptied before; false, reported. */
bool press_read(struct press *press, const char *path, struct buf *bytes);

/* Writes a file of the folder; false, reported. */
bool press_write(struct press *press, const char *path, struct str bytes);

#endif
