/* linked_data.c: what a page is about, for search engines: JSON-LD in the words of schema.org.
 *
 * Addresses in it are whole, so it is made only where the site has a url. Schema.org has no word
 * for what is proposed, and made-up things are no facts: of these only the way to the page is told.
 * Stage: publish, plan. Uses: schema, london. Used by: plan. */
#include "concordat/base/json.h"
#include "concordat/base/london.h"
#include "concordat/schema/json_date.h"
#include "views.h"

/* The whole address of a page: without the index.html at its end. */
static void write_address(struct json *json, const char *name, const struct site *site,
                          struct str address)
{
    struct buf url = {0};
    struct str base = value_text(&site->url);
    if (str_ends(address, "index.html"))
        address.len -= sizeof "index.html" - 1;
    buf_printf(&url, "%.*s%s%.*s", STR_ARGS(base), str_ends(base, "/") ? "" : "/",
               STR_ARGS(address));
    json_member(json, name, buf_str(&url));
    buf_free(&url);
}

static void begin_thing(struct json *json, const char *type)
{
    json_begin(json, '{');
    json_member(json, "@type", str_of(type));
}

/* What a step of the way is called, with the standing of what is not there as a matter of fact. */
static void write_label(struct json *json, const struct crumb *crumb, const struct words *words)
{
    struct buf label = {0};
    int standing = value_choice(&crumb->standing);
    buf_add(&label, value_text(&crumb->label));
    if (words && standing_is_tentative(standing))
        buf_printf(&label, " (%.*s)", STR_ARGS(words->labels[CHOICES_standing][standing]));
    json_member(json, "name", buf_str(&label));
    buf_free(&label);
}

static void write_way(struct json *json, const struct site *site, const struct page *page,
                      const struct words *words)
{
    begin_thing(json, "BreadcrumbList");
    json_key(json, "itemListElement");
    json_begin(json, '[');
    for (unsigned i = 0; i < page->crumbs.count; i++) {
        const struct crumb *crumb = (const struct crumb *)page->crumbs.items[i].as.record;
        begin_thing(json, "ListItem");
        json_key(json, "position");
        json_integer(json, (long)i + 1);
        write_label(json, crumb, words);
        write_address(json, "item", site, crumb->record.address);
        json_end(json, '}');
    }
    json_end(json, ']');
    json_end(json, '}');
}

/* ------------------------------------------------------------------ organisations */

/* True for the parts of public life that are government. */
static bool is_of_government(int sector)
{
    return sector == sector_council || sector == sector_district || sector == sector_health ||
           sector == sector_police || sector == sector_probation || sector == sector_national;
}

static void write_organisation(struct json *json, const struct site *site,
                               const struct record *record, const char *type)
{
    begin_thing(json, type);
    json_member(json, "name", record_title(record));
    write_address(json, "url", site, record->address);
    json_date(json, "foundingDate", record_head_const(record, HEAD_FROM));
    json_date(json, "dissolutionDate", record_head_const(record, HEAD_TO));
}

static void write_other_names(struct json *json, const struct value *aliases)
{
    if (!value_is_given(aliases))
        return;
    json_key(json, "alternateName");
    json_begin(json, '[');
    for (unsigned i = 0; i < aliases->count; i++)
        json_string(json, value_text(&((const struct alias *)aliases->items[i].as.record)->text));
    json_end(json, ']');
}

static void write_trust(struct json *json, const struct site *site, const struct trust *trust)
{
    write_organisation(json, site, &trust->record, "Organization");
    json_member(json, "areaServed", value_text(&trust->area));
    write_other_names(json, &trust->aliases);
    json_end(json, '}');
}

/* What a body is a part of, where a link says so and all of it is there; else NULL. */
static const struct record *parent_of(const struct body *body)
{
    const struct link *link = (const struct link *)value_record(&body->main_link);
    const struct record *above = link ? value_record(&link->target) : NULL;
    return above && value_choice(&link->kind) == link_kind_part_of && !value_flag(&link->denied) &&
                   !record_is_tentative(&link->record) && !record_is_tentative(above)
               ? above
               : NULL;
}

static void write_body(struct json *json, const struct site *site, const struct body *body)
{
    const struct record *parent = parent_of(body);
    write_organisation(json, site, &body->record, "Organization");
    write_other_names(json, &body->aliases);
    if (parent) {
        json_key(json, "parentOrganization");
        begin_thing(json, "Organization");
        json_member(json, "name", record_title(parent));
        write_address(json, "url", site, parent->address);
        json_end(json, '}');
    }
    json_end(json, '}');
}

/* ------------------------------------------------------------------ meetings */

static void write_moment(struct json *json, const char *name, const struct meeting *meeting,
                         const struct value *time)
{
    struct clock_time clock;
    const struct date *date = &meeting->date.items[0].as.date;
    if (date->form != DATE_ON || date->first.day == 0 || date->first.year <= LONDON_FIRST_YEAR ||
        !clock_time_parse(value_text(time), &clock)) {
        if (time == &meeting->time)
            json_date(json, name, &meeting->date);
        return;
    }
    struct buf moment = {0};
    london_write(date->first, clock, &moment);
    json_member(json, name, buf_str(&moment));
    buf_free(&moment);
}

static void write_meeting(struct json *json, const struct site *site, const struct meeting *meeting)
{
    const struct record *body = value_record(&meeting->body);
    begin_thing(json, "Event");
    json_member(json, "name", value_text(&meeting->title));
    write_address(json, "url", site, meeting->record.address);
    if (value_is_given(&meeting->date)) {
        write_moment(json, "startDate", meeting, &meeting->time);
        if (clock_times_in_order(value_text(&meeting->time), value_text(&meeting->ends)))
            write_moment(json, "endDate", meeting, &meeting->ends);
    }
    json_member(json, "eventStatus",
                value_choice(&meeting->status) == meeting_status_cancelled
                    ? STR("https://schema.org/EventCancelled")
                    : STR("https://schema.org/EventScheduled"));
    if (value_is_given(&meeting->venue)) {
        json_key(json, "location");
        begin_thing(json, "Place");
        json_member(json, "name", value_text(&meeting->venue));
        json_end(json, '}');
    }
    if (body && !record_is_tentative(body)) {
        json_key(json, "organizer");
        begin_thing(json, "Organization");
        json_member(json, "name", record_title(body));
        write_address(json, "url", site, body->address);
        json_end(json, '}');
    }
    json_end(json, '}');
}

/* ------------------------------------------------------------------ the page */

static void write_site(struct json *json, const struct site *site)
{
    begin_thing(json, "WebSite");
    json_member(json, "name", value_text(&site->title));
    write_address(json, "url", site, STR("index.html"));
    json_end(json, '}');
}

static void write_subject(struct json *json, const struct site *site, const struct trust *trust,
                          const struct record *subject)
{
    if (!trust || value_flag(&trust->fictional) || record_is_tentative(subject))
        return;
    if (record_is(subject, TYPE_body))
        write_body(json, site, (const struct body *)subject);
    else if (record_is(subject, TYPE_meeting))
        write_meeting(json, site, (const struct meeting *)subject);
    else if (record_is(subject, TYPE_organisation)) {
        int sector = value_choice(&((const struct organisation *)subject)->sector);
        write_organisation(json, site, subject,
                           is_of_government(sector) ? "GovernmentOrganization" : "Organization");
        write_other_names(json, &((const struct organisation *)subject)->aliases);
        json_end(json, '}');
    }
}

/* Copies the JSON to `arena`, fit to stand in a script. */
static struct str fit_for_script(struct arena *arena, struct str json)
{
    struct buf out = {0};
    buf_add_script_json(&out, json);
    struct str kept = arena_copy(arena, buf_str(&out));
    buf_free(&out);
    return kept;
}

void view_linked_data(struct arena *arena, const struct site *site, const struct trust *trust,
                      enum page_kind kind, const struct record *subject, const struct words *words,
                      struct page *page)
{
    struct buf text = {0};
    struct json json = {&text, false};
    if (!value_is_given(&site->url))
        return;
    json_begin(&json, '{');
    json_member(&json, "@context", STR("https://schema.org"));
    json_key(&json, "@graph");
    json_begin(&json, '[');
    if (value_is_given(&page->crumbs))
        write_way(&json, site, page, words);
    if (kind == PAGE_DIRECTORY)
        write_site(&json, site);
    if (kind == PAGE_OVERVIEW && !value_flag(&trust->fictional) && !record_is_tentative(subject))
        write_trust(&json, site, trust);
    else
        write_subject(&json, site, trust, subject);
    json_end(&json, ']');
    json_end(&json, '}');
    view_set_text(arena, &page->linked_data, fit_for_script(arena, buf_str(&text)));
    buf_free(&text);
}
