/* locate.h: where the links, images and HTML of a block truly stand. */
#ifndef CONCORDAT_MARKDOWN_LOCATE_H
#define CONCORDAT_MARKDOWN_LOCATE_H

#include "source.h"

#include <cmark.h>

/* Offsets in a source; a zeroed one is empty. */
struct places {
    size_t *offsets;
    size_t count;
    size_t room;
};

void places_free(struct places *places);

/* Replaces `places` by the offset of every link, image and inline HTML in a paragraph or heading,
 * in the order in which an iterator enters them; the block stands inside so many quotations. */
void locate_inlines(const struct source *source, cmark_node *block, unsigned quotations,
                    struct places *places);

#endif
