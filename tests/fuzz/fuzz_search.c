/* fuzz_search.c: whatever stands on pages, the index is scripts that hold JSON, and each word that
 * a list of results shows of a page leads to that page, by the way that the page's script goes.
 *
 * The input is cut at zero bytes: the first part is called what a trust is called, each other is a
 * page. One that begins with "<" is what stands in <main> as it is; of any other each byte below a
 * space opens or closes an element, so that the page is well-formed: then all its words are told,
 * in their order. */
#include "../../generator/search/page_text.h"
#include "../../generator/search/shards.h"
#include "../../generator/search/texts.h"
#include "../../generator/search/words.h"
#include "concordat/base/table.h"
#include "json_reading.h"

#include <stdint.h>

enum { MOST_PAGES = 40 };

/* ------------------------------------------------------------------ pages */

/* A well-formed page on its way, and what it says. */
struct making {
    struct buf html;
    struct buf said; /* its text, with a space where words are parted */
    const char *open[40];
    size_t depth;
    unsigned ids;
    size_t skipped; /* the depth of the element that is left out; 0 for none */
    size_t tag;     /* that of the tag; 0 for none */
};

static const char *const names[] = {"p",    "div", "li", "td", "tr",    "table", "tbody", "ul",
                                    "h2",   "h3",  "em", "a",  "span",  "dt",    "ol",    "section",
                                    "abbr", "nav", "h1", "th", "thead", "strong"};

static bool is_inline(const char *name)
{
    return strcmp(name, "em") == 0 || strcmp(name, "a") == 0 || strcmp(name, "span") == 0 ||
           strcmp(name, "abbr") == 0 || strcmp(name, "strong") == 0;
}

static void say(struct making *making, struct str text)
{
    buf_add_html(&making->html, text);
    if (making->skipped == 0)
        buf_add(&making->said, text);
}

static void part(struct making *making)
{
    if (making->skipped == 0)
        buf_add_char(&making->said, ' ');
}

static void close_one(struct making *making)
{
    const char *name = making->open[--making->depth];
    /* a term without its description is left out */
    if (name[0] == 'd' && strcmp(name, "div") != 0)
        say(making, STR(" z"));
    buf_printf(&making->html, "</%s>", name);
    if (making->skipped > making->depth)
        making->skipped = 0;
    if (making->tag > making->depth) {
        making->tag = 0;
        say(making, STR(" "));
    }
    if (!is_inline(name))
        part(making);
    if (strcmp(name, "dt") == 0) {
        buf_add_string(&making->html, "<dd>");
        making->open[making->depth++] = "dd";
    } else if (strcmp(name, "dd") == 0) {
        buf_add_string(&making->html, "</dl>");
    }
}

/* True where the templates have the element at that place: headings and terms hold no blocks, and
 * rows no headings. */
static bool may_open(const struct making *making, const char *name)
{
    for (size_t i = 0; i < making->depth; i++) {
        const char *around = making->open[i];
        bool heads = around[0] == 'h' || strcmp(around, "dt") == 0;
        bool in_row = strcmp(around, "tr") == 0 || strcmp(around, "dd") == 0;
        if ((heads && !is_inline(name)) ||
            (in_row && (name[0] == 'h' || strcmp(name, "dt") == 0 || strcmp(name, "tr") == 0)))
            return false;
    }
    return making->depth < sizeof making->open / sizeof *making->open;
}

static void open_one(struct making *making, unsigned char byte)
{
    const char *name = names[byte % (sizeof names / sizeof *names)];
    if (!may_open(making, name))
        return;
    bool sources = (byte & 0xA0) == 0xA0;
    bool is_tag = (byte & 0x80) && !sources && making->tag == 0;
    if (is_tag)
        say(making, STR(" "));
    if (!is_inline(name))
        part(making);
    if (strcmp(name, "dt") == 0)
        buf_add_string(&making->html, "<dl>");
    buf_printf(&making->html, "<%s", name);
    making->open[making->depth++] = name;
    if (byte & 0x40)
        buf_printf(&making->html, " id=\"i%u\"", ++making->ids);
    if (sources)
        buf_add_string(&making->html, " class=\"sources\"");
    else if (is_tag)
        buf_add_string(&making->html, " class=\"tag\"");
    making->tag = is_tag ? making->depth : making->tag;
    bool left_out = sources || strcmp(name, "nav") == 0 || strcmp(name, "thead") == 0;
    if (left_out && making->skipped == 0) {
        part(making);
        making->skipped = making->depth;
    }
    buf_add_char(&making->html, '>');
    if (strcmp(name, "dt") == 0)
        say(making, STR("y"));
}

static void make(struct making *making, struct str text)
{
    for (size_t at = 0, len; at < text.len; at += len) {
        struct str rest = str_slice(text, at, text.len);
        unsigned char c = (unsigned char)rest.ptr[0];
        len = str_character_length(rest);
        if (c < 0x20 && rest.len > 1) {
            len = 2; /* what is opened is told by the next byte */
            if (c < 0x10 && making->depth > 0)
                close_one(making);
            else if (c == 0x1F)
                buf_add_string(&making->html, "<br>"), part(making);
            else
                open_one(making, (unsigned char)rest.ptr[1]);
            if ((unsigned char)rest.ptr[1] >= 0x80)
                len = 1 + (str_character_length(str_slice(rest, 1, rest.len)) > 0
                               ? str_character_length(str_slice(rest, 1, rest.len))
                               : 1);
        } else if (len > 0 && !str_starts_with_control(rest)) {
            say(making, str_slice(rest, 0, len));
        } else {
            len = len > 0 ? len : 1;
        }
    }
    while (making->depth > 0)
        close_one(making);
}

/* ------------------------------------------------------------------ what is told of a page */

static void hear(struct buf *told, struct str text)
{
    buf_add(told, text);
    buf_add_char(told, ' ');
}

static void hear_title(struct str text, void *context)
{
    hear(context, text);
}

static void hear_heading(struct str anchor, struct str text, bool term, void *context)
{
    (void)anchor;
    (void)term;
    must(text.len > 0);
    hear(context, text);
}

static void hear_passage(struct str anchor, struct str text, bool row, void *context)
{
    (void)anchor;
    (void)row;
    must(text.len > 0 && str_trim(text).len == text.len);
    hear(context, text);
}

/* Two texts have the same words. */
static void must_say_the_same(struct str one, struct str other)
{
    struct folded left;
    struct folded right;
    size_t at = folded_next(one, 0, &left);
    size_t there = folded_next(other, 0, &right);
    for (; left.len > 0; at = folded_next(one, at, &left)) {
        must(str_equal(folded_str(&left), folded_str(&right)));
        struct folded again;
        folded_next(folded_str(&left), 0, &again); /* a folded word is folded */
        must(str_equal(folded_str(&left), folded_str(&again)));
        there = folded_next(other, there, &right);
    }
    must(right.len == 0);
}

/* The HTML of a page, in the arena; of a well-formed one all is told. */
static struct str page_of(struct arena *arena, struct str text)
{
    struct making making = {0};
    struct buf told = {0};
    struct buf scratch = {0};
    buf_add_string(&making.html, "<body><p>Menu</p><main>");
    if (str_starts(text, "<")) {
        buf_add(&making.html, str_slice(text, 0, str_first_bad_utf8(text)));
    } else {
        make(&making, text);
        buf_add_string(&making.html, "</main><p>Foot</p></body>");
        const struct page_listener listener = {hear_title, hear_heading, hear_passage, &told};
        page_text_read(buf_str(&making.html), &listener, &scratch);
        must_say_the_same(buf_str(&told), buf_str(&making.said));
    }
    struct str kept = arena_copy(arena, buf_str(&making.html));
    buf_free(&making.html);
    buf_free(&making.said);
    buf_free(&told);
    buf_free(&scratch);
    return kept;
}

/* ------------------------------------------------------------------ the files */

struct files {
    struct arena *arena;
    struct table *table; /* by name as scripts call it: what they hold */
};

static void keep(struct str address, struct str bytes, void *context)
{
    struct files *files = context;
    static const char call[] = "concordatSearch(";
    must(str_starts(address, "search/") && str_ends(address, ".js"));
    must(str_starts(bytes, call) && str_ends(bytes, ")\n"));
    must(str_find(bytes, '<', 0) == bytes.len);
    struct buf list = {0};
    buf_printf(&list, "[%.*s]",
               STR_ARGS(str_slice(bytes, sizeof call - 1, bytes.len - strlen(")\n"))));
    struct json_value *both = arena_alloc(files->arena, sizeof *both);
    *both = json_read_whole(files->arena, arena_copy(files->arena, buf_str(&list)));
    buf_free(&list);
    must(both->count == 2);
    struct str name = str_slice(address, strlen("search/"), address.len - strlen(".js"));
    must(str_equal(name, both->items[0].text));
    must(table_add(files->table, both->items[0].text, &both->items[1]) == &both->items[1]);
}

static const struct json_value *file(const struct files *files, const char *name)
{
    const struct json_value *found = table_get(files->table, str_of(name));
    must(found != NULL);
    return found;
}

static unsigned digit_of(char c)
{
    static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    const char *found = c ? strchr(digits, c) : NULL;
    must(found != NULL);
    return (unsigned)(found - digits);
}

static size_t number_at(struct str text, size_t *at)
{
    size_t number = 0;
    unsigned shift = 0;
    unsigned digit;
    do {
        must(*at < text.len && shift < 60);
        digit = digit_of(text.ptr[(*at)++]);
        number |= (size_t)(digit & 31) << shift;
        shift += 5;
    } while (digit >= 32);
    return number;
}

/* The index as the page's script has it. */
struct reading {
    struct files files;
    struct str *starts; /* the first letters of each file of words */
    size_t start_count;
    size_t *first; /* the first unit of each page, and behind the last one how many there are */
    size_t pages;
};

/* The first letters of each file: some of those of the one before, and others. */
static void read_routes(struct reading *reading, struct str words)
{
    struct arena *arena = reading->files.arena;
    struct str last = STR("");
    reading->starts = arena_array(arena, words.len + 1, sizeof *reading->starts);
    for (struct str rest = words; rest.len > 0;) {
        struct str one = str_cut(rest, ' ', &rest);
        size_t same = (size_t)(one.ptr[0] - '0');
        must(same <= 9 && same <= last.len);
        last = str_of(arena_printf(arena, "%.*s%.*s", STR_ARGS(str_slice(last, 0, same)),
                                   STR_ARGS(str_slice(one, 1, one.len))));
        reading->starts[reading->start_count++] = last;
    }
}

static void read_start(struct reading *reading)
{
    const struct json_value *start = file(&reading->files, "start");
    struct str words = json_get(start, "words")->text;
    struct str units = json_get(start, "units")->text;
    struct str counts = json_get(start, "pages")->text;
    size_t pages = 0;
    must(str_is(json_get(start, "groups")->text, "t"));
    for (size_t at = 0; at < counts.len;)
        pages += number_at(counts, &at) >> 1;
    read_routes(reading, words);
    for (size_t i = 1; i < reading->start_count; i++)
        must(str_compare(reading->starts[i - 1], reading->starts[i]) < 0);
    reading->first = arena_array(reading->files.arena, pages + 1, sizeof *reading->first);
    for (size_t i = 0; i < units.len; i++)
        for (unsigned bit = 0; bit < 6; bit++)
            if (digit_of(units.ptr[i]) >> bit & 1) {
                must(reading->pages < pages);
                reading->first[reading->pages++] = i * 6 + bit;
            }
    must(reading->pages == pages);
}

/* The entry that has the word among its forms; empty where there is none. */
static struct str entry_of(const struct reading *reading, struct str word)
{
    size_t number = 0;
    while (number + 1 < reading->start_count && str_compare(reading->starts[number + 1], word) <= 0)
        number++;
    struct str rest =
        file(&reading->files, arena_printf(reading->files.arena, "words_%zu", number))->text;
    while (rest.len > 0) {
        struct str entry = str_cut(rest, ' ', &rest);
        struct str forms = str_cut(entry, ':', &(struct str){0});
        struct str stem = str_cut(forms, ',', &forms);
        must(entry.len > 0 && stem.len > 0);
        for (bool more = true; more;) {
            more = str_find(forms, ',', 0) < forms.len;
            struct str form = str_cut(forms, ',', &forms);
            bool own = str_starts(form, "=");
            struct str end = own ? str_slice(form, 1, form.len) : form;
            size_t before = own ? 0 : stem.len;
            if (before + end.len == word.len && memcmp(stem.ptr, word.ptr, before) == 0 &&
                memcmp(end.ptr, word.ptr + before, end.len) == 0)
                return entry;
        }
    }
    return STR("");
}

/* The word leads to the page, and to a unit that it has. */
static void must_lead_to(const struct reading *reading, struct str word, size_t page)
{
    struct str rest = entry_of(reading, word);
    must(rest.len > 0);
    str_cut(rest, ':', &rest);
    str_cut(rest, ':', &rest);
    struct str count = str_cut(rest, ':', &rest);
    bool found = false;
    size_t next = 0;
    for (size_t at = 0; at < rest.len;) {
        size_t hit = number_at(rest, &at);
        size_t there = next + (hit >> 5);
        size_t unit = (hit & 1) ? number_at(rest, &at) : 0;
        must(there < reading->pages);
        must(reading->first[there] + unit < reading->first[there + 1]);
        found = found || there == page;
        next = there + 1;
    }
    must(found || count.len > 0);
}

static void must_lead_all_to(const struct reading *reading, struct str text, size_t page)
{
    struct folded word;
    for (size_t at = folded_next(text, 0, &word); word.len > 0; at = folded_next(text, at, &word))
        must_lead_to(reading, folded_str(&word), page);
}

/* A unit of a page: its address, its title and its sections, each an anchor, a heading and
 * passages. */
static void check_unit(const struct reading *reading, const struct json_value *unit, size_t page)
{
    size_t bytes = 0;
    must(unit->kind == '[' && unit->count >= 2);
    must(str_is(unit->items[0].text, "t/p/"));
    must_lead_all_to(reading, unit->items[1].text, page);
    for (size_t i = 2; i < unit->count; i++) {
        const struct json_value *section = &unit->items[i];
        must(section->kind == '[' && section->count >= 3);
        must_lead_all_to(reading, section->items[1].text, page);
        for (size_t k = 2; k < section->count; k++) {
            must(section->items[k].text.len > 0);
            must(section->items[k].text.len <= PASSAGE_BYTES);
            bytes += section->items[k].text.len;
            must_lead_all_to(reading, section->items[k].text, page);
        }
    }
    must(bytes <= UNIT_BYTES);
}

static void check_texts(const struct reading *reading, size_t units)
{
    size_t page = 0;
    for (size_t unit = 0; unit < units; unit++) {
        const struct json_value *texts =
            file(&reading->files, arena_printf(reading->files.arena, "t/%zu", unit / UNITS_A_FILE));
        must(texts->count > 2 + unit % UNITS_A_FILE && texts->count <= 2 + UNITS_A_FILE);
        if (page + 1 < reading->pages && reading->first[page + 1] == unit)
            page++;
        check_unit(reading, &texts->items[2 + unit % UNITS_A_FILE], page);
    }
}

/* How many units are in the files of texts. */
static size_t count_units(const struct files *files)
{
    size_t units = 0;
    for (size_t number = 0;; number++) {
        const struct json_value *texts =
            table_get(files->table, str_of(arena_printf(files->arena, "t/%zu", number)));
        if (!texts)
            return units;
        must(units % UNITS_A_FILE == 0);
        units += texts->count - 2;
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char *const languages[] = {"en", "cy", "fr", "en-GB"};
    struct arena *arena = arena_new();
    struct reading reading = {.files = {arena, table_new(arena)}};
    struct str rest = {(const char *)data, size};
    struct str label = str_cut(rest, '\0', &rest);
    label = str_slice(label, 0, str_first_bad_utf8(label));
    const struct meaning of_language[] = {{STR("timeline"), STR("key dates")}};
    struct search_index *index =
        search_index_new(str_of(languages[size % (sizeof languages / sizeof *languages)]),
                         (struct meanings){of_language, size % 2}, 1);
    const struct meaning meanings[] = {{label, STR("Local Area Agreement")}};
    const struct search_group group = {
        .id = STR("t"), .label = label, .names = label, .meanings = {meanings, size % 3 == 0}};
    struct search_part *pages = search_part_begin(index, 0, &group, keep, &reading.files);
    for (size_t count = 0; rest.len > 0 && count < MOST_PAGES; count++)
        search_part_add(pages, STR("t/p/index.html"), page_of(arena, str_cut(rest, '\0', &rest)),
                        count % 4 == 3);
    search_part_end(pages);
    search_index_finish(index, keep, &reading.files);
    search_index_free(index);
    read_start(&reading);
    size_t units = count_units(&reading.files);
    reading.first[reading.pages] = units;
    check_texts(&reading, units);
    arena_free(arena);
    return 0;
}
