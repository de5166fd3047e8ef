/* links.c: what every link of every text leads to.
 *
 * Links are resolved in one way, when they are checked and when they are written. Those inside a
 * trust are checked with it; those to other trusts wait until all are known, so that no trust needs
 * another in memory.
 *
 * Stage: survey, check; render. Uses: summary, destination, images. Used by: build, render. */
#include "link_index.h"

#include "concordat/schema/pages.h"
#include "concordat/schema/shapes.h"
#include "image_size.h"

#include <string.h>

struct link_index *links_new(struct arena *arena, const char *content)
{
    struct link_index *index = arena_alloc(arena, sizeof *index);
    *index = (struct link_index){.arena = arena,
                                 .content = content,
                                 .trusts = table_new(arena),
                                 .pages = table_new(arena),
                                 .pages_seen = table_new(arena)};
    pthread_mutex_init(&index->lock, NULL);
    return index;
}

void links_free(struct link_index *index)
{
    pthread_mutex_destroy(&index->lock);
}

/* ------------------------------------------------------------------ resolving */

struct str file_in_content(const struct link_index *index, const char *file)
{
    size_t root = strlen(index->content) + 1;
    struct str path = str_of(file ? file : "");
    return str_slice(path, root, path.len);
}

/* Cuts trusts/surrey/pages/aims.md in two: the trust's id and the path in its folder. Where the
 * path is not of a trust the id is empty, the site's, and the path is whole. */
static struct str trust_of_path(struct str path, struct str *name)
{
    struct str rest;
    *name = path;
    if (!str_is(str_cut(path, '/', &rest), "trusts"))
        return STR("");
    return str_cut(rest, '/', name);
}

static void find_record(const struct link_index *index, struct landing *landing)
{
    const struct destination *parts = &landing->parts;
    struct buf key = {0};
    bool is_trust = str_is(parts->type, "trust");
    const struct type *type = type_of_link_word(parts->type);
    bool of_site = type && type_is_of_site(type->id);
    if (is_trust && parts->trust.len == 0)
        landing->trust = parts->id;
    else if (parts->trust.len > 0)
        landing->trust = parts->trust;
    else if (landing->home && !of_site)
        landing->trust = landing->home->id;
    landing->summary = table_get(index->trusts, landing->trust);
    if (landing->trust.len == 0 && !of_site) {
        landing->fault = LINK_WITHOUT_TRUST;
        return;
    }
    if (!landing->summary) {
        landing->fault = LINK_TO_NO_TRUST;
        return;
    }
    buf_printf(&key, "%.*s:%.*s", STR_ARGS(parts->type), STR_ARGS(parts->id));
    landing->place = table_get(landing->summary->places, buf_str(&key));
    if (!landing->place)
        landing->fault = type && type_is_linked(type) ? LINK_TO_NO_RECORD : LINK_TO_NO_TYPE;
    buf_free(&key);
}

static void find_file(const struct link_index *index, struct str from, struct landing *landing)
{
    bool own = landing->parts.path.len == 0;
    if (own && landing->parts.anchor.len == 0)
        landing->fault = LINK_TO_NOTHING;
    else if (own)
        buf_add(&landing->path, from);
    else if (!path_join(from, landing->parts.path, &landing->path))
        landing->fault = LINK_OUTSIDE;
    if (landing->fault != LINK_FINE)
        return;
    landing->trust = trust_of_path(buf_str(&landing->path), &landing->name);
    landing->summary = table_get(index->trusts, landing->trust);
    if (own && !str_ends(landing->name, ".md")) {
        landing->fault = LINK_TO_NO_HEADING;
        return;
    }
    if (landing->trust.len > 0 && landing->summary && landing->summary == landing->home &&
        is_image_name(landing->name)) {
        landing->image = table_get(landing->summary->images, landing->name);
        return;
    }
    const struct source_file *file =
        landing->summary ? table_get(landing->summary->files, landing->name) : NULL;
    landing->place = file ? file->place : NULL;
    if (!landing->place)
        landing->fault = file ? LINK_TO_SEVERAL : LINK_TO_NO_FILE;
}

/* True for what can only be the number of a paragraph: digits and a full stop. */
static bool is_number(struct str anchor)
{
    bool digits = anchor.len > 0;
    for (size_t i = 0; i < anchor.len; i++)
        digits = digits && ((anchor.ptr[i] >= '0' && anchor.ptr[i] <= '9') || anchor.ptr[i] == '.');
    return digits;
}

static void find_anchor(struct landing *landing)
{
    struct str anchor = landing->parts.anchor;
    const struct place *page = landing->place;
    if (!page || anchor.len == 0)
        return;
    const struct place *place = page->anchors ? table_get(page->anchors, anchor) : NULL;
    if (place)
        landing->place = place;
    else
        landing->fault = is_number(anchor) ? LINK_TO_NO_NUMBER : LINK_TO_NO_ANCHOR;
}

struct landing landing_of(const struct link_index *index, const struct target *target)
{
    struct str file = file_in_content(index, target->mark.file);
    struct str name;
    struct landing landing = {.parts = destination_of(target->destination)};
    landing.home = table_get(index->trusts, trust_of_path(file, &name));
    if (landing.parts.kind == TO_RECORD)
        find_record(index, &landing);
    else if (landing.parts.kind == TO_FILE)
        find_file(index, file, &landing);
    find_anchor(&landing);
    bool numbered = landing.place && landing.place->number.len > 0;
    if (target->wordless && !numbered && landing.fault == LINK_FINE)
        landing.fault = LINK_WITHOUT_WORDS;
    return landing;
}

void landing_free(struct landing *landing)
{
    buf_free(&landing->path);
}

/* ------------------------------------------------------------------ checking */

static void wait_with(struct link_index *index, const struct target *target, bool seen)
{
    index->waiting = arena_grown(index->arena, index->waiting, index->waiting_count,
                                 &index->waiting_room, sizeof *index->waiting);
    struct waiting *kept = &index->waiting[index->waiting_count++];
    *kept = (struct waiting){*target, seen};
    kept->target.destination = arena_copy(index->arena, target->destination);
    kept->target.mark.file = arena_copy(index->arena, str_of(target->mark.file)).ptr;
}

/* Reads the image that a landing leads to, unless it was read before. */
static void look_for_image(struct link_index *index, struct landing *landing, struct diag *diag)
{
    struct summary *home = table_get(index->trusts, landing->trust);
    if (landing->image || landing->fault != LINK_FINE || !is_image_name(landing->name) || !home ||
        home != landing->home || landing->trust.len == 0)
        return;
    struct str name = arena_copy(index->arena, landing->name);
    const char *path =
        arena_printf(index->arena, "%s/%.*s", index->content, STR_ARGS(buf_str(&landing->path)));
    struct kept_image *image = image_read(index->arena, home->id, name, path, diag);
    table_add(home->images, name, image);
    landing->image = image;
}

/* True for a link from a real trust to a made-up one, or the other way. The site is neither. */
static bool mixes_fiction(const struct landing *landing)
{
    return landing->home && landing->summary && landing->home->id.len > 0 &&
           landing->summary->id.len > 0 && landing->home->fictional != landing->summary->fictional;
}

/* Checks a target whose trust is known: whether it leads anywhere, and once more, for a text that
 * is `seen` by the audience, whether they may see that too. */
static void check_target(struct link_index *index, const struct target *target,
                         struct landing *landing, bool seen, struct diag *diag)
{
    look_for_image(index, landing, diag);
    if (!seen && (target->image || landing->image)) {
        check_image(target, landing, diag);
    } else if (!seen) {
        if (mixes_fiction(landing))
            report_mixed_fiction(target, landing, diag);
        else if (landing->fault != LINK_FINE)
            report_link(index, target, landing, diag);
    } else if (landing->image && landing->summary) {
        struct kept_image *image = table_get(landing->summary->images, landing->name);
        image->image.seen = true;
    } else if (landing->fault == LINK_FINE && landing->place && !landing->place->seen) {
        diag_error(diag, target->mark, RULE_LINK_TO_WITHHELD,
                   STR("take the link out, or let the same readers see both"),
                   "those who read this may not see what it links to");
    }
}

static void survey_target(struct link_index *index, const struct target *target, bool seen,
                          struct diag *diag)
{
    struct landing landing = landing_of(index, target);
    bool inside = landing.home && str_equal(landing.trust, landing.home->id);
    if (target->image || inside || landing.trust.len == 0)
        check_target(index, target, &landing, seen, diag);
    else
        wait_with(index, target, seen);
    landing_free(&landing);
}

static void survey_record(struct link_index *index, const struct record *record, bool seen,
                          struct diag *diag)
{
    for (size_t f = 0; f < record->type->field_count; f++) {
        const struct field *field = &record->type->fields[f];
        const struct value *value = record_value_const(record, field);
        bool image = field->kind == KIND_IMAGE;
        if ((field->kind != KIND_PROSE && !image) || !value_is_given(value))
            continue;
        for (unsigned i = 0; image && i < value->count; i++)
            survey_target(index, value->items[i].as.image, seen, diag);
        if (image)
            continue;
        for (unsigned i = 0; i < value->count; i++) {
            size_t count;
            const struct target *targets = markdown_targets(value->items[i].as.prose, &count);
            for (size_t t = 0; t < count; t++)
                survey_target(index, &targets[t], seen, diag);
        }
    }
}

void links_survey(struct link_index *index, const struct records *records,
                  const struct records *edition, struct diag *diag)
{
    pthread_mutex_lock(&index->lock);
    if (records->trust) {
        struct str id = records->trust->record.id;
        size_t root = strlen(index->content) + sizeof "/trusts/" - 1 + id.len + 1;
        struct summary *summary = summary_of(index->arena, records, edition, root);
        table_add(index->trusts, summary->id, summary);
    } else if (records->count > 0) {
        size_t root = strlen(index->content) + 1;
        table_add(index->trusts, STR(""), summary_of_site(index->arena, records, edition, root));
    }
    for (size_t i = 0; i < records->count; i++)
        survey_record(index, records->list[i], false, diag);
    for (size_t i = 0; i < edition->count; i++)
        survey_record(index, edition->list[i], true, diag);
    moved_survey(index, records, edition, diag);
    pthread_mutex_unlock(&index->lock);
}

void links_finish(struct link_index *index, struct diag *diag)
{
    for (size_t i = 0; i < index->waiting_count; i++) {
        const struct waiting *waiting = &index->waiting[i];
        struct landing landing = landing_of(index, &waiting->target);
        check_target(index, &waiting->target, &landing, waiting->seen, diag);
        landing_free(&landing);
    }
    moved_finish(index, diag);
}

void links_each_between(const struct link_index *index,
                        void (*visit)(const struct link_between *link, void *context),
                        void *context)
{
    for (size_t i = 0; i < index->waiting_count; i++) {
        const struct waiting *waiting = &index->waiting[i];
        struct landing landing = landing_of(index, &waiting->target);
        if (waiting->seen && landing.home && landing.place)
            visit(&(struct link_between){landing.home->id, landing.trust, landing.place->address,
                                         waiting->target.mark},
                  context);
        landing_free(&landing);
    }
}

/* ------------------------------------------------------------------ writing */

void link_write(const struct link_index *index, struct str from, const struct target *target,
                struct buf *out)
{
    struct landing landing = landing_of(index, target);
    /* What is wrong was reported, unless the file has changed since. */
    bool good = landing.fault == LINK_FINE && landing.place && landing.place->seen;
    const struct place *place = good ? landing.place : NULL;
    if (landing.parts.kind == TO_ELSEWHERE) {
        buf_add(out, target->destination);
    } else if (landing.image) {
        address_from(from, landing.image->image.address, out);
    } else if (place) {
        if (place->anchor.len == 0 || !str_equal(from, place->address))
            address_from(from, place->address, out);
        if (place->anchor.len > 0)
            buf_add_char(out, '#');
        buf_add(out, place->anchor);
    }
    landing_free(&landing);
}

bool link_place(const struct link_index *index, const struct target *target, struct str *address,
                struct str *anchor)
{
    struct landing landing = landing_of(index, target);
    const struct place *place = landing.place;
    bool good = landing.fault == LINK_FINE && !landing.image && place && place->seen;
    landing_free(&landing);
    if (!good)
        return false;
    *address = place->address;
    *anchor = place->anchor;
    return true;
}

void link_write_number(const struct link_index *index, const struct target *target, struct buf *out)
{
    struct landing landing = landing_of(index, target);
    if (landing.fault == LINK_FINE && landing.place && landing.place->seen)
        buf_add(out, landing.place->number);
    landing_free(&landing);
}

const struct image *link_image(const struct link_index *index, const struct target *target)
{
    struct landing landing = landing_of(index, target);
    const struct kept_image *image = landing.image;
    landing_free(&landing);
    return image && image->fault == IMAGE_FINE ? &image->image : NULL;
}

/* Who is told of the images. */
struct audience_of_images {
    bool shown;
    void (*visit)(const struct image *image, void *context);
    void *context;
};

static void tell_of_image(struct str key, void *value, void *context)
{
    const struct kept_image *kept = value;
    const struct audience_of_images *told = context;
    (void)key;
    if (kept->image.seen == told->shown && kept->fault == IMAGE_FINE)
        told->visit(&kept->image, told->context);
}

void links_each_image(const struct link_index *index, struct str trust, bool shown,
                      void (*visit)(const struct image *image, void *context), void *context)
{
    const struct summary *summary = table_get(index->trusts, trust);
    struct audience_of_images told = {shown, visit, context};
    if (summary)
        table_each(summary->images, tell_of_image, &told);
}
