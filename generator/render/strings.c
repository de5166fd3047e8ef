/* strings.c: the words of one language, from templates/strings/<language>.yaml.
 *
 *     months: [January, February, ...]
 *     dates: {on: "{day} {month} {year}", by: "by {date}", ...}
 *     figures: {group: ",", point: ".", minus: "-"}
 *     choices: {standing: {proposed: Proposed, ...}, ...}      a label for every value
 *     pages: {overview: Overview, ...}                         what menus and headings call them
 *     meanings: {timeline: [key dates, history], ...}          words of pages, and what else people
 *                                                              look for them by
 *     words:                                                   what templates call {{words.a.b}}
 *       a:
 *         b: Some words with {{name}}
 *         c: {by: seats.count, one: "{{seats.count}} seat", other: "{{seats.count}} seats"}
 *
 * What is wrong in the file is told once, here: a string that is broken is added all the same, so
 * that its uses in templates do not tell it again. Stage: render, before the first page.
 * Uses: yaml, mustache, schema. Used by: theme. */
#include "strings.h"

#include "concordat/base/file.h"
#include "concordat/base/suggest.h"
#include "concordat/yaml/yaml.h"

#include <string.h>

struct reading {
    struct arena *arena;
    struct diag *diag;
    struct template_set *set;
    struct strings *strings;
    const char *language;
};

/* ------------------------------------------------------------------ what every part is read by */

/* The names that one place of the file knows. */
struct names {
    const char *const *list;
    size_t count;
};

static bool is_known(struct names names, struct str key)
{
    for (size_t i = 0; i < names.count; i++)
        if (str_is(key, names.list[i]))
            return true;
    return false;
}

/* "did you mean" the nearest of the names, or all of them, each between `before` and `after`. */
static struct str hint_of(const struct reading *at, struct names names, struct str key,
                          const char *before, const char *after)
{
    struct suggestion near = suggestion_for(key);
    struct buf hint = {0};
    for (size_t i = 0; i < names.count; i++)
        suggestion_offer(&near, str_of(names.list[i]));
    if (near.best.len > 0)
        buf_printf(&hint, "did you mean %s%.*s%s?", before, STR_ARGS(near.best), after);
    for (size_t i = 0; near.best.len == 0 && i < names.count; i++)
        buf_printf(&hint, "%s%s%s%s", i == 0 ? "write one of: " : ", ", before, names.list[i],
                   after);
    struct str kept = arena_copy(at->arena, buf_str(&hint));
    buf_free(&hint);
    return kept;
}

/* Reports each key of a map that is none of the names. */
static void check_keys(const struct reading *at, const struct node *map, struct names names,
                       const char *what)
{
    for (size_t i = 0; i < map->count; i++) {
        const struct entry_of_map *entry = &map->entries[i];
        if (!is_known(names, entry->key))
            diag_error(at->diag, entry->key_mark, RULE_UNKNOWN_FIELD,
                       hint_of(at, names, entry->key, "", ""), "'%.*s' is no %s",
                       STR_ARGS(text_shown(entry->key)), what);
    }
}

/* What the node is, in words; a key with nothing behind it is nothing. */
static const char *kind_words(const struct node *node)
{
    return node->kind == NODE_SCALAR && node->text.len == 0 ? "nothing" : yaml_kind_words(node);
}

/* The map that `parent` has by this name; NULL, reported, where there is none. */
static const struct node *read_map(const struct reading *at, const struct node *parent,
                                   const char *name)
{
    const struct node *map = yaml_get(parent, name);
    if (!map)
        diag_error(at->diag, parent->mark, RULE_UNKNOWN_STRING,
                   str_of(arena_printf(at->arena, "write %s: and its words below", name)),
                   "there is no '%s' here", name);
    else if (map->kind != NODE_MAP)
        diag_error(at->diag, map->mark, RULE_WRONG_KIND, STR("write lines like name: words"),
                   "a group of words is expected in '%s', not %s", name, kind_words(map));
    return map && map->kind == NODE_MAP ? map : NULL;
}

/* True where the node is text; reports what else it is. */
static bool is_words(const struct reading *at, const struct node *node, const char *what,
                     struct str name)
{
    if (node->kind != NODE_SCALAR)
        diag_error(at->diag, node->mark, RULE_WRONG_KIND, STR(""),
                   "words are expected in the %s '%.*s', not %s", what, STR_ARGS(name),
                   yaml_kind_words(node));
    else if (node->text.len == 0 && !node->quoted)
        diag_error(at->diag, node->mark, RULE_EMPTY_FIELD, STR("write \"\" for no words at all"),
                   "the %s '%.*s' has no words", what, STR_ARGS(name));
    return node->kind == NODE_SCALAR && (node->text.len > 0 || node->quoted);
}

/* The words that the map has by this name; NULL, reported, where it has none. */
static const struct node *read_words(const struct reading *at, const struct node *map,
                                     const char *what, const char *name)
{
    const struct node *words = yaml_get(map, name);
    if (!words)
        diag_error(at->diag, map->mark, RULE_UNKNOWN_STRING,
                   str_of(arena_printf(at->arena, "write %s: and its words", name)),
                   "the %s '%s' has no words here", what, name);
    return words && is_words(at, words, what, str_of(name)) ? words : NULL;
}

/* ------------------------------------------------------------------ months and dates */

enum { MOST_SLOTS = 3 }; /* of a form of date */

static void read_months(const struct reading *at, const struct node *map)
{
    struct date_words *dates = &at->strings->words.dates;
    const struct node *list = yaml_get(map, "months");
    if (!list || list->kind != NODE_LIST || list->count != 12) {
        diag_error(at->diag, list ? list->mark : map->mark, RULE_UNKNOWN_STRING,
                   STR("write months: [January, February, ...]"),
                   "the names of twelve months are expected");
        return;
    }
    for (size_t i = 0; i < 12; i++)
        if (is_words(at, list->items[i], "list", STR("months")))
            dates->months[i] = list->items[i]->text;
}

/* Reports what stands in braces and is no slot or, where nothing does, the slots that are missing.
 */
static void check_slots(const struct reading *at, const struct node *form, const char *name,
                        struct names slots)
{
    struct scalar_place place = yaml_place(form);
    struct str text = form->text;
    bool is_given[MOST_SLOTS] = {false};
    bool all_known = true;
    for (size_t open = str_find(text, '{', 0); open < text.len;) {
        size_t close = str_find(text, '}', open);
        struct str slot = str_slice(text, open + 1, close);
        for (size_t i = 0; i < slots.count; i++)
            is_given[i] = is_given[i] || str_is(slot, slots.list[i]);
        if (!is_known(slots, slot) || close == text.len) {
            all_known = false;
            diag_error(at->diag, yaml_locate(&place, open), RULE_UNKNOWN_NAME,
                       hint_of(at, slots, slot, "{", "}"),
                       "'{%.*s%s' is no part of the form of date '%s'", STR_ARGS(text_shown(slot)),
                       close < text.len ? "}" : "", name);
        }
        open = str_find(text, '{', close);
    }
    for (size_t i = 0; all_known && i < slots.count; i++)
        if (!is_given[i])
            diag_error(at->diag, form->mark, RULE_MISSING_FIELD, STR(""),
                       "the form of date '%s' needs {%s}", name, slots.list[i]);
}

static void read_dates(const struct reading *at, const struct node *map)
{
    static const char *const names[DATE_FORMS] = {
        [DATE_ON] = "on",         [DATE_RANGE] = "range",   [DATE_BY] = "by",
        [DATE_BEFORE] = "before", [DATE_FROM] = "from",     [DATE_UNTIL] = "until",
        [DATE_EARLY] = "early",   [DATE_MID] = "mid",       [DATE_LATE] = "late",
        [DATE_SPRING] = "spring", [DATE_SUMMER] = "summer", [DATE_AUTUMN] = "autumn",
        [DATE_WINTER] = "winter",
    };
    static const char *const parts_of_day[] = {"day", "month", "year"};
    static const char *const ends_of_range[] = {"first", "last"};
    static const char *const whole[] = {"date"};
    const struct node *dates = read_map(at, map, "dates");
    if (!dates)
        return;
    check_keys(at, dates, (struct names){names, DATE_FORMS}, "form of date");
    for (size_t i = 0; i < DATE_FORMS; i++) {
        const struct node *form = read_words(at, dates, "form of date", names[i]);
        struct names slots = i == DATE_ON      ? (struct names){parts_of_day, 3}
                             : i == DATE_RANGE ? (struct names){ends_of_range, 2}
                                               : (struct names){whole, 1};
        if (!form)
            continue;
        check_slots(at, form, names[i], slots);
        at->strings->words.dates.forms[i] = form->text;
    }
}

static void read_figures(const struct reading *at, const struct node *map)
{
    struct figure_words *figures = &at->strings->words.figures;
    const struct {
        const char *name;
        struct str *words;
    } signs[] = {
        {"group", &figures->group}, {"point", &figures->point}, {"minus", &figures->minus}};
    enum { SIGNS = sizeof signs / sizeof *signs };
    const char *names[SIGNS];
    const struct node *list = read_map(at, map, "figures");
    for (size_t i = 0; list && i < SIGNS; i++) {
        const struct node *sign = read_words(at, list, "sign of figures", signs[i].name);
        names[i] = signs[i].name;
        if (sign)
            *signs[i].words = sign->text;
    }
    if (list)
        check_keys(at, list, (struct names){names, SIGNS}, "sign of figures");
}

/* ------------------------------------------------------------------ labels of choices */

static void read_labels(const struct reading *at, const struct node *map,
                        const struct choices *choices, struct str *labels)
{
    const char **names = arena_array(at->arena, choices->count, sizeof *names);
    const struct node *list = read_map(at, map, choices->name);
    for (size_t i = 0; i < choices->count; i++)
        names[i] = choices->values[i].name;
    if (!list)
        return;
    const char *what = arena_printf(at->arena, "value of %s", choices->name);
    check_keys(at, list, (struct names){names, choices->count}, what);
    for (size_t i = 0; i < choices->count; i++) {
        const struct node *label = read_words(at, list, what, names[i]);
        if (label)
            labels[i] = label->text;
    }
}

static void read_choices(const struct reading *at, const struct node *map)
{
    const char *names[CHOICES_COUNT];
    const struct node *lists = read_map(at, map, "choices");
    for (int list = 0; lists && list < CHOICES_COUNT; list++) {
        const struct choices *choices = choices_of(list);
        struct str *labels = arena_array(at->arena, choices->count, sizeof *labels);
        names[list] = choices->name;
        read_labels(at, lists, choices, labels);
        at->strings->words.labels[list] = labels;
    }
    if (lists)
        check_keys(at, lists, (struct names){names, CHOICES_COUNT}, "list of choices");
}

/* ------------------------------------------------------------------ pages */

static void read_pages(const struct reading *at, const struct node *map)
{
    const char *names[PAGE_KIND_COUNT];
    size_t count = 0;
    const struct node *pages = read_map(at, map, "pages");
    for (int kind = 0; pages && kind < PAGE_KIND_COUNT; kind++) {
        const char *name = page_kind_row((enum page_kind)kind)->label;
        const struct node *label = name ? read_words(at, pages, "page", name) : NULL;
        if (name)
            names[count++] = name;
        if (label)
            at->strings->pages[kind] = label->text;
    }
    if (pages)
        check_keys(at, pages, (struct names){names, count}, "page of the menu");
}

/* ------------------------------------------------------------------ meanings */

/* Adds the words by which people look for what stands on pages as `said`. */
static void add_meanings(const struct reading *at, struct str said, const struct node *list,
                         struct meaning *meanings)
{
    size_t *count = &at->strings->words.meanings.count;
    if (list->kind != NODE_LIST) {
        diag_error(at->diag, list->mark, RULE_WRONG_KIND, STR("write a list: [key dates, history]"),
                   "a list of words is expected in the meaning '%.*s', not %s", STR_ARGS(said),
                   kind_words(list));
        return;
    }
    for (size_t i = 0; i < list->count; i++)
        if (is_words(at, list->items[i], "meaning", said))
            meanings[(*count)++] = (struct meaning){said, list->items[i]->text};
}

static void read_meanings(const struct reading *at, const struct node *map)
{
    const struct node *lists = read_map(at, map, "meanings");
    size_t most = 0;
    for (size_t i = 0; lists && i < lists->count; i++)
        most += lists->entries[i].value->count;
    struct meaning *meanings = arena_array(at->arena, most + 1, sizeof *meanings);
    for (size_t i = 0; lists && i < lists->count; i++)
        add_meanings(at, lists->entries[i].key, lists->entries[i].value, meanings);
    at->strings->words.meanings.list = meanings;
}

/* ------------------------------------------------------------------ text */

/* Adds a string of one form. */
static void add_text(const struct reading *at, struct str key, struct str text, struct mark mark)
{
    struct string_form form = {STR("other"), text, mark};
    template_add_string(at->set, key, STR(""), mark, &form, 1, at->language);
}

static void add_forms(const struct reading *at, struct str key, const struct node *map)
{
    struct string_form *forms = arena_array(at->arena, map->count, sizeof *forms);
    struct str by = {"", 0};
    struct mark by_mark = map->mark;
    size_t count = 0;
    bool all_words = true;
    for (size_t i = 0; i < map->count; i++) {
        const struct node *value = map->entries[i].value;
        all_words = is_words(at, value, "string", key) && all_words;
        if (str_is(map->entries[i].key, "by")) {
            by = value->text;
            by_mark = value->mark;
        } else {
            forms[count++] = (struct string_form){map->entries[i].key, value->text, value->mark};
        }
    }
    if (all_words)
        template_add_string(at->set, key, by, by_mark, forms, count, at->language);
    else
        add_text(at, key, STR(""), map->mark);
}

/* A map of strings, whose keys begin with `prefix`; YAML's own bound of depth bounds this one. */
static void read_text(const struct reading *at, const struct node *map, struct str prefix)
{
    for (size_t i = 0; i < map->count; i++) {
        const struct node *node = map->entries[i].value;
        struct str key =
            str_of(arena_printf(at->arena, "%.*s%s%.*s", STR_ARGS(prefix),
                                prefix.len > 0 ? "." : "", STR_ARGS(map->entries[i].key)));
        if (node->kind == NODE_MAP && !yaml_get(node, "other") && !yaml_get(node, "by")) {
            read_text(at, node, key);
        } else if (node->kind == NODE_MAP) {
            add_forms(at, key, node);
        } else {
            bool has_words = is_words(at, node, "string", key);
            add_text(at, key, has_words ? node->text : STR(""), node->mark);
        }
    }
}

/* ------------------------------------------------------------------ the file */

/* The languages that have a file, as words: "en, cy". */
static struct str languages_there(struct arena *arena, const char *folder, struct diag *diag)
{
    struct entry_of_folder *entries = NULL;
    size_t count = 0;
    struct buf list = {0};
    if (folder_exists(folder) && folder_read(arena, folder, &entries, &count, diag))
        for (size_t i = 0; i < count; i++)
            if (str_ends(entries[i].name, ".yaml"))
                buf_printf(&list, "%s%.*s", list.len > 0 ? ", " : "",
                           (int)(entries[i].name.len - strlen(".yaml")), entries[i].name.ptr);
    struct str kept = arena_copy(arena, buf_str(&list));
    buf_free(&list);
    return kept;
}

/* The file of a language or of its first part, en-GB.yaml or en.yaml; the second where neither is
 * there. */
static const char *path_of_language(struct arena *arena, const char *folder, struct str language)
{
    struct str rest;
    struct str first = str_cut(language, '-', &rest);
    const char *own = arena_printf(arena, "%s/%.*s.yaml", folder, STR_ARGS(language));
    return path_exists(own) ? own : arena_printf(arena, "%s/%.*s.yaml", folder, STR_ARGS(first));
}

bool strings_are_there(struct arena *arena, const char *folder, struct str language)
{
    return path_exists(path_of_language(arena, folder, language));
}

/* The file of a language; NULL, reported, where there is none. */
static const char *find_file(struct arena *arena, const char *folder, struct str language,
                             struct mark asked, struct diag *diag)
{
    const char *path = path_of_language(arena, folder, language);
    if (path_exists(path))
        return path;
    struct str there = languages_there(arena, folder, diag);
    const char *hint = arena_printf(arena, "write that file%s%.*s",
                                    there.len > 0 ? ", or one of these: " : "", STR_ARGS(there));
    diag_error(diag, asked.file ? asked : (struct mark){folder, 0, 0}, RULE_UNKNOWN_VALUE,
               str_of(hint), "the templates have no words in the language '%.*s': there is no %s",
               STR_ARGS(language), path);
    return NULL;
}

/* The fields of the file; NULL, reported, where it is none of strings. */
static const struct node *read_file(struct arena *arena, const char *path, struct str *text,
                                    struct diag *diag)
{
    bool empty = false;
    const struct node *map = NULL;
    if (file_read_text(arena, path, text, diag))
        map = yaml_parse(arena, path, 1, *text, &empty, diag);
    if (empty || (map && map->kind != NODE_MAP))
        diag_error(diag, (struct mark){path, 1, 1}, RULE_WRONG_KIND,
                   STR("write months:, dates:, figures:, choices:, pages:, meanings: and words:"),
                   "a file of strings is expected");
    return map && map->kind == NODE_MAP ? map : NULL;
}

const struct strings *strings_load(struct arena *arena, const char *folder, struct str language,
                                   struct mark asked, struct template_set *set, struct diag *diag)
{
    static const char *const parts[] = {"months", "dates",    "figures", "choices",
                                        "pages",  "meanings", "words"};
    struct reading at = {arena, diag, set, arena_alloc(arena, sizeof(struct strings)),
                         arena_copy(arena, language).ptr};
    const char *path = find_file(arena, folder, language, asked, diag);
    const struct node *map = path ? read_file(arena, path, &at.strings->text, diag) : NULL;
    if (!map)
        return NULL;
    check_keys(&at, map, (struct names){parts, sizeof parts / sizeof *parts},
               "part of a file of strings");
    read_months(&at, map);
    read_dates(&at, map);
    read_figures(&at, map);
    read_choices(&at, map);
    read_pages(&at, map);
    read_meanings(&at, map);
    const struct node *words = read_map(&at, map, "words");
    if (words)
        read_text(&at, words, STR(""));
    return words ? at.strings : NULL;
}
