/* markdown.c: compiles a text, and answers what is asked of the compiled one.
 *
 * Layer: markdown. Uses: markdown_source, markdown_bounds, markdown_footnote, markdown_table,
 * markdown_write, libcmark.
 * Used by: load, check, plan, render. */
#include "concordat/markdown/markdown.h"

#include "bounds.h"
#include "document.h"
#include "footnote.h"
#include "source.h"
#include "table.h"
#include "write.h"

/* The parts of a text that were lifted out of it, and what is left for the library to parse. */
struct parts {
    struct source author;
    struct source without_footnotes;
    struct source without_tables;
    struct footnotes footnotes;
    struct text_tables tables;
};

static void parts_free(struct parts *parts)
{
    footnotes_free(&parts->footnotes);
    tables_free(&parts->tables);
    source_free(&parts->without_tables);
    source_free(&parts->without_footnotes);
    source_free(&parts->author);
}

/* Lifts footnotes and then tables, which may stand in footnotes; NULL where there are
 * too many. */
static struct source *lift(struct parts *parts, struct diag *diag)
{
    struct source *source = &parts->author;
    if (footnotes_lift(source, &parts->footnotes, &parts->without_footnotes, diag))
        source = &parts->without_footnotes;
    if (parts->footnotes.too_many)
        return NULL;
    if (tables_lift(source, &parts->tables, &parts->without_tables, diag))
        source = &parts->without_tables;
    return parts->tables.too_many ? NULL : source;
}

static const struct document *compile(struct arena *arena, const struct origin *origin,
                                      struct str text, bool numbered, struct diag *diag)
{
    const struct document *document = NULL;
    struct parts parts = {.author = source_of(origin, text)};
    struct source *source = within_bounds(&parts.author, diag) ? lift(&parts, diag) : NULL;
    if (source) {
        cmark_node *root =
            cmark_parse_document(source->text.ptr, source->text.len, CMARK_OPT_DEFAULT);
        document =
            document_write(arena, source, root, &parts.tables, &parts.footnotes, numbered, diag);
        cmark_node_free(root);
    }
    parts_free(&parts);
    return document;
}

const struct document *markdown_compile(struct arena *arena, const struct origin *origin,
                                        struct str text, struct diag *diag)
{
    return compile(arena, origin, text, false, diag);
}

const struct document *markdown_compile_numbered(struct arena *arena, const struct origin *origin,
                                                 struct str text, struct diag *diag)
{
    return compile(arena, origin, text, true, diag);
}

void markdown_text(const struct document *document, struct buf *out)
{
    buf_add(out, document->words);
}

const struct heading *markdown_headings(const struct document *document, size_t *count)
{
    *count = document->heading_count;
    return document->headings;
}

const struct target *markdown_targets(const struct document *document, size_t *count)
{
    *count = document->target_count;
    return document->targets;
}

const struct numbered *markdown_numbered(const struct document *document, size_t *count)
{
    *count = document->numbered_count;
    return document->numbered;
}

const struct directive *markdown_directives(const struct document *document, size_t *count)
{
    *count = document->directive_count;
    return document->directives;
}

const struct section *markdown_sections(const struct document *document, size_t *count)
{
    *count = document->section_count;
    return document->sections;
}

size_t markdown_footnote_count(const struct document *document)
{
    return document->footnote_count;
}

bool markdown_is_empty(const struct document *document)
{
    return document->html.len == 0 && document->run_count == 0;
}
