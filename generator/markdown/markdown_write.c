/* markdown_write.c: walks the library's tree once and writes the runs of a document.
 *
 * The HTML is the one that the CommonMark specification shows. It is written here, not by the
 * library, because headings and destinations must stay open for the place where the text will
 * stand. Whatever is refused is refused on the same walk. The tree can be as deep as the author
 * nests emphasis, so it is walked by an iterator, never by recursion.
 *
 * Layer: markdown. Uses: arena, markdown_writer, markdown_locate, markdown_refuse,
 * markdown_table_write, markdown_footnote_write, markdown_numbers, markdown_section,
 * markdown_directive, libcmark.
 * Used by: markdown.c. */
#include "write.h"

#include "grow.h"
#include "refuse.h"
#include "write_parts.h"

#include <stdlib.h>
#include <string.h>

enum { DEEPEST_INLINE = 64 };

static void begin_block_of_words(struct writer *writer, cmark_node *block)
{
    locate_inlines(writer->source, block, writer->quotations, &writer->places);
    writer->next_place = 0;
    writer->block_start = source_offset(writer->source, cmark_node_get_start_line(block),
                                        cmark_node_get_start_column(block));
    writer->word_break = true;
}

/* In a tight list paragraphs are not marked as such. */
static bool is_tight(cmark_node *paragraph)
{
    cmark_node *list = cmark_node_parent(cmark_node_parent(paragraph));
    return list && cmark_node_get_type(list) == CMARK_NODE_LIST && cmark_node_get_list_tight(list);
}

static void write_paragraph(struct writer *writer, cmark_node *node, bool entering)
{
    if (entering)
        begin_block_of_words(writer, node);
    if (!entering && node == writer->note_end) {
        writer_literal(writer, " ");
        writer_slot(writer, RUN_FOOTNOTE_BACK, writer->note);
    }
    if (is_tight(node))
        return;
    if (entering)
        writer_fresh_line(writer);
    if (entering)
        write_paragraph_start(writer, node);
    else
        writer_literal(writer, "</p>\n");
}

static void write_heading(struct writer *writer, cmark_node *node, bool entering)
{
    if (entering) {
        writer_fresh_line(writer);
        sections_turn(writer, node);
        writer->headings = grown(writer->headings, writer->heading_count, &writer->heading_room,
                                 sizeof *writer->headings);
        writer->headings[writer->heading_count++] = (struct heading){
            .level = (unsigned)cmark_node_get_heading_level(node),
            .mark = writer_block_mark(writer, node),
        };
        begin_block_of_words(writer, node);
        writer_slot(writer, RUN_HEADING_OPEN, writer->heading_count - 1);
        write_heading_number(writer, node, &writer->headings[writer->heading_count - 1]);
        writer->in_heading = true;
        return;
    }
    if (writer->heading_count == 0)
        return; /* cmark leaves nothing that it did not enter */
    struct heading *heading = &writer->headings[writer->heading_count - 1];
    heading->html = arena_copy(writer->arena, buf_str(&writer->heading_html));
    heading->text = arena_copy(writer->arena, buf_str(&writer->heading_text));
    buf_clear(&writer->heading_html);
    buf_clear(&writer->heading_text);
    writer->in_heading = false;
    writer_slot(writer, RUN_HEADING_CLOSE, writer->heading_count - 1);
    writer_literal(writer, "\n");
    section_mark(writer);
}

static void write_list(struct writer *writer, cmark_node *node, bool entering)
{
    bool bullets = cmark_node_get_list_type(node) == CMARK_BULLET_LIST;
    int start = cmark_node_get_list_start(node);
    if (!entering) {
        writer_literal(writer, bullets ? "</ul>\n" : "</ol>\n");
        return;
    }
    writer_fresh_line(writer);
    if (bullets || start == 1)
        writer_literal(writer, bullets ? "<ul>\n" : "<ol>\n");
    else
        writer_literal(writer, arena_printf(writer->arena, "<ol start=\"%d\">\n", start));
}

/* Long lines of code scroll, and what the keyboard reaches to scroll needs a name: the first line
 * of the code, which is in the author's language. */
static void open_code(struct writer *writer, struct str code)
{
    struct str rest = str_trim(code);
    struct str name = str_trim(str_cut(rest, '\n', &rest));
    if (name.len > 0) {
        writer_literal(writer, "<pre role=\"group\" aria-label=\"");
        writer_attribute(writer, name);
        writer_literal(writer, "\" tabindex=\"0\">");
    } else {
        writer_literal(writer, "<pre>");
    }
}

void write_code_block(struct writer *writer, cmark_node *node)
{
    const char *info = cmark_node_get_fence_info(node);
    struct str language = writer_restored(writer, info);
    for (size_t i = 0; i < language.len; i++)
        if (strchr(" \t\n\v\f\r", language.ptr[i]))
            language.len = i;
    writer_fresh_line(writer);
    struct str code = writer_restored(writer, cmark_node_get_literal(node));
    open_code(writer, code);
    writer_literal(writer, language.len > 0 ? "<code class=\"language-" : "<code");
    writer_escaped(writer, RUN_LITERAL, language);
    writer_literal(writer, language.len > 0 ? "\">" : ">");
    writer_escaped(writer, RUN_LITERAL, code);
    writer_literal(writer, "</code></pre>\n");
}

static void refuse_node(struct writer *writer, struct mark mark, cmark_node *node)
{
    writer->failed = true;
    refuse_html(writer->diag, mark, writer_restored(writer, cmark_node_get_literal(node)));
}

static void refuse_comment(struct writer *writer, size_t offset)
{
    writer->failed = true;
    refuse_html(writer->diag, source_mark(writer->source, offset), STR("<!-- ... -->"));
}

static void write_text(struct writer *writer, cmark_node *node)
{
    struct str text = writer_restored(writer, cmark_node_get_literal(node));
    size_t comment = reads_like_comment(node) ? writer_next_place(writer) : NO_PLACE;
    if (comment != NO_PLACE)
        refuse_comment(writer, comment);
    if (writer->behind_prefix)
        text = str_slice(text, sizeof CELL_PREFIX - 1, text.len);
    writer->behind_prefix = false;
    text = words_without_label(writer, node, text);
    refuse_audience(writer, node, text);
    writer_text(writer, text);
}

static void write_code(struct writer *writer, cmark_node *node)
{
    writer_words(writer, writer_restored(writer, cmark_node_get_literal(node)));
    writer_markup(writer, "<code>");
    writer_escaped(writer, RUN_LITERAL, writer_restored(writer, cmark_node_get_literal(node)));
    writer_markup(writer, "</code>");
}

static void write_break(struct writer *writer, cmark_node *node)
{
    bool hard = cmark_node_get_type(node) == CMARK_NODE_LINEBREAK;
    writer_words(writer, STR(" "));
    if (writer->images > 0)
        writer_escaped(writer, RUN_LITERAL, STR(" "));
    else
        writer_markup(writer, hard ? "<br>\n" : "\n");
}

/* Checks the destination of a link or image and puts a slot for it. */
static void add_destination(struct writer *writer, cmark_node *node, struct mark mark)
{
    struct str destination = writer_restored(writer, cmark_node_get_url(node));
    struct target target = {.destination = arena_copy(writer->arena, destination),
                            .mark = mark,
                            .image = cmark_node_get_type(node) == CMARK_NODE_IMAGE};
    writer->targets =
        grown(writer->targets, writer->target_count, &writer->target_room, sizeof *writer->targets);
    writer->targets[writer->target_count++] = target;
    writer_slot(writer, RUN_DESTINATION, writer->target_count - 1);
}

static void add_title(struct writer *writer, cmark_node *node)
{
    struct str title = writer_restored(writer, cmark_node_get_title(node));
    if (title.len == 0)
        return;
    writer->targets[writer->target_count - 1].title = arena_copy(writer->arena, title);
    writer_literal(writer, " title=\"");
    writer_attribute(writer, title);
    writer_literal(writer, "\"");
}

static void write_link(struct writer *writer, cmark_node *node, bool entering)
{
    if (entering) {
        struct mark mark = writer_next_mark(writer);
        if (!destination_allowed(writer->diag, mark,
                                 writer_restored(writer, cmark_node_get_url(node)),
                                 &writer->source->origin))
            writer->failed = true;
        writer->links++;
        if (writer->images == 0) {
            writer_literal(writer, "<a href=\"");
            add_destination(writer, node, mark);
            writer_literal(writer, "\"");
            add_title(writer, node);
            writer_literal(writer, ">");
        }
        return;
    }
    writer->links--;
    if (writer->images > 0)
        return;
    if (!cmark_node_first_child(node)) {
        writer->targets[writer->target_count - 1].wordless = true;
        writer_slot(writer, RUN_NUMBER, writer->target_count - 1);
    }
    writer_literal(writer, "</a>");
}

static void write_image(struct writer *writer, cmark_node *node, bool entering)
{
    if (entering) {
        struct mark mark = writer_next_mark(writer);
        if (!destination_allowed(writer->diag, mark,
                                 writer_restored(writer, cmark_node_get_url(node)),
                                 &writer->source->origin))
            writer->failed = true;
        if (writer->images++ == 0) {
            writer_literal(writer, "<img src=\"");
            add_destination(writer, node, mark);
            writer_literal(writer, "\"");
            writer_slot(writer, RUN_IMAGE_SIZE, writer->target_count - 1);
            writer_literal(writer, " alt=\"");
            writer->alt_start = writer->html.len;
        }
    } else if (--writer->images == 0) {
        struct str alt = str_slice(buf_str(&writer->html), writer->alt_start, writer->html.len);
        writer->targets[writer->target_count - 1].described = str_trim(alt).len > 0;
        writer->targets[writer->target_count - 1].alt = arena_copy(writer->arena, alt);
        writer_literal(writer, "\"");
        add_title(writer, node);
        writer_literal(writer, ">");
    }
}

/* Counts how deep inlines are nested; the first too deep one of a block is reported. */
static void count_inline(struct writer *writer, bool entering)
{
    writer->inlines = entering ? writer->inlines + 1 : writer->inlines - 1;
    if (!entering || writer->inlines != DEEPEST_INLINE + 1)
        return;
    writer->failed = true;
    diag_error(writer->diag, source_mark(writer->source, writer->block_start), RULE_MARKDOWN_LIMIT,
               STR("write it with fewer of them, or a \\ in front of each * and _"),
               "emphasis, links and images are nested more than %d deep in this paragraph",
               DEEPEST_INLINE);
}

static void write_inline(struct writer *writer, cmark_node *node, bool entering)
{
    switch (cmark_node_get_type(node)) {
    case CMARK_NODE_TEXT:
        write_text(writer, node);
        break;
    case CMARK_NODE_SOFTBREAK:
    case CMARK_NODE_LINEBREAK:
        write_break(writer, node);
        break;
    case CMARK_NODE_CODE:
        write_code(writer, node);
        break;
    case CMARK_NODE_HTML_INLINE:
        refuse_node(writer, writer_next_mark(writer), node);
        break;
    case CMARK_NODE_EMPH:
        count_inline(writer, entering);
        writer_markup(writer, entering ? "<em>" : "</em>");
        break;
    case CMARK_NODE_STRONG:
        count_inline(writer, entering);
        writer_markup(writer, entering ? "<strong>" : "</strong>");
        break;
    case CMARK_NODE_LINK:
        if (entering ? write_reference(writer, node) : cmark_node_get_user_data(node) != NULL)
            break;
        count_inline(writer, entering);
        write_link(writer, node, entering);
        break;
    case CMARK_NODE_IMAGE:
        count_inline(writer, entering);
        write_image(writer, node, entering);
        break;
    default:
        break;
    }
}

static void write_block(struct writer *writer, cmark_node *node, bool entering)
{
    switch (cmark_node_get_type(node)) {
    case CMARK_NODE_BLOCK_QUOTE:
        writer->quotations = entering ? writer->quotations + 1 : writer->quotations - 1;
        writer_fresh_line(writer);
        writer_literal(writer, entering ? "<blockquote>\n" : "</blockquote>\n");
        break;
    case CMARK_NODE_LIST:
        write_list(writer, node, entering);
        break;
    case CMARK_NODE_ITEM:
        if (entering)
            writer_fresh_line(writer);
        writer_literal(writer, entering ? "<li>" : "</li>\n");
        break;
    case CMARK_NODE_CODE_BLOCK:
        if (write_directive(writer, node)) /* whose words are its fields' */
            break;
        write_code_block(writer, node);
        writer->word_break = true;
        writer_words(writer, str_trim(writer_restored(writer, cmark_node_get_literal(node))));
        break;
    case CMARK_NODE_HTML_BLOCK:
        refuse_node(writer, writer_block_mark(writer, node), node);
        break;
    case CMARK_NODE_PARAGRAPH:
        write_paragraph(writer, node, entering);
        break;
    case CMARK_NODE_HEADING:
        write_heading(writer, node, entering);
        break;
    case CMARK_NODE_CUSTOM_BLOCK:
        if (entering)
            write_table(writer, cmark_node_get_user_data(node));
        break;
    case CMARK_NODE_THEMATIC_BREAK:
        writer_fresh_line(writer);
        writer_literal(writer, "<hr>\n");
        break;
    default:
        write_inline(writer, node, entering);
    }
}

/* Writes a node and all inside it. */
static void write_tree(struct writer *writer, cmark_node *top)
{
    cmark_iter *nodes = cmark_iter_new(top);
    cmark_event_type event;
    while ((event = cmark_iter_next(nodes)) != CMARK_EVENT_DONE)
        write_block(writer, cmark_iter_get_node(nodes), event == CMARK_EVENT_ENTER);
    cmark_iter_free(nodes);
}

void write_blocks(struct writer *writer, cmark_node *parent)
{
    for (cmark_node *child = cmark_node_first_child(parent); child; child = cmark_node_next(child))
        write_tree(writer, child);
}

void write_composed_words(struct writer *writer, cmark_node *paragraph)
{
    unsigned quotations = writer->quotations;
    writer->quotations = 0; /* no signs of them stand in front of it, yet its words may be quoted */
    begin_block_of_words(writer, paragraph);
    writer->quotations = quotations;
    writer->behind_prefix = true;
    write_blocks(writer, paragraph);
    writer->behind_prefix = false;
}

/* True where there is one paragraph and nothing else. */
static bool is_one_paragraph(const struct writer *writer, cmark_node *root)
{
    cmark_node *first = cmark_node_first_child(root);
    return first && cmark_node_get_type(first) == CMARK_NODE_PARAGRAPH && !cmark_node_next(first) &&
           writer->note_count == 0 && writer->numbered_count == 0;
}

const struct document *document_write(struct arena *arena, struct source *source, cmark_node *root,
                                      struct text_tables *tables, struct footnotes *footnotes,
                                      bool numbered, struct diag *diag)
{
    struct document *document = NULL;
    struct writer writer = {.arena = arena,
                            .diag = diag,
                            .source = source,
                            .tables = tables,
                            .footnotes = footnotes,
                            .numbering = numbered};
    if (front_take(&writer.front, root, tables, footnotes, source, diag)) {
        numbers_begin(&writer, root);
        write_tree(&writer, root);
        sections_turn(&writer, NULL);
        write_footnotes(&writer);
        numbers_end(&writer);
        if (!writer.failed && !footnotes->refused) {
            document = writer_finish(&writer);
            document->one_paragraph = is_one_paragraph(&writer, root);
        }
    }
    writer_free(&writer);
    return document;
}
