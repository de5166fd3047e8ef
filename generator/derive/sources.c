/* sources.c: where it is written what is told of a person or an organisation that names no source:
 * where their seats are, and what a person leads on.
 *
 * Who is known from a list of members needs no source of their own: the seat has one, and it is not
 * typed twice. Each place in a document is named once.
 * Stage: publish, derive. Uses: schema, table. Used by: derive. */
#include "concordat/base/table.h"
#include "lists.h"

/* The sources of one record as they are put together. */
struct gathering {
    struct arena *arena;
    struct arena *scratch;
    struct table *known; /* from "document section quote" */
    struct value *sources;
};

static void add_source(const struct gathering *at, const struct record *source)
{
    const struct citation *citation = (const struct citation *)source;
    const struct record *document = value_record(&citation->document);
    struct str key = str_of(arena_printf(
        at->scratch, "%.*s\n%.*s\n%.*s", STR_ARGS(document ? document->id : STR("")),
        STR_ARGS(value_text(&citation->section)), STR_ARGS(value_text(&citation->quote))));
    if (table_get(at->known, key))
        return;
    table_add(at->known, key, at->sources);
    list_add(at->arena, at->sources, source);
}

/* Adds the sources of the records of a list. */
static void add_sources(const struct gathering *at, const struct value *records)
{
    for (unsigned i = 0; value_is_given(records) && i < records->count; i++) {
        const struct value *given = record_head_const(records->items[i].as.record, HEAD_SOURCES);
        for (unsigned s = 0; value_is_given(given) && s < given->count; s++)
            add_source(at, given->items[s].as.record);
    }
}

/* Gives a record the sources of two lists of others, unless it says of its own where it is written.
 */
static void gather_sources(struct arena *arena, struct record *record, const struct value *seats,
                           const struct value *others)
{
    struct value *sources = record_head(record, HEAD_SOURCES);
    if (sources->state != STATE_ABSENT)
        return;
    struct arena *scratch = arena_new();
    struct gathering at = {arena, scratch, table_new(scratch), sources};
    add_sources(&at, seats);
    add_sources(&at, others);
    arena_free(scratch);
}

void derive_sources(struct arena *arena, struct trust *trust)
{
    static const struct value none;
    for (unsigned i = 0; value_is_given(&trust->people) && i < trust->people.count; i++) {
        struct person *person = (struct person *)trust->people.items[i].as.record;
        gather_sources(arena, &person->record, &person->seats, &person->priorities);
    }
    for (unsigned i = 0; value_is_given(&trust->organisations) && i < trust->organisations.count;
         i++) {
        struct organisation *organisation =
            (struct organisation *)trust->organisations.items[i].as.record;
        gather_sources(arena, &organisation->record, &organisation->seats, &none);
    }
}
