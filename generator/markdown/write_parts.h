/* write_parts.h: what the files that write a document call of each other. */
#ifndef CONCORDAT_MARKDOWN_WRITE_PARTS_H
#define CONCORDAT_MARKDOWN_WRITE_PARTS_H

#include "writer.h"

/* Writes the blocks inside a node. */
void write_blocks(struct writer *writer, cmark_node *parent);

/* Writes the words of a paragraph that was composed in front of the text, without its prefix. */
void write_composed_words(struct writer *writer, cmark_node *paragraph);

/* Writes what stands between the tag of a paragraph's or heading's start and its first word, and
 * remembers the number and label. */
void write_paragraph_start(struct writer *writer, cmark_node *paragraph);
void write_heading_number(struct writer *writer, cmark_node *node, struct heading *heading);

/* The words of a text node without the label that ends its paragraph. */
struct str words_without_label(struct writer *writer, cmark_node *node, struct str words);

/* Counts what is numbered by, if anything is; reports, at the end, ids that two have. */
void numbers_begin(struct writer *writer, cmark_node *root);
void numbers_end(struct writer *writer);

/* Ends the sections that a heading ends, and begins the one that it has an audience for; without a
 * heading, ends all. */
void sections_turn(struct writer *writer, cmark_node *heading);

/* Says, below its heading, what a section's audience is. */
void section_mark(struct writer *writer);

/* Refuses words that look like an audience where none can stand. */
void refuse_audience(struct writer *writer, cmark_node *node, struct str words);

/* Fills in what the sections of a finished document hold. */
void sections_fill(struct document *document);

/* Writes a code block as the directive it is; false where it is none. */
bool write_directive(struct writer *writer, cmark_node *block);

/* Writes a code block. */
void write_code_block(struct writer *writer, cmark_node *node);

/* Writes a table in its scrolling container. */
void write_table(struct writer *writer, const struct text_table *table);

/* Writes what a token of a reference stands for; false where the link is none, or one that was
 * written already. */
bool write_reference(struct writer *writer, cmark_node *link);

/* Writes the footnotes that were referred to, and those that they refer to in turn; warns of the
 * others. */
void write_footnotes(struct writer *writer);

#endif
