/* locate.h: where the links, images and HTML of a block truly stand. */
#ifndef CONCORDAT_MARKDOWN_LOCATE_H
#define CONCORDAT_MARKDOWN_LOCATE_H

#include "source.h"

#include <cmark.h>
#include <stdint.h>

/* Offsets in a source; a zeroed one is empty. */
struct places {
    size_t *offsets;
    size_t count;
    size_t room;
};

void places_free(struct places *places);

/* The offset of what was not written in the source as it reads: escaped by the author. */
#define NO_PLACE SIZE_MAX

/* True where a text reads like a comment. The library takes a comment with -- inside for words, and
 * words would be published. */
bool reads_like_comment(cmark_node *text);

/* Replaces `places` by the offset of every link, image, inline HTML and text that reads like a
 * comment in a paragraph or heading, in the order in which an iterator enters them; the block
 * stands inside so many quotations. */
void locate_inlines(const struct source *source, cmark_node *block, unsigned quotations,
                    struct places *places);

#endif
