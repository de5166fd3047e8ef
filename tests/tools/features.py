#!/usr/bin/env python3
"""features.py: the made-up trust shows every feature, says that it is made up, and keeps apart.

    tests/tools/features.py SITE

Every field that an author may write, every value of every list of choices and every kind of link is
used in content/trusts/exampleshire. What is for members or exempt there is not in SITE, the public
edition. Each of its pages in SITE says that it is made up, and nothing else of the site names it
but the directory.
"""
import html
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile

import plain_yaml
import tap

ROOT = pathlib.Path(__file__).resolve().parents[2]
PROGRAM = os.path.abspath(os.environ.get("CONCORDAT", ROOT / "build/concordat"))
TRUST = ROOT / "content/trusts/exampleshire"
DEFINITIONS = "\n".join(path.read_text("utf-8")
                        for path in sorted((ROOT / "include/concordat/schema").glob("*.def")))

# What authors write, by the roles that records.def gives to types; views are made for templates.
WRITTEN = ("ROOT", "LISTED", "ITEM", "PART", "PAGE", "DIRECTIVE")
PAGES = {"pages": "narrative", "safeguarding": "annual_summary", "papers": "paper",
         "handbook": "chapter"}

# What the made-up trust cannot show, and why: fields by type, and values by the field that chooses.
EXCEPTIONS = {
    ("site", "home"): "its first page is the directory",
    ("site", "publisher"): "no office publishes it",
    ("accessibility", "scope"): "the statement is about all of the site",
    ("accessibility", "answered_within"): "nobody answers for it",
    ("accessibility", "tested"): "its tests run at each change",
    ("accessibility_contact", "email"): "nobody answers for it",
    ("accessibility_contact", "telephone"): "nobody answers for it",
    ("accessibility_contact", "form"): "nobody answers for it",
    ("barrier", "criterion"): "no criterion is known to be failed",
    ("barrier", "mended_by"): "no day is promised",
}
VALUE_EXCEPTIONS = {
    ("area_kind", "unitary"): "a trust is of one kind",
    ("area_kind", "city"): "a trust is of one kind",
    ("area_kind", "several"): "a trust is of one kind",
    ("told", "in-short"): "all is told of it",
    ("conformance", "full"): "a site has one statement",
    ("conformance", "no"): "a site has one statement",
    ("grounds", "non-compliance"): "no criterion is known to be failed",
    ("grounds", "disproportionate-burden"): "nothing was found too dear to mend",
    ("method", "third-party"): "nobody else has tested it",
    ("enforcement", "equality-advisory-service"): "no public body publishes it",
    ("enforcement", "equality-commission"): "no public body publishes it",
    ("access_regime", "wales"): "an English trust has no body under the law of Wales",
}
# The guide's chapters are records of the site.
OTHER_TYPES = {"guide"}
# Parts of the site that may name the made-up trust beside its own folder.
MAY_NAME_IT = ("index.html", "guide/", "search/", "sitemap.xml")


def schema_of(type_name):
    done = subprocess.run([PROGRAM, "schema", type_name], stdout=subprocess.PIPE, check=True)
    return json.loads(done.stdout)


RECORDS = set(re.findall(r"^RECORD\((\w+),", DEFINITIONS, re.M))


def whole(node, definitions):
    """The schema with what it refers to in its place, but for records, which refer to one another."""
    if isinstance(node, list):
        return [whole(item, definitions) for item in node]
    if not isinstance(node, dict):
        return node
    target = node.get("$ref", "").split("/")[-1]
    if target in definitions and target not in RECORDS and target != "state":
        return whole(definitions[target], definitions)
    return {name: whole(inner, definitions) for name, inner in node.items()}


class Schema:
    """The fields that may be written, by type: as `concordat schema` tells them."""

    def __init__(self):
        names = re.findall(r"^RECORD\((\w+),\s*(\w+),", DEFINITIONS, re.M)
        self.types = [name for name, role in names if role in WRITTEN and name not in OTHER_TYPES]
        self.fields = {}
        alone = [name for name, role in names if role in ("ROOT", "PAGE", "DIRECTIVE")]
        for name in [name for name in alone if name not in OTHER_TYPES]:
            told = schema_of(name)
            self.fields[name] = whole(told["properties"], told["$defs"])
            for part, definition in told["$defs"].items():
                if "properties" in definition and part in RECORDS:
                    self.fields[part] = whole(definition["properties"], told["$defs"])

    def restricted(self):
        """The fields that are not for everybody unless their value says so."""
        return set(re.findall(r"^\s+\w+\s*\((\w+), (\w+),[^\"]*\b(?:MEMBERS|EXEMPT), \"",
                              DEFINITIONS, re.M))


def within(field, key):
    """What stands under `key` anywhere in the schema of a field."""
    if isinstance(field, dict):
        for name, inner in field.items():
            if name == key:
                yield inner
            else:
                yield from within(inner, key)
    elif isinstance(field, list):
        for inner in field:
            yield from within(inner, key)


def part_of(field):
    """The type of record that a field holds, or ''."""
    for target in within(field, "$ref"):
        name = target.split("/")[2]
        if name in RECORDS and name != "remark":
            return name
    return ""


def choices_of(field):
    """The values among which a field chooses; () for other fields."""
    for values in within(field, "oneOf"):
        return tuple(value["const"] for value in values)
    return ()


def heads(schema):
    """What every record with a head can say: one record's use shows it for all."""
    return {*schema.fields["remark"], "id"}


def is_other_side(type_name, field):
    """True for records that are written here or where they name this one: one of the two will do."""
    first = field.get("anyOf", [{}])[0]
    return type_name != "trust" and first.get("type") == "array" and "$ref" in first.get("items", {})


class Walk:
    """Notes what a definition uses."""

    def __init__(self, schema):
        self.schema = schema
        self.fields = set()  # (type, field)
        self.values = set()  # (choices, value)
        self.chosen_by = {}  # choices: a field that chooses among them
        self.remarks = set()  # fields of a value written long

    def record(self, type_name, node):
        for name, value in node.items():
            self.fields.add((type_name, name))
            self.chosen_by[choices_of(self.schema.fields[type_name][name])] = name
            self.value(self.schema.fields[type_name][name], value)

    def value(self, field, value):
        part = part_of(field)
        if isinstance(value, list):
            for item in value:
                self.value(field, item)
        elif isinstance(value, dict) and part:
            self.record(part, value)
        elif isinstance(value, dict):
            self.remarks |= value.keys() - {"value"}
            self.value(field, value["value"])
            for name in value.keys() & {"standing", "audience"}:
                self.value(self.schema.fields["trust"][name], value[name])
        elif part and not value.endswith(".csv"):
            # A part that is written as one value means its first field.
            self.fields.add((part, next(iter(self.schema.fields[part]))))
        elif choices_of(field):
            self.values.add((choices_of(field), value))


def front_matter(path):
    return path.read_text("utf-8").split("---\n", 2)[1]


def directives(text):
    """The fenced blocks of a page with a word in braces, a record each."""
    for word, lines in re.findall(r"^```\{([\w-]+)\}\n(.*?)^```", text, re.M | re.S):
        fields = plain_yaml.parse(lines)
        yield word.replace("-", "_"), fields if isinstance(fields, dict) else {"text": fields}


def definitions():
    """The records that the files of the trust hold, and site.yaml: (type, fields)."""
    yield "site", plain_yaml.parse((ROOT / "content/site.yaml").read_text("utf-8"))
    for path in sorted(TRUST.rglob("*")):
        if path.suffix == ".yaml":
            yield "trust", plain_yaml.parse(path.read_text("utf-8"))
        elif path.suffix == ".md":
            yield PAGES[path.parent.name], plain_yaml.parse(front_matter(path))
            yield from directives(path.read_text("utf-8"))


def check_fields(results, schema, walk):
    common = heads(schema)
    used_in_heads = {name for _, name in walk.fields} & common
    results.check("what every record can say", "\n".join(sorted(common - used_in_heads)))
    results.check("what a value written long can say",
                  "\n".join(sorted(schema.fields["remark"].keys() - walk.remarks)))
    for type_name in schema.types:
        fields = schema.fields.get(type_name)
        if fields is None:
            results.fail(f"fields of {type_name}", "concordat schema does not tell them")
            continue
        wanted = {name for name, field in fields.items()
                  if name not in common and not is_other_side(type_name, field)}
        unused = wanted - {name for owner, name in walk.fields if owner == type_name}
        excused = {name for owner, name in EXCEPTIONS if owner == type_name}
        problems = [f"not used: {name}" for name in sorted(unused - excused)]
        problems += [f"an exception that is none: {name}" for name in sorted(excused - unused)]
        results.check(f"fields of {type_name}", "\n".join(problems))


def check_values(results, schema, walk):
    lists = {choices_of(field) for fields in schema.fields.values() for field in fields.values()}
    for values in sorted(lists - {()}):
        name = walk.chosen_by.get(values, f"{values[0]} ...")
        unused = {value for value in values if (values, value) not in walk.values}
        excused = {value for field, value in VALUE_EXCEPTIONS if field == name}
        problems = [f"not used: {value}" for value in sorted(unused - excused)]
        problems += [f"an exception that is none: {value}" for value in sorted(excused - unused)]
        results.check(f"values of {name}", "\n".join(problems))


def check_use(results, schema):
    walk = Walk(schema)
    for type_name, record in definitions():
        walk.record(type_name, record)
    check_fields(results, schema, walk)
    check_values(results, schema, walk)


def link_words():
    """The words by which texts link to records."""
    types = re.findall(r"^RECORD_PAGE\(\w+,\s*\"[\w-]+\",\s*(\w+)", DEFINITIONS, re.M)
    types += re.findall(r"^SHOWN\s*\((\w+),", DEFINITIONS, re.M)
    owned = set(re.findall(r"^\s+OWNER\s*\((\w+),", DEFINITIONS, re.M))
    return {"trust", *("page" if name == "narrative" else name.replace("_", "-")
                       for name in types if name not in owned)}


def check_links(results):
    texts = "\n".join(path.read_text("utf-8") for path in TRUST.rglob("*.md"))
    results.check("a spreadsheet is read", "" if list(TRUST.glob("*.csv")) else "there is none")
    used = set(re.findall(r"\]\(([\w-]+):", texts))
    results.check("kinds of links", "\n".join(sorted(link_words() - used)))
    for what, form in (("a heading of the page", r"\]\(#"), ("another page", r"\]\([\w-]+\.md"),
                       ("a definition file", r"\]\(\.\./\w+\.yaml"), ("a place", r":\w+#\w"),
                       ("another site", r"\]\(https:"), ("a letter", r"\]\(mailto:"),
                       ("an image", r"!\[[^\]]+\]\("), ("a footnote", r"\[\^1\]:"),
                       ("a table", r"^Table: "), ("a number", r"\[\]\(#"),
                       ("a label", r"\{#[\w-]+\}")):
        results.check(f"a text has {what}", "" if re.search(form, texts, re.M) else "none has")


def texts_in(node):
    """The words in a record that readers would see."""
    if isinstance(node, str) and (" " in node or "@" in node):
        yield node
    for item in node if isinstance(node, list) else ():
        yield from texts_in(item)
    for name, value in node.items() if isinstance(node, dict) else ():
        if name in ("value", "name", "title", "text", "note", "summary", "purpose", "description",
                    "recommendation"):
            yield from texts_in(value)


def restricted_texts(schema, type_name, record, restricted):
    """The words that are not for everybody: (audience, words)."""
    for name, value in record.items():
        field = schema.fields[type_name][name]
        part = part_of(field)
        for item in value if isinstance(value, list) else [value]:
            audience = item.get("audience") if isinstance(item, dict) else None
            if (type_name, name) in restricted and audience is None:
                audience = "members"
            if audience in ("members", "exempt"):
                yield from ((audience, words) for words in texts_in(item))
            elif part and isinstance(item, dict):
                yield from restricted_texts(schema, part, item, restricted)


def words_of(site):
    """All that a reader can read, and all that stands in the source of the pages."""
    pages = [path.read_text("utf-8") for path in sorted((site / TRUST.name).rglob("*.html"))]
    return html.unescape("\n".join(pages)), len(pages)


def check_audiences(results, schema, site):
    told = {"members": set(), "exempt": set()}
    restricted = schema.restricted()
    for type_name, record in definitions():
        if record.get("audience") in told:
            told[record["audience"]] |= set(texts_in(record))
        for audience, words in restricted_texts(schema, type_name, record, restricted):
            told[audience].add(words)
    with tempfile.TemporaryDirectory() as folder:
        done = subprocess.run([PROGRAM, "build", "--audience", "members", "--output", folder],
                              cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        results.check("the members' edition is built", done.stdout if done.returncode else "")
        members, count = words_of(pathlib.Path(folder))
    public, fewer = words_of(site)
    results.check("members see pages that the public does not",
                  "" if fewer < count else f"{fewer} and {count}")
    for audience, words in told.items():
        results.check(f"something is for {audience}", "" if words else "nothing is")
        results.check(f"the public edition has nothing for {audience}",
                      "\n".join(sorted(text for text in words if text in public)))
    results.check("the members' edition has what is for members",
                  "\n".join(sorted(text for text in told["members"] if text not in members)))
    results.check("it has what is exempt, and says so",
                  "\n".join(sorted(text for text in told["exempt"] if text not in members))
                  or ("" if "Not for publication" in members else "it does not say so"))


def check_fiction(results, site):
    words = plain_yaml.parse((ROOT / "templates/strings/en.yaml").read_text("utf-8"))
    said = words["words"]["fictional"]
    problems = []
    for path in sorted((site / TRUST.name).rglob("*.html")):
        page = html.unescape(path.read_text("utf-8"))
        title = re.search(r"<title>(.*?)</title>", page, re.S).group(1)
        description = re.search(r'<meta name="description" content="([^"]*)"', page)
        problems += [f"{path.relative_to(site)}: {what}" for what, good in (
            ("the title does not say it", said["short"] in title),
            ("the description does not say it",
             not description or description.group(1).startswith(said["title"])),
            ("there is no banner", said["text"] in page)) if not good]
    results.check("every page says that it is made up", "\n".join(problems))
    directory = (site / "index.html").read_text("utf-8")
    card = re.search(rf'<a href="{TRUST.name}/index\.html">.*', directory)
    results.check("the directory says it", "" if card and words["words"]["directory"]["fictional"]
                  in card.group(0) else "it does not")
    # It is a card among the cards; the comparison has a class, a box and a column for each of its own.
    named = len(re.findall(rf'"{TRUST.name}/|[_"]{TRUST.name}"|_{TRUST.name}\b', directory))
    results.check("the comparison leaves it out", "" if named == 1 else f"named {named} times")
    problems = []
    for path in sorted(path for path in site.rglob("*") if path.is_file()):
        address = path.relative_to(site).as_posix()
        if not address.startswith((TRUST.name + "/", ".", *MAY_NAME_IT)):
            if TRUST.name in path.read_bytes().decode("utf-8", "replace").lower():
                problems.append(address)
    results.check("nothing else of the site names it", "\n".join(problems))


def main():
    site = pathlib.Path(sys.argv[1])
    results = tap.Tap()
    schema = Schema()
    check_use(results, schema)
    check_links(results)
    check_audiences(results, schema, site)
    check_fiction(results, site)
    return results.finish()


sys.exit(main())
