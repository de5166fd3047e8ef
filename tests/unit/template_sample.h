/* template_sample.h: a small partnership, its shapes, and one-line checks of what templates make of
 * it and of the errors they are told.
 *
 * Layer: tests. Used by: the tests of templates. */
#ifndef CONCORDAT_TESTS_TEMPLATE_SAMPLE_H
#define CONCORDAT_TESTS_TEMPLATE_SAMPLE_H

#include "concordat/mustache/template.h"

/* trust   name, url, summary (markup), bodies (list of body), secret (text, absent)
 * body    name, purpose (markup, may be absent), seats (list), children (list of body),
 *         founded (a date with the part `iso`), aliases (list of text), statutory (flag),
 *         quorum (text; has states), extra (dynamic data), dates (list of dates)
 * seat    name, capacity (choice: chair, member), holder (person, may be absent), vacant (flag),
 *         phone (two values, sources differ), first (text: hides the loop's name)
 * person  name, email (may be absent), seats (list of seat)
 * value   note (the remarks on any field) */
extern const struct shape sample_trust, sample_body, sample_seat, sample_person;
extern const struct vocabulary sample_vocabulary;

/* The trust, and its board, which has two seats and two bodies below it. */
extern const void *const sample_trust_object;
extern const void *const sample_board_object;

struct sample {
    struct arena *arena;
    struct diag *diag;
    struct template_set *set;
};

int sample_set_up(void **state);
int sample_tear_down(void **state);

/* Adds a template; its file is its name. */
void sample_add(struct sample *sample, const char *name, const char *template);

/* Adds a string of one form, at line 1 of "en.yaml". */
void sample_string(struct sample *sample, const char *key, const char *template);

/* Compiles the template for the board of the trust, renders it and compares. */
void sample_renders(struct sample *sample, const char *name, const char *expected);

/* The same for dynamic data, written as JSON. */
void sample_renders_data(struct sample *sample, const char *name, const char *json,
                         const char *expected);

/* Adds `template` as "page" and compares what it renders. */
void sample_page(struct sample *sample, const char *template, const char *expected);

/* Compiles the template for the board of the trust, which must fail, and compares all that was
 * reported: lines of "file:line:column rule: message (hint)". */
void sample_fails(struct sample *sample, const char *name, const char *expected);

/* Compares what was reported so far. */
void sample_told(struct sample *sample, const char *expected);

#endif
