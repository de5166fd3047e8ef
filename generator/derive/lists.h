/* lists.h: what derive.c and tree.c share; nobody else includes it. */
#ifndef CONCORDAT_DERIVE_LISTS_H
#define CONCORDAT_DERIVE_LISTS_H

#include "concordat/derive/derive.h"

/* Appends a record to a list that derive fills. */
void list_add(struct arena *arena, struct value *list, const struct record *record);

/* Sorts the items of a list, if there are any. */
void list_sort(struct value *list, int (*order)(const void *, const void *));

/* Fills in `roots` of the trust, and `children` and `main_link` of its bodies. */
void derive_tree(struct arena *arena, struct records *records);

#endif
