/* locate.c: where a character of a scalar's text stands in the file.
 *
 * YAML folds lines, strips indentation and reads escapes, so offsets in the text are not offsets in
 * the file. But all that only changes white space and how a character is spelt: the n-th character
 * that is no white space is the same on both sides. Layer: yaml. Used by: schema, for Markdown. */
#include "concordat/yaml/yaml.h"

static bool is_white(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

static bool continues(char c)
{
    return ((unsigned char)c & 0xC0) == 0x80;
}

/* The bytes of the escape at `at` of a scalar in double quotes. Source: YAML 1.2, section 5.7. */
static size_t escape_length(struct str raw, size_t at)
{
    char kind = at + 1 < raw.len ? raw.ptr[at + 1] : '\0';
    return kind == 'x' ? 4 : kind == 'u' ? 6 : kind == 'U' ? 10 : 2;
}

/* True where an escape stands for white space, such as \n. */
static bool escapes_white(struct str raw, size_t at)
{
    char kind = at + 1 < raw.len ? raw.ptr[at + 1] : '\0';
    return kind == 'n' || kind == 't' || kind == 'r' || kind == ' ' || kind == '\n' || kind == '\r';
}

/* The bytes of the character at `at`, as the style of the scalar spells it. */
static size_t spelling(struct str raw, size_t at, char style)
{
    size_t len = 1;
    if (style == '"' && raw.ptr[at] == '\\')
        return escape_length(raw, at);
    if (style == '\'' && raw.ptr[at] == '\'' && at + 1 < raw.len && raw.ptr[at + 1] == '\'')
        return 2;
    while (at + len < raw.len && continues(raw.ptr[at + len]))
        len++;
    return len;
}

static char style_of(const struct node *scalar)
{
    return scalar->quoted && scalar->raw.len > 0 ? scalar->raw.ptr[0] : '\0';
}

/* Steps over `count` bytes of the file. */
static void step(struct scalar_place *place, size_t count)
{
    struct str raw = place->scalar->raw;
    for (; count > 0 && place->in_raw < raw.len; count--) {
        char c = raw.ptr[place->in_raw++];
        place->mark.column += !continues(c);
        if (c == '\n') {
            place->mark.line++;
            place->mark.column = 1;
        }
    }
}

/* Steps over white space, as the file spells it. */
static void skip_white(struct scalar_place *place, char style)
{
    struct str raw = place->scalar->raw;
    while (place->in_raw < raw.len) {
        if (is_white(raw.ptr[place->in_raw]))
            step(place, 1);
        else if (style == '"' && raw.ptr[place->in_raw] == '\\' &&
                 escapes_white(raw, place->in_raw))
            step(place, 2);
        else
            return;
    }
}

struct scalar_place yaml_place(const struct node *scalar)
{
    struct scalar_place place = {.scalar = scalar, .mark = scalar->mark};
    char style = style_of(scalar);
    if (style == '|' || style == '>')
        step(&place, str_find(scalar->raw, '\n', 0) + 1);
    else if (style != '\0')
        step(&place, 1);
    return place;
}

struct mark yaml_locate(struct scalar_place *place, size_t offset)
{
    const struct node *scalar = place->scalar;
    char style = style_of(scalar);
    if (offset < place->in_text)
        *place = yaml_place(scalar);
    skip_white(place, style);
    for (; place->in_text < offset && place->in_text < scalar->text.len; place->in_text++) {
        char c = scalar->text.ptr[place->in_text];
        if (is_white(c) || continues(c))
            continue;
        skip_white(place, style);
        step(place,
             place->in_raw < scalar->raw.len ? spelling(scalar->raw, place->in_raw, style) : 0);
    }
    if (offset < scalar->text.len && !is_white(scalar->text.ptr[offset]))
        skip_white(place, style);
    return place->mark;
}
