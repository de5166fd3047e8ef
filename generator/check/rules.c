/* rules.c: what a partnership would want to know of its own definition, a row for each rule.
 *
 * Stage: survey, check. Uses: schema, table. Used by: build. */
#include "concordat/check/check.h"

#include "concordat/base/suggest.h"
#include "concordat/base/table.h"

struct inspection {
    struct arena *arena;
    const struct records *records;
    struct diag *diag;
};

/* ------------------------------------------------------------------ single records */

static void check_seat(const struct inspection *at, const struct record *record)
{
    const struct seat *seat = (const struct seat *)record;
    bool named = value_is_given(&seat->post) || value_is_given(&seat->represents) ||
                 value_is_given(&seat->organisations);
    if (!value_flag(&seat->vacant))
        return;
    if (value_is_given(&seat->holders))
        diag_report(at->diag, SEVERITY_WARNING, seat->vacant.mark, RULE_VACANT_YET_HELD,
                    "a seat that is vacant has a holder");
    if (!named)
        diag_report(at->diag, SEVERITY_WARNING, seat->vacant.mark, RULE_VACANCY_WITHOUT_POST,
                    "a vacant seat does not say what it is for: post, represents or organisations");
}

/* Any record with a period: it begins before it ends. */
static void check_period(const struct inspection *at, const struct record *record)
{
    const struct field *from_field = type_field(record->type, STR("from"));
    const struct field *to_field = type_field(record->type, STR("to"));
    if (!from_field || !to_field)
        return;
    const struct value *from = record_value_const(record, from_field);
    const struct value *to = record_value_const(record, to_field);
    if (value_is_given(from) && value_is_given(to) &&
        date_earliest(&from->items[0].as.date) > date_latest(&to->items[0].as.date))
        diag_error(at->diag, to->mark, RULE_DATES_OUT_OF_ORDER, STR(""),
                   "it ends (%.*s) before it begins (%.*s)", STR_ARGS(value_text(to)),
                   STR_ARGS(value_text(from)));
}

/* Bodies, links, seats and functions of a real trust say where they are written and how real they
 * are. */
static void check_ground(const struct inspection *at, const struct record *record)
{
    const enum type_id type = record->type->id;
    const struct trust *trust = at->records->trust;
    if (type != TYPE_body && type != TYPE_link && type != TYPE_seat && type != TYPE_function)
        return;
    if (record_value_const(record, type_field(record->type, STR("standing")))->state == STATE_ABSENT)
        diag_error(at->diag, record->mark, RULE_NO_STANDING,
                   STR("write standing: existing, proposed, ..."), "the standing of this %s is not said",
                   record->type->name);
    if (!value_flag(&trust->fictional) &&
        record_value_const(record, type_field(record->type, STR("sources")))->state == STATE_ABSENT)
        diag_error(at->diag, record->mark, RULE_NO_SOURCE, STR("write sources: and the id of a document"),
                   "no source is named for this %s", record->type->name);
}

/* ------------------------------------------------------------------ records side by side */

static bool periods_overlap(const struct seat *a, const struct seat *b)
{
    const struct value *ends[2][2] = {{&a->to, &b->from}, {&b->to, &a->from}};
    for (size_t i = 0; i < 2; i++)
        if (value_is_given(ends[i][0]) && value_is_given(ends[i][1]) &&
            date_latest(&ends[i][0]->items[0].as.date) <= date_earliest(&ends[i][1]->items[0].as.date))
            return false;
    return true;
}

/* The same person twice on one body at a time: the seats of a person are met through a table from
 * "person body" to the first seat. */
static void check_seats_twice(const struct inspection *at)
{
    struct table *held = table_new(at->arena);
    for (size_t i = 0; i < at->records->count; i++) {
        const struct record *record = at->records->list[i];
        const struct seat *seat = (const struct seat *)record;
        if (record->type->id != TYPE_seat || !value_is_given(&seat->body))
            continue;
        for (unsigned h = 0; value_is_given(&seat->holders) && h < seat->holders.count; h++) {
            const struct record *person = seat->holders.items[h].as.record;
            const char *key = arena_printf(at->arena, "%.*s %.*s", STR_ARGS(person->id),
                                           STR_ARGS(value_record(&seat->body)->id));
            const struct seat *first = table_add(held, str_of(key), at->records->list[i]);
            if (first != seat && periods_overlap(first, seat))
                diag_report(at->diag, SEVERITY_WARNING, seat->holders.items[h].mark, RULE_SEAT_TWICE,
                            "%.*s has a seat on '%.*s' already, at %s:%u:%u",
                            STR_ARGS(record_title(person)), STR_ARGS(value_record(&seat->body)->id),
                            first->record.mark.file, first->record.mark.line,
                            first->record.mark.column);
        }
    }
}

/* A body that is a part of a part of itself. Each body has at most one whole here, so a walk upwards
 * that meets a body of the same walk has found a circle, and one that meets an older walk has not. */
static void check_circles(const struct inspection *at)
{
    const struct records *records = at->records;
    const struct link **up = arena_array(at->arena, records->count, sizeof(const struct link *));
    size_t *walked = arena_array(at->arena, records->count, sizeof *walked);
    for (size_t i = 0; i < records->count; i++) {
        const struct link *link = (const struct link *)records->list[i];
        if (link->record.type->id == TYPE_link && value_choice(&link->kind) == link_kind_part_of &&
            !value_flag(&link->denied) && record_is(value_record(&link->party), TYPE_body) &&
            record_is(value_record(&link->target), TYPE_body) &&
            !up[value_record(&link->party)->order])
            up[value_record(&link->party)->order] = link;
    }
    for (size_t i = 0; i < records->count; i++) {
        size_t body = i;
        while (up[body] && walked[body] == 0) {
            walked[body] = i + 1;
            body = value_record(&up[body]->target)->order;
        }
        if (up[body] && walked[body] == i + 1)
            diag_error(at->diag, up[body]->record.mark, RULE_LINK_CYCLE, STR(""),
                       "by this link '%.*s' is, through others, a part of itself",
                       STR_ARGS(records->list[body]->id));
    }
}

/* The people who share one part of their name, and with how many of them each is compared. */
enum { NAMESAKES = 16 };

struct namesakes {
    const struct record *people[NAMESAKES];
    size_t count;
};

/* Compares a person with those who have `shared` in common, and joins them. True where one of them
 * was near enough to be said. */
static bool compare_namesakes(const struct inspection *at, struct table *table, struct str shared,
                              struct str rest, const struct record *person, bool given_names)
{
    struct namesakes *group = table_get(table, shared);
    bool said = false;
    if (!group) {
        group = arena_alloc(at->arena, sizeof *group);
        table_add(table, shared, group);
    }
    for (size_t i = 0; i < group->count && !said; i++) {
        struct str name = record_title(group->people[i]);
        struct str other = given_names ? str_slice(name, shared.len, name.len)
                                       : str_slice(name, 0, name.len - shared.len);
        said = edit_distance(rest, other, 2) <= 2 ||
               (!given_names && str_equal(str_slice(rest, 0, 3), str_slice(other, 0, 3)));
        if (said)
            diag_report(at->diag, SEVERITY_ADVICE, person->mark, RULE_SIMILAR_NAMES,
                        "%.*s and %.*s: if they are one person, give the other name in aliases",
                        STR_ARGS(name), STR_ARGS(record_title(person)));
    }
    if (group->count < NAMESAKES)
        group->people[group->count++] = person;
    return said;
}

/* Two people whose surnames are one and whose other names are alike, or the reverse. */
static void check_similar_names(const struct inspection *at)
{
    struct table *by_surname = table_new(at->arena);
    struct table *by_given_names = table_new(at->arena);
    for (size_t i = 0; i < at->records->count; i++) {
        const struct record *person = at->records->list[i];
        if (person->type->id != TYPE_person)
            continue;
        struct str name = record_title(person);
        size_t cut = name.len;
        while (cut > 0 && name.ptr[cut - 1] != ' ')
            cut--;
        struct str given = str_slice(name, 0, cut);
        struct str surname = str_slice(name, cut, name.len);
        bool said = compare_namesakes(at, by_surname, surname, given, person, false);
        if (!said && given.len > 0 && surname.len > 3)
            compare_namesakes(at, by_given_names, given, surname, person, true);
    }
}

/* ------------------------------------------------------------------ the table */

static void (*const rules_of_each[])(const struct inspection *, const struct record *) = {
    check_period,
    check_ground,
};

static void (*const rules_of_all[])(const struct inspection *) = {
    check_seats_twice,
    check_circles,
    check_similar_names,
};

void check_rules(struct arena *arena, const struct records *records, struct diag *diag)
{
    struct inspection at = {arena, records, diag};
    for (size_t i = 0; i < records->count; i++) {
        for (size_t r = 0; r < sizeof rules_of_each / sizeof *rules_of_each; r++)
            rules_of_each[r](&at, records->list[i]);
        if (records->list[i]->type->id == TYPE_seat)
            check_seat(&at, records->list[i]);
    }
    for (size_t r = 0; r < sizeof rules_of_all / sizeof *rules_of_all; r++)
        rules_of_all[r](&at);
}

void check_trust_id(struct str id, struct mark mark, struct diag *diag)
{
    static const char *const reserved[] = {"assets", "frameworks", "guide", "search",
                                           "accessibility", "index", "404", "feed", "sitemap"};
    if (!id_is_well_formed(id))
        diag_error(diag, mark, RULE_BAD_ID,
                   STR("rename the folder: small letters, digits and single hyphens"),
                   "a trust's folder is its id; '%.*s' cannot be one", STR_ARGS(id));
    for (size_t i = 0; i < sizeof reserved / sizeof *reserved; i++)
        if (str_is(id, reserved[i]))
            diag_error(diag, mark, RULE_RESERVED_ID, STR("rename the folder"),
                       "the site needs the address /%.*s/ for itself", STR_ARGS(id));
    if (type_named(id))
        diag_error(diag, mark, RULE_RESERVED_ID, STR("rename the folder"),
                   "'%.*s' is the word for a type of record", STR_ARGS(id));
}

void check_site(const struct site_content *content, struct diag *diag)
{
    const struct site *site = content->site;
    struct str language = value_text(&site->language);
    struct str home = value_text(&site->home);
    if (language.len > 0 && !id_is_well_formed(language))
        diag_error(diag, site->language.mark, RULE_BAD_ID, STR("write language: en"),
                   "'%.*s' is no language", STR_ARGS(language));
    if (home.len == 0)
        return;
    struct suggestion near = suggestion_for(home);
    for (size_t i = 0; i < content->trust_count; i++) {
        if (str_equal(content->trusts[i].id, home))
            return;
        suggestion_offer(&near, content->trusts[i].id);
    }
    struct buf hint = {0};
    buf_add_string(&hint, near.best.len > 0 ? "did you mean " : "write the name of a folder of trusts/");
    buf_printf(&hint, "%.*s%s", STR_ARGS(near.best), near.best.len > 0 ? "?" : "");
    diag_error(diag, site->home.mark, RULE_UNKNOWN_HOME, buf_str(&hint), "there is no trust '%.*s'",
               STR_ARGS(home));
    buf_free(&hint);
}
