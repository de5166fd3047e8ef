/* preview.c: the script and the page of the preview, which are no part of what is published.
 *
 * A page knows the number of the build it is of. Each build is told to all open pages: one that
 * published makes the pages of older builds load anew; one that found errors lays them over the
 * page, with their source lines, until they are mended. Layer: serve. Uses: base. Used by: serve.
 */
#include "preview.h"

#include <string.h>

const char preview_script[] =
    "'use strict';\n"
    "(() => {\n"
    "  const build = Number(document.currentScript.dataset.build);\n"
    "  let panel = null;\n"
    "  const show = (found) => {\n"
    "    if (!panel) {\n"
    "      panel = document.createElement('section');\n"
    "      panel.id = 'ConcordatPreview';\n"
    "      panel.setAttribute('role', 'alert');\n"
    "      panel.style.cssText = 'position:fixed;left:0;right:0;bottom:0;max-height:60vh;' +\n"
    "        'overflow:auto;margin:0;padding:1rem 1.5rem;background:#2b1214;color:#fff;' +\n"
    "        'border-top:.4rem solid #f05a5a;z-index:9;font:15px/1.5 sans-serif';\n"
    "      panel.append(document.createElement('h2'), document.createElement('pre'));\n"
    "      panel.firstChild.style.cssText = 'margin:0 0 "
    ".5rem;border:0;padding:0;font-size:1.1rem';\n"
    "      panel.lastChild.style.cssText = 'white-space:pre-wrap;margin:0;font:14px/1.45 "
    "monospace';\n"
    "      document.body.append(panel);\n"
    "    }\n"
    "    panel.firstChild.textContent = found.errors + (found.errors === 1 ? ' error' : ' errors') "
    "+\n"
    "      ': this page is as it was before. It follows as soon as they are mended.';\n"
    "    panel.lastChild.textContent = found.text;\n"
    "  };\n"
    "  const events = new EventSource('/-/events');\n"
    "  events.addEventListener('build', (event) => {\n"
    "    const found = JSON.parse(event.data);\n"
    "    if (found.errors > 0) { show(found); return; }\n"
    "    if (panel) { panel.remove(); panel = null; }\n"
    "    if (found.build !== build) location.reload();\n"
    "  });\n"
    "})();\n";

static void add_script(unsigned long build, struct buf *out)
{
    buf_printf(out, "<script src=\"/-/preview.js\" data-build=\"%lu\"></script>\n", build);
}

void preview_page(struct str html, unsigned long build, struct buf *out)
{
    const char end[] = "</body>";
    size_t at = html.len;
    /* The last one: words of a page cannot hold another, but a theme's script could. */
    while (at > 0 && !str_starts(str_slice(html, at - 1, html.len), end))
        at--;
    at = at > 0 ? at - 1 : html.len;
    buf_add(out, str_slice(html, 0, at));
    add_script(build, out);
    buf_add(out, str_slice(html, at, html.len));
}

void preview_waiting_page(unsigned long build, struct buf *out)
{
    buf_add_string(out,
                   "<!doctype html>\n<html lang=\"en\">\n<head><meta charset=\"utf-8\">"
                   "<title>Not published yet</title></head>\n<body>\n<h1>Not published yet</h1>\n"
                   "<p>The content has errors. The site appears here as soon as they are "
                   "mended.</p>\n");
    add_script(build, out);
    buf_add_string(out, "</body>\n</html>\n");
}

void preview_event(unsigned long build, const struct diag *found, struct buf *out)
{
    struct buf text = {0};
    bool failed = diag_has_errors(found);
    if (failed)
        diag_write(found, &text);
    buf_printf(out, "event: build\ndata: {\"build\":%lu,\"errors\":%zu,\"text\":", build,
               diag_count(found, SEVERITY_ERROR));
    buf_add_json(out, buf_str(&text)); /* which has no line breaks of its own */
    buf_add_string(out, "}\n\n");
    buf_free(&text);
}
