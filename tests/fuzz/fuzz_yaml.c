/* fuzz_yaml.c: any bytes are either a tree within the bounds or errors on lines of the text. */
#include "concordat/yaml/yaml.h"

#include <stdint.h>
#include <stdlib.h>

enum { DEEPEST = 64, MOST_NODES = 200000 };

static void must(bool holds)
{
    if (!holds)
        abort();
}

/* Every byte of a scalar's text stands at or behind the byte before it. */
static void locate_all(const struct node *scalar)
{
    struct scalar_place place = yaml_place(scalar);
    struct mark last = scalar->mark;
    for (size_t i = 0; i <= scalar->text.len; i++) {
        struct mark mark = yaml_locate(&place, i);
        must(mark.line > last.line || (mark.line == last.line && mark.column >= last.column));
        last = mark;
    }
}

/* The nodes of a tree, aliases expanded; its depth is bounded, so it may recurse. */
static size_t walk(const struct node *node, unsigned depth)
{
    size_t nodes = 1;
    if (!node)
        abort();
    must(node->mark.line > 0 && node->mark.column > 0);
    if (node->kind == NODE_SCALAR)
        locate_all(node);
    else
        must(depth < DEEPEST);
    for (size_t i = 0; i < node->count; i++)
        nodes += walk(node->kind == NODE_MAP ? node->entries[i].value : node->items[i], depth + 1);
    return nodes;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena *arena = arena_new();
    struct diag *diag = diag_new();
    bool empty = false;
    struct str text = {(const char *)data, size};
    unsigned lines = 1;
    for (size_t i = 0; i < size; i++)
        lines += data[i] == '\n' || data[i] == '\r';

    const struct node *root = yaml_parse(arena, "fuzz", 1, text, &empty, diag);
    if (diag_has_errors(diag))
        must(!empty);
    else
        must(empty == !root);
    if (root)
        must(walk(root, 0) <= MOST_NODES);
    size_t count;
    const struct diagnostic *found = diag_sorted(diag, &count);
    for (size_t i = 0; i < count; i++) {
        must(found[i].mark.line > 0 && found[i].mark.line <= lines && found[i].mark.column > 0);
        if (str_first_bad_utf8(text) == size)
            must(str_first_bad_utf8(found[i].message) == found[i].message.len);
    }
    diag_free(diag);
    arena_free(arena);
    return 0;
}
