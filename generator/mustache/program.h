/* program.h: what a template becomes: instructions, each with the function that carries it out.
 * Private to the mustache layer: bind makes them, render runs them. */
#ifndef CONCORDAT_MUSTACHE_PROGRAM_H
#define CONCORDAT_MUSTACHE_PROGRAM_H

#include "concordat/base/table.h"
#include "concordat/mustache/template.h"
#include "plural.h"
#include "tree.h"

#include <stdint.h>

struct renderer;
struct instruction;

/* Carries out the instruction `at` and returns the next one; NULL ends the rendering. */
typedef const struct instruction *operation(struct renderer *renderer,
                                            const struct instruction *at);

/* What is asked of what a path leads to. */
enum question {
    ASK_GIVEN,    /* is there one? */
    ASK_COUNT,    /* how many? */
    ASK_LONG,     /* more than fit a glance? */
    ASK_STATE,    /* does a state of the vocabulary hold? */
    ASK_FIRST,    /* of the list whose section this is: is it at its first? */
    ASK_LAST,     /* ... at its last? */
    ASK_POSITION, /* ... at which, from 1? */
    ASK_RECORD,   /* is there an object in the slot? */
};

/* A way through data: members up to the last one, then names that are looked up in struct data. */
struct path {
    const struct member *const *steps; /* before the last member, which the instruction has */
    size_t step_count;
    const struct str *keys; /* in the data of the last member or, without one, of the stack */
    size_t key_count;
    bool from_top; /* keys begin at the top of the stack, not wherever the first is found */
    enum question question;
    size_t state;
};

/* How a value is reached. */
struct reading {
    const struct member *member; /* the last of the path; NULL where it has none */
    const struct path *path;     /* NULL where the slot's record has the member itself */
    unsigned slot;               /* where the path begins */
};

/* One step of a program. Of the union, each operation knows which part is its own. */
struct instruction {
    operation *run;
    union {
        struct str text;
        struct {
            const struct member *member; /* as in struct reading */
            const struct path *path;
        };
        const struct shape *shape;
        const struct call *call;
        const struct choice_call *choice;
        const struct named_call *named;
        const struct plural *plural;
        const struct placing *placing;
    };
    const struct mark *mark; /* of the tag */
    int32_t jump;            /* a section: to behind it; its end: to the first inside it */
    uint16_t slot;           /* where the path begins */
    uint16_t into;           /* a section: the slot of its current object */
    bool flag; /* text: begins a line; test: what is wanted; print: escape; section: of a list */
    bool ends; /* text: a line begins behind it */
};

/* {{>partial}} */
struct call {
    const struct routine *routine;
    struct str indent;
    bool alone; /* on its line: `indent` goes before each line of it */
    struct mark mark;
};

/* {{>*choice}}: a call for each value. */
struct choice_call {
    struct reading reading; /* without a member: the slot holds the choice itself */
    const struct shape *shape;
    const struct member *const *flags; /* holds where the value does; NULL: compare the text */
    const char *const *values;
    const struct call *calls;
    size_t count;
};

/* {{>*name}} of dynamic data: the template that has the name that stands there. */
struct named_call {
    struct reading reading;
    struct str prefix;
    const struct table *calls; /* struct call by name */
};

/* A string with several forms: how far to jump for each category; 0 for one that it lacks. */
struct plural {
    const struct language *language;
    struct reading reading;
    int32_t jumps[PLURAL_COUNT];
};

/* A block that is filled: how the lines of what fills it are indented. */
struct placing {
    enum placement placement;
    struct str indent;
};

/* A call from one template to another, as the check for endless recursion sees it. */
struct call_edge {
    struct routine *target;
    struct mark mark;
    bool guarded; /* a section stands between: the data may end it */
    struct call_edge *next;
};

/* A template bound to one context: what a call jumps to. */
struct routine {
    const struct template_source *source;
    const struct context *context;
    const struct environment *environment;
    const struct instruction *code;
    struct call_edge *calls;
    bool failed;      /* an error was reported */
    bool settled;     /* known to end */
    bool on_trail;    /* being looked at for recursion */
    unsigned reached; /* the last compilation that reached it */
    struct routine *next_to_bind;
};

struct program {
    const struct routine *routine;
    const struct vocabulary *vocabulary; /* NULL for dynamic data alone */
    const struct shape *const *context;
    size_t context_count;
    unsigned slots; /* of records; then come the current item's, and one for remarks of no use */
    unsigned value_slot;
};

/* render.c */
operation run_text, run_call, run_return, run_place, run_unplace, run_jump;
/* render_record.c */
operation run_print_field, run_print, run_print_item, run_print_count, run_print_position;
operation run_each, run_next, run_test_field, run_test, run_call_choice, run_plural;
/* render_data.c */
operation run_print_data, run_each_data, run_next_data, run_test_data, run_call_named;

#endif
