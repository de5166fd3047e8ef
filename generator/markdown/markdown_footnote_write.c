/* markdown_footnote_write.c: references to footnotes, and the list of them at the end.
 *
 * Footnotes are numbered in the order in which a reader meets the first reference to each, those in
 * footnotes last. How often each is referred to is known only when all is written, and the numbers
 * depend on the place: so their markup is slots, which markdown_render.c fills.
 *
 * Layer: markdown. Uses: markdown_writer, markdown_write, diag. Used by: markdown_write.c. */
#include "write_parts.h"

#include "grow.h"

static void refuse_in_link(struct writer *writer, struct mark mark)
{
    writer->failed = true;
    diag_error(writer->diag, mark, RULE_FOOTNOTE_PLACE,
               STR("write it behind the closing bracket of the link or image"),
               "a reference to a footnote is a link, and none can stand inside a link or an image");
}

/* The definition's number, its next one where this is the first reference to it. */
static unsigned number_of(struct writer *writer, struct definition *definition)
{
    if (definition->number == 0) {
        writer->notes =
            grown(writer->notes, writer->note_count, &writer->note_room, sizeof *writer->notes);
        writer->notes[writer->note_count++] = (size_t)(definition - writer->footnotes->definitions);
        definition->number = (unsigned)writer->note_count;
    }
    return definition->number;
}

static void add_reference(struct writer *writer, struct definition *definition)
{
    struct footnote_reference reference = {.number = number_of(writer, definition),
                                           .occurrence = ++definition->references};
    writer->references = grown(writer->references, writer->reference_count, &writer->reference_room,
                               sizeof *writer->references);
    writer->references[writer->reference_count++] = reference;
    writer_slot(writer, RUN_FOOTNOTE_REFERENCE, writer->reference_count - 1);
}

/* Writes what refers to nothing as its author did. */
static void write_unknown(struct writer *writer, const struct reference *reference,
                          struct mark mark)
{
    if (!writer->footnotes->refused) /* else it may be what was refused */
        diag_report(writer->diag, SEVERITY_WARNING, mark, RULE_UNKNOWN_FOOTNOTE,
                    "no footnote of the text is called [^%.*s]: readers will see these brackets "
                    "(write its text on a line of its own that begins with [^%.*s]:)",
                    STR_ARGS(reference->label), STR_ARGS(reference->label));
    writer_text(writer, STR("[^"));
    writer_text(writer, reference->label);
    writer_text(writer, STR("]"));
}

bool write_reference(struct writer *writer, cmark_node *link)
{
    size_t index;
    cmark_node *words = cmark_node_first_child(link);
    if (!token_read(str_of(cmark_node_get_url(link)), TOKEN_REFERENCE, &index) || !words ||
        index >= writer->footnotes->reference_count || writer->footnotes->references[index].written)
        return false;
    struct reference *reference = &writer->footnotes->references[index];
    struct mark mark = writer_next_mark(writer);
    reference->written = true;
    cmark_node_set_user_data(link, reference);
    cmark_node_set_literal(words, "");
    if (!reference->definition)
        write_unknown(writer, reference, mark);
    else if (writer->links > 0 || writer->images > 0)
        refuse_in_link(writer, mark);
    else
        add_reference(writer, reference->definition);
    return true;
}

static void write_footnote(struct writer *writer, size_t note)
{
    cmark_node *item = writer->front.items[writer->notes[note]];
    cmark_node *last = cmark_node_last_child(item);
    struct span span = {.from = writer_extent(writer)};
    bool in_paragraph = last && cmark_node_get_type(last) == CMARK_NODE_PARAGRAPH;
    writer_slot(writer, RUN_FOOTNOTE_OPEN, note);
    writer_literal(writer, "\n");
    writer->note_end = in_paragraph ? last : NULL;
    writer->note = note;
    write_blocks(writer, item);
    writer->note_end = NULL;
    if (!in_paragraph)
        writer_slot(writer, RUN_FOOTNOTE_BACK, note);
    writer_literal(writer, in_paragraph ? "</li>\n" : "\n</li>\n");
    span.to = writer_extent(writer);
    writer->note_spans =
        grown(writer->note_spans, note, &writer->note_span_room, sizeof *writer->note_spans);
    writer->note_spans[note] = (struct footnote){.span = span};
}

static void warn_of_unused(struct writer *writer)
{
    for (size_t i = 0; i < writer->footnotes->definition_count; i++) {
        const struct definition *definition = &writer->footnotes->definitions[i];
        if (definition->number > 0)
            continue;
        diag_report(writer->diag, SEVERITY_WARNING, definition->mark, RULE_UNUSED_FOOTNOTE,
                    "nothing refers to the footnote [^%.*s]: readers will not see it",
                    STR_ARGS(definition->label));
    }
}

void write_footnotes(struct writer *writer)
{
    if (writer->note_count > 0) {
        writer_fresh_line(writer);
        writer->notes_span.from = writer_extent(writer);
        writer_literal(writer, "<div class=\"footnotes\" role=\"doc-endnotes\">\n");
        writer_slot(writer, RUN_FOOTNOTE_LIST, 0);
        for (size_t note = 0; note < writer->note_count; note++)
            write_footnote(writer, note);
        writer_literal(writer, "</ol>\n</div>\n");
        writer->notes_span.to = writer_extent(writer);
    }
    if (!writer->footnotes->refused) /* else they may be what was refused */
        warn_of_unused(writer);
}
