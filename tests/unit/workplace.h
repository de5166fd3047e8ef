/* workplace.h: a new folder that a test works in, so that paths in messages are short and known.
 *
 * Layer: tests. Used by: test_diag, test_excerpt, test_file. */
#ifndef CONCORDAT_TESTS_WORKPLACE_H
#define CONCORDAT_TESTS_WORKPLACE_H

#include "expect.h"
#include "scratch.h"

/* Whatever waits for a pipe waits no longer than this. */
enum { WORKPLACE_SECONDS = 120 };

/* Makes a new folder and goes there; the caller leaves it by workplace_leave. */
static inline char *workplace_enter(void)
{
    char *folder = scratch_make();
    assert_int_equal(chdir(folder), 0);
    alarm(WORKPLACE_SECONDS);
    return folder;
}

/* Goes elsewhere and removes the folder. */
static inline void workplace_leave(char *folder)
{
    alarm(0);
    assert_int_equal(chdir("/"), 0);
    scratch_remove(folder);
    free(folder);
}

/* Writes a file of any bytes. */
static inline void put_file(const char *path, struct str bytes)
{
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(bytes.ptr, 1, bytes.len, file), bytes.len);
    assert_int_equal(fclose(file), 0);
}

/* Writes a file of `piece` again and again, as large as one may be. */
static inline void put_large_file(const char *path, const char *piece)
{
    enum { LARGE = 4 * 1024 * 1024 };
    struct buf text = {0};
    while (text.len + strlen(piece) <= LARGE)
        buf_add_string(&text, piece);
    put_file(path, buf_str(&text));
    buf_free(&text);
}

#endif
