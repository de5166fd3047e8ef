/* write.h: from the library's tree to a compiled document. */
#ifndef CONCORDAT_MARKDOWN_WRITE_H
#define CONCORDAT_MARKDOWN_WRITE_H

#include "document.h"
#include "source.h"

#include <cmark.h>

/* The document of a parsed text, in `arena`; NULL where anything in it was reported. */
const struct document *document_write(struct arena *arena, struct source *source, cmark_node *root,
                                      struct diag *diag);

#endif
