/* table.h: a map from text to a pointer. Keys are borrowed and must outlive the table. */
#ifndef CONCORDAT_BASE_TABLE_H
#define CONCORDAT_BASE_TABLE_H

#include "concordat/base/arena.h"
#include "concordat/base/str.h"

struct table;

/* A new, empty table that lives in `arena`. */
struct table *table_new(struct arena *arena);

/* What stands under `key`, or NULL. */
void *table_get(const struct table *table, struct str key);

/* Puts `value` (not NULL) under `key` unless something stands there already; returns what stands
 * there afterwards. */
void *table_add(struct table *table, struct str key, void *value);

/* Puts `value` (not NULL) under `key` in place of what stood there. */
void table_set(struct table *table, struct str key, void *value);

size_t table_count(const struct table *table);

/* Calls `visit` for every entry, in the order in which the keys were first added. */
void table_each(const struct table *table,
                void (*visit)(struct str key, void *value, void *context), void *context);

#endif
