/* expect.h: cmocka with the headers it needs, and comparisons that name the row of a table.
 *
 * Layer: tests. Used by: the tests of the base layer, workplace. */
#ifndef CONCORDAT_TESTS_EXPECT_H
#define CONCORDAT_TESTS_EXPECT_H

#include "concordat/base/buf.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* Fails unless `found` is `wanted`, byte for byte; `row` says which of several it is about. */
static inline void expect_text(const char *row, struct str found, struct str wanted)
{
    if (!str_equal(found, wanted))
        fail_msg("%s:\n--- found\n%.*s\n--- wanted\n%.*s\n", row, STR_ARGS(found),
                 STR_ARGS(wanted));
}

/* The same, of numbers. */
static inline void expect_number(const char *row, long found, long wanted)
{
    if (found != wanted)
        fail_msg("%s: found %ld, wanted %ld", row, found, wanted);
}

/* Fails unless `buf` holds `wanted`, terminated; frees it. */
static inline void expect_written(const char *row, struct buf *buf, struct str wanted)
{
    expect_text(row, buf_str(buf), wanted);
    expect_number(row, buf_str(buf).ptr[buf->len], '\0');
    buf_free(buf);
}

#endif
