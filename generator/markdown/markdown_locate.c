/* markdown_locate.c: finds the source positions of inline nodes.
 *
 * The library counts an inline's column in the content of its block, which lacks the signs of
 * containers in front of continued lines, and does not count line ends inside code, HTML and link
 * titles or behind a backslash; of an autolink the column is arbitrary, and reference definitions
 * removed from the front of a paragraph are forgotten. So the content is walked here beside the
 * nodes, line by line, and every place found is held against what must stand there; where it does
 * not, the next place in the block that fits is taken, or else the start of the block.
 *
 * Layer: markdown. Uses: markdown_source, libcmark. Used by: markdown_write.c. */
#include "locate.h"

#include "grow.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

/* The point up to which the content of a block was walked. */
struct walk {
    const struct source *source;
    unsigned quotations;
    int block_column; /* where the library starts counting on every line of the content */
    int line;
    int column; /* as the library counts, of `offset` */
    size_t offset;
    size_t start;    /* of the block */
    size_t end;      /* of the block's last line */
    size_t found;    /* one past the place found last */
    unsigned misses; /* nodes that do not stand where they were expected */
    bool hopeless;   /* a search came to nothing: no more searches in this block */
};

void places_free(struct places *places)
{
    free(places->offsets);
    *places = (struct places){0};
}

static void add_place(struct places *places, size_t offset)
{
    places->offsets = grown(places->offsets, places->count, &places->room, sizeof offset);
    places->offsets[places->count++] = offset;
}

static bool stands_at(const struct walk *walk, size_t offset, struct str expected)
{
    const struct str text = walk->source->text;
    return offset + expected.len <= text.len &&
           memcmp(text.ptr + offset, expected.ptr, expected.len) == 0;
}

/* Goes to the start of the content of the next line, where the library starts counting anew. */
static void next_line(struct walk *walk)
{
    if (walk->line < (int)walk->source->line_count)
        walk->line++;
    walk->offset = source_content(walk->source, walk->line, walk->quotations);
    walk->column = walk->block_column;
}

/* Walks to the column, over line ends that the library does not count; never back. */
static void walk_to(struct walk *walk, int column)
{
    int last = (int)walk->source->line_count;
    while (walk->column < column) {
        size_t left = source_line_end(walk->source, walk->line) - walk->offset;
        size_t wanted = (size_t)(column - walk->column);
        if (wanted <= left || walk->line >= last) {
            walk->offset += wanted < left ? wanted : left;
            walk->column = column;
        } else {
            walk->column += (int)left + 1;
            walk->line++;
            walk->offset = source_content(walk->source, walk->line, walk->quotations);
        }
    }
}

/* The next place in the block behind the one found last where `expected` stands. */
static size_t search(struct walk *walk, struct str expected)
{
    const struct str text = walk->source->text;
    walk->misses++;
    for (size_t at = walk->found; !walk->hopeless && expected.len > 0; at++) {
        at = str_find(text, expected.ptr[0], at);
        if (at >= walk->end)
            break;
        if (stands_at(walk, at, expected))
            return at;
    }
    walk->hopeless = true;
    return walk->start;
}

/* The offset of a node that begins with `expected`, where the walk has come to it. */
static size_t verified(struct walk *walk, struct str expected)
{
    size_t offset = walk->offset;
    if (!stands_at(walk, offset, expected))
        offset = search(walk, expected);
    if (offset >= walk->found)
        walk->found = offset + 1;
    return offset;
}

static struct str first_line_of(const char *literal)
{
    struct str text = str_of(literal ? literal : "");
    return str_slice(text, 0, str_find(text, '\n', 0));
}

/* True where a link was written <address>: its text then stands right behind a <. */
static bool is_autolink(const struct walk *walk, cmark_node *link)
{
    cmark_node *child = cmark_node_first_child(link);
    if (!child || cmark_node_get_type(child) != CMARK_NODE_TEXT)
        return false;
    struct walk ahead = *walk;
    walk_to(&ahead, cmark_node_get_start_column(child));
    return ahead.offset > 0 && stands_at(&ahead, ahead.offset - 1, STR("<")) &&
           stands_at(&ahead, ahead.offset, str_of(cmark_node_get_literal(child)));
}

bool reads_like_comment(cmark_node *text)
{
    return strstr(cmark_node_get_literal(text), "<!--") != NULL;
}

/* Where a comment begins between two offsets, unless the author escaped its sign. */
static size_t comment_between(const struct walk *walk, size_t from, size_t to)
{
    for (size_t at = from; at < to; at++)
        if (stands_at(walk, at, STR("<!--")) &&
            (at == from || walk->source->text.ptr[at - 1] != '\\'))
            return at;
    return NO_PLACE;
}

static void enter_text(struct walk *walk, cmark_node *text, struct str literal,
                       struct places *places)
{
    walk_to(walk, cmark_node_get_start_column(text));
    walk->misses += !stands_at(walk, walk->offset, literal);
    size_t from = walk->offset;
    walk_to(walk, cmark_node_get_end_column(text) + 1);
    if (reads_like_comment(text))
        add_place(places, comment_between(walk, from, walk->offset));
}

static void enter(struct walk *walk, cmark_node *node, struct places *places)
{
    struct str literal = first_line_of(cmark_node_get_literal(node));
    int column = cmark_node_get_start_column(node);
    switch (cmark_node_get_type(node)) {
    case CMARK_NODE_TEXT:
        enter_text(walk, node, literal, places);
        break;
    case CMARK_NODE_CODE:
        walk_to(walk, cmark_node_get_end_column(node) + 1);
        break;
    case CMARK_NODE_HTML_INLINE:
        walk_to(walk, column);
        add_place(places, verified(walk, literal));
        walk_to(walk, cmark_node_get_end_column(node) + 1);
        break;
    case CMARK_NODE_LINK:
        if (is_autolink(walk, node)) {
            walk_to(walk, cmark_node_get_start_column(cmark_node_first_child(node)) - 1);
            add_place(places, verified(walk, STR("<")));
        } else {
            walk_to(walk, column);
            add_place(places, verified(walk, STR("[")));
        }
        break;
    case CMARK_NODE_IMAGE:
        walk_to(walk, column);
        add_place(places, verified(walk, STR("![")));
        break;
    case CMARK_NODE_SOFTBREAK:
    case CMARK_NODE_LINEBREAK:
        if (stands_at(walk, walk->offset, STR("\\\n")))
            walk_to(walk, walk->column + 2); /* it counts on over a line that ends in a backslash */
        else
            next_line(walk);
        break;
    default:
        break;
    }
}

/* Goes past the end of a link or image. The library's end of an autolink is arbitrary; only there
 * does a > follow its words. */
static void leave(struct walk *walk, cmark_node *node)
{
    if (stands_at(walk, walk->offset, STR(">")))
        walk_to(walk, walk->column + 1);
    else
        walk_to(walk, cmark_node_get_end_column(node) + 1);
}

/* Walks a block whose first `skipped` lines are reference definitions; returns the misses, and goes
 * no further once there are `most` of them. */
static unsigned walk_block(const struct source *source, cmark_node *block, unsigned quotations,
                           int skipped, unsigned most, struct places *places)
{
    int first = cmark_node_get_start_line(block);
    int column = cmark_node_get_start_column(block);
    struct walk walk = {.source = source,
                        .quotations = quotations,
                        .block_column = column,
                        .line = first + skipped,
                        .column = column,
                        .offset = source_offset(source, first, column)};
    walk.start = walk.found = walk.offset;
    walk.end = source_line_end(source, cmark_node_get_end_line(block));
    if (skipped > 0)
        walk.offset = source_content(source, walk.line, quotations);
    places->count = 0;

    cmark_iter *nodes = cmark_iter_new(block);
    cmark_event_type event;
    while ((event = cmark_iter_next(nodes)) != CMARK_EVENT_DONE && walk.misses < most) {
        cmark_node *node = cmark_iter_get_node(nodes);
        cmark_node_type type = cmark_node_get_type(node);
        if (node == block)
            continue;
        if (event == CMARK_EVENT_ENTER)
            enter(&walk, node, places);
        else if (type == CMARK_NODE_IMAGE || type == CMARK_NODE_LINK)
            leave(&walk, node);
    }
    cmark_iter_free(nodes);
    return walk.misses;
}

void locate_inlines(const struct source *source, cmark_node *block, unsigned quotations,
                    struct places *places)
{
    enum { MOST_DEFINITIONS = 16 }; /* lines; each costs a walk */
    int first = cmark_node_get_start_line(block);
    int lines = cmark_node_get_end_line(block) - first;
    unsigned fewest = walk_block(source, block, quotations, 0, UINT_MAX, places);
    int best = 0;
    size_t start = source_offset(source, first, cmark_node_get_start_column(block));
    if (fewest == 0 || start == source->text.len || source->text.ptr[start] != '[')
        return;
    for (int skipped = 1; skipped <= lines && skipped <= MOST_DEFINITIONS && fewest > 0;
         skipped++) {
        unsigned misses = walk_block(source, block, quotations, skipped, fewest, places);
        if (misses < fewest) {
            fewest = misses;
            best = skipped;
        }
    }
    walk_block(source, block, quotations, best, UINT_MAX, places);
}
