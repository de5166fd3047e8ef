/* test_json_schema.c: the schema that editors use says what decoding reads: every field with its
 * sentence, and nothing that is right is marked as wrong. */
#include "concordat/schema/json_schema.h"

#include "../spec/json.h"
#include "concordat/base/file.h"
#include "draft.h"

#include <regex.h>

/* Each schema is read once, for all tests. */
static struct arena *life;
static const struct data *schema_of_type[TYPE_COUNT];

static int set_up(void **state)
{
    (void)state;
    life = arena_new();
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    arena_free(life);
    return 0;
}

static const struct data *schema_of(enum type_id type)
{
    if (!schema_of_type[type]) {
        struct buf text = {0};
        json_schema(type_of(type), &text);
        schema_of_type[type] = json_read(life, arena_copy(life, buf_str(&text)));
        buf_free(&text);
    }
    assert_non_null(schema_of_type[type]); /* well-formed */
    return schema_of_type[type];
}

/* ------------------------------------------------------------------ a small validator */

/* Source: json-schema.org, draft 2020-12: the keywords that the schema uses. Numbers are text here,
 * so a text passes for a number. */
static bool accepts(const struct data *root, const struct data *schema, const struct data *value);

static const struct data *resolve(const struct data *root, struct str reference)
{
    const struct data *at = root;
    struct str rest = reference;
    assert_true(str_is(str_cut(rest, '/', &rest), "#"));
    while (at && rest.len > 0) {
        struct str step = str_cut(rest, '/', &rest);
        const struct data *next = NULL;
        for (size_t i = 0; i < at->count && at->kind == DATA_MAP; i++)
            if (str_equal(at->keys[i], step))
                next = at->items[i];
        at = next;
    }
    if (!at)
        fail_msg("nothing stands at %.*s", STR_ARGS(reference));
    return at;
}

static bool is_same(const struct data *a, const struct data *b)
{
    return a->kind == b->kind && (a->kind != DATA_TEXT || str_equal(a->text, b->text));
}

static bool is_of_type(struct str type, const struct data *value)
{
    switch (value->kind) {
    case DATA_TEXT:
        return str_is(type, "string") || str_is(type, "number") || str_is(type, "integer");
    case DATA_TRUE:
    case DATA_FALSE:
        return str_is(type, "boolean");
    case DATA_LIST:
        return str_is(type, "array");
    case DATA_MAP:
        return str_is(type, "object");
    default:
        return str_is(type, "null");
    }
}

static bool accepts_type(const struct data *types, const struct data *value)
{
    if (types->kind == DATA_TEXT)
        return is_of_type(types->text, value);
    for (size_t i = 0; i < types->count; i++)
        if (is_of_type(types->items[i]->text, value))
            return true;
    return false;
}

static bool accepts_words(const struct data *pattern, const struct data *value)
{
    struct buf words = {0};
    struct buf expression = {0};
    regex_t compiled;
    buf_add(&words, value->text);
    buf_add(&expression, pattern->text);
    assert_int_equal(regcomp(&compiled, expression.ptr, REG_EXTENDED | REG_NOSUB), 0);
    bool accepted = regexec(&compiled, words.ptr, 0, NULL, 0) == 0;
    regfree(&compiled);
    buf_free(&expression);
    buf_free(&words);
    return accepted;
}

static size_t count_accepting(const struct data *root, const struct data *schemas,
                              const struct data *value)
{
    size_t count = 0;
    for (size_t i = 0; i < schemas->count; i++)
        count += accepts(root, schemas->items[i], value);
    return count;
}

static bool accepts_map(const struct data *root, const struct data *schema, const struct data *map)
{
    const struct data *properties = json_get(schema, "properties");
    const struct data *required = json_get(schema, "required");
    for (size_t i = 0; required && i < required->count; i++) {
        bool found = false;
        for (size_t k = 0; k < map->count; k++)
            found = found || str_equal(map->keys[k], required->items[i]->text);
        if (!found)
            return false;
    }
    for (size_t i = 0; properties && i < map->count; i++) {
        const struct data *property = NULL;
        for (size_t p = 0; p < properties->count; p++)
            if (str_equal(properties->keys[p], map->keys[i]))
                property = properties->items[p];
        if (!property || !accepts(root, property, map->items[i]))
            return false;
    }
    return true;
}

static bool accepts(const struct data *root, const struct data *schema, const struct data *value)
{
    const struct data *keyword;
    if ((keyword = json_get(schema, "$ref")) && !accepts(root, resolve(root, keyword->text), value))
        return false;
    if ((keyword = json_get(schema, "type")) && !accepts_type(keyword, value))
        return false;
    if ((keyword = json_get(schema, "const")) && !is_same(keyword, value))
        return false;
    if ((keyword = json_get(schema, "pattern")) && value->kind == DATA_TEXT &&
        !accepts_words(keyword, value))
        return false;
    if ((keyword = json_get(schema, "anyOf")) && count_accepting(root, keyword, value) == 0)
        return false;
    if ((keyword = json_get(schema, "oneOf")) && count_accepting(root, keyword, value) != 1)
        return false;
    if ((keyword = json_get(schema, "enum"))) {
        bool found = false;
        for (size_t i = 0; i < keyword->count; i++)
            found = found || is_same(keyword->items[i], value);
        if (!found)
            return false;
    }
    keyword = json_get(schema, "items");
    for (size_t i = 0; keyword && value->kind == DATA_LIST && i < value->count; i++)
        if (!accepts(root, keyword, value->items[i]))
            return false;
    if (json_get(schema, "minItems") && value->kind == DATA_LIST && value->count == 0)
        return false;
    return value->kind != DATA_MAP || accepts_map(root, schema, value);
}

/* What an editor makes of a YAML tree. */
static const struct data *data_of(struct arena *arena, const struct node *node)
{
    struct data *data = arena_alloc(arena, sizeof *data);
    const struct data **items = arena_array(arena, node->count, sizeof(struct data *));
    struct str *keys = arena_array(arena, node->count, sizeof *keys);
    for (size_t i = 0; i < node->count; i++) {
        bool is_map = node->kind == NODE_MAP;
        if (is_map)
            keys[i] = node->entries[i].key;
        items[i] = data_of(arena, is_map ? node->entries[i].value : node->items[i]);
    }
    *data = (struct data){.count = node->count, .items = items, .keys = keys, .text = node->text};
    data->kind = node->kind == NODE_LIST  ? DATA_LIST
                 : node->kind == NODE_MAP ? DATA_MAP
                                          : DATA_TEXT;
    if (node->kind == NODE_SCALAR && !node->quoted && str_is(node->text, "true"))
        data->kind = DATA_TRUE;
    if (node->kind == NODE_SCALAR && !node->quoted && str_is(node->text, "false"))
        data->kind = DATA_FALSE;
    if (node->kind == NODE_SCALAR && !node->quoted && node->text.len == 0)
        data->kind = DATA_NULL;
    return data;
}

static bool schema_accepts(struct arena *arena, enum type_id type, const char *yaml)
{
    struct diag *diag = diag_new();
    bool empty;
    const struct data *schema = schema_of(type);
    const struct node *node = yaml_parse(arena, "t.yaml", 1, str_of(yaml), &empty, diag);
    assert_non_null(node);
    diag_free(diag);
    return accepts(schema, schema, data_of(arena, node));
}

/* ------------------------------------------------------------------ what it says */

static void every_field_has_its_sentence(void **state)
{
    (void)state;
    for (int t = 0; t < TYPE_COUNT; t++) {
        const struct type *type = type_of((enum type_id)t);
        if (type->role == ROLE_VIEW)
            continue;
        const struct data *schema = schema_of(type->id);
        const struct data *properties = json_get(schema, "properties");
        size_t written = type->role == ROLE_LISTED || type->role == ROLE_ITEM;
        assert_true(str_is(json_text(schema, "title"), type->name));
        assert_true(str_is(json_text(schema, "description"), type->doc));
        for (size_t f = 0; f < type->field_count; f++) {
            const struct field *field = &type->fields[f];
            const struct data *property = json_get(properties, field->name);
            assert_int_equal(property != NULL, field_is_written(field));
            if (!property)
                continue;
            assert_true(str_is(json_text(property, "description"), field->doc));
            written++;
        }
        assert_int_equal(properties->count, written);
    }
}

static void walk_references(const struct data *root, const struct data *at)
{
    if (at->kind == DATA_MAP && json_get(at, "$ref"))
        resolve(root, json_text(at, "$ref"));
    for (size_t i = 0; i < at->count; i++)
        walk_references(root, at->items[i]);
}

static void every_reference_leads_somewhere(void **state)
{
    (void)state;
    for (int t = 0; t < TYPE_COUNT; t++) {
        if (type_of((enum type_id)t)->role == ROLE_VIEW)
            continue;
        const struct data *schema = schema_of((enum type_id)t);
        walk_references(schema, schema);
    }
}

static void choices_have_their_sentences(void **state)
{
    const struct data *schema = schema_of(TYPE_body);
    const struct data *kind = json_get(json_get(schema, "properties"), "kind");
    const struct data *forms = json_get(resolve(schema, json_text(kind, "$ref")), "anyOf");
    const struct data *form = resolve(schema, json_text(forms->items[0], "$ref"));
    const struct data *values = json_get(form, "oneOf");
    (void)state;
    assert_int_equal(values->count, choices_of(CHOICES_body_kind)->count);
    assert_true(str_is(json_text(values->items[1], "const"), "board"));
    assert_true(
        str_is(json_text(values->items[1], "description"), "A board that governs or decides."));
}

static void types_are_listed(void **state)
{
    struct buf names = {0};
    (void)state;
    json_schema_types(&names);
    assert_true(strstr(names.ptr, "trust, organisation, body, ") != NULL);
    assert_true(strstr(names.ptr, ", annual-summary, ") != NULL);
    assert_null(strstr(names.ptr, "crumb"));
    buf_free(&names);
}

/* ------------------------------------------------------------------ what it accepts */

static const struct {
    enum type_id type;
    const char *yaml;
    bool accepted;
} cases[] = {
    {TYPE_trust, "name: A\n", true},
    {TYPE_trust, "name: 2009\n", true},
    {TYPE_trust, "area: not stated\n", true},
    {TYPE_trust, "audience: none\n", false},
    {TYPE_trust, "audience: {value: not stated}\n", false},
    {TYPE_trust, "audience: [{value: members, sources: s}]\n", false},
    {TYPE_trust, "name: {value: A, standing: option, note: Hm., sources: [p]}\n", true},
    {TYPE_trust, "name: [{value: A, sources: x}, {value: B, sources: y}]\n", true},
    {TYPE_trust, "area: {value: none}\n", true},
    {TYPE_trust, "historical: yes\n", true},
    {TYPE_trust, "historical: true\n", true},
    {TYPE_trust, "historical: 'true'\n", true},
    {TYPE_trust, "area_kind: {value: county}\n", true},
    {TYPE_trust, "as_of: today\n", true},
    {TYPE_trust, "as_of: 2009\n", true},
    {TYPE_trust, "aliases: One\n", true},
    {TYPE_trust, "aliases: [One, {text: Two, from: 2001}]\n", true},
    {TYPE_trust, "aliases: none\n", true},
    {TYPE_trust, "bodies: not stated\n", true},
    {TYPE_trust, "bodies: [{id: a, name: A, kind: board, seats: [{capacity: chair}]}]\n", true},
    {TYPE_trust, "links: [{id: 7, party: a, kind: part-of, target: b}]\n", true},
    {TYPE_trust, "age_range: {from_age: 0, to_age: 19, extensions: [{to_age: 25, group: G}]}\n",
     true},
    {TYPE_site, "title: A\nlanguage: en\nsummary: S\nurl: https://example.org/\n", true},
    {TYPE_narrative, "title: A\nsummary: S\norder: 3\n", true},
    {TYPE_narrative, "title: A\nsummary: S\norder: '3'\n", true},
    {TYPE_person, "id: ann\nname: Ann\nemail: {value: a@b, audience: public}\n", true},
    {TYPE_body, "id: a\nname: A\nkind: board\nseats: seats.csv\naliases: names.csv\n", true},
    {TYPE_indicator, "id: a\ntitle: A\nseries: figures.csv\n", true},
    /* what it rejects, check rejects */
    {TYPE_body, "id: a\nname: A\nkind: board\nseats: seats.xls\n", false},
    {TYPE_indicator, "id: a\ntitle: A\nseries: figures.xls\n", false},
    {TYPE_trust, "nmae: A\n", false},
    {TYPE_trust, "name:\n", false},
    {TYPE_trust, "name: [A]\n", false},
    {TYPE_trust, "name: {standing: option}\n", false},
    {TYPE_trust, "name: {value: A, stnading: option}\n", false},
    {TYPE_trust, "area_kind: country\n", false},
    {TYPE_trust, "historical: maybe\n", false},
    {TYPE_trust, "aliases: []\n", false},
    {TYPE_trust, "timing: past\n", false},
    {TYPE_trust, "pages: [{title: A, summary: S}]\n", false},
    {TYPE_trust, "bodies: {id: a}\n", false},
    {TYPE_trust, "bodies: [{name: A, kind: board}]\n", false},
    {TYPE_trust, "bodies: [{id: a, kind: board}]\n", false},
    {TYPE_site, "title: A\nsummary: S\n", false},
};

static void it_accepts_what_decoding_accepts(void **state)
{
    struct arena *arena = arena_new();
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        if (schema_accepts(arena, cases[i].type, cases[i].yaml) != cases[i].accepted)
            fail_msg("%s is %s", cases[i].yaml, cases[i].accepted ? "rejected" : "accepted");
    arena_free(arena);
}

/* Whatever the schema rejects of a trust, decoding rejects too. */
static void decoding_rejects_what_it_rejects(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        if (cases[i].type != TYPE_trust)
            continue;
        struct draft *draft = draft_of(cases[i].yaml);
        assert_int_equal(!diag_has_errors(draft->diag), cases[i].accepted);
        draft_free(draft);
    }
}

/* The trusts that the project itself publishes. */
static void it_accepts_the_trusts_of_this_site(void **state)
{
    struct arena *arena = arena_new();
    struct diag *diag = diag_new();
    struct entry_of_folder *trusts;
    size_t trust_count;
    size_t checked = 0;
    const struct data *schema = schema_of(TYPE_trust);
    (void)state;
    if (!folder_read(arena, "content/trusts", &trusts, &trust_count, diag))
        trust_count = 0;
    for (size_t t = 0; t < trust_count; t++) {
        struct entry_of_folder *files;
        size_t count;
        if (trusts[t].kind != ENTRY_FOLDER ||
            !folder_read(arena, trusts[t].path, &files, &count, diag))
            continue;
        for (size_t i = 0; i < count; i++) {
            struct str text;
            bool empty;
            if (!str_ends(files[i].name, ".yaml"))
                continue;
            assert_true(file_read_text(arena, files[i].path, &text, diag));
            const struct node *node = yaml_parse(arena, files[i].path, 1, text, &empty, diag);
            if (node && !accepts(schema, schema, data_of(arena, node)))
                fail_msg("%s is rejected", files[i].path);
            checked++;
        }
    }
    diag_free(diag);
    arena_free(arena);
    if (checked == 0)
        skip();
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_field_has_its_sentence),
        cmocka_unit_test(every_reference_leads_somewhere),
        cmocka_unit_test(choices_have_their_sentences),
        cmocka_unit_test(types_are_listed),
        cmocka_unit_test(it_accepts_what_decoding_accepts),
        cmocka_unit_test(decoding_rejects_what_it_rejects),
        cmocka_unit_test(it_accepts_the_trusts_of_this_site),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
