/* ranking.c: BM25 in whole numbers, so that every machine comes to the same.
 *
 * How rare a stem is among all pages is left to the browser, which learns it with the stem.
 * Stage: search. Used by: shards. */
#include "ranking.h"

enum { WHOLE_TEXT = 30 }; /* the most that the text can say, beside WHOLE_TITLE of the title */

unsigned level_of(const struct hit *hit, unsigned words, unsigned average)
{
    uint64_t weight = (uint64_t)hit->weight * 1000 / WEIGHT_OF_TEXT;
    uint64_t length =
        1200 * (25 * (uint64_t)average + 75 * (uint64_t)words) / (100 * (uint64_t)average);
    uint64_t text = weight > 0 ? WHOLE_TEXT * weight / (weight + length) : 0;
    uint64_t most = WHOLE_TEXT + WHOLE_TITLE;
    return (unsigned)(((text + hit->title) * (LEVELS - 1) + most / 2) / most);
}
