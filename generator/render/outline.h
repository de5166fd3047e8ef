/* outline.h: the headings of a rendered page, for the list "On this page". */
#ifndef CONCORDAT_RENDER_OUTLINE_H
#define CONCORDAT_RENDER_OUTLINE_H

#include "concordat/base/arena.h"
#include "concordat/schema/records.h"

/* The headings of the second level that have an id, of a page's HTML as the templates wrote it;
 * `*place` is where their list belongs: behind the heading of the page itself. NULL where the page
 * is too short to need one. It lives in `arena` and borrows from `html`. */
const struct outline *outline_read(struct arena *arena, struct str html, size_t *place);

#endif
