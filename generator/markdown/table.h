/* table.h: the tables of a text, lifted out of it before it is parsed.
 *
 * Named tables_ throughout: table_ are the maps of the base layer. */
#ifndef CONCORDAT_MARKDOWN_TABLE_H
#define CONCORDAT_MARKDOWN_TABLE_H

#include "compose.h"

enum alignment { ALIGN_NONE, ALIGN_LEFT, ALIGN_CENTRE, ALIGN_RIGHT };

/* A table as it stands in a text. */
struct text_table {
    struct mark mark; /* of its first word */
    size_t columns;
    size_t rows;                /* with the header's */
    enum alignment *alignments; /* of each column */
    size_t *cells;              /* the paragraph of each, row by row, from 1; 0 where it is empty */
    size_t caption;             /* the paragraph of the caption likewise */
    bool placed;                /* its token was found again */
};

/* The tables of a text; zeroed, there are none. */
struct text_tables {
    struct text_table *list; /* whose indices the tokens hold */
    size_t count;
    size_t room;
    size_t paragraph_count; /* of all their cells and captions */
    bool too_many;          /* past the bound, which was reported: the rest is not to be read */
};

/* What stands in front of the words of every such paragraph, so that they begin no other block. */
#define CELL_PREFIX "x "

/* Composes a text in which the cells and captions stand in front, each a paragraph, and a token
 * stands for every table. False, with nothing composed, where there is no table. */
bool tables_lift(struct source *source, struct text_tables *tables, struct source *composed,
                 struct diag *diag);
void tables_free(struct text_tables *tables);

#endif
