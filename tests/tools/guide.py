#!/usr/bin/env python3
"""guide.py: what the guide says is so.

Each chapter of content/guide is followed in an empty folder of its own, from top to bottom. By the
first word behind its fence, a block of code is

    sh                  run as it stands, from the folder that the one before was left in
    text                what the block of sh above it printed, standard error included
    yaml, csv, markdown with the name of a file: written there
    diff                with the name of a file: its lines of - are in that file, and become those of +

and nothing else is run. The reference has every type, field, value, page and rule. (manual.py holds the
commands that the guide tells against those of --help.)
"""
import html
import json
import os
import pathlib
import re
import shutil
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

    def diff(self, name, script):
        """Changes a file as a reader does in an editor."""
        old, new = ("".join(line[1:] + "\n" for line in script.splitlines() if line[:1] == sign)
                    for sign in "-+")
        path = self.here / name
        text = path.read_text("utf-8")
        path.write_text(text.replace(old, new), "utf-8")
        return "" if old and f"\n{old}" in f"\n{text}" else f"{name} has no such lines:\n{old}{text}"

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
            elif word == "diff":
                problem = walk.diff(name.strip(), fence.group(3))
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


TYPE = re.compile(r'(?=<h2 id="type_(\w+)">(.*?)(?:<h2 |</main>))', re.S)
EXAMPLE = re.compile(r"<pre[^>]*><code>(.*?)</code></pre>", re.S)
# Where a file lies whose fields stand in front of a text.
PLACES = {"narrative": "trusts/anyborough/pages/narrative.md", "paper": "trusts/anyborough/papers/paper.md",
          "chapter": "trusts/anyborough/handbook/chapter.md", "guide": "guide/chapter.md",
          "annual_summary": "trusts/anyborough/safeguarding/2025.md"}
ABOUT_THE_SITE = "title: Sample\nlanguage: en-GB\nsummary: A sample.\n"
PICTURE = ROOT / "content/trusts/exampleshire/images/four-boards.png"


def types_with_roles():
    tables = "\n".join(path.read_text("utf-8")
                       for path in sorted((ROOT / "include/concordat/schema").glob("*.def")))
    return re.findall(r"^RECORD\((\w+), (\w+),", tables, re.M)


def check_sentences(results, pages, types):
    """Each field of each type is told once, with its sentence, where the JSON Schema has it; so is
    whatever a template may name."""
    told_on = [found.groups() + (page,) for page in pages for found in TYPE.finditer(pages[page])]
    results.check("each type is told once", "\n".join(
        name for name, _ in types if [told for told, *_ in told_on].count(name) != 1))
    parts = {name: part for name, part, _ in told_on}
    for name, role in types:
        part = parts.get(name, "")
        entries = re.findall(r"<dt><code>(\w+)</code>.*?</dt>\s*<dd>(.*?)</dd>", part, re.S)
        told = [field for field, _ in entries]
        problems = [f"{field} has no sentence" for field, words in entries
                    if not re.match(r"[A-Z0-9].*\.$", words.strip(), re.S)]
        problems += [f"{field} is told twice" for field in set(told) if told.count(field) > 1]
        if not re.search(r"<p>[A-Z].*?\. ?<", part, re.S):
            problems.append("the type has no sentence")
        if "#type_remark" in part:  # there is told what every record can say of itself
            told += re.findall(r"<dt><code>(\w+)</code>", parts["remark"])
        if role != "VIEW":
            fields = json.loads(run("schema", name))["properties"].keys() - {"id", "value"}
            problems += [f"{field} is not told" for field in sorted(fields - set(told))]
        if not entries:
            problems.append("it has no fields")
        results.check(f"every field of {name} has its sentence", "\n".join(problems))


def check_pages(results, pages):
    kinds = re.findall(r"^\w*PAGE\s*\(\w+,\s*\"([\w-]+)\"",
                       (ROOT / "include/concordat/schema/pages.def").read_text("utf-8"), re.M)
    told = dict(re.findall(r"<dt><code>pages/([\w-]+)</code></dt>\s*<dd>(.*?)</dd>", pages["pages"], re.S))
    lost = [name for name in kinds if "/" not in told.get(name, "") or "<code>" not in told[name]]
    results.check(f"{len(kinds)} kinds of pages are told, with their place and what they are about",
                  "\n".join(lost) or ("" if len(kinds) > 20 else str(kinds)))


def check_examples(results, pages, types):
    """The examples of all types together are a trust and a site without a fault."""
    examples = {}
    for page in pages.values():
        for name, part in TYPE.findall(page):
            examples.update({name: text for text in EXAMPLE.findall(part)[:1]})
    lost = [name for name, role in types if role != "VIEW" and name not in examples]
    results.check(f"{len(examples)} types have an example", "\n".join(lost))
    of_site = {name: text for name, text in examples.items() if text.startswith(("accessibility:", "moved:"))}
    with tempfile.TemporaryDirectory(prefix="concordat-guide-") as name:
        walk = Walk(pathlib.Path(name))
        directives = []
        for kind, text in examples.items():
            if kind in PLACES or text in map(examples.get, PLACES):
                walk.write("content/" + PLACES[kind], text) if kind in PLACES else None
            elif text.startswith("```"):
                directives.append(text)
            elif kind not in of_site and kind != "site":
                # A part that another's example shows has the same text: it is written once.
                owner = next(first for first, other in examples.items() if other == text)
                walk.write(f"content/trusts/anyborough/{owner}.yaml", text)
        walk.write("content/trusts/anyborough/pages/directives.md",
                   "---\ntitle: Directives\nsummary: All of them.\n---\n\n" + "\n".join(directives))
        images = walk.folder / "content/trusts/anyborough/images"
        images.mkdir()
        shutil.copy(PICTURE, images / "hall.png")
        site = examples["site"] + examples["accessibility"] + examples["moved_page"]
        for what, text in (("site.yaml", site), *((f"site.yaml with {kind}", ABOUT_THE_SITE + text)
                                                for kind, text in of_site.items())):
            walk.write("content/site.yaml", text)
            done = subprocess.run([PROGRAM, "check", "--strict", "--templates", ROOT / "templates"],
                                  cwd=name, env=ENVIRONMENT, capture_output=True, text=True, check=False)
            results.check(f"the examples hold together, {what}", done.stderr)


def check_reference(results):
    """What the tables of the program hold is on the published pages, each with its sentence."""
    with tempfile.TemporaryDirectory(prefix="concordat-guide-") as folder:
        run("build", "--output", folder)
        pages = {path.parent.name: html.unescape(path.read_text("utf-8"))
                 for path in pathlib.Path(folder).glob("guide/*/index.html")}
    types = types_with_roles()
    results.check("there are types", "" if len(types) > 100 else str(types))
    check_sentences(results, pages, types)
    check_pages(results, pages)
    check_examples(results, pages, types)
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
