/* records.h: every record type as a C struct, made from records.def.
 *
 * All fields are struct value, so that one loop serves every type: decoding, resolving, filtering
 * and templates never name a field; the stages that know the domain do (`seat->holders`). */
#ifndef CONCORDAT_SCHEMA_RECORDS_H
#define CONCORDAT_SCHEMA_RECORDS_H

#include "concordat/base/date.h"
#include "concordat/base/diag.h"
#include "concordat/base/figure.h"
#include "concordat/markdown/markdown.h"

/* The number of each type; a union is numbered behind the types. */
enum type_id {
#define RECORD(type, role, doc) TYPE_##type,
#include "concordat/schema/records.def"
    TYPE_COUNT,
    TYPE_BEFORE_UNIONS = TYPE_COUNT - 1,
#define UNION(name, doc) TYPE_##name,
#include "concordat/schema/records.def"
    TYPE_AND_UNION_COUNT
};

/* The number of each list of choices. */
enum choices_id {
#define CHOICES(name, doc) CHOICES_##name,
#include "concordat/schema/records.def"
    CHOICES_COUNT
};

/* The values of each list: standing_proposed, link_kind_reports_to, ... */
#define CHOICES(name, doc)                  enum name {
#define VALUE(name, c_name, yaml_name, doc) name##_##c_name,
#define END_CHOICES(name)                                                                          \
    }                                                                                              \
    ;
#include "concordat/schema/records.def"

enum value_state {
    STATE_ABSENT,     /* nothing was written */
    STATE_NOT_STATED, /* the source does not say */
    STATE_NONE,       /* the source says that there is none */
    STATE_GIVEN,      /* items has at least one */
    STATE_WITHHELD,   /* it is not for this audience */
};

struct record;
struct remark;

/* A PDF that somebody sent: what check finds of it; all but `mark` is empty where it is wanting. */
struct attached {
    struct mark mark;   /* where its path is written */
    const char *path;   /* where it is read */
    struct str name;    /* of the file alone: report.pdf */
    struct str address; /* where it is published, from the top of the site */
    size_t bytes;
    long pages;
};

/* One thing a field holds. */
struct item {
    struct mark mark;
    struct str text;              /* text; of a reference, what the author wrote */
    const struct remark *remarks; /* what is said of it, or NULL */
    union {
        long number;                  /* KIND_NUMBER, KIND_FLAG (0 or 1), KIND_CHOICE (its value) */
        struct date date;             /* KIND_DATE, KIND_AS_OF */
        struct figure_number figure;  /* KIND_FIGURE */
        const struct document *prose; /* KIND_PROSE */
        const struct target *image;   /* KIND_IMAGE */
        struct attached *file;        /* KIND_PDF */
        const struct record *record;  /* KIND_REFERENCE once resolved, KIND_PART, KIND_INVERSE */
    } as;
};

/* What a field holds: several items where it is a list, or where sources differ. */
struct value {
    enum value_state state;
    unsigned count;
    struct item *items;
    struct mark mark;
};

struct type;

/* What every record begins with; its fields follow. */
struct record {
    const struct type *type;
    struct str id; /* empty for parts */
    struct mark mark;
    const struct record *parent; /* the record it was written inside, or NULL */
    size_t order;                /* among the records of its trust, as its files have them */
    struct str address;          /* of its page, from the top of the site; empty for none */
    struct str anchor;           /* its id on the page that lists it */
    enum audience place;         /* of a directive: who may read the section that it stands in */
    bool only_named;             /* made of a name in a spreadsheet: seen where what names it is */
};

#define RECORD(type, role, doc)                                                                    \
    struct type {                                                                                  \
        struct record record;
#define FIELD(r, f, kind, target, many, need, audience, back, doc) struct value f;
#define END(type)                                                                                  \
    }                                                                                              \
    ;
#include "concordat/schema/records.def"

/* The records of one trust (or of the site), in the order of their definitions; parts among them.
 */
struct records {
    struct record **list;
    size_t count;
    size_t room;
    struct trust *trust;    /* NULL for the site's own */
    enum audience audience; /* whom an edition is for; of the records as defined, without sense */
    bool incomplete;        /* a file could not be read, so that a record may lack for that alone */
};

#endif
