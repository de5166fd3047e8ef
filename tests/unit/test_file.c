/* test_file.c: files and folders as the disk has them, and a report for each that cannot be read.
 */
#include "concordat/base/file.h"
#include "workplace.h"

#include <sys/socket.h>
#include <sys/un.h>

struct fixture {
    struct arena *arena;
    struct diag *diag;
    char *folder;
    struct str bytes;
};

static int set_up(void **state)
{
    struct fixture *fixture = must_alloc(sizeof *fixture);
    *fixture = (struct fixture){arena_new(), diag_new(), workplace_enter(), {NULL, 0}};
    *state = fixture;
    return 0;
}

static int tear_down(void **state)
{
    struct fixture *fixture = *state;
    workplace_leave(fixture->folder);
    diag_free(fixture->diag);
    arena_free(fixture->arena);
    free(fixture);
    return 0;
}

/* Fails unless exactly one thing was reported: `wanted`, as the author sees it, without excerpt. */
static void expect_report(struct fixture *fixture, enum severity severity, const char *wanted)
{
    size_t count;
    struct buf found = {0};
    const struct diagnostic *list = diag_sorted(fixture->diag, &count);
    assert_int_equal(count, 1);
    assert_int_equal(list->severity, severity);
    if (list->mark.file)
        buf_printf(&found, "%s:%u:%u: ", list->mark.file, list->mark.line, list->mark.column);
    buf_printf(&found, "[%s] %.*s", rule_id(list->rule), STR_ARGS(list->message));
    expect_written("report", &found, str_of(wanted));
}

static void expect_unread(struct fixture *fixture, const char *path, const char *wanted)
{
    assert_false(file_read(fixture->arena, path, &fixture->bytes, fixture->diag));
    expect_report(fixture, SEVERITY_FAILURE, wanted);
}

/* ------------------------------------------------------------------ bytes */

static void any_bytes_are_read(void **state)
{
    static const struct str files[] = {
        {"", 0}, {"a", 1}, {"a\0b\xFF\r\n", 6}, {"\xEF\xBB\xBFx", 4}};
    struct fixture *fixture = *state;
    for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
        put_file("file", files[i]);
        assert_true(file_read(fixture->arena, "file", &fixture->bytes, fixture->diag));
        expect_text("bytes", fixture->bytes, files[i]);
        assert_int_equal(fixture->bytes.ptr[fixture->bytes.len], '\0');
    }
    assert_int_equal(diag_count(fixture->diag, SEVERITY_ADVICE), 0);
}

static void a_link_is_followed(void **state)
{
    struct fixture *fixture = *state;
    put_file("file", STR("text"));
    assert_int_equal(symlink("file", "link"), 0);
    assert_true(file_read(fixture->arena, "link", &fixture->bytes, fixture->diag));
    expect_text("link", fixture->bytes, STR("text"));
}

static void the_largest_file_is_read_and_no_larger(void **state)
{
    struct fixture *fixture = *state;
    put_file("large", STR("a"));
    assert_int_equal(truncate("large", LARGEST_FILE), 0);
    assert_true(file_read(fixture->arena, "large", &fixture->bytes, fixture->diag));
    assert_int_equal(fixture->bytes.len, LARGEST_FILE);
    assert_int_equal(truncate("large", LARGEST_FILE + 1), 0);
    assert_false(file_read(fixture->arena, "large", &fixture->bytes, fixture->diag));
    expect_report(fixture, SEVERITY_ERROR,
                  "large:0:0: [too-large] the file is larger than 4 MiB, the most that is read");
}

static void a_pdf_may_be_larger(void **state)
{
    struct fixture *fixture = *state;
    put_file("large.pdf", STR("a"));
    assert_int_equal(truncate("large.pdf", LARGEST_PDF), 0);
    assert_true(file_read_pdf(fixture->arena, "large.pdf", &fixture->bytes, fixture->diag));
    assert_int_equal(fixture->bytes.len, LARGEST_PDF);
    assert_int_equal(truncate("large.pdf", LARGEST_PDF + 1), 0);
    assert_false(file_read_pdf(fixture->arena, "large.pdf", &fixture->bytes, fixture->diag));
    expect_report(
        fixture, SEVERITY_ERROR,
        "large.pdf:0:0: [too-large] the file is larger than 64 MiB, the most that is read");
}

/* A file of a terabyte must cost nothing. */
static void a_huge_file_takes_no_memory(void **state)
{
    struct fixture *fixture = *state;
    put_file("huge", STR("a"));
    if (truncate("huge", (off_t)1 << 40) != 0)
        skip();
    assert_false(file_read(fixture->arena, "huge", &fixture->bytes, fixture->diag));
    assert_int_equal(arena_size(fixture->arena), 0);
}

/* What is told of a file's size may be wrong by the time it is read: of these it always is. */
static void a_file_is_read_to_its_end_whatever_its_size(void **state)
{
    static const char path[] = "/proc/self/limits";
    struct fixture *fixture = *state;
    struct stat status;
    char whole[8192];
    FILE *file = fopen(path, "rb");
    if (!file || fstat(fileno(file), &status) != 0 || status.st_size != 0)
        skip();
    size_t len = fread(whole, 1, sizeof whole, file);
    fclose(file);
    assert_true(file_read(fixture->arena, path, &fixture->bytes, fixture->diag));
    expect_text(path, fixture->bytes, (struct str){whole, len});
}

static void a_missing_file_is_reported(void **state)
{
    expect_unread(*state, "gone.yaml", "[system] cannot read gone.yaml: No such file or directory");
}

static void a_path_through_a_file_is_reported(void **state)
{
    put_file("file", STR("text"));
    expect_unread(*state, "file/x", "[system] cannot read file/x: Not a directory");
}

static void a_folder_is_no_file(void **state)
{
    expect_unread(*state, ".", "[system] cannot read .: Is a directory");
}

static void links_in_a_circle_are_reported(void **state)
{
    assert_int_equal(symlink("b", "a"), 0);
    assert_int_equal(symlink("a", "b"), 0);
    expect_unread(*state, "a", "[system] cannot read a: Too many levels of symbolic links");
}

static void a_pipe_is_not_waited_for(void **state)
{
    assert_int_equal(mkfifo("pipe", 0600), 0);
    expect_unread(*state, "pipe",
                  "[system] cannot read pipe: it is not a file but a pipe, a socket or a device");
}

static void a_device_is_no_file(void **state)
{
    expect_unread(
        *state, "/dev/zero",
        "[system] cannot read /dev/zero: it is not a file but a pipe, a socket or a device");
}

static void a_socket_is_no_file(void **state)
{
    struct sockaddr_un address = {.sun_family = AF_UNIX, .sun_path = "socket"};
    int listener = socket(AF_UNIX, SOCK_STREAM, 0);
    if (listener < 0 || bind(listener, (struct sockaddr *)&address, sizeof address) != 0)
        skip();
    close(listener);
    expect_unread(*state, "socket",
                  "[system] cannot read socket: it is not a file but a pipe, a socket or a device");
}

/* root may read anything, so it becomes somebody else for a moment. */
static void a_forbidden_file_is_reported(void **state)
{
    struct fixture *fixture = *state;
    const bool is_root = geteuid() == 0;
    put_file("secret", STR("text"));
    assert_int_equal(chmod("secret", 0), 0);
    assert_int_equal(chmod(".", 0755), 0);
    if (is_root && seteuid(65534) != 0)
        skip();
    bool was_read = file_read(fixture->arena, "secret", &fixture->bytes, fixture->diag);
    assert_int_equal(is_root ? seteuid(0) : 0, 0);
    assert_false(was_read);
    expect_report(fixture, SEVERITY_FAILURE, "[system] cannot read secret: Permission denied");
}

/* ------------------------------------------------------------------ text */

static void a_byte_order_mark_is_dropped(void **state)
{
    struct fixture *fixture = *state;
    put_file("file", STR(BYTE_ORDER_MARK "K\xC3\xBC"
                                         "che\r\n"));
    assert_true(file_read_text(fixture->arena, "file", &fixture->bytes, fixture->diag));
    expect_text("text", fixture->bytes,
                STR("K\xC3\xBC"
                    "che\r\n"));
    put_file("file", STR(BYTE_ORDER_MARK));
    assert_true(file_read_text(fixture->arena, "file", &fixture->bytes, fixture->diag));
    assert_int_equal(fixture->bytes.len, 0);
}

static void bytes_that_are_no_text_are_located(void **state)
{
    static const struct {
        struct str bytes;
        const char *report;
    } rows[] = {
        {{"\xFF", 1}, "file:1:1: [not-utf8] byte 0xFF is not part of any character"},
        {{"a\nb\xC3\xBC\xFC", 6}, "file:2:3: [not-utf8] byte 0xFC is not part of any character"},
        {{"a\r\n\r\nb\x80", 7}, "file:3:2: [not-utf8] byte 0x80 is not part of any character"},
        {{"a\rb\r\xC3", 5}, "file:3:1: [not-utf8] byte 0xC3 is not part of any character"},
        {{"\xEF\xBB\xBF"
          "a\xE9",
          5},
         "file:1:2: [not-utf8] byte 0xE9 is not part of any character"},
        {{"\xFE\xFF\0a", 4}, "file:1:1: [not-utf8] byte 0xFE is not part of any character"},
        {{"\xED\xA0\x80", 3}, "file:1:1: [not-utf8] byte 0xED is not part of any character"},
        {{"ab\0c", 4},
         "file:1:3: [not-utf8] a control character stands here, which no page can show (U+0000)"},
        {{"\t\x1B[m", 4},
         "file:1:2: [not-utf8] a control character stands here, which no page can show (U+001B)"},
        {{"a\xC2\x85", 3},
         "file:1:2: [not-utf8] a control character stands here, which no page can show (U+0085)"},
        {{"a\xEF\xBF\xBE", 4},
         "file:1:2: [not-utf8] a control character stands here, which no page can show (U+FFFE)"},
    };
    struct fixture *fixture = *state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        put_file("file", rows[i].bytes);
        assert_false(file_read_text(fixture->arena, "file", &fixture->bytes, fixture->diag));
        expect_report(fixture, SEVERITY_ERROR, rows[i].report);
        diag_free(fixture->diag);
        fixture->diag = diag_new();
    }
}

/* ------------------------------------------------------------------ folders */

/* The names of a folder, each with a letter for its kind. */
static void expect_entries(struct fixture *fixture, const char *path, const char *wanted)
{
    struct entry_of_folder *entries;
    struct buf found = {0};
    size_t count;
    assert_true(folder_read(fixture->arena, path, &entries, &count, fixture->diag));
    for (size_t i = 0; i < count; i++) {
        const char *kinds[] = {[ENTRY_FILE] = "", [ENTRY_FOLDER] = "/", [ENTRY_OTHER] = "?"};
        const char *full = arena_printf(fixture->arena, "%s/%.*s", path, STR_ARGS(entries[i].name));
        assert_string_equal(entries[i].path, full);
        buf_printf(&found, "%.*s%s ", STR_ARGS(entries[i].name), kinds[entries[i].kind]);
    }
    expect_written(path, &found, str_of(wanted));
    assert_int_equal(diag_count(fixture->diag, SEVERITY_ADVICE), 0);
}

static void folders_are_sorted_by_bytes(void **state)
{
    scratch_put(".", "f/b", "");
    scratch_put(".", "f/a-1", "");
    scratch_put(".", "f/a", "");
    scratch_put(".", "f/B", "");
    scratch_put(".", "f/10", "");
    scratch_put(".", "f/9", "");
    scratch_put(".", "f/\xC3\xA9", "");
    expect_entries(*state, "f", "10 9 B a a-1 b \xC3\xA9 ");
}

static void what_editors_leave_is_left_out(void **state)
{
    scratch_put(".", "f/a.yaml", "");
    scratch_put(".", "f/a.yaml~", "");
    scratch_put(".", "f/.a.yaml.swp", "");
    scratch_put(".", "f/.git/config", "");
    scratch_put(".", "f/~a", "");
    expect_entries(*state, "f", "a.yaml ~a ");
}

static void kinds_are_those_of_what_a_link_leads_to(void **state)
{
    scratch_put(".", "f/file", "");
    scratch_put(".", "f/folder/x", "");
    assert_int_equal(mkfifo("f/pipe", 0600), 0);
    assert_int_equal(symlink("file", "f/to-file"), 0);
    assert_int_equal(symlink("folder", "f/to-folder"), 0);
    expect_entries(*state, "f", "file folder/ pipe? to-file to-folder/ ");
}

/* What cannot be looked at may be content: to pass it over in silence would unpublish it. */
static void what_cannot_be_looked_at_is_a_failure(void **state)
{
    struct fixture *fixture = *state;
    struct entry_of_folder *entries;
    size_t count;
    scratch_put(".", "f/file", "");
    assert_int_equal(symlink("gone", "f/to-nothing"), 0);
    assert_int_equal(symlink("to-itself", "f/to-itself"), 0);
    assert_false(folder_read(fixture->arena, "f", &entries, &count, fixture->diag));
    assert_int_equal(diag_count(fixture->diag, SEVERITY_FAILURE), 2);
    assert_int_equal(count, 1);
}

static void a_folder_may_be_empty(void **state)
{
    assert_int_equal(mkdir("f", 0700), 0);
    expect_entries(*state, "f", "");
}

static void a_folder_may_be_large(void **state)
{
    struct buf wanted = {0};
    for (int i = 0; i < 200; i++) {
        char name[16];
        snprintf(name, sizeof name, "f/%03d", (i * 77 + 5) % 200);
        scratch_put(".", name, "");
        buf_printf(&wanted, "%03d ", i);
    }
    expect_entries(*state, "f", wanted.ptr);
    buf_free(&wanted);
}

static void what_is_no_folder_is_reported(void **state)
{
    struct fixture *fixture = *state;
    struct entry_of_folder *entries;
    size_t count = 9;
    assert_false(folder_read(fixture->arena, "gone", &entries, &count, fixture->diag));
    assert_int_equal(count, 0);
    expect_report(fixture, SEVERITY_FAILURE,
                  "[system] cannot read the folder gone: No such file or directory");
    diag_free(fixture->diag);
    fixture->diag = diag_new();
    put_file("file", STR(""));
    assert_false(folder_read(fixture->arena, "file", &entries, &count, fixture->diag));
    expect_report(fixture, SEVERITY_FAILURE,
                  "[system] cannot read the folder file: Not a directory");
}

static void existence_is_told_apart(void **state)
{
    (void)state;
    put_file("file", STR(""));
    assert_int_equal(mkdir("folder", 0700), 0);
    assert_int_equal(symlink("folder", "to-folder"), 0);
    assert_int_equal(symlink("gone", "to-nothing"), 0);
    static const struct {
        const char *path;
        bool is_folder, is_there;
    } rows[] = {
        {"file", false, true},       {"folder", true, true}, {"to-folder", true, true},
        {"to-nothing", false, true}, {"gone", false, false}, {"", false, false},
        {"file/x", false, false},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        expect_number(rows[i].path, folder_exists(rows[i].path), rows[i].is_folder);
        expect_number(rows[i].path, path_exists(rows[i].path), rows[i].is_there);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(any_bytes_are_read, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_link_is_followed, set_up, tear_down),
        cmocka_unit_test_setup_teardown(the_largest_file_is_read_and_no_larger, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_pdf_may_be_larger, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_huge_file_takes_no_memory, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_file_is_read_to_its_end_whatever_its_size, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(a_missing_file_is_reported, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_path_through_a_file_is_reported, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_folder_is_no_file, set_up, tear_down),
        cmocka_unit_test_setup_teardown(links_in_a_circle_are_reported, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_pipe_is_not_waited_for, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_device_is_no_file, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_socket_is_no_file, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_forbidden_file_is_reported, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_byte_order_mark_is_dropped, set_up, tear_down),
        cmocka_unit_test_setup_teardown(bytes_that_are_no_text_are_located, set_up, tear_down),
        cmocka_unit_test_setup_teardown(folders_are_sorted_by_bytes, set_up, tear_down),
        cmocka_unit_test_setup_teardown(what_editors_leave_is_left_out, set_up, tear_down),
        cmocka_unit_test_setup_teardown(kinds_are_those_of_what_a_link_leads_to, set_up, tear_down),
        cmocka_unit_test_setup_teardown(what_cannot_be_looked_at_is_a_failure, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_folder_may_be_empty, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_folder_may_be_large, set_up, tear_down),
        cmocka_unit_test_setup_teardown(what_is_no_folder_is_reported, set_up, tear_down),
        cmocka_unit_test_setup_teardown(existence_is_told_apart, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
