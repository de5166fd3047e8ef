"""Tests of sites.py: that assets are held against the templates."""
import unittest

import sites

CASE = sites.ROOT / "tests/golden/withheld"


class AssetsTest(unittest.TestCase):
    def setUp(self):
        self.assets = {f"assets/{name}": content
                       for folder in (sites.ROOT / "templates/assets", CASE / "templates/assets")
                       for name, content in sites.tree(folder).items()}

    def test_the_templates_own_pass_and_are_left_out(self):
        rest, problems = sites.without_assets(CASE, {"index.html": b"x", **self.assets})
        self.assertEqual((rest, problems), ({"index.html": b"x"}, []))

    def test_one_that_differs_is_told(self):
        changed = {**self.assets, "assets/site.js": b"other"}
        self.assertIn("differs: assets/site.js", sites.without_assets(CASE, changed)[1])

    def test_one_that_is_missing_or_too_many_is_told(self):
        self.assets["assets/stray.css"] = self.assets.pop("assets/site.js")
        problems = sites.without_assets(CASE, self.assets)[1]
        self.assertIn("missing: assets/site.js", problems)
        self.assertIn("not expected: assets/stray.css", problems)


if __name__ == "__main__":
    unittest.main()
