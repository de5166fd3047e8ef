/* test_check_site.c: what is wrong with site.yaml and with the names of folders. */
#include "draft.h"

static void check_site_of(const char *yaml, const char *told)
{
    static const struct trust_folder trusts[] = {{{"essex", 5}, "essex"},
                                                 {{"surrey", 6}, "surrey"}};
    struct arena *arena = arena_new();
    struct draft draft = {.diag = diag_new()};
    struct site_content content = {.trusts = trusts, .trust_count = 2};
    struct decoding decoding = {arena, &content.records, draft.diag};
    bool empty;
    struct record *site = record_new(&decoding, type_of(TYPE_site), (struct mark){0}, NULL);
    content.site = (struct site *)site;
    decode_into(&decoding, site,
                yaml_parse(arena, "site.yaml", 1, str_of(yaml), &empty, draft.diag));
    check_site(arena, &content, draft.diag);
    draft_tells(&draft, told);
    diag_free(draft.diag);
    arena_free(arena);
}

static void what_site_yaml_says_must_exist(void **state)
{
    (void)state;
    check_site_of("language: en\nhome: surrey\n", "");
    check_site_of("language: en-GB\n", "");
    check_site_of("language: English spoken\n",
                  "site.yaml:1:11: error [bad-id] 'English spoken' is no language (write its tag, "
                  "such as en or en-GB)\n");
    check_site_of("language: ../en\n",
                  "site.yaml:1:11: error [bad-id] '../en' is no language (write its tag, such as "
                  "en or en-GB)\n");
    check_site_of("home: surry\n",
                  "site.yaml:1:7: error [unknown-home] there is no trust 'surry' (did "
                  "you mean surrey?)\n");
    check_site_of("home: London\n",
                  "site.yaml:1:7: error [unknown-home] there is no trust 'London' "
                  "(write the name of a folder of trusts/)\n");
    check_site_of("home: none\nlanguage: not stated\n",
                  "site.yaml:2:1: error [missing-field] a site has a language (write its tag, such "
                  "as en or en-GB)\n");
    check_site_of(
        "title: {value: A, sources: paper}\n",
        "site.yaml:1:28: error [unknown-record] no source 'paper' is defined in this trust "
        "(define it, or write the id of one that is)\n");
}

static void a_folder_is_an_id_that_the_site_does_not_need(void **state)
{
    static const char *const cases[][2] = {
        {"surrey", ""},
        {"tri-borough", ""},
        {"Surrey",
         "x:0:0: error [bad-id] a trust's folder is its id; 'Surrey' cannot be one (rename "
         "the folder: small letters, digits and hyphens, such as surrey)\n"},
        {"assets",
         "x:0:0: error [reserved-id] the site needs the address /assets/ for itself (rename "
         "the folder)\n"},
        {"com10", ""},
        {"com1", "x:0:0: error [reserved-id] Windows keeps the name 'com1' for itself (rename the "
                 "folder)\n"},
        {"nul", "x:0:0: error [reserved-id] Windows keeps the name 'nul' for itself (rename the "
                "folder)\n"},
        {"body", "x:0:0: error [reserved-id] 'body' is the word for a type of record (rename the "
                 "folder)\n"},
        {"rule_text", "x:0:0: error [reserved-id] 'rule_text' is the word for a type of record "
                      "(rename the folder)\n"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct draft draft = {.diag = diag_new()};
        check_trust_id(str_of(cases[i][0]), (struct mark){"x", 0, 0}, draft.diag);
        draft_tells(&draft, cases[i][1]);
        diag_free(draft.diag);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_site_yaml_says_must_exist),
        cmocka_unit_test(a_folder_is_an_id_that_the_site_does_not_need),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
