/* markdown_numbers.c: numbers of headings and paragraphs, and the labels of paragraphs.
 *
 * A report is cited by paragraph, so its numbers are part of the content: they are given once, when
 * the text is compiled, and no audience changes them. An author who links to a paragraph gives it a
 * label, which stays when a paragraph is added before it.
 *
 * Layer: markdown. Uses: markdown_writer, slug, table, libcmark. Used by: markdown_write.c. */
#include "write_parts.h"

#include "concordat/base/table.h"
#include "grow.h"
#include "slug.h"

#include <string.h>

enum { LOWEST_NUMBERED = 2 };

/* True for a block that stands in no other. */
static bool is_outermost(cmark_node *node)
{
    cmark_node *parent = cmark_node_parent(node);
    return parent && cmark_node_get_type(parent) == CMARK_NODE_DOCUMENT;
}

static bool counts(cmark_node *heading)
{
    return is_outermost(heading) && cmark_node_get_type(heading) == CMARK_NODE_HEADING &&
           cmark_node_get_heading_level(heading) <= LOWEST_NUMBERED;
}

void numbers_begin(struct writer *writer, cmark_node *root)
{
    cmark_node *child = writer->numbering ? cmark_node_first_child(root) : NULL;
    for (; child && !writer->by_section; child = cmark_node_next(child))
        writer->by_section = counts(child);
}

/* ------------------------------------------------------------------ labels */

static bool is_small_or_digit(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
}

/* The label that a text ends with, as {#costs}: a letter, then letters, digits and hyphens; empty
 * where it ends with none. */
static struct str label_of(struct str text)
{
    text = str_trim(text);
    size_t start = text.len;
    if (!str_ends(text, "}"))
        return STR("");
    while (start > 0 && text.ptr[start - 1] != '{')
        start--;
    struct str label = str_slice(text, start + 1, text.len - 1);
    if (start == 0 || text.ptr[start] != '#' || label.len == 0 || !(label.ptr[0] >= 'a'))
        return STR("");
    for (size_t i = 0; i < label.len; i++)
        if (!is_small_or_digit(label.ptr[i]) && label.ptr[i] != '-')
            return STR("");
    return label;
}

/* The offset of the label that ends a paragraph; NO_PLACE where its author escaped its braces. */
static size_t label_place(const struct writer *writer, cmark_node *paragraph, struct str label)
{
    int line = cmark_node_get_end_line(paragraph);
    size_t start = source_offset(writer->source, line, 1);
    struct str text = str_slice(writer->source->text, start, source_line_end(writer->source, line));
    while (text.len > 0 && strchr(" \t", text.ptr[text.len - 1]))
        text.len--;
    size_t at = text.len - label.len - (sizeof "{#}" - 1);
    if (text.len < label.len + sizeof "{#}" - 1 || text.ptr[at] != '{' ||
        !str_equal(label_of(text), label) || (at > 0 && text.ptr[at - 1] == '\\'))
        return NO_PLACE;
    return start + at;
}

/* The label that a paragraph ends with, if it may have one and says more than that; then its place
 * is left in `*mark`. */
static struct str take_label(struct writer *writer, cmark_node *paragraph, struct mark *mark)
{
    cmark_node *last = cmark_node_last_child(paragraph);
    writer->labelled = NULL;
    if (!last || cmark_node_get_type(last) != CMARK_NODE_TEXT)
        return STR("");
    struct str text = str_of(cmark_node_get_literal(last));
    struct str label = label_of(text);
    bool alone = !cmark_node_previous(last) && str_trim(text).len == label.len + sizeof "{#}" - 1;
    size_t place = label.len > 0 ? label_place(writer, paragraph, label) : NO_PLACE;
    if (place == NO_PLACE)
        return STR("");
    *mark = source_mark(writer->source, place);
    if (writer->numbering && is_outermost(paragraph) && !alone) {
        writer->labelled = last;
        return arena_copy(writer->arena, label);
    }
    diag_report(writer->diag, SEVERITY_WARNING, *mark, RULE_LABEL_PLACE,
                "readers will see {#%.*s}: a label ends a paragraph, in no list or quotation, of a "
                "page with numbered: yes",
                STR_ARGS(label));
    return STR("");
}

struct str words_without_label(struct writer *writer, cmark_node *node, struct str words)
{
    if (node != writer->labelled)
        return words;
    size_t end = words.len;
    while (end > 0 && words.ptr[end - 1] != '{')
        end--;
    while (end > 1 && strchr(" \t", words.ptr[end - 2]))
        end--;
    return str_slice(words, 0, end > 0 ? end - 1 : 0);
}

/* ------------------------------------------------------------------ numbers */

static void write_id(struct writer *writer, struct str id)
{
    writer_literal(writer, " id=\"");
    writer_slot(writer, RUN_ID_PREFIX, 0);
    writer_attribute(writer, id);
    writer_literal(writer, "\"");
}

/* The number of the paragraph that comes next; empty in front of the first heading that counts. */
static struct str next_number(struct writer *writer)
{
    if (writer->by_section && writer->section == 0)
        return STR("");
    writer->paragraph++;
    return str_of(writer->by_section
                      ? arena_printf(writer->arena, "%u.%u", writer->section, writer->paragraph)
                      : arena_printf(writer->arena, "%u", writer->paragraph));
}

static void remember(struct writer *writer, struct numbered numbered)
{
    writer->numbered =
        grown(writer->numbered, writer->numbered_count, &writer->numbered_room, sizeof numbered);
    writer->numbered[writer->numbered_count++] = numbered;
}

void write_paragraph_start(struct writer *writer, cmark_node *paragraph)
{
    struct numbered numbered = {0};
    numbered.label = take_label(writer, paragraph, &numbered.mark);
    bool counted = writer->numbering && is_outermost(paragraph);
    if (counted)
        numbered.number = next_number(writer);
    writer_literal(writer, "<p");
    if (numbered.label.len > 0)
        write_id(writer, numbered.label);
    writer_literal(writer, ">");
    if (numbered.number.len > 0) {
        writer_literal(writer, "<span class=\"number\"");
        write_id(writer, numbered.number);
        writer_literal(writer, ">");
        writer_attribute(writer, numbered.number);
        writer_literal(writer, "</span> ");
    }
    if (numbered.number.len == 0 && numbered.label.len == 0)
        return;
    if (numbered.label.len == 0)
        numbered.mark = writer_block_mark(writer, paragraph);
    remember(writer, numbered);
}

void write_heading_number(struct writer *writer, cmark_node *node, struct heading *heading)
{
    if (!writer->numbering || !counts(node))
        return;
    writer->section++;
    writer->paragraph = 0;
    heading->number = str_of(arena_printf(writer->arena, "%u", writer->section));
    writer_literal(writer, "<span class=\"number\">");
    writer_attribute(writer, heading->number);
    writer_literal(writer, "</span> ");
}

/* ------------------------------------------------------------------ labels that stand twice */

static void refuse_label(struct writer *writer, const struct numbered *numbered, const char *found)
{
    writer->failed = true;
    diag_error(writer->diag, numbered->mark, RULE_DUPLICATE_LABEL,
               STR("write another word, such as {#costs-of-staff}"), "the label '%.*s' %s",
               STR_ARGS(numbered->label), found);
}

void numbers_end(struct writer *writer)
{
    struct arena *scratch = arena_new();
    struct table *ids = table_new(scratch);
    for (size_t i = 0; i < writer->heading_count; i++)
        table_set(ids, slug_of(scratch, writer->headings[i].text), &writer->headings[i]);
    for (size_t i = 0; i < writer->numbered_count; i++) {
        struct numbered *numbered = &writer->numbered[i];
        if (numbered->label.len == 0)
            continue;
        if (table_get(ids, numbered->label))
            refuse_label(writer, numbered, "is that of a heading or of a paragraph before it");
        else
            table_set(ids, numbered->label, numbered);
    }
    arena_free(scratch);
}
