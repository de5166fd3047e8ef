/* yaml.h: a YAML document as a tree of nodes, each with its mark. No schema is known here. */
#ifndef CONCORDAT_YAML_YAML_H
#define CONCORDAT_YAML_YAML_H

#include "concordat/base/arena.h"
#include "concordat/base/diag.h"

enum node_kind { NODE_SCALAR, NODE_LIST, NODE_MAP };

struct node;

/* A key of a map with its value. */
struct entry_of_map {
    struct str key;
    struct mark key_mark;
    const struct node *value;
};

struct node {
    enum node_kind kind;
    struct mark mark;
    bool quoted;     /* scalar: written in quotes or as a block, so it is text whatever it says */
    bool block;      /* scalar: written as a block, whose text begins on the line after the mark */
    struct str text; /* scalar */
    size_t count;    /* of items or entries */
    const struct node *const *items;
    const struct entry_of_map *entries;
};

/* The tree of one document, in `arena`; `text` must outlive it and be UTF-8. `first_line` is the
 * line of `file` on which `text` begins, 1 for a whole file. Duplicate keys, tags, keys that are no
 * plain text, a second document, aliases that make a cycle, and trees past the bounds (depth,
 * nodes after expansion of aliases) are reported; every one of a run where the syntax allows it to
 * go on. NULL where an error was reported or the document is empty (`*empty` tells which). */
const struct node *yaml_parse(struct arena *arena, const char *file, unsigned first_line,
                              struct str text, bool *empty, struct diag *diag);

/* The value of a key, or NULL. */
const struct node *yaml_get(const struct node *map, const char *key);

/* "text", "a list" or "a group of fields": what a message calls the node. */
const char *yaml_kind_words(const struct node *node);

#endif
