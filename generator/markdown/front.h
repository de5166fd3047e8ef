/* front.h: takes what was composed in front of a text off the tree again, and finds the tables. */
#ifndef CONCORDAT_MARKDOWN_FRONT_H
#define CONCORDAT_MARKDOWN_FRONT_H

#include "footnote.h"
#include "table.h"

#include <cmark.h>

/* The nodes of the parts; zeroed, there are none. */
struct front {
    cmark_node **paragraphs; /* of cells and captions, by their numbers less one */
    size_t paragraph_count;
    cmark_node **items; /* of footnotes, by the indices of their definitions */
    size_t item_count;
};

/* Takes the front off the tree, and makes every token of a table a custom block whose user data is
 * the table. False where one cannot be told from the words around it, which is reported. */
bool front_take(struct front *front, cmark_node *root, struct text_tables *tables,
                const struct footnotes *footnotes, struct source *source, struct diag *diag);
void front_free(struct front *front);

#endif
