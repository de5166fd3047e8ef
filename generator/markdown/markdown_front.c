/* markdown_front.c: the way back from a composed text to its parts.
 *
 * Layer: markdown. Uses: markdown_compose, libcmark. Used by: markdown_write.c. */
#include "front.h"

#include "concordat/base/arena.h"

#include <stdlib.h>

static bool is_type(cmark_node *node, cmark_node_type type)
{
    return node && cmark_node_get_type(node) == type;
}

/* The library's own function takes no NULL. */
static void free_node(cmark_node *node)
{
    if (node)
        cmark_node_free(node);
}

/* Takes the first child of a node away; NULL where that is not of the type. */
static cmark_node *take_first(cmark_node *parent, cmark_node_type type)
{
    cmark_node *child = cmark_node_first_child(parent);
    if (!is_type(child, type))
        return NULL;
    cmark_node_unlink(child);
    return child;
}

static bool take_paragraphs(struct front *front, cmark_node *root, size_t count)
{
    front->paragraphs = must_alloc((count + 1) * sizeof(cmark_node *));
    while (front->paragraph_count < count) {
        cmark_node *paragraph = take_first(root, CMARK_NODE_PARAGRAPH);
        if (!paragraph)
            return false;
        front->paragraphs[front->paragraph_count++] = paragraph;
    }
    return true;
}

static bool take_items(struct front *front, cmark_node *root, size_t count)
{
    front->items = must_alloc((count + 1) * sizeof(cmark_node *));
    if (count == 0)
        return true;
    cmark_node *list = take_first(root, CMARK_NODE_LIST);
    cmark_node *item;
    bool whole = true;
    while (list && front->item_count < count && (item = take_first(list, CMARK_NODE_ITEM))) {
        cmark_node *sign = take_first(item, CMARK_NODE_THEMATIC_BREAK);
        whole = whole && sign;
        free_node(sign);
        front->items[front->item_count++] = item;
    }
    cmark_node *end = take_first(root, CMARK_NODE_PARAGRAPH);
    whole = whole && end && front->item_count == count && !cmark_node_first_child(list);
    free_node(list);
    free_node(end);
    return whole;
}

/* The table that a link is the token of; NULL for others. A token ends its paragraph, and the words
 * above it a line break. */
static struct text_table *table_of(struct text_tables *tables, cmark_node *link)
{
    size_t index;
    cmark_node *before = cmark_node_previous(link);
    bool apart =
        !before || is_type(before, CMARK_NODE_SOFTBREAK) || is_type(before, CMARK_NODE_LINEBREAK);
    if (!token_read(str_of(cmark_node_get_url(link)), TOKEN_TABLE, &index) ||
        index >= tables->count || tables->list[index].placed || !apart || cmark_node_next(link) ||
        !is_type(cmark_node_parent(link), CMARK_NODE_PARAGRAPH))
        return NULL;
    return &tables->list[index];
}

/* Puts a block for the table behind the paragraph that ends in its token. */
static void place(struct text_table *table, cmark_node *link)
{
    cmark_node *paragraph = cmark_node_parent(link);
    cmark_node *block = cmark_node_new(CMARK_NODE_CUSTOM_BLOCK);
    cmark_node_set_user_data(block, table);
    cmark_node_insert_after(paragraph, block);
    free_node(cmark_node_previous(link));
    cmark_node_free(link);
    if (!cmark_node_first_child(paragraph))
        cmark_node_free(paragraph);
}

/* Finds the tokens under a node first, then moves them: an iterator bears no change before it. */
static void place_tables(struct text_tables *tables, cmark_node *root)
{
    cmark_node **links = must_alloc((tables->count + 1) * sizeof(cmark_node *));
    size_t count = 0;
    cmark_iter *nodes = cmark_iter_new(root);
    cmark_event_type event;
    while ((event = cmark_iter_next(nodes)) != CMARK_EVENT_DONE) {
        cmark_node *node = cmark_iter_get_node(nodes);
        struct text_table *table = NULL;
        if (event == CMARK_EVENT_ENTER && is_type(node, CMARK_NODE_LINK))
            table = table_of(tables, node);
        if (!table)
            continue;
        table->placed = true;
        links[count++] = node;
    }
    cmark_iter_free(nodes);
    for (size_t i = 0; i < count; i++) {
        size_t index = 0;
        token_read(str_of(cmark_node_get_url(links[i])), TOKEN_TABLE, &index);
        place(&tables->list[index], links[i]);
    }
    free(links);
}

static bool all_placed(const struct text_tables *tables, struct diag *diag)
{
    bool placed = true;
    for (size_t i = 0; i < tables->count; i++) {
        if (tables->list[i].placed)
            continue;
        placed = false;
        diag_error(diag, tables->list[i].mark, RULE_TABLE_PLACE,
                   STR("put a blank line in front of the table"),
                   "this table cannot be told from the words in front of it");
    }
    return placed;
}

bool front_take(struct front *front, cmark_node *root, struct text_tables *tables,
                const struct footnotes *footnotes, struct source *source, struct diag *diag)
{
    bool whole = take_paragraphs(front, root, tables->paragraph_count) &&
                 take_items(front, root, footnotes->definition_count);
    if (!whole) {
        diag_error(diag, source_mark(source, 0), RULE_TABLE_PLACE,
                   STR("put blank lines around each of them"),
                   "the tables and footnotes cannot be told from the rest of the text");
        return false;
    }
    place_tables(tables, root);
    for (size_t i = 0; i < front->item_count; i++)
        place_tables(tables, front->items[i]);
    return all_placed(tables, diag);
}

void front_free(struct front *front)
{
    for (size_t i = 0; i < front->paragraph_count; i++)
        cmark_node_free(front->paragraphs[i]);
    for (size_t i = 0; i < front->item_count; i++)
        cmark_node_free(front->items[i]);
    free(front->paragraphs);
    free(front->items);
    *front = (struct front){0};
}
