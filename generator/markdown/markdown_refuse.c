/* markdown_refuse.c: refuses HTML and unsafe destinations, and says what to write instead.
 *
 * What an author can type must not become script on a page that a council publishes. HTML is
 * refused whole, since every part of it would have to be checked. Destinations are allowed by a
 * list: browsers find schemes where one would not look for them.
 *
 * Layer: markdown. Uses: diag. Used by: markdown_write.c. */
#include "refuse.h"

#include "concordat/base/buf.h"

#include <string.h>

/* What to write in place of a tag. */
static const struct {
    const char *tags; /* each with a space behind it */
    const char *hint;
} replacements[] = {
    {"b strong ", "for strong words write **words**"},
    {"i em ", "for emphasis write *words*"},
    {"br ", "to break a line, end it with a backslash"},
    {"a ", "for a link write [words](address)"},
    {"img ", "for an image write ![what it shows](address)"},
    {"table thead tbody tr th td ", "write a table as lines with | between the cells"},
    {"h1 h2 h3 h4 h5 h6 ", "for a heading write # in front of it, ## for the next level"},
    {"ul li ", "for a list write - in front of each item"},
    {"ol ", "for a numbered list write 1. in front of each item"},
    {"p div span section article center font u ", "leave it out: a blank line parts paragraphs"},
    {"hr ", "for a line write --- between two blank lines"},
    {"code pre tt kbd samp ", "for code put `backquotes` around it"},
    {"blockquote q ", "for a quotation write > in front of each line"},
    {"script style iframe object embed form input ", "leave it out: pages hold no programs"},
};

static char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

static bool is_letter(char c)
{
    return lower(c) >= 'a' && lower(c) <= 'z';
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static const char *hint_for_tag(struct str html)
{
    char name[16] = "";
    size_t len = 0;
    size_t at = str_starts(html, "</") ? 2 : 1;
    if (str_starts(html, "<!--"))
        return "delete the comment: readers could see it in the page";
    for (; at < html.len && (is_letter(html.ptr[at]) || is_digit(html.ptr[at])); at++)
        if (len + 2 < sizeof name)
            name[len++] = lower(html.ptr[at]);
    name[len++] = ' ';
    for (size_t i = 0; i < sizeof replacements / sizeof replacements[0]; i++) {
        const char *tags = replacements[i].tags;
        const char *found = strstr(tags, name);
        while (found && found != tags && found[-1] != ' ')
            found = strstr(found + 1, name);
        if (found)
            return replacements[i].hint;
    }
    return "to show the sign itself write \\<, or put `backquotes` around it";
}

/* The beginning of `text`, to the end of its line and its first `end`, at most so long. */
static struct str beginning(struct str text, char end)
{
    enum { LONGEST = 60 };
    size_t to = str_find(text, '\n', 0);
    size_t close = str_find(text, end, 0);
    if (close < to)
        to = close + 1;
    if (to > LONGEST)
        for (to = LONGEST; to > 0 && ((unsigned char)text.ptr[to] & 0xC0) == 0x80;)
            to--;
    return str_slice(text, 0, to);
}

void refuse_html(struct diag *diag, struct mark mark, struct str html)
{
    struct str shown = beginning(html, '>');
    diag_error(diag, mark, RULE_RAW_HTML, str_of(hint_for_tag(html)),
               "HTML is not allowed in a text, and \"%.*s\" is HTML", STR_ARGS(shown));
}

static const char *const schemes[] = {"http", "https", "mailto"};

/* Schemes that run programs: no trust has their names. */
static const char *const script_schemes[] = {"javascript", "vbscript", "data", "file", "blob"};

static bool is_among(struct str word, const char *const *words, size_t count, bool any_case)
{
    for (size_t i = 0; i < count; i++) {
        size_t at = 0;
        while (at < word.len && (any_case ? lower(word.ptr[at]) : word.ptr[at]) == words[i][at])
            at++;
        if (at == word.len && words[i][at] == '\0')
            return true;
    }
    return false;
}

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

static bool is_id(struct str text)
{
    for (size_t i = 0; i < text.len; i++) {
        char c = text.ptr[i];
        if (!(c >= 'a' && c <= 'z') && !is_digit(c) && c != '-')
            return false;
    }
    return text.len > 0;
}

static bool is_anchor(struct str text)
{
    for (size_t i = 0; i < text.len; i++)
        if (text.ptr[i] != '_' && text.ptr[i] != '.' && !is_id(str_slice(text, i, i + 1)))
            return false;
    return true;
}

/* type:id or trust:type:id, either with #anchor. */
static bool names_record(struct str destination, const struct origin *origin)
{
    struct str anchor;
    struct str rest;
    struct str last;
    struct str path = str_cut(destination, '#', &anchor);
    struct str first = str_cut(path, ':', &rest);
    struct str second = str_cut(rest, ':', &last);
    if (!is_anchor(anchor) || !origin->is_link_word)
        return false;
    if (origin->is_link_word(first) && is_id(rest))
        return true;
    return is_id(first) && origin->is_link_word(second) && is_id(last) &&
           !is_among(first, script_schemes, COUNT(script_schemes), false);
}

/* Without the bytes that browsers skip when they read an address; in `bytes`. */
static struct str as_browsers_read(struct str destination, struct buf *bytes)
{
    buf_reserve(bytes, destination.len);
    for (size_t i = 0; i < destination.len; i++) {
        unsigned char c = (unsigned char)destination.ptr[i];
        if (c > ' ' && c != 0x7F)
            bytes->ptr[bytes->len++] = (char)c;
    }
    return buf_str(bytes);
}

/* The offset of the colon that ends what browsers may take for a scheme, or the length. */
static size_t scheme_end(struct str destination)
{
    for (size_t i = 0; i < destination.len; i++)
        if (destination.ptr[i] == ':')
            return i;
        else if (destination.ptr[i] == '/' || destination.ptr[i] == '?' ||
                 destination.ptr[i] == '#')
            break;
    return destination.len;
}

static bool is_slash(char c)
{
    return c == '/' || c == '\\';
}

/* Reports an address that no link may have, as a message may show it: a control character can be
 * written by its number. */
static void refuse_address(struct diag *diag, struct mark mark, struct str address,
                           const char *hint, const char *why)
{
    struct buf shown = {0};
    buf_add_visible(&shown, beginning(address, '\n'));
    diag_error(diag, mark, RULE_UNSAFE_LINK, str_of(hint), "the address \"%.*s\" %s",
               STR_ARGS(buf_str(&shown)), why);
    buf_free(&shown);
}

/* As destination_allowed, of an address as browsers read it. */
static bool check_destination(struct diag *diag, struct mark mark, struct str destination,
                              const struct origin *origin)
{
    if (destination.len >= 2 && is_slash(destination.ptr[0]) && is_slash(destination.ptr[1])) {
        refuse_address(diag, mark, destination, "write https: in front of the slashes",
                       "leads to another site without saying how");
        return false;
    }
    size_t end = scheme_end(destination);
    struct str scheme = str_slice(destination, 0, end);
    if (end == destination.len || is_among(scheme, schemes, COUNT(schemes), true) ||
        names_record(destination, origin))
        return true;
    refuse_address(diag, mark, destination,
                   "write an address that begins with https://, http:// or mailto:, or one inside "
                   "the site; a file whose name has a colon gets ./ in front",
                   "begins with a word and a colon that no link may begin with");
    return false;
}

bool destination_allowed(struct diag *diag, struct mark mark, struct str destination,
                         const struct origin *origin)
{
    struct buf bytes = {0};
    bool allowed = check_destination(diag, mark, as_browsers_read(destination, &bytes), origin);
    buf_free(&bytes);
    return allowed;
}
