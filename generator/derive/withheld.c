/* withheld.c: walks the records as defined beside an edition of them, and tells the guard which
 * texts are withheld and which are public.
 *
 * A text is withheld where its authors say so, of it or of what it stands in, and where the filter
 * left it out for another reason: a seat on a withheld body. Both are asked, since the guard is
 * there to see what the filter misses. What counts are texts: words, Markdown, addresses, names of
 * files, and the ids that authors give, which become addresses. A trace of an exempt record says
 * what its authors wrote for that; those fields are public.
 *
 * Stage: survey and publish, filter. Uses: audience, guard, markdown. Used by: build. */
#include "concordat/derive/withheld.h"

#include "audience.h"
#include "concordat/base/rules.h"
#include "concordat/schema/decode.h"
#include "concordat/schema/pages.h"

#include <stdint.h>

/* What the walk works on. */
struct walk {
    struct guard *guard;
    const struct record **copies; /* for each record, its copy in the edition; NULL for none */
    const enum audience *said;    /* for each record */
    enum audience audience;
    bool withheld; /* these are told; else those that are public */
    struct arena *arena;
    const struct record *record; /* where the walk is */
};

/* For each record, who may see it by what is said of it and of what it is written inside. */
static const enum audience *audiences_said(struct arena *arena, const struct records *records)
{
    enum audience *said = arena_array(arena, records->count, sizeof *said);
    for (size_t i = 0; i < records->count; i++) {
        const struct record *record = records->list[i];
        said[i] = audience_said(record);
        if (record->parent && said[record->parent->order] > said[i])
            said[i] = said[record->parent->order];
    }
    return said;
}

/* ------------------------------------------------------------------ telling */

/* What a record is called in messages: "person 'hunter'"; a part is called by what it is in. */
static struct str subject_of(const struct walk *at, const struct record *record)
{
    while (record->parent && (record->id.len == 0 || record->type->role == ROLE_PART))
        record = record->parent;
    struct str word = type_word(at->arena, record->type);
    return str_of(arena_printf(at->arena, "%.*s '%.*s'", STR_ARGS(word), STR_ARGS(record->id)));
}

/* Tells of a text, or of HTML, that stands in a field of the record in hand. */
static void tell_form(const struct walk *at, const char *field, struct mark mark, struct str text,
                      bool html)
{
    if (text.len == 0)
        return;
    if (!at->withheld) {
        guard_excuse(at->guard, text, EXCUSE_VALUE);
        return;
    }
    const struct field *own = type_field(at->record->type, str_of(field));
    const struct withheld withheld = {
        .mark = mark.file ? mark : at->record->mark,
        .field = field,
        .subject = subject_of(at, at->record),
        .is_name =
            at->record->type->id == TYPE_person && own && field_is_name(at->record->type, own),
    };
    (html ? guard_add_html : guard_add)(at->guard, &withheld, text);
}

static void tell(const struct walk *at, const char *field, struct mark mark, struct str text)
{
    tell_form(at, field, mark, text, false);
}

/* The last part of a path: a file's name tells what is in it, the folders do not. */
static struct str file_name(struct str path)
{
    size_t from = path.len;
    while (from > 0 && path.ptr[from - 1] != '/')
        from--;
    return str_slice(path, from, path.len);
}

/* Where links lead and images lie; links to records are ids, which are told with their records. */
static void tell_targets(const struct walk *at, const char *field, const struct document *text,
                         size_t from, size_t to)
{
    size_t count;
    const struct target *targets = markdown_targets(text, &count);
    for (size_t i = from; i < to && i < count; i++) {
        struct str destination = targets[i].destination;
        bool elsewhere =
            str_find(destination, '@', 0) < destination.len || str_starts(destination, "http");
        if (targets[i].image || elsewhere)
            tell(at, field, targets[i].mark, elsewhere ? destination : file_name(destination));
        tell_form(at, field, targets[i].mark, targets[i].alt, true);
        tell(at, field, targets[i].mark, targets[i].title);
    }
}

static void tell_text(const struct walk *at, const char *field, const struct item *item,
                      const struct document *text)
{
    static const struct placement as_written;
    struct buf html = {0};
    markdown_render(text, &as_written, &html);
    tell_form(at, field, item->mark, buf_str(&html), true);
    tell_targets(at, field, text, 0, SIZE_MAX);
    buf_free(&html);
}

/* Tells of a text that is seen, but for its sections, and the footnotes that only they refer to. */
static void tell_sections(const struct walk *at, const char *field, const struct item *item,
                          const struct document *seen)
{
    size_t count;
    struct buf html = {0};
    struct buf kept = {0};
    const struct document *text = item->as.prose;
    const struct section *sections = markdown_sections(text, &count);
    for (size_t i = 0; i < count; i++) {
        if (audience_of_section(&sections[i]) <= at->audience)
            continue;
        buf_clear(&html);
        markdown_section_html(text, i, &html);
        tell_form(at, "section", sections[i].mark, buf_str(&html), true);
        tell_targets(at, field, text, sections[i].targets_from, sections[i].targets_to);
    }
    for (size_t i = 1; count > 0 && i <= markdown_footnote_count(text); i++) {
        buf_clear(&html);
        if (markdown_footnote_html(text, i, &html) && !markdown_footnote_html(seen, i, &kept))
            tell_form(at, "footnote", item->mark, buf_str(&html), true);
    }
    buf_free(&html);
    buf_free(&kept);
}

/* ------------------------------------------------------------------ walking */

/* The item of the edition that was made of one of the records; NULL where it is not there. */
static const struct item *copy_of(const struct value *copies, const struct item *item)
{
    for (unsigned i = 0; copies && value_is_given(copies) && i < copies->count; i++)
        if (copies->items[i].mark.line == item->mark.line &&
            copies->items[i].mark.column == item->mark.column &&
            copies->items[i].mark.file == item->mark.file)
            return &copies->items[i];
    return NULL;
}

static void walk_prose(const struct walk *at, const struct field *field, const struct item *item,
                       const struct item *copy, bool withheld)
{
    const struct document *seen = NULL;
    if (!withheld)
        /* Cut here once more: what the filter let through is not public for that. */
        seen = markdown_cut(at->arena, item->as.prose, section_is_seen, &at->audience);
    if (withheld && at->withheld)
        tell_text(at, field->name, item, item->as.prose);
    else if (!withheld && at->withheld)
        tell_sections(at, field->name, item, seen);
    else if (!withheld && copy)
        tell_text(at, field->name, item, seen);
}

static void walk_item(const struct walk *at, const struct field *field, const struct item *item,
                      const struct item *copy)
{
    bool withheld = !copy || at->said[at->record->order] > at->audience ||
                    audience_of_item(at->record, field, item) > at->audience;
    switch (field->kind) {
    case KIND_PROSE:
        walk_prose(at, field, item, copy, withheld);
        break;
    case KIND_TEXT:
    case KIND_ADDRESS:
        if (withheld == at->withheld)
            tell(at, field->name, item->mark, item->text);
        break;
    case KIND_IMAGE:
    case KIND_PDF:
        if (withheld == at->withheld)
            tell(at, field->name, item->mark, file_name(item->text));
        break;
    default:
        break;
    }
}

/* True for a field whose words stay in the trace that a record leaves. */
static bool stays(const struct record *copy, const struct field *field)
{
    const struct field *trace = copy ? type_field(copy->type, STR("trace")) : NULL;
    return trace && value_flag(record_value_const(copy, trace)) &&
           field_stays_in_trace(copy->type, field);
}

/* Ids that authors give are parts of addresses, and tell of what they name. */
static void walk_id(const struct walk *at, const struct record *copy)
{
    const struct record *record = at->record;
    bool withheld = !copy || at->said[record->order] > at->audience;
    bool given = record->type->role == ROLE_LISTED || record->type->role == ROLE_PAGE ||
                 record->type->role == ROLE_ROOT || !str_equal(record->id, record->anchor);
    if (given && withheld == at->withheld)
        tell(at, "id", record->mark, record->id);
}

static void walk_record(struct walk *at, const struct record *record)
{
    const struct record *copy = at->copies[record->order];
    at->record = record;
    walk_id(at, copy);
    for (size_t f = 0; f < record->type->field_count; f++) {
        const struct field *field = &record->type->fields[f];
        const struct value *value = record_value_const(record, field);
        if (!value_is_given(value) || field->kind == KIND_INVERSE)
            continue;
        bool public = stays(copy, field);
        for (unsigned i = 0; i < value->count; i++) {
            if (public && !at->withheld)
                tell(at, field->name, value->items[i].mark, value->items[i].text);
            else if (!public)
                walk_item(at, field, &value->items[i],
                          copy ? copy_of(record_value_const(copy, field), &value->items[i]) : NULL);
        }
    }
}

static void walk_records(struct guard *guard, enum audience audience, const struct records *records,
                         const struct records *edition, bool withheld)
{
    struct arena *arena = arena_new();
    struct walk at = {.guard = guard,
                      .copies = arena_array(arena, records->count, sizeof *at.copies),
                      .said = audiences_said(arena, records),
                      .audience = audience,
                      .withheld = withheld,
                      .arena = arena};
    for (size_t i = 0; i < edition->count; i++)
        at.copies[edition->list[i]->order] = edition->list[i];
    for (size_t i = 0; i < records->count; i++)
        walk_record(&at, records->list[i]);
    arena_free(arena);
}

void withheld_collect(struct guard *guard, enum audience audience, const struct records *records,
                      const struct records *edition)
{
    walk_records(guard, audience, records, edition, true);
}

void withheld_excuse(struct guard *guard, enum audience audience, const struct records *records,
                     const struct records *edition)
{
    walk_records(guard, audience, records, edition, false);
}

/* ------------------------------------------------------------------ the program's own words */

static void excuse_words(struct guard *guard, const char *words)
{
    if (words)
        guard_excuse(guard, str_of(words), EXCUSE_WORDS);
}

void withheld_excuse_tables(struct guard *guard)
{
    for (int i = 0; i < TYPE_COUNT; i++) {
        const struct type *type = type_of((enum type_id)i);
        excuse_words(guard, type->name);
        excuse_words(guard, type->doc);
        for (size_t f = 0; f < type->field_count; f++) {
            excuse_words(guard, type->fields[f].name);
            excuse_words(guard, type->fields[f].doc);
        }
    }
    for (int i = 0; i < CHOICES_COUNT; i++) {
        const struct choices *choices = choices_of(i);
        excuse_words(guard, choices->doc);
        for (size_t v = 0; v < choices->count; v++) {
            excuse_words(guard, choices->values[v].name);
            excuse_words(guard, choices->values[v].doc);
        }
    }
    for (int i = 0; i < RULE_COUNT; i++) {
        excuse_words(guard, rule_id((enum rule)i));
        excuse_words(guard, rule_sentence((enum rule)i));
    }
    for (int i = 0; i < PAGE_KIND_COUNT; i++) {
        excuse_words(guard, page_kind_row((enum page_kind)i)->template);
        excuse_words(guard, page_kind_row((enum page_kind)i)->folder);
    }
}
