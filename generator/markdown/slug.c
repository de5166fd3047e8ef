/* slug.c: ids for headings, made from their words.
 *
 * An id is an address that others link to, so it must not change when another heading is added: a
 * heading keeps the slug of its own words, and only repetitions get a number, one that no heading's
 * words make.
 *
 * Layer: markdown. Uses: arena, buf, table. Used by: markdown_write.c. */
#include "slug.h"

#include "concordat/base/buf.h"
#include "concordat/base/table.h"

#include <string.h>

enum { FOLDED_FROM = 0xC0, FOLDED_TO = 0x17F };

/* U+00C0 to U+017F without their accents, sixteen a row; a dot drops the character. */
static const char *const folded = "a a a a a a aec e e e e i i i i "  /* À */
                                  "d n o o o o o . o u u u u y thss"  /* Ð */
                                  "a a a a a a aec e e e e i i i i "  /* à */
                                  "d n o o o o o . o u u u u y thy "  /* ð */
                                  "a a a a a a c c c c c c c c d d "  /* Ā */
                                  "d d e e e e e e e e e e g g g g "  /* Đ */
                                  "g g g g h h h h i i i i i i i i "  /* Ġ */
                                  "i i ijijj j k k k l l l l l l l "  /* İ */
                                  "l l l n n n n n n n n n o o o o "  /* ŀ */
                                  "o o oeoer r r r r r s s s s s s "  /* Ő */
                                  "s s t t t t t t u u u u u u u u "  /* Š */
                                  "u u u u w w y y y z z z z z z s "; /* Ű */

/* Welsh, above that range. */
static const struct {
    unsigned from;
    unsigned to;
    char letter;
} welsh[] = {
    {0x1E80, 0x1E85, 'w'}, {0x1E98, 0x1E98, 'w'}, {0x1E99, 0x1E99, 'y'}, {0x1EF2, 0x1EF3, 'y'}};

/* Reads the character of UTF-8 text at `*at` and steps past it; U+FFFD for what is none. */
static unsigned next_character(struct str text, size_t *at)
{
    unsigned first = (unsigned char)text.ptr[(*at)++];
    unsigned more = first < 0x80 ? 0 : first < 0xE0 ? 1 : first < 0xF0 ? 2 : 3;
    unsigned character = more == 0 ? first : first & (0x3Fu >> more);
    for (; more > 0; more--) {
        if (*at == text.len || ((unsigned char)text.ptr[*at] & 0xC0) != 0x80)
            return 0xFFFD;
        character = character << 6 | ((unsigned char)text.ptr[(*at)++] & 0x3F);
    }
    return character;
}

static bool separates(unsigned character)
{
    return character <= ' ' || character == '-' || character == '_' || character == '/' ||
           character == 0xA0 || (character >= 0x2000 && character <= 0x2015) ||
           character == 0x2028 || character == 0x2029 || character == 0x202F;
}

/* Writes the letters that stand for a character, none for what is dropped. */
static void add_folded(struct buf *slug, unsigned character)
{
    if ((character >= 'a' && character <= 'z') || (character >= '0' && character <= '9')) {
        buf_add_char(slug, (char)character);
    } else if (character >= 'A' && character <= 'Z') {
        buf_add_char(slug, (char)(character - 'A' + 'a'));
    } else if (character >= FOLDED_FROM && character <= FOLDED_TO) {
        const char *letters = folded + (size_t)(character - FOLDED_FROM) * 2;
        for (int i = 0; i < 2; i++)
            if (letters[i] >= 'a')
                buf_add_char(slug, letters[i]);
    }
    for (size_t i = 0; i < sizeof welsh / sizeof welsh[0]; i++)
        if (character >= welsh[i].from && character <= welsh[i].to)
            buf_add_char(slug, welsh[i].letter);
}

struct str slug_of(struct arena *arena, struct str words)
{
    struct buf slug = {0};
    bool separated = false;
    for (size_t at = 0; at < words.len;) {
        unsigned character = next_character(words, &at);
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
