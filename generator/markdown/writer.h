/* writer.h: a document in the making: its HTML, runs, words, headings and targets. */
#ifndef CONCORDAT_MARKDOWN_WRITER_H
#define CONCORDAT_MARKDOWN_WRITER_H

#include "document.h"
#include "front.h"
#include "locate.h"

struct writer {
    struct arena *arena;
    struct diag *diag;
    struct source *source;
    struct text_tables *tables;
    struct footnotes *footnotes;
    struct front front;
    struct buf html;
    struct buf words;
    struct buf heading_html; /* of the heading that is open */
    struct buf heading_text;
    struct run *runs;
    size_t run_count;
    size_t run_room;
    struct heading *headings;
    size_t heading_count;
    size_t heading_room;
    struct target *targets;
    size_t target_count;
    size_t target_room;
    struct numbered *numbered;
    size_t numbered_count;
    size_t numbered_room;
    struct directive *directives;
    size_t directive_count;
    size_t directive_room;
    struct footnote_reference *references;
    size_t reference_count;
    size_t reference_room;
    size_t *notes; /* the indices of the definitions, in the order of their first references */
    size_t note_count;
    size_t note_room;
    struct footnote *note_spans;
    size_t note_span_room;
    struct span notes_span;
    struct section *sections;
    size_t section_count;
    size_t section_room;
    struct span *section_spans;
    size_t section_span_room;
    size_t *open_sections; /* the indices of those whose end is not reached */
    size_t open_count;
    size_t open_room;
    struct places places; /* of the links, images and HTML of the block that is open */
    size_t next_place;
    size_t block_start;   /* offset in the source of the block that is open */
    unsigned quotations;  /* open */
    unsigned inlines;     /* open: emphasis, links, images */
    unsigned links;       /* open */
    unsigned images;      /* open: inside them only words are written */
    size_t alt_start;     /* of the words of the image that is open */
    cmark_node *note_end; /* the paragraph that ends with the links back from a footnote */
    size_t note;          /* the index of that footnote */
    cmark_node *labelled; /* the text that ends with the label of the paragraph that is open */
    unsigned section;     /* the number of the last heading, from 1 */
    unsigned paragraph;   /* the number of the last paragraph in it */
    bool numbering;       /* headings and paragraphs have numbers */
    bool by_section;      /* there are headings that count */
    bool in_heading;
    bool opens_section; /* the heading that is open has an audience */
    bool behind_prefix; /* the next words begin with CELL_PREFIX */
    bool word_break;    /* the next word begins a new block */
    bool failed;
};

/* Gives back what grew; what was kept of it is in the arena. */
void writer_free(struct writer *writer);

/* How much was written. */
struct extent writer_extent(const struct writer *writer);

/* The document of what was written. */
struct document *writer_finish(struct writer *writer);

/* Appends a slot, HTML as it is, markup inside a line (which a heading's own HTML holds too, and an
 * image's words do not), or escaped words. */
void writer_slot(struct writer *writer, enum run_kind kind, size_t index);
void writer_literal(struct writer *writer, const char *html);
void writer_markup(struct writer *writer, const char *html);
void writer_escaped(struct writer *writer, enum run_kind kind, struct str text);

/* Makes all HTML that was appended since `from` a piece of its own. */
void writer_piece(struct writer *writer, enum run_kind kind, size_t index, size_t from);

/* Appends what stands between the quotes of an attribute, which no heading's own HTML holds. */
void writer_attribute(struct writer *writer, struct str value);

/* Appends to the words alone. */
void writer_words(struct writer *writer, struct str text);

/* Appends escaped words to the HTML and to the words; outside headings, links and images they are
 * words in which abbreviations may go. */
void writer_text(struct writer *writer, struct str text);

/* Begins a line of HTML unless one was begun already. */
void writer_fresh_line(struct writer *writer);

/* Text of the library's, NULL for none, with references to footnotes as their author wrote them:
 * tokens stand in code and in titles too. */
struct str writer_restored(struct writer *writer, const char *text);

/* The mark of a block. */
struct mark writer_block_mark(struct writer *writer, cmark_node *block);

/* The offset, or the mark, of the link, image, HTML or comment that is entered. */
size_t writer_next_place(struct writer *writer);
struct mark writer_next_mark(struct writer *writer);

#endif
