/* test_search_index.c: what the index says of pages: their words, their texts, the start. */
#include "../../generator/search/ranking.h"
#include "../../generator/search/shards.h"
#include "../../generator/search/texts.h"
#include "concordat/base/table.h"
#include "expect.h"

/* The files of an index, by address. */
struct files {
    struct arena *arena;
    struct table *table;
};

static void keep(struct str address, struct str bytes, void *context)
{
    struct files *files = context;
    struct str *kept = arena_alloc(files->arena, sizeof *kept);
    *kept = arena_copy(files->arena, bytes);
    assert_ptr_equal(table_add(files->table, arena_copy(files->arena, address), kept), kept);
}

static struct files new_files(void)
{
    struct files files = {.arena = arena_new()};
    files.table = table_new(files.arena);
    return files;
}

static struct str file(const struct files *files, const char *address)
{
    const struct str *kept = table_get(files->table, str_of(address));
    if (!kept)
        fail_msg("there is no %s", address);
    return *kept;
}

static bool holds(struct str text, const char *sought)
{
    size_t length = strlen(sought);
    for (size_t at = 0; at + length <= text.len; at++)
        if (memcmp(text.ptr + at, sought, length) == 0)
            return true;
    return false;
}

static void expect_in(struct str text, const char *sought)
{
    if (!holds(text, sought))
        fail_msg("%s is not in\n%.*s", sought, STR_ARGS(text));
}

/* A text where only constants may stand. */
#define CONSTANT(literal)                                                                          \
    {                                                                                              \
        "" literal, sizeof("" literal) - 1                                                         \
    }

static const struct meaning meanings[] = {
    {CONSTANT("LAA"), CONSTANT("Local Area Agreement")},
    {CONSTANT("Local Area Agreement"), CONSTANT("LAA")},
};

static const struct search_group hill = {.id = CONSTANT("hill"),
                                         .label = CONSTANT("Hill"),
                                         .names = CONSTANT("Hill"),
                                         .meanings = {meanings, 2}};
static const struct search_group vale = {.id = CONSTANT("vale"),
                                         .label = CONSTANT("Vale"),
                                         .names = CONSTANT("Vale"),
                                         .fictional = true};

static const struct meaning of_language[] = {{CONSTANT("pays for"), CONSTANT("budget")}};
static const struct meanings english = {of_language, 1};

static void add_page(struct search_part *part, const char *address, const char *main, bool aside)
{
    struct buf html = {0};
    buf_printf(&html, "<!doctype html><body>Menu<main>%s</main></body>", main);
    search_part_add(part, str_of(address), buf_str(&html), aside);
    buf_free(&html);
}

static void add(struct search_part *part, const char *address, const char *main)
{
    add_page(part, address, main, false);
}

static void add_hill(struct search_index *index, size_t number, struct files *files)
{
    struct search_part *part = search_part_begin(index, number, &hill, keep, files);
    add(part, "hill/index.html", "<h1>Hill Trust</h1><p>The LAA pays for chairs.</p>");
    add(part, "hill/money/index.html",
        "<h1>Money</h1><p>A local area agreement pays for a chair.</p><p>&lt;/script&gt; "
        "\xE2\x80\xA8</p>");
    search_part_end(part);
}

static void add_vale(struct search_index *index, size_t number, struct files *files)
{
    struct search_part *part = search_part_begin(index, number, &vale, keep, files);
    add(part, "vale/index.html", "<h1>Vale</h1><p>Nobody chaired it in Hill.</p>");
    search_part_end(part);
}

static void tells_words_texts_and_the_start(void **state)
{
    struct files files = new_files();
    struct search_index *index = search_index_new(STR("en"), english, 2);
    (void)state;
    add_hill(index, 0, &files);
    add_vale(index, 1, &files);
    search_index_finish(index, keep, &files);
    struct str words = file(&files, "search/words_0.js");
    expect_in(words, "concordatSearch(\"words_0\",\"");
    expect_in(words, " chair,,ed,s:::"); /* the stem with its three forms */
    expect_in(words, " hill,:A::");      /* names the first group */
    expect_in(words, " laa,:::EE ");     /* the page that only spells it out has it too */
    expect_in(words, " budget,:::EE ");  /* what nobody says, and is meant */
    expect_text(
        "start", file(&files, "search/start.js"),
        STR("concordatSearch(\"start\",{\"words\":\"0\",\n\"groups\":\"hill vale\",\n\"pages\":"
            "\"ED\",\n\"units\":\"H\"})\n"));
    expect_text(
        "texts", file(&files, "search/hill/0.js"),
        STR("concordatSearch(\"hill/0\",[\"Hill\",0,\n[\"hill/\",\"Hill Trust\",[\"\",\"\","
            "\"The LAA pays for chairs.\"]],\n[\"hill/money/\",\"Money\",[\"\",\"\",\"A local"
            " area agreement pays for a chair.\",\"\\u003c/script> \\u2028\"]]])\n"));
    expect_in(file(&files, "search/vale/0.js"), "[\"Vale\",1,");
    search_index_free(index);
    arena_free(files.arena);
}

/* One way of working must come to the same index as another. */
static void does_not_depend_on_who_was_first(void **state)
{
    struct files one = new_files();
    struct files other = new_files();
    struct search_index *index = search_index_new(STR("en"), english, 2);
    (void)state;
    add_hill(index, 0, &one);
    add_vale(index, 1, &one);
    search_index_finish(index, keep, &one);
    search_index_free(index);
    index = search_index_new(STR("en"), english, 2);
    add_vale(index, 1, &other);
    /* With another vocabulary: one that is at work. */
    struct search_part *part = search_part_begin(index, 0, &hill, keep, &other);
    add(part, "hill/index.html", "<h1>Hill Trust</h1><p>The LAA pays for chairs.</p>");
    add(part, "hill/money/index.html",
        "<h1>Money</h1><p>A local area agreement pays for a chair.</p><p>&lt;/script&gt; "
        "\xE2\x80\xA8</p>");
    search_part_end(part);
    search_index_finish(index, keep, &other);
    search_index_free(index);
    expect_number("files", (long)table_count(one.table), (long)table_count(other.table));
    expect_text("words", file(&one, "search/words_0.js"), file(&other, "search/words_0.js"));
    expect_text("start", file(&one, "search/start.js"), file(&other, "search/start.js"));
    arena_free(one.arena);
    arena_free(other.arena);
}

static void cuts_long_pages_into_units(void **state)
{
    struct files files = new_files();
    struct search_index *index = search_index_new(STR("en"), english, 1);
    struct search_part *part = search_part_begin(index, 0, &hill, keep, &files);
    struct buf main = {0};
    (void)state;
    buf_add_string(&main, "<h1>Long</h1><p>");
    for (int i = 0; i < 200; i++)
        buf_printf(&main, "word%d ", i);
    buf_add_string(&main,
                   "</p><h2 id=\"End\">End</h2><p>Repeated, word for word, in a passage that "
                   "is long enough to be told no more than once.</p>");
    add(part, "hill/long/index.html", main.ptr);
    add(part, "hill/handbook/index.html",
        "<h1>Handbook</h1><p>Repeated, word for word, in a passage that is long enough to be told "
        "no more than once.</p><p>Its own.</p>");
    search_part_end(part);
    search_index_finish(index, keep, &files);
    expect_in(file(&files, "search/start.js"), "\"units\":\"J\""); /* pages begin at 0 and 3 */
    expect_in(file(&files, "search/hill/0.js"), "word99");
    expect_in(file(&files, "search/hill/1.js"), "[\"End\",\"End\",\"Repeated");
    /* What the page before has told already is left out. */
    expect_in(file(&files, "search/hill/1.js"), "\"Handbook\",[\"\",\"\",\"Its own.\"]");
    search_index_free(index);
    arena_free(files.arena);
    buf_free(&main);
}

/* A handbook comes before the glossary that it repeats. */
static void what_is_told_aside_is_found_at_home(void **state)
{
    static const char term[] =
        "<p>A pooled budget holds the money of several partners for one and the same purpose.</p>";
    struct files files = new_files();
    struct search_index *index = search_index_new(STR("en"), english, 1);
    struct search_part *part = search_part_begin(index, 0, &hill, keep, &files);
    (void)state;
    add_page(part, "hill/handbook/index.html", term, true);
    add_page(part, "hill/data/index.html", term, true);
    add(part, "hill/glossary/index.html", term);
    add(part, "hill/pages/index.html", term);
    search_part_end(part);
    search_index_finish(index, keep, &files);
    expect_in(file(&files, "search/hill/0.js"), "[\"hill/data/\",\"\"]");
    expect_in(file(&files, "search/hill/1.js"), "[\"hill/glossary/\",\"\",[\"\",\"\",\"A pooled");
    expect_in(file(&files, "search/hill/1.js"), "[\"hill/pages/\",\"\"]");
    expect_in(file(&files, "search/words_0.js"), " pool,ed:::AiB "); /* hardly in the handbook */
    search_index_free(index);
    arena_free(files.arena);
}

static void tells_of_a_common_word_the_best_pages(void **state)
{
    struct files files = new_files();
    struct search_index *index = search_index_new(STR("en"), english, 1);
    struct search_part *part = search_part_begin(index, 0, &hill, keep, &files);
    (void)state;
    for (int i = 0; i < MOST_HITS + 100; i++)
        add(part, "hill/index.html",
            i == MOST_HITS + 90 ? "<h1>Common</h1>" : "<h1>P</h1><p>common</p>");
    search_part_end(part);
    search_index_finish(index, keep, &files);
    struct buf count = {0};
    buf_add_string(&count, "common,::");
    number_write(MOST_HITS + 100, &count);
    expect_in(file(&files, "search/words_0.js"), count.ptr);
    buf_free(&count);
    /* The page with that title, after those that are told before it. */
    struct buf last = {0};
    number_write(91UL << 5 | 11 << 1, &last);
    expect_in(file(&files, "search/words_0.js"), last.ptr);
    search_index_free(index);
    arena_free(files.arena);
    buf_free(&last);
}

/* Each file of words begins with letters that tell it from the one before, and says how many of
 * them are shared. */
static void parts_words_into_files(void **state)
{
    struct files files = new_files();
    struct search_index *index = search_index_new(STR("en"), english, 1);
    struct search_part *part = search_part_begin(index, 0, &hill, keep, &files);
    struct buf main = {0};
    (void)state;
    buf_add_string(&main, "<h1>Words</h1><p>");
    for (int i = 100; i < 400; i++)
        buf_printf(&main, "zebra%d ", i);
    add(part, "hill/index.html", main.ptr);
    search_part_end(part);
    search_index_finish(index, keep, &files);
    expect_in(file(&files, "search/start.js"), "{\"words\":\"0 0zebra209 5315\"");
    expect_in(file(&files, "search/words_2.js"), "\"zebra315,");
    search_index_free(index);
    arena_free(files.arena);
    buf_free(&main);
}

static void writes_numbers(void **state)
{
    static const struct {
        unsigned long number;
        const char *written;
    } rows[] = {{0, "A"}, {31, "f"}, {32, "gB"}, {33, "hB"}, {1023, "_f"}, {1024, "ggB"}};
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct buf out = {0};
        number_write(rows[i].number, &out);
        expect_written("number", &out, str_of(rows[i].written));
    }
}

static void ranks_titles_over_texts(void **state)
{
    const struct hit titled = {.title = WHOLE_TITLE};
    const struct hit often = {.weight = 40};
    const struct hit once = {.weight = WEIGHT_OF_TEXT};
    const struct hit all = {.title = WHOLE_TITLE, .weight = MOST_WEIGHT};
    (void)state;
    assert_true(level_of(&titled, 100, 100) > level_of(&often, 100, 100));
    assert_true(level_of(&often, 100, 100) > level_of(&once, 100, 100));
    assert_true(level_of(&once, 10, 100) > level_of(&once, 1000, 100));
    assert_true(level_of(&all, 1, 1000000) < LEVELS);
    expect_number("nothing", level_of(&(struct hit){0}, 0, 1), 0);
}

static void is_made_of_nothing(void **state)
{
    struct files files = new_files();
    struct search_index *index = search_index_new(STR(""), english, 3);
    (void)state;
    search_index_finish(index, keep, &files);
    expect_text(
        "start", file(&files, "search/start.js"),
        STR("concordatSearch(\"start\",{\"words\":\"\",\n\"groups\":\"  \",\n\"pages\":\"AAA\",\n"
            "\"units\":\"\"})\n"));
    search_index_free(index);
    search_index_free(NULL);
    arena_free(files.arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(tells_words_texts_and_the_start),
        cmocka_unit_test(does_not_depend_on_who_was_first),
        cmocka_unit_test(cuts_long_pages_into_units),
        cmocka_unit_test(what_is_told_aside_is_found_at_home),
        cmocka_unit_test(tells_of_a_common_word_the_best_pages),
        cmocka_unit_test(parts_words_into_files),
        cmocka_unit_test(writes_numbers),
        cmocka_unit_test(ranks_titles_over_texts),
        cmocka_unit_test(is_made_of_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
