/* slug.c: ids for headings, made from their words.
 *
 * An id is an address that others link to, so it must not change when another heading is added: a
 * heading keeps the slug of its own words, and only repetitions get a number, one that no heading's
 * words make.
 *
 * Layer: markdown. Uses: arena, buf, letters, table. Used by: markdown_write.c. */
#include "slug.h"

#include "concordat/base/buf.h"
#include "concordat/base/letters.h"
#include "concordat/base/table.h"

#include <string.h>

static bool separates(unsigned character)
{
    return character <= ' ' || character == '-' || character == '_' || character == '/' ||
           character == 0xA0 || (character >= 0x2000 && character <= 0x2015) ||
           character == 0x2028 || character == 0x2029 || character == 0x202F;
}

/* Writes the letters that stand for a character, none for what is dropped. */
static void add_folded(struct buf *slug, unsigned character)
{
    char letters[FOLDED_LETTERS];
    unsigned count = letters_folded(character, letters);
    for (unsigned i = 0; i < count; i++)
        buf_add_char(slug, letters[i]);
}

struct str slug_of(struct arena *arena, struct str words)
{
    struct buf slug = {0};
    bool separated = false;
    for (size_t at = 0; at < words.len;) {
        unsigned character = letters_next(words, &at);
        size_t before = slug.len;
        if (separates(character)) {
            separated = true;
            continue;
        }
        if (separated && before > 0)
            buf_add_char(&slug, '-');
        size_t hyphen = slug.len;
        add_folded(&slug, character);
        if (slug.len == hyphen)
            slug.len = before; /* dropped: the separator still waits for its letter */
        else
            separated = false;
    }
    struct str found = slug.len > 0 ? arena_copy(arena, buf_str(&slug)) : STR("section");
    buf_free(&slug);
    return found;
}

/* What is known of a slug while headings are named. */
struct usage {
    unsigned tried; /* the highest number tried behind it */
};

/* The slug with the next number that no heading has nor will have. */
static struct str numbered(struct arena *arena, struct table *slugs, struct str slug,
                           struct usage *usage)
{
    for (;;) {
        usage->tried++;
        struct str id = str_of(arena_printf(arena, "%.*s-%u", STR_ARGS(slug), usage->tried));
        if (!table_get(slugs, id)) {
            table_set(slugs, id, arena_alloc(arena, sizeof(struct usage)));
            return id;
        }
    }
}

/* Enters an id that is another's: a heading whose slug it is gets a number behind it. */
static void reserve(struct arena *arena, struct table *slugs, struct str id)
{
    if (id.len == 0 || table_get(slugs, id))
        return;
    struct usage *usage = arena_alloc(arena, sizeof *usage);
    usage->tried = 1;
    table_set(slugs, id, usage);
}

void headings_name(struct arena *arena, struct heading *headings, size_t count,
                   const struct numbered *paragraphs, size_t paragraph_count)
{
    struct table *slugs = table_new(arena);
    for (size_t i = 0; i < paragraph_count; i++) {
        reserve(arena, slugs, paragraphs[i].number);
        reserve(arena, slugs, paragraphs[i].label);
    }
    for (size_t i = 0; i < count; i++) {
        headings[i].id = slug_of(arena, headings[i].text);
        if (!table_get(slugs, headings[i].id))
            table_set(slugs, headings[i].id, arena_alloc(arena, sizeof(struct usage)));
    }
    for (size_t i = 0; i < count; i++) {
        struct usage *usage = table_get(slugs, headings[i].id);
        if (usage->tried > 0)
            headings[i].id = numbered(arena, slugs, headings[i].id, usage);
        else
            usage->tried = 1;
    }
}
