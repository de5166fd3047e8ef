/* markdown_render.c: puts a document where it is to stand: copies its HTML and fills its slots.
 *
 * Layer: markdown. Uses: buf, document. Used by: markdown.h's callers, in many threads at once. */
#include "document.h"

/* What an address may hold as it is, after the specification's reference implementations; all else
 * is percent-encoded. */
static bool address_byte(unsigned char c)
{
    static const char kept[] = "-_.+!*(),%#@?=;:/,$~";
    if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'))
        return true;
    for (size_t i = 0; i + 1 < sizeof kept; i++)
        if ((unsigned char)kept[i] == c)
            return true;
    return false;
}

void markdown_add_address(struct buf *out, struct str address)
{
    size_t done = 0;
    for (size_t i = 0; i < address.len; i++) {
        unsigned char c = (unsigned char)address.ptr[i];
        if (address_byte(c))
            continue;
        buf_add(out, str_slice(address, done, i));
        if (c == '&' || c == '\'')
            buf_add_html(out, str_slice(address, i, i + 1));
        else
            buf_printf(out, "%%%02X", c);
        done = i + 1;
    }
    buf_add(out, str_slice(address, done, address.len));
}

static void fill_destination(const struct target *target, const struct placement *placement,
                             struct buf *out)
{
    if (!placement->link) {
        markdown_add_address(out, target->destination);
        return;
    }
    struct buf address = {0};
    placement->link(placement, target, &address);
    markdown_add_address(out, buf_str(&address));
    buf_free(&address);
}

static void fill_image_size(const struct target *target, const struct placement *placement,
                            struct buf *out)
{
    unsigned width;
    unsigned height;
    if (placement->image_size && placement->image_size(placement, target, &width, &height))
        buf_printf(out, " width=\"%u\" height=\"%u\"", width, height);
}

static unsigned level_of(const struct heading *heading, const struct placement *placement)
{
    enum { LOWEST = 6 };
    unsigned shift = placement->heading_shift < LOWEST ? placement->heading_shift : LOWEST;
    unsigned level = heading->level + shift;
    return level < LOWEST ? level : LOWEST;
}

/* printf would take as long as all else. */
static void add_tag(struct buf *out, const char *before, unsigned level, const char *after)
{
    buf_add_string(out, before);
    buf_add_char(out, (char)('0' + level));
    buf_add_string(out, after);
}

static void add_prefix(struct buf *out, const struct placement *placement)
{
    if (placement->id_prefix)
        buf_add_html(out, str_of(placement->id_prefix));
}

static long shown_number(const struct placement *placement, unsigned number)
{
    return (long)placement->footnotes_before + (long)number;
}

/* The id of a footnote; no heading's id has a low line. */
static void add_footnote_id(struct buf *out, const struct placement *placement, unsigned number)
{
    add_prefix(out, placement);
    buf_add_string(out, "fn_");
    buf_add_number(out, shown_number(placement, number));
}

/* The id of a reference: fnref_2 the first to footnote 2, then fnref_2_2. */
static void add_reference_id(struct buf *out, const struct placement *placement, unsigned number,
                             unsigned occurrence)
{
    add_prefix(out, placement);
    buf_add_string(out, "fnref_");
    buf_add_number(out, shown_number(placement, number));
    if (occurrence > 1) {
        buf_add_char(out, '_');
        buf_add_number(out, (long)occurrence);
    }
}

static void fill_reference(const struct footnote_reference *reference,
                           const struct placement *placement, struct buf *out)
{
    buf_add_string(out, "<sup class=\"footnote-ref\"><a href=\"#");
    add_footnote_id(out, placement, reference->number);
    buf_add_string(out, "\" id=\"");
    add_reference_id(out, placement, reference->number, reference->occurrence);
    buf_add_string(out, "\" role=\"doc-noteref\">");
    buf_add_number(out, shown_number(placement, reference->number));
    buf_add_string(out, "</a></sup>");
}

static void fill_list_start(const struct placement *placement, struct buf *out)
{
    buf_add_string(out, "<ol");
    if (placement->footnotes_before > 0) {
        buf_add_string(out, " start=\"");
        buf_add_number(out, shown_number(placement, 1));
        buf_add_char(out, '"');
    }
    buf_add_string(out, ">\n");
}

/* The links back; each is told from all others by numbers, which are words in every language. */
static void fill_links_back(unsigned number, unsigned references, const struct placement *placement,
                            struct buf *out)
{
    for (unsigned occurrence = 1; occurrence <= references; occurrence++) {
        buf_add_string(out, occurrence > 1 ? " <a href=\"#" : "<a href=\"#");
        add_reference_id(out, placement, number, occurrence);
        buf_add_string(out, "\" class=\"footnote-back\" role=\"doc-backlink\">↩ ");
        buf_add_number(out, shown_number(placement, number));
        if (occurrence > 1) {
            buf_add_char(out, '.');
            buf_add_number(out, (long)occurrence);
        }
        buf_add_string(out, "</a>");
    }
}

static void fill_footnote(const struct document *document, const struct run *run,
                          const struct placement *placement, struct buf *out)
{
    if (run->kind == RUN_FOOTNOTE_OPEN) {
        buf_add_string(out, "<li");
        /* Behind one that was cut the list counts on from its own number. */
        if (run->index > 0 && document->footnotes[run->index - 1].references == 0) {
            buf_add_string(out, " value=\"");
            buf_add_number(out, shown_number(placement, run->index + 1));
            buf_add_char(out, '"');
        }
        buf_add_string(out, " id=\"");
        add_footnote_id(out, placement, run->index + 1);
        buf_add_string(out, "\">");
    } else {
        fill_links_back(run->index + 1, document->footnotes[run->index].references, placement, out);
    }
}

static void fill(const struct document *document, const struct run *run,
                 const struct placement *placement, struct buf *out)
{
    switch (run->kind) {
    case RUN_LITERAL:
    case RUN_TEXT:
        break;
    case RUN_NUMBER:
        if (placement->number)
            placement->number(placement, &document->targets[run->index], out);
        break;
    case RUN_DIRECTIVE:
        placement->directive(placement, &document->directives[run->index], out);
        break;
    case RUN_SECTION:
        if (placement->section)
            placement->section(placement, &document->sections[run->index], out);
        break;
    case RUN_HEADING_OPEN: {
        const struct heading *heading = &document->headings[run->index];
        add_tag(out, "<h", level_of(heading, placement), " id=\"");
        add_prefix(out, placement);
        buf_add(out, heading->id);
        buf_add_string(out, "\">");
        break;
    }
    case RUN_HEADING_CLOSE:
        add_tag(out, "</h", level_of(&document->headings[run->index], placement), ">");
        break;
    case RUN_DESTINATION:
        fill_destination(&document->targets[run->index], placement, out);
        break;
    case RUN_IMAGE_SIZE:
        fill_image_size(&document->targets[run->index], placement, out);
        break;
    case RUN_ID_PREFIX:
        add_prefix(out, placement);
        break;
    case RUN_FOOTNOTE_REFERENCE:
        fill_reference(&document->references[run->index], placement, out);
        break;
    case RUN_FOOTNOTE_LIST:
        fill_list_start(placement, out);
        break;
    case RUN_FOOTNOTE_OPEN:
    case RUN_FOOTNOTE_BACK:
        fill_footnote(document, run, placement, out);
        break;
    }
}

/* True for a piece of HTML that stands as it is. */
static bool is_copied(const struct run *run, const struct placement *placement)
{
    return run->kind == RUN_LITERAL || (run->kind == RUN_TEXT && !placement->words) ||
           (run->kind == RUN_DIRECTIVE && !placement->directive);
}

/* Writes the HTML between two points, with the slots that stand between them. */
static void render(const struct document *document, const struct placement *placement,
                   struct span span, struct buf *out)
{
    size_t from = span.from.html;
    buf_reserve(out, span.to.html - from);
    for (size_t i = span.from.runs; i < span.to.runs; i++) {
        const struct run *run = &document->runs[i];
        bool words = run->kind == RUN_TEXT && placement->words;
        if (is_copied(run, placement))
            continue; /* with its neighbours, before the next slot */
        buf_add(out, str_slice(document->html, from, run->from));
        from = run->to;
        if (words)
            placement->words(placement, document->html, run->from, run->to, out);
        else
            fill(document, run, placement, out);
    }
    buf_add(out, str_slice(document->html, from, span.to.html));
}

/* The whole of a document but so much at either end. */
static struct span whole(const struct document *document, size_t start, size_t end)
{
    return (struct span){{.html = start},
                         {.html = document->html.len - end, .runs = document->run_count}};
}

void markdown_render(const struct document *document, const struct placement *placement,
                     struct buf *out)
{
    render(document, placement, whole(document, 0, 0), out);
}

void markdown_render_inline(const struct document *document, const struct placement *placement,
                            struct buf *out)
{
    if (document->one_paragraph)
        render(document, placement, whole(document, sizeof "<p>" - 1, sizeof "</p>\n" - 1), out);
    else
        markdown_render(document, placement, out);
}

void markdown_section_html(const struct document *document, size_t index, struct buf *out)
{
    static const struct placement as_written;
    render(document, &as_written, document->section_spans[index], out);
}

bool markdown_footnote_html(const struct document *document, size_t number, struct buf *out)
{
    static const struct placement as_written;
    const struct footnote *footnote = &document->footnotes[number - 1];
    if (footnote->references > 0)
        render(document, &as_written, footnote->span, out);
    return footnote->references > 0;
}
