/* data.h: which files of open data a trust has, and what is in each, by the schema. */
#ifndef CONCORDAT_SCHEMA_DATA_H
#define CONCORDAT_SCHEMA_DATA_H

#include "concordat/schema/schema.h"

enum { DATA_FILES = data_file_columns + 1 };

/* What is known of a file. */
struct data_row_of_files {
    const char *name;   /* people.csv */
    const char *media;  /* text/csv */
    enum type_id type;  /* of its rows; TYPE_COUNT where it is no table */
    size_t list;        /* where the trust has the records that rows are made of */
    const char *holder; /* a field of those: a row for each thing in it; NULL for none */
};

const struct data_row_of_files *data_file_row(enum data_file file);

/* True where a trust whose lists are derived has anything to put into the file. */
bool data_is_wanted(enum data_file file, const struct trust *trust);

/* A row of a table. */
struct data_row {
    const struct record *record;
    const struct record *owner; /* that it is written in; NULL for a record of the trust's lists */
    const struct field *role;   /* the field there; NULL likewise */
    unsigned holder;            /* which item of the table's holder the row is for */
};

/* Calls `visit` for every row of a table, in the order of the trust's lists. */
void data_each_row(enum data_file file, const struct trust *trust,
                   void (*visit)(const struct data_row *row, void *context), void *context);

/* How many rows a table has. */
size_t data_row_count(enum data_file file, const struct trust *trust);

/* A column of a table. */
struct data_column_row {
    const char *name;
    enum data_form form;
    const struct field *field; /* NULL for the id of the row's record or of its owner */
    const char *doc;           /* one sentence */
    bool single;               /* of several things that the field holds, the row is for one */
};

/* The columns of a table, `*count` of them, in `arena`: one for each field of its type, beside each
 * reference the ids, beside each date its days. */
const struct data_column_row *data_columns(struct arena *arena, enum data_file file, size_t *count);

/* True where trust.json has the field of a record: what authors write, and what follows from it and
 * is no record. */
bool field_is_data(const struct type *type, const struct field *field);

/* The state of a field that has several values because its sources differ. */
#define SOURCES_DIFFER "sources differ"

/* The names of the states of a value that is not given: "not stated", "none", "withheld"; NULL for
 * what is absent or given. */
const char *state_name(enum value_state state);

#endif
