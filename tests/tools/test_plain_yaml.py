"""test_plain_yaml.py: the YAML of definitions is read as it is meant."""
import unittest

import plain_yaml


class PlainYaml(unittest.TestCase):
    def reads(self, text, expected):
        self.assertEqual(plain_yaml.parse(text), expected)

    def test_scalars(self):
        self.reads("a: one two # three\nb: \"x: # y\"\nc: 'it''s'\nd: 14:00#5\n",
                   {"a": "one two", "b": "x: # y", "c": "it's", "d": "14:00#5"})

    def test_text_on_several_lines(self):
        self.reads("a: >-\n  one\n\n  two: 2\nb: three\n  four\n",
                   {"a": "one two: 2", "b": "three four"})

    def test_lists(self):
        self.reads("a:\n  - x\n  # remark\n  - y: 1\n    z: 2\n  -\n    - deep\nb:\n- flat\n",
                   {"a": ["x", {"y": "1", "z": "2"}, ["deep"]], "b": ["flat"]})

    def test_flow(self):
        self.reads("a: {b: [c, 'd, e'], f: {g: h i}, j: k:l}\n  \n",
                   {"a": {"b": ["c", "d, e"], "f": {"g": "h i"}, "j": "k:l"}})
        self.reads("- {a: b,\n   c: d}\n- [x]\n", [{"a": "b", "c": "d"}, ["x"]])

    def test_links_are_words(self):
        self.reads("a:\n  - See [it](body:it), he says.\n", {"a": ["See [it](body:it), he says."]})


if __name__ == "__main__":
    unittest.main()
