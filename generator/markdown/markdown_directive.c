/* markdown_directive.c: finds the directives: fenced blocks whose first line is ```{name}.
 *
 * A viewer that knows none shows a block of code with the words that were written. No code can be
 * taken for a directive, nor the other way round: no language is called by a word in braces. What
 * the words mean, the layer that fills the directive knows.
 *
 * Layer: markdown. Uses: markdown_writer, libcmark. Used by: markdown_write.c. */
#include "write_parts.h"

#include "grow.h"

#include <string.h>

/* The word between the braces; all of it where there are not two of them. */
static struct str name_in(struct str info)
{
    return str_ends(info, "}") ? str_trim(str_slice(info, 1, info.len - 1)) : info;
}

/* What stands behind the signs of a fence, as written: an entity is no brace. Its offset in the
 * source is left in `*offset`. */
static struct str find_info(const struct writer *writer, cmark_node *block, size_t *offset)
{
    int line = cmark_node_get_start_line(block);
    *offset = source_offset(writer->source, line, cmark_node_get_start_column(block));
    size_t end = source_line_end(writer->source, line);
    while (*offset < end && strchr(" \t", writer->source->text.ptr[*offset]))
        ++*offset;
    char sign = writer->source->text.ptr[*offset];
    while (*offset < end && writer->source->text.ptr[*offset] == sign)
        ++*offset;
    while (*offset < end && strchr(" \t", writer->source->text.ptr[*offset]))
        ++*offset;
    return str_trim(str_slice(writer->source->text, *offset, end));
}

/* The words of a line of the source, with references to footnotes as their author wrote them. */
static struct str restored(struct writer *writer, struct str written)
{
    return writer_restored(writer, arena_copy(writer->arena, written).ptr);
}

/* True where the fence begins its line: what is inside then has the columns of the file. */
static bool stands_by_itself(const struct writer *writer, cmark_node *block)
{
    cmark_node *parent = cmark_node_parent(block);
    struct str line = source_line_text(writer->source, cmark_node_get_start_line(block));
    return parent && cmark_node_get_type(parent) == CMARK_NODE_DOCUMENT &&
           (str_starts(line, "`") || str_starts(line, "~"));
}

bool write_directive(struct writer *writer, cmark_node *block)
{
    size_t offset = 0;
    const char *info = cmark_node_get_fence_info(block);
    struct str written = info && info[0] == '{' ? find_info(writer, block, &offset) : STR("");
    if (!str_starts(written, "{"))
        return false;
    struct directive directive = {
        .name = arena_copy(writer->arena, name_in(restored(writer, written))),
        .text = arena_copy(writer->arena, writer_restored(writer, cmark_node_get_literal(block))),
        .mark = source_mark(writer->source, offset),
    };
    if (!stands_by_itself(writer, block)) {
        writer->failed = true;
        diag_error(writer->diag, directive.mark, RULE_DIRECTIVE_PLACE,
                   STR("write its fences at the beginning of a line, in no list or quotation"),
                   "the directive '%.*s' does not stand by itself", STR_ARGS(directive.name));
        return true;
    }
    writer_fresh_line(writer);
    size_t from = writer->html.len;
    write_code_block(writer, block);
    writer->word_break = true;
    writer->directives = grown(writer->directives, writer->directive_count, &writer->directive_room,
                               sizeof directive);
    writer->directives[writer->directive_count++] = directive;
    writer_piece(writer, RUN_DIRECTIVE, writer->directive_count - 1, from);
    return true;
}
