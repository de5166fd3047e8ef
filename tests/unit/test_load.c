/* test_load.c: folders of files become records, and nothing in them is passed over in silence. */
#include "concordat/load/load.h"

#include "draft.h"
#include "scratch.h"

/* A folder of content that a test writes. */
struct files {
    char *path;
    struct arena *arena;
    struct draft told; /* only its diag is used */
    struct site_content site;
    struct records records;
};

static void set_up(struct files *content)
{
    *content = (struct files){.path = scratch_make(), .arena = arena_new()};
    content->told.diag = diag_new();
}

static void tear_down(struct files *content)
{
    diag_free(content->told.diag);
    arena_free(content->arena);
    scratch_remove(content->path);
    free(content->path);
}

static void put(const struct files *content, const char *name, const char *text)
{
    scratch_put(content->path, name, text);
}

/* Loads the trust whose folder is the content folder itself. */
static const struct trust *load(struct files *content)
{
    struct trust_folder folder = {STR("t"), content->path};
    content->records = (struct records){0};
    load_trust(content->arena, &folder, &content->records, content->told.diag);
    return content->records.trust;
}

/* All that was reported is `expected`, where $ stands for the folder. */
static void tells(const struct files *content, const char *expected)
{
    struct buf text = {0};
    buf_add_string(&text, "");
    for (const char *c = expected; *c; c++) {
        if (*c == '$')
            buf_add_string(&text, content->path);
        else
            buf_add_char(&text, *c);
    }
    draft_tells(&content->told, text.ptr);
    buf_free(&text);
}

#define TRUST "name: T\narea: T\nas_of: 2006\nsummary: S.\n"

static void the_files_of_a_trust_make_it_together(void **state)
{
    struct files content;
    (void)state;
    set_up(&content);
    put(&content, "trust.yaml", TRUST);
    put(&content, "b.yaml", "people: [{id: b, name: B}]\n");
    put(&content, "a.yaml", "people: [{id: a, name: A}]\n");
    put(&content, "empty.yaml", "# nothing yet\n");
    put(&content, "pages/why.md", "---\ntitle: Why\nsummary: S.\n---\n\nBecause.\n");
    put(&content, ".hidden", "x");
    put(&content, "trust.yaml~", "x");
    const struct trust *trust = load(&content);
    tells(&content, "");
    assert_ptr_equal(content.records.list[0], &trust->record);
    assert_true(str_is(trust->record.id, "t"));
    assert_true(str_is(content.records.list[1]->id, "a"));
    assert_true(str_is(content.records.list[2]->id, "b"));
    const struct narrative *why =
        (const struct narrative *)draft_find(&content.records, TYPE_narrative, "why");
    assert_true(str_is(value_text(&why->title), "Why"));
    assert_ptr_equal(value_record(&why->trust), &trust->record);
    assert_true(str_is(why->text.items[0].text, "\nBecause.\n"));
    assert_int_equal(why->text.mark.line, 5);
    tear_down(&content);
}

static void an_empty_file_hides_no_missing_field(void **state)
{
    struct files content;
    (void)state;
    set_up(&content);
    put(&content, "a.yaml", "name: T\narea: T\nas_of: 2006\n");
    put(&content, "b.yaml", "");
    load(&content);
    tells(
        &content,
        "$:0:0: error [missing-field] a trust needs 'summary': Two or three sentences: what it is "
        "and what is told here. (write summary: or, where the source does not say, summary: not "
        "stated)\n");
    tear_down(&content);
}

/* Where a file could not be read, what is missing may stand in it. */
static void a_broken_file_is_told_alone(void **state)
{
    struct files content;
    (void)state;
    set_up(&content);
    put(&content, "a.yaml", "name: T\n");
    put(&content, "b.yaml", "- a list\n");
    load(&content);
    tells(&content, "$/b.yaml:1:1: error [wrong-kind] a file of fields is expected, not a list "
                    "(write lines like name: value)\n");
    tear_down(&content);
}

static void a_file_that_is_no_utf8_is_told_at_its_byte(void **state)
{
    struct files content;
    (void)state;
    set_up(&content);
    put(&content, "a.yaml", "name: T\narea: Caf\xE9\n");
    load(&content);
    assert_int_equal(diag_count(content.told.diag, SEVERITY_ADVICE), 1);
    size_t count;
    const struct diagnostic *list = diag_sorted(content.told.diag, &count);
    assert_int_equal(list[0].rule, RULE_NOT_UTF8);
    assert_int_equal(list[0].mark.line, 2);
    assert_int_equal(list[0].mark.column, 10);
    tear_down(&content);
}

static void windows_files_are_read(void **state)
{
    struct files content;
    (void)state;
    set_up(&content);
    put(&content, "trust.yaml",
        "\xEF\xBB\xBFname: T\r\narea: T\r\nas_of: 2006\r\nsummary: |\r\n  One.\r\n\r\n  Two.\r\n");
    put(&content, "pages/why.md",
        "\xEF\xBB\xBF---\r\ntitle: Why\r\nsummary: S.\r\ntitel: x\r\n---\r\nText.\r\n");
    const struct trust *trust = load(&content);
    tells(&content,
          "$/pages/why.md:4:1: error [unknown-field] a narrative has no field 'titel' (did "
          "you mean title?)\n");
    assert_true(str_is(value_text(&trust->name), "T"));
    tear_down(&content);
}

static const struct {
    const char *file;
    const char *text;
    const char *told;
} pages[] = {
    {"a.md", "# Title\n\nText.\n",
     "$/pages/a.md:1:1: error [front-matter] a page begins with its fields between two lines of "
     "--- "
     "(write ---, the page's title: and summary:, and --- again above the text)\n"},
    {"a.md", "",
     "$/pages/a.md:1:1: error [front-matter] a page begins with its fields between two lines of "
     "--- "
     "(write ---, the page's title: and summary:, and --- again above the text)\n"},
    {"a.md", "---",
     "$/pages/a.md:1:1: error [front-matter] the second line of --- is missing, below the fields "
     "(write ---, the page's title: and summary:, and --- again above the text)\n"},
    {"a.md", "---\ntitle: A\nsummary: S\n",
     "$/pages/a.md:1:1: error [front-matter] the second line of --- is missing, below the fields "
     "(write ---, the page's title: and summary:, and --- again above the text)\n"},
    {"a.md", "---\ntitle: A\nsummary: S\n---", ""},
    {"a.md", "---  \ntitle: A\nsummary: S\n---  \nText.\n", ""},
    {"a.md", "---\n---\nText.\n",
     "$/pages/a.md:1:1: error [missing-field] a narrative needs 'summary': One sentence that says "
     "what it tells. (write summary: or, where the source does not say, summary: not stated)\n"
     "$/pages/a.md:1:1: error [missing-field] a narrative needs 'title': The title, its first "
     "heading. (write title: and what pages are to call it)\n"},
    {"a.md", "---\nA title\n---\n",
     "$/pages/a.md:2:1: error [wrong-kind] fields are expected between the lines of ---, not text "
     "(write lines like title: value)\n"},
    {"a.md", "---\nid: a\ntitle: A\nsummary: S\n---\n",
     "$/pages/a.md:2:1: error [unknown-field] a narrative has no field 'id' (leave it out: the "
     "name "
     "of the file is the id)\n"},
    {"Our plan.md", "---\ntitle: A\nsummary: S\n---\n",
     "$/pages/Our plan.md:0:0: error [bad-id] a page's file name is its address; 'Our plan' cannot "
     "be "
     "one (rename the file: small letters, digits and hyphens: our-plan.md)\n"},
    {"notes.txt", "x",
     "$/pages/notes.txt:0:0: warning [unread-file] this file is not read: pages are files that end "
     "in "
     ".md\n"},
    {"more/a.md", "x",
     "$/pages/more:0:0: warning [unread-file] this folder is not read: pages are files that end in "
     ".md\n"},
};

static void pages_begin_with_their_fields(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof pages / sizeof *pages; i++) {
        struct files content;
        struct buf name = {0};
        set_up(&content);
        buf_printf(&name, "pages/%s", pages[i].file);
        put(&content, "trust.yaml", TRUST);
        put(&content, name.ptr, pages[i].text);
        load(&content);
        tells(&content, pages[i].told);
        buf_free(&name);
        tear_down(&content);
    }
}

/* What is wrong in the text of a page is told on its own line of the file. */
static void the_text_of_a_page_is_marked_in_its_file(void **state)
{
    struct files content;
    size_t count;
    (void)state;
    set_up(&content);
    put(&content, "trust.yaml", TRUST);
    put(&content, "pages/a.md", "---\ntitle: A\nsummary: S\n---\n\nA <b>bold</b> word.\n");
    load(&content);
    const struct diagnostic *list = diag_sorted(content.told.diag, &count);
    assert_int_equal(count, 2);
    assert_int_equal(list[0].rule, RULE_RAW_HTML);
    assert_int_equal(list[0].mark.line, 6);
    assert_int_equal(list[0].mark.column, 3);
    tear_down(&content);
}

static void what_is_not_read_is_told(void **state)
{
    struct files content;
    (void)state;
    set_up(&content);
    put(&content, "trust.yaml", TRUST);
    put(&content, "people.yml", "people: none\n");
    put(&content, "notes.docx", "x");
    put(&content, "others/a.md", "x");
    load(&content);
    tells(&content,
          "$/notes.docx:0:0: warning [unread-file] this file is not read: a trust's folder "
          "holds .yaml and .csv files, images/, pages/, safeguarding/, papers/, handbook/\n"
          "$/others:0:0: warning [unread-file] this folder is not read: a trust's folder "
          "holds .yaml and .csv files, images/, pages/, safeguarding/, papers/, handbook/\n"
          "$/people.yml:0:0: warning [unread-file] this file is not read: rename it so that "
          "it ends in .yaml\n");
    tear_down(&content);
}

/* A link to nothing is there and cannot be read, also by root. */
static void a_file_that_cannot_be_read_is_a_failure(void **state)
{
    struct files content;
    struct buf path = {0};
    (void)state;
    set_up(&content);
    put(&content, "trust.yaml", "name: T\n");
    buf_printf(&path, "%s/b.yaml", content.path);
    assert_int_equal(mkdir(path.ptr, 0777), 0);
    load(&content);
    tells(&content,
          "$:0:0: error [missing-field] a trust needs 'area': The area, such as Surrey. "
          "(write area: or, where the source does not say, area: not stated)\n"
          "$:0:0: error [missing-field] a trust needs 'as_of': The date the definition "
          "describes, or today. (write as_of: and a date, or "
          "today)\n"
          "$:0:0: error [missing-field] a trust needs 'summary': Two or three sentences: what "
          "it is and what is told here. (write summary: or, where the source does not say, "
          "summary: not stated)\n"
          "$/b.yaml:0:0: warning [unread-file] this folder is not read: a trust's folder "
          "holds .yaml and .csv files, images/, pages/, safeguarding/, papers/, handbook/\n");
    rmdir(path.ptr);
    buf_free(&path);
    tear_down(&content);
    /* A trust's folder that is not there. */
    set_up(&content);
    struct trust_folder folder = {STR("t"), "/nowhere/t"};
    load_trust(content.arena, &folder, &content.records, content.told.diag);
    assert_int_equal(diag_count(content.told.diag, SEVERITY_FAILURE), 1);
    assert_int_equal(diag_count(content.told.diag, SEVERITY_ADVICE), 1);
    assert_non_null(content.records.trust);
    tear_down(&content);
}

/* ------------------------------------------------------------------ the site */

#define SITE "title: Site\nlanguage: en\nsummary: S.\n"

static bool load_all(struct files *content)
{
    return load_site(content->arena, content->path, &content->site, content->told.diag);
}

static void the_site_lists_its_trusts_by_id(void **state)
{
    struct files content;
    (void)state;
    set_up(&content);
    put(&content, "site.yaml", SITE);
    put(&content, "trusts/surrey/trust.yaml", "");
    put(&content, "trusts/essex/trust.yaml", "");
    put(&content, "trusts/README", "");
    assert_true(load_all(&content));
    tells(&content,
          "$/trusts/README:0:0: warning [unread-file] this file is not read: trusts/ holds a "
          "folder for each trust\n");
    assert_int_equal(content.site.trust_count, 2);
    assert_true(str_is(content.site.trusts[0].id, "essex"));
    assert_true(str_is(content.site.trusts[1].id, "surrey"));
    assert_true(str_is(value_text(&content.site.site->title), "Site"));
    assert_true(str_is(content.site.site->record.address, "index.html"));
    tear_down(&content);
}

static void what_a_site_needs_is_told(void **state)
{
    struct files content;
    (void)state;
    set_up(&content);
    assert_true(load_all(&content));
    tells(&content,
          "$:0:0: error [no-content] the content folder has no site.yaml (write a file "
          "site.yaml with title:, language: and summary:)\n"
          "$:0:0: error [no-content] the content folder has no trust (make a folder trusts, and in "
          "it a folder for each trust)\n");
    tear_down(&content);

    set_up(&content);
    put(&content, "trusts/t/trust.yaml", "");
    put(&content, "site.yaml", "# to be written\n");
    assert_true(load_all(&content));
    tells(&content,
          "$/site.yaml:0:0: error [missing-field] a site needs 'language': The language of "
          "the site, such as en or en-GB; templates/strings has a file for it. (write "
          "language: or, where the source does not say, language: not stated)\n"
          "$/site.yaml:0:0: error [missing-field] a site needs 'summary': What the site is, "
          "for its first page. (write summary: or, where the source does not say, summary: "
          "not stated)\n"
          "$/site.yaml:0:0: error [missing-field] a site needs 'title': The site's title. "
          "(write title: and what pages are to call it)\n");
    tear_down(&content);

    set_up(&content);
    put(&content, "trusts/t/trust.yaml", "");
    put(&content, "site.yaml", SITE "id: s\n");
    assert_true(load_all(&content));
    tells(&content,
          "$/site.yaml:4:1: error [unknown-field] a site has no field 'id' (leave it out: "
          "nothing refers to it)\n");
    tear_down(&content);
}

static void no_content_folder_is_told(void **state)
{
    struct files content;
    (void)state;
    set_up(&content);
    scratch_remove(content.path);
    assert_false(load_all(&content));
    tells(&content,
          "$:0:0: error [no-content] there is no content folder here (say where it is with "
          "--content DIR)\n");
    tear_down(&content);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_files_of_a_trust_make_it_together),
        cmocka_unit_test(an_empty_file_hides_no_missing_field),
        cmocka_unit_test(a_broken_file_is_told_alone),
        cmocka_unit_test(a_file_that_is_no_utf8_is_told_at_its_byte),
        cmocka_unit_test(windows_files_are_read),
        cmocka_unit_test(pages_begin_with_their_fields),
        cmocka_unit_test(the_text_of_a_page_is_marked_in_its_file),
        cmocka_unit_test(what_is_not_read_is_told),
        cmocka_unit_test(a_file_that_cannot_be_read_is_a_failure),
        cmocka_unit_test(the_site_lists_its_trusts_by_id),
        cmocka_unit_test(what_a_site_needs_is_told),
        cmocka_unit_test(no_content_folder_is_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
