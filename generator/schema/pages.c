/* pages.c: turns pages.def into tables, and answers questions about them.
 *
 * Layer: schema. Uses: schema. Used by: load, number, summary, plan, render. */
#include "concordat/schema/pages.h"

#include <stddef.h>
#include <string.h>

static const struct page_kind_row rows[PAGE_KIND_COUNT] = {
#define SITE_PAGE(kind, name, type, folder)                                                        \
    {"pages/" name, TYPE_##type, sizeof(folder) > 1 ? (name) : NULL, (folder), 0, PAGE_NOTHING,    \
     false,         true},
#define SITE_RECORD_PAGE(kind, name, type, list, folder, above)                                    \
    {"pages/" name, TYPE_##type, NULL, folder, offsetof(struct site, list),                        \
     PAGE_##above,  false,       true},
#define TRUST_PAGE(kind, name, folder)                                                             \
    {"pages/" name, TYPE_trust, name, folder, 0, PAGE_NOTHING, true, false},
#define RECORD_PAGE(kind, name, type, list, folder, above)                                         \
    {"pages/" name,                                                                                \
     TYPE_##type,                                                                                  \
     NULL,                                                                                         \
     folder,                                                                                       \
     offsetof(struct trust, list),                                                                 \
     PAGE_##above,                                                                                 \
     PAGE_##above == PAGE_NOTHING,                                                                 \
     false},
#define MADE_PAGE(kind, name, type, list, folder, above)                                           \
    {"pages/" name, TYPE_##type, name, folder, offsetof(struct trust, list),                       \
     PAGE_##above,  false,       false},
#include "concordat/schema/pages.def"
};

/* The fields of the trust that ask for pages, by their places in it. */
static const struct {
    enum page_kind kind;
    size_t field;
} needs[] = {
#define NEEDS(kind, field) {PAGE_##kind, offsetof(struct trust, field)},
#include "concordat/schema/pages.def"
};

/* The kinds of pages that have a print edition. */
static const char *const printed[PAGE_KIND_COUNT] = {
#define PRINTED(kind, file) [PAGE_##kind] = (file),
#include "concordat/schema/pages.def"
};

/* The kinds that are not searched like any other. */
static const enum page_reach reached[PAGE_KIND_COUNT] = {
#define REACHED(kind, how) [PAGE_##kind] = REACH_##how,
#include "concordat/schema/pages.def"
};

/* The kinds that open a group of the menu, in its order. */
static const struct {
    enum page_kind kind;
    int group;
} opened[] = {
#define OPENS(kind, group) {PAGE_##kind, menu_group_##group},
#include "concordat/schema/pages.def"
};

/* Where records without a page of their own stand. */
static const struct {
    enum type_id type;
    enum page_kind kind;
} shown[] = {
#define SHOWN(type, kind) {TYPE_##type, PAGE_##kind},
#include "concordat/schema/pages.def"
};

enum { NEEDED = sizeof needs / sizeof *needs, SHOWN_TYPES = sizeof shown / sizeof *shown };

const struct page_kind_row *page_kind_row(enum page_kind kind)
{
    return &rows[kind];
}

static const struct value *value_at(const struct trust *trust, size_t offset)
{
    return (const struct value *)(const void *)((const char *)trust + offset);
}

const char *page_print_file(enum page_kind kind)
{
    return printed[kind];
}

enum page_reach page_reach(enum page_kind kind)
{
    return reached[kind];
}

int page_menu_group(enum page_kind kind)
{
    int group = -1;
    for (size_t i = 0; i < sizeof opened / sizeof *opened && opened[i].kind <= kind; i++)
        group = opened[i].group;
    return group;
}

const struct value *page_list(enum page_kind kind, const struct trust *trust)
{
    return rows[kind].list > 0 ? value_at(trust, rows[kind].list) : NULL;
}

bool page_is_wanted(enum page_kind kind, const struct trust *trust)
{
    bool asked = false;
    if (rows[kind].list > 0)
        return value_is_given(page_list(kind, trust));
    for (size_t i = 0; i < NEEDED; i++) {
        if (needs[i].kind != kind)
            continue;
        if (value_is_given(value_at(trust, needs[i].field)))
            return true;
        asked = true;
    }
    return !asked;
}

/* The row of the trust's field at a place in its struct. */
static const struct field *field_at(size_t offset)
{
    const struct type *type = type_of(TYPE_trust);
    for (size_t i = 0; i < type->field_count; i++)
        if (type->fields[i].offset == offset)
            return &type->fields[i];
    return NULL;
}

/* The same as page_is_foreseen; `later` counts what only a later stage finds among those records.
 */
static bool is_asked_for(enum page_kind kind, const struct trust *trust, const bool *any,
                         bool later)
{
    bool asked = false;
    if (rows[kind].list > 0)
        return any[rows[kind].subject];
    for (size_t i = 0; i < NEEDED; i++) {
        if (needs[i].kind != kind)
            continue;
        const struct field *field = field_at(needs[i].field);
        bool counted = field->kind == KIND_INVERSE ||
                       (later && field->kind == KIND_REFERENCE && field->need == NEED_MADE_LATER);
        if (counted ? any[field->target] : value_is_given(value_at(trust, needs[i].field)))
            return true;
        asked = true;
    }
    return !asked;
}

bool page_is_foreseen(enum page_kind kind, const struct trust *trust, const bool *any)
{
    return is_asked_for(kind, trust, any, false);
}

bool page_is_possible(enum page_kind kind, const struct trust *trust, const bool *any)
{
    return is_asked_for(kind, trust, any, true);
}

enum page_kind page_of_type(enum type_id type)
{
    for (int kind = 0; kind < PAGE_KIND_COUNT; kind++)
        if (rows[kind].list > 0 && rows[kind].subject == type)
            return (enum page_kind)kind;
    return PAGE_NOTHING;
}

enum page_kind page_that_lists(enum type_id type)
{
    enum page_kind own = page_of_type(type);
    for (size_t i = 0; i < SHOWN_TYPES; i++)
        if (shown[i].type == type)
            return shown[i].kind;
    return own == PAGE_NOTHING ? PAGE_NOTHING : rows[own].above;
}

bool type_is_linked(const struct type *type)
{
    if (type->role == ROLE_ROOT)
        return type->id == TYPE_trust;
    return type->role != ROLE_VIEW && !type_has_owner(type->id) &&
           (page_of_type(type->id) != PAGE_NOTHING || page_that_lists(type->id) != PAGE_NOTHING);
}

void link_word_write(const struct type *type, struct buf *out)
{
    const char *name = type->id == TYPE_narrative ? "page" : type->name;
    for (const char *c = name; *c; c++)
        buf_add_char(out, *c == '_' ? '-' : *c);
}

const struct type *type_of_link_word(struct str word)
{
    struct buf own = {0};
    const struct type *found = NULL;
    for (int i = 0; i < TYPE_COUNT && !found; i++) {
        const struct type *type = type_of((enum type_id)i);
        buf_clear(&own);
        link_word_write(type, &own);
        if (type->role != ROLE_VIEW && type->role != ROLE_PART && str_equal(buf_str(&own), word))
            found = type;
    }
    buf_free(&own);
    return found;
}

bool is_link_word(struct str word)
{
    return type_of_link_word(word) != NULL;
}

void link_words_write(struct buf *out)
{
    const char *between = "";
    for (int i = 0; i < TYPE_COUNT; i++) {
        const struct type *type = type_of((enum type_id)i);
        if (!type_is_linked(type))
            continue;
        buf_add_string(out, between);
        link_word_write(type, out);
        between = ", ";
    }
}

bool type_is_of_site(enum type_id type)
{
    enum page_kind own = page_of_type(type);
    return own != PAGE_NOTHING && rows[own].of_site;
}

/* The folder of a type's Markdown files, below a trust's or the site's; NULL for types of other
 * roles. */
static const char *folder_of(const struct type *type, bool of_site)
{
    enum page_kind own = page_of_type(type->id);
    enum page_kind kind = own != PAGE_NOTHING ? own : page_that_lists(type->id);
    return type->role == ROLE_PAGE && kind != PAGE_NOTHING && rows[kind].of_site == of_site
               ? rows[kind].folder
               : NULL;
}

static const struct type *type_in(struct str name, bool of_site)
{
    for (int i = 0; i < TYPE_COUNT; i++) {
        const struct type *type = type_of((enum type_id)i);
        const char *folder = folder_of(type, of_site);
        if (folder && name.len + 1 == strlen(folder) && memcmp(folder, name.ptr, name.len) == 0)
            return type;
    }
    return NULL;
}

const struct type *type_of_folder(struct str name)
{
    return type_in(name, false);
}

const struct type *type_of_site_folder(struct str name)
{
    return type_in(name, true);
}

void page_folders_write(struct buf *out)
{
    const char *between = "";
    for (int i = 0; i < TYPE_COUNT; i++) {
        const char *folder = folder_of(type_of((enum type_id)i), false);
        if (!folder)
            continue;
        buf_printf(out, "%s%s", between, folder);
        between = ", ";
    }
}
