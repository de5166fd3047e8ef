/* lists.h: what the files of derive share; nobody else includes it. */
#ifndef CONCORDAT_DERIVE_LISTS_H
#define CONCORDAT_DERIVE_LISTS_H

#include "concordat/derive/derive.h"

/* Appends a record to a list that derive fills. */
void list_add(struct arena *arena, struct value *list, const struct record *record);

/* Sorts the items of a list, if there are any. */
void list_sort(struct value *list, int (*order)(const void *, const void *));

/* A new, empty record of a type that is made for templates. */
void *made_record(struct arena *arena, enum type_id type);

/* Each gives a field a value that nobody wrote; its mark stays. */
void made_number(struct arena *arena, struct value *value, long number);
void made_text(struct arena *arena, struct value *value, struct str text);

/* Makes a flag true. */
void made_flag(struct arena *arena, struct value *value);

/* Fills in the lists of the trust's annual summaries: what they tell, and their figures in tables.
 */
void derive_annual(struct arena *arena, struct trust *trust);

/* Fills in the years of the trust, and what was counted in them, side by side. */
void derive_years(struct arena *arena, struct trust *trust);

/* Whether something is there as of the trust's date. */
enum being { BEING_PRESENT, BEING_PLANNED, BEING_FORMER };

/* What a record's standing and time say of that: what could be is planned, what has ended or was
 * replaced is former. */
enum being being_of(const struct record *record);

/* The same of a seat, which is no more there than its body is. */
enum being being_of_seat(const struct seat *seat);

/* Says of bodies that they have ended; sorts the bodies and the seats of the trust, and the seats
 * of its people, by that, and finds the vacancies; `timing` is known by then. */
void derive_being(struct arena *arena, struct trust *trust);

/* Fills in the lists of seats and links of bodies; `timing` is known by then. */
void derive_boards(struct arena *arena, struct records *records);
/* Puts the items of a list that have the same words in their group (GROUPED in records.def) where
 * the first of them stands, and marks that one and no other. */
void list_group(struct arena *arena, struct value *list);

/* Fills in `roots` of the trust, and `children` and `main_link` of its bodies. */
void derive_tree(struct arena *arena, struct records *records);

/* Fills in the units of figures, the latest of every indicator, and whose sources are their own. */
void derive_figures(struct arena *arena, struct records *records);

/* Fills in what stands in each plan, and in none. */
void derive_plans(struct arena *arena, struct trust *trust);

/* Fills in which meetings are over as of a day, what was agreed at them, and who came. */
void derive_meetings(struct arena *arena, struct trust *trust, long as_of);

/* Lists those for whom there is a handbook, in an edition that is not for the public. */
void derive_members(struct arena *arena, struct records *records);

/* Says once at the head of each group of the trust's features, benefits, recommendations, drivers
 * and principles what all of it have in common, and once the standing of what is referred to. */
void derive_said_once(struct arena *arena, struct records *records);

/* Fills in what the overview tells at a glance, and whether consultations are closed as of a day;
 * after the lists that it picks from. */
void derive_overview(struct arena *arena, struct trust *trust, long as_of);

/* Counts the seats of every body by the part of public life whose they are, and those that are
 * held; after derive_boards. */
void derive_membership(struct arena *arena, struct trust *trust);

/* Gives the people and the organisations that name no source those of what tells of them. */
void derive_sources(struct arena *arena, struct trust *trust);

/* Fills in who holds each post, and on which bodies each organisation has seats; after
 * derive_being. */
void derive_posts(struct arena *arena, struct records *records);

/* Says how long the bar of a number is beside that of `most`; nothing for zero. */
void made_share(struct arena *arena, struct value *value, long number, long most);
/* Fills in what the meetings of a body carry forward to the next, and makes their packs, which tell
 * how far things are where their meeting is not over as of a day; after the orders of the trust's
 * lists. */
void derive_packs(struct arena *arena, struct records *records, long as_of);

/* Counts the status words of every plan that lists its own; after the two others. */
void derive_tallies(struct arena *arena, struct trust *trust);

#endif
