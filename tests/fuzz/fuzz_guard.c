/* fuzz_guard.c: a withheld text that the guard finds as it stands, it finds in every form in which
 * the program publishes text; and not where it is public too, nor where its words stand apart.
 *
 * The input is cut at its first zero byte: the withheld text, and what stands around it. */
#include "concordat/base/json.h"
#include "concordat/guard/guard.h"
#include "json_reading.h"

#include <stdint.h>

enum { LONGEST_TEXT = 400, MOST_WORDS = 60 };

/* A form in which a text is published: the file's name, and how it is written to that. */
struct form {
    const char *address;
    void (*write)(struct buf *out, struct str text);
};

static void write_html(struct buf *out, struct str text)
{
    buf_add_string(out, "<p>");
    buf_add_html(out, text);
    buf_add_string(out, "</p>");
}

static void write_attribute(struct buf *out, struct str text)
{
    buf_add_string(out, "<img alt=\"");
    buf_add_html(out, text);
    buf_add_string(out, "\">");
}

/* A feed may hold HTML as text. */
static void write_twice(struct buf *out, struct str text)
{
    struct buf once = {0};
    buf_add_html(&once, text);
    buf_add_string(out, "<summary>");
    buf_add_html(out, buf_str(&once));
    buf_add_string(out, "</summary>");
    buf_free(&once);
}

static void write_json(struct buf *out, struct str text)
{
    struct json json = {out, false};
    json_begin(&json, '{');
    json_key(&json, "note");
    json_string(&json, text);
    json_member(&json, "other", STR("x"));
    json_end(&json, '}');
}

static void write_script(struct buf *out, struct str text)
{
    struct buf json = {0};
    buf_add_json(&json, text);
    buf_add_string(out, "concordatSearch(\"t/0\",[");
    buf_add_script_json(out, buf_str(&json));
    buf_add_string(out, "])");
    buf_free(&json);
}

/* What a page says to programs. */
static void write_linked_data(struct buf *out, struct str text)
{
    struct buf json = {0};
    buf_add_json(&json, text);
    buf_add_string(out, "<head><script type=\"application/ld+json\">{\"name\":");
    buf_add_script_json(out, buf_str(&json));
    buf_add_string(out, "}</script></head><p>C:\\new</p>");
    buf_free(&json);
}

static void write_cell(struct buf *out, struct str text)
{
    bool quoted = false;
    for (size_t i = 0; i < text.len; i++)
        quoted = quoted || strchr(",\"\r\n", text.ptr[i]) != NULL;
    buf_add_string(out, quoted ? "board,\"" : "board,");
    if (text.len > 0 && strchr("=+-@\t\r\n", text.ptr[0]))
        buf_add_char(out, '\'');
    for (size_t i = 0; i < text.len; i++) {
        buf_add_char(out, text.ptr[i]);
        if (text.ptr[i] == '"')
            buf_add_char(out, '"');
    }
    buf_add_string(out, quoted ? "\",board" : ",board");
}

static void write_calendar(struct buf *out, struct str text)
{
    struct buf line = {0};
    buf_add_string(&line, "DESCRIPTION:");
    for (size_t i = 0; i < text.len; i++) {
        if (strchr("\r\n", text.ptr[i]))
            buf_add_string(&line, "\\n");
        else if (strchr("\\;,", text.ptr[i]))
            buf_printf(&line, "\\%c", text.ptr[i]);
        else
            buf_add_char(&line, text.ptr[i]);
    }
    for (size_t at = 0, end; at < line.len; at = end) {
        end = at + 74 < line.len ? at + 74 : line.len;
        while (end < line.len && ((unsigned char)line.ptr[end] & 0xC0) == 0x80)
            end--;
        buf_add_string(out, at > 0 ? "\r\n " : "");
        buf_add(out, str_slice(buf_str(&line), at, end));
    }
    buf_add_string(out, "\r\nSTATUS:HELD\r\n");
    buf_free(&line);
}

static void write_graph(struct buf *out, struct str text)
{
    buf_add_string(out, "\"a\" [label=\"");
    for (size_t i = 0; i < text.len; i++) {
        if (strchr("\"\\", text.ptr[i]))
            buf_add_char(out, '\\');
        buf_add_char(out, strchr("\r\n", text.ptr[i]) ? ' ' : text.ptr[i]);
    }
    buf_add_string(out, "\"];\n");
}

static const struct form forms[] = {
    {"a/index.html", write_html},
    {"a.svg", write_attribute},
    {"feed.atom", write_twice},
    {"a.json", write_json},
    {"search/t/0.js", write_script},
    {"a.csv", write_cell},
    {"b/index.html", write_linked_data},
    {"a.ics", write_calendar},
    {"a.dot", write_graph},
};

/* ------------------------------------------------------------------ the guard */

static struct guard *guard_of(struct str text)
{
    struct guard *guard = guard_new();
    const struct withheld withheld = {
        .mark = {"t.yaml", 7, 3}, .field = "note", .subject = STR("person 'ann'")};
    guard_add(guard, &withheld, text);
    guard_close(guard);
    return guard;
}

/* True where the guard of a text, after what is public, finds it in the file. */
static bool finds(struct str text, struct str public, const char *address, struct str file)
{
    struct guard *guard = guard_of(text);
    struct diag *diag = diag_new();
    guard_excuse(guard, public, EXCUSE_VALUE);
    guard_search(guard, str_of(address), file);
    guard_report(guard, "site/public", diag);
    bool found = diag_has_errors(diag);
    diag_free(diag);
    guard_free(guard);
    return found;
}

/* Each word of a text of plain words, in a cell, a string, an item of its own. */
static void must_stand_apart(struct str text)
{
    struct buf cells = {0};
    struct buf strings = {0};
    struct buf items = {0};
    size_t count = 0;
    buf_add_string(&strings, "[");
    for (struct str rest = text; rest.len > 0;) {
        struct str word = str_cut(rest, ' ', &rest);
        if (word.len == 0)
            continue;
        buf_printf(&cells, "%s%.*s", count > 0 ? "," : "", STR_ARGS(word));
        buf_printf(&strings, "%s\"%.*s\"", count > 0 ? "," : "", STR_ARGS(word));
        buf_printf(&items, "<li>%.*s</li>", STR_ARGS(word));
        count++;
    }
    buf_add_string(&strings, "]");
    if (count > 1 && count < MOST_WORDS) {
        must(!finds(text, STR(""), "a.csv", buf_str(&cells)));
        must(!finds(text, STR(""), "a.json", buf_str(&strings)));
        must(!finds(text, STR(""), "a.html", buf_str(&items)));
    }
    buf_free(&cells);
    buf_free(&strings);
    buf_free(&items);
}

static bool is_of_plain_words(struct str text)
{
    for (size_t i = 0; i < text.len; i++)
        if (!((text.ptr[i] | 0x20) >= 'a' && (text.ptr[i] | 0x20) <= 'z') && text.ptr[i] != ' ')
            return false;
    return true;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct str around = {(const char *)data, size};
    struct str text = str_cut(around, '\0', &around);
    text = str_slice(text, 0, str_first_bad_utf8(text));
    if (text.len > LONGEST_TEXT)
        return -1;
    bool telling = finds(text, STR(""), "a.txt", text);
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
        struct buf file = {0};
        forms[i].write(&file, text);
        must(finds(text, STR(""), forms[i].address, buf_str(&file)) || !telling);
        must(!finds(text, text, forms[i].address, buf_str(&file)));
        buf_free(&file);
    }
    if (is_of_plain_words(text))
        must_stand_apart(text);
    finds(text, STR(""), "a.html", around); /* any bytes may be published */
    finds(text, around, "a.ics", around);
    return 0;
}
