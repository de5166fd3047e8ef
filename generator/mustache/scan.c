/* scan.c: finds the tags of a template, one after another, and says where each stands.
 *
 * A tag that is wrong is reported and skipped, and the scanner goes on behind it: one run tells
 * all errors. Every byte is looked at a bounded number of times, whatever the text.
 *
 * Layer: mustache. Uses: base. Used by: parse. */
#include "tree.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

void place_advance(struct place *place, struct str text, size_t offset)
{
    for (; place->offset < offset; place->offset++) {
        unsigned char c = (unsigned char)text.ptr[place->offset];
        if (c == '\n') {
            place->mark.line++;
            place->mark.column = 1;
        } else if ((c & 0xC0) != 0x80) {
            place->mark.column++;
        }
    }
}

static struct mark mark_at(struct scanner *scanner, size_t offset)
{
    place_advance(&scanner->counted, scanner->text, offset);
    return scanner->counted.mark;
}

static void set_needle(struct needle *needle, struct str bytes)
{
    *needle = (struct needle){.len = bytes.len};
    memcpy(needle->bytes, bytes.ptr, bytes.len);
}

static void set_delimiters(struct scanner *scanner, struct str open, struct str close)
{
    char equals_close[LONGEST_DELIMITER + 1] = "=";
    memcpy(equals_close + 1, close.ptr, close.len);
    set_needle(&scanner->open, open);
    set_needle(&scanner->close, close);
    set_needle(&scanner->equals_close, (struct str){equals_close, close.len + 1});
}

void scanner_start(struct scanner *scanner, struct str text, struct mark start, struct diag *diag)
{
    *scanner = (struct scanner){.text = text, .counted = {0, start}, .diag = diag};
    set_delimiters(scanner, STR("{{"), STR("}}"));
}

void scanner_error(struct scanner *scanner, struct mark mark, enum rule rule, const char *hint,
                   const char *format, ...)
{
    char message[1024];
    va_list args;
    va_start(args, format);
    vsnprintf(message, sizeof message, format, args);
    va_end(args);
    if (++scanner->errors <= MOST_SYNTAX_ERRORS)
        diag_error(scanner->diag, mark, rule, str_of(hint), "%s", message);
    if (scanner->errors == MOST_SYNTAX_ERRORS) {
        diag_error(scanner->diag, mark, RULE_TEMPLATE_LIMIT, STR(""),
                   "%d errors in this template; the rest of it is not read", MOST_SYNTAX_ERRORS);
        scanner->at = scanner->text.len;
    }
}

/* The offset of the next `needle` at or after `from`; text.len where there is none. */
static size_t find(struct scanner *scanner, struct needle *needle, size_t from)
{
    struct str text = scanner->text;
    if (needle->known && needle->found >= from)
        return needle->found;
    size_t at = str_find(text, needle->bytes[0], from);
    while (at < text.len &&
           (text.len - at < needle->len || memcmp(text.ptr + at, needle->bytes, needle->len) != 0))
        at = str_find(text, needle->bytes[0], at + 1);
    needle->known = true;
    needle->found = at;
    return at;
}

struct str name_shown(struct str name)
{
    size_t len = 0;
    while (len < name.len && len < LONGEST_NAME && (unsigned char)name.ptr[len] > ' ' &&
           name.ptr[len] != 0x7F)
        len++;
    while (len > 0 && len < name.len && ((unsigned char)name.ptr[len] & 0xC0) == 0x80)
        len--; /* no half characters */
    return str_slice(name, 0, len);
}

static bool is_space(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

static bool starts_name(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
           c == '-' || c == '.' || (unsigned char)c >= 0x80;
}

/* Whether the name is a path, whose steps stand between dots. */
static bool is_path(enum tag_kind kind)
{
    return kind == TAG_PRINT || kind == TAG_RAW || kind == TAG_SECTION || kind == TAG_INVERTED;
}

static bool is_call(enum tag_kind kind)
{
    return kind == TAG_PARTIAL || kind == TAG_LAYOUT;
}

/* Reports a step of a path that is empty. */
static bool check_steps(struct scanner *scanner, struct str path, struct mark mark)
{
    for (size_t i = 0; path.len > 1 && i < path.len; i++)
        if (path.ptr[i] == '.' && (i + 1 == path.len || path.ptr[i + 1] == '.')) {
            scanner_error(scanner, mark, RULE_TEMPLATE_SYNTAX, "",
                          "a name is missing after a dot of `%.*s`", STR_ARGS(path));
            return false;
        }
    return true;
}

/* Reports a name that is missing or too long, or that holds what no name holds. */
static bool check_letters(struct scanner *scanner, struct str name, struct mark tag,
                          struct mark mark)
{
    if (name.len == 0) {
        scanner_error(scanner, tag, RULE_TEMPLATE_SYNTAX, "", "this tag has no name");
        return false;
    }
    if (name.len > LONGEST_NAME) {
        scanner_error(scanner, mark, RULE_TEMPLATE_LIMIT, "is the tag closed?",
                      "this name is longer than %d bytes", LONGEST_NAME);
        return false;
    }
    for (size_t i = 0; i < name.len; i++) {
        if (is_space(name.ptr[i])) {
            scanner_error(scanner, mark, RULE_TEMPLATE_SYNTAX, "",
                          "a name has no space in it; here one follows `%.*s`",
                          STR_ARGS(name_shown(name)));
            return false;
        }
        if ((unsigned char)name.ptr[i] < 0x20 || name.ptr[i] == 0x7F) {
            scanner_error(scanner, mark, RULE_TEMPLATE_SYNTAX, "",
                          "a name holds no control characters");
            return false;
        }
    }
    return true;
}

/* Reports what is wrong with the tag's name, at its place. */
static bool check_name(struct scanner *scanner, const struct tag *tag)
{
    struct str name = tag->name;
    if (tag->kind == TAG_CLOSE) /* it is compared with what it closes */
        return check_letters(scanner, str_slice(name, 0, 1), tag->mark, tag->name_mark);
    if (tag->path.ptr)
        name.len = str_find(name, '*', 0);
    if (tag->path.ptr && (!check_letters(scanner, tag->path, tag->mark, tag->path_mark) ||
                          !check_steps(scanner, tag->path, tag->path_mark)))
        return false;
    if (tag->path.ptr && name.len == 0)
        return true;
    if (!check_letters(scanner, name, tag->mark, tag->name_mark))
        return false;
    if (!starts_name(name.ptr[0])) {
        scanner_error(scanner, tag->name_mark, RULE_TEMPLATE_SYNTAX,
                      "the signs are # ^ / > < $ ! & = and {",
                      "`%c` is no sign of a tag, and no name begins with it", name.ptr[0]);
        return false;
    }
    return !is_path(tag->kind) || check_steps(scanner, name, tag->name_mark);
}

/* Whether the tag is no tag at all because its close is missing; reports it, and leaves `at` where
 * the next tag may begin. */
static bool is_unclosed(struct scanner *scanner, struct tag *tag, size_t content, size_t close)
{
    bool verbatim = tag->kind == TAG_COMMENT || tag->kind == TAG_DELIMITERS;
    size_t next_open = verbatim ? close : find(scanner, &scanner->open, content);
    if (close < scanner->text.len && next_open >= close)
        return false;
    tag->kind = TAG_BAD;
    tag->end = next_open < close ? next_open : scanner->text.len;
    scanner->at = tag->end;
    struct str shown = name_shown(str_slice(scanner->text, tag->start, tag->end));
    scanner_error(scanner, tag->mark, RULE_TEMPLATE_SYNTAX, "",
                  "this tag is not closed: `%.*s` lacks `%s`", STR_ARGS(shown),
                  scanner->close.bytes);
    return true;
}

/* {{=<% %>=}}: the words between the equals signs become the delimiters. */
static bool change_delimiters(struct scanner *scanner, struct str content)
{
    struct str trimmed = str_trim(content);
    size_t gap = 0;
    while (gap < trimmed.len && !is_space(trimmed.ptr[gap]))
        gap++;
    struct str open = str_slice(trimmed, 0, gap);
    struct str close = str_trim(str_slice(trimmed, gap, trimmed.len));
    if (open.len == 0 || close.len == 0 || open.len > LONGEST_DELIMITER ||
        close.len > LONGEST_DELIMITER)
        return false;
    for (size_t i = 0; i < trimmed.len; i++)
        if (trimmed.ptr[i] == '=' || trimmed.ptr[i] == '\0')
            return false;
    for (size_t i = 0; i < close.len; i++)
        if (is_space(close.ptr[i]))
            return false;
    set_delimiters(scanner, open, close);
    return true;
}

/* Reads a change of delimiters. A wrong one ends where any tag would, so that what follows is read
 * as it was meant. */
static void read_delimiters(struct scanner *scanner, struct tag *tag, size_t content, size_t close)
{
    size_t end = find(scanner, &scanner->equals_close, content);
    scanner->at = end + scanner->equals_close.len;
    if (end < scanner->text.len &&
        change_delimiters(scanner, str_slice(scanner->text, content, end)))
        return;
    tag->kind = TAG_BAD;
    scanner->at = close + scanner->close.len;
    scanner_error(scanner, tag->mark, RULE_TEMPLATE_SYNTAX, "write {{=<% %>=}}",
                  "a change of delimiters names two, with a space between and without =");
}

static enum tag_kind kind_of(char sign)
{
    static const char signs[] = "#^/><$!=&{";
    static const enum tag_kind kinds[] = {
        TAG_SECTION, TAG_INVERTED, TAG_CLOSE,      TAG_PARTIAL, TAG_LAYOUT,
        TAG_BLOCK,   TAG_COMMENT,  TAG_DELIMITERS, TAG_RAW,     TAG_RAW,
    };
    const char *found = sign ? strchr(signs, sign) : NULL;
    return found ? kinds[found - signs] : TAG_PRINT;
}

/* The brace that must close {{{name}}} stands before the delimiter or, where that is of braces,
 * looks like its last one. */
static bool close_brace(struct scanner *scanner, struct tag *tag, size_t content, size_t *close)
{
    struct str text = scanner->text;
    size_t end = *close + scanner->close.len;
    if (scanner->close.bytes[0] == '}' && end < text.len && text.ptr[end] == '}') {
        scanner->at = end + 1;
        return true;
    }
    if (*close > content && text.ptr[*close - 1] == '}') {
        (*close)--;
        return true;
    }
    tag->kind = TAG_BAD;
    scanner_error(scanner, tag->mark, RULE_TEMPLATE_SYNTAX, "",
                  "this tag opens with {{{ and must close with }}}");
    return false;
}

/* Reads the name between `content` and `close`, and where it stands. */
static void read_name(struct scanner *scanner, struct tag *tag, size_t content, size_t close)
{
    struct str text = scanner->text;
    while (content < close && is_space(text.ptr[content]))
        content++;
    tag->name_mark = mark_at(scanner, content);
    tag->name = str_trim(str_slice(text, content, close));
    size_t asterisk = str_find(tag->name, '*', 0);
    if (is_call(tag->kind) && asterisk < tag->name.len) {
        struct place place = scanner->counted;
        size_t path = content + asterisk + 1;
        while (path < content + tag->name.len && is_space(text.ptr[path]))
            path++;
        place_advance(&place, text, path);
        tag->path_mark = place.mark;
        tag->path = str_slice(text, path, content + tag->name.len);
    }
    tag->sound = check_name(scanner, tag);
}

bool scanner_next(struct scanner *scanner, struct tag *tag)
{
    struct str text = scanner->text;
    size_t start = find(scanner, &scanner->open, scanner->at);
    if (start >= text.len)
        return false;
    size_t content = start + scanner->open.len;
    char sign = content < text.len ? text.ptr[content] : '\0';
    *tag = (struct tag){.kind = kind_of(sign), .start = start, .mark = mark_at(scanner, start)};
    content += tag->kind != TAG_PRINT;

    size_t close = find(scanner, &scanner->close, content);
    if (is_unclosed(scanner, tag, content, close))
        return true;
    scanner->at = close + scanner->close.len;
    if (tag->kind == TAG_DELIMITERS)
        read_delimiters(scanner, tag, content, close);
    else if (sign != '{' || close_brace(scanner, tag, content, &close))
        if (tag->kind != TAG_COMMENT)
            read_name(scanner, tag, content, close);
    tag->end = scanner->at;
    return true;
}
