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
    struct str text; /* scalar */
    struct str raw;  /* scalar: as it stands in the file, quotes and indentation included */
    size_t count;    /* of items or entries */
    const struct node *const *items;
    const struct entry_of_map *entries;
};

/* The tree of one document, in `arena`; `text` must outlive it and be UTF-8. `first_line` is the
 * line of `file` on which `text` begins, 1 for a whole file. Duplicate keys, tags, keys that are no
 * plain text, a second document, aliases that make a cycle, and trees past the bounds (depth,
 * nodes after expansion of aliases) are reported; every one of a run where the syntax allows it to
 * go on. Of keys that stand twice the first is kept. NULL where another error was reported or the
 * document is empty (`*empty` tells which). */
const struct node *yaml_parse(struct arena *arena, const char *file, unsigned first_line,
                              struct str text, bool *empty, struct diag *diag);

/* A place in a scalar, as its text counts and as the file does; moves forward at the cost of the
 * way, backward at that of beginning again. */
struct scalar_place {
    const struct node *scalar;
    size_t in_text; /* offsets of the byte */
    size_t in_raw;
    struct mark mark; /* of that byte of the file */
};

/* The beginning of a scalar. */
struct scalar_place yaml_place(const struct node *scalar);

/* Where in the file the byte at `offset` of the scalar's text stands, although quotes, escapes,
 * folding and indentation make the two differ. */
struct mark yaml_locate(struct scalar_place *place, size_t offset);

/* The value of a key, or NULL. */
const struct node *yaml_get(const struct node *map, const char *key);

/* "text", "a list" or "a group of fields": what a message calls the node. */
const char *yaml_kind_words(const struct node *node);

#endif
