#!/usr/bin/env python3
"""check_site.py: checks that a published folder hangs together by itself.

    tests/tools/check_site.py FOLDER

A site of Concordat must work from a file:// folder, under any path and without a network. So every
link inside it is relative and ends in a file that is there, every fragment is an id of its target,
nothing is loaded from elsewhere, and every page can be reached from the first. Of each page it
asks for what a screen reader starts from: language, title, one h1, one main landmark, ids that are
given once. A page that leads on by itself stands at an address that other sites link to.

Prints each finding as `page: what`, then `N pages, N links, N findings`. Exit status: 0 without
findings, 1 with, 2 where the folder cannot be read. Folders whose names begin with a dot are the
program's own and not part of the site.
"""
import collections
import html.parser
import os
import pathlib
import posixpath
import re
import sys
import urllib.parse

FIRST_PAGE = "index.html"
# Servers show it at any address: nothing links to it, and what it links to begins at the top.
PAGES_OUTSIDE = {"404.html"}
PAGE_SUFFIXES = {".html", ".htm"}
DRAWING_SUFFIXES = {".svg"}

SCHEME = re.compile(r"^([a-z][a-z0-9+.-]*):", re.IGNORECASE)
SCHEMES_TO_FOLLOW = {"http", "https", "mailto", "tel"}
CSS_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
CSS_URL = re.compile(r"""url\(\s*(?:"([^"]*)"|'([^']*)'|([^'")\s]*))\s*\)""", re.IGNORECASE)
CSS_IMPORT = re.compile(r"""@import\s+(?:"([^"]*)"|'([^']*)')""", re.IGNORECASE)
REFRESH = re.compile(r"""^[\s\d.]*[;,]\s*url\s*=\s*["']?([^"']*)""", re.IGNORECASE)

# Whether a browser loads what is referred to, a reader can go there, or it only says something.
LOADS, LEADS, TELLS = "loads", "leads to", "names"

# The relations of <link> that make a browser load nothing.
RELATIONS_TOLD = {"alternate", "author", "bookmark", "canonical", "help", "license", "me", "next",
                  "prev", "search", "up"}

Reference = collections.namedtuple("Reference", "kind url line")


def css_urls(text):
    """The addresses that a style sheet loads."""
    text = CSS_COMMENT.sub(" ", text)
    for pattern in (CSS_URL, CSS_IMPORT):
        for match in pattern.finditer(text):
            yield next((group for group in match.groups() if group is not None), "")


def srcset_urls(text):
    """The addresses of `srcset`: each is followed by a width, then a comma."""
    for candidate in re.split(r",\s+", text.strip()):
        words = candidate.split()
        if words:
            yield words[0].rstrip(",")


class Document(html.parser.HTMLParser):
    """What a page or a drawing says of itself and refers to."""

    def __init__(self, text):
        super().__init__(convert_charrefs=True)
        self.references = []
        self.ids = collections.Counter()
        self.names = set()  # of <a name>: the old way to be a target
        self.language = ""
        self.title = ""
        self.headings = 0
        self.mains = 0
        self.bases = 0
        self.leads_on = False  # by itself, as a page does that has moved
        self._drawings_open = 0
        self._inside = ""  # "title" or "style" while in one
        self.feed(text)
        self.close()

    def refer(self, kind, url):
        url = re.sub(r"[\t\r\n]", "", url.strip())  # as browsers read an address
        self.references.append(Reference(kind, url, self.getpos()[0]))

    def handle_starttag(self, tag, attrs):
        attributes = {name: value or "" for name, value in reversed(attrs)}
        if "id" in attributes:
            self.ids[attributes["id"]] += 1
        if tag == "a" and attributes.get("name"):
            self.names.add(attributes["name"])
        self._note_structure(tag, attributes)
        for name, value in attributes.items():
            self._note_reference(tag, name, value, attributes)

    def _note_structure(self, tag, attributes):
        if tag == "svg":
            self._drawings_open += 1
        elif tag == "html":
            self.language = attributes.get("lang", "").strip()
        elif tag == "h1":
            self.headings += 1
        elif tag == "base":
            self.bases += 1
        if tag == "main" or attributes.get("role", "").strip().lower() == "main":
            self.mains += 1
        if tag == "style" or (tag == "title" and not self._drawings_open):
            self._inside = tag

    def _note_reference(self, tag, name, value, attributes):
        if name in ("href", "xlink:href"):
            if tag == "link":
                relations = attributes.get("rel", "").lower().split()
                told = relations and RELATIONS_TOLD.issuperset(relations)
                self.refer(TELLS if told else LOADS, value)
            elif tag != "base":
                self.refer(LEADS if tag in ("a", "area") else LOADS, value)
        elif name in ("action", "formaction"):
            self.refer(LEADS, value)
        elif name == "src" or name == "poster" or (tag, name) == ("object", "data"):
            self.refer(LOADS, value)
            if tag == "iframe":
                self.refer(LEADS, value)
        elif name in ("srcset", "imagesrcset"):
            for url in srcset_urls(value):
                self.refer(LOADS, url)
        elif tag == "meta" and name == "content":
            refresh = REFRESH.match(value)
            if refresh and attributes.get("http-equiv", "").lower() == "refresh":
                self.leads_on = True
                self.refer(LEADS, refresh.group(1))
        elif "url(" in value.lower() and name not in ("content", "alt", "title", "value"):
            for url in css_urls(value):
                self.refer(LOADS, url)

    def handle_endtag(self, tag):
        if tag == "svg":
            self._drawings_open = max(0, self._drawings_open - 1)
        if tag == self._inside:
            self._inside = ""

    def handle_data(self, data):
        if self._inside == "title":
            self.title += data
        elif self._inside == "style":
            for url in css_urls(data):
                self.refer(LOADS, url)


class Site:
    """A published folder, and what is wrong with it."""

    def __init__(self, folder):
        self.folder = pathlib.Path(folder)
        self.files = set()
        self.folders = {""}
        self.documents = {}
        self.findings = set()
        self.links = 0
        self._list_files()
        for path in sorted(self.files):
            if self._suffix(path) in PAGE_SUFFIXES | DRAWING_SUFFIXES:
                self.documents[path] = Document(self._text(path))
        self.pages = [path for path in self.documents if self._suffix(path) in PAGE_SUFFIXES]

    @staticmethod
    def _suffix(path):
        return posixpath.splitext(path)[1].lower()

    def _list_files(self):
        def refuse(error):
            raise error

        for where, folders, names in os.walk(self.folder, onerror=refuse):
            folders[:] = [name for name in folders if not name.startswith(".")]
            below = pathlib.Path(where).relative_to(self.folder).as_posix()
            prefix = "" if below == "." else below + "/"
            self.folders.update(prefix + name for name in folders)
            self.files.update(prefix + name for name in names)

    def _text(self, path):
        data = (self.folder / path).read_bytes()
        try:
            return data.decode("utf-8")
        except UnicodeDecodeError as error:
            self.find(path, f"is not UTF-8: byte {error.start + 1}")
            return data.decode("utf-8", errors="replace")

    def find(self, path, what, line=0):
        self.findings.add((path, line, what))

    def check(self):
        """Makes every check; returns the findings in the order of pages and lines."""
        for path in self.pages:
            self._check_page(path, self.documents[path])
        for path, document in self.documents.items():
            self._check_ids(path, document)
            for reference in document.references:
                self._check_reference(path, reference)
        for path in sorted(self.files):
            if self._suffix(path) == ".css":
                self._check_style_sheet(path)
        self._check_reachable()
        return sorted(self.findings)

    def _check_page(self, path, document):
        if not document.language:
            self.find(path, "has no language: <html lang=...> is missing or empty")
        if not document.title.strip():
            self.find(path, "has no title")
        if document.headings != 1:
            self.find(path, f"has {document.headings} h1 headings instead of one")
        if document.mains != 1:
            self.find(path, f"has {document.mains} main landmarks instead of one")
        if document.bases:
            self.find(path, "has a <base>, which changes where every link leads")

    def _check_ids(self, path, document):
        for name, count in document.ids.items():
            if not name.strip():
                self.find(path, "has an empty id")
            elif count > 1:
                self.find(path, f"has the id \"{name}\" {count} times")

    def _check_style_sheet(self, path):
        for url in css_urls(self._text(path)):
            if not url.startswith("#"):  # that is an id of the page that uses the sheet
                self._check_reference(path, Reference(LOADS, url, 0))

    def _check_reference(self, path, reference):
        self.links += 1
        kind, url = reference.kind, reference.url
        scheme = SCHEME.match(url)
        if scheme:
            self._check_scheme(path, reference, url, scheme.group(1).lower())
        elif url.startswith("//"):
            self.find(path, f"{kind} {url}: an address without a scheme fails in a folder",
                      reference.line)
        elif url.startswith("/") and path in PAGES_OUTSIDE and kind == LEADS:
            self._check_target(path, reference, url[1:])
        elif url.startswith("/"):
            self.find(path, f"{kind} {url}: an absolute path fails in a folder", reference.line)
        elif not url or "\\" in url:
            what = "has a backslash" if url else "is empty"
            self.find(path, f"{kind} \"{url}\": the address {what}", reference.line)
        else:
            self._check_target(path, reference, url)

    def _check_scheme(self, path, reference, url, scheme):
        if reference.kind == LOADS:
            if scheme != "data":
                self.find(path, f"loads {url}: nothing may be loaded from elsewhere",
                          reference.line)
        elif scheme not in SCHEMES_TO_FOLLOW:
            self.find(path, f"{reference.kind} {url}: {scheme}: is no kind of address to follow",
                      reference.line)

    def _target(self, path, url):
        """The file that a relative address names, and its fragment (None where it has none)."""
        rest, mark, fragment = url.partition("#")
        rest = urllib.parse.unquote(rest.partition("?")[0])
        target = posixpath.normpath(posixpath.join(posixpath.dirname(path), rest)) if rest else path
        return rest, target, fragment if mark else None

    def _check_target(self, path, reference, url):
        rest, target, fragment = self._target(path, url)
        shown = f"{reference.kind} {url}"
        if target == ".." or target.startswith("../"):
            self.find(path, f"{shown}: outside the folder", reference.line)
        elif rest.endswith("/") or target in self.folders or target == ".":
            self.find(path, f"{shown}: a folder; a link must end in its index.html", reference.line)
        elif target not in self.files:
            self.find(path, f"{shown}: there is no such file", reference.line)
        elif fragment is not None and target in self.documents:
            self._check_fragment(path, reference, shown, target, fragment)

    def _check_fragment(self, path, reference, shown, target, fragment):
        document = self.documents[target]
        wanted = {fragment, urllib.parse.unquote(fragment)}
        if not fragment or not (wanted & document.ids.keys() or wanted & document.names):
            self.find(path, f"{shown}: {target} has no such id", reference.line)

    def _check_reachable(self):
        if FIRST_PAGE not in self.documents:
            self.find(FIRST_PAGE, "is missing: a site begins there")
            return
        reached = {FIRST_PAGE}
        waiting = [FIRST_PAGE]
        while waiting:
            path = waiting.pop()
            for reference in self.documents[path].references:
                url = reference.url
                if reference.kind != LEADS or SCHEME.match(url) or url.startswith("/"):
                    continue
                target = self._target(path, url)[1]
                if target in self.documents and target not in reached:
                    reached.add(target)
                    waiting.append(target)
        for path in self.pages:
            if path not in reached and path not in PAGES_OUTSIDE and \
                    not self.documents[path].leads_on:
                self.find(path, f"cannot be reached from {FIRST_PAGE} by links")


def plain(text):
    """`text` on one line, whatever it holds."""
    return "".join(c if c.isprintable() else "?" for c in text)


def count_shown(count, word):
    return f"{count} {word}" if count == 1 else f"{count} {word}s"


def main(arguments):
    if len(arguments) != 1 or not os.path.isdir(arguments[0]):
        print("usage: check_site.py FOLDER (the published site)", file=sys.stderr)
        return 2
    site = Site(arguments[0])
    findings = site.check()
    for path, line, what in findings:
        print(plain(f"{path}: {what}" + (f" (line {line})" if line else "")))
    print(", ".join([count_shown(len(site.pages), "page"), count_shown(site.links, "link"),
                     count_shown(len(findings), "finding")]))
    return 1 if findings else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
