/* plural.h: which form of a string goes with a number, by language. Private to the mustache layer.
 */
#ifndef CONCORDAT_MUSTACHE_PLURAL_H
#define CONCORDAT_MUSTACHE_PLURAL_H

#include "concordat/base/str.h"

enum plural_category {
    PLURAL_ZERO,
    PLURAL_ONE,
    PLURAL_TWO,
    PLURAL_FEW,
    PLURAL_MANY,
    PLURAL_OTHER,
    PLURAL_COUNT
};

/* The name of a category, as string files write it. */
extern const char *const plural_names[PLURAL_COUNT];

struct language;

/* The rules of a language by the first part of its tag ("cy", "en-GB"); one with the single form
 * "other" where it is not known. */
const struct language *language_named(const char *tag);

/* The category of a whole number that is not negative. */
enum plural_category language_category(const struct language *language, long number);

/* Whether some number has this category; "zero" is of every language: exactly none. */
bool language_has(const struct language *language, enum plural_category category);

#endif
