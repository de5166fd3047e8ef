/* site_wide.c: what the site as a whole publishes for programs: the feed of its changes, the map of
 * its pages, the schema of its data.
 *
 * The feed tells what has a date of its own: no clock is read, so a change without a date is no
 * entry, and one to come has none yet. Feed and map hold whole addresses, so without a url of the
 * site there are none.
 * Stage: publish, export. Uses: schema. Used by: build. Source: RFC 4287; sitemaps.org, 0.9. */
#include "exporting.h"

#include "concordat/schema/json_schema.h"
#include "concordat/schema/moved.h"

#include <stdlib.h>
#include <string.h>

/* The most entries of a feed, and the most addresses of one map. */
enum { MOST_ENTRIES = 100, MOST_ADDRESSES = 50000 };

/* ------------------------------------------------------------------ the changes of a trust */

/* A change of a trust, all of it borrowed from the trust. */
struct change {
    long day;
    const struct record *record;
    const struct value *prose; /* what sums it up, */
    struct str summary;        /* where this does not */
};

/* Collects the changes of a trust. */
struct collecting {
    struct arena *arena; /* of what outlives the trust */
    struct arena *scratch;
    const struct exporting *exporting;
    const struct trust *trust;
    struct change *changes;
    size_t count;
    long as_of;
};

/* Adds a change of the day of the first of two dates that is one. */
static void add_change(struct collecting *at, const struct value *date, const struct value *other,
                       struct change change)
{
    struct day day;
    if (!export_day(date, &day) && (!other || !export_day(other, &day)))
        return;
    change.day = (long)day.year * 10000 + day.month * 100 + day.day;
    if (change.day <= at->as_of && change.record->address.len > 0)
        at->changes[at->count++] = change;
}

/* The address that a change was first told of at: it names the change in the feed for good,
 * wherever its page moves. Source: RFC 4287, 4.2.6. */
static struct str first_address(struct arena *arena, const struct record *record)
{
    const struct value *old = record_moved_from(record);
    const char *problem = NULL;
    if (!old || !value_is_given(old))
        return arena_copy(arena, record->address);
    struct str first = moved_address(arena, old->items[0].text, &problem);
    return problem ? arena_copy(arena, record->address) : first;
}

static struct feed_entry entry_of(const struct collecting *at, const struct change *change)
{
    const struct record *record = change->record;
    struct str standing = export_standing(at->exporting, record);
    struct buf title = {0};
    buf_printf(&title, "%.*s: %.*s", STR_ARGS(value_text(&at->trust->area)),
               STR_ARGS(record_title(record)));
    if (standing.len > 0)
        buf_printf(&title, " (%.*s)", STR_ARGS(standing));
    struct feed_entry entry = {
        .day = change->day,
        .address = arena_copy(at->arena, record->address),
        .first_address = first_address(at->arena, record),
        .title = arena_copy(at->arena, buf_str(&title)),
        .summary = change->prose ? export_words(at->arena, change->prose)
                                 : arena_copy(at->arena, change->summary),
        .kind = type_word(at->arena, record->type),
    };
    buf_free(&title);
    return entry;
}

/* The newest first; those of a day by address. */
static int by_age(const void *a, const void *b)
{
    const struct change *left = a;
    const struct change *right = b;
    if (left->day != right->day)
        return left->day > right->day ? -1 : 1;
    return str_compare(left->record->address, right->record->address);
}

/* The same of entries. */
static int by_day(const void *a, const void *b)
{
    const struct feed_entry *left = a;
    const struct feed_entry *right = b;
    if (left->day != right->day)
        return left->day > right->day ? -1 : 1;
    return str_compare(left->address, right->address);
}

static void collect(struct collecting *at)
{
    const struct trust *trust = at->trust;
    for (unsigned i = 0; value_is_given(&trust->meetings) && i < trust->meetings.count; i++) {
        const struct meeting *meeting = (const struct meeting *)trust->meetings.items[i].as.record;
        add_change(at, &meeting->published, &meeting->date,
                   (struct change){.record = &meeting->record, .prose = &meeting->description});
    }
    for (unsigned i = 0; value_is_given(&trust->papers) && i < trust->papers.count; i++) {
        const struct paper *paper = (const struct paper *)trust->papers.items[i].as.record;
        add_change(
            at, &paper->date, NULL,
            (struct change){.record = &paper->record, .summary = value_text(&paper->summary)});
    }
    for (unsigned i = 0;
         value_is_given(&trust->annual_summaries) && i < trust->annual_summaries.count; i++) {
        const struct annual_summary *annual =
            (const struct annual_summary *)trust->annual_summaries.items[i].as.record;
        add_change(
            at, &annual->published, NULL,
            (struct change){.record = &annual->record, .summary = value_text(&annual->summary)});
    }
}

/* The latest changes as entries; how many in `*count`. */
static struct feed_entry *latest_entries(struct collecting *at, size_t *count)
{
    const struct trust *trust = at->trust;
    at->changes = arena_array(
        at->scratch, trust->meetings.count + trust->papers.count + trust->annual_summaries.count,
        sizeof *at->changes);
    collect(at);
    if (at->count > 0)
        qsort(at->changes, at->count, sizeof *at->changes, by_age);
    *count = at->count < MOST_ENTRIES ? at->count : MOST_ENTRIES;
    struct feed_entry *entries = arena_array(at->arena, *count, sizeof *entries);
    for (size_t i = 0; i < *count; i++)
        entries[i] = entry_of(at, &at->changes[i]);
    return entries;
}

struct export_summary export_summary(struct arena *arena, const struct exporting *exporting,
                                     const struct trust *trust, const struct str *pages,
                                     size_t page_count, long as_of)
{
    struct export_summary summary = {NULL, 0, pages, page_count, as_of};
    if (!export_has_url(exporting) || value_flag(&trust->fictional))
        return summary;
    struct arena *scratch = arena_new();
    struct collecting at = {arena, scratch, exporting, trust, NULL, 0, as_of};
    summary.entries = latest_entries(&at, &summary.entry_count);
    arena_free(scratch);
    return summary;
}

/* ------------------------------------------------------------------ the feed */

static void write_element(struct buf *out, const char *name, struct str text)
{
    buf_printf(out, "<%s>", name);
    buf_add_html(out, text);
    buf_printf(out, "</%s>\n", name);
}

static void write_day(struct buf *out, long day)
{
    buf_printf(out, "<updated>%04ld-%02ld-%02ldT00:00:00Z</updated>\n", day / 10000,
               day / 100 % 100, day % 100);
}

/* The id that is the one address, and the element that leads to the other. */
static void write_place(const struct exporting *exporting, struct str id, struct str address,
                        const char *rel, struct buf *out)
{
    struct buf url = {0};
    export_address(exporting, STR(""), id, &url);
    write_element(out, "id", buf_str(&url));
    buf_clear(&url);
    export_address(exporting, STR(""), address, &url);
    buf_printf(out, "<link rel=\"%s\" href=\"", rel);
    buf_add_html(out, buf_str(&url));
    buf_add_string(out, "\"/>\n");
    buf_free(&url);
}

static void write_entry(const struct exporting *exporting, const struct feed_entry *entry,
                        struct buf *out)
{
    buf_add_string(out, "<entry>\n");
    write_place(exporting, entry->first_address, entry->address, "alternate", out);
    write_element(out, "title", entry->title);
    write_day(out, entry->day);
    if (entry->summary.len > 0)
        write_element(out, "summary", entry->summary);
    buf_printf(out, "<category term=\"%.*s\"/>\n</entry>\n", STR_ARGS(entry->kind));
}

/* Appends the feed. One without entries was last changed when the latest trust was. */
static void write_feed(const struct exporting *exporting, const struct export_summary *summaries,
                       size_t count, struct buf *out)
{
    struct arena *arena = arena_new();
    size_t total = 0;
    long updated = 19700101;
    const struct site *site = exporting->site;
    for (size_t i = 0; i < count; i++) {
        total += summaries[i].entry_count;
        updated = summaries[i].as_of > updated ? summaries[i].as_of : updated;
    }
    struct feed_entry *entries = arena_array(arena, total + 1, sizeof *entries);
    total = 0;
    for (size_t i = 0; i < count; i++) {
        if (summaries[i].entry_count > 0)
            memcpy(entries + total, summaries[i].entries,
                   summaries[i].entry_count * sizeof *entries);
        total += summaries[i].entry_count;
    }
    if (total > 0)
        qsort(entries, total, sizeof *entries, by_day);
    buf_printf(out,
               "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n"
               "<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"%.*s\">\n",
               STR_ARGS(value_text(&site->language)));
    write_place(exporting, STR("feed.atom"), STR("feed.atom"), "self", out);
    write_element(out, "title", value_text(&site->title));
    buf_add_string(out, "<author>\n");
    write_element(out, "name",
                  value_text(value_is_given(&site->publisher) ? &site->publisher : &site->title));
    buf_add_string(out, "</author>\n");
    write_day(out, total > 0 ? entries[0].day : updated);
    for (size_t i = 0; i < total && i < MOST_ENTRIES; i++)
        write_entry(exporting, &entries[i], out);
    buf_add_string(out, "</feed>\n");
    arena_free(arena);
}

/* ------------------------------------------------------------------ the map */

/* A map being written: one file, or several with one that lists them. */
struct mapping {
    const struct exporting *exporting;
    const struct export_sink *sink;
    struct buf map;
    size_t in_map;
    unsigned maps; /* that are published */
};

static const char map_namespace[] = "xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\"";

static void write_location(const struct mapping *at, const char *element, struct str address,
                           struct buf *out)
{
    struct buf url = {0};
    export_address(at->exporting, STR(""), address, &url);
    buf_printf(out, "<%s><loc>", element);
    buf_add_html(out, buf_str(&url));
    buf_printf(out, "</loc></%s>\n", element);
    buf_free(&url);
}

static void end_map(struct mapping *at, bool only)
{
    struct buf name = {0};
    buf_add_string(&at->map, "</urlset>\n");
    if (only)
        buf_add_string(&name, "sitemap.xml");
    else
        buf_printf(&name, "sitemap-%u.xml", ++at->maps);
    at->sink->add(at->sink->context, buf_str(&name), buf_str(&at->map));
    buf_clear(&at->map);
    at->in_map = 0;
    buf_free(&name);
}

static void add_page(struct mapping *at, struct str address)
{
    if (at->in_map == MOST_ADDRESSES)
        end_map(at, false);
    if (at->in_map++ == 0)
        buf_printf(&at->map, "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<urlset %s>\n",
                   map_namespace);
    write_location(at, "url", address, &at->map);
}

static void write_list_of_maps(struct mapping *at)
{
    struct buf list = {0};
    struct buf name = {0};
    buf_printf(&list, "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<sitemapindex %s>\n",
               map_namespace);
    for (unsigned i = 1; i <= at->maps; i++) {
        buf_clear(&name);
        buf_printf(&name, "sitemap-%u.xml", i);
        write_location(at, "sitemap", buf_str(&name), &list);
    }
    buf_add_string(&list, "</sitemapindex>\n");
    at->sink->add(at->sink->context, STR("sitemap.xml"), buf_str(&list));
    buf_free(&list);
    buf_free(&name);
}

static void publish_map(const struct exporting *exporting, const struct export_summary *summaries,
                        size_t count, const struct export_sink *sink)
{
    struct mapping at = {.exporting = exporting, .sink = sink};
    for (size_t i = 0; i < count; i++)
        for (size_t k = 0; k < summaries[i].page_count; k++)
            add_page(&at, summaries[i].pages[k]);
    if (at.in_map > 0)
        end_map(&at, at.maps == 0);
    if (at.maps > 0)
        write_list_of_maps(&at);
    buf_free(&at.map);
}

void export_site(const struct exporting *exporting, const struct export_summary *summaries,
                 size_t count, const struct export_sink *sink)
{
    struct buf bytes = {0};
    data_schema(&bytes);
    sink->add(sink->context, STR("assets/trust.schema.json"), buf_str(&bytes));
    buf_clear(&bytes);
    if (export_has_url(exporting)) {
        write_feed(exporting, summaries, count, &bytes);
        sink->add(sink->context, STR("feed.atom"), buf_str(&bytes));
        publish_map(exporting, summaries, count, sink);
    }
    buf_free(&bytes);
}
