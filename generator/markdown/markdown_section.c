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

/* The bytes of what a slip of the pen leaves in such a mark and nobody sees: spaces of any kind,
 * and characters without a width; 0 where something else stands. */
static size_t unseen_at(struct str text, size_t at)
{
    static const char *const unseen[] = {" ",
                                         "\t",
                                         "\n",
                                         "\r",
                                         "\xC2\xA0",
                                         "\xC2\xAD",
                                         "\xCD\x8F",
                                         "\xD8\x9C",
                                         "\xE1\x9A\x80",
                                         "\xE1\xA0\x8E",
                                         "\xE2\x81\x9F",
                                         "\xE3\x80\x80",
                                         "\xEF\xBB\xBF",
                                         "\xEF\xB8\x8E",
                                         "\xEF\xB8\x8F"};
    struct str rest = str_slice(text, at, text.len);
    for (size_t i = 0; i < sizeof unseen / sizeof *unseen; i++)
        if (str_starts(rest, unseen[i]))
            return strlen(unseen[i]);
    if (rest.len < 3 || (unsigned char)rest.ptr[0] != 0xE2)
        return 0;
    unsigned second = (unsigned char)rest.ptr[1];
    unsigned third = (unsigned char)rest.ptr[2];
    bool general = second == 0x80 && (third <= 0x8F || (third >= 0xA8 && third <= 0xAF));
    bool joiner = second == 0x81 && third >= 0xA0 && third <= 0xAF;
    return general || joiner ? 3 : 0;
}

static char small_letter(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

/* The bytes from `at` on that spell the word, in letters of any case with anything unseen among
 * them; 0 where they do not. */
static size_t spelling_at(struct str text, size_t at, const char *word)
{
    size_t end = at;
    while (*word && end < text.len) {
        size_t unseen = unseen_at(text, end);
        if (unseen == 0 && small_letter(text.ptr[end]) != *word)
            return 0;
        word += unseen == 0;
        end += unseen > 0 ? unseen : 1;
    }
    return *word ? 0 : end - at;
}

/* Where such a mark begins in the words, or their end. */
static size_t find_opening(struct str words)
{
    for (size_t at = str_find(words, '{', 0); at < words.len; at = str_find(words, '{', at + 1))
        if (spelling_at(words, at, OPENING) > 0)
            return at;
    return words.len;
}

static bool is_letter(struct str text, size_t at)
{
    return at < text.len && small_letter(text.ptr[at]) >= 'a' && small_letter(text.ptr[at]) <= 'z';
}

/* True where a word stands in the text, and not within a longer one. */
static bool has_word(struct str text, const char *word)
{
    for (size_t at = 0; at < text.len; at++) {
        size_t length = is_letter(text, at) ? spelling_at(text, at, word) : 0;
        if (length > 0 && !is_letter(text, at + length) && (at == 0 || !is_letter(text, at - 1)))
            return true;
    }
    return false;
}

/* True for {#label}, whatever the label is called. */
static bool is_label(struct str held)
{
    bool label = str_starts(held, "{#") && str_ends(held, "}");
    for (size_t i = 2; label && i + 1 < held.len; i++)
        label =
            is_letter(held, i) || held.ptr[i] == '-' || (held.ptr[i] >= '0' && held.ptr[i] <= '9');
    return label;
}

/* True where braces in the words of a heading hold what may be meant for an audience, such as
 * {exempt} and {#x audience=exempt}; what find_opening finds is told elsewhere. */
static bool has_slip(struct str words)
{
    static const char *const meant[] = {"audience", "public", "member", "members", "exempt"};
    for (size_t at = str_find(words, '{', 0); at < words.len; at = str_find(words, '{', at + 1)) {
        size_t end = str_find(words, '}', at);
        struct str held = str_slice(words, at, end < words.len ? end + 1 : words.len);
        bool slip = str_find(held, '=', 0) < held.len;
        if (is_label(held) || spelling_at(held, 0, OPENING) > 0)
            continue;
        for (size_t i = 0; !slip && i < sizeof meant / sizeof *meant; i++)
            slip = has_word(held, meant[i]);
        if (slip)
            return true;
    }
    return false;
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

static void report_slip(struct writer *writer, cmark_node *block)
{
    writer->failed = true;
    diag_error(
        writer->diag, writer_block_mark(writer, block), RULE_SECTION_AUDIENCE,
        STR("end a heading with it, ## Costs {audience=members}; about the sign itself, write "
            "it as `code`"),
        "an audience is given to nothing here");
}

/* Refuses a heading whose words, marked up or not, hold what was meant for an audience. Code is
 * about the sign itself. */
static void refuse_slips(struct writer *writer, cmark_node *heading)
{
    struct buf words = {0};
    bool told = false; /* or is a mark: the words of one node have it */
    cmark_iter *iter = cmark_iter_new(heading);
    while (cmark_iter_next(iter) != CMARK_EVENT_DONE) {
        cmark_node *node = cmark_iter_get_node(iter);
        struct str text = STR("");
        if (cmark_node_get_type(node) == CMARK_NODE_TEXT)
            text = str_of(cmark_node_get_literal(node));
        else if (cmark_node_get_type(node) == CMARK_NODE_CODE)
            text = STR("`");
        else if (cmark_node_get_type(node) == CMARK_NODE_SOFTBREAK)
            text = STR(" ");
        told = told || find_opening(text) < text.len;
        buf_add(&words, text);
    }
    cmark_iter_free(iter);
    struct str all = buf_str(&words);
    if (has_slip(all) || (!told && find_opening(all) < all.len))
        report_slip(writer, heading);
    buf_free(&words);
}

void sections_turn(struct writer *writer, cmark_node *heading)
{
    cmark_node *parent = heading ? cmark_node_parent(heading) : NULL;
    cmark_node *last = heading ? cmark_node_last_child(heading) : NULL;
    bool outermost = parent && cmark_node_get_type(parent) == CMARK_NODE_DOCUMENT;
    writer->opens_section = false;
    if (heading)
        refuse_slips(writer, heading);
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
    report_slip(writer, block);
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
