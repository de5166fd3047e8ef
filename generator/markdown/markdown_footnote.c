/* markdown_footnote.c: lifts footnotes out of a text before the library sees it.
 *
 * To the library `[^1]: Word` is the definition of a link and `[^1]` may be one. So the text is
 * parsed once with those brackets made harmless, only to learn which lines stand in paragraphs, not
 * in code. What is found is composed anew: definitions become the items of a list in front of the
 * text, `01. ` being four columns wide as the indentation of a footnote's further lines is, and
 * references become tokens, in code too, where they are written back afterwards.
 *
 * Layer: markdown. Uses: markdown_source, markdown_compose, markdown_paragraphs, table, libcmark.
 * Used by: markdown.c, and what it found by markdown_footnote_write.c. */
#include "footnote.h"

#include "grow.h"
#include "paragraphs.h"

#include "concordat/base/arena.h"
#include "concordat/base/table.h"

#include <stdlib.h>
#include <string.h>

enum {
    MOST_DEFINITIONS = 1000,
    MOST_REFERENCES = 10000,
    LONGEST_LABEL = 100, /* bytes */
    CODE_INDENT = 4,     /* columns */
};

struct lifting {
    struct arena *arena; /* of the keys alone */
    struct table *by_label;
    struct source *source;
    struct footnotes *footnotes;
    struct diag *diag;
    enum fate *fates; /* of every line, from 1 */
    int claimed;      /* the last line of the last definition */
};

/* The length of [^label] at the start of `text`, or 0. */
static size_t label_length(struct str text)
{
    size_t len = 2;
    if (!str_starts(text, "[^"))
        return 0;
    while (len < text.len && len < LONGEST_LABEL && !strchr("[] \t\n", text.ptr[len]))
        len++;
    return len > 2 && len < text.len && text.ptr[len] == ']' ? len + 1 : 0;
}

static struct str label_in(struct str text)
{
    return str_slice(text, 2, label_length(text) - 1);
}

static bool starts_definition(struct str words)
{
    size_t len = label_length(words);
    return len > 0 && len < words.len && words.ptr[len] == ':';
}

/* What labels are compared by: letters large and small are one. */
static struct str key_of(struct arena *arena, struct str label)
{
    struct buf key = {0};
    for (size_t i = 0; i < label.len; i++) {
        char c = label.ptr[i];
        buf_add_char(&key, c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c);
    }
    struct str kept = arena_copy(arena, buf_str(&key));
    buf_free(&key);
    return kept;
}

/* The columns that the blanks at the start of a line span; their number of bytes in `*bytes`. */
static size_t indent_of(struct str line, size_t *bytes)
{
    size_t columns = 0;
    size_t at = 0;
    for (; at < line.len && (line.ptr[at] == ' ' || line.ptr[at] == '\t'); at++)
        columns += line.ptr[at] == '\t' ? 4 - columns % 4 : 1;
    *bytes = at;
    return columns;
}

static bool is_blank_line(struct str line)
{
    size_t bytes;
    indent_of(line, &bytes);
    return bytes == line.len;
}

static void refuse(struct lifting *lifting, size_t offset, enum rule rule, const char *hint,
                   const char *message)
{
    lifting->footnotes->refused = true;
    diag_error(lifting->diag, source_mark(lifting->source, offset), rule, str_of(hint), "%s",
               message);
}

static void refuse_place(struct lifting *lifting, size_t offset)
{
    refuse(lifting, offset, RULE_FOOTNOTE_PLACE,
           "write it at the start of a line of its own, at the end of the text say",
           "the text of a footnote cannot stand inside a quotation, an item or another footnote");
}

/* ------------------------------------------------------------------- find */

/* Adds a definition and puts it under its label, unless there is one. */
static void add_definition(struct lifting *lifting, struct definition definition)
{
    struct footnotes *footnotes = lifting->footnotes;
    if (footnotes->definition_count == MOST_DEFINITIONS) {
        if (!footnotes->too_many)
            refuse(lifting, definition.offset, RULE_MARKDOWN_LIMIT, "make it several texts",
                   "a text may have 1000 footnotes, and this one has more");
        footnotes->too_many = true;
        return;
    }
    footnotes->definitions = grown(footnotes->definitions, footnotes->definition_count,
                                   &footnotes->definition_room, sizeof definition);
    footnotes->definitions[footnotes->definition_count++] = definition;
}

/* The columns in front of `offset` on its line. */
static size_t columns_before(const struct source *source, int line, size_t offset)
{
    return str_characters(str_slice(source->text, source_offset(source, line, 1), offset));
}

/* True where a definition begins on a line of a paragraph, at `*offset`: not so far to the right
 * that it would be code, did nothing stand above. */
static bool definition_at(const struct source *source, const struct paragraph *paragraph, int line,
                          size_t *offset)
{
    size_t margin = columns_before(source, paragraph->first, paragraph->start);
    *offset = paragraph_content(source, paragraph, line);
    return starts_definition(str_slice(source->text, *offset, source_line_end(source, line))) &&
           columns_before(source, line, *offset) < margin + CODE_INDENT;
}

/* The last line of a definition that begins on `line` of a paragraph: its lazy lines, and those
 * that stand indented below. */
static int last_line_of(const struct lifting *lifting, const struct paragraph *paragraph, int line,
                        size_t indent)
{
    const struct source *source = lifting->source;
    int last = line;
    size_t offset;
    while (last < paragraph->last && !definition_at(source, paragraph, last + 1, &offset))
        last++;
    if (last < paragraph->last)
        return last;
    if (paragraph_has_equals(source, paragraph))
        return paragraph->underline;
    if (paragraph->underline > 0)
        return last;
    for (int next = last + 1; next <= (int)source->line_count; next++) {
        size_t bytes;
        struct str text = source_line_text(source, next);
        if (is_blank_line(text))
            continue;
        if (indent_of(text, &bytes) < indent)
            break;
        last = next;
    }
    return last;
}

/* Reports the definitions inside a definition, but for those that are code there. */
static void check_inside(struct lifting *lifting, const struct definition *definition)
{
    for (int line = definition->first + 1; line <= definition->last; line++) {
        size_t bytes;
        struct str text = source_line_text(lifting->source, line);
        size_t columns = indent_of(text, &bytes);
        if (columns < definition->indent + CODE_INDENT &&
            starts_definition(str_slice(text, bytes, text.len)))
            refuse_place(lifting, source_offset(lifting->source, line, (int)bytes + 1));
    }
}

/* Takes the definition that begins at `offset` on a line of a paragraph. */
static void take_definition(struct lifting *lifting, const struct paragraph *paragraph, int line,
                            size_t offset)
{
    struct source *source = lifting->source;
    struct str text = source_line_text(source, line);
    size_t bytes;
    size_t columns = indent_of(text, &bytes);
    if (source_offset(source, line, 1) + bytes != offset) {
        refuse_place(lifting, offset);
        return;
    }
    size_t base = columns < CODE_INDENT ? 0 : columns;
    struct definition definition = {.label = label_in(str_slice(text, bytes, text.len)),
                                    .offset = offset,
                                    .mark = source_mark(source, offset),
                                    .first = line,
                                    .indent = base + CODE_INDENT};
    definition.last = last_line_of(lifting, paragraph, line, definition.indent);
    check_inside(lifting, &definition);
    add_definition(lifting, definition);
    lifting->claimed = definition.last;
    for (int taken = line; taken <= definition.last; taken++)
        lifting->fates[taken] = FATE_LEFT_OUT;
    if (paragraph->underline > 0 && definition.last == paragraph->last)
        lifting->fates[paragraph->underline] = FATE_RULE;
}

static void find_in(struct lifting *lifting, const struct paragraph *paragraph)
{
    for (int line = paragraph->first; line <= paragraph->last; line++) {
        size_t offset;
        if (line > lifting->claimed && definition_at(lifting->source, paragraph, line, &offset))
            take_definition(lifting, paragraph, line, offset);
    }
}

/* Finds the definitions of the text, parsed with every [^ made harmless. */
static void find_definitions(struct lifting *lifting)
{
    struct paragraphs paragraphs = {0};
    struct buf harmless = {0};
    buf_add(&harmless, lifting->source->text);
    for (size_t i = 0; i + 1 < harmless.len; i++)
        if (harmless.ptr[i] == '[' && harmless.ptr[i + 1] == '^')
            harmless.ptr[i] = '(';
    cmark_node *root = cmark_parse_document(harmless.ptr, harmless.len, CMARK_OPT_DEFAULT);
    paragraphs_list(&paragraphs, lifting->source, root);
    for (size_t i = 0; i < paragraphs.count; i++)
        find_in(lifting, &paragraphs.list[i]);
    paragraphs_free(&paragraphs);
    cmark_node_free(root);
    buf_free(&harmless);
}

static void label_definitions(struct lifting *lifting)
{
    struct footnotes *footnotes = lifting->footnotes;
    for (size_t i = 0; i < footnotes->definition_count; i++) {
        struct definition *definition = &footnotes->definitions[i];
        struct str key = key_of(lifting->arena, definition->label);
        if (table_add(lifting->by_label, key, definition) != definition)
            refuse(lifting, definition->offset, RULE_DUPLICATE_FOOTNOTE,
                   "give one of the two another name, or leave one out",
                   "there is a footnote of this name already");
    }
}

/* ---------------------------------------------------------------- compose */

/* The index of a new reference; past the bound, of the last one. */
static size_t add_reference(struct lifting *lifting, struct reference reference, size_t offset)
{
    struct footnotes *footnotes = lifting->footnotes;
    if (footnotes->reference_count == MOST_REFERENCES) {
        if (!footnotes->too_many)
            refuse(lifting, offset, RULE_MARKDOWN_LIMIT, "make it several texts",
                   "a text may refer to footnotes 10000 times, and this one does more often");
        footnotes->too_many = true;
        return footnotes->reference_count - 1;
    }
    footnotes->references = grown(footnotes->references, footnotes->reference_count,
                                  &footnotes->reference_room, sizeof reference);
    footnotes->references[footnotes->reference_count++] = reference;
    return footnotes->reference_count - 1;
}

static bool is_escaped(struct str text, size_t at)
{
    size_t backslashes = 0;
    while (backslashes < at && text.ptr[at - backslashes - 1] == '\\')
        backslashes++;
    return backslashes % 2 == 1;
}

/* True where [^label] is a reference to nothing rather than the words of a link. */
static bool refers_to_nothing(struct str rest)
{
    return !str_starts(rest, "(") && !str_starts(rest, "[");
}

/* Copies a part of a line, with tokens for the references in it. */
static void copy_words(struct lifting *lifting, struct composition *out, size_t from, size_t to)
{
    struct str text = str_slice(lifting->source->text, 0, to);
    for (size_t at = str_find(text, '[', from); at < to; at = str_find(text, '[', at + 1)) {
        struct str rest = str_slice(text, at, to);
        size_t len = label_length(rest);
        if (len == 0 || is_escaped(text, at))
            continue;
        struct reference reference = {.label = label_in(rest)};
        reference.definition =
            table_get(lifting->by_label, key_of(lifting->arena, reference.label));
        if (!reference.definition && !refers_to_nothing(str_slice(rest, len, rest.len)))
            continue;
        compose_copy(out, from, at);
        compose_token(out, TOKEN_REFERENCE, add_reference(lifting, reference, at), at);
        from = at + len;
        at = from - 1;
    }
    compose_copy(out, from, to);
}

/* Writes a further line of a definition as one of an item: four columns stand in front. */
static void compose_line(struct lifting *lifting, struct composition *out,
                         const struct definition *definition, int line)
{
    const struct source *source = lifting->source;
    size_t offset = source_offset(source, line, 1);
    size_t bytes;
    size_t columns = indent_of(source_line_text(source, line), &bytes);
    bool lazy = columns < definition->indent;
    size_t more = lazy ? 0 : columns - definition->indent;
    if (is_blank_line(source_line_text(source, line)))
        return;
    compose_add(out, "    ", offset);
    for (size_t i = 0; i < more; i++)
        buf_add_char(&out->text, ' ');
    if (lazy && source->text.ptr[offset + bytes] == '=')
        compose_add(out, "\\", offset); /* a lazy line makes no heading */
    copy_words(lifting, out, offset + bytes, source_line_end(source, line));
}

/* Writes a definition as an item. It begins with a thematic break, so that it ends neither where
 * its first lines are empty nor where they are no words but the definition of a link. */
static void compose_definition(struct lifting *lifting, struct composition *out,
                               const struct definition *definition)
{
    const struct source *source = lifting->source;
    size_t end = source_line_end(source, definition->first);
    size_t from = definition->offset +
                  label_length(str_slice(source->text, definition->offset, end)) + sizeof ":" - 1;
    while (from < end && (source->text.ptr[from] == ' ' || source->text.ptr[from] == '\t'))
        from++;
    compose_add(out, "01. ***\n    ", definition->offset);
    copy_words(lifting, out, from, end);
    compose_add(out, "\n", end);
    for (int line = definition->first + 1; line <= definition->last; line++) {
        compose_line(lifting, out, definition, line);
        compose_add(out, "\n", source_line_end(source, line));
    }
    compose_add(out, "\n", end);
}

static void compose_rest(struct lifting *lifting, struct composition *out)
{
    const struct source *source = lifting->source;
    for (int line = 1; line <= (int)source->line_count; line++) {
        size_t from = source_offset(source, line, 1);
        size_t end = source_line_end(source, line);
        if (lifting->fates[line] == FATE_LEFT_OUT)
            continue;
        if (lifting->fates[line] == FATE_RULE) {
            compose_copy(out, from, source_content(source, line, 0));
            compose_add(out, "***", from);
        } else {
            copy_words(lifting, out, from, end);
        }
        if (end < source->text.len)
            compose_copy(out, end, end + 1);
    }
}

/* True where [^label] is anywhere, or, if `defined`, [^label]: is. */
static bool mentions_footnotes(struct str text, bool defined)
{
    for (size_t at = str_find(text, '[', 0); at < text.len; at = str_find(text, '[', at + 1)) {
        struct str rest = str_slice(text, at, text.len);
        if (defined ? starts_definition(rest) : label_length(rest) > 0)
            return true;
    }
    return false;
}

static struct source compose(struct lifting *lifting)
{
    struct footnotes *footnotes = lifting->footnotes;
    struct composition out = {.under = lifting->source};
    for (size_t i = 0; i < footnotes->definition_count; i++)
        compose_definition(lifting, &out, &footnotes->definitions[i]);
    if (footnotes->definition_count > 0)
        compose_add(&out, "end\n\n", 0);
    compose_rest(lifting, &out);
    return compose_end(&out);
}

bool footnotes_lift(struct source *source, struct footnotes *footnotes, struct source *composed,
                    struct diag *diag)
{
    struct lifting lifting = {.source = source, .footnotes = footnotes, .diag = diag};
    if (!mentions_footnotes(source->text, false))
        return false;
    lifting.arena = arena_new();
    lifting.by_label = table_new(lifting.arena);
    lifting.fates = arena_array(lifting.arena, source->line_count + 1, sizeof *lifting.fates);
    if (mentions_footnotes(source->text, true))
        find_definitions(&lifting);
    label_definitions(&lifting);
    *composed = compose(&lifting);
    arena_free(lifting.arena);
    return true;
}

void footnotes_free(struct footnotes *footnotes)
{
    free(footnotes->definitions);
    free(footnotes->references);
    *footnotes = (struct footnotes){0};
}
