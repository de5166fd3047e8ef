/* json.c: a small reader of JSON, for the files of public specifications and for data in tests.
 *
 * Layer: tests. Uses: base, mustache's data. Used by: the tests of specifications, of templates. */
#include "json.h"

#include <stdlib.h>
#include <string.h>

enum { DEEPEST = 64 };

struct reader {
    struct arena *arena;
    struct str text;
    size_t at;
    unsigned depth;
};

static const struct data *read_value(struct reader *reader);

static char peek(struct reader *reader)
{
    while (reader->at < reader->text.len && strchr(" \t\r\n", reader->text.ptr[reader->at]))
        reader->at++;
    return reader->at < reader->text.len ? reader->text.ptr[reader->at] : '\0';
}

static bool take(struct reader *reader, char c)
{
    if (peek(reader) != c)
        return false;
    reader->at++;
    return true;
}

static struct data *new_data(struct reader *reader, enum data_kind kind)
{
    struct data *data = arena_alloc(reader->arena, sizeof *data);
    data->kind = kind;
    return data;
}

static void add_utf8(struct buf *out, unsigned long c)
{
    if (c < 0x80) {
        buf_add_char(out, (char)c);
    } else if (c < 0x800) {
        buf_add_char(out, (char)(0xC0 | c >> 6));
        buf_add_char(out, (char)(0x80 | (c & 0x3F)));
    } else if (c < 0x10000) {
        buf_add_char(out, (char)(0xE0 | c >> 12));
        buf_add_char(out, (char)(0x80 | (c >> 6 & 0x3F)));
        buf_add_char(out, (char)(0x80 | (c & 0x3F)));
    } else {
        buf_add_char(out, (char)(0xF0 | c >> 18));
        buf_add_char(out, (char)(0x80 | (c >> 12 & 0x3F)));
        buf_add_char(out, (char)(0x80 | (c >> 6 & 0x3F)));
        buf_add_char(out, (char)(0x80 | (c & 0x3F)));
    }
}

/* The four hexadecimal digits behind \u; moves behind them. */
static unsigned long read_code(struct reader *reader)
{
    char digits[5] = "";
    struct str four = str_slice(reader->text, reader->at, reader->at + 4);
    if (four.len > 0)
        memcpy(digits, four.ptr, four.len);
    reader->at += four.len;
    return strtoul(digits, NULL, 16);
}

static void read_escape(struct reader *reader, struct buf *out)
{
    static const char names[] = "bfnrt";
    static const char meant[] = "\b\f\n\r\t";
    char c = reader->at < reader->text.len ? reader->text.ptr[reader->at++] : '\0';
    const char *name = c ? strchr(names, c) : NULL;
    if (name) {
        buf_add_char(out, meant[name - names]);
    } else if (c != 'u') {
        buf_add_char(out, c);
    } else {
        unsigned long code = read_code(reader);
        if (code >= 0xD800 && code < 0xDC00 &&
            str_starts(str_slice(reader->text, reader->at, reader->text.len), "\\u")) {
            reader->at += 2;
            code = 0x10000 + ((code - 0xD800) << 10) + (read_code(reader) - 0xDC00);
        }
        add_utf8(out, code);
    }
}

static bool read_string(struct reader *reader, struct str *string)
{
    struct buf out = {0};
    bool closed = false;
    if (!take(reader, '"'))
        return false;
    while (!closed && reader->at < reader->text.len) {
        char c = reader->text.ptr[reader->at++];
        if (c == '"')
            closed = true;
        else if (c == '\\')
            read_escape(reader, &out);
        else
            buf_add_char(&out, c);
    }
    *string = arena_copy(reader->arena, buf_str(&out));
    buf_free(&out);
    return closed;
}

/* The items of a list or map up to `close`. */
static const struct data *read_items(struct reader *reader, enum data_kind kind, char close)
{
    struct data *data = new_data(reader, kind);
    const struct data **items = NULL;
    struct str *keys = NULL;
    size_t room = 0;
    bool good = true;
    if (take(reader, close))
        return data;
    do {
        if (!items || !keys || data->count == room) {
            room = room > 0 ? room * 2 : 16;
            items = must_realloc(items, room * sizeof *items);
            keys = must_realloc(keys, room * sizeof *keys);
        }
        keys[data->count] = STR("");
        good = kind == DATA_LIST || (read_string(reader, &keys[data->count]) && take(reader, ':'));
        items[data->count] = good ? read_value(reader) : NULL;
        good = good && items[data->count++];
    } while (good && take(reader, ','));
    good = good && take(reader, close);
    const struct data **kept = arena_array(reader->arena, data->count, sizeof *kept);
    struct str *kept_keys = arena_array(reader->arena, data->count, sizeof *kept_keys);
    memcpy(kept, items, data->count * sizeof *kept);
    memcpy(kept_keys, keys, data->count * sizeof *kept_keys);
    data->items = kept;
    data->keys = kept_keys;
    free(items);
    free(keys);
    return good ? data : NULL;
}

static const struct data *read_word(struct reader *reader)
{
    static const struct {
        const char *word;
        enum data_kind kind;
    } words[] = {{"null", DATA_NULL}, {"false", DATA_FALSE}, {"true", DATA_TRUE}};
    struct str rest = str_slice(reader->text, reader->at, reader->text.len);
    for (size_t i = 0; i < 3; i++)
        if (str_starts(rest, words[i].word)) {
            reader->at += strlen(words[i].word);
            return new_data(reader, words[i].kind);
        }
    size_t len = 0;
    while (len < rest.len && rest.ptr[len] && strchr("+-.0123456789eE", rest.ptr[len]))
        len++;
    struct data *number = new_data(reader, DATA_TEXT);
    number->text = str_slice(rest, 0, len);
    reader->at += len;
    return len > 0 ? number : NULL;
}

static const struct data *read_value(struct reader *reader)
{
    const struct data *value = NULL;
    if (reader->depth == DEEPEST)
        return NULL;
    reader->depth++;
    if (peek(reader) == '"') {
        struct data *text = new_data(reader, DATA_TEXT);
        value = read_string(reader, &text->text) ? text : NULL;
    } else if (take(reader, '{')) {
        value = read_items(reader, DATA_MAP, '}');
    } else if (take(reader, '[')) {
        value = read_items(reader, DATA_LIST, ']');
    } else {
        value = read_word(reader);
    }
    reader->depth--;
    return value;
}

const struct data *json_read(struct arena *arena, struct str text)
{
    struct reader reader = {.arena = arena, .text = text};
    return read_value(&reader);
}

const struct data *json_get(const struct data *map, const char *key)
{
    for (size_t i = 0; map && map->kind == DATA_MAP && i < map->count; i++)
        if (str_is(map->keys[i], key))
            return map->items[i];
    return NULL;
}

struct str json_text(const struct data *map, const char *key)
{
    const struct data *value = json_get(map, key);
    return value && value->kind == DATA_TEXT ? value->text : STR("");
}

const char *spec_folder(void)
{
    const char *folder = getenv("CONCORDAT_SPEC");
    return folder ? folder : "../shared/spec";
}
