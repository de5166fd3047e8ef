/* qpdf.c: changes a PDF by qpdf, which keeps its structure: tags, outline, places.
 *
 * A page of a bound PDF is laid on the page that was printed for it. So no page of the edition
 * moves: its numbers, its outline and the tags of all that is our own stay right. The tags of the
 * bound PDF do not come along; what could be read on it is the text of the frame, which is tagged
 * as a figure. qpdf fits a page to its trim box: a copy of the bound PDF gets larger ones, and the
 * page comes out smaller by as much. Layer: print. Uses: press, edition. Used by: galley. */
#include "qpdf.h"

#include <string.h>

const struct foreign_program qpdf = {"qpdf", "qpdf"};

/* A bound page is shown at this part of its size, so that head and foot stay free; the sheets of
 * print.css are as large. */
static const double shown_part = 0.88;

static bool run(struct press *press, const char *const *arguments, const char *printed,
                const char *deed, const char *about)
{
    return press_run(press, &qpdf, arguments, press_file(press, printed), deed, about) !=
           RUN_FAILED;
}

/* ------------------------------------------------------------------ the document */

/* The offset behind `words` in the text; 0 where it has none. */
static size_t behind(struct str text, const char *words)
{
    size_t len = strlen(words);
    for (size_t i = 0; i + len <= text.len; i++)
        if (memcmp(text.ptr + i, words, len) == 0)
            return i + len;
    return 0;
}

/* Source: the document information dictionary, ISO 32000-1, 14.3.3; dates 7.9.4. */
static void write_information(const struct edition *edition, long object, struct buf *out)
{
    struct buf title = {0};
    buf_printf(&title, "u:%.*s", STR_ARGS(edition->title));
    buf_printf(out,
               "\"obj:%ld 0 R\": {\"value\": {\"/Creator\": \"u:Concordat\", \"/Title\": ", object);
    buf_add_json(out, buf_str(&title));
    if (edition->date.len == sizeof "yyyy-mm-dd" - 1) {
        struct buf date = {0};
        for (size_t i = 0; i < edition->date.len; i++)
            if (edition->date.ptr[i] != '-')
                buf_add_char(&date, edition->date.ptr[i]);
        buf_printf(out, ", \"/CreationDate\": \"u:D:%s000000Z\", \"/ModDate\": \"u:D:%s000000Z\"",
                   date.ptr, date.ptr);
        buf_free(&date);
    }
    buf_add_string(out, "}},\n");
    buf_free(&title);
}

/* The number of the object that `key` of another one names, such as "/Info " of the trailer; 0,
 * reported. */
static long object_named(struct press *press, const char *object, const char *key, const char *pdf,
                         const char *about)
{
    const char *const arguments[] = {
        qpdf.name, arena_printf(press->arena, "--show-object=%s", object), pdf, NULL};
    struct buf text = {0};
    long found = 0;
    if (run(press, arguments, "said", "read the PDF of", about) &&
        press_read(press, press_file(press, "said"), &text)) {
        struct str said = buf_str(&text);
        size_t at = behind(said, key);
        if (at == 0 || !str_number(str_slice(said, at, str_find(said, ' ', at)), &found))
            diag_report(press->diag, SEVERITY_FAILURE, (struct mark){about, 0, 0}, RULE_SYSTEM,
                        "cannot print: the PDF that chromium wrote has no %s", key);
    }
    buf_free(&text);
    return found;
}

/* What tags of PDF 2.0 are to readers of PDF 1.7: Chromium writes both. Source: ISO 32000-1, 14.7.3
 * and 14.8.4. */
static const char tag_roles[] = "\"/RoleMap\": {\"/Strong\": \"/Span\", \"/Em\": \"/Span\", "
                                "\"/Aside\": \"/Sect\", \"/Title\": \"/P\"},";

/* Appends what qpdf is to change: the information, and the root of the tags, which qpdf is asked
 * for and which gets roles more. */
static bool write_changes(struct press *press, const struct edition *edition, const char *pdf,
                          struct buf *out)
{
    const char *about = edition->shown;
    long information = object_named(press, "trailer", "/Info ", pdf, about);
    long catalog = object_named(press, "trailer", "/Root ", pdf, about);
    const char *root = arena_printf(press->arena, "%ld", catalog);
    long tags = catalog > 0 ? object_named(press, root, "/StructTreeRoot ", pdf, about) : 0;
    const char *const arguments[] = {
        qpdf.name,
        "--json=2",
        "--json-key=qpdf",
        arena_printf(press->arena, "--json-object=%ld", tags),
        pdf,
        NULL,
    };
    struct buf text = {0};
    bool done = information > 0 && tags > 0 &&
                run(press, arguments, "said", "read the PDF of", about) &&
                press_read(press, press_file(press, "said"), &text);
    struct str said = buf_str(&text);
    size_t value = behind(said, "\"value\": {");
    size_t object = behind(said, "\"obj:");
    if (done && object > 0 && value > object) {
        object -= sizeof "\"obj:" - 1;
        buf_add(out, str_slice(said, 0, object));
        write_information(edition, information, out);
        buf_add(out, str_slice(said, object, value));
        buf_add_string(out, tag_roles);
        buf_add(out, str_slice(said, value, said.len));
    }
    buf_free(&text);
    return done;
}

bool qpdf_settle(struct press *press, const struct edition *edition, const char *from,
                 const char *to)
{
    const char *changes = press_file(press, "changes.json");
    const char *const arguments[] = {
        qpdf.name,
        from,
        arena_printf(press->arena, "--update-from-json=%s", changes),
        "--deterministic-id",
        "--object-streams=generate",
        to,
        NULL,
    };
    struct buf json = {0};
    bool done = write_changes(press, edition, from, &json) &&
                press_write(press, changes, buf_str(&json)) &&
                run(press, arguments, "said", "finish the PDF of", edition->shown);
    buf_free(&json);
    return done;
}

/* ------------------------------------------------------------------ bound PDFs */

/* The numbers of the objects that are the pages of a PDF, from "page 3: 12 0 R"; false, reported.
 */
static bool page_objects(struct press *press, const struct bound *bound, long *objects)
{
    const char *const arguments[] = {qpdf.name, "--show-pages", bound->path, NULL};
    struct buf text = {0};
    size_t found = 0;
    bool done = run(press, arguments, "said", "bind in", bound->path) &&
                press_read(press, press_file(press, "said"), &text);
    for (struct str rest = buf_str(&text); done && rest.len > 0;) {
        struct str line = str_cut(rest, '\n', &rest);
        struct str object;
        str_cut(line, ':', &object);
        object = str_trim(object);
        if (str_starts(line, "page ") && found < bound->page_count &&
            str_number(str_slice(object, 0, str_find(object, ' ', 0)), &objects[found]))
            found++;
    }
    buf_free(&text);
    if (done && found != bound->page_count)
        diag_report(press->diag, SEVERITY_FAILURE, (struct mark){bound->path, 0, 0}, RULE_SYSTEM,
                    "cannot bind in: %zu of its %zu pages can be read", found, bound->page_count);
    return done && found == bound->page_count;
}

/* Appends `box` with room around it, so that what is in it takes up the part that is shown. */
static void add_wider_box(const double *box, struct buf *out)
{
    double more = (1 / shown_part - 1) / 2;
    double x = (box[2] - box[0]) * more;
    double y = (box[3] - box[1]) * more;
    buf_printf(out, "\"/TrimBox\": [%.2f, %.2f, %.2f, %.2f],", box[0] - x, box[1] - y, box[2] + x,
               box[3] + y);
}

/* The page whose object that is. */
static size_t page_of_object(const long *objects, size_t count, long object)
{
    size_t page = 0;
    while (page < count && objects[page] != object)
        page++;
    return page;
}

/* Appends `text` with the trim boxes that pages have under another name. */
static void add_renamed(struct str text, struct buf *out)
{
    static const char key[] = "\"/TrimBox\":";
    while (text.len > 0) {
        size_t end = behind(text, key);
        size_t before = end > 0 ? end - (sizeof key - 1) : text.len;
        buf_add(out, str_slice(text, 0, before));
        buf_add_string(out, end > 0 ? "\"/TrimBoxBefore\":" : "");
        text = str_slice(text, end > 0 ? end : text.len, text.len);
    }
}

/* Appends the JSON of page objects, each with its wider box. */
static void add_trimmed(struct str json, const struct bound *bound, const long *objects,
                        struct buf *out)
{
    while (json.len > 0) {
        size_t name = behind(json, "\"obj:");
        size_t value = name > 0 ? behind(str_slice(json, name, json.len), "\"value\": {") : 0;
        long object = 0;
        if (value == 0)
            break;
        str_number(str_slice(json, name, str_find(json, ' ', name)), &object);
        size_t page = page_of_object(objects, bound->page_count, object);
        add_renamed(str_slice(json, 0, name + value), out);
        if (page < bound->page_count)
            add_wider_box(bound->pages[page].box, out);
        json = str_slice(json, name + value, json.len);
    }
    add_renamed(json, out);
}

/* Writes a copy of the bound PDF whose pages have wider boxes; false, reported. */
static bool widen(struct press *press, const struct bound *bound, const char *copy)
{
    const char *changes = press_file(press, "changes.json");
    long *objects = arena_array(press->arena, bound->page_count, sizeof *objects);
    const char **asked = arena_array(press->arena, bound->page_count + 5, sizeof *asked);
    const char *const arguments[] = {qpdf.name, bound->path,
                                     arena_printf(press->arena, "--update-from-json=%s", changes),
                                     copy, NULL};
    size_t count = 0;
    if (!page_objects(press, bound, objects))
        return false;
    asked[count++] = qpdf.name;
    asked[count++] = "--json=2";
    asked[count++] = "--json-key=qpdf";
    for (size_t i = 0; i < bound->page_count; i++)
        asked[count++] = arena_printf(press->arena, "--json-object=%ld", objects[i]);
    asked[count] = bound->path;
    struct buf said = {0};
    struct buf json = {0};
    bool done = run(press, asked, "said", "bind in", bound->path) &&
                press_read(press, press_file(press, "said"), &said);
    add_trimmed(buf_str(&said), bound, objects, &json);
    done = done && press_write(press, changes, buf_str(&json)) &&
           run(press, arguments, "said", "bind in", bound->path);
    buf_free(&said);
    buf_free(&json);
    return done;
}

bool qpdf_bind(struct press *press, const struct bound *bound, const char *from, const char *to)
{
    const char *copy = press_file(press, "bound.pdf");
    const char *const arguments[] = {
        qpdf.name,
        from,
        "--overlay",
        copy,
        arena_printf(press->arena, "--to=%u-%zu", bound->first.page,
                     bound->first.page + bound->page_count - 1),
        "--",
        "--deterministic-id",
        "--object-streams=generate",
        to,
        NULL,
    };
    return widen(press, bound, copy) && run(press, arguments, "said", "bind in", bound->path);
}
