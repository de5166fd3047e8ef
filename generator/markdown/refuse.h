/* refuse.h: what Markdown may not hold here: HTML, and destinations that could run a script. */
#ifndef CONCORDAT_MARKDOWN_REFUSE_H
#define CONCORDAT_MARKDOWN_REFUSE_H

#include "concordat/markdown/markdown.h"

/* Reports the HTML that begins at `mark` with what to write instead. */
void refuse_html(struct diag *diag, struct mark mark, struct str html);

/* True where a destination leads to http, https, mailto, a record, or inside the site; else it is
 * reported at `mark`. */
bool destination_allowed(struct diag *diag, struct mark mark, struct str destination,
                         const struct origin *origin);

#endif
