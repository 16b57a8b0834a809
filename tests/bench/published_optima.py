#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Reruns published facility-location instances and compares with their published values.

usage: published_optima.py PROGRAM [--only PATTERN ...] [--effort E] [--time-limit S] [--largest CUSTOMERS]

The instances lie in $LASTMETER_SHARED/benchmarks/facility-location, beside *.tsv files with the values. PATTERN is a
shell pattern over names such as pmed/p_median/pmed1, tsplib/p_center/rl1304, scp/set_cover/rail507,
mclp-city/max_cover/Kings, mclp-generated/max_cover/s1-m10000, cflp/capacitated/capa. Prints a line per value: ours,
bound, published, seconds, verdict. Exit code 1 when any differs: no plan, not proved where the published value is an
optimum, or another value. A best known value may be reached without proof, or beaten.
"""
import argparse
import csv
import ctypes
import fnmatch
import json
import os
import pathlib
import subprocess
import sys
import tempfile

FOLDER = pathlib.Path(os.environ.get("LASTMETER_SHARED", "../shared")) / "benchmarks" / "facility-location"


def table(name):
    with (FOLDER / name).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines, delimiter="\t"))


class Case:
    def __init__(self, family, goal, instance, path, arguments, published, is_optimum=True, note=""):
        self.name = f"{family}/{goal}/{instance}"
        self.note = note
        self.path = path
        self.arguments = ["--format", family.split("-")[0], "--goal", goal, *map(str, arguments)]
        low, _, high = published.partition("..")
        digits = len(low.partition(".")[2])
        slack = 0.5000001 * 10 ** -digits if digits else 0.0
        self.low, self.high = float(low) - slack, float(high or low) + slack
        self.published, self.is_optimum = published, is_optimum and not high
        self.maximized = goal == "max_cover"

    def verdict(self, result):
        value = result.get("objective")
        if value is None:
            return "NO PLAN"
        worse = value < self.low if self.maximized else value > self.high
        better = value > self.high if self.maximized else value < self.low
        if worse:
            return "WORSE"
        if better:
            return "WRONG: better than the optimum" if self.is_optimum else "better"
        if result["proved"]:
            return "equal, proved"
        return "NOT PROVED" if self.is_optimum else "equal"


def cases():
    for row in table("pmed/optima.tsv"):
        path = FOLDER / "pmed" / f"{row['instance']}.txt"
        yield Case("pmed", "p_median", row["instance"], path, [], row["p_median_optimum"])
        yield Case("pmed", "p_center", row["instance"], path, [], row["p_center_optimum"])
    for goal, name in (("p_median", "pmedian"), ("p_center", "pcenter")):
        for row in table(f"tsplib/{name}_optima.tsv"):
            yield Case("tsplib", goal, row["instance"], FOLDER / "tsplib" / f"{row['instance']}.tsp",
                       ["--p", row["p"], "--distance", row["distance"]], row["value"], note=f"p {row['p']}")
    for row in table("scp/optima.tsv"):
        yield Case("scp", "set_cover", row["instance"], FOLDER / "scp" / f"{row['instance']}.txt", [], row["optimum"])
    for row in table("mclp-city/best_known.tsv"):
        yield Case("mclp-city", "max_cover", row["instance"], FOLDER / "mclp-city" / f"{row['instance']}.txt",
                   ["--p", row["p"], "--radius", row["radius_m"]], row["covered_demand"], row["status"] == "optimum",
                   f"p {row['p']}")
    for row in table("cflp/optima.tsv"):
        capacity = row["capacity"].partition("=")[2]
        yield Case("cflp", "capacitated", row["instance"], FOLDER / "cflp" / f"{row['instance']}.txt",
                   ["--capacity", capacity] if capacity else [], row["value"], note=capacity)
    for row in table("mclp-generated/optima.tsv"):
        what = (int(row["seed"]), int(row["sites"]), int(row["customers"]))
        yield Case("mclp-generated", "max_cover", f"s{what[0]}-m{what[2]}", what,
                   ["--p", row["p"], "--radius", row["radius"]], row["optimal_covered_demand"],
                   note=f"p {row['p']} R {row['radius']}")


def generate(path, seed, sites, customers):
    """The generator of Cordeau, Furini and Ljubic (2019), side 30, on the C library's rand()."""
    c = ctypes.CDLL(None)
    c.srand(seed)
    largest = 2147483647

    def place():
        x = c.rand() / largest * 30.0
        return x, c.rand() / largest * 30.0
    site_places = [place() for _ in range(sites)]
    customer_places = [place() for _ in range(customers)]
    for _ in range(sites):
        c.rand()  # the cost, 1 for all, is drawn nevertheless
    with path.open("w", encoding="ascii") as out:
        out.write(f"{sites} {customers}\n")
        out.writelines(f"F {j} {x!r} {y!r} 1\n" for j, (x, y) in enumerate(site_places))
        out.writelines(f"C {i} {x!r} {y!r} {1 + c.rand() % 100}\n" for i, (x, y) in enumerate(customer_places))


def run(program, case, path, arguments):
    command = [program, "place", "--instance", path, *case.arguments, "--effort", arguments.effort, "--json"]
    if arguments.time_limit is not None:
        command += ["--time-limit", str(arguments.time_limit)]
    done = subprocess.run(list(map(str, command)), capture_output=True, text=True, check=False)
    return json.loads(done.stdout) if done.stdout else {"error": done.stderr.strip()}


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("program", type=pathlib.Path)
    parser.add_argument("--only", action="append", default=[])
    parser.add_argument("--effort", default="thorough")
    parser.add_argument("--time-limit", type=float)
    parser.add_argument("--largest", type=int, default=100_000, help="customers of generated instances")
    arguments = parser.parse_args()
    if not FOLDER.is_dir():
        print(f"SKIPPED: {FOLDER} is not there; set LASTMETER_SHARED")
        return 77
    chosen = [case for case in cases()
              if not arguments.only or any(fnmatch.fnmatch(case.name, pattern) for pattern in arguments.only)]
    differ = 0
    print(f"{'instance':40} {'':14} {'ours':>18} {'bound':>18} {'published':>18} {'seconds':>9}  verdict")
    with tempfile.TemporaryDirectory() as folder:
        for case in chosen:
            path = case.path
            if isinstance(path, tuple):
                if path[2] > arguments.largest:
                    continue
                path = pathlib.Path(folder) / f"{'-'.join(map(str, path))}.dat"
                if not path.exists():
                    generate(path, *case.path)
            result = run(arguments.program, case, path, arguments)
            verdict = f"FAILED: {result['error']}" if "error" in result else case.verdict(result)
            differ += verdict.split()[0] in ("FAILED:", "NO", "WORSE", "WRONG:", "NOT")
            ours, bound = result.get("objective") or 0, result.get("bound") or 0
            print(f"{case.name:40} {case.note:14} {ours:18.4f} {bound:18.4f} {case.published:>18} "
                  f"{result.get('seconds', 0):9.2f}  {verdict}", flush=True)
    print(f"{len(chosen)} values, {differ} differ")
    return 1 if differ else 0


if __name__ == "__main__":
    sys.exit(main())
