#!/usr/bin/env python3
"""guide.py: what the guide says is so.

Each chapter of content/guide is followed in an empty folder of its own, from top to bottom. By the
first word behind its fence, a block of code is

    sh                  run as it stands, from the folder that the one before was left in
    text                what the block of sh above it printed, standard error included
    yaml, csv, markdown with the name of a file: written there

and nothing else is run. The reference has every type, field, value, page and rule. (manual.py holds the
commands that the guide tells against those of --help.)
"""
import html
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile

import tap

ROOT = pathlib.Path(__file__).resolve().parents[2]
PROGRAM = pathlib.Path(os.path.abspath(os.environ.get("CONCORDAT", ROOT / "build/concordat")))
GUIDE = ROOT / "content/guide"
FENCE = re.compile(r"^(`{3,})([^\n`]*)\n(.*?)^\1$", re.M | re.S)
WRITTEN = ("yaml", "csv", "markdown")
LONGEST = 120  # seconds
ENVIRONMENT = {**os.environ, "PATH": f"{PROGRAM.parent}:{os.environ['PATH']}", "LC_ALL": "C.UTF-8",
               "SOURCE_DATE_EPOCH": "1772323200"}  # 1 March 2026


class Walk:
    """A chapter being followed."""

    def __init__(self, folder):
        self.folder = self.here = folder
        self.printed = None

    def sh(self, script):
        place = self.folder / ".left-in"
        done = subprocess.run(["sh", "-ec", f"{script}\npwd > '{place}'"], cwd=self.here,
                              env=ENVIRONMENT, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                              stderr=subprocess.STDOUT, text=True, timeout=LONGEST, check=False)
        self.printed = done.stdout
        if place.exists():
            self.here = pathlib.Path(place.read_text().strip())
            place.unlink()
            return ""
        # A chapter may show what is told of a mistake: the text below the block has to say so.
        return "" if done.returncode == 1 and "error: [" in done.stdout else \
            f"{script}{done.stdout}exit status {done.returncode}"

    def text(self, expected):
        if self.printed is None:
            return "no command stands above it"
        return "" if self.printed == expected else \
            f"the guide says:\n{expected}the program says:\n{self.printed}"

    def write(self, name, content):
        path = self.here / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, "utf-8")


def follow(chapter):
    """Follows a chapter; what is not as it says, and how many blocks were run or written."""
    count = 0
    text = chapter.read_text("utf-8")
    with tempfile.TemporaryDirectory(prefix="concordat-guide-") as folder:
        walk = Walk(pathlib.Path(folder))
        for fence in FENCE.finditer(text):
            line = text.count("\n", 0, fence.start()) + 1
            word, _, name = fence.group(2).strip().partition(" ")
            problem = ""
            if word == "sh":
                problem = walk.sh(fence.group(3))
            elif word == "text":
                problem = walk.text(fence.group(3))
            elif word in WRITTEN and name:
                walk.write(name.strip(), fence.group(3))
            elif word in WRITTEN:
                problem = f"{word} without the name of a file is not tried"
            else:
                continue
            count += 1
            if problem:
                return f"{chapter.name}:{line}: {problem}", count
    return "", count


def run(*words):
    return subprocess.run([PROGRAM, *words], cwd=ROOT, stdout=subprocess.PIPE, text=True,
                          check=True).stdout


def check_reference(results):
    """What the tables of the program hold is on the published pages, each with its sentence."""
    with tempfile.TemporaryDirectory(prefix="concordat-guide-") as folder:
        run("build", "--output", folder)
        pages = {path.parent.name: html.unescape(path.read_text("utf-8"))
                 for path in pathlib.Path(folder).glob("guide/*/index.html")}
    types = [name for name in re.findall(r"^RECORD\((\w+), (\w+),", "\n".join(
        path.read_text("utf-8") for path in (ROOT / "include/concordat/schema").glob("*.def")),
        re.M)]
    place = {"VIEW": "views", "PART": "parts", "DIRECTIVE": "parts"}
    lost = [name for name, role in types
            if f'id="type_{name}"' not in pages[place.get(role, "records")]]
    results.check(f"{len(types)} types are told", "\n".join(lost) or ("" if types else "none"))
    for name in ("trust", "body", "seat"):
        schema = json.loads(run("schema", name))
        part = pages["records"].partition(f'id="type_{name}"')[2].partition("<h2")[0]
        told = set(re.findall(r"<dt><code>(\w+)</code>", part))
        lost = sorted(field for field in schema["properties"] if field not in told
                      and field not in ("id", "value"))
        results.check(f"every field of a {name} is told", ", ".join(lost))
    empty = [f"{page}: {match}" for page, text in pages.items()
             for match in re.findall(r"<dt>(?:(?!</dt>).)*</dt>\s*<dd>\s*</dd>", text)]
    results.check("every entry of the reference has a sentence", "\n".join(empty))
    rules = re.findall(r"\[RULE_\w+\]\s*=\s*\{\s*\"([\w-]+)\"",
                       (ROOT / "generator/base/rules.c").read_text("utf-8"))
    lost = [rule for rule in rules if f'id="rule_{rule}"' not in pages["rules"]]
    results.check(f"{len(rules)} rules are told", "\n".join(lost) or ("" if rules else "none"))


def main():
    results = tap.Tap()
    total = 0
    for chapter in sorted(GUIDE.glob("*.md")):
        problem, count = follow(chapter)
        total += count
        results.check(f"{chapter.name}: {count} examples", problem)
    results.check("the guide has examples", "" if total > 20 else f"only {total}")
    check_reference(results)
    print(f"counted: {total} examples of the guide were run", flush=True)
    return results.finish()


sys.exit(main())
