#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Opens map.html of a run in headless Chromium, from file://, and does what a planner does.

    map_page_test.py PROGRAM DATA_FOLDER

Exits with 77 (skipped) where Debian's chromium-driver or python3-selenium is missing.
"""

import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
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


class MapPage(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        cls.page = study(pathlib.Path(cls.folder.name), "en")
        cls.driver = browser(1300, 850)

    @classmethod
    def tearDownClass(cls):
        cls.driver.quit()
        cls.folder.cleanup()

    def setUp(self):
        self.driver.get("about:blank")
        self.driver.get_log("browser"), self.driver.get_log("performance")
        self.open()

    def open(self, fragment=""):
        self.driver.get(f"file://{self.page}{fragment}")
        for _ in range(200):
            if self.driver.execute_script("return document.documentElement.dataset.ready") == "yes":
                return
        self.fail("the page does not get ready: " + self.driver.find_element(By.ID, "note").text)

    def find(self, css):
        return self.driver.find_elements(By.CSS_SELECTOR, css)

    def canvases(self):
        return len(self.find("canvas.shapes"))

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


if __name__ == "__main__":
    if shutil.which("chromedriver") is None:
        print("SKIPPED: chromium-driver is not installed")
        sys.exit(77)
    os.environ.setdefault("SE_AVOID_STATS", "true")
    unittest.main(argv=sys.argv[:1], verbosity=2)
