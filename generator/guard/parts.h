/* parts.h: what the files of the guard share; nobody else includes it. */
#ifndef CONCORDAT_GUARD_PARTS_H
#define CONCORDAT_GUARD_PARTS_H

#include "concordat/guard/guard.h"

#include "concordat/base/arena.h"
#include "words.h"

#include <pthread.h>
#include <stdatomic.h>

enum {
    WINDOW = 7, /* words of a long text that are sought together */
    RING = 8,   /* more than WINDOW, a power of two */
    KNOWN_BITS = 1 << 18,
    MONTHS = 12,
};

/* A withheld value or file. */
struct sought {
    struct withheld withheld;
    struct str subject;
    size_t windows; /* of all guards' windows, the first */
    size_t window_count;
    bool telling; /* it is a sentence, or has an address or a longer number in it */
};

struct window {
    uint64_t key;
    bool exact; /* it has an address or a number that no template's words excuse */
    bool form;  /* it is a part or another form of the value, and public where all the value is */
    const struct sought *of;
};

/* A place of the table. */
struct slot {
    uint64_t key; /* 0: free */
    const struct sought *of;
    bool exact;
    atomic_bool excused;
    atomic_bool by_value; /* and that by a public value */
    const char *found;    /* the first address at which it was; guarded by the lock */
};

struct guard {
    struct arena *arena;
    pthread_mutex_t lock;
    struct sought **sought;
    size_t sought_count;
    size_t sought_room;
    struct window *windows;
    size_t window_count;
    size_t window_room;
    struct slot *slots;
    size_t slot_count;       /* a power of two; 0 before guard_close */
    unsigned char *likely;   /* a bit for each of `likely_bits` that the key of a window falls on */
    size_t likely_bits;      /* a power of two, so many that few are set */
    unsigned lengths;        /* a bit for each length of a window that there is */
    uint64_t months[MONTHS]; /* their names, before anything is added */
    size_t month_count;
    unsigned char known[KNOWN_BITS / 8];
};

/* The words up to now, and how many of the last are all known. */
struct history {
    uint64_t ring[RING];
    unsigned next;
    unsigned run;
};

void history_add(struct history *history, uint64_t word, bool known);

/* The number of the last `length` words, given that of one less; `*power` begins with 1. */
uint64_t history_sum(const struct history *history, unsigned length, uint64_t sum, uint64_t *power);

/* The key of a window; never 0. */
uint64_t key_of(uint64_t sum, unsigned length);

/* What a file is known by: no window has that many words. */
uint64_t key_of_file(struct str bytes);

/* True where a word is, most likely, in a window. */
bool is_known(const struct guard *guard, uint64_t word);

#endif
