/* test_strings.c: what is wrong in a file of strings is told at its place, and once.
 *
 * Each case changes one line of a file without mistakes. Layer: tests. Uses: strings. */
#include "../../generator/render/strings.h"

#include "draft.h"
#include "workplace.h"

/* A file of strings without mistakes; the lists of choices, which grow, come last. */
static struct buf good_file(void)
{
    struct buf file = {0};
    buf_add_string(&file, "months: [January, February, March, April, May, June, July, August, "
                          "September, October, November, December]\n"
                          "dates:\n"
                          "  on: \"{day} {month} {year}\"\n"
                          "  range: \"{first} to {last}\"\n"
                          "  by: \"by {date}\"\n"
                          "  before: \"before {date}\"\n"
                          "  from: \"from {date}\"\n"
                          "  until: \"until {date}\"\n"
                          "  early: \"early {date}\"\n"
                          "  mid: \"mid {date}\"\n"
                          "  late: \"late {date}\"\n"
                          "  spring: \"spring {date}\"\n"
                          "  summer: \"summer {date}\"\n"
                          "  autumn: \"autumn {date}\"\n"
                          "  winter: \"winter {date}\"\n"
                          "pages: {");
    for (int kind = 0; kind < PAGE_KIND_COUNT; kind++)
        if (page_kind_row((enum page_kind)kind)->label)
            buf_printf(&file, "%s: x, ", page_kind_row((enum page_kind)kind)->label);
    buf_add_string(&file, "}\n"
                          "words:\n"
                          "  skip: Skip\n"
                          "  seats: {by: seats.count, one: a seat, other: seats}\n"
                          "  deep: {deeper: {deepest: words}}\n"
                          "meanings:\n"
                          "  timeline: [history, key dates]\n"
                          "choices:\n");
    for (int list = 0; list < CHOICES_COUNT; list++) {
        buf_printf(&file, "  %s: {", choices_of(list)->name);
        for (size_t i = 0; i < choices_of(list)->count; i++)
            buf_printf(&file, "\"%s\": x, ", choices_of(list)->values[i].name);
        buf_add_string(&file, "}\n");
    }
    buf_add_string(&file, "figures: {group: \",\", point: \".\", minus: \"-\"}\n");
    return file;
}

/* Writes the file of a language, `old` in it replaced by `new`. */
static void put_strings(const char *name, const char *old, const char *new)
{
    struct buf file = good_file();
    struct buf changed = {0};
    const char *place = strstr(file.ptr, old);
    assert_non_null(place);
    buf_printf(&changed, "%.*s%s%s", (int)(place - file.ptr), file.ptr, new, place + strlen(old));
    scratch_put(".", name, changed.ptr);
    buf_free(&file);
    buf_free(&changed);
}

/* Loads the strings of a language; whether there are any. */
static bool load(const char *language, const char *told)
{
    struct arena *arena = arena_new();
    struct draft draft = {.diag = diag_new()};
    struct template_set *set = template_set_new(arena, NULL, draft.diag);
    bool loaded = strings_load(arena, "strings", str_of(language),
                               (struct mark){"site.yaml", 2, 11}, set, draft.diag) != NULL;
    draft_tells(&draft, told);
    diag_free(draft.diag);
    arena_free(arena);
    return loaded;
}

#define EN "strings/en.yaml:"

/* What is written in place of what, and what is told. */
static const struct {
    const char *old;
    const char *new;
    const char *told;
} mistakes[] = {
    {"skip", "skip", ""},
    {"months:", "month:",
     EN "1:1: error [unknown-field] 'month' is no part of a file of strings (did you mean "
        "months?)\n" EN
        "1:1: error [unknown-string] the names of twelve months are expected (write months: "
        "[January, February, ...])\n"},
    {", December]", "]",
     EN "1:9: error [unknown-string] the names of twelve months are expected (write months: "
        "[January, February, ...])\n"},
    {"[January,", "[[January],",
     EN "1:10: error [wrong-kind] words are expected in the list 'months', not a list\n"},
    {"{day} {month} {year}", "{day} {year}",
     EN "3:7: error [missing-field] the form of date 'on' needs {month}\n"},
    {"{day} {month} {year}", "{day}-{mont} {year}",
     EN "3:14: error [unknown-name] '{mont}' is no part of the form of date 'on' (did you "
        "mean {month}?)\n"},
    {"{first} to {last}", "{first} to {last} {date}",
     EN "4:29: error [unknown-name] '{date}' is no part of the form of date 'range' (write one "
        "of: {first}, {last})\n"},
    {"by {date}", "by {date",
     EN "5:11: error [unknown-name] '{date' is no part of the form of date 'by' (did you mean "
        "{date}?)\n"},
    {"by {date}", "by {date} {",
     EN "5:18: error [unknown-name] '{' is no part of the form of date 'by' (write one of: "
        "{date})\n"},
    {"\"by {date}\"", "[by]",
     EN "5:7: error [wrong-kind] words are expected in the form of date 'by', not a list\n"},
    {"  winter:", "  wintr:",
     EN "3:3: error [unknown-string] the form of date 'winter' has no words here (write "
        "winter: and its words)\n" EN
        "15:3: error [unknown-field] 'wintr' is no form of date (did you mean winter?)\n"},
    {"overview: x", "overvew: x",
     EN "16:8: error [unknown-string] the page 'overview' has no words here (write overview: "
        "and its words)\n" EN
        "16:62: error [unknown-field] 'overvew' is no page of the menu (did you mean "
        "overview?)\n"},
    {"skip: Skip", "skip:",
     EN "18:8: error [empty-field] the string 'skip' has no words (write \"\" for no words at "
        "all)\n"},
    {"skip: Skip", "skip: \"\"", ""},
    {"skip: Skip", "skip: [Skip]",
     EN "18:9: error [wrong-kind] words are expected in the string 'skip', not a list\n"},
    {"by: seats.count", "by: [seats.count]",
     EN "19:15: error [wrong-kind] words are expected in the string 'seats', not a list\n"},
    {"one: a seat", "one: {a: seat}",
     EN "19:33: error [wrong-kind] words are expected in the string 'seats', not a group of "
        "fields\n"},
    {", other: seats", "",
     EN "19:33: error [missing-field] the string `seats` says nothing for all other numbers "
        "(add the form other)\n"},
    {"deepest: words", "deepest: []",
     EN "20:28: error [wrong-kind] words are expected in the string 'deep.deeper.deepest', not "
        "a list\n"},
    {"[history, key dates]", "history",
     EN "22:13: error [wrong-kind] a list of words is expected in the meaning 'timeline', not text "
        "(write a list: [key dates, history])\n"},
    {"[history, key dates]", "",
     EN "22:12: error [wrong-kind] a list of words is expected in the meaning 'timeline', not "
        "nothing (write a list: [key dates, history])\n"},
    {"[history, key dates]", "[history, [key dates]]",
     EN "22:23: error [wrong-kind] words are expected in the meaning 'timeline', not a list\n"},
    {"timeline: [history, key dates]", "timeline: []", ""},
    {"\"existing\"", "\"existng\"",
     EN "24:13: error [unknown-string] the value of standing 'existing' has no words here "
        "(write existing: and its words)\n" EN
        "24:14: error [unknown-field] 'existng' is no value of standing (did you mean "
        "existing?)\n"},
    {"  standing: {", "  standng: {}\n  standing: {",
     EN "24:3: error [unknown-field] 'standng' is no list of choices (did you mean "
        "standing?)\n"},
};

static void each_mistake_is_told_at_its_place(void **state)
{
    (void)state;
    char *folder = workplace_enter();
    for (size_t i = 0; i < sizeof mistakes / sizeof *mistakes; i++) {
        put_strings("strings/en.yaml", mistakes[i].old, mistakes[i].new);
        assert_true(load("en", mistakes[i].told));
    }
    workplace_leave(folder);
}

/* Where no words can be had there are none to compile with, and one message says so. */
static void a_file_that_cannot_be_read_is_one_mistake(void **state)
{
    (void)state;
    char *folder = workplace_enter();
    put_strings("strings/en.yaml", "words:\n", "words: Words\nother:\n");
    assert_false(load("en",
                      EN "17:8: error [wrong-kind] a group of words is expected in 'words', "
                         "not text (write lines like name: words)\n" EN
                         "18:1: error [unknown-field] 'other' is no part of a file of "
                         "strings (write one of: months, dates, figures, choices, pages, meanings, "
                         "words)\n"));
    scratch_put(".", "strings/en.yaml", "- a list\n");
    assert_false(load("en", EN "1:1: error [wrong-kind] a file of strings is expected (write "
                               "months:, dates:, figures:, choices:, pages:, meanings: and "
                               "words:)\n"));
    scratch_put(".", "strings/en.yaml", "");
    assert_false(load("en", EN "1:1: error [wrong-kind] a file of strings is expected (write "
                               "months:, dates:, figures:, choices:, pages:, meanings: and "
                               "words:)\n"));
    workplace_leave(folder);
}

static void a_language_has_a_file_or_that_of_its_first_part(void **state)
{
    (void)state;
    char *folder = workplace_enter();
    assert_false(load("cy", "site.yaml:2:11: error [unknown-value] the templates have no words in "
                            "the language 'cy': there is no strings/cy.yaml (write that file)\n"));
    put_strings("strings/en.yaml", "skip", "skip");
    assert_true(load("en-GB", ""));
    put_strings("strings/en-GB.yaml", "skip: Skip", "skip: []");
    assert_true(load("en-GB", "strings/en-GB.yaml:18:9: error [wrong-kind] words are expected in "
                              "the string 'skip', not a list\n"));
    assert_true(load("en-US", ""));
    assert_false(load("fr-CA", "site.yaml:2:11: error [unknown-value] the templates have no words "
                               "in the language 'fr-CA': there is no strings/fr.yaml (write that "
                               "file, or one of these: en-GB, en)\n"));
    workplace_leave(folder);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_mistake_is_told_at_its_place),
        cmocka_unit_test(a_file_that_cannot_be_read_is_one_mistake),
        cmocka_unit_test(a_language_has_a_file_or_that_of_its_first_part),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
