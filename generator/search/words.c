/* words.c: splits text into words and folds them: lower case, no accents, no apostrophes.
 *
 * Letters and digits make words; everything else parts them, hyphens too. An apostrophe inside a
 * word falls away (O'Brien, obrien), and with it an s that ends the word (children's, children).
 * Stage: search. Used by: vocabulary, part. */
#include "words.h"

#include <string.h>

/* The letters from U+00C0 to U+017F and from U+1E00 to U+1EFF without their accents; "*" stands for
 * two letters, "?" for a letter that is kept. U+00D7 and U+00F7 are signs. */
static const char latin[] =
    "aaaaaa*ceeeeiiiidnooooo?ouuuuy**aaaaaa*ceeeeiiiidnooooo?ouuuuy*yaaaaaaccccccccddddeeeeeeeeeegg"
    "gggggghhhhiiiiiiiiii**jjkkkllllllllllnnnnnnnnnoooooo**"
    "rrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzz"
    "zs";
static const char latin_more[] = "aabbbbbbccddddddddddeeeeeeeeeeffgghhhhhhhhhhiiiikkkkkkllllllllmmm"
                                 "mmmnnnnnnnnoooooooopppprrrrrrrr"
                                 "ssssssssssttttttttuuuuuuuuuuvvvvwwwwwwwwwwxxxxyyzzzzzzhtwy?s??*?"
                                 "aaaaaaaaaaaaaaaaaaaaaaaaeeeeeeee"
                                 "eeeeeeeeiiiioooooooooooooooooooooooouuuuuuuuuuuuuuyyyyyyyy??????";

static const struct {
    unsigned code;
    char letters[3];
} pairs[] = {{0xC6, "ae"},  {0xDE, "th"},  {0xDF, "ss"},  {0xE6, "ae"},  {0xFE, "th"},
             {0x132, "ij"}, {0x133, "ij"}, {0x152, "oe"}, {0x153, "oe"}, {0x1E9E, "ss"}};

static bool is_plain(unsigned char c)
{
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
}

static unsigned decode(const char *at, size_t length)
{
    static const unsigned char masks[] = {0, 0x7F, 0x1F, 0x0F, 0x07};
    unsigned code = (unsigned char)at[0] & masks[length];
    for (size_t i = 1; i < length; i++)
        code = code << 6 | ((unsigned char)at[i] & 0x3F);
    return code;
}

static bool parts_words(unsigned code)
{
    return (code >= 0x80 && code < 0xC0) || code == 0xD7 || code == 0xF7 ||
           (code >= 0x2000 && code < 0x2C00) || (code >= 0x3000 && code < 0x3040);
}

static bool is_mark(unsigned code)
{
    return code >= 0x300 && code < 0x370;
}

/* Greek and Cyrillic in lower case; other letters as they are. */
static unsigned lower(unsigned code)
{
    if ((code >= 0x391 && code <= 0x3A9) || (code >= 0x410 && code <= 0x42F))
        return code + 0x20;
    return code >= 0x400 && code <= 0x40F ? code + 0x50 : code;
}

/* Writes a letter that is not ASCII, folded, to `out`; returns how many bytes, at most 4. */
static size_t fold(const char *at, size_t length, char *out)
{
    unsigned code = decode(at, length);
    char base = '?';
    if (code >= 0xC0 && code < 0x180)
        base = latin[code - 0xC0];
    else if (code >= 0x1E00 && code < 0x1F00)
        base = latin_more[code - 0x1E00];
    for (size_t i = 0; base == '*' && i < sizeof pairs / sizeof *pairs; i++) {
        if (pairs[i].code != code)
            continue;
        memcpy(out, pairs[i].letters, 2);
        return 2;
    }
    if (base != '?') {
        out[0] = base;
        return 1;
    }
    memcpy(out, at, length);
    code = lower(code);
    if (length == 2) {
        out[0] = (char)(0xC0 | code >> 6);
        out[1] = (char)(0x80 | (code & 0x3F));
    }
    return length;
}

/* The length of an apostrophe at `at`, or 0. */
static size_t apostrophe(struct str text, size_t at)
{
    if (at < text.len && text.ptr[at] == '\'')
        return 1;
    return at + 2 < text.len && memcmp(text.ptr + at, "\xE2\x80\x99", 3) == 0 ? 3 : 0;
}

/* The length of the letter, digit or accent at `at`, or 0 where words are parted there. */
static size_t letter(struct str text, size_t at)
{
    if (at >= text.len)
        return 0;
    unsigned char c = (unsigned char)text.ptr[at];
    if (c < 0x80)
        return is_plain(c) || (c >= 'A' && c <= 'Z');
    size_t length = str_character_length(str_slice(text, at, at + 4));
    return length > 0 && !parts_words(decode(text.ptr + at, length)) ? length : 0;
}

/* Skips an apostrophe after a word's letters, and the s of a possessive. */
static size_t skip_apostrophe(struct str text, size_t at)
{
    size_t mark = apostrophe(text, at);
    if (mark == 0)
        return at;
    size_t after = at + mark;
    bool possessive = after < text.len && (text.ptr[after] == 's' || text.ptr[after] == 'S') &&
                      letter(text, after + 1) == 0;
    return possessive ? after + 1 : after;
}

size_t folded_next(struct str text, size_t at, struct folded *word)
{
    size_t length = 0;
    for (word->len = 0; word->len == 0 || word->len > LONGEST_WORD;) {
        char folded[4];
        while (at < text.len && letter(text, at) == 0)
            at++;
        if (at >= text.len) {
            word->len = 0;
            return at;
        }
        for (word->len = 0; (length = letter(text, at)) > 0; at += length) {
            unsigned char c = (unsigned char)text.ptr[at];
            size_t count = 1;
            folded[0] = c >= 'A' && c <= 'Z' ? (char)(c | 0x20) : (char)c;
            if (c >= 0x80)
                count = is_mark(decode(text.ptr + at, length))
                            ? 0
                            : fold(text.ptr + at, length, folded);
            if (word->len + count <= LONGEST_WORD)
                memcpy(word->text + word->len, folded, count);
            word->len += count;
            if (at + length < text.len)
                at = skip_apostrophe(text, at + length) - length;
        }
    }
    return at;
}

struct str folded_str(const struct folded *word)
{
    return (struct str){word->text, word->len};
}
