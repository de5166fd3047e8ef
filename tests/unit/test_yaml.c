/* test_yaml.c: the tree, its marks, and every error of the YAML layer at its line and column. */
#include "concordat/yaml/yaml.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

struct fixture {
    struct arena *arena;
    struct diag *diag;
    bool empty;
};

static int set_up(void **state)
{
    struct fixture *fixture = must_alloc(sizeof *fixture);
    *fixture = (struct fixture){.arena = arena_new(), .diag = diag_new()};
    *state = fixture;
    return 0;
}

static int tear_down(void **state)
{
    struct fixture *fixture = *state;
    diag_free(fixture->diag);
    arena_free(fixture->arena);
    free(fixture);
    return 0;
}

static const struct node *parse_from(struct fixture *fixture, unsigned first_line, struct str text)
{
    return yaml_parse(fixture->arena, "t.yaml", first_line, text, &fixture->empty, fixture->diag);
}

static const struct node *parse(struct fixture *fixture, const char *text)
{
    return parse_from(fixture, 1, str_of(text));
}

static void assert_mark(struct mark mark, unsigned line, unsigned column)
{
    assert_int_equal(mark.line, line);
    assert_int_equal(mark.column, column);
    assert_string_equal(mark.file, "t.yaml");
}

static void assert_text(const struct node *node, const char *text, bool quoted)
{
    assert_non_null(node);
    assert_int_equal(node->kind, NODE_SCALAR);
    assert_int_equal(node->text.len, strlen(text));
    assert_memory_equal(node->text.ptr, text, strlen(text));
    assert_int_equal(node->quoted, quoted);
}

static void builds_the_tree(void **state)
{
    const struct node *root = parse(*state, "name: Surrey\n"
                                            "bodies:\n"
                                            "  - id: board\n"
                                            "    seats: [a, \"b\"]\n"
                                            "  - x\n");
    assert_non_null(root);
    assert_int_equal(root->kind, NODE_MAP);
    assert_int_equal(root->count, 2);
    assert_mark(root->mark, 1, 1);
    assert_text(yaml_get(root, "name"), "Surrey", false);
    assert_mark(yaml_get(root, "name")->mark, 1, 7);
    assert_null(yaml_get(root, "nothing"));

    const struct node *bodies = yaml_get(root, "bodies");
    assert_int_equal(bodies->kind, NODE_LIST);
    assert_int_equal(bodies->count, 2);
    assert_mark(bodies->mark, 3, 3);
    assert_mark(root->entries[1].key_mark, 2, 1);
    assert_null(yaml_get(bodies, "id"));

    const struct node *seats = yaml_get(bodies->items[0], "seats");
    assert_int_equal(seats->count, 2);
    assert_text(seats->items[0], "a", false);
    assert_text(seats->items[1], "b", true);
    assert_mark(seats->items[1]->mark, 4, 16);
    assert_text(bodies->items[1], "x", false);
}

static void keeps_scalars_as_written(void **state)
{
    const struct node *root = parse(*state, "- ~\n- null\n- ''\n-\n- |\n  block\n- >-\n  folded\n"
                                            "  text\n- 007\n- 2006-01\n");
    assert_non_null(root);
    assert_int_equal(root->count, 8);
    assert_text(root->items[0], "~", false);
    assert_text(root->items[1], "null", false);
    assert_text(root->items[2], "", true);
    assert_text(root->items[3], "", false);
    assert_text(root->items[4], "block\n", true);
    assert_text(root->items[5], "folded text", true);
    assert_text(root->items[6], "007", false);
    assert_text(root->items[7], "2006-01", false);
}

static void counts_columns_in_characters(void **state)
{
    const struct node *root = parse(*state, "é: {ÿ: 日本, b: c}\n");
    assert_non_null(root);
    assert_mark(root->entries[0].value->mark, 1, 4);
    assert_mark(yaml_get(root->entries[0].value, "b")->mark, 1, 15);
}

static void separators_of_other_scripts_end_no_line(void **state)
{
    const struct node *root = parse(*state, "a: 'x\xE2\x80\xA8y'\nb: c\n");
    assert_non_null(root);
    assert_mark(yaml_get(root, "b")->mark, 2, 4);
}

static void reads_windows_and_old_mac_line_ends(void **state)
{
    const struct node *root = parse(*state, "a: b\r\nc: |\r\n  d\r\n  e\r\nf: g\r\n");
    assert_non_null(root);
    assert_text(yaml_get(root, "a"), "b", false);
    assert_text(yaml_get(root, "c"), "d\ne\n", true);
    assert_mark(yaml_get(root, "f")->mark, 5, 4);
    root = parse(*state, "a: b\rc: d\r");
    assert_non_null(root);
    assert_mark(yaml_get(root, "c")->mark, 2, 4);
}

static void starts_at_the_line_it_is_told(void **state)
{
    struct fixture *fixture = *state;
    const struct node *root = parse_from(fixture, 12, STR("a: b\nc: d\n"));
    assert_mark(root->mark, 12, 1);
    assert_mark(yaml_get(root, "c")->mark, 13, 4);
    assert_non_null(parse_from(fixture, 40, STR("a: b\na: c\n")));
    size_t count;
    const struct diagnostic *found = diag_sorted(fixture->diag, &count);
    assert_int_equal(count, 1);
    assert_mark(found->mark, 41, 1);
    assert_non_null(strstr(found->message.ptr, "line 40"));
}

static void tells_an_empty_document_from_a_wrong_one(void **state)
{
    struct fixture *fixture = *state;
    static const char *const empty[] = {"", "\n\n", "# only a comment\n", "---\n", "---\n...\n"};
    for (size_t i = 0; i < sizeof empty / sizeof empty[0]; i++) {
        assert_null(parse(fixture, empty[i]));
        assert_true(fixture->empty);
    }
    assert_null(parse_from(fixture, 1, (struct str){0}));
    assert_true(fixture->empty);
    assert_false(diag_has_errors(fixture->diag));
    assert_text(parse(fixture, "''"), "", true);
    assert_false(fixture->empty);
    assert_text(parse(fixture, "~"), "~", false);
    assert_null(parse(fixture, "a: ["));
    assert_false(fixture->empty);
}

static void aliases_share_the_node(void **state)
{
    const struct node *root = parse(*state, "a: &x [1, 2]\nb: *x\n&k c: &y d\n*y : *k\n<<: *x\n");
    assert_non_null(root);
    assert_ptr_equal(yaml_get(root, "a"), yaml_get(root, "b"));
    assert_text(yaml_get(root, "d"), "c", false);
    assert_ptr_equal(yaml_get(root, "<<"), yaml_get(root, "a"));
}

/* A text, and where and how it is refused; `words` is in the message or the hint. */
struct refusal {
    const char *text;
    enum rule rule;
    unsigned line;
    unsigned column;
    const char *words;
};

static const struct refusal refusals[] = {
    {"title: Plan: a b\n", RULE_YAML_SYNTAX, 1, 12, "colon"},
    {"title: Plan: a b\n", RULE_YAML_SYNTAX, 1, 12, "quotes"},
    {"title: Plan: a b\n", RULE_YAML_SYNTAX, 1, 12, "[mapping values are not allowed in this"},
    {"name: x\n  id: y\n", RULE_YAML_SYNTAX, 2, 5, "continues the text of the line above"},
    {"a:b\nc: d\n", RULE_YAML_SYNTAX, 2, 2, "a space after each colon"},
    {"a:\n\tb: c\n", RULE_YAML_SYNTAX, 2, 1, "a tab"},
    {"a: b\n\tc: d\n", RULE_YAML_SYNTAX, 2, 1, "a tab"},
    {"a: |\n\t b\n", RULE_YAML_SYNTAX, 2, 1, "a tab"},
    {"a: @b\n", RULE_YAML_SYNTAX, 1, 4, "cannot begin with this character"},
    {"a: \"b\nc: d\n", RULE_YAML_SYNTAX, 1, 4, "never closed"},
    {"a: 'b\nc: d\n", RULE_YAML_SYNTAX, 1, 4, "never closed"},
    {"a: 'b\n---\n", RULE_YAML_SYNTAX, 1, 4, "line of dashes"},
    {"a: 'it's'\n", RULE_YAML_SYNTAX, 1, 8, "apostrophe"},
    {"a: b\nc\nd: e\n", RULE_YAML_SYNTAX, 2, 1, "its colon is missing"},
    {"a: \"\\q\"\n", RULE_YAML_SYNTAX, 1, 5, "backslash"},
    {"a: \"\\xz\"\n", RULE_YAML_SYNTAX, 1, 7, "backslash"},
    {"a: [b, c\nd: e\n", RULE_YAML_SYNTAX, 2, 2, "close the list with ]"},
    {"a: {b: c\nd: e\n", RULE_YAML_SYNTAX, 2, 2, "close with }"},
    {"a:\n  - b\n c: d\n", RULE_YAML_SYNTAX, 3, 2, "indentation fits none"},
    {"- a\nb: c\n", RULE_YAML_SYNTAX, 2, 1, "another item of the list"},
    {"a: - b\n", RULE_YAML_SYNTAX, 1, 4, "begin the list on the line below"},
    {"a: ]\n", RULE_YAML_SYNTAX, 1, 4, "cannot begin one"},
    {"a: |x\n b\n", RULE_YAML_SYNTAX, 1, 5, "begin the text on the next line"},
    {"a: b\nc: *\n", RULE_YAML_SYNTAX, 2, 4, "* or &"},
    {"a: b ? c\n? d : ? e\n", RULE_YAML_SYNTAX, 2, 7, "question mark"},
    {"é: *where\n", RULE_YAML_SYNTAX, 1, 4, "&where"},
    {"é: b\x01\n", RULE_YAML_SYNTAX, 1, 5, "invisible"},
    {"é: b\n%YAML 3.0\n---\na: b\n", RULE_YAML_SYNTAX, 2, 1, "not well-formed"},
    {"é: b\xFF\n", RULE_YAML_SYNTAX, 1, 5, "not well-formed"},
    {"a: b\na: c\n", RULE_DUPLICATE_KEY, 2, 1, "the key \"a\""},
    {"a: b\na: c\n", RULE_DUPLICATE_KEY, 2, 1, "line 1"},
    {"a: &x [*x]\n", RULE_YAML_LIMIT, 1, 8, "stands inside what it names"},
    {"a: !!str b\n", RULE_YAML_FEATURE, 1, 4, "tag:yaml.org,2002:str"},
    {"a: ! b\n", RULE_YAML_FEATURE, 1, 4, "tag"},
    {"a: !x [b]\n", RULE_YAML_FEATURE, 1, 4, "tag"},
    {"a: !x {b: c}\n", RULE_YAML_FEATURE, 1, 4, "tag"},
    {"[a]: b\n", RULE_YAML_FEATURE, 1, 1, "this is a list"},
    {"a: b\n? {c: d}\n: e\n", RULE_YAML_FEATURE, 2, 3, "this is a group of fields"},
    {"a: b\n---\nc: d\n", RULE_YAML_FEATURE, 2, 1, "second document"},
};

static void refuses_each_at_its_place(void **state)
{
    struct fixture *fixture = *state;
    for (size_t i = 0; i < sizeof refusals / sizeof refusals[0]; i++) {
        const struct refusal *refusal = &refusals[i];
        struct diag *diag = diag_new();
        size_t count;
        const struct node *root =
            yaml_parse(fixture->arena, "t.yaml", 1, str_of(refusal->text), &fixture->empty, diag);
        assert_true((root != NULL) == (refusal->rule == RULE_DUPLICATE_KEY));
        assert_false(fixture->empty);
        const struct diagnostic *found = diag_sorted(diag, &count);
        assert_int_equal(count, 1);
        if (found->rule != refusal->rule || found->mark.line != refusal->line ||
            found->mark.column != refusal->column ||
            (!strstr(found->message.ptr, refusal->words) &&
             !strstr(found->hint.ptr, refusal->words)))
            fail_msg("case %zu: %u:%u [%s] %s (%s)", i, found->mark.line, found->mark.column,
                     rule_id(found->rule), found->message.ptr, found->hint.ptr);
        diag_free(diag);
    }
}

static void reports_every_error_of_a_run(void **state)
{
    struct fixture *fixture = *state;
    assert_null(parse(fixture, "a: 1\nb: {x: 1, x: 2, x: 3}\na: !t 2\n[c]: *none\na: 3\n"));
    static const struct mark expected[] = {{"", 2, 11}, {"", 2, 17}, {"", 3, 1}, {"", 3, 4},
                                           {"", 4, 1},  {"", 4, 6},  {"", 5, 1}};
    size_t count;
    const struct diagnostic *found = diag_sorted(fixture->diag, &count);
    assert_int_equal(count, sizeof expected / sizeof expected[0]);
    for (size_t i = 0; i < count; i++)
        assert_mark(found[i].mark, expected[i].line, expected[i].column);
}

/* Asserts that the text of `out` is refused for its size or depth alone; frees it. */
static void assert_limit(struct fixture *fixture, struct buf *out)
{
    size_t count;
    assert_null(parse_from(fixture, 1, buf_str(out)));
    assert_false(fixture->empty);
    const struct diagnostic *found = diag_sorted(fixture->diag, &count);
    assert_int_equal(count, 1);
    assert_int_equal(found->rule, RULE_YAML_LIMIT);
    assert_true(found->mark.line > 0);
    buf_free(out);
}

static void nested(struct buf *out, size_t levels)
{
    for (size_t i = 0; i < levels; i++)
        buf_add_char(out, '[');
    buf_add_char(out, 'x');
    for (size_t i = 0; i < levels; i++)
        buf_add_char(out, ']');
}

static void bounds_depth(void **state)
{
    struct fixture *fixture = *state;
    struct buf out = {0};
    nested(&out, 64);
    assert_non_null(parse_from(fixture, 1, buf_str(&out)));
    buf_clear(&out);
    nested(&out, 65);
    assert_limit(fixture, &out);
    assert_int_equal(diag_sorted(fixture->diag, &(size_t){0})->mark.column, 65);
}

static void bounds_depth_of_block_nesting(void **state)
{
    struct buf out = {0};
    for (size_t i = 0; i < 100000; i++)
        buf_add_string(&out, "- ");
    assert_limit(*state, &out);
}

static void bounds_depth_through_aliases(void **state)
{
    struct fixture *fixture = *state;
    struct buf out = {0};
    buf_add_string(&out, "a: &a ");
    nested(&out, 40);
    buf_add_string(&out, "\nb: [[[[[[[[[[[[[[[[[[[[[[[*a]]]]]]]]]]]]]]]]]]]]]]]\n");
    assert_non_null(parse_from(fixture, 1, buf_str(&out)));
    buf_add_string(&out, "c: [[[[[[[[[[[[[[[[[[[[[[[[*a]]]]]]]]]]]]]]]]]]]]]]]]\n");
    assert_limit(fixture, &out);
}

static void bounds_the_number_of_nodes(void **state)
{
    struct buf out = {0};
    for (size_t i = 0; i < 200000; i++)
        buf_add_string(&out, "- x\n");
    assert_limit(*state, &out);
}

static void bounds_what_aliases_multiply(void **state)
{
    struct buf out = {0};
    buf_add_string(&out, "a0: &a0 [x, x, x, x, x, x, x, x, x]\n");
    for (int i = 1; i < 50; i++)
        buf_printf(&out, "a%d: &a%d [*a%d, *a%d, *a%d, *a%d]\n", i, i, i - 1, i - 1, i - 1, i - 1);
    assert_limit(*state, &out);
}

static void long_names_are_cut_between_characters(void **state)
{
    struct fixture *fixture = *state;
    struct buf out = {0};
    for (int line = 0; line < 2; line++) {
        buf_add_char(&out, 'x');
        for (int i = 0; i < 100; i++)
            buf_add_string(&out, "é");
        buf_add_string(&out, ": y\n");
    }
    assert_non_null(parse_from(fixture, 1, buf_str(&out)));
    size_t count;
    const struct diagnostic *found = diag_sorted(fixture->diag, &count);
    assert_int_equal(count, 1);
    assert_int_equal(str_first_bad_utf8(found->message), found->message.len);
    assert_true(found->message.len < 200);
    buf_free(&out);
}

static void keeps_the_first_of_equal_keys(void **state)
{
    struct fixture *fixture = *state;
    const struct node *root = parse(fixture, "a: 1\nb: 2\na: 3\nc: 4\na: 5\n");
    assert_int_equal(diag_count(fixture->diag, SEVERITY_ERROR), 2);
    assert_int_equal(root->count, 3);
    assert_text(yaml_get(root, "a"), "1", false);
    assert_text(yaml_get(root, "b"), "2", false);
    assert_text(yaml_get(root, "c"), "4", false);
}

/* A scalar whose text holds one Z, and where the Z stands in the file. */
static void locates_the_text_in_the_file(void **state)
{
    static const struct {
        const char *text;
        unsigned line;
        unsigned column;
    } rows[] = {
        {"a: bZ\n", 1, 5},
        {"a: b\n   c\n   éZ\n", 3, 5},
        {"a: 'it''s Z'\n", 1, 11},
        {"a: 'b\n  c\n\n  Z'\n", 4, 3},
        {"a: \"b\\n\\u00e9\\tZ\"\n", 1, 16},
        {"a: \"b\\\n   Z\"\n", 2, 4},
        {"a: |\n  b\n\n    éZ\n", 4, 6},
        {"a: >-\n  b\n  c\n  d Z\n", 4, 5},
        {"a: |2\n    Z\n", 2, 5},
        {"a: |\r\n  b\r\n  Z\r\n", 3, 3},
        {"a: |  # why\n  Z\n", 2, 3},
    };
    struct fixture *fixture = *state;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        const struct node *scalar = yaml_get(parse(fixture, rows[i].text), "a");
        struct scalar_place place = yaml_place(scalar);
        for (int again = 0; again < 2; again++) {
            struct mark mark = yaml_locate(&place, str_find(scalar->text, 'Z', 0));
            if (mark.line != rows[i].line || mark.column != rows[i].column)
                fail_msg("%s: %u:%u", rows[i].text, mark.line, mark.column);
            yaml_locate(&place, again == 0 ? scalar->text.len : 0);
        }
    }
}

static void names_the_kinds(void **state)
{
    (void)state;
    assert_string_equal(yaml_kind_words(&(struct node){.kind = NODE_SCALAR}), "text");
    assert_string_equal(yaml_kind_words(&(struct node){.kind = NODE_LIST}), "a list");
    assert_string_equal(yaml_kind_words(&(struct node){.kind = NODE_MAP}), "a group of fields");
}

#define CASE(function) cmocka_unit_test_setup_teardown(function, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        CASE(builds_the_tree),
        CASE(keeps_scalars_as_written),
        CASE(counts_columns_in_characters),
        CASE(separators_of_other_scripts_end_no_line),
        CASE(reads_windows_and_old_mac_line_ends),
        CASE(starts_at_the_line_it_is_told),
        CASE(tells_an_empty_document_from_a_wrong_one),
        CASE(aliases_share_the_node),
        CASE(refuses_each_at_its_place),
        CASE(reports_every_error_of_a_run),
        CASE(bounds_depth),
        CASE(bounds_depth_of_block_nesting),
        CASE(bounds_depth_through_aliases),
        CASE(bounds_the_number_of_nodes),
        CASE(bounds_what_aliases_multiply),
        CASE(long_names_are_cut_between_characters),
        CASE(keeps_the_first_of_equal_keys),
        CASE(locates_the_text_in_the_file),
        CASE(names_the_kinds),
    };
    return cmocka_run_group_tests_name("yaml", tests, NULL, NULL);
}
