/* copy.c: writes the copy of a page that is printed, while the page itself stays as it is.
 *
 * What differs: its style sheets and images are named by where they lie, since the copy lies
 * elsewhere; scripts are gone; links to other pages lead to their full addresses, or are no links
 * where the site has none, because a path on the machine that printed is of no use to a reader;
 * entries of the contents have page numbers; drawings are one figure each, with their words; a PDF
 * that is bound in has a frame for each of its pages; and the head and foot of the pages have their
 * words. Layer: print. Uses: edition, address. Used by: galley. */
#include "copy.h"

#include "address.h"

#include <string.h>

struct copying {
    struct arena *arena;
    const struct edition *edition;
    struct buf *out;
    size_t entry;      /* the next of the contents */
    size_t id;         /* the next that is added */
    unsigned contents; /* <nav>s open from the contents on */
    bool in_entry;
};

/* ------------------------------------------------------------------ head and foot */

/* A string of CSS. Source: CSS Syntax Level 3, section 4.3.7. */
static void add_css_string(struct buf *out, struct str words)
{
    buf_add_char(out, '"');
    for (size_t i = 0; i < words.len; i++) {
        unsigned char c = (unsigned char)words.ptr[i];
        if (c == '"' || c == '\\' || c == '<' || c < ' ')
            buf_printf(out, "\\%x ", c);
        else
            buf_add_char(out, (char)c);
    }
    buf_add_char(out, '"');
}

/* Words with names in braces, each written by `add`. */
static void add_filled(struct buf *out, struct str words,
                       void (*add)(struct buf *out, struct str name, const void *context),
                       void (*add_words)(struct buf *out, struct str words), const void *context)
{
    while (words.len > 0) {
        size_t open = str_find(words, '{', 0);
        size_t close = str_find(words, '}', open);
        if (open > 0)
            add_words(out, str_slice(words, 0, open));
        if (close < words.len)
            add(out, str_slice(words, open + 1, close), context);
        words = str_slice(words, close + 1, words.len);
    }
}

static void add_counter(struct buf *out, struct str name, const void *context)
{
    (void)context;
    if (str_is(name, "page") || str_is(name, "pages"))
        buf_printf(out, " counter(%.*s) ", STR_ARGS(name));
}

/* What fills the words of a paper's page. */
struct paper_place {
    struct str item;
    struct str notice;
    unsigned page;
    unsigned pages;
};

static void add_paper_place(struct buf *out, struct str name, const void *context)
{
    const struct paper_place *place = context;
    if (str_is(name, "item"))
        buf_add(out, place->item);
    else if (str_is(name, "page"))
        buf_printf(out, "%u", place->page);
    else if (str_is(name, "pages"))
        buf_printf(out, "%u", place->pages);
}

/* The paper that the page belongs to, with its own number; false for none. */
static bool paper_place_at(const struct edition *edition, unsigned page, struct paper_place *place)
{
    for (size_t i = 0; i < edition->paper_count; i++) {
        const struct paper_pages *paper = &edition->papers[i];
        unsigned after = paper->after.page > 0 ? paper->after.page : edition->pages + 1;
        if (paper->start.page == 0 || page < paper->start.page || page >= after)
            continue;
        *place = (struct paper_place){paper->item, paper->notice, page - paper->start.page + 1,
                                      after - paper->start.page};
        return true;
    }
    return false;
}

/* A style of counting by which the number of a page reads as its place in a paper: so every page
 * has its own words, whatever its size, without a rule for each. */
static void add_paper_places(const struct copying *at)
{
    const struct edition *edition = at->edition;
    struct buf words = {0};
    buf_add_string(at->out, "@counter-style print-places { system: fixed 1; symbols:");
    for (unsigned page = 1; page <= edition->pages; page++) {
        struct paper_place place;
        buf_clear(&words);
        buf_add_char(at->out, ' ');
        bool of_paper = paper_place_at(edition, page, &place);
        if (of_paper && place.notice.len > 0)
            buf_printf(&words, "%.*s ", STR_ARGS(place.notice));
        if (of_paper)
            add_filled(&words, edition->item_words, add_paper_place, buf_add, &place);
        add_css_string(at->out, buf_str(&words));
    }
    buf_add_string(at->out,
                   "; }\n@page { @top-right { content: counter(page, print-places); } }\n");
    buf_free(&words);
}

static void add_style(const struct copying *at)
{
    const struct edition *edition = at->edition;
    buf_add_string(at->out, "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src "
                            "file: data: 'unsafe-inline'; script-src 'none'\">\n"
                            "<style>\n@page { @top-left { content: ");
    add_css_string(at->out, edition->heading);
    buf_add_string(at->out, "; } @bottom-center { content: ");
    add_filled(at->out, edition->page_words, add_counter, add_css_string, NULL);
    buf_add_string(at->out, " \"\"; } }\n@page :first { @top-left { content: none; } }\n");
    if (edition->paper_count > 0 && edition->pages > 0)
        add_paper_places(at);
    buf_add_string(at->out, "</style>\n");
}

/* ------------------------------------------------------------------ bound PDFs */

static void add_id(struct buf *out, struct str id)
{
    buf_add_string(out, " id=\"");
    buf_add_html(out, id);
    buf_add_char(out, '"');
}

static void add_bound_page(const struct copying *at, const struct bound *bound, size_t number)
{
    const struct bound_page *page = &bound->pages[number];
    buf_printf(at->out, "<div class=\"bound-page%s\"", page->is_wide ? " wide" : "");
    if (number == 0)
        add_id(at->out, bound->first.id);
    buf_add_string(at->out, ">\n");
    if (number == 0 && bound->heading.len > 0) {
        buf_add(at->out, bound->heading);
    } else {
        buf_add_string(at->out, number == 0 ? "<h3>" : "<p class=\"bound-title\">");
        buf_add_html(at->out, bound->title);
        buf_add_string(at->out, number == 0 ? "</h3>" : "</p>");
    }
    buf_add_string(at->out, "\n<div class=\"bound-sheet\" role=\"img\" aria-label=\"");
    buf_add_html(at->out, page->text.len > 0 ? page->text : bound->title);
    buf_add_string(at->out, "\"></div>\n</div>\n");
}

/* The bound PDF whose section begins at `from`; NULL for none. */
static const struct bound *bound_at(const struct edition *edition, size_t from)
{
    for (size_t i = 0; i < edition->bound_count; i++)
        if (edition->bounds[i].from == from)
            return &edition->bounds[i];
    return NULL;
}

/* ------------------------------------------------------------------ tags */

/* An address that only the site's own folder makes sense of, as one that is right elsewhere: where
 * the file lies, or where it is published; false for a page of a site without addresses. */
static bool add_address(const struct copying *at, struct str address, bool is_file)
{
    const struct edition *edition = at->edition;
    struct buf whole = {0};
    if (address_is_absolute(address) || str_starts(address, "#")) {
        buf_add_html(at->out, address);
        return true;
    }
    if (is_file) {
        struct str inside =
            address_joined(at->arena, edition->folder, percent_decoded(at->arena, address));
        file_url_write(
            str_of(arena_printf(at->arena, "%.*s%.*s", STR_ARGS(edition->root), STR_ARGS(inside))),
            &whole);
    } else if (edition->canonical.len >= edition->folder.len) {
        struct str site =
            str_slice(edition->canonical, 0, edition->canonical.len - edition->folder.len);
        struct str inside = address_joined(at->arena, edition->folder, address);
        buf_printf(&whole, "%.*s%.*s", STR_ARGS(site), STR_ARGS(inside));
    }
    bool found = whole.len > 0;
    buf_add_html(at->out, buf_str(&whole));
    buf_free(&whole);
    return found;
}

/* Copies an attribute whose value is an address; leaves out a link that leads nowhere. */
static void add_address_attribute(const struct copying *at, struct str name, struct str value,
                                  bool is_file)
{
    size_t before = at->out->len;
    buf_printf(at->out, " %.*s=\"", STR_ARGS(name));
    if (add_address(at, text_of_markup(at->arena, value), is_file)) {
        buf_add_char(at->out, '"');
        return;
    }
    at->out->len = before;
    at->out->ptr[before] = '\0';
}

static bool is_drawing(const struct copying *at, const struct piece *piece)
{
    struct str role;
    return piece_opens(piece, "svg") && piece_attribute(at->arena, piece, "role", &role) &&
           str_is(role, "group");
}

static void add_tag(const struct copying *at, const struct piece *piece, const char *id)
{
    struct attribute attribute;
    bool drawing = is_drawing(at, piece);
    bool names_file = piece_opens(piece, "link") || piece_opens(piece, "img");
    buf_printf(at->out, "<%.*s", STR_ARGS(piece->name));
    if (id)
        buf_printf(at->out, " id=\"%s\"", id);
    for (size_t next = 0; attribute_next(piece, &next, &attribute);) {
        bool is_address = str_is(attribute.name, "href") || str_is(attribute.name, "src");
        if (is_address && (names_file || piece_opens(piece, "a"))) {
            add_address_attribute(at, attribute.name, attribute.value, names_file);
        } else if (drawing && str_is(attribute.name, "role")) {
            buf_add_string(at->out, " role=\"img\"");
        } else {
            buf_add_char(at->out, ' ');
            buf_add(at->out, attribute.whole);
        }
    }
    /* What it shows is a figure by itself, with its words; the element around it would be one
     * without. */
    if (piece_opens(piece, "figure"))
        buf_add_string(at->out, " role=\"group\"");
    buf_add_string(at->out, piece->is_empty ? "/>" : ">");
}

static void add_open(struct copying *at, const struct piece *piece, size_t from)
{
    const struct edition *edition = at->edition;
    struct str address;
    const char *id = NULL;
    while (at->id < edition->id_count && edition->ids[at->id].at < from)
        at->id++;
    if (at->id < edition->id_count && edition->ids[at->id].at == from)
        id = edition->ids[at->id].id;
    if (piece_opens(piece, "script"))
        return;
    if (piece_opens(piece, "nav") &&
        (at->contents > 0 || piece_has_class(at->arena, piece, "contents")))
        at->contents++;
    at->in_entry = at->contents > 0 && piece_opens(piece, "a") &&
                   piece_attribute(at->arena, piece, "href", &address) && str_starts(address, "#");
    if (piece_opens(piece, "style"))
        buf_add(at->out, piece->whole);
    else
        add_tag(at, piece, id);
}

static void add_close(struct copying *at, const struct piece *piece)
{
    const struct edition *edition = at->edition;
    if (piece_closes(piece, "script"))
        return;
    if (piece_closes(piece, "nav") && at->contents > 0)
        at->contents--;
    if (piece_closes(piece, "head"))
        add_style(at);
    if (piece_closes(piece, "a") && at->in_entry) {
        unsigned page = edition->entries[at->entry++].page;
        buf_add_string(at->out, " <span class=\"page-number\">");
        if (edition->pages == 0)
            buf_add_string(at->out, "000");
        else if (page > 0)
            buf_printf(at->out, "%u", page);
        buf_add_string(at->out, "</span>");
        at->in_entry = false;
    }
    buf_add(at->out, piece->whole);
}

static void add_hidden_link(struct buf *out, struct str id)
{
    if (id.len == 0)
        return;
    buf_add_string(out, "<a href=\"#");
    buf_add_html(out, id);
    buf_add_string(out, "\"></a>");
}

/* Links that nobody sees: a PDF names the places that something in it leads to, and no others. */
static void add_hidden_links(const struct copying *at)
{
    const struct edition *edition = at->edition;
    if (edition->paper_count + edition->bound_count == 0)
        return;
    buf_add_string(at->out, "<p hidden>");
    for (size_t i = 0; i < edition->paper_count; i++) {
        add_hidden_link(at->out, edition->papers[i].start.id);
        add_hidden_link(at->out, edition->papers[i].after.id);
    }
    for (size_t i = 0; i < edition->bound_count; i++)
        add_hidden_link(at->out, edition->bounds[i].first.id);
    buf_add_string(at->out, "</p>\n");
}

void copy_write(struct arena *arena, const struct edition *edition, struct buf *out)
{
    struct copying at = {.arena = arena, .edition = edition, .out = out};
    size_t next = 0;
    for (size_t from = 0;; from = next) {
        struct piece piece = piece_next(edition->html, &next);
        const struct bound *bound = piece.kind == PIECE_OPEN ? bound_at(edition, from) : NULL;
        if (piece.kind == PIECE_END)
            break;
        if (bound) {
            for (size_t i = 0; i < bound->page_count; i++)
                add_bound_page(&at, bound, i);
            next = bound->to;
            continue;
        }
        if (piece_closes(&piece, "body"))
            add_hidden_links(&at);
        if (piece.kind == PIECE_OPEN)
            add_open(&at, &piece, from);
        else if (piece.kind == PIECE_CLOSE)
            add_close(&at, &piece);
        else
            buf_add(out, piece.whole);
    }
}
