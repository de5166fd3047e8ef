#!/usr/bin/env python3
"""rules.py: every rule that a diagnostic can name is used, and some test sees it broken.

A rule is seen where its id stands in brackets in the expected messages of a golden or invalid site,
or where a unit test names it.
"""
import pathlib
import re
import sys

import tap

ROOT = pathlib.Path(__file__).resolve().parents[2]
ROW = re.compile(r"\[(RULE_\w+)\]\s*=\s*\{\s*\"([\w-]+)\",\s*\"([^\"]+)")


def text_of(pattern, leave_out=""):
    return "\n".join(path.read_text("utf-8", "replace") for path in sorted(ROOT.glob(pattern))
                     if path.name != leave_out)


def problem(name, rule_id, program, messages, tests):
    if name not in program:
        return "no code reports it"
    if f"[{rule_id}]" not in messages and name not in tests and f"[{rule_id}]" not in tests:
        return "no test breaks it"
    return ""


def main():
    results = tap.Tap()
    program = text_of("generator/**/*.c", leave_out="rules.c") + text_of("generator/check/rules.c")
    messages = text_of("tests/*/*/expected.stderr") + text_of("tests/tools/*.py")
    tests = text_of("tests/unit/*.c")
    rows = ROW.findall((ROOT / "generator/base/rules.c").read_text("utf-8"))
    results.check("there are rules", "" if rows else "the table was not understood")
    for name, rule_id, _ in rows:
        results.check(rule_id, problem(name, rule_id, program, messages, tests))
    return results.finish()


sys.exit(main())
