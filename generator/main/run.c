/* run.c: what each command does: asks the stage that knows, prints what it says, and gives the
 * status to end with.
 *
 * Layer: main. Uses: build, print, serve, author, schema. */
#include "command.h"

#include "concordat/author/import.h"
#include "concordat/author/schemas.h"
#include "concordat/base/diag_forms.h"
#include "concordat/base/file.h"
#include "concordat/print/print.h"
#include "concordat/schema/json_schema.h"
#include "concordat/serve/serve.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

int print(const struct buf *text)
{
    struct str bytes = buf_str(text);
    if (fwrite(bytes.ptr, 1, bytes.len, stdout) == bytes.len && fflush(stdout) == 0)
        return STATUS_DONE;
    perror("concordat: cannot write to standard output");
    return STATUS_SYSTEM;
}

static int status_of(const struct diag *diag, bool strict)
{
    if (diag_count(diag, SEVERITY_FAILURE) > 0)
        return STATUS_SYSTEM;
    return diag_count(diag, strict ? SEVERITY_WARNING : SEVERITY_ERROR) > 0 ? STATUS_CONTENT
                                                                            : STATUS_DONE;
}

/* True where people read standard error on a terminal and have not asked for plain text.
 * Source: no-color.org. */
static bool wants_colours(void)
{
    const char *plain = getenv("NO_COLOR");
    const char *terminal = getenv("TERM");
    return isatty(STDERR_FILENO) && !(plain && *plain) &&
           !(terminal && strcmp(terminal, "dumb") == 0);
}

static int print_diagnostics(const struct diag *diag, bool strict)
{
    struct buf text = {0};
    if (wants_colours())
        diag_write_coloured(diag, &text);
    else
        diag_write(diag, &text);
    fwrite(buf_str(&text).ptr, 1, text.len, stderr);
    buf_free(&text);
    return status_of(diag, strict);
}

/* ------------------------------------------------------------------ commands */

int run_build(struct arguments *arguments)
{
    static const char *const outputs[] = {"site/public", "site/members"};
    struct diag *diag = diag_new();
    struct build_summary summary;
    struct buf text = {0};
    if (!arguments->build.output)
        arguments->build.output = outputs[arguments->build.audience];
    bool done = build(&arguments->build, &summary, diag);
    int status = print_diagnostics(diag, arguments->build.strict);
    if (done && status == STATUS_DONE) {
        buf_printf(&text, "%zu trust%s, %zu pages in %s: %zu file%s written, %zu removed\n",
                   summary.trusts, summary.trusts == 1 ? "" : "s", summary.pages,
                   arguments->build.output, summary.output.written,
                   summary.output.written == 1 ? "" : "s", summary.output.removed);
        if (summary.outdated > 0)
            buf_printf(&text,
                       "%zu print edition%s removed, being out of date: make %s again "
                       "with concordat pdf\n",
                       summary.outdated, summary.outdated == 1 ? " was" : "s were",
                       summary.outdated == 1 ? "it" : "them");
        status = print(&text);
    }
    buf_free(&text);
    diag_free(diag);
    return status;
}

/* What was found, in a form for programs, on standard output. */
static int print_form(const struct arguments *arguments, const struct diag *diag)
{
    struct buf text = {0};
    if (arguments->format == FORMAT_JSON)
        diag_write_json(diag, &text);
    else
        diag_write_sarif(diag, CONCORDAT_VERSION, &text);
    int status = print(&text);
    buf_free(&text);
    return status == STATUS_DONE ? status_of(diag, arguments->build.strict) : status;
}

int run_check(struct arguments *arguments)
{
    struct diag *diag = diag_new();
    struct build_summary summary;
    struct buf text = {0};
    arguments->build.output = NULL;
    build(&arguments->build, &summary, diag);
    int status = arguments->format == FORMAT_TEXT ? print_diagnostics(diag, arguments->build.strict)
                                                  : print_form(arguments, diag);
    if (status == STATUS_DONE && arguments->format == FORMAT_TEXT) {
        buf_printf(&text, "%zu trust%s checked: no error\n", summary.trusts,
                   summary.trusts == 1 ? "" : "s");
        status = print(&text);
    }
    buf_free(&text);
    diag_free(diag);
    return status;
}

/* Asks on the terminal whether two names are of one person; anything but y is no. */
static bool is_same(struct str first, unsigned first_line, struct str second, unsigned second_line)
{
    char answer[16] = "";
    fprintf(stderr, "Is '%.*s' (line %u) the same as '%.*s' (line %u)? [y/N] ", STR_ARGS(second),
            second_line, STR_ARGS(first), first_line);
    return fgets(answer, sizeof answer, stdin) && (answer[0] == 'y' || answer[0] == 'Y');
}

int run_import(struct arguments *arguments)
{
    struct diag *diag = diag_new();
    struct buf yaml = {0};
    struct buf told = {0};
    bool asks = isatty(STDIN_FILENO) && isatty(STDERR_FILENO);
    const struct import_options options = {.file = arguments->operands[1],
                                           .body = arguments->answers[NEW_BODY],
                                           .source = arguments->source,
                                           .standing = arguments->standing,
                                           .is_same = asks ? is_same : NULL};
    if (strcmp(arguments->operands[0], "seats") != 0) {
        fprintf(stderr, "concordat: import takes seats, not '%s'\n", arguments->operands[0]);
        diag_free(diag);
        return STATUS_USAGE;
    }
    bool read = import_seats(&options, &yaml, &told, diag);
    int status = read ? print(&yaml) : STATUS_DONE;
    fwrite(buf_str(&told).ptr, 1, told.len, stderr);
    int found = print_diagnostics(diag, false);
    buf_free(&yaml);
    buf_free(&told);
    diag_free(diag);
    return status != STATUS_DONE ? status : found;
}

/* Asks on the terminal; a line without words takes the usual answer. False where nobody answers. */
static bool ask(struct str question, struct str usual, struct buf *answer)
{
    char line[512];
    fprintf(stderr, "%.*s", STR_ARGS(question));
    if (usual.len > 0)
        fprintf(stderr, " [%.*s]", STR_ARGS(usual));
    fputs(" ", stderr);
    if (!fgets(line, sizeof line, stdin)) {
        fputs("\n", stderr);
        return false;
    }
    struct str given = str_trim(str_of(line));
    buf_add(answer, given.len > 0 ? given : usual);
    return true;
}

int run_new(struct arguments *arguments)
{
    static const int statuses[] = {
        [NEW_DONE] = STATUS_DONE, [NEW_MISUSED] = STATUS_USAGE, [NEW_FAILED] = STATUS_CONTENT};
    struct diag *diag = diag_new();
    struct buf told = {0};
    bool asks = isatty(STDIN_FILENO) && isatty(STDERR_FILENO);
    const struct new_options options = {
        .kind = arguments->operands[0],
        .folder = arguments->operands[1],
        .content = arguments->build.content,
        .templates = {arguments->build.templates, arguments->build.base_templates},
        .answers = arguments->answers,
        .ask = asks ? ask : NULL};
    enum new_result result = new_files(&options, &told, diag);
    int status = print_diagnostics(diag, false);
    if (result == NEW_DONE)
        status = print(&told);
    else if (told.len > 0)
        fprintf(stderr, "concordat: %s", buf_str(&told).ptr);
    buf_free(&told);
    diag_free(diag);
    return status != STATUS_DONE ? status : statuses[result];
}

static void say_line(struct str line)
{
    printf("%.*s\n", STR_ARGS(line));
    fflush(stdout);
}

static void show_found(const struct diag *diag)
{
    print_diagnostics(diag, false);
}

int run_serve(struct arguments *arguments)
{
    struct diag *diag = diag_new();
    const struct serve_options options = {arguments->build, arguments->port, say_line, show_found};
    serve(&options, diag);
    int status = print_diagnostics(diag, false);
    diag_free(diag);
    return status;
}

int run_pdf(struct arguments *arguments)
{
    struct diag *diag = diag_new();
    struct print_summary summary;
    struct buf text = {0};
    const char *output = arguments->build.output ? arguments->build.output : "site/public";
    const struct print_options options = {output, say_line};
    bool done = print_site(&options, &summary, diag);
    int status = print_diagnostics(diag, false);
    if (done && status == STATUS_DONE) {
        buf_printf(&text, "%zu PDF%s in %s: %zu written%s\n", summary.made,
                   summary.made == 1 ? "" : "s", output, summary.written,
                   summary.written > 0 ? "; the next build links to what is new" : "");
        status = print(&text);
    }
    buf_free(&text);
    diag_free(diag);
    return status;
}

/* Writes the schemas of a site's files, and tells which. */
static int write_schemas(const char *folder)
{
    struct diag *diag = diag_new();
    struct buf told = {0};
    bool written = schemas_write(folder, &told, diag);
    int status = print_diagnostics(diag, false);
    if (written)
        status = print(&told);
    buf_free(&told);
    diag_free(diag);
    return status;
}

int run_schema(struct arguments *arguments)
{
    if (arguments->folder && arguments->operand_count > 0) {
        fprintf(stderr, "concordat: write a type or --write DIR, not both\n");
        return STATUS_USAGE;
    }
    if (arguments->folder)
        return write_schemas(arguments->folder);
    struct buf text = {0};
    const char *asked = arguments->operand_count > 0 ? arguments->operands[0] : "trust";
    const struct type *type = type_named(str_of(asked));
    bool of_data = strcmp(asked, DATA_SCHEMA) == 0;
    if (!type && !of_data) {
        struct buf known = {0};
        json_schema_types(&known);
        fprintf(stderr, "concordat: there is no type '%s'; the types are: %s\n", asked,
                buf_str(&known).ptr);
        buf_free(&known);
        return STATUS_USAGE;
    }
    if (of_data)
        data_schema(&text);
    else
        json_schema(type, &text);
    int status = print(&text);
    buf_free(&text);
    return status;
}

static int print_made(void (*write)(struct buf *out))
{
    struct buf text = {0};
    write(&text);
    int status = print(&text);
    buf_free(&text);
    return status;
}

int run_man(struct arguments *arguments)
{
    (void)arguments;
    return print_made(man_write);
}

int run_completion(struct arguments *arguments)
{
    (void)arguments;
    return print_made(completion_write);
}
