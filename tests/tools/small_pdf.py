#!/usr/bin/env python3
"""small_pdf.py: writes a small PDF that says little and says it to everybody.

    tests/tools/small_pdf.py OUT.pdf TITLE <TEXT

TEXT is Markdown of the simplest kind: paragraphs between empty lines, `# ` in front of a heading,
and a line of `---` where a page ends. The PDF is tagged, has a title and a language, and is the same
bytes each time: it is what somebody might send to a clerk, for a made-up trust and for tests.
"""
import sys
import textwrap

WIDTH, HEIGHT, MARGIN = 595, 842, 72
SIZES = {"H1": 20, "P": 12}
LETTERS = {"H1": 44, "P": 76}  # in a line


def literal(text):
    """Text as a PDF string: what is not Latin 1 is in none of our files."""
    escaped = text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
    return b"(" + escaped.encode("cp1252") + b")"


def blocks_of(text):
    """The pages, each a list of (tag, lines)."""
    pages = []
    for page in text.split("\n---\n"):
        blocks = []
        for block in page.strip().split("\n\n"):
            tag, words = ("H1", block[2:]) if block.startswith("# ") else ("P", block)
            blocks.append((tag, textwrap.wrap(words, LETTERS[tag])))
        pages.append(blocks)
    return pages


def drawn(blocks):
    """The content stream of a page; each block is marked with its number on it."""
    stream, down = [], HEIGHT - MARGIN
    for number, (tag, lines) in enumerate(blocks):
        size = SIZES[tag]
        stream.append(b"/%s <</MCID %d>> BDC BT /F%d %d Tf" % (tag.encode(), number, tag == "H1", size))
        for line in lines:
            down -= size * 1.5
            stream.append(b"1 0 0 1 %d %d Tm %s Tj" % (MARGIN, down, literal(line + " " * (line is not lines[-1]))))
        stream.append(b"ET EMC")
        down -= size
    return b"\n".join(stream)


def objects_of(title, pages):
    """The objects of the file, from 1: catalogue, pages, fonts, structure, then three kinds in turn."""
    count = len(pages)
    first_page, first_stream = 8, 8 + count
    first_element = first_stream + count
    elements, parents = [], []
    for page, blocks in enumerate(pages):
        own = range(first_element + len(elements), first_element + len(elements) + len(blocks))
        parents.append(b"%d [%s]" % (page, b" ".join(b"%d 0 R" % number for number in own)))
        elements += [b"<</Type /StructElem /S /%s /P 6 0 R /Pg %d 0 R /K %d>>"
                     % (tag.encode(), first_page + page, number)
                     for number, (tag, _) in enumerate(blocks)]
    font = b"<</Type /Font /Subtype /Type1 /BaseFont /%s /Encoding /WinAnsiEncoding>>"
    yield (b"<</Type /Catalog /Pages 2 0 R /Lang (en-GB) /MarkInfo <</Marked true>> "
           b"/StructTreeRoot 5 0 R /ViewerPreferences <</DisplayDocTitle true>>>>")
    yield b"<</Type /Pages /Count %d /Kids [%s]>>" % (
        count, b" ".join(b"%d 0 R" % (first_page + page) for page in range(count)))
    yield font % b"Helvetica"
    yield font % b"Helvetica-Bold"
    yield b"<</Type /StructTreeRoot /K 6 0 R /ParentTree <</Nums [%s]>> /ParentTreeNextKey %d>>" % (
        b" ".join(parents), count)
    yield b"<</Type /StructElem /S /Document /P 5 0 R /K [%s]>>" % b" ".join(
        b"%d 0 R" % (first_element + number) for number in range(len(elements)))
    yield b"<</Title %s>>" % literal(title)
    for page in range(count):
        yield (b"<</Type /Page /Parent 2 0 R /MediaBox [0 0 %d %d] /Contents %d 0 R /StructParents %d "
               b"/Tabs /S /Resources <</Font <</F0 3 0 R /F1 4 0 R>>>>>>"
               % (WIDTH, HEIGHT, first_stream + page, page))
    for blocks in pages:
        stream = drawn(blocks)
        yield b"<</Length %d>>\nstream\n%s\nendstream" % (len(stream), stream)
    yield from elements


def pdf(title, text):
    file, places = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", []
    for number, body in enumerate(objects_of(title, blocks_of(text)), 1):
        places.append(len(file))
        file += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = len(file)
    file += b"xref\n0 %d\n0000000000 65535 f \n" % (len(places) + 1)
    file += b"".join(b"%010d 00000 n \n" % place for place in places)
    return file + b"trailer\n<</Size %d /Root 1 0 R /Info 7 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (
        len(places) + 1, table)


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    with open(sys.argv[1], "wb") as out:
        out.write(pdf(sys.argv[2], sys.stdin.read()))
