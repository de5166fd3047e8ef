#!/usr/bin/env python3
"""published.py: builds content/ into a folder of the test's own and checks what came out.

    tests/tools/published.py FOLDER

Every internal link and anchor resolves (check_site.py). Where the facts of the sources lie beside
the checkout ($CONCORDAT_FACTS, by default ../shared/facts) none of those told is missing.
"""
import os
import pathlib
import shutil
import subprocess
import sys

import tap

ROOT = pathlib.Path(__file__).resolve().parents[2]
PROGRAM = os.path.abspath(os.environ.get("CONCORDAT", ROOT / "build/concordat"))
FACTS = pathlib.Path(os.environ.get("CONCORDAT_FACTS", ROOT / "../shared/facts"))
KINDS = "body,link,member,role"


def problem_of(command):
    """Runs `command` in the root: what it said where it failed, else nothing."""
    done = subprocess.run(command, cwd=ROOT, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                          stderr=subprocess.STDOUT, text=True, errors="replace", check=False)
    return "" if done.returncode == 0 else f"{done.stdout}exit status {done.returncode}"


def check_facts(results, site):
    """Checks the trusts that are both published and listed in the facts."""
    name = f"facts of the sources ({KINDS})"
    trusts = sorted(path.name for path in (ROOT / "content/trusts").iterdir()
                    if (FACTS / f"{path.name}.tsv").exists())
    if not (FACTS / "check_facts.py").exists() or not trusts:
        results.skip(name, "the facts are not beside the checkout")
        return
    results.check(name, problem_of([sys.executable, FACTS / "check_facts.py", site, *trusts,
                                    "--kind", KINDS]))


def main():
    site = pathlib.Path(sys.argv[1])
    results = tap.Tap()
    shutil.rmtree(ROOT / site, ignore_errors=True)
    problem = problem_of([PROGRAM, "build", "--output", site])
    results.check("content/ is published", problem)
    if not problem:
        results.check("links and anchors",
                      problem_of([sys.executable, "tests/tools/check_site.py", site]))
        check_facts(results, site)
    return results.finish()


sys.exit(main())
