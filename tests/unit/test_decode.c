/* test_decode.c: what authors write becomes records, and every mistake is told at its place. */
#include "draft.h"

/* ------------------------------------------------------------------ what is right */

/* The first record of a type. */
static const struct record *first(const struct draft *draft, enum type_id type)
{
    for (size_t i = 0; i < draft->records.count; i++)
        if (draft->records.list[i]->type->id == type)
            return draft->records.list[i];
    fail_msg("there is no %s", type_of(type)->name);
    return NULL;
}

static void assert_text(const struct value *value, const char *text)
{
    assert_true(value_is_given(value));
    assert_true(str_is(value_text(value), text));
}

static void reads_every_kind_short(void **state)
{
    struct draft *draft = draft_of("name: Children's Trust\n"
                                   "historical: yes\n"
                                   "area_kind: county\n"
                                   "as_of: late 2009\n"
                                   "authority: council\n"
                                   "summary: It *works*.\n"
                                   "age_range: {from_age: 0, to_age: 19}\n"
                                   "bodies: []\n");
    const struct trust *trust = draft->records.trust;
    (void)state;
    assert_text(&trust->name, "Children's Trust");
    assert_true(value_flag(&trust->historical));
    assert_int_equal(value_choice(&trust->area_kind), area_kind_county);
    assert_int_equal(trust->as_of.items[0].as.date.form, DATE_LATE);
    assert_text(&trust->authority, "council");
    assert_non_null(trust->summary.items[0].as.prose);
    const struct age_range *ages = (const struct age_range *)value_record(&trust->age_range);
    assert_text(&ages->to_age, "19");
    assert_ptr_equal(ages->record.parent, &trust->record);
    assert_int_equal(trust->name.mark.line, 1);
    assert_int_equal(trust->name.mark.column, 1);
    assert_int_equal(trust->name.items[0].mark.column, 7);
    draft_tells(draft,
                "t.yaml:8:9: error [empty-field] 'bodies' is empty (write a value, not stated "
                "or none, or leave the line out)\n");
    draft_free(draft);
}

static void reads_every_kind_long(void **state)
{
    struct draft *draft = draft_of("name: {value: A, standing: proposed, note: Hm.}\n"
                                   "historical: {value: no, inferred: yes}\n"
                                   "area_kind: {value: city, from: 2001}\n"
                                   "as_of: {value: 2009-08-25, sources: paper}\n"
                                   "authority: {value: council, audience: members}\n"
                                   "summary:\n"
                                   "  value: |\n"
                                   "    It works.\n"
                                   "  sources: [{document: paper, section: '2'}]\n");
    const struct trust *trust = draft->records.trust;
    (void)state;
    draft_tells(draft, "");
    assert_text(&trust->name, "A");
    assert_int_equal(value_choice(&trust->name.items[0].remarks->standing), standing_proposed);
    assert_ptr_equal(trust->name.items[0].remarks->record.parent, &trust->record);
    assert_true(value_is_given(&trust->historical));
    assert_false(value_flag(&trust->historical));
    assert_true(value_flag(&trust->historical.items[0].remarks->inferred));
    assert_int_equal(value_choice(&trust->area_kind), area_kind_city);
    assert_int_equal(trust->as_of.items[0].as.date.first.day, 25);
    assert_int_equal(value_choice(&trust->authority.items[0].remarks->audience), audience_members);
    const struct remark *remark = trust->summary.items[0].remarks;
    const struct citation *citation = (const struct citation *)value_record(&remark->sources);
    assert_text(&citation->document, "paper");
    assert_text(&citation->section, "2");
    draft_free(draft);
}

static void reads_versions_where_sources_differ(void **state)
{
    struct draft *draft = draft_of("name:\n"
                                   "  - {value: A, sources: x}\n"
                                   "  - {value: B, sources: [y, z]}\n");
    const struct value *name = &draft->records.trust->name;
    (void)state;
    draft_tells(draft, "");
    assert_int_equal(name->count, 2);
    assert_text(name, "A");
    assert_true(str_is(name->items[1].text, "B"));
    assert_int_equal(name->items[1].remarks->sources.count, 2);
    draft_free(draft);
}

/* What would leave open who may see a thing is refused, wherever it is written: nobody is to read
 * it until it is mended. */
static void an_audience_is_one_of_its_values(void **state)
{
    static const char *const places[] = {
        "people: [{id: a, name: A, audience: %s}]\n",
        "summary: {value: S., audience: %s}\n",
        "bodies: [{id: a, name: A, kind: board, draft_minutes: %s}]\n",
        "meetings: [{id: a, title: A, body: b, date: 2010, status: held, minutes_audience: %s}]\n",
        "meetings: [{id: a, title: A, body: b, date: 2010, status: held, agenda: [{id: i, title: "
        "I, minutes: [{text: T., "
        "audience: %s}]}]}]\n",
    };
    static const struct {
        const char *written;
        const char *rule;
    } cases[] = {
        {"none", "unknown-value"},
        {"not stated", "unknown-value"},
        {"'none'", "unknown-value"},
        {"None", "unknown-value"},
        {"{value: none, sources: s}", "unknown-value"},
        {"''", "empty-field"},
        {"[{value: public, sources: s}, {value: exempt, sources: s}]", "given-twice"},
        {"[{value: exempt, sources: s}]", "given-twice"},
        {"[none]", "unknown-value"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof places / sizeof *places * (sizeof cases / sizeof *cases); i++) {
        const char *place = places[i % (sizeof places / sizeof *places)];
        size_t at = i / (sizeof places / sizeof *places);
        struct str before = str_slice(str_of(place), 0, (size_t)(strstr(place, "%s") - place));
        struct buf text = {0};
        size_t count;
        buf_printf(&text, "%.*s%s%s", STR_ARGS(before), cases[at].written,
                   place + before.len + sizeof "%s" - 1);
        struct draft *draft = draft_of(text.ptr);
        const struct diagnostic *told = diag_sorted(draft->diag, &count);
        assert_int_equal(count, 1);
        assert_string_equal(rule_id(told[0].rule), cases[at].rule);
        if (!str_is(str_of(cases[at].rule), "given-twice"))
            assert_true(str_is(told[0].hint, "write one of: public, members, exempt"));
        buf_free(&text);
        draft_free(draft);
    }
}

static void reads_states_and_their_words_in_quotes(void **state)
{
    struct draft *draft = draft_of("adult_services: not stated\n"
                                   "area: none\n"
                                   "abbreviation: 'none'\n"
                                   "short_name: \"not stated\"\n"
                                   "area_kind: {value: not stated, note: Two pages are missing.}\n"
                                   "bodies: none\n");
    const struct trust *trust = draft->records.trust;
    (void)state;
    draft_tells(draft, "");
    assert_int_equal(trust->adult_services.state, STATE_NOT_STATED);
    assert_int_equal(trust->area.state, STATE_NONE);
    assert_text(&trust->abbreviation, "none");
    assert_text(&trust->short_name, "not stated");
    assert_int_equal(trust->area_kind.state, STATE_NOT_STATED);
    assert_int_equal(trust->bodies.state, STATE_NONE);
    draft_free(draft);
}

static void joins_lists_of_several_files(void **state)
{
    struct draft *draft = draft_new();
    (void)state;
    draft_read(draft, "a.yaml",
               "aliases: One\n"
               "organisations: [{id: a, name: A, sector: health}]\n");
    draft_read(draft, "b.yaml",
               "aliases: [Two, Three]\n"
               "organisations: [{id: b, name: B, sector: health}]\n");
    draft_read(draft, "c.yaml", "aliases: [Four, {text: Five}]\n");
    draft_tells(draft, "");
    const struct value *aliases = &draft->records.trust->aliases;
    static const char *const names[] = {"One", "Two", "Three", "Four", "Five"};
    assert_int_equal(aliases->count, 5);
    for (size_t i = 0; i < 5; i++)
        assert_text(&((const struct alias *)aliases->items[i].as.record)->text, names[i]);
    assert_non_null(draft_find(&draft->records, TYPE_organisation, "a"));
    assert_non_null(draft_find(&draft->records, TYPE_organisation, "b"));
    draft_free(draft);
}

static void records_inside_others_refer_to_them(void **state)
{
    struct draft *draft = draft_of("bodies:\n"
                                   "  - id: pab\n"
                                   "    name: PAB\n"
                                   "    kind: board\n"
                                   "    seats:\n"
                                   "      - capacity: chair\n"
                                   "people:\n"
                                   "  - id: ann\n"
                                   "    name: Ann\n"
                                   "    seats:\n"
                                   "      - {capacity: member, body: pab, holders: bob}\n");
    (void)state;
    draft_tells(draft, "");
    const struct seat *chair = (const struct seat *)first(draft, TYPE_seat);
    assert_true(str_is(value_record(&chair->body)->id, "pab"));
    assert_ptr_equal(chair->record.parent, value_record(&chair->body));
    assert_ptr_equal(value_record(&chair->trust), &draft->records.trust->record);
    const struct person *ann =
        (const struct person *)draft_find(&draft->records, TYPE_person, "ann");
    const struct seat *seat = (const struct seat *)draft->records.list[draft->records.count - 1];
    assert_int_equal(seat->holders.count, 2);
    assert_ptr_equal(seat->holders.items[0].as.record, &ann->record);
    assert_true(str_is(seat->holders.items[1].text, "bob"));
    draft_free(draft);
}

static void inner_records_inherit_standing_and_sources(void **state)
{
    struct draft *draft = draft_of("standing: existing\n"
                                   "bodies:\n"
                                   "  - id: pab\n"
                                   "    name: PAB\n"
                                   "    kind: board\n"
                                   "    standing: proposed\n"
                                   "    sources: paper\n"
                                   "    membership_rules: [Heads sit on it.]\n"
                                   "    purpose: {value: Advice., note: Hm.}\n"
                                   "    seats:\n"
                                   "      - capacity: chair\n"
                                   "      - {capacity: member, standing: existing, sources: none}\n"
                                   "  - {id: free, name: Free, kind: board}\n");
    const struct seat *seats[2];
    (void)state;
    draft_tells(draft, "");
    size_t count = 0;
    for (size_t i = 0; i < draft->records.count; i++)
        if (draft->records.list[i]->type->id == TYPE_seat)
            seats[count++] = (const struct seat *)draft->records.list[i];
    const struct body *pab = (const struct body *)first(draft, TYPE_body);
    assert_int_equal(value_choice(&seats[0]->standing), standing_proposed);
    assert_ptr_equal(value_record(&seats[0]->sources), value_record(&pab->sources));
    assert_int_equal(value_choice(&seats[1]->standing), standing_existing);
    assert_int_equal(seats[1]->sources.state, STATE_NONE);
    const struct rule_text *rule = (const struct rule_text *)value_record(&pab->membership_rules);
    assert_int_equal(value_choice(&rule->standing), standing_proposed);
    /* What is said of a value is not inherited, nor what is said of the trust. */
    assert_int_equal(pab->purpose.items[0].remarks->standing.state, STATE_ABSENT);
    const struct body *other = (const struct body *)draft_find(&draft->records, TYPE_body, "free");
    assert_int_equal(other->standing.state, STATE_ABSENT);
    draft_free(draft);
}

static void as_of_may_be_today(void **state)
{
    struct draft *draft = draft_of("as_of: today\n");
    (void)state;
    draft_tells(draft, "");
    assert_text(&draft->records.trust->as_of, "today");
    draft_free(draft);
}

/* ------------------------------------------------------------------ what is wrong */

#define CHOICES_OF_STANDING                                                                        \
    "existing, established, proposed, under-consultation, option, shadow, interim, superseded, "   \
    "ended"

static const struct mistake {
    const char *yaml;
    const char *told;
} mistakes[] = {
    /* keys */
    {"nmae: A\n", "1:1: error [unknown-field] a trust has no field 'nmae' (did you mean name?)\n"},
    {"body: []\n",
     "1:1: error [unknown-field] a trust has no field 'body' (did you mean bodies?)\n"},
    {"id: t\n",
     "1:1: error [unknown-field] a trust has no field 'id' (leave it out: the name of the "
     "folder is the id)\n"},
    {"roots: a\n", "1:1: error [unknown-field] a trust has no field 'roots' (leave it out: the "
                   "program works it out)\n"},
    {"pages: [a]\n", "1:1: error [unknown-field] a trust has no field 'pages' (leave it out: each "
                     "is a Markdown file in a folder of its own)\n"},
    {"milestones:\n  - {trust: t, title: A, date: 2009, status: done}\n",
     "2:6: error [unknown-field] a milestone has no field 'trust' (leave it out: it follows from "
     "where the record is written)\n"},
    {"sources: [{document: a, pagge: 1}]\n", "1:25: error [unknown-field] a citation has no field "
                                             "'pagge' (write one of: document, section, "
                                             "quote)\n"},
    {"name: {value: A, stnading: option}\n", "1:18: error [unknown-field] 'stnading' cannot stand "
                                             "beside 'value' (did you mean standing?)\n"},
    /* text */
    {"name: [A]\n", "1:7: error [unsourced-version] 'name' takes a single value, not a list (write "
                    "one; or, where sources differ, {value: ..., sources: ...} for each)\n"},
    {"name: [{value: A, sources: x}, B, {value: C}]\n",
     "1:32: error [unsourced-version] 'name' has several values, and this one does not say which "
     "source has it (write {value: ..., sources: ...})\n"
     "t.yaml:1:35: error [unsourced-version] 'name' has several values, and this one does not say "
     "which source has it (write {value: ..., sources: ...})\n"},
    {"name: {}\n", "1:7: error [wrong-kind] text is expected in 'name', not a group of fields\n"},
    {"summary:\n  Aims: to do\n  more: of it\n",
     "2:3: error [wrong-kind] text is expected in 'summary', but 'Aims:' is read as a field (put "
     "the "
     "value in quotes if it has a colon and a space in it; what is said of a value stands beside "
     "value:)\n"},
    {"name: {standing: proposed}\n",
     "1:7: error [wrong-kind] 'name' has fields but no value: text is "
     "expected (write value: and the value beside it)\n"},
    {"name: {value: [A]}\n", "1:15: error [wrong-kind] text is expected in 'name', not a list\n"},
    {"name: {value: {value: A}}\n",
     "1:15: error [wrong-kind] text is expected in 'name', not a group of fields\n"},
    {"name: |\n  A\n  B\n",
     "1:7: error [wrong-kind] 'name' takes words on one line (join the lines, "
     "or write > in place of | above them)\n"},
    {"name: None\n",
     "1:7: warning [wrong-kind] 'None' is taken for words: write none where there is "
     "no value, or put it in quotes\n"},
    {"summary: <b>x</b>\nname: A\n", NULL},
    /* empty */
    {"name:\n", "1:6: error [empty-field] 'name' is empty (write a value, not stated or none, or "
                "leave the line out)\n"},
    {"name: ~\n", "1:7: error [empty-field] 'name' is empty (write a value, not stated or none, or "
                  "leave the line out)\n"},
    {"name: ' '\n",
     "1:7: error [empty-field] 'name' is empty (write a value, not stated or none, or "
     "leave the line out)\n"},
    {"name: {value: null}\n",
     "1:15: error [empty-field] 'name' is empty (write a value, not stated "
     "or none, or leave the line out)\n"},
    {"aliases: []\n", "1:10: error [empty-field] 'aliases' is empty (write a value, not stated or "
                      "none, or leave the line out)\n"},
    {"bodies:\n",
     "1:8: error [empty-field] 'bodies' is empty (write a value, not stated or none, or "
     "leave the line out)\n"},
    /* flags, numbers, addresses, dates, choices, references */
    {"historical: True\n", "1:13: error [wrong-kind] yes or no is expected in 'historical', not "
                           "'True' (write yes or no, in small letters)\n"},
    {"historical: [yes]\n", "1:13: error [unsourced-version] 'historical' takes a single value, "
                            "not a list (write one; or, "
                            "where sources differ, {value: ..., sources: ...} for each)\n"},
    {"as_of: 2009-02-30\n",
     "1:8: error [impossible-date] '2009-02-30' is no date for 'as_of': that month has no such day "
     "(write 2009, 2009-08, 2009-08-25, or today)\n"},
    {"as_of: 25 August 2009\n",
     "1:8: error [impossible-date] '25 August 2009' is no date for 'as_of': a date is written like "
     "2009, 2009-08 or 2009-08-25 (did you mean 2009-08-25?)\n"},
    {"as_of: Late 2009\n", "1:8: error [impossible-date] 'Late 2009' is no date for 'as_of': a "
                           "date is written like 2009, "
                           "2009-08 or 2009-08-25 (did you mean late 2009?)\n"},
    {"as_of: from 2009\n", "1:8: error [impossible-date] 'from 2009' is no date for 'as_of': it "
                           "has no end (write 2009, 2009-08, 2009-08-25, or today)\n"},
    {"from: today\n",
     "1:7: error [impossible-date] 'today' is no date for 'from': a date is written like 2009, "
     "2009-08 or 2009-08-25 (write 2009, 2009-08, 2009-08-25, 2006-09/2006-10, by 2010-04 or late "
     "2008)\n"},
    {"from: {a: b}\n",
     "1:7: error [wrong-kind] a date is expected in 'from', but 'a:' is read as a field (put the "
     "value in quotes if it has a colon and a space in it; what is said of a value stands beside "
     "value:)\n"},
    {"area_kind: country\n", "1:12: error [unknown-value] 'country' is not a value of 'area_kind' "
                             "(did you mean county?)\n"},
    {"standing: under_consultation\n",
     "1:11: error [unknown-value] 'under_consultation' is not a value of 'standing' (did you mean "
     "under-consultation?)\n"},
    {"standing: zzz\n", "1:11: error [unknown-value] 'zzz' is not a value of 'standing' (write one "
                        "of: " CHOICES_OF_STANDING ")\n"},
    {"standing: Not Stated\n",
     "1:11: error [unknown-value] 'Not Stated' is not a value of 'standing' "
     "(did you mean not stated?)\n"},
    {"standing: {value: {a: b}}\n",
     "1:19: error [wrong-kind] a word of its list is expected in 'standing', not a group of fields "
     "(write one of: " CHOICES_OF_STANDING ")\n"},
    {"authority: None\n", "1:12: error [wrong-kind] the id of an organisation is expected in "
                          "'authority', not 'None' (did you mean none?)\n"},
    {"authority: {value: [a]}\n",
     "1:20: error [wrong-kind] the id of an organisation is expected in 'authority', not a list\n"},
    /* parts */
    {"age_range: [{from_age: 1, to_age: 2}]\n",
     "1:12: error [unsourced-version] 'age_range' takes a single value, not a list (write it once, "
     "without a hyphen before it)\n"},
    {"age_range: 0-19\n",
     "1:12: error [missing-field] an age range needs 'to_age': The upper end for most. (write "
     "to_age: or, where the source does not say, to_age: not stated)\n"},
    {"aliases: [[A]]\n",
     "1:11: error [wrong-kind] an alias is expected in 'aliases', not a list\n"},
    {"aliases: [A, none]\n", "1:14: error [wrong-kind] 'not stated' and 'none' cannot be one of "
                             "several values of 'aliases' "
                             "(write it in place of the whole list, or leave it out)\n"},
    /* records inside others */
    {"bodies: PAB\n",
     "1:9: error [wrong-kind] 'bodies' is a list in which each item is a body (write "
     "its fields as - field: value, the others in lines below)\n"},
    {"bodies:\n  name: PAB\n", "2:3: error [wrong-kind] 'bodies' is a list in which each item is a "
                               "body (write a hyphen before "
                               "the first field of each: - name:)\n"},
    {"bodies:\n  - PAB\n", "2:5: error [wrong-kind] 'bodies' is a list in which each item is a "
                           "body (write its fields as - "
                           "field: value, the others in lines below)\n"},
    {"bodies:\n  - {}\n",
     "2:5: error [missing-field] a body needs 'kind': What sort of body it is. (write kind: and "
     "one of: partnership, board, executive, advisory, commissioning, team, project, reference, "
     "local, safeguarding, strategic, committee, group, not stated)\n"
     "t.yaml:2:5: error [missing-field] a body needs 'name': Its name. (write name: and what "
     "pages are to call it)\n"
     "t.yaml:2:5: error [missing-field] a body needs an id (write a word by which other records "
     "can "
     "name it, such as id: trust-board)\n"},
    {"bodies:\n  - {name: The 'Big' Board, kind: board}\n",
     "2:5: error [missing-field] a body needs an id (write a word by which other records can name "
     "it, such as id: the-big-board)\n"},
    {"bodies:\n  - {id: a, name: A, kind: bord}\n",
     "2:28: error [unknown-value] 'bord' is not a value of 'kind' (did you mean board?)\n"},
    {"bodies:\n  - {id: a, name: A, kind: [bord]}\n",
     "2:29: error [unknown-value] 'bord' is not a value of 'kind' (did you mean board?)\n"},
    /* ids */
    {"people: [{id: Ann Lee, name: A}]\n",
     "1:15: error [bad-id] 'Ann Lee' cannot be an id (write small letters, digits and hyphens: id: "
     "ann-lee)\n"},
    {"people: [{id: '', name: A}]\n", "1:15: error [bad-id] '' cannot be an id (write small "
                                      "letters, digits and hyphens, such as id: "
                                      "trust-board)\n"},
    {"people: [{id: [a], name: A}]\n",
     "1:15: error [wrong-kind] an id is expected here, not a list (write small letters, digits and "
     "hyphens, such as id: trust-board)\n"},
    /* given twice */
    {"people:\n  - id: a\n    name: A\n    seats:\n      - {body: b, capacity: chair, holders: "
     "none}\n",
     "5:36: error [given-twice] 'holders' is the person that this seat is written inside (leave it "
     "out)\n"},
    {"bodies:\n  - id: a\n    name: A\n    kind: board\n    seats:\n"
     "      - {body: a, capacity: chair}\n",
     "6:10: error [given-twice] 'body' is the body that this seat is written inside (leave it "
     "out)\n"},
};

static void tells_every_mistake(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof mistakes / sizeof *mistakes; i++) {
        struct draft *draft = draft_of(mistakes[i].yaml);
        struct buf expected = {0};
        buf_printf(&expected, "t.yaml:%s", mistakes[i].told ? mistakes[i].told : "");
        if (mistakes[i].told)
            draft_tells(draft, expected.ptr);
        else /* told by the markdown layer, and nothing beside */
            assert_int_equal(diag_count(draft->diag, SEVERITY_ADVICE), 2);
        buf_free(&expected);
        draft_free(draft);
    }
}

/* Dates in other forms, and what is suggested for them; NULL for nothing. */
static void suggests_the_date_that_is_meant(void **state)
{
    static const char *const dates[][2] = {
        {"25/08/2009", "2009-08-25"},
        {"13-Apr-25", "2025-04-13"},
        {"1-Sep-97", "1997-09-01"},
        {"25.8.2009", "2009-08-25"},
        {"3/4/2009", "2009-04-03"},
        {"2009/08/25", "2009-08-25"},
        {"2009-8-5", "2009-08-05"},
        {"2009-8", "2009-08"},
        {"08/2009", "2009-08"},
        {"August 2009", "2009-08"},
        {"Sept 2009", "2009-09"},
        {"1st of May, 2009", "2009-05-01"},
        {"25th August 2009", "2009-08-25"},
        {"August 25, 2009", "2009-08-25"},
        {"BY 2010", "by 2010"},
        {"31/09/2009", NULL},
        {"25/08/09", NULL},
        {"2009/10", NULL},
        {"2009-10-11-12", NULL},
        {"soon", NULL},
        {"August", NULL},
        {"Ma 2009", NULL},
        {"99999999999999999999/1/2009", NULL},
        {"2009-02-30", NULL},
        {"Tuesday 25 August 2009", NULL},
        {"/", NULL},
    };
    (void)state;
    for (size_t i = 0; i < sizeof dates / sizeof *dates; i++) {
        struct buf yaml = {0};
        struct buf hint = {0};
        size_t count;
        buf_printf(&yaml, "as_of: '%s'\n", dates[i][0]);
        if (dates[i][1])
            buf_printf(&hint, "did you mean %s?", dates[i][1]);
        else
            buf_add_string(&hint, "write 2009, 2009-08, 2009-08-25, or today");
        struct draft *draft = draft_of(yaml.ptr);
        const struct diagnostic *list = diag_sorted(draft->diag, &count);
        assert_int_equal(count, 1);
        assert_string_equal(list[0].hint.ptr, hint.ptr);
        draft_free(draft);
        buf_free(&yaml);
        buf_free(&hint);
    }
}

static void tells_what_two_files_both_say(void **state)
{
    struct draft *draft = draft_new();
    (void)state;
    draft_read(draft, "a.yaml", "name: A\nstanding: {value: option}\naliases: x\nbodies: none\n");
    draft_read(draft, "b.yaml",
               "standing: option\nname: A\naliases: none\n"
               "bodies: [{id: b, name: B, kind: board}]\n");
    draft_tells(draft, "b.yaml:1:1: error [given-twice] 'standing' is given already at a.yaml:2:1 "
                       "(keep one of the two)\n"
                       "b.yaml:2:1: error [given-twice] 'name' is given already at a.yaml:1:1 "
                       "(keep one of the two)\n"
                       "b.yaml:3:1: error [given-twice] 'aliases' is given already at a.yaml:3:1 "
                       "(keep one of the two)\n"
                       "b.yaml:4:1: error [given-twice] 'bodies' is given already at a.yaml:4:1 "
                       "(keep one of the two)\n");
    draft_free(draft);
}

static void tells_the_missing_fields_of_a_trust(void **state)
{
    struct draft *draft = draft_of("name: A\narea: not stated\nsummary: [x]\n");
    (void)state;
    decode_finish(&draft->decoding, &draft->records.trust->record, (struct mark){"t", 0, 0});
    draft_tells(draft,
                "t:0:0: error [missing-field] a trust needs 'as_of': The date the definition "
                "describes, or today. (write as_of: and a date, or "
                "today)\n"
                "t.yaml:3:10: error [unsourced-version] 'summary' takes a single value, not a list "
                "(write one; or, where sources differ, {value: ..., sources: ...} for each)\n");
    draft_free(draft);
}

/* A long text that is wrong is not told at length. */
static void long_texts_are_shown_short(void **state)
{
    struct buf yaml = {0};
    (void)state;
    buf_add_string(&yaml, "area_kind: ");
    for (size_t i = 0; i < 1000; i++)
        buf_add_string(&yaml, "word ");
    buf_add_string(&yaml, "\n");
    struct draft *draft = draft_of(yaml.ptr);
    size_t count;
    const struct diagnostic *list = diag_sorted(draft->diag, &count);
    assert_int_equal(count, 1);
    assert_in_range(list[0].message.len, 60, 120);
    buf_free(&yaml);
    draft_free(draft);
}

/* One field joined from many files, and one list of many records: both in linear time. */
static void joins_many_without_copying_all(void **state)
{
    struct draft *draft = draft_new();
    (void)state;
    for (size_t i = 0; i < 20000; i++)
        draft_read(draft, "t.yaml", "aliases: x\n");
    assert_int_equal(draft->records.trust->aliases.count, 20000);
    draft_free(draft);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_every_kind_short),
        cmocka_unit_test(reads_every_kind_long),
        cmocka_unit_test(reads_versions_where_sources_differ),
        cmocka_unit_test(an_audience_is_one_of_its_values),
        cmocka_unit_test(reads_states_and_their_words_in_quotes),
        cmocka_unit_test(joins_lists_of_several_files),
        cmocka_unit_test(records_inside_others_refer_to_them),
        cmocka_unit_test(inner_records_inherit_standing_and_sources),
        cmocka_unit_test(as_of_may_be_today),
        cmocka_unit_test(tells_every_mistake),
        cmocka_unit_test(suggests_the_date_that_is_meant),
        cmocka_unit_test(tells_what_two_files_both_say),
        cmocka_unit_test(tells_the_missing_fields_of_a_trust),
        cmocka_unit_test(long_texts_are_shown_short),
        cmocka_unit_test(joins_many_without_copying_all),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
