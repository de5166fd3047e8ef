/* json.h: reads a JSON file for a test into dynamic data. */
#ifndef CONCORDAT_TESTS_JSON_H
#define CONCORDAT_TESTS_JSON_H

#include "concordat/base/arena.h"
#include "concordat/mustache/shape.h"

/* The value that `text` is, in `arena`; numbers are the text they are written as. NULL where it is
 * not well formed. */
const struct data *json_read(struct arena *arena, struct str text);

/* The value under `key` of a map, or NULL. */
const struct data *json_get(const struct data *map, const char *key);

/* The text under `key`, or an empty one. */
struct str json_text(const struct data *map, const char *key);

/* The folder of public test data: $CONCORDAT_SPEC or ../shared/spec. */
const char *spec_folder(void);

#endif
