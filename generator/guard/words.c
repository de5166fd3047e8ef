/* words.c: reads words out of HTML, SVG, XML, JSON, addresses and plain text alike.
 *
 * One reader undoes every escape that the program's outputs know, so that a value and what became
 * of it are the same words: &amp; and &#39;, also escaped twice as in a feed; \u00e9 and \n of
 * JSON; %20 of addresses. Accents and capitals are dropped, as ids made of words drop them, and so
 * is an apostrophe; every other sign separates. A sign that a text holds by itself (100%AB) may be
 * taken for an escape: it is taken for one in both texts that are compared. A backslash is none
 * where texts hold it by itself (C:\new), for JSON doubles it.
 *
 * Layer: guard. Uses: letters. Used by: guard. */
#include "words.h"

#include "concordat/base/letters.h"

#include <string.h>

enum { SEPARATOR = 0x20, DROPPED = 0xAD, LONGEST_ENTITY = 10, LONGEST_TAG = 10 };

struct word_reader words_of(struct str text, enum words_form form)
{
    const unsigned char *start = (const unsigned char *)text.ptr;
    return (struct word_reader){
        .at = start, .end = start + text.len, .quoted = form == WORDS_QUOTED};
}

/* ------------------------------------------------------------------ hashes */

/* Source: the finalizer of SplitMix64. */
uint64_t mixed(uint64_t number)
{
    number = (number ^ (number >> 30)) * 0xBF58476D1CE4E5B9u;
    number = (number ^ (number >> 27)) * 0x94D049BB133111EBu;
    return number ^ (number >> 31);
}

/* Eight letters are mixed in at once: a multiplication for each would be half of all that is done.
 */
void hash_letter(struct letters_hash *hash, unsigned char letter)
{
    hash->last = hash->last << 8 | letter;
    if (++hash->count % sizeof hash->last != 0)
        return;
    hash->hash = mixed(hash->hash + hash->last);
    hash->last = 0;
}

uint64_t hash_end(const struct letters_hash *hash)
{
    return mixed(hash->hash + hash->last + ((uint64_t)hash->count << 57));
}

/* ------------------------------------------------------------------ escapes */

/* Reads `count` hexadecimal digits; false where they are not there. */
static bool read_hex(const struct word_reader *reader, const unsigned char *at, int count,
                     unsigned *value)
{
    *value = 0;
    for (int i = 0; i < count; i++) {
        int digit = at + i < reader->end ? hex_digit((char)at[i]) : -1;
        if (digit < 0)
            return false;
        *value = *value << 4 | (unsigned)digit;
    }
    return true;
}

/* The next byte, with %XX undone; -1 at the end. */
static int next_byte(struct word_reader *reader)
{
    unsigned value;
    if (reader->at >= reader->end)
        return -1;
    int byte = *reader->at++;
    if (byte == '%' && read_hex(reader, reader->at, 2, &value)) {
        reader->at += 2;
        return (int)value;
    }
    return byte;
}

/* The character that a byte, which was read, begins. */
static unsigned whole_character(struct word_reader *reader, unsigned first)
{
    unsigned more = first < 0xC0 ? 0 : first < 0xE0 ? 1 : first < 0xF0 ? 2 : 3;
    unsigned character = more == 0 ? SEPARATOR : first & (0x3Fu >> more);
    for (; more > 0; more--) {
        const unsigned char *before = reader->at;
        int byte = next_byte(reader);
        if (byte < 0 || (byte & 0xC0) != 0x80) {
            reader->at = before;
            return SEPARATOR;
        }
        character = character << 6 | (unsigned)(byte & 0x3F);
    }
    return character;
}

/* The character of &#233; or &#xE9;, without & and ;. */
static unsigned numbered_entity(const unsigned char *name, size_t length)
{
    unsigned character = 0;
    bool hex = length > 1 && (name[1] | 0x20) == 'x';
    for (size_t i = hex ? 2 : 1; i < length; i++) {
        int digit = hex_digit((char)name[i]);
        if (digit < 0 || (!hex && digit > 9))
            return SEPARATOR;
        character = character * (hex ? 16u : 10u) + (unsigned)digit;
    }
    return character;
}

/* What follows & up to its ;, if that can be the name of a character; its length without the ;. */
static size_t entity_length(const struct word_reader *reader)
{
    size_t length = 0;
    while (reader->at + length < reader->end && length < LONGEST_ENTITY &&
           reader->at[length] != ';') {
        unsigned char c = reader->at[length];
        bool letter = (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
        if (!letter && !(c >= '0' && c <= '9') && c != '#')
            return 0;
        length++;
    }
    bool closed = reader->at + length < reader->end && reader->at[length] == ';';
    return closed ? length : 0;
}

/* The character behind &, which was read; & escaped again is undone again. */
static unsigned entity(struct word_reader *reader)
{
    for (;;) {
        size_t length = entity_length(reader);
        const unsigned char *name = reader->at;
        if (length == 0)
            return SEPARATOR;
        reader->at += length + 1;
        if (name[0] == '#')
            return numbered_entity(name, length);
        if (length == 4 && memcmp(name, "apos", 4) == 0)
            return '\'';
        if (length == 3 && memcmp(name, "shy", 3) == 0)
            return DROPPED;
        if (length != 3 || memcmp(name, "amp", 3) != 0)
            return SEPARATOR;
    }
}

/* True where \, which was read, begins an escape. One that %5C stands for does not. */
static bool is_escape(const struct word_reader *reader)
{
    return (reader->quoted || reader->in_script) && reader->at[-1] == '\\';
}

/* The character behind \, which was read. */
static unsigned escaped(struct word_reader *reader)
{
    unsigned value;
    unsigned char next = reader->at < reader->end ? *reader->at : ' ';
    if (next == 'u' && read_hex(reader, reader->at + 1, 4, &value)) {
        reader->at += 5;
        return value;
    }
    if (memchr("ntrbfN\\\"", next, 8))
        reader->at++;
    return SEPARATOR;
}

/* ------------------------------------------------------------------ tags */

/* Tags inside a line, which do not end a text. */
static bool is_inline(struct str name)
{
    static const char *const names[] = {"a",   "abbr", "b",     "bdi",   "br",   "cite",   "code",
                                        "del", "dfn",  "em",    "i",     "ins",  "kbd",    "mark",
                                        "q",   "s",    "samp",  "small", "span", "strong", "sub",
                                        "sup", "time", "tspan", "u",     "var",  "wbr"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (name.len > 0 && name.ptr[0] == names[i][0] && str_is(name, names[i]))
            return true;
    return false;
}

/* True where < , which was read, opens a tag; then it is known whether a block begins or ends. */
static void open_tag(struct word_reader *reader)
{
    char name[LONGEST_TAG];
    size_t length = 0;
    const unsigned char *at = reader->at;
    bool closing = at < reader->end && *at == '/';
    at += closing;
    unsigned char first = at < reader->end ? *at | 0x20 : ' ';
    if ((first < 'a' || first > 'z') && !(at < reader->end && (*at == '!' || *at == '?')))
        return;
    while (at < reader->end && length < LONGEST_TAG && (*at | 0x20) >= 'a' && (*at | 0x20) <= 'z')
        name[length++] = (char)(*at++ | 0x20);
    reader->in_tag = true;
    if (str_is((struct str){name, length}, "script"))
        reader->in_script = !closing;
    if (!is_inline((struct str){name, length}))
        reader->apart = true;
}

/* ------------------------------------------------------------------ words */

/* The next character as it counts: escapes undone. False at the end. */
static bool next_character(struct word_reader *reader, unsigned *character)
{
    int byte = next_byte(reader);
    if (byte < 0)
        return false;
    *character = (unsigned)byte;
    if (byte >= 0x80) {
        *character = whole_character(reader, (unsigned)byte);
    } else if (byte == '&') {
        *character = entity(reader);
    } else if (byte == '\\' && is_escape(reader)) {
        *character = escaped(reader);
    } else if (byte == '<') {
        open_tag(reader);
    } else if (byte == '>' && reader->in_tag) {
        reader->in_tag = false;
    }
    return true;
}

/* True for what stands inside a word and is no part of it: an apostrophe, an accent that stands by
 * itself, what says where a word may be broken. */
static bool is_dropped(unsigned character)
{
    return character == '\'' || character == 0x2019 || character == DROPPED ||
           (character >= 0x300 && character <= 0x36F) ||
           (character >= 0x200B && character <= 0x200D) || character == 0x2060 ||
           character == 0xFEFF;
}

/* True for a letter that no plain one stands for: of another alphabet. */
static bool is_other_letter(unsigned character)
{
    return character >= 0x180 && !(character >= 0x2000 && character <= 0x2FFF) &&
           !(character >= 0x3000 && character <= 0x303F) && character < 0xE000;
}

/* Adds a character to a word; false where it is no part of one. */
static bool add_character(struct word *word, struct letters_hash *hash, unsigned character)
{
    char letters[FOLDED_LETTERS];
    unsigned count = letters_folded(character, letters);
    for (unsigned i = 0; i < count; i++)
        hash_letter(hash, (unsigned char)letters[i]);
    if (count > 0 && letters[0] <= '9')
        word->digits++;
    else if (count > 0)
        word->letters++;
    if (count > 0 || !is_other_letter(character))
        return count > 0;
    for (unsigned rest = character; rest > 0; rest >>= 8)
        hash_letter(hash, (unsigned char)(rest & 0xFF));
    word->letters++;
    return true;
}

/* What a byte is, as far as one byte tells. */
enum byte_kind {
    BYTE_SEPARATES,
    BYTE_IS_LETTER,
    BYTE_IS_DIGIT,
    BYTE_OF_TAG,     /* < or > */
    BYTE_IS_SPECIAL, /* it may be the beginning of an escape, or stand inside a word */
};

static enum byte_kind kind_of(unsigned char byte)
{
    unsigned char small = byte | 0x20;
    if (small >= 'a' && small <= 'z')
        return BYTE_IS_LETTER;
    if (byte >= '0' && byte <= '9')
        return BYTE_IS_DIGIT;
    if (byte == '<' || byte == '>')
        return BYTE_OF_TAG;
    bool special = byte >= 0x80 || byte == '&' || byte == '%' || byte == '\\' || byte == '\'';
    return special ? BYTE_IS_SPECIAL : BYTE_SEPARATES;
}

/* True at the quotation mark that ends a string. One inside a string has a backslash before it,
 * which is read with it. */
static bool ends_string(const struct word_reader *reader)
{
    return reader->quoted && reader->at + 1 < reader->end && *reader->at == '"' &&
           memchr(",]}:\n\r", reader->at[1], 6);
}

/* Steps over separators and the signs of tags, up to what may begin a word; false at the end. */
static bool find_word(struct word_reader *reader)
{
    for (; reader->at < reader->end; reader->at++) {
        enum byte_kind kind = kind_of(*reader->at);
        if (kind == BYTE_IS_LETTER || kind == BYTE_IS_DIGIT || kind == BYTE_IS_SPECIAL)
            return true;
        if (ends_string(reader))
            reader->first = true;
        if (*reader->at == '>')
            reader->in_tag = false;
        if (*reader->at != '<')
            continue;
        reader->at++;
        open_tag(reader);
        reader->at--;
    }
    return false;
}

/* Adds the plain letters and digits that come next: most of what is read. True where the word ends
 * behind them for certain. */
static bool add_plain(struct word_reader *reader, struct word *word, struct letters_hash *hash)
{
    /* Copies: bytes that are read may be any object's, so that nothing else would stay in
     * registers.
     */
    const unsigned char *at = reader->at;
    const unsigned char *end = reader->end;
    struct letters_hash so_far = *hash;
    unsigned digits = 0;
    enum byte_kind kind = BYTE_SEPARATES;
    for (; at < end; at++) {
        kind = kind_of(*at);
        if (kind != BYTE_IS_LETTER && kind != BYTE_IS_DIGIT)
            break;
        hash_letter(&so_far, *at | 0x20); /* digits have that bit */
        digits += kind == BYTE_IS_DIGIT;
    }
    word->digits += digits;
    word->letters += (unsigned)(at - reader->at) - digits;
    reader->at = at;
    *hash = so_far;
    return at == end || kind != BYTE_IS_SPECIAL;
}

/* The first letter of a word was read, or is next: it is known where the word stands. */
static void begin_word(struct word_reader *reader, struct word *word)
{
    word->tag = reader->in_tag;
    word->apart = reader->apart && !word->tag;
    reader->apart = reader->apart && word->tag;
    word->first = reader->first;
    reader->first = false;
}

/* Reads on in a word, or up to one, character by character; false at its end, or that of the text.
 */
static bool read_on(struct word_reader *reader, struct word *word, struct letters_hash *hash)
{
    unsigned character;
    bool inside = word->letters + word->digits > 0;
    if (ends_string(reader))
        return false;
    if (!next_character(reader, &character))
        return false;
    if (inside && is_dropped(character))
        return true;
    if (!add_character(word, hash, character))
        return !inside;
    if (!inside)
        begin_word(reader, word);
    return true;
}

bool guard_word_next(struct word_reader *reader, struct word *word)
{
    struct letters_hash hash = {0};
    *word = (struct word){0};
    while (word->letters + word->digits == 0 && find_word(reader)) {
        enum byte_kind kind = kind_of(*reader->at);
        bool plain = kind == BYTE_IS_LETTER || kind == BYTE_IS_DIGIT;
        bool more = plain || read_on(reader, word, &hash);
        if (plain)
            begin_word(reader, word);
        while (more && (plain || word->letters + word->digits > 0)) {
            if (add_plain(reader, word, &hash))
                break;
            plain = false;
            more = read_on(reader, word, &hash);
        }
    }
    word->hash = hash_end(&hash);
    return word->letters + word->digits > 0;
}
