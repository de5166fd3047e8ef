/* build.c: the story of a build, told once: survey every trust, stop if anything is wrong, then
 * publish every trust and the site's own pages, and commit.
 *
 * Each trust is a unit of work (unit.c); units run side by side (crew.c). Layer: build.
 * Uses: every stage. Used by: main. */
#include "concordat/build/build.h"

#include "apart.h"
#include "concordat/check/check.h"
#include "concordat/derive/derive.h"
#include "crew.h"
#include "findable.h"
#include "some.h"
#include "unit.h"
#include "watch.h"

#include <stdatomic.h>

/* Surveyed trusts stay in memory until they hold this many bytes; those after are given back, and
 * read again to be published, so that memory does not grow with the number of trusts. */
static const size_t kept_bytes_by_default = (size_t)64 * 1024 * 1024;

/* A build on its way. */
struct building {
    struct workshop shop;
    struct site_content content;
    struct unit *units; /* one for each trust of the content */
    atomic_size_t kept; /* bytes that surveyed units hold */
};

static bool may_go_on(const struct workshop *shop)
{
    return diag_count(shop->diag, shop->options->strict ? SEVERITY_WARNING : SEVERITY_ERROR) == 0;
}

static void survey_unit(void *context, size_t number)
{
    struct building *at = context;
    struct unit *unit = &at->units[number];
    unit->folder = &at->content.trusts[number];
    unit->number = number;
    unit_survey(unit, &at->shop);
    size_t most = at->shop.options->kept_bytes;
    size_t bytes = arena_size(unit->arena);
    if (atomic_fetch_add(&at->kept, bytes) + bytes > (most > 0 ? most : kept_bytes_by_default))
        unit_rest(unit);
}

static void publish_unit(void *context, size_t number)
{
    struct building *at = context;
    struct unit *unit = &at->units[number];
    bool chosen = trust_is_chosen(at->shop.options, unit->folder->id);
    if (!chosen && !at->shop.guard)
        return;
    if (!unit->arena) {
        unit_load(unit, &at->shop);
        /* A file may have changed since the first survey: what has errors cannot be rendered. */
        if (!may_go_on(&at->shop)) {
            unit_rest(unit);
            return;
        }
    }
    if (chosen)
        unit_publish(unit, &at->shop);
    else
        unit_excuse(unit, &at->shop);
}

static void survey(struct building *at)
{
    struct workshop *shop = &at->shop;
    if (!load_site(shop->arena, shop->options->content, &at->content, shop->diag))
        return;
    check_site(shop->arena, &at->content, shop->diag);
    number_site(shop->arena, &at->content.records);
    struct records *site =
        filter_records(shop->arena, &at->content.records, readers_of(shop->options));
    shop->site = (const struct site *)site->list[0];
    const struct value *language = &shop->site->language;
    shop->theme = theme_load(
        shop->arena, shop->options->templates, shop->options->base_templates, value_text(language),
        value_is_given(language) ? language->items[0].mark : language->mark, shop->diag);
    if (shop->theme)
        theme_check_images(shop->theme, shop->site, shop->diag);
    if (shop->theme && shop->guard)
        guard_learn_months(shop);
    at->units = arena_array(shop->arena, at->content.trust_count, sizeof *at->units);
    links_survey(shop->links, &at->content.records, site, shop->diag);
    derive_site(shop->arena, site);
    crew_work(shop->options->jobs, at->content.trust_count, survey_unit, at);
    links_finish(shop->links, shop->diag);
    if (shop->guard)
        guard_prepare(shop, &at->content, site);
}

/* Publishes the feed, the map and the like, in the order of the trusts, the site's own pages last.
 */
static void export_site_of(const struct building *at, const struct page_plan *plan)
{
    const struct workshop *shop = &at->shop;
    const struct exporting exporting = exporting_of(shop);
    const struct export_sink sink = export_sink_of(shop);
    size_t count = at->content.trust_count;
    struct export_summary *summaries = arena_array(shop->arena, count + 1, sizeof *summaries);
    for (size_t i = 0; i < count; i++)
        summaries[i] = at->units[i].exported;
    summaries[count].pages = addresses_of(shop->arena, plan, &summaries[count].page_count);
    export_site(&exporting, summaries, count + 1, &sink);
}

static void publish_site(struct building *at, struct build_summary *summary)
{
    struct workshop *shop = &at->shop;
    struct directory *directory = directory_new(shop->arena);
    for (size_t i = 0; i < at->content.trust_count; i++) {
        if (at->units[i].entry)
            directory_add(shop->arena, directory, at->units[i].entry);
        summary->pages += at->units[i].pages;
        summary->outdated += at->units[i].outdated;
        summary->trusts += trust_is_chosen(shop->options, at->content.trusts[i].id);
    }
    publish_assets(shop);
    if (shop->options->trust_count > 0)
        return; /* what is told of all trusts together waits for a build of all */
    struct page_plan plan =
        plan_site(shop->arena, shop->site, directory, theme_labels(shop->theme));
    struct findable findable = {shop, {shop->options->content, 0, 0}};
    struct search_group group = findable_site();
    struct search_part *part =
        search_part_begin(shop->search, at->content.trust_count, &group, findable_emit, &findable);
    summary->outdated += publish_plan(&plan, NULL, NULL, false, part, shop);
    search_part_end(part);
    search_index_finish(shop->search, findable_emit, &findable);
    export_site_of(at, &plan);
    summary->pages += plan.count;
}

static void publish(struct building *at, struct build_summary *summary)
{
    struct workshop *shop = &at->shop;
    shop->output = output_open(shop->options->output, shop->diag);
    if (!shop->output)
        return;
    if (shop->options->force)
        output_write_all(shop->output);
    output_watch(shop->output, shop->guard);
    keep_the_others(shop);
    output_set_edition(shop->output, edition_of(shop->options));
    if (shop->options->trust_count == 0)
        shop->search =
            search_index_new(value_text(&shop->site->language), theme_words(shop->theme)->meanings,
                             at->content.trust_count + 1);
    if (may_go_on(shop)) {
        crew_work(shop->options->jobs, at->content.trust_count, publish_unit, at);
        publish_site(at, summary);
    }
    if (may_go_on(shop) && shop->guard && output_search_kept(shop->output))
        guard_report(shop->guard, shop->options->output, shop->diag);
    if (!may_go_on(shop))
        output_abandon(shop->output);
    else if (output_commit(shop->output))
        summary->output = output_summary(shop->output);
    search_index_free(shop->search);
    output_free(shop->output);
}

bool build(const struct build_options *options, struct build_summary *summary, struct diag *diag)
{
    struct building at = {.shop = {.options = options, .diag = diag, .arena = arena_new()}};
    *summary = (struct build_summary){0};
    if (options->output && readers_of(options) == audience_public)
        at.shop.guard = guard_new();
    at.shop.links = links_new(at.shop.arena, options->content);
    if (!options->output || folders_are_apart(options, diag))
        survey(&at);
    check_chosen(&at.content, options, diag);
    if (!options->output)
        summary->trusts = at.content.trust_count;
    if (may_go_on(&at.shop) && options->output)
        publish(&at, summary);
    for (size_t i = 0; at.units && i < at.content.trust_count; i++)
        unit_free(&at.units[i]);
    links_free(at.shop.links);
    guard_free(at.shop.guard);
    arena_free(at.shop.arena);
    return may_go_on(&at.shop);
}
