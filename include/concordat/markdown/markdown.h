/* markdown.h: Markdown, compiled once when loaded into literal runs and slots.
 *
 * The same text stands on a page, in a handbook and in a pack, at other depths, with other ids and
 * other link targets. What does not depend on the place is HTML already; what does is a slot that
 * the place fills. Nothing here knows records. */
#ifndef CONCORDAT_MARKDOWN_MARKDOWN_H
#define CONCORDAT_MARKDOWN_MARKDOWN_H

#include "concordat/base/arena.h"
#include "concordat/base/diag.h"

/* A compiled text; immutable, shared by all who render it. */
struct document;

/* A heading, for a table of contents. */
struct heading {
    unsigned level;    /* 1 to 6, as written */
    struct str id;     /* unique in its document, made from the words, stable */
    struct str html;   /* the words with their inline markup, without links */
    struct str text;   /* the words alone */
    struct str number; /* "2"; empty where it has none */
    struct mark mark;
};

/* A paragraph that can be linked to. */
struct numbered {
    struct str number; /* "2.1": an id as well; empty where a label alone was written */
    struct str label;  /* the id that its author gave it, which stays when numbers change */
    struct mark mark;
};

/* A fenced block whose first line is ```{name}: what Markdown lacks, for a higher layer to fill.
 * It begins a line of its own, so that its text has the lines and columns of the file. */
struct directive {
    struct str name;  /* as written, without the braces where there are two */
    struct str text;  /* between the fences; begins on the line below the mark's */
    struct mark mark; /* of the opening brace */
};

/* A heading that ends with {audience=members}, and all below it down to the next heading of its
 * level or a higher one: not everybody may read it. */
struct section {
    struct str audience;    /* the word behind the = */
    struct str number;      /* of its heading; empty where it has none */
    struct mark mark;       /* of the opening brace */
    size_t targets_from;    /* its links and images, by their places among those of the document */
    size_t targets_to;      /* the one behind the last */
    size_t directives_from; /* the same of directives */
    size_t directives_to;
    bool
        cut; /* it was taken out of this edition of the text, and no more than its number is left */
};

/* A place where a link or an image points, as the author wrote it. */
struct target {
    struct str destination;
    struct mark mark;
    struct str alt;   /* of an image: the words that say what it shows, as HTML */
    struct str title; /* what an author wrote behind the destination; empty for none */
    bool image;
    bool described; /* of an image: words say what it shows */
    bool wordless;  /* of a link: nothing stands between its brackets */
};

/* Where a text stands: in `file`, from `line` on; or, where it does not stand there as it is
 * (folded, indented, escaped), wherever `locate` says that its byte at an offset does. */
struct origin {
    const char *file;
    unsigned line;
    struct mark (*locate)(void *context, size_t offset); /* NULL: as it is */
    void *context;
    /* True for a word by which destinations may name records, such as body; NULL: none is. */
    bool (*is_link_word)(struct str word);
};

/* Compiles `text` (UTF-8; CommonMark with the tables and footnotes of GitHub's Markdown) into
 * `arena`. Raw HTML, `javascript:` and other unsafe destinations, footnotes where none can stand,
 * and texts past the bounds of size and nesting are reported, all in one run; NULL where any was.
 * Warns of footnotes that nothing refers to or that are not there, and of cells past the header's.
 * Destinations may name records, as in body:board or salford:body:board; whether there is one, the
 * caller checks. `text` may go away. */
const struct document *markdown_compile(struct arena *arena, const struct origin *origin,
                                        struct str text, struct diag *diag);

/* The same for a text in which headings of the levels 1 and 2 are numbered 1, 2, and the paragraphs
 * below them that stand in no list or quotation 1.1, 1.2; those of a text without such headings 1,
 * 2. A paragraph may end with a label, {#costs}. Labels that stand twice are reported. */
const struct document *markdown_compile_numbered(struct arena *arena, const struct origin *origin,
                                                 struct str text, struct diag *diag);

/* How a place fills the slots; zeroed is: as written. */
struct placement {
    unsigned heading_shift;    /* added to every heading's level, which stays at most 6 */
    const char *id_prefix;     /* before every id, so that joined texts stay apart; NULL for none */
    unsigned footnotes_before; /* added to every footnote's number: those of the texts before it */
    /* Writes the address for a target, as plain text: it is made fit for an attribute afterwards.
     * NULL writes the destination itself. */
    void (*link)(const struct placement *placement, const struct target *target, struct buf *out);
    /* Finds out how large an image is, in pixels; false where that is not known. NULL: of none. */
    bool (*image_size)(const struct placement *placement, const struct target *target,
                       unsigned *width, unsigned *height);
    /* Writes the words from `from` to `to` of a document's `html`, which are HTML outside code,
     * links, headings and quotations. NULL writes them as they are. */
    void (*words)(const struct placement *placement, struct str html, size_t from, size_t to,
                  struct buf *out);
    /* Writes the number of what a link without words leads to, which becomes its words. NULL: none.
     */
    void (*number)(const struct placement *placement, const struct target *target, struct buf *out);
    /* Writes the HTML of a directive, blocks that stand on lines of their own. NULL writes it as
     * the code block that it would be elsewhere. */
    void (*directive)(const struct placement *placement, const struct directive *directive,
                      struct buf *out);
    /* Writes what is to be said below the heading of a section, or in place of one that was cut:
     * blocks that stand on lines of their own. NULL writes nothing. */
    void (*section)(const struct placement *placement, const struct section *section,
                    struct buf *out);
    const void *context; /* for the functions */
};

/* Appends the HTML of the document to `out`. */
void markdown_render(const struct document *document, const struct placement *placement,
                     struct buf *out);

/* The same without its <p> where the document is one paragraph; else as markdown_render. */
void markdown_render_inline(const struct document *document, const struct placement *placement,
                            struct buf *out);

/* Appends the words alone, blocks separated by a space. */
void markdown_text(const struct document *document, struct buf *out);

/* The headings in order, `*count` of them, alive as long as the document. */
const struct heading *markdown_headings(const struct document *document, size_t *count);

/* The links and images in order, `*count` of them, alive as long as the document. */
const struct target *markdown_targets(const struct document *document, size_t *count);

/* The paragraphs with a number or a label in order, `*count` of them, alive as long as the
 * document.
 */
const struct numbered *markdown_numbered(const struct document *document, size_t *count);

/* The directives in order, `*count` of them, alive as long as the document. */
const struct directive *markdown_directives(const struct document *document, size_t *count);

/* The sections that have an audience, in order, `*count` of them, alive as long as the document. */
const struct section *markdown_sections(const struct document *document, size_t *count);

/* The document without the sections for which `sees` is false, and the footnotes that only they
 * refer to, in `arena`: nothing of them is in it, and all that stays keeps its numbers and ids. The
 * document itself where nothing is taken out, which it must outlive. */
const struct document *markdown_cut(struct arena *arena, const struct document *document,
                                    bool (*sees)(const void *context, struct str audience),
                                    const void *context);

/* Appends the HTML of a section of the document, or of a footnote by its number from 1, as written:
 * links are not resolved. False for a footnote that was taken out. */
void markdown_section_html(const struct document *document, size_t index, struct buf *out);
bool markdown_footnote_html(const struct document *document, size_t number, struct buf *out);

/* The number of the last footnote at the document's end; those that were cut count. */
size_t markdown_footnote_count(const struct document *document);

/* True where nothing would be written. */
bool markdown_is_empty(const struct document *document);

#endif
