/* document.h: what a compiled text is made of, for the files of this folder alone.
 *
 * All HTML that does not depend on the place stands in one string, `html`. Runs cut it up: a run of
 * literal HTML or of text is a piece of that string; any other run is a slot at a point of it.
 * Pieces follow each other without gaps, so that rendering copies everything between two slots at
 * once. A new kind of slot is a kind here, a case in
 * markdown_write.c that adds it and one in markdown_render.c that fills it. */
#ifndef CONCORDAT_MARKDOWN_DOCUMENT_H
#define CONCORDAT_MARKDOWN_DOCUMENT_H

#include "concordat/markdown/markdown.h"

enum run_kind {
    RUN_LITERAL,       /* HTML as it is */
    RUN_TEXT,          /* escaped words outside code, links, headings and quotations */
    RUN_HEADING_OPEN,  /* `index` of the heading: its start tag with level and id */
    RUN_HEADING_CLOSE, /* `index` of the heading: its end tag */
    RUN_DESTINATION,   /* `index` of the target: what stands between the quotes of href or src */
    RUN_IMAGE_SIZE,    /* `index` of the target: width and height, where they are known */
    RUN_ID_PREFIX,     /* what the place puts before every id */
    RUN_FOOTNOTE_REFERENCE, /* `index` in `references`: the raised number that leads to it */
    RUN_FOOTNOTE_LIST,      /* the start tag of the list of footnotes */
    RUN_FOOTNOTE_OPEN,      /* `index` of the footnote: its start tag with its id */
    RUN_FOOTNOTE_BACK,      /* `index` of the footnote: the links back to all its references */
    RUN_NUMBER,             /* `index` of the target: the number of what it leads to */
    RUN_DIRECTIVE,          /* `index` of the directive: a piece, its HTML as a block of code */
    RUN_SECTION,            /* `index` of the section: what is said of its audience */
};

struct run {
    enum run_kind kind;
    unsigned index; /* in what the kind says; unused by pieces */
    size_t from;    /* the piece of `html`; of a slot, both are the point where it stands */
    size_t to;
};

/* A reference to a footnote. */
struct footnote_reference {
    unsigned number;     /* of the footnote in its document, from 1 */
    unsigned occurrence; /* among the references to it, from 1 */
};

/* How much of a document there is at a point of it. */
struct extent {
    size_t html;
    size_t words;
    size_t runs;
    size_t headings;
    size_t targets;
    size_t numbered;
    size_t directives;
    size_t references;
    size_t sections;
};

/* A part of a document, from one point to another. */
struct span {
    struct extent from;
    struct extent to;
};

/* A footnote, by its number less one. */
struct footnote {
    unsigned references; /* to it; 0 where it was cut */
    struct span span;
};

struct document {
    struct str html;
    struct str words;
    const struct run *runs;
    size_t run_count;
    const struct heading *headings;
    size_t heading_count;
    const struct target *targets;
    size_t target_count;
    const struct numbered *numbered;
    size_t numbered_count;
    const struct directive *directives;
    size_t directive_count;
    const struct footnote_reference *references;
    size_t reference_count;
    const struct footnote *footnotes;
    size_t footnote_count;
    struct span notes; /* the footnotes with what is around them */
    const struct section *sections;
    const struct span *section_spans;
    size_t section_count;
    bool one_paragraph; /* `html` is "<p>", a paragraph, "</p>\n" */
};

/* Appends an address as it may stand in an attribute: percent-encoded where it must be, & and '
 * written as character references. */
void markdown_add_address(struct buf *out, struct str address);

#endif
