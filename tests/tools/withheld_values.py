#!/usr/bin/env python3
"""withheld_values.py: what a record cannot be without may be withheld as a value, and so may a file.

Each of these values is needed by something that is made of its record: the public edition is
published without it. A file is public where any paper or text of the edition has it, whether its
trust is built or stays as it is; where the file alone is withheld, its bytes are sought.
"""
import os
import pathlib
import subprocess
import sys
import tempfile

import small_pdf
import tap

ROOT = pathlib.Path(__file__).resolve().parents[2]
PROGRAM = os.path.abspath(os.environ.get("CONCORDAT", ROOT / "build/concordat"))
IMAGE = (ROOT / "tests/withheld/content/trusts/sample/images/quokkaimage.png").read_bytes()
SITE = "title: Values\nlanguage: en\nsummary: A site of values.\n"
TRUST = """name: {name}
area: {name}
as_of: 2011-06-01
summary: A trust.
fictional: yes
organisations:
  - {{id: north, name: North, sector: council}}
documents: [{{id: paper, title: Paper, kind: paper}}]
people: [{{id: ann, name: Ann Example}}]
measures: [{{id: visits, title: Visits, group: Children}}]
bodies:
  - {{id: board, name: Board, kind: board, standing: existing, sources: paper,
     seats: [{{capacity: chair, holders: ann, from: 2010-01-01, to: 2011-12-31}}]}}
  - {{id: guard, name: Safety, kind: safeguarding, standing: existing, sources: paper}}
"""
MEETING = """meetings:
  - {id: first, body: board, title: First meeting, date: 2011-03-10, status: held, agenda: [{title: Item}]}
"""
SUMMARY = "---\ntitle: The year\nsummary: What was done.\nboard: guard\nfigures: [{measure: visits, total: 6, areas: [{area: north, value: 6}]}]\n---\n"

# What is written, each time with one value of it withheld: the file, the value and what it is.
VALUES = (("meetings.yaml", "body: board"), ("meetings.yaml", "date: 2011-03-10"),
          ("meetings.yaml", "title: First meeting"), ("meetings.yaml", "title: Item"),
          ("meetings.yaml", "status: held"),
          ("safeguarding/2010-11.md", "board: guard"), ("safeguarding/2010-11.md", "measure: visits"),
          ("safeguarding/2010-11.md", "area: north"), ("safeguarding/2010-11.md", "total: 6"),
          ("trust.yaml", "kind: board"), ("trust.yaml", "kind: safeguarding"), ("trust.yaml", "name: Board"),
          ("trust.yaml", "standing: existing"), ("trust.yaml", "capacity: chair"),
          ("trust.yaml", "holders: ann"), ("trust.yaml", "title: Visits"),
          ("trust.yaml", "sector: council"), ("trust.yaml", "kind: paper"))


def build(folder, *words):
    return subprocess.run([PROGRAM, "build", *words], cwd=folder,
                          stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                          text=True, check=False)


def put(folder, name, content):
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())


def lay_out(folder, *trusts):
    put(folder, "content/site.yaml", SITE)
    for trust in trusts:
        put(folder, f"content/trusts/{trust}/trust.yaml", TRUST.format(name=trust.title()))


def pdf():
    return small_pdf.pdf("A report", "# A report\n\nWhat it says.")


def put_paper(folder, name, front, trust="hill"):
    papers = f"content/trusts/{trust}/papers"
    put(folder, f"{papers}/{name}.pdf", pdf())
    put(folder, f"{papers}/{name}.md",
        f"---\ntitle: A paper\nsummary: A paper.\nkind: report\n{front}\n---\n\nWords.\n")


def problem_of(done, status, *says):
    lacking = [words for words in says if words not in done.stdout]
    return f"exit status {done.returncode}, lacks {lacking}\n{done.stdout}" \
        if done.returncode != status or lacking else ""


def check_values(results):
    parts = {"trust.yaml": TRUST.format(name="Hill"), "meetings.yaml": MEETING,
             "safeguarding/2010-11.md": SUMMARY}
    for changed, value in VALUES:
        with tempfile.TemporaryDirectory(prefix="concordat-") as name:
            folder = pathlib.Path(name)
            lay_out(folder, "hill")
            key, word = value.split(": ")
            for part, text in parts.items():
                if part == changed:
                    text = text.replace(value, f"{key}: {{value: {word}, audience: members}}", 1)
                put(folder, f"content/trusts/hill/{part}", text)
            done = build(folder)
            wrong = done.returncode != 0 and not (done.returncode == 1 and "[withheld-published]" in done.stdout)
            results.check(f"the public edition is made without '{value}'",
                          f"exit status {done.returncode}\n{done.stdout}" if wrong else "")


def check_public_twice(results):
    """A PDF that a public and a members' paper share is public."""
    with tempfile.TemporaryDirectory(prefix="concordat-") as name:
        folder = pathlib.Path(name)
        lay_out(folder, "hill")
        put_paper(folder, "open", "file: open.pdf")
        put_paper(folder, "closed", "file: closed.pdf\naudience: members")
        done = build(folder)
        results.check("a PDF of a public and of a members' paper is public", problem_of(done, 0))


def check_kept(results):
    """The files of a trust that is not built stay, and are as public as before."""
    with tempfile.TemporaryDirectory(prefix="concordat-") as name:
        folder = pathlib.Path(name)
        lay_out(folder, "hill", "moor")
        put_paper(folder, "open", "file: open.pdf")
        for trust, closed in (("hill", ""), ("moor", "audience: members\n")):
            put(folder, f"content/trusts/{trust}/images/hall.png", IMAGE)
            put(folder, f"content/trusts/{trust}/pages/hall.md",
                f"---\ntitle: The hall\nsummary: A hall.\n{closed}---\n\n![A hall](../images/hall.png)\n")
        put_paper(folder, "closed", "file: closed.pdf\naudience: members", "moor")
        results.check("an image and a PDF that another trust shows are public", problem_of(build(folder), 0))
        results.check("they are where that trust stays as it is",
                      problem_of(build(folder, "--trust", "moor"), 0))


def check_sought(results):
    """A file that alone is withheld of a paper is sought by its bytes."""
    with tempfile.TemporaryDirectory(prefix="concordat-") as name:
        folder = pathlib.Path(name)
        lay_out(folder, "hill")
        put_paper(folder, "open", "file: {value: open.pdf, audience: members}")
        results.check("a paper is published without its file", problem_of(build(folder), 0))
        put(folder, "templates/assets/form.pdf", pdf())
        done = build(folder)
        results.check("the file's bytes in another one stop the build",
                      problem_of(done, 1, "the file of paper 'open' is not for these readers", "form.pdf"))


def main():
    results = tap.Tap()
    check_values(results)
    check_public_twice(results)
    check_kept(results)
    check_sought(results)
    return results.finish()


sys.exit(main())
