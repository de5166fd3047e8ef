/* letters.h: the characters of a text, and the plain letters that stand for them. */
#ifndef CONCORDAT_BASE_LETTERS_H
#define CONCORDAT_BASE_LETTERS_H

#include "concordat/base/str.h"

/* The most letters that stand for one character. */
enum { FOLDED_LETTERS = 2 };

/* Reads the character of UTF-8 text at `*at`, which is before its end, and steps past it; U+FFFD
 * for what is none. */
unsigned letters_next(struct str text, size_t *at);

/* Writes the small letters a to z and digits that stand for a character, without its accents, and
 * returns how many; 0 for what is no letter or digit of a Western European language. */
unsigned letters_folded(unsigned character, char letters[FOLDED_LETTERS]);

#endif
