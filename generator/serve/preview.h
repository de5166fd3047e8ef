/* preview.h: what the preview adds to the pages of the site. */
#ifndef CONCORDAT_SERVE_PREVIEW_H
#define CONCORDAT_SERVE_PREVIEW_H

#include "concordat/base/diag.h"

/* The script that reloads a page after a build and shows what is wrong. */
extern const char preview_script[];

/* Appends the page with a tag for the script; `build` is the number of the build it is of. */
void preview_page(struct str html, unsigned long build, struct buf *out);

/* Appends the page that stands for all others until a first build succeeds. */
void preview_waiting_page(unsigned long build, struct buf *out);

/* Appends the event that tells of a build: its number, and what it found where it published
 * nothing. Source: WHATWG HTML, server-sent events. */
void preview_event(unsigned long build, const struct diag *found, struct buf *out);

#endif
