/* shards.h: the words of the index, as the page's script reads them.
 *
 * search/words_<n>.js: entries parted by spaces, in the order of their stems,
 *
 *     chair,,s,ed,=chaise:CD:F:BgCh...      a stem, its forms, the groups it names, pages, hits
 *
 * A form is what follows its stem, or after "=" all of it, and an entry is in each file in which
 * one of its forms is looked for; the number of pages stands there only where not all of them are
 * told, but those of which the stem says most. Numbers are written five bits a character, the least
 * first, 32 added to all but the last, by the alphabet of base64url. A hit is the pages since the
 * last one times 32, plus its level times 2, plus 1 where the number of its unit follows, which
 * else is the first of the page.
 *
 * search/start.js: of each file of words its first letters, after a digit that says how many of
 * them are those of the file before; of each group its folder, and twice the number of its pages
 * plus 1 where it is aside; and for each unit, six to a character, whether a page begins with it.
 */
#ifndef CONCORDAT_SEARCH_SHARDS_H
#define CONCORDAT_SEARCH_SHARDS_H

#include "concordat/base/buf.h"

/* A file of words has fewer bytes than this, or one entry, beside the entries that stand in several
 * files; of a stem, so many hits are told. */
enum { WORDS_FILE_BYTES = 1600, MOST_HITS = 400 };

/* Appends a number, five bits a character. */
void number_write(unsigned long number, struct buf *out);

#endif
