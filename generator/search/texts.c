/* texts.c: writes what a list of results shows of pages, a page after the other.
 *
 * Files are small, since a list of results needs a unit of each of several pages. Stage: search.
 * Uses: buf. Used by: part; shards, for its scripts. */
#include "texts.h"

#include "concordat/base/json.h"

#include <stdint.h>
#include <string.h>

void script_write(struct str name, struct str json, struct buf *out)
{
    buf_add_string(out, "concordatSearch(");
    buf_add_json(out, name);
    buf_add_char(out, ',');
    buf_add_script_json(out, json);
    buf_add_string(out, ")\n");
}

/* ------------------------------------------------------------------ files */

static void begin_file(struct texts *texts)
{
    buf_clear(&texts->file);
    buf_add_char(&texts->file, '[');
    buf_add_json(&texts->file, texts->group->label);
    buf_add_string(&texts->file, texts->group->fictional ? ",1" : ",0");
}

static void end_file(struct texts *texts)
{
    struct buf script = {0};
    struct buf name = {0};
    struct str id = texts->group->id;
    size_t number = (texts->units - 1) / UNITS_A_FILE;
    buf_add_char(&texts->file, ']');
    buf_printf(&name, "%.*s/%zu", STR_ARGS(id), number);
    script_write(buf_str(&name), buf_str(&texts->file), &script);
    buf_clear(&name);
    buf_printf(&name, "search/%.*s/%zu.js", STR_ARGS(id), number);
    texts->emit(buf_str(&name), buf_str(&script), texts->context);
    buf_free(&script);
    buf_free(&name);
}

/* ------------------------------------------------------------------ units */

static void begin_unit(struct texts *texts)
{
    if (texts->units % UNITS_A_FILE == 0)
        begin_file(texts);
    texts->units++;
    texts->bytes = 0;
    texts->in_passages = false;
    buf_add_string(&texts->file, ",\n[");
    buf_add_json(&texts->file,
                 str_slice(texts->address, 0, texts->address.len - strlen("index.html")));
    buf_add_char(&texts->file, ',');
    buf_add_json(&texts->file, buf_str(&texts->title));
}

static void end_passages(struct texts *texts)
{
    if (texts->in_passages)
        buf_add_char(&texts->file, ']');
    texts->in_passages = false;
}

static void end_unit(struct texts *texts)
{
    end_passages(texts);
    buf_add_char(&texts->file, ']');
    if (texts->units % UNITS_A_FILE == 0)
        end_file(texts);
}

static void go_on_in_next(struct texts *texts)
{
    end_unit(texts);
    begin_unit(texts);
    texts->unit++;
}

void texts_begin_page(struct texts *texts, struct str address)
{
    texts->address = address;
    texts->unit = 0;
    texts->anchor = STR("");
    buf_clear(&texts->title);
    buf_clear(&texts->heading);
    texts->bytes = SIZE_MAX; /* no unit yet: the title is not known */
}

void texts_title(struct texts *texts, struct str title)
{
    buf_clear(&texts->title);
    buf_add(&texts->title, title);
}

void texts_heading(struct texts *texts, struct str anchor, struct str heading)
{
    buf_clear(&texts->heading);
    buf_add(&texts->heading, heading);
    texts->anchor = anchor;
    end_passages(texts);
    if (texts->bytes != SIZE_MAX && texts->bytes + SHORTEST_SECTION > UNIT_BYTES)
        go_on_in_next(texts); /* a heading stands with what is below it */
}

void texts_passage(struct texts *texts, struct str anchor, struct str passage)
{
    if (texts->bytes == SIZE_MAX) {
        begin_unit(texts);
    } else if (texts->bytes > 0 && texts->bytes + passage.len > UNIT_BYTES) {
        go_on_in_next(texts);
    }
    if (!str_equal(anchor, texts->anchor))
        end_passages(texts);
    texts->anchor = anchor;
    buf_add_char(&texts->file, ',');
    if (!texts->in_passages) {
        buf_add_char(&texts->file, '[');
        buf_add_json(&texts->file, anchor);
        buf_add_char(&texts->file, ',');
        buf_add_json(&texts->file, buf_str(&texts->heading));
        buf_add_char(&texts->file, ',');
        texts->in_passages = true;
    }
    buf_add_json(&texts->file, passage);
    texts->bytes += passage.len;
}

void texts_end_page(struct texts *texts)
{
    if (texts->bytes == SIZE_MAX)
        begin_unit(texts);
    end_unit(texts);
}

void texts_end(struct texts *texts)
{
    if (texts->units % UNITS_A_FILE != 0)
        end_file(texts);
    buf_free(&texts->file);
    buf_free(&texts->heading);
    buf_free(&texts->title);
}
