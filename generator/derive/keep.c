/* keep.c: copies values out of a trust into an arena that outlives it.
 *
 * The trusts of a site are in memory one after the other, and what the directory tells of each must
 * stay: so a kept value holds no pointer to its trust. Text with markup is compiled anew, from the
 * file that it stands in, for the links in it are written from there. Names of other records are
 * left behind, sources among them: who wants those goes to the trust's own pages.
 *
 * Stage: publish, derive. Uses: schema, markdown. Used by: directory, compare. */
#include "keep.h"

#include "concordat/schema/pages.h"
#include "lists.h"

void keep_text(struct arena *arena, struct value *to, struct str text)
{
    if (text.len > 0)
        made_text(arena, to, arena_copy(arena, text));
}

void keep_another(struct arena *arena, struct value *list, struct str text)
{
    static const struct record nothing;
    list_add(arena, list, &nothing);
    struct item *item = &list->items[list->count - 1];
    *item = (struct item){.text = arena_copy(arena, text)};
}

/* NULL where the text is not compiled, which was reported when the trust was loaded. */
static const struct document *keep_prose(struct arena *arena, const struct item *item)
{
    struct diag *none = diag_new();
    const char *file = item->mark.file;
    struct origin origin = {.file = file ? arena_copy(arena, str_of(file)).ptr : NULL,
                            .line = 1,
                            .is_link_word = is_link_word};
    const struct document *prose =
        markdown_compile(arena, &origin, arena_copy(arena, item->text), none);
    diag_free(none);
    return prose;
}

/* True for a field whose value stays behind with the trust. */
static bool is_left(const struct field *field)
{
    return field->kind == KIND_REFERENCE || field->kind == KIND_INVERSE ||
           (field->kind == KIND_PART && field->target == TYPE_citation);
}

/* Records are written inside one another no deeper than YAML is, which has a bound. */
static const struct record *keep_record(struct arena *arena, const struct record *from)
{
    struct record *to = arena_alloc(arena, from->type->size);
    to->type = from->type;
    for (size_t f = 0; f < from->type->field_count; f++) {
        const struct field *field = &from->type->fields[f];
        if (!is_left(field))
            keep_value(arena, field->kind, record_value(to, field),
                       record_value_const(from, field));
    }
    return to;
}

void keep_value(struct arena *arena, enum kind kind, struct value *to, const struct value *from)
{
    *to = (struct value){.state = from->state};
    if (from->state != STATE_GIVEN)
        return;
    to->items = arena_array(arena, from->count, sizeof *to->items);
    for (unsigned i = 0; i < from->count; i++) {
        struct item item = from->items[i];
        if (kind == KIND_PROSE)
            item.as.prose = keep_prose(arena, &item);
        else if (kind == KIND_PART)
            item.as.record = keep_record(arena, item.as.record);
        if (kind == KIND_PROSE && !item.as.prose)
            continue;
        item.text = arena_copy(arena, item.text);
        item.mark = (struct mark){0};
        if (item.remarks)
            item.remarks = (const struct remark *)keep_record(arena, &item.remarks->record);
        to->items[to->count++] = item;
    }
    if (to->count == 0)
        to->state = STATE_ABSENT;
}
