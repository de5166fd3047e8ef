/* fuzz_export.c: whatever texts a trust is made of, what it publishes for programs is well-formed,
 * and reads back as the same texts.
 *
 * The input is cut at zero bytes into texts that stand for names, titles and descriptions. Each
 * format has a reader here that shares nothing with what writes it. */
#include "concordat/base/csv.h"
#include "concordat/check/check.h"
#include "concordat/derive/derive.h"
#include "concordat/export/export.h"
#include "concordat/schema/decode.h"
#include "json_reading.h"

#include <stdint.h>

enum { TEXTS = 8, DEEPEST = 32, LONGEST_LINE = 75 };

/* What a run works on. */
struct run {
    struct arena *arena;
    const struct trust *trust;
};

static const struct meeting *meeting_of(const struct trust *trust)
{
    return (const struct meeting *)trust->meetings.items[0].as.record;
}

/* ------------------------------------------------------------------ XML */

/* True for what XML 1.0 may hold. */
static bool is_xml_character(struct str rest)
{
    unsigned char c = (unsigned char)rest.ptr[0];
    if (str_character_length(rest) == 0 || (c < 0x20 && !strchr("\t\n\r", c)))
        return false;
    return !str_starts(rest, "\xEF\xBF\xBE") && !str_starts(rest, "\xEF\xBF\xBF");
}

/* Undoes the references of a text or an attribute, which holds no other markup. */
static struct str xml_text(struct arena *arena, struct str text)
{
    static const struct {
        const char *name;
        char meant;
    } references[] = {
        {"&amp;", '&'}, {"&lt;", '<'}, {"&gt;", '>'}, {"&quot;", '"'}, {"&#39;", '\''}};
    struct buf out = {0};
    for (size_t at = 0, len; at < text.len; at += len) {
        struct str rest = str_slice(text, at, text.len);
        len = str_character_length(rest);
        must(is_xml_character(rest) && rest.ptr[0] != '<');
        if (rest.ptr[0] != '&') {
            buf_add(&out, str_slice(rest, 0, len));
            continue;
        }
        len = 0;
        for (size_t i = 0; i < sizeof references / sizeof *references; i++)
            if (str_starts(rest, references[i].name)) {
                buf_add_char(&out, references[i].meant);
                len = strlen(references[i].name);
            }
        must(len > 0);
    }
    struct str kept = arena_copy(arena, buf_str(&out));
    buf_free(&out);
    return kept;
}

/* Reads the attributes of a tag. */
static void must_have_attributes(struct arena *arena, struct str rest)
{
    for (rest = str_trim(rest); rest.len > 0; rest = str_trim(rest)) {
        size_t equals = str_find(rest, '=', 0);
        must(equals > 0 && equals + 1 < rest.len && rest.ptr[equals + 1] == '"');
        size_t end = str_find(rest, '"', equals + 2);
        must(end < rest.len);
        xml_text(arena, str_slice(rest, equals + 2, end));
        rest = str_slice(rest, end + 1, rest.len);
    }
}

/* Every tag is closed in order; true where an element of that name holds just that text. */
static bool xml_has(struct arena *arena, struct str xml, const char *name, struct str text)
{
    struct str open[DEEPEST];
    size_t depth = 0;
    bool found = false;
    struct str last;
    static const char head[] = "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n";
    must(str_starts(xml, head));
    xml = str_slice(xml, sizeof head - 1, xml.len);
    while (xml.len > 0) {
        last = xml_text(arena, str_cut(xml, '<', &xml));
        size_t end = str_find(xml, '>', 0);
        struct str tag = str_slice(xml, 0, end);
        must(end < xml.len || xml.len == 0);
        xml = str_slice(xml, end + 1, xml.len);
        if (tag.len == 0)
            break;
        bool closing = tag.ptr[0] == '/';
        bool whole = str_ends(tag, "/");
        tag = str_slice(tag, closing, tag.len - whole);
        struct str attributes;
        struct str called = str_cut(tag, ' ', &attributes);
        if (closing) {
            must(depth > 0 && attributes.len == 0 && str_equal(open[--depth], called));
            found = found || (str_is(called, name) && str_equal(last, text));
        } else {
            must_have_attributes(arena, attributes);
            must(depth < DEEPEST);
            open[depth] = called;
            depth += !whole;
        }
        must(depth > 0 || str_trim(xml).len == 0);
    }
    must(depth == 0);
    return found;
}

/* ------------------------------------------------------------------ CSV */

/* Reads a cell by RFC 4180 and steps behind it and the comma or line end after it. */
static struct str csv_cell(struct arena *arena, struct str *rest, bool *last)
{
    struct buf cell = {0};
    size_t at = 0;
    bool quoted = rest->len > 0 && rest->ptr[0] == '"';
    for (at = quoted; at < rest->len; at++) {
        char c = rest->ptr[at];
        if (quoted && c == '"') {
            if (at + 1 >= rest->len || rest->ptr[at + 1] != '"')
                break;
            at++;
        } else if (!quoted && (c == ',' || c == '\r')) {
            break;
        } else {
            must(quoted || (c != '"' && c != '\n'));
        }
        buf_add_char(&cell, c);
    }
    at += quoted;
    must(at < rest->len);
    *last = rest->ptr[at] == '\r';
    must(*last ? at + 1 < rest->len && rest->ptr[at + 1] == '\n' : rest->ptr[at] == ',');
    *rest = str_slice(*rest, at + 1 + *last, rest->len);
    struct str kept = arena_copy(arena, buf_str(&cell));
    buf_free(&cell);
    return kept;
}

/* What a spreadsheet is shown of a text. */
static struct str shown_in_cell(struct arena *arena, struct str text)
{
    struct figure_number number;
    bool formula =
        text.len > 0 && (strchr("=+-@\t\r\n", text.ptr[0]) || str_starts(text, "\xEF\xBC\x9D") ||
                         str_starts(text, "\xEF\xBC\x8B") || str_starts(text, "\xEF\xBC\x8D") ||
                         str_starts(text, "\xEF\xBC\xA0"));
    return formula && !figure_parse(text, &number)
               ? str_of(arena_printf(arena, "'%.*s", STR_ARGS(text)))
               : text;
}

/* Every row has as many cells as the first; one of them holds just that text. */
static void check_table(struct arena *arena, struct str bytes, struct str text)
{
    size_t columns = 0;
    bool found = text.len == 0;
    must(str_starts(bytes, BYTE_ORDER_MARK));
    struct str rest = str_slice(bytes, strlen(BYTE_ORDER_MARK), bytes.len);
    text = shown_in_cell(arena, text);
    for (size_t rows = 0; rest.len > 0; rows++) {
        size_t count = 0;
        for (bool last = false; !last; count++) {
            struct str cell = csv_cell(arena, &rest, &last);
            must(cell.len == 0 || !strchr("=@+\t\r\n", cell.ptr[0]));
            found = found || str_equal(cell, text);
        }
        columns = rows == 0 ? count : columns;
        must(count == columns);
    }
    must(found);
    struct diag *diag = diag_new(); /* and the program's own reader takes it */
    struct csv csv;
    must(csv_parse(arena, "t.csv", bytes, &csv, diag));
    must(csv.separator == ',' && csv.rows[0].count == columns);
    diag_free(diag);
}

/* ------------------------------------------------------------------ calendar */

/* Undoes the folding; each line as it stands is short and whole. */
static struct str unfolded(struct arena *arena, struct str bytes)
{
    struct buf out = {0};
    for (bool first = true; bytes.len > 0; first = false) {
        struct str line = str_cut(bytes, '\n', &bytes);
        must(str_ends(line, "\r"));
        line.len--;
        must(line.len > 0 && line.len <= LONGEST_LINE);
        must(str_find(line, '\r', 0) == line.len && str_first_bad_utf8(line) == line.len);
        bool more = line.ptr[0] == ' ';
        must(!first || !more);
        buf_add_string(&out, first || more ? "" : "\n");
        buf_add(&out, str_slice(line, more, line.len));
    }
    struct str kept = arena_copy(arena, buf_str(&out));
    buf_free(&out);
    return kept;
}

/* What a value of text means. */
static struct str calendar_value(struct arena *arena, struct str text)
{
    struct buf out = {0};
    for (size_t at = 0; at < text.len; at++) {
        char c = text.ptr[at];
        must(c != ';' && c != ',');
        if (c == '\\') {
            must(++at < text.len && strchr("\\;,n", text.ptr[at]));
            c = text.ptr[at] == 'n' ? '\n' : text.ptr[at];
        }
        buf_add_char(&out, c);
    }
    struct str kept = arena_copy(arena, buf_str(&out));
    buf_free(&out);
    return kept;
}

/* A text with all line breaks and tabs alike. */
static struct str in_plain_lines(struct arena *arena, struct str text)
{
    struct buf out = {0};
    for (size_t i = 0; i < text.len; i++) {
        char c = text.ptr[i];
        if (c == '\r' && i + 1 < text.len && text.ptr[i + 1] == '\n')
            continue;
        buf_add_char(&out, (char)(c == '\r' ? '\n' : c == '\t' ? ' ' : c));
    }
    struct str kept = arena_copy(arena, buf_str(&out));
    buf_free(&out);
    return kept;
}

static void check_calendar(struct run *run, struct str bytes)
{
    struct str open[DEEPEST];
    size_t depth = 0;
    unsigned titles = 0;
    const struct meeting *meeting = meeting_of(run->trust);
    struct str rest = unfolded(run->arena, bytes);
    while (rest.len > 0) {
        struct str value;
        struct str line = str_cut(rest, '\n', &rest);
        struct str name = str_cut(line, ':', &value);
        must(name.len > 0 && name.ptr[0] >= 'A' && name.ptr[0] <= 'Z' && name.len < line.len);
        if (str_is(name, "BEGIN")) {
            must(depth < DEEPEST);
            open[depth++] = value;
        } else if (str_is(name, "END")) {
            must(depth > 0 && str_equal(open[--depth], value));
        } else if (str_is(name, "SUMMARY")) {
            titles += str_equal(calendar_value(run->arena, value),
                                in_plain_lines(run->arena, value_text(&meeting->title)));
        } else if (str_is(name, "LOCATION")) {
            must(str_equal(calendar_value(run->arena, value),
                           in_plain_lines(run->arena, value_text(&meeting->venue))));
        } else if (str_is(name, "DESCRIPTION") || str_is(name, "CATEGORIES") ||
                   str_is(name, "NAME")) {
            calendar_value(run->arena, value);
        }
        must(depth > 0 || rest.len == 0);
    }
    must(depth == 0 && titles == 1);
}

/* ------------------------------------------------------------------ graph */

/* Reads a quoted text of the DOT language. */
static struct str graph_text(struct arena *arena, struct str bytes, size_t *at)
{
    struct buf out = {0};
    for (++*at; *at < bytes.len && bytes.ptr[*at] != '"'; ++*at) {
        must(bytes.ptr[*at] != '\n');
        *at += bytes.ptr[*at] == '\\';
        must(*at < bytes.len);
        buf_add_char(&out, bytes.ptr[*at]);
    }
    must(*at < bytes.len);
    struct str kept = arena_copy(arena, buf_str(&out));
    buf_free(&out);
    return kept;
}

/* Outside of quoted texts there are only words and signs of the language, and brackets pair. */
static void check_graph(struct run *run, struct str bytes)
{
    int braces = 0;
    int brackets = 0;
    bool found = false;
    struct str name = record_title(run->trust->bodies.items[0].as.record);
    struct buf label = {0};
    for (size_t i = 0; i < name.len; i++)
        buf_add_char(&label, strchr("\r\n", name.ptr[i]) ? ' ' : name.ptr[i]);
    for (size_t at = 0; at < bytes.len; at++) {
        char c = bytes.ptr[at];
        bool word = ((c | 0x20) >= 'a' && (c | 0x20) <= 'z') || c == '_';
        if (c == '"')
            found = str_equal(graph_text(run->arena, bytes, &at), buf_str(&label)) || found;
        else
            must(word || strchr("{}[]=,;-> \n", c));
        braces += c == '{' ? 1 : c == '}' ? -1 : 0;
        brackets += c == '[' ? 1 : c == ']' ? -1 : 0;
        must(brackets == 0 || brackets == 1);
    }
    must(braces == 0 && brackets == 0 && found);
    buf_free(&label);
}

/* ------------------------------------------------------------------ JSON */

/* True where the text stands anywhere in it. */
static bool json_has(const struct json_value *value, struct str text)
{
    if (value->kind == '"' && str_equal(value->text, text))
        return true;
    bool found = false;
    for (size_t i = 0; i < value->count && !found; i++)
        found = json_has(&value->items[i], text);
    return found;
}

static void check_json(struct run *run, struct str bytes, bool with_texts)
{
    struct json_value value = json_read_whole(run->arena, bytes);
    const struct trust *trust = run->trust;
    must(value.kind == '{');
    if (!with_texts)
        return;
    must(json_has(&value, value_text(&meeting_of(trust)->title)));
    must(json_has(&value, record_title(trust->bodies.items[0].as.record)));
}

/* ------------------------------------------------------------------ files */

/* What the feed calls the meeting. */
static struct str feed_title(struct run *run)
{
    return str_of(arena_printf(run->arena, "%.*s: %.*s", STR_ARGS(value_text(&run->trust->area)),
                               STR_ARGS(value_text(&meeting_of(run->trust)->title))));
}

static void check_file(void *context, struct str address, struct str bytes)
{
    struct run *run = context;
    if (str_ends(address, ".schema.json"))
        return; /* it holds no text of the trust */
    must(str_first_bad_utf8(bytes) == bytes.len || str_ends(address, ".csv"));
    if (str_ends(address, ".json"))
        check_json(run, bytes, str_ends(address, "trust.json") || str_ends(address, "popolo.json"));
    else if (str_ends(address, "meetings.csv"))
        check_table(run->arena, bytes, value_text(&meeting_of(run->trust)->title));
    else if (str_ends(address, "bodies.csv"))
        check_table(run->arena, bytes, record_title(run->trust->bodies.items[0].as.record));
    else if (str_ends(address, ".csv"))
        check_table(run->arena, bytes, STR(""));
    else if (str_ends(address, ".ics"))
        check_calendar(run, bytes);
    else if (str_ends(address, ".dot"))
        check_graph(run, bytes);
    else if (str_is(address, "feed.atom"))
        must(xml_has(run->arena, bytes, "title", feed_title(run)));
    else
        must(xml_has(run->arena, bytes, "loc", STR("https://example.org/a?b&c/t/")));
}

/* ------------------------------------------------------------------ the trust */

/* Appends a line of YAML with a text, which a JSON string is in YAML. */
static void add_line(struct buf *yaml, const char *key, struct str text)
{
    buf_add_string(yaml, key);
    buf_add_json(yaml, text);
    buf_add_char(yaml, '\n');
}

static void write_trust(struct buf *yaml, const struct str *texts)
{
    add_line(yaml, "name: ", texts[0]);
    add_line(yaml, "area: ", texts[1]);
    buf_add_string(yaml, "as_of: 2020-01-01\nbodies:\n  - id: a\n    kind: board\n    standing: "
                         "existing\n    seats: [{capacity: member, holders: p, post: q}]\n");
    add_line(yaml, "    name: ", texts[2]);
    buf_add_string(yaml, "  - {id: b, name: B, kind: group, standing: existing}\nlinks:\n"
                         "  - party: body:b\n    target: body:a\n    kind: part-of\n    standing: "
                         "existing\n");
    add_line(yaml, "    about: ", texts[3]);
    buf_add_string(yaml, "people:\n  - id: p\n");
    add_line(yaml, "    name: ", texts[4]);
    add_line(yaml, "    aliases: ", texts[5]);
    buf_add_string(yaml, "posts:\n  - id: q\n");
    add_line(yaml, "    title: ", texts[5]);
    buf_add_string(yaml, "meetings:\n  - id: m\n    body: a\n    date: 2019-03-02\n    time: "
                         "'14:00'\n    status: held\n");
    add_line(yaml, "    title: ", texts[6]);
    add_line(yaml, "    venue: ", texts[3]);
    add_line(yaml, "    description: ", texts[7]);
}

static const struct site *site_of(struct arena *arena, struct diag *diag)
{
    struct records *records = arena_alloc(arena, sizeof *records);
    struct decoding decoding = {arena, records, diag};
    struct record *site = record_new(&decoding, type_of(TYPE_site), (struct mark){0}, NULL);
    bool empty;
    decode_into(&decoding, site,
                yaml_parse(arena, "site.yaml", 1,
                           STR("title: S & T\nurl: 'https://example.org/a?b&c'\nlanguage: en\n"),
                           &empty, diag));
    return (struct site *)site;
}

/* Every choice is called by its own name. */
static const struct words *words_of(struct arena *arena)
{
    struct words *words = arena_alloc(arena, sizeof *words);
    for (int list = 0; list < CHOICES_COUNT; list++) {
        const struct choices *choices = choices_of(list);
        struct str *names = arena_array(arena, choices->count, sizeof *names);
        for (size_t i = 0; i < choices->count; i++)
            names[i] = str_of(choices->values[i].name);
        words->labels[list] = names;
    }
    return words;
}

static void publish(struct run *run, const struct site *site, struct records *records,
                    bool with_site)
{
    const struct exporting exporting = {site, words_of(run->arena), audience_public};
    const struct export_sink sink = {check_file, run};
    static const struct str pages[] = {{"t/index.html", sizeof "t/index.html" - 1}};
    number_records(run->arena, records, STR(""));
    struct records *edition = filter_records(run->arena, records, audience_public);
    derive_records(run->arena, edition, 20200101);
    run->trust = edition->trust;
    export_trust(&exporting, run->trust, &sink);
    struct export_summary summary =
        export_summary(run->arena, &exporting, run->trust, pages, 1, 20200101);
    must(summary.entry_count == 1);
    if (with_site) /* its schema takes as long as all else */
        export_site(&exporting, &summary, 1, &sink);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct str texts[TEXTS];
    struct str rest = {(const char *)data, size};
    for (size_t i = 0; i < TEXTS; i++) {
        texts[i] = str_cut(rest, '\0', &rest);
        if (str_first_bad_utf8(texts[i]) < texts[i].len)
            return -1; /* no content holds it */
    }
    struct run run = {.arena = arena_new()};
    struct diag *diag = diag_new();
    struct records records = {0};
    struct decoding decoding = {run.arena, &records, diag};
    struct buf yaml = {0};
    bool empty;
    write_trust(&yaml, texts);
    const struct site *site = site_of(run.arena, diag);
    struct mark mark = {"t", 1, 1};
    struct record *trust = record_new(&decoding, type_of(TYPE_trust), mark, NULL);
    trust->id = STR("t");
    records.trust = (struct trust *)trust;
    const struct node *map = yaml_parse(run.arena, "t.yaml", 1, buf_str(&yaml), &empty, diag);
    must(map != NULL || diag_has_errors(diag));
    if (map) {
        decode_into(&decoding, trust, map);
        decode_place(&decoding);
        check_references(run.arena, &records, diag);
    }
    bool right = !diag_has_errors(diag);
    if (right)
        publish(&run, site, &records, size % 4 == 0);
    buf_free(&yaml);
    diag_free(diag);
    arena_free(run.arena);
    return right ? 0 : -1;
}
