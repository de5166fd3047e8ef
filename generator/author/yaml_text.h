/* yaml_text.h: writes words as a definition can hold them. */
#ifndef CONCORDAT_AUTHOR_YAML_TEXT_H
#define CONCORDAT_AUTHOR_YAML_TEXT_H

#include "concordat/base/buf.h"

/* True where the text, without quotes, would be read as something else, or nearly is what would:
 * none, null, Yes, not-stated, a number. */
bool yaml_text_is_taken_for_another(struct str text);

/* Appends the text as YAML: plain where that is read back as the same words, in quotes otherwise.
 * `words` is false for what is no free text: dates, yes and no, values of lists. */
void yaml_text_write(struct str text, bool words, struct buf *out);

#endif
