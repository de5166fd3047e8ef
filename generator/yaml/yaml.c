/* yaml.c: turns the events of libyaml into a tree of marked nodes.
 *
 * The nodes that are open stand on a stack of bounded depth, and what they hold on one shared pile
 * of children from which a closing node takes its own; nothing recurses. An alias shares the node
 * of its anchor, and is counted with all that the node holds, so that a few lines that multiply
 * themselves ("a billion laughs") meet the bound on nodes at once.
 *
 * Layer: yaml. Uses: arena, diag, table, problem, libyaml. Used by: schema, load. */
#include "concordat/yaml/yaml.h"

#include "concordat/base/table.h"
#include "problem.h"

#include <stdlib.h>
#include <string.h>
#include <yaml.h>

enum { DEEPEST = 64, MOST_NODES = 200000, FIRST_PILE = 64 };

/* What an anchor stands for. */
struct anchor {
    const struct node *node; /* NULL while its node is open: an alias to it would be a cycle */
    size_t size;             /* nodes in it, itself included, aliases expanded */
    unsigned height;         /* levels of lists and mappings in it, itself included */
};

/* A list or map that is not closed yet. */
struct frame {
    struct node *node;
    struct anchor *anchor;     /* NULL for none */
    size_t first_child;        /* in the pile */
    size_t nodes_before;       /* the builder's count when it was opened */
    unsigned height;           /* with the highest child so far, itself included */
    struct entry_of_map entry; /* of a map: the key whose value comes next */
    bool has_key;
};

/* The position up to which the source was walked, to turn offsets in characters into marks. */
struct cursor {
    size_t byte;
    size_t character;
    size_t line_start; /* byte */
    unsigned line;
    unsigned column;
};

struct builder {
    struct arena *arena;
    struct diag *diag;
    const char *file;
    unsigned first_line;
    struct str text;
    struct cursor cursor;
    struct frame frames[DEEPEST];
    size_t depth;
    struct entry_of_map *pile; /* children of the open nodes; of a list, only `value` is used */
    size_t pile_count;
    size_t pile_room;
    struct table *anchors;
    const struct node *root;
    size_t nodes; /* so far, aliases expanded */
    bool failed;
    bool stopped; /* past a bound: to go on would cost without end */
};

static void refuse(struct builder *builder, struct mark mark, enum rule rule, const char *hint,
                   const char *message)
{
    builder->failed = true;
    diag_error(builder->diag, mark, rule, str_of(hint), "%s", message);
}

/* Walks to the character at `offset`. libyaml takes U+0085, U+2028 and U+2029 for line ends where
 * editors do not, so its own lines and columns are not used. Offsets grow from event to event:
 * only the one syntax error of a text may walk it again. */
static void walk_to(struct builder *builder, size_t offset)
{
    struct cursor *cursor = &builder->cursor;
    const struct str text = builder->text;
    if (offset < cursor->character)
        *cursor = (struct cursor){.line = builder->first_line, .column = 1};
    while (cursor->character < offset && cursor->byte < text.len) {
        char c = text.ptr[cursor->byte++];
        while (cursor->byte < text.len && ((unsigned char)text.ptr[cursor->byte] & 0xC0) == 0x80)
            cursor->byte++;
        cursor->character++;
        cursor->column++;
        if (c == '\n' ||
            (c == '\r' && !str_starts(str_slice(text, cursor->byte, text.len), "\n"))) {
            cursor->line++;
            cursor->column = 1;
            cursor->line_start = cursor->byte;
        }
    }
}

static struct mark mark_of(struct builder *builder, const yaml_mark_t *where)
{
    walk_to(builder, where->index);
    return (struct mark){builder->file, builder->cursor.line, builder->cursor.column};
}

/* The beginning of `name`, for a message. */
static struct str shown(struct str name)
{
    enum { LONGEST = 60 };
    size_t end = name.len < LONGEST ? name.len : LONGEST;
    while (end < name.len && end > 0 && ((unsigned char)name.ptr[end] & 0xC0) == 0x80)
        end--;
    return str_slice(name, 0, end);
}

static struct str text_of(const yaml_char_t *bytes, size_t len)
{
    return (struct str){(const char *)bytes, len};
}

/* Counts `more` nodes; past the bound it reports and stops. */
static void count_nodes(struct builder *builder, size_t more, struct mark mark)
{
    builder->nodes += more;
    if (builder->nodes <= MOST_NODES || builder->stopped)
        return;
    builder->stopped = true;
    refuse(builder, mark, RULE_YAML_LIMIT, "split the file, and use fewer aliases (*name)",
           arena_printf(builder->arena, "this file holds more than %d values, aliases expanded",
                        MOST_NODES));
}

static void refuse_depth(struct builder *builder, struct mark mark)
{
    builder->stopped = true;
    refuse(builder, mark, RULE_YAML_LIMIT, "write it with fewer levels",
           arena_printf(builder->arena,
                        "lists and groups of fields are nested more than %d deep here", DEEPEST));
}

static void refuse_tag(struct builder *builder, const yaml_char_t *tag, struct mark mark)
{
    struct str name = shown(str_of(tag ? (const char *)tag : ""));
    if (tag)
        refuse(
            builder, mark, RULE_YAML_FEATURE, "leave it out; put text that begins with ! in quotes",
            arena_printf(builder->arena, "a tag (\"%.*s\") cannot be used here", STR_ARGS(name)));
}

/* The anchor that the node being opened declares, or NULL. */
static struct anchor *declare_anchor(struct builder *builder, const yaml_char_t *name)
{
    if (!name)
        return NULL;
    struct anchor *anchor = arena_alloc(builder->arena, sizeof *anchor);
    struct str key = arena_copy(builder->arena, str_of((const char *)name));
    table_set(builder->anchors, key, anchor);
    return anchor;
}

static void push(struct builder *builder, struct entry_of_map child)
{
    if (builder->pile_count == builder->pile_room) {
        builder->pile_room *= 2;
        builder->pile = must_realloc(builder->pile, builder->pile_room * sizeof *builder->pile);
    }
    builder->pile[builder->pile_count++] = child;
}

/* Gives a finished node, standing at `mark`, to the node that is open around it. */
static void place(struct builder *builder, const struct node *node, unsigned height,
                  struct mark mark)
{
    if (builder->depth == 0) {
        builder->root = node;
        return;
    }
    struct frame *frame = &builder->frames[builder->depth - 1];
    if (height + 1 > frame->height)
        frame->height = height + 1;
    if (frame->node->kind == NODE_MAP && !frame->has_key) {
        if (node->kind != NODE_SCALAR)
            refuse(builder, mark, RULE_YAML_FEATURE,
                   "write a word before the colon; put text that begins with [ or { in quotes",
                   arena_printf(builder->arena, "a key must be plain text, and this is %s",
                                yaml_kind_words(node)));
        frame->entry = (struct entry_of_map){.key = node->text, .key_mark = mark};
        frame->has_key = true;
        return;
    }
    frame->entry.value = node;
    push(builder, frame->entry);
    frame->entry = (struct entry_of_map){0};
    frame->has_key = false;
}

static void add_scalar(struct builder *builder, const yaml_event_t *event)
{
    struct mark mark = mark_of(builder, &event->start_mark);
    refuse_tag(builder, event->data.scalar.tag, mark);
    count_nodes(builder, 1, mark);
    size_t begin = builder->cursor.byte;
    walk_to(builder, event->end_mark.index);
    struct node *node = arena_alloc(builder->arena, sizeof *node);
    *node = (struct node){
        .kind = NODE_SCALAR,
        .mark = mark,
        .quoted = event->data.scalar.style != YAML_PLAIN_SCALAR_STYLE,
        .raw = str_slice(builder->text, begin, builder->cursor.byte),
        .text = arena_copy(builder->arena,
                           text_of(event->data.scalar.value, event->data.scalar.length)),
    };
    /* The file has none, but an escape in quotes can make one: "\0". */
    if (str_first_bad_utf8(node->text) < node->text.len)
        refuse(builder, mark, RULE_NOT_UTF8, "leave it out",
               "an escape in this text stands for a character that no page can show");
    struct anchor *anchor = declare_anchor(builder, event->data.scalar.anchor);
    if (anchor)
        *anchor = (struct anchor){node, 1, 0};
    place(builder, node, 0, mark);
}

static void add_alias(struct builder *builder, const yaml_event_t *event)
{
    static const struct node nothing = {.kind = NODE_SCALAR};
    struct mark mark = mark_of(builder, &event->start_mark);
    struct str name = str_of((const char *)event->data.alias.anchor);
    const struct anchor *anchor = table_get(builder->anchors, name);
    name = shown(name);
    if (!anchor || !anchor->node) {
        const char *message =
            anchor ? arena_printf(builder->arena, "the alias *%.*s stands inside what it names",
                                  STR_ARGS(name))
                   : arena_printf(builder->arena, "nothing above is named &%.*s", STR_ARGS(name));
        refuse(builder, mark, anchor ? RULE_YAML_LIMIT : RULE_YAML_SYNTAX,
               "write the value itself; put text that begins with * in quotes", message);
        place(builder, &nothing, 0, mark);
        return;
    }
    count_nodes(builder, anchor->size, mark);
    if (builder->depth + anchor->height > DEEPEST && !builder->stopped)
        refuse_depth(builder, mark);
    place(builder, anchor->node, anchor->height, mark);
}

static void open_node(struct builder *builder, enum node_kind kind, const yaml_char_t *tag,
                      const yaml_char_t *anchor, const yaml_mark_t *where)
{
    struct mark mark = mark_of(builder, where);
    refuse_tag(builder, tag, mark);
    if (builder->depth == DEEPEST) {
        refuse_depth(builder, mark);
        return;
    }
    struct node *node = arena_alloc(builder->arena, sizeof *node);
    *node = (struct node){.kind = kind, .mark = mark};
    builder->frames[builder->depth++] = (struct frame){
        .node = node,
        .anchor = declare_anchor(builder, anchor),
        .first_child = builder->pile_count,
        .nodes_before = builder->nodes,
        .height = 1,
    };
    count_nodes(builder, 1, mark);
}

/* Equal keys side by side, each group in the order of the file. */
static int order_of_keys(const void *a, const void *b)
{
    const struct entry_of_map *left = *(const struct entry_of_map *const *)a;
    const struct entry_of_map *right = *(const struct entry_of_map *const *)b;
    int order = str_compare(left->key, right->key);
    return order != 0 ? order : (left > right) - (left < right);
}

/* Reports the keys that stand twice, and leaves the first of each, so that what else is wrong with
 * the file is told in the same run. */
static void refuse_duplicate_keys(struct builder *builder, struct entry_of_map *entries,
                                  size_t *count)
{
    struct entry_of_map **sorted = must_alloc(*count * sizeof *sorted);
    for (size_t i = 0; i < *count; i++)
        sorted[i] = &entries[i];
    qsort(sorted, *count, sizeof *sorted, order_of_keys);
    const struct entry_of_map *first = NULL;
    for (size_t i = 0; i < *count; i++) {
        /* a key that is no text was reported already, and has no pointer */
        if (!first || !first->key.ptr || !sorted[i]->key.ptr ||
            !str_equal(first->key, sorted[i]->key)) {
            first = sorted[i];
            continue;
        }
        struct str key = shown(first->key);
        diag_error(builder->diag, sorted[i]->key_mark, RULE_DUPLICATE_KEY,
                   STR("keep one of the two, or join them"),
                   "the key \"%.*s\" stands here a second time; the first is on line %u",
                   STR_ARGS(key), first->key_mark.line);
        sorted[i]->value = NULL;
    }
    free(sorted);
    size_t kept = 0;
    for (size_t i = 0; i < *count; i++)
        if (entries[i].value)
            entries[kept++] = entries[i];
    *count = kept;
}

/* Moves the children of the innermost open node from the pile into the node. */
static void close_node(struct builder *builder)
{
    if (builder->depth == 0)
        return; /* libyaml ends nothing that it did not begin */
    struct frame frame = builder->frames[--builder->depth];
    struct node *node = frame.node;
    const struct entry_of_map *children = builder->pile + frame.first_child;
    node->count = builder->pile_count - frame.first_child;
    builder->pile_count = frame.first_child;
    if (node->kind == NODE_MAP && node->count > 0) {
        struct entry_of_map *entries = arena_array(builder->arena, node->count, sizeof *entries);
        memcpy(entries, children, node->count * sizeof *entries);
        refuse_duplicate_keys(builder, entries, &node->count);
        node->entries = entries;
    } else if (node->count > 0) {
        const struct node **items = arena_array(builder->arena, node->count, sizeof(struct node *));
        for (size_t i = 0; i < node->count; i++)
            items[i] = children[i].value;
        node->items = items;
    }
    if (frame.anchor)
        *frame.anchor = (struct anchor){node, builder->nodes - frame.nodes_before, frame.height};
    place(builder, node, frame.height, node->mark);
}

static void take_event(struct builder *builder, const yaml_event_t *event)
{
    switch (event->type) {
    case YAML_DOCUMENT_START_EVENT:
        if (!builder->root)
            break;
        builder->stopped = true;
        refuse(builder, mark_of(builder, &event->start_mark), RULE_YAML_FEATURE,
               "remove the line of dashes, or make it two files",
               "a second document begins here, and a file holds one");
        break;
    case YAML_SCALAR_EVENT:
        add_scalar(builder, event);
        break;
    case YAML_ALIAS_EVENT:
        add_alias(builder, event);
        break;
    case YAML_SEQUENCE_START_EVENT:
        open_node(builder, NODE_LIST, event->data.sequence_start.tag,
                  event->data.sequence_start.anchor, &event->start_mark);
        break;
    case YAML_MAPPING_START_EVENT:
        open_node(builder, NODE_MAP, event->data.mapping_start.tag,
                  event->data.mapping_start.anchor, &event->start_mark);
        break;
    case YAML_SEQUENCE_END_EVENT:
    case YAML_MAPPING_END_EVENT:
        close_node(builder);
        break;
    default:
        break;
    }
}

/* The character at which the byte `offset` stands. */
static size_t character_at(struct str text, size_t offset)
{
    return str_characters(str_slice(text, 0, offset));
}

static void refuse_syntax(struct builder *builder, const yaml_parser_t *parser)
{
    yaml_mark_t where = parser->problem_mark;
    if (parser->error == YAML_READER_ERROR)
        where.index = character_at(builder->text, parser->problem_offset);
    walk_to(builder, where.index);
    const struct cursor *cursor = &builder->cursor;
    struct str before = str_slice(builder->text, cursor->line_start, cursor->byte);
    struct str after =
        str_slice(builder->text, cursor->byte, str_find(builder->text, '\n', cursor->byte));
    struct problem problem = problem_explain(parser->problem, parser->context, before, after);
    if (problem.at_context && parser->context)
        where = parser->context_mark;
    const char *message = arena_printf(
        builder->arena, "%s [%s%s%s]", problem.words, parser->context ? parser->context : "",
        parser->context ? ": " : "", parser->problem ? parser->problem : "no reason given");
    refuse(builder, mark_of(builder, &where), RULE_YAML_SYNTAX, problem.hint, message);
}

static void read_events(struct builder *builder, yaml_parser_t *parser)
{
    bool more = true;
    while (more && !builder->stopped) {
        yaml_event_t event;
        if (!yaml_parser_parse(parser, &event)) {
            refuse_syntax(builder, parser);
            return;
        }
        take_event(builder, &event);
        more = event.type != YAML_STREAM_END_EVENT;
        yaml_event_delete(&event);
    }
}

const struct node *yaml_parse(struct arena *arena, const char *file, unsigned first_line,
                              struct str text, bool *empty, struct diag *diag)
{
    yaml_parser_t parser;
    struct builder builder = {
        .arena = arena,
        .diag = diag,
        .file = file,
        .first_line = first_line,
        .text = text.ptr ? text : STR(""),
        .cursor = {.line = first_line, .column = 1},
        .anchors = table_new(arena),
    };
    *empty = false;
    if (!yaml_parser_initialize(&parser)) {
        diag_failure(diag, "read", file); /* for want of memory */
        return NULL;
    }
    builder.pile_room = FIRST_PILE;
    builder.pile = must_alloc(FIRST_PILE * sizeof *builder.pile);
    yaml_parser_set_encoding(&parser, YAML_UTF8_ENCODING);
    yaml_parser_set_input_string(&parser, (const yaml_char_t *)builder.text.ptr, builder.text.len);
    read_events(&builder, &parser);
    yaml_parser_delete(&parser);
    free(builder.pile);

    const struct node *root = builder.root;
    if (builder.failed)
        return NULL;
    if (!root || (root->kind == NODE_SCALAR && root->text.len == 0 && !root->quoted)) {
        *empty = true;
        return NULL;
    }
    return root;
}

const struct node *yaml_get(const struct node *map, const char *key)
{
    for (size_t i = 0; i < map->count && map->kind == NODE_MAP; i++)
        if (str_is(map->entries[i].key, key))
            return map->entries[i].value;
    return NULL;
}

const char *yaml_kind_words(const struct node *node)
{
    static const char *const words[] = {"text", "a list", "a group of fields"};
    return words[node->kind];
}
