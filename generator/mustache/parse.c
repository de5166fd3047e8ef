/* parse.c: joins the tags of a template into a tree, and settles the white space around them.
 *
 * A tag that is alone on its line takes the line with it. Between {{<layout}} and {{/layout}} only
 * blocks count. The lines of a block that fills a layout's lose the indentation of its first line,
 * and gain that of the place where it is put.
 *
 * Source: the Mustache specification, modules sections, partials, inheritance.
 *
 * Layer: mustache. Uses: base, scan. Used by: template_set. */
#include "tree.h"

#include "concordat/base/suggest.h"

#include <stdio.h>
#include <string.h>

/* A section, layout or block that is open. */
struct open_tag {
    struct node *node;
    struct node **tail;   /* where its next child goes */
    struct node *lead;    /* layout: the white space before it on its line; NULL for other text */
    struct table *blocks; /* layout: those that it fills, by name */
    struct str dedent;    /* the indentation that its lines lose */
    bool fills;           /* a block right inside a layout */
};

struct parser {
    struct arena *arena;
    struct scanner scanner;
    struct open_tag stack[DEEPEST_NESTING + 1]; /* the first is the template itself */
    size_t depth;
    bool at_line_start; /* the text that comes next begins a line */
    bool in_doubt;
};

static struct open_tag *innermost(struct parser *parser)
{
    return &parser->stack[parser->depth];
}

static bool in_layout(struct parser *parser)
{
    const struct node *node = innermost(parser)->node;
    return node && node->kind == NODE_LAYOUT;
}

static struct node *add_node(struct parser *parser, enum node_kind kind)
{
    struct node *node = arena_alloc(parser->arena, sizeof *node);
    node->kind = kind;
    *innermost(parser)->tail = node;
    innermost(parser)->tail = &node->next;
    return node;
}

static bool is_blank(struct str text)
{
    for (size_t i = 0; i < text.len; i++)
        if (text.ptr[i] != ' ' && text.ptr[i] != '\t')
            return false;
    return true;
}

static size_t blanks_at(struct str text, size_t at)
{
    size_t end = at;
    while (end < text.len && (text.ptr[end] == ' ' || text.ptr[end] == '\t'))
        end++;
    return end - at;
}

/* Whether nothing but white space follows on the line; `*next` is then where the next one begins.*/
static bool line_ends(struct str text, size_t at, size_t *next)
{
    at += blanks_at(text, at);
    if (at + 1 < text.len && text.ptr[at] == '\r' && text.ptr[at + 1] == '\n')
        at++;
    if (at < text.len && text.ptr[at] != '\n')
        return false;
    *next = at < text.len ? at + 1 : at;
    return true;
}

/* The white space at the beginning of a line without what the block around it takes away. */
static struct str undent(struct parser *parser, struct str blanks)
{
    struct str dedent = innermost(parser)->dedent;
    size_t shared = 0;
    while (shared < dedent.len && shared < blanks.len && dedent.ptr[shared] == blanks.ptr[shared])
        shared++;
    return str_slice(blanks, shared, blanks.len);
}

static void add_run(struct parser *parser, struct str text, bool starts_line)
{
    struct node *node = add_node(parser, NODE_TEXT);
    node->text = text;
    node->starts_line = starts_line;
}

/* Text in a layout but outside its blocks is lost: notes the first that is no white space. */
static void note_stray_text(struct parser *parser, struct place from, size_t to)
{
    struct str text = parser->scanner.text;
    struct node *layout = innermost(parser)->node;
    struct str run = str_slice(text, from.offset, to);
    if (layout->stray.line > 0 || str_trim(run).len == 0)
        return;
    place_advance(&from, text, (size_t)(str_trim(run).ptr - text.ptr));
    layout->stray = from.mark;
}

static void note_stray_tag(struct parser *parser, const struct tag *tag)
{
    struct node *layout = innermost(parser)->node;
    if (layout->stray.line == 0)
        layout->stray = tag->mark;
}

/* Adds the text from `start` up to `to`. Where a tag follows on the same line, an empty text marks
 * a line that begins with it, so that an indentation can go there. */
static void add_text(struct parser *parser, struct place start, size_t to, bool tag_follows)
{
    struct str text = parser->scanner.text;
    size_t from = start.offset;
    bool starts_line = parser->at_line_start;
    if (in_layout(parser)) {
        note_stray_text(parser, start, to);
        return;
    }
    if (innermost(parser)->dedent.len == 0) {
        if (to > from)
            add_run(parser, str_slice(text, from, to), starts_line);
        if (tag_follows && (to > from ? text.ptr[to - 1] == '\n' : starts_line))
            add_run(parser, str_slice(text, to, to), true);
        return;
    }
    while (from < to || (tag_follows && starts_line)) {
        size_t end = str_find(text, '\n', from) + 1;
        struct str line = str_slice(text, from, end < to ? end : to);
        if (starts_line) {
            size_t blanks = blanks_at(line, 0);
            struct str kept = undent(parser, str_slice(line, 0, blanks));
            line = str_slice(line, blanks - kept.len, line.len);
        }
        if (line.len > 0 || tag_follows)
            add_run(parser, line, starts_line);
        from = end;
        starts_line = end <= to;
        if (end > to)
            return;
    }
}

/* ------------------------------------------------------------------ opening */

/* The indentation of the first line at or after `at` that is not empty. */
static struct str first_indent(struct str text, size_t at)
{
    size_t next = at;
    while (next < text.len && line_ends(text, next, &next))
        at = next;
    return str_slice(text, at, at + blanks_at(text, at));
}

static struct node *add_tag(struct parser *parser, enum node_kind kind, const struct tag *tag)
{
    struct node *node = add_node(parser, kind);
    node->text = tag->name;
    if (tag->path.ptr)
        node->text.len = str_find(tag->name, '*', 0);
    node->path = tag->path;
    node->mark = tag->mark;
    node->name_mark = tag->name_mark;
    node->path_mark = tag->path_mark;
    return node;
}

static void open_tag(struct parser *parser, enum node_kind kind, const struct tag *tag)
{
    if (parser->depth == DEEPEST_NESTING) {
        scanner_error(&parser->scanner, tag->mark, RULE_TEMPLATE_LIMIT, "",
                      "more than %d sections are open here; the rest is not read", DEEPEST_NESTING);
        parser->in_doubt = true;
        parser->scanner.at = parser->scanner.text.len;
        return;
    }
    struct str dedent = innermost(parser)->dedent;
    struct node *node = add_tag(parser, kind, tag);
    parser->stack[++parser->depth] =
        (struct open_tag){.node = node, .tail = &node->children, .dedent = dedent};
}

/* A block right inside a layout; `next` is the next line where nothing follows on this one. */
static void open_filling(struct parser *parser, const struct tag *tag, const size_t *next)
{
    struct open_tag *layout = innermost(parser);
    if (!layout->blocks)
        layout->blocks = table_new(parser->arena);
    const struct mark *first = table_get(layout->blocks, tag->name);
    if (first && tag->sound)
        scanner_error(&parser->scanner, tag->name_mark, RULE_TEMPLATE_SYNTAX, "",
                      "`%.*s` is filled twice; line %u has it first", STR_ARGS(tag->name),
                      first->line);
    open_tag(parser, NODE_BLOCK, tag);
    struct open_tag *block = innermost(parser);
    if (block == layout)
        return;
    table_add(layout->blocks, tag->name, &block->node->mark);
    block->fills = true;
    block->dedent = (struct str){"", 0};
    if (next)
        block->dedent = first_indent(parser->scanner.text, *next);
}

/* A block that a template which uses this one may fill. */
static void open_block(struct parser *parser, const struct tag *tag, struct str lead,
                       bool blank_before, const size_t *next)
{
    open_tag(parser, NODE_BLOCK, tag);
    struct node *node = innermost(parser)->node;
    if (!node || !blank_before)
        return;
    node->placement = next ? PLACED_ALONE : PLACED_HANGING;
    node->indent = undent(parser, lead);
    if (next) {
        /* What fills it is indented as its own content is, where it has some. */
        struct str inner = first_indent(parser->scanner.text, *next);
        size_t end = (size_t)(inner.ptr - parser->scanner.text.ptr) + inner.len;
        const struct needle *open = &parser->scanner.open;
        struct str after = str_slice(parser->scanner.text, end, end + open->len + 1);
        bool closes = after.len == open->len + 1 && after.ptr[open->len] == '/' &&
                      memcmp(after.ptr, open->bytes, open->len) == 0;
        if (!closes)
            node->indent = undent(parser, inner);
    }
}

/* ------------------------------------------------------------------ closing */

static const char *sign_of(const struct node *node)
{
    static const char *const signs[] = {"", "", "#", "^", ">", "<", "$"};
    return signs[node->kind];
}

static bool is_space(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

/* Whether a closing tag is the node's: the same name, spaces around an asterisk aside. */
static bool closes(const struct node *node, struct str name)
{
    struct str own = node->text;
    if (node->path.ptr)
        own.len = (size_t)(node->path.ptr + node->path.len - own.ptr);
    size_t i = 0;
    size_t j = 0;
    for (;; i++, j++) {
        while (i < own.len && is_space(own.ptr[i]))
            i++;
        while (j < name.len && is_space(name.ptr[j]))
            j++;
        if (i == own.len || j == name.len)
            return i == own.len && j == name.len;
        if (own.ptr[i] != name.ptr[j])
            return false;
    }
}

/* The tag that opened the node, as messages show it. */
static const char *shown(struct parser *parser, const struct node *node)
{
    struct str path = node->path.ptr ? name_shown(node->path) : STR("");
    return arena_printf(parser->arena, "{{%s%.*s%s%.*s}}", sign_of(node),
                        STR_ARGS(name_shown(node->text)), node->path.ptr ? "*" : "",
                        STR_ARGS(path));
}

static void report_unclosed(struct parser *parser, const struct node *node, const char *found,
                            unsigned line)
{
    char where[48] = "the end of the template";
    if (line > 0)
        snprintf(where, sizeof where, "line %u", line);
    parser->in_doubt = true;
    scanner_error(&parser->scanner, node->mark, RULE_UNCLOSED_SECTION, "",
                  "%s is opened here and not closed before %s%s", shown(parser, node), found,
                  where);
}

/* Takes the close as that of the tag it was meant for. False where it belongs to none. */
static bool match_close(struct parser *parser, const struct tag *tag)
{
    struct scanner *scanner = &parser->scanner;
    if (parser->depth == 0) {
        parser->in_doubt = true;
        scanner_error(scanner, tag->mark, RULE_UNCLOSED_SECTION, "",
                      "{{/%.*s}} closes nothing: no section is open here",
                      STR_ARGS(name_shown(tag->name)));
        return false;
    }
    size_t meant = parser->depth;
    while (meant > 0 && !closes(parser->stack[meant].node, tag->name))
        meant--;
    if (meant > 0) {
        for (; parser->depth > meant; parser->depth--)
            report_unclosed(parser, innermost(parser)->node, "an outer one is, in ",
                            tag->mark.line);
        return true;
    }
    const struct node *node = innermost(parser)->node;
    struct suggestion near = suggestion_for(tag->name);
    suggestion_offer(&near, node->text);
    parser->in_doubt = parser->in_doubt || near.best.len == 0;
    scanner_error(scanner, tag->mark, RULE_UNCLOSED_SECTION, "",
                  "{{/%.*s}} closes another section than the one open here: %s of line %u",
                  STR_ARGS(name_shown(tag->name)), shown(parser, node), node->mark.line);
    return near.best.len > 0;
}

/* ------------------------------------------------------------------ tags and their lines */

/* Where a tag stands on its line. */
struct line {
    struct place text;  /* the beginning of the text before the tag */
    size_t lead;        /* where the last line of that text begins */
    size_t tag;         /* where the tag begins */
    bool blank_before;  /* nothing but white space stands before it on its line */
    const size_t *next; /* nothing follows either: the beginning of the next line; else NULL */
};

static struct str lead_of(const struct parser *parser, const struct line *line)
{
    return str_slice(parser->scanner.text, line->lead, line->tag);
}

/* Goes on behind the tag, or on the next line where the tag takes the rest of its own with it. */
static void go_on(struct parser *parser, const struct line *line, bool takes_line)
{
    parser->at_line_start = takes_line && line->next;
    if (parser->at_line_start && parser->scanner.at < *line->next)
        parser->scanner.at = *line->next;
}

/* Text before a tag that takes its line with it where it is alone on it. */
static bool take_line(struct parser *parser, const struct line *line)
{
    bool alone = line->blank_before && line->next;
    add_text(parser, line->text, alone ? line->lead : line->tag, !alone);
    return alone;
}

static void close_tag(struct parser *parser, const struct tag *tag, const struct line *line)
{
    struct open_tag *open = innermost(parser);
    if (in_layout(parser)) {
        add_text(parser, line->text, line->tag, false);
        bool matched = match_close(parser, tag);
        open = innermost(parser);
        bool alone = matched && open->lead && line->next;
        if (alone) {
            open->lead->text.len = 0;
            open->lead->starts_line = false;
            open->node->placement = PLACED_ALONE;
        }
        parser->depth -= matched;
        go_on(parser, line, alone);
        return;
    }
    bool takes = false;
    if (open->fills)
        add_text(parser, line->text, line->blank_before ? line->lead : line->tag,
                 !line->blank_before);
    else
        takes = take_line(parser, line);
    parser->depth -= match_close(parser, tag);
    go_on(parser, line, takes);
}

static void open_layout(struct parser *parser, const struct tag *tag, const struct line *line)
{
    struct node *lead = NULL;
    add_text(parser, line->text, line->blank_before ? line->lead : line->tag, !line->blank_before);
    if (in_layout(parser)) {
        note_stray_tag(parser, tag);
    } else if (line->blank_before) {
        lead = add_node(parser, NODE_TEXT);
        lead->text = undent(parser, lead_of(parser, line));
        lead->starts_line = true;
    }
    size_t depth = parser->depth;
    open_tag(parser, NODE_LAYOUT, tag);
    if (parser->depth > depth && lead) {
        innermost(parser)->lead = lead;
        innermost(parser)->node->indent = lead->text;
    }
    go_on(parser, line, false);
}

static void take_block(struct parser *parser, const struct tag *tag, const struct line *line)
{
    if (in_layout(parser)) {
        add_text(parser, line->text, line->tag, false);
        open_filling(parser, tag, line->next);
        go_on(parser, line, true);
        return;
    }
    bool alone = take_line(parser, line);
    open_block(parser, tag, lead_of(parser, line), line->blank_before, line->next);
    go_on(parser, line, alone);
}

/* Any tag but a close, a layout or a block. */
static void take_tag(struct parser *parser, const struct tag *tag, const struct line *line)
{
    bool prints = tag->kind == TAG_PRINT || tag->kind == TAG_RAW || tag->kind == TAG_BAD;
    bool alone = false;
    if (prints)
        add_text(parser, line->text, line->tag, true);
    else
        alone = take_line(parser, line);
    if (in_layout(parser) && tag->kind != TAG_COMMENT && tag->kind != TAG_DELIMITERS)
        note_stray_tag(parser, tag);
    if (tag->kind == TAG_SECTION || tag->kind == TAG_INVERTED) {
        open_tag(parser, tag->kind == TAG_SECTION ? NODE_SECTION : NODE_INVERTED, tag);
    } else if (tag->sound && prints) {
        add_tag(parser, NODE_PRINT, tag)->raw = tag->kind == TAG_RAW;
    } else if (tag->sound && tag->kind == TAG_PARTIAL) {
        struct node *node = add_tag(parser, NODE_PARTIAL, tag);
        node->placement = alone ? PLACED_ALONE : PLACED_INLINE;
        if (alone)
            node->indent = undent(parser, lead_of(parser, line));
    }
    go_on(parser, line, alone);
}

static void parse_tag(struct parser *parser, struct place start, const struct tag *tag)
{
    struct str text = parser->scanner.text;
    struct line line = {.text = start, .lead = tag->start, .tag = tag->start};
    size_t next;
    while (line.lead > start.offset && text.ptr[line.lead - 1] != '\n')
        line.lead--;
    line.blank_before = (line.lead > start.offset || parser->at_line_start) &&
                        is_blank(str_slice(text, line.lead, tag->start));
    line.next = line_ends(text, tag->end, &next) ? &next : NULL;
    if (tag->kind == TAG_CLOSE)
        close_tag(parser, tag, &line);
    else if (tag->kind == TAG_LAYOUT)
        open_layout(parser, tag, &line);
    else if (tag->kind == TAG_BLOCK)
        take_block(parser, tag, &line);
    else
        take_tag(parser, tag, &line);
}

enum soundness template_parse(struct arena *arena, struct diag *diag, struct str text,
                              struct mark start, bool begins_line, struct node **nodes)
{
    struct parser parser = {.arena = arena, .at_line_start = begins_line};
    struct scanner *scanner = &parser.scanner;
    struct tag tag;
    *nodes = NULL;
    parser.stack[0].tail = nodes;
    scanner_start(scanner, text, start, diag);
    for (;;) {
        struct place before = scanner->counted;
        place_advance(&before, text, scanner->at);
        scanner->counted = before;
        if (!scanner_next(scanner, &tag))
            break;
        parse_tag(&parser, before, &tag);
    }
    struct place rest = scanner->counted;
    place_advance(&rest, text, scanner->at);
    add_text(&parser, rest, text.len, false);
    for (; parser.depth > 0; parser.depth--)
        report_unclosed(&parser, innermost(&parser)->node, "", 0);
    if (parser.in_doubt || scanner->errors >= MOST_SYNTAX_ERRORS)
        return IN_DOUBT;
    return scanner->errors > 0 ? FLAWED : SOUND;
}
