/* json_date.h: dates as formats for programs have them. */
#ifndef CONCORDAT_SCHEMA_JSON_DATE_H
#define CONCORDAT_SCHEMA_JSON_DATE_H

#include "concordat/base/json.h"
#include "concordat/schema/schema.h"

/* A member of an object whose value is a date, where it is a day, a month or a year: the formats
 * that others made have no words for what is less certain. */
void json_date(struct json *json, const char *name, const struct value *date);

#endif
