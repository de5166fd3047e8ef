/* decode_item.h: what the files of decoding share; nobody else includes it. */
#ifndef CONCORDAT_SCHEMA_DECODE_ITEM_H
#define CONCORDAT_SCHEMA_DECODE_ITEM_H

#include "concordat/schema/decode.h"

/* Decodes what stands under a key into the field. */
void decode_field(struct decoding *decoding, struct record *record, const struct field *field,
                  const struct entry_of_map *entry);

/* Decodes fields of a record, or its first field where that is written alone. */
void decode_fields(struct decoding *decoding, struct record *record, const struct node *node);

/* Decodes one value, short or long. Returns what it says: STATE_GIVEN fills `item`; STATE_ABSENT
 * where an error was reported. */
enum value_state decode_item(struct decoding *decoding, const struct record *record,
                             const struct field *field, const struct node *node, struct item *item);

/* The state that a scalar says instead of a value; STATE_GIVEN where it is a value, STATE_ABSENT
 * where it is empty. Quotes make text of the words. */
enum value_state state_of(const struct node *node);

/* Reports that nothing stands where a value is expected. */
void report_empty(struct decoding *decoding, const struct field *field, struct mark mark);

/* "a body", "an organisation", "a legal duty": a type in words, in `arena`. */
const char *with_article(struct arena *arena, const char *name);

#endif
