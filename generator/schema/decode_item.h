/* decode_item.h: what decode.c and decode_item.c share; nobody else includes it. */
#ifndef CONCORDAT_SCHEMA_DECODE_ITEM_H
#define CONCORDAT_SCHEMA_DECODE_ITEM_H

#include "concordat/schema/decode.h"

/* Decodes what stands under a key into the field. */
void decode_field(struct decoding *decoding, struct record *record, const struct field *field,
                  const struct entry_of_map *entry);

/* "a body", "an organisation", "a legal duty": a type in words, in `arena`. */
const char *with_article(struct arena *arena, const char *name);

/* What a field of this kind expects, in words: "a date such as 2009-08". */
const char *expectation(struct arena *arena, const struct field *field);

#endif
