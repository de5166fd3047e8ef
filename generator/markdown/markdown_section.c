/* markdown_section.c: sections with an audience: "## Costs of the move {audience=members}".
 *
 * A section is a heading that stands in no list or quotation with all below it, down to the next
 * such heading of its level or a higher one; it may hold sections of its own. Its author marks the
 * heading, where a reader of the source sees it. What looks like such a mark and is none is
 * refused, never shown: a slip of the pen must not publish what was to be withheld. Who is meant by
 * the word behind the =, a higher layer knows.
 *
 * Layer: markdown. Uses: markdown_writer, libcmark. Used by: markdown_write.c, markdown_writer.c.
 */
#include "write_parts.h"

#include "grow.h"

#include <string.h>

#define OPENING "{audience"

/* Where such a mark begins in the words, or their end. */
static size_t find_opening(struct str words)
{
    enum { LENGTH = sizeof OPENING - 1 };
    for (size_t at = str_find(words, '{', 0); at < words.len; at = str_find(words, '{', at + 1)) {
        size_t first = at + 1;
        while (first < words.len && words.ptr[first] == ' ')
            first++;
        if (words.len - first >= LENGTH - 1 &&
            memcmp(words.ptr + first, OPENING + 1, LENGTH - 1) == 0)
            return at;
    }
    return words.len;
}

static bool is_word(struct str text)
{
    for (size_t i = 0; i < text.len; i++)
        if (!(text.ptr[i] >= 'a' && text.ptr[i] <= 'z') && text.ptr[i] != '-')
            return false;
    return text.len > 0;
}

/* The word of the mark that the text of a heading ends with; empty where there is none. */
static struct str audience_in(struct str text)
{
    text = str_trim(text);
    size_t at = find_opening(text);
    struct str mark = str_slice(text, at, text.len);
    if (!str_starts(mark, OPENING "=") || !str_ends(mark, "}"))
        return STR("");
    struct str word = str_slice(mark, sizeof OPENING "=" - 1, mark.len - 1);
    return is_word(word) ? word : STR("");
}

/* The mark of the last such sign on the lines of a heading. */
static struct mark place_of(const struct writer *writer, cmark_node *heading)
{
    int line = cmark_node_get_start_line(heading);
    size_t start = source_offset(writer->source, line, 1);
    struct str text = source_line_text(writer->source, line);
    size_t at = find_opening(text);
    return source_mark(writer->source, at < text.len ? start + at : writer->block_start);
}

static void close_sections(struct writer *writer, cmark_node *heading)
{
    unsigned level = heading ? (unsigned)cmark_node_get_heading_level(heading) : 0;
    while (writer->open_count > 0) {
        size_t index = writer->open_sections[writer->open_count - 1];
        struct span *span = &writer->section_spans[index];
        if (level > writer->headings[span->from.headings].level)
            break;
        span->to = writer_extent(writer);
        writer->open_count--;
    }
}

static void open_section(struct writer *writer, cmark_node *heading, struct str audience)
{
    size_t index = writer->section_count;
    struct span span = {.from = writer_extent(writer)};
    writer->sections =
        grown(writer->sections, index, &writer->section_room, sizeof *writer->sections);
    writer->section_spans =
        grown(writer->section_spans, index, &writer->section_span_room, sizeof span);
    writer->open_sections = grown(writer->open_sections, writer->open_count, &writer->open_room,
                                  sizeof *writer->open_sections);
    writer->sections[index] = (struct section){.audience = arena_copy(writer->arena, audience),
                                               .mark = place_of(writer, heading)};
    writer->section_spans[index] = span;
    writer->open_sections[writer->open_count++] = index;
    writer->section_count++;
}

void sections_turn(struct writer *writer, cmark_node *heading)
{
    cmark_node *parent = heading ? cmark_node_parent(heading) : NULL;
    cmark_node *last = heading ? cmark_node_last_child(heading) : NULL;
    bool outermost = parent && cmark_node_get_type(parent) == CMARK_NODE_DOCUMENT;
    writer->opens_section = false;
    if (heading && !outermost)
        return;
    close_sections(writer, heading);
    if (!last || cmark_node_get_type(last) != CMARK_NODE_TEXT)
        return;
    struct str text = str_of(cmark_node_get_literal(last));
    struct str audience = audience_in(text);
    bool alone = !cmark_node_previous(last) && find_opening(str_trim(text)) == 0;
    if (audience.len == 0 || alone)
        return;
    open_section(writer, heading, audience);
    writer->opens_section = true;
    writer->labelled = last;
}

void section_mark(struct writer *writer)
{
    if (writer->opens_section)
        writer_slot(writer, RUN_SECTION, writer->open_sections[writer->open_count - 1]);
    writer->opens_section = false;
}

void refuse_audience(struct writer *writer, cmark_node *node, struct str words)
{
    cmark_node *block = node;
    if (find_opening(words) == words.len)
        return;
    while (cmark_node_parent(block) && cmark_node_get_type(block) != CMARK_NODE_HEADING &&
           cmark_node_get_type(block) != CMARK_NODE_PARAGRAPH)
        block = cmark_node_parent(block);
    writer->failed = true;
    diag_error(
        writer->diag, writer_block_mark(writer, block), RULE_SECTION_AUDIENCE,
        STR("end a heading with it, ## Costs {audience=members}; about the sign itself, write "
            "it as `code`"),
        "an audience is given to nothing here");
}

void sections_fill(struct document *document)
{
    for (size_t i = 0; i < document->section_count; i++) {
        const struct span *span = &document->section_spans[i];
        struct section *section = (struct section *)&document->sections[i];
        section->number = document->headings[span->from.headings].number;
        section->targets_from = span->from.targets;
        section->targets_to = span->to.targets;
        section->directives_from = span->from.directives;
        section->directives_to = span->to.directives;
    }
}
