/* paragraphs.h: the blocks in whose lines a table or the text of a footnote may begin. */
#ifndef CONCORDAT_MARKDOWN_PARAGRAPHS_H
#define CONCORDAT_MARKDOWN_PARAGRAPHS_H

#include "source.h"

#include <cmark.h>

/* A paragraph; or a heading by a line under it, since what stands on that line is no word. */
struct paragraph {
    cmark_node *node;
    int first; /* lines with words */
    int last;
    int underline;       /* the line of - or = below them; 0 for none */
    size_t start;        /* the offset of its first word */
    unsigned quotations; /* around it */
};

/* Zeroed, an empty list. */
struct paragraphs {
    struct paragraph *list;
    size_t count;
    size_t room;
};

/* Lists the paragraphs of a parsed source in the order of its lines. */
void paragraphs_list(struct paragraphs *paragraphs, const struct source *source, cmark_node *root);
void paragraphs_free(struct paragraphs *paragraphs);

/* The offset of the words of one of its lines. */
size_t paragraph_content(const struct source *source, const struct paragraph *paragraph, int line);

/* The words of one of its lines, without blanks around them. */
struct str paragraph_words(const struct source *source, const struct paragraph *paragraph,
                           int line);

/* True where it is underlined with =. */
bool paragraph_has_equals(const struct source *source, const struct paragraph *paragraph);

#endif
