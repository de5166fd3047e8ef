/* letters.c: the characters of UTF-8 text, and the plain letters that stand for them.
 *
 * An id made of words and the guard's search for words must agree on what a letter is: both drop
 * accents, so that an address, which has none, is still seen to hold a name. The site's search has
 * a table of its own (search/words.c): it keeps letters that an id drops.
 *
 * Layer: base. Uses: str. Used by: slug, guard. */
#include "concordat/base/letters.h"

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

unsigned letters_next(struct str text, size_t *at)
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

static unsigned add(char letters[FOLDED_LETTERS], unsigned count, char letter)
{
    letters[count] = letter;
    return count + 1;
}

unsigned letters_folded(unsigned character, char letters[FOLDED_LETTERS])
{
    unsigned count = 0;
    if ((character >= 'a' && character <= 'z') || (character >= '0' && character <= '9'))
        return add(letters, count, (char)character);
    if (character >= 'A' && character <= 'Z')
        return add(letters, count, (char)(character - 'A' + 'a'));
    if (character >= FOLDED_FROM && character <= FOLDED_TO) {
        const char *row = folded + (size_t)(character - FOLDED_FROM) * 2;
        for (int i = 0; i < 2; i++)
            if (row[i] >= 'a')
                count = add(letters, count, row[i]);
        return count;
    }
    for (size_t i = 0; i < sizeof welsh / sizeof welsh[0]; i++)
        if (character >= welsh[i].from && character <= welsh[i].to)
            return add(letters, count, welsh[i].letter);
    return count;
}
