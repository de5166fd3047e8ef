/* markdown_paragraphs.c: lists the paragraphs of a text, by their lines in the source.
 *
 * What the library takes for a paragraph is seen as the author's lines, not as its nodes: those
 * lack the reference definitions in front, and no longer show which sign was escaped.
 *
 * Layer: markdown. Uses: markdown_source, libcmark. Used by: markdown_footnote.c, markdown_table.c.
 */
#include "paragraphs.h"

#include "grow.h"

#include <stdlib.h>

static void add(struct paragraphs *paragraphs, struct paragraph paragraph)
{
    paragraphs->list =
        grown(paragraphs->list, paragraphs->count, &paragraphs->room, sizeof paragraph);
    paragraphs->list[paragraphs->count++] = paragraph;
}

static bool is_underline(struct str words)
{
    for (size_t i = 0; i < words.len; i++)
        if (words.ptr[i] != words.ptr[0] || (words.ptr[i] != '-' && words.ptr[i] != '='))
            return false;
    return words.len > 0;
}

/* Leaves the line under a heading out of its lines. The library ends such a heading a line late,
 * unless it ends the text. */
static void find_underline(const struct source *source, struct paragraph *paragraph)
{
    int line = paragraph->last;
    if (line - 1 > paragraph->first && is_underline(paragraph_words(source, paragraph, line - 1)))
        line--;
    paragraph->underline = line;
    paragraph->last = line - 1;
}

/* The paragraph that a block is; one without lines where it is none. */
static struct paragraph paragraph_of(const struct source *source, cmark_node *node,
                                     unsigned quotations)
{
    cmark_node_type type = cmark_node_get_type(node);
    struct paragraph paragraph = {.node = node,
                                  .first = cmark_node_get_start_line(node),
                                  .last = cmark_node_get_end_line(node),
                                  .quotations = quotations};
    paragraph.start = source_offset(source, paragraph.first, cmark_node_get_start_column(node));
    if (type == CMARK_NODE_HEADING && paragraph.last > paragraph.first)
        find_underline(source, &paragraph);
    else if (type != CMARK_NODE_PARAGRAPH)
        paragraph.last = paragraph.first - 1;
    return paragraph;
}

void paragraphs_list(struct paragraphs *paragraphs, const struct source *source, cmark_node *root)
{
    unsigned quotations = 0;
    cmark_iter *nodes = cmark_iter_new(root);
    cmark_event_type event;
    while ((event = cmark_iter_next(nodes)) != CMARK_EVENT_DONE) {
        cmark_node *node = cmark_iter_get_node(nodes);
        bool entering = event == CMARK_EVENT_ENTER;
        if (cmark_node_get_type(node) == CMARK_NODE_BLOCK_QUOTE)
            quotations = entering ? quotations + 1 : quotations - 1;
        struct paragraph paragraph = paragraph_of(source, node, quotations);
        if (entering && paragraph.last >= paragraph.first)
            add(paragraphs, paragraph);
    }
    cmark_iter_free(nodes);
}

void paragraphs_free(struct paragraphs *paragraphs)
{
    free(paragraphs->list);
    *paragraphs = (struct paragraphs){0};
}

size_t paragraph_content(const struct source *source, const struct paragraph *paragraph, int line)
{
    return line == paragraph->first ? paragraph->start
                                    : source_content(source, line, paragraph->quotations);
}

struct str paragraph_words(const struct source *source, const struct paragraph *paragraph, int line)
{
    size_t from = paragraph_content(source, paragraph, line);
    return str_trim(str_slice(source->text, from, source_line_end(source, line)));
}

bool paragraph_has_equals(const struct source *source, const struct paragraph *paragraph)
{
    return paragraph->underline > 0 &&
           str_starts(paragraph_words(source, paragraph, paragraph->underline), "=");
}
