/* table_row.h: how one line of a table is cut into cells. */
#ifndef CONCORDAT_MARKDOWN_TABLE_ROW_H
#define CONCORDAT_MARKDOWN_TABLE_ROW_H

#include "table.h"

/* What is left to cut of a line: without blanks around it and the | in front. */
struct str row_start(struct str words);

/* Cuts the next cell off `*rest`, without blanks around it; false at the end of the row. A | behind
 * a backslash cuts nothing. */
bool row_next(struct str *rest, struct str *cell);

size_t row_count(struct str words);

/* True for the row under a header, whose cells are hyphens, with colons for the alignment; a line
 * of hyphens alone is none. */
bool row_delimits(struct str words);

/* The alignment that a cell of such a row asks for. */
enum alignment row_alignment(struct str cell);

#endif
