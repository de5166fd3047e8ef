/* test_suggest.c: how far two words are apart, and which known word was meant. */
#include "concordat/base/suggest.h"
#include "expect.h"

enum { FAR = 64 };

static void counts_what_was_mistyped(void **state)
{
    (void)state;
    static const struct {
        const char *a, *b;
        size_t distance;
    } rows[] = {
        {"", "", 0},
        {"", "abc", 3},
        {"board", "board", 0},
        {"board", "boards", 1}, /* inserted */
        {"board", "bord", 1},   /* deleted */
        {"board", "beard", 1},  /* replaced */
        {"board", "baord", 1},  /* swapped with the next */
        {"board", "boadr", 1},
        {"ab", "ba", 1},
        {"abcd", "badc", 2},
        {"ca", "abc", 3}, /* nothing is put between two that are swapped */
        {"kitten", "sitting", 3},
        {"abc", "xyz", 3},
        {"Board", "bOARD", 0},
        {"vice-chair", "vice_chair", 0},
        {"vice chair", "Vice-Chair", 0},
        {"vice-chair", "vicechair", 1},
        {"\xC3\xA9t\xC3\xA9", "ete", 4}, /* bytes, not characters */
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct str a = str_of(rows[i].a);
        struct str b = str_of(rows[i].b);
        expect_number(rows[i].a, (long)edit_distance(a, b, FAR), (long)rows[i].distance);
        expect_number(rows[i].a, (long)edit_distance(b, a, FAR), (long)rows[i].distance);
    }
}

static void long_words_can_be_alike(void **state)
{
    char word[100];
    char other[sizeof word];
    (void)state;
    memset(word, 'a', sizeof word);
    memset(other, 'A', sizeof other);
    assert_true(words_alike((struct str){word, sizeof word}, (struct str){other, sizeof other}));
    assert_false(words_alike((struct str){word, sizeof word}, (struct str){other, 99}));
    other[99] = 'b';
    assert_false(words_alike((struct str){word, sizeof word}, (struct str){other, sizeof other}));
    assert_true(words_alike(STR("not stated"), STR("Not-stated")));
}

static void gives_up_beyond_the_limit(void **state)
{
    (void)state;
    assert_int_equal(edit_distance(STR("kitten"), STR("sitting"), 3), 3);
    assert_int_equal(edit_distance(STR("kitten"), STR("sitting"), 2), 3);
    assert_int_equal(edit_distance(STR("kitten"), STR("sitting"), 0), 1);
    assert_int_equal(edit_distance(STR("board"), STR("board"), 0), 0);
    assert_int_equal(edit_distance(STR("a"), STR("abcdef"), 3), 4);
}

/* Giving up early must not change what is within the limit. */
static void the_limit_changes_nothing_within_it(void **state)
{
    (void)state;
    unsigned long random = 7;
    for (int round = 0; round < 3000; round++) {
        char words[2][12];
        struct str word[2];
        for (int w = 0; w < 2; w++) {
            random = (random * 1103515245 + 12345) & 0x7FFFFFFF;
            word[w] = (struct str){words[w], (random >> 16) % sizeof words[w]};
            for (size_t i = 0; i < word[w].len; i++) {
                random = (random * 1103515245 + 12345) & 0x7FFFFFFF;
                words[w][i] = (char)('a' + (random >> 16) % 3);
            }
        }
        size_t whole = edit_distance(word[0], word[1], FAR);
        for (size_t limit = 0; limit < 12; limit++)
            assert_int_equal(edit_distance(word[0], word[1], limit),
                             whole <= limit ? whole : limit + 1);
    }
}

static void compares_words_of_64_letters_and_no_longer(void **state)
{
    (void)state;
    char longest[65];
    memset(longest, 'x', sizeof longest);
    struct str word = {longest, 64};
    assert_int_equal(edit_distance(word, word, FAR), 0);
    assert_int_equal(edit_distance(word, str_slice(word, 0, 63), FAR), 1);
    assert_int_equal(edit_distance(word, STR(""), FAR), 64);
    word.len = 65;
    assert_int_equal(edit_distance(word, word, FAR), FAR + 1);
}

/* The one of up to four words that is offered for `word`. */
static struct str suggested(const char *word, const char *const *known)
{
    struct suggestion search = suggestion_for(str_of(word));
    for (int i = 0; i < 4 && known[i]; i++)
        suggestion_offer(&search, str_of(known[i]));
    return search.best;
}

static void suggests_the_nearest_that_is_near(void **state)
{
    (void)state;
    static const struct {
        const char *word;
        const char *known[4];
        const char *best;
    } rows[] = {
        {"nmae", {"date", "name", "note"}, "name"},
        {"chiar", {"member", "chair"}, "chair"},
        {"Chair", {"choir", "chair"}, "chair"},
        {"supported_by", {"supports", "supported-by"}, "supported-by"},
        {"bodys", {"body", "bodies"}, "body"}, /* 1 before 2 */
        {"seet", {"seat", "sect"}, "seat"},    /* the first of two equally near */
        {"seet", {"sect", "seat"}, "sect"},
        {"organisaton", {"organization", "organisation"}, "organisation"},
        {"name", {"date", "area"}, ""}, /* half the word is too much */
        {"of", {"on", "in"}, "on"},
        {"of", {"at", "in"}, ""},
        {"a", {"b", "ab"}, ""}, /* nothing would be left of it */
        {"A", {"b", "a"}, "a"},
        {"", {"a", "id"}, ""},
        {"kind", {NULL}, ""},
        {"reports-to", {"advises", "accountable-to"}, ""},
        {"acountable-too", {"reports-to", "accountable-to"}, "accountable-to"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        expect_text(rows[i].word, suggested(rows[i].word, rows[i].known), str_of(rows[i].best));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(counts_what_was_mistyped),
        cmocka_unit_test(gives_up_beyond_the_limit),
        cmocka_unit_test(long_words_can_be_alike),
        cmocka_unit_test(the_limit_changes_nothing_within_it),
        cmocka_unit_test(compares_words_of_64_letters_and_no_longer),
        cmocka_unit_test(suggests_the_nearest_that_is_near),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
