#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Opens map.html of a run in headless Chromium, from file://, and does what a planner does.

    map_page_test.py PROGRAM DATA_FOLDER

Exits with 77 (skipped) where Debian's chromium-driver or python3-selenium is missing.
"""

import base64
import gzip
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import time
import unittest

try:
    from selenium import webdriver
    from selenium.webdriver.common.action_chains import ActionChains
    from selenium.webdriver.common.by import By
    from selenium.webdriver.common.keys import Keys
    from selenium.webdriver.chrome.options import Options
    from selenium.webdriver.chrome.service import Service
except ImportError:
    print("SKIPPED: python3-selenium is not installed")
    sys.exit(77)

PROGRAM, DATA = (pathlib.Path(argument).resolve() for argument in sys.argv[1:3])
EVIL = "<img src=x onerror=document.title='run'><script>document.title='run'</script>"


def browser(width, height):
    options = Options()
    for argument in ("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage",
                     f"--window-size={width},{height}"):
        options.add_argument(argument)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    driver = webdriver.Chrome(service=Service(shutil.which("chromedriver")), options=options)
    driver.set_script_timeout(60)
    return driver


def study(folder, language):
    """The hand-checkable town, its posts renamed to markup, with a map page."""
    town = folder / "town"
    shutil.copytree(DATA / "hand-checkable", town)
    posts = (town / "posts.csv").read_text(encoding="utf-8").splitlines()
    head = posts[0].lstrip("\ufeff").split(",")
    rows = [dict(zip(head, line.split(","))) for line in posts[1:]]
    text = (town / "study.toml").read_text(encoding="utf-8")
    head.append("title")
    for row in rows:
        row["title"] = EVIL
    quoted = lambda cell: '"' + cell.replace('"', '""') + '"'
    (town / "posts.csv").write_text("\n".join([",".join(head)] + [",".join(quoted(row[c]) for c in head) for row in rows])
                                    + "\n", encoding="utf-8")
    text = text.replace("[layers.facilities]", '[layers.facilities]\nname = "title"')
    text = text[:text.index("[output]")] + f'[output]\nfolder = "out"\nformats = ["map"]\nlanguage = "{language}"\n'
    (town / "study.toml").write_text(text, encoding="utf-8")
    subprocess.run([PROGRAM, "run", town / "study.toml", "--quiet"], check=True, timeout=300)
    return town / "out" / "map.html"


DATA_SCRIPT = re.compile(r'(id="data" data-form=")(\w+)(">)(.*?)(</script>)', re.DOTALL)


def altered(page, name, alter):
    """A copy of the page whose data went through `alter`."""
    text = page.read_text(encoding="utf-8")
    form, packed = DATA_SCRIPT.search(text).group(2, 4)
    data = json.loads(gzip.decompress(base64.b64decode(packed)) if form == "gzip" else packed)
    alter(data)
    plain = json.dumps(data, ensure_ascii=False).replace("<", "\\u003c")
    copy = page.with_name(name)
    copy.write_text(DATA_SCRIPT.sub(lambda found: found.group(1) + "json" + found.group(3) + plain + found.group(5),
                                    text), encoding="utf-8")
    return copy


class Page(unittest.TestCase):
    """A page in a browser of 1300 x 850; every test begins with it freshly opened and ends without a complaint."""

    page = None
    language = "en"

    @classmethod
    def make(cls, folder):
        return study(folder, cls.language)

    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        cls.page = cls.make(pathlib.Path(cls.folder.name))
        cls.driver = browser(1300, 850)

    @classmethod
    def tearDownClass(cls):
        cls.driver.quit()
        cls.folder.cleanup()

    def setUp(self):
        self.driver.get("about:blank")
        self.driver.get_log("browser"), self.driver.get_log("performance")
        self.open()

    def tearDown(self):
        complaints = [entry["message"] for entry in self.driver.get_log("browser")]
        self.assertEqual([text for text in complaints if "willReadFrequently" not in text], [])  # our own look at dots

    def open(self, fragment="", page=None):
        self.driver.get(f"file://{page or self.page}{fragment}")
        for _ in range(600):
            if self.driver.execute_script("return document.documentElement.dataset.ready") == "yes":
                return
            time.sleep(0.02)
        self.fail("the page does not get ready: " + self.driver.find_element(By.ID, "note").text)

    def open_altered(self, name, alter):
        self.driver.get("about:blank")
        self.open(page=altered(self.page, name, alter))

    def find(self, css):
        return self.driver.find_elements(By.CSS_SELECTOR, css)

    def canvases(self):
        return len(self.find("canvas.shapes"))

    def hash(self):
        return self.driver.execute_script("return decodeURIComponent(location.hash)")

    def ink(self, left, right):
        """How many dots of the layers' canvases between two shares of the width are drawn on and not clipped."""
        return self.driver.execute_script("""
            let count = 0;
            for (const canvas of document.querySelectorAll("canvas.shapes")) {
              const inset = (canvas.style.clipPath.match(/inset\\((.*)\\)/) || [, "0 0 0 0"])[1].split(" ").map(parseFloat);
              const ratio = canvas.width / canvas.clientWidth;
              const from = Math.max(arguments[0] * canvas.width, inset[3] * ratio);
              const to = Math.min(arguments[1] * canvas.width, canvas.width - inset[1] * ratio);
              if (to - from < 1) continue;
              const dots = canvas.getContext("2d").getImageData(from, 0, to - from, canvas.height).data;
              for (let i = 3; i < dots.length; i += 4) count += dots[i] ? 1 : 0;
            }
            return count;""", left, right)


class MapPage(Page):
    def test_nothing_is_fetched_and_nothing_complains(self):
        urls = [message["params"]["request"]["url"] for message in
                (json.loads(entry["message"])["message"] for entry in self.driver.get_log("performance"))
                if message["method"] == "Network.requestWillBeSent"]
        self.assertEqual([url for url in urls if not url.startswith("about:")], [f"file://{self.page}"])
        self.assertEqual(self.driver.get_log("browser"), [])

    def test_layers_are_switched(self):
        before = self.canvases()
        box = self.find("#layers input:checked")[0]
        box.click()
        self.assertEqual(self.canvases(), before - 1)
        box.click()
        self.assertEqual(self.canvases(), before)

    def test_markup_in_names_is_text(self):
        search = self.driver.find_element(By.ID, "search")
        search.send_keys("onerror")
        found = self.find("#found li")
        self.assertTrue(found)
        self.assertIn("<img src=x", found[0].text)
        found[0].click()
        self.assertIn("<script>", self.driver.find_element(By.CSS_SELECTOR, "#card b").text)
        self.assertNotEqual(self.driver.title, "run")
        self.assertEqual(self.find("#side img, #card img, #found img"), [])

    def test_a_table_row_leads_to_its_place(self):
        self.find("#layers .layer button")[-1].click()
        rows = self.find("#rows tbody tr")
        self.assertTrue(rows)
        before = self.driver.execute_script("return location.hash")
        rows[0].click()
        self.assertNotEqual(self.driver.execute_script("return location.hash"), before)
        self.assertTrue(self.driver.find_element(By.ID, "card").is_displayed())
        self.find("body")[0].send_keys(Keys.ESCAPE)
        self.assertFalse(self.driver.find_element(By.ID, "table").is_displayed())

    def test_colours_follow_the_figure_chosen_and_stand_in_the_address(self):
        which = self.find("#colouring select")[0]
        options = which.find_elements(By.TAG_NAME, "option")
        self.assertGreater(len(options), 1)
        options[1].click()
        self.assertTrue(self.find("#legend .class"))
        fragment = self.driver.execute_script("return location.hash")
        self.assertIn("by=", fragment)
        self.driver.get("about:blank")
        self.open(fragment)
        self.assertEqual(self.driver.execute_script("return location.hash"), fragment)

    def test_hovering_shows_what_lies_there(self):
        self.assertFalse(self.driver.find_element(By.ID, "card").is_displayed())
        place = self.driver.find_element(By.ID, "map")
        actions = ActionChains(self.driver)
        for step in range(-60, 60, 10):  # left of the panel, across the town
            actions.move_to_element_with_offset(place, -165 + step, step // 2)
        actions.perform()
        self.assertTrue(self.driver.find_element(By.ID, "card").is_displayed())
        self.assertTrue(self.find("#card b")[0].text)

    def test_a_phone_shows_the_map_first(self):
        phone = browser(390, 844)
        try:
            phone.get(f"file://{self.page}")
            phone.implicitly_wait(5)
            phone.find_element(By.CSS_SELECTOR, "html[data-ready=yes]")
            self.assertFalse(phone.find_element(By.ID, "side").is_displayed())
            phone.find_element(By.ID, "menu").click()
            self.assertTrue(phone.find_element(By.ID, "side").is_displayed())
        finally:
            phone.quit()


NAMES = {"quotes": "\"It's\" `a` \\ \u2028", "emoji": "\U0001F3E5\U0001F469\u200d\U0001F467 hospital", "long": "z" * 10_000,
         "arabic": "\u0645\u0631\u0643\u0632 \u0635\u062d\u064a", "formula": "=1+1", "method": "constructor", "blank": ""}


class OddData(Page):
    """What may stand in a study and must not break its page."""

    def odd_names(self, data):
        posts = next(layer for layer in data["layers"] if layer["name"] == "facilities")
        name = next(column for column in posts["columns"] if column["name"] == "name")
        code = next(column for column in posts["columns"] if column["name"] == "code")
        count = len(NAMES)
        for column in posts["columns"]:
            column["values"] = [column["values"][0]] * count
        posts["shapes"] = [[[[10 * k, 0]]] for k in range(count)]
        posts["rows"] = count
        name["values"], code["values"] = list(NAMES.values()), list(NAMES)
        data["study"] = NAMES["long"]

    def test_odd_names_are_shown_as_they_are(self):
        self.open_altered("odd.html", self.odd_names)
        for code, name in NAMES.items():
            search = self.driver.find_element(By.ID, "search")
            search.clear()
            search.send_keys(code)
            found = [item for item in self.find("#found li") if code in item.get_attribute("textContent")]
            found[0].click()
            title = self.find("#card b")[0].get_attribute("textContent")
            self.assertEqual(title, f"{name} · {code}" if name else code)
            card = self.driver.find_element(By.ID, "card")
            self.assertLess(card.size["height"], 600, code)
        self.find("#layers .layer button")[0].click()
        self.assertTrue(self.driver.find_element(By.ID, "table").is_displayed())

    def test_a_name_from_right_to_left_keeps_its_direction(self):
        self.open_altered("odd.html", self.odd_names)
        self.driver.find_element(By.ID, "search").send_keys("arabic")
        self.find("#found li")[0].click()
        self.assertEqual(self.driver.execute_script(
            "return getComputedStyle(document.querySelector('#card b')).direction"), "rtl")

    def test_figures_without_a_number_and_layers_without_a_row(self):
        def alter(data):
            for figure in data["figures"]:
                figure["value"] = figure["share"] = None
            for layer in data["layers"]:
                layer["rows"] = 0
                layer["kind"] = "none"
                layer.pop("shapes", None)
                for column in layer["columns"]:
                    column["values"] = []
        self.open_altered("empty.html", alter)
        self.assertTrue(self.find("#layers .layer"))
        self.find("#layers .layer button")[0].click()
        self.assertEqual(self.find("#rows tbody tr"), [])

    def test_a_page_without_layers_and_figures(self):
        self.open_altered("nothing.html", lambda data: data.update(layers=[], figures=[]))
        self.assertEqual(self.canvases(), 0)

    def test_numbers_that_are_missing_are_not_drawn(self):
        def alter(data):
            for layer in data["layers"]:
                for column in layer["columns"]:
                    if column["name"] not in ("code", "name"):
                        column["values"] = [None] * layer["rows"]
        self.open_altered("missing.html", alter)
        self.assertTrue(self.find("#layers .layer"))

    def test_a_fragment_of_somebody_else_does_no_harm(self):
        for fragment in ("#x=1e999&y=2&z=3", "#x=1&y=2&z=99&on=constructor|__proto__", "#z=&x=a", "#swipe=9|0.5&x=1&y=2&z=0",
                         "#x=1&y=1&z=0&at=facilities|9999&by=facilities|none"):
            self.driver.get("about:blank")
            self.open(fragment)

    def test_a_hundred_thousand_features_are_drawn(self):
        def alter(data):
            layer = next(layer for layer in data["layers"] if layer["name"] == "buildings")
            for column in layer["columns"]:
                column["values"] = (column["values"] * 100_000)[:100_000]
            layer["shapes"] = [[[[k % 400 * 50, k // 400 * 50]]] for k in range(100_000)]
            layer["rows"], layer["on"] = 100_000, True
            data["left_out"] = ["streets"]
        self.open_altered("large.html", alter)
        self.assertGreater(self.ink(0.0, 0.7), 50_000)
        self.assertIn("Streets", self.driver.find_element(By.ID, "note").text)


class Sample(Page):
    """The standard sample with everything a study can ask for, in Chinese."""

    @classmethod
    def make(cls, folder):
        sample = folder / "sample"
        shutil.copytree(DATA / "tengzhou-standard", sample)
        text = (sample / "study.toml").read_text(encoding="utf-8")
        text = text[:text.index("[output]")] + '[output]\nfolder = "out"\nformats = ["map"]\nlanguage = "zh"\n'
        (sample / "study.toml").write_text(text, encoding="utf-8")
        subprocess.run([PROGRAM, "run", sample / "study.toml", "--quiet"], check=True, timeout=600)
        return sample / "out" / "map.html"

    def option(self, select, text):
        options = [each for each in self.find(f"{select} option") if text in each.text]
        self.assertTrue(options, text)
        options[0].click()

    def test_its_labels_are_chinese(self):
        for css in ("#layers .layer", "#legend div", "#colouring option", "#figures dt"):
            for element in self.find(css):
                text = element.get_attribute("textContent")
                self.assertNotRegex(text.replace("Polsby-Popper", ""), "[a-z]{5}", css)

    def test_partition_and_placement_are_swiped(self):
        for pair in ("网格（方案）", "选址结果"):
            self.option("#pair", pair)
            self.assertTrue(self.driver.find_element(By.ID, "swipe").is_displayed())
            clips = [canvas.get_attribute("style").count("inset") for canvas in self.find("canvas.shapes")]
            self.assertGreaterEqual(sum(clips), 2, pair)
            self.assertGreater(self.ink(0.0, 0.35), 0)
            self.assertGreater(self.ink(0.45, 0.8), 0)
            before = self.hash()
            self.assertIn("swipe=", before)
            self.driver.find_element(By.ID, "swipe").send_keys(Keys.ARROW_RIGHT * 3)
            self.assertNotEqual(self.hash(), before)
        state = self.hash()
        self.driver.get("about:blank")
        self.open(self.driver.execute_script("return encodeURI(arguments[0])", state))
        self.assertTrue(self.driver.find_element(By.ID, "swipe").is_displayed())
        self.assertEqual(self.hash(), state)

    def test_zones_side_by_side_have_different_colours(self):
        self.assertGreater(len(set(swatch.value_of_css_property("background-color")
                                   for swatch in self.find("#legend .swatch"))), 5)

    def test_chosen_and_other_sites_are_told_apart(self):
        legend = self.driver.find_element(By.ID, "legend").text
        self.assertIn("选址结果", legend)
        self.assertIn("未启用", legend)

    def test_a_search_leads_to_a_community_and_the_address_keeps_it(self):
        self.driver.find_element(By.ID, "search").send_keys("370481001001")
        self.find("#found li")[0].send_keys(Keys.ENTER)
        self.assertIn("at=", self.hash())
        title = self.find("#card b")[0].text
        state = self.hash()
        self.driver.get("about:blank")
        self.open(self.driver.execute_script("return encodeURI(arguments[0])", state))
        self.assertEqual(self.find("#card b")[0].text, title)


class Tainan(Page):
    """A real city: 12,774 statistical areas, 37 districts, 52 posts, five more chosen. Skipped without the shared data."""

    @classmethod
    def make(cls, folder):
        shared = pathlib.Path(os.environ.get("LASTMETER_SHARED", DATA.parent.parent / "shared")).resolve()
        if not (shared / "data" / "tainan").is_dir():
            raise unittest.SkipTest("LASTMETER_SHARED has no data/tainan")
        text = (DATA.parent / "tests" / "cases" / "tainan" / "study.toml").read_text(encoding="utf-8")
        text = text[:text.index("[output]")].replace("../../../../shared", str(shared))
        text += ('[placement]\ngoal = "max_cover"\nsites = 5\nexisting = "keep"\ncandidates = ["hexagons"]\nlattice_m = 2000\n'
                 '[output]\nfolder = "out"\nformats = ["map"]\n')
        (folder / "study.toml").write_text(text, encoding="utf-8")
        subprocess.run([PROGRAM, "run", folder / "study.toml", "--quiet"], check=True, timeout=600)
        return folder / "out" / "map.html"

    def test_what_a_planner_does(self):
        before = self.canvases()
        box = self.find("#layers input:checked")[0]
        box.click()
        self.assertEqual(self.canvases(), before - 1)
        box.click()
        self.driver.find_element(By.ID, "search").send_keys("67000")
        self.find("#found li")[0].send_keys(Keys.ENTER)
        self.assertTrue(self.find("#card b")[0].text)
        self.assertIn("at=", self.hash())
        self.find("#layers .layer button")[0].click()
        self.assertGreater(len(self.find("#rows tbody tr")), 0)
        self.find("body")[0].send_keys(Keys.ESCAPE)
        self.find("#pair option")[-1].click()
        self.assertTrue(self.driver.find_element(By.ID, "swipe").is_displayed())
        self.assertIn("swipe=", self.hash())
        self.assertGreater(self.ink(0.0, 0.8), 1_000)

    def test_nothing_is_fetched_and_nothing_complains(self):
        urls = [message["params"]["request"]["url"] for message in
                (json.loads(entry["message"])["message"] for entry in self.driver.get_log("performance"))
                if message["method"] == "Network.requestWillBeSent"]
        self.assertEqual([url for url in urls if not url.startswith("about:")], [f"file://{self.page}"])


if __name__ == "__main__":
    if shutil.which("chromedriver") is None:
        print("SKIPPED: chromium-driver is not installed")
        sys.exit(77)
    os.environ.setdefault("SE_AVOID_STATS", "true")
    unittest.main(argv=sys.argv[:1], verbosity=2)
