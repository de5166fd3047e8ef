/* figure_time.h: when a figure is of, as a number that figures can be set in order by. */
#ifndef CONCORDAT_SCHEMA_FIGURE_TIME_H
#define CONCORDAT_SCHEMA_FIGURE_TIME_H

#include "concordat/schema/schema.h"

/* What a year is long in the numbers of figure_time: twelve months of 31 days. */
enum { FIGURE_YEAR = 12 * 31 };

/* The middle of the time that a figure is of: its date, or a period such as 2006, 2006/07 or
 * 2006-2007, which begins in April. False where neither says so. */
bool figure_time(const struct figure *figure, long *time);

#endif
