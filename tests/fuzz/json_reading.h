/* json_reading.h: reads JSON as strictly as its specification has it; what is none aborts.
 *
 * Written anew, not with the program's own writer: an oracle that shares a mistake finds none.
 * Used by: the harnesses whose subject writes JSON. Source: RFC 8259. */
#ifndef CONCORDAT_TESTS_JSON_READING_H
#define CONCORDAT_TESTS_JSON_READING_H

#include "concordat/base/arena.h"
#include "concordat/base/buf.h"

#include <stdlib.h>
#include <string.h>

static inline void must(bool holds)
{
    if (!holds)
        abort();
}

/* A value; all of it in the arena of its reader. */
struct json_value {
    char kind;       /* '{', '[', '"', '0' for a number, 't', 'f' or 'n' */
    struct str text; /* of a string, escapes undone; of a number, its digits */
    struct str *keys;
    struct json_value *items;
    size_t count;
};

struct json_reader {
    struct arena *arena;
    struct str text;
    size_t at;
};

static inline char json_peek(const struct json_reader *reader)
{
    return reader->at < reader->text.len ? reader->text.ptr[reader->at] : '\0';
}

static inline void json_skip_space(struct json_reader *reader)
{
    while (json_peek(reader) != '\0' && strchr(" \t\r\n", json_peek(reader)))
        reader->at++;
}

static inline void json_expect(struct json_reader *reader, char c)
{
    must(reader->at < reader->text.len && json_peek(reader) == c);
    reader->at++;
}

static inline bool json_take(struct json_reader *reader, char c)
{
    json_skip_space(reader);
    bool is_next = json_peek(reader) == c;
    reader->at += is_next;
    return is_next;
}

/* The characters that the program escapes are none beyond U+FFFF. */
static inline void json_add_escape(struct json_reader *reader, struct buf *out)
{
    static const char names[] = "\"\\/bfnrt";
    static const char meant[] = "\"\\/\b\f\n\r\t";
    char c = json_peek(reader);
    const char *name = c ? strchr(names, c) : NULL;
    reader->at++;
    if (name) {
        buf_add_char(out, meant[name - names]);
        return;
    }
    unsigned code = 0;
    must(c == 'u');
    for (int i = 0; i < 4; i++, reader->at++) {
        int digit = hex_digit(json_peek(reader));
        must(digit >= 0);
        code = code << 4 | (unsigned)digit;
    }
    must(code < 0xD800 || code > 0xDFFF);
    if (code < 0x80) {
        buf_add_char(out, (char)code);
    } else if (code < 0x800) {
        buf_add_char(out, (char)(0xC0 | code >> 6));
        buf_add_char(out, (char)(0x80 | (code & 0x3F)));
    } else {
        buf_add_char(out, (char)(0xE0 | code >> 12));
        buf_add_char(out, (char)(0x80 | (code >> 6 & 0x3F)));
        buf_add_char(out, (char)(0x80 | (code & 0x3F)));
    }
}

static inline struct str json_read_string(struct json_reader *reader)
{
    struct buf text = {0};
    json_expect(reader, '"');
    while (json_peek(reader) != '"') {
        must(reader->at < reader->text.len);
        unsigned char c = (unsigned char)json_peek(reader);
        must(c >= 0x20);
        reader->at++;
        if (c == '\\')
            json_add_escape(reader, &text);
        else
            buf_add_char(&text, (char)c);
    }
    reader->at++;
    struct str kept = arena_copy(reader->arena, buf_str(&text));
    buf_free(&text);
    for (size_t at = 0, len; at < kept.len; at += len) {
        len = str_character_length(str_slice(kept, at, kept.len));
        must(len > 0);
    }
    return kept;
}

static inline bool json_digits(struct json_reader *reader)
{
    size_t from = reader->at;
    while (json_peek(reader) >= '0' && json_peek(reader) <= '9')
        reader->at++;
    return reader->at > from;
}

static inline struct str json_read_number(struct json_reader *reader)
{
    size_t from = reader->at;
    reader->at += json_peek(reader) == '-';
    bool zero = json_peek(reader) == '0';
    size_t whole = reader->at;
    must(json_digits(reader) && (!zero || reader->at == whole + 1));
    if (json_peek(reader) == '.') {
        reader->at++;
        must(json_digits(reader));
    }
    return str_slice(reader->text, from, reader->at);
}

static inline struct json_value json_read(struct json_reader *reader);

static inline void json_read_items(struct json_reader *reader, struct json_value *value, char end)
{
    size_t room = 0;
    size_t key_room = 0;
    if (json_take(reader, end))
        return;
    do {
        json_skip_space(reader);
        value->items = (struct json_value *)arena_grown(reader->arena, value->items, value->count,
                                                        &room, sizeof *value->items);
        if (end == '}') {
            value->keys = (struct str *)arena_grown(reader->arena, value->keys, value->count,
                                                    &key_room, sizeof *value->keys);
            value->keys[value->count] = json_read_string(reader);
            for (size_t i = 0; i < value->count; i++)
                must(!str_equal(value->keys[i], value->keys[value->count]));
            must(json_take(reader, ':'));
        }
        value->items[value->count] = json_read(reader);
        value->count++;
    } while (json_take(reader, ','));
    json_skip_space(reader);
    json_expect(reader, end);
}

static inline struct json_value json_read(struct json_reader *reader)
{
    static const char *const words[] = {"true", "false", "null"};
    struct json_value value = {0};
    json_skip_space(reader);
    value.kind = json_peek(reader);
    if (value.kind == '{' || value.kind == '[') {
        reader->at++;
        json_read_items(reader, &value, value.kind == '{' ? '}' : ']');
    } else if (value.kind == '"') {
        value.text = json_read_string(reader);
    } else if (value.kind == '-' || (value.kind >= '0' && value.kind <= '9')) {
        value.kind = '0';
        value.text = json_read_number(reader);
    } else {
        size_t length = 0;
        for (size_t i = 0; i < sizeof words / sizeof *words; i++)
            if (str_starts(str_slice(reader->text, reader->at, reader->text.len), words[i]))
                length = strlen(words[i]);
        must(length > 0);
        reader->at += length;
    }
    return value;
}

/* The one value that the text is. */
static inline struct json_value json_read_whole(struct arena *arena, struct str text)
{
    struct json_reader reader = {arena, text, 0};
    struct json_value value = json_read(&reader);
    json_skip_space(&reader);
    must(reader.at == text.len);
    return value;
}

/* What stands under a key of an object, or NULL. */
static inline const struct json_value *json_get(const struct json_value *object, const char *key)
{
    must(object->kind == '{');
    for (size_t i = 0; i < object->count; i++)
        if (str_is(object->keys[i], key))
            return &object->items[i];
    return NULL;
}

#endif
