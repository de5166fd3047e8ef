/* shapes.h: the record types as templates see them. */
#ifndef CONCORDAT_SCHEMA_SHAPES_H
#define CONCORDAT_SCHEMA_SHAPES_H

#include "concordat/base/arena.h"
#include "concordat/base/meaning.h"
#include "concordat/mustache/shape.h"
#include "concordat/schema/schema.h"

/* The words of the site's language that values are written with, and looked for by. */
struct words {
    struct date_words dates;
    struct figure_words figures;
    const struct str *labels[CHOICES_COUNT]; /* one for each value of each list of choices */
    struct meanings meanings;
};

/* What the shapes need to know of the page that is being written: the `page` of template_render. */
struct rendering {
    struct str address; /* of the page, from the top of the site: surrey/bodies/pab/index.html */
    const struct words *words;
    struct placement placement; /* of the Markdown on it */
    /* Changes the placement for a text that is joined with others on the page; NULL where none is.
     */
    void (*join)(const struct rendering *rendering, const struct document *text,
                 struct placement *placement);
};

/* The shapes of all types; immutable once made. */
struct shapes;

/* Makes the shapes of every type and union in `arena`. */
const struct shapes *shapes_new(struct arena *arena);

/* The shape of a type, for the context of a template. */
const struct shape *shape_of(const struct shapes *shapes, enum type_id type);

/* The vocabulary for template_set_new. */
const struct vocabulary *shapes_vocabulary(const struct shapes *shapes);

/* Appends the address `to` as a page at `from` links to it: ../../members/index.html. */
void address_from(struct str from, struct str to, struct buf *out);

#endif
