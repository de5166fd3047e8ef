/* texts.h: the texts of a group's pages, in files of UNITS_A_FILE units.
 *
 * A unit is a page, or a part of a long one:
 *
 *     ["bodies/board/", "Trust Board", ["Facts", "About this body", "Meets: monthly", ...], ...]
 *
 * its address without the index.html, its title, then its passages, those below one heading
 * together: the anchor that leads there, the heading, and them. A file, search/<group>/<n>.js, is
 * what the group is called, whether it is made up, and its units. */
#ifndef CONCORDAT_SEARCH_TEXTS_H
#define CONCORDAT_SEARCH_TEXTS_H

#include "concordat/base/buf.h"
#include "concordat/search/search.h"

/* A unit has at most UNIT_BYTES of text, and no passage more than PASSAGE_BYTES; a section goes to
 * the next unit where it has no room for SHORTEST_SECTION. */
enum { UNITS_A_FILE = 2, UNIT_BYTES = 700, PASSAGE_BYTES = 500, SHORTEST_SECTION = 200 };

/* Appends a call of the page's script, concordatSearch(name, data), with what no script may hold
 * escaped; `json` is such data. */
void script_write(struct str name, struct str json, struct buf *out);

struct texts {
    const struct search_group *group;
    search_emit *emit;
    void *context;
    struct buf file;    /* the units of the file so far */
    struct buf heading; /* of the passages, and whether it was written */
    struct str anchor;
    struct str address; /* of the page */
    struct buf title;
    size_t units;     /* of the group */
    unsigned unit;    /* of the page: the one that is being written */
    size_t bytes;     /* of passages in it */
    bool in_passages; /* of the heading and the anchor */
};

void texts_begin_page(struct texts *texts, struct str address);
void texts_title(struct texts *texts, struct str title);
void texts_heading(struct texts *texts, struct str anchor, struct str heading);

/* Adds a passage, or a piece of one. */
void texts_passage(struct texts *texts, struct str anchor, struct str passage);
void texts_end_page(struct texts *texts);

/* Emits the last file and gives back the buffers. */
void texts_end(struct texts *texts);

#endif
