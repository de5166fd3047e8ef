/* test_table.c: a map that keeps the order of arrival, whatever keys it is given. */
#include "concordat/base/table.h"
#include "expect.h"

#include <time.h>

static int values[8];

static int set_up(void **state)
{
    *state = arena_new();
    return 0;
}

static int tear_down(void **state)
{
    arena_free(*state);
    return 0;
}

static void add_key(struct str key, void *value, void *context)
{
    (void)value;
    buf_add(context, key);
    buf_add_char(context, ' ');
}

static void an_empty_table_has_nothing(void **state)
{
    struct table *table = table_new(*state);
    struct buf walked = {0};
    assert_null(table_get(table, STR("a")));
    assert_null(table_get(table, STR("")));
    assert_int_equal(table_count(table), 0);
    table_each(table, add_key, &walked);
    assert_int_equal(walked.len, 0);
}

static void the_first_of_a_key_stays(void **state)
{
    struct table *table = table_new(*state);
    assert_ptr_equal(table_add(table, STR("a"), &values[0]), &values[0]);
    assert_ptr_equal(table_add(table, STR("a"), &values[1]), &values[0]);
    assert_ptr_equal(table_get(table, STR("a")), &values[0]);
    assert_int_equal(table_count(table), 1);
}

static void setting_replaces_in_place(void **state)
{
    struct table *table = table_new(*state);
    struct buf walked = {0};
    table_set(table, STR("b"), &values[0]);
    table_set(table, STR("a"), &values[1]);
    table_set(table, STR("b"), &values[2]);
    assert_ptr_equal(table_get(table, STR("b")), &values[2]);
    assert_int_equal(table_count(table), 2);
    table_each(table, add_key, &walked);
    expect_written("walk", &walked, STR("b a "));
}

static void keys_are_all_their_bytes(void **state)
{
    static const struct str keys[] = {{"", 0},   {"a", 1},    {"a\0", 2}, {"a\0b", 3},
                                      {"\0", 1}, {"\xFF", 1}, {"A", 1}};
    struct table *table = table_new(*state);
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
        assert_ptr_equal(table_add(table, keys[i], &values[i]), &values[i]);
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
        assert_ptr_equal(table_get(table, keys[i]), &values[i]);
    assert_null(table_get(table, STR("b")));
}

static void walks_in_the_order_of_arrival(void **state)
{
    struct table *table = table_new(*state);
    struct buf walked = {0};
    struct buf wanted = {0};
    for (int i = 0; i < 1000; i++) {
        const char *key = arena_printf(*state, "%d", i * 7919 % 1009);
        table_add(table, str_of(key), &values[0]);
        table_add(table, STR("500"), &values[1]);
        buf_printf(&wanted, "%s ", key);
        if (i == 0)
            buf_add_string(&wanted, "500 ");
    }
    /* "500" came second, and once more in its turn. */
    char *again = strstr(wanted.ptr + 6, " 500 ");
    assert_non_null(again);
    memmove(again, again + 4, strlen(again + 4) + 1);
    wanted.len -= 4;
    table_each(table, add_key, &walked);
    expect_written("walk", &walked, buf_str(&wanted));
    buf_free(&wanted);
}

/* Against a list searched from end to end, at every size. */
static void agrees_with_a_plain_list(void **state)
{
    enum { KEYS = 300 };
    struct str keys[KEYS];
    struct table *table = table_new(*state);
    size_t count = 0;
    unsigned long random = 1;
    while (count < KEYS) {
        random = (random * 1103515245 + 12345) & 0x7FFFFFFF;
        struct str key = str_of(arena_printf(*state, "k%lu", random >> 8 & 0x3FF));
        size_t known = 0;
        while (known < count && !str_equal(keys[known], key))
            known++;
        keys[known] = key;
        table_add(table, key, known < count ? (void *)"another" : (void *)key.ptr);
        count += known == count;
        assert_int_equal(table_count(table), count);
        for (size_t i = 0; i < count; i++)
            assert_string_equal(table_get(table, keys[i]), keys[i].ptr);
        assert_null(table_get(table, STR("k")));
    }
}

/* ------------------------------------------------------------------ keys chosen to be slow */

enum { MANY = 100000, TIMES = 20 };

/* The processor time for a table of many keys. */
static double time_of(struct arena *arena, const char *(*key_of)(struct arena *arena, unsigned i))
{
    struct table *table = table_new(arena);
    const char **keys = arena_array(arena, MANY, sizeof *keys);
    for (unsigned i = 0; i < MANY; i++)
        keys[i] = key_of(arena, i);
    clock_t start = clock();
    for (unsigned i = 0; i < MANY; i++)
        table_add(table, str_of(keys[i]), (void *)keys[i]);
    assert_int_equal(table_count(table), MANY);
    for (unsigned i = 0; i < MANY; i++)
        assert_ptr_equal(table_get(table, str_of(keys[i])), keys[i]);
    return (double)(clock() - start) / CLOCKS_PER_SEC;
}

static const char *scattered(struct arena *arena, unsigned i)
{
    return arena_printf(arena, "body-%08u", i * 2654435761u);
}

static const char *ascending(struct arena *arena, unsigned i)
{
    return arena_printf(arena, "%08u", i);
}

static const char *descending(struct arena *arena, unsigned i)
{
    return arena_printf(arena, "%08u", MANY - i);
}

static const char *from_both_ends(struct arena *arena, unsigned i)
{
    return arena_printf(arena, "%08u", i % 2 == 0 ? i : 2 * MANY - i);
}

/* Pieces that leave the low 20 bits of the FNV-1a hash of what stands before them as they would be
 * after their twin: all keys made of them meet in one slot of a table that trusts that hash. */
static const char *colliding(struct arena *arena, unsigned i)
{
    enum { PLACES = 17, LOW = 0xFFFFF };
    static char twins[PLACES][2][5];
    static bool made;
    uint32_t state = 0x84222325 & LOW;
    char *key = arena_alloc(arena, PLACES * 4 + 1);
    for (int place = 0; place < PLACES && !made; place++) {
        char(*seen)[5] = calloc(LOW + 1, sizeof *seen);
        assert_non_null(seen);
        for (unsigned n = 0; twins[place][1][0] == '\0'; n++) {
            char piece[5] = {0};
            uint32_t after = state;
            for (unsigned at = 0; at < 4; at++) {
                piece[at] = (char)('a' + (n >> (4 * at)) % 16);
                after = ((after ^ (unsigned char)piece[at]) * 0x1B3u) & LOW;
            }
            if (seen[after][0] != '\0') {
                memcpy(twins[place][0], seen[after], sizeof piece);
                memcpy(twins[place][1], piece, sizeof piece);
                state = after;
            }
            memcpy(seen[after], piece, sizeof piece);
        }
        free(seen);
    }
    made = true;
    for (unsigned place = 0; place < PLACES; place++)
        memcpy(key + place * 4, twins[place][i >> place & 1], 4);
    return key;
}

/* Quadratic time would be hundreds of times that of common keys. */
static void no_choice_of_keys_is_slow(void **state)
{
    static const char *(*const chosen[])(struct arena * arena, unsigned i) = {
        ascending, descending, from_both_ends, colliding};
    double common = time_of(*state, scattered);
    for (size_t i = 0; i < sizeof chosen / sizeof *chosen; i++) {
        double time = time_of(*state, chosen[i]);
        if (time > TIMES * common)
            fail_msg("keys %zu take %.3f s, common ones %.3f s", i, time, common);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(an_empty_table_has_nothing, set_up, tear_down),
        cmocka_unit_test_setup_teardown(the_first_of_a_key_stays, set_up, tear_down),
        cmocka_unit_test_setup_teardown(setting_replaces_in_place, set_up, tear_down),
        cmocka_unit_test_setup_teardown(keys_are_all_their_bytes, set_up, tear_down),
        cmocka_unit_test_setup_teardown(walks_in_the_order_of_arrival, set_up, tear_down),
        cmocka_unit_test_setup_teardown(agrees_with_a_plain_list, set_up, tear_down),
        cmocka_unit_test_setup_teardown(no_choice_of_keys_is_slow, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
