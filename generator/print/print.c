/* print.c: makes the PDF of each page of a built site that has a print edition.
 *
 * The site is opened as a build opens it, so that the two never work on it at once, and what is
 * made is published as a build publishes: staged, then put in place. The manifest lists the PDFs
 * from then on, by which the next build knows them. Layer: print. Uses: write, galley. Used by:
 * main. */
#define _XOPEN_SOURCE 700 /* realpath */

#include "concordat/print/print.h"

#include "chromium.h"
#include "concordat/base/file.h"
#include "concordat/write/output.h"
#include "edition.h"
#include "galley.h"
#include "poppler.h"
#include "press.h"
#include "qpdf.h"

#include <stdio.h>
#include <stdlib.h>

struct printing {
    const struct print_options *options;
    struct print_summary *summary;
    struct output *output;
    struct press press;
    struct diag *diag;
    const char *root; /* of the site, absolute, with a slash at its end */
};

static void say(const struct printing *at, struct str page, struct str file)
{
    struct buf line = {0};
    buf_printf(&line, "%.*s%.*s", STR_ARGS(page), STR_ARGS(file));
    at->options->say(buf_str(&line));
    buf_free(&line);
}

/* Makes the PDF of a page, or keeps the one that is there. */
static void print_edition(struct printing *at, struct str page, struct str html)
{
    struct arena *arena = arena_new();
    struct buf pdf = {0};
    struct edition edition = {
        .shown = arena_printf(arena, "%s/%.*s", at->options->output, STR_ARGS(page)),
        .html = html,
        .folder = str_slice(page, 0, page.len - (sizeof "index.html" - 1)),
        .root = str_of(at->root),
    };
    edition_read(arena, &edition);
    struct str address =
        str_of(arena_printf(arena, "%.*s%.*s", STR_ARGS(edition.folder), STR_ARGS(edition.file)));
    at->summary->editions++;
    say(at, edition.folder, edition.file);
    at->press.arena = arena;
    if (galley_make(&at->press, &edition, &pdf)) {
        output_add(at->output, address, buf_str(&pdf), (struct mark){edition.shown, 0, 0});
        at->summary->made++;
    } else if (output_lists(at->output, address) && !press_is_stopped(&at->press)) {
        diag_report(at->diag, SEVERITY_ADVICE, (struct mark){edition.shown, 0, 0}, RULE_SYSTEM,
                    "the earlier %.*s is kept", STR_ARGS(edition.file));
    }
    buf_free(&pdf);
    arena_free(arena);
}

/* ------------------------------------------------------------------ finding editions */

enum { BEGINNING = 2048 }; /* bytes of a page in which its first tag ends */

/* The print edition that the page at `address` asks for, in the arena; empty for none, and,
 * reported, where the page cannot be read. */
static struct str asked_edition(const struct printing *at, struct arena *arena, struct str address)
{
    char beginning[BEGINNING];
    const char *path = arena_printf(arena, "%s%.*s", at->root, STR_ARGS(address));
    FILE *page = fopen(path, "rb");
    size_t got = page ? fread(beginning, 1, sizeof beginning, page) : 0;
    if (!page || ferror(page))
        diag_failure(at->diag, "read", path);
    if (page)
        fclose(page);
    struct str file = edition_file(arena, (struct str){beginning, got});
    bool is_name = str_ends(file, ".pdf") && str_find(file, '/', 0) == file.len;
    return is_name ? file : STR("");
}

/* True for the address of a folder's page. */
static bool is_page(struct str address)
{
    return str_is(address, "index.html") || str_ends(address, "/index.html");
}

/* Puts the published pages with a print edition into `pages`; their number. */
static size_t find_editions(const struct printing *at, struct arena *arena, struct str *pages)
{
    size_t count;
    size_t found = 0;
    const struct str *published = output_published(at->output, &count);
    for (size_t i = 0; i < count; i++)
        if (is_page(published[i]) && asked_edition(at, arena, published[i]).len > 0)
            pages[found++] = published[i];
    return found;
}

/* Everything that is published stays; what is made comes in its place. */
static bool stays(struct str address, void *context)
{
    (void)address;
    (void)context;
    return true;
}

/* Makes all that the site asks for; false where nothing is to be published. */
static bool print_all(struct printing *at, struct arena *arena)
{
    size_t count;
    struct buf html = {0};
    output_keep(at->output, stays, NULL);
    output_published(at->output, &count);
    struct str *pages = arena_array(arena, count, sizeof *pages);
    count = find_editions(at, arena, pages);
    for (size_t i = 0; i < count && !press_is_stopped(&at->press); i++) {
        at->press.arena = arena;
        if (press_read(&at->press, arena_printf(arena, "%s%.*s", at->root, STR_ARGS(pages[i])),
                       &html))
            print_edition(at, pages[i], buf_str(&html));
    }
    buf_free(&html);
    if (!press_is_stopped(&at->press))
        return true;
    diag_report(at->diag, SEVERITY_FAILURE, (struct mark){at->options->output, 0, 0}, RULE_SYSTEM,
                "interrupted: the PDFs are as they were before");
    return false;
}

static void print_opened(struct printing *at, struct arena *arena)
{
    if (!press_open(&at->press, arena, at->diag)) {
        output_abandon(at->output);
        return;
    }
    if (!print_all(at, arena))
        output_abandon(at->output);
    else if (output_commit(at->output))
        at->summary->written = output_summary(at->output).written;
    press_close(&at->press);
}

/* Opens the built site; NULL, reported, where there is none. */
static struct output *open_site(const char *path, struct diag *diag)
{
    size_t count = 0;
    struct output *output = folder_exists(path) ? output_open(path, diag) : NULL;
    if (output)
        output_published(output, &count);
    if (count > 0 || diag_has_errors(diag))
        return output;
    output_free(output);
    diag_report(diag, SEVERITY_FAILURE, (struct mark){path, 0, 0}, RULE_SYSTEM,
                "there is no site here to make PDFs of; publish it first, with concordat build");
    return NULL;
}

bool print_site(const struct print_options *options, struct print_summary *summary,
                struct diag *diag)
{
    static const struct foreign_program *const programs[] = {&chromium, &pdfinfo, &pdftotext,
                                                             &qpdf};
    struct printing at = {.options = options, .summary = summary, .diag = diag};
    struct arena *arena = arena_new();
    *summary = (struct print_summary){0};
    if (!programs_are_there(programs, sizeof programs / sizeof *programs, diag))
        goto out;
    at.output = open_site(options->output, diag);
    char *root = at.output ? realpath(options->output, NULL) : NULL;
    if (root) {
        at.root = arena_printf(arena, "%s/", root);
        print_opened(&at, arena);
    } else if (at.output) {
        diag_failure(diag, "find the folder", options->output);
    }
    free(root);
out:
    output_free(at.output);
    arena_free(arena);
    return !diag_has_errors(diag);
}
