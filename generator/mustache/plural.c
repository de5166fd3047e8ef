/* plural.c: a table of languages, each with the rule that sorts whole numbers into its forms.
 *
 * Source: Unicode CLDR, plural rules for cardinal numbers. To add a language, add its row.
 *
 * Layer: mustache. Uses: base. Used by: template_set, bind_text, render_record. */
#include "plural.h"

#include <string.h>

const char *const plural_names[PLURAL_COUNT] = {"zero", "one", "two", "few", "many", "other"};

struct language {
    const char *tag;
    unsigned categories; /* a bit for each that some number has */
    enum plural_category (*rule)(long number);
};

static enum plural_category always_other(long number)
{
    (void)number;
    return PLURAL_OTHER;
}

static enum plural_category one_is_one(long number)
{
    return number == 1 ? PLURAL_ONE : PLURAL_OTHER;
}

static enum plural_category none_and_one_are_one(long number)
{
    return number <= 1 ? PLURAL_ONE : PLURAL_OTHER;
}

static enum plural_category welsh(long number)
{
    switch (number) {
    case 0:
        return PLURAL_ZERO;
    case 1:
        return PLURAL_ONE;
    case 2:
        return PLURAL_TWO;
    case 3:
        return PLURAL_FEW;
    case 6:
        return PLURAL_MANY;
    default:
        return PLURAL_OTHER;
    }
}

static enum plural_category irish(long number)
{
    if (number == 1 || number == 2)
        return number == 1 ? PLURAL_ONE : PLURAL_TWO;
    if (number >= 3 && number <= 10)
        return number <= 6 ? PLURAL_FEW : PLURAL_MANY;
    return PLURAL_OTHER;
}

static enum plural_category scottish_gaelic(long number)
{
    if (number == 1 || number == 11)
        return PLURAL_ONE;
    if (number == 2 || number == 12)
        return PLURAL_TWO;
    return number >= 3 && number <= 19 ? PLURAL_FEW : PLURAL_OTHER;
}

static enum plural_category polish(long number)
{
    long ones = number % 10;
    long tens = number / 10 % 10;
    if (number == 1)
        return PLURAL_ONE;
    return ones >= 2 && ones <= 4 && tens != 1 ? PLURAL_FEW : PLURAL_MANY;
}

enum {
    OTHER = 1 << PLURAL_OTHER,
    ONE_OTHER = OTHER | 1 << PLURAL_ONE,
    ONE_TWO_FEW = ONE_OTHER | 1 << PLURAL_TWO | 1 << PLURAL_FEW,
    ONE_TWO_FEW_MANY = ONE_TWO_FEW | 1 << PLURAL_MANY,
    ONE_FEW_MANY = ONE_OTHER | 1 << PLURAL_FEW | 1 << PLURAL_MANY,
};

static const struct language languages[] = {
    {"cy", ONE_TWO_FEW_MANY | 1 << PLURAL_ZERO, welsh},
    {"de", ONE_OTHER, one_is_one},
    {"en", ONE_OTHER, one_is_one},
    {"es", ONE_OTHER, one_is_one},
    {"fr", ONE_OTHER, none_and_one_are_one},
    {"ga", ONE_TWO_FEW_MANY, irish},
    {"gd", ONE_TWO_FEW, scottish_gaelic},
    {"gu", ONE_OTHER, none_and_one_are_one},
    {"it", ONE_OTHER, one_is_one},
    {"nl", ONE_OTHER, one_is_one},
    {"pa", ONE_OTHER, none_and_one_are_one},
    {"pl", ONE_FEW_MANY, polish},
    {"so", ONE_OTHER, one_is_one},
    {"ur", ONE_OTHER, one_is_one},
};

static const struct language unknown_language = {"", OTHER, always_other};

/* True where the first part of a tag is the language `name`, in capital or small letters. */
static bool begins_with(const char *tag, const char *name)
{
    size_t len = strlen(name);
    for (size_t i = 0; i < len; i++) {
        bool is_capital = tag[i] >= 'A' && tag[i] <= 'Z';
        if ((is_capital ? tag[i] - 'A' + 'a' : tag[i]) != name[i])
            return false;
    }
    return tag[len] == '\0' || tag[len] == '-' || tag[len] == '_';
}

const struct language *language_named(const char *tag)
{
    for (size_t i = 0; i < sizeof languages / sizeof *languages; i++)
        if (begins_with(tag, languages[i].tag))
            return &languages[i];
    return &unknown_language;
}

enum plural_category language_category(const struct language *language, long number)
{
    return language->rule(number);
}

bool language_has(const struct language *language, enum plural_category category)
{
    return category == PLURAL_ZERO || (language->categories >> category & 1);
}
