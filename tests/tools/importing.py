#!/usr/bin/env python3
"""importing.py: member lists out of spreadsheets: encodings, bad rows, spelling variants.

Every row of a spreadsheet is in the definition that comes out or is reported, with its line; and the
definition is one that the program itself reads.
"""
import os
import pathlib
import pty
import re
import subprocess
import sys
import tempfile

import tap

ROOT = pathlib.Path(__file__).resolve().parents[2]
PROGRAM = os.path.abspath(os.environ.get("CONCORDAT", ROOT / "build/concordat"))

SITE = "title: Imported\nlanguage: en\nsummary: A site of one trust.\n"
TRUST = """\
name: Sample Children’s Trust
area: Sample
area_kind: county
as_of: 2009-06-01
summary: A trust of one board.
fictional: yes
bodies:
  - {id: board, name: The Board, kind: board, standing: existing}
"""


def run(folder, *words):
    return subprocess.run([PROGRAM, *words], cwd=folder, stdin=subprocess.DEVNULL,
                          capture_output=True, text=True, timeout=60, check=False)


def import_bytes(folder, data, *more):
    (folder / "members.csv").write_bytes(data)
    return run(folder, "import", "seats", "members.csv", *more)


def check(results, name, done, status, in_yaml=(), in_report=(), not_in_yaml=()):
    lacking = [part for part in in_yaml if part not in done.stdout]
    lacking += [part for part in in_report if part not in done.stderr]
    lacking += [f"not {part}" for part in not_in_yaml if part in done.stdout]
    problem = f"lacks {lacking}\n{done.stdout}\n{done.stderr}" if lacking else ""
    if done.returncode != status:
        problem = f"exit status {done.returncode}\n{problem or done.stderr}"
    results.check(name, problem)


def check_reads_back(results, name, folder, done):
    """What came out, beside a trust, is checked and publishes."""
    trust = folder / "content/trusts/sample"
    trust.mkdir(parents=True, exist_ok=True)
    (folder / "content/site.yaml").write_text(SITE, "utf-8")
    (trust / "trust.yaml").write_text(TRUST, "utf-8")
    (trust / "seats.yaml").write_text(done.stdout, "utf-8")
    checked = run(folder, "check", "--templates", str(ROOT / "templates"))
    results.check(name, "" if checked.returncode == 0 else done.stdout + checked.stderr)


def check_encodings(results, folder):
    rows = "Name,Agency,Role\r\nÅsa Öst,“Health” – North,Chair\r\n"
    plain = ("name: Åsa Öst", "name: “Health” – North", "id: asa-ost")
    for name, data, said in (
            ("UTF-8", rows.encode(), ", UTF-8"),
            ("UTF-8 with a byte order mark", b"\xef\xbb\xbf" + rows.encode(), ", UTF-8"),
            ("Windows-1252", rows.encode("cp1252"), "read as Windows-1252"),
            ("UTF-16", "\ufeff".encode("utf-16-le") + rows.encode("utf-16-le"), ", UTF-16"),
            ("UTF-16 with the large end first and tabs",
             "\ufeff".encode("utf-16-be") + rows.replace(",", "\t").encode("utf-16-be"), ", UTF-16"),
            ("semicolons", rows.replace(",", ";").encode(), "parted by semicolons"),
            ("tabs", rows.replace(",", "\t").encode(), "parted by tabs"),
            ("line ends of old Macs", rows.replace("\r\n", "\r").encode(), "1 rows below")):
        done = import_bytes(folder, data)
        check(results, f"{name} is read and said", done, 0, plain, (said,))
    check(results, "a column of the person is told where it belongs",
          import_bytes(folder, b"Name,E-mail address,Fax\nJo Marsh,jo@example.org,1\n"), 0, (),
          ("write email: below people:", "its columns can be: name, organisation, post, capacity"))
    data = "\ufeffName\nÅsa 𝒳 \ufffd".encode("utf-16-le") + b"\x00\xd8"
    check(results, "characters of four bytes are kept, and half of one is shown as such",
          import_bytes(folder, data), 0, ("name: Åsa 𝒳 \ufffd\ufffd",))
    done = import_bytes(folder, rows.encode("utf-16-le"))
    check(results, "UTF-16 without a mark is no text, and how to save it is said", done, 1, (),
          ("members.csv:1:2:", "CSV UTF-8"))
    done = import_bytes(folder, b'Name,Notes\n"O\'Hara, Pat","one\r\ntwo ""quoted"" three"\n')
    check(results, "quoted cells keep commas, quotation marks and line breaks", done, 0,
          ("name: O'Hara, Pat", 'one two "quoted" three'))


def check_rows(results, folder):
    done = import_bytes(folder, "\n".join((
        "Member,Organisation,Job title,Membership,Start date,End date,Vacancy,Fax",
        "Cllr Jane Smith,County Council,Lead Member,Chairman,12/03/2009,,,01",
        ",Health: North,Chief Executive,Vice Chair,,,Y,",
        "Member B,none,=1+1,Advisor,2009,,no,",
        "Member C,,@SUM(A1),+1,,,,",
        "Member D,,,Ruler,,,,",
        "Member E,,,Member,31/02/2009,,,",
        "Member F,,,Member,,,,,,over",
        ",,,Member,,,,", "")).encode())
    check(results, "synonyms, dates, and words that YAML would take for others", done, 1,
          ("name: Jane Smith\n    honorific: Cllr", "capacity: chair\n    from: 2009-03-12",
           'name: "Health: North"', "capacity: vice-chair\n    vacant: yes", 'name: "none"',
           "capacity: adviser", "title: =1+1"),
          ("column 'Member' is taken as holders", "the column 'Fax' is not taken",
           "members.csv:5:", "members.csv:6:", "members.csv:7:", "members.csv:8:", "members.csv:9:",
           "3 rows taken, 5 left out"),
          ("name: Member D", "name: Member E"))
    lines = [int(number) for number in re.findall(r"# line (\d+) was left out", done.stdout)]
    results.check("each row that is left out stands in a comment",
                  "" if lines == [5, 6, 7, 8, 9] else done.stdout)
    check_reads_back(results, "what comes out is read back without an error", folder, done)
    hostile = import_bytes(folder, "Name,Job title,Notes\n"
                           "- a: b # c,'single',{x: [1]}\n\"  \"\" : \",&anchor,*alias\n"
                           "!tag,% directive,|\nseats.csv,~,true\n".encode())
    check_reads_back(results, "nor are cells that look like YAML", folder, hostile)
    named = import_bytes(folder, b"Name,Organisation,Role\nNull,None,Chair\nNo;Null,Yes,Member\n")
    check(results, "no id is a word that is read as something else", named, 0,
          ("- id: null-2", "holders: null-2", "organisations: none-2", "holders: [no-2, null-2]"))
    check_reads_back(results, "and people of such names are read back", folder, named)
    named = import_bytes(folder, b"Name,Role\nNot Stated,Chair\nNone,Member\n")
    check(results, "nor one that only looks like such a word", named, 0,
          ("- id: not-stated-2", 'name: "Not Stated"', 'name: "None"'))
    check_reads_back(results, "which is read back, too", folder, named)
    lines = import_bytes(folder, "Name,Role,Group\nA\u2028B,Chair,x: y\u2028z\n,Ruler,a\u2028b: c\n".encode())
    check(results, "what YAML takes for the end of a line is written so that it is none", lines, 1,
          ('name: "A\\u2028B"', 'group: "x: y\\u2028z"', "# line 3 was left out:  | Ruler | a b: c"))
    check_reads_back(results, "and is read back", folder, lines)
    long = "Organisation of a name so long that it has more than sixty-four letters in it"
    done = import_bytes(folder, f"Organisation,Role\n{long},Chair\n{long},Member\n".encode())
    results.check("a long name that stands twice is one organisation",
                  "" if done.stdout.count(f"name: {long}") == 1 else done.stdout)
    done = import_bytes(folder, b"Name,Role\nMember A,Chair\n", "--body", "pab")
    check(results, "the body can be said", done, 0, ("- body: pab",))
    done = import_bytes(folder, b"Members of the Board,,\n\nName,Role,Agency\nMember A,Chair,Health\n")
    check(results, "a title above the headings is told once", done, 1, (),
          ("members.csv:1:1: error: [spreadsheet] row 1 looks like a title", "(delete rows 1 to 2)",
           "1 error"))
    done = import_bytes(folder, b"Name,Role,From\nVacancy,Chair,13-Apr-25\ntbc,Member,1 Sep 97\n")
    check(results, "a person called Vacancy is told, and a date with two digits read", done, 0,
          ("from: 2025-04-13", "from: 1997-09-01"),
          ("members.csv:2:1: warning: [name-of-nobody] 'Vacancy' becomes a person",
           "members.csv:3:1: warning: [name-of-nobody] 'tbc'"))
    for name, data in (("an empty file", b""), ("headings alone", b"Name,Role\n"),
                       ("an open quotation mark", b'Name\n"Member A\n'),
                       ("a control character", b"Name\nMember\x01A\n")):
        done = import_bytes(folder, data)
        check(results, f"{name} is told", done, 1, (), ("members.csv",))
    done = run(folder, "import", "seats", "nowhere.csv")
    check(results, "a file that is not there is the system's matter", done, 3, (), ("nowhere.csv",))
    done = run(folder, "import", "people", "members.csv")
    check(results, "what cannot be imported is wrong usage", done, 2)


def check_in_a_new_site(results, folder):
    """What comes out goes into a site that has just been begun, of a real trust, as it is."""
    environment = {**os.environ, "CONCORDAT_SHARE": str(ROOT)}
    for words in ((), ("--source", "terms-of-reference", "--standing", "shadow")):
        site = folder / f"begun{len(words)}"
        started = subprocess.run([PROGRAM, "new", "site", site, "--name", "Sample", "--area", "Sample"],
                                 cwd=folder, capture_output=True, text=True, env=environment, check=False)
        done = import_bytes(folder, "Name,Role,Organisation\nJo Marsh,Chair,Ärzte\n".encode(), *words)
        trust = site / "content/trusts/sample"
        (trust / "members.yaml").write_text(done.stdout, "utf-8")
        bodies = (trust / "bodies.yaml").read_text("utf-8")
        (trust / "bodies.yaml").write_text(bodies.replace("    seats: seats.csv\n", ""), "utf-8")
        checked = run(site, "check", "--strict", "--templates", str(ROOT / "templates"))
        results.check(f"it passes as it is in a new site: {' '.join(words)}",
                      "" if checked.returncode == 0 and not checked.stderr and "seats: seats" in bodies
                      else started.stderr + done.stdout + checked.stderr)
        results.check("and says its source and standing",
                      "" if ("standing: shadow\n    sources: terms-of-reference" if words else
                             "standing: existing\n    sources: members-list") in done.stdout
                      else done.stdout)
    for words in (("--source", "Terms"), ("--standing", "perhaps")):
        check(results, f"{' '.join(words)} is wrong usage", import_bytes(folder, b"Name\nA\n", *words), 2)


VARIANTS = b"Name,Role\nJane Smithson,Chair\nJaen Smithson,Member\nJane Smithson,Member\n"


def answer_on_terminal(folder, answer):
    """The definition, with the question answered by a person at a terminal."""
    (folder / "members.csv").write_bytes(VARIANTS)
    ours, theirs = pty.openpty()
    with subprocess.Popen([PROGRAM, "import", "seats", "members.csv"], cwd=folder, stdin=theirs,
                          stdout=subprocess.PIPE, stderr=theirs, text=True) as process:
        os.write(ours, answer)
        output, _ = process.communicate(timeout=60)
    os.close(theirs)
    os.close(ours)
    return output


def check_variants(results, folder):
    done = import_bytes(folder, VARIANTS)
    check(results, "names spelt nearly alike are reported and kept apart", done, 0,
          ("id: jane-smithson\n", "id: jaen-smithson\n"), ("members.csv:3:1: warning",))
    results.check("a name that stands twice is one person",
                  "" if done.stdout.count("name: Jane Smithson") == 1 else done.stdout)
    joined = answer_on_terminal(folder, b"y\n")
    results.check("at a terminal they are joined on a yes, the other spelling kept",
                  "" if "- text: Jaen Smithson" in joined and "id: jaen-smithson" not in joined
                  else joined)
    apart = answer_on_terminal(folder, b"n\n")
    results.check("and kept apart on a no", "" if "id: jaen-smithson" in apart else apart)


def main():
    results = tap.Tap()
    with tempfile.TemporaryDirectory(prefix="concordat-") as name:
        folder = pathlib.Path(name)
        check_encodings(results, folder)
        check_rows(results, folder)
        check_in_a_new_site(results, folder)
        check_variants(results, folder)
    return results.finish()


sys.exit(main())
