/* request.c: reads a request strictly: it answers this machine's own browser and nobody else.
 *
 * Another site open in the same browser could ask this server for pages, by a name of its own that
 * leads to 127.0.0.1; so the Host must be this machine's. A path is taken apart into plain names:
 * one that is empty, hidden, or leads up is refused. Layer: serve. Uses: base. Used by: serve.
 * Source: RFC 9112 (HTTP/1.1), RFC 3986 (percent-encoding). */
#include "request.h"

#include <string.h>
#include <strings.h>

/* Appends the name with %41 read as A. False where that is broken, or gives what no file of a site
 * has in its name. */
static bool decode_name(struct str name, struct buf *out)
{
    size_t start = out->len;
    for (size_t i = 0; i < name.len; i++) {
        char c = name.ptr[i];
        if (c == '%') {
            if (i + 2 >= name.len || hex_digit(name.ptr[i + 1]) < 0 ||
                hex_digit(name.ptr[i + 2]) < 0)
                return false;
            c = (char)(hex_digit(name.ptr[i + 1]) * 16 + hex_digit(name.ptr[i + 2]));
            i += 2;
        }
        if ((unsigned char)c < ' ' || c == '/' || c == '\\' || c == 0x7F)
            return false;
        buf_add_char(out, c);
    }
    return out->len > start && out->ptr[start] != '.';
}

static bool decode_path(struct str target, struct buf *path)
{
    struct str query;
    struct str rest = str_cut(target, '?', &query);
    if (!str_starts(rest, "/"))
        return false;
    rest = str_slice(rest, 1, rest.len);
    while (rest.len > 0) {
        size_t slash = str_find(rest, '/', 0);
        if (!decode_name(str_slice(rest, 0, slash), path))
            return false;
        if (slash < rest.len)
            buf_add_char(path, '/');
        rest = str_slice(rest, slash < rest.len ? slash + 1 : slash, rest.len);
    }
    return true;
}

static bool is_own_host(struct str host, unsigned port)
{
    static const char *const names[] = {"127.0.0.1", "localhost"};
    struct buf own = {0};
    bool is_own = false;
    for (size_t i = 0; i < sizeof names / sizeof *names && !is_own; i++) {
        buf_clear(&own);
        buf_printf(&own, "%s:%u", names[i], port);
        is_own = host.len == own.len && strncasecmp(host.ptr, own.ptr, own.len) == 0;
    }
    buf_free(&own);
    return is_own;
}

/* The value of a header; empty where it is not there or there twice. */
static struct str header_named(struct str lines, const char *name)
{
    struct str value = STR("");
    size_t length = strlen(name);
    int count = 0;
    while (lines.len > 0) {
        struct str line = str_trim(str_cut(lines, '\n', &lines));
        if (line.len > length && line.ptr[length] == ':' &&
            strncasecmp(line.ptr, name, length) == 0) {
            value = str_trim(str_slice(line, length + 1, line.len));
            count++;
        }
    }
    return count == 1 ? value : STR("");
}

struct request request_read(struct str lines, unsigned port, struct buf *path)
{
    struct str rest;
    struct str first = str_trim(str_cut(lines, '\n', &lines));
    struct str method = str_cut(first, ' ', &rest);
    struct str version;
    struct str target = str_cut(rest, ' ', &version);
    struct request request = {ANSWER_FILE, str_is(method, "HEAD")};
    buf_clear(path);
    buf_add_string(path, "");
    if (!str_starts(version, "HTTP/1.")) {
        request.answer = ANSWER_BAD;
        return request;
    }
    if (!is_own_host(header_named(lines, "Host"), port))
        request.answer = ANSWER_FORBIDDEN;
    else if (!request.head && !str_is(method, "GET"))
        request.answer = ANSWER_NOT_ALLOWED;
    else if (str_is(target, "/-/events"))
        request.answer = ANSWER_EVENTS;
    else if (str_is(target, "/-/preview.js"))
        request.answer = ANSWER_SCRIPT;
    else if (!decode_path(target, path))
        request.answer = ANSWER_BAD;
    else if (path->len == 0 || path->ptr[path->len - 1] == '/')
        buf_add_string(path, "index.html");
    else if (str_find(buf_str(path), '.', 0) == path->len)
        request.answer = ANSWER_ELSEWHERE;
    return request;
}

const char *media_type(struct str path)
{
    static const char *const types[][2] = {
        {".html", "text/html; charset=utf-8"},
        {".css", "text/css; charset=utf-8"},
        {".js", "text/javascript; charset=utf-8"},
        {".json", "application/json"},
        {".svg", "image/svg+xml"},
        {".png", "image/png"},
        {".jpg", "image/jpeg"},
        {".jpeg", "image/jpeg"},
        {".gif", "image/gif"},
        {".webp", "image/webp"},
        {".ico", "image/vnd.microsoft.icon"},
        {".csv", "text/csv; charset=utf-8"},
        {".xml", "application/xml"},
        {".atom", "application/atom+xml"},
        {".ics", "text/calendar; charset=utf-8"},
        {".pdf", "application/pdf"},
    };
    for (size_t i = 0; i < sizeof types / sizeof *types; i++)
        if (str_ends(path, types[i][0]))
            return types[i][1];
    return "application/octet-stream";
}
