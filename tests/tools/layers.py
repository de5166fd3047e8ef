#!/usr/bin/env python3
"""layers.py: holds the code to the rules of the house that a compiler does not know.

Layers: a file includes only from layers to the left of its own. One file a foreign library. No
stage prints, exits or reads a clock. Every file begins by saying what it is, and is short.
"""
import pathlib
import re
import subprocess
import sys

import tap

ROOT = pathlib.Path(__file__).resolve().parents[2]

# From left to right; those of one row do not know of each other.
ROWS = [["base"], ["yaml", "markdown", "mustache", "svg", "guard"], ["schema"], ["load"], ["check"], ["derive"],
        ["plan"], ["render", "export"], ["search"], ["write"], ["build", "print"], ["serve", "author"], ["main"]]
RANK = {layer: rank for rank, row in enumerate(ROWS) for layer in row}
# Layers that know less than their place would allow.
ONLY = {"search": {"base"}, "write": {"base", "guard"}, "guard": {"base"}, "print": {"base", "write"}}

FOREIGN = {"yaml.h": r"generator/yaml/yaml\.c", "qpdf/qpdf-c.h": r"generator/check/pdf\.c", "cmark.h": r"generator/markdown/\w+\.[ch]|tests/spec/test_commonmark_spec\.c",
           "libstemmer.h": r"generator/search/stems\.c"}

FORBIDDEN = re.compile(
    r"\b(v?printf|puts|putchar|perror|exit|_exit|_Exit|abort|assert"
    r"|time|clock|clock_gettime|gettimeofday|localtime(?:_r)?|gmtime(?:_r)?|setlocale|rand|random"
    r"|system|popen)\s*\(|\b(stdout|stderr)\b")
ALLOWED = {"generator/base/arena.c": {"exit", "stderr"}}  # out of memory, the one exception

LONGEST = 600
MARKS = re.compile(r"\b(TODO|FIXME|XXX|HACK|not implemented|placeholder|stub)\b")

INCLUDE = re.compile(r'^\s*#\s*include\s+(?:"([^"]+)"|<([^>]+)>)', re.M)
COMMENT_OR_TEXT = re.compile(r'/\*.*?\*/|//[^\n]*|"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])*\'', re.S)


def blank(match):
    """Comments and literals as white space, so that lines keep their numbers."""
    return re.sub(r"[^\n]", " ", match.group(0))


class Source:
    """A file of the program or of its tests, with its layer where it has one."""

    def __init__(self, path):
        self.path = path
        self.name = path.relative_to(ROOT).as_posix()
        self.text = path.read_text(encoding="utf-8")
        self.code = COMMENT_OR_TEXT.sub(blank, self.text)
        parts = path.relative_to(ROOT).parts
        inside = {"generator": parts[1:], "include": parts[2:]}.get(parts[0])
        self.layer = pathlib.Path(inside[0]).stem if inside else None

    def line(self, match):
        return f"{self.name}:{self.text.count(chr(10), 0, match.start()) + 1}"


def layer_of_include(included, source):
    """The layer that an #include "..." names; a bare name is a private header of the same folder."""
    if not included.startswith("concordat/"):
        return source.layer if (source.path.parent / included).exists() else None
    return pathlib.Path(included.split("/")[1]).stem


def may_include(layer, other):
    if layer == other:
        return True
    return other in ONLY[layer] if layer in ONLY else RANK[other] < RANK[layer]


def check_layers(sources):
    for source in sources:
        if source.layer is None:
            continue
        if source.layer not in RANK:
            yield f"{source.name}: {source.layer} is no layer"
            continue
        for match in INCLUDE.finditer(source.text):
            if not match.group(1):
                continue
            other = layer_of_include(match.group(1), source)
            if other not in RANK:
                yield f"{source.line(match)}: {match.group(1)} belongs to no layer"
            elif not may_include(source.layer, other):
                yield f"{source.line(match)}: {source.layer} must not include from {other}"


def check_foreign(sources):
    for source in sources:
        for match in INCLUDE.finditer(source.text):
            home = FOREIGN.get(match.group(2))
            if home and not re.fullmatch(home, source.name):
                yield f"{source.line(match)}: <{match.group(2)}> has one home, {home}"


def check_calls(sources):
    for source in sources:
        if not source.name.startswith("generator/") or source.layer == "main":
            continue
        for match in FORBIDDEN.finditer(source.code):
            word = match.group(1) or match.group(2)
            if word not in ALLOWED.get(source.name, ()):
                yield f"{source.line(match)}: {word}: only main prints, ends or reads the clock"


def check_heads(sources):
    for source in sources:
        if not source.text.startswith(f"/* {source.path.name}: "):
            yield f"{source.name}:1: begin with a paragraph, /* {source.path.name}: what it does"
        elif source.name.startswith("generator/") and source.path.suffix == ".c":
            head = source.text[:source.text.index("*/")]
            named_so = source.path.stem == source.layer  # main.c, build.c
            if not named_so and "Layer:" not in head and "Stage:" not in head:
                yield f"{source.name}:1: the first paragraph does not name its layer"


def check_lengths(sources):
    for source in sources:
        lines = source.text.count("\n")
        if lines > LONGEST:
            yield f"{source.name}: {lines} lines; at most {LONGEST}: are there two ideas in it?"


def check_marks(_):
    """No mark of unfinished work in anything that is committed."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=False)
    for name in listed.stdout.decode().split("\0"):
        if not re.search(r"\.[ch]$|\.def$|^templates/.*\.(mustache|ya?ml|css|js)$|^Makefile$", name):
            continue
        path = ROOT / name
        lines = path.read_text("utf-8", "replace").splitlines() if path.exists() else []
        for number, line in enumerate(lines, 1):
            if MARKS.search(line):
                yield f"{name}:{number}: unfinished: {line.strip()}"


def main():
    sources = [Source(path) for top in ("generator", "include", "tests")
               for path in sorted((ROOT / top).rglob("*"))
               if path.suffix in (".c", ".h", ".def") and path.is_file()]
    results = tap.Tap()
    for name, rule in (("layers", check_layers), ("foreign libraries", check_foreign),
                       ("printing, ending, clocks", check_calls), ("first paragraphs", check_heads),
                       ("lengths", check_lengths), ("marks of unfinished work", check_marks)):
        results.check(name, "\n".join(rule(sources)))
    return results.finish()


sys.exit(main())
