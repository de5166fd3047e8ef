#!/usr/bin/env python3
"""manual.py: --help, the manual page, the shell's completion, the README, the guide; `make install`.

They tell the same commands and options, the first two in the same words; and the program that is installed finds
its own templates, wherever it lies.
"""
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

import tap

ROOT = pathlib.Path(__file__).resolve().parents[2]
PROGRAM = os.path.abspath(os.environ.get("CONCORDAT", ROOT / "build/concordat"))
COMMAND = re.compile(r"^  ([a-z]+) +(\S.*)$", re.M)
OPTION = re.compile(r"^  (--[a-z-]+)(?: (\S+))?  +(\S.*)$", re.M)


def say(*words):
    return subprocess.run([PROGRAM, *words], stdin=subprocess.DEVNULL, capture_output=True, text=True,
                          timeout=60, check=True).stdout


def plain(page):
    """The words of a manual page's source, without what formats them."""
    page = re.sub(r"\\f[BR]", "", page).replace("\\-", "-").replace("\\e", "\\").replace("\\&", "")
    return re.sub(r"^\.(SS|TP|PP|SH|nf|fi) ?", "", page, flags=re.M)


def complete(folder, *words):
    """What bash offers for the last of the words."""
    script = ('source ./completion; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _concordat; '
              'printf "%s\\n" "${COMPREPLY[@]}"')
    return subprocess.run(["bash", "-c", script, "bash", *words], cwd=folder, capture_output=True,
                          text=True, timeout=60, check=True).stdout.split()


def told_in_guide(chapter):
    """What the guide's chapter of commands tells: of each command its options with their values."""
    parts = re.split(r"^## ", chapter, flags=re.M)[1:]
    return {part.split("\n", 1)[0].strip():
            {option: value for option, value in re.findall(r"^- `(--[\w-]+)`(?: ([^:\n]+))?:", part, re.M)}
            for part in parts}


def in_words(value):
    """public|members as the guide writes it: public or members."""
    *first, last = value.split("|")
    return f"{', '.join(first)} or {last}" if first else last


def check_told(results, commands):
    """The README and the guide name the commands and options that there are, and no others."""
    readme = (ROOT / "README.md").read_text("utf-8")
    guide = told_in_guide((ROOT / "content/guide/commands.md").read_text("utf-8"))
    known = {name for name, _ in commands}
    options = {name: {option: in_words(value) for option, value, _ in OPTION.findall(say(name, "--help"))}
               for name in known}
    named = set(re.findall(r"build/concordat ([a-z]+)", readme))
    results.check("the README names all commands and no others", "\n".join(sorted(named ^ known)))
    every = {option for own in options.values() for option in own} | {"--help", "--version"}
    results.check("and only options that there are",
                  "\n".join(sorted(set(re.findall(r"(?<![\w-])--[a-z][\w-]*", readme)) - every)))
    wrong = [f"{name}: {option} which it has not" for name, option in
             re.findall(r"build/concordat ([a-z]+)[^\n`#]* (--[\w-]+)", readme)
             if option not in {**options.get(name, {}), "--help": ""}]
    results.check("each at its command", "\n".join(wrong))
    results.check("the guide tells all commands and no others",
                  "\n".join(sorted((guide.keys() - {"Exit status"}) ^ known)))
    for name in sorted(known):
        results.check(f"and the options of {name} with their values",
                      "" if guide.get(name) == options[name]
                      else f"--help: {options[name]}\nguide: {guide.get(name)}")


def check_words(results, folder):
    page = plain(say("man"))
    (folder / "completion").write_text(say("completion"), "utf-8")
    commands = COMMAND.findall(say("--help").split("commands:")[1].split("\n\n")[0])
    results.check("there are commands", "" if len(commands) > 5 else say("--help"))
    offered = complete(folder, "concordat", "")
    for name, what in commands:
        text = say(name, "--help")
        options = OPTION.findall(text)
        lacking = [f"{name}: {what}"] if f"\n{what}\n" not in page or what not in text else []
        for option, value, words in options:
            entry = f"\n{option}{' ' if value else ''}{value}\n{words}\n"
            lacking += [entry] if entry not in page.split(f"\nconcordat {name}")[1] else []
        results.check(f"the manual page tells {name} as its help does", "\n".join(lacking))
        found = complete(folder, "concordat", name, "--")
        results.check(f"completion offers {name} and its options",
                      "" if name in offered and sorted(found) ==
                      sorted(["--help", *(option for option, _, _ in options)])
                      else f"{offered} {found}")
    check_told(results, commands)
    results.check("completion offers the values of an option",
                  "" if complete(folder, "concordat", "build", "--audience", "m") == ["members"]
                  else complete(folder, "concordat", "build", "--audience", "m"))
    results.check("and what a command works on",
                  "" if complete(folder, "concordat", "new", "an") == ["annual-report"]
                  else complete(folder, "concordat", "new", "an"))
    if shutil.which("groff"):
        done = subprocess.run(["groff", "-man", "-ww", "-Tutf8", "-z"], input=say("man"), text=True,
                              capture_output=True, timeout=60, check=False)
        results.check("the manual page is well-formed", done.stderr)
    else:
        results.skip("the manual page is well-formed", "there is no groff")


def run(program, folder, *words):
    return subprocess.run([program, *words], cwd=folder, stdin=subprocess.DEVNULL, text=True,
                          capture_output=True, timeout=60, check=False,
                          env={k: v for k, v in os.environ.items() if k != "CONCORDAT_SHARE"})


def check_installed(results, folder):
    made = subprocess.run(["make", "-s", "install", f"DESTDIR={folder}/root", "PREFIX=/usr"], cwd=ROOT,
                          stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False,
                          env={k: v for k, v in os.environ.items()
                               if k not in ("MAKEFLAGS", "MAKELEVEL", "FLAVOUR")})
    results.check("make install", made.stderr if made.returncode else "")
    usr = folder / "root/usr"
    lacking = [place for place in (
        "bin/concordat", "share/concordat/templates/layouts/base.mustache",
        "share/concordat/templates/starters/site/site.yaml", "share/concordat/schema/trust.json",
        "share/man/man1/concordat.1", "share/bash-completion/completions/concordat")
        if not (usr / place).is_file() or not (usr / place).stat().st_size]
    results.check("puts all of it in place", "\n".join(lacking))
    if lacking:
        return
    usr.rename(folder / "moved")
    program = folder / "moved/bin/concordat"
    for name, words, where in (
            ("the installed program starts a site",
             ("new", "site", "elsewhere", "--name", "Sample", "--area", "Sample"), folder),
            ("and a theme", ("new", "theme", "../theme"), folder / "elsewhere"),
            ("and publishes the one with the other",
             ("build", "--strict", "--templates", "../theme"), folder / "elsewhere")):
        done = run(program, where, *words)
        results.check(name, "" if done.returncode == 0 else done.stdout + done.stderr)
    published = folder / "elsewhere/site/public/assets"
    results.check("with the styles of both",
                  "" if (published / "site.css").is_file() and (published / "theme.css").is_file()
                  else "they are not there")


def main():
    results = tap.Tap()
    with tempfile.TemporaryDirectory(prefix="concordat-") as name:
        folder = pathlib.Path(name)
        check_words(results, folder)
        check_installed(results, folder)
    return results.finish()


sys.exit(main())
