/* build.c: the story of a build, told once: survey every trust, stop if anything is wrong, then
 * publish every trust and the site's own pages, and commit.
 *
 * Each trust is a unit of work (unit.c); units run side by side (crew.c). Uses: every stage.
 * Used by: main. */
#include "concordat/build/build.h"

#include "concordat/check/check.h"
#include "concordat/derive/derive.h"
#include "crew.h"
#include "unit.h"

/* A build on its way. */
struct building {
    const struct build_options *options;
    struct diag *diag;
    struct arena *arena; /* of the site: its records, the theme */
    struct site_content content;
    const struct theme *theme;
    const struct str *labels; /* of the kinds of pages */
    struct unit *units; /* one for each trust of the content */
    struct output *output;
};

static void survey_unit(void *context, size_t number)
{
    struct building *at = context;
    at->units[number].folder = &at->content.trusts[number];
    unit_survey(&at->units[number], value_text(&at->content.site->home), at->diag);
}

static void prepare_unit(void *context, size_t number)
{
    struct building *at = context;
    unit_prepare(&at->units[number], at->options, at->content.site, at->labels);
}

static void publish_unit(void *context, size_t number)
{
    struct building *at = context;
    unit_publish(&at->units[number], at->theme, at->content.site, at->output, at->diag);
}

static bool may_go_on(const struct building *at)
{
    return diag_count(at->diag, at->options->strict ? SEVERITY_WARNING : SEVERITY_ERROR) == 0;
}

static void survey(struct building *at)
{
    if (!load_site(at->arena, at->options->content, &at->content, at->diag))
        return;
    check_site(at->arena, &at->content, at->diag);
    at->theme = theme_load(at->arena, at->options->templates,
                           value_text(&at->content.site->language), at->diag);
    at->units = arena_array(at->arena, at->content.trust_count, sizeof *at->units);
    crew_work(at->options->jobs, at->content.trust_count, survey_unit, at);
}

static void publish_site(struct building *at, struct build_summary *summary)
{
    struct plan plan = plan_site(at->arena, at->content.site, at->labels);
    render_plan(&plan, at->theme, at->content.site, NULL, at->output, at->diag);
    add_assets(at->theme, at->output);
    summary->pages += plan.count;
}

static void publish(struct building *at, struct build_summary *summary)
{
    at->labels = theme_labels(at->theme);
    at->content.records = *filter_records(at->arena, &at->content.records, at->options->audience);
    at->content.site = (struct site *)at->content.records.list[0];
    crew_work(at->options->jobs, at->content.trust_count, prepare_unit, at);
    for (size_t i = 0; i < at->content.trust_count; i++) {
        if (at->units[i].edition->trust)
            site_add_entry(at->arena, at->content.site, at->units[i].edition);
        summary->pages += at->units[i].plan.count;
    }
    at->output = output_open(at->options->output, at->diag);
    if (!at->output)
        return;
    publish_site(at, summary);
    crew_work(at->options->jobs, at->content.trust_count, publish_unit, at);
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
    survey(&at);
    summary->trusts = at.content.trust_count;
    if (may_go_on(&at) && options->output)
        publish(&at, summary);
    for (size_t i = 0; at.units && i < at.content.trust_count; i++)
        unit_free(&at.units[i]);
    arena_free(at.arena);
    return may_go_on(&at);
}
