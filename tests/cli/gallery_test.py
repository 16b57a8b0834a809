#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""notebooks-out/gallery is what the program gives today, byte by byte, and its notebook runs.

usage: gallery_test.py PROGRAM PROJECT_FOLDER [unittest options]     after a wanted change: tools/notebook
"""
import json
import pathlib
import shutil
import subprocess
import sys
import tempfile
import unittest

PROGRAM, GALLERY, PROJECT = "", pathlib.Path(), pathlib.Path()
PYTHON = "/usr/bin/python3"  # Debian's, which its Jupyter is for
HAS_JUPYTER = subprocess.run([PYTHON, "-c", "import nbclient, ipykernel, geopandas, matplotlib"], capture_output=True,
                             check=False).returncode == 0


def shown(notebook):
    """Sources and outputs of every cell; of pictures, that there is one."""
    cells = []
    for cell in json.loads(notebook.read_text(encoding="utf-8"))["cells"]:
        outputs = [(kind, "a picture" if kind.startswith("image/") else text) for output in cell.get("outputs", [])
                   for kind, text in output.get("data", {"text": output.get("text")}).items()
                   if not ("image/png" in output.get("data", {}) and kind == "text/plain")]
        cells.append((cell["source"], outputs))
    return cells


class Gallery(unittest.TestCase):
    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="lastmeter-gallery-"))
        self.addCleanup(shutil.rmtree, self.folder, True)

    def test_it_is_what_a_run_gives(self):
        out = self.folder / "out"
        subprocess.run([PROGRAM, "run", PROJECT / "data" / "tengzhou-standard" / "study.toml", "--folder", out, "--quiet"],
                       check=True, timeout=900)
        kept = [GALLERY / "summary.json", *sorted((GALLERY / "geojson").iterdir())]
        self.assertGreater(len(kept), 5)
        for file in kept:
            name = file.relative_to(GALLERY)
            self.assertTrue((out / name).read_bytes() == file.read_bytes(), f"{name} is another; if that is wanted, run "
                            "tools/notebook and commit notebooks-out/gallery")

    def test_it_stays_small(self):
        self.assertLess(sum(p.stat().st_size for p in GALLERY.rglob("*") if p.is_file()), 6_000_000)

    def test_the_notebook_shows_results_and_no_error(self):
        cells = shown(GALLERY / "standard-sample.ipynb")
        kinds = [kind for _, outputs in cells for kind, _ in outputs]
        self.assertEqual(kinds.count("image/png"), 3)
        self.assertIn("text/html", kinds)
        text = (GALLERY / "standard-sample.ipynb").read_text(encoding="utf-8")
        self.assertNotIn('"output_type": "error"', text)
        self.assertNotIn('"stderr"', text)

    @unittest.skipUnless(HAS_JUPYTER, "SKIPPED: needs tools/install_packages notebook")
    def test_the_notebook_runs_again_to_the_same_words(self):
        for part in ("summary.json", "geojson"):
            (self.folder / part).symlink_to(GALLERY / part)
        subprocess.run([PYTHON, PROJECT / "tools" / "notebook", "--execute", self.folder], check=True, timeout=600,
                       capture_output=True)
        self.assertEqual(shown(self.folder / "standard-sample.ipynb"), shown(GALLERY / "standard-sample.ipynb"))


if __name__ == "__main__":
    PROGRAM, PROJECT = str(pathlib.Path(sys.argv[1]).resolve()), pathlib.Path(sys.argv[2]).resolve()
    GALLERY = PROJECT / "notebooks-out" / "gallery"
    unittest.main(argv=[sys.argv[0], *sys.argv[3:]])
