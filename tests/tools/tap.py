"""tap.py: how a suite says what passed: a line a test, in the Test Anything Protocol.

cmocka's programs speak it too (CMOCKA_MESSAGE_OUTPUT=TAP), so that tests/run counts all suites
alike: `ok 1 - name`, `not ok 2 - name`, `ok 3 # SKIP name: why`; lines after `#` say more.
"""
import sys

LINES_SHOWN = 60  # of what is said of one failure


class Tap:
    """Prints results as they come; `finish` prints the plan and gives the exit status."""

    def __init__(self):
        self.count = 0
        self.failed = 0

    def ok(self, name):
        self.count += 1
        print(f"ok {self.count} - {name}", flush=True)

    def fail(self, name, details=""):
        self.count += 1
        self.failed += 1
        print(f"not ok {self.count} - {name}")
        lines = str(details).splitlines()
        for line in lines[:LINES_SHOWN]:
            print(f"# {line}")
        if len(lines) > LINES_SHOWN:
            print(f"# ... {len(lines) - LINES_SHOWN} lines more")
        sys.stdout.flush()

    def skip(self, name, why):
        self.count += 1
        print(f"ok {self.count} # SKIP {name}: {why}", flush=True)

    def check(self, name, problem):
        """Passes where `problem` is empty, else fails and prints it."""
        if problem:
            self.fail(name, problem)
        else:
            self.ok(name)

    def finish(self):
        print(f"1..{self.count}", flush=True)
        return 1 if self.failed else 0
