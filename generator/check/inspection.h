/* inspection.h: what the files of rules share; only check includes it. */
#ifndef CONCORDAT_CHECK_INSPECTION_H
#define CONCORDAT_CHECK_INSPECTION_H

#include "concordat/check/check.h"

/* A trust whose rules are being checked. */
struct inspection {
    struct arena *arena;
    const struct records *records;
    struct diag *diag;
};

/* True where two seats can be held at the same time, by what is stated of their periods. */
bool seats_overlap(const struct seat *a, const struct seat *b);

/* The rules of an annual summary and of its figures; other records break none of them. */
void check_annual(const struct inspection *at, const struct record *record);

/* The rules of meetings and of items of agendas; other records break none of them. */
void check_meetings(const struct inspection *at, const struct record *record);

/* That papers to items that are not for the public are not either. */
void check_papers_of_items(const struct inspection *at);

/* Who chairs the safeguarding board and the trust's own. */
void check_shared_chairs(const struct inspection *at);

#endif
