/* json_schema.h: the schema as JSON Schema, for completion in editors. */
#ifndef CONCORDAT_SCHEMA_JSON_SCHEMA_H
#define CONCORDAT_SCHEMA_JSON_SCHEMA_H

#include "concordat/schema/schema.h"

/* Appends the JSON Schema of what an author writes for a record of `type`; for a trust, of any one
 * of its files, so that nothing is required there. Source: json-schema.org, draft 2020-12. */
void json_schema(const struct type *type, struct buf *out);

/* What `concordat schema` calls the schema of trust.json, which is no type that anybody writes. */
#define DATA_SCHEMA "data"

/* Appends the JSON Schema of trust.json, the open data of a trust. Source: the same draft. */
void data_schema(struct buf *out);

/* Appends the names of the types that have one and DATA_SCHEMA, separated by commas. */
void json_schema_types(struct buf *out);

#endif
