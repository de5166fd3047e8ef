#!/usr/bin/env python3
"""new.py: what `new` writes is valid at once, is never written over anything, and asks at a terminal.

And what a site elsewhere has of templates lies over the program's own, file by file.
"""
import os
import pathlib
import pty
import subprocess
import sys
import tempfile

import tap

ROOT = pathlib.Path(__file__).resolve().parents[2]
PROGRAM = os.path.abspath(os.environ.get("CONCORDAT", ROOT / "build/concordat"))
SITE = ("new", "site", "our", "--name", "Sample: a Children’s Trust", "--area", "North Sample")


def run(folder, *words, **environment):
    return subprocess.run([PROGRAM, *words], cwd=folder, stdin=subprocess.DEVNULL,
                          capture_output=True, text=True, timeout=60, check=False,
                          env={**os.environ, "CONCORDAT_SHARE": str(ROOT), **environment})


def tree(folder):
    return {path.relative_to(folder).as_posix(): path.read_bytes()
            for path in sorted(folder.rglob("*")) if path.is_file()}


def told(done):
    return f"exit status {done.returncode}\n{done.stdout}{done.stderr}"


def check_run(results, name, done, status=0, says=(), errors=""):
    """`done` ended so, said so, and had nothing to complain of unless `errors` says what."""
    lacking = [part for part in says if part not in done.stdout + done.stderr]
    bad = done.returncode != status or lacking or (not errors and status == 0 and done.stderr)
    results.check(name, f"lacks {lacking}\n{told(done)}" if bad else "")


def schema_beside(path):
    """Whether a file begins with a line for editors that names a schema which is there."""
    head = path.read_text("utf-8").removeprefix("---\n").split("\n", 1)[0]
    return head.startswith("# yaml-language-server: $schema=") and \
        (path.parent / head.split("$schema=")[1]).is_file()


def check_site(results, folder):
    done = run(folder, *SITE)
    check_run(results, "new site writes a site", done,
              says=("our/content/site.yaml", "our/schema/trust.json", "our/.gitignore"))
    site = folder / "our"
    trust = site / "content/trusts/north-sample"
    results.check("its files name the schema beside them", "\n".join(
        str(path) for path in (*trust.rglob("*.yaml"), *trust.rglob("*.md"), site / "content/site.yaml")
        if not schema_beside(path)))
    schemas = tree(site / "schema")
    done = run(site, "schema", "--write", "schema")
    check_run(results, "the schemas are written anew", done, says=[f"schema/{name}" for name in schemas])
    results.check("and are the same", "" if tree(site / "schema") == schemas and len(schemas) > 5
                  else sorted(schemas))
    check_run(results, "a type and a folder are too much", run(site, "schema", "--write", "x", "body"), 2,
              ("not both",))
    (site / "schema/trust.json").write_text("old")
    (site / "schema/trust.json.new").write_text("cut short")
    run(site, "schema", "--write", "schema")
    results.check("old ones are replaced", "" if tree(site / "schema") == schemas
                  else sorted(tree(site / "schema")))
    check_run(results, "it builds at once, without a warning", run(site, "build", "--strict"))
    home = (site / "site/public/index.html")
    results.check("the trust's overview is its first page",
                  "" if home.is_file() and "Partnership Board" in home.read_text("utf-8")
                  else "no overview")
    before = tree(site)
    check_run(results, "new site leaves a site as it is", run(folder, *SITE), 1,
              ("our/content/site.yaml: error: [file-there]", "nothing was written"))
    results.check("byte for byte", "" if tree(site) == before else "it was changed")
    (folder / "half/content").mkdir(parents=True)
    (folder / "half/content/site.yaml").write_text("title: Ours\n", "utf-8")
    check_run(results, "one file that is there stops all of them",
              run(folder, *SITE[:2], "half", *SITE[3:]), 1, ("half/content/site.yaml",))
    results.check("and nothing else is written",
                  "" if list(tree(folder / "half")) == ["content/site.yaml"] else "more is there")


PARTS = (("body", ("--name", "Parents’ & Carers’ Forum"), "body-parents-carers-forum.yaml"),
         ("meeting", ("--body", "board", "--date", "2026-03-12"), "meeting-2026-03-12-board.yaml"),
         ("paper", ("--title", "Budget: the first look", "--date", "2026-03-01"),
          "papers/budget-the-first-look.md"),
         ("annual-report", ("--body", "board", "--id", "2025-26"), "safeguarding/2025-26.md"))


def check_parts(results, folder):
    site = folder / "our"
    for kind, options, place in PARTS:
        check_run(results, f"new {kind}", run(site, "new", kind, *options),
                  says=(f"content/trusts/north-sample/{place}",))
        check_run(results, f"new {kind} writes over nothing", run(site, "new", kind, *options), 1,
                  ("[file-there]",))
    check_run(results, "a day may be written as offices do", run(site, "new", "meeting", "--body", "board",
                                                                "--date", "5/6/2026"),
              says=("meeting-2026-06-05-board.yaml",))
    check_run(results, "but not one that is none", run(site, "new", "meeting", "--body", "board", "--date",
                                                      "31/2/2026"), 2, ("such as 2026-03-12",))
    results.check("all of them name their schema", "\n".join(
        place for _, _, place in PARTS if not schema_beside(site / "content/trusts/north-sample" / place)))
    check_run(results, "all of them are valid", run(site, "build"), errors="may warn")
    check_run(results, "new trust", run(site, "new", "trust", "--name", "Other", "--area", "Other"))
    check_run(results, "with two trusts the one that is meant is said",
              run(site, "new", "body", "--name", "B"), 2, ("new body needs --trust",))
    check_run(results, "and must be there",
              run(site, "new", "body", "--name", "B", "--trust", "nowhere"), 2, ("no folder",))
    check_run(results, "the new trust builds beside the other", run(site, "build"), errors="may warn")
    bare = folder / "bare"
    (bare / "content/trusts").mkdir(parents=True)
    run(bare, "new", "trust", "--name", "Other", "--area", "Other")
    run(bare, "new", "paper", "--title", "Paper", "--date", "2026-03-01")
    results.check("without a schema beside the content, no line names one", "\n".join(
        name for name, text in tree(bare).items() if b"$schema" in text))


def check_usage(results, folder):
    for words, says in ((("new",), "write concordat new"),
                        (("new", "trsut"), "did you mean trust?"),
                        (("new", "site"), "write concordat new site DIR"),
                        (("new", "trust", "here"), "does not take 'here'"),
                        (("new", "site", "x"), "new site needs --name"),
                        (("new", "site", "x", "--name", "N"), "new site needs --area"),
                        (("new", "site", "x", *SITE[3:], "--id", "Not One"), "small letters"),
                        (("new", "paper", "--area", "A"), "new paper does not take --area"),
                        (("new", "site", "x", *SITE[3:], "--title", "a\nb"), "one line"),
                        (("new", "theme", "x", "--name", "N"), "new theme does not take --name")):
        check_run(results, f"wrong usage: {' '.join(words[:4])!r}", run(folder, *words), 2, (says,))
    results.check("and writes nothing", "" if not (folder / "x").exists() else "x is there")
    check_run(results, "a day that is none is wrong usage",
              run(folder / "our", "new", "meeting", "--trust", "north-sample", "--body", "board",
                  "--date", "2026-02-30"), 2, ("2026-03-12",))
    done = run(folder, "new", "theme", "x", CONCORDAT_SHARE=str(folder))
    check_run(results, "starting files that are not there are told", done, 1, ("CONCORDAT_SHARE",))


def check_terminal(results, folder):
    """The answers are typed; an empty line takes what is usual."""
    ours, theirs = pty.openpty()
    with subprocess.Popen([PROGRAM, "new", "site", "asked"], cwd=folder, stdin=theirs,
                          stdout=subprocess.PIPE, stderr=theirs, text=True,
                          env={**os.environ, "CONCORDAT_SHARE": str(ROOT)}) as process:
        os.write(ours, "\nÅ Trust\nWest Sample\nNot One\n\nOur site\n".encode())
        output, _ = process.communicate(timeout=60)
    os.close(theirs)
    os.close(ours)
    text = (folder / "asked/content/site.yaml").read_text("utf-8") if process.returncode == 0 else ""
    results.check("at a terminal it asks until it can be answered",
                  "" if "title: Our site" in text and "home: west-sample" in text
                  else f"{process.returncode}\n{output}{text}")


def check_theme(results, folder):
    site = folder / "our"
    check_run(results, "new theme", run(site, "new", "theme", "look"),
              says=("look/assets/theme.css", "look/parts/theme.mustache"))
    (site / "look/parts/banner.mustache").write_text("<p>ours</p>\n", "utf-8")
    check_run(results, "a theme lies over the program's templates",
              run(site, "build", "--templates", "look", "--output", "site/own"), errors="may warn")
    page = (site / "site/own/north-sample/structure/index.html").read_text("utf-8")
    results.check("its files stand in place of theirs, and only they",
                  "" if 'href="../../assets/theme.css"' in page and "<p>ours</p>" in page
                  and (site / "site/own/assets/theme.css").is_file()
                  and (site / "site/own/assets/site.css").is_file() else page)
    (site / "look").rename(site / "templates")
    check_run(results, "a folder templates is the site's own without being named",
              run(site, "build", "--output", "site/own"), says=("0 files written",), errors="may warn")
    (site / "templates/parts/nobody.mustache").write_text("x\n", "utf-8")
    check_run(results, "what is unused in it is told, and nothing of the program's own",
              run(site, "check"), says=("templates/parts/nobody.mustache: warning",),
              errors="one warning")
    done = run(site, "check")
    results.check("that and no more", "" if done.stderr.count("[unused-template]") == 1
                  else done.stderr)


def main():
    results = tap.Tap()
    with tempfile.TemporaryDirectory(prefix="concordat-") as name:
        folder = pathlib.Path(name)
        check_site(results, folder)
        check_usage(results, folder)
        check_terminal(results, folder)
        check_parts(results, folder)
        check_theme(results, folder)
    return results.finish()


sys.exit(main())
