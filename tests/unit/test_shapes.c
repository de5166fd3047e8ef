/* test_shapes.c: templates see every field of every type, and read it as it is. */
#include "concordat/schema/shapes.h"

#include "draft.h"

static void addresses_lead_from_page_to_page(void **state)
{
    static const char *const cases[][3] = {
        {"index.html", "index.html", "index.html"},
        {"index.html", "t/index.html", "t/index.html"},
        {"t/index.html", "index.html", "../index.html"},
        {"t/index.html", "t/index.html", "index.html"},
        {"t/bodies/pab/index.html", "t/index.html", "../../index.html"},
        {"t/bodies/pab/index.html", "t/bodies/exec/index.html", "../exec/index.html"},
        {"t/bodies/pab/index.html", "t/members/index.html", "../../members/index.html"},
        {"t/bodies/pab/index.html", "s/bodies/pab/index.html", "../../../s/bodies/pab/index.html"},
        /* folders share whole names, not beginnings of them */
        {"t/pa/index.html", "t/pab/index.html", "../pab/index.html"},
        {"t/pab/index.html", "t/pa/index.html", "../pa/index.html"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct buf out = {0};
        address_from(str_of(cases[i][0]), str_of(cases[i][1]), &out);
        assert_string_equal(out.ptr, cases[i][2]);
        buf_free(&out);
    }
}

static const struct member *member_named(const struct shape *shape, const char *name)
{
    const struct member *found = NULL;
    for (size_t i = 0; i < shape->member_count; i++)
        if (strcmp(shape->members[i].name, name) == 0) {
            assert_null(found); /* names are unique */
            found = &shape->members[i];
        }
    return found;
}

static void every_field_is_a_member(void **state)
{
    struct arena *arena = arena_new();
    const struct shapes *shapes = shapes_new(arena);
    (void)state;
    for (int t = 0; t < TYPE_COUNT; t++) {
        const struct type *type = type_of((enum type_id)t);
        const struct shape *shape = shape_of(shapes, type->id);
        assert_int_equal(shape->kind, SHAPE_RECORD);
        assert_string_equal(shape->name, type->name);
        assert_non_null(member_named(shape, "id"));
        assert_non_null(member_named(shape, "anchor"));
        for (size_t f = 0; f < type->field_count; f++) {
            const struct member *member = member_named(shape, type->fields[f].name);
            assert_non_null(member);
            assert_non_null(member->shape);
            assert_non_null(member->count);
            assert_int_equal(member->many, type->fields[f].many);
            assert_non_null(member->at);
        }
    }
    arena_free(arena);
}

static void slots_are_numbered_without_gaps(void **state)
{
    struct arena *arena = arena_new();
    const struct shapes *shapes = shapes_new(arena);
    const struct vocabulary *vocabulary = shapes_vocabulary(shapes);
    (void)state;
    for (int t = 0; t < TYPE_AND_UNION_COUNT; t++)
        assert_int_equal(shape_of(shapes, (enum type_id)t)->slot, t);
    assert_int_equal(vocabulary->slots, TYPE_AND_UNION_COUNT);
    assert_string_equal(vocabulary->value->name, "remark");
    arena_free(arena);
}

/* ------------------------------------------------------------------ reading */

/* Words of a made-up language. */
static struct words words_of(struct arena *arena)
{
    struct words words = {0};
    for (int c = 0; c < CHOICES_COUNT; c++) {
        struct str *labels = arena_array(arena, choices_of(c)->count, sizeof *labels);
        for (size_t v = 0; v < choices_of(c)->count; v++)
            labels[v] = str_of(arena_printf(arena, "<%s>", choices_of(c)->values[v].name));
        words.labels[c] = labels;
    }
    for (size_t m = 0; m < 12; m++)
        words.dates.months[m] = str_of(arena_printf(arena, "M%zu", m + 1));
    for (size_t f = 0; f < DATE_FORMS; f++)
        words.dates.forms[f] = STR("{date}");
    words.dates.forms[DATE_ON] = STR("{day} {month} {year}");
    return words;
}

/* A trust with shapes to read it by. */
struct reading {
    struct draft *draft;
    struct records *edition;
    const struct shapes *shapes;
    struct words words;
    struct rendering rendering;
};

static struct reading reading_of(const char *yaml)
{
    struct reading reading = {.draft = draft_resolved(yaml)};
    reading.edition = draft_edition(reading.draft, audience_public, 20060825);
    reading.shapes = shapes_new(reading.draft->arena);
    reading.words = words_of(reading.draft->arena);
    reading.rendering.address = STR("t/members/index.html");
    return reading;
}

/* What a dotted name of a record prints: "" where it is false; texts of a list joined by a bar. */
static void print(const struct reading *reading, const struct shape *shape, const void *object,
                  struct str path, struct buf *out)
{
    struct rendering rendering = reading->rendering;
    rendering.words = &reading->words;
    if (path.len == 0) {
        struct buf scratch = {0};
        if (shape->text)
            buf_add(out, shape->text(shape, object, &rendering, &scratch));
        else
            buf_add_string(out, "yes");
        buf_free(&scratch);
        return;
    }
    struct str rest;
    struct str step = str_cut(path, '.', &rest);
    const struct member *member = member_named(shape, arena_copy(reading->draft->arena, step).ptr);
    if (!member)
        fail_msg("%s has no member %.*s", shape->name, STR_ARGS(step));
    size_t count = member->count(member, object);
    for (size_t i = 0; i < count; i++) {
        buf_add_string(out, i > 0 ? "|" : "");
        const void *next = member->at ? member->at(member, object, i).object : object;
        print(reading, member->shape, next, rest, out);
    }
}

static void assert_prints(const struct reading *reading, const struct record *record,
                          const char *path, const char *expected)
{
    struct buf out = {0};
    buf_add_string(&out, "");
    print(reading, shape_of(reading->shapes, record->type->id), record, str_of(path), &out);
    assert_string_equal(out.ptr, expected);
    buf_free(&out);
}

static const char trust[] = "name: T & Co\n"
                            "as_of: 2006-08-25\n"
                            "historical: yes\n"
                            "fictional: no\n"
                            "standing: proposed\n"
                            "summary: It *works*.\n"
                            "abbreviation: none\n"
                            "aliases: [One, Two]\n"
                            "organisations: [{id: o, name: Org, sector: health}]\n"
                            "bodies:\n"
                            "  - {id: a, name: A, kind: board}\n"
                            "  - {id: b, name: B, kind: board}\n"
                            "links:\n"
                            "  - {id: k, party: a, kind: reports-to, target: b}\n"
                            "  - {id: l, party: o, kind: reports-to, target: t}\n";

static void every_kind_is_printed(void **state)
{
    struct reading reading = reading_of(trust);
    const struct record *record = &reading.edition->trust->record;
    (void)state;
    assert_prints(&reading, record, "name", "T & Co");
    assert_prints(&reading, record, "as_of", "25 M8 2006");
    assert_prints(&reading, record, "as_of.iso", "2006-08-25");
    assert_prints(&reading, record, "historical", "yes");
    assert_prints(&reading, record, "fictional", "");
    assert_prints(&reading, record, "standing", "<proposed>");
    assert_prints(&reading, record, "standing.proposed", "yes");
    assert_prints(&reading, record, "standing.existing", "");
    assert_prints(&reading, record, "summary", "<p>It <em>works</em>.</p>\n");
    assert_prints(&reading, record, "summary.inline", "It <em>works</em>.");
    assert_prints(&reading, record, "abbreviation", "");
    assert_prints(&reading, record, "area", "");
    assert_prints(&reading, record, "aliases.text", "One|Two");
    assert_prints(&reading, record, "bodies.name", "A|B");
    assert_prints(&reading, record, "bodies.trust.name", "T & Co|T & Co");
    assert_prints(&reading, record, "id", "t");
    assert_prints(&reading, record, "anchor", "trust_t");
    assert_prints(&reading, record, "url", "../index.html");
    assert_prints(&reading, record, "bodies.url", "../bodies/a/index.html|../bodies/b/index.html");
    draft_free(reading.draft);
}

/* A party is a body, an organisation or the trust: each has a name in a place of its own. */
static void a_union_reads_what_all_its_types_have(void **state)
{
    struct reading reading = reading_of(trust);
    const struct record *k = draft_find(reading.edition, TYPE_link, "k");
    const struct record *l = draft_find(reading.edition, TYPE_link, "l");
    const struct shape *party = shape_of(reading.shapes, (enum type_id)TYPE_party);
    (void)state;
    assert_prints(&reading, k, "party.name", "A");
    assert_prints(&reading, l, "party.name", "Org");
    assert_prints(&reading, l, "target.name", "T & Co");
    assert_prints(&reading, l, "target.standing", "<proposed>");
    assert_prints(&reading, k, "party.url", "../bodies/a/index.html");
    assert_prints(&reading, k, "party.body.kind", "<board>");
    assert_prints(&reading, k, "party.organisation.name", "");
    assert_prints(&reading, l, "party.organisation.sector", "<health>");
    assert_prints(&reading, l, "target.trust.area", "");
    assert_prints(&reading, l, "party.id", "o");
    assert_null(member_named(party, "kind")); /* an organisation has none */
    assert_non_null(member_named(party, "trust"));
    draft_free(reading.draft);
}

static void states_are_read(void **state)
{
    struct reading reading =
        reading_of("name: T\nadult_services: not stated\narea: none\nabbreviation: A\n"
                   "short_name: {value: S, audience: members}\n"
                   "bodies: [{id: a, name: A, abbreviation: not stated, kind: board}]\n"
                   "links: [{id: k, party: a, kind: advises, target: t}]\n");
    static const struct {
        const char *field;
        const char *state; /* NULL for none of them */
    } cases[] = {
        {"adult_services", "not_stated"}, {"area", "none"},    {"short_name", "withheld"},
        {"abbreviation", NULL},           {"authority", NULL},
    };
    const struct vocabulary *vocabulary = shapes_vocabulary(reading.shapes);
    const struct record *record = &reading.edition->trust->record;
    const struct shape *shape = shape_of(reading.shapes, TYPE_trust);
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const struct member *member = member_named(shape, cases[i].field);
        assert_true(member->states);
        for (size_t s = 0; s < vocabulary->state_count; s++)
            assert_int_equal(vocabulary->in_state(member, record, s),
                             cases[i].state && strcmp(vocabulary->states[s], cases[i].state) == 0);
    }
    const struct member *name =
        member_named(shape_of(reading.shapes, (enum type_id)TYPE_party), "abbreviation");
    assert_true(name->states);
    assert_true(vocabulary->in_state(name, draft_find(reading.edition, TYPE_body, "a"), 0));
    draft_free(reading.draft);
}

static void remarks_stand_beside_values(void **state)
{
    struct reading reading = reading_of("name: {value: T, note: Hm., standing: option}\narea: A\n"
                                        "organisations: [{id: o, name: O, sector: health}]\n"
                                        "authority: {value: o, inferred: yes}\n");
    const struct record *record = &reading.edition->trust->record;
    const struct shape *shape = shape_of(reading.shapes, TYPE_trust);
    const struct shape *remark = shapes_vocabulary(reading.shapes)->value;
    static const struct {
        const char *field;
        const char *path;
        const char *printed;
    } cases[] = {
        {"name", "note.inline", "Hm."}, {"name", "standing", "<option>"}, {"name", "inferred", ""},
        {"area", "note", ""},           {"authority", "inferred", "yes"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const struct member *member = member_named(shape, cases[i].field);
        struct buf out = {0};
        buf_add_string(&out, "");
        print(&reading, remark, member->at(member, record, 0).remarks, str_of(cases[i].path), &out);
        assert_string_equal(out.ptr, cases[i].printed);
        buf_free(&out);
    }
    draft_free(reading.draft);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(addresses_lead_from_page_to_page),
        cmocka_unit_test(every_field_is_a_member),
        cmocka_unit_test(slots_are_numbered_without_gaps),
        cmocka_unit_test(every_kind_is_printed),
        cmocka_unit_test(a_union_reads_what_all_its_types_have),
        cmocka_unit_test(states_are_read),
        cmocka_unit_test(remarks_stand_beside_values),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
