/* import.c: the seats of a spreadsheet as YAML: people, organisations and posts once each, by ids,
 * and a seat for each row.
 *
 * Columns are known by the words that offices use, as when a definition names a spreadsheet; but
 * here the result is to be read and kept, so names that are spelt nearly alike are asked about.
 * Layer: author. Uses: csv, columns. Used by: main. */
#include "concordat/author/import.h"

#include "concordat/base/csv.h"
#include "concordat/base/file.h"
#include "concordat/base/suggest.h"
#include "concordat/base/table.h"
#include "concordat/schema/columns.h"
#include "yaml_text.h"

#include <string.h>

/* Somebody or something that rows name. */
struct named {
    struct str name;
    struct str honorific; /* of people; empty for none */
    struct str id;
    unsigned line;        /* of the row that names it first */
    unsigned letters;     /* which letters the name has, a bit for each */
    struct str others[4]; /* other spellings that were said to be the same */
    size_t other_count;
};

struct named_list {
    struct named *list;
    size_t count;
    size_t room;
    struct table *ids; /* of those in the list */
};

/* What importing works on. */
struct importing {
    const struct import_options *options;
    struct arena *arena;
    struct diag *diag;
    struct csv csv;
    const struct field **columns; /* for each, NULL where it is not taken */
    struct named_list people;
    struct named_list organisations;
    struct named_list posts;
    struct str source; /* the id of the document that names the members */
    struct buf seats;
    size_t taken;
};

bool import_knows_standing(struct str standing)
{
    const struct choices *choices = choices_of(CHOICES_standing);
    bool known = false;
    for (size_t i = 0; i < choices->count && !known; i++)
        known = str_is(standing, choices->values[i].name);
    return known;
}

/* ------------------------------------------------------------------ names */

static const char *const honorifics[] = {
    "Councillor", "Cllr.", "Cllr", "Professor", "Prof.", "Prof", "Dr.", "Dr",
    "Mrs.",       "Mrs",   "Miss", "Ms.",       "Ms",    "Mr.",  "Mr",  "Sir",
    "Dame",       "Lord",  "Lady", "Reverend",  "Revd",  "Rev."};

/* Takes what stands before a name from it. */
static struct str cut_honorific(struct str *name)
{
    for (size_t i = 0; i < sizeof honorifics / sizeof *honorifics; i++) {
        size_t length = strlen(honorifics[i]);
        if (name->len > length + 1 && name->ptr[length] == ' ' &&
            strncmp(name->ptr, honorifics[i], length) == 0) {
            struct str honorific = str_slice(*name, 0, length);
            *name = str_trim(str_slice(*name, length, name->len));
            return honorific;
        }
    }
    return STR("");
}

/* Which letters the name has, whatever their case: a bit for each of a to z, and one for whatever
 * else there is of each sort. */
static unsigned letters_of(struct str name)
{
    enum { DIGITS = 26, BETWEEN, OTHERS };
    unsigned letters = 0;
    for (size_t i = 0; i < name.len; i++) {
        char c = name.ptr[i];
        unsigned bit = c >= 'a' && c <= 'z'               ? (unsigned)(c - 'a')
                       : c >= 'A' && c <= 'Z'             ? (unsigned)(c - 'A')
                       : c >= '0' && c <= '9'             ? DIGITS
                       : c == ' ' || c == '-' || c == '_' ? BETWEEN
                                                          : OTHERS;
        letters |= 1u << bit;
    }
    return letters;
}

/* False where the letters alone show that more than `edits` of them differ: each of those takes at
 * most one letter away and brings one. It spares nearly all of a long list the comparison. */
static bool may_be_near(unsigned letters, unsigned others, unsigned edits)
{
    unsigned different = letters ^ others;
    unsigned most = 2 * edits;
    for (; different && most > 0; most--)
        different &= different - 1;
    return different == 0;
}

/* An id that no other record of the list has, and that is read as an id: none and null are not. */
static struct str free_id(struct importing *at, const struct named_list *list, struct str name)
{
    struct str stem = id_of_words(at->arena, name);
    if (stem.len == 0)
        stem = STR("unnamed");
    struct str id = stem;
    for (int n = 2;; n++) {
        if (!yaml_text_is_taken_for_another(id) && !table_get(list->ids, id))
            return id;
        id = str_of(arena_printf(at->arena, "%.*s-%d", STR_ARGS(stem), n));
    }
}

static bool is_spelling_of(const struct named *known, struct str name, unsigned letters)
{
    bool same = known->letters == letters && words_alike(known->name, name);
    for (size_t i = 0; i < known->other_count && !same; i++)
        same = str_equal(known->others[i], name);
    return same;
}

/* The one of the list that has the name, or one nearly alike that is said to be the same; else a
 * new one. */
static const struct named *named(struct importing *at, struct named_list *list, struct str name,
                                 struct mark mark)
{
    struct str honorific = list == &at->people ? cut_honorific(&name) : STR("");
    unsigned letters = letters_of(name);
    enum { NEARLY = 2, SHORTEST = 6 };
    for (size_t i = 0; i < list->count; i++) {
        if (!is_spelling_of(&list->list[i], name, letters))
            continue;
        if (list->list[i].honorific.len == 0)
            list->list[i].honorific = honorific;
        return &list->list[i];
    }
    for (size_t i = 0; i < list->count && name.len >= SHORTEST; i++) {
        struct named *near = &list->list[i];
        if (!may_be_near(near->letters, letters, NEARLY) ||
            edit_distance(near->name, name, NEARLY) > NEARLY || near->other_count == 4)
            continue;
        if (at->options->is_same && at->options->is_same(near->name, near->line, name, mark.line)) {
            near->others[near->other_count++] = name;
            return near;
        }
        if (!at->options->is_same)
            diag_report(at->diag, SEVERITY_WARNING, mark, RULE_SIMILAR_NAMES,
                        "'%.*s' is spelt nearly like '%.*s' on line %u; they are kept apart",
                        STR_ARGS(name), STR_ARGS(near->name), near->line);
    }
    list->list = arena_grown(at->arena, list->list, list->count, &list->room, sizeof *list->list);
    if (list == &at->people && is_name_of_nobody(at->arena, name))
        diag_report(at->diag, SEVERITY_WARNING, mark, RULE_NAME_OF_NOBODY,
                    "'%.*s' becomes a person: leave the name empty and write yes in Vacant",
                    STR_ARGS(text_shown(name)));
    struct named *fresh = &list->list[list->count];
    *fresh = (struct named){.name = name,
                            .honorific = honorific,
                            .id = free_id(at, list, name),
                            .line = mark.line,
                            .letters = letters};
    table_add(list->ids, fresh->id, list);
    list->count++;
    return fresh;
}

/* ------------------------------------------------------------------ rows */

static struct named_list *list_of(struct importing *at, const struct field *field)
{
    if (field->kind != KIND_REFERENCE)
        return NULL;
    return field->target == TYPE_person         ? &at->people
           : field->target == TYPE_organisation ? &at->organisations
           : field->target == TYPE_post         ? &at->posts
                                                : NULL;
}

static void add_references(struct importing *at, const struct field *field,
                           const struct csv_cell *cell)
{
    struct str rest = cell->text;
    size_t count = 0;
    struct buf ids = {0};
    while (rest.len > 0) {
        struct str name = str_trim(str_cut(rest, ';', &rest));
        if (name.len == 0)
            continue;
        const struct named *one = named(at, list_of(at, field), name, cell->mark);
        buf_printf(&ids, "%s%.*s", count++ > 0 ? ", " : "", STR_ARGS(one->id));
    }
    buf_printf(&at->seats, count > 1 ? "    %s: [%s]\n" : "    %s: %s\n", field->name,
               buf_str(&ids).ptr);
    buf_free(&ids);
}

/* True where the field can hold the text; reports what is wrong. */
static bool is_good(struct importing *at, const struct field *field, struct str text,
                    struct mark mark)
{
    struct date date;
    const char *problem = "";
    bool good = true;
    if (field->kind == KIND_DATE) {
        good = date_parse(text, &date, &problem);
    } else if (field->kind == KIND_FLAG) {
        good = str_is(text, "yes") || str_is(text, "no");
        problem = "yes or no is expected";
    } else if (field->kind == KIND_CHOICE) {
        const struct choices *choices = choices_of(field->target);
        good = false;
        for (size_t i = 0; i < choices->count && !good; i++)
            good = str_is(text, choices->values[i].name);
        problem = "it is none of the values of its list";
    }
    if (!good)
        diag_report(at->diag, SEVERITY_ERROR, mark, RULE_UNKNOWN_VALUE,
                    "'%.*s' cannot be '%s': %s; the row is left out", STR_ARGS(text_shown(text)),
                    field->name, problem);
    return good;
}

static bool is_field(const struct field *field, const char *name)
{
    return strcmp(field->name, name) == 0;
}

static void add_cell(struct importing *at, const struct field *field, const struct csv_cell *cell)
{
    if (list_of(at, field)) {
        add_references(at, field, cell);
        return;
    }
    buf_printf(&at->seats, "    %s: ", field->name);
    yaml_text_write(cell_meant(at->arena, field, cell->text),
                    field->kind == KIND_TEXT || field->kind == KIND_PROSE, &at->seats);
    buf_add_char(&at->seats, '\n');
}

/* The field that a cell of the row is for; NULL where it is empty or its column is not taken. */
static const struct field *field_of(const struct importing *at, const struct csv_row *row,
                                    size_t number)
{
    return number < at->csv.rows[0].count && row->cells[number].text.len > 0 ? at->columns[number]
                                                                             : NULL;
}

/* True where the row can be taken whole; reports what is wrong with it. */
static bool is_good_row(struct importing *at, const struct csv_row *row)
{
    bool says_who = false;
    bool good = true;
    for (size_t i = 0; i < row->count; i++) {
        const struct field *field = field_of(at, row, i);
        const struct csv_cell *cell = &row->cells[i];
        if (i >= at->csv.rows[0].count && cell->text.len > 0) {
            diag_report(at->diag, SEVERITY_ERROR, cell->mark, RULE_SPREADSHEET,
                        "this cell stands in a column without a heading; the row is left out");
            good = false;
        }
        if (!field)
            continue;
        says_who = says_who || list_of(at, field) || is_field(field, "represents");
        good = is_good(at, field, cell_meant(at->arena, field, cell->text), cell->mark) && good;
    }
    if (good && !says_who)
        diag_report(at->diag, SEVERITY_ERROR, row->mark, RULE_SPREADSHEET,
                    "this row names no person, post or organisation; it is left out");
    return good && says_who;
}

/* The cells of a row as they stand, in a comment, so that nothing is lost. */
static void keep_row(struct importing *at, const struct csv_row *row)
{
    buf_printf(&at->seats, "  # line %u was left out:", row->mark.line);
    for (size_t i = 0; i < row->count; i++) {
        buf_add_string(&at->seats, i > 0 ? " | " : " ");
        buf_add_visible(&at->seats, row->cells[i].text);
    }
    buf_add_char(&at->seats, '\n');
}

static void take_row(struct importing *at, const struct csv_row *row)
{
    bool has_capacity = false;
    if (!is_good_row(at, row)) {
        keep_row(at, row);
        return;
    }
    buf_printf(&at->seats, "  - body: %s\n    standing: %s\n    sources: %.*s\n",
               at->options->body ? at->options->body : "board",
               at->options->standing ? at->options->standing : "existing", STR_ARGS(at->source));
    for (size_t i = 0; i < row->count; i++) {
        const struct field *field = field_of(at, row, i);
        has_capacity = has_capacity || (field && is_field(field, "capacity"));
        if (field)
            add_cell(at, field, &row->cells[i]);
    }
    if (!has_capacity)
        buf_add_string(&at->seats, "    capacity: member\n");
    at->taken++;
}

/* ------------------------------------------------------------------ columns */

static void read_columns(struct importing *at, struct buf *told)
{
    const struct csv_row *headings = &at->csv.rows[0];
    const struct type *type = type_of(TYPE_seat);
    at->columns = arena_array(at->arena, headings->count, sizeof(const struct field *));
    for (size_t i = 0; i < headings->count; i++) {
        struct str heading = headings->cells[i].text;
        const struct field *field = column_field(at->arena, type, heading);
        for (size_t k = 0; field && k < i; k++)
            if (at->columns[k] == field)
                field = NULL;
        at->columns[i] = field;
        if (field)
            buf_printf(told, "column '%.*s' is taken as %s: %s\n", STR_ARGS(heading), field->name,
                       field->doc);
        else
            diag_report(at->diag, SEVERITY_WARNING, headings->cells[i].mark, RULE_UNKNOWN_FIELD,
                        "the column '%.*s' is not taken: no field of a seat goes by that name "
                        "(%.*s)",
                        STR_ARGS(text_shown(heading)),
                        STR_ARGS(column_hint(at->arena, type, heading)));
    }
}

/* ------------------------------------------------------------------ the definition */

static void write_named(const struct named_list *list, const char *key, const char *name,
                        const char *more, struct buf *yaml)
{
    if (list->count == 0)
        return;
    buf_printf(yaml, "%s:\n", key);
    for (size_t i = 0; i < list->count; i++) {
        const struct named *one = &list->list[i];
        buf_printf(yaml, "  - id: %.*s\n    %s: ", STR_ARGS(one->id), name);
        yaml_text_write(one->name, true, yaml);
        buf_add_char(yaml, '\n');
        if (one->honorific.len > 0)
            buf_printf(yaml, "    honorific: %.*s\n", STR_ARGS(one->honorific));
        for (size_t k = 0; k < one->other_count; k++) {
            buf_add_string(yaml, k == 0 ? "    aliases:\n      - text: " : "      - text: ");
            yaml_text_write(one->others[k], true, yaml);
            buf_add_char(yaml, '\n');
        }
        buf_add_string(yaml, more);
    }
    buf_add_char(yaml, '\n');
}

/* A site tells where everything is written. Where no document is named, the spreadsheet itself is
 * what the seats rest on. */
static void write_source(const struct importing *at, struct buf *yaml)
{
    if (at->options->source)
        return;
    const char *slash = strrchr(at->options->file, '/');
    buf_add_string(yaml,
                   "# What the seats rest on. Where members are named in a document of the trust, "
                   "such as its terms\n# of reference, import again with --source and its id.\n"
                   "documents:\n");
    buf_printf(yaml, "  - id: %.*s\n    title: ", STR_ARGS(at->source));
    yaml_text_write(str_of(arena_printf(at->arena, "List of members, %s",
                                        slash ? slash + 1 : at->options->file)),
                    true, yaml);
    buf_add_string(yaml, "\n    kind: paper\n\n");
}

/* The id of the document that names the members. */
static struct str source_of(const struct importing *at)
{
    const char *slash = strrchr(at->options->file, '/');
    struct str name = str_of(slash ? slash + 1 : at->options->file);
    if (at->options->source)
        return str_of(at->options->source);
    struct str stem = id_of_words(at->arena, str_slice(name, 0, str_find(name, '.', 0)));
    return str_of(arena_printf(at->arena, "%.*s%slist", STR_ARGS(stem), stem.len > 0 ? "-" : ""));
}

static void write_definition(const struct importing *at, struct buf *yaml)
{
    buf_add_string(yaml, "# From ");
    buf_add_visible(yaml, str_of(at->options->file));
    buf_printf(yaml, ": %zu of %zu rows. Read it, set what is missing, then keep it.\n\n",
               at->taken, at->csv.count - 1);
    write_source(at, yaml);
    write_named(&at->people, "people", "name", "", yaml);
    write_named(&at->organisations, "organisations", "name", "    sector: not stated\n", yaml);
    write_named(&at->posts, "posts", "title", "", yaml);
    buf_add_string(yaml, "seats:\n");
    buf_add(yaml, buf_str(&at->seats));
}

bool import_seats(const struct import_options *options, struct buf *yaml, struct buf *told,
                  struct diag *diag)
{
    struct importing at = {.options = options, .arena = arena_new(), .diag = diag};
    struct str bytes;
    at.people.ids = table_new(at.arena);
    at.organisations.ids = table_new(at.arena);
    at.posts.ids = table_new(at.arena);
    at.source = source_of(&at);
    bool read = file_read(at.arena, options->file, &bytes, diag) &&
                csv_parse(at.arena, options->file, bytes, &at.csv, diag);
    if (read && at.csv.count < 2) {
        diag_report(diag, SEVERITY_ERROR, (struct mark){options->file, 0, 0}, RULE_SPREADSHEET,
                    "the spreadsheet has no rows below its headings");
        read = false;
    }
    read = read && !title_above_headings(at.arena, type_of(TYPE_seat), &at.csv, diag);
    if (read) {
        const char separator = at.csv.separator;
        buf_printf(told, "%s: %zu rows below the headings, cells parted by %s, %s\n", options->file,
                   at.csv.count - 1,
                   separator == ','   ? "commas"
                   : separator == ';' ? "semicolons"
                                      : "tabs",
                   at.csv.windows_1252 ? "read as Windows-1252: look at accents and dashes"
                   : at.csv.utf_16     ? "UTF-16"
                                       : "UTF-8");
        read_columns(&at, told);
        for (size_t i = 1; i < at.csv.count; i++)
            take_row(&at, &at.csv.rows[i]);
        write_definition(&at, yaml);
        buf_printf(told, "%zu row%s taken, %zu left out; %zu %s, %zu organisation%s, %zu post%s\n",
                   at.taken, at.taken == 1 ? "" : "s", at.csv.count - 1 - at.taken, at.people.count,
                   at.people.count == 1 ? "person" : "people", at.organisations.count,
                   at.organisations.count == 1 ? "" : "s", at.posts.count,
                   at.posts.count == 1 ? "" : "s");
    }
    buf_free(&at.seats);
    arena_free(at.arena);
    return read;
}
