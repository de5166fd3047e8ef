/* markdown.c: compiles a text, and answers what is asked of the compiled one.
 *
 * Layer: markdown. Uses: arena, markdown_source, markdown_bounds, markdown_write, libcmark.
 * Used by: load, check, plan, render. */
#include "concordat/markdown/markdown.h"

#include "bounds.h"
#include "document.h"
#include "source.h"
#include "write.h"

const struct document *markdown_compile(struct arena *arena, const struct origin *origin,
                                        struct str text, struct diag *diag)
{
    const struct document *document = NULL;
    struct source source = source_of(origin, text);
    if (within_bounds(&source, diag)) {
        cmark_node *root =
            cmark_parse_document(source.text.ptr, source.text.len, CMARK_OPT_DEFAULT);
        document = document_write(arena, &source, root, diag);
        cmark_node_free(root);
    }
    source_free(&source);
    return document;
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

bool markdown_is_empty(const struct document *document)
{
    return document->html.len == 0 && document->run_count == 0;
}
