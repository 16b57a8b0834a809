#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""Coverage kernels beside PostGIS with a GiST index on the same points, in a server of its own that is gone afterwards.

coverage_postgis.py PATH-OF-bench_coverage      needs postgresql-15-postgis-3 and python3-numpy; exit code 1 when
                                                answers differ. Index building is not in PostGIS's time; one worker.
"""
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import time

import numpy as np

RADIUS = 500
PROGRAMS = pathlib.Path("/usr/lib/postgresql/15/bin")


class Server:
    """A scratch cluster on a socket in `folder`, run by a user that is not root."""

    def __init__(self, folder):
        self.folder = folder
        self.prefix = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []

    def __enter__(self):
        self.run("initdb", "-D", f"{self.folder}/db", "-A", "trust", "-U", "bench", "--no-sync")
        self.run("pg_ctl", "-D", f"{self.folder}/db", "-w", "-l", f"{self.folder}/log", "-o",
                 f"-k {self.folder} -c listen_addresses='' -c fsync=off -c max_parallel_workers_per_gather=0 "
                 "-c shared_buffers=512MB -c work_mem=256MB -c jit=off", "start")
        return self

    def __exit__(self, *_):
        self.run("pg_ctl", "-D", f"{self.folder}/db", "-m", "immediate", "stop")

    def run(self, program, *arguments):
        subprocess.run([*self.prefix, PROGRAMS / program, *arguments], check=True, stdout=subprocess.DEVNULL)

    def ask(self, sql):
        return subprocess.run([*self.prefix, PROGRAMS / "psql", "-h", self.folder, "-U", "bench", "-d", "postgres", "-qAt",
                               "-v", "ON_ERROR_STOP=1", "-c", sql], check=True, capture_output=True, text=True).stdout


def fill(server, folder, name, points):
    file = f"{folder}/{name}.csv"
    np.savetxt(file, np.column_stack([np.arange(len(points)), points]), fmt=["%d", "%.17g", "%.17g"], delimiter=",")
    os.chmod(file, 0o644)
    server.ask(f"create table {name} (id int, x float8, y float8)")
    server.ask(f"copy {name} from '{file}' (format csv)")
    server.ask(f"alter table {name} add g geometry(Point); update {name} set g = ST_MakePoint(x, y)")
    server.ask(f"create index on {name} using gist (g)")
    server.ask(f"vacuum analyze {name}")


QUESTIONS = {
    "covered or not": "select count(distinct d.id) from posts p join demand d on ST_DWithin(p.g, d.g, {r})",
    "number of posts": "select count(*) from demand d join posts p on ST_DWithin(d.g, p.g, {r})",
    "nearest": "select sum(n.m) from demand d cross join lateral "
               "(select d.g <-> p.g as m from posts p order by d.g <-> p.g limit 1) n",
}
BARS = {"covered or not": 500, "number of posts": 150, "nearest": 250}


def main():
    folder = tempfile.mkdtemp()
    os.chmod(folder, 0o777)
    try:
        subprocess.run([sys.argv[1], "--answers", folder], check=True)
        load = lambda name, kind: np.fromfile(f"{folder}/{name}", kind)
        ours = dict(zip(QUESTIONS, load("seconds.f64", np.float64)))
        answers = {"covered or not": float(load("any.u8", np.uint8).sum()),
                   "number of posts": float(load("count.u32", np.uint32).sum()),
                   "nearest": float(load("nearest.f64", np.float64).sum())}
        wrong = 0
        with Server(folder) as server:
            server.ask("create extension postgis")
            for name in ("demand", "posts"):
                fill(server, folder, name, load(f"{name}.f64", np.float64).reshape(-1, 2))
            print(f"{'seconds, one thread':<26}{'ours':>10}{'PostGIS':>10}{'ratio':>8}{'bar':>8}  answers")
            for name, sql in QUESTIONS.items():
                start = time.monotonic()
                answer = float(server.ask(sql.format(r=RADIUS)))
                seconds = time.monotonic() - start
                same = abs(answer - answers[name]) <= 1e-9 * answers[name]
                wrong += not same
                print(f"{name:<26}{ours[name]:>10.4f}{seconds:>10.2f}{seconds / ours[name]:>8.0f}{BARS[name]:>8}  "
                      f"{'equal' if same else f'DIFFERENT: {answer} and {answers[name]}'}")
        return 1 if wrong else 0
    finally:
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    sys.exit(main())
