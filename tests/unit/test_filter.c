/* test_filter.c: an edition has what its audience may see, and nothing that tells of the rest. */
#include "draft.h"

/* The edition of a trust for an audience, as filtered alone. */
static struct records *filtered(struct draft *draft, enum audience audience)
{
    number_records(draft->arena, &draft->records, STR(""));
    return filter_records(draft->arena, &draft->records, audience);
}

static void a_record_is_seen_by_its_audience(void **state)
{
    static const enum audience audiences[] = {audience_public, audience_members, audience_exempt};
    (void)state;
    for (size_t i = 0; i < 3; i++) {
        struct draft *draft =
            draft_resolved("bodies:\n"
                           "  - {id: a, name: A, kind: board}\n"
                           "  - {id: b, name: B, kind: board, audience: public}\n"
                           "  - {id: c, name: C, kind: board, audience: members}\n"
                           "  - {id: d, name: D, kind: board, audience: exempt}\n");
        const struct records *edition = filtered(draft, audiences[i]);
        assert_non_null(draft_find(edition, TYPE_body, "a"));
        assert_non_null(draft_find(edition, TYPE_body, "b"));
        assert_int_equal(draft_find(edition, TYPE_body, "c") != NULL, i >= 1);
        assert_int_equal(draft_find(edition, TYPE_body, "d") != NULL, i >= 2);
        assert_ptr_equal(edition->list[0], &edition->trust->record);
        draft_free(draft);
    }
}

/* What is inside a withheld record is withheld, whatever it says itself. */
static void inner_records_are_seen_by_no_more_than_outer_ones(void **state)
{
    struct draft *draft = draft_resolved(
        "bodies:\n"
        "  - id: a\n"
        "    name: {value: A, note: Hm.}\n"
        "    kind: board\n"
        "    audience: members\n"
        "    sources: [{document: p, quote: Secret.}]\n"
        "    seats: [{capacity: chair, audience: public}, {capacity: member, audience: "
        "exempt}]\n"
        "documents: [{id: p, title: P, kind: paper}]\n");
    (void)state;
    const struct records *open = filtered(draft, audience_public);
    for (size_t i = 0; i < open->count; i++)
        assert_true(record_is(open->list[i], TYPE_trust) || record_is(open->list[i], TYPE_source));
    const struct records *members = filtered(draft, audience_members);
    assert_non_null(draft_find(members, TYPE_seat, "seat_a_1"));
    assert_null(draft_find(members, TYPE_seat, "seat_a_2"));
    draft_free(draft);
}

/* Of somebody made of a name in a spreadsheet no more is known than what names them: where all of
 * that is withheld, so are they. */
static void the_merely_named_are_seen_where_what_names_them_is(void **state)
{
    static const char *const ids[] = {"ann", "bob", "cy", "dee"};
    struct draft *draft =
        draft_resolved("people:\n"
                       "  - {id: ann, name: Ann}\n"
                       "  - {id: bob, name: Bob}\n"
                       "  - {id: cy, name: Cy}\n"
                       "  - {id: dee, name: Dee}\n"
                       "bodies:\n"
                       "  - id: a\n"
                       "    name: A\n"
                       "    kind: board\n"
                       "    seats:\n"
                       "      - {capacity: chair, holders: ann}\n"
                       "      - {capacity: member, holders: [ann, bob], audience: members}\n"
                       "      - {capacity: member, holders: {value: dee, audience: members}}\n"
                       "  - {id: b, name: B, kind: board, audience: members}\n"
                       "seats: [{body: b, capacity: chair, holders: cy}]\n");
    (void)state;
    for (size_t i = 0; i < sizeof ids / sizeof *ids; i++)
        draft_find(&draft->records, TYPE_person, ids[i])->only_named = true;
    const struct records *open = filtered(draft, audience_public);
    assert_non_null(draft_find(open, TYPE_person, "ann"));
    for (size_t i = 1; i < sizeof ids / sizeof *ids; i++)
        assert_null(draft_find(open, TYPE_person, ids[i]));
    const struct records *members = filtered(draft, audience_members);
    for (size_t i = 0; i < sizeof ids / sizeof *ids; i++)
        assert_non_null(draft_find(members, TYPE_person, ids[i]));
    draft_free(draft);
}

static void a_value_is_seen_by_its_audience(void **state)
{
    struct draft *draft = draft_resolved(
        "people:\n"
        "  - {id: ann, name: Ann, email: ann@example.org}\n"
        "  - {id: bob, name: Bob, email: {value: bob@example.org, audience: public}}\n"
        "  - {id: cat, name: Cat, email: {value: c@example.org, audience: exempt}}\n"
        "  - {id: dan, name: Dan, email: not stated}\n"
        "abbreviation: {value: T, audience: members}\n");
    static const struct {
        enum audience audience;
        enum value_state states[4];
        enum value_state abbreviation;
    } cases[] = {
        {audience_public,
         {STATE_WITHHELD, STATE_GIVEN, STATE_WITHHELD, STATE_NOT_STATED},
         STATE_WITHHELD},
        {audience_members,
         {STATE_GIVEN, STATE_GIVEN, STATE_WITHHELD, STATE_NOT_STATED},
         STATE_GIVEN},
        {audience_exempt, {STATE_GIVEN, STATE_GIVEN, STATE_GIVEN, STATE_NOT_STATED}, STATE_GIVEN},
    };
    static const char *const ids[] = {"ann", "bob", "cat", "dan"};
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const struct records *edition = filtered(draft, cases[i].audience);
        for (size_t p = 0; p < 4; p++) {
            const struct person *person =
                (const struct person *)draft_find(edition, TYPE_person, ids[p]);
            assert_int_equal(person->email.state, cases[i].states[p]);
            if (person->email.state == STATE_WITHHELD) {
                assert_int_equal(person->email.count, 0);
                assert_int_equal(value_text(&person->email).len, 0);
            }
        }
        assert_int_equal(edition->trust->abbreviation.state, cases[i].abbreviation);
    }
    draft_free(draft);
}

/* Of several versions, those that may be seen stay. */
/* What is said of a withheld value, and the parts it is made of, are in no list of the edition: a
 * later stage that walks all records meets nothing of it. */
static void the_parts_of_a_withheld_value_are_left_out(void **state)
{
    struct draft *draft =
        draft_resolved("bodies:\n"
                       "  - id: a\n"
                       "    name: A\n"
                       "    kind: board\n"
                       "    powers: {value: Secret., audience: members, note: Hm., sources: p}\n"
                       "    support: {value: Open., note: Hm., sources: p}\n"
                       "documents: [{id: p, title: P, kind: paper}]\n");
    size_t remarks = 0;
    size_t citations = 0;
    (void)state;
    const struct records *open = filtered(draft, audience_public);
    for (size_t i = 0; i < open->count; i++) {
        remarks += record_is(open->list[i], TYPE_remark);
        citations += record_is(open->list[i], TYPE_citation);
    }
    assert_int_equal(remarks, 1);
    assert_int_equal(citations, 1);
    draft_free(draft);
}

static void versions_are_withheld_one_by_one(void **state)
{
    struct draft *draft = draft_resolved("name:\n"
                                         "  - {value: A, sources: p, audience: members}\n"
                                         "  - {value: B, sources: p}\n"
                                         "documents: [{id: p, title: P, kind: paper}]\n");
    (void)state;
    const struct value *name = &filtered(draft, audience_public)->trust->name;
    assert_int_equal(name->count, 1);
    assert_true(str_is(value_text(name), "B"));
    assert_int_equal(draft->records.trust->name.count, 2);
    draft_free(draft);
}

static void references_lead_to_the_copies(void **state)
{
    struct draft *draft = draft_resolved("organisations: [{id: o, name: O, sector: health}]\n"
                                         "authority: {value: o, note: So.}\n");
    (void)state;
    const struct records *edition = filtered(draft, audience_public);
    const struct record *copy = draft_find(edition, TYPE_organisation, "o");
    const struct record *original = draft_find(&draft->records, TYPE_organisation, "o");
    assert_ptr_not_equal(copy, original);
    assert_ptr_equal(value_record(&edition->trust->authority), copy);
    assert_ptr_equal(copy->parent, &edition->trust->record);
    const struct remark *remark = edition->trust->authority.items[0].remarks;
    assert_ptr_not_equal(remark, draft->records.trust->authority.items[0].remarks);
    assert_ptr_equal(remark->record.parent, &edition->trust->record);
    draft_free(draft);
}

static void what_refers_to_a_withheld_record_is_withheld(void **state)
{
    struct draft *draft =
        draft_resolved("organisations:\n"
                       "  - {id: o, name: O, sector: health, audience: members}\n"
                       "  - {id: u, name: U, sector: health}\n"
                       "authority: o\n"
                       "bodies: [{id: a, name: A, kind: board}]\n"
                       "seats:\n"
                       "  - {id: s, body: a, capacity: chair, organisations: [o, u]}\n"
                       "  - {id: t, body: a, capacity: chair, organisations: o}\n");
    (void)state;
    const struct records *edition = filtered(draft, audience_public);
    assert_int_equal(edition->trust->authority.state, STATE_WITHHELD);
    const struct seat *s = (const struct seat *)draft_find(edition, TYPE_seat, "s");
    assert_string_equal(draft_ids(draft, &s->organisations), "u");
    const struct seat *t = (const struct seat *)draft_find(edition, TYPE_seat, "t");
    assert_int_equal(t->organisations.state, STATE_WITHHELD);
    draft_free(draft);
}

/* A seat is withheld with its body whether it is written inside it or beside it, and so are the
 * words of a withheld source. */
static void what_is_about_a_withheld_record_is_left_out(void **state)
{
    struct draft *draft = draft_resolved(
        "bodies:\n"
        "  - {id: a, name: A, kind: board, audience: members}\n"
        "  - {id: b, name: B, kind: board, sources: [{document: p, quote: Secret.}]}\n"
        "seats: [{id: s, body: a, capacity: chair}, {id: u, body: b, capacity: chair}]\n"
        "functions: [{id: f, body: a, text: F}]\n"
        "links:\n"
        "  - {id: k, party: a, kind: advises, target: b}\n"
        "  - {id: l, party: b, kind: advises, target: a}\n"
        "  - {id: m, party: b, kind: advises, target: t}\n"
        "documents: [{id: p, title: P, kind: paper, audience: members}]\n");
    (void)state;
    const struct records *edition = filtered(draft, audience_public);
    assert_null(draft_find(edition, TYPE_seat, "s"));
    assert_null(draft_find(edition, TYPE_function, "f"));
    assert_null(draft_find(edition, TYPE_link, "k"));
    assert_null(draft_find(edition, TYPE_link, "l"));
    assert_non_null(draft_find(edition, TYPE_seat, "u"));
    assert_non_null(draft_find(edition, TYPE_link, "m"));
    const struct body *b = (const struct body *)draft_find(edition, TYPE_body, "b");
    assert_int_equal(b->sources.state, STATE_WITHHELD);
    for (size_t i = 0; i < edition->count; i++)
        assert_false(record_is(edition->list[i], TYPE_citation));
    /* A body that is not stated is no withheld one. */
    draft_free(draft);
    draft = draft_resolved("seats: [{id: s, body: not stated, capacity: chair}]\n");
    assert_non_null(draft_find(filtered(draft, audience_public), TYPE_seat, "s"));
    draft_free(draft);
}

/* What a meeting tells of a withheld person is theirs: it goes with them, whatever it says. */
static void what_a_part_tells_of_a_withheld_person_is_left_out(void **state)
{
    struct draft *draft = draft_resolved(
        "people: [{id: p, name: P, audience: members}, {id: q, name: Q}]\n"
        "bodies: [{id: a, name: A, kind: board}]\n"
        "meetings:\n"
        "  - {id: m, body: a, title: M, date: 2010-01-01, status: held,\n"
        "     attendance: [{person: p, code: P, note: N.}, {person: q, code: P}],\n"
        "     interests: [{person: p, interest: Landlord}]}\n"
        "  - {id: n, body: a, title: N, date: 2010-02-01, status: held,\n"
        "     interests: [{person: {value: q, audience: exempt}, interest: Landlord}]}\n");
    (void)state;
    const struct records *edition = filtered(draft, audience_public);
    const struct meeting *m = (const struct meeting *)draft_find(edition, TYPE_meeting, "m");
    const struct meeting *n = (const struct meeting *)draft_find(edition, TYPE_meeting, "n");
    assert_int_equal(m->attendance.count, 1);
    assert_int_equal(m->interests.state, STATE_WITHHELD);
    assert_int_equal(n->interests.state, STATE_WITHHELD);
    edition = filter_records(draft->arena, &draft->records, audience_exempt);
    m = (const struct meeting *)draft_find(edition, TYPE_meeting, "m");
    assert_int_equal(m->attendance.count, 2);
    draft_free(draft);
}

static void a_withheld_trust_has_no_edition(void **state)
{
    struct draft *draft = draft_resolved("audience: members\n"
                                         "bodies: [{id: a, name: A, kind: board}]\n");
    (void)state;
    const struct records *edition = filtered(draft, audience_public);
    assert_null(edition->trust);
    assert_int_equal(edition->count, 0);
    assert_non_null(filtered(draft, audience_members)->trust);
    draft_free(draft);
}

/* The site has records of its own, and no trust. */
static void site_yaml_is_for_an_audience_too(void **state)
{
    struct draft *draft = draft_new();
    struct records records = {0};
    struct decoding decoding = {draft->arena, &records, draft->diag};
    struct record *site = record_new(&decoding, type_of(TYPE_site), (struct mark){0}, NULL);
    bool empty;
    const char *yaml = "title: S\nfooter: {value: Secret., audience: members}\n";
    (void)state;
    decode_into(&decoding, site,
                yaml_parse(draft->arena, "site.yaml", 1, str_of(yaml), &empty, draft->diag));
    draft_tells(draft, "");
    const struct records *edition = filter_records(draft->arena, &records, audience_public);
    assert_null(edition->trust);
    const struct site *open = (const struct site *)edition->list[0];
    assert_true(str_is(value_text(&open->title), "S"));
    assert_int_equal(open->footer.state, STATE_WITHHELD);
    assert_true(value_is_given(&((const struct site *)site)->footer));
    draft_free(draft);
}

/* Ids and anchors are those of the full records. */
static void nothing_is_renumbered(void **state)
{
    struct draft *draft = draft_resolved("bodies:\n"
                                         "  - id: a\n"
                                         "    name: A\n"
                                         "    kind: board\n"
                                         "    seats:\n"
                                         "      - {capacity: chair, audience: members}\n"
                                         "      - {capacity: member}\n");
    (void)state;
    const struct records *edition = filtered(draft, audience_public);
    const struct record *seat = draft_find(edition, TYPE_seat, "seat_a_2");
    assert_non_null(seat);
    assert_true(str_is(seat->anchor, "seat_a_2"));
    assert_null(draft_find(edition, TYPE_seat, "seat_a_1"));
    assert_int_equal(seat->order, draft_find(&draft->records, TYPE_seat, "seat_a_2")->order);
    draft_free(draft);
}

/* Filtering and deriving an edition leaves the full records as they were, byte for byte. */
static void the_records_stay_as_they_are(void **state)
{
    struct draft *draft =
        draft_resolved("as_of: today\n"
                       "people: [{id: ann, name: Ann, email: ann@example.org}]\n"
                       "bodies:\n"
                       "  - id: a\n"
                       "    name: {value: A, note: Hm.}\n"
                       "    kind: board\n"
                       "    seats: [{capacity: chair, holders: ann, vacant: no}]\n"
                       "  - {id: b, name: B, kind: board, audience: members}\n"
                       "links: [{party: a, kind: part-of, target: b}]\n");
    struct buf before = {0};
    struct buf items = {0};
    (void)state;
    number_records(draft->arena, &draft->records, STR(""));
    for (int round = 0; round < 2; round++) {
        size_t at = 0;
        size_t item_at = 0;
        for (size_t i = 0; i < draft->records.count; i++) {
            const struct record *record = draft->records.list[i];
            struct str bytes = {(const char *)record, record->type->size};
            if (round == 0)
                buf_add(&before, bytes);
            else
                assert_memory_equal(before.ptr + at, bytes.ptr, bytes.len);
            at += bytes.len;
            for (size_t f = 0; f < record->type->field_count; f++) {
                const struct value *value = record_value_const(record, &record->type->fields[f]);
                struct str all = {(const char *)value->items, value->count * sizeof(struct item)};
                if (round == 0 && all.len > 0)
                    buf_add(&items, all);
                else if (all.len > 0)
                    assert_memory_equal(items.ptr + item_at, all.ptr, all.len);
                item_at += all.len;
            }
        }
        if (round == 0)
            derive_records(draft->arena,
                           filter_records(draft->arena, &draft->records, audience_public),
                           20200101);
    }
    buf_free(&before);
    buf_free(&items);
    draft_free(draft);
}

/* Where `id` is: in the edition for everybody, or only in that for members. */
static void assert_public(const struct records *open, const struct records *members,
                          enum type_id type, const char *id, bool public)
{
    if ((draft_find(open, type, id) != NULL) != public)
        fail_msg("%s is %s", id, public ? "withheld" : "not withheld");
    assert_non_null(draft_find(members, type, id));
}

/* While they are a draft a body may withhold its minutes, with all that they tell; what a meeting
 * says itself comes first. */
static void minutes_have_an_audience(void **state)
{
    (void)state;
    static const struct {
        const char *said;
        bool public;
    } cases[] = {
        {"body: a, minutes_status: draft", false},
        {"body: a", false},
        {"body: a, minutes_status: not stated", false},
        {"body: a, minutes_status: approved", true},
        {"body: a, minutes_status: [{value: approved, sources: s}, {value: draft, sources: s}]",
         false},
        {"body: a, minutes_status: draft, minutes_audience: public", true},
        {"body: b, minutes_status: draft", true},
        {"body: b", true},
        {"body: b, minutes_status: approved, minutes_audience: members", false},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct buf text = {0};
        buf_printf(&text,
                   "documents: [{id: s, title: S, kind: report}]\n"
                   "bodies:\n"
                   "  - {id: a, name: A, kind: board, draft_minutes: members}\n"
                   "  - {id: b, name: B, kind: board}\n"
                   "meetings: [{id: m, title: M, date: 2010-01-01, status: held, %s,\n"
                   "  attendance: [{name: N, code: P}], interests: [{name: N, interest: I}],\n"
                   "  agenda: [{id: i, title: I, decision: D., minutes: [{text: T.}],\n"
                   "            actions: [{id: x, title: X}]}]}]\n"
                   "actions: [{id: y, title: Y, agreed_at: i}]\n",
                   cases[i].said);
        struct draft *draft = draft_resolved(text.ptr);
        const struct records *open = filtered(draft, audience_public);
        const struct records *members =
            filter_records(draft->arena, &draft->records, audience_members);
        const struct meeting *meeting = (const struct meeting *)draft_find(open, TYPE_meeting, "m");
        const struct agenda_item *item =
            (const struct agenda_item *)draft_find(open, TYPE_agenda_item, "i");
        enum value_state expected = cases[i].public ? STATE_GIVEN : STATE_WITHHELD;
        assert_int_equal(meeting->attendance.state, expected);
        assert_int_equal(meeting->interests.state, expected);
        assert_int_equal(item->minutes.state, expected);
        assert_int_equal(item->decision.state, expected);
        assert_public(open, members, TYPE_action, "x", cases[i].public);
        assert_public(open, members, TYPE_action, "y", cases[i].public);
        buf_free(&text);
        draft_free(draft);
    }
}

/* A paragraph of minutes may be withheld alone, and what was agreed at an exempt item is, wherever
 * it is written. */
static void what_belongs_to_an_exempt_item_is_exempt(void **state)
{
    struct draft *draft = draft_resolved(
        "bodies: [{id: a, name: A, kind: board}]\n"
        "meetings:\n"
        "  - id: m\n"
        "    title: M\n"
        "    date: 2010-01-01\n"
        "    body: a\n"
        "    status: held\n"
        "    agenda:\n"
        "      - {id: i, title: I, audience: exempt}\n"
        "      - {id: j, title: J, minutes: [{text: A.}, {text: B., audience: members}]}\n"
        "actions: [{id: x, title: X, agreed_at: i}, {id: y, title: Y, agreed_at: j}]\n");
    (void)state;
    const struct records *open = filtered(draft, audience_public);
    const struct agenda_item *item =
        (const struct agenda_item *)draft_find(open, TYPE_agenda_item, "j");
    assert_int_equal(item->minutes.count, 1);
    const struct minute *minute = (const struct minute *)value_record(&item->minutes);
    assert_true(str_is(value_text(&minute->number), "2.1"));
    assert_null(draft_find(open, TYPE_action, "x"));
    assert_non_null(draft_find(open, TYPE_action, "y"));
    draft_free(draft);
}

/* Of a text with a section that is withheld, nothing of what its author wrote stays but the rest.
 */
static void sections_are_cut(void **state)
{
    struct draft *draft = draft_resolved("name: A\n");
    struct record *page = record_new(&draft->decoding, type_of(TYPE_narrative),
                                     (struct mark){"p.md", 1, 1}, &draft->records.trust->record);
    const struct origin origin = {.file = "p.md", .line = 1};
    struct str text = STR("a\n\n## Secret {audience=members}\n\n```{quote}\nsecret\n```\n\n"
                          "## B {audience=exempt}\n\nb\n");
    struct item *item = arena_alloc(draft->arena, sizeof *item);
    item->text = text;
    item->as.prose = markdown_compile(draft->arena, &origin, text, draft->diag);
    *record_text(page) = (struct value){STATE_GIVEN, 1, item, {"p.md", 1, 1}};
    (void)state;
    assert_int_equal(audience_at_directive(item->as.prose, 0), audience_members);
    for (int audience = 0; audience < 3; audience++) {
        const struct records *edition = filtered(draft, (enum audience)audience);
        const struct value *seen = record_text_const(edition->list[edition->count - 1]);
        struct buf words = {0};
        markdown_text(seen->items[0].as.prose, &words);
        assert_int_equal(strstr(words.ptr, "Secret") != NULL, audience >= audience_members);
        assert_int_equal(strstr(words.ptr, "B b") != NULL, audience >= audience_exempt);
        assert_int_equal(seen->items[0].text.len, audience == audience_exempt ? text.len : 0);
        buf_free(&words);
    }
    draft_free(draft);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_record_is_seen_by_its_audience),
        cmocka_unit_test(inner_records_are_seen_by_no_more_than_outer_ones),
        cmocka_unit_test(the_merely_named_are_seen_where_what_names_them_is),
        cmocka_unit_test(a_value_is_seen_by_its_audience),
        cmocka_unit_test(the_parts_of_a_withheld_value_are_left_out),
        cmocka_unit_test(versions_are_withheld_one_by_one),
        cmocka_unit_test(references_lead_to_the_copies),
        cmocka_unit_test(what_refers_to_a_withheld_record_is_withheld),
        cmocka_unit_test(what_is_about_a_withheld_record_is_left_out),
        cmocka_unit_test(what_a_part_tells_of_a_withheld_person_is_left_out),
        cmocka_unit_test(a_withheld_trust_has_no_edition),
        cmocka_unit_test(site_yaml_is_for_an_audience_too),
        cmocka_unit_test(nothing_is_renumbered),
        cmocka_unit_test(minutes_have_an_audience),
        cmocka_unit_test(what_belongs_to_an_exempt_item_is_exempt),
        cmocka_unit_test(sections_are_cut),
        cmocka_unit_test(the_records_stay_as_they_are),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
