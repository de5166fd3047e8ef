/* write_parts.h: what the files that write a document call of each other. */
#ifndef CONCORDAT_MARKDOWN_WRITE_PARTS_H
#define CONCORDAT_MARKDOWN_WRITE_PARTS_H

#include "writer.h"

/* Writes the blocks inside a node. */
void write_blocks(struct writer *writer, cmark_node *parent);

/* Writes the words of a paragraph that was composed in front of the text, without its prefix. */
void write_composed_words(struct writer *writer, cmark_node *paragraph);

/* Writes a table in its scrolling container. */
void write_table(struct writer *writer, const struct text_table *table);

/* Writes what a token of a reference stands for; false where the link is none, or one that was
 * written already. */
bool write_reference(struct writer *writer, cmark_node *link);

/* Writes the footnotes that were referred to, and those that they refer to in turn; warns of the
 * others. */
void write_footnotes(struct writer *writer);

#endif
