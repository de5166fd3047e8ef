/* problem.c: translates the YAML library's complaints into what the author did and should do.
 *
 * The library says what its scanner met; an officer who typed a colon too many needs to hear of the
 * colon. The library tells apart by text alone, so the table is keyed by text; where one complaint
 * has several causes, the first row whose `looks` fits the source line is taken.
 *
 * Layer: yaml. Uses: str. Used by: yaml.c. */
#include "problem.h"

#include <string.h>

/* What the source line tells about the cause of a complaint. */
enum looks {
    LOOKS_ANY,
    LOOKS_TAB,           /* a tab stands at the place */
    LOOKS_VALUE_ON_LINE, /* the line has a key with its colon already */
    LOOKS_INDENTED,      /* nothing but spaces in front of the place */
    LOOKS_AFTER_QUOTE,   /* a quote that closes stands in front of the place */
};

static bool has_key(struct str before)
{
    for (size_t i = 0; i + 1 < before.len; i++)
        if (before.ptr[i] == ':' && before.ptr[i + 1] == ' ')
            return true;
    return false;
}

static bool has_quote(struct str before)
{
    return str_find(before, '"', 0) < before.len || str_find(before, '\'', 0) < before.len;
}

static bool fits(enum looks looks, struct str before, struct str after)
{
    switch (looks) {
    case LOOKS_ANY:
        return true;
    case LOOKS_TAB:
        return str_starts(after, "\t");
    case LOOKS_VALUE_ON_LINE:
        return has_key(before);
    case LOOKS_INDENTED:
        return str_trim(before).len == 0;
    case LOOKS_AFTER_QUOTE:
        return has_quote(before);
    }
    return false;
}

#define TAB_HINT    "replace the tab by spaces"
#define INDENT_HINT "give lines that belong together the same number of spaces in front"

static const struct {
    const char *complaint;
    const char *context; /* how the context begins; NULL for any */
    enum looks looks;
    struct problem problem;
} table[] = {
    {"mapping values are not allowed in this context",
     NULL,
     LOOKS_VALUE_ON_LINE,
     {"a colon followed by a space stands inside text that is not in quotes",
      "put the whole text in quotes, as in title: \"Plan: the first year\"", false}},
    {"mapping values are not allowed in this context",
     NULL,
     LOOKS_ANY,
     {"a key was not expected here: its line continues the text of the line above",
      INDENT_HINT ", and write a space after each colon", false}},
    {"found character that cannot start any token",
     NULL,
     LOOKS_TAB,
     {"a tab is used for indentation", TAB_HINT, false}},
    {"found character that cannot start any token",
     NULL,
     LOOKS_ANY,
     {"text cannot begin with this character unless it is in quotes",
      "put the whole text in quotes, as in name: \"@home\"", false}},
    {"found a tab character that violates indentation",
     NULL,
     LOOKS_ANY,
     {"a tab is used for indentation", TAB_HINT, false}},
    {"found a tab character where an indentation space is expected",
     NULL,
     LOOKS_ANY,
     {"a tab is used for indentation", TAB_HINT, false}},
    {"could not find expected ':'",
     NULL,
     LOOKS_ANY,
     {"a key was expected here, and its colon is missing",
      "write a colon and a space after the key; text that goes on from the line above is indented "
      "further than its key",
      true}},
    {"found unexpected end of stream",
     "while scanning a quoted scalar",
     LOOKS_ANY,
     {"the quote that opens here is never closed",
      "close it with the same quote; inside '...' write an apostrophe twice", true}},
    {"found unexpected document indicator",
     "while scanning a quoted scalar",
     LOOKS_ANY,
     {"the quote that opens here is not closed before the line of dashes or dots",
      "close it with the same quote; inside '...' write an apostrophe twice", true}},
    {"found unknown escape character",
     NULL,
     LOOKS_ANY,
     {"a backslash inside \"...\" begins a special character, and this one is unknown",
      "write the backslash twice, or use '...' instead of \"...\"", false}},
    {"did not find expected hexdecimal number",
     NULL,
     LOOKS_ANY,
     {"a backslash code inside \"...\" is not complete",
      "write the backslash twice, or use '...' instead of \"...\"", false}},
    {"did not find expected ',' or ']'",
     NULL,
     LOOKS_ANY,
     {"the list that opens with [ is not closed, or a comma is missing between two of its items",
      "separate the items by commas and close the list with ]", false}},
    {"did not find expected ',' or '}'",
     NULL,
     LOOKS_ANY,
     {"the braces that open with { are not closed, or a comma is missing between two entries",
      "separate the entries by commas and close with }", false}},
    {"did not find expected '-' indicator",
     NULL,
     LOOKS_ANY,
     {"another item of the list was expected here, beginning with \"- \"", INDENT_HINT, false}},
    {"did not find expected key",
     NULL,
     LOOKS_INDENTED,
     {"a key was expected here: the indentation fits none of the lines above", INDENT_HINT, false}},
    {"did not find expected key",
     NULL,
     LOOKS_AFTER_QUOTE,
     {"the text in quotes ended just before this, so nothing more may stand on its line",
      "look for a missing or extra quote; inside '...' write an apostrophe twice, inside \"...\" "
      "write \\\"",
      false}},
    {"did not find expected key",
     NULL,
     LOOKS_ANY,
     {"a key and its colon were expected here", INDENT_HINT, false}},
    {"did not find expected node content",
     NULL,
     LOOKS_ANY,
     {"a value was expected here, and this character cannot begin one",
      "put the whole text in quotes", false}},
    {"block sequence entries are not allowed in this context",
     NULL,
     LOOKS_ANY,
     {"an item of a list (\"- \") was not expected here",
      "begin the list on the line below its key; put text that begins with a dash in quotes",
      false}},
    {"mapping keys are not allowed in this context",
     NULL,
     LOOKS_ANY,
     {"a question mark followed by a space was not expected here", "put the whole text in quotes",
      false}},
    {"did not find expected comment or line break",
     "while scanning a block scalar",
     LOOKS_ANY,
     {"nothing more may stand on the line after | or >", "begin the text on the next line", false}},
    {"did not find expected <document start>",
     NULL,
     LOOKS_ANY,
     {"the definitions ended just before this", INDENT_HINT, false}},
    {"did not find expected alphabetic or numeric character",
     "while scanning an a",
     LOOKS_ANY,
     {"text cannot begin with * or & unless it is in quotes", "put the whole text in quotes",
      true}},
    {"control characters are not allowed",
     NULL,
     LOOKS_ANY,
     {"an invisible character stands here that is not allowed", "delete it and type the text anew",
      false}},
};

struct problem problem_explain(const char *complaint, const char *context, struct str before,
                               struct str after)
{
    for (size_t i = 0; complaint && i < sizeof table / sizeof table[0]; i++) {
        bool same = strcmp(table[i].complaint, complaint) == 0;
        bool there = !table[i].context ||
                     (context && strncmp(context, table[i].context, strlen(table[i].context)) == 0);
        if (same && there && fits(table[i].looks, before, after))
            return table[i].problem;
    }
    return (struct problem){"this is not well-formed YAML", "", false};
}
