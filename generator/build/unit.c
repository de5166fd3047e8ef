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

/* The PDF that a paper is, or NULL; `paper` may be NULL. */
static const struct attached *file_of(const struct paper *paper)
{
    const struct attached *file =
        paper && value_is_given(&paper->file) ? paper->file.items[0].as.file : NULL;
    return file && file->path ? file : NULL;
}

static const struct paper *as_paper(const struct record *record)
{
    return record_is(record, TYPE_paper) ? (const struct paper *)record : NULL;
}

/* Tells the guard of the PDFs of papers that the edition does not have: the paper may be in it and
 * its file be withheld. */
static void collect_attached(const struct unit *unit, const struct workshop *shop)
{
    struct arena *scratch = arena_new();
    struct arena *of_file = arena_new();
    bool *has_file = arena_array(scratch, unit->records.count, sizeof *has_file);
    for (size_t i = 0; i < unit->edition->count; i++) {
        const struct record *copy = unit->edition->list[i];
        has_file[copy->order] = file_of(as_paper(copy)) != NULL;
    }
    for (size_t i = 0; i < unit->records.count; i++) {
        const struct paper *paper = as_paper(unit->records.list[i]);
        const struct attached *file = has_file[i] ? NULL : file_of(paper);
        struct str bytes;
        if (!file || !file_read_pdf(of_file, file->path, &bytes, shop->diag))
            continue;
        const char *subject = arena_printf(of_file, "paper '%.*s'", STR_ARGS(paper->record.id));
        guard_add_file(shop->guard,
                       &(struct withheld){
                           .mark = paper->record.mark, .field = "file", .subject = str_of(subject)},
                       bytes);
        arena_clear(of_file);
    }
    arena_free(of_file);
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

/* What the files of a trust are read into, and what is done with them. */
struct file_taking {
    struct arena *arena; /* cleared after each file */
    const struct workshop *shop;
    bool published; /* anew: else those that are published stay */
    bool changed;   /* any of them is new, or differs from the published one */
};

static void take_file(struct file_taking *at, struct str address, struct str bytes,
                      const char *path)
{
    const struct workshop *shop = at->shop;
    if (shop->guard)
        guard_excuse_file(shop->guard, bytes);
    if (at->published) {
        at->changed |= !output_holds(shop->output, address, bytes);
        output_add(shop->output, address, bytes, (struct mark){path, 0, 0});
    }
}

static void take_image(const struct image *image, void *context)
{
    struct file_taking *at = context;
    struct str bytes;
    if (file_read(at->arena, image->path, &bytes, at->shop->diag))
        take_file(at, image->address, bytes, image->path);
    arena_clear(at->arena);
}

static void take_attached(const struct attached *file, struct file_taking *at)
{
    struct str bytes;
    if (file_read_pdf(at->arena, file->path, &bytes, at->shop->diag))
        take_file(at, file->address, bytes, file->path);
    arena_clear(at->arena);
}

/* Tells the guard that the images and PDFs which this edition has are public, and, where it is
 * published anew, copies them, each PDF beside its paper's page; true where any has changed. */
static bool take_files(const struct unit *unit, const struct workshop *shop, bool published)
{
    struct file_taking taking = {arena_new(), shop, published, false};
    links_each_image(shop->links, unit->folder->id, true, take_image, &taking);
    for (size_t i = 0; i < unit->edition->count; i++) {
        const struct attached *file = file_of(as_paper(unit->edition->list[i]));
        if (file)
            take_attached(file, &taking);
    }
    arena_free(taking.arena);
    return taking.changed;
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
        bool changed = take_files(unit, shop, true);
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
    if (unit->edition->trust)
        take_files(unit, shop, false);
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
