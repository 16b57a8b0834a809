#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The GeoPackage and the Processing provider (tools/qgis) in QGIS, without a screen. What needs QGIS is skipped where
qgis_process and PyQGIS are not installed.

usage: qgis_test.py PROGRAM DATA_FOLDER [unittest options]
"""
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import unittest

PLUGINS = pathlib.Path(__file__).resolve().parents[2] / "tools" / "qgis"
sys.path.insert(0, str(PLUGINS / "lastmeter"))
import layers  # noqa: E402  the plugin's own modules
import program  # noqa: E402

PROGRAM, DATA = "", pathlib.Path()
PYTHON = "/usr/bin/python3"  # the one PyQGIS is built for
QUIET = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PATH": "/usr/bin:/bin"}  # QGIS is for Debian's Python
HAS_QGIS = shutil.which("qgis_process.bin") is not None and subprocess.run(
    [PYTHON, "-c", "import qgis.core"], capture_output=True, check=False).returncode == 0

# Loads layers as a user would and tells what it sees; a picture of them all as PNG.
LOOK = """
import json, os, sys
from qgis.core import *
from qgis.PyQt.QtCore import QSize
from qgis.PyQt.QtGui import QColor
application = QgsApplication([], False)
application.initQgis()
seen, shown = {}, []
for source in sys.argv[2:]:
    layer = QgsVectorLayer(source, "layer", "ogr")
    renderer = layer.renderer()
    classes = [r.symbol().color().name() for r in renderer.ranges()] if renderer.type() == "graduatedSymbol" else []
    one = renderer.symbol().color().name() if renderer.type() == "singleSymbol" else ""
    seen[source.split("layername=")[-1]] = {"rows": layer.featureCount(), "crs": layer.crs().authid(), "one": one,
        "classes": classes, "by": renderer.classAttribute() if classes else "", "about": layer.dataComment()
        or layer.metadata().abstract()}
    shown.insert(0, layer)
settings = QgsMapSettings()
settings.setLayers(shown)
settings.setBackgroundColor(QColor("white"))
settings.setOutputSize(QSize(400, 400))
settings.setDestinationCrs(shown[-1].crs())
settings.setExtent(shown[-1].extent())
job = QgsMapRendererSequentialJob(settings)
job.start()
job.waitForFinished()
picture = job.renderedImage()
picture.save(sys.argv[1])
colours = {picture.pixelColor(x, y).name() for x in range(0, 400, 4) for y in range(0, 400, 4)}
print(json.dumps({"layers": seen, "colours": sorted(colours)}))
sys.stdout.flush()
os._exit(0)
"""


def study_of(folder, sample="hand-checkable"):
    """A copy of a sample's study that writes nowhere unless told where."""
    shutil.copytree(DATA / sample, folder / sample)
    return folder / sample / "study.toml"


class InFolder(unittest.TestCase):
    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="lastmeter-qgis-"))
        self.addCleanup(shutil.rmtree, self.folder, True)


class ProgramRunner(InFolder):
    def run_it(self, command, study, is_cancelled=lambda: False, folder="out"):
        told = []
        line = program.command_line(PROGRAM, command, str(study), str(self.folder / folder), False)
        return program.run_program(line, lambda *each: told.append(each), is_cancelled), told

    def test_progress_and_text_arrive(self):
        outcome, told = self.run_it("coverage", study_of(self.folder))
        self.assertEqual((outcome.code, outcome.errors), (0, []))
        self.assertIn("results in", outcome.text)
        self.assertIn("writing", [stage for stage, _ in told])
        for _, share in told:
            self.assertTrue(share is None or 0.0 <= share <= 1.0)

    def test_a_fault_of_the_study_is_a_line(self):
        study = study_of(self.folder)
        study.write_text("[studdy]\n", encoding="utf-8")
        outcome, _ = self.run_it("run", study)
        self.assertEqual(outcome.code, 2)
        self.assertIn("unknown section [studdy]", "\n".join(outcome.errors))

    def test_a_wish_to_stop_leaves_nothing(self):
        outcome, told = self.run_it("run", DATA / "tengzhou-standard" / "study.toml", lambda: True)
        self.assertIsNone(outcome.code)
        self.assertEqual([p.name for p in self.folder.iterdir()], [])

    def test_a_program_that_prints_what_it_likes(self):
        script = self.folder / "odd"
        script.write_text("#!/bin/sh\necho '{\"stage\":\"a\",\"done\":9,\"total\":3}' >&2\necho '{\"stage\"' >&2\necho '[1]' >&2\n"
                          "echo '{\"stage\":\"b\",\"done\":1,\"total\":0}' >&2\nprintf '\\377' >&2\nexit 7\n")
        script.chmod(0o755)
        told = []
        outcome = program.run_program([str(script)], lambda *each: told.append(each), lambda: False)
        self.assertEqual(told, [("a", 1.0), ("b", None)])
        self.assertEqual((outcome.code, outcome.errors), (7, ['{"stage"', "[1]", "\ufffd"]))

    def test_where_the_program_is(self):
        self.assertEqual(program.find_program(PROGRAM), PROGRAM)
        self.assertIsNone(program.find_program(str(self.folder / "nothing")))


class Layers(InFolder):
    def test_those_of_the_command_that_hold_something_from_the_bottom(self):
        subprocess.run([PROGRAM, "coverage", study_of(self.folder), "--folder", self.folder / "out", "--quiet"], check=True)
        found = [each.source.split("layername=")[1] for each in layers.layers_of(self.folder / "out", "coverage")]
        self.assertEqual(found[:2], ["communities", "grid_zones"])
        self.assertEqual(found[-1], "facilities", "no issues, no layer of them")
        self.assertIn("Grid zones", layers.layers_of(self.folder / "out", "coverage")[1].title)

    def test_a_check_has_its_ledger(self):
        self.assertEqual(layers.layers_of(self.folder, "check"), [])
        subprocess.run([PROGRAM, "check", study_of(self.folder), "--folder", self.folder / "out", "--quiet"], check=True)
        self.assertEqual(len(layers.layers_of(self.folder / "out-check", "check")), 1)


@unittest.skipUnless(HAS_QGIS, "SKIPPED: needs qgis and python3-qgis")
class Qgis(InFolder):
    def look(self, *sources):
        picture = self.folder / "picture.png"
        done = subprocess.run([PYTHON, "-c", LOOK, picture, *sources], capture_output=True, text=True, timeout=240,
                              check=True, env={**QUIET, "HOME": str(self.folder)})
        return json.loads(done.stdout.strip().split("\n")[-1])

    def process(self, *words):
        environment = {**QUIET, "HOME": str(self.folder), "QGIS_CUSTOM_CONFIG_PATH": str(self.folder / "profile"),
                       "QGIS_PLUGINPATH": str(PLUGINS), "LASTMETER_PROGRAM": PROGRAM}
        return subprocess.run(["qgis_process.bin", *map(str, words)], capture_output=True, text=True, timeout=240,
                              check=False, env=environment)

    def test_the_geopackage_opens_coloured(self):
        out = self.folder / "out"
        subprocess.run([PROGRAM, "coverage", study_of(self.folder), "--folder", out, "--quiet"], check=True)
        seen = self.look(*(f"{out}/study.gpkg|layername={name}" for name in ("grid_zones", "facilities")))
        zones = seen["layers"]["grid_zones"]
        self.assertEqual((zones["crs"], zones["by"]), ("EPSG:4548", "population_share_500m_open"))
        self.assertEqual(zones["classes"], ["#440154", "#3b528b", "#21918c", "#5ec962", "#fde725"])
        self.assertEqual(seen["layers"]["facilities"]["one"], "#cc3311")
        self.assertIn("#cc3311", seen["colours"])
        self.assertGreater(len(seen["colours"]), 4)

    def test_the_provider_has_its_algorithms(self):
        self.assertEqual(self.process("plugins", "enable", "lastmeter").returncode, 0)
        listed = self.process("list").stdout
        for name in ("check", "coverage", "partition", "place", "run"):
            self.assertIn(f"lastmeter:{name}", listed)

    def test_coverage_runs(self):
        self.process("plugins", "enable", "lastmeter")
        out = self.folder / "out"
        done = self.process("--json", "run", "lastmeter:coverage", "--", f"STUDY={study_of(self.folder)}",
                            f"FOLDER={out}")
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
        self.assertEqual(json.loads(done.stdout)["results"]["GEOPACKAGE"], f"{out}/study.gpkg")
        self.assertTrue((out / "study.gpkg").exists())
        again = self.process("run", "lastmeter:coverage", "--", f"STUDY={study_of(self.folder / 'b')}", f"FOLDER={out}")
        self.assertNotEqual(again.returncode, 0)
        self.assertIn("--overwrite", again.stdout + again.stderr)


if __name__ == "__main__":
    PROGRAM, DATA = str(pathlib.Path(sys.argv[1]).resolve()), pathlib.Path(sys.argv[2]).resolve()
    unittest.main(argv=[sys.argv[0], *sys.argv[3:]])
