/* markdown_sample.h: what the tests of Markdown share: a text compiled, rendered, refused. */
#ifndef CONCORDAT_TESTS_MARKDOWN_SAMPLE_H
#define CONCORDAT_TESTS_MARKDOWN_SAMPLE_H

#include "concordat/markdown/markdown.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

struct fixture {
    struct arena *arena;
    struct diag *diag;
    struct buf out;
};

int set_up(void **state);
int tear_down(void **state);

#define CASE(function) cmocka_unit_test_setup_teardown(function, set_up, tear_down)

/* The document of a text that begins on `line` of t.md. */
const struct document *compile_from(struct fixture *fixture, unsigned line, struct str text,
                                    struct diag *diag);

/* The document of what stands in `out`. */
const struct document *compile_out(struct fixture *fixture, struct diag *diag);

/* A document of text that must compile. */
const struct document *compile(struct fixture *fixture, const char *text);

/* Asserts what stands in `out`, and empties it. */
void assert_out(struct fixture *fixture, const char *expected);

void assert_html(struct fixture *fixture, const char *text, const char *html);

/* A text, and where and how it is refused; `words` is in the message or the hint. */
struct refusal {
    const char *text;
    enum rule rule;
    unsigned line;
    unsigned column;
    const char *words;
};

void assert_refused(struct fixture *fixture, const struct refusal *refusal);

/* Asserts that a text compiles with this one warning. */
void assert_warned(struct fixture *fixture, const struct refusal *warning);

void repeat(struct buf *out, const char *text, size_t times);

/* Asserts that what stands in `out` is refused for a limit, first at this place; empties it. */
void assert_limit(struct fixture *fixture, unsigned line, unsigned column);

#endif
