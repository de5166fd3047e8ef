/* renderer.h: the state that the operations of a program share while it runs. Private to the
 * mustache layer.
 *
 * Sections and calls have stacks of their own, so that no data and no template can overflow the C
 * stack; both begin in the renderer itself, so that most renderings allocate nothing. */
#ifndef CONCORDAT_MUSTACHE_RENDERER_H
#define CONCORDAT_MUSTACHE_RENDERER_H

#include "program.h"

enum {
    DEEPEST_CALLS = 256,              /* partials in partials */
    MOST_TURNS = 10 * 1000 * 1000,    /* of the sections and calls of one rendering */
    LARGEST_OUTPUT = 64 * 1024 * 1024 /* bytes of one rendering */
};

enum { FIRST_SECTIONS = 32, FIRST_RESUMPTIONS = 32, FIRST_OBJECTS = 128, FIRST_DATA = 32 };

/* A section that is under way. */
struct section {
    const void *holder; /* what its items are read from */
    size_t index, count;
    const void *saved;       /* what the section's slot held before */
    const void *saved_value; /* what the slot of remarks held */
    size_t saved_loop;
};

/* Where to go on behind a call or a block, and the indentation that holds there. */
struct resumption {
    const struct instruction *next;
    size_t indent_from, indent_len, hung_at;
};

struct renderer {
    struct buf *out;
    const void **objects; /* by slot */
    const void *page;
    const struct program *program;
    struct buf scratch;
    unsigned value_slot;

    struct section *sections;
    size_t depth, section_room;
    size_t loop; /* 1 + the number of the innermost section of a list; 0 for none */
    size_t turns;

    struct resumption *resumptions;
    size_t resumption_depth, resumption_room;
    size_t calls;

    const struct data **data; /* the stack in which names are looked up */
    size_t data_depth, data_room;

    struct buf indent; /* of it, the bytes from indent_from on go before each line */
    size_t indent_from;
    size_t hung_at; /* the length of the output where a line is indented already */

    size_t start; /* the length of the output before */
    struct diag *diag;
    bool failed;

    struct section first_sections[FIRST_SECTIONS];
    struct resumption first_resumptions[FIRST_RESUMPTIONS];
    const void *first_objects[FIRST_OBJECTS];
    const struct data *first_data[FIRST_DATA];
};

/* Doubles the room of a stack of `count` elements that began as `first`, inside the renderer. */
void *renderer_grow(void *stack, const void *first, size_t *room, size_t size);

/* Counts a turn of a section or a call; false, reported, where there are too many. */
bool renderer_turn(struct renderer *renderer, const struct mark *mark);

/* A new section on top. */
struct section *renderer_enter(struct renderer *renderer);

/* Goes to the first instruction of what `call` calls, and comes back to `next`; NULL, reported,
 * where calls are nested too deep. */
const struct instruction *renderer_call(struct renderer *renderer, const struct call *call,
                                        const struct instruction *next);

/* Puts `data` on top of the stack in which names are looked up. */
void renderer_push_data(struct renderer *renderer, const struct data *data);

/* What the reading's last member is to be read from, or NULL where the way there ends. */
const void *reading_holder(const struct renderer *renderer, const struct member *const *steps,
                           size_t count, unsigned slot);

#endif
