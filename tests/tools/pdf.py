#!/usr/bin/env python3
"""pdf.py: the PDFs of print editions, read by programs that did not make them.

Salford's handbook and Exampleshire's packs are printed, in the locale C. Every page number of the
contents is looked up with pdftotext; every page has its number, and a paper's its own; tags, title,
language and outline are there; a PDF that somebody sent is bound in at its place. What fails leaves
the PDFs as they were.
"""
import html
import json
import os
import pathlib
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time

import tap

ROOT = pathlib.Path(__file__).resolve().parents[2]
PROGRAM = os.path.abspath(os.environ.get("CONCORDAT", ROOT / "build/concordat"))
NEEDED = ("chromium", "pdfinfo", "pdftotext", "pdftoppm", "qpdf")
TRUSTS = ("salford", "exampleshire")
PACK = "exampleshire/meetings/2011-09-15-board/pack"
BOUND = "exampleshire/papers/visits/visits.pdf"
SITE = "https://partnerships.example/children/"
PATIENCE = 300  # seconds


def run(*words, path=None, folder=None):
    environment = {**os.environ, "LC_ALL": "C", "TZ": "Asia/Tokyo"}
    if path:
        environment["PATH"] = path
    if folder:
        environment["TMPDIR"] = str(folder)
    return subprocess.run(words, stdin=subprocess.DEVNULL, capture_output=True, timeout=PATIENCE,
                          env=environment, check=False)


def said(*words):
    return run(*words).stdout.decode("utf-8", "replace")


def squeezed(text):
    """Without white space, and as PDFs have no soft hyphens: to compare words across lines."""
    return re.sub(r"\s+", "", text.replace("\u00ad", ""))


def plain(markup):
    return html.unescape(re.sub(r"<[^>]*>", "", markup))


class Pdf:
    """A PDF with the words of its pages, and the page that it was printed from."""

    def __init__(self, path):
        self.path = path
        self.page = (path.parent / "index.html").read_text("utf-8")
        self.info = said("pdfinfo", path)
        self.pages = said("pdftotext", "-enc", "UTF-8", "-layout", path, "-").split("\f")[:-1]
        self.json = json.loads(said("qpdf", "--json=2", "--json-key=qpdf", "--json-key=outlines", path))

    def objects(self):
        return [entry["value"] for name, entry in self.json["qpdf"][1].items()
                if name != "trailer" and isinstance(entry.get("value"), dict)]

    def outline(self):
        found = []

        def walk(entries):
            for entry in entries:
                found.append((entry["title"], entry.get("destpageposfrom1")))
                walk(entry["kids"])
        walk(self.json["outlines"])
        return found

    def entries(self):
        """Of the contents: words of the entry, words of the heading that it leads to."""
        contents = re.search(r'<nav class="contents.*?</nav>', self.page, re.S).group(0)
        for anchor, words in re.findall(r'<a href="#([^"]+)">(.*?)</a>', contents, re.S):
            behind = self.page.partition(f'id="{anchor}"')[2]
            yield plain(words), plain(re.search(r"<h[1-4][^>]*>(.*?)</h[1-4]>", behind, re.S).group(1))


def contents_problem(pdf):
    """Each entry stands in the printed contents with the number of the page that has its heading."""
    problems, count = [], 0
    opening = "".join(pdf.pages[:2])
    for entry, heading in pdf.entries():
        count += 1
        found = re.search(r"\s+".join(map(re.escape, entry.split())) + r"\s+(\d+) *\n", opening)
        numbered = [number for number, page in enumerate(pdf.pages, 1)
                    if number > 1 and squeezed(heading) in squeezed(page)]
        if not found:
            problems.append(f"{entry}: no number in the contents")
        elif int(found.group(1)) not in numbered:
            problems.append(f"{entry}: page {found.group(1)}; its heading is on {numbered}")
    return "\n".join(problems) or ("" if count > 5 else f"{count} entries"), count


def numbers_problem(pdf):
    total = len(pdf.pages)
    return "\n".join(f"page {number} does not say so" for number, page in enumerate(pdf.pages, 1)
                     if f"Page {number} of {total}" not in page)


def items_problem(pdf):
    """Each item's pages follow one another and are counted to their end."""
    places = [tuple(map(int, match.groups())) if match else None for match in
              (re.search(r"Item (\d+), page (\d+) of (\d+)", page) for page in pdf.pages)]
    problems = []
    for before, here, after in zip([None] + places, places, places[1:] + [None]):
        if not here:
            continue
        item, page, pages = here
        if page > 1 and before != (item, page - 1, pages):
            problems.append(f"{here} follows {before}")
        if page == pages and after and after[0] == item and after[1] != 1:
            problems.append(f"{after} follows {here}")
        if page < pages and after != (item, page + 1, pages):
            problems.append(f"{after} follows {here}")
    return "\n".join(problems) or ("" if any(places) else "no page names its item")


def check_document(results, pdf, name):
    title = html.unescape(re.search(r"<title>(.*?)</title>", pdf.page, re.S).group(1))
    results.check(f"{name}: its title", "" if f"Title:           {title}\n" in pdf.info else pdf.info)
    results.check(f"{name}: tagged", "" if re.search(r"Tagged: +yes", pdf.info) else pdf.info)
    catalog = [value for value in pdf.objects() if value.get("/Type") == "/Catalog"][0]
    results.check(f"{name}: its language, and its title in the window",
                  "" if catalog.get("/Lang") == "u:en" and
                  catalog.get("/ViewerPreferences", {}).get("/DisplayDocTitle") else catalog)
    problem, count = contents_problem(pdf)
    results.check(f"{name}: {count} page numbers of the contents", problem)
    results.check(f"{name}: every page has its number", numbers_problem(pdf))
    titles = [squeezed(title) for title, _ in pdf.outline()]
    lost = [heading for _, heading in pdf.entries() if squeezed(heading) not in titles]
    results.check(f"{name}: what the contents name is in the outline", "\n".join(lost))
    wrong = [f"{title}: {page}" for title, page in pdf.outline()
             if not page or squeezed(title) not in squeezed(pdf.pages[page - 1])]
    results.check(f"{name}: {len(titles)} entries of the outline lead to their pages", "\n".join(wrong))
    tags = run("pdfinfo", "-struct-text", pdf.path)
    results.check(f"{name}: each of its tags is known", tags.stderr.decode())
    done = run("qpdf", "--check", pdf.path)
    results.check(f"{name}: well-formed", done.stderr.decode() if done.returncode else "")
    unpacked = subprocess.run(["qpdf", "--qdf", "--object-streams=disable", pdf.path, "-"],
                              capture_output=True, check=True).stdout
    told = [word for word in (b"file:", str(pdf.path.parents[2]).encode(), b"HeadlessChrome")
            if word in unpacked]
    results.check(f"{name}: nothing tells of the machine", str(told) if told else "")


def check_handbook(results, site):
    pdf = Pdf(site / "salford/handbook/handbook.pdf")
    check_document(results, pdf, "handbook")
    tags = said("pdfinfo", "-struct-text", pdf.path)
    words = [value["/Alt"] for value in pdf.objects() if value.get("/S") == "/Figure" and "/Alt" in value]
    figures = [value for value in pdf.objects() if value.get("/S") == "/Figure"]
    results.check("handbook: each figure has its words",
                  "" if figures and len(words) == len(figures) and "who stands below whom" in words[0]
                  else f"{len(figures)} figures: {words}")
    results.check("handbook: the figure's own text is read, and the heads of tables",
                  "" if re.search(r"Figure\n +\".*Board Executive", tags) and
                  re.search(r"^ +TH\b.*:\n +/Scope /Column", tags, re.M) else tags[:2000])
    links = {uri for value in pdf.objects() for uri in [value.get("/A", {}).get("/URI")
             if isinstance(value.get("/A"), dict) else None] if uri}
    outside = [link for link in links if not link.startswith("u:" + SITE)]
    results.check("handbook: its links lead to the published site",
                  f"{len(links)} links; {outside}" if outside or len(links) < 10 else "")
    date = re.search(r"CreationDate: +(.*)", pdf.info).group(1)
    results.check("handbook: its date is the trust's", "" if "Nov 11" in date and "2009" in date else date)


def ink(path, number):
    """How many dots of a page's middle are dark, frame and margins left out."""
    picture = subprocess.run(["pdftoppm", "-r", "30", "-gray", "-f", str(number), "-l", str(number), path],
                             capture_output=True, check=True).stdout
    width, height = map(int, re.match(rb"P5\s+(\d+)\s+(\d+)\s+255\s", picture).groups())
    dots = picture[-width * height:]
    rows = [dots[row * width:(row + 1) * width] for row in range(height // 8, height * 7 // 8)]
    return sum(dot < 160 for row in rows for dot in row[width // 8:width * 7 // 8])


def check_pack(results, site):
    pdf = Pdf(site / PACK / "pack.pdf")
    check_document(results, pdf, "pack")
    results.check("pack: each paper's pages are counted", items_problem(pdf))
    sent = said("pdftotext", "-enc", "UTF-8", site / BOUND, "-").split("\f")[:-1]
    first = [number for number, page in enumerate(pdf.pages)
             if squeezed(sent[0]) in squeezed(page)]
    results.check("pack: the PDF that was sent is in it once", "" if len(first) == 1 else first)
    if len(first) != 1:
        return
    for number, page in enumerate(sent):
        results.check(f"pack: page {number + 1} of it can be seen",
                      "" if ink(pdf.path, first[0] + number + 1) > 20 else "nothing is on it")
        found = pdf.pages[first[0] + number]
        stamp = rf"Item 3, page {number + 2} of {len(sent) + 1}\b"
        results.check(f"pack: page {number + 1} of it, stamped",
                      "" if squeezed(page) in squeezed(found) and re.search(stamp, found) else found)
    results.check("pack: it follows the paper it belongs to",
                  "" if "Item 3, page 1 of" in pdf.pages[first[0] - 1] else pdf.pages[first[0] - 1])
    marked = [page for title, page in pdf.outline() if "as it was sent" in title]
    results.check("pack: it has a bookmark", "" if marked == [first[0] + 1] else pdf.outline())
    words = [value["/Alt"] for value in pdf.objects() if value.get("/S") == "/Figure"]
    lost = [page for page in sent if squeezed(page) not in squeezed("".join(words))]
    results.check("pack: what it says is told to whoever cannot see it", "\n".join(lost))


def leave_only(site, *folders):
    """Takes the print edition from all pages but some, so that no more is printed than is looked at."""
    for page in site.rglob("index.html"):
        if page.parent not in [site / folder for folder in folders]:
            text = page.read_text("utf-8")
            if " data-print=" in text:
                page.write_text(text.replace(" data-print=", " data-no="), "utf-8")


def check_members(results, folder, content):
    site = folder / "members"
    done = run(PROGRAM, "build", "--content", content, "--output", site, "--audience", "members")
    leave_only(site, PACK)
    done = run(PROGRAM, "pdf", "--output", site)
    results.check("the members' pack is made", done.stderr.decode())
    if done.returncode:
        return
    pdf = Pdf(site / PACK / "pack.pdf")
    closed = [page for page in pdf.pages if re.search(r"Item 6, page \d", page)]
    results.check("members: each page of an exempt paper says that it is not to be published",
                  "" if closed and all("Not for publication. Item 6" in page for page in closed)
                  else closed)
    results.check("members: its pages are counted", items_problem(pdf))


def bytes_of(site):
    return {path: path.read_bytes() for path in site.rglob("*.pdf")}


def check_missing(results, folder, site):
    bare = folder / "bare"
    bare.mkdir()
    done = run(PROGRAM, "pdf", "--output", site, path=str(bare))
    message = done.stderr.decode()
    results.check("without the programs it says in a line which packages to install",
                  "" if done.returncode == 3 and
                  re.search(r"chromium, pdfinfo, pdftotext, qpdf.* chromium poppler-utils", message)
                  else f"{done.returncode}: {message}")
    (bare / "chromium").symlink_to(shutil.which("chromium"))
    message = run(PROGRAM, "pdf", "--output", site, path=str(bare)).stderr.decode()
    results.check("and not those that are there",
                  "" if "poppler-utils" in message and "packages chromium" not in message else message)
    done = run(PROGRAM, "pdf", "--output", folder / "nothing")
    results.check("without a site it says so, and makes none",
                  "" if done.returncode == 3 and b"publish it first" in done.stderr and
                  not (folder / "nothing").exists() else f"{done.returncode}: {done.stderr}")


def check_failure(results, folder, site):
    """A browser that fails, and one that writes half a PDF."""
    before = bytes_of(site)
    for name, script in (("fails", "echo it went wrong >&2; exit 1"),
                         ("writes half a PDF",
                          'for word; do case $word in --print-to-pdf=*) '
                          'printf "%%PDF-1.4\\nhalf" >"${word#*=}";; esac; done')):
        place = folder / f"browser-that-{name.split()[0]}"
        place.mkdir()
        (place / "chromium").write_text(f"#!/bin/sh\n{script}\n")
        (place / "chromium").chmod(0o755)
        done = run(PROGRAM, "pdf", "--output", site, path=f"{place}:{os.environ['PATH']}",
                   folder=folder / "temporary")
        message = done.stderr.decode()
        results.check(f"where the browser {name}, the PDFs stay as they were, and it says so",
                      "" if done.returncode == 3 and bytes_of(site) == before and
                      "the earlier handbook.pdf is kept" in message and
                      ("chromium failed: it went wrong" in message or name != "fails")
                      else f"{done.returncode}: {message}")


def check_unreadable(results, folder, site):
    """A page that is a folder; the browser that fails makes an end of the others."""
    page = site / "exampleshire/index.html"
    page.rename(folder / "away")
    page.mkdir()
    done = run(PROGRAM, "pdf", "--output", site, path=f"{folder / 'browser-that-fails'}:{os.environ['PATH']}",
               folder=folder / "temporary")
    page.rmdir()
    (folder / "away").rename(page)
    results.check("a page that cannot be read is told",
                  "" if done.returncode == 3 and re.search(rb"cannot read .*exampleshire/index\.html", done.stderr)
                  else f"{done.returncode}: {done.stderr}")


def check_unheard(results, folder, site):
    """Nobody reads what it says."""
    reader, writer = os.pipe()
    os.close(reader)
    done = subprocess.run([PROGRAM, "pdf", "--output", site], stdin=subprocess.DEVNULL, stdout=writer,
                          stderr=subprocess.PIPE, timeout=PATIENCE, check=False,
                          env={**os.environ, "TMPDIR": str(folder / "temporary")})
    os.close(writer)
    left = list((folder / "temporary").iterdir())
    results.check("where nobody reads what it says, it ends and leaves nothing",
                  "" if done.returncode == 3 and b"interrupted" in done.stderr and not left
                  else f"{done.returncode}: {done.stderr} {left}")


def check_interruption(results, folder, site):
    before = bytes_of(site)
    running = subprocess.Popen([PROGRAM, "pdf", "--output", site], stdin=subprocess.DEVNULL, text=True,
                               stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                               env={**os.environ, "TMPDIR": str(folder / "temporary")})
    running.stdout.readline()
    running.send_signal(signal.SIGINT)
    message = running.communicate(timeout=PATIENCE)[1]
    results.check("an interruption ends it, with the PDFs as they were",
                  "" if running.returncode == 3 and "interrupted" in message and
                  bytes_of(site) == before else f"{running.returncode}: {message}")
    left = list((folder / "temporary").iterdir())
    results.check("nothing is left of any of them", str(left) if left else "")


def put_leftover(temporary, name, age):
    """A folder as a run that was killed leaves it."""
    folder = temporary / name
    folder.mkdir()
    (folder / "page.html").write_text("Left.", "utf-8")
    then = time.time() - age
    os.utime(folder, (then, then))


def check_again(results, folder, site):
    """Printing again; folders of runs that were killed go once nobody can be at work in them."""
    temporary = folder / "leftovers"
    temporary.mkdir()
    put_leftover(temporary, "concordat-pdf-aB3xYz", 2 * 86400)
    put_leftover(temporary, "concordat-pdf-young1", 60)
    put_leftover(temporary, "concordat-pdf-of-mine", 2 * 86400)
    done = run(PROGRAM, "pdf", "--output", site, folder=temporary)
    results.check("made again they are the same",
                  "" if b": 0 written" in done.stdout else done.stdout)
    left = sorted(path.name for path in temporary.iterdir())
    results.check("what a killed run has left is removed after a day",
                  "" if left == ["concordat-pdf-of-mine", "concordat-pdf-young1"] else str(left))


def check_builds(results, content, site, members, build):
    """What a later build does with PDFs."""
    page = site / PACK / "index.html"
    link = '<a href="pack.pdf">'
    results.check("the page has no link before there is a PDF", "" if link not in build.first else link)
    build()
    before = bytes_of(site)
    results.check("the next build links to it, and keeps it",
                  "" if link in page.read_text("utf-8") and (site / PACK / "pack.pdf").exists()
                  else "no link or no PDF")
    handbook = "salford/handbook/"
    chapter = next(content.glob("trusts/salford/handbook/*.md"))
    chapter.write_text(chapter.read_text("utf-8") + "\nOne sentence more.\n", "utf-8")
    done = build()
    gone = not (site / handbook / "handbook.pdf").exists() and \
        '<a href="handbook.pdf">' not in (site / handbook / "index.html").read_text("utf-8")
    results.check("a PDF of a page that has changed is removed with its link, and that is said",
                  "" if gone and b"1 print edition was removed" in done.stdout else done.stdout)
    kept = {path for path in before if "salford" not in path.parts}
    results.check("the others stay", "" if set(bytes_of(site)) == kept else str(bytes_of(site).keys()))
    sent = content / "trusts/exampleshire/papers/visits.pdf"
    sent.write_bytes(sent.read_bytes() + b"\n% sent anew\n")
    build()
    results.check("a pack goes when a PDF that is bound in it has changed",
                  "it is there" if (site / PACK / "pack.pdf").exists() else "")
    shutil.rmtree(content / "trusts/exampleshire")
    before = list(members.rglob("pack.pdf"))
    run(PROGRAM, "build", "--content", content, "--output", members, "--audience", "members")
    left = list(members.rglob("*.pdf"))
    results.check("a PDF goes with its page", "" if before and not left else f"{before} {left}")


class Build:
    """Publishes the content; the pack's page as it was first."""

    def __init__(self, content, site):
        self.content, self.site, self.first = content, site, ""

    def __call__(self):
        done = run(PROGRAM, "build", "--content", self.content, "--output", self.site)
        self.first = self.first or (self.site / PACK / "index.html").read_text("utf-8")
        return done


def main():
    results = tap.Tap()
    missing = [name for name in NEEDED if not shutil.which(name)]
    results.check("the programs are there", ", ".join(missing))
    if missing:
        return results.finish()
    with tempfile.TemporaryDirectory(prefix="concordat-") as name:
        folder = pathlib.Path(name)
        content, site = folder / "a folder" / "content", folder / "a folder" / "site"
        (folder / "temporary").mkdir()
        for trust in TRUSTS:
            shutil.copytree(ROOT / "content/trusts" / trust, content / "trusts" / trust)
        (content / "site.yaml").write_text(
            f"title: Two partnerships\nlanguage: en\nsummary: To be printed.\nurl: {SITE}\n", "utf-8")
        build = Build(content, site)
        done = build()
        results.check("the site is built", done.stderr.decode() if done.returncode else "")
        leave_only(site, "salford/handbook", PACK)
        done = run(PROGRAM, "pdf", "--output", site, folder=folder / "temporary")
        results.check("its PDFs are made", "" if done.returncode == 0 and
                      b"salford/handbook/handbook.pdf\n" in done.stdout
                      else f"{done.returncode}: {done.stdout} {done.stderr}")
        if done.returncode:
            return results.finish()
        check_handbook(results, site)
        check_pack(results, site)
        check_members(results, folder, content)
        check_again(results, folder, site)
        check_missing(results, folder, site)
        check_failure(results, folder, site)
        check_unreadable(results, folder, site)
        check_unheard(results, folder, site)
        check_interruption(results, folder, site)
        check_builds(results, content, site, folder / "members", build)
    return results.finish()


sys.exit(main())
