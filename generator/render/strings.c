/* strings.c: the words of one language, from templates/strings/<language>.yaml.
 *
 *     months: [January, February, ...]
 *     dates: {on: "{day} {month} {year}", by: "by {date}", ...}
 *     choices: {standing: {proposed: Proposed, ...}, ...}      a label for every value
 *     pages: {overview: Overview, ...}                         what menus and headings call them
 *     words:                                                   what templates call {{words.a.b}}
 *       a:
 *         b: Some words with {{name}}
 *         c: {by: seats.count, one: "{{seats.count}} seat", other: "{{seats.count}} seats"}
 *
 * Stage: render, before the first page. Uses: yaml, mustache, schema. Used by: theme. */
#include "strings.h"

#include "concordat/base/file.h"
#include "concordat/yaml/yaml.h"

#include <string.h>

struct reading {
    struct arena *arena;
    struct diag *diag;
    struct template_set *set;
    struct strings *strings;
    const char *language;
};

/* ------------------------------------------------------------------ months and dates */

static void missing(const struct reading *at, struct mark mark, const char *what, const char *name)
{
    diag_error(at->diag, mark, RULE_UNKNOWN_STRING, STR(""), "the %s '%s' has no words here", what,
               name);
}

static void read_months(const struct reading *at, const struct node *list, struct mark mark)
{
    struct date_words *dates = &at->strings->words.dates;
    if (!list || list->kind != NODE_LIST || list->count != 12) {
        diag_error(at->diag, list ? list->mark : mark, RULE_UNKNOWN_STRING,
                   STR("write months: [January, February, ...]"),
                   "the names of twelve months are expected");
        return;
    }
    for (size_t i = 0; i < 12; i++)
        dates->months[i] = list->items[i]->text;
}

static void read_dates(const struct reading *at, const struct node *map, struct mark mark)
{
    static const char *const names[DATE_FORMS] = {
        [DATE_ON] = "on",         [DATE_RANGE] = "range",   [DATE_BY] = "by",
        [DATE_BEFORE] = "before", [DATE_FROM] = "from",     [DATE_UNTIL] = "until",
        [DATE_EARLY] = "early",   [DATE_MID] = "mid",       [DATE_LATE] = "late",
        [DATE_SPRING] = "spring", [DATE_SUMMER] = "summer", [DATE_AUTUMN] = "autumn",
        [DATE_WINTER] = "winter",
    };
    for (size_t i = 0; i < DATE_FORMS; i++) {
        const struct node *form = map ? yaml_get(map, names[i]) : NULL;
        if (form && form->kind == NODE_SCALAR)
            at->strings->words.dates.forms[i] = form->text;
        else
            missing(at, map ? map->mark : mark, "form of date", names[i]);
    }
}

/* ------------------------------------------------------------------ labels of choices */

static void read_choices(const struct reading *at, const struct node *map, struct mark mark)
{
    for (int list = 0; list < CHOICES_COUNT; list++) {
        const struct choices *choices = choices_of(list);
        const struct node *labels = map ? yaml_get(map, choices->name) : NULL;
        struct str *words = arena_array(at->arena, choices->count, sizeof *words);
        for (size_t i = 0; i < choices->count; i++) {
            const struct node *label = labels ? yaml_get(labels, choices->values[i].name) : NULL;
            if (label && label->kind == NODE_SCALAR)
                words[i] = label->text;
            else
                missing(at, labels ? labels->mark : mark, choices->name, choices->values[i].name);
        }
        at->strings->words.labels[list] = words;
    }
}

/* ------------------------------------------------------------------ pages */

static void read_pages(const struct reading *at, const struct node *map, struct mark mark)
{
    for (int kind = 0; kind < PAGE_KIND_COUNT; kind++) {
        const char *name = page_kind_row((enum page_kind)kind)->label;
        const struct node *label = map && name ? yaml_get(map, name) : NULL;
        if (label && label->kind == NODE_SCALAR)
            at->strings->pages[kind] = label->text;
        else if (name)
            missing(at, map ? map->mark : mark, "page", name);
    }
}

/* ------------------------------------------------------------------ text */

static void add_forms(const struct reading *at, struct str key, const struct node *map)
{
    struct string_form *forms = arena_array(at->arena, map->count, sizeof *forms);
    struct str by = {"", 0};
    struct mark by_mark = map->mark;
    size_t count = 0;
    for (size_t i = 0; i < map->count; i++) {
        const struct node *value = map->entries[i].value;
        if (str_is(map->entries[i].key, "by")) {
            by = value->text;
            by_mark = value->mark;
        } else {
            forms[count++] = (struct string_form){map->entries[i].key, value->text, value->mark};
        }
    }
    template_add_string(at->set, key, by, by_mark, forms, count, at->language);
}

/* A map of strings, whose keys begin with `prefix`; YAML's own bound of depth bounds this one. */
static void read_text(const struct reading *at, const struct node *map, struct str prefix)
{
    for (size_t i = 0; i < map->count; i++) {
        const struct node *node = map->entries[i].value;
        struct str key =
            str_of(arena_printf(at->arena, "%.*s%s%.*s", STR_ARGS(prefix),
                                prefix.len > 0 ? "." : "", STR_ARGS(map->entries[i].key)));
        if (node->kind == NODE_SCALAR) {
            struct string_form form = {STR("other"), node->text, node->mark};
            template_add_string(at->set, key, STR(""), node->mark, &form, 1, at->language);
        } else if (node->kind == NODE_MAP && yaml_get(node, "other")) {
            add_forms(at, key, node);
        } else if (node->kind == NODE_MAP) {
            read_text(at, node, key);
        } else {
            diag_error(at->diag, node->mark, RULE_WRONG_KIND, STR(""),
                       "words are expected in '%.*s', not %s", STR_ARGS(key),
                       yaml_kind_words(node));
        }
    }
}

static void check_part(const struct reading *at, const struct entry_of_map *entry)
{
    static const char *const parts[] = {"months", "dates", "choices", "pages", "words"};
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
        if (str_is(entry->key, parts[i]))
            return;
    diag_error(at->diag, entry->key_mark, RULE_UNKNOWN_FIELD,
               STR("a file of strings has months, dates, choices, pages and words"),
               "'%.*s' is none of its parts", STR_ARGS(entry->key));
}

const struct strings *strings_load(struct arena *arena, const char *path, struct str language,
                                   struct template_set *set, struct diag *diag)
{
    struct reading at = {arena, diag, set, arena_alloc(arena, sizeof(struct strings)),
                         arena_copy(arena, language).ptr};
    struct mark top = {path, 1, 1};
    struct str text;
    bool empty = false;
    const struct node *map = NULL;
    if (file_read_text(arena, path, &text, diag))
        map = yaml_parse(arena, path, 1, text, &empty, diag);
    if ((map && map->kind != NODE_MAP) || empty) {
        diag_error(diag, top, RULE_WRONG_KIND,
                   STR("write months:, dates:, choices:, pages: and words:"),
                   "a file of strings is expected");
        map = NULL;
    }
    if (!map)
        return at.strings;
    read_months(&at, yaml_get(map, "months"), top);
    read_dates(&at, yaml_get(map, "dates"), top);
    read_choices(&at, yaml_get(map, "choices"), top);
    read_pages(&at, yaml_get(map, "pages"), top);
    const struct node *strings = yaml_get(map, "words");
    if (strings && strings->kind == NODE_MAP)
        read_text(&at, strings, STR(""));
    for (size_t i = 0; i < map->count; i++)
        check_part(&at, &map->entries[i]);
    return at.strings;
}
