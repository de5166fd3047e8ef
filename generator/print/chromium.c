/* chromium.c: runs Chromium to print one page.
 *
 * The page is a copy of one that this program made, read from this disk, without scripts; every
 * name of a host is answered with "not found". Chromium keeps its pages in a sandbox, which it
 * refuses to make for root: only then it runs without, because what it opens is our own.
 * Layer: print. Uses: press. Used by: edition. */
#include "chromium.h"

#include "address.h"

#include <unistd.h>

const struct foreign_program chromium = {"chromium", "chromium"};

bool chromium_print(struct press *press, const char *page, const char *pdf, const char *about)
{
    struct buf url = {0};
    file_url_write(str_of(page), &url);
    const char *const arguments[] = {
        chromium.name,
        "--headless",
        "--disable-gpu",
        "--disable-dev-shm-usage",
        "--disable-extensions",
        "--disable-sync",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-breakpad",
        "--no-first-run",
        "--host-resolver-rules=MAP * ~NOTFOUND",
        arena_printf(press->arena, "--user-data-dir=%s", press_file(press, "profile")),
        "--export-tagged-pdf",
        "--generate-pdf-document-outline",
        "--no-pdf-header-footer",
        arena_printf(press->arena, "--print-to-pdf=%s", pdf),
        geteuid() == 0 ? "--no-sandbox" : "--hide-scrollbars",
        arena_printf(press->arena, "%.*s", STR_ARGS(buf_str(&url))),
        NULL,
    };
    buf_free(&url);
    unlink(pdf);
    if (press_run(press, &chromium, arguments, press_file(press, "printed"), "print", about) ==
        RUN_FAILED)
        return false;
    if (access(pdf, R_OK) == 0)
        return true;
    diag_report(press->diag, SEVERITY_FAILURE, (struct mark){about, 0, 0}, RULE_SYSTEM,
                "cannot print: chromium wrote no PDF");
    return false;
}
