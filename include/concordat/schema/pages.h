/* pages.h: the kinds of pages, made from pages.def. */
#ifndef CONCORDAT_SCHEMA_PAGES_H
#define CONCORDAT_SCHEMA_PAGES_H

#include "concordat/schema/schema.h"

/* The number of each kind of page, in the order of the menu. */
enum page_kind {
    PAGE_NOTHING = -1, /* where a kind is named: none */
#define SITE_PAGE(kind, name, type, folder)                     PAGE_##kind,
#define SITE_RECORD_PAGE(kind, name, type, list, folder, above) PAGE_##kind,
#define TRUST_PAGE(kind, name, folder)                          PAGE_##kind,
#define RECORD_PAGE(kind, name, type, list, folder, above)      PAGE_##kind,
#define MADE_PAGE(kind, name, type, list, folder, above)        PAGE_##kind,
#include "concordat/schema/pages.def"
    PAGE_KIND_COUNT
};

/* What is known of a kind of page. */
struct page_kind_row {
    const char *template; /* its template: "pages/body" */
    enum type_id subject; /* the type of the record it is about */
    const char *label; /* its name among the pages of the strings file; NULL: the subject's title */
    const char *folder; /* below the trust's or the site's: "members/"; "" for its first page */
    size_t list; /* where the trust or site has the list with a page for each record; 0: none */
    enum page_kind above; /* the page above it on the way there, beside the overview */
    bool in_menu;         /* of a trust */
    bool of_site;         /* and of no trust */
};

const struct page_kind_row *page_kind_row(enum page_kind kind);

/* The file name of the print edition of pages of that kind; NULL where they have none. */
const char *page_print_file(enum page_kind kind);

/* How readers come to the pages of a kind, beside the links to them. */
enum page_reach {
    REACH_SEARCHED, /* by the search and the map of the site */
    REACH_ASIDE,    /* likewise, but hardly by the search for what its text says */
    REACH_MAPPED,   /* by the map alone */
    REACH_UNLISTED, /* by neither */
};
enum page_reach page_reach(enum page_kind kind);

/* The list of which each record has a page of that kind; NULL where it is one page. The kind is of
 * a trust. */
const struct value *page_list(enum page_kind kind, const struct trust *trust);

/* The group of the menu, one of menu_group, that pages of the kind stand in; -1 for none. */
int page_menu_group(enum page_kind kind);

/* True where a trust whose lists are derived has something to show on the page. */
bool page_is_wanted(enum page_kind kind, const struct trust *trust);

/* The same before lists are derived: `any` says of each type whether there are records of it. What
 * only a later stage finds is not counted. */
bool page_is_foreseen(enum page_kind kind, const struct trust *trust, const bool *any);

/* The same, but that what only a later stage finds may be there. */
bool page_is_possible(enum page_kind kind, const struct trust *trust, const bool *any);

/* The page of its own that each record of the type has, or PAGE_NOTHING. */
enum page_kind page_of_type(enum type_id type);

/* The page of a trust that lists all records of the type, or PAGE_NOTHING. */
enum page_kind page_that_lists(enum type_id type);

/* True where links may name records of the type: they have a page or a place on one. What has an
 * owner has a place on the owner's: [the seat](body:pab#seat_pab_3). */
bool type_is_linked(const struct type *type);

/* Appends the word by which links name records of a type: its name with hyphens, but that a
 * narrative is what readers call a page. */
void link_word_write(const struct type *type, struct buf *out);

/* The type of which that is the word, linked or not; NULL for none. */
const struct type *type_of_link_word(struct str word);

/* True where there is such a type: for struct origin. */
bool is_link_word(struct str word);

/* Appends the words of all types that are linked: "body, milestone, page". */
void link_words_write(struct buf *out);

/* True for a type whose records are pages of the site and of no trust. */
bool type_is_of_site(enum type_id type);

/* The type of the Markdown files in a folder of that name in a trust's, or NULL; and in the content
 * folder. */
const struct type *type_of_folder(struct str name);
const struct type *type_of_site_folder(struct str name);

/* Appends the names of those folders: "pages/, safeguarding/". */
void page_folders_write(struct buf *out);

#endif
