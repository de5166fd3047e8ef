/* exporting.h: what the files of export share; nobody else includes it. */
#ifndef CONCORDAT_EXPORT_EXPORTING_H
#define CONCORDAT_EXPORT_EXPORTING_H

#include "concordat/base/json.h"
#include "concordat/export/export.h"
#include "concordat/schema/data.h"

/* A file about a trust being written. */
struct export_file {
    const struct exporting *exporting;
    const struct trust *trust;
    struct buf *out;
    struct str address;  /* of the file, from the top of the site */
    struct arena *arena; /* cleared after each file */
};

/* Each appends a file's bytes. */
void export_trust_json(const struct export_file *file);
void export_popolo(const struct export_file *file);
void export_table(const struct export_file *file, enum data_file table);
void export_columns(const struct export_file *file);
void export_calendar(const struct export_file *file);
void export_graph(const struct export_file *file);

/* Appends the whole address of a page of the site, or, where the site has no url, its address from
 * `from`; an index.html at the end is left out of whole ones. */
void export_address(const struct exporting *exporting, struct str from, struct str to,
                    struct buf *out);

/* True where the site says at which address it is published. */
bool export_has_url(const struct exporting *exporting);

/* The words of a prose value, in `arena`; empty where it has none. */
struct str export_words(struct arena *arena, const struct value *prose);

/* The standing of a record in words, where it is not there as a matter of fact; else empty. */
struct str export_standing(const struct exporting *exporting, const struct record *record);

/* Its name among authors: proposed; empty likewise. */
struct str export_standing_name(const struct record *record);

/* The name among authors of the choice that a value of `list` is; empty where it is not given. */
struct str export_choice_name(enum choices_id list, const struct value *value);

/* The day that a value is, whole and alone; false for a month, a range, nothing. */
bool export_day(const struct value *date, struct day *day);

#endif
