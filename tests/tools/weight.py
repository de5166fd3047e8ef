#!/usr/bin/env python3
"""weight.py: holds what a reader has to load.

    tests/tools/weight.py SITE

The style sheet of the site is under 20 kB and all scripts together are under 15 kB. A page, with the
style sheets that it loads, is under 100 kB, but for those made for print: the handbook and the packs.
Words stand in the strings of a language: a script holds none that a reader is shown.
"""
import pathlib
import re
import sys

import tap

MOST_STYLE = 20_000
MOST_SCRIPT = 15_000
MOST_PAGE = 100_000
FOR_PRINT = {"handbook", "pack"}
STYLE = re.compile(r'<link rel="stylesheet" href="([^"]*)"')
SHOWN = re.compile(r"(?:textContent|title|ariaLabel|placeholder|innerHTML|alert\()\s*[:=]?\s*['\"`]\w")


def too_heavy(sizes, most):
    return "\n".join(f"{name}: {size} bytes" for name, size in sizes if size >= most)


def page_weights(site):
    for page in sorted(site.rglob("*.html")):
        if FOR_PRINT & set(page.relative_to(site).parts):
            continue
        text = page.read_text("utf-8")
        sheets = {(page.parent / address).resolve() for address in STYLE.findall(text)}
        yield (str(page.relative_to(site)),
               page.stat().st_size + sum(sheet.stat().st_size for sheet in sheets))


def main():
    site = pathlib.Path(sys.argv[1])
    results = tap.Tap()
    scripts = sorted(site.rglob("*.js"))
    own = [path for path in scripts if path.parent.name == "assets"]
    pages = list(page_weights(site))
    results.check(f"the style sheet is under {MOST_STYLE} bytes",
                  too_heavy([("site.css", (site / "assets/site.css").stat().st_size)], MOST_STYLE))
    results.check(f"the scripts are under {MOST_SCRIPT} bytes together",
                  too_heavy([("scripts", sum(path.stat().st_size for path in own))], MOST_SCRIPT)
                  or ("" if own else "there are none"))
    results.check("no script has words of its own",
                  "\n".join(f"{path.name}: {found.group()}" for path in own
                            for found in SHOWN.finditer(path.read_text("utf-8"))))
    results.check(f"{len(pages)} pages are under {MOST_PAGE} bytes with their style sheets",
                  too_heavy(pages, MOST_PAGE) or ("" if pages else "there are none"))
    print(f"# counted: the heaviest page has {max(size for _, size in pages)} bytes")
    return results.finish()


sys.exit(main())
