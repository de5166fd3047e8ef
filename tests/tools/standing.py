#!/usr/bin/env python3
"""standing.py: what is not existing or established is nowhere named without saying so.

    tests/tools/standing.py SITE

A body's own page tells its name in its heading and its standing among its facts. On every page of the
trust, and where the site's first page tells of it, each occurrence of that name must have a word of
the standing close by: a tag, "proposed", "would". Quoted words of a source and the titles of its
sections stay as they are.
"""
import html
import pathlib
import re
import sys

import tap

NEAR = 90  # characters on each side
HEADING = re.compile(r"<h1>([^<(]*)")
STANDING = re.compile(r"<dt>Standing</dt><dd>([^<]*)</dd>")
REAL = ("Existing", "Established")
QUOTED = re.compile(r"<(q|cite)>.*?</\1>", re.S)
OUTLINE = re.compile(r'<nav class="menu outline".*?</nav>', re.S)  # it repeats headings, tags and all
BLOCK = re.compile(r"</?(?:p|li|td|th|dt|dd|h\d|title|caption|div|tr|ul|ol|blockquote)\b[^>]*>")
SAYS = {
    "Proposed": r"propos|would|could|planned|to be set up|was to|were to|shadow",
    "Superseded": r"supersed|replac|place of|before|predecess|forerunner|set up|setting up|formed from",
    "Ended": r"ended",
    "Shadow": r"shadow",
    "An option": r"option|could|would",
    "Interim": r"interim",
    "Under consultation": r"consult",
}


def words(source):
    source = QUOTED.sub(" ", OUTLINE.sub(" ", source))
    text = re.sub(r"<[^>]+>", "", BLOCK.sub(" ", source))
    return re.sub(r"\s+", " ", html.unescape(text))


def standings(trust):
    """The bodies of a trust that are not simply there: name to standing."""
    found = {}
    for page in sorted((trust / "bodies").glob("*/index.html")):
        source = page.read_text("utf-8")
        said = STANDING.search(source)
        if not said:  # the page has moved, and this one only leads to it
            continue
        standing = said.group(1)
        if standing not in REAL:
            found[html.unescape(HEADING.search(source).group(1)).strip()] = standing
    return found


def on_first_page(trust):
    """What the first page tells of a trust: its card, and its column of the comparison."""
    source = (trust.parent / "index.html").read_text("utf-8")
    cards = re.findall(r'<li class="card">.*?\n</li>', source, re.S)
    cells = re.findall(rf'<t[dh][^>]* ?class="of_{trust.name}">.*?</t[dh]>', source, re.S)
    return "\n".join([card for card in cards if f'href="{trust.name}/index.html"' in card] + cells)


def bare_mentions(trust, names):
    pages = [(page.relative_to(trust.parent), page.read_text("utf-8"))
             for page in sorted(trust.rglob("index.html"))]
    for page, source in [*pages, ("index.html", on_first_page(trust))]:
        text = words(source)
        for name, standing in names.items():
            for found in re.finditer(rf"\b{re.escape(name)}\b(?!s)", text):
                around = text[max(0, found.start() - NEAR):found.end() + NEAR]
                if not re.search(SAYS[standing], around, re.I):
                    yield f"{page}: {standing.lower()}: ...{around}..."


def main():
    results = tap.Tap()
    bodies = 0
    for trust in sorted(path.parent for path in pathlib.Path(sys.argv[1]).glob("*/bodies")):
        names = standings(trust)
        bodies += len(names)
        if names:
            results.check(f"{trust.name}: {len(names)} bodies say their standing everywhere",
                          "\n".join(bare_mentions(trust, names)))
    results.check("there are bodies to look for", "" if bodies else "none")
    return results.finish()


sys.exit(main())
