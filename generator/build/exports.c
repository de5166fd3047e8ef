/* exports.c: hands the editions of trusts to the export layer, and what that makes to the output.
 *
 * Layer: build. Uses: export, write. Used by: unit, build. */
#include "unit.h"

struct exporting exporting_of(const struct workshop *shop)
{
    return (struct exporting){shop->site, theme_words(shop->theme), shop->options->audience};
}

static void add_exported(void *context, struct str address, struct str bytes)
{
    const struct workshop *shop = context;
    output_add(shop->output, address, bytes, (struct mark){shop->options->content, 0, 0});
}

struct export_sink export_sink_of(const struct workshop *shop)
{
    return (struct export_sink){add_exported, (void *)shop};
}

const struct str *addresses_of(struct arena *arena, const struct page_plan *plan, size_t *count)
{
    struct str *addresses = arena_array(arena, plan->count, sizeof *addresses);
    *count = 0;
    for (size_t i = 0; i < plan->count; i++)
        if (page_reach(plan->pages[i].kind) != REACH_UNLISTED)
            addresses[(*count)++] = arena_copy(arena, plan->pages[i].page->record.address);
    return addresses;
}

void export_unit(struct unit *unit, const struct page_plan *plan, const struct workshop *shop)
{
    const struct trust *trust = unit->edition->trust;
    const struct exporting exporting = exporting_of(shop);
    const struct export_sink sink = export_sink_of(shop);
    export_trust(&exporting, trust, &sink);
    long as_of = value_is_given(&trust->as_of) ? date_latest(&trust->as_of.items[0].as.date) : 0;
    size_t count;
    const struct str *pages = addresses_of(unit->entry_arena, plan, &count);
    unit->exported = export_summary(unit->entry_arena, &exporting, trust, pages, count, as_of);
}
