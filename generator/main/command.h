/* command.h: what the command line says, the commands there are and their options; only main.c and
 * the files of this folder include it. */
#ifndef CONCORDAT_MAIN_COMMAND_H
#define CONCORDAT_MAIN_COMMAND_H

#include "concordat/author/new.h"
#include "concordat/build/build.h"

#include <stddef.h>

#ifndef CONCORDAT_VERSION
#define CONCORDAT_VERSION "unversioned"
#endif

enum status { STATUS_DONE = 0, STATUS_CONTENT = 1, STATUS_USAGE = 2, STATUS_SYSTEM = 3 };

enum { MOST_OPERANDS = 3, MOST_TRUSTS = 64 };

/* What the command line says. */
struct arguments {
    struct build_options build;
    const char *operands[MOST_OPERANDS]; /* what stands beside the options */
    size_t operand_count;
    const char *trusts[MOST_TRUSTS]; /* of `build --trust` */
    const char *folder;              /* of `schema`, to write all of them to */
    const char *source;              /* of `import` */
    const char *standing;
    unsigned port;                                          /* of `serve` */
    const char *answers[NEW_ANSWERS];                       /* of `new` and `import` */
    enum { FORMAT_TEXT, FORMAT_JSON, FORMAT_SARIF } format; /* of what `check` found */
};

/* An option: how it is written, and what it does to the arguments; false for a bad value. */
struct flag {
    const char *name;
    const char *value; /* what its value is called; NULL for none */
    bool (*set)(struct arguments *arguments, const char *value);
    const char *help;
};

struct command {
    const char *name;
    const char *operands; /* what it takes beside options, as help shows it; NULL for nothing */
    size_t fewest;        /* operands */
    size_t most;
    const char *help;
    const struct flag *options;
    size_t option_count;
    int (*run)(struct arguments *arguments);
    void (*add_words)(
        struct buf *out);              /* what its first operand can be, with commas; may be NULL */
    void (*add_more)(struct buf *out); /* what help says below the options; may be NULL */
};

/* The commands, in the order in which help tells them. */
extern const struct command commands[];
extern const size_t command_count;

/* Writes the text to standard output; what the program is to end with. */
int print(const struct buf *text);

/* Appends what --help says, of the program or of one command. */
void help_write(const struct command *only, struct buf *out);

/* Appends the manual page, and what a shell completes commands and options by. */
void man_write(struct buf *out);
void completion_write(struct buf *out);

/* The folder of what comes with the program (templates and the like), with its own path in `arena`;
 * NULL where there is none. */
const char *share_folder(struct arena *arena);

int run_build(struct arguments *arguments);
int run_check(struct arguments *arguments);
int run_serve(struct arguments *arguments);
int run_pdf(struct arguments *arguments);
int run_new(struct arguments *arguments);
int run_import(struct arguments *arguments);
int run_schema(struct arguments *arguments);
int run_man(struct arguments *arguments);
int run_completion(struct arguments *arguments);

#endif
