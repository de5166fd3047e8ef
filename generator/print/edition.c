/* edition.c: reads what a page says of its print edition.
 *
 * Layer: print. Uses: markup, address. Used by: copy, galley, print. */
#include "edition.h"

#include "address.h"

#include <string.h>

/* What is known while a page is read from its beginning. */
struct reading {
    struct arena *arena;
    struct edition *edition;
    unsigned sections;    /* that are open */
    unsigned paper_depth; /* the number of open sections at which the paper ends; 0: in none */
    unsigned bound_depth; /* the same of a bound PDF */
    unsigned contents;    /* <nav>s that are open from the contents on; 0: not in them */
    bool wants_after;     /* the next tag is the first behind a paper */
    bool in_title;
    bool in_heading;      /* the h1 */
    bool in_tag;          /* in it, the standing beside the words */
    size_t bound_heading; /* where the heading of the bound PDF begins; 0: none yet */
    size_t room[4];       /* of entries, papers, bounds, ids */
};

/* The list with room for one more; grows it twofold. */
static void *grown(struct reading *at, int which, void *list, size_t count, size_t size)
{
    if (count < at->room[which])
        return list;
    at->room[which] = count > 0 ? count * 2 : 8;
    void *more = arena_array(at->arena, at->room[which], size);
    if (count > 0)
        memcpy(more, list, count * size);
    return more;
}

struct str edition_file(struct arena *arena, struct str html)
{
    struct str file = STR("");
    size_t at = 0;
    struct piece piece;
    do
        piece = piece_next(html, &at);
    while (piece.kind == PIECE_TEXT);
    if (piece_opens(&piece, "html"))
        piece_attribute(arena, &piece, "data-print", &file);
    return file;
}

/* ------------------------------------------------------------------ what tags say */

/* The id of the element whose tag begins at `from`; one is added where it has none. */
static struct str id_of(struct reading *at, const struct piece *piece, size_t from)
{
    struct edition *edition = at->edition;
    struct str id;
    if (piece_attribute(at->arena, piece, "id", &id))
        return id;
    if (edition->id_count > 0 && edition->ids[edition->id_count - 1].at == from)
        return str_of(edition->ids[edition->id_count - 1].id);
    edition->ids = grown(at, 3, edition->ids, edition->id_count, sizeof *edition->ids);
    const char *made = arena_printf(at->arena, "Print-%zu", edition->id_count + 1);
    edition->ids[edition->id_count++] = (struct added_id){from, made};
    return str_of(made);
}

/* Appends words to what was read of a title or heading, in the arena. */
static void read_words(struct reading *at, struct str *words, struct str markup)
{
    struct str more = text_of_markup(at->arena, markup);
    *words = str_of(arena_printf(at->arena, "%.*s%.*s", STR_ARGS(*words), STR_ARGS(more)));
}

static void read_head(struct reading *at, const struct piece *piece)
{
    struct edition *edition = at->edition;
    struct str kind;
    if (piece_opens(piece, "html")) {
        piece_attribute(at->arena, piece, "data-print", &edition->file);
        piece_attribute(at->arena, piece, "data-print-date", &edition->date);
        piece_attribute(at->arena, piece, "data-print-page", &edition->page_words);
        piece_attribute(at->arena, piece, "data-print-item", &edition->item_words);
    } else if (piece_opens(piece, "link") && piece_attribute(at->arena, piece, "rel", &kind) &&
               str_is(kind, "canonical")) {
        piece_attribute(at->arena, piece, "href", &edition->canonical);
    }
}

static void read_entry(struct reading *at, const struct piece *piece)
{
    struct edition *edition = at->edition;
    struct str address;
    if (at->contents == 0 || !piece_opens(piece, "a") ||
        !piece_attribute(at->arena, piece, "href", &address) || !str_starts(address, "#"))
        return;
    edition->entries =
        grown(at, 0, edition->entries, edition->entry_count, sizeof *edition->entries);
    edition->entries[edition->entry_count++].id =
        percent_decoded(at->arena, str_slice(address, 1, address.len));
}

static void open_paper(struct reading *at, const struct piece *piece, size_t from)
{
    struct edition *edition = at->edition;
    struct paper_pages paper = {.item = STR(""), .notice = STR("")};
    if (!piece_attribute(at->arena, piece, "data-paper", &paper.item) || at->paper_depth > 0)
        return;
    piece_attribute(at->arena, piece, "data-notice", &paper.notice);
    paper.start.id = id_of(at, piece, from);
    edition->papers = grown(at, 1, edition->papers, edition->paper_count, sizeof *edition->papers);
    edition->papers[edition->paper_count++] = paper;
    at->paper_depth = at->sections;
}

static void open_bound(struct reading *at, const struct piece *piece, size_t from)
{
    struct edition *edition = at->edition;
    struct bound bound = {.from = from, .heading = STR(""), .title = STR("")};
    struct str file;
    if (!piece_attribute(at->arena, piece, "data-file", &file) || at->bound_depth > 0)
        return;
    piece_attribute(at->arena, piece, "data-title", &bound.title);
    struct str address =
        address_joined(at->arena, edition->folder, percent_decoded(at->arena, file));
    bound.path = arena_printf(at->arena, "%.*s%.*s", STR_ARGS(edition->root), STR_ARGS(address));
    bound.first.id = id_of(at, piece, from);
    edition->bounds = grown(at, 2, edition->bounds, edition->bound_count, sizeof *edition->bounds);
    edition->bounds[edition->bound_count++] = bound;
    at->bound_depth = at->sections;
    at->bound_heading = 0;
}

static bool is_heading(const struct piece *piece)
{
    return piece->name.len == 2 && (piece->name.ptr[0] == 'h' || piece->name.ptr[0] == 'H') &&
           piece->name.ptr[1] >= '1' && piece->name.ptr[1] <= '6';
}

/* True where what begins behind a paper goes on with its item: another paper, or its PDF. */
static bool goes_on(struct reading *at, const struct piece *piece)
{
    const struct paper_pages *paper = &at->edition->papers[at->edition->paper_count - 1];
    struct str item;
    struct str notice = STR("");
    if (!piece_opens(piece, "section"))
        return false;
    if (!piece_attribute(at->arena, piece, "data-paper", &item))
        return piece_has_class(at->arena, piece, "bound");
    piece_attribute(at->arena, piece, "data-notice", &notice);
    return str_equal(item, paper->item) && str_equal(notice, paper->notice);
}

/* The first tag behind a paper: the item's pages go on, or end before it. */
static void read_after(struct reading *at, const struct piece *piece, size_t from)
{
    struct edition *edition = at->edition;
    at->wants_after = false;
    if (goes_on(at, piece))
        at->paper_depth = at->sections + 1;
    else
        edition->papers[edition->paper_count - 1].after.id = id_of(at, piece, from);
}

static void read_open(struct reading *at, const struct piece *piece, size_t from)
{
    struct edition *edition = at->edition;
    if (at->wants_after)
        read_after(at, piece, from);
    read_head(at, piece);
    at->in_title = piece_opens(piece, "title") && edition->title.len == 0;
    at->in_heading = at->in_heading || (piece_opens(piece, "h1") && edition->heading.len == 0);
    if (at->in_heading && piece_has_class(at->arena, piece, "tag")) {
        at->in_tag = true;
        read_words(at, &edition->heading, STR("("));
    }
    if (piece_opens(piece, "nav") &&
        (at->contents > 0 || piece_has_class(at->arena, piece, "contents")))
        at->contents++;
    read_entry(at, piece);
    if (at->bound_depth > 0 && is_heading(piece) && at->bound_heading == 0)
        at->bound_heading = from;
    if (!piece_opens(piece, "section"))
        return;
    at->sections++;
    if (piece_has_class(at->arena, piece, "paper"))
        open_paper(at, piece, from);
    if (piece_has_class(at->arena, piece, "bound"))
        open_bound(at, piece, from);
}

static void read_close(struct reading *at, const struct piece *piece, size_t to)
{
    struct edition *edition = at->edition;
    at->in_title = false;
    if (at->in_tag)
        read_words(at, &edition->heading, STR(")"));
    at->in_tag = false;
    at->in_heading = at->in_heading && !piece_closes(piece, "h1");
    if (piece_closes(piece, "nav") && at->contents > 0)
        at->contents--;
    if (at->bound_depth > 0 && is_heading(piece) && at->bound_heading > 0) {
        struct bound *bound = &edition->bounds[edition->bound_count - 1];
        if (bound->heading.len == 0)
            bound->heading = str_slice(edition->html, at->bound_heading, to);
    }
    if (!piece_closes(piece, "section") || at->sections == 0)
        return;
    if (at->sections == at->bound_depth) {
        edition->bounds[edition->bound_count - 1].to = to;
        at->bound_depth = 0;
    }
    if (at->sections == at->paper_depth) {
        at->paper_depth = 0;
        at->wants_after = true;
    }
    at->sections--;
}

void edition_read(struct arena *arena, struct edition *edition)
{
    struct reading at = {.arena = arena, .edition = edition};
    size_t next = 0;
    edition->file = edition->title = edition->heading = edition->date = STR("");
    edition->canonical = edition->page_words = edition->item_words = STR("");
    for (size_t from = 0;; from = next) {
        struct piece piece = piece_next(edition->html, &next);
        if (piece.kind == PIECE_END)
            break;
        if (piece.kind == PIECE_OPEN)
            read_open(&at, &piece, from);
        else if (piece.kind == PIECE_CLOSE)
            read_close(&at, &piece, next);
        else if (at.in_title)
            read_words(&at, &edition->title, piece.whole);
        else if (at.in_heading)
            read_words(&at, &edition->heading, piece.whole);
    }
    for (size_t i = 0; i < edition->bound_count; i++)
        if (edition->bounds[i].to == 0)
            edition->bounds[i].to = edition->html.len;
}
