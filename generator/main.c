/* main.c: the command line. The only file that prints and decides the exit status.
 *
 * 0 done; 1 the content has errors (nothing written, the site as it was); 2 wrong usage; 3 the
 * system failed. Layer: main. Uses: build, schema. */
#include "concordat/author/import.h"
#include "concordat/base/diag_forms.h"
#include "concordat/base/suggest.h"
#include "concordat/build/build.h"
#include "concordat/schema/json_schema.h"
#include "concordat/serve/serve.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#ifndef CONCORDAT_VERSION
#define CONCORDAT_VERSION "unversioned"
#endif

enum status { STATUS_DONE = 0, STATUS_CONTENT = 1, STATUS_USAGE = 2, STATUS_SYSTEM = 3 };

struct command;

enum { MOST_OPERANDS = 3 };

/* What the command line says. */
struct arguments {
    struct build_options build;
    const char *operands[MOST_OPERANDS]; /* what stands beside the options */
    size_t operand_count;
    unsigned port;                                          /* of `serve` */
    const char *body;                                       /* of `import` */
    enum { FORMAT_TEXT, FORMAT_JSON, FORMAT_SARIF } format; /* of what `check` found */
};

/* An option: how it is written, and what it does to the arguments; false for a bad value. */
struct flag {
    const char *name;
    const char *value; /* what its value is called; NULL for none */
    bool (*set)(struct arguments *arguments, const char *value);
    const char *help;
};

struct command {
    const char *name;
    const char *operands; /* what it takes beside options, as help shows it; NULL for nothing */
    size_t fewest;        /* operands */
    size_t most;
    const char *help;
    const struct flag *options;
    size_t option_count;
    int (*run)(struct arguments *arguments);
};

/* ------------------------------------------------------------------ output */

static int print(const struct buf *text)
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

/* ------------------------------------------------------------------ options */

static bool set_content(struct arguments *arguments, const char *value)
{
    arguments->build.content = value;
    return *value != '\0';
}

static bool set_templates(struct arguments *arguments, const char *value)
{
    arguments->build.templates = value;
    return *value != '\0';
}

static bool set_output(struct arguments *arguments, const char *value)
{
    arguments->build.output = value;
    return *value != '\0';
}

static bool set_audience(struct arguments *arguments, const char *value)
{
    arguments->build.audience = strcmp(value, "members") == 0 ? audience_members : audience_public;
    return strcmp(value, "members") == 0 || strcmp(value, "public") == 0;
}

static bool set_as_of(struct arguments *arguments, const char *value)
{
    struct date date;
    const char *problem;
    if (!date_parse(str_of(value), &date, &problem) || date.form != DATE_ON || date.first.day == 0)
        return false;
    arguments->build.as_of = date_latest(&date);
    return true;
}

static bool set_jobs(struct arguments *arguments, const char *value)
{
    long jobs;
    if (!str_number(str_of(value), &jobs) || jobs < 1 || jobs > 64)
        return false;
    arguments->build.jobs = (unsigned)jobs;
    return true;
}

static bool set_strict(struct arguments *arguments, const char *value)
{
    (void)value;
    arguments->build.strict = true;
    return true;
}

static bool set_port(struct arguments *arguments, const char *value)
{
    long port;
    if (!str_number(str_of(value), &port) || port < 0 || port > 65535)
        return false;
    arguments->port = (unsigned)port;
    return true;
}

static bool set_format(struct arguments *arguments, const char *value)
{
    static const char *const names[] = {"text", "json", "sarif"};
    for (int i = 0; i < 3; i++) {
        arguments->format = i;
        if (strcmp(value, names[i]) == 0)
            return true;
    }
    return false;
}

/* ------------------------------------------------------------------ commands */

static int run_build(struct arguments *arguments)
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

static int run_check(struct arguments *arguments)
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

static bool set_body(struct arguments *arguments, const char *value)
{
    arguments->body = value;
    return id_is_well_formed(str_of(value));
}

/* Asks on the terminal whether two names are of one person; anything but y is no. */
static bool is_same(struct str first, unsigned first_line, struct str second, unsigned second_line)
{
    char answer[16] = "";
    fprintf(stderr, "Is '%.*s' (line %u) the same as '%.*s' (line %u)? [y/N] ", STR_ARGS(second),
            second_line, STR_ARGS(first), first_line);
    return fgets(answer, sizeof answer, stdin) && (answer[0] == 'y' || answer[0] == 'Y');
}

static int run_import(struct arguments *arguments)
{
    struct diag *diag = diag_new();
    struct buf yaml = {0};
    struct buf told = {0};
    bool asks = isatty(STDIN_FILENO) && isatty(STDERR_FILENO);
    const struct import_options options = {arguments->operands[1], arguments->body,
                                           asks ? is_same : NULL};
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

static void say_line(struct str line)
{
    printf("%.*s\n", STR_ARGS(line));
    fflush(stdout);
}

static void show_found(const struct diag *diag)
{
    print_diagnostics(diag, false);
}

static int run_serve(struct arguments *arguments)
{
    struct diag *diag = diag_new();
    const struct serve_options options = {arguments->build, arguments->port, say_line, show_found};
    serve(&options, diag);
    int status = print_diagnostics(diag, false);
    diag_free(diag);
    return status;
}

static int run_schema(struct arguments *arguments)
{
    struct buf text = {0};
    const struct type *type =
        type_named(str_of(arguments->operand_count > 0 ? arguments->operands[0] : "trust"));
    if (!type) {
        struct buf known = {0};
        json_schema_types(&known);
        fprintf(stderr, "concordat: there is no type '%s'; the types are: %s\n",
                arguments->operands[0], buf_str(&known).ptr);
        buf_free(&known);
        return STATUS_USAGE;
    }
    json_schema(type, &text);
    int status = print(&text);
    buf_free(&text);
    return status;
}

#define COMMON_OPTIONS                                                                             \
    {"--content", "DIR", set_content, "where the content is (default: content)"},                  \
        {"--templates", "DIR", set_templates, "where the templates are (default: templates)"},     \
    {                                                                                              \
        "--strict", NULL, set_strict, "treat warnings as errors"                                   \
    }

static const struct flag build_option_list[] = {
    COMMON_OPTIONS,
    {"--output", "DIR", set_output, "where to publish (default: site/AUDIENCE)"},
    {"--audience", "public|members", set_audience, "whom the site is for (default: public)"},
    {"--as-of", "YYYY-MM-DD", set_as_of, "the day it describes, in place of each trust's own"},
    {"--jobs", "N", set_jobs, "trusts worked on at once, 1 to 64"},
};

static const struct flag check_option_list[] = {
    COMMON_OPTIONS,
    {"--format", "text|json|sarif", set_format, "the form of what is found (default: text)"},
};

static const struct flag serve_option_list[] = {
    COMMON_OPTIONS,
    {"--port", "N", set_port, "the port to listen on; 0 for one that is free (default: 8000)"},
    {"--audience", "public|members", set_audience, "whom the site is for (default: public)"},
    {"--as-of", "YYYY-MM-DD", set_as_of, "the day it describes, in place of each trust's own"},
};

static const struct flag import_option_list[] = {
    {"--body", "ID", set_body, "the id of the body whose seats they are (default: board)"},
};

#define OPTIONS(list) list, sizeof list / sizeof *list

static const struct command commands[] = {
    {"build", NULL, 0, 0, "check the content and publish the site", OPTIONS(build_option_list),
     run_build},
    {"check", NULL, 0, 0, "check the content and write nothing", OPTIONS(check_option_list),
     run_check},
    {"serve", NULL, 0, 0, "preview the site on this machine, following each save",
     OPTIONS(serve_option_list), run_serve},
    {"import", "seats FILE.csv", 2, 2, "turn a spreadsheet of members into a definition",
     OPTIONS(import_option_list), run_import},
    {"schema", "[TYPE]", 0, 1, "print the JSON Schema of a type of definition (default: trust)",
     NULL, 0, run_schema},
};

enum { COMMAND_COUNT = sizeof commands / sizeof *commands };

/* ------------------------------------------------------------------ help */

static void write_options(const struct command *command, struct buf *out)
{
    for (size_t i = 0; i < command->option_count; i++) {
        const struct flag *option = &command->options[i];
        struct buf name = {0};
        buf_printf(&name, "%s%s%s", option->name, option->value ? " " : "",
                   option->value ? option->value : "");
        buf_printf(out, "  %-26s %s\n", name.ptr, option->help);
        buf_free(&name);
    }
}

static int print_help(const struct command *only)
{
    struct buf text = {0};
    if (only) {
        buf_printf(&text, "usage: concordat %s%s%s%s\n\n%s\n", only->name,
                   only->option_count > 0 ? " [option ...]" : "", only->operands ? " " : "",
                   only->operands ? only->operands : "", only->help);
        if (only->option_count > 0)
            buf_add_string(&text, "\noptions:\n");
        write_options(only, &text);
    } else {
        buf_add_string(
            &text,
            "usage: concordat COMMAND [option ...]\n\n"
            "Publishes partnerships: YAML and Markdown in, a static site out.\n\ncommands:\n");
        for (size_t i = 0; i < COMMAND_COUNT; i++)
            buf_printf(&text, "  %-10s %s\n", commands[i].name, commands[i].help);
        buf_add_string(&text, "\n'concordat COMMAND --help' tells the options of a command.\n"
                              "'concordat --version' tells the version.\n\n"
                              "exit status: 0 done; 1 the content has errors and nothing was "
                              "written;\n2 wrong usage; 3 the system failed.\n");
    }
    int status = print(&text);
    buf_free(&text);
    return status;
}

static int print_version(void)
{
    struct buf text = {0};
    buf_add_string(&text, "concordat " CONCORDAT_VERSION "\n");
    int status = print(&text);
    buf_free(&text);
    return status;
}

/* ------------------------------------------------------------------ the command line */

static const struct command *command_named(const char *name)
{
    struct suggestion near = suggestion_for(str_of(name));
    for (size_t i = 0; i < COMMAND_COUNT; i++) {
        if (strcmp(name, commands[i].name) == 0)
            return &commands[i];
        suggestion_offer(&near, str_of(commands[i].name));
    }
    fprintf(stderr, "concordat: there is no command '%s'", name);
    if (near.best.len > 0)
        fprintf(stderr, " (did you mean %.*s?)", STR_ARGS(near.best));
    fputs("; 'concordat --help' lists them\n", stderr);
    return NULL;
}

static const struct flag *option_named(const struct command *command, struct str name)
{
    struct suggestion near = suggestion_for(name);
    for (size_t i = 0; i < command->option_count; i++) {
        if (str_is(name, command->options[i].name))
            return &command->options[i];
        suggestion_offer(&near, str_of(command->options[i].name));
    }
    fprintf(stderr, "concordat: '%s' has no option '%.*s'", command->name, STR_ARGS(name));
    if (near.best.len > 0)
        fprintf(stderr, " (did you mean %.*s?)", STR_ARGS(near.best));
    fprintf(stderr, "; 'concordat %s --help' lists them\n", command->name);
    return NULL;
}

/* Reads one argument, and its value from the next where it has one; false, told, where it is wrong.
 */
static bool read_argument(const struct command *command, struct arguments *arguments, char **argv,
                          int *at)
{
    struct str value;
    struct str name = str_cut(str_of(argv[*at]), '=', &value);
    bool joined = name.len < strlen(argv[*at]);
    if (argv[*at][0] != '-') {
        if (arguments->operand_count == command->most) {
            fprintf(stderr, "concordat: '%s' does not take '%s'\n", command->name, argv[*at]);
            return false;
        }
        arguments->operands[arguments->operand_count++] = argv[*at];
        return true;
    }
    const struct flag *option = option_named(command, name);
    if (!option)
        return false;
    const char *given = joined ? value.ptr : NULL;
    if (option->value && !joined)
        given = argv[*at + 1] ? argv[++*at] : NULL;
    if (option->value ? given && option->set(arguments, given)
                      : !joined && option->set(arguments, NULL))
        return true;
    if (given && option->value)
        fprintf(stderr, "concordat: '%s' cannot be the value of %s: ", given, option->name);
    else
        fputs("concordat: ", stderr);
    fprintf(stderr, "write %s%s%s: %s\n", option->name, option->value ? " " : "",
            option->value ? option->value : "", option->help);
    return false;
}

/* The day of the build, yyyymmdd in UTC: the one clock that is read, and SOURCE_DATE_EPOCH in its
 * place where that is set. Source: reproducible-builds.org/specs/source-date-epoch. */
static long day_of_build(void)
{
    const char *epoch = getenv("SOURCE_DATE_EPOCH");
    long seconds;
    struct tm day;
    time_t now = epoch && str_number(str_of(epoch), &seconds) ? (time_t)seconds : time(NULL);
    if (!gmtime_r(&now, &day))
        return 19700101;
    return (day.tm_year + 1900) * 10000L + (day.tm_mon + 1) * 100L + day.tm_mday;
}

static unsigned processors(void)
{
    long count = sysconf(_SC_NPROCESSORS_ONLN);
    return count < 1 ? 1 : count > 64 ? 64 : (unsigned)count;
}

int main(int argc, char **argv)
{
    struct arguments arguments = {.build = {.content = "content",
                                            .templates = "templates",
                                            .jobs = processors(),
                                            .today = day_of_build()},
                                  .port = 8000};
    signal(SIGXFSZ, SIG_IGN); /* a file larger than the system allows is told, not died of */
    if (argc < 2) {
        print_help(NULL);
        return STATUS_USAGE;
    }
    if (strcmp(argv[1], "--help") == 0 || strcmp(argv[1], "-h") == 0 ||
        strcmp(argv[1], "help") == 0)
        return print_help(NULL);
    if (strcmp(argv[1], "--version") == 0)
        return print_version();
    const struct command *command = command_named(argv[1]);
    if (!command)
        return STATUS_USAGE;
    for (int i = 2; i < argc; i++) {
        if (strcmp(argv[i], "--help") == 0 || strcmp(argv[i], "-h") == 0)
            return print_help(command);
        if (!read_argument(command, &arguments, argv, &i))
            return STATUS_USAGE;
    }
    if (arguments.operand_count < command->fewest) {
        fprintf(stderr, "concordat: write concordat %s %s\n", command->name, command->operands);
        return STATUS_USAGE;
    }
    return command->run(&arguments);
}
