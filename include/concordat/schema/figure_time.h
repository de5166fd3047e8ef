/* figure_time.h: when a figure is of, as a number that figures can be set in order by. */
#ifndef CONCORDAT_SCHEMA_FIGURE_TIME_H
#define CONCORDAT_SCHEMA_FIGURE_TIME_H

#include "concordat/schema/schema.h"

/* What a year is long in the numbers of figure_time: twelve months of 31 days. */
enum { FIGURE_YEAR = 12 * 31 };

/* The last day that a figure can be of: a day itself, the last of a month, a quarter, a year or a
 * part of one ("mid 2010"), and of a period such as 2006/07, which begins in April, the last of
 * March; the period goes before a date that names years only. False where neither is given. */
bool figure_time(const struct figure *figure, long *time);

#endif
