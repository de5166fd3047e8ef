/* import.h: turns a spreadsheet of members into the definition that a person would have written. */
#ifndef CONCORDAT_AUTHOR_IMPORT_H
#define CONCORDAT_AUTHOR_IMPORT_H

#include "concordat/base/diag.h"

struct import_options {
    const char *file;
    const char *body;   /* the id of the body whose seats they are; NULL: `board`, to be changed */
    const char *source; /* the id of the document that names them; NULL: the spreadsheet is one */
    const char *standing; /* of the seats, a value of that list; NULL: existing */
    /* Asks whether two names that are nearly alike are of one person; NULL: they are not joined. */
    bool (*is_same)(struct str first, unsigned first_line, struct str second, unsigned second_line);
};

/* Reads the spreadsheet and writes YAML to `yaml` and, line by line, what was understood to `told`.
 * A row that cannot be taken stands in `yaml` as a comment and is reported to `diag` at its line:
 * every row is in one or the other. False, reported, where nothing could be read. */
bool import_seats(const struct import_options *options, struct buf *yaml, struct buf *told,
                  struct diag *diag);

/* True for a standing that seats can have. */
bool import_knows_standing(struct str standing);

#endif
