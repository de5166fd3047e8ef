/* spreadsheet.h: what decoding takes from spreadsheets; nobody outside schema includes it but the
 * author's import. */
#ifndef CONCORDAT_SCHEMA_SPREADSHEET_H
#define CONCORDAT_SCHEMA_SPREADSHEET_H

#include "concordat/schema/decode.h"

/* True where a field that takes a list of records names a spreadsheet in place of them. */
bool names_spreadsheet(const struct field *field, const struct node *node);

/* True, reported, where it names a workbook, which is not read. */
bool names_workbook(struct decoding *decoding, const struct field *field, const struct node *node);

/* The rows of the spreadsheet as a list of maps, as if they were written in YAML, each with its
 * mark in the file; an empty list, reported, where it cannot be read. */
const struct node *read_spreadsheet(struct decoding *decoding, const struct field *field,
                                    const struct node *node);

/* Turns the names that rows hold into ids: of the record of that name or, where there is none, of a
 * new person, post or organisation. */
void place_names(struct decoding *decoding);

#endif
