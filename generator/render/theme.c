/* theme.c: reads the templates, compiles one program for each kind of page, renders pages.
 *
 * A site's own folder lies over the program's own, file by file: what it has stands in place of
 * what has the same path below. A template's name is its path in the folder without its ending:
 * parts/seat.mustache is called
 * {{>parts/seat}}. A directive is written by directives/<its name>. One of a single line has no
 * line break at its end, so that it can be called in the middle of words. Everything under assets/
 * is published as it is; starters/ is for whom `concordat new` writes files.
 *
 * Stage: render. Uses: mustache, schema's shapes, plan. Used by: build. */
#include "concordat/render/theme.h"

#include "concordat/base/file.h"
#include "concordat/base/suggest.h"
#include "concordat/schema/decode.h"
#include "outline.h"
#include "strings.h"

#include <string.h>

enum { DEEPEST_FOLDER = 8 };

struct theme {
    const struct strings *strings;
    const struct program *programs[PAGE_KIND_COUNT];
    const struct program *directives[TYPE_COUNT]; /* NULL for a type that is none */
    const struct program *section;                /* says whom a section of a text is for */
    const struct program *outline;                /* lists the headings of a page */
    struct str *texts;                            /* of templates */
    size_t text_count;
    size_t text_room;
    struct asset *assets;
    size_t asset_count;
    size_t asset_room;
};

struct loading {
    struct arena *arena;
    struct diag *diag;
    struct theme *theme;
    struct template_set *set;
    const char *over; /* the folder whose files stand in place of those read; NULL for none */
    size_t root_len;  /* of the path of the folder that is read, and its slash */
};

/* ------------------------------------------------------------------ reading the folder */

static void add_asset(const struct loading *at, const char *path)
{
    struct theme *theme = at->theme;
    struct asset asset = {.address = str_of(path + at->root_len), .path = path};
    if (!file_read(at->arena, path, &asset.bytes, at->diag))
        return;
    theme->assets = arena_grown(at->arena, theme->assets, theme->asset_count, &theme->asset_room,
                                sizeof *theme->assets);
    theme->assets[theme->asset_count++] = asset;
}

static void keep_text(const struct loading *at, struct str text)
{
    struct theme *theme = at->theme;
    theme->texts = arena_grown(at->arena, theme->texts, theme->text_count, &theme->text_room,
                               sizeof *theme->texts);
    theme->texts[theme->text_count++] = text;
}

static void add_template(const struct loading *at, const char *path)
{
    struct str name = str_of(path + at->root_len);
    struct str text;
    if (!file_read_text(at->arena, path, &text, at->diag))
        return;
    keep_text(at, text);
    /* A template of one line stands inside lines: its line break is not part of it. */
    if (str_find(text, '\n', 0) + 1 == text.len)
        text.len -= str_ends(text, "\r\n") ? 2 : 1;
    template_add(at->set, str_slice(name, 0, name.len - strlen(".mustache")), path, text);
}

/* True where the folder above has a file in place of this one. */
static bool is_covered(const struct loading *at, const char *path)
{
    return at->over && path_exists(arena_printf(at->arena, "%s/%s", at->over, path + at->root_len));
}

static void read_folder(const struct loading *at, const char *path, bool assets, int depth)
{
    struct entry_of_folder *entries;
    size_t count;
    if (depth > DEEPEST_FOLDER) {
        diag_report(at->diag, SEVERITY_WARNING, (struct mark){path, 0, 0}, RULE_UNREAD_FILE,
                    "this folder is not read: it is more than %d folders deep", DEEPEST_FOLDER);
        return;
    }
    if (!folder_read(at->arena, path, &entries, &count, at->diag))
        return;
    for (size_t i = 0; i < count; i++) {
        bool in_assets = assets || (depth == 0 && str_is(entries[i].name, "assets"));
        bool elsewhere = depth == 0 && (str_is(entries[i].name, "strings") ||
                                        str_is(entries[i].name, "starters"));
        if (entries[i].kind == ENTRY_FILE && is_covered(at, entries[i].path))
            continue;
        if (entries[i].kind == ENTRY_FOLDER && !elsewhere)
            read_folder(at, entries[i].path, in_assets, depth + 1);
        else if (entries[i].kind == ENTRY_FILE && in_assets)
            add_asset(at, entries[i].path);
        else if (entries[i].kind == ENTRY_FILE && str_ends(entries[i].name, ".mustache"))
            add_template(at, entries[i].path);
        else if (!elsewhere)
            diag_report(at->diag, SEVERITY_WARNING, (struct mark){entries[i].path, 0, 0},
                        RULE_UNREAD_FILE, "this file is not read: templates end in .mustache");
    }
}

/* ------------------------------------------------------------------ compiling */

static void compile(const struct loading *at, const struct shapes *shapes, const char *path,
                    enum page_kind kind)
{
    const struct page_kind_row *row = page_kind_row(kind);
    const struct shape *context[4];
    size_t count = 0;
    context[count++] = shape_of(shapes, TYPE_site);
    if (!row->of_site)
        context[count++] = shape_of(shapes, TYPE_trust);
    context[count++] = shape_of(shapes, TYPE_page);
    /* The subject comes last: its names are the plain ones. */
    context[count++] = shape_of(shapes, row->subject);
    at->theme->programs[kind] =
        template_compile(at->set, str_of(row->template), context, count, (struct mark){path, 0, 0});
}

/* Compiles the template of each directive, for a page of a trust. */
static void compile_directives(const struct loading *at, const struct shapes *shapes,
                               const char *path)
{
    size_t count;
    const enum type_id *types = target_types(TYPE_directive, &count);
    for (size_t i = 0; i < count; i++) {
        struct str word = type_word(at->arena, type_of(types[i]));
        const char *name = arena_printf(at->arena, "directives/%.*s", STR_ARGS(word));
        const struct shape *context[] = {shape_of(shapes, TYPE_site), shape_of(shapes, TYPE_trust),
                                         shape_of(shapes, TYPE_page), shape_of(shapes, types[i])};
        at->theme->directives[types[i]] =
            template_compile(at->set, str_of(name), context, sizeof context / sizeof *context,
                             (struct mark){path, 0, 0});
    }
}

/* Compiles a part that is placed on any page where its HTML calls for it. */
static const struct program *compile_part(const struct loading *at, const struct shapes *shapes,
                                          const char *path, struct str name, enum type_id type)
{
    const struct shape *context[] = {shape_of(shapes, TYPE_site), shape_of(shapes, type)};
    return template_compile(at->set, name, context, sizeof context / sizeof *context,
                            (struct mark){path, 0, 0});
}

/* Reads the folder `path`, without the files that `over` has too. */
static void read_layer(struct loading *at, const char *path, const char *over)
{
    at->over = over;
    at->root_len = strlen(path) + 1;
    read_folder(at, path, false, 0);
}

/* The folder of the strings of a language: the site's own, unless only the other has them. */
static const char *strings_folder(struct arena *arena, const char *own, const char *base,
                                  struct str language)
{
    const char *above = arena_printf(arena, "%s/strings", own ? own : base);
    const char *below = arena_printf(arena, "%s/strings", base ? base : own);
    bool is_above = strings_are_there(arena, above, language);
    bool is_below = strings_are_there(arena, below, language);
    return is_above || (!is_below && folder_exists(above)) ? above : below;
}

const struct theme *theme_load(struct arena *arena, const char *own, const char *base,
                               struct str language, struct mark asked, struct diag *diag)
{
    const struct shapes *shapes = shapes_new(arena);
    struct theme *theme = arena_alloc(arena, sizeof *theme);
    struct loading at = {.arena = arena,
                         .diag = diag,
                         .theme = theme,
                         .set = template_set_new(arena, shapes_vocabulary(shapes), diag)};
    const char *top = own ? own : base;
    if (!folder_exists(top)) {
        diag_error(diag, (struct mark){top, 0, 0}, RULE_NO_CONTENT,
                   STR("say where it is with --templates DIR"),
                   "there is no folder of templates here");
        return NULL;
    }
    read_layer(&at, top, NULL);
    if (own && base)
        read_layer(&at, base, own);
    if (!language_is_well_formed(language))
        language = STR("en");
    theme->strings = strings_load(arena, strings_folder(arena, own, base, language), language,
                                  asked, at.set, diag);
    /* Without words, each template would only say so at each of its tags. */
    if (!theme->strings)
        return NULL;
    for (int kind = 0; kind < PAGE_KIND_COUNT; kind++)
        compile(&at, shapes, top, (enum page_kind)kind);
    compile_directives(&at, shapes, top);
    theme->section = compile_part(&at, shapes, top, STR("parts/text-section"), TYPE_text_section);
    theme->outline = compile_part(&at, shapes, top, STR("parts/outline"), TYPE_outline);
    template_report_unused(at.set, top);
    return theme;
}

/* ------------------------------------------------------------------ using it */

const struct str *theme_labels(const struct theme *theme)
{
    return theme->strings->pages;
}

const struct words *theme_words(const struct theme *theme)
{
    return &theme->strings->words;
}

/* What an image of the site may be: its name ends as one of `ends`, up to a NULL. */
struct image_use {
    const char *what;
    const char *ends[8];
    const char *save_as;
};

/* What browsers show. */
static const struct image_use logo_use = {
    "logo",
    {".svg", ".png", ".jpg", ".jpeg", ".webp", ".avif", ".gif"},
    ".svg, .png, .jpg, .jpeg, .webp, .avif or .gif"};

/* What the programs show that make a picture of a link. */
static const struct image_use share_use = {
    "image for links", {".png", ".jpg", ".jpeg", ".webp"}, ".png, .jpg, .jpeg or .webp"};

static bool is_such_image(const struct image_use *use, struct str name)
{
    bool found = false;
    for (size_t i = 0; use->ends[i]; i++)
        found = found || str_ends(name, use->ends[i]);
    return found;
}

/* False where an address would end, or be another, at a sign of the name; nor has it spaces. */
static bool fits_address(struct str name)
{
    bool fits = true;
    for (size_t i = 0; i < name.len; i++)
        fits = fits && name.ptr[i] != '\0' && !strchr(" \t\"#%<>?\\^`{|}", name.ptr[i]);
    return fits;
}

static void check_image(const struct theme *theme, const struct value *value,
                        const struct image_use *use, struct diag *diag)
{
    struct str image = value_text(value);
    struct suggestion near = suggestion_for(image);
    if (!value_is_given(value))
        return;
    if (!fits_address(image)) {
        diag_error(diag, value->items[0].mark, RULE_UNKNOWN_TARGET,
                   STR("rename the file: letters, digits, hyphens and a dot are enough"),
                   "the name '%.*s' has a space or sign that no address can hold",
                   STR_ARGS(text_shown(image)));
        return;
    }
    bool fits = is_such_image(use, image);
    for (size_t i = 0; i < theme->asset_count; i++) {
        struct str name = theme->assets[i].address;
        name = str_slice(name, sizeof "assets/" - 1, name.len);
        if (fits && str_equal(name, image))
            return;
        if (is_such_image(use, name))
            suggestion_offer(&near, name);
    }
    struct buf hint = {0};
    if (!fits)
        buf_printf(&hint, "save it as %s, and ", use->save_as);
    buf_add_string(&hint, "put the file into the folder assets/ of the site's own templates");
    if (near.best.len > 0)
        buf_printf(&hint, "; did you mean %.*s?", STR_ARGS(near.best));
    if (fits)
        diag_error(diag, value->items[0].mark, RULE_UNKNOWN_TARGET, buf_str(&hint),
                   "there is no '%.*s' among the assets", STR_ARGS(text_shown(image)));
    else
        diag_error(diag, value->items[0].mark, RULE_UNKNOWN_TARGET, buf_str(&hint),
                   "the %s '%.*s' has not the name of such an image", use->what,
                   STR_ARGS(text_shown(image)));
    buf_free(&hint);
}

void theme_check_images(const struct theme *theme, const struct site *site, struct diag *diag)
{
    check_image(theme, &site->logo, &logo_use, diag);
    check_image(theme, &site->share_image, &share_use, diag);
    if (value_is_given(&site->share_image) && !value_is_given(&site->url))
        diag_report(diag, SEVERITY_WARNING, site->share_image.items[0].mark, RULE_MISSING_FIELD,
                    "an image for links is told by its full address, and the site has no 'url'");
}

const struct asset *theme_assets(const struct theme *theme, size_t *count)
{
    *count = theme->asset_count;
    return theme->assets;
}

void theme_each_text(const struct theme *theme, void (*visit)(struct str text, void *context),
                     void *context)
{
    visit(theme->strings->text, context);
    for (size_t i = 0; i < theme->text_count; i++)
        visit(theme->texts[i], context);
    for (size_t i = 0; i < theme->asset_count; i++)
        visit(theme->assets[i].bytes, context);
}

/* What the Markdown of a page is placed by. */
struct whereabouts {
    const struct theme *theme;
    const struct surroundings *surroundings;
    const struct page *page;
    const struct planned_page *planned;
    const struct rendering *rendering;
    struct abbreviations_used *used; /* on the page so far */
    struct diag *diag;
};

/* Writes where a text leads that stands on this page as well as on its own; false where it does
 * not.
 */
static bool write_joined(const struct whereabouts *at, const struct target *target, struct buf *out)
{
    struct str address;
    struct str anchor;
    if (at->planned->joined_count == 0 ||
        !link_place(at->surroundings->links, target, &address, &anchor))
        return false;
    for (size_t i = 0; i < at->planned->joined_count; i++) {
        const struct joined_text *joined = &at->planned->joined[i];
        if (joined->address.len == 0 || !str_equal(joined->address, address))
            continue;
        buf_add_char(out, '#');
        if (anchor.len > 0)
            buf_add_string(out, joined->id_prefix);
        buf_add(out, anchor.len > 0 ? anchor : joined->anchor);
        return true;
    }
    return false;
}

static void place_link(const struct placement *placement, const struct target *target,
                       struct buf *out)
{
    const struct whereabouts *at = placement->context;
    if (!write_joined(at, target, out))
        link_write(at->surroundings->links, at->page->record.address, target, out);
}

static void place_number(const struct placement *placement, const struct target *target,
                         struct buf *out)
{
    const struct whereabouts *at = placement->context;
    link_write_number(at->surroundings->links, target, out);
}

static bool place_image(const struct placement *placement, const struct target *target,
                        unsigned *width, unsigned *height)
{
    const struct whereabouts *at = placement->context;
    const struct image *image = link_image(at->surroundings->links, target);
    if (!image)
        return false;
    *width = image->width;
    *height = image->height;
    return true;
}

static void place_words(const struct placement *placement, struct str html, size_t from, size_t to,
                        struct buf *out)
{
    const struct whereabouts *at = placement->context;
    abbreviations_write(at->surroundings->abbreviations, at->used, html, from, to, out);
}

static void join_text(const struct rendering *rendering, const struct document *text,
                      struct placement *placement)
{
    const struct whereabouts *at = rendering->placement.context;
    for (size_t i = 0; i < at->planned->joined_count; i++) {
        const struct joined_text *joined = &at->planned->joined[i];
        if (joined->text != text)
            continue;
        placement->heading_shift = joined->heading_shift;
        placement->id_prefix = joined->id_prefix;
        placement->footnotes_before = joined->footnotes_before;
    }
}

/* The record that was made of a directive; NULL where the page shows none there. */
static const struct record *record_of(const struct page *page, const struct directive *directive)
{
    for (unsigned i = 0; i < page->directives.count; i++) {
        const struct item *item = &page->directives.items[i];
        if (item->mark.line == directive->mark.line &&
            strcmp(item->mark.file, directive->mark.file) == 0)
            return item->as.record;
    }
    return NULL;
}

static void place_directive(const struct placement *placement, const struct directive *directive,
                            struct buf *out)
{
    const struct whereabouts *at = placement->context;
    const struct record *record = record_of(at->page, directive);
    if (!record)
        return;
    const void *objects[] = {at->surroundings->site, at->surroundings->trust, at->page, record};
    struct rendering rendering = *at->rendering;
    if (record->type->id == TYPE_quote) /* somebody else's words stand as they are */
        rendering.placement.words = NULL;
    template_render(at->theme->directives[record->type->id], objects, &rendering, out, at->diag);
}

static void place_section(const struct placement *placement, const struct section *section,
                          struct buf *out)
{
    const struct whereabouts *at = placement->context;
    struct item audience = {.as.number = (long)audience_of_section(section)};
    struct item number = {.text = section->number};
    struct item cut = {.as.number = section->cut};
    const struct text_section view = {
        .record.type = type_of(TYPE_text_section),
        .audience = {STATE_GIVEN, 1, &audience, section->mark},
        .cut = {STATE_GIVEN, 1, &cut, section->mark},
        .number = {number.text.len > 0 ? STATE_GIVEN : STATE_ABSENT, 1, &number, section->mark},
    };
    const void *objects[] = {at->surroundings->site, &view};
    template_render(at->theme->section, objects, at->rendering, out, at->diag);
}

/* Puts the list of its headings on a long page, which begins at `start`. A print edition has one of
 * its template's own, with the numbers of its pages. */
static bool add_outline(const struct whereabouts *at, size_t start, struct buf *out)
{
    size_t place;
    struct buf list = {0};
    bool rendered = true;
    if (value_is_given(&at->page->print_file))
        return true;
    struct arena *arena = arena_new();
    const struct outline *outline =
        outline_read(arena, str_slice(buf_str(out), start, out->len), &place);
    if (outline) {
        const void *objects[] = {at->surroundings->site, outline};
        rendered = template_render(at->theme->outline, objects, at->rendering, &list, at->diag);
        buf_insert(out, start + place, buf_str(&list));
    }
    buf_free(&list);
    arena_free(arena);
    return rendered;
}

bool theme_render(const struct theme *theme, const struct surroundings *surroundings,
                  const struct planned_page *page, struct buf *out, struct diag *diag)
{
    const void *objects[4];
    size_t count = 0;
    const struct abbreviations *abbreviations = surroundings->abbreviations;
    struct abbreviations_used used = {0};
    struct whereabouts here = {.theme = theme,
                               .surroundings = surroundings,
                               .page = page->page,
                               .planned = page,
                               .used = &used,
                               .diag = diag};
    const struct rendering rendering = {.address = page->page->record.address,
                                        .words = &theme->strings->words,
                                        .placement = {.link = place_link,
                                                      .image_size = place_image,
                                                      .words = abbreviations ? place_words : NULL,
                                                      .number = place_number,
                                                      .directive = place_directive,
                                                      .section = place_section,
                                                      .context = &here},
                                        .join = page->joined_count > 0 ? join_text : NULL};
    here.rendering = &rendering;
    /* A glossary says what its terms stand for itself. */
    if (abbreviations && page->kind == PAGE_GLOSSARY)
        abbreviations_use_all(abbreviations, &used);
    objects[count++] = surroundings->site;
    if (surroundings->trust && !page_kind_row(page->kind)->of_site)
        objects[count++] = surroundings->trust;
    objects[count++] = page->page;
    objects[count++] = page->subject;
    const size_t start = out->len;
    bool rendered = template_render(theme->programs[page->kind], objects, &rendering, out, diag) &&
                    add_outline(&here, start, out);
    abbreviations_used_free(&used);
    return rendered;
}
