/* footnote.h: the footnotes of a text, lifted out of it before it is parsed. */
#ifndef CONCORDAT_MARKDOWN_FOOTNOTE_H
#define CONCORDAT_MARKDOWN_FOOTNOTE_H

#include "compose.h"
#include "document.h"

/* [^label]: and what follows. */
struct definition {
    struct str label;
    size_t offset; /* of its label's bracket in the author's text */
    struct mark mark;
    int first; /* lines there, all its own */
    int last;
    size_t indent;   /* columns that its further lines need not to be lazy */
    unsigned number; /* by first reference; 0 until there is one */
    unsigned references;
};

/* [^label] elsewhere. */
struct reference {
    struct str label;
    struct definition *definition; /* NULL: there is none, and it stays as it was written */
    bool written;
};

/* The footnotes of a text; zeroed, there are none. */
struct footnotes {
    struct definition *definitions; /* in the order of the text */
    size_t definition_count;
    size_t definition_room;
    struct reference *references; /* whose indices the tokens hold */
    size_t reference_count;
    size_t reference_room;
    bool refused;  /* something was reported that keeps the text from being published */
    bool too_many; /* past a bound: the rest is not to be read */
};

/* Composes a text in which the definitions stand in front, as a numbered list of `definition_count`
 * items, each with a thematic break first, and a paragraph that ends the list; every reference is a
 * token. False, with nothing composed, where the text has no footnotes. `source` must outlive both.
 */
bool footnotes_lift(struct source *source, struct footnotes *footnotes, struct source *composed,
                    struct diag *diag);
void footnotes_free(struct footnotes *footnotes);

#endif
