/* encoding.c: what English Windows and Excel write in place of UTF-8, as UTF-8.
 *
 * Layer: base. Uses: buf. Used by: csv, excerpt. */
#include "encoding.h"

#include <string.h>

/* What windows-1252 has at 0x80 to 0x9F; 0 for nothing. */
static const unsigned short upper[32] = {
    0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
    0x2039, 0x0152, 0,      0x017D, 0,      0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,      0x017E, 0x0178,
};

static void add_character(struct buf *out, unsigned code)
{
    if (code < 0x80) {
        buf_add_char(out, (char)code);
    } else if (code < 0x800) {
        buf_add_char(out, (char)(0xC0 | (code >> 6)));
        buf_add_char(out, (char)(0x80 | (code & 0x3F)));
    } else if (code >= 0x10000) {
        buf_add_char(out, (char)(0xF0 | (code >> 18)));
        buf_add_char(out, (char)(0x80 | ((code >> 12) & 0x3F)));
        buf_add_char(out, (char)(0x80 | ((code >> 6) & 0x3F)));
        buf_add_char(out, (char)(0x80 | (code & 0x3F)));
    } else {
        buf_add_char(out, (char)(0xE0 | (code >> 12)));
        buf_add_char(out, (char)(0x80 | ((code >> 6) & 0x3F)));
        buf_add_char(out, (char)(0x80 | (code & 0x3F)));
    }
}

/* The two bytes at a place as a number. */
static unsigned unit_at(struct str bytes, size_t place, bool big_endian)
{
    unsigned first = (unsigned char)bytes.ptr[place];
    unsigned second = (unsigned char)bytes.ptr[place + 1];
    return big_endian ? first << 8 | second : second << 8 | first;
}

/* UTF-16 is what Excel saves as "Unicode Text". Half a character becomes the sign for what cannot
 * be read. */
static struct str decode_utf_16(struct str bytes, bool big_endian, struct buf *text)
{
    for (size_t i = 2; i + 1 < bytes.len; i += 2) {
        unsigned code = unit_at(bytes, i, big_endian);
        bool high = code >= 0xD800 && code < 0xDC00;
        unsigned low = high && i + 3 < bytes.len ? unit_at(bytes, i + 2, big_endian) : 0;
        if (low >= 0xDC00 && low < 0xE000) {
            code = 0x10000 + ((code - 0xD800) << 10) + (low - 0xDC00);
            i += 2;
        } else if (code >= 0xD800 && code < 0xE000) {
            code = 0xFFFD;
        }
        add_character(text, code);
    }
    return buf_str(text);
}

struct str text_decode(struct str bytes, struct buf *decoded, bool *utf_16, bool *windows_1252)
{
    *utf_16 = str_starts(bytes, "\xFF\xFE") || str_starts(bytes, "\xFE\xFF");
    *windows_1252 = false;
    if (*utf_16)
        return decode_utf_16(bytes, bytes.ptr[0] == '\xFE', decoded);
    if (str_starts(bytes, BYTE_ORDER_MARK))
        bytes = str_slice(bytes, strlen(BYTE_ORDER_MARK), bytes.len);
    size_t bad = str_first_bad_utf8(bytes);
    if (bad == bytes.len || (unsigned char)bytes.ptr[bad] < 0x80)
        return bytes;
    *windows_1252 = true;
    for (size_t i = 0; i < bytes.len; i++) {
        unsigned code = (unsigned char)bytes.ptr[i];
        if (code >= 0x80 && code < 0xA0)
            code = upper[code - 0x80] ? upper[code - 0x80] : 0xFFFD;
        add_character(decoded, code);
    }
    return buf_str(decoded);
}
