/* markdown_bounds.c: refuses, before it is parsed, the text that the library would be slow on.
 *
 * libcmark 0.30 is linear but for a few constructs, found by timing it on repeated fragments: blank
 * lines inside deep nesting cost depth times lines, and links behind images that are never closed
 * cost images times links. The bounds below hold every text under a second and are far from what
 * people write.
 *
 * Layer: markdown. Uses: markdown_source, diag. Used by: markdown.c. */
#include "bounds.h"

enum {
    LARGEST_TEXT = 512 * 1024, /* bytes */
    DEEPEST_NESTING = 32,      /* lists and quotations in each other */
    MOST_IMAGES = 1000,        /* between two blank lines, thus in one paragraph */
};

static bool is_blank(char c)
{
    return c == ' ' || c == '\t';
}

/* True where the rest of a line is a thematic break: three or more of one sign and blanks. */
static bool is_thematic_break(struct str rest)
{
    char sign = rest.ptr[0];
    size_t signs = 0;
    for (size_t i = 0; i < rest.len; i++) {
        if (rest.ptr[i] == sign)
            signs++;
        else if (!is_blank(rest.ptr[i]))
            return false;
    }
    return signs >= 3 && (sign == '*' || sign == '-' || sign == '_');
}

/* The length of the list marker at the start of `rest`, or 0. */
static size_t marker_length(struct str rest)
{
    enum { MOST_DIGITS = 9 };
    size_t len = 0;
    if (rest.ptr[0] == '-' || rest.ptr[0] == '+' || rest.ptr[0] == '*') {
        len = 1;
    } else {
        while (len < rest.len && len < MOST_DIGITS && rest.ptr[len] >= '0' && rest.ptr[len] <= '9')
            len++;
        if (len == 0 || len == rest.len || (rest.ptr[len] != '.' && rest.ptr[len] != ')'))
            return 0;
        len++;
    }
    return len == rest.len || is_blank(rest.ptr[len]) ? len : 0;
}

/* What begins a line: quotation marks, list markers and blanks. */
struct beginning {
    size_t containers; /* at most so many quotations and list items begin or go on by a sign */
    size_t columns;    /* of blanks, which let list items go on, two each at least */
    size_t last;       /* the offset of the last sign */
    size_t end;        /* the offset of what follows */
};

static struct beginning beginning_of(struct str line)
{
    struct beginning found = {0};
    while (found.end < line.len && found.containers <= DEEPEST_NESTING) {
        struct str rest = str_slice(line, found.end, line.len);
        size_t marker = 0;
        if (is_blank(rest.ptr[0])) {
            found.columns += rest.ptr[0] == '\t' ? 4 : 1;
            found.end++;
            continue;
        }
        if (rest.ptr[0] == '>')
            marker = 1;
        else if (!is_thematic_break(rest))
            marker = marker_length(rest);
        if (marker == 0)
            break;
        found.containers++;
        found.last = found.end;
        found.end += marker;
    }
    return found;
}

static size_t least(size_t a, size_t b)
{
    return a < b ? a : b;
}

/* How deep containers can be nested after `line`, from how deep they could be before it. */
static size_t nesting_after(struct str line, size_t before, struct beginning *beginning)
{
    *beginning = beginning_of(line);
    size_t after = beginning->containers + least(before, beginning->columns / 2);
    bool blank = beginning->end == line.len;
    return blank && before > after ? before : after;
}

/* The number of images that begin on a line; the offset of the last is left in `*last`. */
static size_t count_images(struct str line, size_t *last)
{
    size_t count = 0;
    for (size_t i = str_find(line, '!', 0); i < line.len; i = str_find(line, '!', i + 1)) {
        if (!str_starts(str_slice(line, i, line.len), "!["))
            continue;
        count++;
        *last = i;
    }
    return count;
}

static void refuse(struct source *source, struct diag *diag, size_t offset, const char *hint,
                   const char *message)
{
    diag_error(diag, source_mark(source, offset), RULE_MARKDOWN_LIMIT, str_of(hint), "%s", message);
}

bool within_bounds(struct source *source, struct diag *diag)
{
    size_t nesting = 0;
    size_t images = 0;
    bool too_deep = false;
    bool too_many = false;
    if (source->text.len > LARGEST_TEXT) {
        refuse(source, diag, 0, "make it several texts", "the text is longer than 512 KiB");
        return false;
    }
    for (int number = 1; number <= (int)source->line_count; number++) {
        struct str line = source_line_text(source, number);
        struct beginning beginning;
        nesting = nesting_after(line, nesting, &beginning);
        if (nesting > DEEPEST_NESTING && !too_deep) {
            too_deep = true;
            refuse(source, diag, source_offset(source, number, (int)beginning.last + 1),
                   "write it with fewer levels",
                   "lists and quotations may be nested 32 deep, and this line may be deeper");
        }
        size_t last = 0;
        images = str_trim(line).len == 0 ? 0 : images + count_images(line, &last);
        if (images > MOST_IMAGES && !too_many) {
            too_many = true;
            refuse(source, diag, source_offset(source, number, (int)last + 1),
                   "part the text by a blank line",
                   "a paragraph may hold 1000 images, and this one holds more");
        }
    }
    return !too_deep && !too_many;
}
