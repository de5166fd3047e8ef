/* test_packs.c: what agendas carry forward, what stands in a pack, and the numbers that stay. */
#include "draft.h"

#include "../../generator/check/pdf.h"

enum { TODAY = 20110401 };

#define TRUST                                                                                      \
    "bodies:\n"                                                                                    \
    "  - {id: a, name: A, kind: board}\n"                                                          \
    "  - {id: b, name: B, kind: board}\n"

static const struct meeting *meeting_of(const struct records *edition, const char *id)
{
    return (const struct meeting *)draft_find(edition, TYPE_meeting, id);
}

static void open_actions_are_carried_forward_until_they_are_done(void **state)
{
    struct draft *draft = draft_resolved(
        TRUST
        "meetings:\n"
        "  - {id: a3, body: a, title: A3, date: 2011-03-10, status: planned}\n"
        "  - {id: a1, body: a, title: A1, date: 2011-01-10, status: held, agenda: [{title: I,\n"
        "     actions: [{id: open, title: O}, {id: before, title: B, done: 2011-01-31},\n"
        "     {id: on-day, title: D, done: 2011-02-10}, {id: later, title: L, done: 2011-02}]}]}\n"
        "  - {id: b1, body: b, title: B1, date: 2011-02-01, status: held, agenda: [{title: I,\n"
        "     actions: [{id: of-b, title: B}]}]}\n"
        "  - {id: none, body: a, title: N, date: 2011-02-05, status: cancelled, agenda:\n"
        "     [{title: I, actions: [{id: unmet, title: U}]}]}\n"
        "  - {id: a2, body: a, title: A2, date: 2011-02-10, status: held, agenda: [{title: I,\n"
        "     actions: [{id: own, title: O}]}]}\n");
    struct records *edition = draft_edition(draft, audience_public, TODAY);
    (void)state;
    assert_string_equal(draft_ids(draft, &meeting_of(edition, "a1")->open_actions), "");
    assert_string_equal(draft_ids(draft, &meeting_of(edition, "none")->open_actions), "");
    assert_string_equal(draft_ids(draft, &meeting_of(edition, "b1")->open_actions), "");
    assert_string_equal(draft_ids(draft, &meeting_of(edition, "a2")->open_actions),
                        "open on-day later");
    assert_string_equal(draft_ids(draft, &meeting_of(edition, "a3")->open_actions), "open own");
    assert_false(value_is_given(&meeting_of(edition, "none")->pack));
    draft_free(draft);
}

/* Neither what was done nor how far things are, where that is known from later only. */
static void a_pack_tells_nothing_later_than_its_publication(void **state)
{
    struct draft *draft = draft_resolved(
        TRUST
        "meetings:\n"
        "  - {id: a1, body: a, title: A1, date: 2011-01-10, status: held, agenda: [{title: I,\n"
        "     actions: [{id: before, title: B, done: 2011-02-01},\n"
        "     {id: between, title: T, done: 2011-02-08}, {id: open, title: O}]}]}\n"
        "  - {id: a2, body: a, title: A2, date: 2011-02-10, published: 2011-02-03, status: held,\n"
        "     agenda: [{title: I}]}\n"
        "  - {id: a3, body: a, title: A3, date: 2011-04-10, status: planned, agenda: [{title: "
        "I}]}\n");
    struct records *edition = draft_edition(draft, audience_public, TODAY);
    const struct meeting *past = meeting_of(edition, "a2");
    const struct meeting *coming = meeting_of(edition, "a3");
    const struct pack *pack = (const struct pack *)value_record(&past->pack);
    (void)state;
    assert_string_equal(draft_ids(draft, &past->open_actions), "open");
    assert_string_equal(draft_ids(draft, &pack->open_actions), "between open");
    assert_false(value_flag(&pack->to_come));
    pack = (const struct pack *)value_record(&coming->pack);
    assert_string_equal(draft_ids(draft, &pack->open_actions), "open");
    assert_true(value_flag(&pack->to_come));
    draft_free(draft);
}

static void minutes_are_carried_forward_until_they_are_approved(void **state)
{
    struct draft *draft = draft_resolved(
        TRUST
        "meetings:\n"
        "  - {id: a1, body: a, title: A1, date: 2011-01-10, status: held, minutes_status: "
        "approved,\n"
        "     minutes_approved_at: a3}\n"
        "  - {id: a2, body: a, title: A2, date: 2011-02-10, status: held, minutes_status: draft}\n"
        "  - {id: a3, body: a, title: A3, date: 2011-03-10, status: held, minutes_status: "
        "approved}\n"
        "  - {id: b1, body: b, title: B1, date: 2011-03-20, status: planned}\n"
        "  - {id: a4, body: a, title: A4, date: 2011-04-10, status: planned}\n");
    struct records *edition = draft_edition(draft, audience_public, TODAY);
    (void)state;
    assert_string_equal(draft_ids(draft, &meeting_of(edition, "a1")->open_minutes), "");
    assert_string_equal(draft_ids(draft, &meeting_of(edition, "a2")->open_minutes), "a1");
    assert_string_equal(draft_ids(draft, &meeting_of(edition, "a3")->open_minutes), "a1 a2");
    assert_string_equal(draft_ids(draft, &meeting_of(edition, "b1")->open_minutes), "");
    assert_string_equal(draft_ids(draft, &meeting_of(edition, "a4")->open_minutes), "a2");
    draft_free(draft);
}

static void add_paper(struct draft *draft, const char *id, const char *yaml)
{
    bool empty;
    struct record *record = record_new(&draft->decoding, type_of(TYPE_paper),
                                       (struct mark){id, 1, 1}, &draft->records.trust->record);
    record->id = str_of(id);
    decode_into(&draft->decoding, record,
                yaml_parse(draft->arena, id, 1, str_of(yaml), &empty, draft->diag));
}

/* "item:paper", those not for publication with a star. */
static const char *papers_of(struct draft *draft, const struct value *list)
{
    struct buf words = {0};
    buf_add_string(&words, "");
    for (unsigned i = 0; value_is_given(list) && i < list->count; i++) {
        const struct packed_paper *packed = (const struct packed_paper *)list->items[i].as.record;
        const struct agenda_item *item = (const struct agenda_item *)value_record(&packed->item);
        buf_printf(&words, "%s%ld:%.*s%s", i > 0 ? " " : "", value_number(&item->number),
                   STR_ARGS(value_record(&packed->paper)->id),
                   value_flag(&packed->closed) ? "*" : "");
    }
    const char *kept = arena_copy(draft->arena, buf_str(&words)).ptr;
    buf_free(&words);
    return kept;
}

static const struct pack *pack_in(const struct value *value)
{
    return (const struct pack *)value_record(value);
}

static struct draft *draft_with_papers(void)
{
    struct draft *draft = draft_new();
    draft_read(draft, "t.yaml",
               TRUST
               "meetings:\n"
               "  - {id: m, body: a, title: M, date: 2011-03-10, status: planned, agenda: [\n"
               "     {title: One, papers: [first, second]},\n"
               "     {title: Two, audience: members, exempt_paragraph: 3, exempt_title: Closed,\n"
               "      exempt_reason: R, papers: [shut, second]},\n"
               "     {title: Three, papers: second},\n"
               "     {title: Four, withdrawn: yes, papers: fourth},\n"
               "     {title: Five, late: yes, late_reason: R, papers: [fifth, first]},\n"
               "     {title: Six, audience: exempt, exempt_paragraph: 1, exempt_title: Hidden,\n"
               "      exempt_reason: R, papers: hidden},\n"
               "     {title: Seven, papers: seventh}]}\n");
    add_paper(draft, "first", "{title: F, summary: F, kind: report, appendices: [annex, secret]}");
    add_paper(draft, "annex", "{title: A, summary: A, kind: annex, appendices: first}");
    add_paper(draft, "secret", "{title: S, summary: S, kind: annex, audience: members}");
    add_paper(draft, "second", "{title: S, summary: S, kind: report}");
    add_paper(draft, "shut", "{title: S, summary: S, kind: report, audience: members}");
    add_paper(draft, "fourth", "{title: F, summary: F, kind: report}");
    add_paper(draft, "fifth", "{title: F, summary: F, kind: report}");
    add_paper(draft, "hidden", "{title: H, summary: H, kind: report, audience: exempt}");
    add_paper(draft, "seventh", "{title: S, summary: S, kind: report}");
    decode_place(&draft->decoding);
    check_references(draft->arena, &draft->records, draft->diag);
    draft_tells(draft, "");
    return draft;
}

static void a_pack_has_each_paper_once_in_the_order_of_the_agenda(void **state)
{
    struct draft *draft = draft_with_papers();
    struct records *edition = draft_edition(draft, audience_members, TODAY);
    const struct meeting *meeting = meeting_of(edition, "m");
    const struct pack *pack = pack_in(&meeting->pack);
    const struct pack *supplement = pack_in(&meeting->supplement);
    (void)state;
    assert_string_equal(papers_of(draft, &pack->papers), "1:first 1:annex 1:second 7:seventh");
    assert_string_equal(papers_of(draft, &pack->closed_papers), "1:secret* 2:shut*");
    assert_int_equal(pack->items.count, 5);
    assert_int_equal(pack->closed_items.count, 2);
    assert_string_equal(papers_of(draft, &supplement->papers), "5:fifth 5:first 5:annex");
    assert_string_equal(papers_of(draft, &supplement->closed_papers), "5:secret*");
    assert_int_equal(supplement->items.count, 1);
    assert_true(str_is(pack->record.address, "t/meetings/m/pack/index.html"));
    assert_true(str_is(supplement->record.address, "t/meetings/m/pack/supplement/index.html"));
    draft_free(draft);
}

/* The numbers of a meeting's items, those that are a trace in brackets. */
static const char *numbers_of(struct draft *draft, const struct meeting *meeting)
{
    struct buf words = {0};
    for (unsigned i = 0; i < meeting->agenda.count; i++) {
        const struct agenda_item *item =
            (const struct agenda_item *)meeting->agenda.items[i].as.record;
        buf_printf(&words, value_flag(&item->trace) ? "(%ld)" : "%ld", value_number(&item->number));
    }
    const char *kept = arena_copy(draft->arena, buf_str(&words)).ptr;
    buf_free(&words);
    return kept;
}

static void the_public_pack_keeps_the_numbers_and_has_nothing_of_the_rest(void **state)
{
    struct draft *draft = draft_with_papers();
    struct records *edition = draft_edition(draft, audience_public, TODAY);
    const struct meeting *meeting = meeting_of(edition, "m");
    const struct pack *pack = pack_in(&meeting->pack);
    (void)state;
    assert_string_equal(papers_of(draft, &pack->papers), "1:first 1:annex 1:second 7:seventh");
    assert_string_equal(papers_of(draft, &pack->closed_papers), "");
    assert_string_equal(numbers_of(draft, meeting), "1(2)345(6)7");
    assert_string_equal(
        numbers_of(draft, meeting_of(draft_edition(draft, audience_members, TODAY), "m")),
        "12345(6)7");
    draft_free(draft);
}

/* A PDF of one page, without a table of its objects, as e-mail may leave it. */
#define PAGE_OF_PDF                                                                                \
    "%PDF-1.4\n"                                                                                   \
    "1 0 obj <</Type /Catalog /Pages 2 0 R>> endobj\n"                                             \
    "2 0 obj <</Type /Pages /Count 1 /Kids [3 0 R]>> endobj\n"                                     \
    "3 0 obj <</Type /Page /Parent 2 0 R /MediaBox [0 0 9 9]>> endobj\n"                           \
    "trailer <</Root 1 0 R /Size 4>>\n"

static void a_pdf_is_known_by_what_is_in_it(void **state)
{
    long pages = 0;
    (void)state;
    assert_int_equal(pdf_look(STR(PAGE_OF_PDF), &pages), PDF_FINE);
    assert_int_equal(pages, 1);
    assert_int_equal(pdf_look(STR("\n\n" PAGE_OF_PDF), &pages), PDF_FINE);
    assert_int_equal(pdf_look(STR("PK\x03\x04 words"), &pages), PDF_OTHER);
    assert_int_equal(pdf_look(STR(""), &pages), PDF_OTHER);
    assert_int_equal(pdf_look(STR("%PDF-1.4\n1 0 obj <</Type"), &pages), PDF_DAMAGED);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(open_actions_are_carried_forward_until_they_are_done),
        cmocka_unit_test(a_pack_tells_nothing_later_than_its_publication),
        cmocka_unit_test(minutes_are_carried_forward_until_they_are_approved),
        cmocka_unit_test(a_pack_has_each_paper_once_in_the_order_of_the_agenda),
        cmocka_unit_test(the_public_pack_keeps_the_numbers_and_has_nothing_of_the_rest),
        cmocka_unit_test(a_pdf_is_known_by_what_is_in_it),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
