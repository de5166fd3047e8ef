/* schema.c: turns records.def into tables, and answers questions about them.
 *
 * Layer: schema. Uses: records. Used by: decode, json_schema, shapes and every stage after. */
#include "concordat/schema/schema.h"

#include <stddef.h>
#include <string.h>

/* What records.def says in one word. */
enum {
    NONE = -1,
    ONE_VALUE = 0,
    MANY_VALUES = 1,
    PUBLIC = audience_public,
    MEMBERS = audience_members,
    OPTIONAL = NEED_OPTIONAL,
    REQUIRED = NEED_REQUIRED,
    OWNED = NEED_OWNED,
    MADE_BY_PLACE = NEED_MADE_BY_PLACE,
    MADE_LATER = NEED_MADE_LATER,
};

#define RECORD(type, role, doc) static const struct field fields_of_##type[] = {
#define FIELD(r, f, kind, target, many, needed, seen_by, back, doc)                                \
    {#f,   kind, (int)(target),        many, (enum need)(needed), (enum audience)(seen_by),        \
     back, doc,  offsetof(struct r, f)},
#define END(type)                                                                                  \
    }                                                                                              \
    ;
#include "concordat/schema/records.def"

static const struct type types[TYPE_COUNT] = {
#define RECORD(type, role, doc)                                                                    \
    {#type,                                                                                        \
     TYPE_##type,                                                                                  \
     ROLE_##role,                                                                                  \
     doc,                                                                                          \
     fields_of_##type,                                                                             \
     sizeof fields_of_##type / sizeof *fields_of_##type,                                           \
     sizeof(struct type)},
#include "concordat/schema/records.def"
};

/* Whether the records of a type begin with a head. */
static const bool headed[TYPE_COUNT] = {
#define HEADED(r) [TYPE_##r] = true,
#include "concordat/schema/records.def"
};

#define HEADED(r)                                                                                  \
    _Static_assert(offsetof(struct r, timing) ==                                                   \
                       offsetof(struct r, standing) + HEAD_TIMING * sizeof(struct value),          \
                   "the head is a row of values");
#include "concordat/schema/records.def"

/* Where the records of a type have the text that titles them; 0 for none. */
static const size_t names[TYPE_COUNT] = {
#define NAMED(r, f) [TYPE_##r] = offsetof(struct r, f),
#include "concordat/schema/records.def"
};

/* Where the records of a type have the text by which they are listed together; 0 for none. */
static const size_t groups[TYPE_COUNT] = {
#define GROUPED_BY(r, f) [TYPE_##r] = offsetof(struct r, f),
#include "concordat/schema/records.def"
};

/* What stays of an exempt record, and what names it then; 0 for none. */
static const struct {
    enum type_id type;
    size_t offset;
} trace_fields[] = {
#define TRACE(r, f) {TYPE_##r, offsetof(struct r, f)},
#include "concordat/schema/records.def"
};

static const size_t trace_names[TYPE_COUNT] = {
#define TRACE_NAME(r, f) [TYPE_##r] = offsetof(struct r, f),
#include "concordat/schema/records.def"
};

static const enum order orders[TYPE_COUNT] = {
#define ORDERED(r, by) [TYPE_##r] = (by),
#include "concordat/schema/records.def"
};

#define CHOICES(name, doc)                  static const struct choice values_of_##name[] = {
#define VALUE(name, c_name, yaml_name, doc) {yaml_name, doc},
#define END_CHOICES(name)                                                                          \
    }                                                                                              \
    ;
#include "concordat/schema/records.def"

static const struct choices lists[CHOICES_COUNT] = {
#define CHOICES(name, doc)                                                                         \
    {#name, doc, values_of_##name, sizeof values_of_##name / sizeof *values_of_##name},
#include "concordat/schema/records.def"
};

static const bool settled[CHOICES_COUNT] = {
#define SETTLED(name) [CHOICES_##name] = true,
#include "concordat/schema/records.def"
};

/* One more than the tone of a value; 0 for none. */
enum { MOST_VALUES_TONED = 16 };
static const unsigned char tones[CHOICES_COUNT][MOST_VALUES_TONED] = {
#define TONE(name, c_name, tone) [CHOICES_##name][name##_##c_name] = 1 + tone_##tone,
#include "concordat/schema/records.def"
};

#define UNION(name, doc)        static const enum type_id types_of_##name[] = {
#define ALTERNATIVE(name, type) TYPE_##type,
#define END_UNION(name)                                                                            \
    }                                                                                              \
    ;
#include "concordat/schema/records.def"

static const struct {
    const char *name;
    const char *doc;
    const enum type_id *types;
    size_t count;
} unions[TYPE_AND_UNION_COUNT - TYPE_COUNT] = {
#define UNION(name, doc)                                                                           \
    {#name, doc, types_of_##name, sizeof types_of_##name / sizeof *types_of_##name},
#include "concordat/schema/records.def"
};

/* A type as a list of one, for target_types. */
static const enum type_id alone[TYPE_COUNT] = {
#define RECORD(type, role, doc) TYPE_##type,
#include "concordat/schema/records.def"
};

const struct type *type_of(enum type_id id)
{
    return &types[id];
}

struct str type_word(struct arena *arena, const struct type *type)
{
    struct str name = str_of(type->name);
    char *letters = arena_array(arena, name.len + 1, 1);
    for (size_t i = 0; i < name.len; i++)
        letters[i] = name.ptr[i] == '_' ? '-' : name.ptr[i];
    return (struct str){letters, name.len};
}

static bool is_name_of(struct str name, const char *type)
{
    if (name.len != strlen(type))
        return false;
    for (size_t i = 0; i < name.len; i++)
        if (name.ptr[i] != type[i] && !(name.ptr[i] == '-' && type[i] == '_'))
            return false;
    return true;
}

const struct type *type_named(struct str name)
{
    for (size_t i = 0; i < TYPE_COUNT; i++)
        if (is_name_of(name, types[i].name) && types[i].role != ROLE_VIEW)
            return &types[i];
    return NULL;
}

const struct field *type_field(const struct type *type, struct str name)
{
    for (size_t i = 0; i < type->field_count; i++)
        if (str_is(name, type->fields[i].name))
            return &type->fields[i];
    return NULL;
}

static bool is_letter_of_id(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
}

bool id_is_device(struct str id)
{
    static const char *const words[] = {"con", "prn", "aux", "nul"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (str_is(id, words[i]))
            return true;
    return id.len == 4 && (str_starts(id, "com") || str_starts(id, "lpt")) && id.ptr[3] >= '1' &&
           id.ptr[3] <= '9';
}

bool id_is_well_formed(struct str id)
{
    if (id.len == 0 || id.len > LONGEST_ID || id.ptr[0] == '-' || id.ptr[id.len - 1] == '-')
        return false;
    for (size_t i = 0; i < id.len; i++)
        if (!is_letter_of_id(id.ptr[i]) && id.ptr[i] != '-')
            return false;
    return true;
}

/* One part of a language tag; letters alone where `is_first`. */
static bool is_part_of_language(struct str part, bool is_first)
{
    enum { LONGEST = 8 };
    if (part.len < (is_first ? 2 : 1) || part.len > LONGEST)
        return false;
    for (size_t i = 0; i < part.len; i++) {
        char c = part.ptr[i];
        bool is_letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
        if (!is_letter && (is_first || c < '0' || c > '9'))
            return false;
    }
    return true;
}

bool language_is_well_formed(struct str tag)
{
    struct str rest = tag;
    bool is_last = tag.len > LONGEST_LANGUAGE;
    bool is_tag = !is_last;
    for (bool is_first = true; is_tag && !is_last; is_first = false) {
        size_t before = rest.len;
        struct str part = str_cut(rest, '-', &rest);
        is_tag = is_part_of_language(part, is_first);
        is_last = part.len == before;
    }
    return is_tag;
}

/* The plain letter of a letter with an accent, U+00C0 to U+00FF; '-' for what is no letter. */
static char plain_letter(unsigned char second)
{
    static const char letters[] = "aaaaaaaceeeeiiiidnooooo-ouuuuyts"
                                  "aaaaaaaceeeeiiiidnooooo-ouuuuyty";
    return second >= 0x80 && second <= 0xBF ? letters[second - 0x80] : '-';
}

/* The bytes of the apostrophe at `at`, straight, curly or a letter of its own; 0 where none is. */
static size_t apostrophe_at(struct str words, size_t at)
{
    static const char *const apostrophes[] = {"'", "\xE2\x80\x99", "\xE2\x80\x98", "\xCA\xBC"};
    struct str rest = str_slice(words, at, words.len);
    for (size_t i = 0; i < sizeof apostrophes / sizeof *apostrophes; i++)
        if (str_starts(rest, apostrophes[i]))
            return strlen(apostrophes[i]);
    return 0;
}

struct str id_of_words(struct arena *arena, struct str words)
{
    char id[LONGEST_ID];
    size_t len = 0;
    for (size_t i = 0; i < words.len && len < LONGEST_ID; i++) {
        char c = words.ptr[i];
        size_t apostrophe = apostrophe_at(words, i);
        if (apostrophe > 0) { /* Young People's is one word and a letter */
            i += apostrophe - 1;
            continue;
        }
        if ((unsigned char)c == 0xC3 && i + 1 < words.len)
            c = plain_letter((unsigned char)words.ptr[++i]);
        if (c >= 'A' && c <= 'Z')
            c = (char)(c - 'A' + 'a');
        if (is_letter_of_id(c))
            id[len++] = c;
        else if (len > 0 && id[len - 1] != '-')
            id[len++] = '-';
    }
    if (len > 0 && id[len - 1] == '-')
        len--;
    return arena_copy(arena, (struct str){id, len});
}

struct str text_shown(struct str text)
{
    enum { LONGEST = 60 };
    size_t line = str_find(text, '\n', 0);
    size_t end = line < LONGEST ? line : LONGEST;
    while (end < line && end > 0 && ((unsigned char)text.ptr[end] & 0xC0) == 0x80)
        end--;
    return str_slice(text, 0, end);
}

bool field_is_written(const struct field *field)
{
    /* A narrative is a file of its own, whatever it belongs to. */
    bool is_file = field->kind == KIND_INVERSE && types[field->target].role == ROLE_PAGE;
    return (field->need == NEED_OPTIONAL || field_is_required(field)) && !is_file;
}

bool field_is_required(const struct field *field)
{
    return field->need == NEED_REQUIRED || field->need == NEED_OWNED;
}

enum order type_order(enum type_id type)
{
    return orders[type];
}

const struct value *record_group(const struct record *record)
{
    size_t offset = groups[record->type->id];
    return offset > 0 ? (const struct value *)(const void *)((const char *)record + offset) : NULL;
}

static const struct field *owner_field(const struct type *type)
{
    for (size_t i = 0; i < type->field_count; i++)
        if (type->fields[i].need == NEED_OWNED)
            return &type->fields[i];
    return NULL;
}

bool type_has_owner(enum type_id type)
{
    return owner_field(&types[type]) != NULL;
}

const struct record *record_owner(const struct record *record)
{
    const struct field *field = owner_field(record->type);
    return field ? value_record(record_value_const(record, field)) : NULL;
}

const struct choices *choices_of(int id)
{
    return &lists[id];
}

int choice_tone(int id, long value)
{
    return value < MOST_VALUES_TONED ? tones[id][value] - 1 : -1;
}

bool field_is_settled(const struct field *field)
{
    return field->kind == KIND_CHOICE && settled[field->target];
}

const char *target_name(int target)
{
    return target < TYPE_COUNT ? types[target].name : unions[target - TYPE_COUNT].name;
}

const enum type_id *target_types(int target, size_t *count)
{
    if (target < TYPE_COUNT) {
        *count = 1;
        return &alone[target];
    }
    *count = unions[target - TYPE_COUNT].count;
    return unions[target - TYPE_COUNT].types;
}

struct value *record_value(struct record *record, const struct field *field)
{
    return (struct value *)(void *)((char *)record + field->offset);
}

const struct value *record_value_const(const struct record *record, const struct field *field)
{
    return (const struct value *)(const void *)((const char *)record + field->offset);
}

bool type_has_head(const struct type *type)
{
    return headed[type->id];
}

struct value *record_head(struct record *record, enum head_field field)
{
    const struct type *type = record->type;
    return headed[type->id] ? record_value(record, &type->fields[field]) : NULL;
}

const struct value *record_head_const(const struct record *record, enum head_field field)
{
    const struct type *type = record->type;
    return headed[type->id] ? record_value_const(record, &type->fields[field]) : NULL;
}

bool field_is_name(const struct type *type, const struct field *field)
{
    return names[type->id] > 0 && names[type->id] == field->offset;
}

bool standing_is_tentative(int standing)
{
    return standing >= 0 && standing != standing_existing && standing != standing_established;
}

bool record_is_tentative(const struct record *record)
{
    const struct value *standing = record_head_const(record, HEAD_STANDING);
    return standing && standing_is_tentative(value_choice(standing));
}

struct str record_title(const struct record *record)
{
    size_t offset = names[record->type->id];
    const struct value *name = (const struct value *)(const void *)((const char *)record + offset);
    return offset > 0 && value_is_given(name) ? value_text(name) : record->id;
}

const struct value *record_trace_name(const struct record *record)
{
    size_t offset = trace_names[record->type->id];
    return offset > 0 ? (const struct value *)(const void *)((const char *)record + offset) : NULL;
}

bool field_stays_in_trace(const struct type *type, const struct field *field)
{
    for (size_t i = 0; i < sizeof trace_fields / sizeof *trace_fields; i++)
        if (trace_fields[i].type == type->id && trace_fields[i].offset == field->offset)
            return true;
    return false;
}

void record_retitle(struct record *record, const struct value *title)
{
    *(struct value *)(void *)((char *)record + names[record->type->id]) = *title;
}

struct value *record_text(struct record *record)
{
    const struct field *field =
        record->type->role == ROLE_PAGE ? type_field(record->type, STR("text")) : NULL;
    return field ? record_value(record, field) : NULL;
}

const struct value *record_text_const(const struct record *record)
{
    return record_text((struct record *)record);
}

bool record_is(const struct record *record, enum type_id type)
{
    return record && record->type->id == type;
}

bool value_is_given(const struct value *value)
{
    return value->state == STATE_GIVEN && value->count > 0;
}

struct str value_text(const struct value *value)
{
    return value_is_given(value) ? value->items[0].text : STR("");
}

long value_number(const struct value *value)
{
    return value_is_given(value) ? value->items[0].as.number : 0;
}

int value_choice(const struct value *value)
{
    return value_is_given(value) ? (int)value->items[0].as.number : -1;
}

bool value_flag(const struct value *value)
{
    return value_is_given(value) && value->items[0].as.number != 0;
}

const struct record *value_record(const struct value *value)
{
    return value_is_given(value) ? value->items[0].as.record : NULL;
}
