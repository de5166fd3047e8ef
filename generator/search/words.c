/* words.c: splits text into words and folds them: lower case, no accents, no apostrophes.
 *
 * Letters and digits make words; everything else parts them, hyphens too. An apostrophe inside a
 * word falls away (O'Brien, obrien), and with it an s that ends the word (children's, children).
 * Stage: search. Used by: vocabulary, part. */
#include "words.h"

#include <stdint.h>
#include <string.h>

/* The letters from U+00C0 to U+024F and from U+1E00 to U+1EFF without their accents; "*" stands for
 * two letters, "?" for a letter that is kept. U+00D7 and U+00F7 are signs. */
static const char latin[] =
    "aaaaaa*ceeeeiiiidnooooo?ouuuuy**aaaaaa*ceeeeiiiidnooooo?ouuuuy*yaaaaaaccccccccddddeeeeeeeeeegg"
    "gggggghhhhiiiiiiiiii**jjkkkllllllllllnnnnnnnnnoooooo**"
    "rrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzz"
    "zs"
    "????????????????????????????????oo?????????????uu????????????????????????????aaiioouuuuuuuuuu?"
    "aa"
    "aa????ggkkoooo??j???gg??nnaa????aaaaeeeeiiiioooorrrruuuusstt??hh??????aaeeooooooooyy??????????"
    "??"
    "????????????????";
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

/* The capitals from U+0180 to U+058F whose small letters have two bytes, in rows: from, to, one in
 * how many, and how far off the small letter is, in Latin without its accent. search.js folds as
 * these rows do. Source: UnicodeData.txt, simple lower case and decomposition. */
static const struct {
    uint16_t from;
    uint16_t to;
    int16_t every;
    int16_t small;
} capitals[] = {{0x181, 0x181, 1, 210},  {0x182, 0x184, 2, 1},    {0x186, 0x186, 1, 206},
                {0x187, 0x187, 1, 1},    {0x189, 0x18A, 1, 205},  {0x18B, 0x18B, 1, 1},
                {0x18E, 0x18E, 1, 79},   {0x18F, 0x18F, 1, 202},  {0x190, 0x190, 1, 203},
                {0x191, 0x191, 1, 1},    {0x193, 0x193, 1, 205},  {0x194, 0x194, 1, 207},
                {0x196, 0x196, 1, 211},  {0x197, 0x197, 1, 209},  {0x198, 0x198, 1, 1},
                {0x19C, 0x19C, 1, 211},  {0x19D, 0x19D, 1, 213},  {0x19F, 0x19F, 1, 214},
                {0x1A2, 0x1A4, 2, 1},    {0x1A6, 0x1A6, 1, 218},  {0x1A7, 0x1A7, 1, 1},
                {0x1A9, 0x1A9, 1, 218},  {0x1AC, 0x1AC, 1, 1},    {0x1AE, 0x1AE, 1, 218},
                {0x1B1, 0x1B2, 1, 217},  {0x1B3, 0x1B5, 2, 1},    {0x1B7, 0x1B7, 1, 219},
                {0x1B8, 0x1B8, 1, 1},    {0x1BC, 0x1BC, 1, 1},    {0x1C4, 0x1C4, 1, 2},
                {0x1C5, 0x1C5, 1, 1},    {0x1C7, 0x1C7, 1, 2},    {0x1C8, 0x1C8, 1, 1},
                {0x1CA, 0x1CA, 1, 2},    {0x1CB, 0x1CB, 1, 1},    {0x1E2, 0x1E2, 1, -252},
                {0x1E3, 0x1E3, 1, -253}, {0x1E4, 0x1E4, 1, 1},    {0x1EE, 0x1EE, 1, 164},
                {0x1EF, 0x1EF, 1, 163},  {0x1F1, 0x1F1, 1, 2},    {0x1F2, 0x1F2, 1, 1},
                {0x1F6, 0x1F6, 1, -97},  {0x1F7, 0x1F7, 1, -56},  {0x1FC, 0x1FC, 1, -278},
                {0x1FD, 0x1FD, 1, -279}, {0x1FE, 0x1FE, 1, -262}, {0x1FF, 0x1FF, 1, -263},
                {0x21C, 0x21C, 1, 1},    {0x220, 0x220, 1, -130}, {0x222, 0x224, 2, 1},
                {0x23B, 0x23B, 1, 1},    {0x23D, 0x23D, 1, -163}, {0x241, 0x241, 1, 1},
                {0x243, 0x243, 1, -195}, {0x244, 0x244, 1, 69},   {0x245, 0x245, 1, 71},
                {0x246, 0x24E, 2, 1},    {0x370, 0x372, 2, 1},    {0x376, 0x376, 1, 1},
                {0x37F, 0x37F, 1, 116},  {0x386, 0x386, 1, 38},   {0x388, 0x38A, 1, 37},
                {0x38C, 0x38C, 1, 64},   {0x38E, 0x38F, 1, 63},   {0x391, 0x3A1, 1, 32},
                {0x3A3, 0x3AB, 1, 32},   {0x3CF, 0x3CF, 1, 8},    {0x3D8, 0x3EE, 2, 1},
                {0x3F4, 0x3F4, 1, -60},  {0x3F7, 0x3F7, 1, 1},    {0x3F9, 0x3F9, 1, -7},
                {0x3FA, 0x3FA, 1, 1},    {0x3FD, 0x3FF, 1, -130}, {0x400, 0x40F, 1, 80},
                {0x410, 0x42F, 1, 32},   {0x460, 0x480, 2, 1},    {0x48A, 0x4BE, 2, 1},
                {0x4C0, 0x4C0, 1, 15},   {0x4C1, 0x4CD, 2, 1},    {0x4D0, 0x52E, 2, 1},
                {0x531, 0x556, 1, 48}};

/* Latin, Greek, Cyrillic and Armenian in lower case; other letters as they are. */
static unsigned lower(unsigned code)
{
    size_t i = 0;
    while (i < sizeof capitals / sizeof *capitals && capitals[i].to < code)
        i++;
    if (i == sizeof capitals / sizeof *capitals || code < capitals[i].from ||
        (code - capitals[i].from) % (unsigned)capitals[i].every != 0)
        return code;
    return (unsigned)((int)code + capitals[i].small);
}

/* Writes a letter that is not ASCII, folded, to `out`; returns how many bytes, at most 4. */
static size_t fold(const char *at, size_t length, char *out)
{
    unsigned code = decode(at, length);
    char base = '?';
    if (code >= 0xC0 && code < 0x250)
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
