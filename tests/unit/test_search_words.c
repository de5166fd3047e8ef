/* test_search_words.c: how text becomes words, words stems, and a page passages. */
#include "../../generator/search/page_text.h"
#include "../../generator/search/stems.h"
#include "../../generator/search/words.h"
#include "expect.h"

static void splits_and_folds(void **state)
{
    static const struct {
        const char *text;
        const char *words;
    } rows[] = {
        {"Children’s Trust Board", "children trust board"},
        {"the boards’ own; O'Brien's, rock'n'roll", "the boards own obrien rocknroll"},
        {"vice-chair (2009/10) C4EO £1,200", "vice chair 2009 10 c4eo 1 200"},
        {"Åsa Łukasz Zoë ÆTHEL Straße Ŵyn Ẁyn Đor", "asa lukasz zoe aethel strasse wyn wyn dor"},
        {"cafe\xCC\x81 “quoted” – dash…", "cafe quoted dash"},
        {"ΑΒΓ Привет Ёж", "αβγ привет ёж"},
        {"Ștefan Țuțea Ươ Ǎ Əli Ɓala ǾǼ", "stefan tutea uo a əli ɓala øæ"},
        {"Άννα Ґанок Қыз Ӂ Անի", "άννα ґанок қыз ӂ անի"},
        {"a\xC2\xA0"
         "b × c ÷ d",
         "a b c d"},
        {"", ""},
        {" -- ’ ' ", ""},
        {"don't 's children'sx", "dont s childrensx"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct buf found = {0};
        struct folded word;
        struct str text = str_of(rows[i].text);
        buf_add_string(&found, "");
        for (size_t at = folded_next(text, 0, &word); word.len > 0;
             at = folded_next(text, at, &word)) {
            if (found.len > 0)
                buf_add_char(&found, ' ');
            buf_add(&found, folded_str(&word));
        }
        expect_text(rows[i].text, buf_str(&found), str_of(rows[i].words));
        buf_free(&found);
    }
}

static void leaves_out_what_is_too_long(void **state)
{
    char text[2 * LONGEST_WORD + 8];
    struct folded word;
    (void)state;
    memset(text, 'a', sizeof text);
    text[LONGEST_WORD] = ' ';
    text[sizeof text - 2] = ' ';
    text[sizeof text - 1] = 'z';
    struct str all = {text, sizeof text};
    size_t at = folded_next(all, 0, &word);
    expect_number("longest", (long)word.len, LONGEST_WORD);
    at = folded_next(all, at, &word);
    expect_text("after one that is too long", folded_str(&word), STR("z"));
    folded_next(all, at, &word);
    expect_number("the end", (long)word.len, 0);
}

static void finds_stems(void **state)
{
    static const struct {
        const char *language;
        const char *word;
        const char *stem;
    } rows[] = {
        {"en", "chairs", "chair"},
        {"en", "chairing", "chair"},
        {"en-GB", "agencies", "agenc"},
        {"en", "2009", "2009"},
        {"fr", "continuation", "continu"},
        {"cy", "byrddau", "byrddau"}, /* no stems are known for Welsh */
        {"", "chairs", "chairs"},
        {"tlh-long", "chairs", "chairs"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct stemmer *stemmer = stemmer_new(str_of(rows[i].language));
        expect_text(rows[i].word, stemmer_stem(stemmer, str_of(rows[i].word)),
                    str_of(rows[i].stem));
        stemmer_free(stemmer);
    }
}

/* ------------------------------------------------------------------ pages */

static void note_title(struct str text, void *context)
{
    buf_printf(context, "title %.*s\n", STR_ARGS(text));
}

static void note_heading(struct str anchor, struct str text, bool term, void *context)
{
    buf_printf(context, "%s #%.*s %.*s\n", term ? "term" : "heading", STR_ARGS(anchor),
               STR_ARGS(text));
}

static void note_passage(struct str anchor, struct str text, bool row, void *context)
{
    buf_printf(context, "%s #%.*s %.*s\n", row ? "row" : "passage", STR_ARGS(anchor),
               STR_ARGS(text));
}

static const struct {
    const char *html;
    const char *told;
} pages[] = {
    {"<p>Before</p><main id=\"Main\"><h1>The Board <span class=\"tag\">Proposed</span></h1>"
     "<nav><p>Menu</p><nav>Inner</nav></nav><p>One &amp; <b>two</b>\n  &lt;three&gt;</p></main>"
     "<footer><p>After</p></footer>",
     "title The Board (Proposed)\npassage # One & two <three>\n"},
    {"<main><h1>T</h1><h2 id=\"Facts\">Facts</h2><dl><div><dt>Meets</dt><dd><p>Monthly</p><p>Or "
     "not</p></dd></div><div><dt>Empty</dt><dd></dd></div><div><dt>Chair</dt><dd>Jo</dd></div></dl>"
     "</main>",
     "title T\nheading #Facts Facts\npassage #Facts Meets: Monthly\npassage #Facts Or not\n"
     "passage #Facts Chair: Jo\n"},
    {"<main><h1>T</h1><dl><div id=\"term_laa\"><dt>LAA</dt><dd><p>An agreement</p></dd></div></dl>"
     "</main>",
     "title T\nterm #term_laa LAA\npassage #term_laa An agreement\n"},
    {"<main><h1>T</h1><h2 "
     "id=\"Seats\">Seats</h2><table><caption>C</caption><thead><tr><th>Name</th>"
     "</tr></thead><tbody><tr id=\"seat_1\"><th>Jo</th><td><p>Chair</p></td><td></td><td>"
     "<p class=\"sources\">S</p></td></tr><tr><td>Al</td></tr></tbody></table><p>End</p></main>",
     "title T\nheading #Seats Seats\nrow #seat_1 Jo · Chair\nrow #Seats Al\npassage #Seats End\n"},
    {"<main><h1>T</h1><ul><li id=\"a\">One<ul><li>Two</li></ul></li><li>Three</li></ul>"
     "<svg><svg><text>Drawn</text></svg></svg><p>A<br>B</p><p title=\"x > y\">C</p></main>",
     "title T\npassage #a One\npassage #a Two\npassage # Three\npassage # A B\npassage # C\n"},
    {"<main><section id=\"s\"><h2>No id</h2><p>In</p></section><p>Out</p>",
     "heading #s No id\npassage #s In\npassage #s Out\n"},
    {"<main><p class=\"caption\">Of whom</p><h1>T</h1><p>A <span class=\"tag over\">Past</span></p>"
     "<p class=\"tagged\">B</p></main>",
     "title T\npassage # A (Past)\npassage # B\n"},
    {"<p>No main</p>", ""},
    {"<main", ""},
    {"<main><p>Cut &am", "passage # Cut &am\n"},
};

static void reads_pages(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof pages / sizeof *pages; i++) {
        struct buf told = {0};
        struct buf scratch = {0};
        const struct page_listener listener = {note_title, note_heading, note_passage, &told};
        buf_add_string(&told, "");
        page_text_read(str_of(pages[i].html), &listener, &scratch);
        expect_text(pages[i].html, buf_str(&told), str_of(pages[i].told));
        buf_free(&told);
        buf_free(&scratch);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(splits_and_folds),
        cmocka_unit_test(leaves_out_what_is_too_long),
        cmocka_unit_test(finds_stems),
        cmocka_unit_test(reads_pages),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
