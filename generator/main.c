/* main.c: the command line. It reads the words by the table of commands, runs the command, and ends
 * with its status; it and the files of main/ are the only ones that print.
 *
 * 0 done; 1 the content has errors (nothing written, the site as it was); 2 wrong usage; 3 the
 * system failed. Layer: main. Uses: base, build. */
#include "main/command.h"

#include "concordat/base/file.h"
#include "concordat/base/suggest.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

static const struct command *command_named(const char *name)
{
    struct suggestion near = suggestion_for(str_of(name));
    for (size_t i = 0; i < command_count; i++) {
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

/* Prints help, of the program or of one command. */
static int print_help(const struct command *only)
{
    struct buf text = {0};
    help_write(only, &text);
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

/* Runs the command with the templates that it builds with: the site's own, where there are any,
 * over the program's own. */
static int run(const struct command *command, struct arguments *arguments)
{
    struct arena *arena = arena_new();
    const char *share = share_folder(arena);
    if (share)
        arguments->build.base_templates = arena_printf(arena, "%s/templates", share);
    if (!arguments->build.templates && (!share || folder_exists("templates")))
        arguments->build.templates = "templates";
    int status = command->run(arguments);
    arena_free(arena);
    return status;
}

int main(int argc, char **argv)
{
    struct arguments arguments = {
        .build = {.content = "content", .jobs = processors(), .today = day_of_build()},
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
    return run(command, &arguments);
}
