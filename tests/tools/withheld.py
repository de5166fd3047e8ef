#!/usr/bin/env python3
"""withheld.py: what is not for the public is in no byte of the public site.

tests/withheld/content has a canary at every kind of place that can be withheld: the word quokka with
letters behind it, or a telephone number of CANARY_NUMBERS. None may be in the public site, in a file or
in a name; all of them are in the members' edition, so that none is left out for another reason. What a
template says is found, in files that do not change as well.

That these tests can fail is shown by copies of the program: without the filter the search stops the
build; without the search a leak is published; without both the canaries are seen.
"""
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

import tap

ROOT = pathlib.Path(__file__).resolve().parents[2]
PROGRAM = os.path.abspath(os.environ.get("CONCORDAT", ROOT / "build/concordat"))
CONTENT = ROOT / "tests/withheld/content"
CANARY = re.compile(rb"quokka[a-z]*", re.I)
CANARY_NUMBERS = [b"900401", b"900402", b"900403"]

# How the copies differ: a file, what stands in it once, and what takes its place.
WITHOUT_FILTER = ("generator/derive/filter.c",
                  "{\n    const bool *seen = records_seen(",
                  "{\n    audience = audience_exempt;\n    const bool *seen = records_seen(")
WITHOUT_SEARCH = ("generator/guard/guard.c",
                  "{\n    bool any = false;\n    for (size_t i = 0; i < guard->sought_count",
                  "{\n    bool any = false;\n    if (guard)\n        return;\n"
                  "    for (size_t i = 0; i < guard->sought_count")


def run(program, folder, *words):
    done = subprocess.run([program, "build", *words], cwd=folder, stdin=subprocess.DEVNULL,
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False)
    return done.returncode, done.stdout.decode("utf-8", "replace")


def canaries(folder):
    """The canaries in every byte under `folder`, and in every name."""
    found = set()
    for path in sorted(folder.rglob("*")):
        text = path.relative_to(folder).as_posix().encode()
        if path.is_file():
            text += b"\n" + path.read_bytes()
        found.update(word.lower() for word in CANARY.findall(text))
        found.update(number for number in CANARY_NUMBERS if number in text)
    return found


def lay_out(folder, templates=ROOT / "templates"):
    shutil.copytree(CONTENT, folder / "content")
    shutil.copytree(templates, folder / "templates")


def published(program, folder, *words):
    """What the program said and how it ended, where that is not 0; the canaries of the site."""
    status, said = run(program, folder, *words)
    site = folder / ("site/members" if words else "site/public")
    return (f"exit status {status}\n{said}" if status else ""), canaries(site) if site.exists() else set()


def check_editions(results, folder):
    trouble, found = published(PROGRAM, folder)
    results.check("the public edition is published", trouble)
    results.check("no canary is in a byte of it", "\n".join(sorted(map(repr, found))))
    trouble, found = published(PROGRAM, folder, "--audience", "members")
    results.check("the members' edition is published", trouble)
    missing = canaries(folder / "content") - found
    results.check("every canary is in it", "\n".join(sorted(map(repr, missing))))
    return len(found)


def leak(folder):
    """Lets a template of the site say a number that is withheld."""
    page = folder / "templates/layouts/base.mustache"
    page.write_text(page.read_text("utf-8").replace("</footer>", "<p>07700 900401</p>\n</footer>", 1),
                    "utf-8")


def stopped(program, folder, *words):
    """Says what is wrong unless the build stops at what is withheld, and leaves the site as it is."""
    site = folder / "site"
    before = {path: path.read_bytes() for path in site.rglob("*") if path.is_file()}
    status, said = run(program, folder)
    after = {path: path.read_bytes() for path in site.rglob("*") if path.is_file()}
    problems = [] if status == 1 else [f"exit status {status}"]
    problems += [f"not told: {word}" for word in ("[withheld-published]", *words) if word not in said]
    problems += [] if before == after else ["the published site changed"]
    return "\n".join([*problems, said]) if problems else ""


def check_leaks(results, folder):
    leak(folder)
    told = "content/trusts/sample/trust.yaml:7:"
    results.check("what a template says of it stops the build", stopped(PROGRAM, folder, told, "telephone"))
    definition = folder / "content/trusts/sample/trust.yaml"
    withheld = definition.read_text("utf-8")
    definition.write_text(withheld.replace("900401, audience: members", "900401, audience: public"), "utf-8")
    trouble, _ = published(PROGRAM, folder)
    results.check("it does not where the value is public", trouble)
    definition.write_text(withheld, "utf-8")
    results.check("files that do not change are searched as well", stopped(PROGRAM, folder, told))


def copy_of_program(folder, *changes):
    """The program, built of sources with those changes; what make said where it could not be."""
    for part in ("generator", "include"):
        shutil.copytree(ROOT / part, folder / part)
    shutil.copy(ROOT / "Makefile", folder)
    if (ROOT / "build/release").exists():  # objects of what has not changed need not be made anew
        shutil.copytree(ROOT / "build/release/generator", folder / "build/release/generator")
        shutil.copy2(ROOT / "build/release/flags", folder / "build/release/flags")
    for name, old, new in changes:
        text = (folder / name).read_text("utf-8")
        if text.count(old) != 1:
            return f"{name} has changed: what is to be taken out is not there once"
        (folder / name).write_text(text.replace(old, new), "utf-8")
    environment = {name: value for name, value in os.environ.items()
                   if name not in ("MAKEFLAGS", "MFLAGS", "MAKELEVEL", "FLAVOUR")}
    made = subprocess.run(["make", "all"], cwd=folder, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                          stderr=subprocess.STDOUT, text=True, env=environment, check=False)
    return made.stdout if made.returncode else ""


def check_copy(results, name, changes, check):
    with tempfile.TemporaryDirectory(prefix="concordat-") as work:
        folder = pathlib.Path(work)
        trouble = copy_of_program(folder, *changes)
        if not trouble:
            lay_out(folder)
            trouble = check(folder / "build/concordat", folder)
        results.check(name, trouble)


def without_filter(program, folder):
    return stopped(program, folder, "telephone", "pages/open.md:13:", "the id of paper 'quokka-appendix'",
                   "the image of")


def without_search(program, folder):
    leak(folder)
    return "" if run(program, folder)[0] == 0 else "the search is still there"


def without_both(program, folder):
    trouble, found = published(program, folder)
    missing = canaries(folder / "content") - found
    return trouble or "\n".join(sorted(map(repr, missing)))


def main():
    results = tap.Tap()
    with tempfile.TemporaryDirectory(prefix="concordat-") as name:
        folder = pathlib.Path(name)
        lay_out(folder)
        count = check_editions(results, folder)
        check_leaks(results, folder)
    check_copy(results, "without the filter the search stops the build", [WITHOUT_FILTER], without_filter)
    check_copy(results, "without the search a leak is published", [WITHOUT_SEARCH], without_search)
    check_copy(results, "without both every canary is", [WITHOUT_FILTER, WITHOUT_SEARCH], without_both)
    print(f"counted: {count} canaries")
    return results.finish()


sys.exit(main())
