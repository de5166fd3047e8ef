/* timeline_parts.h: what the files of the timeline share; nobody else includes it. */
#ifndef CONCORDAT_SVG_TIMELINE_PARTS_H
#define CONCORDAT_SVG_TIMELINE_PARTS_H

#include "concordat/base/date.h"
#include "concordat/svg/timeline.h"

enum {
    TAIL = 20,      /* the length of a mark that is open at one end */
    MARK = 8,       /* the width of a mark, and the least height of one that is not open */
    BAR = 10,       /* the width of a bar */
    ARROW = 8,      /* the height of the point at the open end of a bar */
    CUT = 28,       /* the height that is left of a stretch that is cut short */
    LEADERS = 26,   /* the width in which leaders leave the level */
    SYMBOL = 12,    /* the width of a label's symbol */
    LABEL_GAP = 10, /* between two labels */
    FIRST_LINE = 7  /* from the top of a label to the middle of its first line */
};

bool timeline_event_is_open(const struct timeline_event *event);

/* Cuts the words and the title of every event into lines of at most `width` pixels. */
void timeline_wrap_labels(struct arena *arena, struct timeline *timeline, int width);

/* The height that all labels take, one below the other. */
int timeline_labels_height(const struct timeline *timeline);

/* Puts every label as near to its anchor as the others allow; they begin at `x`. */
void timeline_place_labels(struct arena *scratch, struct timeline *timeline, int x);

#endif
