#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""[output] postgis, against a PostgreSQL server of the test's own: what arrives, who is refused, what is never lost.

usage: postgis_test.py PROGRAM DATA_FOLDER UNIT_IO [unittest options]     exit code 77 where there is no PostGIS
"""
import json
import os
import pathlib
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
import unittest

import scratch_postgres

PROGRAM, UNIT_IO, DATA = "", "", pathlib.Path()
STUDY = """[study]
name = "{name}"
crs = "EPSG:4548"
{layers}
[coverage]
radii_m = [500]
[output]
folder = "out"
formats = ["gpkg"]
postgis = "{connection}"
"""


def run(*arguments):
    return subprocess.run([PROGRAM, *map(str, arguments)], capture_output=True, text=True, timeout=240, check=False)


def rows_of_geopackage(file, table):
    """Rows as {column: value}, the geometry as WKB in hex."""
    found = []
    with sqlite3.connect(file) as database:
        cursor = database.execute(f'SELECT * FROM "{table}"')
        names = [each[0] for each in cursor.description]
        for values in cursor:
            row = dict(zip(names, values))
            if row.get("geom") is not None:
                envelope = {0: 0, 1: 32, 2: 48, 3: 48, 4: 64}[row["geom"][3] >> 1 & 7]
                row["geom"] = row["geom"][8 + envelope:].hex()
            found.append(row)
    return found


class PostGis(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.server = scratch_postgres.Server()
        cls.addClassCleanup(cls.server.close)

    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="lastmeter-cli-"))
        self.addCleanup(shutil.rmtree, self.folder, True)
        self.name = self.id().split(".")[-1]
        self.study = self.write_study(self.server.connection())

    def write_study(self, connection, name=None):
        layers = "".join(f'[layers.{role}]\npath = "{DATA}/hand-checkable/town.gpkg"\nlayer = "{role}"\n'
                         for role in ("communities", "grid_zones", "buildings", "residential"))
        layers += f'[layers.facilities]\npath = "{DATA}/hand-checkable/posts.csv"\ncrs = "EPSG:4548"\n'
        study = self.folder / "study.toml"
        study.write_text(STUDY.format(name=name or self.name, layers=layers, connection=connection), encoding="utf-8")
        return study

    def tables(self, schema=None):
        return self.server.sql("SELECT tablename FROM pg_tables WHERE schemaname = '%s' ORDER BY 1" %
                               (schema or self.name))

    def assert_refused(self, result, *words):
        self.assertEqual((result.returncode, result.stdout), (1, ""), result.stderr)
        self.assertEqual(len(result.stderr.strip().split("\n")), 1, result.stderr)
        self.assertNotIn("s3cret", result.stderr)
        for word in words:
            self.assertIn(word, result.stderr)

    def assert_nothing_left(self):
        self.assertEqual(self.server.sql("SELECT nspname FROM pg_namespace WHERE nspname LIKE 'lastmeter%'"), [])
        self.assertEqual([p.name for p in self.folder.iterdir() if p.name.startswith(".lastmeter")], [])

    def test_layers_are_those_of_the_geopackage(self):
        schema = "滕州_手算"
        result = run("run", self.write_study(self.server.connection(), "滕州 手算"))
        self.assertEqual((result.returncode, result.stderr), (0, ""))
        self.assertIn(f"layers in schema {schema} of PG:", result.stdout)
        file = self.folder / "out" / "study.gpkg"
        with sqlite3.connect(file) as database:
            names = sorted(row[0] for row in database.execute("SELECT table_name FROM gpkg_contents")
                           if row[0] != "layer_styles")
        self.assertEqual(self.tables(schema), names)
        for name in names:
            expected = rows_of_geopackage(file, name)
            found = [json.loads(line) for line in self.server.sql(
                f"SELECT to_jsonb(t) FROM \"{schema}\".\"{name}\" t ORDER BY fid")]
            if expected and "geom" in expected[0]:
                shapes = self.server.sql(f"SELECT encode(ST_AsBinary(geom, 'NDR'), 'hex') FROM \"{schema}\".\"{name}\" "
                                         "ORDER BY fid") or [""] * len(found)
                for row, shape in zip(found, shapes):
                    row["geom"] = shape or None
            self.assertEqual(found, expected, name)

    def test_no_output_shows_the_password(self):
        result = run("run", self.study, "--verbose")
        self.assertEqual(result.returncode, 0, result.stderr)
        self.assertNotIn("s3cret", result.stdout + result.stderr)
        for path in (self.folder / "out").rglob("*"):
            self.assertFalse(path.is_file() and b"s3cret" in path.read_bytes(), path)
        manifest = json.loads((self.folder / "out" / "manifest.json").read_text(encoding="utf-8"))
        self.assertEqual(manifest["postgis"]["schema"], self.name)

    def test_an_earlier_result_is_replaced_only_with_overwrite(self):
        self.assertEqual(run("run", self.study).returncode, 0)
        before = self.tables()
        self.server.sql(f"DELETE FROM {self.name}.buildings")
        self.assert_refused(run("run", self.study, "--folder", self.folder / "other"), "holds an earlier result",
                            "--overwrite")
        self.assertFalse((self.folder / "other").exists())
        self.assertEqual(self.server.sql(f"SELECT count(*) FROM {self.name}.buildings"), ["0"])
        self.assertEqual(run("run", self.study, "--overwrite").returncode, 0)
        self.assertEqual(self.tables(), before)
        self.assertNotEqual(self.server.sql(f"SELECT count(*) FROM {self.name}.buildings"), ["0"])
        self.assert_nothing_left()

    def test_rights_of_readers_stay(self):
        self.assertEqual(run("run", self.study).returncode, 0)
        self.server.sql(f"CREATE ROLE reader LOGIN; GRANT USAGE ON SCHEMA {self.name} TO reader; "
                        f"GRANT SELECT ON {self.name}.communities TO reader")
        self.assertEqual(run("run", self.study, "--overwrite").returncode, 0)
        self.assertNotEqual(self.server.sql(f"SELECT count(*) FROM {self.name}.communities", user="reader"), ["0"])
        with self.assertRaisesRegex(RuntimeError, "permission denied"):
            self.server.sql(f"SELECT count(*) FROM {self.name}.buildings", user="reader")

    def styles(self):
        return self.server.sql("SELECT f_table_name, useasdefault, stylename FROM public.layer_styles "
                               f"WHERE f_table_schema = '{self.name}' AND f_table_name = 'grid_zones' ORDER BY 3")

    def test_styles_stand_where_qgis_looks(self):
        for _ in range(2):  # a second run replaces the first one's
            self.assertEqual(run("run", self.study, "--overwrite").returncode, 0)
            self.assertEqual(self.styles(), ["grid_zones|t|lastmeter"])
        self.server.sql(f"UPDATE public.layer_styles SET stylename = 'mine' WHERE f_table_schema = '{self.name}'")
        self.assertEqual(run("run", self.study, "--overwrite").returncode, 0)
        self.assertEqual(self.styles(), ["grid_zones|f|lastmeter", "grid_zones|t|mine"])

    def test_who_may_not_write_styles_is_told(self):
        self.server.sql("CREATE ROLE planner LOGIN; GRANT CREATE ON DATABASE postgres TO planner")
        self.write_study(self.server.connection(user="planner"))
        self.assertIn("without colours", run("run", self.study).stdout)

    def test_somebody_elses_schema_stays(self):
        self.server.sql(f"CREATE SCHEMA {self.name}; CREATE TABLE {self.name}.roads (n int)")
        self.assert_refused(run("run", self.study, "--overwrite"), "'roads', which is not of a result")
        self.assertEqual(self.tables(), ["roads"])
        self.assertFalse((self.folder / "out").exists())

    def test_an_empty_schema_is_taken(self):
        self.server.sql(f"CREATE SCHEMA {self.name}")
        self.assertEqual(run("run", self.study).returncode, 0)
        self.assertIn("buildings", self.tables())

    def test_somebodys_view_on_our_layer_stays(self):
        self.assertEqual(run("run", self.study).returncode, 0)
        self.server.sql(f"CREATE VIEW public.their_view AS SELECT code FROM {self.name}.buildings")
        before = (self.folder / "out" / "manifest.json").read_bytes()
        self.assert_refused(run("run", self.study, "--overwrite"), "their_view", "depends on")
        self.assertNotEqual(self.server.sql("SELECT count(*) FROM public.their_view"), ["0"])
        self.assertEqual((self.folder / "out" / "manifest.json").read_bytes(), before)
        self.assert_nothing_left()

    def test_who_may_not_write_hears_it_at_once(self):
        self.server.sql("CREATE ROLE guest LOGIN")
        self.write_study(self.server.connection(user="guest"))
        self.assert_refused(run("run", self.study), "permission denied for database", "rights of its user")
        self.assertFalse((self.folder / "out").exists())

    def test_databases_that_cannot_be_used(self):
        self.server.sql("CREATE DATABASE bare")
        self.write_study(self.server.connection("bare"))
        self.assert_refused(run("run", self.study), "has no PostGIS", "CREATE EXTENSION postgis")
        self.write_study(self.server.connection("nowhere"))
        self.assert_refused(run("run", self.study), 'database "nowhere" does not exist')
        self.write_study(self.server.connection() + " s3cret")
        self.assert_refused(run("run", self.study), "PG:host=")
        self.write_study("out.gpkg")
        self.assertEqual(run("run", self.study).returncode, 2)
        self.assertFalse((self.folder / "out").exists())

    def test_text_that_the_database_cannot_hold(self):
        self.server.sql("CREATE DATABASE narrow ENCODING 'LATIN1' LOCALE 'C' TEMPLATE template0")
        self.server.sql("CREATE EXTENSION postgis", "narrow")
        self.write_study(self.server.connection("narrow"), "滕州")
        self.assert_refused(run("run", self.study), "LATIN1")
        self.assert_nothing_left()

    def test_a_check_writes_nothing_there(self):
        self.assertEqual(run("check", self.study).returncode, 0)
        self.assertEqual(self.tables(), [])

    def test_a_server_that_dies_in_the_middle_changes_nothing(self):
        self.assertEqual(run("run", self.study).returncode, 0)
        self.server.sql(f"DELETE FROM {self.name}.buildings")
        before = (self.folder / "out" / "manifest.json").read_bytes()
        # A reader that lets the run past its first look, and then keeps the old layers from being replaced.
        self.server.sql(f"CREATE FUNCTION public.wait() RETURNS event_trigger LANGUAGE plpgsql AS $$ BEGIN IF EXISTS "
                        f"(SELECT FROM pg_tables WHERE schemaname LIKE 'lastmeter%' AND tablename = 'buildings') THEN "
                        f"PERFORM pg_sleep(60); END IF; END $$; "
                        f"CREATE EVENT TRIGGER wait ON ddl_command_end WHEN TAG IN ('COMMENT') "
                        f"EXECUTE FUNCTION public.wait()")
        try:
            results = []
            thread = threading.Thread(target=lambda: results.append(run("run", self.study, "--overwrite")))
            thread.start()
            for _ in range(600):
                if self.server.sql("SELECT pid FROM pg_stat_activity WHERE wait_event = 'PgSleep'"):
                    break
                time.sleep(0.1)
            self.server.stop()
            thread.join()
        finally:
            self.server.start()
            self.server.sql("DROP EVENT TRIGGER wait; DROP FUNCTION public.wait")
        self.assert_refused(results[0], "cannot write")
        self.assertEqual(self.server.sql(f"SELECT count(*) FROM {self.name}.buildings"), ["0"])
        self.assertEqual((self.folder / "out" / "manifest.json").read_bytes(), before)
        self.assert_nothing_left()

    def test_a_server_that_dies_at_the_commit_leaves_the_old_or_the_new(self):
        self.assertEqual(run("run", self.study).returncode, 0)
        self.server.sql(f"DELETE FROM {self.name}.buildings")  # tells the old layers from the new ones
        self.server.sql("CREATE FUNCTION public.late() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN PERFORM "
                        "pg_sleep(60); RETURN NULL; END $$; CREATE CONSTRAINT TRIGGER late AFTER INSERT OR UPDATE OR "
                        "DELETE ON public.layer_styles DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION "
                        "public.late()")
        committing = "SELECT pid FROM pg_stat_activity WHERE wait_event = 'PgSleep' AND query ILIKE 'commit%'"
        try:
            results = []
            thread = threading.Thread(target=lambda: results.append(run("run", self.study, "--overwrite")))
            thread.start()
            found = []
            for _ in range(600):
                found = self.server.sql(committing)
                if found or results:
                    break
                time.sleep(0.1)
            self.server.stop()
            thread.join()
        finally:
            self.server.start()
            self.server.sql("DROP TRIGGER late ON public.layer_styles; DROP FUNCTION public.late")
        self.assertTrue(found, "the run never came to its COMMIT")
        self.assert_refused(results[0], "the results are in", "cannot be known", "--overwrite")
        rows = int(self.server.sql(f"SELECT count(*) FROM {self.name}.buildings")[0])
        with sqlite3.connect(self.folder / "out" / "study.gpkg") as database:
            whole = database.execute("SELECT count(*) FROM buildings").fetchone()[0]
        self.assertIn(rows, (0, whole))
        self.assert_nothing_left()
        self.assertEqual(run("run", self.study, "--overwrite").returncode, 0)
        self.assertEqual(self.server.sql(f"SELECT count(*) FROM {self.name}.buildings"), [str(whole)])

    def test_an_address_whose_password_needs_encoding_says_so(self):
        self.write_study("PG:postgresql://gis:s3cret@x?y@127.0.0.1:1/postgres")
        result = run("run", self.study)
        self.assert_refused(result, "percent-encoded", "%40")
        self.assertNotIn("x?y", result.stderr)

    def test_units_of_the_writer(self):
        environment = {**os.environ, "LASTMETER_POSTGIS": self.server.connection()}
        result = subprocess.run([UNIT_IO, "--gtest_filter=Postgis*"], env=environment, capture_output=True, text=True,
                                timeout=240, check=False)
        self.assertEqual(result.returncode, 0, result.stdout + result.stderr)
        self.assertNotIn("SKIPPED", result.stdout)


if __name__ == "__main__":
    if scratch_postgres.programs() is None:
        print("SKIPPED: needs PostgreSQL with PostGIS (postgresql-15-postgis-3)")
        sys.exit(77)
    PROGRAM, DATA, UNIT_IO = (pathlib.Path(each).resolve() for each in sys.argv[1:4])
    unittest.main(argv=[sys.argv[0], *sys.argv[4:]])
