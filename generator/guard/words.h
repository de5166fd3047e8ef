/* words.h: the words of any text that can be published, whatever it is escaped for. */
#ifndef CONCORDAT_GUARD_WORDS_H
#define CONCORDAT_GUARD_WORDS_H

#include "concordat/base/str.h"

#include <stdint.h>

/* A word: letters and digits without accents and capitals. */
struct word {
    uint64_t hash;
    unsigned letters;
    unsigned digits;
    bool tag;   /* it stands between < and > */
    bool apart; /* what begins a block stands between it and the word before, outside of tags */
};

/* Where reading is; the text must outlive it. */
struct word_reader {
    const unsigned char *at;
    const unsigned char *end;
    bool folds; /* long lines are folded, as iCalendar does */
    bool in_tag;
    bool apart; /* a block began since the last word outside of tags */
};

/* Begins to read a text; `folds` for one of iCalendar. */
struct word_reader words_of(struct str text, bool folds);

/* Reads the next word; false where there is none. */
bool word_next(struct word_reader *reader, struct word *word);

/* The hash of a word that is the digits of several, which another one follows; begin with
 * word_hash_start and end with word_hash_end. */
uint64_t word_hash_start(void);
uint64_t word_hash_add(uint64_t hash, char letter);
uint64_t word_hash_end(uint64_t hash);

#endif
