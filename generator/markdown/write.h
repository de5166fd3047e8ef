/* write.h: from the library's tree to a compiled document. */
#ifndef CONCORDAT_MARKDOWN_WRITE_H
#define CONCORDAT_MARKDOWN_WRITE_H

#include "document.h"
#include "footnote.h"
#include "source.h"
#include "table.h"

#include <cmark.h>

/* The document of a parsed text, in `arena`, with the tables and footnotes that were lifted out of
 * it, its headings and paragraphs `numbered` or not; NULL where anything in it was reported as an
 * error. */
const struct document *document_write(struct arena *arena, struct source *source, cmark_node *root,
                                      struct text_tables *tables, struct footnotes *footnotes,
                                      bool numbered, struct diag *diag);

#endif
