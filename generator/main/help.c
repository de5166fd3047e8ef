/* help.c: the table of commands as words: what --help says, the manual page, and the completion of
 * a shell. All three are made from the same rows, so that they cannot differ.
 *
 * Layer: main. Uses: base. */
#include "command.h"

#include <string.h>

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

static void write_command(const struct command *command, struct buf *out)
{
    buf_printf(out, "usage: concordat %s%s%s%s\n\n%s\n", command->name,
               command->option_count > 0 ? " [option ...]" : "", command->operands ? " " : "",
               command->operands ? command->operands : "", command->help);
    if (command->option_count > 0)
        buf_add_string(out, "\noptions:\n");
    write_options(command, out);
    if (command->add_more) {
        buf_add_char(out, '\n');
        command->add_more(out);
    }
}

static const char *const statuses[] = {
    "0 done",
    "1 the content has errors and nothing was written",
    "2 wrong usage",
    "3 the system failed",
};

enum { STATUSES = sizeof statuses / sizeof *statuses };

void help_write(const struct command *only, struct buf *out)
{
    if (only) {
        write_command(only, out);
        return;
    }
    buf_add_string(out, "usage: concordat COMMAND [option ...]\n\n"
                        "Publishes partnerships: YAML and Markdown in, a static site out.\n\n"
                        "commands:\n");
    for (size_t i = 0; i < command_count; i++)
        buf_printf(out, "  %-10s %s\n", commands[i].name, commands[i].help);
    buf_add_string(out, "\n'concordat COMMAND --help' tells the options of a command.\n"
                        "'concordat --version' tells the version.\n\nexit status:\n");
    for (size_t i = 0; i < STATUSES; i++)
        buf_printf(out, "  %s\n", statuses[i]);
}

/* ------------------------------------------------------------------ the manual page */

/* Words as the formatter of manual pages takes them: no hyphen is a dash, no line a request. */
static void add_roff(struct buf *out, const char *words)
{
    for (bool begins = true; *words; begins = *words++ == '\n') {
        if (begins && (*words == '.' || *words == '\''))
            buf_add_string(out, "\\&");
        if (*words == '-')
            buf_add_string(out, "\\-");
        else if (*words == '\\')
            buf_add_string(out, "\\e");
        else
            buf_add_char(out, *words);
    }
}

static void write_command_page(const struct command *command, struct buf *out)
{
    buf_printf(out, ".SS concordat %s%s%s%s\n", command->name,
               command->option_count > 0 ? " [option ...]" : "", command->operands ? " " : "",
               command->operands ? command->operands : "");
    add_roff(out, command->help);
    buf_add_char(out, '\n');
    for (size_t i = 0; i < command->option_count; i++) {
        const struct flag *option = &command->options[i];
        buf_add_string(out, ".TP\n\\fB");
        add_roff(out, option->name);
        buf_add_string(out, "\\fR");
        buf_printf(out, "%s", option->value ? " " : "");
        add_roff(out, option->value ? option->value : "");
        buf_add_char(out, '\n');
        add_roff(out, option->help);
        buf_add_char(out, '\n');
    }
    if (command->add_more) {
        struct buf more = {0};
        command->add_more(&more);
        buf_add_string(out, ".PP\n.nf\n");
        add_roff(out, buf_str(&more).ptr);
        buf_add_string(out, ".fi\n");
        buf_free(&more);
    }
}

void man_write(struct buf *out)
{
    buf_add_string(out,
                   ".TH CONCORDAT 1 \"\" \"concordat " CONCORDAT_VERSION "\"\n"
                   ".SH NAME\nconcordat \\- publish partnerships from YAML and Markdown\n"
                   ".SH SYNOPSIS\n\\fBconcordat\\fR COMMAND [option ...]\n"
                   ".SH DESCRIPTION\n"
                   "Reads who sits on what, who answers to whom and what was promised, from "
                   "YAML definitions and Markdown pages; checks it; and writes a static site.\n"
                   "What is wrong is told with file, line and column, and nothing is "
                   "published until it is mended.\n.SH COMMANDS\n");
    for (size_t i = 0; i < command_count; i++)
        write_command_page(&commands[i], out);
    buf_add_string(out, ".SH EXIT STATUS\n");
    for (size_t i = 0; i < STATUSES; i++)
        buf_printf(out, ".TP\n\\fB%c\\fR\n%s\n", statuses[i][0], statuses[i] + 2);
    buf_add_string(
        out,
        ".SH ENVIRONMENT\n.TP\n\\fBCONCORDAT_SHARE\\fR\n"
        "The folder that holds the program's own templates/, in place of share/concordat "
        "beside the folder of the program.\n"
        ".TP\n\\fBSOURCE_DATE_EPOCH\\fR\nSeconds since 1970: the day that a trust which says "
        "as_of: today is described as of.\n"
        ".TP\n\\fBNO_COLOR\\fR\nMessages have no colours where it is set.\n"
        ".SH FILES\n.TP\n\\fBcontent/\\fR\nsite.yaml, and trusts/ with a folder for each trust.\n"
        ".TP\n\\fBtemplates/\\fR\nTemplates, strings and assets of the site's own, if there "
        "are any: each stands in place of the program's own of the same path.\n"
        ".TP\n\\fBsite/public/\\fR\nWhere the site is published.\n");
}

/* ------------------------------------------------------------------ completion */

static const char completion_head[] =
    "# concordat: completion for bash.\n"
    "_concordat()\n"
    "{\n"
    "    local current=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD-1]} words=\n"
    "    if [ \"$COMP_CWORD\" = 1 ]; then\n";

static const char completion_foot[] =
    "    esac\n"
    "    case $current in\n"
    "    -*) ;;\n"
    "    *) [ \"$COMP_CWORD\" = 2 ] && [ -n \"$operands\" ] && words=$operands || words= ;;\n"
    "    esac\n"
    "    COMPREPLY=($(compgen -W \"$words\" -- \"$current\"))\n"
    "    [ -n \"$words\" ] || COMPREPLY=($(compgen -f -- \"$current\"))\n"
    "}\n"
    "complete -o filenames -F _concordat concordat\n";

static void add_operands(const struct command *command, struct buf *out)
{
    struct buf words = {0};
    if (command->add_words)
        command->add_words(&words);
    for (size_t i = 0; i < words.len; i++)
        if (words.ptr[i] != ',')
            buf_add_char(out, words.ptr[i]);
    buf_free(&words);
}

/* The options whose values are listed: public|members. */
static void add_values(const struct command *command, struct buf *out)
{
    for (size_t i = 0; i < command->option_count; i++) {
        const struct flag *option = &command->options[i];
        if (!option->value || !strchr(option->value, '|'))
            continue;
        buf_printf(out, "    %s:%s) words='", command->name, option->name);
        for (const char *c = option->value; *c; c++)
            buf_add_char(out, *c == '|' ? ' ' : *c);
        buf_add_string(out, "' ;;\n");
    }
}

void completion_write(struct buf *out)
{
    buf_add_string(out, completion_head);
    buf_add_string(out, "        COMPREPLY=($(compgen -W '--help --version");
    for (size_t i = 0; i < command_count; i++)
        buf_printf(out, " %s", commands[i].name);
    buf_add_string(out, "' -- \"$current\"))\n        return\n    fi\n"
                        "    case ${COMP_WORDS[1]}:$before in\n");
    for (size_t i = 0; i < command_count; i++)
        add_values(&commands[i], out);
    buf_add_string(out, "    esac\n"
                        "    if [ -n \"$words\" ]; then\n"
                        "        COMPREPLY=($(compgen -W \"$words\" -- \"$current\"))\n"
                        "        return\n    fi\n"
                        "    local operands=\n    case ${COMP_WORDS[1]} in\n");
    for (size_t i = 0; i < command_count; i++) {
        buf_printf(out, "    %s) words='--help", commands[i].name);
        for (size_t k = 0; k < commands[i].option_count; k++)
            buf_printf(out, " %s", commands[i].options[k].name);
        buf_add_string(out, "' operands='");
        add_operands(&commands[i], out);
        buf_add_string(out, "' ;;\n");
    }
    buf_add_string(out, completion_foot);
}
