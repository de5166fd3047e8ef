#!/usr/bin/env python3
"""test_reach.py: shows that reach.py finds pages that are far away or empty, and no others.

    python3 tests/tools/test_reach.py
"""
import pathlib
import tempfile
import unittest

import reach

WORDS = "<p>" + "word " * reach.FEWEST_WORDS + "</p>"


def page(*links, body=WORDS):
    anchors = "".join(f'<a href="{link}">there</a>' for link in links)
    return reach.Page(f"<nav>{anchors}</nav><main><h1>A page</h1>{body}</main>")


def headings(body):
    """The headings of a page that stand over nothing."""
    return page(body=body).empty


class Reach(unittest.TestCase):
    def chain(self, length):
        """A site of pages of which each leads to the next."""
        names = ["index.html"] + [f"p{i}/index.html" for i in range(1, length)]
        pages = {}
        for at, name in enumerate(names):
            following = names[at + 1] if at + 1 < length else ""
            up = "../" if at > 0 else ""
            pages[name] = page(up + following + "#place") if following else page()
        return pages

    def test_three_clicks_are_near(self):
        self.assertEqual(list(reach.far_pages(self.chain(4))), [])

    def test_four_are_far(self):
        self.assertEqual(list(reach.far_pages(self.chain(5))),
                         ["p4/index.html: 4 clicks from index.html"])

    def test_the_shortest_way_counts(self):
        pages = self.chain(5)
        pages["index.html"] = page("p1/index.html", "p3/index.html?x=1", "https://example.org/")
        self.assertEqual(list(reach.far_pages(pages)), [])

    def test_a_page_without_a_way_is_told(self):
        pages = {"index.html": page("#Here"), "lone/index.html": page()}
        self.assertEqual(list(reach.far_pages(pages)), ["lone/index.html: no link leads there"])

    def test_what_leads_on_is_no_page(self):
        with tempfile.TemporaryDirectory() as folder:
            site = pathlib.Path(folder)
            (site / "index.html").write_text("<main></main>")
            (site / "404.html").write_text("<main></main>")
            (site / "old.html").write_text('<meta http-equiv="refresh" content="0; url=index.html">')
            self.assertEqual(list(reach.pages_of(site)), ["index.html"])

    def test_a_page_without_words_is_empty(self):
        bare = page(body="<style>" + WORDS + "</style><h2>" + WORDS + "</h2><p>Few.</p>")
        self.assertEqual(list(reach.empty_pages({"x.html": bare})),
                         ["x.html: 1 words besides its headings"])

    def test_a_heading_over_nothing_is_empty(self):
        self.assertEqual(headings("<h2>One</h2><h2>Two</h2>" + WORDS), ["One"])
        self.assertEqual(headings(WORDS + "<h2>Last <em>one</em></h2>"), ["Last one"])
        self.assertEqual(headings("<h2>A</h2>" + WORDS + "<h2>B</h2><h2>C</h2>"), ["B", "C"])

    def test_a_heading_over_something_is_not(self):
        self.assertEqual(headings("<h2>One</h2><h3>Two</h3>" + WORDS), [])
        self.assertEqual(headings("<h2>An agenda</h2><h3>Minutes</h3><h3>The plan</h3>"), [])
        self.assertEqual(headings(WORDS + "<h2>A drawing</h2><svg></svg>"), [])
        self.assertEqual(headings(WORDS + "<h2>A table</h2><table><tr><td>x</td></tr></table>"), [])


if __name__ == "__main__":
    unittest.main()
