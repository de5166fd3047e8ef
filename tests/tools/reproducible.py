#!/usr/bin/env python3
"""reproducible.py: the same content gives the same bytes, and a build touches only what changed.

It builds content/ in folders of its own: with other paths, locale, time zone, umask and number of
jobs; then again over what is there; then with mistakes in it.
"""
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

import tap

ROOT = pathlib.Path(__file__).resolve().parents[2]
PROGRAM = os.path.abspath(os.environ.get("CONCORDAT", ROOT / "build/concordat"))
PUBLISHED = "site/public"


def build(folder, *arguments, umask=0o022, **environment):
    return subprocess.run([PROGRAM, "build", *arguments], cwd=folder, stdin=subprocess.DEVNULL,
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, umask=umask,
                          env={**os.environ, **environment}, check=False)


def lay_out(folder):
    for part in ("content", "templates"):
        shutil.copytree(ROOT / part, folder / part)
    return folder


def files(folder):
    return sorted(path for path in (folder / PUBLISHED).rglob("*") if path.is_file())


def bytes_of(folder):
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files(folder)}


def stamps_of(folder):
    """What changes when a file is written again, be it with the same bytes."""
    return {path.relative_to(folder).as_posix(): (path.stat().st_ino, path.stat().st_mtime_ns)
            for path in files(folder)}


def differences(one, other):
    return "\n".join(sorted(name for name in one.keys() | other.keys()
                            if one.get(name) != other.get(name)))


def check_same_bytes(results, one, other):
    first = build(one, "--jobs", "1", LC_ALL="C", TZ="UTC", LANG="C")
    second = build(other, "--jobs", "4", umask=0o077, LC_ALL="tr_TR.UTF-8", TZ="Pacific/Auckland",
                   LANG="tr_TR.UTF-8", SOURCE_DATE_EPOCH="1000000000")
    for name, done in (("first", first), ("second", second)):
        results.check(f"the {name} build passes", done.stdout if done.returncode else "")
    results.check("something is published", "" if len(files(one)) > 1 else "no pages")
    results.check("other path, locale, time zone, umask, jobs: the same bytes",
                  differences(bytes_of(one), bytes_of(other)))


def check_no_writing(results, folder):
    before = stamps_of(folder)
    done = build(folder)
    results.check("a second build passes", done.stdout if done.returncode else "")
    results.check("a second build writes no file", differences(before, stamps_of(folder)))


def check_mistakes(results, folder):
    """A template and a definition with a mistake: both are told, and the site stays."""
    before, stamps = bytes_of(folder), stamps_of(folder)
    template = sorted((folder / "templates/pages").glob("*.mustache"))[0]
    template.write_text(template.read_text("utf-8") + "{{nmae}}\n", "utf-8")
    definition = folder / "content/site.yaml"
    title = next(line for line in definition.read_text("utf-8").splitlines()
                 if line.startswith("title:"))
    definition.write_text(definition.read_text("utf-8") + title + "\n", "utf-8")
    done = build(folder)
    results.check("mistakes end in exit status 1",
                  "" if done.returncode == 1 else f"{done.returncode}\n{done.stdout}")
    for told in (template.name, definition.name):
        results.check(f"the mistake in {told} is told",
                      "" if f"{told}:" in done.stdout else done.stdout or "nothing was said")
    results.check("the published bytes stay", differences(before, bytes_of(folder)))
    results.check("no published file is written", differences(stamps, stamps_of(folder)))


def main():
    results = tap.Tap()
    with tempfile.TemporaryDirectory(prefix="concordat-") as folder:
        one = lay_out(pathlib.Path(folder) / "one")
        other = lay_out(pathlib.Path(folder) / "another, with spaces/deeper")
        check_same_bytes(results, one, other)
        check_no_writing(results, one)
        check_mistakes(results, one)
    return results.finish()


sys.exit(main())
