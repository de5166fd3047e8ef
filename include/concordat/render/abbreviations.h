/* abbreviations.h: what the abbreviations of a trust's glossary stand for, written where a page
 * uses them first. */
#ifndef CONCORDAT_RENDER_ABBREVIATIONS_H
#define CONCORDAT_RENDER_ABBREVIATIONS_H

#include "concordat/base/arena.h"
#include "concordat/base/buf.h"
#include "concordat/schema/schema.h"

/* The terms of a trust whose expansions its glossary states; immutable once made. */
struct abbreviations;

/* Those of an edition, in `arena`. A term is at most eight words; an expansion that is inferred
 * does not count, since no source says it. */
const struct abbreviations *abbreviations_of(struct arena *arena, const struct trust *trust);

/* Which of them a page has used so far; zeroed for none. */
struct abbreviations_used {
    bool *terms;      /* freed by abbreviations_used_free */
    bool quoted;      /* the text stands between quotation marks */
    const char *html; /* of the document that was written last, and how far it was */
    size_t end;
};

/* Says that the page tells of every one of them, as a glossary does. */
void abbreviations_use_all(const struct abbreviations *abbreviations,
                           struct abbreviations_used *used);
void abbreviations_used_free(struct abbreviations_used *used);

/* Appends the words from `from` to `to` of `html`: with its expansion in brackets where a term is
 * used first, unless that stands right beside it; as <abbr> afterwards, and inside quotations,
 * which stay as they are. */
void abbreviations_write(const struct abbreviations *abbreviations, struct abbreviations_used *used,
                         struct str html, size_t from, size_t to, struct buf *out);

#endif
