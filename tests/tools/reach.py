#!/usr/bin/env python3
"""reach.py: every page of a published site is near its first page, and has something on it.

    tests/tools/reach.py SITE

From the first page, links lead to every page in at most three clicks. On a page the part that is
about its subject (<main>) has words besides its title, and no section is a heading over nothing: a
trust of one paragraph is one page, without empty ones beside it. What stands in a section by its
title alone, such as an item of an agenda, is no empty section. What only leads on from an address
where a page once stood is no page, nor is what servers show in place of one that is not there.
"""
import html.parser
import pathlib
import posixpath
import re
import sys
import urllib.parse

import tap

FIRST_PAGE = "index.html"
IN_PLACE_OF_PAGES = "404.html"
MOST_CLICKS = 3
FEWEST_WORDS = 20
ELSEWHERE = re.compile(r"^([a-z][a-z0-9+.-]*:|//|#|$)", re.I)
HEADING = re.compile(r"^h[1-6]$")
LOWEST_SECTION = 2  # the headings below are of items
# What is content without a word.
SHOWN = {"img", "svg", "input", "video", "audio"}
# Read by nobody as a part of the page.
UNREAD = {"style", "script", "template"}


class Page(html.parser.HTMLParser):
    """Where a page leads, how much it says, and which of its headings stand over nothing."""

    def __init__(self, text):
        super().__init__(convert_charrefs=True)
        self.links = []
        self.leads_on = False
        self.words = 0  # of <main>, but for its headings
        self.empty = []  # headings
        self._in_main = False
        self._unread = 0
        self._heading = None  # the level of the one that is being read
        self._title = ""
        self._open = []  # headings that nothing stands below yet: level and words
        self.feed(text)
        self.close()

    def handle_starttag(self, tag, attrs):
        if tag in ("a", "form"):
            self.links += [value for name, value in attrs if name in ("href", "action") and value]
        elif tag == "meta":
            self.leads_on = self.leads_on or ("http-equiv", "refresh") in attrs
        elif tag == "main":
            self._in_main = True
        elif tag in UNREAD:
            self._unread += 1
        elif self._in_main and HEADING.match(tag):
            self._begin_heading(int(tag[1]))
        elif self._in_main and tag in SHOWN and self._heading is None:
            self._open.clear()

    def _begin_heading(self, level):
        # A section that begins is content of those above it alone.
        self._close_sections(level)
        self._heading, self._title = level, ""

    def _close_sections(self, level):
        while self._open and self._open[-1][0] >= level:
            self.empty.append(self._open.pop()[1])

    def _end_heading(self):
        if self._heading > LOWEST_SECTION:
            self._open.clear()  # an item is something
        else:
            self._open.append((self._heading, " ".join(self._title.split())))
        self._heading = None

    def handle_endtag(self, tag):
        if tag == "main":
            self._close_sections(0)
            self._in_main = False
        elif tag in UNREAD:
            self._unread -= 1
        elif self._heading is not None and HEADING.match(tag):
            self._end_heading()

    def handle_data(self, data):
        if not self._in_main or self._unread or not data.strip():
            return
        if self._heading is not None:
            self._title += data
        else:
            self.words += len(data.split())
            self._open.clear()


def clicks_to(pages):
    """How many clicks each page that can be reached is from the first."""
    clicks = {FIRST_PAGE: 0}
    waiting = [FIRST_PAGE]
    for path in waiting:
        for link in pages[path].links:
            if ELSEWHERE.match(link):
                continue
            target = urllib.parse.unquote(link.partition("#")[0].partition("?")[0])
            target = posixpath.normpath(posixpath.join(posixpath.dirname(path), target))
            if target in pages and target not in clicks:
                clicks[target] = clicks[path] + 1
                waiting.append(target)
    return clicks


def far_pages(pages):
    clicks = clicks_to(pages)
    for path in sorted(pages):
        if path not in clicks:
            yield f"{path}: no link leads there"
        elif clicks[path] > MOST_CLICKS:
            yield f"{path}: {clicks[path]} clicks from {FIRST_PAGE}"


def empty_pages(pages):
    for path, page in sorted(pages.items()):
        if page.words < FEWEST_WORDS:
            yield f"{path}: {page.words} words besides its headings"
        for title in page.empty:
            yield f"{path}: nothing stands below the heading \"{title}\""


def pages_of(site):
    pages = {path.relative_to(site).as_posix(): Page(path.read_text("utf-8"))
             for path in sorted(site.rglob("*.html"))}
    return {path: page for path, page in pages.items()
            if not page.leads_on and path != IN_PLACE_OF_PAGES}


def main():
    pages = pages_of(pathlib.Path(sys.argv[1]))
    results = tap.Tap()
    results.check("there is a first page", "" if FIRST_PAGE in pages else "none")
    if FIRST_PAGE in pages:
        results.check(f"{len(pages)} pages are at most {MOST_CLICKS} clicks away",
                      "\n".join(far_pages(pages)))
        results.check(f"{len(pages)} pages have something on them", "\n".join(empty_pages(pages)))
    return results.finish()


if __name__ == "__main__":
    sys.exit(main())
