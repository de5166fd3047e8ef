/* markdown_write.c: walks the library's tree once and writes the runs of a document.
 *
 * The HTML is the one that the CommonMark specification shows. It is written here, not by the
 * library, because headings and destinations must stay open for the place where the text will
 * stand. Whatever is refused is refused on the same walk. The tree can be as deep as the author
 * nests emphasis, so it is walked by an iterator, never by recursion.
 *
 * Layer: markdown. Uses: arena, buf, markdown_locate, markdown_refuse, slug, libcmark.
 * Used by: markdown.c. */
#include "write.h"

#include "locate.h"
#include "refuse.h"
#include "slug.h"

#include <stdlib.h>
#include <string.h>

enum { DEEPEST_INLINE = 64 };

struct writer {
    struct arena *arena;
    struct diag *diag;
    struct source *source;
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
    struct places places; /* of the links, images and HTML of the block that is open */
    size_t next_place;
    size_t block_start;  /* offset in the source of the block that is open */
    unsigned quotations; /* open */
    unsigned inlines;    /* open: emphasis, links, images */
    unsigned links;      /* open */
    unsigned images;     /* open: inside them only words are written */
    size_t alt_start;    /* of the words of the image that is open */
    bool in_heading;
    bool word_break; /* the next word begins a new block */
    bool failed;
};

/* Makes room for one more of `count` elements of `size` bytes. */
static void *grown(void *list, size_t count, size_t *room, size_t size)
{
    if (count < *room)
        return list;
    *room = *room > 0 ? *room * 2 : 16;
    return must_realloc(list, *room * size);
}

static void add_run(struct writer *writer, struct run run)
{
    writer->runs = grown(writer->runs, writer->run_count, &writer->run_room, sizeof run);
    writer->runs[writer->run_count++] = run;
}

/* Makes what was appended to the HTML since `from` a piece, or a part of the one before it. */
static void close_piece(struct writer *writer, enum run_kind kind, size_t from)
{
    struct run *last = writer->run_count > 0 ? &writer->runs[writer->run_count - 1] : NULL;
    if (from == writer->html.len)
        return;
    if (last && last->kind == kind)
        last->to = writer->html.len;
    else
        add_run(writer, (struct run){.kind = kind, .from = from, .to = writer->html.len});
}

static void add_slot(struct writer *writer, enum run_kind kind, size_t index)
{
    add_run(writer, (struct run){.kind = kind,
                                 .index = (unsigned)index,
                                 .from = writer->html.len,
                                 .to = writer->html.len});
}

static void add_literal(struct writer *writer, const char *html)
{
    size_t from = writer->html.len;
    buf_add_string(&writer->html, html);
    close_piece(writer, RUN_LITERAL, from);
}

/* Markup inside a line, which the heading's own HTML holds too; images hold none. */
static void add_markup(struct writer *writer, const char *html)
{
    if (writer->images > 0)
        return;
    add_literal(writer, html);
    if (writer->in_heading)
        buf_add_string(&writer->heading_html, html);
}

static void add_escaped(struct writer *writer, enum run_kind kind, struct str text)
{
    size_t from = writer->html.len;
    buf_add_html(&writer->html, text);
    close_piece(writer, kind, from);
    if (writer->in_heading)
        buf_add_html(&writer->heading_html, text);
}

static void add_words(struct writer *writer, struct str text)
{
    if (writer->word_break && writer->words.len > 0)
        buf_add_char(&writer->words, ' ');
    writer->word_break = false;
    buf_add(&writer->words, text);
    if (writer->in_heading)
        buf_add(&writer->heading_text, text);
}

/* Begins a line unless one was begun already. */
static void fresh_line(struct writer *writer)
{
    if (writer->html.len > 0 && writer->html.ptr[writer->html.len - 1] != '\n')
        add_literal(writer, "\n");
}

static struct str literal_of(cmark_node *node)
{
    const char *literal = cmark_node_get_literal(node);
    return str_of(literal ? literal : "");
}

static struct mark mark_of_block(struct writer *writer, cmark_node *block)
{
    return source_mark(writer->source,
                       source_offset(writer->source, cmark_node_get_start_line(block),
                                     cmark_node_get_start_column(block)));
}

/* The offset of the link, image or HTML that is entered. */
static size_t next_place(struct writer *writer)
{
    return writer->next_place < writer->places.count ? writer->places.offsets[writer->next_place++]
                                                     : writer->block_start;
}

static struct mark next_mark(struct writer *writer)
{
    return source_mark(writer->source, next_place(writer));
}

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
    if (is_tight(node))
        return;
    if (entering)
        fresh_line(writer);
    add_literal(writer, entering ? "<p>" : "</p>\n");
}

static void write_heading(struct writer *writer, cmark_node *node, bool entering)
{
    if (entering) {
        writer->headings = grown(writer->headings, writer->heading_count, &writer->heading_room,
                                 sizeof *writer->headings);
        writer->headings[writer->heading_count++] = (struct heading){
            .level = (unsigned)cmark_node_get_heading_level(node),
            .mark = mark_of_block(writer, node),
        };
        begin_block_of_words(writer, node);
        fresh_line(writer);
        add_slot(writer, RUN_HEADING_OPEN, writer->heading_count - 1);
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
    add_slot(writer, RUN_HEADING_CLOSE, writer->heading_count - 1);
    add_literal(writer, "\n");
}

static void write_list(struct writer *writer, cmark_node *node, bool entering)
{
    bool bullets = cmark_node_get_list_type(node) == CMARK_BULLET_LIST;
    int start = cmark_node_get_list_start(node);
    if (!entering) {
        add_literal(writer, bullets ? "</ul>\n" : "</ol>\n");
        return;
    }
    fresh_line(writer);
    if (bullets || start == 1)
        add_literal(writer, bullets ? "<ul>\n" : "<ol>\n");
    else
        add_literal(writer, arena_printf(writer->arena, "<ol start=\"%d\">\n", start));
}

static void write_code_block(struct writer *writer, cmark_node *node)
{
    const char *info = cmark_node_get_fence_info(node);
    struct str language = str_of(info ? info : "");
    for (size_t i = 0; i < language.len; i++)
        if (strchr(" \t\n\v\f\r", language.ptr[i]))
            language.len = i;
    fresh_line(writer);
    add_literal(writer, language.len > 0 ? "<pre><code class=\"language-" : "<pre><code");
    add_escaped(writer, RUN_LITERAL, language);
    add_literal(writer, language.len > 0 ? "\">" : ">");
    add_escaped(writer, RUN_LITERAL, literal_of(node));
    add_literal(writer, "</code></pre>\n");
    writer->word_break = true;
    add_words(writer, str_trim(literal_of(node)));
}

static void refuse_node(struct writer *writer, struct mark mark, cmark_node *node)
{
    writer->failed = true;
    refuse_html(writer->diag, mark, literal_of(node));
}

static void refuse_comment(struct writer *writer, size_t offset)
{
    writer->failed = true;
    refuse_html(writer->diag, source_mark(writer->source, offset), STR("<!-- ... -->"));
}

static void write_text(struct writer *writer, cmark_node *node)
{
    bool plain =
        !writer->in_heading && writer->links == 0 && writer->images == 0 && writer->quotations == 0;
    size_t comment = reads_like_comment(node) ? next_place(writer) : NO_PLACE;
    if (comment != NO_PLACE)
        refuse_comment(writer, comment);
    add_words(writer, literal_of(node));
    add_escaped(writer, plain ? RUN_TEXT : RUN_LITERAL, literal_of(node));
}

static void write_code(struct writer *writer, cmark_node *node)
{
    add_words(writer, literal_of(node));
    add_markup(writer, "<code>");
    add_escaped(writer, RUN_LITERAL, literal_of(node));
    add_markup(writer, "</code>");
}

static void write_break(struct writer *writer, cmark_node *node)
{
    bool hard = cmark_node_get_type(node) == CMARK_NODE_LINEBREAK;
    add_words(writer, STR(" "));
    if (writer->images > 0)
        add_escaped(writer, RUN_LITERAL, STR(" "));
    else
        add_markup(writer, hard ? "<br />\n" : "\n");
}

/* Checks the destination of a link or image and puts a slot for it. */
static void add_destination(struct writer *writer, cmark_node *node, struct mark mark)
{
    struct str destination = str_of(cmark_node_get_url(node));
    struct target target = {.destination = arena_copy(writer->arena, destination),
                            .mark = mark,
                            .image = cmark_node_get_type(node) == CMARK_NODE_IMAGE};
    writer->targets =
        grown(writer->targets, writer->target_count, &writer->target_room, sizeof *writer->targets);
    writer->targets[writer->target_count++] = target;
    add_slot(writer, RUN_DESTINATION, writer->target_count - 1);
}

static void add_title(struct writer *writer, cmark_node *node)
{
    size_t from = writer->html.len;
    struct str title = str_of(cmark_node_get_title(node));
    if (title.len > 0) {
        buf_add_string(&writer->html, " title=\"");
        buf_add_html(&writer->html, title);
        buf_add_char(&writer->html, '"');
    }
    close_piece(writer, RUN_LITERAL, from);
}

static void write_link(struct writer *writer, cmark_node *node, bool entering)
{
    if (entering) {
        struct mark mark = next_mark(writer);
        if (!destination_allowed(writer->diag, mark, str_of(cmark_node_get_url(node))))
            writer->failed = true;
        writer->links++;
        if (writer->images == 0) {
            add_literal(writer, "<a href=\"");
            add_destination(writer, node, mark);
            add_literal(writer, "\"");
            add_title(writer, node);
            add_literal(writer, ">");
        }
        return;
    }
    writer->links--;
    if (writer->images == 0)
        add_literal(writer, "</a>");
}

static void write_image(struct writer *writer, cmark_node *node, bool entering)
{
    if (entering) {
        struct mark mark = next_mark(writer);
        if (!destination_allowed(writer->diag, mark, str_of(cmark_node_get_url(node))))
            writer->failed = true;
        if (writer->images++ == 0) {
            add_literal(writer, "<img src=\"");
            add_destination(writer, node, mark);
            add_literal(writer, "\"");
            add_slot(writer, RUN_IMAGE_SIZE, writer->target_count - 1);
            add_literal(writer, " alt=\"");
            writer->alt_start = writer->html.len;
        }
    } else if (--writer->images == 0) {
        struct str alt = str_slice(buf_str(&writer->html), writer->alt_start, writer->html.len);
        writer->targets[writer->target_count - 1].described = str_trim(alt).len > 0;
        add_literal(writer, "\"");
        add_title(writer, node);
        add_literal(writer, " />");
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
        refuse_node(writer, next_mark(writer), node);
        break;
    case CMARK_NODE_EMPH:
        count_inline(writer, entering);
        add_markup(writer, entering ? "<em>" : "</em>");
        break;
    case CMARK_NODE_STRONG:
        count_inline(writer, entering);
        add_markup(writer, entering ? "<strong>" : "</strong>");
        break;
    case CMARK_NODE_LINK:
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
        fresh_line(writer);
        add_literal(writer, entering ? "<blockquote>\n" : "</blockquote>\n");
        break;
    case CMARK_NODE_LIST:
        write_list(writer, node, entering);
        break;
    case CMARK_NODE_ITEM:
        if (entering)
            fresh_line(writer);
        add_literal(writer, entering ? "<li>" : "</li>\n");
        break;
    case CMARK_NODE_CODE_BLOCK:
        write_code_block(writer, node);
        break;
    case CMARK_NODE_HTML_BLOCK:
        refuse_node(writer, mark_of_block(writer, node), node);
        break;
    case CMARK_NODE_PARAGRAPH:
        write_paragraph(writer, node, entering);
        break;
    case CMARK_NODE_HEADING:
        write_heading(writer, node, entering);
        break;
    case CMARK_NODE_THEMATIC_BREAK:
        fresh_line(writer);
        add_literal(writer, "<hr />\n");
        break;
    default:
        write_inline(writer, node, entering);
    }
}

static const void *kept(struct arena *arena, const void *list, size_t count, size_t size)
{
    void *copy = arena_array(arena, count, size);
    if (count > 0)
        memcpy(copy, list, count * size);
    return copy;
}

static const struct document *finish(struct writer *writer, cmark_node *root)
{
    struct arena *arena = writer->arena;
    cmark_node *first = cmark_node_first_child(root);
    struct document *document = arena_alloc(arena, sizeof *document);
    headings_name(arena, writer->headings, writer->heading_count);
    *document = (struct document){
        .html = arena_copy(arena, buf_str(&writer->html)),
        .words = arena_copy(arena, buf_str(&writer->words)),
        .runs = kept(arena, writer->runs, writer->run_count, sizeof *writer->runs),
        .run_count = writer->run_count,
        .headings = kept(arena, writer->headings, writer->heading_count, sizeof(struct heading)),
        .heading_count = writer->heading_count,
        .targets = kept(arena, writer->targets, writer->target_count, sizeof(struct target)),
        .target_count = writer->target_count,
        .one_paragraph =
            first && cmark_node_get_type(first) == CMARK_NODE_PARAGRAPH && !cmark_node_next(first),
    };
    return document;
}

const struct document *document_write(struct arena *arena, struct source *source, cmark_node *root,
                                      struct diag *diag)
{
    struct writer writer = {.arena = arena, .diag = diag, .source = source};
    cmark_iter *nodes = cmark_iter_new(root);
    cmark_event_type event;
    while ((event = cmark_iter_next(nodes)) != CMARK_EVENT_DONE)
        write_block(&writer, cmark_iter_get_node(nodes), event == CMARK_EVENT_ENTER);
    cmark_iter_free(nodes);

    const struct document *document = writer.failed ? NULL : finish(&writer, root);
    buf_free(&writer.html);
    buf_free(&writer.words);
    buf_free(&writer.heading_html);
    buf_free(&writer.heading_text);
    free(writer.runs);
    free(writer.headings);
    free(writer.targets);
    places_free(&writer.places);
    return document;
}
