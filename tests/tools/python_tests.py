#!/usr/bin/env python3
"""python_tests.py: runs the unittest cases of tests/tools/test_*.py and tells them in TAP."""
import pathlib
import sys
import unittest

import tap


class TapResult(unittest.TestResult):
    """Prints a line a case as it ends."""

    def __init__(self, results):
        super().__init__()
        self.results = results

    def addSuccess(self, test):
        super().addSuccess(test)
        self.results.ok(test.id())

    def addSkip(self, test, reason):
        super().addSkip(test, reason)
        self.results.skip(test.id(), reason)

    def addFailure(self, test, err):
        super().addFailure(test, err)
        self.results.fail(test.id(), self.failures[-1][1])

    def addError(self, test, err):
        super().addError(test, err)
        self.results.fail(test.id(), self.errors[-1][1])


def main():
    results = tap.Tap()
    cases = unittest.defaultTestLoader.discover(str(pathlib.Path(__file__).parent), "test_*.py")
    cases.run(TapResult(results))
    return results.finish()


sys.exit(main())
