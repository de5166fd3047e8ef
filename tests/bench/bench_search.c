/* bench_search.c: what the index of 10,000 pages costs: processor time to make it, and what a query
 * loads. The pages are made up: 20 trusts, words as common as in a language, each page in the frame
 * that the templates put around it.
 *
 * The time is taken in pairs, with the index and without: what it costs to make the pages, and to
 * write the files, is the same in both but for those of the index. Layer: tests. Uses: search,
 * write. */
#define _XOPEN_SOURCE 700 /* nftw */
#include "concordat/search/search.h"
#include "concordat/write/output.h"

#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

enum { TRUSTS = 20, PAGES = 500, WORDS = 16000, PAIRS = 3 };

/* ------------------------------------------------------------------ made-up pages */

static unsigned long seed;

/* A number below `below`, the same in each run. */
static unsigned long draw(unsigned long below)
{
    seed = seed * 6364136223846793005UL + 1442695040888963407UL;
    return (seed >> 33) % below;
}

/* The number of a word: that of rank r as often as 1/r of the first. */
static unsigned long draw_word(void)
{
    unsigned long number = 1;
    while (number < WORDS / 2 && draw(100) < 87)
        number = number + number / 2 + 1;
    return (number + draw(number)) % WORDS;
}

static void add_word(struct buf *out, unsigned long number)
{
    static const char *const syllables[] = {"ba",  "con", "der", "el",  "fi",  "gra", "hal",
                                            "is",  "jo",  "kel", "lum", "men", "nor", "os",
                                            "par", "qui", "ran", "sed", "tor", "ul"};
    static const char *const ends[] = {"", "s", "ed", "ing", "ation"};
    do
        buf_add_string(out, syllables[number % 20]);
    while ((number /= 20) > 0);
    buf_add_string(out, ends[draw(5)]);
}

static void add_words(struct buf *out, unsigned long count)
{
    for (unsigned long i = 0; i < count; i++) {
        buf_add_string(out, i > 0 ? " " : "");
        add_word(out, draw_word());
    }
}

static void add_frame(struct buf *out)
{
    buf_add_string(
        out,
        "<!doctype html>\n<html lang=\"en\">\n<body id=\"Top\">\n<nav class=\"menu\">\n<ul>\n");
    for (int i = 0; i < 25; i++)
        buf_printf(out, "<li><a href=\"../../page-%d/index.html\">An entry of the menu</a></li>\n",
                   i);
    buf_add_string(out, "</ul>\n</nav>\n<main id=\"Main\" tabindex=\"-1\">\n");
}

/* A page of one to eight sections, each of text, a list and a table. */
static void make_page(struct buf *out)
{
    unsigned long sections = 1 + draw(4) * draw(3);
    buf_clear(out);
    add_frame(out);
    buf_add_string(out, "<h1>");
    add_words(out, 2 + draw(4));
    buf_add_string(out, "</h1>\n");
    for (unsigned long i = 0; i < sections; i++) {
        buf_printf(out, "<h2 id=\"section-%lu\">", i);
        add_words(out, 3);
        buf_add_string(out, "</h2>\n<p>");
        add_words(out, 30 + draw(60));
        buf_add_string(out, ".</p>\n<ul class=\"plain\">\n<li id=\"item\">");
        add_words(out, 12);
        buf_add_string(out, "</li>\n</ul>\n<table>\n<tbody>\n<tr><th scope=\"row\">");
        add_words(out, 2);
        buf_add_string(out, "</th><td><p>");
        add_words(out, 4);
        buf_add_string(out, "</p></td></tr>\n</tbody>\n</table>\n");
    }
    buf_add_string(out, "</main>\n</body>\n</html>\n");
}

/* ------------------------------------------------------------------ a run */

/* Files of one kind. */
struct files {
    size_t count;
    size_t bytes;
    size_t largest;
};

struct run {
    struct output *output;
    struct files start;
    struct files words;
    struct files texts;
};

static void add_file(struct str address, struct str bytes, void *context)
{
    struct run *run = context;
    struct files *files = str_starts(address, "search/start")    ? &run->start
                          : str_starts(address, "search/words_") ? &run->words
                                                                 : &run->texts;
    files->count++;
    files->bytes += bytes.len;
    files->largest = bytes.len > files->largest ? bytes.len : files->largest;
    output_add(run->output, address, bytes, (struct mark){"bench", 0, 0});
}

static double processor_seconds(void)
{
    struct timespec time;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
    return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

static int remove_one(const char *path, const struct stat *status, int kind, struct FTW *walk)
{
    (void)status;
    (void)kind;
    (void)walk;
    return remove(path);
}

static void publish_trust(struct search_index *index, size_t number, struct run *run)
{
    char id[16];
    char address[64];
    struct buf html = {0};
    snprintf(id, sizeof id, "trust-%zu", number);
    const struct search_group group = {.id = str_of(id), .label = str_of(id), .names = str_of(id)};
    struct search_part *part =
        index ? search_part_begin(index, number, &group, add_file, run) : NULL;
    for (int page = 0; page < PAGES; page++) {
        make_page(&html);
        snprintf(address, sizeof address, "%s/page-%d/index.html", id, page);
        output_add(run->output, str_of(address), buf_str(&html), (struct mark){"bench", 0, 0});
        if (part)
            search_part_add(part, str_of(address), buf_str(&html), false);
    }
    if (part)
        search_part_end(part);
    buf_free(&html);
}

/* Publishes all pages into a new folder; the seconds that it took. */
static double publish(bool indexed, struct run *run, struct diag *diag)
{
    char folder[] = "/dev/shm/concordat-bench-XXXXXX"; /* memory: no waiting for a disk */
    if (!mkdtemp(folder))
        return 0;
    double start = processor_seconds();
    struct search_index *index =
        indexed ? search_index_new(STR("en"), (struct meanings){0}, TRUSTS) : NULL;
    *run = (struct run){.output = output_open(folder, diag)};
    seed = 1;
    for (size_t number = 0; run->output && number < TRUSTS; number++)
        publish_trust(index, number, run);
    if (index && run->output)
        search_index_finish(index, add_file, run);
    if (run->output)
        output_commit(run->output);
    output_free(run->output);
    search_index_free(index);
    double took = processor_seconds() - start;
    nftw(folder, remove_one, 16, FTW_DEPTH | FTW_PHYS);
    return took;
}

static int by_size(const void *a, const void *b)
{
    double left = *(const double *)a;
    double right = *(const double *)b;
    return (left > right) - (left < right);
}

/* What a query of five words loads beside the page's script: the start of the index, a file of
 * words each, and the texts of five results. */
static void tell_query(const struct run *run)
{
    enum { QUERY_WORDS = 5, RESULTS = 5 };
    if (run->words.count == 0 || run->texts.count == 0)
        return;
    size_t most =
        run->start.bytes + QUERY_WORDS * run->words.largest + RESULTS * run->texts.largest;
    size_t mean = run->start.bytes + QUERY_WORDS * run->words.bytes / run->words.count +
                  RESULTS * run->texts.bytes / run->texts.count;
    printf("search: a query of %d words loads %zu bytes, %zu at most (goal: below 50000)\n",
           QUERY_WORDS, mean, most);
}

int main(void)
{
    struct diag *diag = diag_new();
    struct run run = {0};
    double cost[PAIRS];
    for (int i = 0; i < PAIRS; i++) {
        double without = publish(false, &run, diag);
        double with = publish(true, &run, diag);
        cost[i] = with - without;
        printf("search: %.2f s with the index, %.2f s without\n", with, without);
    }
    qsort(cost, PAIRS, sizeof *cost, by_size);
    printf("search: %.2f s for %d pages (goal: below 1.5), %zu files, %zu kB\n", cost[PAIRS / 2],
           TRUSTS * PAGES, run.words.count + run.texts.count + 1,
           (run.start.bytes + run.words.bytes + run.texts.bytes) / 1000);
    tell_query(&run);
    bool failed = diag_count(diag, SEVERITY_ERROR) > 0;
    diag_free(diag);
    return failed;
}
