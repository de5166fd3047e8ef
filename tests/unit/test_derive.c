/* test_derive.c: what nobody types: inverses, orders, vacancies, the tree of bodies, timing. */
#include "draft.h"

enum { TODAY = 20260115 };

static struct records *derived(struct draft *draft)
{
    return draft_edition(draft, audience_public, TODAY);
}

static const struct body *body_of(const struct records *records, const char *id)
{
    return (const struct body *)draft_find(records, TYPE_body, id);
}

static void records_know_who_refers_to_them(void **state)
{
    struct draft *draft = draft_resolved(
        "organisations:\n"
        "  - {id: o, name: O, sector: health}\n"
        "  - {id: p, name: P, sector: health, part_of: o}\n"
        "people: [{id: ann, name: Ann}]\n"
        "bodies:\n"
        "  - {id: a, name: A, kind: board}\n"
        "  - {id: b, name: B, kind: board, seats: [{id: s1, capacity: chair, holders: "
        "ann}]}\n"
        "seats:\n"
        "  - {id: s2, body: a, capacity: member, holders: ann, organisations: [p, o]}\n"
        "  - {id: s3, body: b, capacity: member, organisations: o}\n"
        "links: [{id: l, party: a, kind: advises, target: o}]\n");
    struct records *edition = derived(draft);
    const struct organisation *o =
        (const struct organisation *)draft_find(edition, TYPE_organisation, "o");
    const struct person *ann = (const struct person *)draft_find(edition, TYPE_person, "ann");
    (void)state;
    assert_string_equal(draft_ids(draft, &o->seats), "s2 s3");
    assert_string_equal(draft_ids(draft, &o->parts), "p");
    assert_string_equal(draft_ids(draft, &o->links_in), "l");
    assert_string_equal(draft_ids(draft, &ann->seats), "s1 s2");
    assert_string_equal(draft_ids(draft, &body_of(edition, "b")->seats), "s1 s3");
    assert_string_equal(draft_ids(draft, &body_of(edition, "a")->links), "l");
    assert_string_equal(draft_ids(draft, &edition->trust->bodies), "a b");
    assert_string_equal(draft_ids(draft, &edition->trust->seats), "s1 s2 s3");
    assert_int_equal(edition->trust->glossary.state, STATE_ABSENT);
    draft_free(draft);
}

static void what_is_said_to_be_none_stays_so(void **state)
{
    struct draft *draft =
        draft_resolved("bodies: [{id: a, name: A, kind: board, seats: not stated, links: none}]\n");
    const struct body *a = body_of(derived(draft), "a");
    (void)state;
    assert_int_equal(a->seats.state, STATE_NOT_STATED);
    assert_int_equal(a->links.state, STATE_NONE);
    draft_free(draft);
}

static void withheld_records_are_counted_nowhere(void **state)
{
    struct draft *draft =
        draft_resolved("people: [{id: ann, name: Ann}]\n"
                       "bodies:\n"
                       "  - {id: a, name: A, kind: board, seats: [{capacity: chair, vacant: yes, "
                       "audience: members}]}\n"
                       "  - {id: b, name: B, kind: board, audience: members}\n"
                       "seats: [{body: b, capacity: chair, holders: ann}]\n"
                       "links: [{party: b, kind: part-of, target: a}]\n");
    struct records *edition = derived(draft);
    const struct person *ann = (const struct person *)draft_find(edition, TYPE_person, "ann");
    (void)state;
    assert_false(value_is_given(&body_of(edition, "a")->seats));
    assert_false(value_is_given(&body_of(edition, "a")->vacancies));
    assert_false(value_is_given(&body_of(edition, "a")->children));
    assert_false(value_is_given(&edition->trust->vacancies));
    assert_false(value_is_given(&edition->trust->links));
    assert_false(value_is_given(&ann->seats));
    assert_string_equal(draft_ids(draft, &edition->trust->bodies), "a");
    edition = draft_edition(draft, audience_members, TODAY);
    assert_string_equal(draft_ids(draft, &body_of(edition, "a")->children), "b");
    assert_int_equal(edition->trust->vacancies.count, 1);
    draft_free(draft);
}

static void seats_are_told_apart(void **state)
{
    struct draft *draft = draft_resolved("bodies:\n"
                                         "  - id: a\n"
                                         "    name: A\n"
                                         "    kind: board\n"
                                         "    seats:\n"
                                         "      - {id: s1, capacity: member}\n"
                                         "      - {id: s2, capacity: adviser, vacant: yes}\n"
                                         "      - {id: s3, capacity: chair}\n"
                                         "      - {id: s4, capacity: vice-chair, vacant: no}\n"
                                         "      - {id: s5, capacity: not stated}\n"
                                         "      - {id: s6, capacity: invited, vacant: yes}\n"
                                         "      - {id: s7, capacity: member, group: heads, vacant: "
                                         "yes}\n");
    struct records *edition = derived(draft);
    const struct body *a = body_of(edition, "a");
    (void)state;
    assert_string_equal(draft_ids(draft, &a->seats), "s1 s2 s3 s4 s5 s6 s7");
    assert_string_equal(draft_ids(draft, &a->member_seats), "s1 s3 s4 s5 s6 s7");
    assert_string_equal(draft_ids(draft, &a->adviser_seats), "s2");
    assert_string_equal(draft_ids(draft, &a->chairs), "s3 s4");
    /* Of those that are counted: an adviser's, and in the trust a group's, are told apart. */
    assert_string_equal(draft_ids(draft, &a->vacancies), "s6 s7");
    assert_string_equal(draft_ids(draft, &edition->trust->vacancies), "s6");
    draft_free(draft);
}

static void lists_are_in_their_order(void **state)
{
    struct draft *draft =
        draft_resolved("organisations:\n"
                       "  - {id: z, name: zebra, sector: health}\n"
                       "  - {id: b2, name: Beta, sector: health}\n"
                       "  - {id: b1, name: beta, sector: health}\n"
                       "  - {id: al, name: Alpha Two, sector: health}\n"
                       "  - {id: a, name: Alpha, sector: health}\n"
                       "  - {id: e, name: \xC3\x89tude, sector: health}\n"
                       "people:\n"
                       "  - {id: p1, name: Zoe Adams}\n"
                       "  - {id: p2, name: Ann Zeal}\n"
                       "  - {id: p3, name: Ann Adams}\n"
                       "  - {id: p4, name: Geoff Taylor-Smith, sort_name: 'Smith, Geoff'}\n"
                       "glossary: [{id: pct, term: PCT}, {id: caf, term: caf}]\n"
                       "milestones:\n"
                       "  - {id: m1, title: M, date: 2009-08-25, status: done}\n"
                       "  - {id: m2, title: M, date: not stated, status: done}\n"
                       "  - {id: m3, title: M, date: 2006, status: done}\n"
                       "  - {id: m4, title: M, date: by 2006-02, status: done}\n"
                       "  - {id: m5, title: M, date: 2006, status: done}\n"
                       "bodies:\n"
                       "  - {id: b, name: B, kind: board, seats: [{capacity: chair}]}\n"
                       "  - {id: c, name: C, kind: board, related: yes}\n"
                       "  - {id: a, name: A, kind: board}\n");
    const struct trust *trust = derived(draft)->trust;
    (void)state;
    assert_string_equal(draft_ids(draft, &trust->organisations), "a al b2 b1 z e");
    assert_string_equal(draft_ids(draft, &trust->people), "p3 p1 p4 p2");
    assert_string_equal(draft_ids(draft, &trust->glossary), "caf pct");
    assert_string_equal(draft_ids(draft, &trust->milestones), "m3 m5 m4 m1 m2");
    assert_string_equal(draft_ids(draft, &trust->bodies), "b c a"); /* as defined */
    assert_string_equal(draft_ids(draft, &trust->related_bodies), "c");
    assert_string_equal(draft_ids(draft, &trust->seated_bodies), "b");
    draft_free(draft);
}

/* Narratives: by number, then those without one by title. */
static void pages_are_in_their_order(void **state)
{
    static const char *const pages[][3] = {
        {"p1", "Beta", NULL}, {"p2", "Alpha", NULL}, {"p3", "Z", "2"},
        {"p4", "Y", "10"},    {"p5", "X", "-1"},
    };
    struct draft *draft = draft_new();
    (void)state;
    for (size_t i = 0; i < sizeof pages / sizeof *pages; i++) {
        struct buf yaml = {0};
        bool empty;
        buf_printf(&yaml, "title: %s\nsummary: S\n", pages[i][1]);
        if (pages[i][2])
            buf_printf(&yaml, "order: %s\n", pages[i][2]);
        struct record *page = record_new(&draft->decoding, type_of(TYPE_narrative),
                                         (struct mark){"p", 1, 1}, &draft->records.trust->record);
        page->id = str_of(pages[i][0]);
        decode_into(&draft->decoding, page,
                    yaml_parse(draft->arena, "p", 1, buf_str(&yaml), &empty, draft->diag));
        buf_free(&yaml);
    }
    decode_place(&draft->decoding);
    draft_tells(draft, "");
    assert_string_equal(draft_ids(draft, &derived(draft)->trust->pages), "p5 p3 p4 p2 p1");
    draft_free(draft);
}

/* ------------------------------------------------------------------ the tree */

/* "a(b c(d)) e": the tree below a list of bodies. */
static void write_tree(const struct value *bodies, unsigned depth, struct buf *out)
{
    assert_true(depth < 20);
    for (unsigned i = 0; value_is_given(bodies) && i < bodies->count; i++) {
        const struct body *body = (const struct body *)bodies->items[i].as.record;
        buf_printf(out, "%s%.*s", i > 0 ? " " : "", STR_ARGS(body->record.id));
        if (!value_is_given(&body->children))
            continue;
        buf_add_char(out, '(');
        write_tree(&body->children, depth + 1, out);
        buf_add_char(out, ')');
    }
}

/* The tree of the bodies a to e (e is related) with these links: "a part-of b". */
static void assert_tree(const char *const *links, const char *expected)
{
    struct buf yaml = {0};
    struct buf tree = {0};
    buf_add_string(&tree, "");
    buf_add_string(&yaml, "bodies:\n"
                          "  - {id: a, name: A, kind: board}\n"
                          "  - {id: b, name: B, kind: board}\n"
                          "  - {id: c, name: C, kind: board}\n"
                          "  - {id: d, name: D, kind: board}\n"
                          "  - {id: e, name: E, kind: board, related: yes}\n"
                          "links:\n"
                          "  - {party: e, kind: informs, target: t}\n");
    for (; *links; links++) {
        struct str kind;
        struct str target;
        struct str party = str_cut(str_of(*links), ' ', &kind);
        kind = str_cut(kind, ' ', &target);
        bool denied = str_starts(kind, "!");
        buf_printf(&yaml, "  - {party: %.*s, kind: %.*s, target: %.*s, denied: %s}\n",
                   STR_ARGS(party), STR_ARGS(str_slice(kind, denied, kind.len)), STR_ARGS(target),
                   denied ? "yes" : "no");
    }
    struct draft *draft = draft_resolved(yaml.ptr);
    write_tree(&derived(draft)->trust->roots, 0, &tree);
    assert_string_equal(tree.ptr, expected);
    draft_free(draft);
    buf_free(&yaml);
    buf_free(&tree);
}

static void bodies_stand_below_those_they_belong_to(void **state)
{
    static const struct {
        const char *links[6];
        const char *tree;
    } cases[] = {
        {{NULL}, "a b c d"},
        {{"b part-of a", "c reports-to a", "d part-of b"}, "a(b(d) c)"},
        /* several above: the strongest, then the first */
        {{"c advises a", "c reports-to b"}, "a b(c) d"},
        {{"c reports-to b", "c accountable-to a"}, "a b(c) d"},
        {{"c informs a", "c part-of d", "c accountable-to b"}, "a b d(c)"},
        /* denied, weak and other links place nobody */
        {{"b !part-of a", "c commissions a", "d replaces a"}, "a b c d"},
        {{"b !part-of a", "b advises c"}, "a c(b) d"},
        /* links to the trust, to organisations and to related bodies place nobody */
        {{"b part-of t", "c part-of e"}, "a b c d"},
        /* circles: what comes first is placed, and the last stays above */
        {{"a part-of a"}, "a b c d"},
        {{"a reports-to b", "b reports-to a"}, "b(a) c d"},
        {{"a part-of b", "b part-of c", "c part-of a"}, "c(b(a)) d"},
        {{"a part-of b", "b part-of c", "c part-of a", "c informs d"}, "d(c(b(a)))"},
        /* a circle of strong links falls back to a weaker one */
        {{"a part-of b", "b part-of a", "b supports c"}, "c(b(a)) d"},
        /* a related body stands below nobody */
        {{"e part-of a"}, "a b c d"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_tree(cases[i].links, cases[i].tree);
}

static void a_body_knows_the_link_that_places_it(void **state)
{
    struct draft *draft = draft_resolved("bodies:\n"
                                         "  - {id: a, name: A, kind: board}\n"
                                         "  - {id: b, name: B, kind: board}\n"
                                         "links:\n"
                                         "  - {id: weak, party: b, kind: informs, target: a}\n"
                                         "  - {id: strong, party: b, kind: part-of, target: a}\n");
    struct records *edition = derived(draft);
    (void)state;
    assert_string_equal(draft_ids(draft, &body_of(edition, "b")->main_link), "strong");
    assert_false(value_is_given(&body_of(edition, "a")->main_link));
    draft_free(draft);
}

/* Each body below the one before, 10,000 deep: in linear time, without a stack for each. */
static void a_long_chain_of_bodies_is_placed_in_time(void **state)
{
    enum { MANY = 10000, FILE_OF = 5000 };
    struct draft *draft = draft_new();
    (void)state;
    for (int from = 0; from < MANY; from += FILE_OF) {
        struct buf yaml = {0};
        buf_add_string(&yaml, "bodies:\n");
        for (int i = from; i < from + FILE_OF; i++)
            buf_printf(&yaml, "  - {id: b%d, name: B, kind: board}\n", i);
        buf_add_string(&yaml, "links:\n");
        for (int i = from; i < from + FILE_OF; i++)
            buf_printf(&yaml, "  - {party: b%d, kind: part-of, target: b%d}\n", i, (i + 1) % MANY);
        draft_read(draft, "t.yaml", yaml.ptr);
        buf_free(&yaml);
    }
    decode_place(&draft->decoding);
    check_references(draft->arena, &draft->records, draft->diag);
    check_rules(draft->arena, &draft->records, 0, draft->diag);
    struct records *edition = derived(draft);
    assert_int_equal(edition->trust->roots.count, 1);
    assert_int_equal(body_of(edition, "b1")->children.count, 1);
    draft_free(draft);
}

/* ------------------------------------------------------------------ as of a date */

static void periods_lie_before_at_or_after_the_day(void **state)
{
    static const struct {
        const char *from;
        const char *to;
        long as_of;
        enum timing timing;
    } cases[] = {
        {"not stated", "not stated", 20080101, timing_unknown},
        {"2006", "not stated", 20051231, timing_future},
        {"2006", "not stated", 20060101, timing_current},
        {"not stated", "2006", 20061231, timing_current},
        {"not stated", "2006", 20070101, timing_past},
        {"2006", "2008-02", 20080229, timing_current},
        {"2006", "2008-02", 20080301, timing_past},
        {"by 2010", "not stated", 20000101, timing_current}, /* it may have begun */
        {"not stated", "before 2008-04", 20080401, timing_past},
        {"none", "2006", 20070101, timing_past},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct buf yaml = {0};
        buf_printf(&yaml, "bodies: [{id: a, name: A, kind: board, from: %s, to: %s}]\n",
                   cases[i].from, cases[i].to);
        struct draft *draft = draft_resolved(yaml.ptr);
        const struct records *edition = draft_edition(draft, audience_public, cases[i].as_of);
        assert_int_equal(value_choice(&body_of(edition, "a")->timing), cases[i].timing);
        draft_free(draft);
        buf_free(&yaml);
    }
}

static void the_trust_has_its_day(void **state)
{
    static const struct {
        const char *as_of;
        long day;     /* of the trust, as of TODAY */
        long derived; /* the day that the edition is made as of */
        struct date date;
    } cases[] = {
        {"2006-08-25", 20060825, 20060825, {DATE_ON, {2006, 8, 25}, {0, 0, 0}}},
        {"2006", 20061231, 20061231, {DATE_ON, {2006, 0, 0}, {0, 0, 0}}},
        {"late 2008", 20081231, 20081231, {DATE_LATE, {2008, 0, 0}, {0, 0, 0}}},
        {"today", TODAY, TODAY, {DATE_ON, {2026, 1, 15}, {0, 0, 0}}},
        {"2006", 20061231, 20070203, {DATE_ON, {2007, 2, 3}, {0, 0, 0}}}, /* --as-of */
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct buf yaml = {0};
        buf_printf(&yaml, "as_of: %s\n", cases[i].as_of);
        struct draft *draft = draft_resolved(yaml.ptr);
        assert_int_equal(trust_as_of(draft->records.trust, TODAY), cases[i].day);
        const struct records *edition = draft_edition(draft, audience_public, cases[i].derived);
        const struct date *date = &edition->trust->as_of.items[0].as.date;
        assert_int_equal(date->form, cases[i].date.form);
        assert_int_equal(date->first.year, cases[i].date.first.year);
        assert_int_equal(date->first.month, cases[i].date.first.month);
        assert_int_equal(date->first.day, cases[i].date.first.day);
        draft_free(draft);
        buf_free(&yaml);
    }
    /* Not even in place of a date that is not stated is a clock read. */
    struct draft *draft = draft_of("as_of: not stated\n");
    assert_true(diag_has_errors(draft->diag));
    draft_free(draft);
}

/* ------------------------------------------------------------------ the directory */

/* What the directory keeps of a trust outlives it. */
static void the_directory_keeps_a_summary_of_its_own(void **state)
{
    struct arena *arena = arena_new();
    struct directory *directory = directory_new(arena);
    struct draft *draft =
        draft_resolved("name: {value: Trust, note: Hm.}\narea: Area\nstanding: proposed\n"
                       "as_of: 2006\nhistorical: yes\nsummary: It *works*.\n"
                       "people: [{id: p, name: P}]\n"
                       "bodies:\n"
                       "  - {id: a, name: A, kind: board}\n"
                       "  - {id: b, name: B, kind: board, related: yes}\n");
    (void)state;
    directory_add(arena, directory,
                  directory_entry(arena, draft_edition(draft, audience_public, 20061231)));
    draft_free(draft);
    assert_int_equal(directory->trusts.count, 1);
    const struct entry *entry = (const struct entry *)value_record(&directory->trusts);
    assert_true(str_is(record_title(&entry->record), "Trust"));
    assert_true(str_is(value_text(&entry->area), "Area"));
    assert_true(str_is(entry->record.address, "t/index.html"));
    assert_int_equal(value_choice(&entry->standing), standing_proposed);
    assert_int_equal(entry->as_of.items[0].as.date.first.year, 2006);
    assert_null(entry->as_of.items[0].mark.file);
    assert_null(entry->name.items[0].remarks);
    assert_true(value_flag(&entry->historical));
    assert_false(value_flag(&entry->fictional));
    assert_int_equal(value_number(&entry->bodies), 1);
    assert_int_equal(value_number(&entry->people), 1);
    struct buf words = {0};
    markdown_text(entry->summary.items[0].as.prose, &words);
    assert_string_equal(words.ptr, "It works.");
    buf_free(&words);
    arena_free(arena);
}

/* ------------------------------------------------------------------ functions */

static void functions_stand_in_their_groups(void **state)
{
    (void)state;
    struct draft *draft =
        draft_resolved("bodies:\n"
                       "  - id: board\n"
                       "    name: Board\n"
                       "    kind: board\n"
                       "    functions:\n"
                       "      - {id: a, text: A, group: operational}\n"
                       "      - {id: b, text: B, group: strategic}\n"
                       "      - {id: c, text: C}\n"
                       "      - {id: d, text: D, group: strategic}\n"
                       "      - {id: e, text: E, group: not stated}\n"
                       "  - {id: team, name: Team, kind: team, functions: [{id: f, text: F}]}\n");
    const struct records *edition = draft_edition(draft, audience_public, 20200101);
    const struct body *board = (const struct body *)draft_find(edition, TYPE_body, "board");
    assert_string_equal(draft_ids(draft, &board->functions), "c e b d a");
    for (unsigned i = 0; i < board->functions.count; i++) {
        const struct function *function =
            (const struct function *)board->functions.items[i].as.record;
        assert_int_equal(value_flag(&function->opens_group), i == 0 || i == 2 || i == 4);
    }
    draft_free(draft);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(records_know_who_refers_to_them),
        cmocka_unit_test(what_is_said_to_be_none_stays_so),
        cmocka_unit_test(withheld_records_are_counted_nowhere),
        cmocka_unit_test(seats_are_told_apart),
        cmocka_unit_test(lists_are_in_their_order),
        cmocka_unit_test(pages_are_in_their_order),
        cmocka_unit_test(bodies_stand_below_those_they_belong_to),
        cmocka_unit_test(a_body_knows_the_link_that_places_it),
        cmocka_unit_test(a_long_chain_of_bodies_is_placed_in_time),
        cmocka_unit_test(periods_lie_before_at_or_after_the_day),
        cmocka_unit_test(the_trust_has_its_day),
        cmocka_unit_test(the_directory_keeps_a_summary_of_its_own),
        cmocka_unit_test(functions_stand_in_their_groups),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
