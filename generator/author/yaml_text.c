/* yaml_text.c: decides whether words can stand in YAML without quotes.
 *
 * Plain text is easier to read and to change, but a colon, a hash or a word such as "none" would be
 * read as something else. A JSON string is a YAML string in double quotes. Layer: author.
 * Source: YAML 1.1, plain scalars. */
#include "yaml_text.h"

#include "concordat/base/json.h"
#include "concordat/base/suggest.h"

static bool is_among(char c, const char *set)
{
    while (*set && *set != c)
        set++;
    return *set != '\0';
}

bool yaml_text_is_taken_for_another(struct str text)
{
    static const char *const words[] = {"none", "not stated", "null", "~",
                                        "yes",  "no",         "true", "false"};
    long number;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (words_alike(text, str_of(words[i])))
            return true;
    return str_number(text, &number);
}

static bool is_plain(struct str text)
{
    if (text.len == 0 || is_among(text.ptr[0], "-?:,[]{}#&*!|>'\"%@` ") ||
        text.ptr[text.len - 1] == ':' || text.ptr[text.len - 1] == ' ' || str_ends(text, ".csv"))
        return false;
    for (size_t i = 0; i < text.len; i++) {
        char c = text.ptr[i];
        char next = i + 1 < text.len ? text.ptr[i + 1] : ' ';
        char before = i > 0 ? text.ptr[i - 1] : ' ';
        if ((unsigned char)c < ' ' || (c == ':' && next == ' ') || (c == '#' && before == ' ') ||
            str_starts_with_separator(str_slice(text, i, i + 3)))
            return false;
    }
    return true;
}

void yaml_text_write(struct str text, bool words, struct buf *out)
{
    struct buf json = {0};
    if (is_plain(text) && !(words && yaml_text_is_taken_for_another(text))) {
        buf_add(out, text);
        return;
    }
    buf_add_json(&json, text);
    buf_add_line_json(out, buf_str(&json));
    buf_free(&json);
}
