#!/usr/bin/env python3
"""partly.py: `build --trust` publishes some trusts and touches nothing else; `--force` writes all.

Three trusts are published; then all change, and one is built by itself: its own pages are new, the
others' and the site's are as they were, to the byte, until all are built again.
"""
import os
import pathlib
import subprocess
import sys
import tempfile

import tap

ROOT = pathlib.Path(__file__).resolve().parents[2]
PROGRAM = os.path.abspath(os.environ.get("CONCORDAT", ROOT / "build/concordat"))
TRUSTS = ("hill", "moor", "vale")


def build(folder, *words):
    return subprocess.run([PROGRAM, "build", "--templates", ROOT / "templates", *words], cwd=folder,
                          stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=60,
                          check=False)


def put(folder, name, text):
    path = folder / "content" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")


def put_trust(folder, name, summary, more=""):
    put(folder, f"trusts/{name}/trust.yaml",
        f"name: {name.title()} Trust\narea: {name.title()}\nas_of: 2010-01-01\nsummary: {summary}\n"
        f"bodies:\n  - {{id: board, name: Board, kind: board, standing: existing}}\nfictional: yes\n{more}")


def files(folder):
    site = folder / "site/public"
    return {path.relative_to(site).as_posix(): path.read_bytes() for path in site.rglob("*")
            if path.is_file() and ".concordat" not in path.parts}


def times(folder):
    return {path: path.stat().st_mtime_ns for path in (folder / "site/public").rglob("*")
            if path.is_file() and ".concordat" not in path.parts}


def problem_of(done, status, *says):
    lacking = [words for words in says if words not in done.stdout + done.stderr]
    return "" if done.returncode == status and not lacking else \
        f"exit status {done.returncode}, lacks {lacking}\n{done.stdout}{done.stderr}"


def others(tree, name):
    return {address: data for address, data in tree.items() if not address.startswith(name + "/")}


def check_first(results, folder):
    done = build(folder, "--trust", "moor")
    results.check("into an empty folder no trust is published by itself",
                  problem_of(done, 1, "[published-alone]") or
                  ("it was made" if (folder / "site").exists() else ""))
    results.check("all are", problem_of(build(folder), 0, "3 trusts, "))
    done = build(folder, "--trust", "moo")
    results.check("a trust that is none is told", problem_of(done, 1, "did you mean moor?"))
    results.check("and what cannot be an id is wrong usage",
                  problem_of(build(folder, "--trust", "Moor/"), 2))


def check_editions(results, folder):
    """One folder holds one edition."""
    put_trust(folder, "moor", "Still.", "funding: {value: A fund for members, audience: members}\n")
    build(folder)
    before = files(folder)
    done = build(folder, "--trust", "moor", "--audience", "members", "--output", "site/public")
    results.check("a trust of the members' edition does not join the public one",
                  problem_of(done, 1, "[published-alone]", "holds the public edition") or
                  ("it was changed" if files(folder) != before else ""))
    manifest = folder / "site/public/.concordat/manifest"
    manifest.write_text(manifest.read_text("utf-8").replace("concordat site 1 public", "concordat site 1"), "utf-8")
    results.check("nor one that does not say what it is",
                  problem_of(build(folder, "--trust", "moor"), 1, "[published-alone]", "does not say"))
    results.check("all trusts take the place of the other edition",
                  problem_of(build(folder, "--audience", "members", "--output", "site/public"), 0))
    results.check("which one may join then",
                  problem_of(build(folder, "--trust", "moor", "--audience", "members", "--output", "site/public"), 0))
    results.check("and back", problem_of(build(folder), 0) or
                  ("the two are mixed" if files(folder) != before else ""))


def check_one(results, folder):
    before = files(folder)
    for name in TRUSTS:
        put_trust(folder, name, "Changed.",
                  "people:\n  - {id: new, name: New Person}\n" if name == "moor" else "")
    results.check("one is published by itself", problem_of(build(folder, "--trust", "moor"), 0,
                                                           "1 trust, "))
    after = files(folder)
    results.check("its pages are new", "" if b"Changed." in after["moor/index.html"]
                  and "moor/people/new/index.html" in after else sorted(after))
    results.check("nothing else is touched", "" if others(before, "moor") == others(after, "moor")
                  else "something is")
    put_trust(folder, "moor", "Changed again.")
    build(folder, "--trust", "moor", "--trust", "vale")
    after = files(folder)
    results.check("two are, and what one lost is removed",
                  "" if b"Changed." in after["vale/index.html"]
                  and b"Changed." not in after["hill/index.html"]
                  and "moor/people/new/index.html" not in after else sorted(after))
    build(folder)
    one_by_one = files(folder)
    build(folder, "--output", "elsewhere")
    at_once = {address: (folder / "elsewhere" / address).read_bytes() for address in one_by_one}
    results.check("a build of all then makes the site as one from the start",
                  "" if one_by_one == at_once else "it differs")


def check_links(results, folder):
    put_trust(folder, "vale", "With a body.", "")
    put(folder, "trusts/vale/body.yaml",
        "bodies:\n  - {id: fresh, name: Fresh, kind: group, standing: existing}\n")
    put_trust(folder, "moor", "See [it](vale:body:fresh).")
    before = files(folder)
    done = build(folder, "--trust", "moor")
    results.check("a link to a page that is not published yet is told at its place",
                  problem_of(done, 1, "trusts/moor/trust.yaml:4:", "[published-alone]", "'vale'"))
    results.check("and nothing is written", "" if files(folder) == before else "something is")
    results.check("with the other trust it is published",
                  problem_of(build(folder, "--trust", "moor", "--trust", "vale"), 0))
    put_trust(folder, "hill", "Wrong.", "colour: red\n")
    results.check("what is wrong in a trust that stays is told all the same",
                  problem_of(build(folder, "--trust", "moor"), 1, "trusts/hill/trust.yaml"))
    put_trust(folder, "hill", "Right.")


def check_force(results, folder):
    build(folder)
    before = times(folder)
    done = build(folder)
    results.check("what is as it was is not written", problem_of(done, 0, " 0 files written") or
                  ("" if times(folder) == before else "a file is newer"))
    done = build(folder, "--force")
    after = times(folder)
    results.check("with --force all of it is",
                  problem_of(done, 0, f"{len(after)} files written") or
                  "\n".join(str(path) for path in after if after[path] == before.get(path)))


def main():
    results = tap.Tap()
    with tempfile.TemporaryDirectory(prefix="concordat-") as name:
        folder = pathlib.Path(name)
        put(folder, "site.yaml", "title: Three\nlanguage: en\nsummary: Three trusts.\n")
        for trust in TRUSTS:
            put_trust(folder, trust, "As it was.")
        check_first(results, folder)
        check_editions(results, folder)
        check_one(results, folder)
        check_links(results, folder)
        check_force(results, folder)
    return results.finish()


sys.exit(main())
