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
    bool first; /* it is the first of a string */
};

/* How a text is laid out, apart from markup. */
enum words_form {
    WORDS_RUN_ON,
    WORDS_QUOTED, /* a string ends at a quotation mark with , ] } : or a line end behind it, and a
                     backslash begins an escape: JSON, and JavaScript that holds data */
};

/* Where reading is; the text must outlive it. */
struct word_reader {
    const unsigned char *at;
    const unsigned char *end;
    bool quoted;
    bool in_script; /* of HTML, where a backslash begins an escape as well */
    bool in_tag;
    bool apart; /* a block began since the last word outside of tags */
    bool first; /* a string ended since the last word */
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
