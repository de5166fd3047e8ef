/* markdown_writer.c: appends to a document in the making: pieces of HTML, slots, words.
 *
 * Layer: markdown. Uses: arena, buf, markdown_locate, markdown_front, slug. Used by:
 * markdown_write.c, markdown_table_write.c, markdown_footnote_write.c. */
#include "writer.h"

#include "grow.h"
#include "slug.h"
#include "write_parts.h"

#include <stdlib.h>
#include <string.h>

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

void writer_slot(struct writer *writer, enum run_kind kind, size_t index)
{
    add_run(writer, (struct run){.kind = kind,
                                 .index = (unsigned)index,
                                 .from = writer->html.len,
                                 .to = writer->html.len});
}

void writer_piece(struct writer *writer, enum run_kind kind, size_t index, size_t from)
{
    while (writer->run_count > 0 && writer->runs[writer->run_count - 1].to > from) {
        struct run *last = &writer->runs[writer->run_count - 1];
        if (last->from < from) {
            last->to = from;
            break;
        }
        writer->run_count--;
    }
    add_run(
        writer,
        (struct run){.kind = kind, .index = (unsigned)index, .from = from, .to = writer->html.len});
}

void writer_literal(struct writer *writer, const char *html)
{
    size_t from = writer->html.len;
    buf_add_string(&writer->html, html);
    close_piece(writer, RUN_LITERAL, from);
}

/* Markup inside a line, which the heading's own HTML holds too; images hold none. */
void writer_markup(struct writer *writer, const char *html)
{
    if (writer->images > 0)
        return;
    writer_literal(writer, html);
    if (writer->in_heading)
        buf_add_string(&writer->heading_html, html);
}

void writer_escaped(struct writer *writer, enum run_kind kind, struct str text)
{
    size_t from = writer->html.len;
    buf_add_html(&writer->html, text);
    close_piece(writer, kind, from);
    if (writer->in_heading)
        buf_add_html(&writer->heading_html, text);
}

void writer_attribute(struct writer *writer, struct str value)
{
    size_t from = writer->html.len;
    buf_add_html(&writer->html, value);
    close_piece(writer, RUN_LITERAL, from);
}

void writer_words(struct writer *writer, struct str text)
{
    if (writer->word_break && writer->words.len > 0)
        buf_add_char(&writer->words, ' ');
    writer->word_break = false;
    buf_add(&writer->words, text);
    if (writer->in_heading)
        buf_add(&writer->heading_text, text);
}

/* Begins a line unless one was begun already. */
void writer_fresh_line(struct writer *writer)
{
    if (writer->html.len > 0 && writer->html.ptr[writer->html.len - 1] != '\n')
        writer_literal(writer, "\n");
}

void writer_text(struct writer *writer, struct str text)
{
    bool plain =
        !writer->in_heading && writer->links == 0 && writer->images == 0 && writer->quotations == 0;
    writer_words(writer, text);
    writer_escaped(writer, plain ? RUN_TEXT : RUN_LITERAL, text);
}

/* Copies text with every token of a reference written back. */
static void write_back(const struct footnotes *footnotes, struct str text, struct buf *out)
{
    size_t index;
    size_t len;
    size_t done = 0;
    for (size_t at = str_find(text, '<', 0); at < text.len; at = str_find(text, '<', at + 1)) {
        struct str rest = str_slice(text, at, text.len);
        if (!token_starts(rest, TOKEN_REFERENCE, &index, &len) ||
            index >= footnotes->reference_count)
            continue;
        buf_add(out, str_slice(text, done, at));
        buf_printf(out, "[^%.*s]", STR_ARGS(footnotes->references[index].label));
        done = at + len;
    }
    buf_add(out, str_slice(text, done, text.len));
}

struct str writer_restored(struct writer *writer, const char *text)
{
    struct str given = str_of(text ? text : "");
    struct buf restored = {0};
    if (str_find(given, TOKEN_SIGN, 0) == given.len)
        return given;
    write_back(writer->footnotes, given, &restored);
    struct str kept = arena_copy(writer->arena, buf_str(&restored));
    buf_free(&restored);
    return kept;
}

struct mark writer_block_mark(struct writer *writer, cmark_node *block)
{
    return source_mark(writer->source,
                       source_offset(writer->source, cmark_node_get_start_line(block),
                                     cmark_node_get_start_column(block)));
}

/* The offset of the link, image or HTML that is entered. */
size_t writer_next_place(struct writer *writer)
{
    return writer->next_place < writer->places.count ? writer->places.offsets[writer->next_place++]
                                                     : writer->block_start;
}

struct mark writer_next_mark(struct writer *writer)
{
    return source_mark(writer->source, writer_next_place(writer));
}

static const void *kept(struct arena *arena, const void *list, size_t count, size_t size)
{
    void *copy = arena_array(arena, count, size);
    if (count > 0)
        memcpy(copy, list, count * size);
    return copy;
}

struct extent writer_extent(const struct writer *writer)
{
    return (struct extent){
        .html = writer->html.len,
        .words = writer->words.len,
        .runs = writer->run_count,
        .headings = writer->heading_count,
        .targets = writer->target_count,
        .numbered = writer->numbered_count,
        .directives = writer->directive_count,
        .references = writer->reference_count,
        .sections = writer->section_count,
    };
}

/* Each footnote with how often it is referred to, by number. */
static const struct footnote *footnotes_of(const struct writer *writer)
{
    for (size_t i = 0; i < writer->note_count; i++)
        writer->note_spans[i].references =
            writer->footnotes->definitions[writer->notes[i]].references;
    return kept(writer->arena, writer->note_spans, writer->note_count, sizeof *writer->note_spans);
}

struct document *writer_finish(struct writer *writer)
{
    struct arena *arena = writer->arena;
    struct document *document = arena_alloc(arena, sizeof *document);
    headings_name(arena, writer->headings, writer->heading_count, writer->numbered,
                  writer->numbered_count);
    *document = (struct document){
        .html = arena_copy(arena, buf_str(&writer->html)),
        .words = arena_copy(arena, buf_str(&writer->words)),
        .runs = kept(arena, writer->runs, writer->run_count, sizeof *writer->runs),
        .run_count = writer->run_count,
        .headings = kept(arena, writer->headings, writer->heading_count, sizeof(struct heading)),
        .heading_count = writer->heading_count,
        .targets = kept(arena, writer->targets, writer->target_count, sizeof(struct target)),
        .target_count = writer->target_count,
        .numbered = kept(arena, writer->numbered, writer->numbered_count, sizeof *writer->numbered),
        .numbered_count = writer->numbered_count,
        .directives =
            kept(arena, writer->directives, writer->directive_count, sizeof *writer->directives),
        .directive_count = writer->directive_count,
        .references =
            kept(arena, writer->references, writer->reference_count, sizeof *writer->references),
        .reference_count = writer->reference_count,
        .footnotes = footnotes_of(writer),
        .footnote_count = writer->note_count,
        .notes = writer->notes_span,
        .sections = kept(arena, writer->sections, writer->section_count, sizeof(struct section)),
        .section_spans =
            kept(arena, writer->section_spans, writer->section_count, sizeof(struct span)),
        .section_count = writer->section_count,
    };
    sections_fill(document);
    return document;
}

void writer_free(struct writer *writer)
{
    buf_free(&writer->html);
    buf_free(&writer->words);
    buf_free(&writer->heading_html);
    buf_free(&writer->heading_text);
    free(writer->runs);
    free(writer->headings);
    free(writer->targets);
    free(writer->numbered);
    free(writer->directives);
    free(writer->references);
    free(writer->notes);
    free(writer->note_spans);
    free(writer->sections);
    free(writer->section_spans);
    free(writer->open_sections);
    places_free(&writer->places);
    front_free(&writer->front);
}
