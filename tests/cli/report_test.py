#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Runs samples with pictures and report, and looks at what a planner would print.

    report_test.py PROGRAM DATA_FOLDER

The tests that look into PDF are skipped where poppler-utils is missing.
"""

import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import unittest
from html.parser import HTMLParser

PROGRAM, DATA = (pathlib.Path(argument).resolve() for argument in sys.argv[1:3])
EVIL = "<img src=x onerror=alert(1)><script>alert(2)</script>"
BIG_PICTURES = ["overview", "coverage", "gaps", "coverage_walking", "gaps_walking", "placement", "partition", "merge"]


def study(folder, sample, language, name=None):
    """A copy of a sample that writes pictures and report."""
    shutil.copytree(DATA / sample, folder / sample)
    file = folder / sample / "study.toml"
    text = file.read_text(encoding="utf-8")
    text = text[:text.index("[output]")]
    text += f'[output]\nfolder = "out"\nformats = ["pictures", "report"]\nlanguage = "{language}"\n'
    if name:
        text = re.sub(r"name *= .*", f"name = '''{name}'''", text, count=1)
    file.write_text(text, encoding="utf-8")
    return file


def run(file, *options, **environment):
    return subprocess.run([PROGRAM, "run", file, "--overwrite", "--quiet", *options], check=True, timeout=900,
                          capture_output=True, text=True, env={**os.environ, **environment})


def files_of(folder):
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*"))
            if path.is_file() and path.name != "manifest.json"}


class Tags(HTMLParser):
    """The tags of a page with their attributes."""

    def __init__(self, text):
        super().__init__()
        self.tags = []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))


class Town(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        cls.file = study(pathlib.Path(cls.folder.name), "hand-checkable", "en", EVIL)
        cls.out = cls.file.parent / "out"
        run(cls.file)

    @classmethod
    def tearDownClass(cls):
        cls.folder.cleanup()

    def test_pictures_in_three_formats_and_the_report_are_there(self):
        names = [f"pictures/{name}.{ending}" for name in ("coverage", "gaps", "overview") for ending in ("pdf", "png", "svg")]
        self.assertEqual(list(files_of(self.out)), ["issues.csv", *names, "report.html", "report.pdf", "summary.json"])

    def test_same_bytes_on_a_second_run_and_for_any_number_of_threads(self):
        first = files_of(self.out)
        for threads in ("1", "2", "8"):
            run(self.file, "--threads", threads)
            self.assertEqual(files_of(self.out), first, threads)

    def test_the_page_has_no_script_and_fetches_nothing(self):
        text = (self.out / "report.html").read_text(encoding="utf-8")
        tags = Tags(text).tags
        self.assertFalse({"script", "img", "link", "iframe", "object", "base"} & {tag for tag, _ in tags})
        for tag, attributes in tags:
            for name, value in attributes.items():
                self.assertFalse(name.startswith("on"), (tag, name))
                if name in ("href", "xlink:href", "src"):
                    self.assertTrue(value.startswith("#"), value)

    def test_ids_of_the_pictures_differ(self):
        ids = [attributes["id"] for _, attributes in Tags((self.out / "report.html").read_text("utf-8")).tags
               if "id" in attributes]
        self.assertEqual(len(ids), len(set(ids)))
        self.assertGreater(len(ids), 10)

    def test_no_path_of_this_machine_is_in_it(self):
        for name, content in files_of(self.out).items():
            self.assertNotIn(str(self.file.parent).encode(), content, name)

    def test_a_missing_font_is_one_line(self):
        fonts = pathlib.Path(self.folder.name) / "fonts.conf"
        fonts.write_text('<?xml version="1.0"?><fontconfig><dir>/usr/share/fonts/truetype/dejavu</dir>'
                         f'<cachedir>{self.folder.name}/cache</cachedir></fontconfig>', encoding="utf-8")
        result = subprocess.run([PROGRAM, "run", self.file, "--overwrite"], check=True, timeout=300, capture_output=True,
                                text=True, env={**os.environ, "FONTCONFIG_FILE": str(fonts)})
        lines = [line for line in result.stdout.splitlines() if "font" in line]
        self.assertEqual(len(lines), 1, result.stdout)
        self.assertIn("fonts-noto-cjk", lines[0])
        self.assertIn("report.pdf", files_of(self.out))
        run(self.file)


@unittest.skipUnless(shutil.which("pdffonts") and shutil.which("pdftotext"), "poppler-utils is not installed")
class StandardSample(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        file = study(pathlib.Path(cls.folder.name), "tengzhou-standard", "zh")
        run(file)
        cls.out = file.parent / "out"
        cls.text = subprocess.run(["pdftotext", cls.out / "report.pdf", "-"], check=True, capture_output=True,
                                  text=True).stdout

    @classmethod
    def tearDownClass(cls):
        cls.folder.cleanup()

    def test_every_picture_is_there(self):
        self.assertEqual({path.stem for path in (self.out / "pictures").iterdir()}, set(BIG_PICTURES))

    def test_fonts_are_embedded_subsets_with_text(self):
        for file in (self.out / "report.pdf", self.out / "pictures" / "coverage.pdf"):
            lines = subprocess.run(["pdffonts", file], check=True, capture_output=True, text=True).stdout.splitlines()[2:]
            self.assertTrue(lines)
            self.assertTrue(any("NotoSansCJK" in line for line in lines), lines)
            for line in lines:
                self.assertRegex(line, r"\byes yes yes\b")

    def test_text_can_be_searched(self):
        plain = re.sub(r"\s", "", self.text)
        for words in ("谁在500米内有服务阵地", "540,000人中的451,062", "coverage.population", "梅岭社区", "优先事项"):
            self.assertIn(words, plain)

    def test_pages_are_a4(self):
        info = subprocess.run(["pdfinfo", self.out / "report.pdf"], check=True, capture_output=True, text=True).stdout
        self.assertIn("A4", info)
        self.assertNotIn("CreationDate", info)

    def test_size_fits_a_mail(self):
        self.assertLess((self.out / "report.html").stat().st_size, 10_000_000)
        self.assertLess((self.out / "report.pdf").stat().st_size, 5_000_000)


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
