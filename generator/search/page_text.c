/* page_text.c: reads the HTML that the templates wrote: well-formed, each element closed.
 *
 * A passage is what stands between two ends of blocks; a row of a table is one, its cells parted by
 * a dot, and a term goes with what it is followed by: "Meets: monthly". A tag (class "tag") stands
 * in brackets, so that what is proposed says so in a list of results too. The anchor of a passage
 * is the nearest id: of an element around it, or of the heading above. Stage: search. Used by:
 * part. */
#include "page_text.h"

#include <string.h>

enum { DEEPEST_IDS = 32 };

#define LABEL_END ": "
#define CELL_END  " ·"

enum element { INLINE, VOID, BLOCK, ROW, CELL, TERM, DESCRIPTION, HEADING, TITLE, SKIPPED, WHOLE };

#define NAME(text)                                                                                 \
    {                                                                                              \
        text, sizeof(text) - 1                                                                     \
    }

static const struct {
    struct str name;
    enum element element;
} elements[] = {
    {NAME("p"), BLOCK},        {NAME("div"), BLOCK},        {NAME("li"), BLOCK},
    {NAME("td"), CELL},        {NAME("th"), CELL},          {NAME("tr"), ROW},
    {NAME("dt"), TERM},        {NAME("dd"), DESCRIPTION},   {NAME("ul"), BLOCK},
    {NAME("ol"), BLOCK},       {NAME("dl"), BLOCK},         {NAME("h1"), TITLE},
    {NAME("h2"), HEADING},     {NAME("h3"), HEADING},       {NAME("h4"), HEADING},
    {NAME("h5"), HEADING},     {NAME("h6"), HEADING},       {NAME("section"), BLOCK},
    {NAME("figure"), BLOCK},   {NAME("figcaption"), BLOCK}, {NAME("table"), BLOCK},
    {NAME("tbody"), BLOCK},    {NAME("caption"), SKIPPED},  {NAME("blockquote"), BLOCK},
    {NAME("pre"), BLOCK},      {NAME("article"), BLOCK},    {NAME("header"), BLOCK},
    {NAME("footer"), BLOCK},   {NAME("details"), BLOCK},    {NAME("summary"), BLOCK},
    {NAME("aside"), BLOCK},    {NAME("br"), VOID},          {NAME("hr"), VOID},
    {NAME("img"), VOID},       {NAME("input"), VOID},       {NAME("wbr"), VOID},
    {NAME("col"), VOID},       {NAME("source"), VOID},      {NAME("thead"), SKIPPED},
    {NAME("nav"), SKIPPED},    {NAME("svg"), SKIPPED},      {NAME("script"), SKIPPED},
    {NAME("style"), SKIPPED},  {NAME("form"), SKIPPED},     {NAME("fieldset"), SKIPPED},
    {NAME("button"), SKIPPED}, {NAME("select"), SKIPPED},   {NAME("template"), SKIPPED},
    {NAME("main"), WHOLE},     {NAME("noscript"), SKIPPED},
};

/* An element with an id that is open. */
struct named {
    struct str id;
    int depth;
    unsigned order; /* among those and the headings of the page */
};

struct reader {
    struct str html;
    size_t at;
    const struct page_listener *listener;
    struct buf *text; /* of the passage that is being read */
    int depth;
    int tag_depth;  /* of the tag that is open; 0 for none */
    bool in_row;    /* of a table */
    size_t label;   /* where what goes with a term begins in `text`; 0 for no term */
    bool at_space;  /* a space is due before the next character */
    unsigned order; /* of the last element with an id, or heading */
    struct named names[DEEPEST_IDS];
    int name_count;
    struct str heading; /* the id of the last heading, and its order */
    unsigned heading_order;
};

/* A tag of the page. */
struct tag {
    struct str name;
    struct str rest; /* its attributes */
    enum element element;
    bool closes;
    bool is_whole; /* it closes itself */
};

/* ------------------------------------------------------------------ tags */

static enum element element_of(struct str name)
{
    for (size_t i = 0; i < sizeof elements / sizeof *elements; i++)
        if (elements[i].name.ptr[0] == name.ptr[0] && str_equal(name, elements[i].name))
            return elements[i].element;
    return INLINE;
}

/* Finds the id and the class among attributes; "" for one that is not there. */
static void find_attributes(struct str rest, struct str *id, struct str *class)
{
    *id = *class = STR("");
    for (size_t at = 0; at < rest.len;) {
        size_t equals = str_find(rest, '=', at);
        size_t end = str_find(rest, '"', equals + 2);
        size_t start = equals;
        while (start > at && rest.ptr[start - 1] != ' ' && rest.ptr[start - 1] != '\n')
            start--;
        struct str name = str_slice(rest, start, equals);
        if (equals >= rest.len)
            break;
        if (str_is(name, "id"))
            *id = str_slice(rest, equals + 2, end);
        else if (str_is(name, "class"))
            *class = str_slice(rest, equals + 2, end);
        at = end + 1;
    }
}

/* Reads the tag at `at`, which it moves behind it. */
static struct tag read_tag(struct str html, size_t *at)
{
    size_t from = *at + 1;
    bool quoted = false;
    struct tag tag = {.closes = from < html.len && html.ptr[from] == '/'};
    from += tag.closes;
    size_t end = from;
    while (end < html.len && (quoted || html.ptr[end] != '>'))
        quoted ^= html.ptr[end++] == '"';
    size_t name = from;
    while (name < end && html.ptr[name] > ' ' && html.ptr[name] != '/')
        name++;
    tag.name = str_slice(html, from, name);
    tag.rest = str_slice(html, name, end);
    tag.element = tag.name.len > 0 ? element_of(tag.name) : VOID;
    tag.is_whole = tag.element == VOID || str_ends(tag.rest, "/");
    *at = end + 1;
    return tag;
}

/* Moves behind the element that `tag` has opened. */
static void skip_element(struct reader *reader, const struct tag *tag)
{
    for (int open = 1; open > 0 && reader->at < reader->html.len;) {
        reader->at = str_find(reader->html, '<', reader->at);
        if (reader->at >= reader->html.len)
            break;
        struct str after = str_slice(reader->html, reader->at + 1, reader->html.len);
        bool closes = str_starts(after, "/");
        struct str name = str_slice(after, closes, closes + tag->name.len);
        reader->at++;
        if (!str_equal(name, tag->name))
            continue;
        reader->at--;
        struct tag same = read_tag(reader->html, &reader->at);
        if (str_equal(same.name, tag->name) && !same.is_whole)
            open += same.closes ? -1 : 1;
    }
}

/* ------------------------------------------------------------------ passages */

static const struct named *nearest_name(const struct reader *reader)
{
    return reader->name_count > 0 ? &reader->names[reader->name_count - 1] : NULL;
}

static struct str anchor(const struct reader *reader)
{
    const struct named *named = nearest_name(reader);
    if (named && named->order > reader->heading_order)
        return named->id;
    return reader->heading.len > 0 || !named ? reader->heading : named->id;
}

/* Takes the text that was read, without what parts it from more. */
static struct str take(struct reader *reader)
{
    struct str text = buf_str(reader->text);
    bool is_label = reader->label > 0 && text.len == reader->label;
    if (is_label)
        text.len -= strlen(LABEL_END);
    else if (str_ends(text, CELL_END))
        text.len -= strlen(CELL_END);
    text = str_trim(text);
    reader->label = 0;
    reader->at_space = false;
    return text;
}

static void end_passage(struct reader *reader, bool row)
{
    bool waits = reader->label > 0 && reader->text->len == reader->label;
    if (reader->in_row || waits) {
        reader->at_space = reader->text->len > 0 && !waits;
        return;
    }
    struct str text = take(reader);
    if (text.len > 0)
        reader->listener->passage(anchor(reader), text, row, reader->listener->context);
    buf_clear(reader->text);
}

static void end_heading(struct reader *reader, enum element element)
{
    struct str text = take(reader);
    const struct named *named = nearest_name(reader);
    reader->heading = named ? named->id : STR("");
    reader->heading_order = ++reader->order;
    if (element == TITLE) {
        reader->heading = STR("");
        reader->listener->title(text, reader->listener->context);
    } else if (text.len > 0) {
        reader->listener->heading(reader->heading, text, element == TERM,
                                  reader->listener->context);
    }
    buf_clear(reader->text);
}

/* A term that something with an id is about is a heading; any other goes with what follows. */
static void end_term(struct reader *reader)
{
    const struct named *named = nearest_name(reader);
    if (named && named->depth == reader->depth - 1) {
        end_heading(reader, TERM);
    } else if (reader->text->len > 0) {
        buf_add_string(reader->text, LABEL_END);
        reader->label = reader->text->len;
        reader->at_space = false;
    }
}

/* ------------------------------------------------------------------ elements */

static void begin_element(struct reader *reader, const struct tag *tag)
{
    if (tag->element == CELL && reader->in_row && reader->text->len > 0) {
        if (!str_ends(buf_str(reader->text), CELL_END))
            buf_add_string(reader->text, CELL_END);
        reader->at_space = true;
    } else if (tag->element != INLINE && tag->element != DESCRIPTION) {
        end_passage(reader, false);
    }
    reader->in_row = reader->in_row || tag->element == ROW;
}

static void end_element(struct reader *reader, enum element element)
{
    if (element == DESCRIPTION && reader->label > 0 && reader->text->len == reader->label) {
        buf_clear(reader->text);
        reader->label = 0;
    }
    if (element == ROW)
        reader->in_row = false;
    if (element == TITLE || element == HEADING)
        end_heading(reader, element);
    else if (element == TERM)
        end_term(reader);
    else if (element != INLINE)
        end_passage(reader, element == ROW);
}

/* True for "tag", with or without what its colour tells. */
static bool is_tag(struct str class)
{
    return str_is(class, "tag") || str_starts(class, "tag ");
}

/* True for what is no part of a page's own words: where they are from, a drawing of them, and whose
 * page it is. */
static bool is_aside(struct str class)
{
    return str_starts(class, "sources") || str_is(class, "diagram") || str_is(class, "caption");
}

static void open_element(struct reader *reader, const struct tag *tag)
{
    struct str id;
    struct str class;
    find_attributes(tag->rest, &id, &class);
    if (tag->element == SKIPPED || is_aside(class)) {
        end_passage(reader, false);
        skip_element(reader, tag);
        return;
    }
    begin_element(reader, tag);
    reader->depth++;
    if (id.len > 0 && reader->name_count < DEEPEST_IDS && tag->element != TITLE)
        reader->names[reader->name_count++] = (struct named){id, reader->depth, ++reader->order};
    if (is_tag(class) && reader->tag_depth == 0 && reader->text->len > 0) {
        buf_add_string(reader->text, reader->at_space ? " (" : "(");
        reader->at_space = false;
        reader->tag_depth = reader->depth;
    }
}

static void close_element(struct reader *reader, const struct tag *tag)
{
    if (reader->tag_depth == reader->depth) {
        buf_add_char(reader->text, ')');
        reader->tag_depth = 0;
    }
    end_element(reader, tag->element);
    const struct named *named = nearest_name(reader);
    if (named && named->depth == reader->depth)
        reader->name_count--;
    reader->depth--;
}

/* ------------------------------------------------------------------ text */

/* Appends the character that the reference at `at` stands for; returns where it ends. */
static size_t add_reference(struct buf *out, struct str html, size_t at)
{
    static const struct {
        const char *name;
        char character;
    } references[] = {
        {"&amp;", '&'}, {"&lt;", '<'}, {"&gt;", '>'}, {"&quot;", '"'}, {"&#39;", '\''}};
    struct str rest = str_slice(html, at, html.len);
    for (size_t i = 0; i < sizeof references / sizeof *references; i++) {
        if (!str_starts(rest, references[i].name))
            continue;
        buf_add_char(out, references[i].character);
        return at + strlen(references[i].name);
    }
    buf_add_char(out, '&');
    return at + 1;
}

static bool is_space(char c)
{
    return c == ' ' || c == '\n' || c == '\t' || c == '\r';
}

/* Reads up to the next tag; any white space is one space. */
static void read_words(struct reader *reader)
{
    struct str html = reader->html;
    size_t at = reader->at;
    while (at < html.len && html.ptr[at] != '<') {
        if (is_space(html.ptr[at])) {
            reader->at_space = reader->text->len > 0 && reader->text->len != reader->label;
            at++;
            continue;
        }
        if (reader->at_space)
            buf_add_char(reader->text, ' ');
        reader->at_space = false;
        if (html.ptr[at] == '&') {
            at = add_reference(reader->text, html, at);
            continue;
        }
        size_t end = at;
        while (end < html.len && html.ptr[end] != '<' && html.ptr[end] != '&' &&
               !is_space(html.ptr[end]))
            end++;
        buf_add(reader->text, str_slice(html, at, end));
        at = end;
    }
    reader->at = at;
}

/* Where <main> begins, or the end of the page. */
static size_t find_main(struct str html)
{
    size_t at = str_find(html, '<', 0);
    while (at < html.len && !str_starts(str_slice(html, at, html.len), "<main"))
        at = str_find(html, '<', at + 1);
    return at;
}

void page_text_read(struct str html, const struct page_listener *listener, struct buf *scratch)
{
    struct reader reader = {.html = html, .listener = listener, .text = scratch};
    buf_clear(scratch);
    reader.at = find_main(html);
    if (reader.at >= html.len)
        return;
    read_tag(html, &reader.at);
    while (reader.at < html.len) {
        read_words(&reader);
        if (reader.at >= html.len)
            break;
        struct tag tag = read_tag(html, &reader.at);
        if (tag.closes && tag.element == WHOLE)
            break;
        if (tag.element == VOID && str_is(tag.name, "br"))
            reader.at_space = true;
        else if (tag.is_whole)
            continue;
        else if (tag.closes)
            close_element(&reader, &tag);
        else
            open_element(&reader, &tag);
    }
    end_passage(&reader, false);
}
