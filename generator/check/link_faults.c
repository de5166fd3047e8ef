/* link_faults.c: says of a link that leads nowhere what was found, and what may have been meant.
 *
 * Layer: check. Uses: link_index, suggest. Used by: links. */
#include "link_index.h"

#include "concordat/base/file.h"
#include "concordat/base/suggest.h"
#include "concordat/schema/pages.h"
#include "concordat/schema/shapes.h"
#include "image_size.h"

/* How many names are compared with mistyped ones before no more is suggested. */
enum { MOST_COMPARISONS = 200000 };

/* What a report works on. */
struct report {
    struct link_index *index;
    const struct target *target;
    const struct landing *landing;
    struct arena *arena; /* of the report alone */
    struct diag *diag;
};

/* ------------------------------------------------------------------ what may have been meant */

/* A search among keys that begin with `prefix`, by what follows it. */
struct search {
    struct suggestion near;
    struct str prefix;
};

static void offer(struct str key, void *value, void *context)
{
    struct search *search = context;
    (void)value;
    if (key.len >= search->prefix.len &&
        str_equal(str_slice(key, 0, search->prefix.len), search->prefix))
        suggestion_offer(&search->near, str_slice(key, search->prefix.len, key.len));
}

/* The key that is nearest to a mistyped one, without its prefix; empty where none is. */
static struct str nearest(const struct report *at, const struct table *table, struct str prefix,
                          struct str word)
{
    struct search search = {suggestion_for(word), prefix};
    size_t count = table ? table_count(table) : 0;
    if (at->index->compared + count > MOST_COMPARISONS)
        return STR("");
    at->index->compared += count;
    if (table)
        table_each(table, offer, &search);
    return search.near.best;
}

static struct str did_you_mean(const struct report *at, const char *before, struct str word,
                               const char *otherwise)
{
    if (word.len == 0)
        return str_of(otherwise);
    return str_of(arena_printf(at->arena, "did you mean %s%.*s?", before, STR_ARGS(word)));
}

/* ------------------------------------------------------------------ links to records */

static void report_nothing(const struct report *at)
{
    diag_error(at->diag, at->target->mark, RULE_UNKNOWN_TARGET,
               STR("write between the parentheses where it leads, as in [the Board](body:board)"),
               "a link leads nowhere");
}

static void report_without_trust(const struct report *at)
{
    diag_error(at->diag, at->target->mark, RULE_UNKNOWN_TARGET,
               STR("write the trust in front, as in surrey:body:board"),
               "a text of the site does not belong to a trust, so '%.*s' could be any trust's",
               STR_ARGS(text_shown(at->target->destination)));
}

static void report_no_trust(const struct report *at)
{
    struct str trust = at->landing->trust;
    struct str near = nearest(at, at->index->trusts, STR(""), trust);
    diag_error(at->diag, at->target->mark, RULE_UNKNOWN_TARGET,
               did_you_mean(at, "", near, "write the name of a folder of trusts/"),
               "there is no trust '%.*s'", STR_ARGS(text_shown(trust)));
}

static void report_no_type(const struct report *at)
{
    struct buf words = {0};
    link_words_write(&words);
    const char *hint = arena_printf(at->arena, "write one of these, a colon and the id: %.*s",
                                    STR_ARGS(buf_str(&words)));
    buf_free(&words);
    diag_error(at->diag, at->target->mark, RULE_UNKNOWN_TARGET, str_of(hint),
               "no place can be linked to by '%.*s:'",
               STR_ARGS(text_shown(at->landing->parts.type)));
}

static void report_no_record(const struct report *at)
{
    const struct destination *parts = &at->landing->parts;
    const char *prefix = arena_printf(at->arena, "%.*s:", STR_ARGS(parts->type));
    struct str near = nearest(at, at->landing->summary->places, str_of(prefix), parts->id);
    const char *before = parts->trust.len > 0
                             ? arena_printf(at->arena, "%.*s:%s", STR_ARGS(parts->trust), prefix)
                             : prefix;
    if (at->landing->trust.len == 0) {
        diag_error(at->diag, at->target->mark, RULE_UNKNOWN_TARGET,
                   did_you_mean(at, before, near, "write the name of one of its files without .md"),
                   "the guide has no chapter '%.*s'", STR_ARGS(text_shown(parts->id)));
        return;
    }
    diag_error(at->diag, at->target->mark, RULE_UNKNOWN_TARGET,
               did_you_mean(at, before, near, "define it, or write the id of one that is"),
               "no %.*s '%.*s' is defined in the trust %.*s", STR_ARGS(parts->type),
               STR_ARGS(text_shown(parts->id)), STR_ARGS(at->landing->summary->id));
}

/* ------------------------------------------------------------------ links to files */

static void report_outside(const struct report *at)
{
    diag_error(at->diag, at->target->mark, RULE_UNKNOWN_TARGET,
               STR("write the path from the file that this stands in, as in ../trust.yaml, or a "
                   "record, as in body:board"),
               "the path '%.*s' leads out of the content folder",
               STR_ARGS(text_shown(at->landing->parts.path)));
}

static void report_no_file(const struct report *at)
{
    const struct landing *landing = at->landing;
    struct str here = file_in_content(at->index, at->target->mark.file);
    const char *otherwise =
        "link to a .md page, a .yaml file, an image or a record, as in body:board";
    struct buf relative = {0};
    if (landing->summary) {
        struct str near = nearest(at, landing->summary->files, STR(""), landing->name);
        const char *folder = landing->trust.len > 0 ? "trusts/" : "";
        const char *path = arena_printf(at->arena, "%s%.*s%s%.*s", folder, STR_ARGS(landing->trust),
                                        landing->trust.len > 0 ? "/" : "", STR_ARGS(near));
        if (near.len > 0)
            address_from(here, str_of(path), &relative);
    }
    if (str_ends(landing->parts.path, ".html"))
        otherwise = "link to what is written and not to what is published, as in page:aims";
    diag_error(at->diag, at->target->mark, RULE_UNKNOWN_TARGET,
               did_you_mean(at, "", buf_str(&relative), otherwise),
               "there is no page or definition file '%.*s' here",
               STR_ARGS(text_shown(landing->parts.path)));
    buf_free(&relative);
}

static void report_several(const struct report *at)
{
    diag_error(at->diag, at->target->mark, RULE_UNKNOWN_TARGET,
               STR("write the record that is meant, as in body:board"),
               "no single page shows what is defined in '%.*s'",
               STR_ARGS(text_shown(at->landing->parts.path)));
}

/* ------------------------------------------------------------------ links to places on pages */

static void report_no_heading(const struct report *at)
{
    diag_error(at->diag, at->target->mark, RULE_UNKNOWN_ANCHOR,
               STR("write the record or file in front, as in body:board#seat_board_1"),
               "'#%.*s' alone means a heading of the same page, and this text is not a page's",
               STR_ARGS(text_shown(at->landing->parts.anchor)));
}

static void report_no_anchor(const struct report *at)
{
    const struct place *page = at->landing->place;
    struct str anchor = at->landing->parts.anchor;
    struct str near = nearest(at, page->anchors, STR(""), anchor);
    const char *otherwise =
        page->anchors ? "write the words of a heading in small letters with hyphens between them, "
                        "or leave out the # and what follows"
                      : "leave out the # and what follows: it has no places of its own";
    diag_error(at->diag, at->target->mark, RULE_UNKNOWN_ANCHOR,
               did_you_mean(at, "#", near, otherwise), "there is no '#%.*s' on that page",
               STR_ARGS(text_shown(anchor)));
}

static bool has_number(const struct place *page)
{
    return page->anchors &&
           (table_get(page->anchors, STR("1")) || table_get(page->anchors, STR("1.1")));
}

static void report_no_number(const struct report *at)
{
    const struct place *page = at->landing->place;
    struct str anchor = at->landing->parts.anchor;
    struct str near = nearest(at, page->anchors, STR(""), anchor);
    if (!has_number(page))
        diag_error(at->diag, at->target->mark, RULE_UNKNOWN_ANCHOR,
                   STR("write numbered: yes between the lines of --- of that page"),
                   "there is no paragraph '%.*s' on that page: its paragraphs have no numbers",
                   STR_ARGS(text_shown(anchor)));
    else
        diag_error(
            at->diag, at->target->mark, RULE_UNKNOWN_ANCHOR,
            did_you_mean(at, "#", near,
                         "label the paragraph, as in {#costs} at its end, and link to #costs"),
            "there is no paragraph '%.*s' on that page", STR_ARGS(text_shown(anchor)));
}

static void report_no_words(const struct report *at)
{
    diag_error(at->diag, at->target->mark, RULE_WORDLESS_LINK,
               STR("write them between the brackets; only a heading or paragraph of a page with "
                   "numbered: yes gives a link its number"),
               "a link has no words");
}

void report_link(struct link_index *index, const struct target *target,
                 const struct landing *landing, struct diag *diag)
{
    static void (*const reports[LINK_FAULTS])(const struct report *) = {
        [LINK_TO_NOTHING] = report_nothing,       [LINK_WITHOUT_TRUST] = report_without_trust,
        [LINK_TO_NO_TRUST] = report_no_trust,     [LINK_TO_NO_TYPE] = report_no_type,
        [LINK_TO_NO_RECORD] = report_no_record,   [LINK_OUTSIDE] = report_outside,
        [LINK_TO_NO_FILE] = report_no_file,       [LINK_TO_SEVERAL] = report_several,
        [LINK_TO_NO_HEADING] = report_no_heading, [LINK_TO_NO_ANCHOR] = report_no_anchor,
        [LINK_TO_NO_NUMBER] = report_no_number,   [LINK_WITHOUT_WORDS] = report_no_words,
    };
    struct report report = {index, target, landing, arena_new(), diag};
    if (reports[landing->fault])
        reports[landing->fault](&report);
    arena_free(report.arena);
}

void report_mixed_fiction(const struct target *target, const struct landing *landing,
                          struct diag *diag)
{
    bool from_fiction = landing->home->fictional;
    diag_error(diag, target->mark, RULE_MIXED_FICTION,
               STR("take the link out: nobody may take what is made up for what is real"),
               "a text of %s trust links to %s one, '%.*s'", from_fiction ? "a made-up" : "a real",
               from_fiction ? "a real" : "a made-up", STR_ARGS(landing->trust));
}

/* ------------------------------------------------------------------ images */

static void refuse_image(const struct target *target, struct diag *diag, const char *hint,
                         const char *found)
{
    diag_error(diag, target->mark, RULE_BAD_IMAGE, str_of(hint), "the image '%.*s' %s",
               STR_ARGS(text_shown(target->destination)), found);
}

/* The file of the folder that is nearest to a missing one; empty where none is. */
static struct str nearest_image(struct arena *arena, const char *path, struct diag *diag)
{
    struct str folder = str_of(path);
    struct entry_of_folder *entries;
    size_t count = 0;
    while (folder.len > 0 && folder.ptr[folder.len - 1] != '/')
        folder.len--;
    struct suggestion near = suggestion_for(str_of(path + folder.len));
    const char *name = arena_printf(arena, "%.*s", (int)folder.len - 1, folder.ptr);
    if (!folder_exists(name) || !folder_read(arena, name, &entries, &count, diag))
        return STR("");
    for (size_t i = 0; i < count; i++)
        if (is_image_name(entries[i].name))
            suggestion_offer(&near, entries[i].name);
    return near.best;
}

static void report_missing_image(const struct target *target, const struct kept_image *image,
                                 struct diag *diag)
{
    struct arena *arena = arena_new();
    struct str near = nearest_image(arena, image->image.path, diag);
    const char *hint = "put it into the trust's folder, or write the path of one that is there";
    struct str folder = target->destination;
    while (folder.len > 0 && folder.ptr[folder.len - 1] != '/')
        folder.len--;
    if (near.len > 0)
        hint = arena_printf(arena, "did you mean %.*s%.*s?", STR_ARGS(folder), STR_ARGS(near));
    diag_error(diag, target->mark, RULE_UNKNOWN_TARGET, str_of(hint),
               "there is no image '%.*s' here", STR_ARGS(text_shown(target->destination)));
    arena_free(arena);
}

static void check_file(const struct target *target, const struct landing *landing,
                       struct diag *diag)
{
    switch (landing->image->fault) {
    case IMAGE_FINE:
    case IMAGE_UNREAD:
        break;
    case IMAGE_BADLY_NAMED:
        refuse_image(target, diag, "rename the file, such as town-hall.jpg",
                     "has a name that cannot be an address: letters, digits, - _ and . can");
        break;
    case IMAGE_MISSING:
        report_missing_image(target, landing->image, diag);
        break;
    case IMAGE_UNKNOWN:
        refuse_image(target, diag, "save it anew as PNG, JPEG, GIF or WebP",
                     "is not what its name says, or not whole");
        break;
    }
}

void check_image(const struct target *target, const struct landing *landing, struct diag *diag)
{
    const char *place = "put it into the folder of the trust, and write the path from this file";
    if (target->image && !target->described)
        diag_error(diag, target->mark, RULE_UNDESCRIBED_IMAGE,
                   STR("write what it shows between the brackets: ![The town hall](hall.jpg)"),
                   "an image without words is nothing to those who cannot see it");
    if (landing->image)
        check_file(target, landing, diag);
    else if (landing->parts.kind == TO_ELSEWHERE)
        refuse_image(target, diag, place, "would be fetched from another site by every reader");
    else if (landing->parts.kind == TO_RECORD)
        refuse_image(target, diag, place, "is a record and no file");
    else if (!landing->home || landing->trust.len == 0 ||
             !str_equal(landing->trust, landing->home->id))
        refuse_image(target, diag, place, "is not in the folder of the trust that shows it");
    else if (str_ends(landing->name, ".svg"))
        refuse_image(target, diag, "save it as PNG or WebP", "is an SVG, which can hold programs");
    else
        refuse_image(target, diag, "save it as PNG, JPEG, GIF or WebP: .png .jpg .jpeg .gif .webp",
                     "is of no kind that can be shown");
}
