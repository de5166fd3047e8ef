/* encoding.h: the text of a spreadsheet as UTF-8; only files of base include it. */
#ifndef CONCORDAT_BASE_ENCODING_H
#define CONCORDAT_BASE_ENCODING_H

#include "concordat/base/buf.h"
#include "concordat/base/str.h"

/* The bytes as UTF-8, without a byte order mark: a part of them where they are that already, else
 * decoded into `decoded`, which the caller frees. Says what they were read as. Source: WHATWG
 * Encoding (windows-1252, UTF-16). */
struct str text_decode(struct str bytes, struct buf *decoded, bool *utf_16, bool *windows_1252);

#endif
