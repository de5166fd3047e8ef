/* outline.c: reads the headings of a page out of its HTML, so that every long page can begin with a
 * list of what is on it, whichever template or text its headings come from.
 *
 * Templates alone know what headings a page has: what has no records has no heading. Asking the
 * records instead would say each of those conditions a second time. A theme changes how the list
 * looks in parts/outline, and a heading without an id is not in it.
 * Stage: render. Uses: schema. Used by: theme. */
#include "outline.h"

#include "concordat/schema/schema.h"

#include <string.h>

enum { FEWEST_HEADINGS = 4 };

/* Where `mark`, which begins with "<", stands at or after `from`; html.len where it does not. */
static size_t find_mark(struct str html, const char *mark, size_t from)
{
    size_t at = str_find(html, '<', from);
    while (at < html.len && !str_starts(str_slice(html, at, html.len), mark))
        at = str_find(html, '<', at + 1);
    return at;
}

/* The id in the tag <h2 ...>, or "". */
static struct str id_of(struct str tag)
{
    static const char before[] = "<h2 id=\"";
    const size_t from = sizeof before - 1;
    return str_starts(tag, before) ? str_slice(tag, from, str_find(tag, '"', from)) : STR("");
}

/* What the image of a tag says in place of itself; "" where the tag is none. */
static struct str words_of_image(struct str tag)
{
    static const char before[] = " alt=\"";
    size_t at = str_starts(tag, "<img ") ? str_find(tag, ' ', 0) : tag.len;
    while (at < tag.len && !str_starts(str_slice(tag, at, tag.len), before))
        at = str_find(tag, ' ', at + 1);
    const size_t from = at + sizeof before - 1;
    return at < tag.len ? str_slice(tag, from, str_find(tag, '"', from)) : STR("");
}

/* Appends the words of a heading and of its images, without links, marks and notes at its foot;
 * what it is tagged with, such as "Proposed", is said wherever it is named. */
static void add_words(struct str heading, struct buf *out)
{
    bool tagged = false;
    for (size_t at = 0; at < heading.len;) {
        const size_t open = str_find(heading, '<', at);
        const size_t end = str_find(heading, '>', open) + 1;
        struct str mark = str_slice(heading, open, end);
        buf_add(out, str_slice(heading, at, open));
        buf_add(out, words_of_image(mark));
        at = str_starts(mark, "<sup") ? find_mark(heading, "</sup", end) : end;
        const bool tags = str_starts(mark, "<span class=\"tag");
        if (tags || (tagged && str_is(mark, "</span>")))
            buf_add(out, mark);
        tagged = tags || (tagged && !str_is(mark, "</span>"));
    }
}

/* A field of one item. */
static struct value given(struct arena *arena, struct str text)
{
    struct item *item = arena_alloc(arena, sizeof *item);
    item->text = text;
    return (struct value){.state = STATE_GIVEN, .count = 1, .items = item};
}

static void add_entry(struct arena *arena, struct value *entries, size_t *room, struct str id,
                      struct str heading)
{
    struct outline_entry *entry = arena_alloc(arena, sizeof *entry);
    struct buf words = {0};
    add_words(heading, &words);
    struct str label = arena_copy(arena, str_trim(buf_str(&words)));
    buf_free(&words);
    if (label.len == 0)
        return; /* a link that nobody could be told of */
    entry->record.type = type_of(TYPE_outline_entry);
    entry->anchor = given(arena, id);
    entry->label = given(arena, label);
    entries->items =
        arena_grown(arena, entries->items, entries->count, room, sizeof *entries->items);
    entries->items[entries->count++] = (struct item){.as.record = &entry->record};
    entries->state = STATE_GIVEN;
}

const struct outline *outline_read(struct arena *arena, struct str html, size_t *place)
{
    struct outline *outline = arena_alloc(arena, sizeof *outline);
    size_t room = 0;
    outline->record.type = type_of(TYPE_outline);
    *place = str_find(html, '\n', find_mark(html, "</h1>", 0)) + 1;
    for (size_t at = find_mark(html, "<h2", *place); at < html.len;) {
        const size_t from = str_find(html, '>', at) + 1;
        const size_t end = find_mark(html, "</h2>", from);
        struct str id = id_of(str_slice(html, at, from));
        if (id.len > 0)
            add_entry(arena, &outline->entries, &room, id, str_slice(html, from, end));
        at = find_mark(html, "<h2", end);
    }
    return outline->entries.count >= FEWEST_HEADINGS ? outline : NULL;
}
