/* table.c: an open-addressing hash table over entries kept in order of arrival, so that walking
 * one is deterministic.
 *
 * Layer: base. Uses: arena, str. Used by: yaml, schema, load, write. */
#include "concordat/base/table.h"

#include <stdint.h>
#include <string.h>

struct entry {
    struct str key;
    uint64_t hash;
    void *value;
};

struct table {
    struct arena *arena;
    struct entry *entries;
    size_t count;
    size_t room;
    uint32_t *slots; /* 1 + the number of an entry, or 0; a power of two of them, at most half full */
    size_t slot_count;
};

struct table *table_new(struct arena *arena)
{
    struct table *table = arena_alloc(arena, sizeof *table);
    table->arena = arena;
    return table;
}

/* Source: the FNV-1a hash, draft-eastlake-fnv. */
static uint64_t hash_of(struct str key)
{
    uint64_t hash = 0xcbf29ce484222325u;
    for (size_t i = 0; i < key.len; i++)
        hash = (hash ^ (unsigned char)key.ptr[i]) * 0x100000001b3u;
    return hash;
}

/* The slot of `key`, or the empty slot where it would go. */
static uint32_t *slot_of(const struct table *table, struct str key, uint64_t hash)
{
    size_t mask = table->slot_count - 1;
    for (size_t at = hash & mask;; at = (at + 1) & mask) {
        uint32_t number = table->slots[at];
        if (number == 0)
            return &table->slots[at];
        const struct entry *entry = &table->entries[number - 1];
        if (entry->hash == hash && str_equal(entry->key, key))
            return &table->slots[at];
    }
}

static void grow(struct table *table)
{
    size_t room = table->room > 0 ? table->room * 2 : 8;
    struct entry *entries = arena_array(table->arena, room, sizeof *entries);
    if (table->count > 0)
        memcpy(entries, table->entries, table->count * sizeof *entries);
    table->entries = entries;
    table->room = room;
    table->slot_count = room * 2;
    table->slots = arena_array(table->arena, table->slot_count, sizeof *table->slots);
    for (size_t i = 0; i < table->count; i++)
        *slot_of(table, entries[i].key, entries[i].hash) = (uint32_t)(i + 1);
}

void *table_get(const struct table *table, struct str key)
{
    if (table->count == 0)
        return NULL;
    uint32_t number = *slot_of(table, key, hash_of(key));
    return number > 0 ? table->entries[number - 1].value : NULL;
}

/* The entry of `key`, made where there was none, in which case its value is NULL. */
static struct entry *entry_for(struct table *table, struct str key)
{
    if (table->count == table->room)
        grow(table);
    uint64_t hash = hash_of(key);
    uint32_t *slot = slot_of(table, key, hash);
    if (*slot == 0) {
        table->entries[table->count++] = (struct entry){.key = key, .hash = hash};
        *slot = (uint32_t)table->count;
    }
    return &table->entries[*slot - 1];
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

void table_each(const struct table *table, void (*visit)(struct str key, void *value, void *context),
                void *context)
{
    for (size_t i = 0; i < table->count; i++)
        visit(table->entries[i].key, table->entries[i].value, context);
}
