#!/usr/bin/env python3
"""drawings.py: measures the drawings of a published site, as a reader gets them.

    tests/tools/drawings.py SITE

No boxes or labels overlap, no line runs through a box or a label, text stays in its box, and every
link of the page is drawn or said not to be: on the structure pages those of the table of all links,
on the pages of bodies those that they have themselves. All but one link of a hundred are drawn. A
drawing that has another for narrow screens is measured in both. On A4, no letter is printed smaller
than seven points; on a telephone, none is smaller than eleven pixels.
"""
import html.parser
import pathlib
import re
import sys

import tap

LABEL = 6.1  # pixels that a character of a label takes at most, on average


SMALLEST = 13  # pixels, as the style sheet has it for words and labels
# Pixels that a drawing is printed on, beside its heading and its key: a page of its own, or one
# that it shares.
PAPER, SHARED_PAPER = (718, 835), (673, 760)
LEAST_PRINTED = 7  # points
TELEPHONE, LEAST_SHOWN = 352, 11  # to what a drawing may be shrunk there, and its letters; pixels
SLIM = 400  # a drawing that is wider is not shrunk


class Drawing:
    """The shapes of a drawing, and what it tells."""

    def __init__(self, width, height):
        self.size = (width, height)
        self.boxes, self.labels, self.texts, self.lines = [], [], [], []
        self.drawn, self.not_drawn, self.names = [], [], []


class Page(html.parser.HTMLParser):
    """The drawings on a page, and the links that its tables tell."""

    def __init__(self, text):
        super().__init__()
        self.drawings, self.links = [], []
        self.inside = False  # within a drawing
        self.text = None
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        of_class = (attrs.get("class") or "").split()
        if tag == "svg" and "drawing" in of_class:
            self.drawings.append(Drawing(int(attrs["width"]), int(attrs["height"])))
            self.inside = True
        elif tag == "tr" and attrs.get("id", "").startswith("link_"):
            self.links.append(attrs["id"])
        elif tag == "li" and "data-link" in attrs:
            self.drawings[-1].not_drawn.append(attrs["data-link"])
        if not self.inside:
            return
        drawing = self.drawings[-1]
        if "data-link" in attrs:
            drawing.drawn.append(attrs["data-link"])
        if tag == "a":
            drawing.names.append((attrs["aria-label"], attrs["href"]))
        if tag == "rect":
            x, y, width, height = (int(attrs[name]) for name in ("x", "y", "width", "height"))
            drawing.boxes.append((x, y, x + width, y + height))
        elif tag == "path" and "line" in of_class:
            drawing.lines.append(stretches(attrs["d"]))
        elif tag == "text":
            self.text = [int(attrs["x"]), int(attrs["y"]), "edge-label" in of_class, ""]

    def handle_data(self, data):
        if self.text:
            self.text[3] += data

    def handle_endtag(self, tag):
        if tag == "text" and self.text:
            x, y, is_label, words = self.text
            half = len(words) * LABEL / 2
            drawing = self.drawings[-1]
            (drawing.labels if is_label else drawing.texts).append((x - half, y - 9, x + half, y + 2))
            self.text = None
        elif tag == "svg":
            self.inside = False


def stretches(path):
    """The level and upright stretches of a path of M, H and V."""
    points = []
    for command, numbers in re.findall(r"([MHV])([-\d ]+)", path):
        numbers = [int(number) for number in numbers.split()]
        x, y = points[-1] if points else (0, 0)
        points.append(tuple(numbers) if command == "M" else
                      (numbers[0], y) if command == "H" else (x, numbers[0]))
    return [(min(a[0], b[0]), min(a[1], b[1]), max(a[0], b[0]), max(a[1], b[1]))
            for a, b in zip(points, points[1:])]


def meet(a, b, slack=0):
    return (a[0] < b[2] - slack and b[0] + slack < a[2] + (a[0] == a[2]) and
            a[1] < b[3] - slack and b[1] + slack < a[3] + (a[1] == a[3]))


def crossings(drawing):
    """How often one line runs across another."""
    level = [stretch for line in drawing.lines for stretch in line if stretch[1] == stretch[3]]
    upright = [stretch for line in drawing.lines for stretch in line if stretch[0] == stretch[2]]
    return sum(a[0] < b[0] < a[2] and b[1] < a[1] < b[3] for a in level for b in upright)


def printed(drawing, paper):
    """The size in points of the smallest letter on paper."""
    width, height = drawing.size
    return SMALLEST * min(1, paper[0] / width, paper[1] / height) * .75


def shown(drawing):
    """The size in pixels of the smallest letter on a telephone."""
    width = drawing.size[0]
    return SMALLEST * (TELEPHONE / width if TELEPHONE < width <= SLIM else 1)


def problems(page):
    solid = page.boxes + page.labels
    for number, one in enumerate(solid):
        for other in solid[:number]:
            if meet(one, other):
                yield f"overlap: {one} and {other}"
    for line in page.lines:
        for stretch in line:
            for area in solid:
                if meet(stretch, area, 1):
                    yield f"a line through: {stretch} and {area}"
    width, height = page.size
    for area in solid + [stretch for line in page.lines for stretch in line]:
        if area[0] < 0 or area[1] < 0 or area[2] > width or area[3] > height:
            yield f"outside the drawing: {area}"
    for text in page.texts:
        x, y = (text[0] + text[2]) / 2, text[3] - 2
        if not any(box[0] < x < box[2] and box[1] + 9 < y < box[3] - 3 for box in page.boxes):
            yield f"text outside its box: {text}"
    if not 0 < len(page.lines) <= len(page.drawn):
        yield f"{len(page.lines)} lines for {len(page.drawn)} links"
    if len(set(page.names)) != len(page.names):
        yield "two boxes lead to one page"
    told = page.drawn + page.not_drawn
    if len(told) != len(set(told)):
        yield "a link is told twice"


def lost(links, drawing, tells_all):
    """The links of the page's tables that the drawing does not tell, and those that it adds where
    the page has a table of all links."""
    listed, told = set(links), set(drawing.drawn + drawing.not_drawn)
    for link in sorted(listed ^ told if tells_all else listed - told):
        yield f"not in both the drawing and the tables: {link}"


def check_drawing(results, name, links, drawing, narrow):
    found = [*problems(drawing), *lost(links, drawing, name.endswith("structure"))]
    paper = printed(drawing, SHARED_PAPER if "/bodies/" in name else PAPER)
    told = len(drawing.drawn) + len(drawing.not_drawn)
    if len(drawing.drawn) * 100 < told * 99:
        found.append(f"only {len(drawing.drawn)} of {told} links are drawn")
    if narrow and shown(drawing) < LEAST_SHOWN:
        found.append(f"letters of {shown(drawing):.1f} pixels on a telephone")
    if not narrow and paper < LEAST_PRINTED:
        found.append(f"letters of {paper:.1f} points on paper")
    size = f"{shown(drawing):.1f} px on a telephone" if narrow else f"{paper:.1f} pt on paper"
    results.check(f"{name}: {len(drawing.drawn)} of {told} links drawn, {crossings(drawing)} times "
                  f"one line across another, letters of {size}", "\n".join(found))


def main():
    site = pathlib.Path(sys.argv[1])
    results = tap.Tap()
    trusts = sorted(path.parent.parent for path in site.glob("*/structure/index.html"))
    results.check("there are structures", "" if trusts else "no structure page")
    for trust in trusts:
        for path in [trust / "index.html", trust / "structure/index.html",
                     *sorted(trust.glob("bodies/*/index.html"))]:
            page = Page(path.read_text("utf-8"))
            for number, drawing in enumerate(page.drawings):
                check_drawing(results, path.parent.relative_to(site).as_posix(), page.links,
                              drawing, number > 0)
            if page.links and not page.drawings:
                results.fail(f"{path}: links, and no drawing")
    return results.finish()


sys.exit(main())
