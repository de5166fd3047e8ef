/* bind.h: what turning trees into programs shares: the set, the context, the code being made.
 * Private to the mustache layer. */
#ifndef CONCORDAT_MUSTACHE_BIND_H
#define CONCORDAT_MUSTACHE_BIND_H

#include "program.h"

enum {
    MOST_WORK = 200 * 1000,              /* nodes bound in one compilation */
    MOST_STATIC_TEXT = 64 * 1024 * 1024, /* bytes of text in the code of one compilation */
    DEEPEST_BINDING = 300,               /* sections, blocks and strings in one another */
    MOST_FILLINGS = 256,                 /* blocks filled at one time */
    MOST_BINDING_ERRORS = 1000,          /* of one set */
    MOST_STEPS = LONGEST_NAME / 2 + 1,   /* of a path */
};

/* A template of the set. */
struct template_source {
    struct str name;
    const char *file;
    struct node *nodes;
    enum soundness soundness;
    bool used;
    struct table
        *blocks;      /* those that it or a template it calls has, by name; NULL: not known yet */
    bool blocks_open; /* it calls others by a value: what they have is not known */
    unsigned reached; /* the last search for blocks that came here, and where it went next */
    struct template_source *next_reached;
};

/* A string of the set. */
struct text_string {
    struct str key;
    struct str by;
    struct mark by_mark;
    struct mark mark;
    const struct language *language;
    struct node *forms[PLURAL_COUNT];
    bool has_form[PLURAL_COUNT];
    bool broken;
    bool used;
};

/* What names mean at a place. One for all places where they mean the same. */
struct context {
    const struct shape *innermost; /* the innermost record's, or dynamic data; NULL for nothing */
    const struct shape *dot;       /* what {{.}} prints; NULL where it has no meaning */
    bool in_list;                  /* `first`, `last`, `position` have one */
    const struct shape *visible[]; /* by slot: the record types that have an object here */
};

/* A block that is filled, and with what. */
struct filling {
    struct str name;
    const struct node *block;
    const struct environment *environment; /* of the place where it stands */
};

/* The blocks that are filled, outermost first. One for all places where they are the same. */
struct environment {
    size_t count;
    struct filling fillings[];
};

struct template_set {
    struct arena *arena;
    const struct vocabulary *vocabulary; /* NULL for none */
    struct diag *diag;
    unsigned slots;
    struct table *templates;
    struct table *strings;
    struct table *contexts; /* by their bytes */
    struct table *environments;
    struct table *routines; /* by template, context and environment */
    unsigned errors;        /* of binding */
    unsigned compilations;
    unsigned searches; /* for blocks */
    bool failed;       /* something could not be bound, so what is used is not known */
};

/* A string that is being bound, and those around it. */
struct active_string {
    const struct text_string *string;
    struct mark mark; /* of the tag that uses it */
    const struct active_string *outer;
};

struct binder {
    struct template_set *set;
    struct arena *arena;
    struct routine *routine; /* being bound */
    struct routine *last_to_bind;
    const struct environment *environment; /* of this place */
    const struct active_string *strings;
    unsigned guards; /* sections around this place in the routine */
    unsigned depth;
    size_t work, static_text;
    bool exhausted;

    struct instruction *code; /* malloc */
    size_t count, room;
    struct buf text; /* to become one instruction */
    bool has_text, text_starts_line, text_ends_line;
};

/* What a name means at a place. */
enum meaning {
    MEANS_MEMBER, /* a member: `shape` */
    MEANS_RECORD, /* the object of a record type that is visible */
    MEANS_ITEM,   /* the current item of a section over a field */
    MEANS_NUMBER, /* a count or a position */
    MEANS_TEST,   /* something that holds or not */
    MEANS_DATA,   /* what is looked up when rendering */
};

struct reference {
    enum meaning meaning;
    const struct shape *shape;
    struct reading reading;
    enum question question;
};

/* bind_name.c: the meaning of `name` (a path) at `mark`; `sign` is that of its tag, for hints.
 * False, reported, where it has none. */
bool bind_name(struct binder *binder, const struct context *context, struct str name,
               struct mark mark, const char *sign, struct reference *reference);

/* The member of that name, or NULL. */
const struct member *shape_member(const struct shape *shape, struct str name);

/* "a seat", "an organisation", "a date": what messages call a shape; in the set's arena. */
const char *shape_called(struct binder *binder, const struct shape *shape);

/* bind.c: binds a list of nodes in place. */
void bind_nodes(struct binder *binder, const struct node *nodes, const struct context *context);

/* Binds the routine and all that it leads to. */
void bind_all(struct binder *binder, struct routine *routine);

/* bind_call.c */
void bind_partial(struct binder *binder, const struct node *node, const struct context *context);
void bind_layout(struct binder *binder, const struct node *node, const struct context *context);
void bind_block(struct binder *binder, const struct node *node, const struct context *context);

/* The routine of a template in a context, to be bound if it is new. */
struct routine *bind_routine(struct binder *binder, struct template_source *source,
                             const struct context *context, const struct environment *environment);

/* bind_text.c: binds {{words.key}}. */
void bind_string(struct binder *binder, const struct node *node, struct str key,
                 const struct context *context);

/* context.c: the context of the shapes, outermost first. */
const struct context *context_of(struct template_set *set, const struct shape *const *shapes,
                                 size_t count);

/* The context inside a section over `member` (its shape: a record, or a field). */
const struct context *context_inside(struct template_set *set, const struct context *context,
                                     const struct member *member);

/* The context inside a section that makes `shape`, a record or dynamic data, the innermost. */
const struct context *context_within(struct template_set *set, const struct context *context,
                                     const struct shape *shape);

/* The environment with what the blocks of `layout` fill, unless it is filled already. */
const struct environment *environment_with(struct binder *binder,
                                           const struct environment *environment,
                                           const struct node *layout);

bool context_is_dynamic(const struct context *context);

/* emit.c: a new instruction, valid until the next. */
struct instruction *emit(struct binder *binder, operation *run, const struct mark *mark);

/* The same, for one that reads a value. */
struct instruction *emit_reading(struct binder *binder, operation *run, const struct mark *mark,
                                 const struct reading *reading);

/* Text, joined with what comes before where nothing lies between. */
void emit_text(struct binder *binder, struct str text, bool starts_line);

/* The number of the next instruction. */
size_t emit_here(struct binder *binder);

/* Makes the instruction `from` jump to the instruction `to`. */
void emit_jump(struct binder *binder, size_t from, size_t to);

/* Ends the routine's code and gives it to the routine. */
void emit_end(struct binder *binder);

/* Reports an error of binding; the routine has failed. */
__attribute__((format(printf, 5, 6))) void bind_error(struct binder *binder, struct mark mark,
                                                      enum rule rule, const char *hint,
                                                      const char *format, ...);

/* recursion.c: false, reported, where the routine or one that it leads to has failed or calls
 * itself without end. */
bool routine_settle(struct template_set *set, struct routine *routine);

#endif
