/* working_days.h: weekends and bank holidays of England and Wales. */
#ifndef CONCORDAT_BASE_WORKING_DAYS_H
#define CONCORDAT_BASE_WORKING_DAYS_H

#include <stdbool.h>

/* True where a day, a number yyyymmdd, is a bank holiday in England and Wales, or in place of one
 * that falls on a weekend. */
bool day_is_bank_holiday(long day);

/* How many clear days lie between two days yyyymmdd: neither of them counts, nor does a Saturday, a
 * Sunday or a bank holiday. No more than 60 are counted. */
int clear_days(long published, long meeting);

#endif
