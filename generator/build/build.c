/* build.c: the story of a build, told once: survey every trust, stop if anything is wrong, then
 * publish every trust and the site's own pages, and commit.
 *
 * Each trust is a unit of work with an arena of its own; units run side by side (crew.c) and share
 * only what is const by then: the options, the site, the theme. Uses: every stage. Used by: main. */
#include "concordat/build/build.h"

#include "concordat/check/check.h"
#include "concordat/derive/derive.h"
#include "concordat/load/load.h"
#include "concordat/render/theme.h"
#include "crew.h"

/* A trust on its way through the stages. */
struct unit {
    struct arena *arena;
    const struct trust_folder *folder;
    struct records records;  /* as defined */
    struct records *edition; /* for the audience, derived */
    struct plan plan;
};

/* A build on its way. */
struct building {
    const struct build_options *options;
    struct diag *diag;
    struct arena *arena; /* of the site: its records, the theme */
    struct site_content content;
    const struct theme *theme;
    struct unit *units;
    struct output *output;
};

static bool may_go_on(const struct building *at)
{
    return diag_count(at->diag, at->options->strict ? SEVERITY_WARNING : SEVERITY_ERROR) == 0;
}

/* ------------------------------------------------------------------ survey */

static void survey(void *context, size_t number)
{
    struct building *at = context;
    struct unit *unit = &at->units[number];
    struct str home = value_text(&at->content.site->home);
    unit->arena = arena_new();
    unit->folder = &at->content.trusts[number];
    check_trust_id(unit->folder->id, (struct mark){unit->folder->path, 0, 0}, at->diag);
    load_trust(unit->arena, unit->folder, &unit->records, at->diag);
    check_references(unit->arena, &unit->records, at->diag);
    check_rules(unit->arena, &unit->records, at->diag);
    number_records(unit->arena, &unit->records, home);
}

/* The site's language names a file, and its home a trust. */
static void check_site(const struct building *at)
{
    const struct site *site = at->content.site;
    if (value_is_given(&site->language) && !id_is_well_formed(value_text(&site->language)))
        diag_error(at->diag, site->language.mark, RULE_BAD_ID, STR("write language: en"),
                   "'%.*s' is no language", STR_ARGS(value_text(&site->language)));
    if (!value_is_given(&site->home))
        return;
    for (size_t i = 0; i < at->content.trust_count; i++)
        if (str_equal(at->content.trusts[i].id, value_text(&site->home)))
            return;
    diag_error(at->diag, site->home.mark, RULE_UNKNOWN_HOME, STR("write the name of a folder of trusts/"),
               "there is no trust '%.*s'", STR_ARGS(value_text(&site->home)));
}

/* ------------------------------------------------------------------ publish */

static long date_of(const struct building *at, const struct unit *unit)
{
    return at->options->as_of > 0 ? at->options->as_of
                                  : trust_as_of(unit->records.trust, at->options->today);
}

static void prepare(void *context, size_t number)
{
    struct building *at = context;
    struct unit *unit = &at->units[number];
    struct labels labels = theme_labels(at->theme);
    unit->edition = filter_records(unit->arena, &unit->records, at->options->audience);
    if (!unit->edition->trust)
        return; /* the trust as a whole is not for this audience */
    derive_records(unit->arena, unit->edition, date_of(at, unit));
    unit->plan = plan_trust(unit->arena, at->content.site, unit->edition->trust, &labels);
}

static void render(const struct building *at, const struct trust *trust, const struct plan *plan)
{
    struct buf html = {0};
    for (size_t i = 0; i < plan->count; i++) {
        const struct page *page = plan->pages[i].page;
        buf_clear(&html);
        if (theme_render(at->theme, at->content.site, trust, &plan->pages[i], &html, at->diag))
            output_add(at->output, page->record.address, buf_str(&html), page->record.mark);
    }
    buf_free(&html);
}

static void publish(void *context, size_t number)
{
    struct building *at = context;
    struct unit *unit = &at->units[number];
    if (unit->edition->trust)
        render(at, unit->edition->trust, &unit->plan);
    arena_free(unit->arena);
    unit->arena = NULL;
}

static void publish_site(struct building *at, struct build_summary *summary)
{
    struct labels labels = theme_labels(at->theme);
    struct plan plan = plan_site(at->arena, at->content.site, &labels);
    size_t count;
    const struct asset *assets = theme_assets(at->theme, &count);
    render(at, NULL, &plan);
    for (size_t i = 0; i < count; i++)
        output_add(at->output, assets[i].address, assets[i].bytes, (struct mark){assets[i].path, 0, 0});
    summary->pages += plan.count;
}

/* ------------------------------------------------------------------ the whole */

static void survey_all(struct building *at)
{
    const struct build_options *options = at->options;
    if (!load_site(at->arena, options->content, &at->content, at->diag))
        return;
    struct str language = value_text(&at->content.site->language);
    check_site(at);
    at->theme = theme_load(at->arena, options->templates,
                           id_is_well_formed(language) ? language : STR("en"), at->diag);
    at->units = arena_array(at->arena, at->content.trust_count, sizeof *at->units);
    crew_work(options->jobs, at->content.trust_count, survey, at);
}

static void publish_all(struct building *at, struct build_summary *summary)
{
    crew_work(at->options->jobs, at->content.trust_count, prepare, at);
    for (size_t i = 0; i < at->content.trust_count; i++) {
        if (at->units[i].edition->trust)
            site_add_entry(at->arena, at->content.site, at->units[i].edition);
        summary->pages += at->units[i].plan.count;
    }
    at->output = output_open(at->options->output, at->diag);
    if (!at->output)
        return;
    publish_site(at, summary);
    crew_work(at->options->jobs, at->content.trust_count, publish, at);
    if (!may_go_on(at))
        output_abandon(at->output);
    else if (output_commit(at->output))
        summary->output = output_summary(at->output);
    output_free(at->output);
}

bool build(const struct build_options *options, struct build_summary *summary, struct diag *diag)
{
    struct building at = {.options = options, .diag = diag, .arena = arena_new()};
    *summary = (struct build_summary){0};
    survey_all(&at);
    summary->trusts = at.content.trust_count;
    if (may_go_on(&at) && options->output)
        publish_all(&at, summary);
    for (size_t i = 0; at.units && i < at.content.trust_count; i++)
        arena_free(at.units[i].arena);
    arena_free(at.arena);
    return may_go_on(&at);
}
