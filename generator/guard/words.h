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

/* The hash of letters, one after the other; zeroed it is that of none. */
struct letters_hash {
    uint64_t hash;
    uint64_t last; /* the letters since eight were last mixed in */
    unsigned count;
};

void hash_letter(struct letters_hash *hash, unsigned char letter);
uint64_t hash_end(const struct letters_hash *hash);

/* A number of 64 bits that depends on every bit of another. */
uint64_t mixed(uint64_t number);

#endif
