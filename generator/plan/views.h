/* views.h: how plan fills in the records that it makes for templates; only plan includes it. */
#ifndef CONCORDAT_PLAN_VIEWS_H
#define CONCORDAT_PLAN_VIEWS_H

#include "concordat/plan/plan.h"
#include "concordat/svg/diagram.h"

/* A new, empty view of a type, in `arena` as all that follows. */
void *view_new(struct arena *arena, enum type_id type);

/* Each sets a field; an empty text leaves it absent, and so does a flag that is false. */
void view_set_text(struct arena *arena, struct value *value, struct str text);
void view_set_number(struct arena *arena, struct value *value, long number);
void view_set_choice(struct arena *arena, struct value *value, int choice);
void view_set_flag(struct arena *arena, struct value *value, bool flag);
void view_set_record(struct arena *arena, struct value *value, const struct record *record);

/* Makes room for `count` records in a list. */
void view_reserve(struct arena *arena, struct value *list, size_t count);

/* Appends to a list that has room. */
void view_append(struct value *list, const struct record *record);

/* The lines of text of a drawing. */
struct value view_texts(struct arena *arena, const struct diagram_text *texts, size_t count);

/* Which links a drawing shows. */
enum drawing_kind {
    DRAWING_WHOLE,  /* all of the trust's */
    DRAWING_TREE,   /* those by which bodies stand below others */
    DRAWING_AROUND, /* those of one body */
};

/* The drawing of a trust's structure, or of what is about `body`; NULL where there is nothing to
 * draw or too much. */
const struct diagram_view *view_diagram(struct arena *arena, const struct trust *trust,
                                        const struct body *body, enum drawing_kind kind,
                                        const struct words *words);

/* The phases and milestones of a trust, drawn to scale; NULL where too few have dates. */
const struct timeline_view *view_timeline(struct arena *arena, const struct trust *trust,
                                          const struct words *words);

/* A view of each cycle of a trust. */
struct value view_cycles(struct arena *arena, const struct trust *trust);

/* Lists the parts of a trust's induction handbook, and how their texts are joined, in `page`. */
void view_handbook(struct arena *arena, const struct trust *trust, const struct words *words,
                   struct planned_page *page, struct value *parts);

/* Fills in what the handbook made for a member holds: boards, meetings to come, whom to reach, and
 * abbreviations. */
void view_member_handbook(struct arena *arena, const struct trust *trust,
                          const struct person *member, struct page *page);

/* Fills in how the texts of the papers of a pack, the page's subject, are joined, and their
 * directives. */
void view_pack(struct arena *arena, const struct trust *trust, const struct words *words,
               struct planned_page *planned, struct page *page);

/* Lists the directives of a page's text in `list`, each drawing of a structure drawn. */
void view_directives(struct arena *arena, const struct trust *trust, const struct record *subject,
                     const struct words *words, struct value *list);

/* A view of each file of open data of a trust. */
struct value view_data(struct arena *arena, const struct trust *trust);

/* Fills in what a page is about for search engines, where the site has a url; its crumbs are there.
 * `trust` and `words` are NULL for a page of the site itself. */
void view_linked_data(struct arena *arena, const struct site *site, const struct trust *trust,
                      enum page_kind kind, const struct record *subject, const struct words *words,
                      struct page *page);

/* Draws the figures of every indicator of a trust: fills in their `charts`. */
void view_charts(struct arena *arena, const struct trust *trust, const struct words *words);

#endif
