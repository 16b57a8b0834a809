#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Compares the standard sample with a copy that lost posts, and recomputes who gained and who lost without the program.

    compare_test.py PROGRAM DATA_FOLDER
"""

import csv
import json
import pathlib
import shutil
import subprocess
import sys
import tempfile
import unittest

PROGRAM, DATA = (pathlib.Path(argument).resolve() for argument in sys.argv[1:3])
GONE = ("ZX003", "ZX017", "ZD001", "ZD009", "WZ020")
RADIUS = 500.0


def run(*arguments):
    return subprocess.run([PROGRAM, *map(str, arguments)], capture_output=True, text=True, timeout=300, check=False)


def rows_of(file):
    with file.open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.DictReader(stream))


def covered(buildings, posts):
    """Codes of the buildings within 500 m of a post, by comparing every pair."""
    places = [(float(post["x"]), float(post["y"])) for post in posts]
    return {building["code"] for building in buildings
            if any((float(building["x"]) - x) ** 2 + (float(building["y"]) - y) ** 2 <= RADIUS ** 2 for x, y in places)}


class Compare(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.temporary = tempfile.TemporaryDirectory()
        cls.folder = pathlib.Path(cls.temporary.name)
        sample = cls.folder / "sample"
        shutil.copytree(DATA / "tengzhou-standard", sample)
        text = (sample / "study.toml").read_text(encoding="utf-8")
        text = text[:text.index("[placement]")].replace('["straight", "walking"]', '["straight"]')
        text += '[output]\nfolder = "out"\nformats = ["gpkg", "csv"]\n'
        (sample / "study.toml").write_text(text, encoding="utf-8")
        posts = (sample / "posts.csv").read_text(encoding="utf-8").splitlines(keepends=True)
        cls.before, cls.after = cls.folder / "before", cls.folder / "after"
        for lines, folder in ((posts, cls.before), ([p for p in posts if not p.startswith(GONE)], cls.after)):
            (sample / "posts.csv").write_text("".join(lines), encoding="utf-8")
            made = run("coverage", sample / "study.toml", "--folder", folder, "--quiet")
            assert made.returncode == 0, made.stderr
        cls.compared = run("compare", cls.before, cls.after)
        cls.out = cls.folder / "after-compare"

    @classmethod
    def tearDownClass(cls):
        cls.temporary.cleanup()

    def tables(self, name):
        return rows_of(self.out / "tables" / f"{name}.csv")

    def losses(self):
        """By code of the building: people who lost coverage, and its community."""
        buildings = rows_of(self.before / "tables" / "buildings.csv")
        left = covered(buildings, rows_of(self.after / "tables" / "facilities.csv"))
        lost = covered(buildings, rows_of(self.before / "tables" / "facilities.csv")) - left
        return {b["code"]: (float(b["population"]), b["community"]) for b in buildings if b["code"] in lost}, buildings

    def test_it_ends_well_and_says_what_it_wrote(self):
        self.assertEqual((self.compared.returncode, self.compared.stderr), (0, ""))
        self.assertIn("posts: 5 removed of 75", self.compared.stdout)
        for name in ("compare.html", "compare.gpkg", "tables.xlsx", "summary.json", "manifest.json", "issues.csv",
                     "geojson/compare_buildings.geojson", "tables/compare_figures.csv"):
            self.assertTrue((self.out / name).is_file(), name)

    def test_people_who_lost_are_those_of_an_independent_count(self):
        lost, buildings = self.losses()
        people = sum(count for count, _ in lost.values())
        self.assertGreater(people, 0)
        figures = json.loads((self.out / "summary.json").read_text(encoding="utf-8"))["figures"]
        told = {f["name"]: f for f in figures
                if (f.get("mode"), f.get("service"), f.get("radius_m")) == ("straight", "open", 500)}
        self.assertEqual(told["compare.population_lost"]["value"], people)
        self.assertEqual(told["compare.population_lost"]["total"], sum(float(b["population"]) for b in buildings))
        self.assertEqual(told["compare.population_gained"]["value"], 0)
        self.assertEqual({row["code"] for row in self.tables("compare_buildings") if row["change"] == "lost"}, set(lost))

    def test_every_community_has_its_own_losses(self):
        lost, _ = self.losses()
        expected = {}
        for people, community in lost.values():
            expected[community] = expected.get(community, 0.0) + people
        told = {row["code"]: float(row["population_lost_500m_open"]) for row in self.tables("compare_communities")}
        self.assertEqual(len(told), 48)
        self.assertEqual({code: people for code, people in told.items() if people}, expected)

    def test_posts_removed_are_named_on_the_map(self):
        removed = {row["code"] for row in self.tables("compare_posts") if row["change"] == "removed"}
        self.assertEqual(removed, set(GONE))
        layer = json.loads((self.out / "geojson" / "compare_posts.geojson").read_text(encoding="utf-8"))
        self.assertEqual(len(layer["features"]), 75)
        self.assertTrue(all(feature["geometry"] for feature in layer["features"]))

    def test_the_other_way_round_losses_are_gains(self):
        back = run("compare", self.after, self.before, "--folder", self.folder / "back", "--json")
        self.assertEqual((back.returncode, back.stderr), (0, ""))
        there = json.loads((self.out / "summary.json").read_text(encoding="utf-8"))["figures"]
        value = lambda figures, name: [f["value"] for f in figures if f["name"] == name]
        self.assertEqual(value(json.loads(back.stdout)["figures"], "compare.population_gained"),
                         value(there, "compare.population_lost"))

    def test_the_same_twice_has_no_differences(self):
        same = run("compare", self.before, str(self.before) + "/", "--folder", self.folder / "same")
        self.assertEqual((same.returncode, same.stderr), (0, ""))
        self.assertIn("no differences", same.stdout)

    def test_figures_that_changed_are_told_from_those_of_one_result(self):
        self.assertRegex(self.compared.stdout, r"figures: [\d,]+ changed of [\d,]+ that both have")
        self.assertNotIn("only before", self.compared.stdout)
        self.assertRegex(self.compared.stdout, r"buildings: [\d,]+ of 12,066 differ")
        less = self.folder / "less"
        shutil.copytree(self.after, less, dirs_exist_ok=True)
        summary = json.loads((less / "summary.json").read_text(encoding="utf-8"))
        kept = [f for f in summary["figures"] if f.get("radius_m") != 300]
        gone = len(summary["figures"]) - len(kept)
        self.assertGreater(gone, 0)
        (less / "summary.json").write_text(json.dumps({**summary, "figures": kept}), encoding="utf-8")
        result = run("compare", self.after, less, "--folder", self.folder / "less-compare")
        self.assertIn(f"figures: 0 changed of {len(kept)} that both have, {gone} only before\n", result.stdout)

    def test_bytes_do_not_depend_on_threads_or_on_the_run(self):
        def bytes_of(name, threads):
            folder = self.folder / name
            result = run("compare", self.before, self.after, "--folder", folder, "--threads", threads)
            self.assertEqual((result.returncode, result.stderr), (0, ""))
            return {str(path.relative_to(folder)): path.read_bytes()
                    for path in sorted(folder.rglob("*")) if path.is_file() and path.name != "manifest.json"}
        first = bytes_of("threads-1", 1)
        self.assertGreater(len(first), 10)
        for name, threads in (("threads-2", 2), ("threads-8", 8), ("again-1", 1)):
            other = bytes_of(name, threads)
            self.assertEqual(sorted(other), sorted(first))
            self.assertEqual([path for path in first if first[path] != other[path]], [], name)

    def test_refusals_are_one_line(self):
        for arguments, code, words in ((("compare", self.before), 2, "after"),
                                       (("compare", self.before, self.folder / "none"), 1, "none is no folder"),
                                       (("compare", DATA / "tengzhou-standard", self.after), 1, "no summary.json"),
                                       (("compare", self.before, self.after, "--folder", self.out), 1, "--overwrite")):
            result = run(*arguments)
            self.assertEqual(result.returncode, code, result.stderr)
            self.assertIn(words, result.stderr)
            self.assertEqual(result.stdout, "")
        self.assertFalse((self.folder / "none-compare").exists())


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1], verbosity=2)
