#!/usr/bin/env python3
"""outside.py: what the program does at the edges that a folder of files cannot lay out.

A standard output that takes nothing, a limit on the size of files, help that a terminal holds, and
output that is for other programs to read. Everything else of the command line is a case in tests/golden or tests/invalid.
"""
import json
import os
import pathlib
import subprocess
import sys
import tempfile

import tap

ROOT = pathlib.Path(__file__).resolve().parents[2]
PROGRAM = os.path.abspath(os.environ.get("CONCORDAT", ROOT / "build/concordat"))
FULL = pathlib.Path("/dev/full")
STATUS_SYSTEM = 3


def run(*arguments, stdout=subprocess.PIPE):
    return subprocess.run([PROGRAM, *arguments], cwd=ROOT, stdin=subprocess.DEVNULL, stdout=stdout,
                          stderr=subprocess.PIPE, timeout=60, check=False)


def full_disk_problem(arguments):
    """What is wrong where standard output is a full disk."""
    with FULL.open("wb") as full:
        done = run(*arguments, stdout=full)
    if done.returncode != STATUS_SYSTEM:
        return f"exit status {done.returncode}, not {STATUS_SYSTEM}"
    return "" if b"cannot write to standard output" in done.stderr else done.stderr.decode()


def check_full_disk(results):
    for arguments in (["schema"], ["--help"], ["build", "--help"], ["--version"], ["check"]):
        name = f"a full disk is told: {' '.join(arguments)}"
        if FULL.exists():
            results.check(name, full_disk_problem(arguments))
        else:
            results.skip(name, f"there is no {FULL}")


def file_limit_problem(site):
    """What is wrong where no file may be larger than 512 bytes, by a shell's `ulimit -f`."""
    done = subprocess.run(["sh", "-c", 'ulimit -f 1 && exec "$@"', "sh", PROGRAM, "build",
                           "--output", str(site)], cwd=ROOT, stdin=subprocess.DEVNULL,
                          stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=60, check=False)
    if done.returncode != STATUS_SYSTEM or b": File too large" not in done.stderr:
        return f"exit status {done.returncode}: {done.stderr.decode()}"
    return f"{site} was left behind" if site.parent.exists() else ""


def check_file_limit(results):
    with tempfile.TemporaryDirectory(prefix="concordat-") as folder:
        results.check("a limit on the size of files is told",
                      file_limit_problem(pathlib.Path(folder) / "site/public"))


def schema_problem(name, wanted):
    """What is wrong with the schema of a type, which must have the fields `wanted`."""
    done = run("schema", *name)
    if done.returncode != 0 or done.stderr:
        return f"exit status {done.returncode}: {done.stderr.decode()}"
    try:
        schema = json.loads(done.stdout)
    except ValueError as problem:
        return f"no JSON: {problem}"
    missing = wanted - schema.get("properties", {}).keys()
    return f"without the fields {', '.join(sorted(missing))}" if missing else ""


def check_schemas(results):
    results.check("schema prints that of a trust", schema_problem([], {"name", "area", "bodies"}))
    results.check("schema body", schema_problem(["body"], {"id", "name", "seats", "links"}))
    done = run("schema", "bodi")
    results.check("schema of no type tells the types",
                  "" if done.returncode == 2 and not done.stdout and b"body" in done.stderr
                  else f"exit status {done.returncode}: {done.stdout} {done.stderr}")


def check_help_width(results):
    """Help is read in a terminal of 80 columns."""
    for arguments in (["--help"], *([name, "--help"] for name in
                                 ("build", "check", "serve", "new", "import", "schema"))):
        lines = run(*arguments).stdout.decode().splitlines()
        wide = [line for line in lines if len(line) > 80]
        results.check(f"80 columns hold: {' '.join(arguments)}",
                      "\n".join(wide) if lines else "nothing was said")


MANY_MEASURES = 2000
MOST_MEMORY = 400 << 10  # KiB: what is needed is a tenth; for each kind a list of all needs twice this


def many_measures_problem(folder):
    """What is wrong where each figure of an indicator counts something else."""
    trust = folder / "trusts/sample"
    trust.mkdir(parents=True)
    (folder / "site.yaml").write_text("title: Sample\nlanguage: en-GB\nsummary: A sample.\n")
    (trust / "trust.yaml").write_text(
        "name: Sample\narea: Sampleshire\nas_of: 2011-09-30\nsummary: A sample.\n"
        "indicators:\n  - id: i\n    title: Many\n    series:\n" + "".join(
            f"      - {{missing: blank, period: p{i}}}\n"
            f"      - {{value: {i}, period: p{i}, measures: m{i}}}\n" for i in range(MANY_MEASURES)))
    site = str(folder.parent / "site/public")
    child = subprocess.Popen([PROGRAM, "build", "--content", str(folder), "--output", site], cwd=ROOT,
                             stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, used = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode != 0:
        return f"exit status {child.returncode}"
    return "" if used.ru_maxrss < MOST_MEMORY else f"it took {used.ru_maxrss} KiB of memory"


def check_many_measures(results):
    with tempfile.TemporaryDirectory(prefix="concordat-") as folder:
        results.check("figures that all count something else take little memory",
                      many_measures_problem(pathlib.Path(folder) / "content"))


def main():
    results = tap.Tap()
    check_help_width(results)
    check_full_disk(results)
    check_file_limit(results)
    check_schemas(results)
    check_many_measures(results)
    return results.finish()


sys.exit(main())
