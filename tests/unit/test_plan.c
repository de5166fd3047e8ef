/* test_plan.c: which pages there are, at which addresses, with which way and menu. */
#include "concordat/plan/plan.h"

#include "draft.h"

static const struct str labels[PAGE_KIND_COUNT] = {
    [PAGE_DIRECTORY] = {"Directory", 9},    [PAGE_OVERVIEW] = {"Overview", 8},
    [PAGE_STRUCTURE] = {"Structure", 9},    [PAGE_MEMBERS] = {"Members", 7},
    [PAGE_ORGANISATIONS] = {"Partners", 8}, [PAGE_TIMELINE] = {"Timeline", 8},
    [PAGE_GLOSSARY] = {"Glossary", 8},      [PAGE_DATA] = {"Data", 4},
};

/* The site of a test: its fields as site.yaml has them. */
static struct site *site_of(struct draft *draft, const char *yaml)
{
    struct records *records = arena_alloc(draft->arena, sizeof *records);
    struct decoding decoding = {draft->arena, records, draft->diag};
    struct record *site = record_new(&decoding, type_of(TYPE_site), (struct mark){0}, NULL);
    bool empty;
    decode_into(&decoding, site,
                yaml_parse(draft->arena, "site.yaml", 1, str_of(yaml), &empty, draft->diag));
    draft_tells(draft, "");
    return (struct site *)site;
}

static void add_narrative(struct draft *draft, const char *id, const char *yaml, const char *text)
{
    bool empty;
    struct record *record = record_new(&draft->decoding, type_of(TYPE_narrative),
                                       (struct mark){id, 1, 1}, &draft->records.trust->record);
    record->id = str_of(id);
    decode_into(&draft->decoding, record,
                yaml_parse(draft->arena, id, 1, str_of(yaml), &empty, draft->diag));
    struct item *item = arena_alloc(draft->arena, sizeof *item);
    item->as.prose = markdown_compile(draft->arena, &(struct origin){.file = id, .line = 1},
                                      str_of(text), draft->diag);
    ((struct narrative *)record)->text = (struct value){STATE_GIVEN, 1, item, {0}};
}

/* Words for drawings: every choice is called by its own name. */
static const struct words *words_of(struct draft *draft)
{
    struct words *words = arena_alloc(draft->arena, sizeof *words);
    for (int list = 0; list < CHOICES_COUNT; list++) {
        const struct choices *choices = choices_of(list);
        struct str *labels_of_list = arena_array(draft->arena, choices->count, sizeof(struct str));
        for (size_t i = 0; i < choices->count; i++)
            labels_of_list[i] = str_of(choices->values[i].name);
        words->labels[list] = labels_of_list;
    }
    return words;
}

/* The plan of a trust; `home` makes it the site's. */
static struct page_plan plan_of(struct draft *draft, const struct site *site, const char *home)
{
    decode_place(&draft->decoding);
    check_references(draft->arena, &draft->records, draft->diag);
    draft_tells(draft, "");
    number_records(draft->arena, &draft->records, str_of(home));
    struct records *edition = filter_records(draft->arena, &draft->records, audience_public);
    derive_records(draft->arena, edition, 20200101);
    return plan_trust(draft->arena, site, edition->trust, labels, words_of(draft));
}

static const struct planned_page *page_at(const struct page_plan *plan, const char *address)
{
    for (size_t i = 0; i < plan->count; i++)
        if (str_is(plan->pages[i].page->record.address, address))
            return &plan->pages[i];
    fail_msg("there is no page at %s", address);
    return NULL;
}

/* "Label <address>, ...", the current one with a star. */
static const char *crumbs_of(struct draft *draft, const struct value *crumbs)
{
    struct buf words = {0};
    buf_add_string(&words, "");
    for (unsigned i = 0; value_is_given(crumbs) && i < crumbs->count; i++) {
        const struct crumb *crumb = (const struct crumb *)crumbs->items[i].as.record;
        buf_printf(&words, "%s%.*s%s%s <%.*s>", i > 0 ? ", " : "",
                   STR_ARGS(value_text(&crumb->label)), value_flag(&crumb->current) ? "*" : "",
                   value_flag(&crumb->above) ? "+" : "", STR_ARGS(crumb->record.address));
    }
    const char *kept = arena_copy(draft->arena, buf_str(&words)).ptr;
    buf_free(&words);
    return kept;
}

static const char *addresses_of(struct draft *draft, const struct page_plan *plan)
{
    struct buf words = {0};
    for (size_t i = 0; i < plan->count; i++)
        buf_printf(&words, "%.*s\n", STR_ARGS(plan->pages[i].page->record.address));
    const char *kept = arena_copy(draft->arena, buf_str(&words)).ptr;
    buf_free(&words);
    return kept;
}

static void assert_page(const struct page *page, const char *title, const char *root)
{
    assert_true(str_is(value_text(&page->title), title));
    assert_true(str_is(value_text(&page->root), root));
}

static const char whole[] =
    "name: Children's Trust of T\n"
    "short_name: T Trust\n"
    "summary: It *works* well.\n"
    "organisations: [{id: o, name: Org, sector: health}]\n"
    "people: [{id: ann, name: Ann}]\n"
    "bodies: [{id: pab, name: PAB, kind: board, seats: [{capacity: chair}]}]\n"
    "milestones: [{title: M, date: 2009, status: done}]\n"
    "glossary: [{id: pct, term: PCT}]\n";

static struct draft *whole_draft(void)
{
    struct draft *draft = draft_new();
    draft_read(draft, "t.yaml", whole);
    add_narrative(draft, "why", "title: Why a trust is needed\nmenu: Why\nsummary: It says why.\n",
                  "Text.\n\n## One\n\n### Deeper\n\n## Two\n");
    return draft;
}

static void a_trust_of_one_paragraph_is_one_page(void **state)
{
    struct draft *draft = draft_new();
    (void)state;
    draft_read(draft, "t.yaml", "name: Trust\nsummary: One paragraph.\n");
    const struct site *site = site_of(draft, "title: Site\n");
    struct page_plan plan = plan_of(draft, site, "");
    assert_string_equal(addresses_of(draft, &plan), "t/index.html\n");
    assert_int_equal(plan.pages[0].kind, PAGE_OVERVIEW);
    assert_string_equal(crumbs_of(draft, &plan.pages[0].page->menu), "Overview* <t/index.html>");
    assert_true(str_is(value_text(&plan.pages[0].page->description), "One paragraph."));
    assert_false(value_is_given(&plan.pages[0].page->canonical));
    draft_free(draft);
}

static void a_page_for_each_that_there_is(void **state)
{
    struct draft *draft = whole_draft();
    const struct site *site = site_of(draft, "title: Site\n");
    struct page_plan plan = plan_of(draft, site, "");
    (void)state;
    assert_string_equal(addresses_of(draft, &plan), "t/index.html\n"
                                                    "t/structure/index.html\n"
                                                    "t/bodies/pab/index.html\n"
                                                    "t/members/index.html\n"
                                                    "t/people/ann/index.html\n"
                                                    "t/organisations/index.html\n"
                                                    "t/organisations/o/index.html\n"
                                                    "t/timeline/index.html\n"
                                                    "t/pages/why/index.html\n"
                                                    "t/glossary/index.html\n"
                                                    "t/data/index.html\n");
    assert_page(page_at(&plan, "t/index.html")->page, "Overview", "../");
    assert_page(page_at(&plan, "t/members/index.html")->page, "Members", "../../");
    assert_page(page_at(&plan, "t/bodies/pab/index.html")->page, "PAB", "../../../");
    const struct planned_page *why = page_at(&plan, "t/pages/why/index.html");
    assert_page(why->page, "Why a trust is needed", "../../../");
    assert_true(record_is(why->subject, TYPE_narrative));
    assert_true(str_is(value_text(&why->page->description), "It says why."));
    for (size_t i = 0; i < plan.count; i++)
        assert_int_equal(plan.pages[i].subject->type->id,
                         page_kind_row(plan.pages[i].kind)->subject);
    draft_free(draft);
}

static void the_menu_marks_the_page_that_is_read(void **state)
{
    struct draft *draft = whole_draft();
    struct page_plan plan = plan_of(draft, site_of(draft, "title: Site\n"), "");
    (void)state;
    assert_string_equal(crumbs_of(draft, &page_at(&plan, "t/pages/why/index.html")->page->menu),
                        "Overview <t/index.html>, Structure <t/structure/index.html>, Members "
                        "<t/members/index.html>, Partners <t/organisations/index.html>, Timeline "
                        "<t/timeline/index.html>, Why* <t/pages/why/index.html>, Glossary "
                        "<t/glossary/index.html>, Data <t/data/index.html>");
    assert_string_equal(crumbs_of(draft, &page_at(&plan, "t/bodies/pab/index.html")->page->menu),
                        "Overview <t/index.html>, Structure+ <t/structure/index.html>, Members "
                        "<t/members/index.html>, Partners <t/organisations/index.html>, Timeline "
                        "<t/timeline/index.html>, Why <t/pages/why/index.html>, Glossary "
                        "<t/glossary/index.html>, Data <t/data/index.html>");
    draft_free(draft);
}

static void crumbs_lead_from_the_directory_to_the_page(void **state)
{
    static const char *const cases[][3] = {
        {"t/index.html", "Site <index.html>, T Trust* <t/index.html>", "T Trust* <index.html>"},
        {"t/glossary/index.html",
         "Site <index.html>, T Trust <t/index.html>, Glossary* <t/glossary/index.html>",
         "T Trust <index.html>, Glossary* <t/glossary/index.html>"},
        {"t/bodies/pab/index.html",
         "Site <index.html>, T Trust <t/index.html>, Structure <t/structure/index.html>, PAB* "
         "<t/bodies/pab/index.html>",
         "T Trust <index.html>, Structure <t/structure/index.html>, PAB* "
         "<t/bodies/pab/index.html>"},
        {"t/people/ann/index.html",
         "Site <index.html>, T Trust <t/index.html>, Members <t/members/index.html>, Ann* "
         "<t/people/ann/index.html>",
         "T Trust <index.html>, Members <t/members/index.html>, Ann* <t/people/ann/index.html>"},
    };
    (void)state;
    for (int at_home = 0; at_home < 2; at_home++) {
        struct draft *draft = whole_draft();
        struct page_plan plan = plan_of(draft, site_of(draft, "title: Site\n"), at_home ? "t" : "");
        for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
            const char *address = at_home && i == 0 ? "index.html" : cases[i][0];
            assert_string_equal(crumbs_of(draft, &page_at(&plan, address)->page->crumbs),
                                cases[i][1 + at_home]);
        }
        draft_free(draft);
    }
}

/* The page above is no step where there is no such page. */
static void crumbs_leave_out_pages_that_are_not(void **state)
{
    struct draft *draft = draft_new();
    (void)state;
    draft_read(draft, "t.yaml", "name: Trust\nsummary: S.\npeople: [{id: ann, name: Ann}]\n");
    struct page_plan plan = plan_of(draft, site_of(draft, "title: Site\n"), "");
    assert_string_equal(crumbs_of(draft, &page_at(&plan, "t/people/ann/index.html")->page->crumbs),
                        "Site <index.html>, Trust <t/index.html>, Ann* <t/people/ann/index.html>");
    draft_free(draft);
}

static void a_page_says_whose_it_is(void **state)
{
    struct draft *draft = whole_draft();
    struct page_plan plan = plan_of(draft, site_of(draft, "title: Site\n"), "");
    const struct page *overview = page_at(&plan, "t/index.html")->page;
    const struct page *body = page_at(&plan, "t/bodies/pab/index.html")->page;
    (void)state;
    assert_true(str_is(value_text(&body->whose), "T Trust"));
    assert_false(value_flag(&body->says_whose));
    assert_true(value_flag(&overview->says_whose));
    assert_true(str_equal(value_record(&body->here)->address, body->record.address));
    draft_free(draft);
}

static void canonical_addresses_follow_the_url_of_the_site(void **state)
{
    static const char *const cases[][3] = {
        {"url: https://example.org\n", "t/members/index.html", "https://example.org/t/members/"},
        {"url: https://example.org/x/\n", "t/index.html", "https://example.org/x/t/"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct draft *draft = whole_draft();
        struct page_plan plan = plan_of(draft, site_of(draft, cases[i][0]), "");
        const struct page *page = page_at(&plan, cases[i][1])->page;
        assert_true(str_is(value_text(&page->canonical), cases[i][2]));
        draft_free(draft);
    }
    struct draft *draft = whole_draft();
    struct page_plan plan = plan_of(draft, site_of(draft, "url: https://example.org/\n"), "t");
    assert_true(
        str_is(value_text(&page_at(&plan, "index.html")->page->canonical), "https://example.org/"));
    draft_free(draft);
}

static void the_site_has_a_directory_unless_a_trust_is_its_home(void **state)
{
    struct draft *draft = draft_new();
    struct site *site = site_of(draft, "title: Site\nhome: t\nsummary: All of them.\n");
    (void)state;
    /* The home trust may be withheld from this audience: the site has a first page all the same. */
    struct directory *directory = directory_new(draft->arena);
    struct page_plan plan = plan_site(draft->arena, site, directory, labels);
    assert_int_equal(plan.count, 3);
    assert_int_equal(plan.pages[0].kind, PAGE_DIRECTORY);
    assert_int_equal(plan.pages[1].kind, PAGE_NOT_FOUND);
    assert_int_equal(plan.pages[2].kind, PAGE_SEARCH);
    assert_true(str_is(plan.pages[2].page->record.address, "search/index.html"));
    assert_true(str_is(plan.pages[0].page->record.address, "index.html"));
    assert_page(plan.pages[0].page, "Site", "");
    assert_string_equal(crumbs_of(draft, &plan.pages[0].page->crumbs), "");
    assert_true(str_is(value_text(&plan.pages[0].page->description), "All of them."));
    draft_read(draft, "t.yaml", "name: Trust\nsummary: S.\n");
    number_records(draft->arena, &draft->records, STR("t"));
    directory_add(draft->arena, directory,
                  directory_entry(draft->arena, draft_edition(draft, audience_public, 20200101)));
    assert_int_equal(plan_site(draft->arena, site, directory, labels).count, 3);
    struct records *edition = filter_records(draft->arena, &draft->records, audience_public);
    edition->trust->record.address = STR("index.html");
    directory_add(draft->arena, directory, directory_entry(draft->arena, edition));
    plan = plan_site(draft->arena, site, directory, labels);
    assert_int_equal(plan.count, 2);
    assert_int_equal(plan.pages[0].kind, PAGE_NOT_FOUND);
    draft_free(draft);
}

/* No relative link leads anywhere from an address that is not there: the page begins its links at
 * the top of the host. */
static void what_is_not_there_is_told_at_any_address(void **state)
{
    static const char *const cases[][2] = {{"title: S\n", "/"},
                                           {"url: https://example.org\n", "/"},
                                           {"url: https://example.org/\n", "/"},
                                           {"url: http://example.org/a/b\n", "/a/b/"},
                                           {"url: https://example.org/a/b/\n", "/a/b/"}};
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct draft *draft = draft_new();
        struct site *site = site_of(draft, cases[i][0]);
        struct page_plan plan = plan_site(draft->arena, site, directory_new(draft->arena), labels);
        const struct page *page = plan.pages[1].page;
        assert_true(str_is(page->record.address, "404.html"));
        assert_true(str_is(value_text(&page->root), cases[i][1]));
        assert_true(str_is(value_text(&page->canonical), ""));
        draft_free(draft);
    }
}

/* A thousand pages of narrative: a menu for each page, not a record for each entry of each. */
static void many_pages_share_what_they_can(void **state)
{
    enum { MANY = 1000 };
    struct draft *draft = draft_new();
    (void)state;
    draft_read(draft, "t.yaml", "name: Trust\nsummary: S.\n");
    for (int i = 0; i < MANY; i++)
        add_narrative(draft, arena_printf(draft->arena, "p%d", i), "title: P\nsummary: S\n", "T\n");
    size_t before = arena_size(draft->arena);
    struct page_plan plan = plan_of(draft, site_of(draft, "title: Site\n"), "");
    assert_int_equal(plan.count, MANY + 2);
    assert_true(arena_size(draft->arena) - before < (size_t)MANY * MANY * 100);
    draft_free(draft);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_trust_of_one_paragraph_is_one_page),
        cmocka_unit_test(a_page_for_each_that_there_is),
        cmocka_unit_test(the_menu_marks_the_page_that_is_read),
        cmocka_unit_test(crumbs_lead_from_the_directory_to_the_page),
        cmocka_unit_test(crumbs_leave_out_pages_that_are_not),
        cmocka_unit_test(a_page_says_whose_it_is),
        cmocka_unit_test(canonical_addresses_follow_the_url_of_the_site),
        cmocka_unit_test(the_site_has_a_directory_unless_a_trust_is_its_home),
        cmocka_unit_test(what_is_not_there_is_told_at_any_address),
        cmocka_unit_test(many_pages_share_what_they_can),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
