#!/usr/bin/env python3
"""withheld_values.py: what a record cannot be without may be withheld as a value.

Each of these values is needed by something that is made of its record: the public edition is
published without it.
"""
import os
import pathlib
import subprocess
import sys
import tempfile

import tap

ROOT = pathlib.Path(__file__).resolve().parents[2]
PROGRAM = os.path.abspath(os.environ.get("CONCORDAT", ROOT / "build/concordat"))
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


def main():
    results = tap.Tap()
    check_values(results)
    return results.finish()


sys.exit(main())
