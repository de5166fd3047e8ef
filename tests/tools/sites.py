#!/usr/bin/env python3
"""sites.py: whole sites in, whole sites or exact messages out.

    tests/tools/sites.py golden [CASE...]
    tests/tools/sites.py invalid [CASE...]

A case is a folder of tests/golden or tests/invalid. It is copied to a folder of its own, with the
project's templates under it, and the program runs inside, so that messages show paths such as
content/site.yaml. In a case:

    content/          what is built
    templates/        laid over the project's templates (optional)
    site/             stands there before the program runs (optional)
    args              words after the program's name (default: build)
    expected/         golden: the published tree, site/public/ or what args ask for, byte for byte
    only              addresses, a line each: these alone are compared (optional); where it is
                      absent, assets/ is compared with the templates, the open data of trusts and
                      site is left to suite data, and
                      search/ where expected/ has no such folder
    expected.stdout   compared where it is there
    expected.stderr   golden: default empty; invalid: must be there
    expected.status   golden: default 0; invalid: default 1

An invalid case must leave `site` as it was: the same bytes, or no such folder. UPDATE=1 writes the
expectations anew. The program is $CONCORDAT, behind $RUNNER.
"""
import concurrent.futures
import difflib
import os
import pathlib
import re
import shlex
import shutil
import subprocess
import sys
import tempfile

import tap

ROOT = pathlib.Path(__file__).resolve().parents[2]
PROGRAM = os.path.abspath(os.environ.get("CONCORDAT", ROOT / "build/concordat"))
RUNNER = shlex.split(os.environ.get("RUNNER", ""))
UPDATE = os.environ.get("UPDATE") == "1"
LONGEST = 300 if RUNNER else 60  # seconds
LINES_SHOWN = 40
# It changes with every field of the schema: a case that is about it names it in `only`.
OPEN_DATA = re.compile(r"(^|/)data/[^/]+$|^assets/trust\.schema\.json$|^feed\.atom$|^sitemap")


def tree(folder):
    """The files under `folder`: address to bytes. The program's own dot files do not count."""
    return {path.relative_to(folder).as_posix(): path.read_bytes()
            for path in sorted(folder.rglob("*"))
            if path.is_file() and not path.relative_to(folder).parts[0].startswith(".")}


def every_byte(folder):
    """All that is under `folder`, dot files and empty folders included; None where it is absent."""
    if not folder.exists():
        return None
    return {path.relative_to(folder).as_posix(): path.read_bytes() if path.is_file() else None
            for path in folder.rglob("*")}


def diff(expected, found, name):
    """The first differing lines of two texts."""
    lines = difflib.unified_diff(expected.decode("utf-8", "replace").splitlines(),
                                 found.decode("utf-8", "replace").splitlines(),
                                 f"expected {name}", f"found {name}", lineterm="", n=2)
    return "\n".join(list(lines)[:LINES_SHOWN])


def compare_trees(expected, found):
    """Lists what differs and shows the first difference; empty where nothing does."""
    problems = [f"missing: {address}" for address in sorted(expected.keys() - found.keys())]
    problems += [f"not expected: {address}" for address in sorted(found.keys() - expected.keys())]
    differing = [a for a in sorted(expected.keys() & found.keys()) if expected[a] != found[a]]
    problems += [f"differs: {address}" for address in differing]
    if differing:
        problems.append(diff(expected[differing[0]], found[differing[0]], differing[0]))
    return problems


def compare_text(case, name, found, default, wanted=False):
    """Compares with the file expected.`name` of the case, or with `default`; None asks for none.
    An update writes the file where it is there or `wanted`."""
    path = case / f"expected.{name}"
    if UPDATE and (wanted or path.exists()):
        path.write_bytes(found)
    expected = path.read_bytes() if path.exists() else default
    if expected is None or expected == found:
        return []
    return [f"{name} differs:", diff(expected, found, name)]


def prepare(case, work):
    """Lays out the case, the project's templates under its own, in the empty folder `work`."""
    if (ROOT / "templates").is_dir():
        shutil.copytree(ROOT / "templates", work / "templates")
    for part in ("content", "templates", "site"):
        if (case / part).is_dir():
            shutil.copytree(case / part, work / part, dirs_exist_ok=True, symlinks=True)


def run(case, work):
    arguments = case / "args"
    words = shlex.split(arguments.read_text()) if arguments.exists() else ["build"]
    return subprocess.run([*RUNNER, PROGRAM, *words], cwd=work, stdin=subprocess.DEVNULL,
                          stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=LONGEST)


def compare_outputs(case, done, status, stderr, stderr_wanted=False):
    """Compares what the program said and how it ended; `status` and `stderr` are the defaults."""
    return (compare_text(case, "status", f"{done.returncode}\n".encode(), f"{status}\n".encode())
            + compare_text(case, "stderr", done.stderr, stderr, stderr_wanted)
            + compare_text(case, "stdout", done.stdout, None))


def without_assets(case, found):
    """The files but for the assets, and which assets are not those of the templates, byte for byte:
    copies of them under each case would only repeat the templates."""
    wanted = {}
    for templates in (ROOT / "templates", case / "templates"):
        if (templates / "assets").is_dir():
            wanted.update({f"assets/{name}": content
                           for name, content in tree(templates / "assets").items()})
    assets = {address: content for address, content in found.items()
              if address.startswith("assets/")}
    rest = {address: content for address, content in found.items() if address not in assets}
    return rest, compare_trees(wanted, assets) if found else []


def check_golden(case, work):
    problems = compare_outputs(case, run(case, work), 0, b"")
    published = [folder for folder in (work / "site").glob("*") if folder.is_dir()]
    if len(published) > 1:
        problems.append(f"several folders are published: {published}")
    found = tree(published[0]) if published else {}
    only = case / "only"
    if only.exists():
        wanted = only.read_text().split()
        found = {address: found[address] for address in wanted if address in found}
    else:
        with_search = (case / "expected/search").is_dir()
        found = {address: content for address, content in found.items()
                 if not OPEN_DATA.search(address) and (with_search or not address.startswith("search/"))}
        found, unlike = without_assets(case, found)
        problems += unlike
    kept = case / "expected"
    if UPDATE:
        shutil.rmtree(kept, ignore_errors=True)
        for address, content in found.items():
            (kept / address).parent.mkdir(parents=True, exist_ok=True)
            (kept / address).write_bytes(content)
    if not kept.is_dir() and not (case / "expected.stdout").exists():
        problems.append("nothing is expected: write expected/ (UPDATE=1)")
    return problems + compare_trees(tree(kept) if kept.is_dir() else {}, found)


def check_invalid(case, work):
    before = every_byte(work / "site")
    # Without its messages an invalid case has no sense: the default is a text that never comes.
    problems = compare_outputs(case, run(case, work), 1, b"(expected.stderr, by UPDATE=1)\n", True)
    if every_byte(work / "site") != before:
        problems.append("the published folder changed: it must stay as it was")
    return problems


def check(case):
    """Runs one case; what is wrong with it, as text."""
    with tempfile.TemporaryDirectory(prefix="concordat-") as folder:
        work = pathlib.Path(folder)
        prepare(case, work)
        try:
            problems = (check_golden if case.parent.name == "golden" else check_invalid)(case, work)
        except subprocess.TimeoutExpired:
            problems = [f"still running after {LONGEST} s"]
        return "\n".join(problems)


def main():
    if len(sys.argv) < 2 or sys.argv[1] not in ("golden", "invalid"):
        sys.exit(__doc__)
    cases = sorted(path for path in (ROOT / "tests" / sys.argv[1]).glob("*")
                   if path.is_dir() and (len(sys.argv) == 2 or path.name in sys.argv[2:]))
    results = tap.Tap()
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        for case, problem in zip(cases, pool.map(check, cases)):
            results.check(case.name, problem)
    return results.finish()


if __name__ == "__main__":
    sys.exit(main())
