#!/usr/bin/env python3
"""sources.py: each page about a record of a real trust says where it is written.

    tests/tools/sources.py SITE

A person, a body, an organisation, an outcome, a year, a paper and a narrative page each end with a
line of sources, their own or those of the seats that tell of them. A made-up trust rests on nothing;
what only leads on from an address where a page once stood is no page.
"""
import pathlib
import re
import sys

import tap

KINDS = ("people", "bodies", "organisations", "plan", "safeguarding", "papers", "pages")
MADE = {"years"}  # folders below them that the program makes of several records
LINE = re.compile(r'^<p class="sources">', re.M)
FICTIONAL = re.compile(r"\(made-up example\)")


def pages_of(trust):
    for kind in KINDS:
        for page in sorted((trust / kind).glob("*/index.html")):
            if page.parent.name not in MADE:
                yield page


def unsourced(trust):
    """How many pages there are, and those without a source."""
    count, missing = 0, []
    for page in pages_of(trust):
        text = page.read_text("utf-8")
        if 'http-equiv="refresh"' in text:
            continue
        count += 1
        main = text[text.index("<main"):text.index("</main>")]
        if not LINE.search(main):
            missing.append(str(page.relative_to(trust.parent)))
    return count, missing


def main():
    results = tap.Tap()
    total = 0
    for first in sorted(pathlib.Path(sys.argv[1]).glob("*/index.html")):
        if FICTIONAL.search(first.read_text("utf-8")):
            continue
        count, missing = unsourced(first.parent)
        total += count
        if count:
            results.check(f"{first.parent.name}: {count} pages name their sources", "\n".join(missing))
    results.check("there are pages to look at", "" if total else "none")
    return results.finish()


sys.exit(main())
