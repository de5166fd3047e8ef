/* buf.h: text that grows and owns its bytes.
 *
 * `ptr` is never NULL once something was appended, and is always followed by a zero byte that `len`
 * does not count. A zeroed struct buf is an empty one. */
#ifndef CONCORDAT_BASE_BUF_H
#define CONCORDAT_BASE_BUF_H

#include "concordat/base/str.h"

#include <stdarg.h>

struct buf {
    char *ptr;
    size_t len;
    size_t room; /* bytes allocated */
};

/* Gives back the bytes and leaves an empty buffer. */
void buf_free(struct buf *buf);

/* Empties it and keeps the bytes for the next use. */
void buf_clear(struct buf *buf);

/* Makes room for `more` bytes beyond `len`; a loop that appends calls it once. */
void buf_reserve(struct buf *buf, size_t more);

/* Each appends its last argument, which must not lie in the buffer itself: growing moves that. */
void buf_add(struct buf *buf, struct str text);
void buf_add_char(struct buf *buf, char c);
void buf_add_string(struct buf *buf, const char *string);
void buf_add_number(struct buf *buf, long number);
__attribute__((format(printf, 2, 3))) void buf_printf(struct buf *buf, const char *format, ...);
__attribute__((format(printf, 2, 0))) void buf_vprintf(struct buf *buf, const char *format,
                                                       va_list args);

/* Puts a text, which does not lie in the buffer itself, before the byte `at` of what was written.
 */
void buf_insert(struct buf *buf, size_t at, struct str text);

/* Appends `text` with & < > " ' written as HTML character references. */
void buf_add_html(struct buf *buf, struct str text);

/* Appends `text` as a JSON string, quotes included; U+FFFD in the place of each byte that is not
 * UTF-8, such as of a file's name. */
void buf_add_json(struct buf *buf, struct str text);

/* Appends `text` as one line of a terminal may show it, whatever its bytes: line breaks and tabs as
 * spaces, other control characters and bytes that are not UTF-8 as question marks. */
void buf_add_visible(struct buf *buf, struct str text);

/* What was written, borrowed until the next append. */
struct str buf_str(const struct buf *buf);

#endif
