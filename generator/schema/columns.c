/* columns.c: the words that offices put above the columns of their spreadsheets and into the cells.
 *
 * Layer: schema. Uses: schema. Used by: spreadsheet, the author's import. */
#include "concordat/schema/columns.h"

#include "decode_item.h"

#include <string.h>

/* Headings for the fields of a type, as ids: small letters, hyphens for spaces. */
static const struct {
    enum type_id type;
    const char *field;
    const char *headings; /* with spaces between them */
} columns[] = {
    {TYPE_seat, "holders", "name member members full-name person member-name holder holders who"},
    {TYPE_seat, "organisations",
     "organisation organization organisations agency agencies employer partner partner-agency "
     "representing-organisation company"},
    {TYPE_seat, "post", "post job-title title position designation job post-title"},
    {TYPE_seat, "capacity",
     "capacity role role-on-board board-role membership sits-as status type"},
    {TYPE_seat, "represents", "represents representing on-behalf-of constituency sector for"},
    {TYPE_seat, "vacant", "vacant vacancy is-vacant"},
    {TYPE_seat, "from", "from start start-date since appointed date-appointed joined"},
    {TYPE_seat, "to", "to until end end-date term-ends left leaves"},
    {TYPE_seat, "note", "note notes comment comments remarks"},
    {TYPE_person, "name", "name full-name person member"},
    {TYPE_person, "honorific", "honorific prefix salutation"},
    {TYPE_person, "telephone", "telephone phone tel mobile telephone-number phone-number"},
    {TYPE_person, "email", "email e-mail email-address e-mail-address mail"},
    {TYPE_organisation, "name", "name organisation organization agency"},
    {TYPE_post, "title", "title post job-title position"},
    {TYPE_figure, "value", "value figure result actual number"},
    {TYPE_figure, "period", "period year"},
    {TYPE_figure, "date", "date as-at"},
    {TYPE_figure, "nature", "nature kind"},
    {TYPE_indicator, "title", "title indicator name measure"},
    {TYPE_indicator, "reference", "reference ref ni number"},
    {TYPE_attendance_line, "who", "who organisation organization agency member name"},
    {TYPE_attendance_line, "attended", "attended present"},
    {TYPE_attendance_line, "meetings", "meetings held of possible"},
};

/* Words of cells for the values of a list, as ids. */
static const struct {
    int choices;
    const char *value;
    const char *words;
} cells[] = {
    {CHOICES_capacity, "chair", "chairman chairwoman chairperson"},
    {CHOICES_capacity, "vice-chair", "vice-chairman vice-chairperson deputy-chair vicechair"},
    {CHOICES_capacity, "member", "full-member core-member board-member co-opted-member"},
    {CHOICES_capacity, "adviser", "advisor"},
    {CHOICES_capacity, "participant-observer", "observer"},
    {CHOICES_capacity, "invited", "invitee in-attendance"},
};

static bool has_word(const char *words, struct str word)
{
    struct str rest = str_of(words);
    while (rest.len > 0)
        if (str_equal(str_cut(rest, ' ', &rest), word))
            return true;
    return false;
}

const struct field *column_field(struct arena *arena, const struct type *type, struct str heading)
{
    struct str word = id_of_words(arena, heading);
    for (size_t i = 0; i < type->field_count; i++) {
        const struct field *field = &type->fields[i];
        if (field_is_written(field) && (str_is(heading, field->name) ||
                                        str_equal(id_of_words(arena, str_of(field->name)), word)))
            return field;
    }
    for (size_t i = 0; i < sizeof columns / sizeof *columns; i++)
        if (columns[i].type == type->id && has_word(columns[i].headings, word))
            return type_field(type, str_of(columns[i].field));
    return NULL;
}

/* Appends the first word of each row of the type. */
static void write_headings(const struct type *type, struct buf *out)
{
    const char *between = "its columns can be: ";
    for (size_t i = 0; i < sizeof columns / sizeof *columns; i++) {
        struct str rest;
        if (columns[i].type != type->id)
            continue;
        struct str first = str_cut(str_of(columns[i].headings), ' ', &rest);
        buf_printf(out, "%s%.*s", between, STR_ARGS(first));
        between = ", ";
    }
}

struct str column_hint(struct arena *arena, const struct type *type, struct str heading)
{
    struct buf hint = {0};
    const struct field *of_person =
        type->id == TYPE_seat ? column_field(arena, type_of(TYPE_person), heading) : NULL;
    if (of_person)
        buf_printf(&hint, "it is of the person: take the column out, and write %s: below people:",
                   of_person->name);
    else
        write_headings(type, &hint);
    if (hint.len == 0)
        buf_add_string(&hint, "name the field it is for, or take the column out");
    struct str kept = arena_copy(arena, buf_str(&hint));
    buf_free(&hint);
    return kept;
}

static struct str flag_meant(struct arena *arena, struct str text)
{
    struct str word = id_of_words(arena, text);
    if (has_word("y yes true x 1 vacant", word))
        return STR("yes");
    return has_word("n no false 0 filled", word) ? STR("no") : text;
}

static struct str choice_meant(struct arena *arena, const struct field *field, struct str text)
{
    const struct choices *choices = choices_of(field->target);
    struct str word = id_of_words(arena, text);
    for (size_t i = 0; i < choices->count; i++)
        if (str_is(word, choices->values[i].name))
            return word;
    for (size_t i = 0; i < sizeof cells / sizeof *cells; i++)
        if (cells[i].choices == field->target && has_word(cells[i].words, word))
            return str_of(cells[i].value);
    return text;
}

struct str cell_meant(struct arena *arena, const struct field *field, struct str text)
{
    struct date date;
    const char *problem;
    switch (field->kind) {
    case KIND_FLAG:
        return flag_meant(arena, text);
    case KIND_CHOICE:
        return choice_meant(arena, field, text);
    case KIND_DATE:
        if (!date_parse(text, &date, &problem) && date_meant(arena, text).len > 0)
            return date_meant(arena, text);
        return text;
    default:
        return text;
    }
}
