/* decode_directive.c: makes records of the directives of a page, by the schema like all others.
 *
 * A directive begins at the left of the file, so that what is wrong in it has the line and column
 * that an editor shows. Layer: schema. Uses: yaml, markdown, schema, suggest. Used by: load. */
#include "concordat/base/suggest.h"
#include "decode_item.h"

/* The type that a directive is of; NULL, reported, where there is none of that name. */
static const struct type *type_of_directive(struct decoding *decoding,
                                            const struct directive *directive)
{
    size_t count;
    const enum type_id *types = target_types(TYPE_directive, &count);
    struct suggestion near = suggestion_for(directive->name);
    struct buf all = {0};
    for (size_t i = 0; i < count; i++) {
        struct str word = type_word(decoding->arena, type_of(types[i]));
        if (str_equal(word, directive->name)) {
            buf_free(&all);
            return type_of(types[i]);
        }
        suggestion_offer(&near, word);
        buf_printf(&all, "%s{%.*s}", i > 0 ? ", " : "write one of: ", STR_ARGS(word));
    }
    struct str hint = arena_copy(decoding->arena, buf_str(&all));
    if (near.best.len > 0)
        hint = str_of(arena_printf(decoding->arena, "did you mean {%.*s}?", STR_ARGS(near.best)));
    diag_error(decoding->diag, directive->mark, RULE_UNKNOWN_DIRECTIVE, hint,
               "there is no directive '%.*s'", STR_ARGS(text_shown(directive->name)));
    buf_free(&all);
    return NULL;
}

static struct record *decode_directive(struct decoding *decoding, const struct record *page,
                                       const struct directive *directive, size_t number)
{
    bool empty = false;
    const struct type *type = type_of_directive(decoding, directive);
    if (!type)
        return NULL;
    struct record *record = record_new(decoding, type, directive->mark, page);
    record->anchor = str_of(arena_printf(decoding->arena, "%s_%zu", type->name, number));
    const struct node *node =
        yaml_parse(decoding->arena, directive->mark.file, directive->mark.line + 1, directive->text,
                   &empty, decoding->diag);
    if (node)
        decode_fields(decoding, record, node);
    if (node || empty)
        decode_finish(decoding, record, directive->mark);
    return record;
}

void decode_directives(struct decoding *decoding, struct record *page,
                       const struct document *document)
{
    size_t count;
    const struct directive *directives = markdown_directives(document, &count);
    const struct field *field = type_field(page->type, STR("directives"));
    struct value *value = field ? record_value(page, field) : NULL;
    struct item *items = arena_array(decoding->arena, count, sizeof *items);
    for (size_t i = 0; !value && i < count; i++)
        diag_error(decoding->diag, directives[i].mark, RULE_DIRECTIVE_PLACE,
                   STR("show it on a page of a trust, and link to that"),
                   "a directive shows something of a trust, and this page is of none");
    if (!value || count == 0)
        return;
    value->items = items;
    for (size_t i = 0; i < count; i++) {
        struct record *record = decode_directive(decoding, page, &directives[i], i + 1);
        if (record)
            record->place = audience_at_directive(document, i);
        if (record)
            items[value->count++] = (struct item){.mark = directives[i].mark, .as.record = record};
    }
    if (value->count > 0)
        value->state = STATE_GIVEN;
}
