"""plain_yaml.py: reads the YAML that definitions are written in, for tests of bare machines.

Blocks, lists, flow collections, quoted, plain and folded scalars and comments; no anchors, tags or
documents, which definitions do not use. Scalars stay text. It trusts its input: the program has
checked that first.
"""
import re

KEY = re.compile(r"""("[^"]*"|'[^']*'|[^\s\[\]{},"'#:][^\[\]{},:]*?)\s*:(?=\s|$)""")


class Flow:
    """Reads a scalar or a flow collection from the start of a text."""

    def __init__(self, text):
        self.text, self.at = text, 0

    def spaces(self):
        while self.at < len(self.text) and self.text[self.at].isspace():
            self.at += 1

    def value(self, inside=False):
        self.spaces()
        first = self.text[self.at:self.at + 1]
        if first == "[":
            return self.items("]", lambda: self.value(True))
        if first == "{":
            return dict(self.items("}", self.entry))
        if first in ("'", '"') and first:
            return self.quoted(first)
        end = re.compile(r"[,\]}]|\s#|:\s" if inside else r"\s#|$").search(self.text, self.at)
        end = end.start() if end else len(self.text)
        found, self.at = self.text[self.at:end].strip(), end
        return found

    def quoted(self, mark):
        begin = self.at + 1
        self.at = self.text.index(mark, begin)
        while mark == "'" and self.text[self.at + 1:self.at + 2] == "'":
            self.at = self.text.index(mark, self.at + 2)
        while mark == '"' and self.text[self.at - 1] == "\\":
            self.at = self.text.index(mark, self.at + 1)
        self.at += 1
        return self.text[begin:self.at - 1].replace(*("''", "'") if mark == "'" else ('\\"', '"'))

    def entry(self):
        key = self.value(True)
        self.spaces()
        if self.text[self.at:self.at + 1] != ":":
            return key, ""
        self.at += 1
        return key, self.value(True)

    def items(self, close, read):
        self.at += 1
        found = []
        while True:
            self.spaces()
            if self.text[self.at] == close:
                self.at += 1
                return found
            found.append(read())
            self.spaces()
            if self.text[self.at] == ",":
                self.at += 1


class Lines:
    """The lines of a file that say something, with their depth."""

    def __init__(self, text):
        self.rows = []
        for line in text.splitlines():
            bare = line.strip()
            self.rows.append((len(line) - len(line.lstrip()), "" if bare.startswith("#") else bare))
        self.at = 0

    def skip(self):
        while self.at < len(self.rows) and not self.rows[self.at][1]:
            self.at += 1
        return self.rows[self.at] if self.at < len(self.rows) else (-1, "")

    def block(self, least):
        """The value that begins on the next line, if that is at least `least` deep."""
        depth, text = self.skip()
        if depth < least:
            return ""
        if text.startswith("- ") or text == "-":
            return self.sequence(depth)
        if KEY.match(text):
            return self.mapping(depth)
        self.at += 1
        return self.inline(text, depth - 1)

    def sequence(self, depth):
        found = []
        while True:
            at, text = self.skip()
            if at != depth or not text.startswith("-"):
                return found
            inner = text[1:].lstrip()
            # The item stands where its first word does.
            self.rows[self.at] = (depth + len(text) - len(inner), inner)
            if not inner:
                self.at += 1
            found.append(self.block(depth + 1))

    def mapping(self, depth):
        found = {}
        while True:
            at, text = self.skip()
            key = KEY.match(text) if at == depth else None
            if not key:
                return found
            self.at += 1
            rest = text[key.end():].strip()
            name = key.group(1).strip("\"'")
            if not rest or rest.startswith("#"):
                # A list may stand as deep as its key.
                under, first = self.skip()
                found[name] = self.block(depth if first.startswith("-") and under == depth
                                         else depth + 1)
            else:
                found[name] = self.inline(rest, depth)

    def inline(self, text, depth):
        """A value that begins behind its key, and what of it follows on deeper lines."""
        folded = re.fullmatch(r"[|>][-+]?", text)
        words = [] if folded else [text]
        while self.at < len(self.rows) and (self.rows[self.at][0] > depth or not self.rows[self.at][1]):
            if not folded and not self.rows[self.at][1]:
                break
            words.append(self.rows[self.at][1])
            self.at += 1
        joined = " ".join(word for word in words if word)
        return joined if folded else Flow(joined).value()


def parse(text):
    return Lines(text).block(0)
