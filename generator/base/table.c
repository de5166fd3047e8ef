/* table.c: a balanced tree of keys, its entries also chained in order of arrival, so that walking
 * one is deterministic.
 *
 * A hash table would be faster by some hundred nanoseconds a key, which no build feels; but whoever
 * writes the content could choose keys that meet in one slot, and ten thousands of them would take
 * minutes. A tree has no bad keys, and no secret seed.
 *
 * Layer: base. Uses: arena, str. Used by: yaml, mustache, schema, load, check, render, write. */
#include "concordat/base/table.h"

struct entry {
    struct str key;
    void *value;
    struct entry *left;  /* lesser keys */
    struct entry *right; /* greater keys */
    struct entry *next;  /* the one added after it */
    unsigned level;      /* how many levels of left children are below it, plus one */
};

struct table {
    struct arena *arena;
    struct entry *root;
    struct entry *first;
    struct entry *last;
    size_t count;
};

struct table *table_new(struct arena *arena)
{
    struct table *table = arena_alloc(arena, sizeof *table);
    table->arena = arena;
    return table;
}

static struct entry *find(const struct table *table, struct str key)
{
    struct entry *at = table->root;
    while (at) {
        int order = str_compare(key, at->key);
        if (order == 0)
            break;
        at = order < 0 ? at->left : at->right;
    }
    return at;
}

/* A left child of the same level becomes the parent:
 *
 *      left <- tree          left -> tree
 *      /  \        \   =>    /       /   \
 *     a    b        c       a       b     c        */
static struct entry *skew(struct entry *tree)
{
    struct entry *left = tree->left;
    if (!left || left->level != tree->level)
        return tree;
    tree->left = left->right;
    left->right = tree;
    return left;
}

/* Of three in a row of the same level the middle one becomes their parent, a level higher:
 *
 *     tree -> right -> x         right
 *     /       /            =>    /   \
 *    a       b                tree    x
 *                             /  \
 *                            a    b               */
static struct entry *split(struct entry *tree)
{
    struct entry *right = tree->right;
    if (!right || !right->right || right->right->level != tree->level)
        return tree;
    tree->right = right->left;
    right->left = tree;
    right->level++;
    return right;
}

/* Puts `added`, whose key is new, into `tree`; returns its root. As deep as the tree: twice the
 * binary logarithm of the count at most. Source: A. Andersson, Balanced Search Trees Made Simple,
 * 1993. */
static struct entry *insert(struct entry *tree, struct entry *added)
{
    if (!tree)
        return added;
    if (str_compare(added->key, tree->key) < 0)
        tree->left = insert(tree->left, added);
    else
        tree->right = insert(tree->right, added);
    return split(skew(tree));
}

/* The entry of `key`, made where there was none, in which case its value is NULL. */
static struct entry *entry_for(struct table *table, struct str key)
{
    struct entry *entry = find(table, key);
    if (entry)
        return entry;
    entry = arena_alloc(table->arena, sizeof *entry);
    *entry = (struct entry){.key = key, .level = 1};
    table->root = insert(table->root, entry);
    if (table->last)
        table->last->next = entry;
    else
        table->first = entry;
    table->last = entry;
    table->count++;
    return entry;
}

void *table_get(const struct table *table, struct str key)
{
    const struct entry *entry = find(table, key);
    return entry ? entry->value : NULL;
}

void *table_add(struct table *table, struct str key, void *value)
{
    struct entry *entry = entry_for(table, key);
    if (!entry->value)
        entry->value = value;
    return entry->value;
}

void table_set(struct table *table, struct str key, void *value)
{
    entry_for(table, key)->value = value;
}

size_t table_count(const struct table *table)
{
    return table->count;
}

void table_each(const struct table *table,
                void (*visit)(struct str key, void *value, void *context), void *context)
{
    for (const struct entry *entry = table->first; entry; entry = entry->next)
        visit(entry->key, entry->value, context);
}
