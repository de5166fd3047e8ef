#!/usr/bin/env python3
"""data.py: the open data of content/ and of a site of awkward values, read with other programs' eyes.

The tables are read by Python's csv and counted against trust.json and against what the page of the
data says; the feed and the map by xmllint and an XML parser; the graph by a reader of DOT of our own;
JSON-LD as JSON. Nothing that is withheld is in any file, and the same content makes the same bytes.
What JSON Schema, Popolo and calendars ask for is tests/data/run's.
"""
import csv
import html
import io
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ElementTree

import tap

ROOT = pathlib.Path(__file__).resolve().parents[2]
PROGRAM = os.path.abspath(os.environ.get("CONCORDAT", ROOT / "build/concordat"))
AWKWARD = ROOT / "tests/golden/open-data/content"
ATOM = "{http://www.w3.org/2005/Atom}"
MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
NUMBER = re.compile(r"-?\d+(\.\d+)?")
FORMULA = "=+-@\t\r\n＝＋－＠"


def build(content, output, *words):
    subprocess.run([PROGRAM, "build", "--content", content, "--output", output, *words], cwd=ROOT,
                   stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, check=True)
    return output


def folders(site):
    """The folders of data of a site, by trust."""
    return {path.parent.name: path for path in sorted(site.glob("*/data"))}


def rows_of(path):
    """A table as a list of dicts; what is wrong with its bytes raises ValueError."""
    data = path.read_bytes()
    if not data.startswith(b"\xef\xbb\xbf"):
        raise ValueError(f"{path}: no byte order mark")
    text = data[3:].decode("utf-8")
    if not text.endswith("\r\n") or re.search(r"(?<!\r)\n", re.sub(r'"[^"]*"', "", text)):
        raise ValueError(f"{path}: rows do not end with CR LF")
    table = list(csv.reader(io.StringIO(text, newline=""), strict=True))
    if any(len(row) != len(table[0]) for row in table) or len(set(table[0])) != len(table[0]):
        raise ValueError(f"{path}: rows of several lengths, or a heading twice")
    return [dict(zip(table[0], row)) for row in table[1:]]


def trust_of(folder):
    return json.loads((folder / "trust.json").read_text("utf-8"))


# ------------------------------------------------------------------ tables

def rows_expected(trust):
    """How many rows each table has, by trust.json."""
    figures = ("baselines", "targets", "series")
    return {
        **{name: len(trust.get(name, [])) for name in
           ("bodies", "organisations", "people", "seats", "links", "outcomes", "indicators",
            "actions", "meetings")},
        "members": sum(len(seat.get("holders", [])) for seat in trust.get("seats", [])),
        "figures": sum(len(one.get(name, [])) for one in trust.get("indicators", [])
                       for name in figures),
    }


def check_counts(folder):
    trust = trust_of(folder)
    for name, count in rows_expected(trust).items():
        path = folder / f"{name}.csv"
        found = len(rows_of(path)) if path.exists() else 0
        if found != count or path.exists() != (count > 0):
            yield f"{path}: {found} rows, {count} by trust.json"


def check_page(folder):
    """The page names each file that is there and no other, with its rows and all its columns."""
    page = (folder / "index.html").read_text("utf-8")
    named = set(re.findall(r'<dd><a href="([^"/]+)">', page))
    there = {path.name for path in folder.iterdir()} - {"index.html"}
    if named != there:
        yield f"{folder}: the page names {named ^ there} otherwise than what is there"
    for name in sorted(named):
        if not name.endswith(".csv"):
            continue
        rows = rows_of(folder / name)
        count = re.search(rf'<a href="{name}">{name}</a> <span class="hint">\((\d+) rows?\)', page)
        if not count or int(count.group(1)) != len(rows):
            yield f"{folder}/{name}: the page does not say {len(rows)} rows"
        part = page.split(f'<details id="file_{name[:-4]}">')[1].split("</details>")[0]
        columns = re.findall(r"<dt><code>([^<]+)</code>.*?</dt><dd>([^<]+)</dd>", part)
        if [html.unescape(column) for column, _ in columns] != list(rows[0]):
            yield f"{folder}/{name}: the page has other columns"
    for name, count in re.findall(r'<dt><code>(\w+)</code> <span class="hint">(\d+) records?', page):
        if len(trust_of(folder)[name]) != int(count):
            yield f"{folder}: the page counts {count} {name}"


def check_described(folder):
    """csv-metadata.json has each table with its columns, and the cells are of the types it says."""
    path = folder / "csv-metadata.json"
    tables = {table["url"]: table for table in json.loads(path.read_text("utf-8"))["tables"]}
    if set(tables) != {one.name for one in folder.glob("*.csv")}:
        yield f"{path}: other tables than there are"
    forms = {"integer": r"-?\d+", "decimal": r"-?\d+(\.\d+)?", "boolean": r"true|false",
             "date": r"\d{4}-\d\d-\d\d", "string": r"(?s).*"}
    for name, table in tables.items():
        rows = rows_of(folder / name)
        columns = table["tableSchema"]["columns"]
        if [column["titles"] for column in columns] != list(rows[0]):
            yield f"{path}: other columns in {name}"
        for column in columns:
            if not column["dc:description"].strip():
                yield f"{path}: {name}: {column['name']} is not described"
            for row in rows:
                cell = row[column["titles"]]
                parts = cell.split(column["separator"]) if "separator" in column else [cell]
                for part in parts:
                    if part not in column["null"] and not re.fullmatch(forms[column["datatype"]], part):
                        yield f"{folder}/{name}: {column['name']}: '{part}' is no {column['datatype']}"


def check_cells(folder):
    """No cell is a formula; a number is one."""
    for path in sorted(folder.glob("*.csv")):
        for row in rows_of(path):
            for name, cell in row.items():
                if cell and cell[0] in FORMULA and not NUMBER.fullmatch(cell):
                    yield f"{path}: {name}: {cell!r} may be taken for a formula"
                if cell.startswith("'") and NUMBER.fullmatch(cell[1:]):
                    yield f"{path}: {name}: {cell!r} is a number and guarded"


def check_ids(folder):
    """What the tables name by an id is in the table of those."""
    ids = {name: {row["id"] for row in rows_of(folder / f"{name}.csv")}
           for name in ("bodies", "organisations", "people", "indicators")
           if (folder / f"{name}.csv").exists()}
    where = (("seats", "body_id", "bodies"), ("seats", "holders_ids", "people"),
             ("seats", "organisations_ids", "organisations"), ("members", "body_id", "bodies"),
             ("members", "holders_id", "people"), ("meetings", "body_id", "bodies"),
             ("figures", "indicator_id", "indicators"))
    for name, column, table in where:
        path = folder / f"{name}.csv"
        for row in rows_of(path) if path.exists() else ():
            for one in filter(None, row[column].split("; ")):
                if one not in ids.get(table, ()):
                    yield f"{path}: {column}: there is no {one} in {table}.csv"


def check_awkward_cells(folder):
    """The values of the awkward site come back as they were written."""
    tables = {path.stem: rows_of(path) for path in folder.glob("*.csv")}
    people = {row["id"]: row for row in tables["people"]}
    figures = {row["role"] + row["period"] + row["date"]: row for row in tables["figures"]}
    body = {row["id"]: row for row in tables["bodies"]}
    for found, wanted in (
            (people["bob"]["name"], 'Bob "Bobby" O’Neill, Jr'),
            (people["bob"]["description"], "'@home, or nearly."),
            (people["ann"]["telephone"], "withheld"),
            (figures["baselines2006/07"]["value"], "-3"),
            (figures["targetsby 2010"]["value"], "1268.50"),
            (figures["targetsby 2010"]["date_latest"], "2010-12-31"),
            (figures["targetsby 2010"]["date_earliest"], ""),
            (figures["series2009"]["missing"], "suppressed"),
            (figures["series2008-04-01"]["value"], "0"),
            (figures["series2008-04-01"]["as_printed"], "'-0, almost"),
            (tables["actions"][0]["status"], "'=SUM(A1:A2)"),
            (tables["actions"][0]["leads_types"], "person; post"),
            (body["board"]["website"], "not stated"),
            (body["board"]["meets"], "monthly; quarterly"),
            (body["group"]["standing"], "option"),
            (sorted(row["holders"] for row in tables["members"])[0], "Ann Smith")):
        if found != wanted:
            yield f"found {found!r}, not {wanted!r}"


# ------------------------------------------------------------------ the site as a whole

def pages_of(site):
    """The pages of a site that are something to read: not those that only lead on."""
    return [page for page in sorted(site.rglob("index.html"))
            if 'http-equiv="refresh"' not in page.read_text("utf-8")]


def whole(url, at=""):
    return url.rstrip("/") + "/" + at


def lint(path):
    done = subprocess.run(["xmllint", "--noout", "--nonet", path], stdout=subprocess.PIPE,
                          stderr=subprocess.STDOUT, text=True, check=False)
    return done.stdout


def check_feed(site, url, entries, not_in):
    """RFC 4287: what a feed and an entry must have, once each; newest first."""
    path = site / "feed.atom"
    yield from filter(None, [lint(path)])
    feed = ElementTree.parse(path).getroot()
    for element in [feed, *feed.findall(f"{ATOM}entry")]:
        for name in ("id", "title", "updated"):
            if len(element.findall(ATOM + name)) != 1 or not element.find(ATOM + name).text:
                yield f"{path}: not one {name} in {element.find(ATOM + 'id').text}"
    links = [link.get("rel") for link in feed.findall(f"{ATOM}link")]
    if feed.tag != f"{ATOM}feed" or links != ["self"] or not feed.findtext(f"{ATOM}author/{ATOM}name"):
        yield f"{path}: no feed with a link to itself and an author"
    days = [entry.findtext(f"{ATOM}updated") for entry in feed.findall(f"{ATOM}entry")]
    if days != sorted(days, reverse=True) or any(not re.fullmatch(r"\d{4}-\d\d-\d\dT00:00:00Z", day)
                                                 for day in days):
        yield f"{path}: entries are not in the order of their days: {days}"
    if days and feed.findtext(f"{ATOM}updated") != days[0]:
        yield f"{path}: the feed is not updated when its first entry is"
    ids = [entry.findtext(f"{ATOM}id") for entry in feed.findall(f"{ATOM}entry")]
    for one in ids:
        page = site / one.removeprefix(whole(url)) / "index.html"
        if not one.startswith(whole(url)) or not page.is_file():
            yield f"{path}: there is no page at {one}"
        if not_in in one:
            yield f"{path}: {one} is of a made-up trust"
    if len(set(ids)) != len(ids) or (entries is not None and len(ids) != entries):
        yield f"{path}: {len(ids)} entries, {entries} expected"


def check_map(site, url):
    """The map has the address of each page, once."""
    path = site / "sitemap.xml"
    yield from filter(None, [lint(path)])
    root = ElementTree.parse(path).getroot()
    found = [one.text for one in root.iterfind(f"{MAP}url/{MAP}loc")]
    pages = {whole(url, page.relative_to(site).as_posix().removesuffix("index.html"))
             for page in pages_of(site)}
    if root.tag != f"{MAP}urlset" or set(found) != pages or len(found) != len(pages):
        yield f"{path}: {sorted(set(found) ^ pages)[:5]} differ"


def check_heads(site, url):
    """Each page has its address, the feed, and JSON-LD whose addresses are pages of the site."""
    kinds = set()
    for page in pages_of(site):
        text = page.read_text("utf-8")
        here = whole(url, page.relative_to(site).as_posix().removesuffix("index.html"))
        if text.count(f'<link rel="canonical" href="{here}">') != 1:
            yield f"{page}: no canonical address {here}"
        for name in ("type", "url", "title", "site_name"):
            if len(re.findall(rf'<meta property="og:{name}" content="[^"]+">', text)) != 1:
                yield f"{page}: not one og:{name}"
        scripts = re.findall(r'<script type="application/ld\+json">(.*?)</script>', text, re.S)
        if len(scripts) != 1:
            yield f"{page}: {len(scripts)} scripts of JSON-LD"
            continue
        data = json.loads(scripts[0])
        for thing in data["@graph"]:
            kinds.add(thing["@type"])
            for item in thing.get("itemListElement", []):
                if not (site / item["item"].removeprefix(whole(url)) / "index.html").is_file():
                    yield f"{page}: there is no {item['item']}"
            steps = [item["position"] for item in thing.get("itemListElement", [])]
            if steps != list(range(1, len(steps) + 1)):
                yield f"{page}: steps {steps}"
    missing = {"BreadcrumbList", "Organization", "WebSite"} - kinds
    if missing:
        yield f"{site}: no {missing} anywhere"


def check_meeting(site):
    """An event has its time with the distance from UTC, before and in summer time."""
    for name, start, status in (("2026-03-27-board", "2026-03-27T14:00:00+00:00", "EventScheduled"),
                                ("2026-03-30-board", "2026-03-30T14:00:00+01:00", "EventCancelled")):
        text = (site / "sample/meetings" / name / "index.html").read_text("utf-8")
        graph = json.loads(re.search(r'ld\+json">(.*?)</script>', text, re.S).group(1))["@graph"]
        event = [thing for thing in graph if thing["@type"] == "Event"][0]
        if event["startDate"] != start or event["eventStatus"] != f"https://schema.org/{status}":
            yield f"{name}: {event}"
    made_up = (site / "made-up/index.html").read_text("utf-8")
    if '"@type":"Organization"' in made_up:
        yield "a made-up trust is told as an organisation"
    if '"@type":"Organization"' in (site / "sample/bodies/group/index.html").read_text("utf-8"):
        yield "a body that could be is told as an organisation"


# ------------------------------------------------------------------ graphs

DOT_TOKEN = re.compile(r'\s*("(?:[^"\\]|\\.)*"|->|[\w.]+|[{}\[\]=,;])')


def read_dot(text):
    """The nodes and edges of a digraph: nodes by name, edges as pairs, each with its attributes."""
    tokens, place = [], 0
    while place < len(text.rstrip()):
        match = DOT_TOKEN.match(text, place)
        if not match:
            raise ValueError(f"not DOT: {text[place:place + 40]!r}")
        tokens.append(match.group(1))
        place = match.end()
    if tokens[0] != "digraph" or tokens[2] != "{" or tokens[-1] != "}":
        raise ValueError("no digraph")
    nodes, edges, statement, rest = {}, [], [], tokens[3:-1]
    for token in rest:
        if token != ";":
            statement.append(token)
            continue
        attributes = {}
        if "[" in statement:
            inner = statement[statement.index("[") + 1:-1]
            for i in range(0, len(inner), 4):
                if inner[i + 1] != "=" or (i + 3 < len(inner) and inner[i + 3] != ","):
                    raise ValueError(f"not attributes: {inner}")
                attributes[inner[i]] = inner[i + 2].strip('"')
        if "->" in statement:
            edges.append((statement[0].strip('"'), statement[2].strip('"'), attributes))
        elif statement[0].startswith('"'):
            nodes[statement[0].strip('"')] = attributes
        statement = []
    return nodes, edges


def check_graph(folder):
    trust = trust_of(folder)
    path = folder / "structure.dot"
    if not path.exists():
        if trust.get("bodies"):
            yield f"{path}: not there"
        return
    nodes, edges = read_dot(path.read_text("utf-8"))
    standing = {f"body:{body['id']}": body.get("standing") for body in trust["bodies"]}
    drawn = [link for link in trust.get("links", []) if not link.get("denied")
             and "party" in link and "target" in link]
    if len(edges) != len(drawn):
        yield f"{path}: {len(edges)} edges, {len(drawn)} links that nobody denies"
    if not set(standing) <= set(nodes):
        yield f"{path}: bodies are missing"
    for start, end, _ in edges:
        if start not in nodes or end not in nodes:
            yield f"{path}: {start} -> {end} has no node"
    for name, word in standing.items():
        tentative = word not in (None, "existing", "established")
        if (nodes[name].get("style") == "dashed") != tentative or \
                (nodes[name].get("standing") == word) != tentative:
            yield f"{path}: {name} is {word}, drawn as {nodes[name]}"


# ------------------------------------------------------------------ what is not there

def check_withheld(public, members):
    """The canaries are in the members' edition and in no byte of the public one."""
    found = {path.relative_to(members).as_posix() for path in members.rglob("*")
             if path.is_file() and b"anary" in path.read_bytes() and path.parent.name == "data"}
    expected = {f"sample/data/{name}" for name in (
        "trust.json", "popolo.json", "people.csv", "members.csv", "seats.csv", "bodies.csv",
        "meetings.csv", "meetings.ics", "structure.dot")}
    if found != expected:
        yield f"the members' data has canaries elsewhere: {sorted(found ^ expected)}"
    for path in public.rglob("*"):
        if path.is_file() and b"anary" in path.read_bytes():
            yield f"{path.relative_to(public)}: something withheld is in the public edition"
    edition = json.loads((members / "sample/data/trust.json").read_text("utf-8"))["edition"]
    if edition != "members":
        yield f"the members' edition calls itself {edition}"


def check_without_url(work):
    """Without a url there is neither feed nor map, and addresses are relative and lead to pages."""
    content = work / "without"
    shutil.copytree(AWKWARD, content)
    site_file = content / "site.yaml"
    site_file.write_text(re.sub(r"(?m)^url:.*\n", "", site_file.read_text("utf-8")), "utf-8")
    site = build(content, work / "without-url")
    for name in ("feed.atom", "sitemap.xml"):
        if (site / name).exists():
            yield f"{name} is there"
    folder = site / "sample/data"
    for record in trust_of(folder)["bodies"]:
        if not (folder / record["url"]).is_file():
            yield f"trust.json: {record['url']} leads nowhere"
    for row in rows_of(folder / "bodies.csv"):
        if not (folder / row["url"]).is_file():
            yield f"bodies.csv: {row['url']} leads nowhere"
    page = (site / "sample/index.html").read_text("utf-8")
    if "ld+json" in page or "og:" in page or "feed.atom" in page:
        yield "a page tells of whole addresses"


def bytes_of(site):
    return {path.relative_to(site): path.read_bytes() for path in sorted(site.rglob("*"))
            if path.is_file() and ".concordat" not in path.parts}


def main():
    results = tap.Tap()
    with tempfile.TemporaryDirectory(prefix="concordat-") as scratch:
        work = pathlib.Path(scratch)
        awkward = build(AWKWARD, work / "awkward")
        members = build(AWKWARD, work / "members", "--audience", "members")
        content = build(ROOT / "content", work / "content")
        url = re.search(r"(?m)^url: (\S+)", (ROOT / "content/site.yaml").read_text("utf-8")).group(1)
        checks = (("rows are those of trust.json", check_counts), ("the page tells them", check_page),
                  ("their description holds", check_described), ("no cell is a formula", check_cells),
                  ("ids lead to rows", check_ids), ("graphs", check_graph))
        for site in (content, awkward, members):
            data = folders(site)
            for name, function in checks:
                problems = [line for folder in data.values() for line in function(folder)]
                results.check(f"{site.name}: {name}: {len(data)} trusts", "\n".join(problems))
        for name, problems in (
                ("awkward values", check_awkward_cells(awkward / "sample/data")),
                ("feed of content/", check_feed(content, url, None, "/exampleshire/")),
                ("feed of the awkward site: three meetings and a paper with a day",
                 check_feed(awkward, "https://data.example/site", 4, "/made-up/")),
                ("map of content/", check_map(content, url)),
                ("map of the awkward site", check_map(awkward, "https://data.example/site")),
                ("heads of the pages of content/", check_heads(content, url)),
                ("heads of the awkward site", check_heads(awkward, "https://data.example/site")),
                ("events, and what is not told as there", check_meeting(awkward)),
                ("what is withheld is in no file", check_withheld(awkward, members)),
                ("a site without a url", check_without_url(work))):
            results.check(name, "\n".join(problems))
        results.check("a trust of one paragraph has no data",
                      "it has" if (awkward / "quiet/data").exists() else "")
        again = build(AWKWARD, work / "again", "--jobs", "1")
        results.check("the same bytes again", "" if bytes_of(again) == bytes_of(awkward) else "they differ")
        files = [path for site in (content, awkward) for path in site.glob("*/data/*")]
        print(f"counted: {len(files)} files of open data were read", flush=True)
    return results.finish()


sys.exit(main())
