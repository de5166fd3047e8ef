/* findable.c: by which words a trust is named in a query, and which of its abbreviations mean what.
 *
 * An expansion that is inferred does not count, since no source says it. Layer: build. Uses:
 * search, schema, write. Used by: unit, build. */
#include "findable.h"

void findable_emit(struct str address, struct str bytes, void *context)
{
    const struct findable *findable = context;
    output_add(findable->shop->output, address, bytes, findable->origin);
}

struct search_group findable_trust(struct arena *arena, const struct trust *trust)
{
    const struct value *terms = &trust->glossary;
    struct meaning *meanings = arena_array(arena, terms->count * 2 + 1, sizeof *meanings);
    struct search_group group = {
        .id = trust->record.id,
        .label = value_text(&trust->area),
        .names = str_of(arena_printf(arena, "%.*s %.*s", STR_ARGS(trust->record.id),
                                     STR_ARGS(value_text(&trust->area)))),
        .fictional = value_flag(&trust->fictional),
        .meanings = {meanings, 0}};
    for (unsigned i = 0; value_is_given(terms) && i < terms->count; i++) {
        const struct term *term = (const struct term *)terms->items[i].as.record;
        struct str expansion = value_text(&term->expansion);
        if (!value_is_given(&term->expansion) || value_flag(&term->inferred) || expansion.len == 0)
            continue;
        meanings[group.meanings.count++] = (struct meaning){value_text(&term->term), expansion};
        meanings[group.meanings.count++] = (struct meaning){expansion, value_text(&term->term)};
    }
    return group;
}

struct search_group findable_site(void)
{
    return (struct search_group){.id = STR("site_")};
}
