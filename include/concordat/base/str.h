/* str.h: borrowed text, a pointer and a length. Owns nothing; whoever holds it says whose it is. */
#ifndef CONCORDAT_BASE_STR_H
#define CONCORDAT_BASE_STR_H

#include <stdbool.h>
#include <stddef.h>

/* Text that somebody else owns; not terminated, may hold any byte. */
struct str {
    const char *ptr;
    size_t len;
};

/* The text of a string literal; the empty one beside it makes anything else an error. */
#define STR(literal) ((struct str){"" literal, sizeof("" literal) - 1})

/* What some editors begin UTF-8 with: U+FEFF. */
#define BYTE_ORDER_MARK "\xEF\xBB\xBF"

/* printf arguments for "%.*s". */
#define STR_ARGS(text) (int)(text).len, (text).ptr

/* The text of a C string, which must outlive it. */
struct str str_of(const char *string);

/* The part of `text` from byte `from` up to, not including, byte `to`; both are clamped. */
struct str str_slice(struct str text, size_t from, size_t to);

/* `text` without white space at either end. */
struct str str_trim(struct str text);

bool str_equal(struct str a, struct str b);
bool str_is(struct str text, const char *string);
bool str_starts(struct str text, const char *prefix);
bool str_ends(struct str text, const char *suffix);

/* Below, at or above 0, by unsigned bytes, a text before all that begin with it: the order of every
 * sorted output. */
int str_compare(struct str a, struct str b);

/* The offset of the first `byte` at or after `from`, or `text.len` where there is none. */
size_t str_find(struct str text, char byte, size_t from);

/* Cuts at the first `separator`: returns the part before it and leaves in `*rest` what follows
 * (empty where there is none). */
struct str str_cut(struct str text, char separator, struct str *rest);

/* The number that `text` is: digits, after a minus or nothing. False, and `*number` as it was,
 * where it is anything else or does not fit (the most negative number of all is left out). */
bool str_number(struct str text, long *number);

/* What a hexadecimal digit counts, from 0 to 15; -1 for any other byte. */
int hex_digit(char c);

/* The bytes of the character at the start of `text`: 1 to 4, or 0 where it is empty or starts with
 * what is not well-formed UTF-8. */
size_t str_character_length(struct str text);

/* True where `text` starts with a control character (U+0000 to U+001F, U+007F to U+009F) other than
 * tab, line feed and carriage return, or with U+FFFE or U+FFFF, which are no characters: none has a
 * place in a page or in XML. */
bool str_starts_with_control(struct str text);

/* True where `text` starts with U+2028 or U+2029, at which YAML and JavaScript see lines end. */
bool str_starts_with_separator(struct str text);

/* The offset of the first byte that is not well-formed UTF-8 or starts such a control character, or
 * `text.len` where there is none. */
size_t str_first_bad_utf8(struct str text);

/* The number of characters (code points) of well-formed UTF-8. */
size_t str_characters(struct str text);

#endif
