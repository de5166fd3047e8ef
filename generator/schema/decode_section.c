/* decode_section.c: who may read the sections of a text: the words of their authors, by the schema.
 *
 * Layer: schema. Uses: markdown, schema, suggest. Used by: load, decode_directive. */
#include "concordat/base/suggest.h"
#include "decode_item.h"

enum audience audience_of_section(const struct section *section)
{
    const struct choices *audiences = choices_of(CHOICES_audience);
    for (size_t i = 0; i < audiences->count; i++)
        if (str_is(section->audience, audiences->values[i].name))
            return (enum audience)i;
    return audience_exempt; /* it was reported; until it is mended, nobody is to read it */
}

bool section_is_seen(const void *audience, struct str word)
{
    const struct section section = {.audience = word};
    return audience_of_section(&section) <= *(const enum audience *)audience;
}

void decode_sections(struct decoding *decoding, const struct document *document)
{
    size_t count;
    const struct section *sections = markdown_sections(document, &count);
    const struct choices *audiences = choices_of(CHOICES_audience);
    for (size_t i = 0; i < count; i++) {
        struct suggestion near = suggestion_for(sections[i].audience);
        bool known = false;
        for (size_t a = 0; a < audiences->count; a++) {
            known = known || str_is(sections[i].audience, audiences->values[a].name);
            suggestion_offer(&near, str_of(audiences->values[a].name));
        }
        const char *hint = near.best.len > 0
                               ? arena_printf(decoding->arena, "did you mean {audience=%.*s}?",
                                              STR_ARGS(near.best))
                               : "write {audience=members} or {audience=exempt}";
        if (!known)
            diag_error(decoding->diag, sections[i].mark, RULE_UNKNOWN_VALUE, str_of(hint),
                       "'%.*s' is no audience", STR_ARGS(text_shown(sections[i].audience)));
    }
}

enum audience audience_at_directive(const struct document *document, size_t index)
{
    size_t count;
    enum audience audience = audience_public;
    const struct section *sections = markdown_sections(document, &count);
    for (size_t i = 0; i < count; i++)
        if (index >= sections[i].directives_from && index < sections[i].directives_to &&
            audience_of_section(&sections[i]) > audience)
            audience = audience_of_section(&sections[i]);
    return audience;
}
