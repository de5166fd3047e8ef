/* unit.c: takes one trust through its stages. A unit touches no other unit, so that several can be
 * worked on at once; what it shares with them is const.
 *
 * Layer: build. Uses: load, check, derive, plan, render, write. Used by: build. */
#include "unit.h"

#include "concordat/check/check.h"
#include "concordat/derive/derive.h"

void unit_survey(struct unit *unit, struct str home, struct diag *diag)
{
    unit->arena = arena_new();
    check_trust_id(unit->folder->id, (struct mark){unit->folder->path, 0, 0}, diag);
    load_trust(unit->arena, unit->folder, &unit->records, diag);
    check_references(unit->arena, &unit->records, diag);
    check_rules(unit->arena, &unit->records, diag);
    number_records(unit->arena, &unit->records, home);
}

void unit_prepare(struct unit *unit, const struct build_options *options, const struct site *site,
                  const struct str *labels)
{
    long as_of = options->as_of > 0 ? options->as_of
                                    : trust_as_of(unit->records.trust, options->today);
    unit->edition = filter_records(unit->arena, &unit->records, options->audience);
    if (!unit->edition->trust)
        return;
    derive_records(unit->arena, unit->edition, as_of);
    unit->plan = plan_trust(unit->arena, site, unit->edition->trust, labels);
}

void render_plan(const struct plan *plan, const struct theme *theme, const struct site *site,
                 const struct trust *trust, struct output *output, struct diag *diag)
{
    struct buf html = {0};
    for (size_t i = 0; i < plan->count; i++) {
        const struct record *page = &plan->pages[i].page->record;
        buf_clear(&html);
        if (theme_render(theme, site, trust, &plan->pages[i], &html, diag))
            output_add(output, page->address, buf_str(&html), page->mark);
    }
    buf_free(&html);
}

void add_assets(const struct theme *theme, struct output *output)
{
    size_t count;
    const struct asset *assets = theme_assets(theme, &count);
    for (size_t i = 0; i < count; i++)
        output_add(output, assets[i].address, assets[i].bytes, (struct mark){assets[i].path, 0, 0});
}

void unit_publish(struct unit *unit, const struct theme *theme, const struct site *site,
                  struct output *output, struct diag *diag)
{
    if (unit->edition->trust)
        render_plan(&unit->plan, theme, site, unit->edition->trust, output, diag);
    unit_free(unit);
}

void unit_free(struct unit *unit)
{
    arena_free(unit->arena);
    unit->arena = NULL;
}
