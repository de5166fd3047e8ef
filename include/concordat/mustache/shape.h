/* shape.h: what a template may know about a value before there is one.
 *
 * The engine knows no records. Whoever has data describes it in shapes: the schema makes one for
 * every record type and kind of field, a test makes its own. A template is checked against shapes
 * when it is compiled, and each name becomes a member with functions that read it. */
#ifndef CONCORDAT_MUSTACHE_SHAPE_H
#define CONCORDAT_MUSTACHE_SHAPE_H

#include "concordat/base/buf.h"

enum shape_kind {
    SHAPE_TEXT,    /* printed escaped; may have members: a date's `iso`, a choice's values */
    SHAPE_MARKUP,  /* HTML already: printed as it is */
    SHAPE_FLAG,    /* opens a section or not; cannot be printed */
    SHAPE_RECORD,  /* has members; a section makes it the innermost record */
    SHAPE_DYNAMIC, /* a struct data: names are found as rendering goes, as the specification says */
};

struct shape;

/* What stands at one place of a member. */
struct cell {
    const void *object;  /* what the shape's functions read */
    const void *remarks; /* what the vocabulary's `value` shape reads there, or NULL */
};

/* A name of a record (or of a text with parts) and how to read it. */
struct member {
    const char *name;
    const struct shape *shape;
    bool many;   /* a list: its sections repeat; it has `count` and `any` */
    bool states; /* its states (struct vocabulary) may be asked: {{#quorum.not_stated}} */
    /* How many there are: 0 is false. A member that is not `many` may still have several, where
     * sources differ: printing takes the first, a section repeats for each; where it has states,
     * {{#quorum.any}} asks once whether there is one. */
    size_t (*count)(const struct member *member, const void *object);
    /* What stands at `index`, below count. NULL for a flag. */
    struct cell (*at)(const struct member *member, const void *object, size_t index);
    const void *detail; /* the describer's own */
    size_t number;      /* the describer's own */
};

struct shape {
    enum shape_kind kind;
    const char *name; /* "seat" for a record type, by which a template reaches an outer one;
                         otherwise what messages call it: "a date" */
    unsigned slot;    /* record: its own number below the vocabulary's slots */
    const struct member *members;
    size_t member_count;
    /* Text and markup: what is printed, unescaped: borrowed, or written to `scratch` and that
     * returned. `page` is the rendering's own pointer. */
    struct str (*text)(const struct shape *shape, const void *object, const void *page,
                       struct buf *scratch);
    const void *detail; /* the describer's own */
    /* Text that is one of a list (a choice): the values that {{>*name}} can meet; NULL otherwise */
    const char *const *values;
    size_t value_count;
};

/* What all templates of a set share. */
struct vocabulary {
    unsigned slots; /* record shapes have slots below this */
    /* A record shape that reads cell.remarks inside the section of any field: {{value.note}}; the
     * innermost record stays innermost. NULL for none. Its slot is its own. */
    const struct shape *value;
    /* Names of the states of a member (of `states`), and whether the one numbered `state` holds. */
    const char *const *states;
    size_t state_count;
    bool (*in_state)(const struct member *member, const void *object, size_t state);
};

/* Dynamic data, as JSON has it, for templates without types. */
enum data_kind { DATA_NULL, DATA_FALSE, DATA_TRUE, DATA_TEXT, DATA_LIST, DATA_MAP };

struct data {
    enum data_kind kind;
    struct str text;                 /* text; numbers are text as they print */
    size_t count;                    /* list, map */
    const struct str *keys;          /* map */
    const struct data *const *items; /* list; the values of a map */
};

/* The shape of a struct data. */
extern const struct shape shape_dynamic;

#endif
