/* suggest.c: edit distance with transpositions, over the words that could have been meant.
 *
 * Layer: base. Uses: str. Used by: schema, check, author, mustache, main: whatever reports an
 * unknown name. */
#include "concordat/base/suggest.h"

#include <string.h>

/* Longer words are not compared: nobody mistypes them by a letter and gets helped. */
enum { LONGEST_WORD = 64 };

static size_t least(size_t a, size_t b, size_t c)
{
    size_t low = a < b ? a : b;
    return low < c ? low : c;
}

/* Letters compare without case, and a hyphen, a space and an underscore are one. */
static char folded(char c)
{
    if (c >= 'A' && c <= 'Z')
        return (char)(c - 'A' + 'a');
    return c == '_' || c == ' ' ? '-' : c;
}

static size_t difference(size_t a, size_t b)
{
    return a > b ? a - b : b - a;
}

bool words_alike(struct str a, struct str b)
{
    bool alike = a.len == b.len;
    for (size_t i = 0; alike && i < a.len; i++)
        alike = folded(a.ptr[i]) == folded(b.ptr[i]);
    return alike;
}

/* Source: the "optimal string alignment" variant of the Damerau-Levenshtein distance. */
size_t edit_distance(struct str a, struct str b, size_t limit)
{
    size_t rows[3][LONGEST_WORD + 1];
    if (a.len > LONGEST_WORD || b.len > LONGEST_WORD || difference(a.len, b.len) > limit)
        return limit + 1;
    for (size_t j = 0; j <= b.len; j++)
        rows[0][j] = j;
    for (size_t i = 1; i <= a.len; i++) {
        size_t *now = rows[i % 3];
        const size_t *above = rows[(i - 1) % 3];
        const size_t *two_above = rows[(i + 1) % 3];
        char letter = folded(a.ptr[i - 1]);
        size_t least_now = i;
        now[0] = i;
        for (size_t j = 1; j <= b.len; j++) {
            char other = folded(b.ptr[j - 1]);
            now[j] = least(above[j] + 1, now[j - 1] + 1, above[j - 1] + (letter != other));
            if (i > 1 && j > 1 && letter == folded(b.ptr[j - 2]) && folded(a.ptr[i - 2]) == other &&
                two_above[j - 2] + 1 < now[j])
                now[j] = two_above[j - 2] + 1;
            if (now[j] < least_now)
                least_now = now[j];
        }
        /* What comes below grows out of this row, or with one more out of the one above, which is
         * at most one less. */
        if (least_now > limit)
            return limit + 1;
    }
    size_t distance = rows[a.len % 3][b.len];
    return distance <= limit ? distance : limit + 1;
}

struct suggestion suggestion_for(struct str word)
{
    /* A third of the word may be wrong, and one letter of a short one: with more, "name" would be
     * taken for "date". Of a single letter nothing would be left. */
    size_t tolerance = word.len < 2 ? 0 : word.len < 6 ? 1 : word.len / 3;
    return (struct suggestion){.word = word, .best = {"", 0}, .distance = tolerance + 1};
}

void suggestion_offer(struct suggestion *search, struct str candidate)
{
    if (search->distance == 0)
        return;
    size_t distance = edit_distance(search->word, candidate, search->distance - 1);
    if (distance < search->distance) {
        search->distance = distance;
        search->best = candidate;
    }
}
