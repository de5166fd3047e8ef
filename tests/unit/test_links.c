/* test_links.c: what links lead to, from where, and how large images are. */
#include "draft.h"

#include "concordat/check/links.h"

#include "../../generator/check/destination.h"
#include "../../generator/check/image_size.h"

/* A trust in the folder "content/trusts/t", and the index that knows it. */
struct linked {
    struct draft *draft;
    struct link_index *index;
};

static struct linked linked_of(const char *text)
{
    struct linked linked = {.draft = draft_new()};
    draft_read(linked.draft, "content/trusts/t/all.yaml", text);
    decode_place(&linked.draft->decoding);
    check_references(linked.draft->arena, &linked.draft->records, linked.draft->diag);
    struct records *edition = draft_edition(linked.draft, audience_public, 20090101);
    linked.index = links_new(linked.draft->arena, "content");
    links_survey(linked.index, &linked.draft->records, edition, linked.draft->diag);
    links_finish(linked.index, linked.draft->diag);
    return linked;
}

static void linked_free(struct linked *linked)
{
    links_free(linked->index);
    draft_free(linked->draft);
}

static const char sample[] = "bodies:\n"
                             "  - {id: b, name: B, kind: board, standing: existing, sources: p,\n"
                             "     seats: [{capacity: chair}], functions: [{text: Do it}]}\n"
                             "documents: [{id: p, title: P, kind: paper}]\n"
                             "glossary: [{id: laa, term: LAA}]\n";

static void a_target_becomes_an_address_from_the_page(void **state)
{
    static const struct {
        const char *destination;
        const char *from;
        const char *address;
    } rows[] = {
        {"body:b", "t/index.html", "bodies/b/index.html"},
        {"t:body:b", "index.html", "t/bodies/b/index.html"},
        {"body:b", "t/bodies/b/index.html", "index.html"},
        {"body:b#seat_b_1", "t/bodies/b/index.html", "#seat_b_1"},
        {"body:b#function_b_1", "u/index.html", "../t/bodies/b/index.html#function_b_1"},
        {"source:p", "t/glossary/index.html", "../index.html#source_p"},
        {"source:p", "t/index.html", "#source_p"},
        {"trust:t#source_p", "index.html", "t/index.html#source_p"},
        {"term:laa", "t/index.html", "glossary/index.html#term_laa"},
        {"trust.yaml", "t/bodies/b/index.html", "../../index.html"},
        {"./pages/../trust.yaml", "index.html", "t/index.html"},
        {"HTTPS://example.org/#x", "t/index.html", "HTTPS://example.org/#x"},
        {"mailto:a@example.org", "t/index.html", "mailto:a@example.org"},
    };
    struct linked linked = linked_of(sample);
    (void)state;
    draft_tells(linked.draft, "");
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const struct target target = {.destination = str_of(rows[i].destination),
                                      .mark = {"content/trusts/t/all.yaml", 1, 1}};
        struct buf address = {0};
        buf_add_string(&address, "");
        link_write(linked.index, str_of(rows[i].from), &target, &address);
        assert_string_equal(address.ptr, rows[i].address);
        buf_free(&address);
    }
    linked_free(&linked);
}

static void an_unknown_target_has_no_address(void **state)
{
    static const char *const destinations[] = {"body:c", "u:body:b", "x.md",     "#x",
                                               "",       "body:b#x", "all.yaml", "../../../x.md"};
    struct linked linked = linked_of(sample);
    (void)state;
    for (size_t i = 0; i < sizeof destinations / sizeof *destinations; i++) {
        const struct target target = {.destination = str_of(destinations[i]),
                                      .mark = {"content/trusts/t/all.yaml", 1, 1}};
        struct buf address = {0};
        link_write(linked.index, STR("t/index.html"), &target, &address);
        assert_int_equal(address.len, 0);
        assert_null(link_image(linked.index, &target));
        buf_free(&address);
    }
    linked_free(&linked);
}

static void faults_are_told_where_they_stand(void **state)
{
    struct linked linked = linked_of("purpose: A [link]() to [a](body:c) and [b](term:laa#x).\n"
                                     "glossary: [{id: laa, term: LAA}]\n");
    (void)state;
    draft_tells(
        linked.draft,
        "content/trusts/t/all.yaml:1:12: error [unknown-target] a link leads nowhere (write "
        "between the parentheses where it leads, as in [the Board](body:board))\n"
        "content/trusts/t/all.yaml:1:24: error [unknown-target] no body 'c' is defined in "
        "the trust t (define it, or write the id of one that is)\n"
        "content/trusts/t/all.yaml:1:40: error [unknown-anchor] there is no '#x' on that "
        "page (leave out the # and what follows: it has no places of its own)\n");
    linked_free(&linked);
}

static void paths_are_joined_inside_their_folder(void **state)
{
    static const char *const rows[][3] = {
        {"trusts/t/pages/a.md", "b.md", "trusts/t/pages/b.md"},
        {"trusts/t/pages/a.md", "../trust.yaml", "trusts/t/trust.yaml"},
        {"trusts/t/pages/a.md", "./.././/x/../y.md", "trusts/t/y.md"},
        {"trusts/t/pages/a.md", "../../../site.yaml", "site.yaml"},
        {"trusts/t/pages/a.md", "../../..", ""},
        {"trusts/t/pages/a.md", "../../../..", NULL},
        {"site.yaml", "../x", NULL},
        {"site.yaml", "/x", NULL},
        {"site.yaml", "trusts/t/trust.yaml", "trusts/t/trust.yaml"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct buf path = {0};
        bool inside = path_join(str_of(rows[i][0]), str_of(rows[i][1]), &path);
        assert_int_equal(inside, rows[i][2] != NULL);
        if (inside)
            assert_true(str_is(buf_str(&path), rows[i][2]));
        buf_free(&path);
    }
}

#define BYTES(literal) ((struct str){literal, sizeof(literal) - 1})

static void images_say_how_large_they_are(void **state)
{
    const struct {
        const char *name;
        struct str bytes;
        unsigned width;
        unsigned height;
    } rows[] = {
        {"a.png", BYTES("\x89PNG\r\n\x1A\n\0\0\0\rIHDR\0\0\1\2\0\0\0\3"), 258, 3},
        {"a.gif", BYTES("GIF89a\2\1\3\0"), 258, 3},
        {"a.jpg", BYTES("\xFF\xD8\xFF\xE0\0\4ab\xFF\xFF\xC2\0\x0B\x08\0\3\1\2\3"), 258, 3},
        {"a.jpeg", BYTES("\xFF\xD8\xFF\xC4\0\4ab\xFF\xC0\0\x0B\x08\0\3\1\2\3"), 258, 3},
        {"a.webp", BYTES("RIFF....WEBPVP8X\x0A\0\0\0\0\0\0\0\1\1\0\2\0\0"), 258, 3},
        {"a.webp", BYTES("RIFF....WEBPVP8L\5\0\0\0\x2F\1\x81\0\0"), 258, 3},
        {"a.webp", BYTES("RIFF....WEBPVP8 \5\0\0\0\0\0\0\x9D\x01\x2A\2\x41\3\x80"), 258, 3},
        {"a.png", BYTES("\x89PNG\r\n\x1A\n\0\0\0\rIHDR\0\0\1\2\0\0\0"), 0, 0},
        {"a.png", BYTES("GIF89a\2\1\3\0"), 0, 0},
        {"a.gif", BYTES("GIF89a\2\1"), 0, 0},
        {"a.jpg", BYTES("\xFF\xD8\xFF\xE0\0\0"), 0, 0},
        {"a.jpg", BYTES("\xFF\xD8\xFF\xDA\0\2ab"), 0, 0},
        {"a.webp", BYTES("RIFF....WEBP"), 0, 0},
        {"a.svg", BYTES("<svg>"), 0, 0},
        {"a.png", BYTES(""), 0, 0},
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        unsigned width = 1;
        unsigned height = 1;
        bool known = image_size(str_of(rows[i].name), rows[i].bytes, &width, &height);
        assert_int_equal(known, rows[i].width > 0);
        if (known && (width != rows[i].width || height != rows[i].height))
            fail_msg("%zu: %u x %u", i, width, height);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_target_becomes_an_address_from_the_page),
        cmocka_unit_test(an_unknown_target_has_no_address),
        cmocka_unit_test(faults_are_told_where_they_stand),
        cmocka_unit_test(paths_are_joined_inside_their_folder),
        cmocka_unit_test(images_say_how_large_they_are),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
