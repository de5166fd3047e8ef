#!/usr/bin/env python3
"""field.py: adding a field to a record is one line of C in one file.

In a copy of the program it adds one line to records.def, builds, and shows what follows from it:
the field is decoded and its mistakes are located, the JSON Schema tells it, templates may name it
and their mistakes are located too.
"""
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
SENTENCE = "The words that it goes by."
LINE = f'    TEXT(body, motto, OPTIONAL, PUBLIC, "{SENTENCE}")\n'

SITE = """\
title: One more field
language: en
summary: A site of one board.
"""
TRUST = """\
name: Sample Children’s Trust
area: Sample
area_kind: county
as_of: 2009-01-01
summary: A trust of one board.
documents:
  - {id: paper, title: A paper, kind: report}
bodies:
  - id: board
    name: The Board
    kind: board
    standing: existing
    sources: paper
    motto: Early & together
"""
DEFINITION = "content/trusts/sample/trust.yaml"
TEMPLATE = "templates/pages/body.mustache"
PAGE = "site/public/sample/bodies/board/index.html"


def run(folder, *command):
    """Runs a command in `folder`, away from the make that may have started this."""
    environment = {name: value for name, value in os.environ.items()
                   if name not in ("MAKEFLAGS", "MFLAGS", "MAKELEVEL", "FLAVOUR", "CFLAGS")}
    return subprocess.run(command, cwd=folder, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                          stderr=subprocess.STDOUT, text=True, env=environment, check=False)


def write(folder, name, text):
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")


def lay_out(folder):
    """A copy of the program with the one line more, and a small site."""
    for part in ("generator", "include", "templates"):
        shutil.copytree(ROOT / part, folder / part)
    shutil.copy(ROOT / "Makefile", folder)
    records = folder / "include/concordat/schema/records.def"
    text = records.read_text("utf-8")
    assert text.count("END(body)\n") == 1
    records.write_text(text.replace("END(body)\n", LINE + "END(body)\n"), "utf-8")
    template = (folder / TEMPLATE).read_text("utf-8")
    write(folder, TEMPLATE, template.replace("</h1>", "</h1>\n<p>{{motto}}</p>", 1))
    write(folder, "content/site.yaml", SITE)
    write(folder, DEFINITION, TRUST)


def located(output, file, line, *words):
    """Says what is missing from the messages: an error at the line of the file with the words."""
    blocks = re.split(r"^(?=\S+:\d+:\d+: )", output, flags=re.M)
    start = f"{file}:{line}:"
    if any(block.startswith(start) and ": error: " in block and all(word in block for word in words)
           for block in blocks):
        return ""
    return f"no error at {start} with {', '.join(words)} in:\n{output}"


def line_of(folder, name, part):
    lines = (folder / name).read_text("utf-8").splitlines()
    return next(number for number, line in enumerate(lines, 1) if part in line)


def check_mistake(results, folder, name, file, old, new, words):
    """Builds with `old` written as `new`: exit status 1 and an error at its line with the words."""
    right = (folder / file).read_text("utf-8")
    write(folder, file, right.replace(old, new, 1))
    done = run(folder, "build/concordat", "build")
    problem = located(done.stdout, file, line_of(folder, file, new), *words)
    if done.returncode != 1:
        problem = f"exit status {done.returncode}\n{problem}"
    results.check(name, problem)
    write(folder, file, right)


def check_schema(results, folder):
    done = run(folder, "build/concordat", "schema", "body")
    try:
        found = SENTENCE in json.dumps(json.loads(done.stdout)) and '"motto"' in done.stdout
    except json.JSONDecodeError:
        found = False
    results.check("the JSON Schema tells it with its sentence", "" if found else done.stdout)


def main():
    results = tap.Tap()
    with tempfile.TemporaryDirectory(prefix="concordat-") as name:
        folder = pathlib.Path(name)
        lay_out(folder)
        built = run(folder, "make", "all", "CFLAGS=-O0")
        results.check("one line more compiles", built.stdout if built.returncode else "")
        if built.returncode == 0:
            done = run(folder, "build/concordat", "build")
            page = folder / PAGE
            shown = page.exists() and "<p>Early &amp; together</p>" in page.read_text("utf-8")
            results.check("it is decoded, and a template prints it", "" if shown else done.stdout)
            check_schema(results, folder)
            check_mistake(results, folder, "a wrong kind is a located error", DEFINITION,
                          "motto: Early & together", "motto: {words: Early}", ["motto"])
            check_mistake(results, folder, "a mistyped field is a located error", DEFINITION,
                          "motto: Early", "mottto: Early", ["mottto", "did you mean", "motto"])
            check_mistake(results, folder, "a mistyped name in a template is a located error",
                          TEMPLATE, "{{motto}}", "{{mottto}}", ["mottto", "did you mean", "motto"])
    return results.finish()


sys.exit(main())
