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
    bool apart; /* what begins a block or cell stands between it and the word before, outside of
                   tags */
};

/* How a text is laid out, apart from markup. */
enum words_form {
    WORDS_RUN_ON,
    WORDS_FOLDED,   /* long lines are folded, as iCalendar does */
    WORDS_IN_CELLS, /* a comma ends a cell, unless a space is behind it: CSV */
    WORDS_QUOTED,   /* a string ends at a quotation mark with , ] } : or a line end behind it: JSON,
                       and JavaScript that holds data */
};

/* Where reading is; the text must outlive it. */
struct word_reader {
    const unsigned char *at;
    const unsigned char *end;
    bool folds;
    bool in_cells;
    bool quoted;
    bool in_tag;
    bool apart; /* a block or cell began since the last word outside of tags */
};

/* Begins to read a text. */
struct word_reader words_of(struct str text, enum words_form form);

/* Reads the next word; false where there is none. */
bool guard_word_next(struct word_reader *reader, struct word *word);

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
