/* new.c: `concordat new`: what each kind asks and which files it is started from.
 *
 * A kind is a row: its questions, each with an option and perhaps a usual answer made of those
 * before it, and its files, each a text of templates/starters/ and the place it is written to. To
 * add a kind, add a row and its texts. Layer: author. Uses: starter, schema. Used by: main. */
#include "concordat/author/new.h"

#include "concordat/base/date.h"
#include "concordat/base/file.h"
#include "concordat/base/suggest.h"
#include "concordat/schema/columns.h"
#include "concordat/schema/json_schema.h"
#include "starter.h"

#include <string.h>

static const char *const answer_names[NEW_ANSWERS] = {
    [NEW_TRUST] = "trust", [NEW_BODY] = "body", [NEW_NAME] = "name", [NEW_AREA] = "area",
    [NEW_TITLE] = "title", [NEW_DATE] = "date", [NEW_ID] = "id",
};

struct question {
    enum new_answer answer;
    const char *words;
    const char *usual; /* a text to be filled with the answers before; NULL for none */
};

struct file {
    const char *starter; /* in starters/; NULL for the JSON Schema that the place is named by */
    const char *place;   /* below the folder, to be filled */
};

enum { MOST_QUESTIONS = 5, MOST_FILES = 14 };

struct start {
    const char *name;
    const char *what;
    bool has_folder; /* whether it is a folder of its own, and not a part of the content */
    struct question questions[MOST_QUESTIONS];
    struct file files[MOST_FILES];
    const char *next; /* what to do then, to be filled; NULL for nothing */
};

#define NAME_OF_TRUST                                                                              \
    {                                                                                              \
        NEW_NAME, "What is the partnership called?", NULL                                          \
    }
#define AREA_OF_TRUST                                                                              \
    {                                                                                              \
        NEW_AREA, "Which area does it serve?", NULL                                                \
    }
#define ID_OF_TRUST                                                                                \
    {                                                                                              \
        NEW_ID, "What is it to be called in addresses?", "{{{area}}}"                              \
    }
#define TRUST                                                                                      \
    {                                                                                              \
        NEW_TRUST, "Which trust is it for (its id)?", NULL                                         \
    }

static const struct start kinds[] = {
    {"site",
     "a site of one trust, with a board to fill in",
     true,
     {NAME_OF_TRUST,
      AREA_OF_TRUST,
      ID_OF_TRUST,
      {NEW_TITLE, "What is the title of the site?", "{{{name}}}"}},
     {{"site/gitignore", ".gitignore"},
      {"site/site.yaml", "content/site.yaml"},
      {"trust/trust.yaml", "content/trusts/{{{id}}}/trust.yaml"},
      {"trust/bodies.yaml", "content/trusts/{{{id}}}/bodies.yaml"},
      {"trust/seats.csv", "content/trusts/{{{id}}}/seats.csv"},
      {"trust/sources.yaml", "content/trusts/{{{id}}}/sources.yaml"},
      {"trust/about.md", "content/trusts/{{{id}}}/pages/about.md"},
      {NULL, "schema/site.json"},
      {NULL, "schema/trust.json"},
      {NULL, "schema/narrative.json"},
      {NULL, "schema/paper.json"},
      {NULL, "schema/chapter.json"},
      {NULL, "schema/annual_summary.json"},
      {NULL, "schema/guide.json"}},
     "Now go into {{{folder}}}, run concordat build, and open site/public/index.html.\n"},
    {"theme",
     "a theme of your own, for --templates DIR",
     true,
     {{0}},
     {{"theme/theme.css", "assets/theme.css"}, {"theme/theme.mustache", "parts/theme.mustache"}},
     "Now run concordat build --templates {{{folder}}}.\n"},
    {"trust",
     "one more trust in the content",
     false,
     {NAME_OF_TRUST, AREA_OF_TRUST, ID_OF_TRUST},
     {{"trust/trust.yaml", "trusts/{{{id}}}/trust.yaml"},
      {"trust/bodies.yaml", "trusts/{{{id}}}/bodies.yaml"},
      {"trust/seats.csv", "trusts/{{{id}}}/seats.csv"},
      {"trust/sources.yaml", "trusts/{{{id}}}/sources.yaml"},
      {"trust/about.md", "trusts/{{{id}}}/pages/about.md"}},
     NULL},
    {"body",
     "a board, group or team of a trust",
     false,
     {TRUST,
      {NEW_NAME, "What is the body called?", NULL},
      {NEW_ID, "What is it to be called in addresses?", "{{{name}}}"}},
     {{"body.yaml", "trusts/{{{trust}}}/body-{{{id}}}.yaml"}},
     NULL},
    {"meeting",
     "a meeting of a body, with an agenda",
     false,
     {TRUST,
      {NEW_BODY, "Which body meets (its id)?", NULL},
      {NEW_DATE, "On which day (YYYY-MM-DD)?", NULL},
      {NEW_TITLE, "What is the meeting called?", "Meeting of {{{day}}}"},
      {NEW_ID, "What is it to be called in addresses?", "{{{date}}} {{{body}}}"}},
     {{"meeting.yaml", "trusts/{{{trust}}}/meeting-{{{id}}}.yaml"}},
     NULL},
    {"paper",
     "a report to a body, with numbered paragraphs",
     false,
     {TRUST,
      {NEW_TITLE, "What is the paper called?", NULL},
      {NEW_DATE, "Of which day is it (YYYY-MM-DD)?", NULL},
      {NEW_ID, "What is it to be called in addresses?", "{{{title}}}"}},
     {{"paper.md", "trusts/{{{trust}}}/papers/{{{id}}}.md"}},
     NULL},
    {"annual-report",
     "a safeguarding board's summary of a year",
     false,
     {TRUST,
      {NEW_BODY, "Whose year was it: which safeguarding board (its id)?", NULL},
      {NEW_ID, "Which year (2025 or 2025-26)?", NULL},
      {NEW_TITLE, "What is it called?", "{{{id}}}"}},
     {{"annual-report.md", "trusts/{{{trust}}}/safeguarding/{{{id}}}.md"}},
     NULL},
};

enum { START_COUNT = sizeof kinds / sizeof *kinds };

/* The names that starting files may use: the answers, the day in words, the folder. */
enum { FILLING_DAY = NEW_ANSWERS, FILLING_FOLDER, FILLINGS };

/* What `new` works on. */
struct making {
    const struct new_options *options;
    const struct start *kind;
    struct arena *arena;
    struct filling fillings[FILLINGS];
    struct buf *told;
    struct diag *diag;
};

static struct fillings fillings_of(const struct making *at)
{
    return (struct fillings){at->fillings, FILLINGS};
}

static struct str fill(const struct making *at, const char *text)
{
    struct buf filled = {0};
    starter_fill(text, str_of(text), fillings_of(at), &filled, at->diag);
    struct str kept = arena_copy(at->arena, buf_str(&filled));
    buf_free(&filled);
    return kept;
}

static size_t question_count(const struct start *kind)
{
    size_t count = 0;
    while (count < MOST_QUESTIONS && kind->questions[count].words)
        count++;
    return count;
}

/* ------------------------------------------------------------------ answers */

/* The day in words, as titles have it; without a pointer where the text is no day. */
static struct str day_in_words(struct arena *arena, struct str text)
{
    static const char *const months[] = {"January",   "February", "March",    "April",
                                         "May",       "June",     "July",     "August",
                                         "September", "October",  "November", "December"};
    struct date date;
    const char *problem;
    if (!date_parse(text, &date, &problem) || date.form != DATE_ON || date.first.day == 0)
        return (struct str){NULL, 0};
    long day = date_earliest(&date);
    return str_of(
        arena_printf(arena, "%ld %s %ld", day % 100, months[day / 100 % 100 - 1], day / 10000));
}

/* What is wrong with an answer, in the words of a message; NULL for nothing. */
static const char *problem_of(const struct making *at, enum new_answer answer, struct str text)
{
    bool is_id = answer == NEW_ID || answer == NEW_BODY || answer == NEW_TRUST;
    if (text.len == 0)
        return "it cannot be empty";
    if (str_first_bad_utf8(text) < text.len || str_find(text, '\n', 0) < text.len ||
        str_find(text, '\r', 0) < text.len)
        return "it is one line of UTF-8 text";
    if (is_id && (!id_is_well_formed(text) || id_is_device(text)))
        return "it has small letters, digits and hyphens only, such as trust-board";
    if (answer == NEW_DATE && !day_in_words(at->arena, text).ptr)
        return "it is a day, such as 2026-03-12";
    if (answer == NEW_TRUST && !folder_exists(arena_printf(at->arena, "%s/trusts/%.*s",
                                                           at->options->content, STR_ARGS(text))))
        return "there is no folder of that name in trusts/ of the content";
    return NULL;
}

/* The trust of a content that has one only; empty otherwise. */
static struct str only_trust(const struct making *at)
{
    struct entry_of_folder *entries;
    size_t count;
    const char *path = arena_printf(at->arena, "%s/trusts", at->options->content);
    if (!folder_exists(path) || !folder_read(at->arena, path, &entries, &count, at->diag))
        return STR("");
    return count == 1 && entries[0].kind == ENTRY_FOLDER ? entries[0].name : STR("");
}

static struct str usual_answer(const struct making *at, const struct question *question)
{
    if (question->answer == NEW_TRUST)
        return only_trust(at);
    struct str usual = question->usual ? fill(at, question->usual) : STR("");
    return question->answer == NEW_ID && question->usual ? id_of_words(at->arena, usual) : usual;
}

static void keep_answer(struct making *at, enum new_answer answer, struct str text)
{
    at->fillings[answer].text = arena_copy(at->arena, text);
    if (answer == NEW_DATE)
        at->fillings[FILLING_DAY].text = day_in_words(at->arena, text);
}

/* The answer as it is kept: a day as it is written in offices becomes one of definitions. */
static struct str answer_meant(const struct making *at, enum new_answer answer, struct str text)
{
    struct str day = answer == NEW_DATE && !day_in_words(at->arena, text).ptr
                         ? date_meant(at->arena, text)
                         : STR("");
    return day.len > 0 ? day : text;
}

/* Asks until the answer can be used; false where nobody answers. */
static bool ask_for(struct making *at, const struct question *question, struct str usual)
{
    struct buf answer = {0};
    struct str meant;
    const char *problem = NULL;
    do {
        const char *words = problem
                                ? arena_printf(at->arena, "No: %s. %s", problem, question->words)
                                : question->words;
        buf_clear(&answer);
        if (!at->options->ask(str_of(words), usual, &answer)) {
            buf_free(&answer);
            return false;
        }
        meant = answer_meant(at, question->answer, buf_str(&answer));
        problem = problem_of(at, question->answer, meant);
    } while (problem);
    keep_answer(at, question->answer, meant);
    buf_free(&answer);
    return true;
}

static bool answer_question(struct making *at, const struct question *question)
{
    const char *name = answer_names[question->answer];
    const char *given = at->options->answers[question->answer];
    struct str usual = usual_answer(at, question);
    if (!given && at->options->ask)
        return ask_for(at, question, usual);
    struct str text = given ? answer_meant(at, question->answer, str_of(given)) : usual;
    if (!given && usual.len == 0) {
        buf_printf(at->told, "new %s needs --%s: %s\n", at->kind->name, name, question->words);
        return false;
    }
    const char *problem = problem_of(at, question->answer, text);
    if (problem) {
        buf_printf(at->told, "'%.*s' cannot be the value of --%s: %s\n", STR_ARGS(text), name,
                   problem);
        return false;
    }
    keep_answer(at, question->answer, text);
    return true;
}

/* True where every option that was given belongs to the kind; says which does not. */
static bool only_its_own(struct making *at)
{
    for (size_t i = 0; i < NEW_ANSWERS; i++) {
        bool asked = false;
        for (size_t k = 0; k < question_count(at->kind); k++)
            asked = asked || at->kind->questions[k].answer == (enum new_answer)i;
        if (!at->options->answers[i] || asked)
            continue;
        buf_printf(at->told, "new %s does not take --%s\n", at->kind->name, answer_names[i]);
        return false;
    }
    if (at->kind->has_folder == (at->options->folder != NULL))
        return true;
    if (at->kind->has_folder)
        buf_printf(at->told, "write concordat new %s DIR\n", at->kind->name);
    else
        buf_printf(at->told, "new %s does not take '%s'\n", at->kind->name, at->options->folder);
    return false;
}

/* ------------------------------------------------------------------ files */

/* The path of a starting text; NULL, reported, where there is none. */
static const char *path_of_starter(const struct making *at, const char *starter)
{
    const char *path = NULL;
    for (size_t i = 0; i < 2; i++) {
        if (!at->options->templates[i])
            continue;
        path = arena_printf(at->arena, "%s/starters/%s", at->options->templates[i], starter);
        if (path_exists(path))
            return path;
    }
    diag_error(at->diag, (struct mark){path ? path : starter, 0, 0}, RULE_NO_CONTENT,
               STR("say with CONCORDAT_SHARE where the folder templates of the program is"),
               "the starting file is not there");
    return NULL;
}

static const char *schema_line = "# yaml-language-server:";

/* Where the content has no JSON Schema beside it, no line for editors names one: neither at the top
 * of a definition nor at that of the fields in front of a page. */
static struct str without_schema_line(const struct making *at, struct str text)
{
    static const char *const front = "---\n";
    struct str rest;
    struct str fields = str_starts(text, front) ? str_slice(text, strlen(front), text.len) : text;
    if (at->kind->has_folder || !str_starts(fields, schema_line) ||
        path_exists(arena_printf(at->arena, "%s/../schema/trust.json", at->options->content)))
        return text;
    str_cut(fields, '\n', &rest);
    if (fields.len < text.len)
        return str_of(arena_printf(at->arena, "%s%.*s", front, STR_ARGS(rest)));
    return str_starts(rest, "\n") ? str_slice(rest, 1, rest.len) : rest;
}

static bool make_text(const struct making *at, const struct file *file, struct buf *out)
{
    if (!file->starter) {
        struct str name = str_of(file->place + strlen("schema/"));
        json_schema(type_named(str_slice(name, 0, name.len - strlen(".json"))), out);
        return true;
    }
    struct str text;
    const char *path = path_of_starter(at, file->starter);
    if (!path || !file_read_text(at->arena, path, &text, at->diag))
        return false;
    if (question_count(at->kind) ==
        0) { /* nothing was asked: what is in braces is the theme's own */
        buf_add(out, text);
        return true;
    }
    return starter_fill(path, without_schema_line(at, text), fillings_of(at), out, at->diag);
}

static bool make_files(const struct making *at)
{
    const char *top = at->kind->has_folder ? at->options->folder : at->options->content;
    const char *paths[MOST_FILES];
    struct buf texts[MOST_FILES] = {0};
    size_t count = 0;
    bool good = true;
    for (; count < MOST_FILES && at->kind->files[count].place; count++) {
        paths[count] =
            arena_printf(at->arena, "%s/%s", top, fill(at, at->kind->files[count].place).ptr);
        if (path_exists(paths[count])) {
            diag_error(at->diag, (struct mark){paths[count], 0, 0}, RULE_FILE_THERE,
                       STR("choose another id or folder, or move it away"),
                       "this file is there already; nothing was written");
            good = false;
        }
        good = make_text(at, &at->kind->files[count], &texts[count]) && good;
    }
    for (size_t i = 0; i < count; i++) {
        good = good && starter_write(at->arena, paths[i], buf_str(&texts[i]), at->diag);
        if (good)
            buf_printf(at->told, "%s\n", paths[i]);
        buf_free(&texts[i]);
    }
    if (good && at->kind->next)
        buf_add(at->told, fill(at, at->kind->next));
    return good;
}

/* ------------------------------------------------------------------ new */

static const struct start *kind_named(const char *name, struct buf *told)
{
    struct suggestion near = suggestion_for(str_of(name));
    for (size_t i = 0; i < START_COUNT; i++) {
        if (strcmp(kinds[i].name, name) == 0)
            return &kinds[i];
        suggestion_offer(&near, str_of(kinds[i].name));
    }
    buf_printf(told, "new does not make '%s'", name);
    if (near.best.len > 0)
        buf_printf(told, " (did you mean %.*s?)", STR_ARGS(near.best));
    buf_add_string(told, "; it makes: ");
    new_kinds(told);
    buf_add_char(told, '\n');
    return NULL;
}

static enum new_result make(struct making *at)
{
    if (!only_its_own(at))
        return NEW_MISUSED;
    for (size_t i = 0; i < question_count(at->kind); i++)
        if (!answer_question(at, &at->kind->questions[i])) {
            if (at->told->len == 0)
                buf_printf(at->told, "new %s needs --%s\n", at->kind->name,
                           answer_names[at->kind->questions[i].answer]);
            return NEW_MISUSED;
        }
    if (make_files(at))
        return NEW_DONE;
    buf_clear(at->told);
    return NEW_FAILED;
}

enum new_result new_files(const struct new_options *options, struct buf *told, struct diag *diag)
{
    struct making at = {
        .options = options, .kind = kind_named(options->kind, told), .told = told, .diag = diag};
    if (!at.kind)
        return NEW_MISUSED;
    at.arena = arena_new();
    for (size_t i = 0; i < NEW_ANSWERS; i++)
        at.fillings[i].name = answer_names[i];
    at.fillings[FILLING_DAY].name = "day";
    at.fillings[FILLING_FOLDER].name = "folder";
    if (options->folder)
        at.fillings[FILLING_FOLDER].text = str_of(options->folder);
    enum new_result result = make(&at);
    arena_free(at.arena);
    return result;
}

void new_kinds(struct buf *out)
{
    for (size_t i = 0; i < START_COUNT; i++)
        buf_printf(out, "%s%s", i > 0 ? ", " : "", kinds[i].name);
}

void new_explain(struct buf *out)
{
    buf_add_string(out, "kinds, and what they ask for where the options do not say it:\n");
    for (size_t i = 0; i < START_COUNT; i++) {
        buf_printf(out, "  %-14s %s\n", kinds[i].name, kinds[i].what);
        buf_printf(out, "  %-14s ", "");
        if (kinds[i].has_folder)
            buf_add_string(out, "DIR");
        for (size_t k = 0; k < question_count(&kinds[i]); k++)
            buf_printf(out, "%s--%s", k > 0 || kinds[i].has_folder ? " " : "",
                       answer_names[kinds[i].questions[k].answer]);
        buf_add_char(out, '\n');
    }
}
