/* schema.h: the description of the record types as data: tables made from records.def. */
#ifndef CONCORDAT_SCHEMA_SCHEMA_H
#define CONCORDAT_SCHEMA_SCHEMA_H

#include "concordat/base/arena.h"
#include "concordat/schema/records.h"

/* Where a type's records come from; records.def tells more. */
enum role { ROLE_ROOT, ROLE_LISTED, ROLE_ITEM, ROLE_PART, ROLE_PAGE, ROLE_DIRECTIVE, ROLE_VIEW };

/* What a field holds. */
enum kind {
    KIND_TEXT,      /* words on one line */
    KIND_PROSE,     /* Markdown */
    KIND_NUMBER,    /* a whole number */
    KIND_FIGURE,    /* a decimal number, kept exactly; see figure.h */
    KIND_FLAG,      /* yes or no */
    KIND_DATE,      /* see date.h */
    KIND_AS_OF,     /* a date with an end, or the day of the build */
    KIND_ADDRESS,   /* an http or https address */
    KIND_IMAGE,     /* the path of an image from the file that it is written in */
    KIND_PDF,       /* the path of a PDF from the file that it is written in */
    KIND_CHOICE,    /* one of a list of values */
    KIND_REFERENCE, /* another record, by its id */
    KIND_PART,      /* a record written in the field */
    KIND_INVERSE,   /* the records that refer to this one */
    KIND_URL,       /* the address of the record's page from the page being written */
    KIND_JSON,      /* JSON of the program's own, fit to stand in a page's script */
    KIND_HTML,      /* HTML that templates have written */
    KIND_COUNT
};

/* NEED_OWNED: required, and names the record on whose page this one stands. */
enum need { NEED_OPTIONAL, NEED_REQUIRED, NEED_OWNED, NEED_MADE_BY_PLACE, NEED_MADE_LATER };

/* A row of records.def. */
struct field {
    const char *name;
    enum kind kind;
    int target; /* a type_id, a union behind them, or a choices_id; -1 for none */
    bool many;
    enum need need;
    enum audience audience; /* who may see it where its value does not say */
    const char *back;       /* KIND_INVERSE: the field of the target that names this record */
    const char *doc;
    size_t offset; /* of its struct value in the struct of its type */
};

/* What most records begin with: the first rows of every type that has a head. */
enum head_field {
    HEAD_STANDING,
    HEAD_SOURCES,
    HEAD_INFERRED,
    HEAD_NOTE,
    HEAD_AUDIENCE,
    HEAD_FROM,
    HEAD_TO,
    HEAD_TIMING,
    HEAD_FIELDS
};

/* How a trust lists the records of a type. */
enum order { AS_WRITTEN, BY_ID, BY_TITLE, BY_SURNAME, BY_DATE, BY_NUMBER };

struct type {
    const char *name;
    enum type_id id;
    enum role role;
    const char *doc;
    const struct field *fields;
    size_t field_count;
    size_t size; /* of its struct */
};

/* A value of a choice. */
struct choice {
    const char *name; /* as authors write it */
    const char *doc;
};

struct choices {
    const char *name;
    const char *doc;
    const struct choice *values;
    size_t count;
};

const struct type *type_of(enum type_id id);

/* The name of a type as pages and folders of templates have it, in `arena`: "member-table". */
struct str type_word(struct arena *arena, const struct type *type);

/* The type of that name that authors can refer to or ask the schema of, or NULL; `annual-summary`,
 * as in links, names annual_summary too. */
const struct type *type_named(struct str name);

/* The field of that name, or NULL. */
const struct field *type_field(const struct type *type, struct str name);

/* Ids are names of folders, and whole paths have a bound on some systems. */
enum { LONGEST_ID = 80 };

/* True where a word can be an id: at most LONGEST_ID small letters, digits and hyphens, no hyphen
 * at an end. */
bool id_is_well_formed(struct str id);

/* True for a word that Windows keeps for a device (con, nul, com1 ...): no folder can have its
 * name. Source: learn.microsoft.com, "Naming Files, Paths, and Namespaces". */
bool id_is_device(struct str id);

/* The longest tag that is taken. Source: RFC 5646, section 4.4.1, asks for 35 and more. */
enum { LONGEST_LANGUAGE = 64 };

/* True where a word has the form of a language tag: parts of at most eight letters and digits with
 * hyphens between, the first of two letters and more (en, en-GB, zh-Hant-TW). It is then safe in
 * the name of a file. Source: RFC 5646 (BCP 47), section 2.1. */
bool language_is_well_formed(struct str tag);

/* An id made of words, in `arena`, to be suggested; empty where no letter or digit is in them. */
struct str id_of_words(struct arena *arena, struct str words);

/* What a message shows of a text that may be long: its beginning, on one line. */
struct str text_shown(struct str text);

/* True where an author may write the field. */
bool field_is_written(const struct field *field);

/* True where a record cannot be without it. */
bool field_is_required(const struct field *field);

/* How a trust lists the records of the type. */
enum order type_order(enum type_id type);

/* Where a record has what names its trace, should the record be exempt; NULL where it leaves none.
 */
const struct value *record_trace_name(const struct record *record);

/* True where the field stays in the trace of a record. */
bool field_stays_in_trace(const struct type *type, const struct field *field);

/* Makes the text the record's title. */
void record_retitle(struct record *record, const struct value *title);

/* The text by which the trust lists records of the type together; NULL where it does not. */
const struct value *record_group(const struct record *record);

/* The body of a seat or function, the party of a link: what a record is an item of; NULL for other
 * records. */
const struct record *record_owner(const struct record *record);

/* True for a type whose records have an owner. */
bool type_has_owner(enum type_id type);

const struct choices *choices_of(int id);

/* What the colour of a tag with that value of a list tells, one of enum tone; -1 for nothing. */
int choice_tone(int id, long value);

/* True where a field takes exactly one of its list of values: never none, not stated, or several.
 */
bool field_is_settled(const struct field *field);

/* The name of a type or union: what messages and templates call the target of a reference. */
const char *target_name(int target);

/* The types that a reference with this target can mean, `*count` of them. */
const enum type_id *target_types(int target, size_t *count);

/* The value of a field of a record of its type. */
struct value *record_value(struct record *record, const struct field *field);
const struct value *record_value_const(const struct record *record, const struct field *field);

/* True where records of the type have a head: what every record can say of itself. */
bool type_has_head(const struct type *type);

/* The value of a field that records with a head have; NULL where its type has none. */
struct value *record_head(struct record *record, enum head_field field);
const struct value *record_head_const(const struct record *record, enum head_field field);

/* True where the field is what its records are called, which no record can be without. */
bool field_is_name(const struct type *type, const struct field *field);

/* True for a choice of standing that says that something is not there as a matter of fact, as what
 * is proposed; false also for -1, no standing. */
bool standing_is_tentative(int standing);

/* The same of the standing that a record has, if any. */
bool record_is_tentative(const struct record *record);

/* What a record is called: its name, title or term; its id where it has none. */
struct str record_title(const struct record *record);

/* The Markdown below the fields of a PAGE; NULL for records of other roles. */
struct value *record_text(struct record *record);
const struct value *record_text_const(const struct record *record);

/* True where there is a record and it is of that type. */
bool record_is(const struct record *record, enum type_id type);

/* The first text, number or choice of a field that is given; empty, 0, or -1 where it is not. */
struct str value_text(const struct value *value);
long value_number(const struct value *value);
int value_choice(const struct value *value);
bool value_flag(const struct value *value);

/* The first record that a reference or part names, or NULL. */
const struct record *value_record(const struct value *value);

/* True where there is at least one item to show. */
bool value_is_given(const struct value *value);

#endif
