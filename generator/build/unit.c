/* unit.c: takes one trust through its stages. A unit touches no other unit, so that several can be
 * worked on at once; what it shares with them is const, or locks itself.
 *
 * Layer: build. Uses: load, check, derive, plan, render, export, search, write. Used by: build. */
#include "unit.h"

#include "concordat/base/file.h"
#include "concordat/check/check.h"
#include "concordat/derive/derive.h"
#include "findable.h"

/* What is exempt is exempt from publication: those who decide on it, the members, see it too. */
enum audience readers_of(const struct build_options *options)
{
    return options->audience == audience_public ? audience_public : audience_exempt;
}

/* The day that the trust is described as of: what the command says, or the trust itself. */
static long day_of(const struct unit *unit, const struct build_options *options)
{
    return options->as_of > 0 ? options->as_of : trust_as_of(unit->records.trust, options->today);
}

void unit_load(struct unit *unit, const struct workshop *shop)
{
    unit->arena = arena_new();
    unit->records = (struct records){0};
    check_trust_id(unit->folder->id, (struct mark){unit->folder->path, 0, 0}, shop->diag);
    load_trust(unit->arena, unit->folder, &unit->records, shop->diag);
    check_references(unit->arena, &unit->records, shop->diag);
    check_rules(unit->arena, &unit->records, day_of(unit, shop->options), shop->diag);
    number_records(unit->arena, &unit->records, value_text(&shop->site->home));
    check_attached(unit->arena, unit->folder->path, &unit->records, shop->diag);
    unit->edition = filter_records(unit->arena, &unit->records, readers_of(shop->options));
}

/* Tells the guard of the PDFs of papers that the edition does not have. */
static void collect_attached(const struct unit *unit, const struct workshop *shop)
{
    struct arena *scratch = arena_new();
    bool *seen = arena_array(scratch, unit->records.count, sizeof *seen);
    for (size_t i = 0; i < unit->edition->count; i++)
        seen[unit->edition->list[i]->order] = true;
    for (size_t i = 0; i < unit->records.count; i++) {
        const struct paper *paper = (const struct paper *)unit->records.list[i];
        const struct attached *file =
            record_is(&paper->record, TYPE_paper) && value_is_given(&paper->file) && !seen[i]
                ? paper->file.items[0].as.file
                : NULL;
        struct str subject =
            str_of(arena_printf(scratch, "paper '%.*s'", STR_ARGS(paper->record.id)));
        const struct withheld withheld = {
            .mark = paper->record.mark, .field = "file", .subject = subject};
        struct str bytes;
        if (file && file->path && file_read_pdf(scratch, file->path, &bytes, shop->diag))
            guard_add_file(shop->guard, &withheld, bytes);
    }
    arena_free(scratch);
}

void unit_survey(struct unit *unit, const struct workshop *shop)
{
    unit_load(unit, shop);
    check_directives(unit->arena, &unit->records, unit->edition, shop->diag);
    links_survey(shop->links, &unit->records, unit->edition, shop->diag);
    if (shop->guard)
        withheld_collect(shop->guard, readers_of(shop->options), &unit->records, unit->edition);
    if (shop->guard)
        collect_attached(unit, shop);
}

void publish_assets(const struct workshop *shop)
{
    size_t count;
    const struct asset *assets = theme_assets(shop->theme, &count);
    for (size_t i = 0; i < count; i++)
        output_add(shop->output, assets[i].address, assets[i].bytes,
                   (struct mark){assets[i].path, 0, 0});
}

/* Where images go, and what they are read into. */
struct image_copying {
    struct arena *arena;
    const struct workshop *shop;
    bool changed; /* any of them */
};

/* True where the file is new, or differs from the published one. */
static bool add_file(const struct workshop *shop, struct str address, struct str bytes,
                     const char *path)
{
    bool changed = !output_holds(shop->output, address, bytes);
    output_add(shop->output, address, bytes, (struct mark){path, 0, 0});
    return changed;
}

static void copy_image(const struct image *image, void *context)
{
    struct image_copying *at = context;
    struct str bytes;
    bool read = file_read(at->arena, image->path, &bytes, at->shop->diag);
    if (read && at->shop->guard)
        guard_excuse_file(at->shop->guard, bytes);
    if (read)
        at->changed |= add_file(at->shop, image->address, bytes, image->path);
    arena_clear(at->arena);
}

/* Copies the images of the trust; true where any has changed. */
static bool publish_images(const struct unit *unit, const struct workshop *shop)
{
    struct image_copying copying = {arena_new(), shop, false};
    links_each_image(shop->links, unit->folder->id, true, copy_image, &copying);
    arena_free(copying.arena);
    return copying.changed;
}

/* Copies the PDFs of the papers that this edition has, each beside its paper's page; true where any
 * has changed. */
static bool publish_attached(const struct trust *edition, const struct workshop *shop)
{
    struct arena *scratch = arena_new();
    bool changed = false;
    for (unsigned i = 0; value_is_given(&edition->papers) && i < edition->papers.count; i++) {
        const struct paper *paper = (const struct paper *)edition->papers.items[i].as.record;
        const struct attached *file =
            value_is_given(&paper->file) ? paper->file.items[0].as.file : NULL;
        struct str bytes;
        if (file && file->path && file_read_pdf(scratch, file->path, &bytes, shop->diag))
            changed |= add_file(shop, file->address, bytes, file->path);
        arena_clear(scratch);
    }
    arena_free(scratch);
    return changed;
}

void unit_publish(struct unit *unit, const struct workshop *shop)
{
    const struct build_options *options = shop->options;
    struct records *edition = unit->edition;
    if (shop->guard)
        withheld_excuse(shop->guard, readers_of(options), &unit->records, edition);
    if (edition->trust) {
        derive_records(unit->arena, edition, day_of(unit, options));
        struct page_plan plan = plan_trust(unit->arena, shop->site, edition->trust,
                                           theme_labels(shop->theme), theme_words(shop->theme));
        bool changed = publish_images(unit, shop);
        changed |= publish_attached(edition->trust, shop);
        struct findable findable = {shop, {unit->folder->path, 0, 0}};
        struct search_group group = findable_trust(unit->arena, edition->trust);
        struct search_part *part =
            shop->search
                ? search_part_begin(shop->search, unit->number, &group, findable_emit, &findable)
                : NULL;
        unit->outdated =
            publish_plan(&plan, edition->trust, abbreviations_of(unit->arena, edition->trust),
                         changed, part, shop);
        search_part_end(part);
        unit->pages = plan.count;
        unit->entry_arena = arena_new();
        unit->entry = directory_entry(unit->entry_arena, edition);
        export_unit(unit, &plan, shop);
    }
    unit_rest(unit);
}

void unit_excuse(struct unit *unit, const struct workshop *shop)
{
    withheld_excuse(shop->guard, readers_of(shop->options), &unit->records, unit->edition);
    unit_rest(unit);
}

void unit_rest(struct unit *unit)
{
    arena_free(unit->arena);
    unit->arena = NULL;
}

void unit_free(struct unit *unit)
{
    unit_rest(unit);
    arena_free(unit->entry_arena);
    unit->entry_arena = NULL;
}
