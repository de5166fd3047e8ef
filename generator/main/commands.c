/* commands.c: the table of commands and of their options, by which the command line is read and
 * from which help, the manual page and the shell's completion are made.
 *
 * To add an option, add a row and the function that takes its value. Layer: main. Uses: base. */
#include "command.h"

#include "concordat/author/import.h"
#include "concordat/schema/json_schema.h"

#include <string.h>

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

static bool set_force(struct arguments *arguments, const char *value)
{
    (void)value;
    arguments->build.force = true;
    return true;
}

/* The option may stand several times, so the words are kept in the order in which they came. */
static bool add_trust(struct arguments *arguments, const char *value)
{
    if (arguments->build.trust_count == MOST_TRUSTS || !id_is_well_formed(str_of(value)))
        return false;
    arguments->trusts[arguments->build.trust_count++] = value;
    arguments->build.trusts = arguments->trusts;
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
    for (unsigned i = 0; i < sizeof names / sizeof *names; i++) {
        arguments->format = i;
        if (strcmp(value, names[i]) == 0)
            return true;
    }
    return false;
}

static bool set_answer(struct arguments *arguments, enum new_answer answer, const char *value)
{
    arguments->answers[answer] = value;
    return *value != '\0';
}

static bool set_body(struct arguments *arguments, const char *value)
{
    return set_answer(arguments, NEW_BODY, value) && id_is_well_formed(str_of(value));
}

static bool set_trust(struct arguments *arguments, const char *value)
{
    return set_answer(arguments, NEW_TRUST, value);
}

static bool set_id(struct arguments *arguments, const char *value)
{
    return set_answer(arguments, NEW_ID, value);
}

static bool set_name(struct arguments *arguments, const char *value)
{
    return set_answer(arguments, NEW_NAME, value);
}

static bool set_area(struct arguments *arguments, const char *value)
{
    return set_answer(arguments, NEW_AREA, value);
}

static bool set_title(struct arguments *arguments, const char *value)
{
    return set_answer(arguments, NEW_TITLE, value);
}

static bool set_date(struct arguments *arguments, const char *value)
{
    return set_answer(arguments, NEW_DATE, value);
}

static bool set_folder(struct arguments *arguments, const char *value)
{
    arguments->folder = value;
    return *value != '\0';
}

static bool set_source(struct arguments *arguments, const char *value)
{
    arguments->source = value;
    return id_is_well_formed(str_of(value));
}

static bool set_standing(struct arguments *arguments, const char *value)
{
    arguments->standing = value;
    return import_knows_standing(str_of(value));
}

/* ------------------------------------------------------------------ tables */

#define COMMON_OPTIONS                                                                             \
    {"--content", "DIR", set_content, "where the content is (default: content)"},                  \
        {"--templates", "DIR", set_templates,                                                      \
         "templates over the program's (default: templates)"},                                     \
    {                                                                                              \
        "--strict", NULL, set_strict, "treat warnings as errors"                                   \
    }

static const struct flag build_option_list[] = {
    COMMON_OPTIONS,
    {"--output", "DIR", set_output, "where to publish (default: site/AUDIENCE)"},
    {"--audience", "public|members", set_audience, "whom the site is for (default: public)"},
    {"--as-of", "YYYY-MM-DD", set_as_of, "the day it describes, in place of each trust's own"},
    {"--trust", "ID", add_trust, "publish this trust only; once for each of several"},
    {"--jobs", "N", set_jobs, "trusts worked on at once, 1 to 64"},
    {"--force", NULL, set_force, "write every file, also those that are as they were"},
};

static const struct flag check_option_list[] = {
    COMMON_OPTIONS,
    {"--format", "text|json|sarif", set_format, "the form of what is found (default: text)"},
};

static const struct flag serve_option_list[] = {
    COMMON_OPTIONS,
    {"--port", "N", set_port, "the port to listen on, 0 for any (default: 8000)"},
    {"--audience", "public|members", set_audience, "whom the site is for (default: public)"},
    {"--as-of", "YYYY-MM-DD", set_as_of, "the day it describes, in place of each trust's own"},
};

static const struct flag pdf_option_list[] = {
    {"--output", "DIR", set_output, "where the site is published (default: site/public)"},
};

static const struct flag new_option_list[] = {
    {"--name", "WORDS", set_name, "what the partnership or the body is called"},
    {"--area", "WORDS", set_area, "the area it serves, such as Surrey"},
    {"--title", "WORDS", set_title, "the title of a site, meeting, paper or report"},
    {"--date", "YYYY-MM-DD", set_date, "the day of a meeting or paper"},
    {"--trust", "ID", set_trust, "the trust it is for, where there are several"},
    {"--body", "ID", set_body, "the body that meets, or whose annual report it is"},
    {"--id", "ID", set_id, "its id (default: made of its name, title or date)"},
    {"--content", "DIR", set_content, "where the content is (default: content)"},
};

static const struct flag import_option_list[] = {
    {"--body", "ID", set_body, "the body whose seats they are (default: board)"},
    {"--source", "ID", set_source, "the document that names them (default: the list)"},
    {"--standing", "STANDING", set_standing, "existing, proposed, shadow... (default: existing)"},
};

static const struct flag schema_option_list[] = {
    {"--write", "DIR", set_folder, "write those of all files of a site into DIR"},
};

#define OPTIONS(list) (list), sizeof(list) / sizeof *(list)

static void add_seats(struct buf *out)
{
    buf_add_string(out, "seats");
}

const struct command commands[] = {
    {"build", NULL, 0, 0, "check the content and publish the site", OPTIONS(build_option_list),
     run_build, NULL, NULL},
    {"check", NULL, 0, 0, "check the content and write nothing", OPTIONS(check_option_list),
     run_check, NULL, NULL},
    {"serve", NULL, 0, 0, "preview the site on this machine, following each save",
     OPTIONS(serve_option_list), run_serve, NULL, NULL},
    {"pdf", NULL, 0, 0, "make PDFs of the print editions of a built site", OPTIONS(pdf_option_list),
     run_pdf, NULL, NULL},
    {"new", "KIND [DIR]", 1, 2, "write files to start a site, a body, a meeting from",
     OPTIONS(new_option_list), run_new, new_kinds, new_explain},
    {"import", "seats FILE.csv", 2, 2, "turn a spreadsheet of members into a definition",
     OPTIONS(import_option_list), run_import, add_seats, NULL},
    {"schema", "[TYPE]", 0, 1, "print the JSON Schema of a type of definition (default: trust)",
     OPTIONS(schema_option_list), run_schema, json_schema_types, NULL},
    {"man", NULL, 0, 0, "print the manual page", NULL, 0, run_man, NULL, NULL},
    {"completion", NULL, 0, 0, "print what completes commands and options in bash", NULL, 0,
     run_completion, NULL, NULL},
};

const size_t command_count = sizeof commands / sizeof *commands;
