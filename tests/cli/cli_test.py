#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The program as its users meet it: exit code, stdout, stderr, and what lies on the disk afterwards.

usage: cli_test.py PROGRAM DATA_FOLDER [unittest options]
"""
import csv
import json
import os
import pathlib
import random
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import unittest

import scratch_postgres

PROGRAM = ""
DATA = pathlib.Path()

SQUARE = {"type": "Feature", "properties": {"code": "370481001001", "name": "东门社区"},
          "geometry": {"type": "Polygon", "coordinates": [[[117.15, 35.08], [117.17, 35.08], [117.17, 35.10],
                                                           [117.15, 35.10], [117.15, 35.08]]]}}
POSTS = "code,name,lon,lat\nP1,centre,117.16,35.09\n"
BUILDINGS = "code,households,population,lon,lat\nB1,10,30,117.160,35.091\nB2,20,60,117.152,35.082\n"
STUDY = """[study]
name = "small"
[layers.communities]
path = "communities.geojson"
[layers.buildings]
path = "buildings.csv"
crs = "EPSG:4326"
[layers.facilities]
path = "posts.csv"
crs = "EPSG:4326"
[coverage]
radii_m = [500]
[output]
folder = "out"
"""


def run(*arguments, **options):
    return subprocess.run([PROGRAM, *map(str, arguments)], capture_output=True, text=True, timeout=240, check=False,
                          **options)


class Study(unittest.TestCase):
    """A small study in a folder of its own."""

    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="lastmeter-cli-"))
        self.addCleanup(shutil.rmtree, self.folder, True)
        self.write("communities.geojson", json.dumps({"type": "FeatureCollection", "features": [SQUARE]}))
        self.write("buildings.csv", BUILDINGS)
        self.write("posts.csv", POSTS)
        self.study = self.write("study.toml", STUDY)

    def write(self, name, text):
        path = self.folder / name
        path.write_text(text, encoding="utf-8")
        return path

    def assert_one_clear_line(self, result, code, *words):
        self.assertEqual(result.returncode, code, result.stderr + result.stdout)
        self.assertEqual(result.stdout, "")
        self.assertTrue(result.stderr.startswith("lastmeter: "), result.stderr)
        for word in words:
            self.assertIn(word, result.stderr)
        for bad in ("terminate", "Exception", "std::", "Sanitizer"):
            self.assertNotIn(bad, result.stderr)

    def leftovers(self):
        return sorted(p.name for p in self.folder.iterdir() if p.name.startswith(".lastmeter") or p.name == "out")


class Works(Study):
    def test_run_writes_the_result_folder(self):
        result = run("run", self.study)
        self.assertEqual((result.returncode, result.stderr), (0, ""))
        self.assertIn("2 buildings", result.stdout)
        found = {str(p.relative_to(self.folder / "out")) for p in (self.folder / "out").rglob("*") if p.is_file()}
        for name in ("summary.json", "manifest.json", "issues.csv", "study.gpkg", "geojson/buildings.geojson",
                     "geojson/communities.geojson", "tables/facilities.csv", "tables/uncovered.csv"):
            self.assertIn(name, found)
        figures = json.loads((self.folder / "out" / "summary.json").read_text(encoding="utf-8"))["figures"]
        people = [f for f in figures if f["name"] == "coverage.population" and "depth_min" not in f]
        self.assertEqual([(f["value"], f["total"]) for f in people], [(30, 90)])

    def test_json_prints_the_summary_and_nothing_else(self):
        result = run("run", self.study, "--json")
        self.assertEqual((result.returncode, result.stderr), (0, ""))
        self.assertEqual(result.stdout, (self.folder / "out" / "summary.json").read_text(encoding="utf-8"))

    def test_quiet_prints_nothing(self):
        result = run("run", self.study, "--quiet")
        self.assertEqual((result.returncode, result.stdout, result.stderr), (0, "", ""))

    def test_geojson_is_wgs84_with_ids(self):
        run("run", self.study)
        layer = json.loads((self.folder / "out/geojson/communities.geojson").read_text(encoding="utf-8"))
        feature = layer["features"][0]
        self.assertEqual(feature["id"], "370481001001")
        self.assertEqual(feature["properties"]["name"], "东门社区")
        lon, lat = feature["geometry"]["coordinates"][0][0]
        self.assertTrue(117.1 < lon < 117.2 and 35.0 < lat < 35.2)

    def test_second_run_needs_overwrite_and_then_gives_the_same_bytes(self):
        self.assertEqual(run("run", self.study, "--threads", "1").returncode, 0)
        before = {p: p.read_bytes() for p in (self.folder / "out").rglob("*") if p.is_file()}
        self.assert_one_clear_line(run("run", self.study), 1, "out", "--overwrite")
        for threads in ("2", "8"):
            self.assertEqual(run("run", self.study, "--overwrite", "--threads", threads).returncode, 0)
            for path, content in before.items():
                if path.name != "manifest.json":
                    self.assertEqual(path.read_bytes(), content, path)

    def test_check_of_clean_files_ends_with_0_and_writes_the_ledger(self):
        result = run("check", self.study)
        self.assertEqual((result.returncode, result.stderr), (0, ""))
        self.assertTrue((self.folder / "out-check" / "issues.csv").exists())
        self.assertFalse((self.folder / "out").exists())

    def test_check_with_an_error_ends_with_3(self):
        self.write("buildings.csv", BUILDINGS + "B3,1,3,117.3,35.2\n")
        result = run("check", self.study)
        self.assertEqual(result.returncode, 3)
        self.assertIn("hierarchy.orphan", result.stdout)

    def test_init_writes_a_study_that_runs(self):
        result = run("init", "communities.geojson", "buildings.csv", "posts.csv", cwd=self.folder)
        self.assertEqual((result.returncode, result.stderr), (0, ""))
        study = self.write("made.toml", result.stdout)
        again = run("run", study)
        self.assertEqual(again.returncode, 0, again.stderr + again.stdout)

    def test_findings_name_the_rows_of_the_file(self):
        self.write("buildings.csv", BUILDINGS.replace("B1,10,30", "B1,many,30").replace("B2,20", "B2,few"))
        self.study.write_text(STUDY.replace('path = "buildings.csv"', """path = "buildings.csv"
where = "code = 'B2'\""""), encoding="utf-8")
        run("check", self.study)
        with (self.folder / "out-check" / "issues.csv").open(encoding="utf-8-sig", newline="") as ledger:
            found = [(issue["row"], issue["what"]) for issue in csv.DictReader(ledger) if issue["code"] == "B2"]
        self.assertEqual([row for row, _ in found], ["2"])
        self.assertIn("row 2 ", found[0][1])

    def test_regress_tells_a_breach_with_4_and_a_junit_file(self):
        expected = {"figures": [{"name": "coverage.population", "mode": "straight", "service": "open", "radius_m": 500,
                                 "value": 30, "tolerance": 0}]}
        self.write("expected.json", json.dumps(expected))
        self.assertEqual(run("regress", self.folder).returncode, 0)
        expected["figures"][0]["value"] = 31
        self.write("expected.json", json.dumps(expected))
        result = run("regress", self.folder, "--junit", self.folder / "junit.xml")
        self.assertEqual(result.returncode, 4)
        self.assertIn("old 31, new 30, tolerance 0", result.stdout)
        self.assertIn('failures="1"', (self.folder / "junit.xml").read_text(encoding="utf-8"))

    def test_regress_does_not_pass_when_nothing_is_expected(self):
        self.write("expected.json", '{"figures": []}')
        result = run("regress", self.folder)
        self.assertNotEqual(result.returncode, 0)
        self.assertIn("expected.json expects 0 figures", result.stdout + result.stderr)


class CommandLine(Study):
    def test_version_and_help(self):
        self.assertRegex(run("--version").stdout, r"^lastmeter \d+\.\d+\.\d+\n$")
        for command in ((), ("init",), ("keys",), ("check",), ("coverage",), ("run",), ("regress",), ("compare",),
                        ("place",), ("evaluate",)):
            result = run(*command, "--help")
            self.assertEqual((result.returncode, result.stderr), (0, ""), command)
            self.assertIn("Usage", result.stdout)

    def test_wrong_command_lines_end_with_2(self):
        for arguments in ((), ("rnu",), ("run",), ("run", self.study, "--thread", "2"),
                          ("run", self.study, "--threads", "-1")):
            result = run(*arguments)
            self.assertEqual(result.returncode, 2, arguments)
            self.assertEqual(result.stdout, "")
            self.assertNotEqual(result.stderr, "")


PATH = "4 3 1\n1 2 1\n2 3 2\n3 4 4\n"  # a p-median graph: nodes 1 - 2 - 3 - 4


class Instances(Study):
    """Published facility-location instances, without a study file."""

    def setUp(self):
        super().setUp()
        self.graph = self.write("path.txt", PATH)

    def place(self, *arguments):
        return run("place", "--instance", self.graph, "--format", "pmed", *arguments)

    def evaluate(self, plan, *arguments):
        return run("evaluate", "--instance", self.graph, "--format", "pmed", "--plan", plan, *arguments)

    def test_help_lists_the_options(self):
        for command, words in (("place", ("--instance", "--format", "--goal", "--p", "--radius", "--budget", "--effort",
                                          "--plan-out", "--json", "Exit codes")), ("evaluate", ("--plan", "--goal"))):
            result = run(command, "--help")
            self.assertEqual((result.returncode, result.stderr), (0, ""))
            for word in words:
                self.assertIn(word, result.stdout)

    def test_wrong_options_end_with_2(self):
        self.assert_one_clear_line(run("place"), 2, "--instance is missing")
        self.assert_one_clear_line(self.place(), 2, "--goal is missing", "p_median")
        self.assert_one_clear_line(self.place("--goal", "p_meadian"), 2, "'p_meadian'", "'p_median'")
        self.assert_one_clear_line(self.place("--goal", "max_cover"), 2, "needs --radius")
        self.assert_one_clear_line(self.place("--goal", "p_median", "--radius", "3"), 2, "--radius does nothing")
        self.assert_one_clear_line(self.place("--goal", "set_cover", "--radius", "nan"), 2, "--radius is nan")
        self.assertEqual(self.place("--goal", "p_median", "--p", "-1").returncode, 2)

    def test_files_that_cannot_be_read_end_with_1(self):
        self.assert_one_clear_line(run("place", "--instance", self.folder / "none", "--format", "pmed", "--goal",
                                       "p_center"), 1, "none")
        self.graph.write_text(PATH.replace("2 3 2", "2 3 two"), encoding="ascii")
        self.assert_one_clear_line(self.place("--goal", "p_median"), 1, "path.txt:3:", "'two'")
        self.graph.write_text("1000000000 1 1\n", encoding="ascii")
        self.assert_one_clear_line(self.place("--goal", "p_median"), 1, "path.txt:1:", "1000000000 nodes")
        self.assert_one_clear_line(run("place", "--instance", self.graph, "--format", "scp", "--goal", "set_cover"), 1)

    def test_place_writes_one_json_object(self):
        result = self.place("--goal", "p_median", "--effort", "thorough", "--json", "--plan-out", self.folder / "plan")
        self.assertEqual((result.returncode, result.stderr), (0, ""))
        answer = json.loads(result.stdout)
        self.assertEqual((answer["objective"], answer["bound"], answer["proved"], answer["sites"], answer["gap"]),
                         (9, 9, True, [2], 0))  # 2 and 3 are as good
        for key in ("seconds", "iterations", "stopped_by_time", "cost", "site_ids"):
            self.assertIn(key, answer)
        self.assertEqual((self.folder / "plan").read_text(encoding="utf-8"), "2\n")

    def test_place_says_what_cannot_be_met(self):
        self.graph.write_text("3 1 1\n1 2 5\n", encoding="ascii")  # nothing reaches node 3
        result = self.place("--goal", "p_median")
        self.assertEqual(result.returncode, 4)
        self.assertTrue(result.stderr.startswith("lastmeter: no plan: "), result.stderr)
        answer = json.loads(self.place("--goal", "p_median", "--json").stdout)
        self.assertEqual((answer["outcome"], answer["sites"]), ("infeasible", []))
        self.assertTrue(answer["reasons"])

    def test_evaluate_scores_lines_and_json(self):
        lines = self.write("plan.txt", "2\n\n4\n2\n")
        for plan in (lines, self.write("plan.json", '{"sites": [2, 4]}')):
            result = self.evaluate(plan, "--goal", "p_median", "--p", "2", "--json")
            self.assertEqual((result.returncode, result.stderr), (0, ""))
            answer = json.loads(result.stdout)
            self.assertEqual((answer["objective"], answer["sites"], answer["feasible"]), (3, 2, True))
        result = self.evaluate(lines, "--goal", "p_median")  # the file allows one site
        self.assertEqual((result.returncode, result.stderr), (4, ""))
        self.assertIn("breach: new sites: 2, at most 1", result.stdout)
        unknown = self.write("plan", "2\n5\n")
        self.assert_one_clear_line(self.evaluate(unknown, "--goal", "p_median"), 1, "plan:2:", "'5'")


class BadInput(Study):
    def test_study_file_missing(self):
        self.assert_one_clear_line(run("run", self.folder / "none.toml"), 2, "none.toml")

    def test_typos_are_all_named_with_the_nearest_key(self):
        self.study.write_text(STUDY.replace("radii_m", "radi_m").replace("folder", "foldr"), encoding="utf-8")
        self.assert_one_clear_line(run("run", self.study), 2, "radi_m", "'radii_m'", "foldr", "'folder'", ":12:")

    def test_not_toml(self):
        self.study.write_text("[study\n", encoding="utf-8")
        self.assert_one_clear_line(run("run", self.study), 2, "study.toml:1")

    def test_a_quote_that_is_not_closed(self):
        self.study.write_text(STUDY.replace('"posts.csv"', '"posts.csv'), encoding="utf-8")
        self.assert_one_clear_line(run("run", self.study), 2, "study.toml:9:", "never closed", 'path = "posts.csv',
                                   "close the text")

    def test_missing_files_are_all_named(self):
        (self.folder / "buildings.csv").unlink()
        (self.folder / "posts.csv").unlink()
        self.assert_one_clear_line(run("run", self.study), 1, "buildings.csv", "posts.csv")
        self.assertEqual(self.leftovers(), [])

    @unittest.skipIf(os.geteuid() == 0, "root reads everything")
    def test_no_read_permission(self):
        (self.folder / "posts.csv").chmod(0)
        self.assert_one_clear_line(run("run", self.study), 1, "posts.csv", "permission")

    def test_empty_layer_is_refused(self):
        self.write("posts.csv", "code,name,lon,lat\n")
        result = run("run", self.study)
        self.assertEqual(result.returncode, 3, result.stderr)
        self.assertIn("file.empty", result.stdout)
        self.assertFalse((self.folder / "out").exists())

    def test_nan_infinity_and_null_island_are_left_out_and_told(self):
        self.write("buildings.csv", BUILDINGS + "B3,1,3,nan,35.09\nB4,1,3,inf,35.09\nB5,1,3,0,0\nB6,1,3,,\n")
        result = run("run", self.study)
        self.assertEqual(result.returncode, 0, result.stderr)
        for code in ("B3", "B4", "B5", "B6"):
            self.assertIn(code, result.stdout)

    def test_wrong_geometry_type(self):
        self.study.write_text(STUDY.replace("buildings.csv", "b.geojson").replace(
            '[layers.facilities]\npath = "posts.csv"', '[layers.facilities]\npath = "lines.geojson"'), encoding="utf-8")
        self.write("b.geojson", json.dumps({"type": "FeatureCollection", "features": [SQUARE]}))
        line = {"type": "Feature", "properties": {"code": "L"},
                "geometry": {"type": "LineString", "coordinates": [[117.15, 35.08], [117.17, 35.09]]}}
        self.write("lines.geojson", json.dumps({"type": "FeatureCollection", "features": [line]}))
        result = run("run", self.study)
        self.assertIn("geometry.type", result.stdout)
        self.assertIn("is a line", result.stdout)

    def test_layers_far_apart_are_refused(self):
        self.write("posts.csv", "code,name,lon,lat\nP1,centre,7.42,43.73\n")
        result = run("run", self.study)
        self.assertEqual(result.returncode, 3, result.stdout)
        self.assertIn("crs.apart", result.stdout)
        self.assertIn("km", result.stdout)

    def test_lying_dbf_header(self):
        shutil.copytree(DATA / "tengzhou-standard", self.folder / "copy")
        dbf = self.folder / "copy" / "communities.dbf"
        content = bytearray(dbf.read_bytes())
        content[4:8] = (0x7FFFFFFF).to_bytes(4, "little")
        dbf.write_bytes(content)
        result = run("run", self.folder / "copy" / "study.toml", "--folder", self.folder / "result")
        self.assertIn(result.returncode, (0, 1, 3))
        self.assertIn("communities", result.stdout + result.stderr)
        self.assertNotIn("Sanitizer", result.stderr)

    def test_cut_shapefile(self):
        shutil.copytree(DATA / "tengzhou-standard", self.folder / "copy")
        shapes = self.folder / "copy" / "buildings.shp"
        content = shapes.read_bytes()
        shapes.write_bytes(content[:len(content) // 2])
        lengths = f"its header says {len(content)} bytes, the file has {len(content) // 2}"
        result = run("check", self.folder / "copy" / "study.toml", "--folder", self.folder / "result")
        self.assertEqual(result.returncode, 3, result.stderr)
        self.assertIn("buildings.shp is cut: " + lengths, result.stdout)
        self.assertRegex(result.stdout, r"[0-9]+ of [0-9]+ shapes are lost")
        self.assertIn("buildings.shp is cut: " + lengths, run("init", shapes).stdout)

    def test_personal_data_are_refused(self):
        self.write("buildings.csv", "code,户主,lon,lat\nB1,张三,117.16,35.09\n")
        result = run("run", self.study)
        self.assertEqual(result.returncode, 3)
        self.assertIn("file.personal_data", result.stdout)
        self.assertNotIn("张三", result.stdout)

    def test_output_folder_that_cannot_be_made(self):
        self.write("out", "a file in the way")
        self.assert_one_clear_line(run("run", self.study, "--overwrite"), 1, "out")
        self.assertEqual((self.folder / "out").read_text(encoding="utf-8"), "a file in the way")

    def test_foreign_folder_is_never_replaced(self):
        (self.folder / "out").mkdir()
        self.write("out/thesis.txt", "mine")
        self.assert_one_clear_line(run("run", self.study, "--overwrite"), 1, "out")
        self.assertTrue((self.folder / "out" / "thesis.txt").exists())

    def test_a_study_file_kept_in_the_result_is_never_deleted(self):
        self.assertEqual(run("run", self.study, "--quiet").returncode, 0)
        kept = self.folder / "out" / "study.toml"
        shutil.copy(self.study, kept)
        result = run("run", self.study, "--overwrite")
        self.assert_one_clear_line(result, 1, "out holds an earlier result and 'study.toml'")
        self.assertTrue(kept.exists())

    def test_results_that_cannot_be_printed_are_told(self):
        for arguments in (("init", self.folder / "posts.csv"), ("keys",), ("run", self.study, "--json")):
            with open("/dev/full", "wb") as full:
                result = subprocess.run([PROGRAM, *map(str, arguments)], stdout=full, stderr=subprocess.PIPE, text=True,
                                        timeout=240, check=False)
            self.assertEqual(result.returncode, 1, arguments)
            self.assertRegex(result.stderr, "^lastmeter: cannot print .*No space left on device")
            self.assertEqual(result.stderr.count("\n"), 1)

    def test_pipes_and_empty_files_end_at_once(self):
        posts = self.folder / "posts.csv"
        posts.unlink()
        os.mkfifo(posts)
        self.assert_one_clear_line(run("run", self.study), 1, "posts.csv is a pipe")
        posts.unlink()
        posts.touch()
        self.assert_one_clear_line(run("run", self.study), 1, "posts.csv is empty: 0 bytes")

    def test_disk_full_leaves_the_old_result(self):
        limit = 40 * 1024  # the GeoPackage alone is larger
        self.assertEqual(run("run", self.study).returncode, 0)
        before = (self.folder / "out" / "summary.json").read_bytes()
        result = subprocess.run(["bash", "-c", f"ulimit -f {limit // 1024}; trap '' XFSZ; exec \"$@\"", "-", PROGRAM,
                                 "run", str(self.study), "--overwrite"], capture_output=True, text=True, timeout=240,
                                check=False)
        self.assertEqual(result.returncode, 1, result.stdout + result.stderr)
        self.assertTrue(result.stderr.startswith("lastmeter: "), result.stderr)
        self.assertEqual((self.folder / "out" / "summary.json").read_bytes(), before)
        self.assertEqual(self.leftovers(), ["out"])


STREET = {"type": "Feature", "properties": {"name": "Main Street"},
          "geometry": {"type": "LineString", "coordinates": [[117.152, 35.09], [117.16, 35.09], [117.168, 35.09]]}}


class Walks(Study):
    """Coverage on streets, and `network build`."""

    def setUp(self):
        super().setUp()
        self.write("streets.geojson", json.dumps({"type": "FeatureCollection", "features": [STREET]}))
        self.study = self.write("study.toml", STUDY.replace("[coverage]", "[layers.streets]\npath = "
                                '"streets.geojson"\n[coverage]\nmodes = ["straight", "walking"]'))

    def test_help_lists_network_build(self):
        self.assertIn("network", run("--help").stdout)
        result = run("network", "--help")
        self.assertEqual((result.returncode, result.stderr), (0, ""))
        self.assertIn("build", result.stdout)
        result = run("network", "build", "--help")
        self.assertEqual((result.returncode, result.stderr), (0, ""))
        for word in ("GeoPackage", "--folder", "--overwrite", "--threads", "Exit codes"):
            self.assertIn(word, result.stdout)

    def test_network_needs_a_verb_that_exists(self):
        for command in (("network",), ("network", "destroy"), ("network", "build"),
                        ("network", "build", self.study, "--speed", "5")):
            result = run(*command)
            self.assertEqual((result.returncode, result.stdout), (2, ""), command)
            self.assertNotEqual(result.stderr, "")

    def test_build_saves_a_network_that_a_run_can_use(self):
        direct = run("run", self.study, "--json")
        self.assertEqual((direct.returncode, direct.stderr), (0, ""))
        result = run("network", "build", self.study)
        self.assertEqual((result.returncode, result.stderr), (0, ""))
        self.assertIn("network of 1 links and 2 nodes", result.stdout)
        folder = self.folder / "out-network"
        self.assertEqual(sorted(p.name for p in folder.iterdir()),
                         ["issues.csv", "issues.geojson", "manifest.json", "network.gpkg", "summary.json"])
        self.write("study.toml", self.study.read_text(encoding="utf-8").replace(
            'path = "streets.geojson"', 'path = "out-network/network.gpkg"\nlayer = "links"'))
        again = run("run", self.study, "--json", "--overwrite")
        self.assertEqual((again.returncode, again.stderr), (0, ""))
        walked = [[f for f in json.loads(r.stdout)["figures"] if f["name"].startswith("coverage.")]
                  for r in (direct, again)]
        self.assertEqual(walked[0], walked[1])
        self.assertTrue(any(f.get("mode") == "walking" for f in walked[0]))

    def test_second_build_needs_overwrite(self):
        self.assertEqual(run("network", "build", self.study, "--quiet").returncode, 0)
        self.assert_one_clear_line(run("network", "build", self.study, "--quiet"), 1, "--overwrite")
        result = run("network", "build", self.study, "--quiet", "--overwrite")
        self.assertEqual((result.returncode, result.stdout, result.stderr), (0, "", ""))

    def test_walking_without_streets_ends_with_2(self):
        text = self.study.read_text(encoding="utf-8").replace('[layers.streets]\npath = "streets.geojson"\n', "")
        self.write("study.toml", text)
        self.assert_one_clear_line(run("network", "build", self.study, "--quiet"), 2, "[layers.streets]")
        self.assert_one_clear_line(run("run", self.study, "--quiet"), 2, "modes asks for walking", "[layers.streets]")
        self.assertEqual(self.leftovers(), [])

    def test_reasons_are_printed_and_listed(self):
        result = run("run", self.study)
        self.assertIn("coverage, walking", result.stdout)
        self.assertIn("on foot at 500 m: ", result.stdout)
        with open(self.folder / "out" / "tables" / "uncovered_walking.csv", encoding="utf-8-sig", newline="") as file:
            rows = list(csv.DictReader(file))
        self.assertEqual([r["code"] for r in rows], ["B2"])
        self.assertEqual((rows[0]["walking_book"], rows[0]["walking_reason"]), ("neither", "too_far"))


class Placing(Study):
    """Placement from a study file, on the standard sample."""

    def setUp(self):
        super().setUp()
        sample = pathlib.Path(DATA) / "tengzhou-standard"
        text = (sample / "study.toml").read_text(encoding="utf-8")
        self.base = text[:text.index("[coverage]")].replace('path = "', f'path = "{sample}/').replace(
            'path       = "', f'path       = "{sample}/')

    def place(self, lines, *arguments, command="place"):
        study = self.write("placing.toml", self.base + "[placement]\n" + lines + '\n[output]\nfolder = "out"\n'
                           'formats = ["csv"]\n')
        return run(command, study, "--overwrite", *arguments)

    def figures(self, result):
        self.assertEqual(result.returncode, 0, result.stderr)
        return {each["name"]: each["value"] for each in json.loads(result.stdout)["figures"]}

    def test_fifty_million_pay_75_sites_and_not_one_yuan_less(self):
        # The candidates state 666,666 yuan; the lattice takes unit_cost.
        lines = 'existing = "ignore"\nbudget = 50_000_000\neffort = "fast"\n'
        self.assertEqual(self.figures(self.place(lines, "--json"))["placement.sites_new"], 75)
        lattice = lines + 'candidates = ["hexagons"]\nlattice_m = 500\nunit_cost = %d\n'
        self.assertEqual(self.figures(self.place(lattice % 666_666, "--json"))["placement.sites_new"], 75)
        self.assertEqual(self.figures(self.place(lattice % 666_667, "--json"))["placement.sites_new"], 74)

    def test_an_impossible_question_ends_with_4_and_says_why(self):
        result = self.place("sites = 5\ncommunity_at_most = 1\n")
        self.assertEqual(result.returncode, 4)
        self.assertIn("at most 1 is allowed", result.stdout)

    def test_a_plan_is_scored(self):
        plan = self.write("plan.txt", "HX001\nHX002\n")
        result = self.place("sites = 2\n", "--plan", plan, "--json", command="evaluate")
        self.assertEqual(self.figures(result)["placement.sites_new"], 2)
        result = self.place("sites = 1\n", "--plan", plan, command="evaluate")
        self.assertEqual(result.returncode, 4)
        self.assertIn("new sites: 2, at most 1", result.stdout)


class Partitioning(Study):
    """Basic units into zones without a study file."""

    def setUp(self):
        super().setUp()
        self.units = self.write("units.geojson", json.dumps(self.squares(6, 4)))
        self.barrier = self.write("river.geojson", json.dumps(self.layer([self.feature({}, "LineString", [
            [600300, 3880000], [600300, 3880400]])])))
        self.bridge = self.write("bridge.geojson", json.dumps(self.layer([self.feature({}, "Point", [600300, 3880050])])))

    @staticmethod
    def feature(properties, kind, coordinates):
        return {"type": "Feature", "properties": properties, "geometry": {"type": kind, "coordinates": coordinates}}

    @staticmethod
    def layer(features):
        return {"type": "FeatureCollection", "features": features,
                "crs": {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::32650"}}}

    def squares(self, across, up):
        features = []
        for y in range(up):
            for x in range(across):
                west, south = 600000 + 100 * x, 3880000 + 100 * y
                ring = [[west, south], [west + 100, south], [west + 100, south + 100], [west, south + 100], [west, south]]
                features.append(self.feature({"code": f"{x}-{y}", "hh": 10, "old": "W" if x < 2 else "E",
                                              "block": "big" if x == 0 else "", "parent": "S" if y < 2 else "N"},
                                             "Polygon", [ring]))
        return self.layer(features)

    def partition(self, *arguments, command="partition"):
        return run(command, "--units", self.units, "--code", "code", "--weight", "hh", *arguments)

    def districts(self, name="out.csv"):
        with open(self.folder / name, newline="", encoding="utf-8") as file:
            return {row["unit_id"]: row["district"] for row in csv.DictReader(file)}

    def test_help_names_the_options_and_their_defaults(self):
        text = run("partition", "--help").stdout
        for word in ("--units", "--nodes", "--tolerance", "--barriers", "--snap", "--stability", "--effort", "--assignment"):
            self.assertIn(word, text)

    def test_zones_are_written_and_scored_by_evaluate(self):
        result = self.partition("--zones", 3, "--assignment", self.folder / "out.csv", "--json")
        self.assertEqual((result.returncode, result.stderr), (0, ""))
        found = json.loads(result.stdout)
        self.assertEqual((found["zones"], found["out_of_bounds"], found["contiguous"]), (3, 0, True))
        self.assertEqual(set(self.districts().values()), {"1", "2", "3"})
        again = self.partition("--tolerance", 0.05, "--assignment", self.folder / "out.csv", "--json", command="evaluate")
        self.assertEqual(again.returncode, 0, again.stderr)
        self.assertEqual(json.loads(again.stdout)["cut_edges"], found["cut_edges"])
        self.assertEqual(json.loads(again.stdout)["objective"], found["objective"])

    def test_no_zone_crosses_the_river_but_at_a_bridge(self):
        result = self.partition("--zones", 4, "--tolerance", 0, "--barriers", self.barrier, "--assignment",
                                self.folder / "out.csv", "--json")
        self.assertEqual(result.returncode, 0, result.stderr)
        self.assertEqual(json.loads(result.stdout)["barred"], 4)
        west = {zone for code, zone in self.districts().items() if int(code[0]) < 3}
        east = {zone for code, zone in self.districts().items() if int(code[0]) >= 3}
        self.assertFalse(west & east)
        open_there = self.partition("--zones", 4, "--barriers", self.barrier, "--crossings", self.bridge, "--json")
        self.assertEqual(json.loads(open_there.stdout)["barred"], 3)

    def test_compounds_stay_whole_and_parents_apart(self):
        result = self.partition("--zones", 4, "--min", 40, "--max", 80, "--group", "block", "--within", "parent",
                                "--assignment", self.folder / "out.csv", "--json")
        self.assertEqual(result.returncode, 0, result.stderr)
        self.assertEqual(json.loads(result.stdout)["compounds_split"], 0)
        zones = self.districts()
        south = {zone for code, zone in zones.items() if int(code[2]) < 2}
        self.assertFalse(south & {zone for code, zone in zones.items() if int(code[2]) >= 2})

    def test_limits_that_cannot_hold_end_with_4_and_say_why(self):
        result = self.partition("--min", 250, "--max", 250, "--zones", 2)
        self.assertEqual(result.returncode, 4)
        self.assertIn("no plan holds the limits", result.stderr)
        self.assertIn("out of bounds", result.stdout)

    def test_least_change(self):
        result = self.partition("--zones", 2, "--tolerance", 0.1, "--current", "old", "--stability", 100, "--assignment",
                                self.folder / "out.csv", "--json")
        self.assertEqual(result.returncode, 0, result.stderr)
        self.assertEqual(json.loads(result.stdout)["weight_moved"], 30)  # 80 and 160 become 110 and 130
        self.assertEqual(set(self.districts().values()), {"W", "E"})

    def test_same_bytes_for_any_number_of_threads(self):
        texts = {self.partition("--zones", 5, "--tolerance", 0.3, "--seed", 7, "--threads", threads, "--json").stdout
                 for threads in (1, 2, 8)}
        self.assertEqual(len(texts), 1)

    def test_assignments_are_compared(self):
        self.write("a.csv", "unit_id,district\n" + "".join(f"{x}-{y},{x // 3}\n" for x in range(6) for y in range(4)))
        self.write("b.csv", "unit_id,district\n" + "".join(f"{x}-{y},{x // 2}\n" for x in range(6) for y in range(4)))
        result = self.partition("--assignment", self.folder / "a.csv", "--against", self.folder / "b.csv", "--json",
                                command="evaluate")
        against = json.loads(result.stdout)["against"]
        self.assertEqual((against["zones_before"], against["zones_after"], against["units_moved"]), (3, 2, 8))

    def test_faults_are_one_clear_line(self):
        for arguments, code, *words in (
                (("--zones", 99), 2, "--zones is 99", "24 units"), ((), 2, "--zones is missing"),
                (("--zones", 2, "--group", "blok"), 2, "'blok'", "did you mean 'block'?"),
                (("--zones", 2, "--tolerance", "-1"), 2, "--tolerance is -1"),
                (("--zones", 2, "--objective", "bordr"), 2, "did you mean 'border'?"),
                (("--zones", 2, "--move-at-most", "0.1"), 2, "--current"),
                (("--zones", 2, "--snap", "-3"), 2, "--snap is -3"),
                (("--zones", 2, "--barriers", self.folder / "none.shp"), 1, "none.shp")):
            result = self.partition(*arguments)
            self.assertEqual(result.returncode, code, result.stderr)
            self.assertEqual(result.stdout, "")
            self.assertEqual(len(result.stderr.splitlines()), 1, result.stderr)
            for word in words:
                self.assertIn(word, result.stderr)

    def test_data_that_cannot_be_taken_end_with_3(self):
        squares = self.squares(2, 2)
        squares["features"][1]["properties"].update(code="0-0", hh="-5")
        self.write("units.geojson", json.dumps(squares))
        result = self.partition("--zones", 2)
        self.assertEqual(result.returncode, 3)
        self.assertIn("data refused: 'code' gives 1 code to more than one unit: '0-0'", result.stderr)
        self.assertIn("'row 2 (0-0): -5'", result.stderr)
        empty = self.layer([])
        self.write("units.geojson", json.dumps(empty))
        self.assertNotEqual(self.partition("--zones", 2).returncode, 0)

    def test_an_ensemble_says_where_todays_plan_stands(self):
        asked = ("--zones", 2, "--tolerance", 0.4, "--current", "old", "--ensemble", 4000)
        texts = {self.partition(*asked, "--json", "--threads", threads).stdout for threads in (1, 3)}
        self.assertEqual(len(texts), 1)
        found = json.loads(texts.pop())
        self.assertEqual((found["chains"], found["steps"], found["plans"], found["recombinations"]), (4, 1000, 3600, 4000))
        self.assertEqual((found["cut_edges"]["today"], found["cut_edges"]["percentiles"]["5"]), (4, 4))
        self.assertIn("nothing unusual", found["verdict"])
        result = self.partition(*asked, "--verbose")
        self.assertEqual(result.returncode, 0)
        self.assertIn(found["verdict"], result.stdout)
        self.assertIn("recombinations/s", result.stderr)
        self.assertNotIn("recombinations/s", result.stdout)

    def test_an_ensemble_that_cannot_be_is_one_clear_line(self):
        for arguments, code, word in (
                (("--zones", 2, "--ensemble", 0), 2, "--ensemble is 0"), (("--ensemble", 9), 2, "give --zones"),
                (("--zones", 2, "--ensemble", 100000001), 2, "from 1 to 100000000"),
                (("--zones", 2, "--ensemble", 9, "--assignment", self.folder / "out.csv"), 2, "none of them is chosen"),
                ((self.folder / "study.toml", "--ensemble", 9), 2, "study file"),
                (("--zones", 2, "--ensemble", 9, "--min", 1, "--max", 9), 4, "'0-0' weighs 10"),
                (("--zones", 7, "--tolerance", 0, "--ensemble", 9), 4, "no plan to sample from")):
            result = self.partition(*arguments)
            self.assertEqual(result.returncode, code, result.stderr)
            self.assertEqual(len(result.stderr.splitlines()), 1, result.stderr)
            self.assertIn(word, result.stderr)
        self.assertFalse((self.folder / "out.csv").exists())

    def test_tables_of_nodes_and_edges(self):
        self.write("n.csv", "unit_id,pop\na,1\nb,1\nc,1\nd,1\n")
        self.write("e.csv", "u,v,shared\na,b,5\nb,c,1\nc,d,5\n")
        result = run("partition", "--nodes", self.folder / "n.csv", "--edges", self.folder / "e.csv", "--zones", 2, "--json")
        self.assertEqual(result.returncode, 0, result.stderr)
        self.assertEqual(json.loads(result.stdout)["border_km"], 0.001)


class ZonesAndStations(Study):
    """Zones that are to hold a station each, through the study file."""

    def ask(self, lines):
        self.study.write_text(STUDY + "[partition]\nhouseholds = [1, 100]\nzones = 2\n" + lines, encoding="utf-8")
        return run("partition", self.study, "--overwrite")

    def test_stations_come_from_posts_or_units(self):
        posts = self.ask("posts_within_m = 300\n")  # the post serves B1; the zone of B2 has none
        self.assertEqual(posts.returncode, 4, posts.stderr)
        self.assertIn("1 of 2 zones have a station within 300 m of 100 % of their households", posts.stdout)
        units = self.ask('posts_within_m = 300\nposts_from = "units"\n')
        self.assertEqual(units.returncode, 0, units.stderr)
        self.assertIn("2 of 2 zones have a station", units.stdout)
        table = (self.folder / "out" / "tables" / "partition_stations.csv").read_text(encoding="utf-8-sig")
        self.assertIn("B1,unit,370481001001", table)

    def test_keys_without_the_distance_are_refused(self):
        self.assert_one_clear_line(self.ask("posts_share = 0.9\n"), 2, "posts_share", "posts_within_m = 500")


@unittest.skipIf(scratch_postgres.programs() is None or shutil.which("ogr2ogr") is None,
                 "needs PostgreSQL with PostGIS, psql and ogr2ogr")
class PostGis(unittest.TestCase):
    """The hand-checkable sample out of a database server of the test's own."""

    @classmethod
    def setUpClass(cls):
        cls.server = scratch_postgres.Server()
        cls.addClassCleanup(cls.server.close)

    def setUp(self):
        self.folder = self.server.folder
        self.call = self.server.call
        self.source = self.server.connection(password="secret")

    def load(self):
        sample = DATA / "hand-checkable"
        for layer in ("communities", "grid_zones", "buildings", "residential"):
            self.call("ogr2ogr", "-f", "PostgreSQL", self.source, sample / "town.gpkg", layer)
        self.call("ogr2ogr", "-f", "PostgreSQL", self.source, sample / "posts.csv", "-nln", "facilities", "-a_srs",
                  "EPSG:4548", "-oo", "X_POSSIBLE_NAMES=x", "-oo", "Y_POSSIBLE_NAMES=y")

    def write_study(self):
        text = "[study]\ncrs = \"EPSG:4548\"\n"
        for role in ("communities", "grid_zones", "buildings", "residential", "facilities"):
            text += f'[layers.{role}]\npath = "{self.source}"\nlayer = "{role}"\n'
        text += '[coverage]\nradii_m = [300, 500, 1000]\nservice = ["open", "home"]\n[output]\nfolder = "out"\n'
        study = self.folder / self.id() / "study.toml"
        study.parent.mkdir()
        study.write_text(text, encoding="utf-8")
        return study

    def test_figures_are_those_of_the_files(self):
        self.load()
        study = self.write_study()
        shutil.copy(DATA / "hand-checkable" / "expected.json", study.parent)
        result = run("regress", study.parent)
        self.assertEqual((result.returncode, result.stderr), (0, ""), result.stdout)
        result = run("run", study)
        self.assertEqual((result.returncode, result.stderr), (0, ""), result.stdout)
        for path in (study.parent / "out").rglob("*"):
            self.assertFalse(path.is_file() and b"secret" in path.read_bytes(), path)
        self.assertIn("3 points", run("init", self.source).stdout)

    def test_a_server_that_says_no_gives_one_line_a_layer(self):
        self.source = self.source.replace("dbname=postgres", "dbname=nowhere")
        result = run("run", self.write_study())
        self.assertEqual((result.returncode, result.stdout), (1, ""))
        lines = result.stderr.strip().split("\n")
        self.assertEqual(len(lines), 5, result.stderr)
        for line in lines:
            self.assertIn("check the connection", line)
            self.assertIn("nowhere", line)
        self.assertNotIn("secret", result.stderr)


class Amounts(Study):
    """Numbers that no sum could hold are refused with their places, all in one run; missing ones are named."""

    def units(self, *rows):
        self.write("nodes.csv", "unit_id,pop,work,trait\n" + "\n".join(rows) + "\n")
        self.write("edges.csv", "u,v\na,b\nb,c\n")
        return ("partition", "--nodes", self.folder / "nodes.csv", "--edges", self.folder / "edges.csv", "--zones", "2",
                "--tolerance", "0.9", "--workload", "work", "--workload-balance", "1", "--alike", "trait",
                "--homogeneity", "1")

    def test_amounts_beyond_the_limit_are_refused_together(self):
        result = run(*self.units("a,1e308,1,2", "b,inf,1,1e308", "c,4,1e300,-1e308"))
        self.assertEqual((result.returncode, result.stdout), (3, ""), result.stderr)
        for words in ("2 weights in 'pop' of", "'row 1 (a): 1e308', 'row 2 (b): inf'", "1 workload in 'work'",
                      "2 values in 'trait'", "'row 3 (c): -1e308'", "the limit of 1,000,000,000,000,000"):
            self.assertIn(words, result.stderr)

    def test_missing_values_are_named_on_stderr(self):
        result = run(*self.units("a,1,,2", "b,1,nan,3", "c,1,1,"), "--json")
        self.assertEqual(result.returncode, 0, result.stderr)
        self.assertIn("note: 2 units without a workload in 'work'", result.stderr)
        self.assertIn("taken as 0: 'row 1 (a)', 'row 2 (b)'", result.stderr)
        self.assertIn("1 unit without a value in 'trait'", result.stderr)
        self.assertEqual(len(json.loads(result.stdout)["notes"]), 2)

    def test_an_empty_layer_says_what_it_is(self):
        empty = self.write("empty.geojson", '{"type": "FeatureCollection", "features": []}')
        result = run("partition", "--units", empty, "--code", "id", "--weight", "pop", "--zones", "2")
        self.assertEqual((result.returncode, result.stdout), (3, ""), result.stderr)
        self.assertIn("is an empty layer", result.stderr)
        self.assertIn("name another file", result.stderr)

    def test_weights_of_an_instance_are_refused_too(self):
        table = self.write("sites.csv", "demand,candidate,distance,weight,cost\nd1,s,1,1e308,1\nd2,s,1,1e308,1\n")
        result = run("place", "--instance", table, "--format", "csv", "--goal", "p_median", "--p", "1")
        self.assertEqual((result.returncode, result.stdout), (3, ""), result.stderr)
        self.assertIn("2 weights of sites.csv beyond the limit", result.stderr)
        self.assertIn("'demand 1: 1e+308'", result.stderr)

    def test_households_beyond_mankind_refuse_the_study(self):
        self.write("buildings.csv", BUILDINGS + "B3,1e308,1,117.160,35.091\nB4,inf,1,117.160,35.091\n")
        result = run("run", self.study)
        self.assertEqual(result.returncode, 3, result.stderr)
        for words in ("building B3", "row 3 states households as '1e308'", "building B4", "limit of 10,000,000,000"):
            self.assertIn(words, result.stdout)

    def test_keys_state_their_limits(self):
        result = run("keys")
        self.assertRegex(result.stdout, r"balance.*number from 0 to 1,000,000")


class Interrupts(Study):
    def start(self):
        return subprocess.Popen([PROGRAM, "run", str(DATA / "tengzhou-standard" / "study.toml"), "--folder",
                                 str(self.folder / "out")], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)

    def test_ctrl_c_leaves_nothing(self):
        for delay in (0.3, 1.0, 2.0, 4.0):
            process = self.start()
            time.sleep(delay)
            process.send_signal(signal.SIGINT)
            _, errors = process.communicate(timeout=240)
            if process.returncode == 0:
                self.skipTest("the run was over before the signal")
            self.assertEqual(self.leftovers(), [])
            if process.returncode != -signal.SIGINT:  # else the signal came before main: a slow machine
                self.assertEqual(process.returncode, 1, errors)
                self.assertIn("interrupted", errors)
                return
        self.fail("the program never caught the signal")

    def test_a_kill_leaves_no_result_and_the_next_run_cleans_up(self):
        process = self.start()
        time.sleep(0.3)
        process.kill()
        process.communicate(timeout=240)
        self.assertFalse((self.folder / "out").exists())
        self.assertEqual(run("run", self.study).returncode, 0)
        self.assertEqual(self.leftovers(), ["out"])

    def contents(self, folder):
        return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*"))
                if path.is_file() and path.name != "manifest.json"}

    def staged(self):
        """Files in the staging folders beside the result."""
        return sum(len(files) for staging in self.folder.glob(".lastmeter-out-*") for _, _, files in os.walk(staging))

    def test_a_kill_while_results_are_written_leaves_the_old_or_the_new_whole(self):
        old_study = self.study.read_text(encoding="utf-8")
        old_name = re.search(r'name *= *"([^"]*)"', old_study).group(1)
        new_study = self.folder / "new.toml"
        new_study.write_text(old_study.replace(f'"{old_name}"', '"Another name"', 1), encoding="utf-8")
        out, other = self.folder / "out", self.folder / "other"
        self.assertEqual(run("run", self.study, "--folder", out).returncode, 0)
        self.assertEqual(run("run", new_study, "--folder", other).returncode, 0)
        old, new = self.contents(out), self.contents(other)
        self.assertNotEqual(old, new)
        random.seed(7)
        seen = []
        for files in (1, 1, 2, 3, 5, 8, 12, len(new) - 1, len(new), len(new) + 1):
            process = subprocess.Popen([PROGRAM, "run", str(new_study), "--folder", str(out), "--overwrite"],
                                       stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            while process.poll() is None and self.staged() < files:
                pass
            time.sleep(random.uniform(0.0, 0.02))
            process.kill()
            process.communicate(timeout=240)
            found = self.contents(out)
            self.assertIn(found, (old, new), f"killed after {files} files: neither the old result nor the new one")
            self.assertTrue((out / "manifest.json").is_file())
            seen.append("new" if found == new else "old")
            if found == new:
                self.assertEqual(run("run", self.study, "--folder", out, "--overwrite").returncode, 0)
        self.assertIn("old", seen)
        self.assertEqual(run("run", new_study, "--folder", out, "--overwrite").returncode, 0)
        self.assertEqual(self.contents(out), new)
        self.assertEqual([path.name for path in self.folder.iterdir() if path.name.startswith(".lastmeter")], [])


if __name__ == "__main__":
    PROGRAM, DATA = str(pathlib.Path(sys.argv[1]).resolve()), pathlib.Path(sys.argv[2]).resolve()
    unittest.main(argv=[sys.argv[0], *sys.argv[3:]])
