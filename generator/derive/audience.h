/* audience.h: who may see a record or a value; only derive includes it. */
#ifndef CONCORDAT_DERIVE_AUDIENCE_H
#define CONCORDAT_DERIVE_AUDIENCE_H

#include "concordat/schema/schema.h"

/* Who may see a record by what is said of it alone: by itself, of the section of a text that it
 * stands in, or of the minutes that tell of it. References are resolved. */
enum audience audience_said(const struct record *record);

/* Who may see one item of a field of a record, among those who see the record. */
enum audience audience_of_item(const struct record *record, const struct field *field,
                               const struct item *item);

#endif
