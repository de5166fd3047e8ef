/* check.h: what must be true of a trust's records, and the numbers and addresses they get. */
#ifndef CONCORDAT_CHECK_CHECK_H
#define CONCORDAT_CHECK_CHECK_H

#include "concordat/base/arena.h"
#include "concordat/base/diag.h"
#include "concordat/load/load.h"
#include "concordat/schema/schema.h"

/* Finds the record that every reference names; reports ids given twice, references to nothing,
 * references that two types could meet, and lists that name a record twice. */
void check_references(struct arena *arena, struct records *records, struct diag *diag);

/* Reports what a partnership would want to know of its definition: seats held twice, vacancies
 * that are held, dates out of order, circles of bodies, missing sources and standings. */
void check_rules(struct arena *arena, const struct records *records, struct diag *diag);

/* Reports a trust id that the site needs for itself or that is not well-formed. */
void check_trust_id(struct str id, struct mark mark, struct diag *diag);

/* Reports references out of site.yaml, a language that is none and a home that is no trust of the
 * site. */
void check_site(struct arena *arena, struct site_content *content, struct diag *diag);

/* Reports directives that name what the readers of their page, those of `edition`, may not see, and
 * pictures without words; references were found. */
void check_directives(struct arena *arena, const struct records *records,
                      const struct records *edition, struct diag *diag);

/* Gives every record its address, its anchor, and an id where it has none. `home` is the id of the
 * trust whose overview is the site's first page, or empty. */
void number_records(struct arena *arena, struct records *records, struct str home);

/* Finds the PDFs that papers have, which lie in `folder`, the trust's (content/trusts/surrey),
 * counts their pages, and gives them addresses beside their papers'; reports those that are not
 * there or cannot be read, and papers that tell nothing of theirs. Records are numbered. */
void check_attached(struct arena *arena, const char *folder, const struct records *records,
                    struct diag *diag);

/* Gives the pages of the site itself, the chapters of its guide, their addresses. */
void number_site(struct arena *arena, struct records *records);

#endif
