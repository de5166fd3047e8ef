#!/usr/bin/env python3
"""serve.py: the preview answers this machine alone, follows each save, and tells what is wrong.

It starts `concordat serve` on a small site and asks it as a browser would, and as others might.
"""
import os
import pathlib
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time

import tap

ROOT = pathlib.Path(__file__).resolve().parents[2]
PROGRAM = os.path.abspath(os.environ.get("CONCORDAT", ROOT / "build/concordat"))
PATIENCE = 30  # seconds, for a machine at work

SITE = "title: A preview\nlanguage: en\nsummary: A site of one trust.\n"
TRUST = """\
name: Sample Children’s Trust
area: Sample
area_kind: county
as_of: 2009-01-01
summary: A trust of one board.
bodies:
  - {id: board, name: The Board, kind: board, standing: existing, sources: none}
"""


class Preview:
    """A running preview of a copy of a small site, in a folder of its own."""

    def __init__(self, folder, trust=TRUST):
        self.folder = folder
        self.trust = folder / "content/trusts/sample/trust.yaml"
        self.trust.parent.mkdir(parents=True)
        (folder / "content/site.yaml").write_text(SITE, "utf-8")
        self.trust.write_text(trust, "utf-8")
        shutil.copytree(ROOT / "templates", folder / "templates")
        (folder / "temporary").mkdir()
        self.process = subprocess.Popen(
            [PROGRAM, "serve", "--port", "0"], cwd=folder, stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
            env={**os.environ, "TMPDIR": str(folder / "temporary")})
        self.said = ""
        while not (found := re.search(r"http://127\.0\.0\.1:(\d+)/", self.said)):
            line = self.process.stdout.readline()
            if not line:
                raise RuntimeError(f"the preview ended: {self.said}")
            self.said += line
        self.port = int(found.group(1))

    def ask(self, target, host=None, method="GET"):
        """The status and the whole answer."""
        request = f"{method} {target} HTTP/1.1\r\nHost: {host or f'127.0.0.1:{self.port}'}\r\n\r\n"
        return self.send(request.encode())

    def send(self, request):
        with socket.create_connection(("127.0.0.1", self.port), PATIENCE) as connection:
            answer = b""
            try:
                connection.sendall(request)
                while part := connection.recv(65536):
                    answer += part
            except ConnectionError:  # cut off, with what it had sent unread
                pass
        status = re.match(rb"HTTP/1\.1 (\d+)", answer)
        return int(status.group(1)) if status else 0, answer.decode("utf-8", "replace")

    def listen(self):
        """An open stream of events."""
        connection = socket.create_connection(("127.0.0.1", self.port), PATIENCE)
        connection.sendall(f"GET /-/events HTTP/1.1\r\nHost: localhost:{self.port}\r\n\r\n".encode())
        return connection.makefile("r", encoding="utf-8"), connection

    def end(self):
        self.process.send_signal(signal.SIGINT)
        return self.process.wait(PATIENCE)


def next_event(stream):
    for line in stream:
        if line.startswith("data: "):
            return line
    return ""


def check_answers(results, preview):
    refused = [("/../secret", 400), ("/..%2fsecret", 400), ("/%2e%2e/secret", 400), ("/a//b", 400),
               ("/.concordat/manifest", 400), ("/%00", 400), ("/%zz", 400), ("relative", 400),
               ("http://127.0.0.1/", 400), ("/nothing.html", 404), ("/sample/nothing/", 404),
               ("/assets/", 404), ("/" + "a" * 9000 + ".html", 404)]
    status, page = preview.ask("/sample/index.html")
    problem = "" if status == 200 and "Sample Children’s Trust" in page else page
    results.check("it serves the pages of the site", problem)
    results.check("a page has the script of the preview before its end",
                  "" if re.search(r"preview\.js\" data-build=\"1\"></script>\n</body>", page) else page)
    status, page = preview.ask("/sample/")
    results.check("a folder is its index", "" if status == 200 else page)
    status, page = preview.ask("/sample")
    results.check("a folder without its slash leads there",
                  "" if status == 301 and "Location: /sample/\r\n" in page else page)
    status, page = preview.ask("/assets/site.css", method="HEAD")
    results.check("HEAD has no body", "" if status == 200 and page.endswith("\r\n\r\n") else page)
    for target, wanted in refused:
        status, page = preview.ask(target)
        results.check(f"{target[:24]} is answered with {wanted}", "" if status == wanted else page)
    status, page = preview.ask("/sample/nothing/")
    results.check("what is not there is told by the site's own page",
                  "" if status == 404 and "This page is not here" in page and "preview.js" in page else page)
    status, page = preview.ask("/sample/nothing.png")
    results.check("but not in place of an image", "" if status == 404 and "<html" not in page else page)
    for host in ("evil.example", f"evil.example:{preview.port}", "127.0.0.1", "127.0.0.1:1",
                 f"127.0.0.1.evil.example:{preview.port}"):
        status, page = preview.ask("/sample/index.html", host=host)
        results.check(f"the host {host.replace(str(preview.port), 'PORT')} is refused",
                      "" if status == 403 else page)
    results.check("a request without a host is refused",
                  "" if preview.send(b"GET / HTTP/1.1\r\n\r\n")[0] == 403 else "answered")
    status, page = preview.ask("/", method="POST")
    results.check("nothing can be sent to it", "" if status == 405 else page)
    for garbage in (b"\r\n\r\n", b"\x00\xff\r\n\r\n", b"GET\r\n\r\n"):
        status, page = preview.send(garbage)
        results.check(f"{garbage!r} is no request", "" if status == 400 else page)
    status, page = preview.send(b"GET / HTTP/1.1\r\n" + b"X: y\r\n" * 5000 + b"\r\n")
    results.check("a request without end is cut off", "" if status in (0, 431) else page)


def check_saves(results, preview):
    stream, connection = preview.listen()
    first = next_event(stream)
    results.check("a page that opens is told of the build it is of",
                  "" if '"build":1,"errors":0' in first else first)
    preview.trust.write_text(TRUST.replace("The Board", "The Great Board"), "utf-8")
    event = next_event(stream)
    results.check("a save builds, and pages are told", "" if '"build":2,"errors":0' in event else event)
    status, page = preview.ask("/sample/bodies/board/")
    results.check("what was saved is shown",
                  "" if status == 200 and "The Great Board" in page else page)
    preview.trust.write_text(TRUST.replace("kind: board", "kind: bord"), "utf-8")
    event = next_event(stream)
    wanted = ('"build":2,"errors":1', "trust.yaml:7:", "did you mean board?", "^")
    results.check("a mistake is told with its source line",
                  "" if all(part in event for part in wanted) else event)
    status, page = preview.ask("/sample/bodies/board/")
    results.check("and the page stays as it was", "" if "The Great Board" in page else page)
    other, other_connection = preview.listen()
    event = next_event(other)
    results.check("a page that opens meanwhile is told as well", "" if '"errors":1' in event else event)
    preview.trust.write_text(TRUST, "utf-8")
    event = next_event(stream)
    results.check("once mended, it is gone", "" if '"build":3,"errors":0' in event else event)
    pages = preview.trust.parent / "pages"
    pages.mkdir()
    next_event(stream)
    (pages / "new.md").write_text("---\ntitle: New\nsummary: It is new.\n---\nText.\n", "utf-8")
    deadline = time.monotonic() + PATIENCE
    while preview.ask("/sample/pages/new/")[0] != 200 and time.monotonic() < deadline:
        next_event(stream)
    results.check("a file in a folder that came later is seen",
                  "" if preview.ask("/sample/pages/new/")[0] == 200 else "not published")
    for one in (connection, other_connection):
        one.close()


def check_port(results, preview):
    done = subprocess.run([PROGRAM, "serve", "--port", str(preview.port)], cwd=preview.folder,
                          stdin=subprocess.DEVNULL, capture_output=True, text=True,
                          timeout=PATIENCE, check=False)
    problem = "" if done.returncode == 3 and "is taken by another program" in done.stderr else \
        f"{done.returncode}: {done.stderr}"
    results.check("a port in use is said plainly", problem)


def check_first_build(results, folder):
    """A site with a mistake from the beginning: the preview waits for it to be mended."""
    preview = Preview(folder, TRUST.replace("kind: board", "kind: bord"))
    status, page = preview.ask("/")
    results.check("before a first build a page says so", "" if status == 503 else page)
    stream, connection = preview.listen()
    next_event(stream)
    preview.trust.write_text(TRUST, "utf-8")
    event = next_event(stream)
    results.check("and the site comes once it is mended", "" if '"build":1,"errors":0' in event else event)
    connection.close()
    results.check("an interruption ends it", "" if preview.end() == 0 else "it failed")


def main():
    results = tap.Tap()
    with tempfile.TemporaryDirectory(prefix="concordat-") as name:
        folder = pathlib.Path(name)
        preview = Preview(folder / "one")
        try:
            check_answers(results, preview)
            check_saves(results, preview)
            check_port(results, preview)
        finally:
            status = preview.end()
        results.check("an interruption ends it, done", "" if status == 0 else f"exit {status}")
        left = list((preview.folder / "temporary").iterdir())
        results.check("nothing is left of it", "" if not left else str(left))
        check_first_build(results, folder / "two")
    return results.finish()


sys.exit(main())
