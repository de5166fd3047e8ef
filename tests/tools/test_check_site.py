#!/usr/bin/env python3
"""test_check_site.py: shows that check_site.py finds each thing it says it looks for, and finds
nothing in a site that is as it should be.

    python3 tests/tools/test_check_site.py
"""
import contextlib
import io
import pathlib
import tempfile
import unittest

import check_site

HEAD = '<!doctype html><html lang="en"><head><title>A page</title>'
BODY = '</head><body><main id="main"><h1>A page</h1>'
END = "</main></body></html>"


def page(body="", head=""):
    """A page that is as it should be, with something added."""
    return f"{HEAD}{head}{BODY}{body}{END}"


def first_page(body="", head=""):
    """The same, with a link to a second page, which all the sites below have."""
    return page('<a href="second/index.html">second</a>' + body, head)


class CheckSite(unittest.TestCase):
    def check(self, files):
        """The exit status and the lines printed for a site of these files."""
        site = {"index.html": first_page(), "second/index.html": page()}
        site.update(files)
        with tempfile.TemporaryDirectory() as folder:
            for name, content in site.items():
                if content is None:
                    continue
                path = pathlib.Path(folder, name)
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(content if isinstance(content, bytes) else content.encode())
            printed = io.StringIO()
            with contextlib.redirect_stdout(printed):
                status = check_site.main([folder])
        return status, printed.getvalue().splitlines()

    def assert_fine(self, files):
        status, lines = self.check(files)
        self.assertEqual(lines[:-1], [])
        self.assertEqual(status, 0)

    def assert_finds(self, files, *expected):
        status, lines = self.check(files)
        self.assertEqual(lines[:-1], list(expected))
        self.assertTrue(lines[-1].endswith(
            f" {len(expected)} finding" + ("" if len(expected) == 1 else "s")))
        self.assertEqual(status, 1)

    def assert_finds_in_first(self, body, what, **files):
        """Expects one finding in a first page with this body."""
        self.assert_finds({"index.html": first_page(body), **files}, f"index.html: {what} (line 1)")

    def test_counts(self):
        _, lines = self.check({})
        self.assertEqual(lines, ["2 pages, 1 link, 0 findings"])

    def test_wrong_usage(self):
        with contextlib.redirect_stderr(io.StringIO()):
            self.assertEqual(check_site.main([]), 2)
            self.assertEqual(check_site.main(["no/such/folder"]), 2)

    def test_accepts_what_is_right(self):
        body = """
            <p id="p"><a href="#p">here</a> <a href="second/index.html?q=1#main">there</a>
            <a href="a%20b.txt">a file</a> <a href="caf%C3%A9/index.html#%C3%A9">accents</a>
            <a href="https://example.org/">out</a> <a href="mailto:a@example.org">mail</a>
            <a href="tel:+44">call</a> <a id="no-link">no link</a></p>
            <img src="i.png" srcset="i.png 1x, i.png 2x" alt="url(none)">
            <img src="data:image/png;base64,AA==" alt="">
            <svg><title>A drawing</title><defs><marker id="arrow"/></defs>
            <path marker-end="url(#arrow)"/><use href="d.svg#part"/></svg>
            <a href="d.svg">drawing</a> <a href="doc.pdf#page=2">document</a>"""
        head = """<link rel="canonical" href="https://example.org/">
            <link rel="stylesheet" href="assets/site.css"><script src="assets/site.js"></script>
            <link rel="alternate" type="application/atom+xml" href="feed.atom">"""
        self.assert_fine({
            "index.html": first_page(body, head),
            "second/index.html": page('<a href="../index.html#p">back</a>'),
            "café/index.html": page('<p id="é">'),
            "a b.txt": "text", "i.png": "", "doc.pdf": "", "feed.atom": "", "assets/site.js": "",
            "assets/site.css": "a{background:url(../i.png)} b{filter:url(#f)} "
                               "/* url(none.png) */ i{background:url('data:,x')}",
            "d.svg": '<svg xmlns="http://www.w3.org/2000/svg"><g id="part"/></svg>',
            "404.html": page('<a href="/second/index.html">second</a>'),
            "old.html": page(head='<meta http-equiv="refresh" content="0; url=d.svg">'),
            ".concordat/manifest": "", ".concordat/stage/index.html": "no page",
        })

    def test_links_that_lead_nowhere(self):
        for url, what in {
                "none.html": "there is no such file",
                "second/None.html": "there is no such file",
                "SECOND/index.html": "there is no such file",
                ".concordat/manifest": "there is no such file",
                "second": "a folder; a link must end in its index.html",
                "second/": "a folder; a link must end in its index.html",
                "second/index.html/": "a folder; a link must end in its index.html",
                "./": "a folder; a link must end in its index.html",
                "?q=1#main": None,
                "../index.html": "outside the folder",
                "second/../../x.html": "outside the folder",
                "/second/index.html": "an absolute path fails in a folder",
                "//example.org/": "an address without a scheme fails in a folder",
                "javascript:go()": "javascript: is no kind of address to follow",
                "file:///etc/passwd": "file: is no kind of address to follow",
                "#none": "index.html has no such id",
                "#": "index.html has no such id",
                "second/index.html#none": "second/index.html has no such id",
        }.items():
            with self.subTest(url=url):
                body = f'<a href="{url}">x</a>'
                if what is None:
                    self.assert_fine({"index.html": first_page(body)})
                else:
                    self.assert_finds_in_first(body, f"leads to {url}: {what}")

    def test_addresses_that_are_none(self):
        self.assert_finds_in_first('<a href="">x</a>', 'leads to "": the address is empty')
        self.assert_finds_in_first('<a href="second\\index.html">x</a>',
                                   'leads to "second\\index.html": the address has a backslash')

    def test_files_that_are_not_there(self):
        for body in ('<img src="none" alt="">', '<img srcset="none 2x" alt="">',
                     '<script src="none"></script>', '<object data="none"></object>',
                     '<video poster="none"></video>', '<svg><use xlink:href="none"/></svg>',
                     '<p style="background: url(none)">', '<style>@import "none";</style>',
                     '<link rel="icon" href="none">', '<source src="none">'):
            with self.subTest(body=body):
                self.assert_finds_in_first(body, "loads none: there is no such file")
        self.assert_finds_in_first('<form action="none"></form>',
                                   "leads to none: there is no such file")
        self.assert_finds_in_first('<meta http-equiv="refresh" content="0; url=none">',
                                   "leads to none: there is no such file")
        self.assert_finds_in_first('<link rel="alternate" href="none">',
                                   "names none: there is no such file")
        self.assert_finds_in_first('<svg><path fill="url(#none)"/></svg>',
                                   "loads #none: index.html has no such id")

    def test_what_is_loaded_from_elsewhere(self):
        url = "https://example.org/x"
        for body in (f'<img src="{url}" alt="">', f'<img srcset="{url} 2x" alt="">',
                     f'<script src="{url}"></script>', f'<link rel="stylesheet" href="{url}">',
                     f'<link rel="preconnect" href="{url}">', f'<link href="{url}">',
                     f'<style>p {{ background: url({url}) }}</style>',
                     f'<p style="background: url(\'{url}\')">',
                     f'<svg><image href="{url}"/></svg>', f'<iframe src="{url}"></iframe>'):
            with self.subTest(body=body):
                self.assert_finds_in_first(
                    body, f"loads {url}: nothing may be loaded from elsewhere")
        self.assert_finds_in_first('<script src="//example.org/x.js"></script>',
                                   "loads //example.org/x.js: an address without a scheme fails in "
                                   "a folder")

    def test_style_sheets_and_drawings(self):
        self.assert_finds({"a/site.css": '@import "https://example.org/x.css"; p{c:url(i.png)}'},
                          "a/site.css: loads https://example.org/x.css: nothing may be loaded from "
                          "elsewhere",
                          "a/site.css: loads i.png: there is no such file")
        self.assert_finds({"d.svg": '<svg><image href="https://example.org/i.png"/></svg>'},
                          "d.svg: loads https://example.org/i.png: nothing may be loaded from "
                          "elsewhere (line 1)")

    def test_ids(self):
        self.assert_finds({"index.html": first_page('<p id="a"><p id="a"><p id="A">')},
                          'index.html: has the id "a" 2 times')
        self.assert_finds({"index.html": first_page('<p id="">')}, "index.html: has an empty id")

    def test_what_a_page_must_have(self):
        whole = page()
        for old, new, what in (
                (' lang="en"', "", "has no language: <html lang=...> is missing or empty"),
                ('"en"', '" "', "has no language: <html lang=...> is missing or empty"),
                ("<title>A page</title>", "", "has no title"),
                ("A page</title>", " </title>", "has no title"),
                ("<title>A page</title>", "<svg><title>x</title></svg>", "has no title"),
                ("<h1>A page</h1>", "", "has 0 h1 headings instead of one"),
                ("<h1>A page</h1>", "<h1>A</h1><h1>B</h1>", "has 2 h1 headings instead of one"),
                ('<main id="main">', "", "has 0 main landmarks instead of one"),
                ("<h1>", '<div role="main"></div><h1>', "has 2 main landmarks instead of one"),
                ("<title>", '<base href="x"><title>',
                 "has a <base>, which changes where every link leads")):
            with self.subTest(what=what):
                self.assertIn(old, whole)
                self.assert_finds({"second/index.html": whole.replace(old, new, 1)},
                                  f"second/index.html: {what}")

    def test_pages_that_cannot_be_reached(self):
        lost = "cannot be reached from index.html by links"
        self.assert_finds({"lost.html": page()}, f"lost.html: {lost}")
        self.assert_finds({"a/404.html": page()}, f"a/404.html: {lost}")
        self.assert_finds({"404.html": page('<a href="/none.html">none</a>')},
                          "404.html: leads to none.html: there is no such file (line 1)")
        self.assert_finds({"old.html": page(head='<meta http-equiv="refresh" content="0; url=x">')},
                          "old.html: leads to x: there is no such file (line 1)")
        self.assert_finds({"a.html": page('<a href="b.html">b</a>'),
                           "b.html": page('<a href="a.html">a</a>')},
                          f"a.html: {lost}", f"b.html: {lost}")
        self.assert_finds({"index.html": first_page(head='<link rel="next" href="next.html">'),
                           "next.html": page()}, f"next.html: {lost}")

    def test_reaches_through_other_pages_and_drawings(self):
        self.assert_fine({"second/index.html": page('<a href="../d.svg">d</a>'),
                          "d.svg": '<svg><a xlink:href="third.html">x</a></svg>',
                          "third.html": page()})
        self.assert_fine({"index.html": first_page('<iframe src="third.html"></iframe>'),
                          "third.html": page()})

    def test_ends_of_elements(self):
        whole = page('<style>p { color: red }</style>url(none) <a name="old">x</a>'
                     '<a href="#old">x</a>')
        self.assert_fine({"second/index.html": whole})
        late = whole.replace("<title>", "<svg><title>x</title></svg><title>", 1)
        self.assert_fine({"second/index.html": late})
        empty = page("text after it").replace("A page</title>", "</title>", 1)
        self.assert_finds({"second/index.html": empty}, "second/index.html: has no title")
        self.assert_fine({"index.html": first_page('<meta name="x" content="0; url=none">'
                                                   '<img srcset="" alt="">')})

    def test_no_first_page(self):
        self.assert_finds({"index.html": None}, "index.html: is missing: a site begins there")

    def test_bytes_that_are_no_text(self):
        self.assert_finds({"second/index.html": page("x").encode() + b"\xff"},
                          f"second/index.html: is not UTF-8: byte {len(page('x')) + 1}")

    def test_prints_one_line_a_finding(self):
        self.assert_finds({"index.html": first_page('<a href="a&#10;b&#x200b;.html">x</a>')},
                          "index.html: leads to ab?.html: there is no such file (line 1)")


if __name__ == "__main__":
    unittest.main()
