/* references.c: finds the record that each reference names.
 *
 * A reference is an id, `pab`; where several types could be meant, the type and the id, `body:pab`.
 * Stage: survey, check. Uses: schema, table, suggest. Used by: build. */
#include "concordat/check/check.h"

#include "concordat/base/suggest.h"
#include "concordat/base/table.h"

#include <string.h>

/* How many ids are compared with mistyped ones before no more is suggested: a file of nothing but
 * mistakes must not cost the square of its length. */
enum { MOST_COMPARISONS = 200000 };

struct id_index {
    struct arena *arena;
    struct diag *diag;
    struct table *by_id[TYPE_COUNT];
    size_t *named;   /* for each record, the number of the last list that was seen to name it */
    size_t list;     /* the number of the list that is being looked through */
    size_t compared; /* ids, so far */
    const struct type *type; /* of the record that is being looked at */
    bool of_site;            /* what site.yaml says: it has no lists */
    bool incomplete;         /* a file of the trust could not be read */
};

static void enter(struct id_index *index, struct record *record)
{
    struct table *table = index->by_id[record->type->id];
    if (record->type->id == TYPE_site)
        index->of_site = true;
    if (record->id.len == 0)
        return;
    const struct record *first = table_add(table, record->id, record);
    if (first != record)
        diag_error(index->diag, record->mark, RULE_DUPLICATE_ID, STR("give one of them another id"),
                   "the %s '%.*s' is defined already at %s:%u:%u", record->type->name,
                   STR_ARGS(text_shown(record->id)), first->mark.file, first->mark.line,
                   first->mark.column);
}

/* ------------------------------------------------------------------ errors */

/* "body, organisation or trust" */
static const char *names_of(struct arena *arena, const enum type_id *types, size_t count)
{
    struct buf words = {0};
    for (size_t i = 0; i < count; i++)
        buf_printf(&words, "%s%s",
                   i == 0          ? ""
                   : i + 1 < count ? ", "
                                   : " or ",
                   type_of(types[i])->name);
    const char *kept = arena_copy(arena, buf_str(&words)).ptr;
    buf_free(&words);
    return kept;
}

/* What may have been meant by an unknown id. */
struct search {
    struct str id;
    struct suggestion near; /* an id that is nearly the same */
    struct str named;       /* the id of a record whose title it is; empty for none */
};

static void offer_id(struct str key, void *value, void *context)
{
    struct search *search = context;
    suggestion_offer(&search->near, key);
    if (search->named.len == 0 && words_alike(record_title(value), search->id))
        search->named = key;
}

static struct search search_for(struct id_index *index, const enum type_id *types, size_t count,
                                struct str id)
{
    struct search search = {.id = id, .near = suggestion_for(id)};
    for (size_t i = 0; i < count; i++) {
        const struct table *table = index->by_id[types[i]];
        if (index->compared + table_count(table) > MOST_COMPARISONS)
            continue;
        index->compared += table_count(table);
        table_each(table, offer_id, &search);
    }
    return search;
}

/* A record of any type with that id, or NULL. */
static const struct record *of_other_type(const struct id_index *index, struct str id)
{
    for (size_t i = 0; i < TYPE_COUNT; i++) {
        const struct record *record = table_get(index->by_id[i], id);
        if (record)
            return record;
    }
    return NULL;
}

/* `holders: vacant` is meant for `vacant: yes`: a word for which the record has a field. */
static const struct field *flag_meant(const struct id_index *index, struct str id)
{
    const struct field *field = type_field(index->type, id_of_words(index->arena, id));
    return field && field->kind == KIND_FLAG && field_is_written(field) ? field : NULL;
}

/* The list of a trust that holds its records of a type. */
static const struct field *list_of(enum type_id type)
{
    const struct type *trust = type_of(TYPE_trust);
    for (size_t i = 0; i < trust->field_count; i++)
        if (trust->fields[i].kind == KIND_INVERSE && trust->fields[i].target == (int)type)
            return &trust->fields[i];
    return NULL;
}

/* What else to do: define it in its list, which need not be called what its records are: a source
 * stands in `documents`. A record that is a file of its own is written in none. */
static const char *hint_to_define(const struct id_index *index, const enum type_id *types,
                                  size_t count)
{
    struct buf words = {0};
    for (size_t i = 0; i < count && !index->of_site; i++) {
        const struct field *list = type_of(types[i])->role == ROLE_PAGE ? NULL : list_of(types[i]);
        if (list)
            buf_printf(&words, "%s%s:", words.len > 0 ? " or " : " in ", list->name);
    }
    const char *hint = arena_printf(index->arena, "define it%.*s, or write the id of one that is",
                                    STR_ARGS(buf_str(&words)));
    buf_free(&words);
    return hint;
}

/* The id in the path of a page's file, papers/progress.md: that is how such a record is named. */
static struct str id_of_path(struct str path)
{
    size_t begin = path.len;
    while (begin > 0 && path.ptr[begin - 1] != '/')
        begin--;
    struct str name = str_slice(path, begin, path.len);
    return str_ends(name, ".md") ? str_slice(name, 0, name.len - strlen(".md")) : name;
}

static const char *hint_for(struct id_index *index, const enum type_id *types, size_t count,
                            struct str id)
{
    const struct record *other = of_other_type(index, id);
    const struct field *flag = flag_meant(index, id);
    struct str name = id_of_path(id);
    bool is_path = name.len < id.len && of_other_type(index, name);
    struct search search = search_for(index, types, count, id);
    if (is_path)
        return arena_printf(index->arena, "write its id, the name of the file alone: %.*s",
                            STR_ARGS(name));
    if (other)
        return arena_printf(index->arena, "that is the id of another type of record: %s",
                            other->type->name);
    if (search.named.len > 0)
        return arena_printf(index->arena, "write its id, %.*s", STR_ARGS(search.named));
    if (search.near.best.len > 0)
        return arena_printf(index->arena, "did you mean %.*s?", STR_ARGS(search.near.best));
    if (flag)
        return arena_printf(index->arena, "write %s: yes in place of this line", flag->name);
    return hint_to_define(index, types, count);
}

static void report_unknown(struct id_index *index, const struct item *item,
                           const enum type_id *types, size_t count, struct str id)
{
    if (index->incomplete)
        return; /* it may be defined in the file that could not be read */
    const char *names = names_of(index->arena, types, count);
    const char *hint = hint_for(index, types, count, id);
    diag_error(index->diag, item->mark, RULE_UNKNOWN_RECORD, str_of(hint),
               "no %s '%.*s' is defined in this trust", names, STR_ARGS(text_shown(id)));
}

static void report_prefix(struct id_index *index, const struct item *item,
                          const enum type_id *types, size_t count, struct str prefix)
{
    const char *names = names_of(index->arena, types, count);
    diag_error(index->diag, item->mark, RULE_UNKNOWN_RECORD, STR("write the id alone"),
               "'%.*s:' does not fit here: what stands before the colon is the type, %s",
               STR_ARGS(text_shown(prefix)), names);
}

static void report_ambiguous(struct id_index *index, const struct item *item, struct str id,
                             const struct record *one, const struct record *other)
{
    const char *hint = arena_printf(index->arena, "write %s:%.*s or %s:%.*s", one->type->name,
                                    STR_ARGS(id), other->type->name, STR_ARGS(id));
    diag_error(index->diag, item->mark, RULE_AMBIGUOUS_RECORD, str_of(hint),
               "'%.*s' is the id of both %s and %s", STR_ARGS(id), one->type->name,
               other->type->name);
}

/* ------------------------------------------------------------------ resolving */

/* The one of the types that has this name, or NULL. */
static const enum type_id *among(const enum type_id *types, size_t count, struct str name)
{
    for (size_t i = 0; i < count; i++)
        if (str_is(name, type_of(types[i])->name))
            return &types[i];
    return NULL;
}

/* The record that an item names, or NULL, reported. */
static const struct record *find(struct id_index *index, const struct item *item, int target)
{
    size_t count;
    const enum type_id *types = target_types(target, &count);
    const struct record *found = NULL;
    struct str id = item->text;
    if (str_find(id, ':', 0) < id.len) {
        struct str prefix = str_cut(item->text, ':', &id);
        const enum type_id *said = among(types, count, prefix);
        if (!said) {
            report_prefix(index, item, types, count, prefix);
            return NULL;
        }
        types = said;
        count = 1;
    }
    for (size_t i = 0; i < count; i++) {
        const struct record *here = table_get(index->by_id[types[i]], id);
        if (here && found) {
            report_ambiguous(index, item, id, found, here);
            return NULL;
        }
        found = here ? here : found;
    }
    if (!found)
        report_unknown(index, item, types, count, id);
    return found;
}

/* A list that names one record twice says it of one, and counts it as two. */
static void check_named_once(struct id_index *index, const struct field *field,
                             const struct item *item)
{
    const struct record *record = item->as.record;
    if (field->many && index->named[record->order] == index->list)
        diag_report(index->diag, SEVERITY_WARNING, item->mark, RULE_GIVEN_TWICE,
                    "'%s' names '%.*s' twice", field->name, STR_ARGS(record->id));
    index->named[record->order] = index->list;
}

static void resolve(struct id_index *index, struct record *record, const struct field *field)
{
    struct value *value = record_value(record, field);
    unsigned kept = 0;
    if (value->state != STATE_GIVEN)
        return;
    index->list++;
    index->type = record->type;
    for (unsigned i = 0; i < value->count; i++) {
        struct item item = value->items[i];
        if (!item.as.record)
            item.as.record = find(index, &item, field->target);
        if (!item.as.record)
            continue;
        check_named_once(index, field, &item);
        value->items[kept++] = item;
    }
    value->count = kept;
    if (kept == 0)
        value->state = STATE_NONE; /* reported, and not to be reported again as missing */
}

void check_references(struct arena *arena, struct records *records, struct diag *diag)
{
    struct id_index index = {
        .arena = arena,
        .diag = diag,
        .named = arena_array(arena, records->count, sizeof *index.named),
        .incomplete = records->incomplete,
    };
    for (size_t i = 0; i < TYPE_COUNT; i++)
        index.by_id[i] = table_new(arena);
    for (size_t i = 0; i < records->count; i++)
        enter(&index, records->list[i]);
    for (size_t i = 0; i < records->count; i++) {
        struct record *record = records->list[i];
        for (size_t f = 0; f < record->type->field_count; f++)
            if (record->type->fields[f].kind == KIND_REFERENCE)
                resolve(&index, record, &record->type->fields[f]);
    }
}
